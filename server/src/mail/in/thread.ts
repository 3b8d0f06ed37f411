/** Which ticket a mail may be about: every hint, the surest first. Whether its sender may see the ticket is asked later. */
import type { Kysely } from "kysely";
import type { DB } from "../../db/schema.gen.ts";
import { inScope } from "../../db/tenant.ts";
import type { Seal } from "../../identity/seal.ts";
import { ticketOf } from "../reply-address.ts";
import type { Mail } from "./mail.ts";
import { idsIn } from "./mail.ts";
import { valuesOf } from "./structure.ts";

/** `message`: it answers a mail that we sent or took in; `address`: it went to a signed address; `number`: it names one. */
export interface Hint {
  readonly by: "message" | "address" | "number";
  readonly ticket: string;
  /** It answers news of something that is for one side's eyes, so the answer is, too. */
  readonly isInternal: boolean;
  /** It answers a call to whoever is on duty: that takes the alarm over. Source: docs/rules/duty.md. */
  readonly isCall?: true;
}

const RECIPIENT_HEADERS = ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to"];

/** All addresses to which a mail went, as far as it says. */
export function recipientsOf(mail: Mail, handedTo: string | null): readonly string[] {
  const [head] = mail.structure.parts;
  const delivered = RECIPIENT_HEADERS.flatMap((name) => valuesOf(head!, name)).map((value) =>
    value.replaceAll(/[<>\s]/g, "").toLowerCase(),
  );
  return [...new Set([...(handedTo === null ? [] : [handedTo]), ...delivered, ...mail.to])];
}

/** The number that a subject names: `[T-1042]`, `T-1042`, `#1042`. */
export function numberIn(subject: string): number | undefined {
  const [, spelled, sharp] = /(?:^|[\s[(:])(?:T-(\d{1,9})|#(\d{1,9}))(?![\w-])/.exec(subject) ?? [];
  const digits = spelled ?? sharp;
  return digits === undefined ? undefined : Number(digits);
}

/** Mails to which a mail refers, the nearest first. */
const referredBy = ({ inReplyTo, references }: Mail): readonly string[] =>
  [...new Set([...idsIn(inReplyTo), ...references.toReversed()])].slice(0, 50);

/** The hints of a mail that came to a mailbox of a company. */
export async function hintsOf(
  db: Kysely<DB>,
  seal: Seal,
  mail: Mail,
  {
    company,
    handedTo,
    tenants,
  }: { readonly company: string; readonly handedTo: string | null; readonly tenants: readonly string[] },
): Promise<readonly Hint[]> {
  const answered = await answeredBy(db, referredBy(mail), company);
  const addressed = recipientsOf(mail, handedTo).flatMap((address) => ticketOf(seal, address) ?? []);
  const number = numberIn(mail.subject);
  const numbered = number === undefined ? [] : await numberedIn(db, tenants, number);
  return [
    ...answered,
    ...addressed.map((ticket) => ({ by: "address", ticket, isInternal: false }) as const),
    ...numbered.map((ticket) => ({ by: "number", ticket, isInternal: false }) as const),
  ];
}

const numberedIn = async (db: Kysely<DB>, tenants: readonly string[], number: number): Promise<readonly string[]> => {
  if (tenants.length === 0) return [];
  const rows = await inScope(db, { scope: "mail" }, { readOnly: true }, (tx) =>
    tx
      .selectFrom("ticket")
      .select("ticket_id")
      .where("tenant_id", "in", tenants)
      .where("number", "=", number)
      .execute(),
  );
  return rows.map(({ ticket_id }) => ticket_id);
};

/** Tickets of mails that we sent with one of these Message-IDs, and of mails that came in with one. */
async function answeredBy(db: Kysely<DB>, ids: readonly string[], company: string): Promise<readonly Hint[]> {
  if (ids.length === 0) return [];
  return inScope(db, { scope: "mail" }, { readOnly: true }, async (tx) => {
    const sent = await tx
      .selectFrom("mail_out as o")
      .innerJoin("notice as n", (join) =>
        join.onRef("n.tenant_id", "=", "o.tenant_id").onRef("n.mail_id", "=", "o.mail_id"),
      )
      .innerJoin("event as e", (join) =>
        join.onRef("e.tenant_id", "=", "n.event_tenant").onRef("e.event_id", "=", "n.event_id"),
      )
      .innerJoin("ticket as t", (join) =>
        join.onRef("t.tenant_id", "=", "n.event_tenant").onRef("t.ticket_id", "=", "n.subject_id"),
      )
      .select(["o.message_id", "o.kind", "n.subject_id", "e.visible_to"])
      .where("o.message_id", "in", ids)
      .execute();
    const calls = await tx
      .selectFrom("mail_out as o")
      .innerJoin("notice as n", (join) =>
        join.onRef("n.tenant_id", "=", "o.tenant_id").onRef("n.mail_id", "=", "o.mail_id"),
      )
      .innerJoin("duty_call as c", (join) =>
        join.onRef("c.tenant_id", "=", "n.event_tenant").onRef("c.call_id", "=", "n.subject_id"),
      )
      .select(["o.message_id", "c.ticket_id"])
      .where("o.message_id", "in", ids)
      .where("o.kind", "=", "duty-called")
      .execute();
    const taken = await tx
      .selectFrom("mail_in")
      .select(["message_id", "ticket_id", "event_id"])
      .where("tenant_id", "=", company)
      .where("message_id", "in", ids)
      .where("ticket_id", "is not", null)
      .execute();
    return ids.flatMap((id) => {
      const news = sent.filter(({ message_id }) => message_id === id);
      // The mail of the day tells of many: an answer to it is about none of them.
      const isOne = new Set(news.map(({ subject_id }) => subject_id)).size === 1;
      const ours = isOne
        ? [{ ticket: news[0]!.subject_id!, isInternal: news.some(({ visible_to }) => visible_to !== "both") }]
        : [];
      const called = calls
        .filter(({ message_id }) => message_id === id)
        .map(({ ticket_id }) => ({ ticket: ticket_id, isInternal: true, isCall: true as const }));
      const earlier = taken
        .filter(({ message_id }) => message_id === id)
        .map(({ ticket_id }) => ({ ticket: ticket_id!, isInternal: false }));
      return [...ours, ...called, ...earlier].map((hint) => ({ by: "message", ...hint }) as const);
    });
  });
}

/** Mails as they came: kept before anybody is told that they were taken, and given out to one process at a time. */
import { createHash } from "node:crypto";
import type { Instant } from "@handschlag/engine/instant.ts";
import { sql, type Kysely } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { DB } from "../../db/schema.gen.ts";
import { inScope } from "../../db/tenant.ts";
import { structureOf, valueOf } from "./structure.ts";

/** Nobody else takes a mail for so long, and then somebody does: this process may have died over it. */
const LEASE_MS = 2 * 60_000;
/** So often a mail is tried whose taking in failed; then a person looks at it. */
const ATTEMPTS_MAX = 5;

/** Where a mail came in. */
export interface Arrival {
  readonly tenant: string;
  readonly mailbox: string;
  readonly receivedAt: Instant;
  /** To whom it was handed in, where the mail server said so. */
  readonly recipient?: string;
  /** Why a person has to look at it in any case: it is not whole. */
  readonly problem?: string;
}

/** What makes two mails one: the same Message-ID of the same sender, subject and date; without Message-ID the same bytes. */
export function identityOf(raw: Buffer): Buffer {
  const head = structureOf(raw).parts[0]!;
  const hash = createHash("sha256");
  if (valueOf(head, "message-id") === undefined) return hash.update(raw).digest();
  const said = ["message-id", "from", "subject", "date"].map((name) => valueOf(head, name) ?? "");
  return hash.update(JSON.stringify(said)).digest();
}

/** Keeps a mail for good. Returns whether it is new; when this has returned the mail is safe. */
export function mailKeep(db: Kysely<DB>, now: Instant, raw: Buffer, arrival: Arrival): Promise<boolean> {
  const { tenant, mailbox, receivedAt, recipient, problem } = arrival;
  return inScope(db, { scope: "mail" }, { readOnly: false }, async (tx) => {
    const made = await tx
      .insertInto("mail_in")
      .values({
        tenant_id: tenant,
        mail_id: uuidv7({ msecs: now }),
        mailbox_id: mailbox,
        identity: identityOf(raw),
        raw,
        size_bytes: raw.length,
        recipient: recipient?.toLowerCase() ?? null,
        received_at: new Date(Math.min(receivedAt, now)),
        ...(problem !== undefined && { state: "review", reason: problem, ...headOf(raw) }),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("mail_id")
      .executeTakeFirst();
    return made !== undefined;
  });
}

/** What the list shows of a mail of which no more than the head is there. */
function headOf(raw: Buffer) {
  const [head] = structureOf(raw).parts;
  return {
    subject: (valueOf(head!, "subject") ?? "").slice(0, 300),
    from_address: valueOf(head!, "from")?.slice(0, 320) ?? null,
  };
}

export interface Claimed {
  readonly tenant: string;
  readonly id: string;
  readonly raw: Buffer;
  readonly receivedAt: Instant;
  readonly recipient: string | null;
  readonly stepsDone: number;
  readonly attempts: number;
  readonly decidedBy: string | null;
  readonly engagement: string | null;
  readonly requester: string | null;
  readonly ticket: string | null;
  readonly mailbox: { readonly address: string | null; readonly engagement: string | null };
}

/** The oldest mail that waits, for this process; `undefined` when none does. */
export function mailClaim(db: Kysely<DB>, now: Instant): Promise<Claimed | undefined> {
  return inScope(db, { scope: "mail" }, { readOnly: false }, async (tx) => {
    const { rows } = await sql<
      Omit<Claimed, "mailbox" | "receivedAt"> & { receivedAt: Date; address: string | null; box: string | null }
    >`
      with next as materialized (select tenant_id, mail_id, mailbox_id from mail_in
        where state = 'waiting' and claimed_until <= ${new Date(now)}
        order by received_at, mail_id limit 1 for update skip locked)
      update mail_in m set claimed_until = ${new Date(now + LEASE_MS)}, attempts = m.attempts + 1
      from next left join mailbox as box on box.tenant_id = next.tenant_id and box.mailbox_id = next.mailbox_id
      where m.tenant_id = next.tenant_id and m.mail_id = next.mail_id
      returning m.tenant_id as tenant, m.mail_id as id, m.raw, m.received_at as "receivedAt", m.recipient,
        m.steps_done as "stepsDone", m.attempts, m.decided_by as "decidedBy", m.engagement_id as engagement,
        m.requester_id as requester, m.ticket_id as ticket, box.address, box.engagement_id as box`.execute(tx);
    const [row] = rows;
    if (row === undefined) return undefined;
    const { address, box, receivedAt, ...claimed } = row;
    return { ...claimed, receivedAt: receivedAt.getTime() as Instant, mailbox: { address, engagement: box } };
  });
}

/** What became of a mail. */
export interface Outcome {
  readonly state: "waiting" | "done" | "review" | "ignored" | "bounced";
  readonly reason?: string | undefined;
}

/** Writes down what became of a mail, unless somebody did meanwhile. */
export async function mailEnd(
  db: Kysely<DB>,
  now: Instant,
  { tenant, id }: Pick<Claimed, "tenant" | "id">,
  { state, reason }: Outcome,
): Promise<void> {
  await inScope(db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx
      .updateTable("mail_in")
      .set({ state, reason: reason?.slice(0, 500) ?? null, ended_at: state === "waiting" ? null : new Date(now) })
      .where("tenant_id", "=", tenant)
      .where("mail_id", "=", id)
      .where("state", "=", "waiting")
      .execute(),
  );
}

/** Whether a mail has failed, or ended its process, too often to be tried again. */
export const isExhausted = ({ attempts }: Claimed): boolean => attempts > ATTEMPTS_MAX;

/** What is known of a mail once it is read, for the lists. */
export interface Known {
  readonly messageId: string | undefined;
  readonly from: string | undefined;
  readonly fromName: string;
  readonly subject: string;
  readonly nature: string;
}

export function mailKnow(db: Kysely<DB>, { tenant, id }: Pick<Claimed, "tenant" | "id">, known: Known) {
  return inScope(db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx
      .updateTable("mail_in")
      .set({
        message_id: known.messageId ?? null,
        from_address: known.from ?? null,
        from_name: known.fromName,
        subject: known.subject.slice(0, 300),
        nature: known.nature,
      })
      .where("tenant_id", "=", tenant)
      .where("mail_id", "=", id)
      .execute(),
  );
}

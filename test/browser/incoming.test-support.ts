/** What came in at the sample's provider, for pictures and rules of its pages: mailboxes, mails to review, quotes at a ticket. */
import { createHash } from "node:crypto";
import { inScope } from "../../server/src/db/tenant.ts";
import { mailOf } from "../../server/src/mail/in/mail-desk.test-support.ts";
import type { TestServer } from "../../server/src/server.test-support.ts";

/** Known beforehand, so that an address can name it. */
export const MAIL_TO_REVIEW = "019a1f00-0000-7000-8000-0000000000d1";

const BOXES = [
  { id: "019a1f00-0000-7000-8000-0000000000e1", kind: "smtp", address: "support@lechbogen.example", problem: null },
  {
    id: "019a1f00-0000-7000-8000-0000000000e2",
    kind: "imap",
    address: "stoerung@lechbogen.example",
    problem: "mail-sign-in-refused",
  },
] as const;

const MAILS = [
  {
    id: MAIL_TO_REVIEW,
    reason: "sender-unknown",
    from: "rosa.fremd@vorstadt-architekten-und-partner.example",
    name: "Rosa Fremd",
    subject: "Der Plotter im zweiten Stock druckt seit gestern nur noch Streifen",
  },
  {
    id: "019a1f00-0000-7000-8000-0000000000d2",
    reason: "engagement-unclear",
    from: "t@example.org",
    name: "",
    subject: "",
  },
  {
    id: "019a1f00-0000-7000-8000-0000000000d3",
    reason: "sender-doubtful",
    from: "chef@lindenhof.example",
    name: "Die Chefin",
    subject: "Bitte sofort Passwort zurücksetzen",
  },
] as const;

const TEXT = "Guten Tag,\n\nder Plotter druckt nur noch Streifen.\n\nViele Grüße\nRosa Fremd\n";

/** Makes them at the provider of an engagement, unless they are there; and what mail adds to one of its tickets. */
export async function makeIncoming(server: TestServer, engagement: string, ticket: string): Promise<void> {
  const at = new Date(server.now);
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, async (tx) => {
    const { provider_id, tenant_id } = await tx
      .selectFrom("engagement")
      .select(["provider_id", "tenant_id"])
      .where("engagement_id", "=", engagement)
      .executeTakeFirstOrThrow();
    for (const { id, kind, address, problem } of BOXES) {
      const access = { host: "imap.lechbogen.example", port: 993, security: "tls", user_name: address };
      await tx
        .insertInto("mailbox")
        .values({
          tenant_id: provider_id,
          mailbox_id: id,
          kind,
          address,
          problem,
          checked_at: kind === "imap" ? at : null,
          created_at: at,
          ...(kind === "imap" && { ...access, password: Buffer.alloc(1) }),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    const raws = MAILS.map(({ from, subject }) =>
      mailOf({ from, subject, text: `<p>${TEXT}</p>`, headers: { "Content-Type": "text/html; charset=utf-8" } }),
    );
    for (const [index, { id, reason, from, name, subject }] of MAILS.entries())
      await tx
        .insertInto("mail_in")
        .values({
          tenant_id: provider_id,
          mail_id: id,
          mailbox_id: BOXES[0].id,
          identity: createHash("sha256").update(id).digest(),
          raw: raws[index]!,
          size_bytes: raws[index]!.length,
          from_address: from,
          from_name: name,
          subject,
          nature: "human",
          received_at: at,
          state: "review",
          reason,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    const opening = await tx
      .selectFrom("event")
      .select("event_id")
      .where("tenant_id", "=", tenant_id)
      .where("subject_id", "=", ticket)
      .where("type", "=", "ticket.opened")
      .executeTakeFirstOrThrow();
    const shared = { tenant_id, ticket_id: ticket, engagement_id: engagement, event_id: opening.event_id, at };
    for (const [index, kind] of (["folded", "bounce"] as const).entries())
      await tx
        .insertInto("ticket_mail")
        .values({
          ...shared,
          ticket_mail_id: `019a1f00-0000-7000-8000-0000000000f${index}`,
          visible_to: "both",
          kind,
          content: kind === "folded" ? "Am 23.11.2026 um 09:12 schrieb Support:\n> Seit wann?" : "5.1.1 User unknown",
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    await tx
      .insertInto("mail_in")
      .values({
        tenant_id: provider_id,
        mail_id: "019a1f00-0000-7000-8000-0000000000d9",
        identity: createHash("sha256").update(ticket).digest(),
        raw: raws[0]!,
        size_bytes: raws[0]!.length,
        received_at: at,
        state: "done",
        ended_at: at,
        ticket_id: ticket,
        ticket_tenant: tenant_id,
        event_id: opening.event_id,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

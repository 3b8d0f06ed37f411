/** A request for each route of mail that comes in. */
import { v7 as uuidv7 } from "uuid";
import type { Asked, Make } from "../../asked.test-support.ts";
import { inScope, type TenantId } from "../../db/tenant.ts";
import { mailOf } from "./mail-desk.test-support.ts";

const companyOf = ({ world, visitor, whose }: Asked): TenantId =>
  whose === "own" ? (visitor.company ?? world.client) : world.client;

async function mailboxFor(asked: Asked): Promise<string> {
  const { server } = asked.world;
  const id = uuidv7();
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx
      .insertInto("mailbox")
      .values({
        tenant_id: companyOf(asked),
        mailbox_id: id,
        kind: "smtp",
        address: `${id}@example.org`,
        created_at: new Date(server.now),
      })
      .execute(),
  );
  return `/company/mailboxes/${id}`;
}

/** A mail of a stranger that waits for somebody to decide. */
async function mailFor(asked: Asked): Promise<string> {
  const { server } = asked.world;
  const id = uuidv7();
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  const raw = mailOf({ from: "fremd@example.net", text: "<p>Guten Tag</p>", headers });
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx
      .insertInto("mail_in")
      .values({
        tenant_id: companyOf(asked),
        mail_id: id,
        identity: Buffer.alloc(32, id),
        raw,
        size_bytes: raw.length,
        received_at: new Date(server.now),
        state: "review",
        reason: "sender-unknown",
        nature: "human",
      })
      .execute(),
  );
  return `/company/mails-in/${id}`;
}

const ofMailbox =
  (wish: Omit<Awaited<ReturnType<Make>>, "path"> = {}): Make =>
  async (asked) => ({ path: await mailboxFor(asked), ...wish });
const ofMail =
  (rest: string, body?: unknown): Make =>
  async (asked) => ({ path: `${await mailFor(asked)}${rest}`, ...(body !== undefined && { body }) });

export const MAIL_IN: Readonly<Record<string, Make>> = {
  "GET /company/mailboxes": () => ({ path: "/company/mailboxes" }),
  "POST /company/mailboxes": () => ({
    path: "/company/mailboxes",
    body: { kind: "smtp", address: `${uuidv7()}@example.org`, engagementId: null },
  }),
  "PATCH /company/mailboxes/:id": ofMailbox({ body: { engagementId: null }, headers: { "if-match": '"1"' } }),
  "DELETE /company/mailboxes/:id": ofMailbox(),
  "GET /company/mails-in": () => ({ path: "/company/mails-in" }),
  "GET /company/mails-in/:id": ofMail(""),
  "GET /company/mails-in/:id/html": ofMail("/html"),
  "GET /company/mails-in/:id/raw": ofMail("/raw"),
  "POST /company/mails-in/:id/decision": ofMail("/decision", { decision: "dismiss", reason: "Werbung" }),
};

/** What becomes of mails. The rules: docs/rules/mail-in.md. */
import type { Instant } from "@handschlag/engine/instant.ts";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inScope } from "../../db/tenant.ts";
import { TestServer } from "../../server.test-support.ts";
import { replyAddress } from "../reply-address.ts";
import { sortMails } from "./sorter.ts";
import { MailDesk, mailOf } from "./mail-desk.test-support.ts";

let server: TestServer;
let mail: MailDesk;
beforeAll(async () => {
  server = await TestServer.start();
  mail = await MailDesk.make(server);
});
afterAll(() => server.stop());
beforeEach(() => {
  mail.desk.later(60);
});

const addressOf = (who: keyof MailDesk["desk"]["people"]) => mail.desk.people[who].email;
const write = (who: keyof MailDesk["desk"]["people"], wish: Partial<Parameters<typeof mailOf>[0]> = {}) =>
  mail.take({ from: addressOf(who), ...wish });
const entries = async (ticket: string, type: string, as: "employee" | "agent" | "owner" = "owner") =>
  (await mail.desk.show(as, ticket)).entries.filter((entry) => entry.type === `ticket.${type}`);
const numberOf = async (ticket: string) => (await mail.desk.show("owner", ticket)).number;

/** News of an event that we sent to somebody. */
async function newsOf(
  ticket: string,
  event: string,
  who: keyof MailDesk["desk"]["people"],
  { desk } = mail,
): Promise<string> {
  const person = desk.people[who];
  const messageId = `<${uuidv7()}@handschlag.example>`;
  const id = uuidv7();
  const at = new Date(server.now);
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, async (tx) => {
    await tx
      .insertInto("mail_out")
      .values({
        tenant_id: person.company,
        mail_id: id,
        kind: "ticket-answered",
        person_id: person.id,
        address: person.email,
        state: "sent",
        due_at: at,
        ended_at: at,
        created_at: at,
        message_id: messageId,
        content: "{}",
      })
      .execute();
    await tx
      .insertInto("notice")
      .values({
        tenant_id: person.company,
        notice_id: uuidv7(),
        kind: "ticket-answered",
        person_id: person.id,
        side: who === "agent" ? "provider" : "client",
        event_tenant: desk.client,
        event_id: event,
        engagement_id: desk.engagement,
        subject_id: ticket,
        way: "mail",
        told_at: at,
        due_at: at,
        mail_id: id,
      })
      .execute();
  });
  return messageId;
}

test("a client's mail opens a ticket, whose clocks run from its receipt", async () => {
  await mail.keep(
    mailOf({
      from: `"Tobias Hartl" <${addressOf("employee").toUpperCase()}>`,
      subject: "AW: WG: Drucker",
      text: "Er druckt nicht.\n\n> Zitat",
    }),
  );
  const receivedAt = server.now;
  mail.desk.later(20);
  await mail.sortAll();
  const row = (await mail.mails()).at(-1)!;
  expect(row).toMatchObject({
    state: "done",
    nature: "human",
    ticket_tenant: mail.desk.client,
    subject: "AW: WG: Drucker",
  });
  const ticket = await mail.desk.show("employee", row.ticket_id!);
  expect(ticket).toMatchObject({
    subject: "Drucker",
    channel: "mail",
    stage: "open",
    requester: { name: "Tobias Hartl" },
  });
  expect(Date.parse(ticket.openedAt)).toBe(receivedAt);
  // Of a report nothing is folded: nobody has read what it quotes.
  expect(JSON.stringify(ticket.entries)).toContain("Zitat");
});

describe("an answer finds its ticket", () => {
  let ticket: string;
  beforeEach(async () => {
    ticket = await mail.desk.open("employee");
  });

  test("by the mail that it answers", async () => {
    const event = await mail.desk.done("agent", ticket, "answered", { text: "Bitte neu starten." });
    const id = await newsOf(ticket, event, "employee");
    const row = await write("employee", {
      subject: "anderes",
      text: "Danke!\n\nAm 1.2.2026 schrieb Öznur:\n> Bitte neu starten.",
      headers: { References: `<x@y> ${id}` },
    });
    expect(row).toMatchObject({ state: "done", ticket_id: ticket });
    const [message] = await entries(ticket, "messaged");
    expect(message).toMatchObject({ text: "Danke!", actor: { name: "Tobias Hartl" } });
  });

  test("by the mail that came in before", async () => {
    const first = await write("employee", { id: "<erste@example.org>" });
    const next = await write("employee", { headers: { "In-Reply-To": "<erste@example.org>" }, text: "Nachtrag" });
    expect(next.ticket_id).toBe(first.ticket_id);
    expect(await entries(first.ticket_id!, "messaged")).toHaveLength(1);
  });

  test("by the signed address to which it goes", async () => {
    const recipient = replyAddress(server.seal, "support@lechbogen.example", ticket)!;
    const row = await mail.take({ from: addressOf("employee") }, { recipient });
    expect(row).toMatchObject({ state: "done", ticket_id: ticket });
  });

  test.each(["AW: [T-%] Drucker", "T-%: Drucker", "Drucker #%"])("by the number in %s", async (subject) => {
    const row = await write("employee", { subject: subject.replace("%", String(await numberOf(ticket))) });
    expect(row).toMatchObject({ state: "done", ticket_id: ticket });
  });

  test("a number is none where the sender does not see the ticket", async () => {
    const other = await mail.desk.open("coordinator");
    const row = await write("employee", { subject: `[T-${await numberOf(other)}]` });
    expect(row.state).toBe("done");
    expect(row.ticket_id).not.toBe(other);
  });

  test("an answer of the provider counts only with more than a number", async () => {
    const number = await numberOf(ticket);
    expect(await write("agent", { subject: `[T-${number}]` })).toMatchObject({
      state: "review",
      reason: "sender-of-provider",
    });
    expect(await entries(ticket, "answered")).toEqual([]);
    const event = (await entries(ticket, "opened"))[0]!.id;
    const id = await newsOf(ticket, event, "agent");
    expect(await write("agent", { headers: { "In-Reply-To": id }, text: "Wir kommen." })).toMatchObject({
      state: "done",
    });
    expect(await entries(ticket, "answered")).toMatchObject([{ text: "Wir kommen.", actor: { name: "Öznur Çelik" } }]);
  });

  test("an answer to news of a note is a note, and its quote is for the writer's side", async () => {
    const note = await mail.desk.done("agent", ticket, "noted", { text: "Intern: falsch gepatcht." });
    const id = await newsOf(ticket, note, "agent");
    await write("agent", {
      headers: { "In-Reply-To": id },
      text: "Sehe ich auch so.\n\nOn 1 Feb 2026 X wrote:\n> Intern: falsch gepatcht.",
    });
    expect(await entries(ticket, "answered")).toEqual([]);
    expect(JSON.stringify(await mail.desk.show("owner", ticket))).not.toContain("Sehe ich auch so");
    expect(await entries(ticket, "noted", "agent")).toHaveLength(2);
    const folded = await inScope(server.db, { tenant: mail.desk.client, side: "client" }, { readOnly: true }, (tx) =>
      tx.selectFrom("ticket_mail").selectAll().where("ticket_id", "=", ticket).execute(),
    );
    expect(folded).toEqual([]);
  });

  test("resolved it is opened again within the contract's days, and later followed by a new one", async () => {
    await mail.desk.done("agent", ticket, "resolved", { text: "Erledigt." });
    const subject = `[T-${await numberOf(ticket)}] E-Mail`;
    expect((await write("employee", { subject, text: "Geht wieder nicht." })).ticket_id).toBe(ticket);
    expect(await entries(ticket, "reopened")).toMatchObject([{ text: "Geht wieder nicht." }]);
    await mail.desk.done("agent", ticket, "resolved", { text: "Erledigt." });
    mail.desk.later(60 * 24 * 90);
    const row = await write("employee", { subject, text: "Jetzt schon wieder." });
    expect(row.state).toBe("done");
    expect(row.ticket_id).not.toBe(ticket);
    const follower = await mail.desk.show("owner", row.ticket_id!);
    expect(follower.links).toMatchObject([{ kind: "follow-up", ticket: { id: ticket } }]);
    expect((await mail.desk.show("owner", ticket)).stage).toBe("resolved");
  });

  test("merged it goes on in the other one; withdrawn it is followed", async () => {
    const target = await mail.desk.open("employee");
    await mail.desk.done("agent", ticket, "merged", { into: target });
    const subject = `[T-${await numberOf(ticket)}]`;
    expect((await write("employee", { subject })).ticket_id).toBe(target);
    await mail.desk.done("employee", target, "cancelled");
    const row = await write("employee", { subject });
    expect([target, ticket]).not.toContain(row.ticket_id);
    expect((await mail.desk.show("owner", row.ticket_id!)).links).toMatchObject([
      { kind: "follow-up", ticket: { id: target } },
    ]);
  });
});

test("what comes twice is taken once", async () => {
  const raw = mailOf({ from: addressOf("employee") });
  expect(await mail.keep(raw)).toBe(true);
  expect(await mail.keep(raw)).toBe(false);
  const again = Buffer.concat([Buffer.from("Received: from elsewhere\r\n"), raw]);
  expect(await mail.keep(again)).toBe(false);
  expect(await mail.sortAll()).toBe(1);
});

test("files come along, each once, and what the ticket has already not again", async () => {
  const part = (name: string, text: string) =>
    `--x\nContent-Type: application/octet-stream; name=${name}\nContent-Disposition: attachment; filename=${name}\n\n${text}\n`;
  const wish = {
    headers: { "Content-Type": "multipart/mixed; boundary=x" },
    text: `--x\n\nText\n${part("a.txt", "eins")}${part("b.txt", "zwei")}${part("leer.txt", "")}--x--`,
  };
  const first = await write("employee", wish);
  expect(first).toMatchObject({ state: "done", steps_done: 4 });
  const { attachments } = await mail.desk.show("owner", first.ticket_id!);
  expect(attachments.map(({ name }) => name).toSorted()).toEqual(["a.txt", "b.txt"]);
  await write("employee", { ...wish, subject: `[T-${await numberOf(first.ticket_id!)}]` });
  expect((await mail.desk.show("owner", first.ticket_id!)).attachments).toHaveLength(2);
});

describe("machines get no ticket", () => {
  test.each([
    ["auto-reply", { headers: { "Auto-Submitted": "auto-replied" } }],
    ["auto-reply", { subject: "Abwesenheitsnotiz: Drucker" }],
    ["newsletter", { headers: { "List-Id": "<liste.example.org>" } }],
    ["spam", { headers: { "X-Spam-Flag": "YES" } }],
    ["loop", { headers: { "X-Handschlag": "1" } }],
  ] as const)("%s", async (reason, wish) => {
    expect(await write("employee", wish)).toMatchObject({ state: "ignored", reason, ticket_id: null });
  });

  test("nor does a sender who writes all the time", async () => {
    for (let count = 0; count < 31; count += 1) await mail.keep(mailOf({ from: addressOf("owner") }));
    await mail.sortAll();
    const states = (await mail.mails())
      .filter(({ from_address }) => from_address === addressOf("owner"))
      .map(({ state }) => state);
    expect(states.filter((state) => state === "done")).toHaveLength(30);
    expect(states.at(-1)).toBe("review");
  });
});

test("a mail that came back is marked, and shown at what it told of, once", async () => {
  const ticket = await mail.desk.open("employee");
  const event = await mail.desk.done("agent", ticket, "answered", { text: "Ja." });
  const id = await newsOf(ticket, event, "employee");
  const report = (action: string) => ({
    from: "MAILER-DAEMON@mx.example.org",
    headers: { "Content-Type": "multipart/report; report-type=delivery-status; boundary=x" },
    text: `--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@b.example\nAction: ${action}\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 unknown\n--x\nContent-Type: text/rfc822-headers\n\nMessage-ID: ${id}\n--x--`,
  });
  expect(await mail.take(report("delayed"))).toMatchObject({ state: "ignored", reason: "delayed" });
  expect(await mail.take(report("failed"))).toMatchObject({ state: "bounced", reason: "5.1.1 550 unknown" });
  await mail.take(report("failed"));
  const shown = await inScope(server.db, { tenant: mail.desk.client, side: "client" }, { readOnly: true }, (tx) =>
    tx.selectFrom("ticket_mail").selectAll().where("ticket_id", "=", ticket).execute(),
  );
  expect(shown).toMatchObject([
    { kind: "bounce", event_id: event, person_id: mail.desk.people.employee.id, content: "5.1.1 550 unknown" },
  ]);
});

describe("nothing is lost and nothing goes astray", () => {
  test("strangers wait for a person to look at them", async () => {
    expect(await mail.take({ from: "fremd@example.net" })).toMatchObject({ state: "review", reason: "sender-unknown" });
    expect(await mail.take(Buffer.from("kein Kopf\r\n"))).toMatchObject({ state: "review", reason: "broken" });
    expect(await write("employee", { headers: { "Authentication-Results": "mx; dmarc=fail" } })).toMatchObject({
      state: "review",
      reason: "sender-doubtful",
    });
  });

  test("another tenant's person cannot reach a ticket here, by no hint at all", async () => {
    const other = await MailDesk.make(server, "support@fremd.example");
    const ticket = await other.desk.open("employee");
    const event = await other.desk.done("agent", ticket, "answered", { text: "Geheim." });
    const id = await newsOf(ticket, event, "employee", other);
    const number = (await other.desk.show("owner", ticket)).number;
    const recipient = replyAddress(server.seal, "support@lechbogen.example", ticket)!;
    // Ours to theirs …
    expect(await mail.take({ from: addressOf("employee"), headers: { "In-Reply-To": id } })).toMatchObject({
      state: "review",
      reason: "ticket-not-theirs",
    });
    expect(await mail.take({ from: addressOf("employee") }, { recipient })).toMatchObject({
      state: "review",
      reason: "ticket-not-theirs",
    });
    const numbered = await write("employee", { subject: `T-${number + 100_000}` });
    expect(numbered).toMatchObject({ state: "done", ticket_tenant: mail.desk.client });
    // … and theirs to our mailbox: no party of it, so a stranger.
    expect(await mail.take({ from: other.desk.people.employee.email, headers: { "In-Reply-To": id } })).toMatchObject({
      state: "review",
      reason: "sender-unknown",
    });
    expect((await other.desk.show("owner", ticket)).entries.filter(({ type }) => type === "ticket.messaged")).toEqual(
      [],
    );
  });

  test("whoever works with two clients of a provider is asked which", async () => {
    const second = await server.company("Zweite");
    const engagement = await server.engagement(second, mail.desk.provider);
    const both = await server.person(second, "owner", null, { name: "Beide" });
    await inScope(server.db, { scope: "identity" }, { readOnly: false }, (tx) =>
      tx
        .insertInto("membership")
        .values({
          tenant_id: mail.desk.client,
          person_id: both.id,
          client_role: "employee",
          joined_at: new Date(server.now),
        })
        .execute(),
    );
    expect(await mail.take({ from: both.email })).toMatchObject({ state: "review", reason: "engagement-unclear" });
    const mailbox = await MailDesk.mailbox(server, mail.desk.provider, "zweite@lechbogen.example", engagement);
    expect(await mail.take({ from: both.email }, { mailbox })).toMatchObject({ state: "done", ticket_tenant: second });
  });

  test("killed after any step it goes on with the next", async () => {
    const part = (name: string) =>
      `--x\nContent-Type: text/x-log; name=${name}\nContent-Disposition: attachment; filename=${name}\n\n${name}\n`;
    const raw = mailOf({
      from: addressOf("employee"),
      headers: { "Content-Type": "multipart/mixed; boundary=x" },
      text: `--x\n\nText\n${part("a")}${part("b")}${part("c")}--x--`,
    });
    await mail.keep(raw);
    const connection = server.db.connection.bind(server.db);
    // Each time the process dies at another transaction; the lease has to run out before the next one takes over.
    for (let dies = 1; dies < 60; dies += 1) {
      let left = dies;
      const dying = Object.assign(Object.create(server.db) as typeof server.db, {
        connection: () => {
          left -= 1;
          if (left < 0) throw new Error("killed");
          return connection();
        },
      });
      await sortMails({ db: dying, seal: server.seal, clock: () => server.now, say: () => undefined }).catch(
        () => undefined,
      );
      server.now = (server.now + 3 * 60_000) as Instant;
      const [row] = (await mail.mails()).slice(-1);
      if (row!.state !== "waiting") break;
      // So often no real process dies at the same mail.
      await inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
        tx.updateTable("mail_in").set({ attempts: 0 }).where("mail_id", "=", row!.mail_id).execute(),
      );
    }
    const row = (await mail.mails()).at(-1)!;
    expect(row).toMatchObject({ state: "done", steps_done: 4 });
    const { attachments } = await mail.desk.show("owner", row.ticket_id!);
    expect(attachments.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    const all = await mail.desk.queue("owner", "limit=100");
    expect(all.items.filter(({ openedAt }) => openedAt === row.received_at.toISOString())).toHaveLength(1);
  });

  test("several who sort at once take each mail once", async () => {
    for (let count = 0; count < 8; count += 1)
      await mail.keep(mailOf({ from: addressOf("coordinator"), subject: `Gleichzeitig ${count}` }));
    const counts = await Promise.all([mail.sortAll(), mail.sortAll(), mail.sortAll()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(8);
    const rows = (await mail.mails()).slice(-8);
    expect(new Set(rows.map(({ ticket_id }) => ticket_id)).size).toBe(8);
  });
});

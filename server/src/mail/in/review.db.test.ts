/** Mailboxes and mails that a person decides about, over the wire. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { inScope } from "../../db/tenant.ts";
import { TestServer } from "../../server.test-support.ts";
import { MailDesk } from "./mail-desk.test-support.ts";

let server: TestServer;
let mail: MailDesk;
beforeAll(async () => {
  server = await TestServer.start();
  mail = await MailDesk.make(server);
});
afterAll(() => server.stop());

const as = (...args: Parameters<MailDesk["desk"]["request"]>) => mail.desk.request(...args);
const at = (path: string) => `/company/mails-in${path}`;
const stranger = (text = "Guten Tag,\n\nwir haben ein Problem.") =>
  mail.take({ from: '"Rosa Fremd" <rosa@fremd.example>', subject: "Hilfe", text });

test("a stranger's mail is read and becomes a ticket in the name of whoever takes it, for a person of the client", async () => {
  const { mail_id } = await stranger();
  const list = (await as("agent", "GET", at("?state=review"))).json<{ items: { id: string; from: string }[] }>();
  expect(list.items).toMatchObject([{ id: mail_id, from: "rosa@fremd.example", reason: "sender-unknown" }]);
  const shown = (await as("agent", "GET", at(`/${mail_id}`))).json();
  expect(shown).toMatchObject({
    text: expect.stringContaining("wir haben ein Problem"),
    engagements: [{ id: mail.desk.engagement }],
  });
  const receivedAt = server.now;
  mail.desk.later(60 * 30);
  const decision = { decision: "take", engagementId: mail.desk.engagement, requesterId: mail.desk.people.employee.id };
  expect((await as("agent", "POST", at(`/${mail_id}/decision`), decision)).statusCode).toBe(204);
  await mail.sortAll();
  const row = (await mail.mails()).find((each) => each.mail_id === mail_id)!;
  expect(row.state).toBe("done");
  const ticket = await mail.desk.show("employee", row.ticket_id!);
  expect(ticket).toMatchObject({ subject: "Hilfe", channel: "mail", requester: { name: "Tobias Hartl" } });
  expect(Date.parse(ticket.openedAt)).toBe(receivedAt);
  expect(ticket.entries[0]).toMatchObject({
    actor: { name: "Öznur Çelik", side: "provider" },
    text: expect.stringContaining("Rosa Fremd <rosa@fremd.example>"),
  });
  // It is done, so nobody decides again.
  expect((await as("agent", "POST", at(`/${mail_id}/decision`), decision)).json()).toMatchObject({
    kind: "mail-decided",
  });
});

test("dismissed with a reason it stays to be looked up, and can be taken after all", async () => {
  const { mail_id } = await stranger("Kaufen Sie!");
  expect(
    (await as("agent", "POST", at(`/${mail_id}/decision`), { decision: "dismiss", reason: "Werbung" })).statusCode,
  ).toBe(204);
  expect((await as("agent", "GET", at("?state=refused"))).json<{ items: unknown[] }>().items).toMatchObject([
    { id: mail_id, reason: "Werbung" },
  ]);
  const take = { decision: "take", engagementId: mail.desk.engagement };
  expect((await as("manager", "POST", at(`/${mail_id}/decision`), take)).statusCode).toBe(204);
  await mail.sortAll();
  expect((await mail.mails()).find((each) => each.mail_id === mail_id)).toMatchObject({ state: "done" });
});

test("a mail cannot be taken into another's engagement, nor for another's person", async () => {
  const other = await MailDesk.make(server, "anderswo@example.org");
  const { mail_id } = await stranger();
  const engagement = { decision: "take", engagementId: other.desk.engagement };
  expect((await as("agent", "POST", at(`/${mail_id}/decision`), engagement)).json()).toMatchObject({
    kind: "engagement-not-found",
  });
  const person = { decision: "take", engagementId: mail.desk.engagement, requesterId: other.desk.people.employee.id };
  expect((await as("agent", "POST", at(`/${mail_id}/decision`), person)).json()).toMatchObject({
    kind: "requester-unknown",
  });
  expect((await other.desk.request("agent", "GET", at(`/${mail_id}`))).statusCode).toBe(404);
  expect((await other.desk.request("agent", "GET", at(`/${mail_id}/raw`))).statusCode).toBe(404);
});

test("HTML is shown without what acts or calls home, and the mail as it came is a file", async () => {
  const html = '<p onclick="x()">Hallo</p><img src="https://t.example/p.gif"><script>1</script>';
  const { mail_id } = await mail.take({
    from: "rosa@fremd.example",
    text: html,
    headers: { "Content-Type": "text/html" },
  });
  const page = await as("agent", "GET", at(`/${mail_id}/html`));
  expect(page.headers["content-security-policy"]).toBe("default-src 'none'; img-src data:; sandbox allow-popups");
  expect(page.body).toContain("<p>Hallo</p>");
  expect(page.body).not.toMatch(/script|onclick|t\.example/);
  const raw = await as("agent", "GET", at(`/${mail_id}/raw`));
  expect(raw.headers["content-disposition"]).toMatch(/^attachment/);
  expect(raw.body).toContain("onclick");
});

test("at a ticket each side sees its own quotes; the mail itself those who review mails", async () => {
  const ticket = await mail.desk.open("employee");
  const { number } = await mail.desk.show("owner", ticket);
  const { mail_id } = await mail.take({
    from: mail.desk.people.employee.email,
    subject: `[T-${number}]`,
    text: "Danke\n\n-- \nTobias",
  });
  const of = async (who: "employee" | "agent") =>
    (await as(who, "GET", `/tickets/${ticket}/mails`)).json<{ items: unknown[] }>().items;
  expect(await of("employee")).toMatchObject([{ folded: "-- \nTobias", mailId: null }]);
  expect(await of("agent")).toMatchObject([{ folded: null, mailId: mail_id }]);
});

test("a mailbox is set up, changed and taken away; its mails stay; its password is shown to nobody", async () => {
  const made = await as("manager", "POST", "/company/mailboxes", {
    kind: "smtp",
    address: "Neu@Example.org",
    engagementId: null,
  });
  expect(made.json()).toMatchObject({ address: "neu@example.org", problem: null, version: 1 });
  const { id } = made.json<{ id: string }>();
  expect(
    (
      await as("owner", "POST", "/company/mailboxes", { kind: "smtp", address: "neu@example.org", engagementId: null })
    ).json(),
  ).toMatchObject({ kind: "mailbox-taken" });
  expect(
    (
      await as("manager", "POST", "/company/mailboxes", { kind: "smtp", address: "b@example.org", engagementId: id })
    ).json(),
  ).toMatchObject({ kind: "engagement-not-found" });
  const cookie = await server.cookie(mail.desk.people.manager);
  const change = (version: number) =>
    server.request("PATCH", `/company/mailboxes/${id}`, {
      as: cookie,
      body: { engagementId: mail.desk.engagement },
      headers: { "if-match": `"${version}"` },
    });
  expect((await change(1)).json()).toMatchObject({ engagementId: mail.desk.engagement, version: 2 });
  expect((await change(1)).statusCode).toBe(412);
  await mail.take({ from: mail.desk.people.employee.email }, { mailbox: id });
  expect((await as("manager", "DELETE", `/company/mailboxes/${id}`)).statusCode).toBe(204);
  expect((await mail.mails()).filter(({ mailbox_id }) => mailbox_id === null)).toHaveLength(1);
  const wish = {
    kind: "imap",
    address: "c@example.org",
    engagementId: null,
    host: "127.0.0.1",
    port: 1,
    security: "none",
    user: "c",
    password: "geheim",
  };
  expect((await as("manager", "POST", "/company/mailboxes", wish)).json()).toMatchObject({ kind: "mail-host-refused" });
});

test("for another mail server the password has to be given anew", async () => {
  const id = "01a3d98d-1980-7aaa-8e75-8f53f1f3f001";
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx
      .insertInto("mailbox")
      .values({
        tenant_id: mail.desk.provider,
        mailbox_id: id,
        kind: "imap",
        address: "i@example.org",
        host: "mail.example.org",
        port: 993,
        security: "tls",
        user_name: "i",
        password: server.seal.close("mailbox", "geheim"),
        created_at: new Date(server.now),
      })
      .execute(),
  );
  const list = await as("manager", "GET", "/company/mailboxes");
  expect(list.body).not.toContain("geheim");
  const access = { host: "evil.example", port: 993, security: "tls", user: "i" };
  const cookie = await server.cookie(mail.desk.people.manager);
  const answer = await server.request("PATCH", `/company/mailboxes/${id}`, {
    as: cookie,
    body: { engagementId: null, access },
    headers: { "if-match": '"1"' },
  });
  expect(answer.json()).toMatchObject({ kind: "mailbox-password-needed" });
});

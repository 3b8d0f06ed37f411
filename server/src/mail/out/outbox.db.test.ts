/** Who sees which mails, what they hold, and what a link in them can do: against a real database. */
import { inScope } from "../../db/tenant.ts";
import { later } from "@handschlag/engine/instant.ts";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { z } from "zod";
import type { MailBody, Mails, Notices, NoticeSettings } from "@handschlag/api/notice.ts";
import { tellAll } from "../../notice/news.test-support.ts";
import { TestServer } from "../../server.test-support.ts";
import { Desk } from "../../ticket/desk.test-support.ts";
import { ticketOf } from "../reply-address.ts";
import type { PostOffice } from "./post-office.ts";
import { Postman } from "./postman.ts";
import type { Mail } from "./transport.ts";

type Person = keyof Desk["people"];
let server: TestServer;
let desk: Desk;
let got: Mail[] = [];
let isTaking = false;
const post = (): PostOffice => ({
  db: server.db,
  seal: server.seal,
  clock: () => server.now,
  publicUrl: server.origin,
  from: "Handschlag <desk@example.org>",
  transport: isTaking
    ? { send: async (mail) => (got.push(mail), { kind: "taken" }), close: () => undefined }
    : undefined,
  say: (text) => expect.fail(text),
});
async function send(): Promise<void> {
  await tellAll(post());
  await new Postman(post()).round();
}
beforeAll(async () => {
  server = await TestServer.start();
  desk = await Desk.make(server);
  await tellAll(post());
});
afterAll(() => server.stop());
beforeEach(() => {
  [got, isTaking] = [[], false];
  desk.later(1);
});

async function read<Answer>(as: Person, path: string, status = 200): Promise<Answer> {
  const answer = await desk.request(as, "GET", path);
  expect(answer.statusCode, answer.body).toBe(status);
  return answer.json<Answer>();
}
const mails = (as: Person, query = "") => read<z.output<typeof Mails>>(as, `/mails?${query}`);
const notices = (as: Person) => read<z.output<typeof Notices>>(as, "/me/notices");
const count = async (as: Person) => (await read<{ unread: number }>(as, "/me/notices/count")).unread;

test("each sees their own mails, those who lead a company all of its people's, and nobody another company's", async () => {
  const id = await desk.open("employee", { subject: "Nur für uns" });
  await desk.done("agent", id, "answered", { text: "Gern." });
  await send();
  const ofEmployee = await mails("employee");
  expect(ofEmployee.items.map(({ own, state, subject }) => [own, state, subject])).toEqual([
    [true, "kept", expect.stringContaining("Nur für uns")],
  ]);
  expect((await mails("owner", "whose=all")).items.map(({ id: mail }) => mail)).toContain(ofEmployee.items[0]!.id);
  expect((await mails("manager", "whose=all")).items.map(({ id: mail }) => mail)).not.toContain(
    ofEmployee.items[0]!.id,
  );
  await read("employee", "/mails?whose=all", 403);
  await read("coordinator", `/mails/${ofEmployee.items[0]!.id}`, 404);
  await read("manager", `/mails/${ofEmployee.items[0]!.id}`, 404);
  const text = (await read<z.output<typeof MailBody>>("employee", `/mails/${ofEmployee.items[0]!.id}`)).text!;
  expect(text).toContain("> Gern.");
});

test("a link by which its reader does something is shown to nobody else", async () => {
  const id = await desk.open("employee");
  await desk.done("agent", id, "resolved", { text: "Ist erledigt." });
  await send();
  const { items } = await mails("employee");
  const closing = items.find(({ kind }) => kind === "ticket-ended")!;
  const link = /\/rate\/[\w-]{40,}/;
  const kept = () =>
    inScope(server.db, { scope: "mail" }, { readOnly: true }, (tx) =>
      tx.selectFrom("mail_out").select("content").where("mail_id", "=", closing.id).executeTakeFirstOrThrow(),
    );
  expect((await kept()).content).toMatch(link);
  const textFor = async (as: Person) => (await read<z.output<typeof MailBody>>(as, `/mails/${closing.id}`)).text!;
  expect(await textFor("employee")).toMatch(link);
  const seen = await textFor("owner");
  expect(seen).not.toMatch(link);
  expect(seen).toContain("Zufrieden:\n…");
  // What went out keeps no such link, for whoever comes to see the database.
  isTaking = true;
  expect((await desk.request("owner", "POST", `/mails/${closing.id}/again`)).statusCode).toBe(204);
  await send();
  expect(got[0]!.text).toMatch(link);
  expect((await kept()).content).not.toMatch(link);
});

test("a mail that was kept goes out when it is asked for again; one that arrived does not", async () => {
  const id = await desk.open("employee");
  await desk.done("agent", id, "answered", { text: "Noch einmal." });
  await send();
  const [mail] = (await mails("employee")).items;
  expect((await desk.request("employee", "POST", `/mails/${mail!.id}/again`)).statusCode).toBe(403);
  isTaking = true;
  expect((await desk.request("owner", "POST", `/mails/${mail!.id}/again`)).statusCode).toBe(204);
  await send();
  expect(got.map(({ to }) => to)).toEqual([desk.people.employee.email]);
  expect((await desk.request("owner", "POST", `/mails/${mail!.id}/again`)).statusCode).toBe(409);
});

test("what is new stands on one's page, counts until it is read, and is gone with the right to see it", async () => {
  const before = await count("manager");
  const id = await desk.open("employee", { subject: "Zählt" });
  await send();
  expect(await count("manager")).toBe(before + 1);
  const [first] = (await notices("manager")).items;
  expect(first).toMatchObject({ kind: "ticket-opened", readAt: null, path: `/tickets/${id}` });
  expect(first!.title).toMatch(/^\[T-\d+\] Neu: Zählt$/);
  expect((await notices("owner")).items.map((each) => each.id)).not.toContain(first!.id);
  // Somebody else's id marks nothing.
  await desk.request("owner", "POST", "/me/notices/read", { ids: [first!.id] });
  expect(await count("manager")).toBe(before + 1);
  await desk.request("manager", "POST", "/me/notices/read", { ids: [first!.id] });
  expect(await count("manager")).toBe(before);
  await desk.request("manager", "POST", "/me/notices/read", {});
  expect(await count("manager")).toBe(0);
});

test("settings are changed by whoever saw the present ones, and never what the contract demands", async () => {
  const put = async (as: Person, tag: string, body: object) =>
    server.request("PUT", "/me/notice-settings", {
      as: await server.cookie(desk.people[as]),
      body: { timeZone: "Europe/Berlin", hours: null, digestAt: "06:30", ways: {}, ...body },
      headers: { "if-match": tag },
    });
  expect((await put("coordinator", '"0"', { ways: { "ticket-answered": "none" } })).statusCode).toBe(200);
  expect((await put("coordinator", '"0"', {})).statusCode).toBe(412);
  const settings = await read<z.output<typeof NoticeSettings>>("coordinator", "/me/notice-settings");
  expect(settings).toMatchObject({ digestAt: "06:30" });
  expect(settings.kinds.find(({ name }) => name === "ticket-answered")).toMatchObject({ way: "none" });
  expect((await put("coordinator", '"1"', { ways: { nonsense: "mail" } })).json()).toMatchObject({
    kind: "notice-kind-unknown",
    errors: [{ field: "body.ways.nonsense" }],
  });
  expect((await put("coordinator", '"1"', { timeZone: "Mars/Olympus" })).statusCode).toBe(400);
  const owed = (await read<z.output<typeof NoticeSettings>>("manager", "/me/notice-settings")).kinds.find(
    (kind) => kind.owed,
  )!;
  expect((await put("manager", '"0"', { ways: { [owed.name]: "none" } })).json()).toMatchObject({
    kind: "notice-owed",
  });
});

test("one click in a mail program ends a kind of mail, looking at the link does not, and another's token does nothing", async () => {
  isTaking = true;
  const id = await desk.open("employee");
  await desk.done("agent", id, "answered", { text: "Eins." });
  await send();
  const unsubscribe = got.find(({ to }) => to === desk.people.employee.email)!.headers["list-unsubscribe"]!;
  const [, path] = /^<.*(\/unsubscribe\/[\w-]+)>$/.exec(unsubscribe)!;
  const token = path!.split("/").at(-1)!;
  expect((await server.request("GET", `/unsubscriptions/${token}`)).json()).toEqual({
    kind: "ticket-answered",
    ended: false,
  });
  const flipped = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
  expect((await server.request("GET", `/unsubscriptions/${flipped.slice(0, -4)}AAAA`)).statusCode).toBe(404);
  const click = await server.app.inject({
    method: "POST",
    url: path!,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: "List-Unsubscribe=One-Click",
  });
  expect(click.statusCode).toBe(204);
  got = [];
  desk.later(1);
  await desk.done("agent", id, "answered", { text: "Zwei." });
  await send();
  expect(got.filter(({ to }) => to === desk.people.employee.email)).toEqual([]);
  expect((await notices("employee")).items[0]).toMatchObject({ kind: "ticket-answered" });
  // Links end some day.
  server.now = later(server.now, 200 * 86_400_000);
  expect((await server.request("GET", `/unsubscriptions/${token}`)).statusCode).toBe(404);
});

test("answers go to the engagement's own mailbox before another, and carry the ticket where we take them in ourselves", async () => {
  isTaking = true;
  const mailbox = (tenant: string, address: string, engagement: string | null, kind: "imap" | "smtp") =>
    inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
      tx
        .insertInto("mailbox")
        .values({
          tenant_id: tenant,
          mailbox_id: uuidv7(),
          kind,
          address,
          engagement_id: engagement,
          created_at: new Date(server.now),
          ...(kind === "imap" && {
            host: "mail.example.org",
            port: 993,
            security: "tls",
            user_name: "desk",
            password: Buffer.from("sealed"),
          }),
        })
        .execute(),
    );
  const replyTo = async () => {
    got = [];
    desk.later(1);
    const id = await desk.open("owner");
    await send();
    return { id, to: got.find((mail) => mail.to === desk.people.manager.email)?.replyTo };
  };
  expect((await replyTo()).to).toBeUndefined();
  await mailbox(desk.client, "it@lindenhof.example", null, "imap");
  expect((await replyTo()).to).toBe("it@lindenhof.example");
  await mailbox(desk.provider, "support@lechbogen.example", null, "smtp");
  const { id, to } = await replyTo();
  expect(to).toMatch(/^support\+[a-z2-9]+@lechbogen\.example$/);
  expect(ticketOf(server.seal, to!)).toBe(id);
  await mailbox(desk.provider, "lindenhof@lechbogen.example", desk.engagement, "imap");
  expect((await replyTo()).to).toBe("lindenhof@lechbogen.example");
});

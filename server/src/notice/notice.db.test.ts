/** Who is told of what, in which mail, and when: against a real database, with a mail server that can be away. */
import { DAY_MS, instant, later } from "@handschlag/engine/instant.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { noteDaysNear } from "../contract/days-near.ts";
import { inScope } from "../db/tenant.ts";
import type { PostOffice } from "../mail/out/post-office.ts";
import { Postman } from "../mail/out/postman.ts";
import type { Handed, Mail, Transport } from "../mail/out/transport.ts";
import { TestServer } from "../server.test-support.ts";
import { Desk } from "../ticket/desk.test-support.ts";
import { tellNews } from "./news.ts";
import { tellAll } from "./news.test-support.ts";

let server: TestServer;
let desk: Desk;
/** What the mail server got, and what it says next. */
let got: Mail[];
let says: Handed;
let isTaking: boolean;
beforeAll(async () => {
  server = await TestServer.start();
  desk = await Desk.make(server);
  await tellAll(post());
});
afterAll(() => server.stop());
beforeEach(async () => {
  await settle();
  desk.later(1);
  [got, says, isTaking] = [[], { kind: "taken" }, true];
});

const transport: Transport = {
  send: async (mail) => {
    if (says.kind === "taken") got.push(mail);
    return says;
  },
  close: () => undefined,
};
const post = (): PostOffice => ({
  db: server.db,
  seal: server.seal,
  clock: () => server.now,
  publicUrl: "https://handschlag.example.org",
  from: "Handschlag <desk@example.org>",
  transport: isTaking ? transport : undefined,
  say: (text) => expect.fail(text),
});
/** Tells of everything that happened, and sends what is due. */
async function send(postman = new Postman(post())): Promise<Mail[]> {
  await tellAll(post());
  await postman.round();
  return got;
}
/** Whatever other tests left is told and gone. */
async function settle(): Promise<void> {
  [got, says, isTaking] = [[], { kind: "taken" }, true];
  await tellAll(post());
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx
      .updateTable("mail_out")
      .set({ state: "dropped", ended_at: new Date(server.now) })
      .where("state", "=", "waiting")
      .execute(),
  );
}
const report = (wish: object = {}) => desk.open("employee", wish);
const stateOf = (kind: string) =>
  inScope(server.db, { scope: "mail" }, { readOnly: true }, (tx) =>
    tx.selectFrom("mail_out").selectAll().where("kind", "=", kind).orderBy("created_at", "desc").execute(),
  );

test("a report is told to the provider, an answer to whoever reported, each in a mail that an answer finds back", async () => {
  const id = await report({ subject: "Drucker streikt", text: "Papierstau <b>im</b> Fach 2" });
  const [toManager, ...others] = await send();
  expect(others).toEqual([]);
  expect(toManager).toMatchObject({
    to: desk.people.manager.email,
    subject: expect.stringMatching(/^\[T-\d+\] Neu: Drucker streikt$/),
  });
  expect(toManager!.text).toContain("Tobias Hartl hat etwas gemeldet.");
  expect(toManager!.text).toContain("> Papierstau <b>im</b> Fach 2");
  // What people write is text, also in HTML.
  expect(toManager!.html).toContain("Papierstau &lt;b&gt;im&lt;/b&gt; Fach 2");
  expect(toManager!.text).toContain(`https://handschlag.example.org/tickets/${id}`);
  expect(toManager!.headers).toMatchObject({
    "auto-submitted": "auto-generated",
    "list-unsubscribe-post": "List-Unsubscribe=One-Click",
  });
  got = [];
  await desk.done("agent", id, "answered", { text: "Ich komme um zehn." });
  const [toEmployee, ...rest] = await send();
  expect(rest).toEqual([]);
  expect(toEmployee).toMatchObject({ to: desk.people.employee.email });
  expect(toEmployee!.references).toEqual(toManager!.references);
  expect(toEmployee!.text).toContain("Öznur Çelik hat Ihnen geantwortet.");
});

test("each event is told once, also when two look at the same time", async () => {
  const id = await report();
  await desk.done("agent", id, "answered", { text: "Gern." });
  await Promise.all([tellNews(post()), tellNews(post()), tellNews(post())]);
  await tellAll(post());
  const postmen = [new Postman(post()), new Postman(post())];
  await Promise.all(postmen.map((postman) => postman.round()));
  expect(got.map(({ to }) => to).toSorted()).toEqual(
    [desk.people.employee.email, desk.people.manager.email].toSorted(),
  );
});

test("an internal note reaches nobody of the other side", async () => {
  const id = await report();
  await desk.done("manager", id, "assigned", { to: desk.people.agent.id });
  await send();
  got = [];
  await desk.done("manager", id, "noted", { text: "Kunde zahlt nicht." });
  await send();
  const notices = await inScope(server.db, { scope: "mail" }, { readOnly: true }, (tx) =>
    tx.selectFrom("notice").selectAll().where("kind", "=", "ticket-noted").where("subject_id", "=", id).execute(),
  );
  expect(notices.map(({ person_id, side }) => [person_id, side])).toEqual([[desk.people.agent.id, "provider"]]);
  expect(got).toEqual([]);
});

test("whoever left the company before a mail is due is told nothing any more", async () => {
  const gone = await server.person(desk.provider, null, "agent", { name: "Wer Geht" });
  const id = await report();
  await desk.done("manager", id, "assigned", { to: gone.id });
  await tellAll(post());
  await inScope(server.db, { scope: "identity" }, { readOnly: false }, (tx) =>
    tx.deleteFrom("membership").where("person_id", "=", gone.id).execute(),
  );
  await send();
  expect(got.filter(({ to }) => to === gone.email)).toEqual([]);
  expect((await stateOf("ticket-assigned"))[0]).toMatchObject({ state: "dropped", content: null });
});

test("while the mail server is away mails wait without using up their attempts, and go when it is back", async () => {
  await report();
  says = { kind: "away", problem: "connect ECONNREFUSED" };
  const postman = new Postman(post());
  await send(postman);
  expect((await stateOf("ticket-opened"))[0]).toMatchObject({
    state: "waiting",
    attempts: 0,
    problem: "connect ECONNREFUSED",
  });
  for (let minutes = 0; minutes < 60; minutes += 5) {
    desk.later(5);
    await postman.round();
  }
  expect(got).toEqual([]);
  says = { kind: "taken" };
  desk.later(6);
  await postman.round();
  expect(got).toHaveLength(1);
  expect((await stateOf("ticket-opened"))[0]).toMatchObject({ state: "sent", attempts: 1 });
});

test("a mail that is refused for good has failed; one refused for now is tried for three days, always the same", async () => {
  await report();
  says = { kind: "refused", problem: "550 no such user" };
  await send();
  expect((await stateOf("ticket-opened"))[0]).toMatchObject({ state: "failed", problem: "550 no such user" });
  desk.later(1);
  await report();
  says = { kind: "later", problem: "451 greylisted" };
  const postman = new Postman(post());
  await send(postman);
  const [first] = await stateOf("ticket-opened");
  expect(first).toMatchObject({ state: "waiting", attempts: 1 });
  for (let hours = 0; hours < 80; hours += 4) {
    desk.later(4 * 60);
    await postman.round();
  }
  const [last] = await stateOf("ticket-opened");
  expect(last).toMatchObject({ state: "failed", message_id: first!.message_id, content: first!.content });
});

test("whoever dies over a mail leaves it to the next, under the same Message-ID", async () => {
  await report();
  await tellAll(post());
  const dying = new Postman({ ...post(), transport: { ...transport, send: () => new Promise(() => undefined) } });
  void dying.round();
  await expect.poll(async () => (await stateOf("ticket-opened"))[0]?.content ?? null).not.toBeNull();
  await new Postman(post()).round();
  expect(got).toEqual([]);
  desk.later(3);
  await new Postman(post()).round();
  expect(got.map(({ messageId }) => messageId)).toEqual([(await stateOf("ticket-opened"))[0]!.message_id]);
});

test("without a mail server mails are written and kept to be read", async () => {
  isTaking = false;
  await report();
  await send();
  expect((await stateOf("ticket-opened"))[0]).toMatchObject({
    state: "kept",
    subject: expect.stringContaining("Neu:"),
  });
});

test("people are told as they wish: not at all, on their page, in their hours, or once a day", async () => {
  const { manager } = desk.people;
  const wish = (way: "none" | "page" | "digest" | "mail") =>
    inScope(
      server.db,
      { tenant: desk.provider, company: desk.provider, side: "company", person: manager.id },
      { readOnly: false },
      (tx) =>
        tx
          .insertInto("notice_way")
          .values({ tenant_id: desk.provider, person_id: manager.id, kind: "ticket-opened", way })
          .onConflict((conflict) => conflict.columns(["tenant_id", "person_id", "kind"]).doUpdateSet({ way }))
          .execute(),
    );
  await wish("none");
  await report();
  expect(await send()).toEqual([]);
  await wish("page");
  await report();
  expect(await send()).toEqual([]);
  desk.at("2027-03-26T16:00:00Z");
  await wish("digest");
  await report({ subject: "Eins" });
  desk.later(1);
  await report({ subject: "Zwei" });
  expect(await send()).toEqual([]);
  // Over the change of the clocks the mail of the day still comes at seven.
  server.now = instant("2027-03-27T05:59:00Z");
  expect(await send()).toEqual([]);
  server.now = instant("2027-03-27T06:00:00Z");
  const [digest, ...others] = await send();
  expect(others).toEqual([]);
  expect(digest).toMatchObject({ to: manager.email, subject: "2 Neuigkeiten in Handschlag" });
  expect(digest!.text).toMatch(/Neu: Eins[^]*Neu: Zwei/);
  await wish("mail");
  await inScope(
    server.db,
    { tenant: desk.provider, company: desk.provider, side: "company", person: manager.id },
    { readOnly: false },
    (tx) =>
      tx
        .insertInto("notice_hours")
        .values({
          tenant_id: desk.provider,
          person_id: manager.id,
          time_zone: "Europe/Berlin",
          hours: JSON.stringify({ timeZone: "Europe/Berlin", hours: { mon: ["09:00-12:00"] } }),
        })
        .execute(),
  );
  got = [];
  server.now = instant("2027-03-27T18:00:00Z");
  await report();
  expect(await send()).toEqual([]);
  server.now = instant("2027-03-29T07:00:00Z");
  expect(await send()).toHaveLength(1);
});

test("days of the contract are told at 90, 60 and 30 days, each once, notice to its own side alone", async () => {
  // The term ends with 2028, and notice is three months.
  server.now = instant("2028-06-01T08:00:00Z");
  const noted: string[] = [];
  for (let day = 0; day < 215; day++) {
    const before = got.length;
    await Promise.all([noteDaysNear(server.db, server.now), noteDaysNear(server.db, server.now)]);
    await send();
    noted.push(
      ...got
        .slice(before)
        .map(({ to, subject }) => `${new Date(server.now).toISOString().slice(0, 10)} ${to} ${subject}`),
    );
    server.now = later(server.now, DAY_MS);
  }
  const { owner, manager } = desk.people;
  const ofNotice = noted.filter((line) => line.includes("Letzter Tag für eine Kündigung"));
  expect(ofNotice.filter((line) => line.includes(manager.email) && !line.includes("durch den Dienstleister"))).toEqual(
    [],
  );
  expect(new Set(noted).size).toBe(noted.length);
  const subjects = noted.filter((line) => line.includes(owner.email)).map((line) => line.replace(/^\S+ \S+ /, ""));
  expect(subjects.length).toBeGreaterThan(2);
  expect(subjects.every((subject) => /^In (\d+)\u00a0Tagen?: /.test(subject))).toBe(true);
});

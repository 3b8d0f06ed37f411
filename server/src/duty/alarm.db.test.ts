/** Alarms: who is called when, who takes over, and who may know of it. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inScope } from "../db/tenant.ts";
import { TestServer } from "../server.test-support.ts";
import { DutyDesk, OFFICE } from "./duty.test-support.ts";
import { sweepDuty } from "./sweep.ts";

let server: TestServer;
let desk: DutyDesk;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  desk = await DutyDesk.make(server);
});

const to = (mails: readonly { readonly to: string; readonly subject: string }[], subject: RegExp) =>
  mails
    .filter((mail) => subject.test(mail.subject))
    .map((mail) => mail.to)
    .toSorted();

test("nobody takes over: layer by layer, then the contract's contacts, at last it is known that nobody did", async () => {
  await desk.rota();
  const ticket = await desk.alarm();
  await desk.sweep();
  expect(await desk.told(ticket)).toEqual(["22:00 Ann Amsel", "calling"]);
  expect((await desk.calls("ann", ticket)).items[0]!.next).toMatchObject({
    at: "2026-11-23T22:15:00.000Z",
    callee: { name: "Ben Buche", layer: "Zweite", level: null },
  });
  for (let step = 0; step < 6; step++) {
    await desk.later(15).sweep();
    await desk.sweep();
  }
  expect(await desk.told(ticket)).toEqual([
    "22:00 Ann Amsel",
    "22:15 Ben Buche",
    "22:30 Servicedesk Domstadt L1",
    "22:45 Cem Celik L2",
    "23:00 Agnieszka Wójcik L3",
    "exhausted",
  ]);
  expect((await desk.calls("ann", ticket)).items[0]!.next).toBeNull();
  // It is still open: who comes late can take it.
  expect((await desk.take("ben", ticket)).statusCode).toBe(204);
  expect((await desk.calls("ann", ticket)).items[0]).toMatchObject({
    state: "acknowledged",
    acknowledged: { name: "Ben Buche" },
  });
});

test("what falls due while nothing runs is done once it does, and the minutes count from then", async () => {
  await desk.rota();
  const ticket = await desk.alarm();
  await desk.later(180).sweep();
  await desk.sweep();
  expect(await desk.told(ticket)).toEqual(["01:00 Ann Amsel", "calling"]);
  expect((await desk.calls("ann", ticket)).items[0]).toMatchObject({ raisedAt: "2026-11-23T22:00:00.000Z" });
  await desk.later(14).sweep();
  expect(await desk.told(ticket)).toHaveLength(2);
  await desk.later(1).sweep();
  expect(await desk.told(ticket)).toEqual(["01:00 Ann Amsel", "01:15 Ben Buche", "calling"]);
});

test("two nodes that look at once call each person once", async () => {
  await desk.rota();
  const tickets = [await desk.alarm(), await desk.alarm(), await desk.alarm()];
  for (let round = 0; round < 2; round++) {
    await Promise.all([desk.sweep(), desk.sweep(), sweepDuty(server.db, server.now)]);
    desk.later(15);
  }
  for (const ticket of tickets)
    expect(await desk.told(ticket)).toEqual(["22:00 Ann Amsel", "22:15 Ben Buche", "calling"]);
});

test("of two who take over at once one does, and whoever was called before learns of it", async () => {
  await desk.rota();
  const ticket = await desk.alarm();
  await desk.sweep();
  await desk.later(15).sweep();
  const called = await desk.sent();
  expect(to(called, /^Alarm: \[T-\d+\] Server steht$/)).toEqual(
    [desk.people.ann.email, desk.people.ben.email].toSorted(),
  );
  const answers = await Promise.all([desk.take("ann", ticket), desk.take("ben", ticket)]);
  expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([204, 409]);
  expect(answers.find(({ statusCode }) => statusCode === 409)!.json()).toMatchObject({ kind: "duty-taken" });
  const taker = answers[0].statusCode === 204 ? "ann" : "ben";
  await desk.later(60).sweep();
  expect(await desk.told(ticket)).toEqual(["22:00 Ann Amsel", "22:15 Ben Buche", "acknowledged"]);
  expect(to(await desk.sent(), /^Übernommen: /)).toEqual([desk.people[taker === "ann" ? "ben" : "ann"].email]);
});

test("an answer ends the calling with its own instant, and a ticket that was taken over calls nobody again", async () => {
  await desk.rota();
  const ticket = await desk.alarm();
  await desk.sweep();
  await desk.later(5).act("manager", ticket, "answered", { text: "Wir sind dran." });
  await desk.later(20).sweep();
  const [call] = (await desk.calls("manager", ticket)).items;
  expect(call).toMatchObject({ state: "withdrawn", endedAt: "2026-11-23T22:05:00.000Z", next: null });
  expect((await desk.take("ann", ticket)).json()).toMatchObject({ status: 409, kind: "duty-over" });
  const other = await desk.alarm();
  await desk.sweep();
  await desk.take("ann", other);
  await desk
    .later(1)
    .act("manager", other, "priority-changed", { impact: "plant", urgency: "degraded", reason: "Noch P1" });
  await desk.sweep();
  expect((await desk.calls("manager", other)).items).toHaveLength(1);
});

test("nobody is called for what is no alarm, nor where no rota serves the engagement", async () => {
  const before = await desk.alarm();
  await desk.sweep();
  expect((await desk.calls("manager", before)).items).toEqual([]);
  await desk.rota();
  const minor = await desk.alarm({ urgency: "minor" });
  const office = await desk.alarm({ service: "m365", impact: "person", urgency: "stopped" });
  await desk.sweep();
  expect((await desk.calls("manager", minor)).items).toEqual([]);
  expect((await desk.calls("manager", office)).items).toEqual([]);
  // It becomes one.
  await desk
    .later(10)
    .act("manager", minor, "priority-changed", { impact: "plant", urgency: "stopped", reason: "Alles steht" });
  await desk.sweep();
  expect(await desk.told(minor)).toEqual(["22:10 Ann Amsel", "calling"]);
});

test("while others are at the desk nobody is called; when they go home somebody is", async () => {
  await desk.rota({ needed: OFFICE });
  desk.at("2026-11-24T15:00:00Z");
  const ticket = await desk.alarm();
  await desk.sweep();
  expect((await desk.calls("manager", ticket)).items).toEqual([]);
  await desk.at("2026-11-24T15:59:59Z").sweep();
  expect((await desk.calls("manager", ticket)).items).toEqual([]);
  await desk.at("2026-11-24T16:00:30Z").sweep();
  expect(await desk.told(ticket)).toEqual(["16:00 Ann Amsel", "calling"]);
  expect((await desk.calls("manager", ticket)).items[0]!.raisedAt).toBe("2026-11-24T16:00:00.000Z");
});

test("who has left the company is not called, and the next one is", async () => {
  await desk.rota();
  await server
    .nobody()
    .identity((tx) => tx.deleteFrom("membership").where("person_id", "=", desk.people.ann.id).execute());
  const ticket = await desk.alarm();
  await desk.sweep();
  expect(await desk.told(ticket)).toEqual(["22:00 Ben Buche", "calling"]);
});

test("the client sees that somebody was called and who took over, not who was called", async () => {
  await desk.rota();
  const ticket = await desk.alarm();
  await desk.sweep();
  const seen = await desk.calls("coordinator", ticket);
  expect(seen).toMatchObject({
    mayTake: false,
    items: [{ state: "calling", called: [], next: null, acknowledged: null }],
  });
  await desk.later(3).take("ann", ticket);
  expect((await desk.calls("coordinator", ticket)).items[0]).toMatchObject({
    state: "acknowledged",
    called: [],
    acknowledged: { at: "2026-11-23T22:03:00.000Z", name: "Ann Amsel" },
  });
  const events = await desk.request("coordinator", "GET", `/engagements/${desk.engagement}/events`);
  expect(events.body).not.toContain("duty.called");
  expect(events.body).toContain("duty.acknowledged");
});

test("an alarm is nobody else's: neither the client nor an external elsewhere nor another provider takes it", async () => {
  await desk.rota();
  const ticket = await desk.alarm();
  await desk.sweep();
  expect((await desk.take("coordinator", ticket)).statusCode).toBe(403);
  expect((await desk.take("external", ticket)).statusCode).toBe(404);
  const stranger = await server.person(await server.company("Fremd"), null, "service-manager");
  const asked = { as: await server.cookie(stranger) };
  expect((await server.request("GET", `/tickets/${ticket}/duty`, asked)).statusCode).toBe(404);
  expect((await server.request("POST", `/tickets/${ticket}/duty/acknowledgement`, asked)).statusCode).toBe(404);
  expect((await server.request("GET", "/duty/calls", asked)).json()).toEqual({ items: [] });
  expect((await desk.request("ann", "GET", "/duty/calls")).json()).toMatchObject({
    items: [{ client: "Brenner Maschinenbau", ticket: { id: ticket, priority: "P1" } }],
  });
  expect((await desk.request("coordinator", "GET", "/duty/calls")).statusCode).toBe(403);
});

const tokenIn = (text: string): string => /\/duty\/([\w-]+)/.exec(text)![1]!;

test("the link in the mail shows first, takes over once, and is worth nothing to somebody who has left", async () => {
  await desk.rota();
  const ticket = await desk.alarm();
  await desk.sweep();
  await desk.later(15).sweep();
  const mails = await desk.sent();
  const mailTo = (who: "ann" | "ben") =>
    mails.find((each) => each.to === desk.people[who].email && each.subject.startsWith("Alarm"))!.text;
  const [ann, ben] = [tokenIn(mailTo("ann")), tokenIn(mailTo("ben"))];
  expect(mailTo("ann")).toContain("Bitte übernehmen Sie innerhalb von 15\u00a0Minuten.");
  const shown = await desk.request(undefined, "GET", `/duty-links/${ann}`);
  expect(shown.json()).toMatchObject({
    person: "Ann Amsel",
    client: "Brenner Maschinenbau",
    call: { state: "calling" },
  });
  expect(await desk.told(ticket)).toContain("calling");
  await server
    .nobody()
    .identity((tx) => tx.deleteFrom("membership").where("person_id", "=", desk.people.ben.id).execute());
  expect((await desk.request(undefined, "POST", `/duty-links/${ben}/acknowledgement`)).statusCode).toBe(404);
  expect((await desk.request(undefined, "POST", `/duty-links/${ann}/acknowledgement`)).statusCode).toBe(204);
  expect(await desk.told(ticket)).toContain("acknowledged");
  expect((await desk.request(undefined, "POST", `/duty-links/${ann}/acknowledgement`)).json()).toMatchObject({
    status: 409,
    kind: "link-used",
  });
  expect((await desk.request(undefined, "GET", `/duty-links/${ann}x`)).statusCode).toBe(404);
});

test("a link whose act is refused can be used again, and says why it was", async () => {
  await desk.rota();
  const ticket = await desk.alarm();
  await desk.sweep();
  const [mail] = (await desk.sent()).filter(({ subject }) => subject.startsWith("Alarm"));
  await desk.take("ben", ticket);
  const path = `/duty-links/${tokenIn(mail!.text)}/acknowledgement`;
  expect((await desk.request(undefined, "POST", path)).json()).toMatchObject({ kind: "duty-taken" });
  expect((await desk.request(undefined, "POST", path)).json()).toMatchObject({ kind: "duty-taken" });
});

test("the chain is read from its events alone: what a row keeps beside them can be lost", async () => {
  await desk.rota();
  const ticket = await desk.alarm();
  await desk.sweep();
  await desk.later(15).sweep();
  const before = await desk.calls("manager", ticket);
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx
      .updateTable("duty_call")
      .set({ next_at: new Date(server.now) })
      .where("ticket_id", "=", ticket)
      .execute(),
  );
  await desk.sweep();
  expect(await desk.calls("manager", ticket)).toEqual(before);
});

/** What describes a ticket, and parts of it that become tickets of their own. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { TestServer } from "../server.test-support.ts";
import { clocksOf, Desk } from "./desk.test-support.ts";
import { verifyReadings } from "./verification.ts";
import { sweep } from "./sweep.ts";

let server: TestServer;
let desk: Desk;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  desk = (await Desk.make(server)).at("2026-11-23T08:00:00Z");
});

const describeAs = (who: keyof Desk["people"], id: string, wish: object) =>
  desk.request(who, "PATCH", `/tickets/${id}`, wish);
const foundBy = async (who: keyof Desk["people"], q: string) =>
  (await desk.queue(who, `q=${encodeURIComponent(q)}`)).items.map(({ id }) => id);
const split = (who: keyof Desk["people"], id: string, eventId: string, wish: object = {}) =>
  desk.request(who, "POST", `/tickets/${id}/parts`, {
    eventId,
    subject: "Der Scanner auch",
    text: "Er scannt nicht.",
    ...wish,
  });

test("a ticket is found by whoever reported it, by its asset and by its category", async () => {
  const id = await desk.open("employee", { asset: "LAP-0815" });
  expect(await foundBy("agent", "hartl")).toEqual([id]);
  expect(await foundBy("agent", "LAP-0815")).toEqual([id]);
  expect(await foundBy("agent", "Drucken")).toEqual([]);
  expect((await describeAs("agent", id, { category: "Drucken", asset: null, kind: "problem" })).statusCode).toBe(204);
  expect(await foundBy("coordinator", "drucken")).toEqual([id]);
  const shown = await desk.show("coordinator", id);
  expect(shown).toMatchObject({ category: "Drucken", asset: null, kind: "problem", subject: "E-Mail geht nicht" });
  expect(shown.entries.at(-1)).toMatchObject({
    type: "ticket.described",
    facts: { changed: ["kind", "category", "asset"] },
  });
});

test("who reported it can be put right, and then sees it; a person of elsewhere is refused", async () => {
  const id = await desk.open("agent");
  expect((await desk.request("employee", "GET", `/tickets/${id}`)).statusCode).toBe(404);
  expect((await describeAs("agent", id, { requesterId: desk.people.employee.id })).statusCode).toBe(204);
  expect((await desk.show("employee", id)).requester).toMatchObject({ name: "Tobias Hartl" });
  expect((await describeAs("agent", id, { requesterId: desk.people.manager.id })).json()).toMatchObject({
    status: 422,
    kind: "requester-unknown",
  });
  expect((await describeAs("employee", id, { subject: "Anders" })).statusCode).toBe(403);
  expect((await describeAs("agent", id, {})).statusCode).toBe(400);
});

test("a part counts from when the client wrote of it, and was answered when the whole was", async () => {
  const id = await desk.open("employee");
  const asked = await desk.later(60).done("employee", id, "messaged", { text: "Und der Scanner auch." });
  await desk.later(20).done("agent", id, "answered", { text: "Beides sehen wir uns an." });
  await desk.later(5).done("agent", id, "paused", { reason: "waiting-for-client" });
  desk.later(10);
  const answer = await split("agent", id, asked);
  expect(answer.statusCode).toBe(201);
  const part = await desk.show("coordinator", answer.json<{ id: string }>().id);
  expect(part).toMatchObject({
    subject: "Der Scanner auch",
    openedAt: "2026-11-23T09:00:00.000Z",
    service: "m365",
    priority: "P1",
    stage: "paused",
    requester: { name: "Tobias Hartl" },
    links: [{ kind: "split", direction: "to", ticket: { id } }],
  });
  expect(clocksOf(part)).toMatchObject({ response: "met 2026-11-23T09:30:00.000Z" });
  expect(part.readings.find(({ level }) => level === "response")?.stoppedAt).toBe("2026-11-23T09:20:00.000Z");
  const source = await desk.show("coordinator", id);
  expect(source.links).toMatchObject([{ kind: "split", direction: "from" }]);
  expect(source.entries.at(-1)).toMatchObject({ type: "ticket.split", facts: { intoNumber: part.number } });
  expect((await verifyReadings(server.db, server.now)).differences).toEqual([]);
});

test("a part whose time ran out before it was split off is recorded as missed, at the true instant", async () => {
  const id = await desk.open("employee");
  desk.later(100);
  const part = (await split("coordinator", id, (await desk.show("agent", id)).entries[0]!.id)).json<{ id: string }>()
    .id;
  await sweep(server.db, server.now);
  const breaches = (await desk.show("agent", part)).entries.filter(({ type }) => type === "ticket.breached");
  expect(breaches.map(({ at, facts }) => `${String(facts["level"])} ${at}`)).toEqual([
    "response 2026-11-23T08:30:00.000Z",
    "update 2026-11-23T09:00:00.000Z",
  ]);
});

test("only what the client wrote can be split off, and nothing of a ticket that goes on elsewhere", async () => {
  const [id, other] = [await desk.open("employee"), await desk.open("employee")];
  const answered = await desk.later(1).done("agent", id, "answered", { text: "Wir sehen nach." });
  expect((await split("agent", id, answered)).json()).toMatchObject({ status: 422, kind: "split-event-unfit" });
  const note = await desk.done("agent", id, "noted", { text: "Unter uns." });
  // What the other side keeps to itself is answered like what is not there.
  expect((await split("coordinator", id, note)).json()).toMatchObject({ status: 422, kind: "split-event-unfit" });
  const opening = (await desk.show("agent", id)).entries[0]!.id;
  expect((await split("agent", other, opening)).json()).toMatchObject({ status: 422 });
  expect((await split("employee", id, opening)).statusCode).toBe(403);
  await desk.done("agent", id, "merged", { into: other });
  expect((await split("agent", id, opening)).json()).toMatchObject({ status: 409, kind: "act-not-at-stage" });
});

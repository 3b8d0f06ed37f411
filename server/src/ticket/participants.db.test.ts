/** People who read a ticket along: what they see, what they may do, and who lets them in. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { TestServer, type TestPerson } from "../server.test-support.ts";
import { Desk } from "./desk.test-support.ts";

let server: TestServer;
let desk: Desk;
let colleague: TestPerson;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  desk = (await Desk.make(server)).at("2026-11-23T08:00:00Z");
  colleague = await server.person(desk.client, "employee", null, { name: "Jana Vogl" });
});

type Method = "GET" | "PUT" | "POST" | "DELETE";
const as = async (person: TestPerson, method: Method, path: string, body?: unknown) =>
  server.request(method, path, { as: await server.cookie(person), ...(body !== undefined && { body }) });
const join = async (by: keyof Desk["people"], ticket: string, person: TestPerson) =>
  (await as(desk.people[by], "PUT", `/tickets/${ticket}/participants/${person.id}`)).statusCode;
const leave = async (by: TestPerson, ticket: string, person: TestPerson) =>
  (await as(by, "DELETE", `/tickets/${ticket}/participants/${person.id}`)).statusCode;

/** Everything by which a ticket could show itself to somebody. */
async function traces(person: TestPerson, ticket: string, word: string): Promise<readonly string[]> {
  const found: string[] = [];
  if ((await as(person, "GET", `/tickets/${ticket}`)).statusCode === 200) found.push("page");
  for (const [name, path] of [
    ["queue", "/tickets?state=all"],
    ["mine", "/tickets?mine=true"],
    ["by id", `/tickets?ids=${ticket}`],
    ["search", `/tickets?q=${word}`],
  ] as const)
    if ((await as(person, "GET", path)).body.includes(ticket)) found.push(name);
  if ((await as(person, "GET", "/tickets/export?state=all")).body.includes(word)) found.push("export");
  const count = (await as(person, "GET", "/tickets/count")).json<{ shown: number; hidden: number }>();
  if (count.shown + count.hidden > 0) found.push("count");
  if (/"open":[1-9]/.test((await as(person, "GET", "/summary")).body)) found.push("summary");
  return found;
}
const ALL = ["page", "queue", "mine", "by id", "search", "export", "count", "summary"];

test("an employee sees a colleague's ticket from when they are let in until they are not, by every way or by none", async () => {
  const id = await desk.open("employee", { subject: "Gehaltsliste" });
  expect(await traces(colleague, id, "Gehaltsliste")).toEqual([]);
  desk.later(1);
  expect(await join("coordinator", id, colleague)).toBe(204);
  expect(await traces(colleague, id, "Gehaltsliste")).toEqual(ALL);
  expect((await desk.show("agent", id)).participants).toEqual([
    { person: { id: colleague.id, name: "Jana Vogl" }, side: "client" },
  ]);
  desk.later(1);
  expect(await leave(desk.people.coordinator, id, colleague)).toBe(204);
  expect(await traces(colleague, id, "Gehaltsliste")).toEqual([]);
  const types = (await desk.show("owner", id)).entries.map(({ type }) => type);
  expect(types).toEqual(["ticket.opened", "ticket.participant-added", "ticket.participant-removed"]);
});

test("who reads along may write and go, and decides nothing", async () => {
  const id = await desk.open("employee");
  await join("coordinator", id, colleague);
  const act = async (body: object) => (await as(colleague, "POST", `/tickets/${id}/events`, body)).json<object>();
  expect(await act({ type: "messaged", text: "Bei mir auch." })).toMatchObject({ stage: "open" });
  expect(await act({ type: "cancelled" })).toMatchObject({ status: 403, kind: "act-of-requester" });
  const shown = (await as(colleague, "GET", `/tickets/${id}`)).json<{ acts: string[] }>();
  expect(shown.acts).toEqual(["messaged"]);
  const stranger = await server.person(desk.client, "employee");
  expect((await as(colleague, "PUT", `/tickets/${id}/participants/${stranger.id}`)).statusCode).toBe(403);
  expect(await leave(colleague, id, colleague)).toBe(204);
  expect((await as(colleague, "GET", `/tickets/${id}`)).statusCode).toBe(404);
});

test("each side lets in its own people, and nobody else's", async () => {
  const id = await desk.open("employee");
  expect(await join("agent", id, colleague)).toBe(422);
  expect(await join("coordinator", id, desk.people.manager)).toBe(422);
  expect(await join("employee", id, colleague)).toBe(403);
  const elsewhere = await server.person(await server.company("Anderswo"), "employee");
  expect(await join("coordinator", id, elsewhere)).toBe(422);
  expect(await join("agent", id, desk.people.manager)).toBe(204);
  // Once more changes nothing, and tells nothing.
  expect(await join("agent", id, desk.people.manager)).toBe(204);
  expect((await desk.queue("manager", "mine=true")).items.map((row) => row.id)).toEqual([id]);
  expect(await leave(desk.people.coordinator, id, desk.people.manager)).toBe(404);
  const { entries } = await desk.show("owner", id);
  expect(entries.filter(({ type }) => type === "ticket.participant-added")).toHaveLength(1);
});

test("the same person let in twice at once is there once", async () => {
  const id = await desk.open("employee");
  const answers = await Promise.all([join("coordinator", id, colleague), join("owner", id, colleague)]);
  expect(answers.every((status) => status === 204 || status === 409)).toBe(true);
  expect((await desk.show("agent", id)).participants).toHaveLength(1);
});

test("merged, a ticket takes along who reported it and who read along", async () => {
  const [source, target] = [await desk.open("employee"), await desk.open("coordinator")];
  await join("coordinator", source, colleague);
  await desk.later(1).done("agent", source, "merged", { into: target });
  const joined = new Set((await desk.show("owner", target)).participants.map(({ person }) => person.id));
  expect(joined).toEqual(new Set([colleague.id, desk.people.employee.id]));
  expect((await desk.show("employee", source)).mergedInto).toMatchObject({ id: target });
});

test("an employee learns nothing of colleagues' tickets through links", async () => {
  const [own, others] = [await desk.open("employee"), await desk.open("coordinator", { subject: "Gehaltsliste" })];
  await desk.request("agent", "POST", `/tickets/${own}/links`, { kind: "related", otherId: others });
  expect((await desk.show("coordinator", own)).links).toHaveLength(1);
  const answer = await desk.request("employee", "GET", `/tickets/${own}`);
  expect(answer.json()).toMatchObject({ links: [] });
  expect(answer.body).not.toContain("Gehaltsliste");
  await join("coordinator", others, desk.people.employee);
  expect((await desk.show("employee", own)).links).toMatchObject([{ ticket: { subject: "Gehaltsliste" } }]);
});

test("the people of an engagement: of both sides, without those who work elsewhere", async () => {
  const here = await server.person(desk.provider, null, "external", {
    name: "Ein Freier",
    assigned: [desk.engagement],
  });
  await server.person(desk.provider, null, "external", { name: "Anderswo Tätig" });
  const namesFor = async (who: keyof Desk["people"]) =>
    (await desk.request(who, "GET", `/engagements/${desk.engagement}/people`))
      .json<{ items: { name: string; side: string }[] }>()
      .items.map(({ name, side }) => `${name} ${side}`);
  const both = ["Katharina Lindner client", "Sabine Röckl client", "Tobias Hartl client", "Jana Vogl client"];
  const staff = ["Markus Wieland provider", "Öznur Çelik provider"];
  expect((await namesFor("coordinator")).toSorted()).toEqual([...both, ...staff].toSorted());
  expect((await namesFor("agent")).toSorted()).toEqual([...both, ...staff, "Ein Freier provider"].toSorted());
  expect((await as(here, "GET", `/engagements/${desk.engagement}/people`)).statusCode).toBe(200);
  expect((await desk.request("employee", "GET", `/engagements/${desk.engagement}/people`)).statusCode).toBe(403);
});

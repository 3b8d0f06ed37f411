/** Calendars that people subscribe to, as a calendar program asks for them: without a sign-in, by an address alone. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { TestServer, type TestPerson } from "../server.test-support.ts";
import { Desk } from "../ticket/desk.test-support.ts";
import { parseCalendar, type Component } from "./icalendar.test-support.ts";

let server: TestServer;
let desk: Desk;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  desk = (await Desk.make(server)).at("2026-11-23T08:00:00Z");
});

interface Made {
  readonly id: string;
  readonly address: string;
}
let lookers = 0;
/** Asks as a calendar program does, each from somewhere else. */
const look = (address: string, headers: Record<string, string> = {}) =>
  server.request("GET", new URL(address).pathname, { headers, from: `192.0.2.${(lookers++ % 250) + 1}` });
const subscribe = async (who: keyof Desk["people"], engagementId: string | null = null): Promise<Made> => {
  const answer = await desk.request(who, "POST", "/me/calendars", { engagementId });
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json<Made>();
};
const eventsOf = (text: string): readonly Component[] => parseCalendar(text).children;
const textOf = ({ properties }: Component, name: string): string | undefined =>
  properties.find((property) => property.name === name)?.value;

test("a calendar holds the days of the contract with reminders 90, 60 and 30 days before", async () => {
  const { address } = await subscribe("owner");
  const answer = await look(address);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-type"]).toBe("text/calendar; charset=utf-8");
  expect(answer.headers["cache-control"]).toBe("private, no-cache");
  const calendar = parseCalendar(answer.body);
  expect(calendar.name).toBe("VCALENDAR");
  expect(textOf(calendar, "VERSION")).toBe("2.0");
  expect(textOf(calendar, "PRODID")).toBe("-//Handschlag//Handschlag//DE");
  const [first] = calendar.children;
  // The sample contract ends on 31 December 2028; a review of access falls due every six months.
  expect(textOf(first!, "SUMMARY")).toMatch(/ – Lechbogen$/);
  expect(first!.properties.find(({ name }) => name === "DTSTART")).toMatchObject({
    parameters: { VALUE: "DATE" },
    value: expect.stringMatching(/^20\d{6}$/),
  });
  expect(textOf(first!, "TRANSP")).toBe("TRANSPARENT");
  expect(textOf(first!, "SEQUENCE")).toBe("1");
  expect(textOf(first!, "LAST-MODIFIED")).toMatch(/^2026\d{4}T\d{6}Z$/);
  expect(textOf(first!, "URL")).toBe(`${server.origin}/engagements/${desk.engagement}/contract`);
  expect(first!.children.map((alarm) => [alarm.name, textOf(alarm, "TRIGGER")])).toEqual([
    ["VALARM", "-P90D"],
    ["VALARM", "-P60D"],
    ["VALARM", "-P30D"],
  ]);
  const ids = calendar.children.map((event) => textOf(event, "UID"));
  expect(new Set(ids).size).toBe(ids.length);
});

test("each reads in their own language, and sees their own side's other side", async () => {
  const { address } = await subscribe("manager");
  const before = await look(address);
  expect(textOf(eventsOf(before.body)[0]!, "SUMMARY")).toMatch(/ – Lindenhof$/);
  await server
    .nobody()
    .identity((tx) =>
      tx.updateTable("person").set({ language: "en" }).where("id", "=", desk.people.manager.id).execute(),
    );
  const after = await look(address);
  expect(textOf(parseCalendar(after.body), "PRODID")).toMatch(/EN$/);
  expect(after.body).not.toBe(before.body);
});

test("who has it already is told so, by its tag or by the time", async () => {
  const { address } = await subscribe("owner");
  const { headers } = await look(address);
  const same = await look(address, { "if-none-match": String(headers["etag"]) });
  expect([same.statusCode, same.body]).toEqual([304, ""]);
  expect((await look(address, { "if-none-match": '"another"' })).statusCode).toBe(200);
  expect((await look(address, { "if-modified-since": String(headers["last-modified"]) })).statusCode).toBe(304);
  // The tag counts where both are sent.
  const both = { "if-none-match": '"another"', "if-modified-since": String(headers["last-modified"]) };
  expect((await look(address, both)).statusCode).toBe(200);
  desk.later(24 * 60);
  const { statusCode, headers: next } = await look(address, { "if-modified-since": String(headers["last-modified"]) });
  expect([statusCode, next["etag"]]).toEqual([200, headers["etag"]]);
});

test("another address takes the place of the old one, and one that was taken away shows nothing", async () => {
  const made = await subscribe("employee");
  expect((await desk.request("employee", "POST", "/me/calendars", { engagementId: null })).json()).toMatchObject({
    status: 409,
    kind: "calendar-there",
  });
  const renewed = (await desk.request("employee", "POST", `/me/calendars/${made.id}/renewal`)).json<Made>();
  expect((await look(made.address)).statusCode).toBe(404);
  expect((await look(renewed.address)).statusCode).toBe(200);
  // Others neither renew nor remove it.
  for (const who of ["owner", "manager"] as const) {
    expect((await desk.request(who, "POST", `/me/calendars/${made.id}/renewal`)).statusCode).toBe(404);
    expect((await desk.request(who, "DELETE", `/me/calendars/${made.id}`)).statusCode).toBe(404);
    expect((await desk.request(who, "GET", "/me/calendars")).json()).toEqual({ items: [] });
  }
  expect((await desk.request("employee", "DELETE", `/me/calendars/${made.id}`)).statusCode).toBe(204);
  expect((await look(renewed.address)).statusCode).toBe(404);
  expect((await server.events(desk.client)).filter((type) => type.startsWith("calendar."))).toEqual([
    "calendar.made",
    "calendar.renewed",
    "calendar.removed",
  ]);
});

test("it shows what the person may see now: not a day more of an engagement that is over, nothing once they have left", async () => {
  const external = await server.person(desk.provider, null, "external", { assigned: [desk.engagement] });
  const cookie = await server.cookie(external);
  const answer = await server.request("POST", "/me/calendars", { as: cookie, body: { engagementId: desk.engagement } });
  const { address } = answer.json<Made>();
  expect(eventsOf((await look(address)).body).length).toBeGreaterThan(0);
  await unassign(external);
  expect((await look(address)).statusCode).toBe(404);
  const ofManager = await subscribe("manager");
  await server.asOwner(
    `set app.scope = 'identity'; update engagement set ended_at = '2026-11-24T00:00Z', ended_by = 'client' where engagement_id = '${desk.engagement}'`,
  );
  expect(eventsOf((await look(ofManager.address)).body).length).toBeGreaterThan(0);
  desk.later(24 * 60);
  expect(eventsOf((await look(ofManager.address)).body)).toEqual([]);
  await server
    .nobody()
    .identity((tx) => tx.deleteFrom("membership").where("person_id", "=", desk.people.manager.id).execute());
  expect((await look(ofManager.address)).statusCode).toBe(404);
});

const unassign = ({ id }: TestPerson) =>
  server.nobody().identity((tx) => tx.deleteFrom("assignment").where("person_id", "=", id).execute());

test("of another company's engagement there is no calendar, and an address with a wrong sign shows nothing", async () => {
  const other = await Desk.make(server);
  expect((await other.request("owner", "POST", "/me/calendars", { engagementId: desk.engagement })).statusCode).toBe(
    404,
  );
  const { address } = await subscribe("owner");
  const mistyped = address.replace(/.\.ics$/, (end) => (end.startsWith("A") ? "B.ics" : "A.ics"));
  // Of the last letter of a token some bits mean nothing; the hash is of the letters.
  expect((await look(mistyped)).statusCode).toBe(404);
  expect(
    (await look(address.replace(desk.client.replaceAll("-", ""), other.client.replaceAll("-", "")))).statusCode,
  ).toBe(404);
});

test("a calendar that is asked for without end is slowed down", async () => {
  const { address } = await subscribe("coordinator");
  const answers: number[] = [];
  for (let count = 0; count < 61; count++) answers.push((await look(address)).statusCode);
  expect([answers.filter((status) => status === 200).length, answers.at(-1)]).toEqual([60, 429]);
});

test("the calendar of one engagement can be had as a file, too", async () => {
  const answer = await desk.request("employee", "GET", `/engagements/${desk.engagement}/calendar?language=en`);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-disposition"]).toContain("contract.ics");
  const { address } = await subscribe("employee", desk.engagement);
  const uids = (text: string) => eventsOf(text).map((event) => textOf(event, "UID"));
  expect(uids(answer.body)).toEqual(uids((await look(address)).body));
});

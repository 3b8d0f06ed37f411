import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestServer } from "../server.test-support.ts";
import { Desk } from "./desk.test-support.ts";

let server: TestServer;
let desk: Desk;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

const fresh = async () => (desk = await Desk.make(server)).at("2026-11-23T08:00:00Z");
const count = async (as: Parameters<Desk["queue"]>[0], query: string) =>
  (await desk.request(as, "GET", `/tickets/count?${query}`)).json<unknown>();
const csv = async (as: Parameters<Desk["queue"]>[0], query: string) => {
  const answer = await desk.request(as, "GET", `/tickets/export?${query}`);
  expect(answer.statusCode).toBe(200);
  return answer.body;
};
const linesOf = (text: string) => text.slice(1).trimEnd().split("\r\n");

test("a filter says how many it shows and how many it hides", async () => {
  await fresh();
  for (const urgency of ["blocked", "blocked", "minor"]) await desk.open("employee", { urgency });
  const ended = await desk.open("coordinator");
  await desk.later(1).done("agent", ended, "resolved", { text: "Erledigt." });
  expect(await count("agent", "")).toEqual({ shown: 3, hidden: 0, most: 10_000 });
  expect(await count("agent", "priority=P1")).toEqual({ shown: 2, hidden: 1, most: 10_000 });
  expect(await count("agent", "state=ended")).toEqual({ shown: 1, hidden: null, most: 10_000 });
  expect(await count("employee", "q=niemals")).toEqual({ shown: 0, hidden: 3, most: 10_000 });
});

test("counts tell an employee nothing of others' tickets, and another provider nothing at all", async () => {
  await fresh();
  await desk.open("coordinator");
  expect(await count("employee", "")).toEqual({ shown: 0, hidden: 0, most: 10_000 });
  const others = await Desk.make(server);
  expect((await others.request("manager", "GET", `/tickets/count?engagement=${desk.engagement}`)).json()).toEqual({
    shown: 0,
    hidden: 0,
    most: 10_000,
  });
});

test("some tickets can be asked for by id, and what is due within some hours", async () => {
  await fresh();
  const soon = await desk.open("employee");
  const later = await desk.open("employee", { urgency: "minor" });
  const idsOf = async (query: string) => (await desk.queue("agent", query)).items.map(({ id }) => id);
  expect(await idsOf(`ids=${later}`)).toEqual([later]);
  expect(await idsOf(`ids=${soon},${later}&priority=P1`)).toEqual([soon]);
  expect(await idsOf("dueWithinHours=1")).toEqual([soon]);
  desk.later(31);
  expect(await idsOf("dueWithinHours=1")).toEqual([]);
  expect(await idsOf("overdue=true")).toEqual([soon]);
  expect((await desk.queue("agent")).readAt).toBe("2026-11-23T08:31:00.000Z");
});

test("the export is what the queue shows, in the words and times of its reader", async () => {
  await fresh();
  await desk.open("employee", { subject: 'Drucker; sagt "Papier"' });
  await desk.open("employee", { urgency: "minor" });
  const german = await csv("agent", "language=de&timeZone=Europe/Berlin&priority=P1");
  expect(german.startsWith("\uFEFFNummer;Betreff;Kunde;")).toBe(true);
  const [, line, ...others] = linesOf(german);
  expect(others).toEqual([]);
  expect(line).toMatch(/^\d+;"Drucker; sagt ""Papier""";Lindenhof;IT-Betreuung;Störung;P1;offen;Dienstleister;/);
  expect(line).toContain(";23.11.2026 09:30;");
  const english = linesOf(await csv("agent", "language=en"));
  expect(english).toHaveLength(3);
  expect(english[1]).toContain(",Incident,P1,open,Provider,2026-11-23 08:30,");
  expect((await desk.request("agent", "GET", "/tickets/export?timeZone=Mars/Olympus")).json()).toMatchObject({
    status: 400,
    errors: [{ field: "query.timeZone" }],
  });
});

test("an export takes all pages, each ticket once", async () => {
  await fresh();
  await desk.open("employee");
  // Copies of the one, each with a number of its own.
  const copies = sql`insert into ticket select copy.* from ticket t, generate_series(1, 1200) as n,
    jsonb_populate_record(t, jsonb_build_object('ticket_id', gen_random_uuid(), 'number', 100000 + n)) as copy`;
  await server.nobody().note({ tenant: desk.client, side: "system" }, (tx) => copies.execute(tx));
  const numbers = linesOf(await csv("agent", "")).map((line) => Number(line.split(";")[0]));
  expect(numbers).toHaveLength(1_202);
  expect(new Set(numbers.slice(2)).size).toBe(1_200);
});

test.each(["=1+1", "+49 89 1", "-5 Grad", "@alle", "\uFF1Dcmd"])(
  "a spreadsheet does not calculate %s",
  async (subject) => {
    await fresh();
    await desk.open("employee", { subject });
    expect(linesOf(await csv("agent", ""))[1]!.split(";")[1]).toBe(`'${subject}`);
  },
);

test("an export holds what its reader may see, and no more", async () => {
  await fresh();
  await desk.open("coordinator", { subject: "Gehaltsliste" });
  expect(await csv("employee", "state=all")).not.toContain("Gehaltsliste");
  expect(await csv("owner", "")).toContain("Gehaltsliste");
  const others = await Desk.make(server);
  expect((await others.request("manager", "GET", "/tickets/export?state=all")).body).not.toContain("Gehaltsliste");
});

test("who works on tickets reads in the queue who reported them, and who works for another provider does not", async () => {
  await fresh();
  await desk.open("employee");
  expect((await desk.queue("agent")).items[0]!.requester).toMatchObject({ name: "Tobias Hartl" });
  const others = await Desk.make(server);
  const { items } = await others.queue("agent");
  expect(items).toEqual([]);
});

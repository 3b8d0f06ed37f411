import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DAY_MS, instant, later, type Instant } from "@handschlag/engine/instant.ts";
import { inScope } from "../db/tenant.ts";
import { TestServer } from "../server.test-support.ts";
import type { Desk } from "../ticket/desk.test-support.ts";
import { ChangeDesk, MATRIX } from "./change.test-support.ts";
import { lapseDecisions } from "./lapse.ts";

let server: TestServer;
let desk: Desk;
let changes: ChangeDesk;
beforeAll(async () => {
  server = await TestServer.start();
  changes = await ChangeDesk.make(server);
  desk = changes.desk;
});
afterAll(() => server.stop());
beforeEach(() => void desk.at("2026-11-23T08:00:00Z"));

const look = (token: string, method: "GET" | "HEAD" = "GET") => server.request(method, `/change-decisions/${token}`);
const decide = (token: string, answer: string, comment?: string) =>
  server.request("POST", `/change-decisions/${token}`, { body: { answer, ...(comment !== undefined && { comment }) } });

test("looking decides nothing, however often; the button decides, once", async () => {
  const id = await changes.asked({ amount: "480.00" });
  const token = await changes.link("coordinator", id);
  const before = await server.events(desk.client);
  for (const method of ["GET", "HEAD", "GET"] as const) expect((await look(token, method)).statusCode).toBe(200);
  expect(await server.events(desk.client)).toEqual(before);
  const card = (await look(token)).json<object>();
  expect(card).toMatchObject({
    state: "open",
    amount: "480.00",
    person: "Sabine Röckl",
    provider: "Lechbogen",
    riskBorneBy: expect.stringMatching(/^Lindenhof/),
    silence: "refused",
    missing: 1,
  });
  const decided = await decide(token, "approved", "Gern.");
  expect(decided.json()).toMatchObject({ state: "decided-by-you", stage: "approved", decidedBy: "Sabine Röckl" });
  expect((await decide(token, "declined", "Doch nicht.")).json()).toMatchObject({ status: 409, kind: "link-used" });
  expect(await changes.show("owner", id)).toMatchObject({
    stage: "approved",
    decisions: [{ way: "link", comment: "Gern.", person: "Sabine Röckl" }],
  });
  expect((await look(token)).json()).toMatchObject({ state: "decided-by-you" });
});

test("pressed twice at once it decides once", async () => {
  const id = await changes.asked();
  const token = await changes.link("coordinator", id);
  const both = await Promise.all([decide(token, "approved"), decide(token, "declined", "Nein.")]);
  expect(both.map(({ statusCode }) => statusCode).toSorted((one, other) => one - other)).toEqual([200, 409]);
  expect((await changes.show("owner", id)).decisions).toHaveLength(1);
});

test("a link that has ended, was made up or is for something else opens nothing", async () => {
  const id = await changes.asked();
  const token = await changes.link("coordinator", id, 1);
  const broken = `${token.slice(0, -3)}AAA`;
  for (const bad of [broken, "x".repeat(75), "..%2F..%2F", "1"])
    expect((await look(bad)).json()).toMatchObject({ status: 404, kind: "link-not-found" });
  server.now = later(server.now, DAY_MS);
  expect((await look(token)).json()).toMatchObject({ status: 404, kind: "link-not-found" });
  expect((await decide(token, "approved")).statusCode).toBe(404);
  expect((await changes.show("owner", id)).stage).toBe("asked");
});

test("it serves whoever it was sent to, as long as they are named and of the company", async () => {
  const id = await changes.asked();
  const other = await changes.link("owner", id);
  expect((await look(other)).json()).toMatchObject({ state: "over" });
  expect((await decide(other, "approved")).json()).toMatchObject({ status: 403, kind: "decision-not-yours" });
  // The refusal has not used it up.
  expect((await decide(other, "approved")).json()).toMatchObject({ kind: "decision-not-yours" });
  const employee = await changes.link("employee", id);
  expect((await decide(employee, "approved")).json()).toMatchObject({ status: 403 });
  const leaver = await ChangeDesk.make(server);
  const theirs = await leaver.asked();
  const token = await leaver.link("coordinator", theirs);
  const { id: person } = leaver.desk.people.coordinator;
  await server.nobody().identity((tx) => tx.deleteFrom("membership").where("person_id", "=", person).execute());
  expect((await look(token)).json()).toMatchObject({ status: 404, kind: "link-not-found" });
});

test("who comes too late is told who was faster, and a question leaves the link good", async () => {
  const emergency = await changes.asked({ kind: "emergency" });
  const [office, partner] = [await changes.link("coordinator", emergency), await changes.link("owner", emergency)];
  const asked = await decide(office, "question", "Wie lange dauert es?");
  expect(asked.json()).toMatchObject({ state: "open", notes: [{ text: "Wie lange dauert es?", side: "client" }] });
  expect((await decide(office, "question")).statusCode).toBe(400);
  expect((await decide(office, "approved")).statusCode).toBe(200);
  expect((await look(partner)).json()).toMatchObject({ state: "decided", decidedBy: "Sabine Röckl" });
  expect((await decide(partner, "declined", "Nein.")).json()).toMatchObject({ status: 409, kind: "change-not-now" });
  const withdrawn = await changes.asked();
  const token = await changes.link("coordinator", withdrawn);
  await changes.done("agent", withdrawn, "withdrawn");
  expect((await look(token)).json()).toMatchObject({ state: "over", stage: "withdrawn" });
});

test("a decision that nobody makes in time lapses once, on two nodes and after days of downtime, at its time", async () => {
  const own = await ChangeDesk.make(server);
  const ticket = await own.desk.open("employee");
  const ids = [await own.asked({ ticketId: ticket }), await own.asked(), await own.asked()];
  const { decideBy } = await own.show("owner", ids[0]!);
  const until = Date.parse(decideBy!) as Instant;
  const lapsed = async () =>
    (await server.events(own.desk.client)).filter((type) => type === "change.lapsed" || type === "ticket.resumed");
  await lapseDecisions(server.db, later(until, -1));
  expect(await lapsed()).toEqual([]);
  const late = later(until, 5 * DAY_MS);
  await Promise.all([lapseDecisions(server.db, late), lapseDecisions(server.db, late)]);
  expect(await lapseDecisions(server.db, late)).toBe(0);
  expect((await lapsed()).toSorted()).toEqual(["change.lapsed", "change.lapsed", "change.lapsed", "ticket.resumed"]);
  server.now = late;
  const shown = await own.show("owner", ids[0]!);
  expect(shown).toMatchObject({ stage: "lapsed", decideBy: null });
  expect(shown.events.filter(({ type }) => type === "change.lapsed")).toMatchObject([
    { at: decideBy, by: { side: "system" }, facts: { meaning: "refused" } },
  ]);
  expect(await own.desk.show("owner", ticket)).toMatchObject({ stage: "open", pause: null });
  expect((await own.act("coordinator", ids[0]!, "approved")).json()).toMatchObject({ kind: "change-not-now" });
  expect(await own.done("agent", ids[0]!, "asked")).toMatchObject({ stage: "asked" });
});

test("too late is too late also before it is noted; silence may mean yes", async () => {
  const id = await changes.asked();
  const { decideBy } = await changes.show("owner", id);
  server.now = Date.parse(decideBy!) as Instant;
  expect((await changes.act("coordinator", id, "approved")).json()).toMatchObject({ kind: "decision-lapsed" });
  expect((await changes.show("coordinator", id)).acts).not.toContain("approved");
  const quiet = await ChangeDesk.make(server, MATRIX.replace("silence: refused", "silence: approved"));
  server.now = instant("2026-11-23T08:00:00Z");
  const agreed = await quiet.asked();
  await lapseDecisions(server.db, instant("2026-12-01T08:00:00Z"));
  expect(await quiet.show("owner", agreed)).toMatchObject({ stage: "approved" });
});

test("nothing lapses after the end of the engagement", async () => {
  const own = await ChangeDesk.make(server);
  const id = await own.asked();
  await server.nobody().identity((tx) =>
    tx
      .updateTable("engagement")
      .set({ ended_at: new Date("2026-11-24T00:00:00Z"), ended_by: "client" })
      .where("engagement_id", "=", own.desk.engagement)
      .execute(),
  );
  await lapseDecisions(server.db, instant("2026-12-01T08:00:00Z"));
  server.now = instant("2026-12-01T08:00:00Z");
  expect(await own.show("owner", id)).toMatchObject({ stage: "asked", decideBy: null, acts: [] });
  const kept = await inScope(server.db, { tenant: own.desk.client, side: "system" }, { readOnly: true }, (tx) =>
    tx.selectFrom("event").select("type").where("subject_id", "=", id).where("type", "=", "change.lapsed").execute(),
  );
  expect(kept).toEqual([]);
});

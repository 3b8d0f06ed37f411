import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { instant, type Instant } from "@handschlag/engine/instant.ts";
import { TestServer } from "../server.test-support.ts";
import { Desk } from "../ticket/desk.test-support.ts";
import { ChangeDesk } from "./change.test-support.ts";
import { HARMLESS, WISH } from "./requests.test-support.ts";

let server: TestServer;
let desk: Desk;
let changes: ChangeDesk;
beforeAll(async () => {
  server = await TestServer.start();
  changes = await ChangeDesk.make(server);
  desk = changes.desk;
});
afterAll(() => server.stop());
// Monday 09:00 in Augsburg.
beforeEach(() => void desk.at("2026-11-23T08:00:00Z"));

const HIGH = { ...HARMLESS, users: "all", undo: "not", before: "never", trial: "no" };
const WINDOW = { from: "2026-11-28T08:00:00.000Z", until: "2026-11-28T10:00:00.000Z" };

test("from the request to the review, with who decided and who bears the risk", async () => {
  const id = await changes.wish("coordinator", { plan: null, answers: {}, planned: WINDOW, services: ["m365"] });
  const drafted = await changes.show("manager", id);
  expect(drafted).toMatchObject({
    stage: "drafted",
    side: "client",
    risk: null,
    demand: null,
    contractNumber: 2,
    offerBy: expect.stringMatching(/^2026-11-30T/),
    isBackOutPlanNeeded: true,
  });
  const { kind: _, ...wording } = { ...WISH, planned: WINDOW, services: ["m365"], amount: "480.00" };
  const written = await server.request("PUT", `${changes.path}/${id}`, {
    as: await server.cookie(desk.people.agent),
    body: wording,
    headers: { "if-match": `"${drafted.version}"` },
  });
  expect(written.json()).toMatchObject({ risk: "low", demand: { rule: "small", others: ["large"] } });

  const asked = await changes.done("agent", id, "asked");
  // Thursday, at the end of the third working day.
  expect(asked).toMatchObject({
    stage: "asked",
    awaitsMe: false,
    silence: "refused",
    riskBorneBy: expect.stringMatching(/^Lindenhof/),
  });
  expect(asked.decideBy).toMatch(/^2026-11-26T/);
  expect(await changes.show("coordinator", id)).toMatchObject({ awaitsMe: true, decideAs: "Sabine Röckl" });
  // The office decides alone: neither who leads the client nor the provider.
  for (const other of ["owner", "manager", "agent"] as const)
    expect((await changes.act(other, id, "approved")).json()).toMatchObject({
      status: 403,
      kind: "decision-not-yours",
    });
  const approved = await changes.done("coordinator", id, "approved", { comment: "Gern." });
  expect(approved).toMatchObject({
    stage: "approved",
    decideBy: null,
    decisions: [
      {
        person: "Sabine Röckl",
        side: "client",
        answer: "approved",
        comment: "Gern.",
        way: "web",
        riskBorneBy: expect.stringMatching(/^Lindenhof/),
      },
    ],
  });
  await changes.done("manager", id, "scheduled", WINDOW);
  desk.at("2026-11-28T08:05:00Z");
  await changes.done("agent", id, "begun");
  const ended = await changes.done("agent", id, "ended", { result: "failed", record: "Das neue Gerät fiel aus." });
  expect(ended).toMatchObject({ stage: "done", result: "failed", reviewBy: "2026-12-08T08:05:00.000Z" });
  const reviewed = await changes.done("manager", id, "reviewed", {
    review: "Ersatzgerät vorher prüfen.",
    incident: true,
  });
  expect(reviewed).toMatchObject({ stage: "reviewed", incident: true, window: WINDOW });
  expect(reviewed.events.map(({ type }) => type)).toEqual(
    ["requested", "changed", "asked", "approved", "scheduled", "begun", "ended", "reviewed"].map(
      (type) => `change.${type}`,
    ),
  );
  const figures = await desk.request(
    "owner",
    "GET",
    `/engagements/${desk.engagement}/change-figures?from=2026-11-01T00:00:00Z&until=2026-12-01T00:00:00Z`,
  );
  expect(figures.json()).toEqual({ ended: 1, succeeded: 0, emergencies: 0, lapsed: 0 });
});

describe("who decides", () => {
  test("two together: the second yes approves, and nobody says yes twice", async () => {
    const id = await changes.asked({ amount: "500.01" });
    expect(await changes.done("coordinator", id, "approved")).toMatchObject({ stage: "asked", awaitsMe: false });
    expect((await changes.act("coordinator", id, "approved")).json()).toMatchObject({ kind: "decision-not-yours" });
    expect(await changes.done("owner", id, "approved")).toMatchObject({ stage: "approved" });
  });

  test("a high risk needs both, whatever it costs; one no is enough", async () => {
    const id = await changes.asked({ answers: HIGH });
    expect(await changes.show("owner", id)).toMatchObject({ risk: "high", demand: { rule: "large", together: 2 } });
    expect((await changes.act("owner", id, "declined")).statusCode).toBe(400);
    expect(await changes.done("owner", id, "declined", { comment: "Nicht vor Weihnachten." })).toMatchObject({
      stage: "declined",
    });
    expect((await changes.act("coordinator", id, "approved")).json()).toMatchObject({
      status: 409,
      kind: "change-not-now",
    });
  });

  test("both at once: one comes after the other, and both count", async () => {
    const id = await changes.asked({ amount: "900" });
    const both = await Promise.all([changes.act("coordinator", id, "approved"), changes.act("owner", id, "approved")]);
    expect(both.map(({ statusCode }) => statusCode)).toEqual([201, 201]);
    expect(await changes.show("owner", id)).toMatchObject({ stage: "approved", decisions: [{}, {}] });
  });

  test("twice at once by the same person counts once", async () => {
    const id = await changes.asked();
    const both = await Promise.all([1, 2].map(() => changes.act("coordinator", id, "approved")));
    expect(both.map(({ statusCode }) => statusCode).toSorted((one, other) => one - other)).toEqual([201, 409]);
    expect((await changes.show("owner", id)).decisions).toHaveLength(1);
  });

  test("without a matrix whoever leads the client decides; for a contact without an account, too", async () => {
    const bare = await ChangeDesk.make(server, "");
    const id = await bare.asked();
    expect(await bare.show("manager", id)).toMatchObject({
      demand: { basis: "owner" },
      decideBy: null,
      silence: "refused",
    });
    expect((await bare.act("coordinator", id, "approved")).statusCode).toBe(403);
    expect(await bare.done("owner", id, "approved")).toMatchObject({ stage: "approved" });
    const away = await ChangeDesk.make(
      server,
      `\nchanges:\n  approvals:\n    - { id: all, kinds: [normal], approvers: [privacy] }\n`,
    );
    const other = await away.asked();
    expect((await away.act("coordinator", other, "approved")).statusCode).toBe(403);
    expect(await away.show("owner", other)).toMatchObject({ decideAs: "Jürgen Maußner" });
    await away.done("owner", other, "approved");
  });

  test("what is approved beforehand is approved at once, for those who may ask for it", async () => {
    const standard = { kind: "standard", standard: "new-user", plan: null, backOutPlan: null, answers: {} };
    const id = await changes.wish("coordinator", standard);
    expect(await changes.show("agent", id)).toMatchObject({
      stage: "approved",
      services: ["workplace"],
      decisions: [],
    });
    const refused = await desk.request("agent", "POST", changes.path, { ...WISH, ...standard });
    expect(refused.json()).toMatchObject({ status: 403, kind: "standard-not-yours" });
    const unknown = await desk.request("coordinator", "POST", changes.path, {
      ...WISH,
      kind: "standard",
      standard: "x",
    });
    expect(unknown.json()).toMatchObject({ status: 422, kind: "standard-unknown" });
  });

  test("an emergency may be begun first, is told, and is reviewed", async () => {
    const id = await changes.wish("agent", { kind: "emergency", answers: HIGH });
    const begun = await changes.done("agent", id, "begun");
    expect(begun).toMatchObject({ stage: "under-way", isBegunFirst: true });
    expect(begun.events.at(-1)!.facts).toMatchObject({ undecided: true, informBy: "2026-11-23T12:00:00.000Z" });
    const ended = await changes.done("agent", id, "ended", { result: "as-planned", record: "Eingespielt." });
    expect(ended.reviewBy).not.toBeNull();
    const normal = await changes.wish("agent");
    expect((await changes.act("agent", normal, "begun")).json()).toMatchObject({ kind: "change-not-now" });
  });
});

describe("before anybody is asked", () => {
  test.each([
    { what: "a risk that nobody can tell", wish: { answers: {} }, kind: "risk-unanswered" },
    { what: "a missing plan", wish: { plan: null }, kind: "plan-missing" },
    { what: "a missing way back", wish: { backOutPlan: null }, kind: "back-out-plan-missing" },
  ])("$what is refused", async ({ wish, kind }) => {
    const id = await changes.wish("agent", wish);
    expect((await changes.act("agent", id, "asked")).json()).toMatchObject({ status: 409, kind });
    expect(await changes.show("agent", id)).toMatchObject({ stage: "drafted" });
  });

  test("the client's people do not ask, schedule or end", async () => {
    const id = await changes.wish("owner");
    for (const [type, wish] of [
      ["asked", {}],
      ["begun", {}],
      ["scheduled", WINDOW],
    ] as const)
      expect((await changes.act("owner", id, type, wish)).json()).toMatchObject({ status: 403, kind: "right-missing" });
  });
});

describe("what is sent", () => {
  test.each<{ what: string; wish: object; status: number; field?: string }>([
    { what: "a service of another contract", wish: { services: ["mars"] }, status: 422 },
    { what: "an answer that is none", wish: { answers: { users: "nobody", __proto__x: "1" } }, status: 422 },
    {
      what: "a window that ends before it begins",
      wish: { planned: { from: WINDOW.until, until: WINDOW.from } },
      status: 422,
    },
    { what: "a ticket that is not there", wish: { ticketId: "018f0000-0000-7000-8000-000000000000" }, status: 422 },
    { what: "a negative amount", wish: { amount: "-1" }, status: 400 },
    { what: "an amount in words", wish: { amount: "1e9" }, status: 400 },
    { what: "a title of two lines", wish: { title: "eins\nzwei" }, status: 400 },
    { what: "a text that is too long", wish: { reason: "x".repeat(10_001) }, status: 400 },
    { what: "half a character", wish: { reason: "\ud800" }, status: 400 },
    { what: "too many services", wish: { services: Array.from({ length: 51 }, () => "m365") }, status: 400 },
    { what: "a field that nobody knows", wish: { stage: "approved" }, status: 400 },
    { what: "a kind that nobody knows", wish: { kind: "urgent" }, status: 400 },
  ])("$what is refused", async ({ wish, status }) => {
    expect((await desk.request("agent", "POST", changes.path, { ...WISH, ...wish })).statusCode).toBe(status);
  });

  test("markup stays text, and the longest text is kept whole", async () => {
    const reason = `<script>alert(1)</script> ${"ü".repeat(9_000)} '; drop table change_request; --`;
    const id = await changes.wish("agent", { title: "<b>x</b>", reason, amount: "999999999999.999999" });
    expect(await changes.show("owner", id)).toMatchObject({ title: "<b>x</b>", reason, amount: "999999999999.999999" });
  });

  test("what somebody else wrote meanwhile is not overwritten", async () => {
    const id = await changes.wish("agent");
    const { kind: _, ...wording } = WISH;
    const stale = await server.request("PUT", `${changes.path}/${id}`, {
      as: await server.cookie(desk.people.agent),
      body: wording,
      headers: { "if-match": '"7"' },
    });
    expect(stale.json()).toMatchObject({ status: 412, kind: "changed-meanwhile" });
  });
});

describe("walls", () => {
  test("employees, strangers and other clients learn nothing", async () => {
    const id = await changes.asked();
    expect((await desk.request("employee", "GET", changes.path)).statusCode).toBe(403);
    const stranger = await ChangeDesk.make(server);
    for (const person of [stranger.desk.people.owner, stranger.desk.people.manager]) {
      const as = await server.cookie(person);
      for (const path of [changes.path, `${changes.path}/${id}`])
        expect((await server.request("GET", path, { as })).json()).toMatchObject({ kind: "engagement-not-found" });
      // By way of one's own engagement it is not there either.
      expect((await server.request("GET", `${stranger.path}/${id}`, { as })).json()).toMatchObject({
        kind: "change-not-found",
      });
      const acted = await server.request("POST", `${stranger.path}/${id}/events`, { as, body: { type: "withdrawn" } });
      expect(acted.statusCode).toBe(404);
    }
  });

  test("what a side keeps to itself the other sees nowhere", async () => {
    const id = await changes.asked();
    await changes.done("agent", id, "noted", { text: "Intern-Geheim-47", visibleTo: "own" });
    await changes.done("coordinator", id, "noted", { text: "Kanzlei-Geheim-11", visibleTo: "own" });
    desk.later(1);
    await changes.done("coordinator", id, "noted", { text: "Geht es auch am Sonntag?" });
    const token = await changes.link("coordinator", id);
    const seen = async (as: "owner" | "coordinator" | "manager") =>
      (
        await Promise.all(
          [
            `${changes.path}/${id}`,
            changes.path,
            `/engagements/${desk.engagement}/events?limit=100`,
            `/change-decisions/${token}`,
          ].map(async (path) => (await desk.request(as, "GET", path)).body),
        )
      ).join("\n");
    const [client, provider] = [await seen("owner"), await seen("manager")];
    expect(client).not.toContain("Intern-Geheim-47");
    expect(provider).not.toContain("Kanzlei-Geheim-11");
    expect((await changes.show("manager", id)).notes.map(({ text }) => text)).toEqual([
      "Intern-Geheim-47",
      "Geht es auch am Sonntag?",
    ]);
    expect((await changes.show("owner", id)).events.filter(({ type }) => type === "change.noted")).toHaveLength(2);
  });
});

describe("its ticket", () => {
  test("waits while the client decides, and goes on then", async () => {
    const ticket = await desk.open("employee");
    const id = await changes.asked({ ticketId: ticket });
    expect(await desk.show("owner", ticket)).toMatchObject({
      stage: "paused",
      pause: { reason: "waiting-for-approval" },
    });
    expect((await changes.show("owner", id)).ticket).toMatchObject({ id: ticket });
    desk.later(60);
    await changes.done("coordinator", id, "approved");
    expect(await desk.show("owner", ticket)).toMatchObject({ stage: "open", pause: null });
    const listed = await desk.request("owner", "GET", `${changes.path}?ticket=${ticket}`);
    expect(listed.json<{ items: { id: string }[] }>().items.map((row) => row.id)).toEqual([id]);
  });
});

describe("the calendar", () => {
  const calendar = async (from: string, until: string) =>
    (
      await desk.request("owner", "GET", `/engagements/${desk.engagement}/change-calendar?from=${from}&until=${until}`)
    ).json<{ changes: { id: string; conflicts: string[] }[]; freezes: { id: string; agreedBy: string | null }[] }>();

  test("shows windows that meet, freezes and who agreed", async () => {
    const planned = { from: "2027-02-06T08:00:00.000Z", until: "2027-02-06T10:00:00.000Z" };
    const one = await changes.asked({ services: ["m365"], planned });
    const two = await changes.asked({ services: ["m365"], planned });
    const freezes = `/engagements/${desk.engagement}/change-freezes`;
    const freeze = await desk.request("coordinator", "POST", freezes, {
      from: "2027-02-06T00:00:00Z",
      until: "2027-02-07T00:00:00Z",
      reason: "Umzug",
    });
    const { id } = freeze.json<{ id: string }>();
    const agree = async (as: "owner" | "manager") =>
      server.request("PUT", `${freezes}/${id}/agreement`, { as: await server.cookie(desk.people[as]) });
    expect((await agree("owner")).json()).toMatchObject({ status: 409, kind: "freeze-own" });
    expect((await agree("manager")).statusCode).toBe(204);
    expect((await agree("manager")).json()).toMatchObject({ kind: "freeze-agreed" });
    const shown = await calendar("2027-02-01T00:00:00Z", "2027-03-01T00:00:00Z");
    expect(shown.changes.map((each) => [each.id, each.conflicts])).toEqual([
      [one, ["same-service", "freeze"]],
      [two, ["same-service", "freeze"]],
    ]);
    expect(shown.freezes).toMatchObject([{ id, agreedBy: "Markus Wieland" }]);
    expect((await changes.show("agent", one)).conflicts).toMatchObject([
      { kind: "same-service", other: { id: two }, services: ["m365"] },
      { kind: "freeze", reason: "Umzug" },
    ]);
    expect((await desk.request("manager", "DELETE", `${freezes}/${id}`)).json()).toMatchObject({
      kind: "freeze-of-other-side",
    });
    expect((await desk.request("owner", "DELETE", `${freezes}/${id}`)).statusCode).toBe(204);
  });

  test("answers for a year at most", async () => {
    const long = await desk.request(
      "owner",
      "GET",
      `/engagements/${desk.engagement}/change-calendar?from=2026-01-01T00:00:00Z&until=2028-01-01T00:00:00Z`,
    );
    expect(long.json()).toMatchObject({ status: 422, kind: "span-too-long" });
  });
});

test("the list begins with what waits for a decision, and goes on where it left off", async () => {
  const own = await ChangeDesk.make(server);
  const ids: string[] = [];
  for (let count = 0; count < 5; count++) {
    server.now = (instant("2026-11-23T08:00:00Z") + count * 1_000) as Instant;
    ids.push(await own.wish("agent"));
  }
  await own.done("agent", ids[1]!, "asked");
  await own.done("agent", ids[0]!, "withdrawn");
  const page = async (query: string) =>
    (await own.desk.request("coordinator", "GET", `${own.path}?limit=2${query}`)).json<{
      items: { id: string; awaitsMe: boolean }[];
      next: string | null;
    }>();
  const first = await page("");
  const second = await page(`&cursor=${first.next}`);
  expect([...first.items, ...second.items].map(({ id }) => ids.indexOf(id))).toEqual([1, 4, 3, 2]);
  expect(first.items[0]!.awaitsMe).toBe(true);
  expect(second.next).toBeNull();
  expect((await page("&show=ended")).items.map(({ id }) => id)).toEqual([ids[0]]);
  expect((await own.desk.request("owner", "GET", `${own.path}?cursor=x'--`)).statusCode).toBe(400);
});

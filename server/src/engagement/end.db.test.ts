import { readFileSync } from "node:fs";
import type { Instant } from "@handschlag/engine/instant.ts";
import { DAY_MS, HOUR_MS } from "@handschlag/engine/instant.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { EngagementId, TenantId } from "../db/tenant.ts";
import { TestServer, type TestPerson } from "../server.test-support.ts";
import { sweep } from "../ticket/sweep.ts";

const CONTRACT = readFileSync("fixtures/contracts/lindenhof-architekten.yaml", "utf8");

const SECOND = CONTRACT.replace(/^version: 1$/m, "version: 2").replace(/^validFrom: .*$/m, "validFrom: 2027-01-01");

let server: TestServer;
let client: TenantId;
let owner: TestPerson;
let manager: TestPerson;
let id: EngagementId;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.now = (server.now + 30 * DAY_MS) as Instant;
  client = await server.company("Lindenhof");
  const provider = await server.company("Lechbogen");
  owner = await server.person(client, "owner");
  manager = await server.person(provider, null, "service-manager");
  id = await server.engagement(client, provider);
});

interface Shown {
  readonly version: number;
  readonly rights: readonly string[];
  readonly ending: { readonly at: string; readonly by: string; readonly isOver: boolean } | null;
}
const show = async (by: TestPerson) =>
  (await server.request("GET", `/engagements/${id}`, { as: await server.cookie(by) })).json<Shown>();
const change = async (method: "PUT" | "DELETE", by: TestPerson, atMs?: number) =>
  server.request(method, `/engagements/${id}/end`, {
    as: await server.cookie(by),
    ...(atMs !== undefined && { body: { at: new Date(atMs).toISOString() } }),
    headers: { "if-match": `"${(await show(owner)).version}"` },
  });
/** Ends it in a day, and lets the day go by. */
async function end(by: TestPerson): Promise<void> {
  expect((await change("PUT", by, server.now + DAY_MS)).statusCode).toBe(200);
  server.now = (server.now + DAY_MS) as Instant;
}
const open = async (by: TestPerson) =>
  server.request("POST", `/engagements/${id}/tickets`, {
    as: await server.cookie(by),
    body: {
      subject: "E-Mail geht nicht",
      text: "Seit heute früh.",
      service: "m365",
      impact: "office",
      urgency: "blocked",
    },
  });

describe.each([
  { side: "client", by: () => owner, other: () => manager },
  { side: "provider", by: () => manager, other: () => owner },
])("the $side", ({ side, by, other }) => {
  test("ends it as of a day; both sides see when and by whom, and it goes on until then", async () => {
    const at = server.now + DAY_MS;
    expect((await change("PUT", by(), at)).json()).toMatchObject({
      ending: { at: new Date(at).toISOString(), by: side, isOver: false },
      version: 2,
    });
    expect((await show(other())).ending).toEqual({ at: new Date(at).toISOString(), by: side, isOver: false });
    expect((await show(other())).rights).toContain("ticket:report");
    expect(await server.events(client)).toContain("engagement.end-set");
    const body = { subject: "Drucker", text: "Er druckt nicht." };
    const reported = await server.request("POST", `/engagements/${id}/tickets`, {
      as: await server.cookie(owner),
      body,
    });
    expect(reported.statusCode).toBe(201);
  });

  test("moves the end, or takes it back, until it has come; the other side may do neither", async () => {
    await change("PUT", by(), server.now + DAY_MS);
    for (const method of ["PUT", "DELETE"] as const) {
      const refused = await change(method, other(), method === "PUT" ? server.now + HOUR_MS : undefined);
      expect(refused.json()).toMatchObject({ status: 409, kind: "end-of-other-side" });
    }
    expect((await change("PUT", by(), server.now + 2 * DAY_MS)).statusCode).toBe(200);
    expect((await change("DELETE", by())).json()).toMatchObject({ ending: null });
    expect((await server.events(client)).slice(-3)).toEqual([
      "engagement.end-set",
      "engagement.end-set",
      "engagement.end-taken-back",
    ]);
    expect((await change("DELETE", by())).json()).toMatchObject({ status: 409, kind: "end-missing" });
  });

  test("finds it closed afterwards: nothing is changed any more, not even the end", async () => {
    await end(by());
    for (const method of ["PUT", "DELETE"] as const) {
      const refused = await change(method, by(), method === "PUT" ? server.now + DAY_MS : undefined);
      expect(refused.json()).toMatchObject({ status: 409, kind: "engagement-ended" });
    }
  });
});

test("an end in the past is refused, and one that is set without having seen the present state", async () => {
  expect((await change("PUT", owner, server.now)).json()).toMatchObject({
    status: 422,
    kind: "end-past",
    errors: [{ field: "body.at" }],
  });
  const stale = await server.request("PUT", `/engagements/${id}/end`, {
    as: await server.cookie(owner),
    body: { at: new Date(server.now + DAY_MS).toISOString() },
    headers: { "if-match": '"7"' },
  });
  expect(stale.json()).toMatchObject({ status: 412 });
  expect((await show(owner)).ending).toBeNull();
});

describe("when it is over", () => {
  let ticket: string;
  /** When warnings and breaches happened. */
  const notices = async () => {
    const history = await server.request("GET", `/engagements/${id}/events?limit=100`, {
      as: await server.cookie(owner),
    });
    return history
      .json<{ items: { type: string; at: string }[] }>()
      .items.filter(({ type }) => /^ticket\.(?:warned|breached)$/.test(type))
      .map(({ at }) => Date.parse(at));
  };
  beforeEach(async () => {
    await server.importContract(manager, id, CONTRACT);
    ticket = (await open(owner)).json<{ id: string }>().id;
  });

  test("both sides read on: the engagement, its contract, its tickets and its history; and may do no more", async () => {
    await end(owner);
    for (const person of [owner, manager]) {
      const as = await server.cookie(person);
      for (const path of ["", "/contract", "/events", "/attainment"])
        expect([path, (await server.request("GET", `/engagements/${id}${path}`, { as })).statusCode]).toEqual([
          path,
          200,
        ]);
      const shown = (await server.request("GET", `/tickets/${ticket}`, { as })).json<{ acts: string[] }>();
      expect(shown.acts).toEqual([]);
      const { rights, ending } = await show(person);
      expect(ending).toMatchObject({ isOver: true });
      expect(rights.every((right) => right.endsWith(":read"))).toBe(true);
    }
  });

  test("nothing is added by whatever way: reports, answers, contracts, names, files", async () => {
    await end(manager);
    const before = await server.events(client);
    const asked = async (method: "POST" | "PATCH", path: string, by: TestPerson, body: object, headers = {}) =>
      (await server.request(method, path, { as: await server.cookie(by), body, headers })).json<object>();
    const { version } = await show(owner);
    const refusals = [
      (await open(owner)).json<object>(),
      await asked("POST", `/tickets/${ticket}/events`, manager, { type: "answered", text: "Zu spät." }),
      await asked("POST", `/tickets/${ticket}/time-records`, manager, {
        day: "2026-11-23",
        minutes: 5,
        chargeable: true,
      }),
      await asked("POST", `/engagements/${id}/contract-versions`, manager, { text: SECOND }),
      await asked("PATCH", `/engagements/${id}`, owner, { name: "Anders" }, { "if-match": `"${version}"` }),
    ];
    for (const refusal of refusals) expect(refusal).toMatchObject({ status: 409, kind: "engagement-ended" });
    expect(await server.events(client)).toEqual(before);
  });

  test("its open tickets leave the queue and the summary, and are found where they are looked for", async () => {
    await end(owner);
    for (const person of [owner, manager]) {
      const as = await server.cookie(person);
      const listed = async (query: string) =>
        (await server.request("GET", `/tickets${query}`, { as }))
          .json<{ items: { id: string }[] }>()
          .items.map((row) => row.id);
      expect(await listed("")).toEqual([]);
      expect(await listed(`?engagement=${id}`)).toEqual([ticket]);
      const { engagements } = (await server.request("GET", "/summary", { as })).json<{ engagements: object[] }>();
      expect(engagements).toEqual([]);
    }
  });

  test("clocks stand still: what had fallen due is noted late, and nothing falls due any more", async () => {
    await end(owner);
    const endedAt = server.now;
    await sweep(server.db, (endedAt + 90 * DAY_MS) as Instant);
    const noted = await notices();
    expect(noted.length).toBeGreaterThan(0);
    expect(noted.filter((at) => at >= endedAt)).toEqual([]);
    const readings = async () =>
      (await server.request("GET", `/tickets/${ticket}`, { as: await server.cookie(owner) })).json<{
        readings: object;
      }>().readings;
    const atEnd = await readings();
    server.now = (server.now + 90 * DAY_MS) as Instant;
    expect(await readings()).toEqual(atEnd);
    expect(await sweep(server.db, server.now)).toBe(0);
    expect(await notices()).toEqual(noted);
  });
});

import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { instant } from "@handschlag/engine/instant.ts";
import { RIGHTS, rightsOf, type ClientRole, type ProviderRole, type Right } from "@handschlag/engine/rights.ts";
import { Ctx, type Acting, type Actor, type Place } from "./context.ts";
import type { EngagementId, PersonId, TenantId } from "./db/tenant.ts";
import { NOBODY } from "./http/authentication.ts";
import { TestServer } from "./server.test-support.ts";

const NOW = instant("2026-11-23T08:00:00Z");
const MINUTE_MS = 60_000;
const COMPANY = "018f0000-0000-7000-8000-00000000000a" as TenantId;
const CLIENT = "018f0000-0000-7000-8000-00000000000b" as TenantId;
const ENGAGEMENT = "018f0000-0000-7000-8000-00000000000c" as EngagementId;
const OWN_ENGAGEMENT = "018f0000-0000-7000-8000-00000000000d" as EngagementId;

let server: TestServer;
let ctx: (actor: Actor) => Ctx;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(() => {
  ctx = (actor) => new Ctx(server.db, actor, NOW, "test");
});

const acting = (clientRole: ClientRole | null, providerRole: ProviderRole | null): Acting => ({
  id: COMPANY,
  name: "Lindenhof",
  clientRole,
  providerRole,
  engagements: providerRole === null ? [] : [{ id: ENGAGEMENT, tenant: CLIENT }],
});
const person = (company: Acting | undefined, change: Partial<Actor & { kind: "person" }> = {}): Actor => ({
  kind: "person",
  id: "018f0000-0000-7000-8000-00000000000e" as PersonId,
  name: "Anna",
  operator: false,
  company,
  sessionId: "",
  state: "full",
  confined: false,
  confirmedAt: NOW,
  ...change,
});
const key = (company: Acting, scopes: readonly Right[]): Actor => ({
  kind: "key",
  id: "x",
  company,
  scopes: new Set(scopes),
});

/** What came of it: nothing, or the status and kind of the refusal. */
function outcome(act: () => unknown): unknown {
  try {
    act();
    return undefined;
  } catch (error) {
    const { status, kind } = error as { status: number; kind: string };
    return [status, kind];
  }
}

const IN_ENGAGEMENT = RIGHTS.filter((right) => /^(engagement|contract|ticket|change):|^history:read$/.test(right));
const OF_COMPANY = RIGHTS.filter((right) => !/^(engagement|contract|ticket|change|installation):/.test(right));

test.each<[ClientRole | null, ProviderRole | null]>([
  ["owner", null],
  ["employee", "service-manager"],
  ["auditor", "agent"],
  ["owner", "external"],
  [null, "service-manager"],
])("as %s and %s each right holds where the role does", (clientRole, providerRole) => {
  const asked = ctx(person(acting(clientRole, providerRole)));
  const clientRights = clientRole === null ? [] : rightsOf(clientRole);
  const providerRights = providerRole === null ? [] : rightsOf(providerRole);
  const among = (rights: readonly Right[], of: readonly Right[]) => rights.filter((right) => of.includes(right));
  const own = [...new Set([...clientRights, ...among(OF_COMPANY, providerRights)])];
  expect(asked.rightsAt(asked.own).toSorted()).toEqual(own.toSorted());
  const places: [EngagementId, readonly Right[]][] = [
    ...(providerRole === null ? [] : [[ENGAGEMENT, providerRights] as [EngagementId, readonly Right[]]]),
    ...(clientRole === null ? [] : [[OWN_ENGAGEMENT, clientRights] as [EngagementId, readonly Right[]]]),
  ];
  for (const [engagement, rights] of places)
    expect(asked.rightsAt(asked.placeOf(engagement))).toEqual(among(IN_ENGAGEMENT, rights));
});

test("a key has what its role and its scopes both say", () => {
  const asked = ctx(key(acting("coordinator", null), ["people:read", "people:write", "contract:read"]));
  expect(asked.rightsAt(asked.own)).toEqual(["people:read", "contract:read"]);
  expect(outcome(() => asked.personId)).toEqual([403, "person-needed"]);
  expect(outcome(() => asked.requireConfirmed())).toBeUndefined();
});

test("the installation is the operator's alone, and the operator's is nothing else", () => {
  expect(ctx(person(undefined, { operator: true })).rightsAt()).toEqual(["installation:read", "installation:write"]);
  const owner = ctx(person(acting("owner", null)));
  expect(owner.may("installation:read")).toBe(false);
  const program = ctx(key(acting("owner", null), RIGHTS));
  expect(program.may("installation:read")).toBe(false);
});

test("whoever is half signed in has no right at all", () => {
  for (const state of ["second-factor", "enrolment"] as const) {
    const asked = ctx(person(acting("owner", null), { state, operator: true }));
    expect(asked.rightsAt(asked.own)).toEqual([]);
    expect(outcome(() => asked.require("company:read"))).toEqual([403, `${state}-needed`]);
  }
});

test("nobody is told to sign in, whatever they ask; who acts for no company, that one is needed", () => {
  const acts: readonly ((asked: Ctx) => unknown)[] = [
    (asked) => asked.requireSignedIn(),
    (asked) => asked.require("company:read"),
    (asked) => asked.company,
    (asked) => asked.own,
    (asked) => asked.placeOf(ENGAGEMENT),
  ];
  for (const act of acts) expect(outcome(() => act(ctx(NOBODY)))).toEqual([401, "sign-in-needed"]);
  for (const act of acts.slice(2)) expect(outcome(() => act(ctx(person(undefined))))).toEqual([403, "company-needed"]);
});

test("an engagement lies where it is worked on, and is unknown to a provider's people who do not work on it", () => {
  const asked = ctx(person(acting(null, "agent")));
  const place: Place = { tenant: CLIENT, side: "provider", engagement: ENGAGEMENT };
  expect(asked.placeOf(ENGAGEMENT)).toEqual(place);
  expect(outcome(() => asked.placeOf(OWN_ENGAGEMENT))).toEqual([404, "engagement-not-found"]);
  expect(ctx(person(acting("employee", null))).placeOf(OWN_ENGAGEMENT)).toMatchObject({
    tenant: COMPANY,
    side: "client",
  });
});

test("a proof of who one is holds ten minutes to the millisecond", () => {
  const provenAgo = (ms: number | undefined) =>
    outcome(() =>
      ctx(
        person(acting("owner", null), { confirmedAt: ms === undefined ? undefined : ((NOW - ms) as typeof NOW) }),
      ).requireConfirmed(),
    );
  expect(provenAgo(10 * MINUTE_MS)).toBeUndefined();
  expect(provenAgo(10 * MINUTE_MS + 1)).toEqual([403, "confirmation-needed"]);
  expect(provenAgo(undefined)).toEqual([403, "confirmation-needed"]);
});

test("an id that is no UUID is never part of a statement, and shows nothing", async () => {
  const place = { tenant: "x'; drop table event; --" as TenantId, side: "system" } as const;
  const asked = ctx(person(acting("owner", null)));
  const tenant = asked.read(place, (tx) => sql`select current_tenant()`.execute(tx));
  await expect(tenant).rejects.toMatchObject({ code: "22P02" });
});

test("what one transaction was told of who asks is gone with it, also when it failed, on the same connection", async () => {
  const asked = ctx(person(acting("owner", null)));
  await asked.read(asked.own, () => Promise.resolve(1));
  await expect(asked.read(asked.own, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await leftovers()).toEqual([]);
});

/** Connections of the pool that still have settings of somebody. */
async function leftovers(): Promise<unknown[]> {
  const ask = () =>
    sql<{ tenant: string | null; scope: string | null }>`
      select current_setting('app.tenant', true) as tenant, current_setting('app.scope', true) as scope, pg_sleep(0.01)
    `.execute(server.db);
  const answers = await Promise.all(Array.from({ length: 16 }, ask));
  return answers.flatMap(({ rows }) => rows).filter(({ tenant, scope }) => tenant || scope);
}

/** Every verb records an event: the routes that can change something, each carried out once, and what became of the database. */
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Instant } from "@handschlag/engine/instant.ts";
import { ChangeWatch, type Change } from "../db/changes.test-support.ts";
import { inScope } from "../db/tenant.ts";
import { TestIdentityProvider } from "../identity/identity-provider.test-support.ts";
import type { Asked } from "../asked.test-support.ts";
import { ask, REQUESTS, routesOf, type Answer } from "../requests.test-support.ts";
import { ORIGIN, TestServer } from "../server.test-support.ts";
import { VISITORS, type VisitorName } from "../visitors.test-support.ts";
import { makeWorld } from "../world.test-support.ts";

/** Rows that are no facts of anybody's, and why a change of them alone is no event. */
const NO_FACTS: readonly (readonly [RegExp, string])[] = [
  [/^throttle /, "counts attempts, whatever becomes of them"],
  [/^ceremony /, "a challenge handed out or taken back: what it was for is recorded when it succeeds"],
  [/^session update ends_at seen_at$/, "a session was used"],
  [/^api_key update last_used_at$/, "a key was used"],
  [/^calendar_feed update used_at$/, "a calendar was looked at"],
  [/^link update used_at$/, "a link was taken for what is then recorded, or given back"],
  [/^ticket_number /, "numbers are taken in blocks, for tickets to come"],
];
/** Routes that change something and record nothing, and why. */
const SILENT = new Map([
  ["POST /setup", "there is no company yet in whose log it could stand"],
  ["POST /me/views", "nobody else sees how a person looks at the queue"],
  ["DELETE /me/views/:id", "the same"],
  ["POST /engagements/:id/ticket-imports", "a file that counts for nothing until it is started, which is recorded"],
  ["PUT /engagements/:id/ticket-imports/:other/mapping", "the same"],
  ["DELETE /engagements/:id/ticket-imports/:other", "the same"],
  ["POST /me/notices/read", "what a person has looked at is theirs"],
  ["POST /me/push-subscriptions", "so is which of their browsers shows it"],
  ["DELETE /me/push-subscriptions/:id", "the same"],
  ["PUT /me/notice-settings", "so is how they want to be told"],
  ["POST /unsubscriptions/:token", "the same, by a link of a mail"],
  ["POST /me/totp", "a secret that counts for nothing until it is confirmed, which is recorded"],
]);
/** Who carries a route out, if not the client's owner. */
const BY: Readonly<Record<string, VisitorName>> = {
  "POST /session": "nobody",
  "POST /session/second-factor": "second-factor",
  "POST /session/link": "nobody",
  "POST /session/passkey": "nobody",
  "GET /single-sign-on/callback": "nobody",
  "POST /invitations/:token/acceptance": "nobody",
  "POST /setup": "nobody",
  "GET /installation/companies": "operator",
  "POST /installation/companies": "operator",
  "POST /duty/rotas": "manager",
  "PATCH /duty/rotas/:id": "manager",
  "DELETE /duty/rotas/:id": "manager",
  "POST /duty/rotas/:id/spans": "manager",
  "DELETE /duty/rotas/:id/spans/:other": "manager",
  "POST /duty/rotas/:id/notes": "agent",
  "GET /duty/rotas": "manager",
  "GET /duty/rotas/:id": "manager",
  "GET /duty/rotas/:id/shifts": "manager",
  "GET /duty/calls": "manager",
  "POST /tickets/:id/duty/acknowledgement": "agent",
  "POST /tickets/:id/time-records": "agent",
  "DELETE /tickets/:id/time-records/:other": "agent",
  "GET /engagements/:id/ticket-imports": "manager",
  "POST /engagements/:id/ticket-imports": "manager",
  "GET /engagements/:id/ticket-imports/:other": "manager",
  "PUT /engagements/:id/ticket-imports/:other/mapping": "manager",
  "PUT /engagements/:id/ticket-imports/:other/start": "manager",
  "GET /engagements/:id/ticket-imports/:other/faults": "manager",
  "DELETE /engagements/:id/ticket-imports/:other": "manager",
};
/** Carried out by reading, as a browser comes back from elsewhere. */
const CHANGING_READS = new Set(["GET /single-sign-on/callback"]);
/** Routes that change nothing that is a fact. */
const CHANGELESS = new Set([
  "POST /session/ways",
  "POST /session/passkey-options",
  "POST /me/passkey-options",
  "POST /engagements/:id/backtest",
  "POST /contract-checks",
  "GET /single-sign-on/start",
]);

const SOMEBODY: unknown = expect.stringMatching(/^[0-9a-f-]{36}$/);

let server: TestServer;
let provider: TestIdentityProvider;
let changes: ChangeWatch;
let routes: string[];
beforeAll(async () => {
  server = await TestServer.start({ sample: true });
  // The identity provider goes by the clock on the wall.
  server.now = Date.now() as Instant;
  provider = await TestIdentityProvider.start(`${ORIGIN}/api/v1/single-sign-on/callback`);
  changes = await ChangeWatch.start({ ...inject("cluster").superuser, database: server.database.name });
  routes = routesOf((await server.request("GET", "/openapi.json")).json<{ paths: Record<string, object> }>());
});
afterAll(async () => {
  await changes.stop();
  await provider.stop();
  await server.stop();
});

interface Carried {
  readonly asked: Asked;
  readonly answer: Answer;
  /** What of the changes is a fact, by transaction. */
  readonly transactions: readonly (readonly Change[])[];
}

async function carryOut(route: string): Promise<Carried> {
  const world = await makeWorld(server);
  const visitor = await VISITORS[BY[route] ?? "owner"](world, undefined);
  const asked: Asked = { world, visitor, whose: "own", provider };
  const request = await REQUESTS[route]!(asked);
  await changes.take();
  const answer = await ask(asked, route, request);
  const changed = await changes.take();
  const facts = changed.filter(({ table, act }) => !NO_FACTS.some(([kind]) => kind.test(`${table} ${act}`)));
  return { asked, answer, transactions: [...Map.groupBy(facts, ({ tx }) => tx).values()] };
}

const isChange = (route: string): boolean =>
  (!route.startsWith("GET ") || CHANGING_READS.has(route)) && !CHANGELESS.has(route);
const hasEvent = (transaction: readonly Change[]): boolean =>
  transaction.some(({ table, act }) => table === "event" && act === "insert");

test("every route of the document is looked at here", () => {
  expect(Object.keys(REQUESTS).toSorted()).toEqual(routes.toSorted());
  const named = [...SILENT.keys(), ...Object.keys(BY), ...CHANGING_READS, ...CHANGELESS];
  expect(named.filter((route) => !routes.includes(route))).toEqual([]);
});

test.each(Object.keys(REQUESTS).filter(isChange))(
  "%s records what it changes, in the same transaction",
  async (route) => {
    const { answer, transactions } = await carryOut(route);
    expect(answer.status, answer.text).toBeLessThan(400);
    expect(transactions.length).toBeGreaterThan(0);
    expect(transactions.filter((transaction) => hasEvent(transaction) === SILENT.has(route))).toEqual([]);
  },
);

test.each(Object.keys(REQUESTS).filter((route) => !isChange(route)))("%s changes nothing", async (route) => {
  const { answer, transactions } = await carryOut(route);
  expect(answer.status, answer.text).toBeLessThan(400);
  expect(transactions).toEqual([]);
});

test.each<{ name: VisitorName; kind: string; side: string; route: string }>([
  { name: "owner", kind: "person", side: "client", route: "PATCH /engagements/:id" },
  { name: "key", kind: "key", side: "client", route: "PATCH /engagements/:id" },
  { name: "manager", kind: "person", side: "provider", route: "POST /engagements/:id/contract-versions" },
  { name: "manager-key", kind: "key", side: "provider", route: "POST /engagements/:id/contract-versions" },
  { name: "manager", kind: "person", side: "company", route: "PATCH /company" },
])("an event says that $name did it, on the side of the $side, and by which request", async ({ name, ...expected }) => {
  const world = await makeWorld(server);
  const visitor = await VISITORS[name](world, undefined);
  const asked: Asked = { world, visitor, whose: "own", provider };
  const answer = await ask(asked, expected.route, await REQUESTS[expected.route]!(asked));
  const tenant = expected.side === "company" ? world.provider : world.client;
  const events = await inScope(server.db, { tenant, side: "system" }, { readOnly: true }, (tx) =>
    tx.selectFrom("event").select("body").where("tenant_id", "=", tenant).execute(),
  );
  const bodies = events.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  const id: unknown = visitor.person?.id ?? SOMEBODY;
  expect(bodies).toMatchObject([
    {
      request: answer.headers["x-request-id"],
      by: {
        kind: expected.kind,
        id,
        company: visitor.company,
        side: expected.side,
      },
    },
  ]);
});

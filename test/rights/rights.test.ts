/** Every route of the document, asked by everybody there is. */
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Instant } from "@handschlag/engine/instant.ts";
import { ChangeWatch, type Change } from "@handschlag/server/db/changes.test-support.ts";
import { TestIdentityProvider } from "@handschlag/server/identity/identity-provider.test-support.ts";
import type { Asked, Request } from "@handschlag/server/asked.test-support.ts";
import { ask, REQUESTS, routesOf, type Answer } from "@handschlag/server/requests.test-support.ts";
import { ORIGIN, TestServer } from "@handschlag/server/server.test-support.ts";
import { VISITORS, type VisitorName } from "@handschlag/server/visitors.test-support.ts";
import { makeWorld, type World } from "@handschlag/server/world.test-support.ts";
import { EXPECTATIONS, SIGNED_OUT, visitors, type Expectation } from "./expectations.test-support.ts";

/** What may be noted of a request that is refused: that a session or key was used, and that somebody tried. */
const NOTED = new Set(["session update ends_at seen_at", "api_key update last_used_at"]);
const UNKNOWN_ID = "018f0000-0000-7000-8000-000000000000";

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

/** Who may come to know of the client, and of its engagement with the provider, by whatever answer. */
const KNOW_ENGAGEMENT = new Set(visitors("client key-without provider"));
const KNOW_CLIENT = new Set([...KNOW_ENGAGEMENT, ...visitors("other-manager operator")]);

const NAMES = Object.keys(VISITORS) as VisitorName[];

/** The status that each visitor has to expect. */
function statuses({ may, unknown = "", conflict = "" }: Expectation): Record<string, string> {
  const [mayNames, unknownNames, conflictNames] = [may, unknown, conflict].map((words) => new Set(visitors(words)));
  return Object.fromEntries(
    NAMES.map((name) => {
      if (conflictNames!.has(name)) return [name, "409"];
      if (mayNames!.has(name)) return [name, "yes"];
      if (unknownNames!.has(name)) return [name, "404"];
      return [name, SIGNED_OUT.has(name) ? "401" : "403"];
    }),
  );
}

const REFUSALS: Readonly<Record<number, readonly string[]>> = {
  401: ["sign-in-needed", "key-refused"],
  403: `right-missing company-needed person-needed second-factor-needed enrolment-needed own-sign-in-needed
    confirmation-needed`.split(/\s+/),
};

/** Asks, and answers with `yes` or the status, and with whatever else should not be. */
async function visit(world: World, expectation: Expectation, name: VisitorName): Promise<string> {
  const { route, right, may, whose = "own" } = expectation;
  const visitor = await VISITORS[name](world, right);
  const asked: Asked = { world, visitor, whose, provider };
  const request = await REQUESTS[route]!(asked);
  await changes.take();
  const answer = await ask(asked, route, request);
  const changed = await changes.take();
  const { ofEngagement, ofClient } = world.secrets;
  const hidden = [...(KNOW_ENGAGEMENT.has(name) ? [] : ofEngagement), ...(KNOW_CLIENT.has(name) ? [] : ofClient)];
  const isDoor = may === "everybody" || may === "second-factor";
  const told = isDoor ? [] : hidden.filter((secret) => answer.text.includes(secret));
  const leaks = told.map((secret) => `tells ${secret}`);
  if (answer.status >= 400)
    return [answer.status, ...leaks, ...(await faults(asked, request, route, answer, changed))].join(", ");
  const isTurnedAway = String(answer.headers.location).includes("problem");
  return [isTurnedAway ? answer.headers.location : "yes", ...leaks].join(", ");
}

/** What is wrong with a refusal: it changed something, is for another reason, or tells that there is something to find. */
async function faults(
  asked: Asked,
  request: Request,
  route: string,
  { status, text }: Answer,
  changed: readonly Change[],
): Promise<string[]> {
  const acts = changed.map(({ table, act }) => `${table} ${act}`).filter((act) => !NOTED.has(act));
  const { requestId: _one, ...problem } = JSON.parse(text) as { requestId: string; kind: string };
  const isReason = REFUSALS[status]?.includes(problem.kind) ?? true;
  const isLikeNothing = status !== 404 || isDeepStrictEqual(problem, await ofNothing(asked, route, request));
  return [...acts, ...(isReason ? [] : [problem.kind]), ...(isLikeNothing ? [] : ["unlike what is not there"])];
}

/** What the same request gets for an id that nobody has. */
async function ofNothing(asked: Asked, route: string, request: Request): Promise<unknown> {
  const ids = /(?<=\/)[0-9a-f-]{36}(?=\/|$)/g;
  const body = JSON.stringify(request.body)?.replace(/(?<="companyId":")[^"]*/, UNKNOWN_ID);
  const answer = await ask(asked, route, { ...request, body, path: request.path.replace(ids, UNKNOWN_ID) });
  const { requestId: _other, ...problem } = JSON.parse(answer.text) as { requestId: string };
  return problem;
}

test("every route of the document has an expectation and a request, and there is none too many", () => {
  const expected = new Set(EXPECTATIONS.map(({ route }) => route));
  expect([...expected].toSorted()).toEqual(routes.toSorted());
  expect(Object.keys(REQUESTS).toSorted()).toEqual(routes.toSorted());
});

test("every visitor that an expectation names is one", () => {
  const named = EXPECTATIONS.flatMap(({ may, unknown = "", conflict = "" }) =>
    visitors(`${may} ${unknown} ${conflict}`),
  );
  expect(named.filter((name) => !NAMES.includes(name))).toEqual([]);
});

test("the app has no further routes than these and the few that are no part of the API", () => {
  const hidden = ["GET /api/v1/openapi.json", "GET /health", "GET /metrics", "GET /ready", "POST /unsubscribe/:token"];
  const found = treeOf(server.app.printRoutes({ commonPrefix: false })).filter((route) => !route.startsWith("HEAD "));
  expect(found.toSorted()).toEqual([...routes.map((route) => route.replace(" ", " /api/v1")), ...hidden].toSorted());
});

/** The routes of a tree as Fastify prints it: each line a piece of an address below the line above, with its methods. */
function treeOf(tree: string): string[] {
  const above: string[] = [];
  return tree.split("\n").flatMap((each) => {
    const [, indent, piece, methods] = /^([│ ]*)[├└]── (\S+) \(([A-Z, ]+)\)$/.exec(each) ?? [];
    if (indent === undefined) return [];
    above.length = indent.length / 4;
    above.push(piece!);
    return methods!.split(", ").map((method) => `${method} ${above.join("")}`);
  });
}

/** One who may, of each route that changes something. */
const CHANGES = EXPECTATIONS.filter(
  ({ route, may, whose }) => !route.startsWith("GET ") && may !== "" && whose === undefined,
).map(({ route, right, may }) => ({ route, right, name: visitors(may)[0]! }));

test.each(CHANGES)(
  "$route from another site is refused, whoever is signed in there",
  async ({ route, right, name }) => {
    const world = await makeWorld(server);
    const asked: Asked = { world, visitor: await VISITORS[name](world, right), whose: "own", provider };
    const { headers, ...request } = await REQUESTS[route]!(asked);
    await changes.take();
    for (const origin of ["https://example.net", "null", "http://localhost:4401"]) {
      const answer = await ask(asked, route, { ...request, headers: { ...headers, origin } });
      expect(JSON.parse(answer.text)).toMatchObject({ status: 403, kind: "other-origin" });
    }
    expect(await changes.take()).toEqual([]);
  },
);

describe("who may, who is refused, and who is not to know", () => {
  test.each(EXPECTATIONS)("$route ($whose)", async (expectation) => {
    const found: Record<string, string> = {};
    // Who only reads leaves the world as it was.
    const shared = expectation.route.startsWith("GET ") ? await makeWorld(server) : undefined;
    for (const name of NAMES) found[name] = await visit(shared ?? (await makeWorld(server)), expectation, name);
    expect(found).toEqual(statuses(expectation));
  });
});

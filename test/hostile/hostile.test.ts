/** Hostile requests: whatever comes, it is a refusal in words and changes nothing, or it was a good request after all. */
import { isUtf8 } from "node:buffer";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Instant } from "@handschlag/engine/instant.ts";
import { ProblemBody } from "@handschlag/api/problem.ts";
import type { Asked } from "@handschlag/server/asked.test-support.ts";
import { ChangeWatch, type Change } from "@handschlag/server/db/changes.test-support.ts";
import { TestIdentityProvider } from "@handschlag/server/identity/identity-provider.test-support.ts";
import { ask, REQUESTS, type Answer } from "@handschlag/server/requests.test-support.ts";
import { ORIGIN, TestServer } from "@handschlag/server/server.test-support.ts";
import { VISITORS } from "@handschlag/server/visitors.test-support.ts";
import { makeWorld } from "@handschlag/server/world.test-support.ts";
import { EXPECTATIONS, visitors } from "../rights/expectations.test-support.ts";
import { mutations, oneByOne, type Mutant } from "./mutations.test-support.ts";

/** Mutants a route; more of them and others by the environment. */
const RUNS = Number(process.env["HANDSCHLAG_HOSTILE_RUNS"] ?? 25);
const SEED = Number(process.env["HANDSCHLAG_HOSTILE_SEED"] ?? 20_261_123);

/** What may be noted of a request that is refused, and why. */
const NOTED: readonly (readonly [RegExp, string])[] = [
  [/^throttle /, "an attempt counts, whatever becomes of it"],
  [/^session update ends_at seen_at$/, "a session was used"],
  [/^api_key update last_used_at$/, "a key was used"],
  [/^ceremony delete$/, "a challenge is good for one answer, and a wrong one uses it up"],
];

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
}

let server: TestServer;
let provider: TestIdentityProvider;
let changes: ChangeWatch;
let document: Document;
let schemas: Ajv2020;
beforeAll(async () => {
  server = await TestServer.start({ sample: true });
  // The identity provider goes by the clock on the wall.
  server.now = Date.now() as Instant;
  provider = await TestIdentityProvider.start(`${ORIGIN}/api/v1/single-sign-on/callback`);
  changes = await ChangeWatch.start({ ...inject("cluster").superuser, database: server.database.name });
  document = (await server.request("GET", "/openapi.json")).json<Document>();
  schemas = new Ajv2020({ strict: false, validateFormats: false });
  schemas.addSchema(document, "document");
});
afterAll(async () => {
  await changes.stop();
  await provider.stop();
  await server.stop();
});

/** Whether a body fits what the document says of the route; `undefined` for a route without a JSON body. */
function bodyCheck(route: string): ((body: unknown) => boolean) | undefined {
  const [method, path] = route.split(" ");
  const documented = `/api/v1${path!.replaceAll(/:(\w+)/g, "{$1}")}`;
  const operation = document.paths[documented]?.[method!.toLowerCase()];
  if (operation?.requestBody?.content["application/json"] === undefined) return undefined;
  const pointer = ["paths", documented, method!.toLowerCase(), "requestBody", "content", "application/json", "schema"];
  const escaped = pointer.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")));
  return schemas.compile({ $ref: `document#/${escaped.join("/")}` });
}

/** Whether no server may take a body: it is no JSON, or not what the document says. */
function isUnfit({ body, isInvalid }: Mutant, fits: ((body: unknown) => boolean) | undefined): boolean {
  if (body === undefined || fits === undefined) return false;
  if (isInvalid) return true;
  const bytes = Buffer.from(body as string);
  if (!isUtf8(bytes)) return true;
  try {
    return !fits(JSON.parse(bytes.toString()));
  } catch {
    return true;
  }
}

/** Somebody who may do what the route is for. */
const doerOf = (route: string) => {
  const { may, right } = EXPECTATIONS.find((each) => each.route === route && each.whose === undefined)!;
  return { name: visitors(may)[0]!, right };
};

interface Stage {
  readonly asked: Asked;
  readonly request: Mutant;
}

async function stageOf(route: string): Promise<Stage> {
  const world = await makeWorld(server);
  const { name, right } = doerOf(route);
  const asked: Asked = { world, visitor: await VISITORS[name](world, right), whose: "own", provider };
  const { path, body, headers = {}, as } = await REQUESTS[route]!(asked);
  const cookie = as === undefined ? headers : { ...headers, cookie: as };
  const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  await changes.take();
  return { asked, request: { path, body: text, headers: cookie, isInvalid: false, by: "" } };
}

const send = ({ asked }: Stage, route: string, { path, body, headers }: Mutant): Promise<Answer> =>
  ask(asked, route, { path, headers, ...(body !== undefined && { body }) });

/** What is wrong with an answer and what it left behind. */
function faultsOf({ status, headers, text }: Answer, changed: readonly Change[], isRefused: boolean): string[] {
  const acts = changed
    .map(({ table, act }) => `${table} ${act}`)
    .filter((act) => !NOTED.some(([kind]) => kind.test(act)));
  const wrong = (is: boolean, what: string): string[] => (is ? [what] : []);
  if (status < 400) return wrong(isRefused, `taken with ${status}`);
  const problem = ProblemBody.safeParse(jsonOf(text));
  return [
    ...wrong(status >= 500, `failed with ${status}`),
    ...wrong(acts.length > 0, `changed ${acts.join(", ")}`),
    ...wrong(!problem.success || problem.data.status !== status, "no problem details"),
    ...wrong(headers["content-type"] !== "application/problem+json; charset=utf-8", "another kind of content"),
    ...wrong(problem.data?.requestId !== headers["x-request-id"], "another request"),
    ...wrong(text.length > 10_000, `${text.length} long`),
    ...wrong(/node_modules|\.ts:\d|\n {4}at |\bselect\b.*\bfrom\b|relation "/.test(text), "told of the inside"),
  ];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const REDIRECTING = new Set(["GET /single-sign-on/start", "GET /single-sign-on/callback"]);

test.each(Object.keys(REQUESTS))(
  "%s takes what is right, and refuses in words and without a trace what is not",
  async (route) => {
    const fits = bodyCheck(route);
    let stage = await stageOf(route);
    let isTouched = false;
    const attack = async (mutant: Mutant, by: Stage = stage): Promise<void> => {
      const answer = await send(by, route, mutant);
      const changed = await changes.take();
      // A redirection is how a browser is told.
      const isRefused = isUnfit(mutant, fits) && !REDIRECTING.has(route);
      const faults = faultsOf(answer, changed, isRefused);
      const { status, text } = answer;
      expect({ by: mutant.by, status, text: text.slice(0, 500), faults }).toMatchObject({ faults: [] });
      isTouched ||= changed.some(({ table }) => table === "ceremony" || table === "throttle");
      if (status < 400 && changed.length > 0) stage = await stageOf(route);
      server.now = (server.now + 100) as Instant;
    };
    for (const mutant of oneByOne(stage.request)) await attack(mutant);
    const property = fc.asyncProperty(mutations, fc.integer({ min: 0, max: 9 }), async (some, who) => {
      const { asked, request } = stage;
      const nobody = { ...stage, asked: { ...asked, visitor: { ...asked.visitor, as: undefined } } };
      const mutant = some.reduce((each, mutate) => mutate(each), request);
      await attack(mutant, who === 0 ? nobody : stage);
    });
    await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true });
    const { status, text } = await send(stage, route, stage.request);
    // After so many wrong ones even the right one may have to wait, or its challenge is used up.
    const isSpent = isTouched ? [401, 422, 429] : route === "GET /live" ? [429] : [];
    const isFine = status < 400 || isSpent.includes(status);
    expect(isFine, `${status} ${text}`).toBe(true);
  },
);

/** The typed client against a real server: what it sends is what the routes take, and what it throws is what they say. */
import type { AddressInfo } from "node:net";
import { ApiProblem, Client } from "@handschlag/api/client.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { EngagementId } from "../db/tenant.ts";
import { TestServer, type TestPerson } from "../server.test-support.ts";

let server: TestServer;
let base: string;
let owner: TestPerson;
let client: Client;
let engagement: EngagementId;
beforeAll(async () => {
  server = await TestServer.start();
  await server.app.listen({ port: 0, host: "127.0.0.1" });
  base = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}/api/v1`;
  owner = await server.person(await server.company("Lindenhof"), "owner");
  engagement = await server.engagement(owner.company, await server.company("Lechbogen"));
  client = await clientOf(owner);
});
afterAll(async () => {
  server.app.server.closeAllConnections();
  await server.stop();
});

const clientOf = async (person: TestPerson) =>
  new Client({ base, headers: { cookie: await server.cookie(person), origin: server.origin } });

const refusal = async (asked: Promise<unknown>): Promise<ApiProblem> => {
  const problem = await asked.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(problem).toBeInstanceOf(ApiProblem);
  return problem as ApiProblem;
};

test("a route is asked by its name, with gaps, filters and bodies in their places", async () => {
  const { items } = await client.request("GET /engagements");
  expect(items.map(({ id }) => id)).toEqual([engagement]);
  const one = await client.request("GET /engagements/:id", { params: { id: engagement } });
  expect(one.name).toBe("IT-Betreuung");
  const page = await client.request("GET /company/events", { query: { limit: "1", cursor: undefined } });
  expect(page.items.length).toBeLessThanOrEqual(1);
  expect(client.addressOf("GET /engagements/:id", { id: "a/b?c" })).toBe(`${base}/engagements/a%2Fb%3Fc`);
});

test("a change names the version that was read, and is refused when it is an old one", async () => {
  const { value, tag } = await client.tagged("GET /engagements/:id", { params: { id: engagement } });
  expect(tag).toBe(`"${value.version}"`);
  const change = { params: { id: engagement }, body: { name: "Netz" }, ifMatch: tag };
  expect(await client.request("PATCH /engagements/:id", change)).toMatchObject({ name: "Netz" });
  expect(await refusal(client.request("PATCH /engagements/:id", change))).toMatchObject({
    status: 412,
    kind: "changed-meanwhile",
  });
});

test("an answer without a body is nothing, and a creation with a key happens once", async () => {
  const body = { email: "neu@example.org", clientRole: "employee", providerRole: null } as const;
  const wish = { body, idempotencyKey: "einmal" };
  const made = await client.request("POST /company/invitations", wish);
  expect((await client.request("POST /company/invitations", wish)).id).toBe(made.id);
  expect(await client.request("DELETE /company/invitations/:id", { params: { id: made.id } })).toBeUndefined();
});

test("a refusal says what it is, which field it is about, and under which number it is found in the logs", async () => {
  const problem = await refusal(client.request("POST /company/invitations", { body: UNFIT }));
  expect(problem).toMatchObject({ status: 400, kind: "request-unfit", message: "400 request-unfit" });
  expect(problem.errors.map(({ field }) => field)).toContain("body.email");
  expect(problem.requestId).toMatch(/^[0-9a-f-]{36}$/);
  const stranger = new Client({ base });
  expect(await refusal(stranger.request("GET /me"))).toMatchObject({ status: 401, kind: "sign-in-needed" });
});
const UNFIT = { email: "keine Adresse", clientRole: "employee", providerRole: null } as const;

test("no answer is a problem of its own, and a request that was called off is none", async () => {
  const gone = new Client({ base, send: () => Promise.reject(new TypeError("fetch failed")) });
  expect(await refusal(gone.request("GET /me"))).toMatchObject({ status: 0, kind: "unreachable" });
  const off = AbortSignal.abort(new Error("called off"));
  await expect(client.request("GET /me", { signal: off })).rejects.toThrow("called off");
});

test("what a route does not take does not compile", () => {
  const wrong: readonly (() => unknown)[] = [
    // @ts-expect-error -- there is no such route
    () => client.request("GET /nowhere"),
    // @ts-expect-error -- the gap has to be filled
    () => client.request("GET /engagements/:id"),
    // @ts-expect-error -- no such field
    () => client.request("PATCH /engagements/:id", { params: { id: "" }, body: { title: "" } }),
    // @ts-expect-error -- no such filter
    () => client.request("GET /tickets", { query: { colour: "red" } }),
    // @ts-expect-error -- it takes no body
    () => client.request("GET /me", { body: {} }),
    // @ts-expect-error -- no such field in the answer
    async () => (await client.request("GET /me")).colour,
  ];
  expect(wrong).toHaveLength(6);
});

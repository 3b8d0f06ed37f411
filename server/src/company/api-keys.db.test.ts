import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { TenantId } from "../db/tenant.ts";
import { hashOf } from "../identity/tokens.ts";
import { TestServer, type TestPerson } from "../server.test-support.ts";

const DAY_MS = 24 * 3_600_000;

let server: TestServer;
let company: TenantId;
let owner: TestPerson;
let leader: string;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.now = (server.now + DAY_MS) as Instant;
  company = await server.company("Lindenhof");
  owner = await server.person(company, "owner");
  leader = await server.cookie(owner);
});

interface Made {
  readonly id: string;
  readonly key: string;
}
const READER = { name: "Auswertung", role: "auditor", scopes: ["people:read"], days: 30 };
const make = (body: object = READER, as = leader) => server.request("POST", "/company/api-keys", { as, body });
const made = async (body?: object): Promise<Made> => (await make(body)).json<Made>();
const use = (key: string, path = "/company/people") => server.request("GET", path, { as: `Bearer ${key}` });

test("a key does what its scopes say and nothing else, for its company alone", async () => {
  const { key } = await made();
  expect(key).toMatch(/^hsk_[0-9a-f]{32}[\w-]{43}$/);
  const { items } = (await use(key)).json<{ items: { id: string }[] }>();
  expect(items.map(({ id }) => id)).toEqual([owner.id]);
  expect((await use(key, "/company/api-keys")).json()).toMatchObject({ status: 403, kind: "right-missing" });
  for (const path of ["/me", "/session", "/me/sessions", "/me/passkeys"])
    expect([path, (await use(key, path)).json()]).toMatchObject([path, { status: 403, kind: "person-needed" }]);
  expect((await make(READER, `Bearer ${key}`)).statusCode).toBe(403);
});

test("a key needs no origin, and a cookie beside it does not count", async () => {
  const { key } = await made({ ...READER, role: "owner", scopes: ["people:write"] });
  const answer = await server.app.inject({
    method: "POST",
    url: "/api/v1/company/invitations",
    headers: { authorization: `Bearer ${key}`, cookie: leader, origin: "https://example.net" },
    payload: { email: "neu@example.org", clientRole: "employee", providerRole: null },
  });
  expect(answer.statusCode).toBe(201);
  const events = await server
    .nobody()
    .read({ tenant: company, side: "system" }, (tx) =>
      tx
        .selectFrom("event")
        .select("body")
        .where("tenant_id", "=", company)
        .where("type", "=", "person.invited")
        .execute(),
    );
  expect(JSON.parse(events[0]!.body)).toMatchObject({ by: { kind: "key" } });
});

test("the key is shown once and kept as a hash", async () => {
  const wish = { as: leader, body: READER, headers: { "idempotency-key": "einmal" } };
  const first = (await server.request("POST", "/company/api-keys", wish)).json<Made>();
  const again = (await server.request("POST", "/company/api-keys", wish)).json<Made>();
  expect(again).toMatchObject({ id: first.id, key: null });
  const secret = first.key.slice(4 + 32);
  const rows = await server
    .nobody()
    .identity((tx) => tx.selectFrom("api_key").selectAll().where("tenant_id", "=", company).execute());
  expect(rows).toHaveLength(1);
  expect(rows[0]!.secret_hash).toEqual(hashOf(secret));
  const answers = await server.nobody().identity((tx) => tx.selectFrom("idempotency").selectAll().execute());
  const listed = await server.request("GET", "/company/api-keys", { as: leader });
  expect(JSON.stringify([rows, answers, listed.json()])).not.toContain(secret);
  expect(await server.events(company)).toEqual(["key.made"]);
});

test("a key ends on its day", async () => {
  const { key } = await made({ ...READER, days: 1 });
  server.now = (server.now + DAY_MS - 1) as Instant;
  expect((await use(key)).statusCode).toBe(200);
  server.now = (server.now + 1) as Instant;
  expect((await use(key)).json()).toMatchObject({ status: 401, kind: "key-refused" });
});

test("a revoked key opens nothing from then on, on record; another company's is out of reach", async () => {
  const { id, key } = await made();
  const path = `/company/api-keys/${id}`;
  const stranger = await server.cookie(await server.person(await server.company("Anderswo"), "owner"));
  expect((await server.request("DELETE", path, { as: stranger })).json()).toMatchObject({ kind: "key-not-found" });
  expect((await use(key)).statusCode).toBe(200);
  expect((await server.request("DELETE", path, { as: leader })).statusCode).toBe(204);
  expect((await use(key)).statusCode).toBe(401);
  expect((await server.request("DELETE", path, { as: leader })).statusCode).toBe(404);
  expect(await server.events(company)).toEqual(["key.made", "key.revoked"]);
});

test("a key has no right that its role has not, and a key makes none with more than its own", async () => {
  const beyond = await make({ ...READER, scopes: ["people:read", "people:write"] });
  expect(beyond.json()).toMatchObject({ status: 422, kind: "scope-beyond-role", facts: { scopes: ["people:write"] } });
  const { key } = await made({ ...READER, role: "owner", scopes: ["key:write", "people:read"] });
  const grown = await make({ ...READER, role: "owner", scopes: ["people:write"] }, `Bearer ${key}`);
  expect(grown.json()).toMatchObject({ status: 403, kind: "right-missing" });
  expect((await make(READER, `Bearer ${key}`)).statusCode).toBe(201);
});

test("who leads a provider makes no key that may do what they may not", async () => {
  const manager = await server.cookie(await server.person(company, null, "service-manager"));
  const beyond = await make({ ...READER, role: "owner", scopes: ["people:read", "engagement:write"] }, manager);
  expect(beyond.json()).toMatchObject({ status: 403, facts: { right: "engagement:write" } });
  const within = { ...READER, role: "service-manager", scopes: ["people:read", "contract:write"] };
  expect((await make(within, manager)).statusCode).toBe(201);
});

test("who may not write keys makes none, nor does anyone without a fresh proof", async () => {
  const auditor = await server.cookie(await server.person(company, "auditor"));
  expect((await make(READER, auditor)).json()).toMatchObject({ status: 403, kind: "right-missing" });
  server.now = (server.now + 11 * 60_000) as Instant;
  expect((await make()).json()).toMatchObject({ status: 403, kind: "confirmation-needed" });
  expect(await server.events(company)).toEqual([]);
});

test("a forged key is refused, wherever it is wrong", async () => {
  const { key } = await made();
  const other = (await server.company("Anderswo")).replaceAll("-", "");
  const forged = [key.slice(0, -1), `${key}x`, `hsk_${other}${key.slice(36)}`, key.toUpperCase(), "hsk_"];
  for (const one of forged) expect((await use(one)).json()).toMatchObject({ status: 401, kind: "key-refused" });
  const basic = await server.app.inject({ url: "/api/v1/company/people", headers: { authorization: `Basic ${key}` } });
  expect(basic.statusCode).toBe(401);
});

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { TenantId } from "../db/tenant.ts";
import { ORIGIN, PASSWORD, TestServer, type TestPerson } from "../server.test-support.ts";
import { codeAt, cookieFrom, enrolTotp, signInAs } from "./identity.test-support.ts";
import { hashOf } from "./tokens.ts";

const HOUR_MS = 3_600_000;
const NEXT = "noch-ein-Passwort-8";

let server: TestServer;
let company: TenantId;
let person: TestPerson;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.now = (server.now + 24 * HOUR_MS) as Instant;
  company = await server.company("Lindenhof");
  person = await server.person(company, "employee");
});

const wait = (ms: number) => {
  server.now = (server.now + ms) as Instant;
};
const kindOf = async (as: string) =>
  (await server.request("GET", "/session", { as })).json<{ state?: string; kind?: string }>();
const isOpen = async (as: string) => (await kindOf(as)).state === "full";
const confirm = (as: string, body: { password?: string; code?: string }) =>
  server.request("PUT", "/session/confirmation", { as, body });

test("a session unused for twelve hours ends; used again and again it lives thirty days and no longer", async () => {
  const idle = await server.cookie(person);
  wait(12 * HOUR_MS - 1);
  expect(await isOpen(idle)).toBe(true);
  wait(12 * HOUR_MS);
  expect(await isOpen(idle)).toBe(false);
  const used = await server.cookie(person);
  for (let hours = 0; hours < 30 * 24 - 10; hours += 10) {
    expect(await isOpen(used)).toBe(true);
    wait(10 * HOUR_MS);
  }
  expect(await isOpen(used)).toBe(true);
  wait(10 * HOUR_MS);
  expect(await isOpen(used)).toBe(false);
});

test("what the database keeps of a session opens nothing", async () => {
  const as = await server.cookie(person);
  const token = as.split("=")[1]!;
  const rows = await server.nobody().identity((tx) => tx.selectFrom("session").selectAll().execute());
  expect(rows.some(({ token_hash }) => token_hash.equals(hashOf(token)))).toBe(true);
  expect(JSON.stringify(rows)).not.toContain(token);
  for (const forged of [hashOf(token).toString("base64url"), hashOf(token).toString("hex"), "", `${token}x`])
    expect(await isOpen(`handschlag=${forged}`)).toBe(false);
});

test("over HTTP the cookie is for scripts out of reach; over HTTPS for this host alone and never in clear", async () => {
  const attributes = (header: unknown) => String(header).split("; ").slice(1).toSorted();
  const answer = await signInAs(server, person);
  expect(String(answer.headers["set-cookie"])).toMatch(/^handschlag=[\w-]{43};/);
  expect(attributes(answer.headers["set-cookie"])).toEqual(["HttpOnly", "Max-Age=2592000", "Path=/", "SameSite=Lax"]);
  expect(answer.headers["strict-transport-security"]).toBeUndefined();
  const secure = await TestServer.start({ publicUrl: "https://handschlag.example.org" });
  try {
    const other = await secure.person(await secure.company("Sicher"), "employee");
    const safe = await signInAs(secure, other);
    expect(String(safe.headers["set-cookie"])).toMatch(/^__Host-handschlag=/);
    expect(attributes(safe.headers["set-cookie"])).toContain("Secure");
    expect(safe.headers["strict-transport-security"]).toBe("max-age=31536000");
    const unprotected = cookieFrom(safe).replace("__Host-", "");
    expect((await secure.request("GET", "/session", { as: unprotected })).statusCode).toBe(204);
    expect((await secure.request("GET", "/session", { as: cookieFrom(safe) })).statusCode).toBe(200);
  } finally {
    await secure.stop();
  }
});

test.each<{ what: string; headers: Record<string, string> }>([
  { what: "a foreign origin", headers: { origin: "https://example.net" } },
  { what: "another port", headers: { origin: "http://localhost:4401" } },
  { what: "no word on where it comes from", headers: {} },
  { what: "a sandboxed frame", headers: { origin: "null" } },
  { what: "the same site, not origin", headers: { "sec-fetch-site": "same-site" } },
])("a request from $what changes nothing, with or without a session", async ({ headers }) => {
  const as = await server.cookie(person);
  const send = (method: "POST" | "PATCH" | "DELETE", url: string, payload?: object) =>
    server.app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { ...headers, cookie: as, ...(payload && { "content-type": "application/json" }) },
      ...(payload && { payload }),
    });
  const answers = [
    await send("DELETE", "/session"),
    await send("PATCH", "/me", { name: "Neu" }),
    await send("POST", "/session", { email: person.email, password: PASSWORD }),
  ];
  for (const answer of answers) expect(answer.json()).toMatchObject({ status: 403, kind: "other-origin" });
  expect(await isOpen(as)).toBe(true);
  expect(await server.events(company)).toEqual([]);
});

test("a form of another site is refused also for its kind of content", async () => {
  const answer = await server.app.inject({
    method: "POST",
    url: "/api/v1/session",
    headers: { origin: ORIGIN, "content-type": "text/plain" },
    payload: JSON.stringify({ email: person.email, password: PASSWORD }),
  });
  expect(answer.json()).toMatchObject({ status: 415 });
});

test("whoever signs in again leaves the session from before", async () => {
  const first = cookieFrom(await signInAs(server, person));
  const again = await server.request("POST", "/session", {
    as: first,
    body: { email: person.email, password: PASSWORD },
  });
  expect(await isOpen(first)).toBe(false);
  expect(await isOpen(cookieFrom(again))).toBe(true);
});

test("signing out ends the session for good, on record", async () => {
  const as = await server.cookie(person);
  const answer = await server.request("DELETE", "/session", { as });
  expect(String(answer.headers["set-cookie"])).toMatch(/^handschlag=; .*(Max-Age=0|Expires=Thu, 01 Jan 1970)/);
  expect(await isOpen(as)).toBe(false);
  expect(await server.events(company)).toEqual(["session.ended"]);
  expect((await server.request("DELETE", "/session", { as })).statusCode).toBe(204);
});

test("a person sees where they are signed in and ends any of it; nobody else's", async () => {
  const as = await server.cookie(person);
  wait(1_000);
  const lost = await server.cookie(person);
  const list = (await server.request("GET", "/me/sessions", { as })).json<{
    items: { id: string; current: boolean }[];
  }>();
  expect(list.items.map(({ current }) => current)).toEqual([false, true]);
  const path = `/me/sessions/${list.items[0]!.id}`;
  const stranger = await server.cookie(await server.person(company, "employee"));
  expect((await server.request("DELETE", path, { as: stranger })).json()).toMatchObject({ kind: "session-not-found" });
  expect(await isOpen(lost)).toBe(true);
  expect((await server.request("DELETE", path, { as })).statusCode).toBe(204);
  expect(await isOpen(lost)).toBe(false);
  expect((await server.request("DELETE", path, { as })).statusCode).toBe(404);
  expect(await server.events(company)).toEqual(["session.ended"]);
});

test("a new password ends all other sessions, renews this one's token, and is on record", async () => {
  const as = await server.cookie(person);
  const elsewhere = await server.cookie(person);
  const change = (current: string, next: string) =>
    server.request("PUT", "/me/password", { as, body: { current, next } });
  expect((await change("falsch", NEXT)).json()).toMatchObject({ status: 401, kind: "confirmation-refused" });
  expect((await change(PASSWORD, "Password1234")).json()).toMatchObject({
    kind: "password-weak",
    facts: { weakness: "common" },
    errors: [{ field: "body.next" }],
  });
  expect(await isOpen(elsewhere)).toBe(true);
  const changed = await change(PASSWORD, NEXT);
  expect(changed.statusCode).toBe(204);
  expect([await isOpen(as), await isOpen(elsewhere), await isOpen(cookieFrom(changed))]).toEqual([false, false, true]);
  expect((await signInAs(server, person)).statusCode).toBe(401);
  expect((await signInAs(server, person, NEXT)).statusCode).toBe(200);
  expect(await server.events(company)).toEqual(["password.changed", "session.started"]);
});

test("a session in the wrong hands cannot guess the password behind it", async () => {
  const as = await server.cookie(person);
  const body = { current: "falsch", next: NEXT };
  const guesses = await Promise.all(
    Array.from({ length: 8 }, () => server.request("PUT", "/me/password", { as, body })),
  );
  expect(guesses.filter(({ statusCode }) => statusCode === 429)).toHaveLength(3);
  expect((await confirm(as, { password: PASSWORD })).statusCode).toBe(429);
});

test("a sign-in with the old password does not outlive its change at the same moment", async () => {
  const as = await server.cookie(person);
  const [changed, begun] = await Promise.all([
    server.request("PUT", "/me/password", { as, body: { current: PASSWORD, next: NEXT } }),
    signInAs(server, person),
  ]);
  expect(changed.statusCode).toBe(204);
  // Either order may win: refused, or begun and then ended by the change.
  expect([200, 401]).toContain(begun.statusCode);
  expect(begun.statusCode === 200 && (await isOpen(cookieFrom(begun)))).toBe(false);
});

test("a dangerous act needs a proof of the last ten minutes, by password or code; then the token is another", async () => {
  const owner = await server.person(company, "owner");
  const { secret } = await enrolTotp(server, owner);
  const before = await server.cookie(owner);
  const invite = (as: string) =>
    server.request("POST", "/company/invitations", {
      as,
      body: { email: "neu@example.org", clientRole: "employee", providerRole: null },
    });
  wait(10 * 60_000 + 1);
  expect((await invite(before)).json()).toMatchObject({ status: 403, kind: "confirmation-needed" });
  expect((await confirm(before, { password: "falsch" })).json()).toMatchObject({
    status: 401,
    kind: "confirmation-refused",
  });
  expect((await confirm(before, { code: "000000" })).statusCode).toBe(401);
  const proven = await confirm(before, { code: codeAt(secret, server.now) });
  const after = cookieFrom(proven);
  expect(await isOpen(before)).toBe(false);
  expect((await invite(after)).statusCode).toBe(201);
  expect((await confirm(after, { code: codeAt(secret, server.now) })).statusCode).toBe(401);
  const again = await confirm(after, { password: PASSWORD });
  expect(await isOpen(after)).toBe(false);
  expect(await isOpen(cookieFrom(again))).toBe(true);
  const events = await server.events(company);
  expect(events.filter((type) => type === "session.confirmed")).toHaveLength(2);
});

test("a person switches between their companies, with another token, and to no other", async () => {
  const second = await server.company("Brenner");
  const foreign = await server.company("Anderswo");
  await server.nobody().identity((tx) =>
    tx
      .insertInto("membership")
      .values({
        tenant_id: second,
        person_id: person.id,
        client_role: "auditor",
        provider_role: null,
        joined_at: new Date(server.now),
      })
      .execute(),
  );
  const as = await server.cookie(person);
  const refused = await server.request("PUT", "/session/company", { as, body: { companyId: foreign } });
  expect(refused.json()).toMatchObject({ status: 404, kind: "company-not-found" });
  const switched = await server.request("PUT", "/session/company", { as, body: { companyId: second } });
  expect(switched.json()).toMatchObject({ company: { id: second }, rights: expect.arrayContaining(["key:read"]) });
  expect(await isOpen(as)).toBe(false);
  expect(await server.events(second)).toEqual(["session.switched"]);
  expect(await server.events(company)).toEqual([]);
});

test("a name changes for the version that was read, on record without the name", async () => {
  const as = await server.cookie(person);
  const read = await server.request("GET", "/me", { as });
  const change = (tag?: string) =>
    server.request("PATCH", "/me", {
      as,
      body: { name: "Anna Neu" },
      headers: tag === undefined ? {} : { "if-match": tag },
    });
  expect((await change()).statusCode).toBe(428);
  expect((await change(String(read.headers["etag"]))).json()).toMatchObject({ name: "Anna Neu" });
  expect((await change(String(read.headers["etag"]))).statusCode).toBe(412);
  const bodies = await server
    .nobody()
    .read({ tenant: company, side: "system" }, (tx) =>
      tx.selectFrom("event").select("body").where("tenant_id", "=", company).execute(),
    );
  expect(bodies).toHaveLength(1);
  expect(bodies[0]!.body).not.toContain("Anna Neu");
});

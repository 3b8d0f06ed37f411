import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { TenantId } from "../db/tenant.ts";
import { ORIGIN, PASSWORD, TestServer, type TestPerson } from "../server.test-support.ts";
import { CLIENT, TestIdentityProvider } from "./identity-provider.test-support.ts";
import { cookieFrom, signInAs } from "./identity.test-support.ts";

const CALLBACK = `${ORIGIN}/api/v1/single-sign-on/callback`;

let server: TestServer;
let provider: TestIdentityProvider;
let company: TenantId;
let owner: TestPerson;
let employee: TestPerson;
let domain: string;
let companies = 0;
beforeAll(async () => {
  server = await TestServer.start();
  provider = await TestIdentityProvider.start(CALLBACK);
  // The provider goes by the clock on the wall.
  server.now = Date.now() as Instant;
});
afterAll(async () => {
  await provider.stop();
  await server.stop();
});
beforeEach(async () => {
  companies += 1;
  server.now = (server.now + 20_000) as Instant;
  domain = `firma${companies}.example`;
  company = await server.company("Lindenhof");
  owner = await server.person(company, "owner");
  employee = await server.person(company, "employee");
  const { statusCode } = await put();
  if (statusCode !== 200) throw new Error(`single sign-on was not set up: ${statusCode}`);
  provider.account = accountOf(employee);
});

const settings = () => ({ ...CLIENT, issuer: provider.issuer, domain });
const put = async (change: object = {}, headers: Record<string, string> = {}, as?: string) =>
  server.request("PUT", "/company/single-sign-on", {
    as: as ?? (await server.cookie(owner)),
    body: { ...settings(), ...change },
    headers,
  });
const accountOf = ({ id, email }: TestPerson) => ({ subject: `sub-${id}`, email, isVerified: true });

/** A browser that set out: where to, and the cookie with which it may come back. */
async function depart(): Promise<{ readonly address: string; readonly cookie: string }> {
  const ways = await server.request("POST", "/session/ways", { body: { email: `wer.auch.immer@${domain}` } });
  const { singleSignOn } = ways.json<{ singleSignOn: string }>();
  const start = await server.request("GET", singleSignOn.slice(ORIGIN.length));
  expect(start.statusCode).toBe(303);
  const away = start.cookies.find(({ name }) => name === "handschlag-away")!;
  expect(away).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/", maxAge: 600 });
  return { address: String(start.headers.location), cookie: `${away.name}=${away.value}` };
}
const comeBack = (to: URL, cookie?: string) =>
  server.request("GET", to.pathname + to.search, { as: cookie, headers: { "sec-fetch-site": "cross-site" } });
async function signIn() {
  const { address, cookie } = await depart();
  return comeBack(await provider.visit(address), cookie);
}
const problemOf = (answer: Awaited<ReturnType<typeof signIn>>) => {
  expect(answer.cookies.some(({ name }) => name === "handschlag")).toBe(false);
  return [answer.statusCode, answer.headers.location];
};
const refusedFor = (kind: string) => [303, `/sign-in#problem=single-sign-on-${kind}`];
const linksOf = (tenant: TenantId) =>
  server
    .nobody()
    .identity((tx) => tx.selectFrom("external_identity").selectAll().where("tenant_id", "=", tenant).execute());
const sessionOf = async (as: string) =>
  (await server.request("GET", "/session", { as })).json<{
    kind?: string;
    confirmedUntil?: string;
    companies?: unknown[];
  }>();

test("a member signs in at the company's provider, in full, and is known by subject from then on", async () => {
  const first = await signIn();
  expect([first.statusCode, first.headers.location]).toEqual([303, "/"]);
  const session = await sessionOf(cookieFrom(first));
  expect(session).toMatchObject({ state: "full", person: { id: employee.id }, company: { id: company } });
  expect(session.confirmedUntil).not.toBeNull();
  provider.account = { ...accountOf(employee), email: "anders@example.net", isVerified: false };
  expect((await signIn()).headers.location).toBe("/");
  expect(await linksOf(company)).toMatchObject([{ subject: `sub-${employee.id}`, issuer: provider.issuer }]);
  expect(await server.events(company)).toEqual([
    "single-sign-on.changed",
    "single-sign-on.linked",
    "session.started",
    "session.started",
  ]);
});

test("the provider is asked with state, nonce and PKCE, and gives nothing for the code alone", async () => {
  const { address, cookie } = await depart();
  const asked = new URL(address).searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({
    response_type: "code",
    scope: "openid email",
    code_challenge_method: "S256",
    redirect_uri: CALLBACK,
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
  });
  const back = await provider.visit(address);
  const stolen = await fetch(`${provider.issuer}/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${CLIENT.clientId}:${CLIENT.clientSecret}`)}` },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: back.searchParams.get("code")!,
      redirect_uri: CALLBACK,
      code_verifier: "x".repeat(43),
    }),
  });
  expect(await stolen.json()).toMatchObject({ error: "invalid_grant" });
  expect((await comeBack(back, cookie)).headers.location).toBe("/");
});

test("a callback counts once", async () => {
  const { address, cookie } = await depart();
  const back = await provider.visit(address);
  const both = await Promise.all([comeBack(back, cookie), comeBack(back, cookie)]);
  expect(new Set(both.map(({ headers }) => headers.location))).toEqual(new Set(["/", refusedFor("refused")[1]]));
  expect(problemOf(await comeBack(back, cookie))).toEqual(refusedFor("refused"));
});

test("a callback needs the browser that set out", async () => {
  const mine = await depart();
  const others = await depart();
  expect(problemOf(await comeBack(await provider.visit(mine.address)))).toEqual(refusedFor("refused"));
  const back = await provider.visit((await depart()).address);
  expect(problemOf(await comeBack(back, others.cookie))).toEqual(refusedFor("refused"));
});

test("another state, none, or one that is too old is refused", async () => {
  const { address, cookie } = await depart();
  const back = await provider.visit(address);
  const other = new URL(back);
  other.searchParams.set("state", new URL((await depart()).address).searchParams.get("state")!);
  const none = new URL(back);
  none.searchParams.delete("state");
  for (const forged of [other, none]) expect(problemOf(await comeBack(forged, cookie))).toEqual(refusedFor("refused"));
  server.now = (server.now + 10 * 60_000) as Instant;
  expect(problemOf(await comeBack(back, cookie))).toEqual(refusedFor("refused"));
});

test("a token with another nonce is refused", async () => {
  const { address, cookie } = await depart();
  const back = await provider.visit(address);
  await server.nobody().identity(async (tx) => {
    const rows = await tx.selectFrom("ceremony").selectAll().where("company_id", "=", company).execute();
    for (const { token_hash, content } of rows)
      await tx
        .updateTable("ceremony")
        .set({ content: JSON.stringify({ ...(content as object), nonce: "another" }) })
        .where("token_hash", "=", token_hash)
        .execute();
  });
  expect(problemOf(await comeBack(back, cookie))).toEqual(refusedFor("refused"));
});

test("an issuer in the answer that is not the one that was asked is refused", async () => {
  const { address, cookie } = await depart();
  const back = await provider.visit(address);
  expect(back.searchParams.get("iss")).toBe(provider.issuer);
  back.searchParams.set("iss", "https://login.example.net");
  expect(problemOf(await comeBack(back, cookie))).toEqual(refusedFor("refused"));
});

test("who says no at the provider is not signed in", async () => {
  provider.account = undefined;
  expect(problemOf(await signIn())).toEqual(refusedFor("refused"));
});

test("nobody becomes a member by signing in: an unknown address, an unchecked one, one of another company", async () => {
  const stranger = await server.person(await server.company("Anderswo"), "owner");
  for (const account of [
    { subject: "unbekannt", email: `niemand@${domain}`, isVerified: true },
    { ...accountOf(employee), subject: "ungeprüft", isVerified: false },
    accountOf(stranger),
  ]) {
    provider.account = account;
    expect(problemOf(await signIn())).toEqual(refusedFor("unknown-person"));
  }
  expect(await linksOf(company)).toEqual([]);
  expect(await server.events(company)).toEqual(["single-sign-on.changed"]);
});

test("an address that the provider gives to somebody else does not lead to whoever had it", async () => {
  expect((await signIn()).headers.location).toBe("/");
  provider.account = { ...accountOf(employee), subject: "nachfolge" };
  expect(problemOf(await signIn())).toEqual(refusedFor("unknown-person"));
});

test("a removed person is out, also at the provider's door", async () => {
  const as = cookieFrom(await signIn());
  const leader = await server.cookie(owner);
  expect((await server.request("DELETE", `/company/people/${employee.id}`, { as: leader })).statusCode).toBe(204);
  expect(await sessionOf(as)).toMatchObject({ kind: "sign-in-needed" });
  expect(problemOf(await signIn())).toEqual(refusedFor("unknown-person"));
  expect(await linksOf(company)).toEqual([]);
});

test("what a company's provider vouches for reaches neither another company nor the account", async () => {
  const other = await server.company("Anderswo");
  const both = await server.person(company, "employee", null, { operator: true });
  await server.nobody().identity((tx) =>
    tx
      .insertInto("membership")
      .values({
        tenant_id: other,
        person_id: both.id,
        client_role: "owner",
        provider_role: null,
        joined_at: new Date(server.now),
      })
      .execute(),
  );
  const own = await server.cookie(both);
  provider.account = accountOf(both);
  const as = cookieFrom(await signIn());
  expect(await sessionOf(as)).toMatchObject({ operator: false, companies: [{ id: company }] });
  const acts = [
    ["PUT", "/session/company", { companyId: other }],
    ["PUT", "/me/password", { current: PASSWORD, next: "noch-ein-Passwort-8" }],
    ["POST", "/me/totp"],
    ["POST", "/me/passkey-options"],
    ["POST", "/me/recovery-codes"],
    ["DELETE", "/me/totp"],
    ["DELETE", "/me/passkeys/0190a000-0000-7000-8000-000000000000"],
  ] as const;
  for (const [method, path, body] of acts)
    expect([path, (await server.request(method, path, { as, body })).json()]).toMatchObject([
      path,
      { kind: "own-sign-in-needed" },
    ]);
  expect((await server.request("GET", "/installation/companies", { as })).statusCode).toBe(403);
  const listed = (await server.request("GET", "/me/sessions", { as })).json<{ items: unknown[] }>();
  expect(listed.items).toHaveLength(1);
  const { items } = (await server.request("GET", "/me/sessions", { as: own })).json<{
    items: { id: string; current: boolean }[];
  }>();
  const mine = items.find(({ current }) => current)!;
  expect((await server.request("DELETE", `/me/sessions/${mine.id}`, { as })).statusCode).toBe(404);
});

test("a session by the provider ends after half a day, however much it is used", async () => {
  const as = cookieFrom(await signIn());
  const begun = server.now;
  server.now = (begun + 11 * 3_600_000) as Instant;
  expect(await sessionOf(as)).toMatchObject({ state: "full" });
  server.now = (begun + 12 * 3_600_000) as Instant;
  expect(await sessionOf(as)).toMatchObject({ kind: "sign-in-needed" });
});

test("a provider that is down is said to be, before and on the way back; passwords still work", async () => {
  const away = await TestIdentityProvider.start(CALLBACK);
  expect((await put({ issuer: away.issuer }, { "if-match": '"1"' })).statusCode).toBe(200);
  away.account = accountOf(employee);
  const { address, cookie } = await depart();
  const back = await away.visit(address);
  await away.stop();
  expect(problemOf(await comeBack(back, cookie))).toEqual(refusedFor("unavailable"));
  const start = await server.request("GET", `/single-sign-on/start?domain=${domain}`);
  expect(problemOf(start)).toEqual(refusedFor("unavailable"));
  expect((await signInAs(server, employee)).statusCode).toBe(200);
});

test("where to sign in depends on the domain alone", async () => {
  const ways = async (email: string) =>
    (await server.request("POST", "/session/ways", { body: { email } })).json<object>();
  const known = await ways(`wer@${domain.toUpperCase()}`);
  expect(known).toEqual({ singleSignOn: `${ORIGIN}/api/v1/single-sign-on/start?domain=${domain}` });
  expect(await ways(`niemand@${domain}`)).toEqual(known);
  expect(await ways(employee.email)).toEqual({ singleSignOn: null });
  expect(await ways("niemand@example.org")).toEqual({ singleSignOn: null });
  const start = await server.request("GET", "/single-sign-on/start?domain=anderswo.example");
  expect(problemOf(start)).toEqual(refusedFor("not-found"));
});

test("settings are read without their secret, which is sealed, and change for the version that was read", async () => {
  const as = await server.cookie(owner);
  const read = await server.request("GET", "/company/single-sign-on", { as });
  const { issuer } = provider;
  expect(read.headers["etag"]).toBe('"1"');
  expect(read.json()).toEqual({
    settings: { issuer, clientId: CLIENT.clientId, domain, redirectUri: CALLBACK },
    redirectUri: CALLBACK,
  });
  const rows = await server.nobody().identity((tx) => tx.selectFrom("single_sign_on").selectAll().execute());
  expect(rows.every(({ client_secret }) => !client_secret.includes(CLIENT.clientSecret))).toBe(true);
  expect((await put()).statusCode).toBe(428);
  expect((await put({}, { "if-match": '"7"' })).statusCode).toBe(412);
  expect((await put({ clientId: "anders" }, { "if-match": '"1"' })).headers["etag"]).toBe('"2"');
});

test("a domain is one company's, and who may not change settings does not", async () => {
  const other = await server.person(await server.company("Anderswo"), "owner");
  const foreign = await server.cookie(other);
  expect((await put({}, {}, foreign)).json()).toMatchObject({ status: 409, kind: "domain-taken" });
  expect((await server.request("GET", "/company/single-sign-on", { as: foreign })).json()).toMatchObject({
    settings: null,
  });
  expect((await server.request("DELETE", "/company/single-sign-on", { as: foreign })).statusCode).toBe(404);
  const as = await server.cookie(employee);
  for (const method of ["GET", "DELETE"])
    expect((await server.request(method, "/company/single-sign-on", { as })).json()).toMatchObject({
      kind: "right-missing",
    });
  expect((await put({}, { "if-match": '"1"' }, as)).json()).toMatchObject({ kind: "right-missing" });
  const late = await server.cookie(owner);
  server.now = (server.now + 11 * 60_000) as Instant;
  expect((await put({}, { "if-match": '"1"' }, late)).json()).toMatchObject({ kind: "confirmation-needed" });
});

test("with the settings go the sessions that they began, and who was whom", async () => {
  const vouched = cookieFrom(await signIn());
  const own = await server.cookie(employee);
  const as = await server.cookie(owner);
  expect((await server.request("DELETE", "/company/single-sign-on", { as })).statusCode).toBe(204);
  expect(await sessionOf(vouched)).toMatchObject({ kind: "sign-in-needed" });
  expect(await sessionOf(own)).toMatchObject({ state: "full" });
  expect(await linksOf(company)).toEqual([]);
  expect((await server.events(company)).at(-1)).toBe("single-sign-on.removed");
});

test("settings that changed on the way void the sign-in", async () => {
  const { address, cookie } = await depart();
  const back = await provider.visit(address);
  expect((await put({ issuer: "https://login.example.net" }, { "if-match": '"1"' })).statusCode).toBe(200);
  expect(problemOf(await comeBack(back, cookie))).toEqual(refusedFor("refused"));
});

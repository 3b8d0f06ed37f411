import { argon2 } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { TenantId } from "../db/tenant.ts";
import { PASSWORD, TestServer, type TestPerson } from "../server.test-support.ts";
import { codeAt, cookieFrom, enrolTotp, signInAs } from "./identity.test-support.ts";
import { sampleLinkMake } from "./sign-in.ts";
import { newToken } from "./tokens.ts";

vi.mock("node:crypto", async (original) => {
  const crypto = await original<typeof import("node:crypto")>();
  return { ...crypto, argon2: vi.fn<typeof crypto.argon2>(crypto.argon2) };
});

let server: TestServer;
let company: TenantId;
let employee: TestPerson;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  // Long enough for all that slows anybody down to be forgotten.
  server.now = (server.now + 24 * 3_600_000) as Instant;
  company = await server.company("Lindenhof");
  employee = await server.person(company, "employee");
});

const wait = (ms: number) => {
  server.now = (server.now + ms) as Instant;
};
const secondStep = (as: string, body: { code?: string; recoveryCode?: string }, from?: string) =>
  server.request("POST", "/session/second-factor", { as, body, ...(from !== undefined && { from }) });
const stateOf = async (as: string) =>
  (await server.request("GET", "/session", { as })).json<{ state?: string; kind?: string }>();

test("the right password signs in, and that is on record", async () => {
  const answer = await signInAs(server, employee);
  expect(answer.json()).toMatchObject({ state: "full", company: { id: company }, person: { id: employee.id } });
  expect(await stateOf(cookieFrom(answer))).toMatchObject({ state: "full" });
  expect(await server.events(company)).toEqual(["session.started"]);
});

test("a wrong password and an unknown address get the same answer after the same work", async () => {
  const hashed = vi.mocked(argon2);
  const attempts = [
    { email: employee.email, password: "falsch" },
    { email: "niemand@example.org", password: "falsch" },
  ];
  const answers = [];
  for (const body of attempts) {
    hashed.mockClear();
    const { statusCode, headers, json } = await server.request("POST", "/session", { body });
    const { requestId: _, ...problem } = json<Record<string, unknown>>();
    const work = hashed.mock.calls.map(([, { memory, passes, parallelism }]) => ({ memory, passes, parallelism }));
    answers.push({ statusCode, cookie: headers["set-cookie"], problem, work });
  }
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]).toMatchObject({
    statusCode: 401,
    cookie: undefined,
    problem: { kind: "sign-in-refused" },
    work: [{ memory: 19_456, passes: 2, parallelism: 1 }],
  });
  expect(await server.events(company)).toEqual([]);
});

test("after five failures an account waits a second, then two; nothing is checked meanwhile; success forgets them", async () => {
  for (let count = 0; count < 5; count++) expect((await signInAs(server, employee, "falsch")).statusCode).toBe(401);
  const hashed = vi.mocked(argon2).mockClear();
  const slowed = await signInAs(server, employee);
  expect(slowed.json()).toMatchObject({ status: 429, kind: "too-many-attempts" });
  expect(slowed.headers["retry-after"]).toBe("1");
  expect(hashed).not.toHaveBeenCalled();
  wait(1_000);
  expect((await signInAs(server, employee, "falsch")).statusCode).toBe(401);
  wait(1_000);
  expect((await signInAs(server, employee)).headers["retry-after"]).toBe("1");
  wait(1_000);
  expect((await signInAs(server, employee)).statusCode).toBe(200);
  expect((await signInAs(server, employee, "falsch")).statusCode).toBe(401);
  expect((await signInAs(server, employee)).statusCode).toBe(200);
});

test("an account that is not there waits like one that is", async () => {
  const attempt = () => server.request("POST", "/session", { body: { email: "niemand@example.org", password: "x" } });
  for (let count = 0; count < 5; count++) expect((await attempt()).statusCode).toBe(401);
  expect((await attempt()).headers["retry-after"]).toBe("1");
});

test("many guesses at once are counted one by one", async () => {
  const guesses = await Promise.all(Array.from({ length: 12 }, () => signInAs(server, employee, "falsch")));
  expect(guesses.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5);
  expect(guesses.filter(({ statusCode }) => statusCode === 429)).toHaveLength(7);
});

test("an address waits after many failures, whatever the accounts; another address does not", async () => {
  const from = "203.0.113.7";
  const spray = (number: number) =>
    server.request("POST", "/session", { body: { email: `nr${number}@example.org`, password: "x" }, from });
  const answers = await Promise.all(Array.from({ length: 50 }, (_, number) => spray(number)));
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([401]));
  expect((await signInAs(server, employee, PASSWORD, from)).json()).toMatchObject({ status: 429 });
  expect((await signInAs(server, employee, PASSWORD, "203.0.113.8")).statusCode).toBe(200);
});

test("with an authenticator app the password opens the first door only, and a code the second", async () => {
  const { secret } = await enrolTotp(server, employee);
  const begun = await signInAs(server, employee);
  expect(begun.json()).toMatchObject({ state: "second-factor", company: null, companies: [], rights: [] });
  const first = cookieFrom(begun);
  const completed = await secondStep(first, { code: codeAt(secret, server.now) });
  expect(completed.json()).toMatchObject({ state: "full", company: { id: company } });
  expect(await stateOf(first)).toMatchObject({ kind: "sign-in-needed" });
  expect(await stateOf(cookieFrom(completed))).toMatchObject({ state: "full" });
  expect(await server.events(company)).toEqual(["totp.enabled", "session.started"]);
});

test("a code never counts twice: not later, not at once, not the one from the enrolment", async () => {
  const { secret } = await enrolTotp(server, employee);
  const cookies = [];
  for (let count = 0; count < 3; count++) cookies.push(cookieFrom(await signInAs(server, employee)));
  const code = codeAt(secret, server.now);
  const answers = await Promise.all(cookies.slice(0, 2).map((as) => secondStep(as, { code })));
  expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 401]);
  expect((await secondStep(cookies[2]!, { code })).json()).toMatchObject({ kind: "code-refused" });
  const before = codeAt(secret, (server.now - 30_000) as Instant);
  expect((await secondStep(cookies[2]!, { code: before })).statusCode).toBe(401);
});

test("a code of the step before or after counts, one of two steps away does not", async () => {
  const { secret } = await enrolTotp(server, employee);
  wait(300_000);
  const as = cookieFrom(await signInAs(server, employee));
  for (const steps of [-2, 2])
    expect((await secondStep(as, { code: codeAt(secret, (server.now + steps * 30_000) as Instant) })).statusCode).toBe(
      401,
    );
  expect((await secondStep(as, { code: codeAt(secret, (server.now - 30_000) as Instant) })).statusCode).toBe(200);
});

test("guesses of the second factor are slowed down, however many sign-ins and at once", async () => {
  const { secret } = await enrolTotp(server, employee);
  const cookies = [];
  for (let count = 0; count < 10; count++) cookies.push(cookieFrom(await signInAs(server, employee)));
  const right = codeAt(secret, server.now);
  const code = right === "000000" ? "000001" : "000000";
  const guesses = await Promise.all(cookies.map((as) => secondStep(as, { code })));
  expect(guesses.filter(({ statusCode }) => statusCode === 429)).toHaveLength(5);
  expect((await secondStep(cookies[0]!, { code: right })).statusCode).toBe(429);
  wait(1_000);
  expect((await secondStep(cookies[0]!, { code: right })).statusCode).toBe(200);
});

test("a recovery code opens the second door once, whichever way it is typed", async () => {
  const { recoveryCodes } = await enrolTotp(server, employee);
  expect(new Set(recoveryCodes).size).toBe(10);
  const recoveryCode = recoveryCodes[3]!.toLowerCase().replaceAll("-", " ");
  const two = [cookieFrom(await signInAs(server, employee)), cookieFrom(await signInAs(server, employee))];
  const answers = await Promise.all(two.map((as) => secondStep(as, { recoveryCode })));
  expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 401]);
  const winner = answers.find(({ statusCode }) => statusCode === 200)!;
  expect(winner.json()).toMatchObject({ secondFactors: { recoveryCodesLeft: 9 } });
  const kept = await server.nobody().identity((tx) => tx.selectFrom("recovery_code").selectAll().execute());
  expect(JSON.stringify(kept)).not.toContain(recoveryCodes[0]);
});

test("new recovery codes void the old ones; another person's open nothing", async () => {
  const { secret, recoveryCodes } = await enrolTotp(server, employee);
  const other = await server.person(company, "employee");
  await enrolTotp(server, other);
  const as = await server.cookie(employee);
  const renewed = await server.request("POST", "/me/recovery-codes", { as });
  const [fresh] = renewed.json<{ recoveryCodes: string[] }>().recoveryCodes;
  const half = cookieFrom(await signInAs(server, employee));
  expect((await secondStep(half, { recoveryCode: recoveryCodes[0]! })).statusCode).toBe(401);
  const halfOfOther = cookieFrom(await signInAs(server, other));
  expect((await secondStep(halfOfOther, { recoveryCode: fresh! })).statusCode).toBe(401);
  expect((await secondStep(halfOfOther, { code: codeAt(secret, server.now) })).statusCode).toBe(401);
  expect((await secondStep(half, { recoveryCode: fresh! })).statusCode).toBe(200);
  expect(await server.events(company)).toContain("recovery-codes.renewed");
});

const HALF_OPEN = [
  ["GET", "/me"],
  ["PATCH", "/me", { name: "Neu" }],
  ["PUT", "/me/password", { current: PASSWORD, next: "noch-ein-Passwort-8" }],
  ["DELETE", "/me/totp"],
  ["POST", "/me/recovery-codes"],
  ["GET", "/me/sessions"],
  ["GET", "/me/passkeys"],
  ["DELETE", "/me/passkeys/0190a000-0000-7000-8000-000000000000"],
  ["PUT", "/session/confirmation", { password: PASSWORD }],
  ["GET", "/company"],
  ["GET", "/company/people"],
  ["GET", "/company/single-sign-on"],
  ["GET", "/engagements"],
] as const;

test.each(["second-factor", "enrolment"] as const)(
  "a session in state %s opens nothing but its next step",
  async (state) => {
    const as = await server.cookie(employee, state);
    const headers = { "if-match": '"1"' };
    for (const [method, path, body] of HALF_OPEN) {
      const answer = await server.request(method, path, { as, body, headers });
      expect([path, answer.json<{ kind: string }>().kind]).toEqual([path, `${state}-needed`]);
    }
    const chosen = await server.request("PUT", "/session/company", { as, body: { companyId: company } });
    expect(chosen.statusCode).toBe(403);
    const [totp, passkey] = [
      await server.request("POST", "/me/totp", { as }),
      await server.request("POST", "/me/passkey-options", { as }),
    ];
    expect([totp.statusCode, passkey.statusCode]).toEqual(state === "enrolment" ? [200, 200] : [403, 403]);
    const code = await secondStep(as, { code: "123456" });
    expect(code.statusCode).toBe(state === "enrolment" ? 409 : 401);
    expect(await stateOf(as)).toMatchObject({ state });
    expect((await server.request("DELETE", "/session", { as })).statusCode).toBe(204);
    expect(await stateOf(as)).toMatchObject({ kind: "sign-in-needed" });
    expect(await server.events(company)).toEqual([]);
  },
);

test.each([
  { clientRole: "owner", providerRole: null, state: "enrolment" },
  { clientRole: null, providerRole: "service-manager", state: "enrolment" },
  { clientRole: null, providerRole: "agent", state: "enrolment" },
  { clientRole: null, providerRole: "external", state: "enrolment" },
  { clientRole: "coordinator", providerRole: null, state: "full" },
  { clientRole: "auditor", providerRole: null, state: "full" },
] as const)(
  "$clientRole$providerRole without a second factor signs in to $state",
  async ({ clientRole, providerRole, state }) => {
    const person = await server.person(company, clientRole, providerRole);
    expect((await signInAs(server, person)).json()).toMatchObject({ state });
  },
);

test("whoever must have a second factor sets it up and goes on in full, on record", async () => {
  const owner = await server.person(company, "owner");
  const as = cookieFrom(await signInAs(server, owner));
  const { secret, uri } = (await server.request("POST", "/me/totp", { as })).json<{ secret: string; uri: string }>();
  expect(uri).toContain("otpauth://totp/Handschlag:");
  expect(
    (await server.request("PUT", "/me/totp", { as, body: { code: codeAt(secret, (server.now - 90_000) as Instant) } }))
      .statusCode,
  ).toBe(401);
  const enrolled = await server.request("PUT", "/me/totp", { as, body: { code: codeAt(secret, server.now) } });
  expect(enrolled.json<{ recoveryCodes: string[] }>().recoveryCodes).toHaveLength(10);
  expect(await stateOf(as)).toMatchObject({ kind: "sign-in-needed" });
  const full = cookieFrom(enrolled);
  expect(await stateOf(full)).toMatchObject({ state: "full" });
  expect((await server.request("DELETE", "/me/totp", { as: full })).json()).toMatchObject({
    kind: "second-factor-required",
  });
  expect(await server.events(company)).toEqual(["totp.enabled", "session.started"]);
});

test("a sign-in that waits for a first second factor sets up none once there is one", async () => {
  const owner = await server.person(company, "owner");
  const stolen = await server.cookie(owner, "enrolment");
  const started = (await server.request("POST", "/me/totp", { as: stolen })).json<{ secret: string }>();
  await enrolTotp(server, owner);
  for (const path of ["/me/totp", "/me/passkey-options"])
    expect((await server.request("POST", path, { as: stolen })).statusCode).toBe(401);
  // Also one that slipped through while the other was being set up.
  const late = await server.cookie(owner, "enrolment");
  for (const path of ["/me/totp", "/me/passkey-options"])
    expect((await server.request("POST", path, { as: late })).json()).toMatchObject({ kind: "second-factor-needed" });
  const confirmed = await server.request("PUT", "/me/totp", {
    as: late,
    body: { code: codeAt(started.secret, server.now) },
  });
  expect(confirmed.statusCode).toBe(403);
});

test("a role that asks for a second factor holds the person's sessions back until there is one", async () => {
  const owner = await server.person(company, "owner");
  const as = await server.cookie(employee);
  const change = { clientRole: "owner", providerRole: null, engagements: [] };
  const changed = await server.request("PATCH", `/company/people/${employee.id}`, {
    as: await server.cookie(owner),
    body: change,
    headers: { "if-match": '"1"' },
  });
  expect(changed.statusCode).toBe(204);
  expect(await stateOf(as)).toMatchObject({ state: "enrolment" });
  expect((await server.request("GET", "/company/people", { as })).json()).toMatchObject({ kind: "enrolment-needed" });
});

test("a person without second factor may remove theirs and sign in with the password alone again", async () => {
  await enrolTotp(server, employee);
  const as = await server.cookie(employee);
  expect((await server.request("POST", "/me/totp", { as })).json()).toMatchObject({ kind: "totp-exists" });
  expect((await server.request("DELETE", "/me/totp", { as })).statusCode).toBe(204);
  expect((await server.request("DELETE", "/me/totp", { as })).statusCode).toBe(404);
  expect((await server.request("POST", "/me/recovery-codes", { as })).json()).toMatchObject({
    kind: "no-second-factor",
  });
  expect((await signInAs(server, employee)).json()).toMatchObject({
    state: "full",
    secondFactors: { recoveryCodesLeft: 0 },
  });
});

test("links of the sample sign in where there is a sample, and nowhere else", async () => {
  const token = newToken();
  await server.nobody().identity((tx) => sampleLinkMake(tx, employee.id, token));
  const refused = await server.request("POST", "/session/link", { body: { token } });
  expect(refused.json()).toMatchObject({ kind: "route-not-found" });
  const sample = await TestServer.start({ sample: true });
  try {
    const place = await sample.company("Beispiel");
    const person = await sample.person(place, "owner");
    await sample.nobody().identity((tx) => sampleLinkMake(tx, person.id, token));
    const taken = await sample.request("POST", "/session/link", { body: { token } });
    expect(taken.json()).toMatchObject({ state: "full" });
    expect((await sample.request("POST", "/session/link", { body: { token: newToken() } })).statusCode).toBe(401);
    expect(await sample.events(place)).toEqual(["session.started"]);
  } finally {
    await sample.stop();
  }
});

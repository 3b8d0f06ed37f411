import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { TenantId } from "../db/tenant.ts";
import { ORIGIN, TestServer, type TestPerson } from "../server.test-support.ts";
import { Device, type Options, type Quirk } from "./device.test-support.ts";
import { cookieFrom, enrolTotp, signInAs } from "./identity.test-support.ts";

let server: TestServer;
let company: TenantId;
let owner: TestPerson;
let device: Device;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.now = (server.now + 24 * 3_600_000) as Instant;
  company = await server.company("Lindenhof");
  owner = await server.person(company, "owner");
  device = new Device(ORIGIN);
});

interface Started {
  readonly ceremony: string;
  readonly options: Options & Record<string, unknown>;
}

const start = async (path: string, as?: string): Promise<Started> =>
  (await server.request("POST", path, { as })).json<Started>();

async function add(as: string, { quirk, by = device }: { quirk?: Quirk; by?: Device } = {}) {
  const { ceremony, options } = await start("/me/passkey-options", as);
  const body = { ceremony, name: "Telefon", response: by.register(options, quirk) };
  return server.request("POST", "/me/passkeys", { as, body });
}

async function signIn(as?: string, { quirk, by = device }: { quirk?: Quirk; by?: Device } = {}) {
  const { ceremony, options } = await start("/session/passkey-options", as);
  return server.request("POST", "/session/passkey", { as, body: { ceremony, response: by.signIn(options, quirk) } });
}

const stateOf = async (as: string) => (await server.request("GET", "/session", { as })).json<{ state: string }>();

test("the first passkey completes the enrolment, with recovery codes, and is on record", async () => {
  const as = cookieFrom(await signInAs(server, owner));
  const { options } = await start("/me/passkey-options", as);
  expect(options).toMatchObject({
    rp: { id: "localhost" },
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    attestation: "none",
    excludeCredentials: [],
  });
  const added = await add(as);
  expect(added.statusCode).toBe(201);
  expect(added.json<{ recoveryCodes: string[] }>().recoveryCodes).toHaveLength(10);
  expect(await stateOf(as)).toMatchObject({ kind: "sign-in-needed" });
  const full = cookieFrom(added);
  expect(await stateOf(full)).toMatchObject({ state: "full", secondFactors: { totp: false, passkeys: 1 } });
  const list = await server.request("GET", "/me/passkeys", { as: full });
  expect(list.json()).toMatchObject({ items: [{ name: "Telefon", usedAt: null }] });
  expect(await server.events(company)).toEqual(["passkey.added", "session.started"]);
});

test("a further passkey brings no recovery codes and needs a fresh proof", async () => {
  await enrolTotp(server, owner);
  const as = await server.cookie(owner);
  expect((await add(as)).json()).toMatchObject({ recoveryCodes: null });
  server.now = (server.now + 11 * 60_000) as Instant;
  const late = await server.request("POST", "/me/passkey-options", { as });
  expect(late.json()).toMatchObject({ status: 403, kind: "confirmation-needed" });
});

test("a passkey signs in by itself, with both factors at once", async () => {
  await add(await server.cookie(owner));
  const { options } = await start("/session/passkey-options");
  expect(options).toMatchObject({ rpId: "localhost", userVerification: "required" });
  expect(options["allowCredentials"] ?? []).toEqual([]);
  const answer = await signIn();
  expect(answer.json()).toMatchObject({ state: "full", person: { id: owner.id }, company: { id: company } });
  expect(answer.json<{ confirmedUntil: string }>().confirmedUntil).not.toBeNull();
  expect((await server.events(company)).at(-1)).toBe("session.started");
});

test("after a password a passkey opens the second door, one of the person's own alone", async () => {
  await add(await server.cookie(owner));
  const other = await server.person(company, "owner");
  const others = new Device(ORIGIN);
  await add(await server.cookie(other), { by: others });
  const half = cookieFrom(await signInAs(server, owner));
  expect((await start("/session/passkey-options", half)).options["allowCredentials"]).toMatchObject([
    { id: device.id.toString("base64url") },
  ]);
  expect((await signIn(half, { by: others })).json()).toMatchObject({ status: 401, kind: "passkey-refused" });
  const completed = await signIn(half);
  expect(completed.json()).toMatchObject({ state: "full", person: { id: owner.id } });
  expect(await stateOf(half)).toMatchObject({ kind: "sign-in-needed" });
});

const FOREIGN: readonly (readonly [string, Quirk])[] = [
  ["another origin", { origin: "https://handschlag.example.net" }],
  ["another host", { host: "example.net" }],
  ["another challenge", { challenge: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }],
  ["nobody checked", { isChecked: false }],
];

test.each(FOREIGN)("an answer for %s neither adds a passkey nor signs in", async (_what, quirk) => {
  const as = await server.cookie(owner);
  expect((await add(as, { quirk })).json()).toMatchObject({ status: 422, kind: "passkey-refused" });
  expect((await add(as)).statusCode).toBe(201);
  expect((await signIn(undefined, { quirk })).json()).toMatchObject({ status: 401, kind: "passkey-refused" });
});

test("a signature of another device, or one that names another person, is refused", async () => {
  await add(await server.cookie(owner));
  const { ceremony, options } = await start("/session/passkey-options");
  const forged = { ...new Device(ORIGIN).signIn(options), id: device.id.toString("base64url") };
  const rawId = forged.id;
  const answer = await server.request("POST", "/session/passkey", {
    body: { ceremony, response: { ...forged, rawId } },
  });
  expect(answer.statusCode).toBe(401);
  expect((await signIn(undefined, { quirk: { handle: "AAAA" } })).statusCode).toBe(401);
  expect((await signIn(undefined, { by: new Device(ORIGIN) })).statusCode).toBe(401);
});

test("a counter that does not go up is refused: there may be a copy of the device", async () => {
  await add(await server.cookie(owner));
  expect((await signIn()).statusCode).toBe(200);
  expect((await signIn(undefined, { quirk: { counter: 1 } })).statusCode).toBe(401);
  expect((await signIn()).statusCode).toBe(200);
});

test("a device that does not count signs in again and again", async () => {
  await add(await server.cookie(owner));
  for (let time = 0; time < 2; time++)
    expect((await signIn(undefined, { quirk: { counter: 0 } })).statusCode).toBe(200);
});

test("a challenge is good for one answer, also of two at once, and for five minutes", async () => {
  await add(await server.cookie(owner));
  const { ceremony, options } = await start("/session/passkey-options");
  const body = { ceremony, response: device.signIn(options) };
  const twice = await Promise.all([1, 2].map(() => server.request("POST", "/session/passkey", { body })));
  expect(twice.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 401]);
  const late = await start("/session/passkey-options");
  server.now = (server.now + 5 * 60_000) as Instant;
  const response = device.signIn(late.options);
  const answer = await server.request("POST", "/session/passkey", { body: { ceremony: late.ceremony, response } });
  expect(answer.statusCode).toBe(401);
  const kept = await server.nobody().identity((tx) => tx.selectFrom("ceremony").select("token_hash").execute());
  expect(kept.some(({ token_hash }) => token_hash.toString("base64url") === ceremony)).toBe(false);
});

test("a ceremony of one person, or for something else, is of no use to another", async () => {
  const as = await server.cookie(owner);
  const thief = await server.cookie(await server.person(company, "owner"));
  const mine = await start("/me/passkey-options", as);
  const body = { ceremony: mine.ceremony, name: "Fremd", response: device.register(mine.options) };
  expect((await server.request("POST", "/me/passkeys", { as: thief, body })).statusCode).toBe(422);
  await add(as);
  const half = await start("/session/passkey-options", await server.cookie(owner, "second-factor"));
  const response = device.signIn(half.options);
  for (const other of [undefined, thief])
    expect(
      (await server.request("POST", "/session/passkey", { as: other, body: { ceremony: half.ceremony, response } }))
        .statusCode,
    ).toBe(401);
});

test.each([
  {},
  { id: 7 },
  { id: "x".repeat(5_000), rawId: null, response: [] },
  { id: "AA", rawId: "AA", type: "public-key", response: { clientDataJSON: "e30", attestationObject: "oA" } },
])("what is no answer of a device (%j) is refused", async (response) => {
  const as = await server.cookie(owner);
  const adding = await start("/me/passkey-options", as);
  const added = await server.request("POST", "/me/passkeys", {
    as,
    body: { ceremony: adding.ceremony, name: "x", response },
  });
  expect(added.statusCode).toBe(422);
  const { ceremony } = await start("/session/passkey-options");
  expect((await server.request("POST", "/session/passkey", { body: { ceremony, response } })).statusCode).toBe(401);
});

test("failed answers slow their address down, and not the account", async () => {
  await add(await server.cookie(owner));
  const half = await server.cookie(owner, "second-factor");
  const body = { ceremony: "x", response: {} };
  const from = "203.0.113.9";
  const guesses = await Promise.all(
    Array.from({ length: 60 }, () => server.request("POST", "/session/passkey", { as: half, body, from })),
  );
  expect(guesses.filter(({ statusCode }) => statusCode === 429)).toHaveLength(10);
  expect((await signIn(half)).statusCode).toBe(200);
});

test("a removed passkey signs nobody in; the last one stays where a second factor must be", async () => {
  const as = cookieFrom(await add(await server.cookie(owner)));
  const second = new Device(ORIGIN);
  await add(as, { by: second });
  const { items } = (await server.request("GET", "/me/passkeys", { as })).json<{ items: { id: string }[] }>();
  const remove = (id: string, cookie = as) => server.request("DELETE", `/me/passkeys/${id}`, { as: cookie });
  const stranger = await server.cookie(await server.person(await server.company("Anderswo"), "owner"));
  expect((await remove(items[0]!.id, stranger)).json()).toMatchObject({ kind: "passkey-not-found" });
  const both = await Promise.all(items.map(({ id }) => remove(id)));
  expect(both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([204, 409]);
  expect(both.find(({ statusCode }) => statusCode === 409)!.json()).toMatchObject({ kind: "second-factor-required" });
  const results = [(await signIn()).statusCode, (await signIn(undefined, { by: second })).statusCode];
  expect(results.toSorted((a, b) => a - b)).toEqual([200, 401]);
  expect((await server.events(company)).filter((type) => type === "passkey.removed")).toHaveLength(1);
});

import { RIGHTS } from "@handschlag/engine/rights.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { invite } from "../company/invitations.ts";
import { personRemove } from "../company/people.ts";
import { Ctx } from "../context.ts";
import type { TenantId } from "../db/tenant.ts";
import { cookieFrom, enrolTotp, signInAs } from "../identity/identity.test-support.ts";
import { TestServer, type TestPerson } from "../server.test-support.ts";
import * as accounts from "./accounts.ts";
import { companyMeant, onBehalfOf } from "./companies.ts";
import { keyEnd, keysShown } from "./keys.ts";
import { keyMake } from "../company/api-keys.ts";

let server: TestServer;
let company: TenantId;
let owner: TestPerson;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  company = await server.company("Lindenhof Architekten");
  owner = await server.person(company, "owner", null, { name: "Katharina Lindner" });
});

const terminal = (): Ctx => new Ctx(server.db, { kind: "system", company: undefined }, server.now, "terminal");
const accountOf = async ({ email }: TestPerson) => (await accounts.accountsShown(terminal(), email))[0]!;
const isIn = async (cookie: string): Promise<boolean> =>
  (await server.request("GET", "/session", { as: cookie })).statusCode === 200;
const systemEvents = async (tenant: TenantId): Promise<unknown[]> => {
  const rows = await server
    .nobody()
    .read({ tenant, side: "system" }, (tx) =>
      tx.selectFrom("event").select("body").where("tenant_id", "=", tenant).orderBy("tx").orderBy("event_id").execute(),
    );
  return rows
    .map(({ body }) => JSON.parse(body) as { type: string; by: object; subject: string; request: string })
    .filter(({ request }) => request === "terminal")
    .map(({ type, by, subject }) => ({ type, by, subject }));
};
const BY_SYSTEM = { kind: "system", id: null, company: null, side: "system" };

test("an account is shown with its roles, factors and sessions", async () => {
  await enrolTotp(server, owner);
  await server.cookie(owner);
  expect(await accountOf(owner)).toMatchObject({
    id: owner.id,
    name: "Katharina Lindner",
    operator: false,
    companies: [{ companyId: company, company: "Lindenhof Architekten", clientRole: "owner", providerRole: null }],
    password: true,
    app: true,
    passkeys: 0,
    recoveryCodesLeft: 10,
    sessions: 2,
    seenAt: expect.any(String),
  });
  const other = await server.person(company, "employee");
  const all = await accounts.accountsShown(terminal());
  expect(all.map(({ email }) => email)).toEqual(expect.arrayContaining([owner.email, other.email]));
  expect(await accounts.accountsShown(terminal(), "nobody@example.org")).toEqual([]);
});

test("somebody whose device is lost signs in by password again, and has to set up a new one; every company is told", async () => {
  const other = await server.company("Domstadt");
  await server.nobody().identity((tx) =>
    tx
      .insertInto("membership")
      .values({ tenant_id: other, person_id: owner.id, client_role: "employee", joined_at: new Date(server.now) })
      .execute(),
  );
  await enrolTotp(server, owner);
  const cookie = await server.cookie(owner);
  expect((await signInAs(server, owner)).json()).toMatchObject({ state: "second-factor" });
  await accounts.secondFactorReset(terminal(), await accountOf(owner));
  expect(await isIn(cookie)).toBe(false);
  expect((await signInAs(server, owner)).json()).toMatchObject({ state: "enrolment" });
  expect(await accountOf(owner)).toMatchObject({ app: false, recoveryCodesLeft: 0, password: true });
  const event = { type: "person.second-factor-reset", by: BY_SYSTEM, subject: owner.id };
  expect(await systemEvents(company)).toEqual([event]);
  expect(await systemEvents(other)).toEqual([event]);
});

test("a shut account opens to nobody until a new password is set by a link", async () => {
  const cookie = await server.cookie(owner);
  const before = await accounts.passwordLinkFor(terminal(), await accountOf(owner));
  await accounts.accountShut(terminal(), await accountOf(owner));
  expect(await isIn(cookie)).toBe(false);
  expect((await signInAs(server, owner)).statusCode).toBe(401);
  // A link that was on its way is void as well: it may be in the same wrong hands.
  expect((await server.request("GET", `/password-links/${before.token}`)).statusCode).toBe(404);
  const { token } = await accounts.passwordLinkFor(terminal(), await accountOf(owner));
  const body = { password: "ein-neues-Passwort-9" };
  expect((await server.request("POST", `/password-links/${token}/password`, { body })).statusCode).toBe(204);
  expect((await signInAs(server, owner, body.password)).json()).toMatchObject({ state: "enrolment" });
  expect((await systemEvents(company)).map((event) => (event as { type: string }).type)).toEqual([
    "person.password-link-made",
    "person.shut-out",
    "person.password-link-made",
  ]);
});

test("all sessions of a person end at once, those of others do not", async () => {
  const colleague = await server.cookie(await server.person(company, "coordinator"));
  const cookies = [await server.cookie(owner), await server.cookie(owner)];
  expect(await accounts.signOutEverywhere(terminal(), await accountOf(owner))).toBe(2);
  expect(await Promise.all([...cookies, colleague].map(isIn))).toEqual([false, false, true]);
  expect(await systemEvents(company)).toEqual([{ type: "person.signed-out", by: BY_SYSTEM, subject: owner.id }]);
});

test("an operator is made, asked for a second factor, and never is the last one unmade", async () => {
  const employee = await server.person(company, "employee");
  const cookie = cookieFrom(await signInAs(server, employee));
  const person = await accountOf(employee);
  await accounts.operatorPut(terminal(), person, true);
  expect((await server.request("GET", "/session", { as: cookie })).json()).toMatchObject({ state: "enrolment" });
  await expect(accounts.operatorPut(terminal(), person, false)).rejects.toMatchObject({ kind: "last-operator" });
  const operators = async () => (await accounts.accountsShown(terminal())).filter(({ operator }) => operator);
  expect((await operators()).map(({ id }) => id)).toEqual([person.id]);
  await accounts.operatorPut(terminal(), await accountOf(owner), true);
  await accounts.operatorPut(terminal(), person, false);
  expect((await operators()).map(({ id }) => id)).toEqual([owner.id]);
  expect(await systemEvents(company)).toMatchObject([
    { type: "person.operator-made", subject: person.id },
    { type: "person.operator-made", subject: owner.id },
    { type: "person.operator-unmade", subject: person.id },
  ]);
});

test("for a company the terminal sets up people and keys, and has no part in what the company agreed with others", async () => {
  const found = await companyMeant(terminal(), company);
  const there = onBehalfOf(terminal(), found);
  const rights = RIGHTS.filter((right) => there.may(right, there.own));
  expect(rights.filter((right) => /^(?:engagement|contract|ticket|installation):/.test(right))).toEqual([]);
  expect(rights).toEqual(expect.arrayContaining(["people:write", "key:write"]));
  expect(RIGHTS.filter((right) => terminal().may(right))).toEqual([]);
  const roles = { clientRole: "coordinator", providerRole: null, engagements: [] } as const;
  const { token } = await invite(there, "neu@example.org", roles);
  expect((await server.request("GET", `/invitations/${token}`)).json()).toMatchObject({ company: found.name });
  await expect(personRemove(there, owner.id)).rejects.toMatchObject({ kind: "last-leader" });
  expect(await systemEvents(company)).toMatchObject([{ type: "person.invited", by: BY_SYSTEM }]);
});

test("a key made at the terminal has its role's rights at most, and ends at the terminal", async () => {
  const there = onBehalfOf(terminal(), await companyMeant(terminal(), company));
  const wish = { name: "Auswertung", role: "auditor", scopes: ["people:read"], days: 2 } as const;
  const { id, key } = await keyMake(there, wish);
  const use = () => server.request("GET", "/company/people", { as: `Bearer ${key}` });
  expect((await use()).statusCode).toBe(200);
  const beyond = async () => keyMake(there, { ...wish, scopes: ["people:write"] });
  await expect(beyond()).rejects.toMatchObject({
    kind: "scope-beyond-role",
  });
  const found = await companyMeant(terminal(), company);
  expect(await keysShown(terminal(), found)).toMatchObject([{ id, companyId: company, name: "Auswertung" }]);
  await server.company("Ohne Schlüssel");
  expect((await keysShown(terminal(), undefined)).filter((each) => each.companyId === company)).toHaveLength(1);
  await keyEnd(terminal(), id);
  expect((await use()).statusCode).toBe(401);
  await expect(keyEnd(terminal(), id)).rejects.toMatchObject({ kind: "key-not-found" });
  await expect(keyEnd(terminal(), owner.id)).rejects.toMatchObject({ kind: "key-not-found" });
  expect(await systemEvents(company)).toMatchObject([
    { type: "key.made", by: BY_SYSTEM },
    { type: "key.revoked", by: BY_SYSTEM },
  ]);
});

test("a company is meant by its id, its name, or a part that no other has", async () => {
  const [one, two] = [await server.company("Zeder Nord GmbH"), await server.company("Zeder Süd GmbH")];
  const meant = async (words: string) => (await companyMeant(terminal(), words)).id;
  expect(await meant(one)).toBe(one);
  expect(await meant(" zeder SÜD gmbh ")).toBe(two);
  expect(await meant("nord")).toBe(one);
  await expect(meant("Zeder")).rejects.toThrow(/^Zeder: several companies are called so: Zeder Nord GmbH \(/);
  await expect(meant("Weide")).rejects.toThrow(/^Weide: there is no such company; there are /);
  const third = await server.company("Zeder");
  expect(await meant("zeder")).toBe(third);
});

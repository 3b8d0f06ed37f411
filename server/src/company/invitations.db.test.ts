import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { TenantId } from "../db/tenant.ts";
import { cookieFrom, enrolTotp } from "../identity/identity.test-support.ts";
import { PASSWORD, TestServer, type TestPerson } from "../server.test-support.ts";

const DAY_MS = 24 * 3_600_000;
const EMPLOYEE = { clientRole: "employee", providerRole: null };

let server: TestServer;
let company: TenantId;
let owner: TestPerson;
let leader: string;
let addresses = 0;
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

const newAddress = () => `neu${++addresses}@example.org`;
const invite = (email: string, roles: object = EMPLOYEE, as = leader) =>
  server.request("POST", "/company/invitations", { as, body: { email, ...roles } });
async function invited(email: string, roles?: object): Promise<string> {
  const { link } = (await invite(email, roles)).json<{ link: string }>();
  return link.split("/").at(-1)!;
}
const accept = (token: string, body: object = { name: "Nele Neu", password: PASSWORD }, from?: string) =>
  server.request("POST", `/invitations/${token}/acceptance`, { body, ...(from !== undefined && { from }) });
const read = (token: string) => server.request("GET", `/invitations/${token}`);
const membersOf = async (as = leader) =>
  (await server.request("GET", "/company/people", { as })).json<{ items: { email: string; clientRole: string }[] }>()
    .items;

test("an invited person makes an account and is in, all on record; the address is kept apart from the facts", async () => {
  const email = newAddress();
  const token = await invited(email.toUpperCase());
  expect((await read(token)).json()).toEqual({
    company: "Lindenhof",
    invitedBy: "Anna Beispiel",
    email,
    ...EMPLOYEE,
    known: false,
  });
  const accepted = await accept(token);
  expect(accepted.json()).toEqual({ state: "full" });
  const session = await server.request("GET", "/session", { as: cookieFrom(accepted) });
  expect(session.json()).toMatchObject({ person: { name: "Nele Neu", email }, company: { id: company } });
  expect(await membersOf()).toContainEqual(expect.objectContaining({ email, clientRole: "employee" }));
  expect(await server.events(company)).toEqual(["person.invited", "person.joined", "session.started"]);
  const bodies = await server
    .nobody()
    .read({ tenant: company, side: "system" }, (tx) =>
      tx.selectFrom("event").select("body").where("tenant_id", "=", company).execute(),
    );
  for (const { body } of bodies) expect(body).not.toContain("neu");
});

test("an invitation to a role that needs a second factor leads to setting one up", async () => {
  const token = await invited(newAddress(), { clientRole: null, providerRole: "agent" });
  expect((await accept(token)).json()).toEqual({ state: "enrolment" });
});

test("a new account needs a name and a good password; a refusal leaves the invitation open", async () => {
  const token = await invited(newAddress());
  expect((await accept(token, { password: PASSWORD })).json()).toMatchObject({ status: 422, kind: "name-needed" });
  expect((await accept(token, { name: "Nele", password: "Password1234" })).json()).toMatchObject({
    kind: "password-weak",
  });
  expect((await accept(token)).statusCode).toBe(200);
});

test("a known account joins with its own password and second factor, and keeps its name", async () => {
  const other = await server.company("Anderswo");
  const known = await server.person(other, "employee", null, { name: "Karim Bekannt" });
  await enrolTotp(server, known);
  const token = await invited(known.email);
  expect((await read(token)).json()).toMatchObject({ known: true });
  const refused = await accept(token, { name: "Eve", password: "falsch" });
  expect(refused.json()).toMatchObject({ status: 401, kind: "sign-in-refused" });
  const accepted = await accept(token, { name: "Eve", password: PASSWORD });
  expect(accepted.json()).toEqual({ state: "second-factor" });
  expect(await membersOf()).toContainEqual(expect.objectContaining({ email: known.email, name: "Karim Bekannt" }));
});

test("guesses of a known account's password by its invitation count like those at the front door", async () => {
  const known = await server.person(await server.company("Anderswo"), "employee");
  const token = await invited(known.email);
  const guesses = await Promise.all(Array.from({ length: 8 }, () => accept(token, { password: "falsch" })));
  expect(guesses.filter(({ statusCode }) => statusCode === 429)).toHaveLength(3);
  const door = await server.request("POST", "/session", { body: { email: known.email, password: PASSWORD } });
  expect(door.statusCode).toBe(429);
});

test("joining a company that asks for a second factor holds back sessions without one", async () => {
  const known = await server.person(await server.company("Anderswo"), "employee");
  const before = await server.cookie(known);
  const token = await invited(known.email, { clientRole: null, providerRole: "agent" });
  expect((await accept(token, { password: PASSWORD })).json()).toEqual({ state: "enrolment" });
  expect((await server.request("GET", "/session", { as: before })).json()).toMatchObject({ state: "enrolment" });
  const switched = await server.request("PUT", "/session/company", { as: before, body: { companyId: company } });
  expect(switched.json()).toMatchObject({ status: 403, kind: "enrolment-needed" });
});

test("an invitation is good for one acceptance, also of two at once", async () => {
  const token = await invited(newAddress());
  const answers = await Promise.all([accept(token), accept(token)]);
  expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 404]);
  expect((await accept(token)).json()).toMatchObject({ kind: "invitation-not-found" });
  expect(await server.events(company)).toEqual(["person.invited", "person.joined", "session.started"]);
});

test("an invitation ends after fourteen days", async () => {
  const token = await invited(newAddress());
  server.now = (server.now + 14 * DAY_MS - 1) as Instant;
  expect((await read(token)).statusCode).toBe(200);
  server.now = (server.now + 1) as Instant;
  expect((await read(token)).statusCode).toBe(404);
  expect((await accept(token)).statusCode).toBe(404);
});

test("an invitation taken back, or replaced by another to the same address, is void", async () => {
  const email = newAddress();
  const first = await invited(email);
  const second = await invited(email);
  expect((await read(first)).statusCode).toBe(404);
  const { items } = (await server.request("GET", "/company/invitations", { as: leader })).json<{
    items: { id: string }[];
  }>();
  expect(items).toHaveLength(1);
  const path = `/company/invitations/${items[0]!.id}`;
  const stranger = await server.cookie(await server.person(await server.company("Anderswo"), "owner"));
  expect((await server.request("DELETE", path, { as: stranger })).json()).toMatchObject({
    kind: "invitation-not-found",
  });
  expect((await server.request("DELETE", path, { as: leader })).statusCode).toBe(204);
  expect((await server.request("DELETE", path, { as: leader })).statusCode).toBe(404);
  expect((await accept(second)).statusCode).toBe(404);
  expect(await server.events(company)).toEqual(["person.invited", "person.invited", "invitation.revoked"]);
});

test("only who leads the company invites, and no one who is a member", async () => {
  const employee = await server.cookie(await server.person(company, "employee"));
  expect((await invite(newAddress(), EMPLOYEE, employee)).json()).toMatchObject({ status: 403, kind: "right-missing" });
  expect((await invite(owner.email)).json()).toMatchObject({ status: 409, kind: "already-member" });
  expect(await server.events(company)).toEqual([]);
});

test("a token that is none, or has another company's name before it, opens nothing", async () => {
  const token = await invited(newAddress());
  const other = (await server.company("Anderswo")).replaceAll("-", "");
  for (const forged of ["x", "x".repeat(75), other + token.slice(32), `${token.slice(0, -1)}-`])
    expect((await read(forged)).json()).toMatchObject({ status: 404, kind: "invitation-not-found" });
  const kept = await server.nobody().identity((tx) => tx.selectFrom("invitation").selectAll().execute());
  expect(JSON.stringify(kept)).not.toContain(token.slice(32));
});

test("the link is shown once, also when the request is repeated", async () => {
  const request = { as: leader, body: { email: newAddress(), ...EMPLOYEE }, headers: { "idempotency-key": "einmal" } };
  const first = (await server.request("POST", "/company/invitations", request)).json<{ id: string; link: string }>();
  const again = (await server.request("POST", "/company/invitations", request)).json<{ id: string; link: null }>();
  expect(first.link).toMatch(/^http:\/\/localhost:4400\/invitation\/.{75}$/);
  expect(again).toMatchObject({ id: first.id, link: null });
  expect(await server.events(company)).toEqual(["person.invited"]);
});

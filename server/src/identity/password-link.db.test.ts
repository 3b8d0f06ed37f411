import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { TenantId } from "../db/tenant.ts";
import { PASSWORD, TestServer, type TestPerson } from "../server.test-support.ts";
import { codeAt, enrolTotp, cookieFrom, signInAs } from "./identity.test-support.ts";
import { passwordLinkMake } from "./password-link.ts";
import { hashOf } from "./tokens.ts";

const DAY_MS = 24 * 3_600_000;
const NEXT = "ein-neues-Passwort-9";

let server: TestServer;
let company: TenantId;
let person: TestPerson;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  company = await server.company("Lindenhof");
  person = await server.person(company, "employee", null, { name: "Tobias Hartl" });
});

const link = async (of = person): Promise<string> =>
  (await server.nobody().identity((tx) => passwordLinkMake(tx, server.nobody(), of.id))).token;
const open = (token: string) => server.request("GET", `/password-links/${token}`);
const use = (token: string, password = NEXT) =>
  server.request("POST", `/password-links/${token}/password`, { body: { password } });

test("a link says whose it is, sets a new password and ends all sessions, on record", async () => {
  const cookie = await server.cookie(person);
  const token = await link();
  expect((await open(token)).json()).toEqual({ name: "Tobias Hartl", email: person.email });
  const answer = await use(token);
  expect([answer.statusCode, answer.cookies]).toEqual([204, []]);
  expect((await server.request("GET", "/session", { as: cookie })).statusCode).toBe(401);
  expect((await signInAs(server, person, PASSWORD)).statusCode).toBe(401);
  expect((await signInAs(server, person, NEXT)).json()).toMatchObject({ state: "full" });
  expect(await server.events(company)).toEqual(["password.changed", "session.started"]);
});

test("it opens nothing by itself: the second factor is asked for as ever", async () => {
  const { secret } = await enrolTotp(server, person);
  await use(await link());
  const half = await signInAs(server, person, NEXT);
  expect(half.json()).toMatchObject({ state: "second-factor" });
  const body = { code: codeAt(secret, server.now) };
  const full = await server.request("POST", "/session/second-factor", { as: cookieFrom(half), body });
  expect(full.json()).toMatchObject({ state: "full" });
});

test("it is good once, for a day, and the next one voids it", async () => {
  const used = await link();
  expect((await use(used)).statusCode).toBe(204);
  for (const answer of [await use(used), await open(used)])
    expect(answer.json()).toMatchObject({ status: 404, kind: "password-link-not-found" });

  const old = await link();
  const late = await link();
  expect((await open(old)).statusCode).toBe(404);
  server.now = (server.now + DAY_MS - 1) as Instant;
  expect((await open(late)).statusCode).toBe(200);
  server.now = (server.now + 1) as Instant;
  for (const answer of [await open(late), await use(late)]) expect(answer.statusCode).toBe(404);
  expect((await signInAs(server, person, NEXT)).statusCode).toBe(200);
});

test("of two who use it at once one only succeeds", async () => {
  const token = await link();
  const superuser = new pg.Client({ ...inject("cluster").superuser, database: server.database.name });
  await superuser.connect();
  // Both have looked and found it open, and wait for the row.
  await superuser.query("begin");
  await superuser.query("select from ceremony where token_hash = $1 for update", [hashOf(token)]);
  const uses = Promise.all([use(token, "erstes-Passwort-11"), use(token, "zweites-Passwort-22")]);
  const waiting = `select from pg_locks l join pg_database d on d.datname = current_database()
    where not l.granted and (l.database = d.oid or l.locktype = 'transactionid')`;
  while ((await superuser.query(waiting)).rowCount !== 2) await sleep(5);
  await superuser.query("rollback");
  await superuser.end();
  const answers = await uses;
  expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([204, 404]);
  const winner = answers[0]?.statusCode === 204 ? "erstes-Passwort-11" : "zweites-Passwort-22";
  expect((await signInAs(server, person, winner)).statusCode).toBe(200);
});

test("a weak password is refused, and the link stays good", async () => {
  const token = await link();
  expect((await use(token, "kurz")).json()).toMatchObject({ status: 422, kind: "password-weak" });
  expect((await use(token, person.email)).json()).toMatchObject({ facts: { weakness: "like-account" } });
  expect((await use(token)).statusCode).toBe(204);
});

test("whoever tried in vain before need not wait after", async () => {
  for (let tries = 0; tries < 8; tries++) await signInAs(server, person, "falsch");
  expect((await signInAs(server, person)).statusCode).toBe(429);
  await use(await link());
  expect((await signInAs(server, person, NEXT)).statusCode).toBe(200);
});

test("links of other kinds open it no more than a guess, and it is kept as a hash only", async () => {
  const token = await link();
  const rows = await server
    .nobody()
    .identity((tx) => tx.selectFrom("ceremony").selectAll().where("person_id", "=", person.id).execute());
  expect(rows.map(({ token_hash }) => token_hash)).toEqual([hashOf(token)]);
  expect(JSON.stringify(rows)).not.toContain(token);
  await server
    .nobody()
    .identity((tx) =>
      tx.updateTable("ceremony").set({ kind: "sample-link" }).where("person_id", "=", person.id).execute(),
    );
  for (const each of [token, `${token}x`, "x".repeat(43)]) expect((await use(each)).statusCode).toBe(404);
});

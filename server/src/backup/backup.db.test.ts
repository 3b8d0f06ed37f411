import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { invite } from "../company/invitations.ts";
import { Ctx } from "../context.ts";
import { databaseOf } from "../db/connect.ts";
import { rolesOf } from "../db/migrate.ts";
import { connectionAs } from "../db/owned.ts";
import type { DB } from "../db/schema.gen.ts";
import { actorByCookie, NOBODY } from "../http/authentication.ts";
import { Seal } from "../identity/seal.ts";
import { totpAccept, totpStart } from "../identity/second-factor.ts";
import { signInBySampleLink } from "../identity/sign-in.ts";
import { codeAt } from "../identity/identity.test-support.ts";
import { backup, type BackupMade } from "./backup.ts";
import { never, quiet, TestInstallation } from "./installation.test-support.ts";
import { restore } from "./restore.ts";
import { LEFT_OUT } from "./tables.ts";

const NOW = Date.parse("2026-11-23T08:00:00Z") as Instant;

let source: TestInstallation;
let target: TestInstallation;
beforeAll(async () => {
  source = await TestInstallation.withSample();
  target = await TestInstallation.empty();
});
afterAll(async () => {
  for (const each of [source, target]) await each.remove();
});

const write = (file: string, wish: { force?: boolean; withSecret?: boolean } = {}): Promise<BackupMade> =>
  backup(source.settings, { file, force: false, withSecret: true, signal: never(), ...wish }, quiet);
const read = (file: string, { settings }: TestInstallation, replace = false) =>
  restore(settings, { file, replace, signal: never() }, quiet);

/** The way of a server to an installation's database. */
function open({ settings, database, secret }: TestInstallation): { db: Kysely<DB>; seal: Seal } {
  const seal = new Seal(Buffer.from(secret));
  const { app } = rolesOf(database.name);
  const owner = { connectionString: settings.databaseUrl! };
  return { db: databaseOf(connectionAs(owner, app, seal.passwordFor(app)), 4), seal };
}

/** A person of the sample, signed in. */
async function signedIn(db: Kysely<DB>, { people }: TestInstallation, name: string): Promise<Ctx> {
  const { token } = people.find((person) => person.name === name)!;
  const nobody = new Ctx(db, NOBODY, NOW, "test");
  const cookie = await signInBySampleLink(nobody, token, { address: "192.0.2.1", agent: "test" });
  return nobody.as((await actorByCookie(db, cookie, NOW))!.actor);
}

/** Invites people, one after the other, until it is told to stop; returns how many. */
async function inviting(ctx: Ctx, signal: AbortSignal): Promise<number> {
  for (let count = 0; ; count++) {
    if (signal.aborted) return count;
    await invite(ctx, `${count}@example.org`, { clientRole: "employee", providerRole: null, engagements: [] });
  }
}

test("what is restored elsewhere is what was there, row by row, and so is what is backed up from there", async () => {
  const file = source.file("whole.tar.gz");
  const made = await write(file);
  const before = await source.rows();
  const restored = await read(file, target, true);
  expect(await target.rows()).toEqual(before);
  const counted = Object.entries(before).reduce((sum, [name, rows]) => sum + (name.includes(" ") ? 0 : rows.length), 0);
  expect([made.rows, restored.rows]).toEqual([counted, counted]);
  expect(target.secret).toBe(source.secret);
  expect(target.people).toEqual(source.people);

  const again = source.file("again.tar.gz");
  await backup(target.settings, { file: again, force: false, withSecret: true, signal: never() }, quiet);
  await read(again, target, true);
  expect(await target.rows()).toEqual(before);
});

test("while people write, a backup is of one moment: nothing half of what belongs together", async () => {
  const file = source.file("moving.tar.gz");
  const { db } = open(source);
  try {
    const leader = await signedIn(db, source, "Katharina Lindner");
    const stopping = new AbortController();
    const work = inviting(leader, stopping.signal);
    const before = (await source.rows())["invitation"]!.length;
    let moved = 0;
    // A backup of so little can be over before anything is written beside it.
    for (let tries = 0; moved === 0 && tries < 20; tries++) {
      const known = (await source.rows())["invitation"]!.length;
      await write(file, { force: true });
      moved = (await source.rows())["invitation"]!.length - known;
    }
    stopping.abort();
    expect(await work).toBeGreaterThan(0);
    expect(moved).toBeGreaterThan(0);
    await read(file, target, true);
    const [now, then] = [await source.rows(), await target.rows()];
    const invitations = then["invitation"]!.length;
    expect(invitations).toBeGreaterThanOrEqual(before);
    const invited = then["event"]!.filter((row) => row.includes('"type": "person.invited"'));
    expect(invited.length).toBe(invitations);
    expect(then["event_personal"]!.length).toBe(invited.length);
    for (const [name, rows] of Object.entries(then)) {
      const present = new Set(now[name]);
      expect([name, rows.filter((row) => !present.has(row))]).toEqual([name, []]);
    }
  } finally {
    await db.destroy();
  }
});

test("new events come after all that were restored", async () => {
  const file = source.file("order.tar.gz");
  await write(file);
  await read(file, target, true);
  const before = (await target.rows())["order of events"]!;
  const { db } = open(target);
  try {
    const ctx = await signedIn(db, target, "Katharina Lindner");
    await invite(ctx, "spaeter@example.org", { clientRole: "employee", providerRole: null, engagements: [] });
  } finally {
    await db.destroy();
  }
  const after = (await target.rows())["order of events"]!;
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.length).toBeGreaterThan(before.length);
});

test("what is sealed opens after a restore: a second factor set up before works", async () => {
  const file = source.file("sealed.tar.gz");
  const there = open(source);
  const person = (await signedIn(there.db, source, "Sabine Röckl")).personId;
  const nobody = new Ctx(there.db, NOBODY, NOW, "test");
  const { secret } = await nobody.identity((tx) => totpStart(tx, there.seal, person, "s@example.org"));
  await write(file);
  await there.db.destroy();
  await read(file, target, true);
  const here = open(target);
  const ctx = new Ctx(here.db, NOBODY, NOW, "test");
  const accepts = (code: string) => ctx.identity((tx) => totpAccept(tx, here.seal, person, code, NOW, "unconfirmed"));
  expect(await accepts("000000")).toBe(false);
  expect(await accepts(codeAt(secret, NOW))).toBe(true);
  await here.db.destroy();
});

test("whoever was signed in is not any more: a session that has ended since must not come back", async () => {
  const { db } = open(source);
  await signedIn(db, source, "Tobias Hartl");
  await db.destroy();
  const file = source.file("sessions.tar.gz");
  await write(file);
  await read(file, target, true);
  const count = async (installation: TestInstallation) =>
    installation.look(async (client) => (await client.query("select from session")).rowCount);
  expect(await count(source)).toBeGreaterThan(0);
  expect(await count(target)).toBe(0);
});

test("jobs that waited wait again, tried as often as before", async () => {
  const add = `select graphile_worker.add_job('notify', '{"b":1,"a":"ä\\n"}', queue_name => 'line', run_at => '2027-01-01',
    max_attempts => 7, job_key => 'only', priority => 3, flags => array['mail'])`;
  await source.look((client) => client.query(add));
  await source.look((client) =>
    client.query("update graphile_worker._private_jobs set attempts = 2 where key = 'only'"),
  );
  const jobs = (installation: TestInstallation) =>
    installation.look(async (client) => {
      const { rows } = await client.query(
        `select task_identifier, payload::jsonb, queue_name, j.run_at, j.max_attempts, j.attempts, j.key, j.priority, j.flags
         from graphile_worker.jobs j join graphile_worker._private_jobs using (id) order by j.key`,
      );
      return rows as unknown[];
    });
  const file = source.file("jobs.tar.gz");
  await write(file);
  // What the target had waiting is given up with the rest.
  await target.look((client) => client.query("select graphile_worker.add_job('other')"));
  await read(file, target, true);
  expect(await jobs(target)).toEqual(await jobs(source));
  expect(await jobs(target)).toMatchObject([{ task_identifier: "notify", attempts: 2, max_attempts: 7 }]);
});

test("the walls stand after a restore as before: row-level security forced, triggers in place", async () => {
  const walls = () =>
    target.look(async (client) => {
      const tables = await client.query(
        "select relname, relrowsecurity, relforcerowsecurity from pg_class where relnamespace = 'public'::regnamespace order by 1",
      );
      const triggers = await client.query(
        "select tgrelid::regclass::text, tgname, tgenabled from pg_trigger order by 1, 2",
      );
      return [tables.rows, triggers.rows.filter(({ tgname }) => !String(tgname).startsWith("RI_"))];
    });
  const before = await walls();
  const file = source.file("walls.tar.gz");
  await write(file);
  await read(file, target, true);
  expect(await walls()).toEqual(before);
  expect(JSON.stringify(before)).toContain('"tgname":"kept","tgenabled":"O"');
});

test("every table is in the backup, or it is said why not; nothing else keeps state", async () => {
  const file = source.file("all.tar.gz");
  const { tables } = await write(file);
  const all = await source.look((client) =>
    client.query("select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"),
  );
  expect(tables + LEFT_OUT.size).toBe(all.rowCount);
  const others = await source.look((client) =>
    client.query(
      "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('S', 'm', 'f')",
    ),
  );
  expect(others.rows).toEqual([]);
});

test("the file is its owner's alone, comes whole or not at all, and replaces none unless told to", async () => {
  const file = source.file("mode.tar.gz");
  await write(file);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const content = readFileSync(file);
  await expect(write(file)).rejects.toThrow(`${file} is there already: name another file, or replace it with --force`);
  expect(readFileSync(file)).toEqual(content);

  writeFileSync(file, "old", { mode: 0o644 });
  // Left by one that was killed, and by one that is at work; no process has the first number.
  for (const pid of [2_147_483_646, process.ppid]) writeFileSync(`${file}.${pid}.unfinished`, "");
  const stopped = AbortSignal.abort();
  await expect(
    backup(source.settings, { file, force: true, withSecret: true, signal: stopped }, quiet),
  ).rejects.toThrow("aborted");
  expect(readFileSync(file, "utf8")).toBe("old");
  const unfinished = readdirSync(dirname(file)).filter((name) => name.includes("unfinished"));
  expect(unfinished).toEqual([`mode.tar.gz.${process.ppid}.unfinished`]);
  await write(file, { force: true });
  expect(statSync(file).mode & 0o777).toBe(0o600);

  await expect(write(dirname(file))).rejects.toThrow("is a folder");
  await expect(write(`${file}/x`)).rejects.toThrow("is no folder");
  expect(existsSync(`${file}/x`)).toBe(false);
});

import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { onBehalfOf } from "../admin/companies.ts";
import { invite } from "../company/invitations.ts";
import { Ctx } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import type { TenantId } from "../db/tenant.ts";
import { idOf } from "../db/universe.test-support.ts";
import { totpAccept, totpStart } from "../identity/second-factor.ts";
import { codeAt } from "../identity/identity.test-support.ts";
import { backup, type BackupMade } from "./backup.ts";
import { never, quiet, type Rows, TestInstallation } from "./installation.test-support.ts";
import { restore } from "./restore.ts";
import { LEFT_OUT } from "./tables.ts";

const NOW = Date.parse("2026-11-23T08:00:00Z") as Instant;

vi.setConfig({ testTimeout: 90_000 });

let source: TestInstallation;
let target: TestInstallation;
beforeAll(async () => {
  source = await TestInstallation.filled();
  target = await TestInstallation.empty();
  // Whatever a database of one's own is set to must not change what is read from it and written to it.
  for (const [installation, style] of [
    [source, "German, DMY"],
    [target, "SQL, MDY"],
  ] as const) {
    const settings = {
      datestyle: style,
      timezone: "Asia/Tokyo",
      bytea_output: "escape",
      intervalstyle: "sql_standard",
    };
    for (const [name, value] of Object.entries(settings))
      await installation.look((client) =>
        client.query(`alter database ${installation.database.name} set ${name} to '${value}'`),
      );
  }
});
afterAll(async () => {
  for (const each of [source, target]) await each.remove();
});

const write = (file: string, wish: { force?: boolean; withSecret?: boolean } = {}): Promise<BackupMade> =>
  backup(source.settings, { file, force: false, withSecret: true, signal: never(), ...wish }, quiet);
const read = (file: string, { settings }: TestInstallation, replace = false) =>
  restore(settings, { file, replace, signal: never() }, quiet);

/** The system at work for client A of the universe. */
function forA(db: Kysely<DB>): Ctx {
  const system = new Ctx(db, { kind: "system", company: undefined }, NOW, "test");
  return onBehalfOf(system, { id: idOf("A") as TenantId, name: "A" });
}

/** Invites people, one after the other, until it is told to stop; returns how many. */
async function inviting(ctx: Ctx, signal: AbortSignal): Promise<number> {
  for (let count = 0; ; count++) {
    if (signal.aborted) return count;
    await invite(ctx, `${count}@example.org`, EMPLOYEE);
  }
}
const EMPLOYEE = { clientRole: "employee", providerRole: null, engagements: [] } as const;

test("what is restored elsewhere is what was there, row by row, and so is what is backed up from there", async () => {
  const file = source.file("whole.tar.gz");
  const made = await write(file);
  const before = await source.rows();
  const restored = await read(file, target, true);
  expect(await target.rows()).toEqual(before);
  const counted = Object.entries(before).reduce((sum, [name, rows]) => sum + (name.includes(" ") ? 0 : rows.length), 0);
  expect([made.rows, restored.rows]).toEqual([counted, counted]);
  expect(target.secret).toBe(source.secret);
  expect(target.sample).toBe(source.sample);

  const again = source.file("again.tar.gz");
  await backup(target.settings, { file: again, force: false, withSecret: true, signal: never() }, quiet);
  await read(again, target, true);
  expect(await target.rows()).toEqual(before);
});

test("while people write, a backup is of one moment: nothing half of what belongs together", async () => {
  const file = source.file("moving.tar.gz");
  const before = await source.rows();
  const since = (rows: Rows, table: string) => rows[table]!.filter((row) => !before[table]!.includes(row));
  const db = source.open();
  const stopping = new AbortController();
  try {
    const work = inviting(forA(db), stopping.signal);
    while (since(await source.rows(), "invitation").length === 0) await sleep(5);
    // A backup of so little can be over before anything is written beside it.
    for (let tries = 0, moved = 0; moved === 0 && tries < 50; tries++) {
      const known = since(await source.rows(), "invitation").length;
      await write(file, { force: true });
      moved = since(await source.rows(), "invitation").length - known;
    }
    stopping.abort();
    expect(await work).toBeGreaterThan(0);
  } finally {
    stopping.abort();
    await db.destroy();
  }
  await read(file, target, true);
  const [now, then] = [await source.rows(), await target.rows()];
  const invited = since(then, "invitation").length;
  expect(invited).toBeGreaterThan(0);
  // Each came with an event and what may be erased of it, in one transaction.
  expect([since(then, "event").length, since(then, "event_personal").length]).toEqual([invited, invited]);
  for (const [name, rows] of Object.entries(then)) {
    const present = new Set(now[name]);
    expect([name, rows.filter((row) => !present.has(row))]).toEqual([name, []]);
  }
});

test("new events come after all that were restored", async () => {
  const file = source.file("order.tar.gz");
  await write(file);
  await read(file, target, true);
  const before = (await target.rows())["order of events"]!;
  const db = target.open();
  await invite(forA(db), "spaeter@example.org", EMPLOYEE);
  await db.destroy();
  const after = (await target.rows())["order of events"]!;
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.length).toBe(before.length + 1);
});

test("what is sealed opens after a restore: a second factor set up before works", async () => {
  const file = source.file("sealed.tar.gz");
  const person = idOf("b");
  const there = source.open();
  const { secret } = await forA(there).identity((tx) => totpStart(tx, source.seal, person, "b@example.org"));
  await there.destroy();
  await write(file);
  await read(file, target, true);
  const here = target.open();
  const accepts = (code: string) =>
    forA(here).identity((tx) => totpAccept(tx, target.seal, person, code, NOW, "unconfirmed"));
  expect(await accepts("000000")).toBe(false);
  expect(await accepts(codeAt(secret, NOW))).toBe(true);
  await here.destroy();
});

test("whoever was signed in is not any more: a session that has ended since must not come back", async () => {
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

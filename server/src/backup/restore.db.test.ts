import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createPassableFolder } from "../db/cluster.test-support.ts";
import { attachEmbedded, startEmbedded } from "../db/embedded.ts";
import { MIGRATION_LOCK } from "../db/migrate.ts";
import { Fault } from "../fault.ts";
import { serve } from "../main.ts";
import { readSettings, type Settings } from "../settings.ts";
import { ArchiveWriter } from "./archive-writer.ts";
import { backup } from "./backup.ts";
import { inspect } from "./inspection.ts";
import { never, quiet, type Rows, rowsOf, TestInstallation } from "./installation.test-support.ts";
import { FORMAT, PART } from "./manifest.ts";
import { restore } from "./restore.ts";

const SECRET = "ein-Geheimnis-von-mehr-als-32-Zeichen";

vi.setConfig({ testTimeout: 90_000 });

let source: TestInstallation;
let file: string;
let rows: Rows;
/** Where nothing may arrive. */
let untouched: TestInstallation;
beforeAll(async () => {
  source = await TestInstallation.filled();
  file = source.file("backup.tar.gz");
  await backup(source.settings, { file, force: false, withSecret: true, signal: never() }, quiet);
  rows = await source.rows();
  untouched = await TestInstallation.empty();
});
afterAll(async () => {
  for (const each of [source, untouched]) await each.remove();
});

const read = (from: string, settings: Settings, replace = false) =>
  restore(settings, { file: from, replace, signal: never() }, quiet);
const tablesIn = (installation: TestInstallation) =>
  installation.look(async (client) => {
    const { rows: found } = await client.query("select from pg_class where relnamespace = 'public'::regnamespace");
    return found.length;
  });
/** Another installation with the same rows. */
async function copied(): Promise<TestInstallation> {
  const made = await TestInstallation.empty();
  await read(file, made.settings);
  return made;
}
/** The sentence with which it is refused, while nothing comes to be. */
async function refusal(from: string, settings = untouched.settings): Promise<string> {
  const error: unknown = await read(from, settings).catch((thrown: unknown) => thrown);
  if (!(error instanceof Fault)) throw new Error("expected a refusal", { cause: error });
  expect(await tablesIn(untouched)).toBe(0);
  expect(existsSync(join(untouched.folder, "secrets"))).toBe(false);
  return error.message;
}

test("an installation with people is not touched, unless they are given up", async () => {
  const other = await copied();
  const before = await other.rows();
  await other.look((client) => client.query("create table mine (word text); insert into mine values ('stays')"));
  await expect(read(file, other.settings)).rejects.toThrow(
    "there are people in this installation already: choose an empty one, or give theirs up with --replace",
  );
  expect(await other.rows()).toMatchObject(before);
  await read(file, other.settings, true);
  expect(await other.rows()).toEqual({ ...rows, mine: ['{"word": "stays"}'] });
  expect([other.secret, other.sample]).toEqual([source.secret, source.sample]);
  await other.remove();
});

test("beside a server nothing is restored, not even while it is idle", async () => {
  const other = await copied();
  const server = other.open();
  await server.selectFrom("migration").select("name").execute();
  await expect(read(file, other.settings, true)).rejects.toThrow("a Handschlag server is using this database");
  await server.destroy();
  await read(file, other.settings, true);
  expect(await other.rows()).toEqual(rows);
  await other.remove();
});

test.each([
  { what: "a text", content: Buffer.from("Lieferschein\n") },
  { what: "nothing", content: Buffer.alloc(0) },
  { what: "packed text", content: gzipSync("Lieferschein\n".repeat(1_000)) },
  { what: "a packed archive of something else", content: gzipSync(Buffer.alloc(10_240)) },
])("$what is no backup", async ({ content }) => {
  const foreign = source.file("foreign");
  writeFileSync(foreign, content);
  expect(await refusal(foreign)).toBe(`${foreign} is no backup of Handschlag`);
});

test("a backup that was cut off is refused, wherever it ends", async () => {
  const whole = readFileSync(file);
  const cut = source.file("cut");
  for (const length of [whole.length - 1, whole.length - 9, Math.floor(whole.length / 2), 4_000]) {
    writeFileSync(cut, whole.subarray(0, length));
    expect([length, await refusal(cut)]).toEqual([length, expect.stringContaining(`${cut} is damaged or cut off`)]);
  }
});

test("a byte that was changed is noticed, or changes nothing that is restored", async () => {
  const whole = readFileSync(file);
  const meant = await inspect(file, never());
  const damaged = source.file("damaged");
  const found: unknown[] = [];
  for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 150)) {
    const bytes = Buffer.from(whole);
    bytes[at]! ^= 1 << (at % 8);
    writeFileSync(damaged, bytes);
    found.push(await inspect(damaged, never()).catch((error: unknown) => error));
  }
  const taken = found.filter((each) => !(each instanceof Fault));
  expect(taken).toEqual(taken.map(() => ({ ...meant, file: damaged })));
  expect(found.length - taken.length).toBeGreaterThan(100);
});

test("a part that was exchanged, left out or put in is noticed, although the archive is in order", async () => {
  const { manifest } = await inspect(file, never());
  const forge = async (parts: Readonly<Record<string, string>>, contents?: object) => {
    const forged = source.file("forged");
    rmSync(forged, { force: true });
    const writer = new ArchiveWriter(forged, new Date(0), never());
    await writer.putText(PART.manifest, JSON.stringify(manifest));
    for (const [part, text] of Object.entries(parts)) await writer.putText(part, text);
    if (contents !== undefined) await writer.putText(PART.contents, JSON.stringify(contents));
    await writer.finish();
    return refusal(forged);
  };
  expect(await forge({ "tables/pg_authid": "x\n" })).toContain('it holds "tables/pg_authid"');
  expect(await forge({ "../etc/passwd": "x\n" })).toContain('it holds "../etc/passwd"');
  const tally = { rows: 9, bytes: 9, sha256: "9".repeat(64) };
  const twice = await forge({ "tables/company": "" }, { parts: { "tables/company": tally } });
  expect(twice).toContain("is damaged or cut off");
});

test("what a newer program wrote is refused, and so is what another one wrote under our migrations' names", async () => {
  const { manifest } = await inspect(file, never());
  const forge = async (changes: object) => {
    const forged = source.file("newer");
    rmSync(forged, { force: true });
    const writer = new ArchiveWriter(forged, new Date(0), never());
    await writer.putText(PART.manifest, JSON.stringify({ ...manifest, ...changes }));
    await writer.finish();
    return refusal(forged);
  };
  const { migrations } = manifest;
  const next = { number: migrations.length + 1, name: "9999-later", hash: "0" };
  expect(await forge({ migrations: [...migrations, next] })).toContain("was made by a newer Handschlag");
  expect(await forge({ format: FORMAT.replace(/\d+$/, "2") })).toContain("was made by a newer Handschlag");
  const other = [...migrations.slice(0, -1), { ...migrations.at(-1)!, hash: "0" }];
  expect(await forge({ migrations: other })).toContain(`whose migration ${migrations.at(-1)!.name} differs`);
});

test("a backup without its secret needs it from elsewhere, and another one is refused", async () => {
  const bare = source.file("bare.tar.gz");
  await backup(source.settings, { file: bare, force: false, withSecret: false, signal: never() }, quiet);
  expect(readFileSync(file).length).toBeGreaterThan(readFileSync(bare).length);
  expect((await inspect(bare, never())).secret).toBe(undefined);
  expect(await refusal(bare)).toContain("was made without its secret");
  const wrong = { ...untouched.settings, secret: SECRET };
  for (const each of [bare, file]) expect(await refusal(each, wrong)).toContain("HANDSCHLAG_SECRET is not the secret");
  const told = await TestInstallation.empty(source.secret);
  expect(await read(bare, told.settings)).toMatchObject({ keptSecret: false });
  expect(existsSync(join(told.folder, "secrets"))).toBe(false);
  expect(await told.rows()).toEqual(rows);
  await told.remove();
});

test("a backup of an earlier version goes through the migrations that came since", async () => {
  const { manifest } = await inspect(file, never());
  for (const version of [2, manifest.migrations.length - 1]) {
    const old = await TestInstallation.ofVersion(version, SECRET);
    await old.look((client) => client.query(OLD_ROWS));
    const oldFile = old.file("old.tar.gz");
    await backup(old.settings, { file: oldFile, force: false, withSecret: true, signal: never() }, quiet);
    const target = await TestInstallation.empty(SECRET);
    await read(oldFile, target.settings);
    const [then, now] = [await old.rows(), await target.rows()];
    // Columns that came since have their defaults, beside what was there.
    for (const [name, was] of Object.entries(then))
      expect([version, name, now[name]!.map(valueOf)]).toMatchObject([version, name, was.map(valueOf)]);
    expect(then["event"]).toHaveLength(2);
    const workshops = await target.look((client) => client.query("select from pg_namespace where nspname ~ 'restore'"));
    expect(workshops.rowCount).toBe(0);
    // Fresh tables, as if they had been there always.
    const columns = `select table_name, column_name, data_type, column_default from information_schema.columns
      where table_schema = 'public' order by 1, 2`;
    const shape = (installation: TestInstallation) =>
      installation.look(async (client) => (await client.query(columns)).rows as unknown[]);
    expect(await shape(target)).toEqual(await shape(source));
    for (const each of [old, target]) await each.remove();
  }
});
const valueOf = (row: string): unknown => (row.startsWith("{") ? JSON.parse(row) : row);
const A = "0199aaaa-0000-7000-8000-000000000001";
const OLD_ROWS = `
  insert into company (id, name, created_at) values ('${A}', E'L\\tin\\\\de\\nnhof', '2026-01-01T00:00:00.123456Z');
  insert into person (id, name, language, created_at) values ('${A}', '\\N', 'de', 'infinity');
  insert into event (tenant_id, event_id, visible_to, type, at, recorded_at, body, hash, tx)
    select '${A}', ('0199aaaa-0000-7000-8000-00000000000' || n)::uuid, 'both', 'test.made', now(), now(), '{"ß":1}',
      decode(repeat('00', 32), 'hex'), 10 - n from generate_series(1, 2) n`;

/** A process of its own that restores the file, giving up what is there. */
function restoring({ folder, settings }: TestInstallation, from: string): ChildProcess {
  const [main, reading] = ["restore.ts", "../settings.ts"].map((path) =>
    JSON.stringify(join(import.meta.dirname, path)),
  );
  const program = `
    import { restore } from ${main};
    import { readSettings } from ${reading};
    const wish = { file: ${JSON.stringify(from)}, replace: true, signal: new AbortController().signal };
    await restore(readSettings(process.env), wish, () => {});`;
  const env = { PATH: process.env["PATH"] ?? "", HANDSCHLAG_DATA: folder, DATABASE_URL: settings.databaseUrl! };
  return spawn(process.execPath, ["--input-type=module", "--eval", program], { stdio: "inherit", env });
}

test.each([
  { moment: "before it begins", held: `select pg_advisory_lock(${MIGRATION_LOCK})` },
  { moment: "when the tables are emptied", held: "begin; lock table throttle in access share mode" },
  // The queue comes last.
  { moment: "when all is in place", held: "begin; lock table graphile_worker._private_jobs in access exclusive mode" },
])("killed $moment, it leaves what was there, and can be begun again", async ({ held }) => {
  const target = await copied();
  await target.look((client) => client.query("delete from throttle; update person set name = 'before'"));
  const before = await target.rows();
  await target.look(async (client) => {
    await client.query(held);
    const child = restoring(target, file);
    const ended = once(child, "exit");
    await target.look((other) => untilWaiting(other, child));
    child.kill("SIGKILL");
    await ended;
  });
  await target.look(settled);
  expect(await target.rows()).toEqual(before);
  expect(before).not.toEqual(rows);
  await read(file, target.settings, true);
  expect(await target.rows()).toEqual(rows);
  await target.remove();
});

test("killed in an installation that is new, it leaves nothing or everything, and can be begun again", async () => {
  const target = await TestInstallation.empty();
  const child = restoring(target, file);
  const ended = once(child, "exit");
  const connected = "select from pg_stat_activity where application_name = 'handschlag restore'";
  await target.look(async (client) => {
    while (child.exitCode === null && (await client.query(connected)).rowCount === 0) await sleep(2);
  });
  child.kill("SIGKILL");
  await ended;
  await target.look(settled);
  expect([{}, rows]).toContainEqual(await target.look(rowsThere));
  await read(file, target.settings, true);
  expect(await target.rows()).toEqual(rows);
  await target.remove();
});

/** What is there, nothing if there is no event or not even a table for one. */
async function rowsThere(client: pg.Client): Promise<Rows> {
  const { rows: tables } = await client.query<{ there: boolean }>("select to_regclass('event') is not null as there");
  const isFilled = tables[0]!.there && (await client.query("select from event limit 1")).rowCount === 1;
  return isFilled ? rowsOf(client) : {};
}

/** Until a connection of this database waits for a lock, or there is nobody who could. */
async function untilWaiting(client: pg.Client, child: ChildProcess): Promise<void> {
  const waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  while (child.exitCode === null && (await client.query(waiting)).rowCount === 0) await sleep(10);
}

/** Until PostgreSQL has noticed that whoever was restoring is gone. */
async function settled(client: pg.Client): Promise<void> {
  const connected = "select from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()";
  while ((await client.query(connected)).rowCount !== 0) await sleep(10);
}

test("the embedded database gives and takes backups, also while it runs", async () => {
  const folder = createPassableFolder();
  const data = join(folder, "data");
  const settings = readSettings({ HANDSCHLAG_DATA: data });
  await read(file, settings);
  expect(readFileSync(join(data, "sample.json"), "utf8")).toBe(
    readFileSync(join(source.folder, "sample.json"), "utf8"),
  );

  const running = await startEmbedded(data);
  await expect(read(file, settings, true)).rejects.toThrow("is using the data in");
  const there = join(folder, "there.tar.gz");
  await backup(settings, { file: there, force: false, withSecret: true, signal: never() }, quiet);
  const client = new pg.Client({ ...running.superuser, database: "handschlag" });
  await client.connect();
  expect(await rowsOf(client)).toEqual(rows);
  await client.end();
  await running.stop();
  // And with nobody running it.
  const stopped = join(folder, "stopped.tar.gz");
  await backup(settings, { file: stopped, force: false, withSecret: true, signal: never() }, quiet);
  await expect(attachEmbedded(data)).rejects.toThrow("No Handschlag runs");

  for (const each of [there, stopped]) {
    const target = await TestInstallation.empty();
    await read(each, target.settings);
    expect(await target.rows()).toEqual(rows);
    await target.remove();
  }
  rmSync(folder, { recursive: true, force: true });
});

test("where there is no installation, no backup is made, and nothing else either", async () => {
  const folder = createPassableFolder();
  const data = join(folder, "data");
  const nowhere = join(folder, "x.tar.gz");
  const wish = { file: nowhere, force: false, withSecret: true, signal: never() };
  await expect(backup(readSettings({ HANDSCHLAG_DATA: data }), wish, quiet)).rejects.toThrow(
    "holds no installation's secret",
  );
  expect([existsSync(data), existsSync(nowhere)]).toEqual([false, false]);
  rmSync(folder, { recursive: true, force: true });
});

test("another secret than the one with which a database was begun is refused before anything is done with it", async () => {
  const other = { ...source.settings, secret: SECRET };
  const wish = { file: source.file("other.tar.gz"), force: false, withSecret: true, signal: never() };
  const sentence = "is not the one with which its database was begun";
  await expect(backup(other, wish, quiet)).rejects.toThrow(sentence);
  const jobs = { http: false, jobs: true, webFolder: undefined, say: quiet };
  await expect(serve(other, jobs)).rejects.toThrow(sentence);
  // The server that knows the right one still gets in.
  expect(await backup(source.settings, wish, quiet)).toMatchObject({ hasSecret: true });
});

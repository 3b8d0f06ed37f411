/** A backup: everything an installation consists of, as of one moment, in one file. */
import { readFileSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import pg from "pg";
import { to } from "pg-copy-streams";
import { syncFolder } from "../data-folder.ts";
import { rolesOf, ranMigrations, requireKnown } from "../db/migrate.ts";
import { connectionAs, visitedDatabase, type Owned } from "../db/owned.ts";
import { requireSecret, secretCheckOf } from "../db/secret-check.ts";
import { Fault } from "../fault.ts";
import { Seal } from "../identity/seal.ts";
import { sampleText } from "../sample/sample-file.ts";
import type { Settings } from "../settings.ts";
import { ArchiveWriter } from "./archive-writer.ts";
import { FORMAT, PART, partOfTable, type Manifest } from "./manifest.ts";
import { QUEUE_OUT } from "./queue.ts";
import { keptOf, tablesOf, type Table } from "./tables.ts";

export interface BackupWish {
  /** Where it goes: a file that is not there yet. */
  readonly file: string;
  /** Whether a file that is there is replaced, once the new one is whole. */
  readonly force: boolean;
  /** Without it, what is sealed in the tables opens only where the secret is known from elsewhere. */
  readonly withSecret: boolean;
  readonly signal: AbortSignal;
}

export interface BackupMade {
  readonly file: string;
  readonly bytes: number;
  readonly tables: number;
  readonly rows: number;
  readonly madeAt: string;
  readonly hasSecret: boolean;
}

/**
 * Writes a backup, beside a running server or without one. The file is readable by its owner alone, and appears under
 * its name when it is whole.
 * Throws a `Fault` in one sentence, or the system's error about the file, which is named in its `path`.
 */
export async function backup(
  settings: Settings,
  wish: BackupWish,
  notice: (line: string) => void,
): Promise<BackupMade> {
  const file = resolve(wish.file);
  requireFree(file, wish);
  removeAbandoned(file);
  const owned = await visitedDatabase(settings, notice);
  const unfinished = `${file}.${process.pid}${UNFINISHED}`;
  try {
    const seal = new Seal(owned.secret);
    await requireSecret(owned.owner, seal);
    const secret = wish.withSecret ? owned.secret.toString() : undefined;
    const made = await inSnapshot(owned, seal, wish.signal, (sources) =>
      writeArchive(unfinished, sources, { seal, secret, sample: sampleText(settings.dataFolder) }, wish.signal),
    );
    const { size } = statSync(unfinished);
    requireFree(file, wish);
    renameSync(unfinished, file);
    syncFolder(dirname(file));
    return { ...made, file, bytes: size, hasSecret: wish.withSecret };
  } finally {
    rmSync(unfinished, { force: true });
    await owned.stop();
  }
}

function requireFree(file: string, { force }: BackupWish): void {
  if (statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new Fault(`${dirname(file)} is no folder: name a file in one that is there`);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) throw new Fault(`${file} is a folder: name a file for the backup`);
  if (found !== undefined && !force)
    throw new Fault(`${file} is there already: name another file, or replace it with --force`);
}

const UNFINISHED = ".unfinished";

/** Removes what killed backups into this file have left. */
function removeAbandoned(file: string): void {
  for (const name of readdirSync(dirname(file))) {
    if (!name.startsWith(`${basename(file)}.`) || !name.endsWith(UNFINISHED)) continue;
    const pid = Number(name.slice(basename(file).length + 1, -UNFINISHED.length));
    if (Number.isInteger(pid) && pid > 0 && !isAlive(pid)) rmSync(join(dirname(file), name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** Two connections that see the same moment: the tables are read by the keeper, the queue is the owner's. */
interface Sources {
  readonly keeper: pg.Client;
  readonly owner: pg.Client;
  readonly tables: readonly Table[];
}

/** What the text of COPY depends on; one who restores sets the same. */
export const TEXT_SETTINGS = `set local client_encoding to 'UTF8'; set local timezone to 'UTC';
  set local datestyle to 'ISO, YMD'; set local intervalstyle to 'postgres'; set local bytea_output to 'hex';
  set local extra_float_digits to 1; set local statement_timeout to 0; set local idle_in_transaction_session_timeout to 0`;
const READING = "begin isolation level repeatable read read only";

async function inSnapshot<T>(
  owned: Owned,
  seal: Seal,
  signal: AbortSignal,
  work: (sources: Sources) => Promise<T>,
): Promise<T> {
  const { keeper: role } = rolesOf(owned.database);
  const [owner, keeper] = [owned.owner, connectionAs(owned.owner, role, seal.passwordFor(role))].map(
    (connection) => new pg.Client({ ...connection, application_name: "handschlag backup" }),
  ) as [pg.Client, pg.Client];
  // A connection that breaks shows in the statement that was waiting.
  for (const client of [owner, keeper]) client.on("error", () => undefined);
  // Ends statements that wait, as for a lock.
  const stop = () => void Promise.all([owner.end(), keeper.end()]);
  signal.addEventListener("abort", stop);
  try {
    await owner.connect();
    requireKnown(await ranMigrations(owner));
    const tables = keptOf(await tablesOf(owner));
    await keeper.connect();
    // Locked before the moment is fixed, so that no migration changes them in between.
    await keeper.query(READING);
    await keeper.query(TEXT_SETTINGS);
    await keeper.query(
      `lock table ${tables.map(({ name }) => pg.escapeIdentifier(name)).join(", ")} in access share mode`,
    );
    const { rows } = await keeper.query<{ snapshot: string }>("select pg_export_snapshot() as snapshot");
    await owner.query(READING);
    await owner.query(`set transaction snapshot ${pg.escapeLiteral(rows[0]!.snapshot)}`);
    await owner.query(TEXT_SETTINGS);
    if (JSON.stringify(keptOf(await tablesOf(owner))) !== JSON.stringify(tables))
      throw new Fault("the database is being migrated at this moment: try again");
    return await work({ keeper, owner, tables });
  } finally {
    signal.removeEventListener("abort", stop);
    await owner.end();
    await keeper.end();
  }
}

interface Beside {
  readonly seal: Seal;
  readonly secret: string | undefined;
  readonly sample: string | undefined;
}

async function writeArchive(
  file: string,
  { keeper, owner, tables }: Sources,
  { seal, secret, sample }: Beside,
  signal: AbortSignal,
): Promise<Pick<BackupMade, "tables" | "rows" | "madeAt">> {
  const manifest = await manifestOf(owner, tables, seal);
  const writer = new ArchiveWriter(file, new Date(manifest.madeAt), signal);
  try {
    await writer.putText(PART.manifest, `${JSON.stringify(manifest, undefined, 2)}\n`);
    if (secret !== undefined) await writer.putText(PART.secret, secret);
    if (sample !== undefined) await writer.putText(PART.sample, sample);
    let rows = 0;
    for (const table of tables)
      rows += (await writer.putStream(partOfTable(table.name), keeper.query(to(copyOut(table))))).rows;
    await writer.putStream(PART.queue, owner.query(to(QUEUE_OUT)));
    await writer.finish();
    return { tables: tables.length, rows, madeAt: manifest.madeAt };
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

/**
 * Numbers of transactions mean nothing in another database: they are kept as distances from the moment of the backup,
 * all below zero, so that after a restore what was first is still first and all of it is before what comes then.
 */
function copyOut({ name, columns, transactionColumns }: Table): string {
  const selected = columns.map((column) => {
    const quoted = pg.escapeIdentifier(column);
    if (!transactionColumns.includes(column)) return quoted;
    return `${quoted} - pg_snapshot_xmax(pg_current_snapshot())::text::bigint`;
  });
  return `copy (select ${selected.join(", ")} from ${pg.escapeIdentifier(name)}) to stdout`;
}

const PACKAGE = join(import.meta.dirname, "../../package.json");

async function manifestOf(owner: pg.Client, tables: readonly Table[], seal: Seal): Promise<Manifest> {
  const { rows } = await owner.query<{ now: Date; version: string }>(
    "select now(), current_setting('server_version') as version",
  );
  const { now, version } = rows[0]!;
  return {
    format: FORMAT,
    madeAt: now.toISOString(),
    product: (JSON.parse(readFileSync(PACKAGE, "utf8")) as { version: string }).version,
    postgres: version,
    secretCheck: secretCheckOf(seal).toString("hex"),
    migrations: [...(await ranMigrations(owner))],
    tables: tables.map(({ name, columns }) => ({ name, columns: [...columns] })),
  };
}

/** Restoring: the rows of a backup become those of an installation, all of them or none. */
import { resolve } from "node:path";
import pg from "pg";
import { keepSecret } from "../data-folder.ts";
import { MIGRATION_LOCK, migrate, rolesOf, type Roles } from "../db/migrate.ts";
import { SECRET_NAME } from "../db/owned.ts";
import { secretCheckOf } from "../db/secret-check.ts";
import { Fault } from "../fault.ts";
import { Seal } from "../identity/seal.ts";
import { keepSampleText } from "../sample/sample-file.ts";
import type { Settings } from "../settings.ts";
import { TEXT_SETTINGS } from "./backup.ts";
import { inspect, secretFor, type Inspected } from "./inspection.ts";
import { loadRows } from "./loading.ts";
import { tableOfPart } from "./manifest.ts";
import { keptOf, tablesOf, type Table } from "./tables.ts";
import { LOCK_LIMIT, openTarget, requireAlone, requireEmpty, secretKept, type Target } from "./target.ts";

export interface RestoreWish {
  readonly file: string;
  /** Whether what is in the installation is given up for what is in the file. */
  readonly replace: boolean;
  readonly signal: AbortSignal;
}

export interface Restored {
  readonly madeAt: string;
  readonly tables: number;
  readonly rows: number;
  /** Whether the installation's secret is now kept in the data folder. */
  readonly keptSecret: boolean;
}

/**
 * Restores a backup into an installation in which nobody is yet. Breaks off without a trace when anything is wrong
 * with the file, when the installation is in use, or when it is killed.
 * Throws a `Fault` in one sentence, or the system's error about the file.
 */
export async function restore(
  settings: Settings,
  { file, replace, signal }: RestoreWish,
  notice: (line: string) => void,
): Promise<Restored> {
  const backup = await inspect(resolve(file), signal);
  const secret = secretFor(backup, settings.secret, secretKept(settings));
  const target = await openTarget(settings, notice);
  try {
    await fill(target, backup, new Seal(Buffer.from(secret)), replace, signal);
    const keptSecret = settings.secret === undefined;
    if (keptSecret) keepSecret(target.folder, SECRET_NAME, secret);
    keepSampleText(target.folder, backup.sample);
    const parts = [...backup.tallies].filter(([part]) => tableOfPart(part) !== undefined);
    const rows = parts.reduce((sum, [, tally]) => sum + tally.rows, 0);
    const { madeAt, tables } = backup.manifest;
    return { madeAt, tables: tables.length, rows, keptSecret };
  } finally {
    await target.stop();
  }
}

async function fill(
  { owner, database }: Target,
  backup: Inspected,
  seal: Seal,
  replace: boolean,
  signal: AbortSignal,
): Promise<void> {
  const roles = rolesOf(database);
  const client = new pg.Client({ ...owner, application_name: "handschlag restore" });
  // A connection that breaks shows in the statement that was waiting.
  client.on("error", () => undefined);
  // Ends a statement that waits, as for a lock.
  const stop = () => void client.end();
  signal.addEventListener("abort", stop);
  try {
    await client.connect();
    await requireAlone(client, roles.app);
    if (!replace) await requireEmpty(client);
    await migrate(owner, roles, { app: seal.passwordFor(roles.app), keeper: seal.passwordFor(roles.keeper) });
    await client.query("begin");
    try {
      await replaceAll(client, roles, backup, seal, signal);
      await client.query("commit");
    } catch (error) {
      await client.query("rollback").catch(() => undefined); // the first error is the one to tell
      throw inWords(error);
    }
    // So that the first questions are planned by what is there now.
    for (const { name } of await tablesOf(client)) await client.query(`analyze ${pg.escapeIdentifier(name)}`);
  } finally {
    signal.removeEventListener("abort", stop);
    await client.end();
  }
}

const LOCK_REFUSED = "55P03";
function inWords(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError) || error.code !== LOCK_REFUSED) return error;
  return new Fault("another process is reading this database, perhaps a backup: wait until it has ended, then restore");
}

async function replaceAll(
  client: pg.Client,
  roles: Roles,
  backup: Inspected,
  seal: Seal,
  signal: AbortSignal,
): Promise<void> {
  // A server that starts now waits here, before it looks at anything.
  await client.query("select pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
  await client.query(TEXT_SETTINGS);
  await client.query(LOCK_LIMIT);
  const tables = await tablesOf(client);
  await setWalls(client, tables, "open");
  // Once more, now that nobody comes in.
  await requireAlone(client, roles.app);
  await client.query(`truncate ${tables.filter(isEmptied).map(quoted).join(", ")}`);
  await loadRows(client, roles, backup, keptOf(tables), signal);
  await setWalls(client, tables, "closed");
  await client.query("insert into installation (secret_check) values ($1)", [secretCheckOf(seal)]);
}

const quoted = ({ name }: Table): string => `public.${pg.escapeIdentifier(name)}`;
/** All but the list of migrations, which is about the tables and not in them. */
const isEmptied = ({ name }: Table): boolean => name !== "migration";
const isGuarded = ({ name }: Table): boolean => name !== "migration" && name !== "installation";

/**
 * COPY does not fill a table with row-level security, and what has happened is kept from being removed. Both hold for
 * the owner, who lets them go for this one transaction; nobody else sees the tables without them.
 */
async function setWalls(client: pg.Client, tables: readonly Table[], wanted: "open" | "closed"): Promise<void> {
  const change =
    wanted === "open"
      ? "no force row level security, disable trigger user"
      : "force row level security, enable trigger user";
  for (const table of tables.filter(isGuarded)) await client.query(`alter table ${quoted(table)} ${change}`);
}

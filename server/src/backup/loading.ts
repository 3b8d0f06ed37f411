/** The rows of a backup on their way into tables, also into those of a later version. */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from } from "pg-copy-streams";
import { migrationsOf, runMigration, type Roles } from "../db/migrate.ts";
import { Fault } from "../fault.ts";
import { readArchive } from "./archive-reader.ts";
import type { Inspected } from "./inspection.ts";
import { PART, tableOfPart } from "./manifest.ts";
import { QUEUE_ADD, QUEUE_EMPTY, QUEUE_IN, QUEUE_TABLE } from "./queue.ts";
import { keptOf, tablesOf, type Table } from "./tables.ts";

/** Where the tables of an older version stand until their rows have been brought up to date. */
const WORKSHOP = "handschlag_restore";

/** Fills empty tables, and the queue. All in the client's transaction. */
export async function loadRows(
  client: pg.Client,
  roles: Roles,
  backup: Inspected,
  tables: readonly Table[],
  signal: AbortSignal,
): Promise<void> {
  const migrations = migrationsOf();
  const ran = backup.manifest.migrations.length;
  if (ran === migrations.length) return loadInto(client, "public", backup, tables, signal);
  // Migrations go forward only: the rows go into tables as they were, and through the migrations that came since.
  await client.query(`create schema ${WORKSHOP}`);
  await client.query(`set local search_path to ${WORKSHOP}`);
  for (const migration of migrations.slice(0, ran)) await runMigration(client, roles, migration);
  await openWorkshop(client);
  await loadInto(client, WORKSHOP, backup, keptOf(await tablesOf(client, WORKSHOP)), signal);
  for (const migration of migrations.slice(ran)) await runMigration(client, roles, migration);
  await openWorkshop(client);
  for (const { name, columns } of tables) {
    const [table, list] = [pg.escapeIdentifier(name), listOf(columns)];
    await client.query(`insert into public.${table} (${list}) select ${list} from ${WORKSHOP}.${table}`);
  }
  await client.query("set local search_path to public");
  await client.query(`drop schema ${WORKSHOP} cascade`);
}

/** The owner's walls are down where nobody else can look. */
async function openWorkshop(client: pg.Client): Promise<void> {
  for (const { name } of await tablesOf(client, WORKSHOP))
    await client.query(`alter table ${WORKSHOP}.${pg.escapeIdentifier(name)} no force row level security`);
}

const listOf = (columns: readonly string[]): string => columns.map((column) => pg.escapeIdentifier(column)).join(", ");

async function loadInto(
  client: pg.Client,
  schema: string,
  { file, manifest, tallies }: Inspected,
  tables: readonly Table[],
  signal: AbortSignal,
): Promise<void> {
  // By name, as the order depends on what else refers to what.
  const columnsByName = new Map(tables.map(({ name, columns }) => [name, listOf(columns)]));
  const isSame = manifest.tables.every(({ name, columns }) => columnsByName.get(name) === listOf(columns));
  if (!isSame || manifest.tables.length !== tables.length)
    throw new Error("broken invariant: the same migrations make the same tables");
  const found = await readArchive(
    file,
    async (part, content) => {
      const name = tableOfPart(part);
      const table = manifest.tables.find((each) => each.name === name);
      if (table !== undefined) {
        const target = `${schema}.${pg.escapeIdentifier(table.name)}`;
        await copyIn(client, `copy ${target} (${listOf(table.columns)}) from stdin`, content, tallies.get(part)!.rows);
      } else if (part === PART.queue) await loadQueue(client, content, tallies.get(part)!.rows);
    },
    signal,
  );
  for (const [part, { sha256 }] of tallies)
    if (found.get(part)?.sha256 !== sha256)
      throw new Fault(`${file} was changed while it was restored: nothing was restored`);
}

async function copyIn(client: pg.Client, text: string, content: AsyncIterable<Buffer>, rows: number): Promise<void> {
  const target = client.query(from(text));
  await pipeline(Readable.from(content, { objectMode: false }), target);
  if (target.rowCount !== rows) throw new Error(`broken invariant: ${text}: ${target.rowCount} rows of ${rows}`);
}

async function loadQueue(client: pg.Client, content: AsyncIterable<Buffer>, rows: number): Promise<void> {
  await client.query(QUEUE_TABLE);
  await copyIn(client, QUEUE_IN, content, rows);
  await client.query(QUEUE_EMPTY);
  await client.query(QUEUE_ADD);
}

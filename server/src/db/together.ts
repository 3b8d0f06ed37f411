import { sql, type RawBuilder } from "kysely";
import type { Tx } from "./tenant.ts";

/** An insertion of rows that all have the columns of the first. */
export function insertion(table: string, rows: readonly Readonly<Record<string, unknown>>[]): RawBuilder<unknown> {
  const columns = Object.keys(rows[0]!);
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
  return sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) values ${sql.join(values)}`;
}

/** PostgreSQL's own writing of bytes. */
const writable = (value: unknown): unknown => (Buffer.isBuffer(value) ? `\\x${value.toString("hex")}` : value);

/** The same for many rows at once: they go as one value, which the database takes apart faster than so many. */
export function insertionOfMany(
  table: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): RawBuilder<unknown> {
  const columns = sql.join(Object.keys(rows[0]!).map((column) => sql.ref(column)));
  const written = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, writable(value)])),
  );
  return sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(written)}::json)`;
}

/** Carries out statements that change something in one round trip. None sees what the others change. */
export async function together(tx: Tx, statements: readonly RawBuilder<unknown>[]): Promise<void> {
  const [first, ...others] = statements;
  if (first === undefined) return;
  const parts = others.map((statement, index) => sql`${sql.ref(`also_${index}`)} as (${statement})`);
  await (parts.length === 0 ? first : sql`with ${sql.join(parts)} ${first}`).execute(tx);
}

import { sql, type CompiledQuery, type QueryExecutorProvider, type RawBuilder } from "kysely";
import { clientOf } from "./connect.ts";
import type { Tx } from "./tenant.ts";

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** SQL out of its texts and the values between them. Composed of a node for each name it costs five times as much. */
const sqlOf = (texts: string[], values: readonly unknown[]): RawBuilder<unknown> =>
  sql(Object.assign(texts, { raw: texts }), ...values);

/** An insertion of rows that all have the columns of the first. */
export function insertion(table: string, rows: readonly Readonly<Record<string, unknown>>[]): RawBuilder<unknown> {
  const columns = Object.keys(rows[0]!);
  const values = rows.flatMap((row) => columns.map((column) => row[column]));
  const texts: string[] = values.map((_, index) => (index % columns.length === 0 ? "), (" : ", "));
  texts[0] = `insert into ${quoted(table)} (${columns.map(quoted).join(", ")}) values (`;
  return sqlOf([...texts, ")"], values);
}

/** An update of the row that has `key`. */
export function update(
  table: string,
  key: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
): RawBuilder<unknown> {
  const sets = Object.keys(changes).map((column, index) => `${index === 0 ? "" : ", "}${quoted(column)} = `);
  const wheres = Object.keys(key).map((column, index) => `${index === 0 ? " where " : " and "}${quoted(column)} = `);
  const texts = [...sets, ...wheres, ""];
  texts[0] = `update ${quoted(table)} set ${texts[0]}`;
  return sqlOf(texts, [...Object.values(changes), ...Object.values(key)]);
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

/**
 * Carries out statements that change something, all in one. None sees what the others change. They go along with the
 * transaction's next statement or with its end, which then fails if one of them does.
 */
export async function together(tx: Tx, statements: readonly RawBuilder<unknown>[]): Promise<void> {
  const [first, ...others] = statements;
  if (first === undefined) return;
  const parts = others.map((statement, index) => sql`${sql.ref(`also_${index}`)} as (${statement})`);
  const statement = parts.length === 0 ? first : sql`with ${sql.join(parts)} ${first}`;
  await (await clientOf(tx)).alongWithNext(statement.compile(tx));
}

interface Question<Row = unknown> {
  compile(executor: QueryExecutorProvider): CompiledQuery<Row>;
}
type RowsOf<Asked> = Asked extends Question<infer Row> ? Row[] : never;

/** Asks questions in one round trip, of which none needs another's answer. */
export async function answersTo<const Questions extends readonly Question[]>(
  tx: Tx,
  questions: Questions,
): Promise<{ -readonly [Index in keyof Questions]: RowsOf<Questions[Index]> }> {
  const answers = await (await clientOf(tx)).ask(questions.map((question) => question.compile(tx)));
  return answers.map(({ rows }) => rows) as never;
}

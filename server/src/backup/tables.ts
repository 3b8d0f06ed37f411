/** The tables of an installation, as the catalog of its database has them. */
import type pg from "pg";

/** Tables of which the backup holds no rows, and why. */
export const LEFT_OUT: ReadonlyMap<string, string> = new Map([
  ["migration", "the manifest lists the migrations, and a restore begins with them"],
  ["installation", "what is in it follows from the secret"],
  ["event_reader", "numbers of transactions mean nothing in another cluster"],
  ["session", "whoever was signed in then signs in again: a session that has ended since must not come back"],
]);

export interface Table {
  readonly name: string;
  /** Those that are stored, in their order. */
  readonly columns: readonly string[];
  /** Columns that hold the number of the transaction that wrote the row. */
  readonly transactionColumns: readonly string[];
}

interface Row extends Table {
  readonly refersTo: readonly string[];
}

const TABLES = `
  select c.relname::text as name,
    (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
    array(select a.attname::text from pg_attribute a join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attgenerated = ''
        and pg_get_expr(d.adbin, d.adrelid) like '%pg_current_xact_id()%') as "transactionColumns",
    array(select distinct r.relname::text from pg_constraint f join pg_class r on r.oid = f.confrelid
      where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as "refersTo"
  from pg_class c
  where c.relnamespace = to_regnamespace($1) and c.relkind = 'r'
    and (c.relname = any ($2) or exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'keeper'))
  order by c.relname`;

/**
 * The tables that our migrations made in a schema, each after those that it refers to; in a database of their own, people
 * may have put others beside them. Throws when they refer to each other in a circle.
 */
export async function tablesOf(client: pg.Client, schema = "public"): Promise<readonly Table[]> {
  const { rows } = await client.query<Row>(TABLES, [schema, [...LEFT_OUT.keys()]]);
  const waiting = new Map(rows.map((row) => [row.name, row]));
  const ordered: Table[] = [];
  while (waiting.size > 0) {
    const next = [...waiting.values()].filter(({ refersTo }) => !refersTo.some((other) => waiting.has(other)));
    if (next.length === 0)
      throw new Error(`broken invariant: tables refer to each other: ${[...waiting.keys()].join(", ")}`);
    for (const { name, columns, transactionColumns } of next) {
      waiting.delete(name);
      ordered.push({ name, columns, transactionColumns });
    }
  }
  return ordered;
}

/** Those of which a backup holds the rows. */
export const keptOf = (tables: readonly Table[]): readonly Table[] => tables.filter(({ name }) => !LEFT_OUT.has(name));

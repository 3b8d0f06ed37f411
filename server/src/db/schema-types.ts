/** Writes the TypeScript types of a migrated database: SQL is the source, `schema.gen.ts` its committed image. */
import type pg from "pg";

const TYPES: Readonly<Record<string, string>> = {
  uuid: "string",
  text: "string",
  name: "string",
  int4: "number",
  int8: "string",
  bool: "boolean",
  timestamptz: "Date",
  date: "string",
  bytea: "Buffer",
  jsonb: "unknown",
  tsvector: "string",
  _text: "string[]",
  _uuid: "string[]",
};

interface Column {
  readonly relation: string;
  readonly column: string;
  readonly type: string;
  readonly required: boolean;
  readonly generated: boolean;
}

const COLUMNS = `
  select c.relname as relation, a.attname as column, t.typname as type, a.attnotnull as required, a.atthasdef as generated
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
  order by c.relname, a.attnum`;

const camel = (name: string): string => name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The text of `schema.gen.ts`. Throws on a column type that has no counterpart here. */
export async function schemaTypes(client: pg.Client | pg.PoolClient): Promise<string> {
  const { rows } = await client.query<Column>(COLUMNS);
  const columnsByRelation = Map.groupBy(rows, ({ relation }) => relation);
  const tables = [...columnsByRelation].map(([relation, columns]) => {
    const fields = columns.map(({ column, type, required, generated }) => {
      const base = TYPES[type];
      if (base === undefined) throw new Error(`no TypeScript type for ${type} of ${relation}.${column}`);
      const value = required ? base : `${base} | null`;
      return `  ${column}: ${generated ? `Generated<${value}>` : value};`;
    });
    return `interface ${camel(relation)} {\n${fields.join("\n")}\n}\n`;
  });
  const names = [...columnsByRelation.keys()].map((relation) => `  ${relation}: ${camel(relation)};`);
  return [
    "// Generated from the database by schema.db.test.ts (HANDSCHLAG_UPDATE=1 npm test -- schema). Do not edit.\n",
    'import type { Generated } from "kysely";\n\n',
    `${tables.join("\n")}\n`,
    `/** The tables of the database. */\nexport interface DB {\n${names.join("\n")}\n}\n`,
  ].join("");
}

/** The shape of the database: its types, its keys, and that it is the same however it came to be. */
import { readFileSync, writeFileSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "./cluster.test-support.ts";
import { migrate, migrationsOf, rolesOf } from "./migrate.ts";
import { schemaTypes } from "./schema-types.ts";
import { TEST_PASSWORDS } from "./test-cluster.test-support.ts";
import { UNIVERSE } from "./universe.test-support.ts";

const GENERATED = new URL("schema.gen.ts", import.meta.url);
/** Tables whose rows belong to no tenant, and why: their keys need not begin with one. */
const GLOBAL_TABLES = new Map([
  ["company", "a company is a tenant: its id is the tenant's"],
  ["person", "one human may be in many companies"],
  ["person_account", "the address by which a person signs in, in whichever company"],
  ["password", "of a person"],
  ["totp", "of a person"],
  ["recovery_code", "of a person"],
  ["passkey", "of a person"],
  ["session", "of a person, found by the hash of its token alone"],
  ["ceremony", "begins before it is known who asks"],
  ["throttle", "counts before it is known who asks"],
  ["event_reader", "reads the events of all tenants"],
  ["migration", "of the installation"],
  ["installation", "of the installation"],
]);

const cluster = inject("cluster");
const roles = rolesOf(cluster.owner.database);

let database: TestDatabase;
let superuser: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase(cluster);
  superuser = await connect({ ...cluster.superuser, database: database.name });
});
afterAll(async () => {
  await superuser.end();
  await database.drop();
});

async function connect(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(config);
  await client.connect();
  return client;
}

const rowsOf = async <Row extends pg.QueryResultRow>(text: string, client = superuser): Promise<Row[]> =>
  (await client.query<Row>(text)).rows;

test("the types of the database's tables are the ones that the program is compiled with", async () => {
  const types = await schemaTypes(superuser);
  if (process.env["HANDSCHLAG_UPDATE"]) writeFileSync(GENERATED, types);
  expect(readFileSync(GENERATED, "utf8")).toBe(types);
});

interface Key {
  readonly table: string;
  readonly name: string;
  readonly columns: readonly string[];
}

const columnsOf = (table: string, numbers: string): string =>
  `array(select a.attname::text from unnest(${numbers}::int2[]) with ordinality k(number, position)
    join pg_attribute a on a.attrelid = ${table} and a.attnum = k.number order by position)`;

const UNIQUE_KEYS = `
  select c.relname::text as table, i.indexrelid::regclass::text as name, ${columnsOf("c.oid", "string_to_array(i.indkey::text, ' ')")} as columns
  from pg_index i join pg_class c on c.oid = i.indrelid
  where c.relnamespace = 'public'::regnamespace and i.indisunique order by 1, 2`;

test("every unique key begins with the tenant, apart from those of global tables", async () => {
  const keys = await rowsOf<Key>(UNIQUE_KEYS);
  const tables = new Set(keys.map(({ table }) => table));
  expect([...GLOBAL_TABLES.keys()].filter((table) => !tables.has(table))).toEqual([]);
  const without = keys.filter(({ table, columns }) => columns[0] !== "tenant_id" && !GLOBAL_TABLES.has(table));
  expect(without).toEqual([]);
  const global = keys.filter(({ table, columns }) => columns[0] === "tenant_id" && GLOBAL_TABLES.has(table));
  expect(global).toEqual([]);
});

interface ForeignKey extends Key {
  readonly target: string;
  readonly targetColumns: readonly string[];
  readonly isIndexed: boolean;
}

const FOREIGN_KEYS = `
  select c.relname::text as table, f.conname::text as name, ${columnsOf("f.conrelid", "f.conkey")} as columns,
    t.relname::text as target, ${columnsOf("f.confrelid", "f.confkey")} as "targetColumns",
    exists (select from pg_index i where i.indrelid = f.conrelid and i.indpred is null and i.indisvalid
      and (string_to_array(i.indkey::text, ' ')::int2[])[1:cardinality(f.conkey)] @> f.conkey) as "isIndexed"
  from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class t on t.oid = f.confrelid
  where f.contype = 'f' and c.relnamespace = 'public'::regnamespace order by 1, 2`;

test("every foreign key is the beginning of an index: what it refers to can be removed without reading all", async () => {
  const keys = await rowsOf<ForeignKey>(FOREIGN_KEYS);
  expect(keys.length).toBeGreaterThan(20);
  expect(keys.filter(({ isIndexed }) => !isIndexed).map(({ name }) => name)).toEqual([]);
});

test("no foreign key leads out of its tenant: it names the tenant on both ends, or a global table", async () => {
  const keys = await rowsOf<ForeignKey>(FOREIGN_KEYS);
  const leadsOut = ({ columns, target, targetColumns }: ForeignKey): boolean =>
    !GLOBAL_TABLES.has(target) && (columns[0] !== "tenant_id" || targetColumns[0] !== "tenant_id");
  expect(keys.filter(leadsOut)).toEqual([]);
  expect(keys.filter(({ table, target }) => GLOBAL_TABLES.has(table) && !GLOBAL_TABLES.has(target))).toEqual([]);
});

test("every row of a tenant says which: the column is there, required, and leads to a company", async () => {
  const rows = await rowsOf<{ table: string; required: boolean }>(
    `select c.relname::text as table, coalesce(a.attnotnull, false) as required from pg_class c
     left join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and a.atttypid = 'uuid'::regtype
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
  );
  const without = rows.filter(({ required }) => !required).map(({ table }) => table);
  expect(without.toSorted()).toEqual([...GLOBAL_TABLES.keys()].toSorted());
});

test("nothing counts across tenants, and no moment is without its zone", async () => {
  expect(
    await rowsOf("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S'"),
  ).toEqual([]);
  expect(
    await rowsOf(
      `select table_name, column_name from information_schema.columns
       where table_schema = 'public' and data_type like '%without time zone'`,
    ),
  ).toEqual([]);
});

/** The whole shape of a database, line by line; the order of a table's columns does not count. */
const SHAPE = `
  select format('column %s.%s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then 'required' end, pg_get_expr(d.adbin, d.adrelid)) as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
  union all select format('table %s %s %s %s %s', relname, relrowsecurity, relforcerowsecurity, reloptions, relacl)
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'S')
  union all select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    from pg_constraint where connamespace = 'public'::regnamespace
  union all select format('index %s', pg_get_indexdef(i.indexrelid))
    from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = 'public'::regnamespace
  union all select format('policy %s %s %s %s %s %s %s', polrelid::regclass, polname, polcmd, polpermissive,
      array(select rolname from pg_roles where oid = any (polroles) order by 1),
      pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
    from pg_policy join pg_class c on c.oid = polrelid where c.relnamespace = 'public'::regnamespace
  union all select format('trigger %s', pg_get_triggerdef(t.oid))
    from pg_trigger t join pg_class c on c.oid = t.tgrelid where c.relnamespace = 'public'::regnamespace and not tgisinternal
  union all select format('function %s %s', pg_get_functiondef(oid), proacl)
    from pg_proc where pronamespace = 'public'::regnamespace
  union all select format('comment %s %s %s', objoid::regclass, objsubid, description)
    from pg_description join pg_class c on c.oid = objoid and classoid = 'pg_class'::regclass
    where c.relnamespace = 'public'::regnamespace`;

const shapeOf = async (client: pg.Client): Promise<string[]> =>
  (await rowsOf<{ line: string }>(SHAPE, client)).map(({ line }) => line).toSorted();

/** Adds the rows of the universe to the tables that are there by now, as far as they have the columns. */
async function fill(client: pg.Client, filled: Set<string>): Promise<void> {
  const columns = await rowsOf<{ table: string; column: string }>(
    "select table_name as table, column_name as column from information_schema.columns where table_schema = 'public'",
    client,
  );
  const byTable = Map.groupBy(columns, ({ table }) => table);
  for (const [table, rows] of Object.entries(UNIVERSE)) {
    if (filled.has(table) || !byTable.has(table)) continue;
    const present = new Set(byTable.get(table)!.map(({ column }) => column));
    for (const row of Object.values(rows)) {
      const cells = Object.entries(row).filter(([column]) => present.has(column));
      const names = cells.map(([column]) => pg.escapeIdentifier(column)).join(", ");
      const places = cells.map((_, index) => `$${index + 1}`).join(", ");
      await client.query(
        `insert into ${pg.escapeIdentifier(table)} (${names}) values (${places})`,
        cells.map(([, value]) => value),
      );
    }
    filled.add(table);
  }
}

test("a database brought up step by step, with rows in it from the first day, is the same as a new one", async () => {
  const upgraded = await createTestDatabase(cluster, "template0");
  try {
    const all = migrationsOf();
    const filled = new Set<string>();
    for (const { number } of all) {
      await migrate(upgraded.owner, roles, TEST_PASSWORDS, all.slice(0, number));
      const client = await connect({ ...cluster.superuser, database: upgraded.name });
      await fill(client, filled);
      await client.end();
    }
    // Again with nothing new, as at every start.
    await migrate(upgraded.owner, roles, TEST_PASSWORDS);
    const client = await connect({ ...cluster.superuser, database: upgraded.name });
    try {
      expect(await shapeOf(client)).toEqual(await shapeOf(superuser));
      expect([...filled].toSorted()).toEqual(Object.keys(UNIVERSE).toSorted());
      for (const [table, rows] of Object.entries(UNIVERSE)) {
        const { length } = await rowsOf(`select from ${pg.escapeIdentifier(table)}`, client);
        expect([table, length]).toEqual([table, Object.keys(rows).length]);
      }
    } finally {
      await client.end();
    }
  } finally {
    await upgraded.drop();
  }
});

test("a migration that was changed after it ran, and a database of a newer version, are told in words", async () => {
  const [first, ...others] = migrationsOf();
  const changed = [{ ...first!, hash: "another" }, ...others];
  await expect(migrate(database.owner, roles, TEST_PASSWORDS, changed)).rejects.toThrow(
    "the migration 0001-tenancy was changed after it ran on this database",
  );
  await expect(migrate(database.owner, roles, TEST_PASSWORDS, [first!])).rejects.toThrow(
    "the database is of a newer version of Handschlag",
  );
  const shape = await shapeOf(superuser);
  const broken = { number: others.length + 2, name: "broken", hash: "x", text: "create table half (); select 1 / 0" };
  await expect(migrate(database.owner, roles, TEST_PASSWORDS, [first!, ...others, broken])).rejects.toThrow(
    "division by zero",
  );
  expect(await shapeOf(superuser)).toEqual(shape);
});

test("of several that start at once one migrates, and the others find it done", async () => {
  const empty = await createTestDatabase(cluster, "template0");
  try {
    await Promise.all(Array.from({ length: 4 }, () => migrate(empty.owner, roles, TEST_PASSWORDS)));
    const client = await connect({ ...cluster.superuser, database: empty.name });
    const applied = await rowsOf("select from migration", client);
    await client.end();
    expect(applied).toHaveLength(migrationsOf().length);
  } finally {
    await empty.drop();
  }
});

/** What the queue keeps for itself, by its own migrations: jobs name their tenant in what they carry. */
test("beside these tables there are those of the queue only, open to the server's role and to no other", async () => {
  const rows = await rowsOf<{ schema: string; isOn: boolean; policies: string }>(
    `select distinct c.relnamespace::regnamespace::text as schema, c.relrowsecurity as "isOn",
       array(select r.rolname from pg_policy p join pg_roles r on r.oid = any (p.polroles) where p.polrelid = c.oid)::text as policies
     from pg_class c where c.relkind in ('r', 'p', 'v', 'm')
       and c.relnamespace::regnamespace::text not in ('public', 'pg_catalog', 'information_schema')
       and c.relnamespace::regnamespace::text not like 'pg_toast%' and c.relname <> 'migrations'`,
  );
  expect(rows.filter(({ policies }) => policies !== "{}" && policies !== `{${roles.app}}`)).toEqual([]);
  expect(new Set(rows.map(({ schema }) => schema))).toEqual(new Set(["graphile_worker"]));
});

test.each(["app", "keeper"] as const)("the role %s can make nothing anywhere", async (key) => {
  const schemas = await superuser.query(
    "select nspname from pg_namespace where has_schema_privilege($1, oid, 'create')",
    [roles[key]],
  );
  expect(schemas.rows).toEqual([]);
});

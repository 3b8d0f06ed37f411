/** Brings a database to the version of this program, as its owner, and makes the roles that the server works with. */
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";
import { Fault } from "../fault.ts";

const FOLDER = join(import.meta.dirname, "../../migrations");
/** Any number, the same in every process: one of them migrates, the others wait. */
const LOCK = 4_400_101;
const NEWER =
  "the database is of a newer version of Handschlag: start that version, or restore a backup into another database";

/** The roles of one database; PostgreSQL keeps roles for a whole cluster, so their names come from the database's. */
export interface Roles {
  readonly app: string;
  readonly keeper: string;
}

export const rolesOf = (database: string): Roles => ({ app: `${database}_app`, keeper: `${database}_keeper` });

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly text: string;
  readonly hash: string;
}

/** All migrations in order. Throws when two have one number or one is missing. */
export function migrationsOf(folder = FOLDER): readonly Migration[] {
  const migrations = globSync("*.sql", { cwd: folder })
    .toSorted()
    .map((file) => {
      const text = readFileSync(join(folder, file), "utf8");
      return {
        number: Number(file.slice(0, 4)),
        name: basename(file, ".sql"),
        text,
        hash: createHash("sha256").update(text).digest("hex"),
      };
    });
  for (const [index, { number, name }] of migrations.entries())
    if (number !== index + 1) throw new Error(`broken invariant: migration ${index + 1} is ${name}`);
  return migrations;
}

/**
 * Migrates the database of `owner` and gives its roles the passwords. Repeatable; of several processes one works.
 *
 * Throws a `Fault` when the database is of a newer version, a migration was changed after it ran, or the owner may not
 * make roles.
 */
export async function migrate(
  owner: pg.ClientConfig,
  roles: Roles,
  passwords: Roles,
  migrations = migrationsOf(),
): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await makeRoles(client, roles, passwords);
    await apply(client, roles, migrations);
    await migrateQueue(owner);
    await admitToQueue(client, roles);
  } finally {
    await client.end();
  }
}

/** The queue's own tables, by its own migrations. */
async function migrateQueue(owner: pg.ClientConfig): Promise<void> {
  const pool = new pg.Pool({ ...owner, max: 1 });
  pool.on("error", () => undefined).on("connect", (client) => client.on("error", () => undefined));
  try {
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) });
  } finally {
    await pool.end();
  }
}

async function makeRoles(client: pg.Client, roles: Roles, passwords: Roles): Promise<void> {
  for (const key of ["app", "keeper"] as const) {
    const name = pg.escapeIdentifier(roles[key]);
    const password = pg.escapeLiteral(passwords[key]);
    const { rowCount } = await client.query("select from pg_roles where rolname = $1", [roles[key]]);
    try {
      if (rowCount === 0) await client.query(`create role ${name} login`);
      await client.query(`alter role ${name} login password ${password}`);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.code !== "42501") throw error;
      throw new Fault(
        `the owner of the database may not make roles: give it CREATEROLE, or make the role ${roles[key]} with LOGIN and grant it to the owner WITH ADMIN OPTION`,
      );
    }
  }
  const database = pg.escapeIdentifier(client.database ?? "");
  await client.query(`revoke all on database ${database} from public`);
  await client.query(
    `grant connect on database ${database} to ${pg.escapeIdentifier(roles.app)}, ${pg.escapeIdentifier(roles.keeper)}`,
  );
  await client.query(
    `grant usage on schema public to ${pg.escapeIdentifier(roles.app)}, ${pg.escapeIdentifier(roles.keeper)}`,
  );
}

async function apply(client: pg.Client, roles: Roles, migrations: readonly Migration[]): Promise<void> {
  await client.query(
    "create table if not exists migration (number integer primary key, name text not null, hash text not null, applied_at timestamptz not null default now())",
  );
  await client.query(
    `grant select on migration to ${pg.escapeIdentifier(roles.app)}, ${pg.escapeIdentifier(roles.keeper)}`,
  );
  const { rows } = await client.query<{ number: number; hash: string }>("select number, hash from migration");
  const hashByNumber = new Map(rows.map(({ number, hash }) => [number, hash]));
  if (Math.max(0, ...hashByNumber.keys()) > migrations.length) throw new Fault(NEWER);
  for (const { number, name, text, hash } of migrations) {
    const applied = hashByNumber.get(number);
    if (applied === hash) continue;
    if (applied !== undefined) throw new Fault(`the migration ${name} was changed after it ran on this database`);
    await client.query("begin");
    try {
      await client.query(
        "select set_config('handschlag.app_role', $1, true), set_config('handschlag.keeper_role', $2, true)",
        [roles.app, roles.keeper],
      );
      await client.query(text);
      await client.query("insert into migration (number, name, hash) values ($1, $2, $3)", [number, name, hash]);
      await client.query("commit");
    } catch (error) {
      await client.query("rollback");
      throw error;
    }
  }
}

/** The queue's tables have row-level security and no policy: the server's role gets one, as jobs name their tenant in their payload. */
async function admitToQueue(client: pg.Client, { app }: Roles): Promise<void> {
  const role = pg.escapeIdentifier(app);
  await client.query(`grant usage on schema graphile_worker to ${role}`);
  await client.query(`grant select, insert, update, delete on all tables in schema graphile_worker to ${role}`);
  await client.query(`grant usage, select on all sequences in schema graphile_worker to ${role}`);
  await client.query(`grant execute on all functions in schema graphile_worker to ${role}`);
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r' and c.relrowsecurity
       and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'handschlag')`,
  );
  for (const { name } of rows)
    await client.query(
      `create policy handschlag on graphile_worker.${pg.escapeIdentifier(name)} to ${role} using (true) with check (true)`,
    );
  // Before PostgreSQL 18 each poll would read all jobs of the future.
  await client.query(
    "create index if not exists handschlag_due on graphile_worker._private_jobs (run_at) where is_available",
  );
}

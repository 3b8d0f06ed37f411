/** Brings a database to the version of this program, as its owner, and makes the roles that the server works with. */
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";
import { Fault } from "../fault.ts";

const FOLDER = join(import.meta.dirname, "../../migrations");
/** Any number, the same in every process: one of them migrates or restores, the others wait. */
export const MIGRATION_LOCK = 4_400_101;
const NEWER =
  "the database is of a newer version of Handschlag: start that version, or restore a backup into another database";

/** The roles of one database; PostgreSQL keeps roles for a whole cluster, so their names come from the database's. */
export interface Roles {
  readonly app: string;
  readonly keeper: string;
}

export const rolesOf = (database: string): Roles => ({ app: `${database}_app`, keeper: `${database}_keeper` });

/** A migration as it ran. */
export interface RanMigration {
  readonly number: number;
  readonly name: string;
  readonly hash: string;
}

interface Migration extends RanMigration {
  readonly text: string;
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
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
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
  const ran = await ranMigrations(client);
  requireKnown(ran, migrations);
  for (const migration of migrations.slice(ran.length)) {
    await client.query("begin");
    try {
      await runMigration(client, roles, migration);
      const { number, name, hash } = migration;
      await client.query("insert into migration (number, name, hash) values ($1, $2, $3)", [number, name, hash]);
      await client.query("commit");
    } catch (error) {
      await client.query("rollback");
      throw error;
    }
  }
}

/** The migrations that ran on a database, in order; none on a new one. */
export async function ranMigrations(client: pg.Client): Promise<readonly RanMigration[]> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('public.migration') is not null as there",
  );
  if (!rows[0]!.there) return [];
  return (await client.query<RanMigration>("select number, name, hash from public.migration order by number")).rows;
}

/** Throws a `Fault` unless what ran is the beginning of what this program would run. */
export function requireKnown(ran: readonly RanMigration[], migrations: readonly RanMigration[] = migrationsOf()): void {
  if (ran.length > migrations.length) throw new Fault(NEWER);
  const changed = ran.find(({ hash }, index) => hash !== migrations[index]?.hash);
  if (changed !== undefined) throw new Fault(`the migration ${changed.name} was changed after it ran on this database`);
}

/** Runs a migration in the client's transaction and in the schema to which it looks first. */
export async function runMigration(client: pg.Client, roles: Roles, { text }: Migration): Promise<void> {
  await client.query(
    "select set_config('handschlag.app_role', $1, true), set_config('handschlag.keeper_role', $2, true)",
    [roles.app, roles.keeper],
  );
  await client.query(text);
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

import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { type Connection, startEmbedded } from "./embedded.ts";
import { rolesOf } from "./migrate.ts";

/** Facts about the one cluster of a test run; plain data, so that it can be handed to the workers. */
export interface TestCluster {
  readonly superuser: pg.ClientConfig;
  /** As the role that owns every test database and may make further roles; `database` is the template. */
  readonly owner: pg.ClientConfig & { readonly user: string; readonly password: string; readonly database: string };
}

/** A database of its own for a test file. */
export interface TestDatabase {
  readonly name: string;
  readonly owner: pg.ClientConfig;
  /** The same database as another role, such as the one the server uses. */
  as(user: string, password: string): pg.ClientConfig;
  drop(): Promise<void>;
}

/** Crashes are not tested here, and without waiting for the disk all is faster. */
const FAST = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" };

/**
 * Starts the cluster of a test run, or uses the one that HANDSCHLAG_TEST_DATABASE_URL names with a superuser's URL,
 * and has `migrate` fill the template from which every test file's database is copied.
 * The roles that `migrate` makes should begin with the owner's name, so that `stop` finds and drops them.
 */
export async function startTestCluster(
  migrate: (owner: TestCluster["owner"]) => Promise<void>,
): Promise<{ readonly cluster: TestCluster; stop(): Promise<void> }> {
  const { superuser, end } = await findServer();
  const name = `test_${randomBytes(4).toString("hex")}`;
  const owner = { ...superuser, user: name, password: randomBytes(16).toString("hex"), database: name };
  await runAll(superuser, [
    `create role ${name} login createrole password '${owner.password}'`,
    `create database ${name} owner ${name}`,
  ]);
  const stop = async () => {
    await runAll(superuser, await leavings(superuser, name));
    await end();
  };
  try {
    await migrate(owner);
    // PostgreSQL 15 gives others nothing on it, and copies need no connection to it.
    await runAll(superuser, [`alter database ${name} with is_template true`]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { cluster: { superuser, owner }, stop };
}

/** A temporary folder through which the database's user may pass when root runs the tests. */
export function createPassableFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "handschlag-test-"));
  chmodSync(folder, 0o711);
  return folder;
}

async function findServer(): Promise<{ superuser: pg.ClientConfig; end: () => Promise<void> }> {
  const url = process.env["HANDSCHLAG_TEST_DATABASE_URL"];
  if (url) {
    // Taken apart here, because a URL beside other settings would win over them.
    const { host, port, user, password, database } = new pg.Client(url);
    return {
      superuser: { host, port, ...(user && { user }), ...(password && { password }), database: database ?? "postgres" },
      end: async () => {},
    };
  }
  const folder = createPassableFolder();
  const embedded = await startEmbedded(join(folder, "data"), { settings: FAST, commonFolder: join(folder, "common") });
  const end = async () => {
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const superuser: Connection = embedded.superuser;
  return { superuser, end };
}

/** Copies the migrated template, about 50 ms; an empty database comes from the template `template0`. */
export async function createTestDatabase(
  { superuser, owner }: TestCluster,
  template: string = owner.database,
): Promise<TestDatabase> {
  const name = `${owner.database}_${randomBytes(4).toString("hex")}`;
  await runAll(superuser, [`create database ${name} template ${template} owner ${owner.user}`]);
  if (template !== "template0") {
    // What is granted on a database itself is not copied with it.
    const { app, keeper } = rolesOf(owner.database);
    await runAll(superuser, [
      `revoke all on database ${name} from public`,
      `grant connect on database ${name} to ${app}, ${keeper}`,
    ]);
  }
  return {
    name,
    owner: { ...owner, database: name },
    as: (user, password) => ({ ...owner, user, password, database: name }),
    drop: () => runAll(superuser, [`drop database if exists ${name} with (force)`]),
  };
}

/** What drops every database and role of a run. */
async function leavings(superuser: pg.ClientConfig, name: string): Promise<string[]> {
  const client = new pg.Client(superuser);
  await client.connect();
  try {
    const like = `${name}%`;
    const databases = await client.query<{ datname: string }>("select datname from pg_database where datname like $1", [
      like,
    ]);
    const roles = await client.query<{ rolname: string }>(
      "select rolname from pg_roles where rolname like $1 order by rolname desc",
      [like],
    );
    return [
      ...databases.rows.flatMap(({ datname }) => [
        `alter database ${datname} with is_template false`,
        `drop database ${datname} with (force)`,
      ]),
      ...roles.rows.map(({ rolname }) => `drop role ${client.escapeIdentifier(rolname)}`),
    ];
  } finally {
    await client.end();
  }
}

async function runAll(connection: pg.ClientConfig, statements: readonly string[]): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Whole installations for tests of backup and restore, each with a database of its own in the cluster of the tests. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Kysely } from "kysely";
import pg from "pg";
import { inject } from "vitest";
import { keepSecret, readSecrets } from "../data-folder.ts";
import { createTestDatabase, type TestDatabase } from "../db/cluster.test-support.ts";
import { databaseOf } from "../db/connect.ts";
import { migrate, migrationsOf, rolesOf } from "../db/migrate.ts";
import { connectionAs, SECRET_NAME } from "../db/owned.ts";
import type { DB } from "../db/schema.gen.ts";
import { requireSecret } from "../db/secret-check.ts";
import { fillUniverse } from "../db/universe.test-support.ts";
import { Seal } from "../identity/seal.ts";
import { newToken } from "../identity/tokens.ts";
import { keepSampleText, sampleText } from "../sample/sample-file.ts";
import { readSettings, type Settings } from "../settings.ts";
import { LEFT_OUT } from "./tables.ts";

const SAMPLE = '[{ "name": "Nele Beispiel" }]\n';

export const quiet = (): void => undefined;
export const never = (): AbortSignal => new AbortController().signal;

/** Every row as text, by table; what numbers a transaction has differs from database to database. */
export type Rows = Readonly<Record<string, readonly string[]>>;

/** `postgres://…` for settings of any kind, also with a socket. */
function urlOf({ user, password, host, port, database }: pg.ClientConfig): string {
  const login = `${encodeURIComponent(String(user))}:${encodeURIComponent(String(password))}`;
  return `postgres://${login}@/${database}?host=${encodeURIComponent(String(host))}&port=${port}`;
}

export class TestInstallation {
  readonly settings: Settings;
  readonly folder: string;
  readonly database: TestDatabase;
  private readonly base: string;

  private constructor(database: TestDatabase, secret: string | undefined) {
    this.database = database;
    this.base = mkdtempSync(join(tmpdir(), "handschlag-test-"));
    this.folder = join(this.base, "data");
    mkdirSync(this.folder);
    this.settings = readSettings({
      HANDSCHLAG_DATA: this.folder,
      DATABASE_URL: urlOf(database.owner),
      HANDSCHLAG_SECRET: secret,
    });
  }

  /** An empty database and an empty data folder. */
  static async empty(secret?: string): Promise<TestInstallation> {
    return new TestInstallation(await createTestDatabase(inject("cluster"), "template0"), secret);
  }

  /** With rows in every table, a secret of its own, and a list of people as that of a sample. */
  static async filled(): Promise<TestInstallation> {
    const installation = await TestInstallation.empty();
    const { folder, database } = installation;
    keepSecret(folder, SECRET_NAME, newToken());
    keepSampleText(folder, SAMPLE);
    const roles = rolesOf(database.name);
    const { seal } = installation;
    await migrate(database.owner, roles, {
      app: seal.passwordFor(roles.app),
      keeper: seal.passwordFor(roles.keeper),
    });
    await requireSecret(database.owner, seal);
    await installation.look(fillUniverse);
    return installation;
  }

  /** With the tables of an earlier version, empty. */
  static async ofVersion(migrations: number, secret: string): Promise<TestInstallation> {
    const installation = await TestInstallation.empty(secret);
    const roles = rolesOf(installation.database.name);
    const seal = new Seal(Buffer.from(secret));
    const passwords = { app: seal.passwordFor(roles.app), keeper: seal.passwordFor(roles.keeper) };
    await migrate(installation.database.owner, roles, passwords, migrationsOf().slice(0, migrations));
    return installation;
  }

  get secret(): string {
    return readSecrets(this.folder)[SECRET_NAME]!;
  }

  get seal(): Seal {
    return new Seal(Buffer.from(this.secret));
  }

  get sample(): string | undefined {
    return sampleText(this.folder);
  }

  /** A server's way to the database. */
  open(): Kysely<DB> {
    const { app } = rolesOf(this.database.name);
    return databaseOf(connectionAs(this.database.owner, app, this.seal.passwordFor(app)), 4);
  }

  file(name: string): string {
    return join(this.base, name);
  }

  /** Runs `work` as the cluster's superuser, whom no wall stops. */
  async look<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ ...inject("cluster").superuser, database: this.database.name });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  rows(): Promise<Rows> {
    return this.look(rowsOf);
  }

  async remove(): Promise<void> {
    await this.database.drop();
    rmSync(this.base, { recursive: true, force: true });
  }
}

/** Everything that a backup has to bring back, without what it leaves out. */
export async function rowsOf(client: pg.Client): Promise<Rows> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
       and relname <> all ($1) order by relname`,
    [[...LEFT_OUT.keys()]],
  );
  const rows: Record<string, readonly string[]> = {};
  for (const { name } of tables) {
    const text = `select (to_jsonb(t) - 'tx')::text as row from ${pg.escapeIdentifier(name)} t order by 1`;
    rows[name] = (await client.query<{ row: string }>(text)).rows.map(({ row }) => row);
  }
  const order = await client.query<{ event_id: string }>("select event_id from event order by tx, event_id");
  return { ...rows, "order of events": order.rows.map(({ event_id }) => event_id) };
}

/** The only place where the parts of the server are put together: settings → database → jobs → HTTP → listen. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { FastifyInstance } from "fastify";
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { openDataFolder, readSecrets, secret as secretOf } from "./data-folder.ts";
import { attachEmbedded, startEmbedded } from "./db/embedded.ts";
import { migrate, rolesOf } from "./db/migrate.ts";
import type { DB } from "./db/schema.gen.ts";
import { Fault } from "./fault.ts";
import { makeApp } from "./http/app.ts";
import { LiveFeed } from "./http/live-feed.ts";
import { Metrics } from "./http/metrics.ts";
import { Seal } from "./identity/seal.ts";
import { startJobs, type Jobs } from "./jobs.ts";
import { Sample, type SamplePerson } from "./sample/sample.ts";
import type { Settings } from "./settings.ts";

/** What of the server runs in this process. */
export interface RunOptions {
  readonly http: boolean;
  readonly jobs: boolean;
  /** The folder with the built pages. */
  readonly webFolder: string | undefined;
  /** Gets a line for the person at the terminal. */
  readonly say: (line: string) => void;
}

export interface Running {
  readonly url: string | undefined;
  readonly people: readonly SamplePerson[];
  stop(): Promise<void>;
}

const POOL_MAX = 20;
/** Type of PostgreSQL for dates without time, which JavaScript's Date would move into a zone. */
const DATE_OID = 1082;

/** The server's way to the database: as the role that owns nothing. */
export function databaseOf(connection: pg.ClientConfig, max = POOL_MAX): Kysely<DB> {
  const types: pg.CustomTypesConfig = {
    getTypeParser: (oid: number, format?: "text" | "binary") =>
      oid === DATE_OID ? (text: string) => text : (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
  };
  const pool = new pg.Pool({ ...connection, max, types, application_name: "handschlag" });
  // A connection that breaks while nobody uses it is replaced at the next use.
  pool.on("error", () => undefined);
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}

interface Owned {
  readonly owner: pg.ClientConfig;
  readonly database: string;
  readonly secret: Buffer;
  readonly stop: () => Promise<void>;
}

/** The database and the installation's secret, from wherever the settings say. */
async function ownedDatabase(settings: Settings, options: Pick<RunOptions, "http" | "say">): Promise<Owned> {
  const { dataFolder, databaseUrl } = settings;
  // A process with a part of the server's work joins the one that runs the embedded database.
  const joins = databaseUrl === undefined && !options.http;
  const given = settings.secret === undefined ? undefined : Buffer.from(settings.secret);
  const kept = given ?? (joins ? undefined : keptSecret(dataFolder));
  if (databaseUrl !== undefined) {
    const database = decodeURIComponent(new URL(databaseUrl).pathname.slice(1));
    if (database === "") throw new Fault("DATABASE_URL: expected the name of a database at its end");
    const owner = { connectionString: databaseUrl, connectionTimeoutMillis: 10_000 };
    await requirePostgres(owner);
    return { owner, database, secret: kept!, stop: () => Promise.resolve() };
  }
  const embedded = joins
    ? await attachEmbedded(dataFolder, 30_000)
    : await startEmbedded(dataFolder, { notice: options.say });
  const secret = kept ?? keptSecretOf(dataFolder);
  return { owner: embedded.owner, database: embedded.owner.database, secret, stop: () => embedded.stop() };
}

function keptSecret(folder: string): Buffer {
  const data = openDataFolder(folder);
  try {
    return Buffer.from(secretOf(data, "installation"));
  } finally {
    data.release();
  }
}

/** The secret as the process that holds the folder made it. */
function keptSecretOf(folder: string): Buffer {
  const kept = readSecrets(folder)["installation"];
  if (kept === undefined)
    throw new Fault(`${folder}: the installation's secret is missing: start it with its pages first`);
  return Buffer.from(kept);
}

const VERSION_MIN = 150_000;

/** Throws a `Fault` in words when the database of DATABASE_URL cannot be reached or is too old. */
async function requirePostgres(owner: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(owner);
  try {
    await client.connect();
    const { rows } = await client.query<{ number: string }>("select current_setting('server_version_num') as number");
    if (Number(rows[0]!.number) < VERSION_MIN) throw new Fault("DATABASE_URL: expected PostgreSQL 15 or newer");
  } catch (error) {
    if (error instanceof Fault) throw error;
    const words =
      error instanceof AggregateError
        ? String(error.errors[0])
        : error instanceof Error
          ? error.message
          : String(error);
    throw new Fault(`DATABASE_URL: the database cannot be reached (${words}): check address, name and password`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The server's own way to its database, once it is migrated. */
async function openDatabase(owned: Owned): Promise<{ db: Kysely<DB>; seal: Seal; connection: pg.ClientConfig }> {
  const seal = new Seal(owned.secret);
  const roles = rolesOf(owned.database);
  const passwords = { app: seal.passwordFor(roles.app), keeper: seal.passwordFor(roles.keeper) };
  await migrate(owned.owner, roles, passwords);
  const { connectionString, ...rest } = owned.owner;
  const connection =
    connectionString === undefined
      ? { ...rest, user: roles.app, password: passwords.app }
      : urlAs(connectionString, roles.app, passwords.app);
  return { db: databaseOf(connection), seal, connection };
}

/** Makes a new installation with the sample, and stops again. Throws a `Fault` as `serve` does. */
export async function prepare(settings: Settings, say: (line: string) => void): Promise<void> {
  const owned = await ownedDatabase(settings, { http: true, say });
  try {
    const { db, seal } = await openDatabase(owned);
    try {
      await makeSample(db, seal, settings, say);
    } finally {
      await db.destroy();
    }
  } finally {
    await owned.stop();
  }
}

/** Starts what `options` names. Throws a `Fault` in one sentence when something stands in the way. */
export async function serve(settings: Settings, options: RunOptions): Promise<Running> {
  const owned = await ownedDatabase(settings, options);
  const stops: (() => Promise<unknown>)[] = [owned.stop];
  const stop = async () => {
    for (const each of stops.splice(0).toReversed()) await each();
  };
  try {
    const { db, seal, connection } = await openDatabase(owned);
    stops.push(() => db.destroy());
    const people = options.http ? samplePeople(settings) : [];
    const jobs = options.jobs ? await startJobs(db, connection) : undefined;
    if (jobs !== undefined) stops.push(() => jobs.stop());
    if (!options.http) return { url: undefined, people, stop };
    const app = await listen(db, seal, settings, options, people.length > 0, jobs);
    stops.push(() => app.close());
    return { url: settings.publicUrl, people, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function urlAs(connectionString: string, user: string, password: string): pg.ClientConfig {
  const url = new URL(connectionString);
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password);
  return { connectionString: url.href };
}

const sampleFile = ({ dataFolder }: Settings): string => join(dataFolder, "sample.json");
const isLocal = ({ host }: Settings): boolean => ["127.0.0.1", "::1", "localhost"].includes(host);

/** The people of the sample with their links; none where there is no sample. Throws a `Fault` when others than this machine could use the links. */
function samplePeople(settings: Settings): readonly SamplePerson[] {
  const file = sampleFile(settings);
  if (!existsSync(file)) return [];
  if (!isLocal(settings))
    throw new Fault(
      `The sample in ${settings.dataFolder} is for this machine only: remove HOST, or choose another folder with HANDSCHLAG_DATA`,
    );
  return JSON.parse(readFileSync(file, "utf8")) as readonly SamplePerson[];
}

/** Makes the sample in an installation in which nobody is yet, and which only this machine can reach. */
async function makeSample(db: Kysely<DB>, seal: Seal, settings: Settings, say: (line: string) => void): Promise<void> {
  const sample = new Sample(db, seal);
  if (!isLocal(settings) || !(await sample.isAwaited())) return;
  say("Making the sample companies …");
  const people = await sample.make();
  writeFileSync(sampleFile(settings), `${JSON.stringify(people, undefined, 2)}\n`, { mode: 0o600 });
}

async function listen(
  db: Kysely<DB>,
  seal: Seal,
  settings: Settings,
  { webFolder }: RunOptions,
  sample: boolean,
  jobs: Jobs | undefined,
): Promise<FastifyInstance> {
  const live = new LiveFeed(db);
  const ready = async (): Promise<boolean> => {
    await sql`select 1`.execute(db);
    return jobs?.isRunning ?? true;
  };
  const { publicUrl, host, port, logLevel, trustProxy } = settings;
  const clock = () => Date.now() as Instant;
  const app = await makeApp(
    { db, seal, clock, publicUrl, sample, live, metrics: new Metrics(), webFolder, ready },
    {
      trustProxy,
      logger: {
        level: logLevel,
        // Addresses and what is in a path can be personal: only the pattern of the route is logged.
        serializers: {
          req: (request) => ({ method: request.method, route: request.routeOptions?.url }),
          res: (reply) => ({ status: reply.statusCode }),
        },
      },
    },
  );
  app.addHook("preClose", (done) => {
    live.stop();
    done();
  });
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE")
      throw new Fault(`Port ${port} is in use: stop what listens there, or choose another one with PORT`);
    if (code === "EACCES") throw new Fault(`Port ${port} may not be used: choose one from 1024 on with PORT`);
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") throw new Fault(`HOST ${host} is no address of this machine`);
    throw error;
  }
  return app;
}

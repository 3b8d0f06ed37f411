/** The only place where the parts of the server are put together: settings → database → jobs → HTTP → listen. */
import type { Instant } from "@handschlag/engine/instant.ts";
import type { FastifyInstance } from "fastify";
import { sql, type Kysely } from "kysely";
import type pg from "pg";
import { openDataFolder } from "./data-folder.ts";
import { databaseOf } from "./db/connect.ts";
import { migrate, rolesOf } from "./db/migrate.ts";
import { connectionAs, ownedDatabase, type Owned } from "./db/owned.ts";
import type { DB } from "./db/schema.gen.ts";
import { requireSecret } from "./db/secret-check.ts";
import { Fault } from "./fault.ts";
import { makeApp } from "./http/app.ts";
import { LiveFeed } from "./http/live-feed.ts";
import { loggingOf } from "./http/logging.ts";
import { Metrics } from "./http/metrics.ts";
import { portFault } from "./http/port.ts";
import { Seal } from "./identity/seal.ts";
import { startJobs, type Jobs } from "./jobs.ts";
import { domainOf, type PostOffice } from "./mail/out/post-office.ts";
import { smtpTransport } from "./mail/out/transport.ts";
import { beginSample, isNew, isUnfinished, keepSampleText, sampleText } from "./sample/sample-file.ts";
import { Sample, type SamplePerson } from "./sample/sample.ts";
import { forgetUnfinished } from "./sample/unfinished.ts";
import type { Settings } from "./settings.ts";

/** What of the server runs in this process. */
export interface RunOptions {
  readonly http: boolean;
  readonly jobs: boolean;
  /** The folder with the built pages. */
  readonly webFolder: string | undefined;
  /** Gets a line for the person at the terminal. */
  readonly say: (line: string) => void;
  /** Breaks a start off, which then throws the signal's reason and leaves nothing running. */
  readonly signal?: AbortSignal;
}

const wallClock = (): Instant => Date.now() as Instant;

export interface Running {
  readonly url: string | undefined;
  readonly people: readonly SamplePerson[];
  stop(): Promise<void>;
}

/** The server's own way to its database, once it is migrated. */
async function openDatabase(owned: Owned): Promise<{ db: Kysely<DB>; seal: Seal; connection: pg.ClientConfig }> {
  const seal = new Seal(owned.secret);
  const roles = rolesOf(owned.database);
  const passwords = { app: seal.passwordFor(roles.app), keeper: seal.passwordFor(roles.keeper) };
  await requireSecret(owned.owner, seal);
  await migrate(owned.owner, roles, passwords);
  await requireSecret(owned.owner, seal);
  const connection = connectionAs(owned.owner, roles.app, passwords.app);
  const db = databaseOf(connection);
  try {
    await sql`select 1`.execute(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return { db, seal, connection };
}

/** How a first start goes: whether with the sample, and what breaks it off. */
interface Preparation {
  readonly sample?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Makes a new installation with the sample, and stops again; what is left of a sample that was broken off goes first.
 * Throws a `Fault` as `serve` does.
 */
export async function prepare(
  settings: Settings,
  say: (line: string) => void,
  { sample = true, signal }: Preparation = {},
): Promise<void> {
  const { dataFolder, databaseUrl } = settings;
  if (isUnfinished(dataFolder)) await forgetUnfinished(dataFolder, say);
  // Before anything else is there by which the folder would not be new any more.
  if (sample && databaseUrl === undefined && isLocal(settings)) beginIfNew(dataFolder);
  signal?.throwIfAborted();
  const owned = await ownedDatabase(settings, false, say);
  try {
    signal?.throwIfAborted();
    const { db, seal } = await openDatabase(owned);
    try {
      const people = sample ? await makeSample(db, seal, settings, say, signal) : undefined;
      if (people !== undefined || isUnfinished(dataFolder)) keepSampleText(dataFolder, people);
    } finally {
      await db.destroy();
    }
  } finally {
    await owned.stop();
  }
}

/** Notes that the sample of a new installation is begun. Throws a DataFault when another process has the folder. */
function beginIfNew(folder: string): void {
  const data = openDataFolder(folder);
  try {
    if (isNew(folder)) beginSample(folder);
  } finally {
    data.release();
  }
}

/** Starts what `options` names. Throws a `Fault` in one sentence when something stands in the way. */
export async function serve(settings: Settings, options: RunOptions): Promise<Running> {
  // A process with a part of the server's work joins the one that runs the embedded database.
  const owned = await ownedDatabase(settings, !options.http, options.say);
  const stops: (() => Promise<unknown>)[] = [owned.stop];
  const stop = async () => {
    for (const each of stops.splice(0).toReversed()) await each();
  };
  try {
    options.signal?.throwIfAborted();
    const { db, seal, connection } = await openDatabase(owned);
    stops.push(() => db.destroy());
    options.signal?.throwIfAborted();
    const people = options.http ? samplePeople(settings) : [];
    const jobs = options.jobs
      ? await startJobs(connection, postOffice(db, seal, settings, options.say), settings.mail)
      : undefined;
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

/** What mails are written and sent with. */
function postOffice(
  db: Kysely<DB>,
  seal: Seal,
  { mail, publicUrl }: Settings,
  say: (line: string) => void,
): PostOffice {
  const { smtpUrl, from, dkim } = mail;
  const signing = dkim && { domain: domainOf(from), selector: dkim.selector, privateKey: dkim.key };
  const transport = smtpUrl === undefined ? undefined : smtpTransport({ url: smtpUrl, dkim: signing });
  return { db, seal, clock: wallClock, publicUrl, from, transport, say };
}

const isLocal = ({ host }: Settings): boolean => ["127.0.0.1", "::1", "localhost"].includes(host);

/** The people of the sample with their links; none where there is no sample. Throws a `Fault` when others than this machine could use the links. */
function samplePeople(settings: Settings): readonly SamplePerson[] {
  const text = sampleText(settings.dataFolder);
  if (text === undefined) return [];
  if (!isLocal(settings))
    throw new Fault(
      `The sample in ${settings.dataFolder} is for this machine only: remove HOST, or choose another folder with HANDSCHLAG_DATA`,
    );
  return JSON.parse(text) as readonly SamplePerson[];
}

/**
 * Makes the sample in an installation in which nobody is yet, and which only this machine can reach; returns what is
 * kept of it in the data folder.
 */
async function makeSample(
  db: Kysely<DB>,
  seal: Seal,
  settings: Settings,
  say: (line: string) => void,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const sample = new Sample(db, seal, wallClock(), signal);
  if (!isLocal(settings) || !(await sample.isAwaited())) return undefined;
  say("Making the sample companies …");
  return `${JSON.stringify(await sample.make(), undefined, 2)}\n`;
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
  const { publicUrl, host, port, logLevel, trustProxy, mail } = settings;
  const { privateHosts } = mail;
  const app = await makeApp(
    { db, seal, clock: wallClock, publicUrl, sample, live, metrics: new Metrics(), webFolder, ready, privateHosts },
    {
      trustProxy,
      logger: loggingOf(logLevel),
    },
  );
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw portFault(error, settings);
  }
  return app;
}

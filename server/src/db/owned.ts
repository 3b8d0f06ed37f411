/** The database of an installation as its owner reaches it, and the secret that goes with it. */
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { DataFault, openDataFolder, readSecrets, replaceSecret, secret as secretOf } from "../data-folder.ts";
import { Fault } from "../fault.ts";
import { Seal } from "../identity/seal.ts";
import { knowsSecret } from "./secret-check.ts";
import type { Settings } from "../settings.ts";
import { attachEmbedded, startEmbedded, type Embedded } from "./embedded.ts";

export interface Owned {
  readonly owner: pg.ClientConfig;
  readonly database: string;
  readonly secret: Buffer;
  /** Stops what was started for this process. */
  readonly stop: () => Promise<void>;
}

/** Under which name the installation's secret lies in the data folder. */
export const SECRET_NAME = "installation";
/** Under which a new one waits until the database is sealed with it. */
export const NEXT_SECRET_NAME = "installation-next";
const ATTACH_MS_MAX = 30_000;
const CONNECT_MS_MAX = 10_000;
const VERSION_MIN = 150_000;
const MAKING_TRIES_MAX = 50;
const MAKING_PAUSE_MS = 100;

/**
 * For a server: makes what is missing. `joins`: with a part of the work, beside the process that runs the embedded
 * database. Throws a `Fault` in one sentence when something stands in the way.
 */
export async function ownedDatabase(
  settings: Settings,
  joins: boolean,
  notice: (line: string) => void,
): Promise<Owned> {
  const { dataFolder, databaseUrl, secret } = settings;
  if (databaseUrl !== undefined) {
    const database = await externalDatabase(databaseUrl);
    const kept = secret ?? (await settleSecret(database.owner, dataFolder, await madeSecret(dataFolder)));
    return { ...database, secret: Buffer.from(kept) };
  }
  if (joins) {
    const embedded = await attachEmbedded(dataFolder, ATTACH_MS_MAX);
    return { ...ofEmbedded(embedded), secret: Buffer.from(secret ?? keptSecret(dataFolder)) };
  }
  const made = secret ?? (await madeSecret(dataFolder));
  const embedded = ofEmbedded(await startEmbedded(dataFolder, { notice }));
  const kept = secret ?? (await settleSecret(embedded.owner, dataFolder, made));
  return { ...embedded, secret: Buffer.from(kept) };
}

/**
 * For a command beside a server or without one: starts the embedded database when nothing runs, and makes nothing.
 * Throws a `Fault` in one sentence, also when there is no installation.
 */
export async function visitedDatabase(settings: Settings, notice: (line: string) => void): Promise<Owned> {
  const { dataFolder, databaseUrl, secret } = settings;
  if (databaseUrl !== undefined) {
    const known = secret ?? keptSecret(dataFolder);
    const database = await externalDatabase(databaseUrl);
    return { ...database, secret: Buffer.from(secret ?? (await settleSecret(database.owner, dataFolder, known))) };
  }
  const known = secret ?? keptSecret(dataFolder);
  const embedded = ofEmbedded(await embeddedAtHand(dataFolder, notice));
  return { ...embedded, secret: Buffer.from(secret ?? (await settleSecret(embedded.owner, dataFolder, known))) };
}

async function embeddedAtHand(folder: string, notice: (line: string) => void): Promise<Embedded> {
  try {
    return await attachEmbedded(folder);
  } catch (error) {
    if (!(error instanceof DataFault) || error.kind !== "not-running") throw error;
  }
  try {
    return await startEmbedded(folder, { notice });
  } catch (error) {
    if (!(error instanceof DataFault) || error.kind !== "locked") throw error;
    // A server that is just starting has the folder already and its database not yet.
    return attachEmbedded(folder, ATTACH_MS_MAX);
  }
}

const ofEmbedded = (embedded: Embedded): Omit<Owned, "secret"> => {
  const { owner } = embedded;
  return { owner, database: owner.database, stop: () => embedded.stop() };
};

/** The database of DATABASE_URL, once it has answered. */
export async function externalDatabase(databaseUrl: string): Promise<Omit<Owned, "secret">> {
  // Not by URL, which knows no address without a host, as that of a socket is.
  const [, path] = /^[a-z]+:\/\/[^/?#]*\/([^?#]+)/.exec(databaseUrl) ?? [];
  if (path === undefined) throw new Fault("DATABASE_URL: expected the name of a database at its end");
  const owner = { connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_MS_MAX };
  await requirePostgres(owner);
  return { owner, database: decodeURIComponent(path), stop: () => Promise.resolve() };
}

/** The secret that is kept in the folder, made on first use. Of several processes that start at once one makes it. */
async function madeSecret(folder: string): Promise<string> {
  for (let triesLeft = MAKING_TRIES_MAX; ; triesLeft--) {
    const kept = readSecrets(folder)[SECRET_NAME];
    if (kept !== undefined) return kept;
    try {
      const data = openDataFolder(folder);
      try {
        return secretOf(data, SECRET_NAME);
      } finally {
        data.release();
      }
    } catch (error) {
      if (!(error instanceof DataFault) || error.kind !== "locked" || triesLeft === 0) throw error;
      await sleep(MAKING_PAUSE_MS);
    }
  }
}

/**
 * The secret with which the database is sealed, and puts it in its place: after a rotation that was broken off it is
 * either of two. Returns `kept` where there is no other.
 */
export async function settleSecret(owner: pg.ClientConfig, folder: string, kept: string): Promise<string> {
  const next = readSecrets(folder)[NEXT_SECRET_NAME];
  if (next === undefined || !(await knowsSecret(owner, new Seal(Buffer.from(next))))) return kept;
  replaceSecret(folder, SECRET_NAME, NEXT_SECRET_NAME);
  return next;
}

/** The secret as the process that holds the folder made it. */
function keptSecret(folder: string): string {
  const kept = readSecrets(folder)[SECRET_NAME];
  if (kept !== undefined) return kept;
  throw new Fault(
    `${folder} holds no installation's secret: name the folder of one with HANDSCHLAG_DATA, or start one there (npm start)`,
  );
}

/** Throws a `Fault` in words when the database of DATABASE_URL cannot be reached or is too old. */
async function requirePostgres(owner: pg.ClientConfig): Promise<void> {
  let client: pg.Client | undefined;
  try {
    client = new pg.Client(owner);
    await client.connect();
    const { rows } = await client.query<{ number: string; version: string; person: string; makes: boolean | null }>(
      ABOUT,
    );
    const { number, version, person, makes } = rows[0]!;
    if (Number(number) < VERSION_MIN)
      throw new Fault(`DATABASE_URL: this is PostgreSQL ${version}: expected PostgreSQL 15 or newer`);
    if (makes !== true) {
      const way = `alter database ${client.database} owner to ${person}`;
      throw new Fault(`DATABASE_URL: ${person} does not own the database: name its owner, or let it (${way})`);
    }
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault(
      `DATABASE_URL: the database cannot be reached (${wordsOf(error)}): check address, name and password`,
    );
  } finally {
    await client?.end().catch(() => undefined);
  }
}

const ABOUT = `
  select current_setting('server_version_num') as number, current_setting('server_version') as version,
    current_user as person,
    has_database_privilege(current_database(), 'create') and has_schema_privilege('public', 'create') as makes`;

function wordsOf(error: unknown): string {
  if (error instanceof AggregateError) return wordsOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return error.message.includes("client password must be a string") ? "it asks for a password" : error.message;
}

/** The same database as another role. */
export function connectionAs(owner: pg.ClientConfig, user: string, password: string): pg.ClientConfig {
  const { connectionString, ...rest } = owner;
  if (connectionString === undefined) return { ...rest, user, password };
  // What stands behind the question mark wins over what stands before the host.
  const as = `user=${encodeURIComponent(user)}&password=${encodeURIComponent(password)}`;
  return { ...rest, connectionString: `${connectionString}${connectionString.includes("?") ? "&" : "?"}${as}` };
}

import type { ChildProcess } from "node:child_process";
import { mkdirSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { DataFault, type DataFolder, fileFault, openDataFolder, readSecrets, secret } from "../data-folder.ts";
import { stands, takeLock } from "../data-folder.ts";
import { findBinaries } from "./binaries.ts";
import { SUPERUSER, checkVersion, claimPlace, createCluster, makeCommonPlace, placeBelow } from "./cluster.ts";
import { lastWords, moveAside, placeOf, pointTo, serverFault, socketFolderOf } from "./cluster.ts";
import { type Cluster, endOrphans, endPostmaster, launch, logLength, logSince, trimLog } from "./postmaster.ts";
import { runningPostmaster } from "./postmaster.ts";
import { databaseUser } from "./system-user.ts";

/** How to reach a database; fits `pg.Pool` and `pg.Client`. */
export interface Connection {
  /** The folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly ssl: false;
}

/** A running embedded PostgreSQL. */
export interface Embedded {
  /** As the role that owns the database `handschlag` and may make further roles. */
  readonly owner: Connection;
  /** As the cluster's superuser, to the database `postgres`: for tests and repairs only. */
  readonly superuser: Connection;
  /** How the running server was found: by starting it, by taking over one left behind, by joining another process. */
  readonly found: "started" | "adopted" | "attached";
  /** Stops the server, unless it belongs to another process, and frees the data folder. May be called twice. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Gets a line for the person at the terminal: where the database went, that it repairs itself. */
  readonly notice?: (line: string) => void;
  /** Settings of the server besides ours; for tests. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where root puts what the database's user could not reach otherwise. */
  readonly commonFolder?: string;
}

const START_MS_MAX = 60_000;
/** After a crash the server may have much to repair, and says that it is alive meanwhile. */
const REPAIR_MS_MAX = 30 * 60_000;
const ORPHAN_MS_MAX = 1_000;
const NOTICE_AFTER_MS = 5_000;
const CONNECT_MS_MAX = 5_000;
const WATCH_MS = 1_000;
/** Between tries to start a server again that does not start, as when the disk is full. */
const REST_MS = 10_000;
const LOG_CHECK_MS = 10 * 60_000;

/**
 * Starts the PostgreSQL of a data folder, making it on the first start, or takes over the one that a killed process
 * left behind. While it is held, a server that dies is started again.
 *
 * Throws a DataFault, whose one sentence is for the person at the terminal.
 */
export async function startEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const dataFolder = openDataFolder(folder);
  const releases = [() => dataFolder.release()];
  const release = () => releases.toReversed().forEach((each) => each());
  try {
    const secrets = { superuser: secret(dataFolder, "superuser"), owner: secret(dataFolder, "owner") };
    const cluster = await findCluster(dataFolder, options, secrets.superuser, releases);
    const connections = connectionsTo(cluster.socketFolder, secrets);
    const notice = options.notice ?? (() => {});
    const found = await bringUp(cluster, connections, notice).catch(async (error: unknown) => {
      await endRunning(cluster.folder).catch(() => {}); // the first error is the one to tell
      throw error;
    });
    const unwatch = watch(cluster, connections, notice);
    let stopping: Promise<void> | undefined;
    const stop = async () => {
      await unwatch();
      await endRunning(cluster.folder);
      release();
    };
    return { ...connections, found, stop: () => (stopping ??= stop()) };
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * Joins the PostgreSQL that another process of this installation runs. Needs no lock, and `stop` leaves it running.
 * Throws a DataFault `not-running` when there is none after `waitMs`.
 */
export async function attachEmbedded(folder: string, waitMs = 0): Promise<Embedded> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    // As the starting process sees it, because the socket's place follows from the path.
    const path = stands(folder) ? realpathSync(folder) : folder;
    const secrets = readSecrets(path);
    if (secrets["superuser"] && secrets["owner"]) {
      const known = { superuser: secrets["superuser"], owner: secrets["owner"] };
      const connections = connectionsTo(socketFolderOf(placeOf(path)), known);
      if ((await tryConnect(connections.owner)) === "ready")
        return { ...connections, found: "attached", stop: () => Promise.resolve() };
    }
    if (performance.now() >= deadline)
      throw new DataFault("not-running", `No Handschlag runs on the data in ${path}: start it first (npm start).`);
    await sleep(100);
  }
}

interface Connections {
  readonly owner: Connection;
  readonly superuser: Connection;
}

function connectionsTo(host: string, secrets: { readonly superuser: string; readonly owner: string }): Connections {
  const as = (user: string, password: string, database: string): Connection => {
    return { host, port: 5432, user, password, database, ssl: false };
  };
  return {
    owner: as("handschlag_owner", secrets.owner, "handschlag"),
    superuser: as(SUPERUSER, secrets.superuser, "postgres"),
  };
}

/** The cluster of the data folder, made if there is none yet; locks of other places go to `releases`. */
async function findCluster(
  dataFolder: DataFolder,
  options: EmbeddedOptions,
  password: string,
  releases: (() => void)[],
): Promise<Cluster> {
  const { path } = dataFolder;
  const common = options.commonFolder ?? "/var/lib/handschlag";
  let place = placeOf(path);
  if (place !== path) {
    claimPlace(place, path);
    releases.push(takeLock(place));
  }
  const user = databaseUser(join(place, "pg"));
  const binaries = await findBinaries(user, user ? common : path);
  if (!stands(join(place, "pg"))) {
    try {
      await createCluster(place, binaries, user, password);
    } catch (error) {
      if (!user || place !== path || !(error instanceof DataFault) || error.kind !== "unreachable") throw error;
      place = await findPlaceElsewhere(path, common, options.notice);
      releases.push(takeLock(place));
      options.notice?.(`The database lies in ${place}, because the user ${user.name} may not enter ${path}.`);
      await createCluster(place, binaries, user, password);
    }
  }
  const folder = join(place, "pg");
  checkVersion(folder, binaries);
  const logFile = makeLogFolder(path);
  return { folder, socketFolder: socketFolderOf(place), logFile, binaries, user, settings: options.settings ?? {} };
}

async function findPlaceElsewhere(path: string, common: string, notice: EmbeddedOptions["notice"]): Promise<string> {
  const place = placeBelow(common, path);
  if (stands(join(place, "pg"))) {
    await endRunning(join(place, "pg"));
    notice?.(`The database of a data folder that was deleted is kept in ${moveAside(place)}.`);
  }
  makeCommonPlace(place, common);
  pointTo(place, path);
  return place;
}

function makeLogFolder(path: string): string {
  try {
    mkdirSync(join(path, "log"), { recursive: true, mode: 0o700 });
    return join(path, "log", "postgresql.log");
  } catch (error) {
    throw fileFault(error, join(path, "log"));
  }
}

async function endRunning(folder: string): Promise<void> {
  const pid = runningPostmaster(folder);
  if (pid !== undefined) await endPostmaster(folder, pid);
}

/**
 * Returns when a connection has succeeded, which is the only proof: pids and files may be left over.
 * Throws a DataFault, or the signal's reason when it is aborted.
 */
async function bringUp(
  cluster: Cluster,
  connections: Connections,
  notice: (line: string) => void,
  signal?: AbortSignal,
): Promise<"started" | "adopted"> {
  trimLog(cluster.logFile);
  const begun = performance.now();
  let server: ChildProcess | undefined;
  let logFrom = 0;
  let isNoticed = false;
  for (let pauseMs = 10; ; pauseMs = Math.min(100, pauseMs * 1.5)) {
    signal?.throwIfAborted();
    const spentMs = performance.now() - begun;
    if (runningPostmaster(cluster.folder) === undefined && hasEnded(server)) {
      if (server) refuseHopeless(logSince(cluster.logFile, logFrom), cluster);
      if (server && spentMs > ORPHAN_MS_MAX) endOrphans(cluster.folder);
      logFrom = logLength(cluster.logFile);
      server = launch(cluster);
    }
    const answer = await tryConnect(connections.owner, cluster.binaries.version);
    if (answer === "ready" || (answer === "other" && server)) return server ? "started" : "adopted";
    if (answer === "unknown") await createOwner(connections);
    // Left behind by a killed process, and the programs were renewed since.
    if (answer === "other") await endRunning(cluster.folder);
    if (spentMs > (answer === "starting" ? REPAIR_MS_MAX : START_MS_MAX)) throw slowStart(cluster);
    if (spentMs > NOTICE_AFTER_MS && !isNoticed) {
      isNoticed = true;
      notice("The database is repairing itself after it was cut off; this may take some minutes.");
    }
    await sleep(pauseMs);
  }
}

const hasEnded = (server: ChildProcess | undefined): boolean =>
  server === undefined || server.pid === undefined || server.exitCode !== null || server.signalCode !== null;

/** Throws unless the server ended for a reason that passes: another one, or its workers, still being there. */
function refuseHopeless(words: string, cluster: Cluster): void {
  if (/lock file .* already exists|pre-existing shared memory block|is already in use/.test(words)) return;
  const known = serverFault(words, dirname(cluster.folder));
  if (known) throw known;
  const reason = lastWords(words);
  if (reason === undefined) return; // killed by someone
  throw new DataFault("start", `The database does not start (${reason}): see ${cluster.logFile}.`);
}

const slowStart = (cluster: Cluster) =>
  new DataFault("start", `The database has not started within a minute: see ${cluster.logFile} for the reason.`);

type Answer = "ready" | "absent" | "starting" | "unknown" | "other";

/**
 * `absent`: nobody listens. `starting`: it is coming up, repairing or going down. `unknown`: no such role or database.
 * `other`: it runs, in another version than asked for.
 */
async function tryConnect(connection: Connection, version?: string): Promise<Answer> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: CONNECT_MS_MAX });
  client.on("error", () => {}); // shows in the promise as well
  try {
    await client.connect();
    if (version === undefined) return "ready";
    const { rows } = await client.query<{ server_version: string }>("show server_version");
    return rows[0]?.server_version === version ? "ready" : "other";
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    return ANSWERS[code] ?? "absent";
  } finally {
    await client.end().catch(() => {});
  }
}
const ANSWERS: Readonly<Record<string, Answer>> = {
  "57P03": "starting",
  "28P01": "unknown",
  "28000": "unknown",
  "3D000": "unknown",
  "53300": "ready", // so busy that it has no connection left
};

/** Makes the role that owns everything but the cluster, and its database. */
async function createOwner({ owner, superuser }: Connections): Promise<void> {
  const client = new pg.Client(superuser);
  client.on("error", () => {});
  try {
    await client.connect();
    const name = client.escapeIdentifier(owner.user);
    const { rowCount } = await client.query("select from pg_roles where rolname = $1", [owner.user]);
    const verb = rowCount ? "alter" : "create";
    await client.query(`${verb} role ${name} login createrole password ${client.escapeLiteral(owner.password)}`);
    const databases = await client.query("select from pg_database where datname = $1", [owner.database]);
    if (databases.rowCount) return;
    await client.query(`create database ${client.escapeIdentifier(owner.database)} owner ${name}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "28P01") throw error;
    const lost = "The file secrets in the data folder does not fit its database: put back the one that belongs to it.";
    throw new DataFault("damaged", lost, error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Starts a server again that has died. Returns the end of the watch, which breaks off a start under way. */
function watch(cluster: Cluster, connections: Connections, notice: (line: string) => void): () => Promise<void> {
  const ending = new AbortController();
  let work: Promise<void> | undefined;
  let restAt = 0;
  let said = "";
  const say = (line: string) => {
    if (line !== said) notice(line);
    said = line;
  };
  const look = async () => {
    if (runningPostmaster(cluster.folder) !== undefined) return;
    if (said === "") say("The database has died and is started again.");
    await bringUp(cluster, connections, notice, ending.signal);
    notice("The database is back.");
    said = "";
  };
  const beat = setInterval(() => {
    if (work || performance.now() < restAt) return;
    work = look()
      .catch((error: unknown) => {
        restAt = performance.now() + REST_MS;
        if (!ending.signal.aborted) say(error instanceof Error ? error.message : String(error));
      })
      .finally(() => (work = undefined));
  }, WATCH_MS).unref();
  const trim = setInterval(() => trimLog(cluster.logFile), LOG_CHECK_MS).unref();
  return async () => {
    ending.abort();
    clearInterval(beat);
    clearInterval(trim);
    await work;
  };
}

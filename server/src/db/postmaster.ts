import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, closeSync, constants, fstatSync, mkdirSync, openSync, readFileSync, readSync } from "node:fs";
import { chmodSync, lstatSync, readdirSync, readlinkSync, realpathSync, rmSync, writeSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DataFault, fileFault } from "../data-folder.ts";
import { type Binaries, runAs } from "./binaries.ts";
import type { SystemUser } from "./system-user.ts";

/** Where a cluster lies and who runs it. */
export interface Cluster {
  /** PostgreSQL's data directory. */
  readonly folder: string;
  readonly socketFolder: string;
  readonly logFile: string;
  readonly binaries: Binaries;
  readonly user: SystemUser | undefined;
  readonly settings: Readonly<Record<string, string>>;
}

/** For a small machine: about 60 MB of shared memory, few processes, and only what is wrong in the log. */
const SETTINGS = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  max_connections: "60",
  shared_buffers: "64MB",
  max_wal_size: "512MB",
  // Containers often have 64 MB of shared memory, and two cores have no use for parallel queries.
  max_parallel_workers_per_gather: "0",
  io_method: "sync",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  // Errors of statements reach the caller; logged here with their values they would put personal data into a file.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_checkpoints: "off",
  log_autovacuum_min_duration: "-1",
};
const LOG_BYTES_MAX = 5_000_000;
const STOP_MS_MAX = 60_000;
const QUIT_MS_MAX = 10_000;
/** More than any system gives, so never a living process. */
const NO_PID = 2_147_483_647;

/** The process that serves this data directory, or `undefined`: a pid that now belongs to another does not count. */
export function runningPostmaster(folder: string): number | undefined {
  const pid = pidInFile(folder);
  return pid !== undefined && servesFolder(pid, folder) ? pid : undefined;
}

function pidInFile(folder: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(folder, "postmaster.pid"), "utf8"), 10);
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a living process is a PostgreSQL that works in `folder`, as the server and all its workers do. */
export function servesFolder(pid: number, folder: string): boolean {
  try {
    if (process.platform !== "linux") {
      const command = execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
      return command.includes("postgres") && command.includes(folder);
    }
    return servedFolder(pid) === realpathSync(folder);
  } catch {
    return false;
  }
}

/** The folder in which a PostgreSQL works; `undefined` for any other process, and for one that has ended. */
function servedFolder(pid: number): string | undefined {
  try {
    // Of a process that has ended but was not waited for, these links are gone.
    const program = basename(readlinkSync(`/proc/${pid}/exe`)).replace(/ \(deleted\)$/, "");
    return program === "postgres" ? readlinkSync(`/proc/${pid}/cwd`) : undefined;
  } catch {
    return undefined;
  }
}

/** Every PostgreSQL that works in `folder`, or in one that stood there and was deleted. */
function serversOf(folder: string, isDeleted: boolean): number[] {
  if (process.platform !== "linux") return [];
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids
    .map(Number)
    .filter((pid) => (isDeleted ? servedFolder(pid) === `${folder} (deleted)` : servesFolder(pid, folder)));
}

/**
 * Ends the workers that a killed server left behind, which hold its shared memory until they notice. Nothing is lost:
 * what they had acknowledged is in the log of writes.
 */
export function endOrphans(folder: string): void {
  for (const pid of serversOf(folder, false)) signal(pid, "SIGQUIT");
}

/**
 * Ends servers whose folder was deleted under them. Left alone they would notice within a minute, and on their way out
 * remove the socket, which by then is that of the new server.
 */
function endDeleted(folder: string): void {
  for (const pid of serversOf(realpathSync(folder), true)) signal(pid, "SIGKILL");
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/**
 * Starts the server and returns at once. It stands in a session of its own, so that Ctrl-C reaches only us and we can
 * end it in order, and it outlives us if we are killed.
 * Only for the holder of the data folder, and only when `runningPostmaster` is `undefined`.
 */
export function launch(cluster: Cluster): ChildProcess {
  const { folder, socketFolder, binaries, user } = cluster;
  endDeleted(folder);
  forgetForeignPid(folder);
  chmodSync(folder, 0o700); // a copy made without its modes is refused
  makeSocketFolder(socketFolder, user);
  const settings = {
    ...SETTINGS,
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
    ...cluster.settings,
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openSync(cluster.logFile, "a", 0o600);
  try {
    const server = spawn(join(binaries.folder, "bin", "postgres"), ["-D", folder, ...options], {
      ...runAs(user),
      detached: true,
      stdio: ["ignore", log, log],
    });
    server.on("error", () => {}); // shows as a server that has ended
    server.unref();
    return server;
  } finally {
    closeSync(log);
  }
}

/**
 * PostgreSQL refuses to start while the pid in its file is alive, whoever has it by now. The file itself must stay: by
 * its other lines the next server finds shared memory still in use.
 */
function forgetForeignPid(folder: string): void {
  const path = join(folder, "postmaster.pid");
  try {
    if (pidInFile(folder) === undefined) return rmSync(path, { force: true }); // broken off while being written
    const rest = readFileSync(path, "utf8").replace(/^\d+/, "");
    const file = openSync(path, constants.O_WRONLY | constants.O_TRUNC | constants.O_NOFOLLOW);
    writeSync(file, `${NO_PID}${rest}`);
    closeSync(file);
  } catch (error) {
    throw fileFault(error, path);
  }
}

function makeSocketFolder(path: string, user: SystemUser | undefined): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const found = lstatSync(path);
    // In /tmp anyone may have been there first.
    const isOurs = [0, process.getuid?.(), user?.uid].includes(found.uid);
    if (!found.isDirectory() || !isOurs)
      throw new DataFault("foreign", `${path} belongs to another user and is needed for the socket: remove it.`);
    for (const name of [".s.PGSQL.5432", ".s.PGSQL.5432.lock"]) rmSync(join(path, name), { force: true });
    if (user && found.uid !== user.uid) chownSync(path, user.uid, user.gid);
    chmodSync(path, 0o700);
  } catch (error) {
    throw fileFault(error, path);
  }
}

/**
 * Ends the server in order: connections are cut, what was acknowledged is on disk. Resolves when it is gone.
 * After a minute it is ended at once, and the next start repairs.
 */
export async function endPostmaster(folder: string, pid: number): Promise<void> {
  for (const [name, limitMs] of [
    ["SIGINT", STOP_MS_MAX],
    ["SIGQUIT", QUIT_MS_MAX],
  ] as const) {
    if (!servesFolder(pid, folder)) return;
    signal(pid, name);
    const deadline = performance.now() + limitMs;
    while (performance.now() < deadline) {
      if (!servesFolder(pid, folder)) return;
      await sleep(5);
    }
  }
  throw new DataFault("start", `The database (process ${pid}) does not stop: end it with kill -9 ${pid}.`);
}

/** Keeps the log below twice LOG_BYTES_MAX; the server goes on writing to the same file. */
export function trimLog(path: string): void {
  const text = logSince(path, 0);
  if (text.length <= LOG_BYTES_MAX) return;
  const file = openSync(path, "w", 0o600);
  writeSync(file, text.slice(-LOG_BYTES_MAX / 2));
  closeSync(file);
}

/** The length of the log now, to read from there with `logSince`. */
export function logLength(path: string): number {
  return lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** What the log holds from that byte on, at most the last LOG_BYTES_MAX and a bit. */
export function logSince(path: string, from: number): string {
  const file = openSync(path, "a+", 0o600);
  try {
    const { size } = fstatSync(file);
    const start = Math.max(from, size - 2 * LOG_BYTES_MAX, 0);
    const buffer = Buffer.alloc(Math.max(0, size - start));
    const length = readSync(file, buffer, 0, buffer.length, start);
    return buffer.toString("utf8", 0, length);
  } finally {
    closeSync(file);
  }
}

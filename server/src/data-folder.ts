import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, realpathSync, renameSync, writeSync } from "node:fs";
import { chmodSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Fault } from "./fault.ts";

export type DataFaultKind =
  | "locked"
  | "not-running"
  | "read-only"
  | "disk-full"
  | "foreign"
  | "unreachable"
  | "version"
  | "platform"
  | "user"
  | "damaged"
  | "start";

/** What stands between us and the data: one sentence that also says the way out, for the person at the terminal. */
export class DataFault extends Fault {
  readonly kind: DataFaultKind;
  constructor(kind: DataFaultKind, message: string, cause?: unknown) {
    super(message);
    this.cause = cause;
    this.kind = kind;
  }
}

/** The folder with everything this installation keeps. */
export interface DataFolder {
  /** Absolute, without symbolic links. */
  readonly path: string;
  /** Lets the next process have the folder. */
  release(): void;
}

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : undefined);

/** A failure of the file system at `path` in one sentence; anything else is returned as it is. */
export function fileFault(error: unknown, path: string): unknown {
  const choose = "or choose another folder with HANDSCHLAG_DATA";
  switch (codeOf(error)) {
    case "EROFS":
      return new DataFault("read-only", `${path} lies on a read-only disk: make it writable, ${choose}.`, error);
    case "EACCES":
    case "EPERM":
      return new DataFault("foreign", `${path} may not be written by ${me()}: start as its owner, ${choose}.`, error);
    case "ENOSPC":
    case "EDQUOT":
      return new DataFault("disk-full", `The disk under ${path} is full: free some space, ${choose}.`, error);
    case "ENOTDIR":
    case "EEXIST":
    case "ENOENT":
    case "ENAMETOOLONG":
    case "ELOOP":
      return new DataFault("foreign", `${path} cannot be made a folder: clear the way, ${choose}.`, error);
    default:
      return error;
  }
}

function me(): string {
  const uid = process.getuid?.();
  return uid === 0 ? "root" : `this user (uid ${uid})`;
}

/** Runs file work on `path` and words its failures. */
function onFiles<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw fileFault(error, path);
  }
}

/**
 * Makes the folder when it is missing and takes it for this process.
 *
 * As root it may be passed through by others (0711), because the database runs as another user below it; so whatever
 * is put into it must guard itself by its own mode.
 * Throws a DataFault: locked by a live process, read-only, full, foreign.
 */
export function openDataFolder(folder: string): DataFolder {
  const path = onFiles(resolve(folder), () => {
    if (makeFolder(resolve(folder))) chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
    return realpathSync(folder);
  });
  const release = takeLock(path);
  try {
    writeDurably(join(path, "holder"), `${process.pid}\n`);
  } catch (error) {
    release();
    throw error;
  }
  return { path, release };
}

/**
 * Makes a folder and those above it; whether it was missing. Node's own way tries for ever where the system says that
 * a folder above is missing although it is there, as in /proc, and calls a read-only disk a missing folder.
 */
function makeFolder(path: string): boolean {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return false;
  if (path !== dirname(path)) makeFolder(dirname(path));
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    // Another process was quicker.
    if (codeOf(error) === "EEXIST" && statSync(path, { throwIfNoEntry: false })?.isDirectory()) return false;
    throw error;
  }
}

/**
 * Holds the folder until the returned function is called or this process ends, in whatever way.
 *
 * Node has no lock on files, but the SQLite inside it has: an open exclusive transaction holds one of the system's,
 * which ends with the process, cannot be taken for another's after a reused pid, and is seen through the walls of
 * containers that share the folder. Throws a DataFault when another live process, or this one, holds it already.
 */
export function takeLock(folder: string): () => void {
  const file = join(folder, "lock");
  // SQLite would word every failure as "unable to open database file".
  onFiles(folder, () => closeSync(openSync(file, "a", 0o600)));
  const database = new DatabaseSync(file);
  try {
    // With its journal in memory it writes nothing, so that a full disk is told by those who need the space.
    database.exec("pragma journal_mode = memory; begin exclusive");
  } catch (error) {
    database.close();
    const isHeld = error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
    throw isHeld ? new DataFault("locked", lockedSentence(folder), error) : error;
  }
  held.add(database);
  return () => {
    if (held.delete(database)) database.close();
  };
}
const SQLITE_BUSY = 5;
/** Were a lock's database collected as garbage, the lock would be gone with it. */
const held = new Set<DatabaseSync>();

function lockedSentence(folder: string): string {
  let holder = "Another Handschlag";
  try {
    holder += ` (process ${Number.parseInt(readFileSync(join(folder, "holder"), "utf8"), 10)})`;
  } catch {
    // The sentence is as true without the number.
  }
  return `${holder} is using the data in ${folder}: stop it, or give this one other data with HANDSCHLAG_DATA.`;
}

/** Writes a file of mode 0600 so that a crash leaves the old one or the new one whole. */
export function writeDurably(path: string, text: string): void {
  onFiles(dirname(path), () => {
    const file = openSync(`${path}.new`, "w", 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${path}.new`, path);
  });
}

/** Makes renames and new files in `folder` survive a power failure. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The secrets of this installation by name; none when nothing has started here yet. */
export function readSecrets(folder: string): Readonly<Record<string, string>> {
  const path = join(folder, "secrets");
  const damaged = (cause?: unknown) =>
    new DataFault("damaged", `${path} is damaged: put it back from a backup.`, cause);
  let secrets: unknown;
  try {
    secrets = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return {};
    throw error instanceof SyntaxError ? damaged(error) : fileFault(error, path);
  }
  if (typeof secrets !== "object" || secrets === null) throw damaged();
  const isSecret = (value: unknown) => typeof value === "string" && value.length >= SECRET_CHARS_MIN;
  if (Array.isArray(secrets) || !Object.values(secrets).every(isSecret)) throw damaged();
  return secrets as Record<string, string>;
}
const SECRET_CHARS_MIN = 32;

/**
 * The secret of that name, made on first use: 256 random bits as base64url, kept in the file `secrets` (0600).
 * Only the holder of the folder may call it, or two processes would make two.
 */
export function secret(folder: DataFolder, name: string): string {
  const secrets = readSecrets(folder.path);
  const known = secrets[name];
  if (known !== undefined) return known;
  const made = randomBytes(32).toString("base64url");
  keepSecret(folder.path, name, made);
  return made;
}

/** Keeps a secret under its name, for the holder of the folder alone. */
export function keepSecret(folder: string, name: string, value: string): void {
  const secrets = { ...readSecrets(folder), [name]: value };
  writeDurably(join(folder, "secrets"), `${JSON.stringify(secrets, null, 2)}\n`);
  syncFolder(folder);
}

/** Puts a secret in the place of another one at once; the name under which it waited is gone. */
export function replaceSecret(folder: string, name: string, waiting: string): void {
  const { [waiting]: value, ...others } = readSecrets(folder);
  if (value === undefined) throw new Error("broken invariant: a secret waits to be put in place");
  writeDurably(join(folder, "secrets"), `${JSON.stringify({ ...others, [name]: value }, null, 2)}\n`);
  syncFolder(folder);
}

/** Whether a file or folder stands there. */
export const stands = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

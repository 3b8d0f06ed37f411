import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { chmodSync, chownSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { DataFault, fileFault, stands, syncFolder, writeDurably } from "../data-folder.ts";
import { type Binaries, runAs } from "./binaries.ts";
import type { SystemUser } from "./system-user.ts";

/** The superuser of an embedded cluster; used only to make the owner's role and database. */
export const SUPERUSER = "postgres";
/** A socket's path has at most 107 bytes. */
const SOCKET_BYTES_MAX = 107;

const shortHash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 12);

/**
 * The folder that holds the cluster `pg` and its socket: the data folder itself, or one below `common` when the
 * database's user may not enter the data folder. A file in the data folder points to it.
 */
export function placeOf(dataFolder: string): string {
  try {
    return readFileSync(join(dataFolder, "place"), "utf8").trim();
  } catch {
    return dataFolder;
  }
}

/** Where a data folder's cluster goes when the database's user may not enter that folder. */
export const placeBelow = (common: string, dataFolder: string) => join(common, shortHash(dataFolder));

/** Beside the cluster, or in /tmp when that path is too long for a socket. */
export function socketFolderOf(place: string): string {
  const beside = join(place, "run");
  const isShort = Buffer.byteLength(join(beside, ".s.PGSQL.5432")) <= SOCKET_BYTES_MAX;
  return isShort ? beside : `/tmp/handschlag-${shortHash(place)}`;
}

/** Points from the data folder to a place elsewhere, and from there back. */
export function pointTo(place: string, dataFolder: string): void {
  writeDurably(join(place, "data-folder"), `${dataFolder}\n`);
  writeDurably(join(dataFolder, "place"), `${place}\n`);
}

/**
 * Throws when the place elsewhere serves another data folder that still stands: this one is then a copy, and both
 * would write to one database. A data folder that was moved takes its place along.
 */
export function claimPlace(place: string, dataFolder: string): void {
  if (place === dataFolder) return;
  let other = dataFolder;
  try {
    other = readFileSync(join(place, "data-folder"), "utf8").trim();
  } catch (error) {
    const lost = `The database of ${dataFolder} should lie in ${place} and does not: restore a backup into a new folder.`;
    throw new DataFault("damaged", lost, error);
  }
  if (other === dataFolder) return;
  if (stands(join(other, "place")) && placeOf(other) === place)
    throw new DataFault(
      "foreign",
      `${dataFolder} is a copy of ${other}, and copying a folder does not copy its database in ${place}: ` +
        "make a backup of the one and restore it into the other.",
    );
  pointTo(place, dataFolder);
}

/**
 * Makes an empty cluster in `<place>/pg`; broken off at any moment it leaves nothing that the next try minds.
 * Throws a DataFault: `unreachable` when the user may not enter the place, else full, foreign and so on.
 */
export async function createCluster(place: string, binaries: Binaries, user: SystemUser | undefined, password: string) {
  // Of its own name, because the initdb of a killed start may still be writing into the one of its own.
  const mark = `new-${randomBytes(4).toString("hex")}`;
  const unfinished = join(place, `pg.${mark}`);
  const passwordFile = join(place, `password.${mark}`);
  try {
    removeUnfinished(place);
    writeFileSync(passwordFile, password, { mode: 0o600 });
    mkdirSync(unfinished, { mode: 0o700 });
    if (user) for (const path of [unfinished, passwordFile]) chownSync(path, user.uid, user.gid);
    await runInitdb(unfinished, passwordFile, binaries, user);
    renameSync(unfinished, join(place, "pg"));
    syncFolder(place);
  } catch (error) {
    throw fileFault(error, place);
  } finally {
    removeUnfinished(place);
  }
}

function removeUnfinished(place: string): void {
  for (const name of readdirSync(place).filter((each) => /^(?:pg|password)\.new-/.test(each))) {
    try {
      rmSync(join(place, name), { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // Somebody is still writing into it; the next start removes it.
    }
  }
}

async function runInitdb(folder: string, passwordFile: string, binaries: Binaries, user: SystemUser | undefined) {
  const options = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  options.push("--auth=scram-sha-256", "--data-checksums", "--no-instructions");
  options.push(`--username=${SUPERUSER}`, `--pwfile=${passwordFile}`, `--pgdata=${folder}`);
  try {
    await promisify(execFile)(join(binaries.folder, "bin", "initdb"), options, runAs(user));
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw serverFault(`${stdout}\n${stderr}`, dirname(folder), error) ?? error;
  }
}

/** Refuses a cluster of another major version, before the server does it in more words. */
export function checkVersion(folder: string, binaries: Binaries): void {
  let found: string;
  try {
    found = readFileSync(join(folder, "PG_VERSION"), "utf8").trim();
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ENOENT"
      ? new DataFault("damaged", `${folder} holds no database: restore a backup into a new folder.`, error)
      : fileFault(error, folder);
  }
  const ours = binaries.version.split(".")[0];
  if (found === ours) return;
  throw new DataFault(
    "version",
    `The data in ${folder} is of PostgreSQL ${found}, and this Handschlag has PostgreSQL ${ours}: make a backup with ` +
      "the Handschlag that wrote it and restore it with this one.",
  );
}

/** What PostgreSQL's own words, from initdb or the server's log, mean; `undefined` when they are not known. */
export function serverFault(words: string, folder: string, cause?: unknown): DataFault | undefined {
  if (/shared memory segment.*No space left/.test(words))
    return new DataFault("disk-full", "There is too little shared memory: give /dev/shm at least 64 MB.", cause);
  if (/No space left on device|Disk quota exceeded/.test(words))
    return new DataFault("disk-full", `The disk under ${folder} is full: free some space and start again.`, cause);
  if (/could not look up effective user ID|user does not exist/.test(words)) {
    const sentence = `This user (uid ${process.getuid?.()}) has no name in /etc/passwd, and PostgreSQL needs one: `;
    return new DataFault("user", `${sentence}give it one, or use a PostgreSQL of your own with DATABASE_URL.`, cause);
  }
  if (/Read-only file system/.test(words))
    return new DataFault("read-only", `${folder} lies on a read-only disk: make it writable.`, cause);
  if (/Permission denied|wrong ownership/.test(words))
    return new DataFault(
      "unreachable",
      `The database's user may not work in ${folder} (${lastWords(words)}): let it pass through the folders above, ` +
        "or choose another folder with HANDSCHLAG_DATA.",
      cause,
    );
  return undefined;
}

/** The last complaint in PostgreSQL's words, without time and level; `undefined` when it did not complain. */
export const lastWords = (words: string): string | undefined =>
  words
    .split("\n")
    .findLast((line) => /error:|FATAL:|PANIC:|^postgres:/.test(line))
    ?.replace(/^.*(?:error|FATAL|PANIC):\s*|^postgres:\s*/, "")
    .replace(/\.$/, "");

/** Makes the place that others may pass through, for a cluster outside the data folder. */
export function makeCommonPlace(place: string, common: string): void {
  try {
    mkdirSync(place, { recursive: true });
    chmodSync(common, 0o755);
    chmodSync(place, 0o711);
  } catch (error) {
    throw fileFault(error, place);
  }
}

/**
 * Puts the cluster of a data folder that was deleted out of the way of a new one. Its passwords are gone with the
 * folder, but deleting what may be the only copy is for people. Returns where it is now.
 */
export function moveAside(place: string): string {
  const aside = `${place}.removed-${randomBytes(4).toString("hex")}`;
  renameSync(place, aside);
  return aside;
}

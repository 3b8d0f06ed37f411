/** Builds the pages when a file of theirs is newer than what was built last. Run by `npm start`. */
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";
import { build } from "vite";

const HERE = import.meta.dirname;
const ROOT = join(HERE, "..");
const STAMP = join(HERE, "dist", ".built-from");
/** Outside the folder that a build empties. */
const LOCK = join(ROOT, "node_modules", ".cache", "handschlag-pages-lock");
const LOCK_POLL_MS = 100;
const SOURCES = [
  "web/{src,public}/**/*",
  "web/{index.html,vite.config.ts,package.json}",
  "api/src/**/*.ts",
  "engine/src/**/*.ts",
  "package-lock.json",
];

/** What the built pages are made from, in one hash. */
function fingerprint(): string {
  const hash = createHash("sha256");
  for (const file of globSync(SOURCES, { cwd: ROOT }).toSorted()) {
    const path = join(ROOT, file);
    if (file.includes(".test.") || !statSync(path).isFile()) continue;
    hash.update(`${file}\0`).update(readFileSync(path));
  }
  return hash.digest("hex");
}

const isBuilt = (wanted: string): boolean => existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted;

/**
 * The lock, unless another process has it. It is SQLite's, which is the system's: it ends with its holder, in whatever
 * way, and is never taken for that of another process.
 */
function tryLock(): DatabaseSync | undefined {
  const lock = new DatabaseSync(LOCK);
  try {
    lock.exec("pragma journal_mode = memory; begin exclusive");
    return lock;
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    return undefined;
  }
}
const SQLITE_BUSY = 5;

async function buildPages(wanted: string): Promise<void> {
  accessSync(HERE, constants.W_OK);
  mkdirSync(dirname(LOCK), { recursive: true });
  accessSync(dirname(LOCK), constants.W_OK);
  // Several starts and tests may want the pages at the same time.
  let lock = tryLock();
  while (lock === undefined) {
    await setTimeout(LOCK_POLL_MS);
    lock = tryLock();
  }
  try {
    if (isBuilt(wanted)) return;
    process.stderr.write("Building the pages …\n");
    // Whoever calls may be a test: React must not come along in its form for developers.
    process.env["NODE_ENV"] = "production";
    await build({ root: HERE, configFile: join(HERE, "vite.config.ts"), logLevel: "warn" });
    writeFileSync(STAMP, wanted);
  } finally {
    lock.close();
  }
}

/** Says what stands in the way of writing, and ends with 2; throws what is no matter of files. */
function tell(error: unknown): void {
  const { code = "", message } = error as NodeJS.ErrnoException;
  const isFull = /ENOSPC|EDQUOT|No space left/.test(`${code} ${message}`);
  if (!isFull && !["EACCES", "EPERM", "EROFS"].includes(code)) throw error;
  const way = isFull ? "the disk is full: free some space" : "this user may not write there: start once as its owner";
  process.stderr.write(`handschlag: The pages have to be built in ${HERE}, and ${way}.\n`);
  process.exitCode = 2;
}

const fresh = fingerprint();
if (!isBuilt(fresh)) await buildPages(fresh).catch(tell);

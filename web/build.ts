/** Builds the pages when a file of theirs is newer than what was built last. Run by `npm start`. */
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { build } from "vite";

const HERE = import.meta.dirname;
const ROOT = join(HERE, "..");
const STAMP = join(HERE, "dist", ".built-from");
/** Outside the folder that a build empties. */
const LOCK = join(ROOT, "node_modules", ".cache", "handschlag-pages");
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

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // alive, but another user's
  }
}

/** Takes the lock, a file with its holder's pid, when nobody who is alive has it. */
function tryLock(): boolean {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const holder = existsSync(LOCK) ? Number(readFileSync(LOCK, "utf8")) : 0;
    if (holder > 0 && !isAlive(holder)) rmSync(LOCK, { force: true });
    return false;
  }
}

const wanted = fingerprint();
if (!isBuilt(wanted)) {
  mkdirSync(dirname(LOCK), { recursive: true });
  // Several starts and tests may want the pages at the same time.
  while (!tryLock()) await setTimeout(LOCK_POLL_MS);
  try {
    if (!isBuilt(wanted)) {
      process.stderr.write("Building the pages …\n");
      await build({ root: HERE, configFile: join(HERE, "vite.config.ts"), logLevel: "warn" });
      writeFileSync(STAMP, wanted);
    }
  } finally {
    rmSync(LOCK, { force: true });
  }
}

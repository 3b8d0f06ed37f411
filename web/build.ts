/** Builds the pages when a file of theirs is newer than what was built last. Run by `npm start`. */
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";

const HERE = import.meta.dirname;
const ROOT = join(HERE, "..");
const STAMP = join(HERE, "dist", ".built-from");
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

const wanted = fingerprint();
if (!existsSync(STAMP) || readFileSync(STAMP, "utf8") !== wanted) {
  process.stderr.write("Building the pages …\n");
  try {
    await build({ root: HERE, configFile: join(HERE, "vite.config.ts"), logLevel: "warn" });
    writeFileSync(STAMP, wanted);
  } catch (error) {
    tell(error);
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

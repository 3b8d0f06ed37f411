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
  await build({ root: HERE, configFile: join(HERE, "vite.config.ts"), logLevel: "warn" });
  writeFileSync(STAMP, wanted);
}

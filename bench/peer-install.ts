/**
 * Installs what we are measured beside into bench/peers/node_modules: packages of npm in the exact versions of
 * bench/peers/package.json, and Perl's Business::Hours as Debian packages it. Nothing of the system is changed.
 */
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PEERS = fileURLToPath(new URL("./peers", import.meta.url));
const MODULES = join(PEERS, "node_modules");
const DEBIAN = join(MODULES, ".debian");
const DEBIAN_PACKAGES = ["libbusiness-hours-perl", "libset-intspan-perl"];
const INSTALL_MS_MAX = 180_000;
const OPTIONS: ExecFileSyncOptionsWithStringEncoding = {
  cwd: PEERS,
  encoding: "utf8",
  stdio: ["ignore", "pipe", "pipe"],
  timeout: INSTALL_MS_MAX,
};

/** What could not be installed, with the reason. */
export interface Missing {
  readonly name: string;
  readonly reason: string;
}

/** The first lines in which a program said why it failed, else the message of the error. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const told = error instanceof Error && "stderr" in error && typeof error.stderr === "string" ? error.stderr : "";
  const lines = told.split("\n").filter((line) => line.trim() !== "");
  return lines.length === 0 ? message : lines.slice(0, 2).join("; ");
}

/** What npm was told about the repository's own packages: not meant for another install. */
const isOurs = (name: string): boolean =>
  /^npm_(?:package|lifecycle|config_(?:local_prefix|prefix|workspace))/.test(name);

function isInstalled([name, version]: [string, string]): boolean {
  const file = join(MODULES, name, "package.json");
  return existsSync(file) && (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version === version;
}

/** Installs the npm packages; `undefined` when they are in place. */
export function installNpmPeers(): Missing | undefined {
  const { dependencies } = JSON.parse(readFileSync(join(PEERS, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  if (Object.entries(dependencies).every(isInstalled)) return undefined;
  console.error("Installing the peers from npm …");
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOurs(name)));
  const options = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error"];
  try {
    execFileSync("npm", ["install", ...options], { ...OPTIONS, env, shell: process.platform === "win32" });
    return undefined;
  } catch (error) {
    return { name: "the peers from npm", reason: reasonOf(error) };
  }
}

/** Perl's library path for Business::Hours, empty when the system has it; or why there is none. */
export function installPerlPeer(): string | Missing {
  const name = "Perl Business::Hours";
  const unpacked = join(DEBIAN, "usr", "share", "perl5");
  const works = (path: string): boolean => {
    try {
      execFileSync("perl", ["-MBusiness::Hours", "-e", "1"], { ...OPTIONS, env: { ...process.env, PERL5LIB: path } });
      return true;
    } catch {
      return false;
    }
  };
  try {
    execFileSync("perl", ["-e", "1"], OPTIONS);
    if (works("")) return "";
    if (works(unpacked)) return unpacked;
    console.error("Fetching Business::Hours from Debian …");
    mkdirSync(DEBIAN, { recursive: true });
    fetchDebianPackages();
    for (const file of readdirSync(DEBIAN).filter((each) => each.endsWith(".deb"))) {
      execFileSync("dpkg-deb", ["--extract", join(DEBIAN, file), DEBIAN], OPTIONS);
    }
    return works(unpacked) ? unpacked : { name, reason: "the packages do not hold it" };
  } catch (error) {
    return { name, reason: reasonOf(error) };
  }
}

function fetchDebianPackages(): void {
  const fetch = () => execFileSync("apt-get", ["download", ...DEBIAN_PACKAGES], { ...OPTIONS, cwd: DEBIAN });
  try {
    fetch();
  } catch (error) {
    // A new machine has no lists of packages; only root may fetch them.
    if (process.getuid?.() !== 0) throw error;
    execFileSync("apt-get", ["update"], OPTIONS);
    fetch();
  }
}

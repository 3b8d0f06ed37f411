/** The browser that the tests drive: the one the setting names, else the machine's own, else the one of a package. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser } from "@playwright/test";

/** Path of an executable, or `package` for the packaged one. */
const CHOSEN = process.env["HANDSCHLAG_CHROMIUM"];
const WELL_KNOWN = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/microsoft-edge",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];
/** Nothing that talks to the world or asks its user; root may run it. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const CACHE = join(import.meta.dirname, "../../node_modules/.cache/handschlag");

interface Executable {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Starts the browser without a window. Throws in words when there is none. */
export async function startBrowser(): Promise<Browser> {
  const { path, env } = await executable();
  return chromium.launch({ executablePath: path, args: FLAGS, env: { ...process.env, ...env } });
}

async function executable(): Promise<Executable> {
  if (CHOSEN !== undefined && CHOSEN !== "" && CHOSEN !== "package") return { path: CHOSEN, env: {} };
  const own = CHOSEN === "package" ? undefined : WELL_KNOWN.find((path) => existsSync(path));
  return own === undefined ? packaged() : { path: own, env: {} };
}

/** The packaged Chromium: 67 MB compressed, unpacked once in about 2 seconds and kept for later runs. */
async function packaged(): Promise<Executable> {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error("There is no Chromium on this machine: install one, or name it with HANDSCHLAG_CHROMIUM");
  const bin = join(dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium"))), "../bin");
  const { version } = JSON.parse(readFileSync(join(bin, "../package.json"), "utf8")) as { version: string };
  const folder = join(CACHE, `chromium-${version}`);
  if (!existsSync(folder)) await unpack(bin, folder);
  const path = join(folder, "chromium");
  const fonts = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: join(folder, "fonts") };
  const runs = spawnSync(path, ["--version"], { stdio: "ignore" }).status === 0;
  // Without the libraries of a desktop it does not even start; the package brings them along.
  return { path, env: runs ? fonts : { ...fonts, LD_LIBRARY_PATH: join(folder, "al2023/lib") } };
}

/** By a folder of its own and a rename: of several test files that start at once, none meets a half-written browser. */
async function unpack(bin: string, folder: string): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const own = mkdtempSync(`${folder}-`);
  const before = process.env["TMPDIR"];
  // The package always unpacks into the folder for temporary files.
  process.env["TMPDIR"] = own;
  try {
    const { inflate } = await import("@sparticuz/chromium");
    await Promise.all(["chromium.br", "fonts.tar.br", "al2023.tar.br"].map((name) => inflate(join(bin, name))));
    renameSync(own, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(own, { recursive: true, force: true });
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}

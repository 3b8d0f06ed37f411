/** `handschlag serve`: the server in this process, until it is told to stop. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Fault as ServerFault } from "@handschlag/server/fault.ts";
import type { Running } from "@handschlag/server/main.ts";
import { needsPreparation } from "@handschlag/server/sample/sample-file.ts";
import { readSettings, type Settings } from "@handschlag/server/settings.ts";
import { Fault, say } from "./fault.ts";

const ROOT = join(import.meta.dirname, "../..");
const WEB = join(ROOT, "web/dist");
/** How long requests and jobs under way may take when the server stops. */
const STOP_MS_MAX = 20_000;
/**
 * New objects of a request die young and few at a time: a small space for them keeps the process small. Node takes its
 * size from the command line only.
 */
const LEAN = "--max-semi-space-size=4";

export interface ServeOptions {
  readonly http?: boolean;
  readonly jobs?: boolean;
  readonly empty?: boolean;
}

/** Runs the server until SIGINT or SIGTERM. Throws a `Fault` when it cannot start. */
export async function serve(options: ServeOptions): Promise<void> {
  const { signal, stopped } = untilStopped();
  let running: Running | undefined;
  try {
    running = await start(options, signal);
  } catch (error) {
    // Told to stop in the middle of the start: that is no fault.
    if (signal.aborted) return;
    throw error instanceof ServerFault ? new Fault(error.message) : error;
  }
  if (running === undefined) return;
  tell(running);
  await stopped;
  await running.stop();
}

/** Listens for signals: the first one stops in order, a second one does not wait, and nothing waits for ever. */
function untilStopped(): { readonly signal: AbortSignal; readonly stopped: Promise<void> } {
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    const stop = () => {
      if (stopping.signal.aborted) process.exit(1);
      stopping.abort();
      setTimeout(() => process.exit(1), STOP_MS_MAX).unref();
      resolve();
    };
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, stop);
  });
  return { signal: stopping.signal, stopped };
}

/** `undefined` when what comes before it has failed and said so. */
async function start({ http, jobs, empty }: ServeOptions, signal: AbortSignal): Promise<Running | undefined> {
  const all = http !== true && jobs !== true;
  const settings = readSettings(process.env);
  if (!process.execArgv.includes(LEAN)) {
    if ((all || http === true) && !(await prepared(settings, empty === true, signal))) return undefined;
    await warm(signal);
    becomeLean();
  }
  const { serve: startServer } = await import("@handschlag/server/main.ts");
  const parts = { http: all || http === true, jobs: all || jobs === true };
  return startServer(settings, { ...parts, webFolder: WEB, say, signal });
}

/** Whether pages and installation are there now; if not, it was said why. */
async function prepared(settings: Settings, empty: boolean, signal: AbortSignal): Promise<boolean> {
  if (!(await run("web/build.ts", [], "The pages could not be built.", signal))) return false;
  if (!needsPreparation(settings, !empty)) return true;
  return run("cli/src/prepare.ts", empty ? ["--empty"] : [], "The first start has failed: see above.", signal);
}

/**
 * Compiles what is new of the server's code in a process of its own, into the cache that `handschlag` names: what turns
 * TypeScript into JavaScript would stay in the server's memory (10 MB, measured).
 */
async function warm(signal: AbortSignal): Promise<void> {
  const cache = process.env["NODE_COMPILE_CACHE"];
  if (cache === undefined || cache === "") return;
  const stamp = join(cache, "server-compiled");
  const sources = globSync("{api,cli,engine,server}/src/**/*.ts", { cwd: ROOT });
  const newest = Math.max(...sources.map((file) => statSync(join(ROOT, file)).mtimeMs));
  const state = `${process.version} ${sources.length} ${newest}`;
  try {
    if (readFileSync(stamp, "utf8") === state) return;
  } catch {
    // Nothing was compiled yet.
  }
  await run("cli/src/warm.ts", [], "The server's code could not be compiled.", signal);
  try {
    mkdirSync(cache, { recursive: true });
    writeFileSync(stamp, state);
  } catch {
    // A cache that cannot be written saves nothing, and nothing needs it.
  }
}

/** Begins this process anew with the same arguments and less memory; returns only where that cannot be done. */
function becomeLean(): void {
  if (process.execve === undefined || process.platform === "win32") return;
  const args = [process.execPath, ...process.execArgv, LEAN, ...process.argv.slice(1)];
  process.execve(process.execPath, args, process.env);
}

/** The exit code of a process that has told its fault. */
const SAID = 2;

/**
 * What is done once is done in a process of its own: it needs memory that the server should not keep. Whether it was
 * done; if not, it has said why. Throws a `Fault` with `failure` when it broke down.
 */
async function run(script: string, args: readonly string[], failure: string, signal: AbortSignal): Promise<boolean> {
  signal.throwIfAborted();
  const child = spawn(process.execPath, [join(ROOT, script), ...args], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  // It may have got the signal from the terminal as well.
  signal.addEventListener("abort", () => child.kill("SIGTERM"), { once: true });
  const [code] = (await once(child, "exit")) as [number | null];
  signal.throwIfAborted();
  if (code === SAID) process.exitCode = SAID;
  else if (code !== 0) throw new Fault(failure);
  return code === 0;
}

function tell({ url, people }: Running): void {
  if (url === undefined) {
    console.log("Handschlag works on its jobs. Stop it with Ctrl-C.");
    return;
  }
  console.log(`\nHandschlag runs at ${url}\n`);
  if (people.length === 0) return;
  console.log("Sign in as (links of the sample; they work on this machine only):");
  const width = Math.max(...people.map(({ name, role }) => `${name}, ${role}`.length));
  let company = "";
  for (const person of people) {
    if (person.company !== company) console.log(`\n  ${(company = person.company)}`);
    console.log(`    ${`${person.name}, ${person.role}`.padEnd(width)}  ${url}/sign-in#token=${person.token}`);
  }
  console.log("\nStop it with Ctrl-C.");
}

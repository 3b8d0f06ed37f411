/** `handschlag serve`: the server in this process, until it is told to stop. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Fault as ServerFault } from "@handschlag/server/fault.ts";
import type { Running } from "@handschlag/server/main.ts";
import { readSettings, type Settings } from "@handschlag/server/settings.ts";
import { Fault, say } from "./fault.ts";

const ROOT = join(import.meta.dirname, "../..");
const WEB = join(ROOT, "web/dist");
/** How long requests and jobs under way may take when the server stops. */
const STOP_MS_MAX = 20_000;

export interface ServeOptions {
  readonly http?: boolean;
  readonly jobs?: boolean;
  readonly empty?: boolean;
}

/** New objects of a request die young and few at a time: a small space for them keeps the process small. */
const YOUNG_MIB = 8;

/** Runs the server until SIGINT or SIGTERM. Throws a `Fault` when it cannot start. */
export async function serve({ http, jobs, empty }: ServeOptions): Promise<void> {
  const all = http !== true && jobs !== true;
  let running: Running;
  try {
    const settings = readSettings(process.env);
    if (all || http === true) {
      await run("web/build.ts", "The pages could not be built.");
      if (empty !== true && isNew(settings)) await run("cli/src/prepare.ts", "The sample could not be made.");
    }
    setFlagsFromString(`--max-semi-space-size=${YOUNG_MIB}`);
    const { serve: start } = await import("@handschlag/server/main.ts");
    running = await start(settings, {
      http: all || http === true,
      jobs: all || jobs === true,

      webFolder: WEB,
      say,
    });
  } catch (error) {
    if (error instanceof ServerFault) throw new Fault(error.message);
    throw error;
  }
  tell(running);
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
  // A second Ctrl-C does not wait.
  const giveUp = setTimeout(() => process.exit(1), STOP_MS_MAX);
  await running.stop();
  clearTimeout(giveUp);
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

/** Whether the embedded database of these settings was never used. */
const isNew = ({ databaseUrl, dataFolder }: Settings): boolean =>
  databaseUrl === undefined && !existsSync(join(dataFolder, "secrets"));

/** What is done once is done in a process of its own: it needs memory that the server should not keep. */
async function run(script: string, failure: string): Promise<void> {
  const child = spawn(process.execPath, [join(ROOT, script)], { stdio: ["ignore", "inherit", "inherit"], cwd: ROOT });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Fault(failure);
}

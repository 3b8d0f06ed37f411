/** `handschlag replay` of a million tickets, as whole processes with one and two workers. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { readBaseLog, writeLog } from "./replay-log.ts";
import { digits, showFault, showTable, showTitle, verdict, whole, type Goal } from "./report.ts";

const quick = process.argv.includes("--quick");
const TICKETS = quick ? 100_000 : 1_000_000;
const MEBIBYTE = 1024 * 1024;
const SAMPLE_MS = 20;
/** The unit of times in /proc, the same on all machines that Node runs on. */
const TICKS_PER_SECOND = 100;
const TIME: Goal = { limit: 15, unit: " s" };
const MEMORY: Goal = { limit: 400, unit: " MiB" };

const placeOf = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const MAIN = placeOf("cli/src/main.ts");
const CONTRACT = placeOf("fixtures/contracts/servicenow-log.yaml");

/** One run of the command. */
interface Run {
  readonly name: string;
  readonly seconds: number;
  /** Of the processor, by all threads. NaN, as the memory, where the system does not tell. */
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  readonly reportHash: string;
  readonly ticketsHash: string | undefined;
}

/** What a process has used so far, as Linux counts it; `undefined` elsewhere or when the process has ended. */
function usedBy(pid: number): Pick<Run, "cpuSeconds" | "peakBytes"> | undefined {
  try {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    // After the name in parentheses: its 12th and 13th field are the times in user and system mode.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
    if (peak === null) return undefined;
    return {
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
      peakBytes: Number(peak[1]) * 1024,
    };
  } catch {
    return undefined;
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

/** Runs the command; throws when it does not end well. */
function replay(args: readonly string[]): Promise<Omit<Run, "name" | "ticketsHash">> {
  const { promise, resolve, reject } = Promise.withResolvers<Omit<Run, "name" | "ticketsHash">>();
  const startedAt = performance.now();
  const child = spawn(process.execPath, [MAIN, "replay", ...args], { stdio: ["ignore", "pipe", "inherit"] });
  let used = { cpuSeconds: Number.NaN, peakBytes: Number.NaN };
  const sampler = setInterval(() => (used = usedBy(child.pid!) ?? used), SAMPLE_MS);
  const hash = createHash("sha256");
  child.stdout.on("data", (chunk: Buffer) => hash.update(chunk));
  child.on("error", reject);
  child.on("close", (code) => {
    clearInterval(sampler);
    if (code !== 0) reject(new Error(`replay ended with ${code}`));
    else resolve({ seconds: (performance.now() - startedAt) / 1_000, ...used, reportHash: hash.digest("hex") });
  });
  return promise;
}

/** Runs the command with one and two workers, and again with both and a line for each ticket. */
async function runsOf(log: string, folder: string): Promise<Run[]> {
  const runs: Run[] = [];
  for (const withTickets of [false, true]) {
    for (const workers of [1, 2]) {
      const file = join(folder, "tickets.ndjson");
      const options = ["--json", "--workers", String(workers), ...(withTickets ? ["--tickets", file] : [])];
      const name = `${workers} ${workers === 1 ? "worker" : "workers"}${withTickets ? ", with --tickets" : ""}`;
      const run = await replay([CONTRACT, log, ...options]);
      runs.push({ name, ...run, ticketsHash: withTickets ? await hashOf(file) : undefined });
    }
  }
  return runs;
}

/** What any replay has to do: read the log and parse each line; in seconds, by one thread. */
async function parseSeconds(log: string): Promise<number> {
  const startedAt = performance.now();
  let events = 0;
  let rest = "";
  for await (const chunk of createReadStream(log, { encoding: "utf8", highWaterMark: MEBIBYTE })) {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop()!;
    for (const line of lines) if (JSON.parse(line) !== null) events++;
  }
  if (events === 0 || rest !== "") throw new Error("the log is not whole");
  return (performance.now() - startedAt) / 1_000;
}

const isSame = (values: readonly (string | undefined)[]): boolean =>
  new Set(values.filter((value) => value !== undefined)).size === 1;

const folder = mkdtempSync(join(tmpdir(), "handschlag-bench-"));
const clean = () => rmSync(folder, { recursive: true, force: true });
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    clean();
    process.kill(process.pid, signal);
  });
}
try {
  const base = readBaseLog();
  const log = join(folder, "log.ndjson");
  const { tickets, events, bytes } = writeLog(log, base, TICKETS);
  const size = `${whole(tickets)} tickets, ${whole(events)} events, ${whole(Math.round(bytes / MEBIBYTE))} MiB of NDJSON`;
  showTitle(`Replay: ${size}`);
  console.log(`  ${base.name}, ${whole(base.tickets)} tickets (${whole(base.unread)} not read), again and again\n`);
  const parsing = await parseSeconds(log);
  const runs = await runsOf(log, folder);
  const rows = runs.map(({ name, seconds, cpuSeconds, peakBytes }) => {
    const mebibytes = peakBytes / MEBIBYTE;
    const figures = [
      digits(seconds),
      digits(cpuSeconds),
      whole(Math.round(tickets / seconds)),
      whole(Math.round(events / seconds)),
    ];
    const time = name !== "2 workers" ? "" : quick ? "for a million only" : verdict(seconds, TIME);
    return [name, ...figures, digits(mebibytes), time, verdict(mebibytes, MEMORY)];
  });
  rows.unshift(["the machine: parse each line", digits(parsing), "", "", whole(Math.round(events / parsing))]);
  showTable(
    ["", "seconds", "CPU seconds", "tickets/s", "events/s", "peak MiB", "goal for the time", "goal for the memory"],
    rows,
  );
  const same = isSame(runs.map(({ reportHash }) => reportHash)) && isSame(runs.map(({ ticketsHash }) => ticketsHash));
  if (same) console.log("\n  Reports and tickets are the same with one and two workers.");
  else showFault("reports or tickets differ with the number of workers");
} finally {
  clean();
}

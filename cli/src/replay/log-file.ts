/** The files that a replay is given: logs, unpacked where they are packed and cut into segments, and the file for tickets. */
import {
  accessSync,
  closeSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  openSync,
  readSync,
  realpathSync,
  statSync,
} from "node:fs";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { Fault, isOfSystem, reasonOf } from "../fault.ts";
import type { Segment } from "./distribute.ts";

/** A log as a plain file, and how its lines are named in messages. */
export interface PlainLog {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
}

/** How a log is named in messages. */
const nameOf = (log: string): string => (log === "-" ? "standard input" : log);

/** The file that a path leads to, whatever it is called; `undefined` when there is none. */
function fileBehind(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** Refuses what can be refused before the first log is read: one that is not there, and one given twice, whose events would count twice. */
export function refuseUnreadable(logs: readonly string[]): void {
  const seen = new Set<string>();
  for (const log of logs) {
    if (log !== "-") {
      const stats = tried(`${log}: cannot be read`, () => statSync(log));
      if (!stats.isFile() && !stats.isFIFO()) throw new Fault(`${log}: expected a file`);
      tried(`${log}: cannot be read`, () => accessSync(log, constants.R_OK));
    }
    const file = log === "-" ? log : (fileBehind(log) ?? log);
    if (seen.has(file)) throw new Fault(`${nameOf(log)}: expected each log once`);
    seen.add(file);
  }
}

/** Refuses a file for tickets that cannot be written, before the work of minutes is done, or that is one of the files that are read. */
export function refuseUnwritable(tickets: string, inputs: readonly string[]): void {
  if (tickets === "-") throw new Fault("--tickets: expected a file: the report goes to standard output");
  const what = `${tickets}: cannot be written`;
  if (existsSync(tickets)) {
    const file = fileBehind(tickets);
    if (file !== undefined && inputs.some((input) => fileBehind(input) === file))
      throw new Fault(`${what}: it is one of the files that are read`);
    if (statSync(tickets).isDirectory()) throw new Fault(`${what}: it is a folder`);
    tried(what, () => accessSync(tickets, constants.W_OK));
  } else {
    const folder = dirname(tickets);
    if (!existsSync(folder)) throw new Fault(`${what}: there is no such folder`);
    tried(what, () => accessSync(folder, constants.W_OK));
  }
}

function tried<Value>(what: string, act: () => Value): Value {
  try {
    return act();
  } catch (error) {
    throw new Fault(`${what}: ${reasonOf(error)}`);
  }
}

/** A log as a plain file: what comes through a pipe or is packed is written to files named after `spool` first. */
export async function plainLog(log: string, spool: string): Promise<PlainLog> {
  const name = nameOf(log);
  let file = log;
  if (log === "-" || statSync(log).isFIFO()) {
    file = spool;
    await copied(name, [log === "-" ? process.stdin : createReadStream(log)], file);
  }
  if (isPacked(file)) {
    const unpacked = `${spool}-unpacked`;
    await copied(name, [createReadStream(file), createGunzip()], unpacked);
    file = unpacked;
  }
  return { name, file, bytes: statSync(file).size };
}

async function copied(
  name: string,
  source: readonly [NodeJS.ReadableStream, ...NodeJS.ReadWriteStream[]],
  target: string,
): Promise<void> {
  const written = createWriteStream(target);
  let isOurs = false;
  written.on("error", () => (isOurs = true));
  try {
    await pipeline([...source, written]);
  } catch (error) {
    throw new Fault(
      isOurs && isOfSystem(error)
        ? `temporary folder ${dirname(dirname(target))}: ${reasonOf(error)}`
        : `${name}: cannot be read: ${reasonOf(error)}`,
    );
  }
}

/** Whether a file begins as gzip does. */
function isPacked(file: string): boolean {
  const handle = openSync(file, "r");
  const start = Buffer.alloc(2);
  readSync(handle, start, 0, 2, 0);
  closeSync(handle);
  return start[0] === 0x1f && start[1] === 0x8b;
}

/** Stretches of the logs, cut at the ends of lines: as many of an NDJSON file as there are workers, one of a CSV file. */
export function segmentsOf(logs: readonly PlainLog[], perLog: number): Segment[] {
  const segments: Segment[] = [];
  for (const [log, { file, bytes }] of logs.entries()) {
    let start = 0;
    for (let piece = 1; piece <= perLog; piece++) {
      const end = piece === perLog ? bytes : startOfLineAfter(file, Math.floor((bytes * piece) / perLog), bytes);
      if (end > start || piece === perLog) segments.push({ number: segments.length, log, file, start, end });
      start = end;
    }
  }
  return segments;
}

/** The start of the first line that begins after `at`, or the end of the file. */
function startOfLineAfter(file: string, at: number, bytes: number): number {
  const handle = openSync(file, "r");
  try {
    const buffer = Buffer.allocUnsafe(64 * 1024);
    for (let from = at; from < bytes; from += buffer.length) {
      const count = readSync(handle, buffer, 0, buffer.length, from);
      const found = buffer.subarray(0, count).indexOf(0x0a);
      if (found >= 0) return from + found + 1;
    }
    return bytes;
  } finally {
    closeSync(handle);
  }
}

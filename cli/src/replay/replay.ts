/**
 * Runs contracts over a log of any size: the log is read once to hand its lines to parts by ticket, and each part is
 * judged alone. Memory does not grow with the log, and the result does not depend on the number of workers.
 */
import { closeSync, createReadStream, createWriteStream, mkdtempSync, openSync, readSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { instant, type Instant } from "@handschlag/engine/instant.ts";
import { Attainment } from "@handschlag/engine/ticket/attainment.ts";
import type { MappingDocument } from "@handschlag/engine/ticket/mapping.ts";
import { Fault, reasonOf } from "../fault.ts";
import { crewOf, type Crew } from "./crew.ts";
import { FAULTS_MAX, type LineFault, type Segment } from "./distribute.ts";
import { DIFFERENCES_MAX, ticketFile, WORST_MAX, worstFirst, type Difference, type Judged, type Miss } from "./judge.ts";
import { mergeByOrder } from "./merge.ts";
import type { Done, Setting, Work } from "./work.ts";

export interface ReplayOrder {
  readonly documents: readonly ContractDocument[];
  readonly otherDocuments: readonly ContractDocument[] | undefined;
  readonly worldHolidays: boolean;
  /** Files in the order in which they are to be read; `-` is standard input. */
  readonly logs: readonly string[];
  readonly mapping: MappingDocument | undefined;
  /** File for one line a ticket. */
  readonly tickets: string | undefined;
  /** The instant at which clocks are read; the last event of the log when it is left open. */
  readonly now: Instant | undefined;
  readonly workers: number;
  readonly onProgress: (share: number) => void;
}

export interface Replayed {
  readonly now: Instant;
  readonly events: number;
  readonly attainment: Attainment;
  readonly otherAttainment: Attainment | undefined;
  readonly worst: readonly Miss[];
  readonly differences: readonly Difference[];
  readonly differenceCounts: Readonly<Record<string, number>>;
  /** Fields of events that were not read, with how often they occurred. */
  readonly unread: Readonly<Record<string, number>>;
}

const PART_BYTES = 4 * 1024 * 1024;
const PARTS_MAX = 2_048;
/** Smaller logs are read faster by one thread than threads are started. */
const THREADS_FROM_BYTES = 24 * 1024 * 1024;

/** A log as a plain NDJSON file, and how its lines are named in messages. */
interface PlainLog {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
}

/** Replays a log. Throws a `Fault` that lists the lines that cannot be read; then no figure is given. */
export async function replay(order: ReplayOrder): Promise<Replayed> {
  const folder = mkdtempSync(join(tmpdir(), "handschlag-replay-"));
  const clean = () => rmSync(folder, { recursive: true, force: true });
  const onSignal = (signal: NodeJS.Signals) => {
    clean();
    process.kill(process.pid, signal);
  };
  process.once("SIGINT", onSignal).once("SIGTERM", onSignal);
  let crew: Crew | undefined;
  try {
    const logs = await Promise.all(order.logs.map((log, index) => plainLog(log, join(folder, `log-${index}`))));
    const bytes = logs.reduce((total, log) => total + log.bytes, 0);
    const workers = bytes < THREADS_FROM_BYTES ? 0 : order.workers;
    const partCount = Math.min(PARTS_MAX, Math.max(1, Math.ceil(bytes / PART_BYTES)));
    const { documents, otherDocuments, worldHolidays, tickets, mapping } = order;
    const setting: Setting = { folder, partCount, documents, otherDocuments, worldHolidays, writeTickets: tickets !== undefined, mapping };
    let readBytes = 0;
    let judgedParts = 0;
    const report = () => order.onProgress(bytes === 0 ? 1 : 0.3 * (readBytes / bytes) + 0.7 * (judgedParts / partCount));
    crew = crewOf(workers, setting, (count) => {
      readBytes += count;
      report();
    });
    const segments = segmentsOf(logs, mapping === undefined ? Math.max(1, workers) : 1);
    const { lineBefore, lastAt } = await distributeAll(crew, segments, logs, setting);
    // A log without events is read at the beginning of time: there is nothing that could run.
    const now = order.now ?? lastAt ?? instant("1970-01-03T00:00:00Z");
    const parts = Array.from({ length: partCount }, (_, part): Work => ({ kind: "judge", part, now, lineBefore }));
    const judged = await all(crew, parts, "judge", () => {
      judgedParts++;
      report();
    });
    const results = judged.map((each) => each.judged);
    refuseFaults(results, segments, lineBefore, logs);
    if (tickets !== undefined) await mergeByOrder(judged.map(({ part }) => ticketFile(folder, part)), tickets);
    return resultOf(results, now);
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
    await crew?.close();
    clean();
  }
}

/** A log as a plain file: standard input and packed files are written to `spool` first. */
async function plainLog(log: string, spool: string): Promise<PlainLog> {
  const name = log === "-" ? "standard input" : log;
  try {
    if (log === "-") await pipeline(process.stdin, createWriteStream(spool));
    else if (!statSync(log).isFile()) throw new Fault(`${name}: expected a file`);
    else if (isPacked(log)) await pipeline(createReadStream(log), createGunzip(), createWriteStream(spool));
    else return { name, file: log, bytes: statSync(log).size };
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault(`${name}: cannot be read: ${reasonOf(error)}`);
  }
  return { name, file: spool, bytes: statSync(spool).size };
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
function segmentsOf(logs: readonly PlainLog[], perLog: number): Segment[] {
  const segments: Segment[] = [];
  for (const { file, bytes } of logs) {
    let start = 0;
    for (let piece = 1; piece <= perLog; piece++) {
      const end = piece === perLog ? bytes : startOfLineAfter(file, Math.floor((bytes * piece) / perLog), bytes);
      if (end > start || piece === perLog) segments.push({ number: segments.length, file, start, end });
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

/** The first reading: every line goes to its part. Throws a `Fault` when lines cannot be read. */
async function distributeAll(crew: Crew, segments: readonly Segment[], logs: readonly PlainLog[], setting: Setting): Promise<{ lineBefore: readonly number[]; lastAt: Instant | undefined }> {
  const groups = setting.mapping === undefined ? groupsOf(await all(crew, segments.map((segment): Work => ({ kind: "find-merges", segment })), "find-merges")) : new Map<string, string>();
  const done = await all(crew, segments.map((segment): Work => ({ kind: "distribute", segment, groups })), "distribute");
  const lineBefore: number[] = [];
  let lines = 0;
  for (const { distributed } of done) {
    lineBefore.push(lines);
    lines += distributed.lines;
  }
  const found: Found[] = done.map(({ segment, distributed }) => ({ ...distributed, faults: distributed.faults.map(({ line, message }) => ({ line: line + lineBefore[segment]!, message })) }));
  refuseFaults(found, segments, lineBefore, logs);
  if (setting.mapping === undefined) return { lineBefore, lastAt: latest(found) };
  const readSegments = done.flatMap(({ segment, distributed: { columns } }) => (columns === undefined ? [] : [{ number: segment, columns }]));
  const parts = Array.from({ length: setting.partCount }, (_, part): Work => ({ kind: "convert", part, segments: readSegments, lineBefore }));
  const converted = (await all(crew, parts, "convert")).map((each) => each.converted);
  refuseFaults(converted, segments, lineBefore, logs);
  return { lineBefore, lastAt: latest(converted) };
}

/** What a piece of reading found. */
interface Found {
  readonly lastAt?: Instant | undefined;
  readonly faults: readonly LineFault[];
  readonly faultCount: number;
}

const latest = (found: readonly Found[]): Instant | undefined =>
  found.reduce<Instant | undefined>((last, { lastAt }) => (lastAt !== undefined && (last === undefined || lastAt > last) ? lastAt : last), undefined);

async function all<Kind extends Done["kind"]>(crew: Crew, works: readonly Work[], kind: Kind, onDone?: () => void): Promise<Extract<Done, { kind: Kind }>[]> {
  const answers = await crew.runAll(works, onDone);
  return answers.filter((answer): answer is Extract<Done, { kind: Kind }> => answer.kind === kind);
}

/** For each ticket that a merge touches the name of its group: tickets of one group must be judged together. */
function groupsOf(found: readonly { readonly merges: readonly [string, string][] }[]): ReadonlyMap<string, string> {
  const leader = new Map<string, string>();
  const find = (ticket: string): string => {
    let at = ticket;
    while (leader.has(at) && leader.get(at) !== at) at = leader.get(at)!;
    leader.set(ticket, at);
    return at;
  };
  for (const { merges } of found) for (const [source, target] of merges) leader.set(find(source), find(target));
  return new Map([...leader.keys()].map((ticket) => [ticket, find(ticket)]));
}

/** Throws when lines cannot be read, naming the first of them by file and line. */
function refuseFaults(found: readonly Found[], segments: readonly Segment[], lineBefore: readonly number[], logs: readonly PlainLog[]): void {
  const count = found.reduce((total, { faultCount }) => total + faultCount, 0);
  if (count === 0) return;
  const nameOf = (line: number): string => {
    const segment = segments.findLast(({ number }) => lineBefore[number]! < line) ?? segments[0]!;
    const first = segments.findIndex(({ file }) => file === segment.file);
    return `${logs.find(({ file }) => file === segment.file)!.name}:${line - lineBefore[first]!}`;
  };
  const faults = found.flatMap((each) => each.faults).toSorted((a, b) => a.line - b.line);
  const shown = faults.slice(0, FAULTS_MAX).map(({ line, message }) => `${nameOf(line)} ${message}`);
  if (count > shown.length) shown.push(`… and ${count - shown.length} more`);
  throw new Fault(`${count} ${count === 1 ? "line" : "lines"} of the log cannot be read; no figures are given`, shown);
}

function resultOf(judged: readonly Judged[], now: Instant): Replayed {
  const attainment = new Attainment();
  const other = judged[0]?.otherSums === undefined ? undefined : new Attainment();
  const differenceCounts: Record<string, number> = {};
  const unread: Record<string, number> = {};
  const addTo = (counts: Record<string, number>, more: Readonly<Record<string, number>>) => {
    for (const [name, count] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + count;
  };
  for (const part of judged) {
    attainment.absorb(part.sums);
    if (part.otherSums !== undefined) other?.absorb(part.otherSums);
    addTo(differenceCounts, part.differenceCounts);
    addTo(unread, part.unread);
  }
  return {
    now,
    events: judged.reduce((total, part) => total + part.events, 0),
    attainment,
    otherAttainment: other,
    worst: judged.flatMap(({ worst }) => worst).toSorted(worstFirst).slice(0, WORST_MAX),
    differences: judged.flatMap(({ differences }) => differences).toSorted((a, b) => a.order - b.order).slice(0, DIFFERENCES_MAX),
    differenceCounts,
    unread,
  };
}

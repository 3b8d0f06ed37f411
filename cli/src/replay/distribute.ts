/** The first reading of a log: hands the lines of one stretch of an NDJSON file to their parts. */
import { closeSync, openSync, readSync } from "node:fs";
import { instantOfIso, type Instant } from "@handschlag/engine/instant.ts";
import type { ColumnIndex } from "@handschlag/engine/ticket/mapping.ts";
import { LineScanner } from "./line-scan.ts";
import { partOf, SpillWriter } from "./spill.ts";

/** A stretch of a file that begins at the start of a line. */
export interface Segment {
  readonly number: number;
  /** Which of the logs it belongs to. */
  readonly log: number;
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A line that cannot be read. Numbers count from 1 in the segment until the whole log is known. */
export interface LineFault {
  readonly line: number;
  readonly message: string;
}

export interface Distributed {
  readonly lines: number;
  readonly lastAt: Instant | undefined;
  readonly faults: readonly LineFault[];
  readonly faultCount: number;
  /** Where the columns of a CSV log are. */
  readonly columns?: ColumnIndex;
}

const CHUNK_BYTES = 1024 * 1024;
export const LINE_BYTES_MAX = 1024 * 1024;
export const FAULTS_MAX = 20;

/** What is told of the lines of a segment. Numbers count from 1. */
interface LineHearer {
  /** The line is bytes [from, to) of a buffer that is used again afterwards. */
  readonly onLine: (bytes: Buffer, from: number, to: number, number: number) => void;
  /** A line longer than 1 MiB, which is not kept. */
  readonly onTooLong: (number: number) => void;
  readonly onBytes: (count: number) => void;
}

/** Reads the lines of bytes [start, end) of a file. */
export function forEachLine({ file, start, end }: Segment, { onLine, onTooLong, onBytes }: LineHearer): void {
  const handle = openSync(file, "r");
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES + LINE_BYTES_MAX);
    let kept = 0;
    let number = 0;
    let skipping = false;
    const tell = (from: number, to: number) => {
      number++;
      if (skipping || to - from > LINE_BYTES_MAX) onTooLong(number);
      else onLine(buffer, from, to, number);
      skipping = false;
    };
    for (let at = start; ;) {
      const wanted = Math.min(CHUNK_BYTES, end - at);
      const count = wanted === 0 ? 0 : readSync(handle, buffer, kept, wanted, at);
      at += count;
      onBytes(count);
      const filled = kept + count;
      let from = 0;
      for (let to = buffer.indexOf(0x0a, from); to >= 0 && to < filled; to = buffer.indexOf(0x0a, from)) {
        tell(from, to);
        from = to + 1;
      }
      if (count === 0) {
        if (filled > from || skipping) tell(from, filled);
        return;
      }
      kept = filled - from;
      if (kept > LINE_BYTES_MAX) [skipping, kept] = [true, 0];
      else buffer.copyWithin(0, from, filled);
    }
  } finally {
    closeSync(handle);
  }
}

/** The latest of instants as they are written. Texts of the usual form are compared before one is worth reading. */
class Latest {
  at: Instant | undefined;
  /** The text that was read for it, if it has the usual form. */
  private readonly text = Buffer.alloc(USUAL_LENGTH_MAX);
  private length = 0;

  /** Sees the text in bytes [from, to). */
  see(bytes: Buffer, from: number, to: number): void {
    const length = to - from;
    if (length === this.length && isUsual(bytes, from, to) && this.isUpTo(bytes, from)) return;
    const at = instantOfIso(bytes.toString("latin1", from, to));
    if (at === undefined || (this.at !== undefined && at <= this.at)) return;
    this.at = at;
    this.length = isUsual(bytes, from, to) ? bytes.copy(this.text, 0, from, to) : 0;
  }

  private isUpTo(bytes: Buffer, from: number): boolean {
    for (let index = 0; index < this.length; index++) {
      const seen = bytes[from + index]!;
      const known = this.text[index]!;
      if (seen !== known) return seen < known;
    }
    return true;
  }
}

const USUAL_LENGTH_MAX = 24;
const LETTER_Z = 0x5a;
const COMMA = 0x2c;

/** Whether texts of the same length are in the order of their instants: an offset or a decimal comma would disturb it. */
const isUsual = (bytes: Buffer, from: number, to: number): boolean =>
  to - from <= USUAL_LENGTH_MAX && bytes[to - 1] === LETTER_Z && bytes[from + 19] !== COMMA;

/** Whether a stretch of bytes holds nothing but blanks. */
function isEmpty(bytes: Buffer, from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (bytes[index]! > 0x20) return false;
  return true;
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Hands each line to the part of its ticket, or of the group of tickets that merges bind together. */
export function distribute(
  segment: Segment,
  folder: string,
  partCount: number,
  groupByTicket: ReadonlyMap<string, string>,
  onBytes: (count: number) => void,
): Distributed {
  const spill = new SpillWriter(folder, "events", segment.number);
  const faults: LineFault[] = [];
  let faultCount = 0;
  let lines = 0;
  const latest = new Latest();
  const scanner = new LineScanner();
  const fault = (line: number, message: string) => {
    faultCount++;
    if (faults.length < FAULTS_MAX) faults.push({ line, message });
  };
  try {
    forEachLine(segment, {
      onLine: (bytes, from, to, number) => {
        lines = number;
        const start =
          number === 1 && segment.start === 0 && bytes.subarray(from, from + 3).equals(BOM) ? from + 3 : from;
        if (isEmpty(bytes, start, to)) return;
        const message = scanner.scan(bytes, start, to);
        if (message !== undefined) return fault(number, message);
        const { source, ticketFrom, ticketTo } = scanner;
        latest.see(source, scanner.atFrom, scanner.atTo);
        const owner =
          groupByTicket.size === 0 ? undefined : groupByTicket.get(source.toString("utf8", ticketFrom, ticketTo));
        const part =
          owner === undefined ? partOf(source, partCount, ticketFrom, ticketTo) : partOf(Buffer.from(owner), partCount);
        const isInLine = source === bytes;
        spill.write(
          part,
          number,
          bytes,
          start,
          to,
          isInLine ? ticketFrom - start : 0,
          isInLine ? ticketTo - ticketFrom : 0,
        );
      },
      onTooLong: (number) => {
        lines = number;
        fault(number, `expected lines of at most ${LINE_BYTES_MAX / 1024 / 1024} MiB`);
      },
      onBytes,
    });
  } finally {
    spill.close();
  }
  return { lines, lastAt: latest.at, faults, faultCount };
}

/** Merges that a log may have: for each of them memory is needed before the first ticket is judged. */
export const MERGES_MAX = 1_000_000;

/** The merges in a stretch of a log: `[source, target]`. A log without the word costs one search through its bytes. */
export function mergesIn(segment: Segment): [string, string][] {
  const merges: [string, string][] = [];
  if (!holdsAny(segment, ["merged", "\\u00"])) return merges;
  const onLine: LineHearer["onLine"] = (bytes, from, to) => {
    const line = bytes.subarray(from, to);
    if (!MERGED.some((word) => line.includes(word)) || merges.length > MERGES_MAX) return;
    try {
      const { ticket, type, into } = JSON.parse(line.toString("utf8").replace(/^\uFEFF/, "")) as Record<
        string,
        unknown
      >;
      if (type === "merged" && typeof ticket === "string" && typeof into === "string") merges.push([ticket, into]);
    } catch {
      // The line is no JSON: the reading that hands out lines says so.
    }
  };
  forEachLine(segment, { onLine, onTooLong: () => undefined, onBytes: () => undefined });
  return merges;
}

/** How the word may be written: as it is, or with a letter of it escaped (`\u006d`, `\u0072`). */
const MERGED = ["merged", "\\u006", "\\u007"].map((word) => Buffer.from(word));

function holdsAny({ file, start, end }: Segment, words: readonly string[]): boolean {
  const handle = openSync(file, "r");
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    const overlap = Math.max(...words.map(({ length }) => length));
    for (let at = start; at < end; at += CHUNK_BYTES - overlap) {
      const count = readSync(handle, buffer, 0, Math.min(CHUNK_BYTES, end - at), at);
      const read = buffer.subarray(0, count);
      if (words.some((word) => read.includes(word))) return true;
    }
    return false;
  } finally {
    closeSync(handle);
  }
}

/**
 * Parts of a log on disk. Lines are handed to parts by their ticket, so that each part can be judged alone and memory
 * does not grow with the log. A part has a file of its lines and one of marks, which say where each comes from.
 */
import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { assert } from "@handschlag/engine/outcome.ts";
import { Fault } from "../fault.ts";

const BUFFER_BYTES = 32 * 1024;
/** Of each line its number in the log (8 bytes), its length, and where in it the ticket stands and how long that is (4 bytes each). */
const MARK_BYTES = 20;
const MARKS_PER_WRITE = 512;
/** Between two lines, so that all lines of a part read as the entries of one JSON list. */
const SEPARATOR = Buffer.from(",\n");

/** The part to which a ticket belongs whose name stands in bytes [from, to): FNV-1a. */
export function partOf(name: Buffer, partCount: number, from = 0, to = name.length): number {
  let hash = 0x811c9dc5;
  for (let index = from; index < to; index++) hash = Math.imul(hash ^ name[index]!, 0x01000193);
  return (hash >>> 0) % partCount;
}

/** What is spilled: events of a log, or rows of a CSV file that are not events yet. */
export type SpillKind = "events" | "rows";

const fileOf = (folder: string, kind: SpillKind, segment: number, part: number): string =>
  join(folder, `${kind}-${segment}-${part}`);

/** Bytes that are appended to a file, with a buffer before it. */
class Appender {
  private readonly buffer: Buffer;
  private used = 0;
  private readonly name: string;

  constructor(name: string, bytes: number) {
    this.name = name;
    this.buffer = Buffer.allocUnsafe(bytes);
  }

  /** A place for `length` bytes in the buffer, which the caller fills; `undefined` when they do not fit at all. */
  reserve(length: number): number | undefined {
    if (this.used + length > this.buffer.length) this.flush();
    if (length > this.buffer.length) return undefined;
    const at = this.used;
    this.used += length;
    return at;
  }

  append(bytes: Buffer, start: number, end: number): void {
    const at = this.reserve(end - start);
    if (at === undefined) this.write(bytes, start, end);
    else bytes.copy(this.buffer, at, start, end);
  }

  appendMark(number: number, length: number, ticketAt: number, ticketLength: number): void {
    const at = this.reserve(MARK_BYTES);
    assert(at !== undefined, "a mark fits into its buffer");
    this.buffer.writeDoubleLE(number, at);
    this.buffer.writeUInt32LE(length, at + 8);
    this.buffer.writeUInt32LE(ticketAt, at + 12);
    this.buffer.writeUInt32LE(ticketLength, at + 16);
  }

  /** Opened for each write: a long log has more parts than a process may hold files open. */
  private write(bytes: Buffer, start: number, end: number): void {
    const file = openSync(this.name, "a");
    try {
      for (let at = start; at < end;) at += writeSync(file, bytes, at, end - at);
    } finally {
      closeSync(file);
    }
  }

  private flush(): void {
    if (this.used > 0) this.write(this.buffer, 0, this.used);
    this.used = 0;
  }

  close(): void {
    this.flush();
  }
}

/** Writes the lines of one segment to its parts. */
export class SpillWriter {
  private readonly parts = new Map<number, { readonly lines: Appender; readonly marks: Appender }>();
  private readonly folder: string;
  private readonly kind: SpillKind;
  private readonly segment: number;

  constructor(folder: string, kind: SpillKind, segment: number) {
    this.folder = folder;
    this.kind = kind;
    this.segment = segment;
  }

  /** Appends bytes [start, end), which must be one JSON value, to a part; a ticket of no length: where it stands is not known. */
  write(part: number, number: number, line: Buffer, start: number, end: number, ticketAt = 0, ticketLength = 0): void {
    let files = this.parts.get(part);
    if (files === undefined) {
      const name = fileOf(this.folder, this.kind, this.segment, part);
      files = {
        lines: new Appender(name, BUFFER_BYTES),
        marks: new Appender(`${name}.m`, MARKS_PER_WRITE * MARK_BYTES),
      };
      this.parts.set(part, files);
    }
    files.lines.append(line, start, end);
    files.lines.append(SEPARATOR, 0, SEPARATOR.length);
    files.marks.appendMark(number, end - start, ticketAt, ticketLength);
  }

  close(): void {
    for (const { lines, marks } of this.parts.values()) {
      lines.close();
      marks.close();
    }
  }
}

/** A part is read as a whole, so one that is far larger than the others costs too much memory. */
const PART_BYTES_MAX = 64 * 1024 * 1024;
export const TOO_MANY_EVENTS =
  "a ticket, or tickets merged into each other, have too many events for the memory of a thread";

/** Lines that one segment spilled into a part. */
export class Spilled {
  readonly bytes: Buffer;
  readonly count: number;
  /** Of each line its number in the log, its place in the bytes and its length. */
  readonly numbers: Float64Array;
  readonly starts: Float64Array;
  readonly lengths: Uint32Array;
  /** Where in its line a ticket stands; a ticket of no length: that is not known. */
  readonly ticketAt: Uint32Array;
  readonly ticketLength: Uint32Array;

  constructor(bytes: Buffer, marks: Buffer) {
    this.bytes = bytes;
    this.count = marks.length / MARK_BYTES;
    this.numbers = new Float64Array(this.count);
    this.starts = new Float64Array(this.count);
    this.lengths = new Uint32Array(this.count);
    this.ticketAt = new Uint32Array(this.count);
    this.ticketLength = new Uint32Array(this.count);
    const view = new DataView(marks.buffer, marks.byteOffset, marks.length);
    let start = 0;
    for (let index = 0; index < this.count; index++) {
      const at = index * MARK_BYTES;
      this.numbers[index] = view.getFloat64(at, true);
      this.starts[index] = start;
      this.lengths[index] = view.getUint32(at + 8, true);
      this.ticketAt[index] = view.getUint32(at + 12, true);
      this.ticketLength[index] = view.getUint32(at + 16, true);
      start += this.lengths[index]! + SEPARATOR.length;
    }
  }
}

/** What a segment spilled into a part; removes it from disk. `undefined` when there is nothing. Throws a `Fault` when it is too much. */
export function takeSpilled(folder: string, kind: SpillKind, segment: number, part: number): Spilled | undefined {
  const name = fileOf(folder, kind, segment, part);
  const size = statSync(name, { throwIfNoEntry: false })?.size;
  if (size === undefined) return undefined;
  if (size > PART_BYTES_MAX) throw new Fault(TOO_MANY_EVENTS);
  const spilled = new Spilled(readFileSync(name), readFileSync(`${name}.m`));
  rmSync(name);
  rmSync(`${name}.m`);
  return spilled;
}

/** All values of spilled lines at once, which is half again as fast as one by one; `undefined` when a line is no JSON. */
export function valuesOf(text: string, count: number): unknown[] | undefined {
  try {
    const values = JSON.parse(`[${text}0]`) as unknown[];
    return values.length === count + 1 ? values : undefined;
  } catch {
    return undefined;
  }
}

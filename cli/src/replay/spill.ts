/**
 * Parts of a log on disk. Lines are handed to parts by their ticket, so that each part can be judged alone and memory
 * does not grow with the log. A part has a file of its lines and one of their numbers in the log.
 */
import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { assert } from "@handschlag/engine/outcome.ts";
import { Fault } from "../fault.ts";

const BUFFER_BYTES = 32 * 1024;
const NUMBERS_PER_WRITE = 1024;
/** Between two lines, so that all lines of a part read as the entries of one JSON list. */
const SEPARATOR = Buffer.from(",\n");

/** The part to which a ticket belongs: FNV-1a over its UTF-16 units. */
export function partOf(ticket: string, partCount: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < ticket.length; index++) hash = Math.imul(hash ^ ticket.charCodeAt(index), 0x01000193);
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

  appendNumber(value: number): void {
    const at = this.reserve(8);
    assert(at !== undefined, "a number fits into its buffer");
    this.buffer.writeDoubleLE(value, at);
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
  private readonly parts = new Map<number, { readonly lines: Appender; readonly numbers: Appender }>();
  private readonly folder: string;
  private readonly kind: SpillKind;
  private readonly segment: number;

  constructor(folder: string, kind: SpillKind, segment: number) {
    this.folder = folder;
    this.kind = kind;
    this.segment = segment;
  }

  /** Appends bytes [start, end), which must be one JSON value, to a part. */
  write(part: number, number: number, line: Buffer, start: number, end: number): void {
    let files = this.parts.get(part);
    if (files === undefined) {
      const name = fileOf(this.folder, this.kind, this.segment, part);
      files = { lines: new Appender(name, BUFFER_BYTES), numbers: new Appender(`${name}.n`, NUMBERS_PER_WRITE * 8) };
      this.parts.set(part, files);
    }
    files.lines.append(line, start, end);
    files.lines.append(SEPARATOR, 0, SEPARATOR.length);
    files.numbers.appendNumber(number);
  }

  close(): void {
    for (const { lines, numbers } of this.parts.values()) {
      lines.close();
      numbers.close();
    }
  }
}

/** A part is read as a whole, so one that is far larger than the others costs too much memory. */
const PART_BYTES_MAX = 64 * 1024 * 1024;
export const TOO_MANY_EVENTS =
  "a ticket, or tickets merged into each other, have too many events for the memory of a thread";

/** The spilled lines of a part and their numbers; removes them from disk. `undefined` when there are none. Throws a `Fault` when they are too many. */
export function takeSpilled(
  folder: string,
  kind: SpillKind,
  segment: number,
  part: number,
): { readonly bytes: Buffer; readonly numbers: Float64Array } | undefined {
  const name = fileOf(folder, kind, segment, part);
  const size = statSync(name, { throwIfNoEntry: false })?.size;
  if (size === undefined) return undefined;
  if (size > PART_BYTES_MAX) throw new Fault(TOO_MANY_EVENTS);
  const bytes = readFileSync(name);
  const written = readFileSync(`${name}.n`);
  const numbers = new Float64Array(written.length / 8);
  for (let index = 0; index < numbers.length; index++) numbers[index] = written.readDoubleLE(index * 8);
  rmSync(name);
  rmSync(`${name}.n`);
  return { bytes, numbers };
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

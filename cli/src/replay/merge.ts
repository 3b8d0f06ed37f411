/** Brings lines of several files, each in order, into one file in order: what the parts of a replay wrote. */
import { closeSync, createWriteStream, openSync, readSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Fault, reasonOf } from "../fault.ts";

const CHUNK_BYTES = 64 * 1024;
/** Of each part this much is held at a time, and there may be two thousand of them. */
const READ_BYTES = 16 * 1024;
const chunk = Buffer.allocUnsafe(READ_BYTES);

/** Reads lines `order<tab>text` of a file one after the other. */
class OrderedLines {
  order = 0;
  text = "";
  private readonly file: string;
  private position = 0;
  private rest: Buffer = Buffer.alloc(0);

  constructor(file: string) {
    this.file = file;
  }

  /** Goes on to the next line; false when there is none. */
  next(): boolean {
    let end = this.rest.indexOf(0x0a);
    while (end < 0) {
      const count = this.read();
      if (count === 0) return false;
      const searched = this.rest.length;
      this.rest = Buffer.concat([this.rest, chunk.subarray(0, count)]);
      end = this.rest.indexOf(0x0a, searched);
    }
    const tab = this.rest.indexOf(0x09);
    this.order = Number(this.rest.toString("latin1", 0, tab));
    this.text = this.rest.toString("utf8", tab + 1, end + 1);
    this.rest = this.rest.subarray(end + 1);
    return true;
  }

  /** Opened for each reading: a long log has more parts than a process may hold files open. */
  private read(): number {
    const handle = openSync(this.file, "r");
    try {
      const count = readSync(handle, chunk, 0, READ_BYTES, this.position);
      this.position += count;
      return count;
    } finally {
      closeSync(handle);
    }
  }
}

/** Writes the texts of all files to `target` in ascending order. Throws a `Fault` when it cannot be written. */
export async function mergeByOrder(files: readonly string[], target: string): Promise<void> {
  try {
    await pipeline(Readable.from(chunksInOrder(files)), createWriteStream(target));
  } catch (error) {
    throw new Fault(`${target}: cannot be written: ${reasonOf(error)}`);
  }
}

function* chunksInOrder(files: readonly string[]): Generator<Buffer> {
  const heap = files.map((file) => new OrderedLines(file)).filter((lines) => lines.next());
  heap.sort((a, b) => a.order - b.order);
  let pending = "";
  while (heap.length > 0) {
    const first = heap[0]!;
    pending += first.text;
    if (!first.next()) {
      heap[0] = heap.at(-1)!;
      heap.pop();
    }
    sink(heap);
    if (pending.length > CHUNK_BYTES) {
      yield Buffer.from(pending);
      pending = "";
    }
  }
  if (pending !== "") yield Buffer.from(pending);
}

/** Restores the heap after its first element changed. */
function sink(heap: OrderedLines[]): void {
  let at = 0;
  while (true) {
    const left = 2 * at + 1;
    const right = left + 1;
    let least = at;
    if (left < heap.length && heap[left]!.order < heap[least]!.order) least = left;
    if (right < heap.length && heap[right]!.order < heap[least]!.order) least = right;
    if (least === at) return;
    [heap[at], heap[least]] = [heap[least]!, heap[at]!];
    at = least;
  }
}

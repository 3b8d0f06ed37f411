import { createWriteStream } from "node:fs";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { pack } from "tar-stream";
import { PART, pieceOf, type Tally } from "./manifest.ts";
import { Counter } from "./tally.ts";

/** A tar needs the size of a file before its content, so that what comes in a stream is cut into pieces of this size. */
const PIECE_BYTES = 1_048_576;
const FILE_MODE = 0o600;

/** Writes a backup: a tar, packed by gzip, of a file that must not be there yet. Holds one piece of it in memory. */
export class ArchiveWriter {
  private readonly archive = pack();
  private readonly written: Promise<void>;
  private readonly madeAt: Date;
  private readonly parts: Record<string, Tally> = {};

  constructor(file: string, madeAt: Date, signal: AbortSignal) {
    this.madeAt = madeAt;
    const target = createWriteStream(file, { flags: "wx", mode: FILE_MODE, flush: true });
    this.written = pipeline(this.archive, createGzip(), target, { signal });
    // Whoever writes next is told.
    this.written.catch(() => undefined);
  }

  async putText(part: string, text: string): Promise<void> {
    const bytes = Buffer.from(text);
    const counter = new Counter();
    counter.add(bytes);
    await this.write(part, bytes);
    this.parts[part] = counter.tally();
  }

  async putStream(part: string, source: Readable): Promise<Tally> {
    const counter = new Counter();
    let piece: Buffer[] = [];
    let length = 0;
    let number = 0;
    const flush = async () => {
      if (length > 0) await this.write(pieceOf(part, (number += 1)), Buffer.concat(piece));
      piece = [];
      length = 0;
    };
    for await (const chunk of source as AsyncIterable<Buffer>) {
      counter.add(chunk);
      piece.push(chunk);
      length += chunk.length;
      if (length >= PIECE_BYTES) await flush();
    }
    await flush();
    return (this.parts[part] = counter.tally());
  }

  /** Writes what the archive holds and closes it; it is on the disk then. */
  async finish(): Promise<void> {
    await this.write(PART.contents, Buffer.from(`${JSON.stringify({ parts: this.parts }, undefined, 2)}\n`));
    this.archive.finalize();
    await this.written;
  }

  /** Gives up; the unfinished file is the caller's to remove. */
  async abandon(): Promise<void> {
    this.archive.destroy();
    await this.written.catch(() => undefined);
  }

  private async write(name: string, content: Buffer): Promise<void> {
    try {
      await new Promise<void>((resolve, reject) => {
        const header = { name, mode: FILE_MODE, mtime: this.madeAt };
        const entry = this.archive.entry(header, content, (error) => (error ? reject(error) : resolve()));
        // Told to the callback, too.
        entry.on("error", () => undefined);
      });
    } catch (error) {
      // A full disk shows in the file, and in the archive only as one that was destroyed.
      await this.written;
      throw error;
    }
  }
}

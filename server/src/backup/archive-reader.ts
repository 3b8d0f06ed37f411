import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { Contents, PART, partOfPiece, type Tally } from "./manifest.ts";
import { Counter, NOTHING } from "./tally.ts";

/** The archive is damaged, cut off or of something else; the reader's own words say little to people. */
export class ArchiveError extends Error {}

/** Gets each part of an archive in turn; what it does not read of the content is passed over. */
export type Taker = (part: string, content: AsyncIterable<Buffer>) => Promise<void>;

/**
 * Reads an archive from beginning to end and compares each part with what the last one says of it; returns what was
 * counted. Throws an `ArchiveError`, in the end if not before, or what `take` throws.
 */
export async function readArchive(file: string, take: Taker, signal: AbortSignal): Promise<ReadonlyMap<string, Tally>> {
  const archive = extract();
  const reading = pipeline(createReadStream(file), createGunzip(), archive, { signal });
  reading.catch(() => undefined);
  const parts = new Parts(archive[Symbol.asyncIterator]());
  let contents: string | undefined;
  try {
    for (let part = await parts.next(); part !== undefined; part = await parts.next()) {
      const content = parts.content();
      if (part === PART.contents) contents = await textOf(content);
      else await take(part, content);
      while ((await content.next()).done !== true);
    }
    await unless(reading);
  } catch (error) {
    archive.destroy();
    await reading.catch(() => undefined);
    throw error;
  }
  requireWhole(contents, parts.tallies);
  return parts.tallies;
}

const TEXT_BYTES_MAX = 8_000_000;

/** A part as text. Throws an `ArchiveError` when it is longer than any of ours. */
export async function textOf(content: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of content) {
    chunks.push(chunk);
    if ((length += chunk.length) > TEXT_BYTES_MAX) throw new ArchiveError("a part is too long");
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Errors of unpacking are the file's fault; those of the system, as a disk that cannot be read, stay what they are. */
async function unless<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    const isOthers = error instanceof Error && ("syscall" in error || error.name === "AbortError");
    throw isOthers ? error : new ArchiveError(error instanceof Error ? error.message : String(error));
  }
}

type Entry = AsyncIterable<unknown> & { readonly header: { readonly name: string } };

/** The parts of an archive, whose pieces lie one after the other. */
class Parts {
  readonly tallies = new Map<string, Tally>();
  private readonly entries: AsyncIterator<Entry>;
  private entry: Entry | undefined;
  private isBegun = false;

  constructor(entries: AsyncIterator<Entry>) {
    this.entries = entries;
  }

  /** The name of the next part, `undefined` after the last. The content of the one before must have been read. */
  async next(): Promise<string | undefined> {
    if (!this.isBegun) await this.advance();
    this.isBegun = true;
    return this.entry && partOfPiece(this.entry.header.name);
  }

  async *content(): AsyncGenerator<Buffer, void, undefined> {
    const part = await this.next();
    if (part === undefined || this.tallies.has(part)) throw new ArchiveError("a part comes twice");
    const counter = new Counter();
    while (this.entry !== undefined && partOfPiece(this.entry.header.name) === part) {
      const chunks = this.entry[Symbol.asyncIterator]();
      for (let chunk = await unless(chunks.next()); chunk.done !== true; chunk = await unless(chunks.next())) {
        const bytes = chunk.value as Buffer;
        counter.add(bytes);
        yield bytes;
      }
      await this.advance();
    }
    this.tallies.set(part, counter.tally());
  }

  private async advance(): Promise<void> {
    const { value, done } = await unless(this.entries.next());
    this.entry = done === true ? undefined : value;
  }
}

function requireWhole(text: string | undefined, tallies: ReadonlyMap<string, Tally>): void {
  if (text === undefined) throw new ArchiveError("it ends too early");
  const said = new Map(Object.entries(contentsOf(text)));
  for (const part of new Set([...said.keys(), ...tallies.keys()])) {
    if (part === PART.contents) continue;
    const { rows, bytes, sha256 } = tallies.get(part) ?? NOTHING;
    const meant = said.get(part);
    if (meant?.sha256 !== sha256 || meant.rows !== rows || meant.bytes !== bytes)
      throw new ArchiveError(`its part ${part} is not what was written`);
  }
}

function contentsOf(text: string): Readonly<Record<string, Tally>> {
  try {
    return Contents.parse(JSON.parse(text)).parts;
  } catch {
    throw new ArchiveError("its list of contents is damaged");
  }
}

/** A file of tickets from another tool, read as a whole: what each ticket's events are, and what cannot be read. */
import { createHash } from "node:crypto";
import { createGunzip, gzip } from "node:zlib";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { TicketEvent } from "@handschlag/engine/ticket/event.ts";
import type { MappingDocument } from "@handschlag/engine/ticket/mapping.ts";
import { TextReader, type Encoding } from "@handschlag/engine/text-bytes.ts";
import { absorbedTickets } from "@handschlag/engine/ticket/merges.ts";
import { inOrder, type Absorbed } from "@handschlag/engine/ticket/ticket.ts";
import { CsvLog } from "./import-csv.ts";
import { EventLog } from "./import-events.ts";

/** What does not fit, by line of the file. `column` and `found` are empty where the line as a whole is meant. */
export interface LogFault {
  readonly line: number;
  readonly column: string;
  readonly found: string;
  readonly message: string;
}

/** A ticket of a file. */
export interface LoggedTicket {
  /** Its name in the other tool. */
  readonly source: string;
  readonly subject: string;
  /** The line on which it first appears. */
  readonly line: number;
  readonly openedAt: Instant;
  /** In the order in which they happened. */
  readonly events: readonly TicketEvent[];
  readonly absorbed: readonly Absorbed[];
}

export interface ReadLog {
  readonly rows: number;
  /** In the order of their opening. */
  readonly tickets: readonly LoggedTicket[];
  /** Tickets of which something cannot be read: half a ticket gives wrong figures. */
  readonly leftOut: number;
  readonly faultCount: number;
  /** The first of the faults, in the order of the file. */
  readonly faults: readonly LogFault[];
  /** Why nothing of the file can be read. */
  readonly fileFault: LogFault | undefined;
}

/** The contract's words for words of the file. */
export interface Wording {
  readonly services: Readonly<Record<string, string>>;
  readonly priorities: Readonly<Record<string, string>>;
}

/** How a file is read: by a mapping, or as events, one a line. */
export type Reading = MappingDocument | "events";

/** Faults that are kept; more are counted. */
export const FAULTS_MAX = 10_000;
export const ROWS_MAX = 1_000_000;
export const UNPACKED_BYTES_MAX = 512 * 1024 * 1024;
const TICKET_EVENTS_MAX = 5_000;
/** So many tickets are worked on before others have a turn. */
const TURN = 250;

/** Lets other requests have their turn. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The first faults in the order of the file, and how many there are. */
export class Faults {
  readonly list: LogFault[] = [];
  count = 0;

  add(line: number, message: string, column = "", found = ""): void {
    this.count++;
    if (this.list.length < FAULTS_MAX) this.list.push({ line, column, found, message });
  }

  inOrder(): readonly LogFault[] {
    return this.list.toSorted((a, b) => a.line - b.line);
  }
}

/** What takes the bytes of a file apart. */
export interface LogReader {
  readonly rows: number;
  /** Reads on; returns why the file cannot be read any further. */
  push(bytes: Buffer): LogFault | undefined;
  end(): LogFault | undefined;
  /** The tickets, one after the other, with their events in any order; none for a ticket that cannot be read. */
  tickets(): Iterable<{ source: string; subject: string; line: number; events: readonly TicketEvent[] | undefined }>;
}

const isPacked = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
const gzipped = promisify(gzip);

/** A file as it is kept: packed, with size and hash of what is in it, and what kind of text it is. */
export interface KeptFile {
  readonly content: Buffer;
  readonly sizeBytes: number;
  readonly sha256: Buffer;
  /** Events, one a line as JSON, rather than CSV. */
  readonly isEvents: boolean;
  readonly encoding: Encoding;
}

/** Why a file cannot be kept: damaged or too much of it, nothing in it, or no text. */
export type FileRefusal = "import-unreadable" | "import-empty" | "import-no-text";

/** Packs a file, unless it is. */
export async function keptFile(bytes: Buffer): Promise<KeptFile | FileRefusal> {
  const content = isPacked(bytes) ? bytes : await gzipped(bytes, { level: 1 });
  const hash = createHash("sha256");
  const utf8 = new TextReader("utf-8");
  let isUtf8 = true;
  let sizeBytes = 0;
  let beginning: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of unpacked(content)) {
      hash.update(chunk);
      if (sizeBytes === 0) beginning = chunk.subarray(0, BEGINNING_BYTES);
      sizeBytes += chunk.length;
      if (sizeBytes > UNPACKED_BYTES_MAX) return "import-unreadable";
      isUtf8 &&= typeof utf8.read(chunk) === "string";
    }
  } catch {
    return "import-unreadable";
  }
  if (sizeBytes === 0) return "import-empty";
  isUtf8 &&= utf8.end() === undefined;
  if (!isText(beginning, isUtf8)) return "import-no-text";
  const first = beginning
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart()[0];
  const encoding = isUtf8 ? "utf-8" : "windows-1252";
  return { content, sizeBytes, sha256: hash.digest(), isEvents: first === "{", encoding };
}

const BEGINNING_BYTES = 1_000;

/** No pictures, tables of other programs and texts in UTF-16: they have zeros where text has none. */
function isText(beginning: Buffer, isUtf8: boolean): boolean {
  const end = beginning.indexOf("\n");
  return !(isUtf8 && end >= 0 ? beginning.subarray(0, end) : beginning).includes(0);
}

const CHUNK_BYTES = 256 * 1024;
const unpacked = (content: Buffer): AsyncIterable<Buffer> =>
  Readable.from([content]).pipe(createGunzip({ chunkSize: CHUNK_BYTES }));

/** The first bytes of a packed file. */
export async function beginningOf(content: Buffer): Promise<Buffer> {
  for await (const chunk of unpacked(content)) return chunk;
  return Buffer.alloc(0);
}

/** Reads a packed file. Memory grows with what is read of it, not with its size. */
export async function readLog(content: Buffer, reading: Reading, wording: Wording): Promise<ReadLog> {
  const faults = new Faults();
  const reader: LogReader = reading === "events" ? new EventLog(faults) : new CsvLog(reading, faults);
  const fileFault = await takeApart(content, reader);
  if (fileFault !== undefined)
    return { rows: reader.rows, tickets: [], leftOut: 0, faultCount: 1, faults: [fileFault], fileFault };
  const tickets: Omit<LoggedTicket, "absorbed">[] = [];
  let leftOut = 0;
  let count = 0;
  for (const { source, subject, line, events } of reader.tickets()) {
    if (++count % TURN === 0) await breathe();
    const ticket = events && ticketOf(source, subject, line, worded(events, wording), faults);
    if (ticket === undefined) leftOut++;
    else if (ticket !== "ignored") tickets.push(ticket);
  }
  const absorbed = absorbedTickets(new Map(tickets.map(({ source, events }) => [source, events])));
  return {
    rows: reader.rows,
    tickets: tickets
      .map((ticket) => ({ ...ticket, absorbed: absorbed.get(ticket.source) ?? [] }))
      .toSorted((a, b) => a.openedAt - b.openedAt || a.line - b.line),
    leftOut,
    faultCount: faults.count,
    faults: faults.inOrder(),
    fileFault: undefined,
  };
}

async function takeApart(content: Buffer, reader: LogReader): Promise<LogFault | undefined> {
  for await (const chunk of unpacked(content)) {
    const fault = reader.push(chunk);
    if (fault !== undefined) return fault;
    if (reader.rows > ROWS_MAX) {
      const message = `expected at most ${ROWS_MAX.toLocaleString("en-GB")} rows: divide the file`;
      return { line: reader.rows, column: "", found: "", message };
    }
  }
  return reader.end();
}

/** A ticket as it will be kept; `undefined` and a fault when it has no beginning or no end of events. */
function ticketOf(
  source: string,
  subject: string,
  line: number,
  events: readonly TicketEvent[],
  faults: Faults,
): Omit<LoggedTicket, "absorbed"> | "ignored" | undefined {
  if (events.length === 0) return "ignored";
  if (events.length > TICKET_EVENTS_MAX) {
    faults.add(line, `ticket ${source}: expected at most ${TICKET_EVENTS_MAX} events, found ${events.length}`);
    return undefined;
  }
  if (!isKeepable(source) || !isKeepable(subject) || !events.every((event) => Object.values(event).every(isKeepable))) {
    faults.add(line, `ticket ${JSON.stringify(source)}: expected texts of whole characters, and no NUL`);
    return undefined;
  }
  const opened = events.find(({ type }) => type === "opened");
  if (opened === undefined) {
    faults.add(line, `ticket ${source}: expected an event opened`);
    return undefined;
  }
  return { source, subject, line, openedAt: opened.at, events: inOrder(events) };
}

/** Whether a database can keep a text. */
const isKeepable = (value: unknown): boolean =>
  typeof value !== "string" || (value.isWellFormed() && !value.includes("\0"));

/** Events with the contract's words in place of the file's. */
function worded(events: readonly TicketEvent[], { services, priorities }: Wording): readonly TicketEvent[] {
  const known = (words: Readonly<Record<string, string>>, word: string | undefined) =>
    word !== undefined && Object.hasOwn(words, word) ? words[word] : undefined;
  return events.map((event) => {
    const [service, priority] = [known(services, event.service), known(priorities, event.priority)];
    if (service === undefined && priority === undefined) return event;
    return { ...event, ...(service !== undefined && { service }), ...(priority !== undefined && { priority }) };
  });
}

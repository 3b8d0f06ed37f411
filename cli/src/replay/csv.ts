/** CSV logs: rows are handed to parts by their ticket, then the rows of each ticket are turned into events by a mapping. */
import { createReadStream } from "node:fs";
import { Transform } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { isoOf, type Instant } from "@handschlag/engine/instant.ts";
import { assert } from "@handschlag/engine/outcome.ts";
import type { TicketEvent } from "@handschlag/engine/ticket/event.ts";
import {
  columnsOf,
  eventsOfRows,
  ticketOfRow,
  type ColumnIndex,
  type LogRow,
  type MappingDocument,
} from "@handschlag/engine/ticket/mapping.ts";
import { isOfSystem } from "../fault.ts";
import { lineOfWrongByte } from "../text-bytes.ts";
import { FAULTS_MAX, LINE_BYTES_MAX, type Distributed, type LineFault, type Segment } from "./distribute.ts";
import { partOf, SpillWriter, takeSpilled, valuesOf } from "./spill.ts";

/** What the conversion of one part found. */
export interface Converted {
  readonly lastAt: Instant | undefined;
  readonly faults: readonly LineFault[];
  readonly faultCount: number;
}

class Faults {
  readonly list: LineFault[] = [];
  count = 0;
  add(line: number, message: string): void {
    this.count++;
    if (this.list.length < FAULTS_MAX) this.list.push({ line, message });
  }
}

/**
 * Reads the rows of a CSV file and hands each to the part of its ticket. A row with another number of cells than the
 * header is a fault; nothing is guessed.
 */
export async function distributeCsv(
  { file, number }: Segment,
  mapping: MappingDocument,
  folder: string,
  partCount: number,
  onBytes: (count: number) => void,
): Promise<Distributed> {
  const faults = new Faults();
  const source = createReadStream(file, { highWaterMark: 256 * 1024 });
  source.on("data", (chunk) => onBytes(chunk.length));
  // Rows that were taken apart before an error, but not handed on yet, are lost with it: the parser itself has to count.
  let taken = 0;
  const parser = rowsOf(source, mapping, (line) => (taken = line));
  const spill = new SpillWriter(folder, "rows", number);
  let columns: ColumnIndex | undefined;
  let width = 0;
  let lines = 0;
  try {
    for await (const { record, info } of parser) {
      lines = info.lines;
      if (columns === undefined) {
        const found = columnsOf(mapping, record);
        if (!found.ok) {
          faults.add(1, found.refusal.message);
          break;
        }
        [columns, width] = [found.value, record.length];
      } else if (record.length !== width) {
        faults.add(lines, `expected ${width} cells as in the header, found ${record.length}`);
      } else {
        const ticket = ticketOfRow(columns, record);
        if (ticket === "") faults.add(lines, "expected a ticket, found an empty cell");
        else {
          const row = Buffer.from(JSON.stringify(record));
          spill.write(partOf(Buffer.from(ticket), partCount), lines, row, 0, row.length);
        }
      }
    }
    if (columns === undefined && faults.count === 0)
      faults.add(1, "expected a header with the names of the columns, found an empty file");
  } catch (error) {
    if (isOfSystem(error)) throw error;
    if (error instanceof WrongBytes) faults.add(error.line, error.message);
    else faults.add(lineOfCsv(error) ?? taken + 1, wordsOfCsv(error));
  } finally {
    spill.close();
    source.destroy();
  }
  return {
    lines,
    lastAt: undefined,
    faults: faults.list,
    faultCount: faults.count,
    ...(columns !== undefined && { columns }),
  };
}

/** The rows of a CSV text, each with the number of the line on which it ends. */
function rowsOf(
  source: NodeJS.ReadableStream,
  { delimiter, encoding }: MappingDocument,
  onRow: (line: number) => void,
): AsyncIterable<{ record: string[]; info: { lines: number } }> {
  const decoded = decode(source, encoding);
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LINE_BYTES_MAX,
    record_delimiter: ["\r\n", "\n", "\r"],
    on_record: (record: string[], { lines }) => {
      onRow(lines);
      return record;
    },
  });
  decoded.on("error", (error) => parser.destroy(error));
  decoded.pipe(parser);
  return parser;
}

/** What is wrong with a row that cannot be taken apart. */
function wordsOfCsv(error: unknown): string {
  switch (error instanceof CsvError ? error.code : "") {
    case "CSV_QUOTE_NOT_CLOSED":
      return "expected a quote at the end of a quoted cell, found the end of the file";
    case "CSV_INVALID_CLOSING_QUOTE":
      return "expected the delimiter or the end of the row after a quoted cell";
    case "INVALID_OPENING_QUOTE":
      return "expected a cell that holds a quote to be in quotes as a whole";
    case "CSV_MAX_RECORD_SIZE":
      return `expected rows of at most ${LINE_BYTES_MAX / 1024 / 1024} MiB: is a quote missing?`;
    default:
      return `expected CSV: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The line of a quote that is out of place; where one is missing, the row in which it was opened says more. */
const lineOfCsv = (error: unknown): number | undefined =>
  error instanceof CsvError &&
  (error.code === "CSV_INVALID_CLOSING_QUOTE" || error.code === "INVALID_OPENING_QUOTE") &&
  typeof error["lines"] === "number"
    ? error["lines"]
    : undefined;

/** Bytes that are not of the encoding. */
class WrongBytes extends Error {
  readonly line: number;
  constructor(line: number) {
    super("expected text in UTF-8: for a file in Latin-1 or Windows-1252 set the mapping's encoding to windows-1252");
    this.line = line;
  }
}

function decode(source: NodeJS.ReadableStream, encoding: MappingDocument["encoding"]): NodeJS.ReadableStream {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let lines = 0;
  return source.pipe(
    new Transform({
      readableObjectMode: false,
      transform(chunk: Buffer, _encoding, callback) {
        try {
          callback(null, decoder.decode(chunk, { stream: true }));
        } catch {
          return callback(new WrongBytes(lines + lineOfWrongByte(chunk)));
        }
        for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, at + 1)) lines++;
      },
      flush(callback) {
        try {
          callback(null, decoder.decode());
        } catch {
          callback(new WrongBytes(lines + 1));
        }
      },
    }),
  );
}

/** Turns the rows of one part into events, spilled as the lines of an NDJSON log are. */
export function convertPart(
  part: number,
  segments: readonly { readonly number: number; readonly columns: ColumnIndex }[],
  mapping: MappingDocument,
  folder: string,
  lineBefore: readonly number[],
): Converted {
  const faults = new Faults();
  let lastAt: Instant | undefined;
  const rowsByTicket = new Map<
    string,
    { readonly segment: number; readonly columns: ColumnIndex; readonly rows: LogRow[] }
  >();
  for (const { number, columns } of segments) {
    const spilled = takeSpilled(folder, "rows", number, part);
    if (spilled === undefined) continue;
    const values = valuesOf(spilled.bytes.toString("utf8"), spilled.numbers.length);
    assert(values !== undefined, "spilled rows are written as JSON");
    for (const [index, line] of spilled.numbers.entries()) {
      const row: LogRow = { line, cells: values[index] as string[] };
      const key = `${number}\t${ticketOfRow(columns, row.cells)}`;
      const known = rowsByTicket.get(key);
      if (known === undefined) rowsByTicket.set(key, { segment: number, columns, rows: [row] });
      else known.rows.push(row);
    }
  }
  const spills = new Map(segments.map(({ number }) => [number, new SpillWriter(folder, "events", number)]));
  for (const { segment, columns, rows } of rowsByTicket.values()) {
    const events = eventsOfRows(mapping, columns, rows);
    if (!events.ok) {
      for (const { line, message } of events.refusal) faults.add(lineBefore[segment]! + line, message);
      continue;
    }
    for (const event of events.value) {
      if (lastAt === undefined || event.at > lastAt) lastAt = event.at;
      const line = Buffer.from(jsonOf(event));
      // Escaped, a name is longer than its bytes, and is looked for again.
      const length = Buffer.byteLength(event.ticket);
      const isPlain = line[TICKET_AT + length] === QUOTE && !event.ticket.includes("\\");
      spills.get(segment)!.write(part, rows[0]!.line, line, 0, line.length, TICKET_AT, isPlain ? length : 0);
    }
  }
  for (const spill of spills.values()) spill.close();
  return { lastAt, faults: faults.list, faultCount: faults.count };
}

/** The ticket comes first, so that it is known where it stands. */
const jsonOf = ({ ticket, at, recordedAt, ...event }: TicketEvent): string =>
  JSON.stringify({ ticket, at: isoOf(at), ...(recordedAt !== at && { recordedAt: isoOf(recordedAt) }), ...event });

const TICKET_AT = '{"ticket":"'.length;
const QUOTE = 0x22;

/** CSV logs: rows are handed to parts by their ticket, then the rows of each ticket are turned into events by a mapping. */
import { createReadStream } from "node:fs";
import { CsvBytes, type CsvFault } from "@handschlag/engine/csv.ts";
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
import { FAULTS_MAX, type Distributed, type LineFault, type Segment } from "./distribute.ts";
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
  const spill = new SpillWriter(folder, "rows", number);
  let columns: ColumnIndex | undefined;
  let width = 0;
  let lines = 0;
  const onRow = (cells: string[], line: number) => {
    lines = line;
    if (columns === undefined) {
      if (faults.count > 0) return;
      const found = columnsOf(mapping, cells);
      if (found.ok) [columns, width] = [found.value, cells.length];
      else faults.add(1, found.refusal.message);
    } else if (cells.length !== width) {
      faults.add(line, `expected ${width} cells as in the header, found ${cells.length}`);
    } else {
      const ticket = ticketOfRow(columns, cells);
      if (ticket === "") return faults.add(line, "expected a ticket, found an empty cell");
      const row = Buffer.from(JSON.stringify(cells));
      spill.write(partOf(Buffer.from(ticket), partCount), line, row, 0, row.length);
    }
  };
  try {
    const fault = await readRows(source, mapping, onRow, () => columns === undefined && faults.count > 0);
    if (fault !== undefined) faults.add(fault.line, fault.message);
    if (columns === undefined && faults.count === 0)
      faults.add(1, "expected a header with the names of the columns, found an empty file");
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

/** Reads all rows, unless it is in vain. Returns the fault that ended the reading, if there was one. */
async function readRows(
  source: AsyncIterable<Buffer>,
  { delimiter, encoding }: MappingDocument,
  onRow: (cells: string[], line: number) => void,
  isInVain: () => boolean,
): Promise<CsvFault | undefined> {
  const reader = new CsvBytes(delimiter, encoding, onRow);
  for await (const chunk of source) {
    const fault = reader.push(chunk);
    if (fault !== undefined || isInVain()) return fault;
  }
  return reader.end();
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

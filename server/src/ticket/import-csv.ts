/** The rows of a CSV file by ticket, of which a mapping makes events. Source: docs/rules/log-mappings.md. */
import { CsvBytes, type CsvFault } from "@handschlag/engine/csv.ts";
import {
  columnsOf,
  eventsOfRows,
  narrowed,
  subjectOfRows,
  ticketOfRow,
  type ColumnIndex,
  type LogRow,
  type MappingDocument,
} from "@handschlag/engine/ticket/mapping.ts";
import type { Faults, LogFault, LogReader } from "./import-log.ts";

/** Texts that occur again and again are kept once. */
const TEXTS_MAX = 200_000;

export class CsvLog implements LogReader {
  rows = 0;
  private readonly mapping: MappingDocument;
  private readonly faults: Faults;
  private readonly bytes: CsvBytes;
  private columns: ColumnIndex | undefined;
  /** Where the cells that are read stand in a row of the file, and where they stand in a row that is kept. */
  private places: readonly number[] = [];
  private kept: ColumnIndex | undefined;
  private width = 0;
  private headerFault: LogFault | undefined;
  private readonly rowsByTicket = new Map<string, LogRow[]>();
  /** Tickets that lack a row. */
  private readonly spoilt = new Set<string>();
  private readonly texts = new Map<string, string>();

  constructor(mapping: MappingDocument, faults: Faults) {
    this.mapping = mapping;
    this.faults = faults;
    this.bytes = new CsvBytes(mapping.delimiter, mapping.encoding, (cells, line) => this.take(cells, line));
  }

  push(bytes: Buffer): LogFault | undefined {
    return faultOf(this.bytes.push(bytes)) ?? this.headerFault;
  }

  end(): LogFault | undefined {
    const fault = faultOf(this.bytes.end()) ?? this.headerFault;
    if (fault !== undefined || this.columns !== undefined) return fault;
    const message = "expected a header with the names of the columns, found an empty file";
    return { line: 1, column: "", found: "", message };
  }

  private take(cells: string[], line: number): void {
    if (this.headerFault !== undefined) return;
    if (this.columns === undefined) return this.takeHeader(cells, line);
    this.rows++;
    const ticket = ticketOfRow(this.columns, cells);
    if (cells.length !== this.width) {
      this.faults.add(line, `expected ${this.width} cells as in the header, found ${cells.length}`);
      // Its place is known no better than that of the other cells, but what it says is spoilt for sure.
      if (ticket !== "") this.spoilt.add(ticket);
    } else if (ticket === "") this.faults.add(line, "expected a ticket, found an empty cell");
    else {
      const row = { line, cells: this.places.map((place) => this.textOf(cells[place]!)) };
      const rows = this.rowsByTicket.get(ticket);
      if (rows === undefined) this.rowsByTicket.set(this.textOf(ticket), [row]);
      else rows.push(row);
    }
  }

  private takeHeader(cells: string[], line: number): void {
    const found = columnsOf(this.mapping, cells);
    if (!found.ok) {
      this.headerFault = { line, column: "", found: "", message: found.refusal.message };
      return;
    }
    this.columns = found.value;
    this.width = cells.length;
    ({ index: this.kept, places: this.places } = narrowed(found.value));
  }

  /** The text itself, not a piece of the chunk in which it stood: that would keep the whole file in memory. */
  private textOf(cell: string): string {
    let text = this.texts.get(cell);
    if (text === undefined) {
      text = Buffer.from(cell).toString();
      if (this.texts.size >= TEXTS_MAX) this.texts.clear();
      this.texts.set(text, text);
    }
    return text;
  }

  *tickets(): ReturnType<LogReader["tickets"]> & Generator {
    for (const [source, rows] of this.rowsByTicket) {
      const line = rows[0]!.line;
      const subject = subjectOfRows(this.kept!, rows);
      const read = this.spoilt.has(source) ? undefined : eventsOfRows(this.mapping, this.kept!, rows);
      if (read?.ok === false)
        for (const fault of read.refusal) this.faults.add(fault.line, fault.message, fault.column, fault.found);
      this.spoilt.delete(source);
      this.rowsByTicket.delete(source);
      yield { source, subject, line, events: read?.ok === true ? read.value : undefined };
    }
    // Those of which no row at all could be read.
    for (const source of this.spoilt) yield { source, subject: "", line: 0, events: undefined };
  }
}

const faultOf = (fault: CsvFault | undefined): LogFault | undefined =>
  fault && { line: fault.line, column: "", found: "", message: fault.message };

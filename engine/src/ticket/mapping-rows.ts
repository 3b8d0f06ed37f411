/**
 * The rows of another tool's export as a mapping reads them: their columns, words and times. Source:
 * docs/rules/log-mappings.md §§1, 4.
 */
import type { Instant } from "../instant.ts";
import { ok, refuse, type Outcome } from "../outcome.ts";
import { dateReaderOf, type DateReader } from "./date-format.ts";
import type { Side, TicketEvent } from "./event.ts";
import {
  SIDE_BY_TYPE,
  type ColumnField,
  type MadeType,
  type MappingDocument,
  type Meaning,
} from "./mapping-document.ts";

/** Where a column of the mapping stands in the file: one cell, or several that are read as one. */
interface Column {
  readonly heading: string;
  readonly cells: readonly number[];
}

/** Where the mapping's columns stand in a file. Plain data. */
export interface ColumnIndex {
  /** Cells of a row. */
  readonly width: number;
  readonly columns: { readonly [Field in ColumnField]?: Column } & { readonly ticket: Column };
}

/** A header that lacks columns of the mapping, or has one of them twice. */
export interface ColumnFault {
  readonly kind: "columns-missing" | "columns-repeated";
  readonly columns: readonly string[];
  readonly found: readonly string[];
  readonly message: string;
}

/** A row of the file; `line` counts from 1. */
export interface LogRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Why a row cannot be read. `found` is what stands there, at most 60 characters; `message` says all of it in English. */
export interface RowFault {
  readonly kind:
    | "cells-miscounted"
    | "another-ticket"
    | "row-repeated"
    | "text-too-long"
    | "time-missing"
    | "time-unreadable"
    | "word-unknown"
    | "before-opening"
    | "closed-before-resolved"
    | "end-missing"
    | "end-contradicted";
  readonly line: number;
  readonly column: string;
  readonly found: string;
  readonly message: string;
}

const HEADINGS_NAMED_MAX = 40;
const FOUND_LENGTH_MAX = 60;
const TEXT_LENGTH_MAX = 1_000;
const FAULTS_MAX = 100;
const TOO_LONG = `expected at most ${TEXT_LENGTH_MAX} characters`;

const quoted = (text: string): string =>
  JSON.stringify(text.length > FOUND_LENGTH_MAX ? `${text.slice(0, FOUND_LENGTH_MAX)}…` : text);
const listed = (texts: readonly string[]): string =>
  `${texts.slice(0, HEADINGS_NAMED_MAX).map(quoted).join(", ")}${texts.length > HEADINGS_NAMED_MAX ? ", …" : ""}`;

/**
 * Where the mapping's columns stand, by the first row of the file. Headings are compared without blanks at their ends
 * and without a byte order mark; further columns are not read, and may repeat.
 */
export function columnsOf(mapping: MappingDocument, header: readonly string[]): Outcome<ColumnIndex, ColumnFault> {
  const found = header.map((heading) => heading.trim());
  const placesByHeading = new Map<string, number[]>();
  for (const [place, heading] of found.entries()) {
    const places = placesByHeading.get(heading);
    if (places === undefined) placesByHeading.set(heading, [place]);
    else places.push(place);
  }
  const missing = new Set<string>();
  const repeated = new Set<string>();
  const namesOf = (heading: string): string[] => [
    heading,
    ...(Object.hasOwn(mapping.otherNames, heading) ? mapping.otherNames[heading]! : []),
  ];
  const isFound = (heading: string): boolean => namesOf(heading).some((name) => placesByHeading.has(name));
  const placeOf = (heading: string): number => {
    const names = namesOf(heading);
    const places = [...new Set(names)].flatMap((name) => placesByHeading.get(name) ?? []);
    if (places.length === 0) missing.add(heading);
    if (places.length > 1) repeated.add(heading);
    return places[0] ?? 0;
  };
  const columns: Partial<Record<ColumnField, Column>> = {};
  for (const [field, headings] of Object.entries(mapping.columns) as [ColumnField, string | string[]][]) {
    const all = [headings].flat();
    // It says nothing to a clock: lists of tickets are often exported without it.
    if (field === "subject" && !isFound(all[0]!)) continue;
    columns[field] = { heading: all.join("/"), cells: all.map(placeOf) };
  }
  const wrong = missing.size > 0 ? missing : repeated;
  if (wrong.size === 0) return ok({ width: header.length, columns: columns as ColumnIndex["columns"] });
  const names = [...wrong];
  const expected = `expected the ${names.length === 1 ? "column" : "columns"} ${listed(names)}${missing.size > 0 ? "" : " once"}, found ${listed(found)}`;
  return refuse({
    kind: missing.size > 0 ? "columns-missing" : "columns-repeated",
    columns: names,
    found,
    message: expected,
  });
}

/** The ticket of a row; empty when the row has none. */
export const ticketOfRow = ({ columns }: ColumnIndex, cells: readonly string[]): string =>
  (cells[columns.ticket.cells[0]!] ?? "").trim();

/** What the rows of a ticket say that it is about, in the words of the last one that says it; empty when none does. */
export function subjectOfRows({ columns }: ColumnIndex, rows: readonly LogRow[]): string {
  const place = columns.subject?.cells[0];
  if (place === undefined) return "";
  const row = rows.findLast(({ cells }) => (cells[place] ?? "").trim() !== "");
  return row === undefined ? "" : row.cells[place]!.trim();
}

/** The same columns in rows that keep no other cells, and the places of these cells in the file. */
export function narrowed({ columns }: ColumnIndex): {
  readonly index: ColumnIndex;
  readonly places: readonly number[];
} {
  const places = [...new Set(Object.values(columns).flatMap(({ cells }) => cells))].toSorted((a, b) => a - b);
  const kept = Object.entries(columns).map(([field, { heading, cells }]) => [
    field,
    { heading, cells: cells.map((cell) => places.indexOf(cell)) },
  ]);
  return { index: { width: places.length, columns: Object.fromEntries(kept) as ColumnIndex["columns"] }, places };
}

/** What a mapping says, ready for many rows. */
interface Rules {
  readonly instantOf: DateReader;
  readonly unknown: ReadonlySet<string>;
  readonly statuses: ReadonlyMap<string, Meaning>;
  readonly priorities: ReadonlyMap<string, string> | undefined;
  readonly impacts: ReadonlyMap<string, string> | undefined;
  readonly urgencies: ReadonlyMap<string, string> | undefined;
  readonly services: ReadonlyMap<string, string> | undefined;
}

type WordsField = "priority" | "impact" | "urgency" | "service";

const rulesByMapping = new WeakMap<MappingDocument, Rules>();
const mapOf = <Value>(words: Record<string, Value> | undefined): ReadonlyMap<string, Value> | undefined =>
  words && new Map(Object.entries(words));

function rulesOf(mapping: MappingDocument): Rules {
  const known = rulesByMapping.get(mapping);
  if (known !== undefined) return known;
  const rules = {
    instantOf: dateReaderOf(mapping.dateFormat, mapping.timeZone),
    unknown: new Set(["", ...mapping.unknown.map((text) => text.trim())]),
    statuses: mapOf(mapping.statuses) ?? new Map<string, Meaning>(),
    priorities: mapOf(mapping.priorities),
    impacts: mapOf(mapping.impacts),
    urgencies: mapOf(mapping.urgencies),
    services: mapOf(mapping.services),
  };
  rulesByMapping.set(mapping, rules);
  return rules;
}

/** Reads cells of one ticket's rows and keeps what does not fit. A text that is not known is empty. */
export class RowReader {
  readonly faults: RowFault[] = [];
  readonly ticket: string;
  readonly mapping: MappingDocument;
  private readonly index: ColumnIndex;
  private readonly rules: Rules;

  constructor(mapping: MappingDocument, index: ColumnIndex, rows: readonly LogRow[]) {
    this.mapping = mapping;
    this.index = index;
    this.rules = rulesOf(mapping);
    this.ticket = rows.length === 0 ? "" : ticketOfRow(index, rows[0]!.cells);
  }

  /** A fault of a cell, if there is room for one more. */
  fault(kind: RowFault["kind"], row: LogRow, field: ColumnField, expected: string): void {
    const column = this.index.columns[field] ?? this.index.columns.ticket;
    const found = column.cells.map((place) => (row.cells[place] ?? "").trim()).join("/");
    const message = `${expected}, in column ${quoted(column.heading)}, found ${found === "" ? "nothing" : quoted(found)}`;
    this.add({ kind, line: row.line, column: column.heading, found: found.slice(0, FOUND_LENGTH_MAX), message });
  }

  private add(fault: RowFault): void {
    if (this.faults.length < FAULTS_MAX) this.faults.push(fault);
  }

  /** Whether a row has the header's cells and is about this ticket. */
  fits(row: LogRow): boolean {
    const { length } = row.cells;
    if (length !== this.index.width) {
      const message = `expected ${this.index.width} cells as in the header, found ${length}`;
      this.add({ kind: "cells-miscounted", line: row.line, column: "", found: String(length), message });
      return false;
    }
    const ticket = ticketOfRow(this.index, row.cells);
    if (ticket.length > TEXT_LENGTH_MAX) this.fault("text-too-long", row, "ticket", TOO_LONG);
    else if (ticket !== "" && ticket === this.ticket) return true;
    else {
      const name = this.ticket === "" ? "a ticket" : `the ticket ${quoted(this.ticket)}`;
      this.fault("another-ticket", row, "ticket", `expected ${name}`);
    }
    return false;
  }

  has(field: ColumnField): boolean {
    return this.index.columns[field] !== undefined;
  }

  text(field: ColumnField, row: LogRow): string {
    const column = this.index.columns[field];
    if (column === undefined) return "";
    const { cells } = column;
    let text = this.known(row.cells[cells[0]!]!);
    for (let part = 1; part < cells.length; part++) {
      const more = this.known(row.cells[cells[part]!]!);
      if (more !== "") text = text === "" ? more : `${text}/${more}`;
    }
    if (text.length <= TEXT_LENGTH_MAX) return text;
    this.fault("text-too-long", row, field, TOO_LONG);
    return "";
  }

  private known(cell: string): string {
    const text = cell.trim();
    return this.rules.unknown.has(text) ? "" : text;
  }

  time(field: ColumnField, row: LogRow): Instant | undefined {
    const text = this.text(field, row);
    if (text === "") return undefined;
    const at = this.rules.instantOf(text);
    if (at === undefined)
      this.fault("time-unreadable", row, field, `expected an existing time, written as ${this.mapping.dateFormat}`);
    return at;
  }

  /** As `time`; that it is not known is a fault. */
  timeNeeded(field: ColumnField, row: LogRow): Instant | undefined {
    const at = this.time(field, row);
    if (at === undefined && this.text(field, row) === "") this.fault("time-missing", row, field, "expected a time");
    return at;
  }

  /** What the status means; `undefined` when it is not known. */
  meaning(row: LogRow): Meaning | undefined {
    const text = this.text("status", row);
    if (text === "") return undefined;
    const meaning = this.rules.statuses.get(text);
    if (meaning !== undefined || this.mapping.otherStatuses === "ignore") return meaning ?? "ignore";
    this.fault("word-unknown", row, "status", "expected a status of the mapping");
    return undefined;
  }

  /** A word of the contract; empty when it is not known. */
  word(field: WordsField, words: ReadonlyMap<string, string> | undefined, row: LogRow): string {
    const text = this.text(field, row);
    if (text === "" || words === undefined) return text;
    const word = words.get(text);
    if (word === undefined) this.fault("word-unknown", row, field, `expected a ${field} of the mapping`);
    return word ?? "";
  }

  facts(row: LogRow): Facts {
    const { priorities, impacts, urgencies, services } = this.rules;
    const impact = this.word("impact", impacts, row);
    const urgency = this.word("urgency", urgencies, row);
    const rated = impact !== "" && urgency !== "";
    return {
      service: this.word("service", services, row),
      priority: this.word("priority", priorities, row),
      impact: rated ? impact : "",
      urgency: rated ? urgency : "",
    };
  }

  event(type: MadeType, at: Instant, details?: Partial<TicketEvent>): TicketEvent {
    const by: Side = this.mapping.by[type] ?? SIDE_BY_TYPE[type];
    return { ticket: this.ticket, at, recordedAt: at, by, type, ...details };
  }
}

/** What a row says the ticket is about; empty texts are not known. */
export interface Facts {
  readonly service: string;
  readonly priority: string;
  readonly impact: string;
  readonly urgency: string;
}

export const rating = ({ priority, impact, urgency }: Facts): Partial<TicketEvent> => ({
  ...(impact !== "" && { impact, urgency }),
  ...(priority !== "" && { priority }),
});

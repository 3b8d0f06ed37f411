/** A log of any number of tickets, made by repeating a real one under new ticket numbers. */
import { closeSync, existsSync, openSync, readFileSync, writeSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { isoOf } from "@handschlag/engine/instant.ts";
import type { TicketEvent } from "@handschlag/engine/ticket/event.ts";
import { columnsOf, eventsOfRows, readMapping, ticketOfRow, type LogRow } from "@handschlag/engine/ticket/mapping.ts";

const placeOf = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const MAPPING = placeOf("engine/mappings/servicenow-event-log.yaml");
/** The published log as a whole, where somebody has put it beside the repository, and the part that ships. */
const WHOLE = placeOf("../shared/data/incident-logs/uci-servicenow-incident_event_log.csv.gz");
const PART = placeOf("fixtures/logs/servicenow-event-log.csv");

/** The real log: its tickets' events in the order in which they happened. */
export interface BaseLog {
  readonly name: string;
  readonly tickets: number;
  readonly unread: number;
  /** Each event's ticket, counted from 0, and what of its line follows the ticket's number. */
  readonly lines: readonly { readonly ticket: number; readonly rest: string }[];
}

/** What a log has that was written. */
export interface WrittenLog {
  readonly tickets: number;
  readonly events: number;
  readonly bytes: number;
}

/** Reads the real log with the mapping that ships. */
export function readBaseLog(): BaseLog {
  const isWhole = existsSync(WHOLE);
  const text = isWhole ? gunzipSync(readFileSync(WHOLE)).toString("utf8") : readFileSync(PART, "utf8");
  const mapping = readMapping(readFileSync(MAPPING, "utf8"));
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.refusal));
  if (text.includes('"')) throw new Error("the log has quotes, which this reader does not know");
  const [header = "", ...records] = text.trimEnd().split(/\r?\n/);
  const columns = columnsOf(mapping.value, header.split(","));
  if (!columns.ok) throw new Error(columns.refusal.message);
  const rowsByTicket = new Map<string, LogRow[]>();
  for (const [index, record] of records.entries()) {
    const cells = record.split(",");
    const ticket = ticketOfRow(columns.value, cells);
    const rows = rowsByTicket.get(ticket) ?? [];
    rows.push({ line: index + 2, cells });
    rowsByTicket.set(ticket, rows);
  }
  const perTicket = [...rowsByTicket.values()].map((rows) => eventsOfRows(mapping.value, columns.value, rows));
  const read = perTicket.flatMap((events) => (events.ok && events.value.length > 0 ? [events.value] : []));
  const all = read.flatMap((events, ticket) => events.map((event) => ({ ticket, event })));
  const lines = all
    .toSorted((a, b) => a.event.at - b.event.at)
    .map(({ ticket, event }) => ({ ticket, rest: restOf(event) }));
  const name = isWhole ? "the whole UCI log no. 498" : "the shipped part of the UCI log no. 498";
  return { name, tickets: read.length, unread: perTicket.length - read.length, lines };
}

/** The line of an event without `{"ticket":"…`. */
function restOf(event: TicketEvent): string {
  const { ticket: _, at, recordedAt, ...others } = event;
  const times = { at: isoOf(at), ...(recordedAt !== at && { recordedAt: isoOf(recordedAt) }) };
  return `",${JSON.stringify({ ...times, ...others }).slice(1)}\n`;
}

/** Writes a log of `count` tickets as NDJSON: the base log again and again, each time under new numbers. */
export function writeLog(file: string, { tickets, lines }: BaseLog, count: number): WrittenLog {
  const handle = openSync(file, "w");
  let events = 0;
  let bytes = 0;
  try {
    for (let first = 0; first < count; first += tickets) {
      const wanted = Math.min(tickets, count - first);
      let text = "";
      for (const { ticket, rest } of lines) {
        if (ticket >= wanted) continue;
        text += `{"ticket":"INC${String(first + ticket).padStart(7, "0")}${rest}`;
        events++;
      }
      const copy = Buffer.from(text);
      for (let at = 0; at < copy.length;) at += writeSync(handle, copy, at);
      bytes += copy.length;
    }
  } finally {
    closeSync(handle);
  }
  return { tickets: count, events, bytes };
}

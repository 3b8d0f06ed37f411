/** The lines of one part of a log, by ticket. */
import { isUtf8 } from "node:buffer";
import { ok, refuse, type Outcome } from "@handschlag/engine/outcome.ts";
import { readEvent, unreadFields, type TicketEvent } from "@handschlag/engine/ticket/event.ts";
import { FAULTS_MAX, type LineFault } from "./distribute.ts";
import type { EventScanner } from "./event-scan.ts";
import type { Spilled } from "./spill.ts";

const EVENTS_PER_TICKET_MAX = 100_000;
const UNREAD_NAMES_MAX = 20;

/** Adds to a count. */
export function addTo<Key>(counts: Map<Key, number>, key: Key, more: number): void {
  counts.set(key, (counts.get(key) ?? 0) + more);
}

/** Lines of a part that could not be read: how many, and the first of them. */
class Faults {
  readonly first: LineFault[] = [];
  count = 0;

  add(line: number, message: string): void {
    this.count++;
    if (this.first.length === FAULTS_MAX && line >= this.first[FAULTS_MAX - 1]!.line) return;
    this.first.push({ line, message });
    this.first.sort((a, b) => a.line - b.line);
    this.first.length = Math.min(this.first.length, FAULTS_MAX);
  }
}

/** The spilled lines of a part by ticket. Events are made when they are asked for, so that none outlives its ticket. */
export class PartLines {
  /** Tickets in the order in which they appear, each with its first line. */
  readonly firstLines = new Map<string, number>();
  readonly faults = new Faults();
  readonly unread = new Map<string, number>();
  private readonly pieces: (Spilled & { readonly isText: boolean; readonly before: number })[] = [];
  /** Of each line the piece in which it stands, its place there, and the next line of its ticket (0: none). */
  private readonly piece: Int32Array;
  private readonly place: Int32Array;
  private readonly next: Int32Array;
  private readonly scanner: EventScanner;

  constructor(spilled: readonly (Spilled | undefined)[], lineBefore: readonly number[], scanner: EventScanner) {
    this.scanner = scanner;
    for (const [segment, lines] of spilled.entries())
      if (lines !== undefined)
        this.pieces.push(Object.assign(lines, { isText: isUtf8(lines.bytes), before: lineBefore[segment]! }));
    // Lines count from 1, so that 0 can stand for none.
    const count = this.pieces.reduce((sum, piece) => sum + piece.count, 1);
    this.piece = new Int32Array(count);
    this.place = new Int32Array(count);
    this.next = new Int32Array(count);
    const lastLines = new Map<string, number>();
    let line = 1;
    for (const [index, { count: lines }] of this.pieces.entries()) {
      for (let place = 0; place < lines; place++, line++) {
        this.piece[line] = index;
        this.place[line] = place;
        const ticket = this.ticketOf(line);
        const last = lastLines.get(ticket);
        if (last === undefined) this.firstLines.set(ticket, line);
        else this.next[last] = line;
        lastLines.set(ticket, line);
      }
    }
  }

  get count(): number {
    return this.next.length - 1;
  }

  /** Whether a ticket may have been merged: the word is somewhere, or may hide behind an escape. */
  get mayHaveMerges(): boolean {
    return this.pieces.some(({ bytes }) => bytes.includes("merged") || bytes.includes("\\u00"));
  }

  private ticketOf(line: number): string {
    const { bytes, starts, lengths, ticketAt, ticketLength } = this.pieces[this.piece[line]!]!;
    const place = this.place[line]!;
    const start = starts[place]!;
    const length = ticketLength[place]!;
    if (length > 0) return this.scanner.name(bytes, start + ticketAt[place]!, start + ticketAt[place]! + length);
    return (JSON.parse(bytes.toString("utf8", start, start + lengths[place]!)) as { ticket: string }).ticket;
  }

  /** Number of a line in the log as a whole. */
  orderOf(line: number): number {
    const { before, numbers } = this.pieces[this.piece[line]!]!;
    return before + numbers[this.place[line]!]!;
  }

  /** A ticket's events in the order of the log. Lines that are none become faults. */
  eventsFrom(firstLine: number): TicketEvent[] {
    const events: TicketEvent[] = [];
    for (let line = firstLine; line !== 0; line = this.next[line]!) {
      const { bytes, starts, lengths, isText } = this.pieces[this.piece[line]!]!;
      const start = starts[this.place[line]!]!;
      const end = start + lengths[this.place[line]!]!;
      const event =
        (isText ? this.scanner.read(bytes, start, end) : undefined) ?? this.parsed(bytes.subarray(start, end), line);
      if (event === undefined) continue;
      if (events.length === EVENTS_PER_TICKET_MAX)
        this.faults.add(this.orderOf(line), `ticket ${event.ticket}: expected at most ${EVENTS_PER_TICKET_MAX} events`);
      else events.push(event);
    }
    return events;
  }

  private parsed(bytes: Buffer, line: number): TicketEvent | undefined {
    const value = isUtf8(bytes) ? jsonOf(bytes.toString("utf8")) : refuse("expected UTF-8 text");
    if (!value.ok) {
      this.faults.add(this.orderOf(line), value.refusal);
      return undefined;
    }
    const event = readEvent(value.value);
    if (!event.ok) {
      const { field, message } = event.refusal;
      this.faults.add(this.orderOf(line), `${field === "" ? "" : `${field}: `}${message}`);
      return undefined;
    }
    for (const field of unreadFields(value.value as object)) {
      if (this.unread.has(field) || this.unread.size < UNREAD_NAMES_MAX) addTo(this.unread, field, 1);
    }
    return event.value;
  }
}

function jsonOf(text: string): Outcome<unknown, string> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return refuse(`expected one JSON object a line: ${error instanceof Error ? error.message : String(error)}`);
  }
}

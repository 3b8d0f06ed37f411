/**
 * Ticket events from the rows of another tool's export, read by a mapping. Pure: the text of the file is taken apart
 * elsewhere. Source: product.md §9.1, docs/rules/log-mappings.md §§5–6.
 *
 * Words: a *mapping* says what columns and words mean; a *row* is one record of the file; a *state* is what a row of
 * shape events says of its ticket from a time on.
 */
import { readDocument, type DocumentFault } from "../contract/reader.ts";
import type { Instant } from "../instant.ts";
import { ok, refuse, type Outcome } from "../outcome.ts";
import type { TicketEvent } from "./event.ts";
import {
  MappingShape,
  misfitsOfMapping,
  type MadeType,
  type MappingDocument,
  type Meaning,
} from "./mapping-document.ts";
import { rating, RowReader, type ColumnIndex, type Facts, type LogRow, type RowFault } from "./mapping-rows.ts";

export type { MappingDocument } from "./mapping-document.ts";
export {
  columnsOf,
  narrowed,
  subjectOfRows,
  ticketOfRow,
  type ColumnFault,
  type ColumnIndex,
  type LogRow,
  type RowFault,
} from "./mapping-rows.ts";

/** The mapping that a YAML or JSON text holds, or its faults in the order of the text. */
export const readMapping = (text: string): Outcome<MappingDocument, DocumentFault[]> =>
  readDocument(text, MappingShape, misfitsOfMapping);

/**
 * The events that the rows of one ticket mean, in the order in which they happened; none when all its rows are
 * ignored. `rows` come as the file lists them. A ticket with a fault has no events: half a ticket gives wrong figures.
 * Cost: about 2 µs a row. Source: docs/rules/log-mappings.md §§5–6.
 */
export function eventsOfRows(
  mapping: MappingDocument,
  columns: ColumnIndex,
  rows: readonly LogRow[],
): Outcome<TicketEvent[], RowFault[]> {
  const reader = new RowReader(mapping, columns, rows);
  const events = mapping.shape === "events" ? eventsOfStates(reader, mapping, rows) : eventsOfTicket(reader, rows);
  return reader.faults.length > 0 ? refuse(reader.faults) : ok(events);
}

/** What a row of shape events says of its ticket from `at` on. */
interface State extends Facts {
  readonly row: LogRow;
  readonly at: Instant;
  readonly meaning: Exclude<Meaning, "ignore"> | undefined;
  readonly assignee: string;
}

/** The states of the rows in order of time; of two at the same time the one listed first, or last if so is the mapping's order. */
function statesOf(reader: RowReader, rows: readonly LogRow[]): State[] {
  const states: State[] = [];
  let ordered = true;
  for (const row of rows) {
    if (!reader.fits(row)) continue;
    const meaning = reader.meaning(row);
    if (meaning === "ignore") continue;
    const at = reader.timeNeeded("at", row);
    if (at === undefined) continue;
    if (states.length > 0 && at < states.at(-1)!.at) ordered = false;
    states.push({ row, at, meaning, assignee: reader.text("assignee", row), ...reader.facts(row) });
  }
  return ordered ? states : states.toSorted((a, b) => a.at - b.at);
}

function eventsOfStates(reader: RowReader, mapping: MappingDocument, rows: readonly LogRow[]): TicketEvent[] {
  const states = statesOf(reader, mapping.order === "oldest-first" ? rows : rows.toReversed());
  if (states.length === 0 || reader.faults.length > 0) return [];
  let openedAt: Instant | undefined;
  for (let index = 0; index < states.length && openedAt === undefined; index++)
    openedAt = reader.time("openedAt", states[index]!.row);
  const history = new History(reader, openedAt ?? states[0]!.at, states[0]!);
  for (const state of states) history.turn(state);
  history.addFrom(states.at(-1)!.row);
  return history.events;
}

/** A service that no row names is the mapping's own. */
function openedBy(reader: RowReader, at: Instant, row: LogRow, facts: Facts): TicketEvent {
  const service = facts.service || reader.mapping.service;
  const channel = reader.text("channel", row);
  return reader.event("opened", at, {
    ...(service !== undefined && { service }),
    ...rating(facts),
    ...(channel !== "" && { channel }),
  });
}

type Kind = Exclude<Meaning, "ignore" | { waiting: string }> | "waiting";
const kindOf = (meaning: Exclude<Meaning, "ignore">): Kind => (typeof meaning === "object" ? "waiting" : meaning);
const hasEnded = (kind: Kind): kind is "resolved" | "closed" | "cancelled" =>
  kind === "resolved" || kind === "closed" || kind === "cancelled";

/** What the columns with a time of their own mean, besides the report. */
const TYPE_BY_FIELD = [
  ["firstResponseAt", "answered"],
  ["restoredAt", "restored"],
  ["resolvedAt", "resolved"],
  ["closedAt", "closed"],
] as const;

/** Tells a ticket's events from the differences between its states, the oldest first. */
class History {
  readonly events: TicketEvent[];
  private readonly reader: RowReader;
  private readonly openedAt: Instant;
  private facts: Facts;
  private kind: Kind = "open";
  /** Why the ticket waits; empty when it does not. */
  private reason = "";
  /** Whether an `assigned` event was told since the ticket was last open to be taken. */
  private taken = false;
  private assignee = "";
  private lastOpenAt: Instant;

  constructor(reader: RowReader, openedAt: Instant, first: State) {
    this.reader = reader;
    this.openedAt = openedAt;
    this.facts = first;
    this.lastOpenAt = openedAt;
    this.events = [openedBy(reader, openedAt, first.row, first)];
  }

  turn(state: State): void {
    const { meaning } = state;
    const kind = meaning === undefined ? this.kind : kindOf(meaning);
    const reason = meaning === undefined ? this.reason : typeof meaning === "object" ? meaning.waiting : "";
    const ended = hasEnded(kind);
    if (ended && state.at < this.openedAt)
      this.reader.fault("before-opening", state.row, "at", "expected no end before the ticket was opened");
    // What a ticket was before its opening it is at its opening.
    const at = state.at < this.openedAt ? this.openedAt : state.at;
    if (!ended) {
      if (hasEnded(this.kind)) this.tell("reopened", at);
      if (reason !== this.reason) {
        if (reason === "") this.tell("resumed", at);
        else this.tell("paused", at, { reason });
      }
      this.lastOpenAt = at;
    }
    this.changeFacts(state, at);
    this.assign(state, kind, at);
    if ((ended || kind === "restored") && kind !== this.kind) this.tell(kind, at);
    this.kind = kind;
    this.reason = reason;
  }

  private tell(type: MadeType, at: Instant, details?: Partial<TicketEvent>): void {
    this.events.push(this.reader.event(type, at, details));
  }

  /** A fact that is not known is no change. */
  private changeFacts(state: State, at: Instant): void {
    const { facts } = this;
    const service = state.service || facts.service;
    const priority = state.priority || facts.priority;
    const impact = state.impact || facts.impact;
    const urgency = state.urgency || facts.urgency;
    const changed = priority !== facts.priority || impact !== facts.impact || urgency !== facts.urgency;
    if (!changed && service === facts.service) return;
    const before = facts.service;
    this.facts = { service, priority, impact, urgency };
    if (service !== before) this.tell("service-changed", at, { service });
    if (changed) this.tell("priority-changed", at, rating(this.facts));
  }

  private assign(state: State, kind: Kind, at: Instant): void {
    const isNew = state.assignee !== "" && state.assignee !== this.assignee;
    if (isNew) this.assignee = state.assignee;
    if (isNew || (kind === "assigned" && !this.taken))
      this.tell("assigned", at, this.assignee === "" ? undefined : { to: this.assignee });
    if (kind === "assigned") this.taken = true;
    else if (kind === "open" || hasEnded(kind)) this.taken = false;
  }

  /**
   * Adds what only the columns with times of their own say, as the last row has them: rows come first, because such a
   * column is often filled in later and repeated in every row. An end before the ticket last went on is no end, nor is
   * there another one for a cancelled ticket.
   */
  addFrom(row: LogRow): void {
    for (const [field, type] of TYPE_BY_FIELD) {
      const isEnd = type === "resolved" || type === "closed";
      if (!this.reader.has(field) || this.has(type) || (isEnd && this.has("cancelled"))) continue;
      const at = this.reader.time(field, row);
      if (at === undefined) continue;
      if (at < this.openedAt)
        this.reader.fault("before-opening", row, field, "expected no time before the ticket was opened");
      else if (!isEnd || at >= this.lastOpenAt) {
        const next = this.events.findIndex((event) => event.at > at || (event.at === at && event.type === "closed"));
        this.events.splice(next < 0 ? this.events.length : next, 0, this.reader.event(type, at));
      }
    }
  }

  private has(type: MadeType): boolean {
    return this.events.some((event) => event.type === type);
  }
}

/** The events of a ticket that has one row: its opening and what the columns with times say. */
function eventsOfTicket(reader: RowReader, rows: readonly LogRow[]): TicketEvent[] {
  const row = rows[0];
  for (const another of rows.slice(1)) reader.fault("row-repeated", another, "ticket", "expected one row a ticket");
  if (row === undefined || !reader.fits(row)) return [];
  const meaning = reader.meaning(row);
  if (meaning === "ignore") return [];
  const openedAt = reader.timeNeeded("openedAt", row);
  if (openedAt === undefined) return [];
  const events = [openedBy(reader, openedAt, row, reader.facts(row))];
  const kind = meaning === undefined ? undefined : kindOf(meaning);
  for (const [field, type] of TYPE_BY_FIELD) {
    const at = reader.time(field, row);
    if (at === undefined) continue;
    const isEnd = type === "resolved" || type === "closed";
    if (at < openedAt) reader.fault("before-opening", row, field, "expected no time before the ticket was opened");
    if (type === "closed" && events.some((event) => event.type === "resolved" && event.at > at)) {
      reader.fault("closed-before-resolved", row, field, "expected no time before the ticket was resolved");
    }
    if (isEnd && kind !== undefined && !hasEnded(kind)) {
      reader.fault(
        "end-contradicted",
        row,
        field,
        "expected no end while the status says that the ticket goes on: when it was reopened is not known",
      );
    }
    events.push(reader.event(type, at));
  }
  return withEnd(reader, row, kind, events).toSorted((a, b) => a.at - b.at);
}

/** A status that says the ticket has ended needs a time. A cancelled ticket was cancelled when it was closed, else resolved. */
function withEnd(reader: RowReader, row: LogRow, kind: Kind | undefined, events: TicketEvent[]): TicketEvent[] {
  if (kind === undefined || !hasEnded(kind)) return events;
  const end = events.find(({ type }) => type === "closed") ?? events.find(({ type }) => type === "resolved");
  if (end === undefined)
    reader.fault(
      "end-missing",
      row,
      reader.has("resolvedAt") ? "resolvedAt" : "closedAt",
      "expected the time at which the ticket ended",
    );
  else if (kind === "cancelled") {
    return [
      ...events.filter(({ type }) => type !== "resolved" && type !== "closed"),
      reader.event("cancelled", end.at),
    ];
  }
  return events;
}

/** The loaded part of the queue, and what becomes of it when tickets change: rows stay where they are until somebody asks. */
import type { TicketRow } from "../wire.ts";

export type QueueOrder = "due" | "changed";

/** What a row needs of a ticket, and no more: a hundred thousand of them may be kept. */
export interface QueueTicket extends Pick<
  TicketRow,
  "id" | "number" | "subject" | "stage" | "awaiting" | "disputed" | "changedAt" | "endedAt" | "dueAt"
> {
  readonly engagementId: string;
  readonly engagement: string;
  readonly client: string;
  readonly serviceName: string | null;
  readonly priority: string | null;
  readonly requester: string | null;
  readonly assignee: string | null;
  readonly isAssigned: boolean;
  /** Which of the promises is due next. */
  readonly dueLevel: TicketRow["clocks"][number]["level"] | undefined;
}

/** Words that stand in many rows, each kept once. */
const words = new Map<string, string>();
const shared = (word: string): string => {
  const known = words.get(word);
  if (known === undefined) words.set(word, word);
  return known ?? word;
};
const sharedOrNull = (word: string | null | undefined): string | null =>
  word === null || word === undefined ? null : shared(word);

export function queueTicket(row: TicketRow): QueueTicket {
  const { id, number, subject, stage, awaiting, disputed, changedAt, endedAt, dueAt } = row;
  return {
    id,
    number,
    subject,
    stage,
    awaiting,
    disputed,
    changedAt,
    endedAt,
    dueAt,
    engagementId: shared(row.engagement.id),
    engagement: shared(row.engagement.name),
    client: shared(row.client),
    serviceName: sharedOrNull(row.serviceName),
    priority: sharedOrNull(row.priority),
    requester: sharedOrNull(row.requester?.name),
    assignee: sharedOrNull(row.assignee?.name),
    isAssigned: row.assignee !== null,
    dueLevel: row.clocks.find(({ open, deadline }) => open && deadline !== null && deadline === dueAt)?.level,
  };
}

export interface Loaded {
  readonly rows: readonly QueueTicket[];
  /** Where the server goes on; null at the end. */
  readonly next: string | null;
  /** The position in the course of changes up to which the rows are true. */
  readonly asOf: number;
  /** Tickets that belong here and are not shown yet. */
  readonly arrivals: ReadonlyMap<string, QueueTicket>;
  /** Ids of shown ones that do not belong here any more. */
  readonly leaving: ReadonlySet<string>;
  /** Ids of shown ones that belong elsewhere in the list. */
  readonly moved: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();
const NOBODY: ReadonlyMap<string, QueueTicket> = new Map();

export const loadedFrom = (rows: readonly QueueTicket[], next: string | null, asOf: number): Loaded => ({
  rows,
  next,
  asOf,
  arrivals: NOBODY,
  leaving: NONE,
  moved: NONE,
});

/** What a list is ordered by, as the server orders it; a deadline that does not exist comes last. */
type Place = Pick<QueueTicket, "id" | "dueAt" | "changedAt">;

/** Negative when `a` stands before `b`. */
export function compareRows(a: Place, b: Place, order: QueueOrder): number {
  const [first, second] = order === "due" ? [a, b] : [b, a];
  const at = order === "due" ? "dueAt" : "changedAt";
  const [x, y] = [first[at] ?? "~", second[at] ?? "~"];
  return x === y ? (first.id < second.id ? -1 : first.id > second.id ? 1 : 0) : x < y ? -1 : 1;
}

/** The place that the server's cursor names. */
function placeOf(cursor: string): Place {
  const [at = "", id = ""] = cursor.split("_");
  const iso = at === "infinity" ? null : new Date(Number(at)).toISOString();
  return { id, dueAt: iso, changedAt: iso ?? "" };
}

/** Whether a row lies in the loaded part, or where the server has yet to go on. */
const isWithin = (row: Place, next: string | null, order: QueueOrder): boolean =>
  next === null || compareRows(row, placeOf(next), order) <= 0;

/** The next page at the end. What is there already, because it moved meanwhile, is not doubled. */
export function withPage(loaded: Loaded, rows: readonly QueueTicket[], next: string | null): Loaded {
  const known = new Set(loaded.rows.map(({ id }) => id));
  const arrivals = new Map(loaded.arrivals);
  for (const { id } of rows) arrivals.delete(id);
  return { ...loaded, rows: [...loaded.rows, ...rows.filter(({ id }) => !known.has(id))], next, arrivals };
}

/** What the server says of tickets that changed. */
export interface Told {
  /** All that changed. */
  readonly ids: ReadonlySet<string>;
  /** Those of them that belong here now. */
  readonly fitting: readonly QueueTicket[];
  /** Those of the shown that do not, as far as the reader may still see them. */
  readonly others: readonly QueueTicket[];
  readonly asOf: number;
}

/** The list after changes: shown rows tell the new state at their old place, and what would move them is noted. */
export function withChanges(loaded: Loaded, told: Told, order: QueueOrder): Loaded {
  const fitting = new Map(told.fitting.map((row) => [row.id, row]));
  const others = new Map(told.others.map((row) => [row.id, row]));
  const [leaving, moved, arrivals] = [new Set(loaded.leaving), new Set(loaded.moved), new Map(loaded.arrivals)];
  const shown = new Set<string>();
  const rows = loaded.rows.map((row) => {
    if (!told.ids.has(row.id)) return row;
    shown.add(row.id);
    const now = fitting.get(row.id);
    if (now === undefined) {
      leaving.add(row.id);
      return others.get(row.id) ?? row;
    }
    leaving.delete(row.id);
    if (compareRows(row, now, order) !== 0) moved.add(row.id);
    return now;
  });
  for (const id of told.ids) arrivals.delete(id);
  for (const row of told.fitting)
    if (!shown.has(row.id) && isWithin(row, loaded.next, order)) arrivals.set(row.id, row);
  return { rows, next: loaded.next, asOf: told.asOf, arrivals, leaving, moved };
}

export const hasUnsettled = ({ arrivals, leaving, moved }: Loaded): boolean =>
  arrivals.size + leaving.size + moved.size > 0;

/** The list in its right order, with what arrived and without what left. */
export function settled(loaded: Loaded, order: QueueOrder): Loaded {
  const { rows, arrivals, leaving, next, asOf } = loaded;
  const staying = rows.filter(({ id }) => !leaving.has(id) && !arrivals.has(id));
  const all = [...staying, ...arrivals.values()].filter((row) => isWithin(row, next, order));
  return loadedFrom(
    all.toSorted((a, b) => compareRows(a, b, order)),
    next,
    asOf,
  );
}

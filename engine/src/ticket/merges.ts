/** Merges of tickets, read from the events of all of them. Source: product.md §9.4, docs/rules/sla-clocks.md §8. */
import type { Instant } from "../instant.ts";
import type { TicketEvent } from "./event.ts";
import { objectionsOf } from "./objection.ts";
import { inOrder, type Absorbed } from "./ticket.ts";

/** A ticket that was merged into another one. */
interface Merge {
  readonly ticket: string;
  readonly into: string;
  readonly mergedAt: Instant;
  readonly openedAt: Instant | undefined;
}

/**
 * For each ticket the ones merged into it, with the earliest start that they bring. `tickets` holds all tickets of a merge,
 * and their events in the order of recording.
 */
export function absorbedTickets(tickets: ReadonlyMap<string, readonly TicketEvent[]>): ReadonlyMap<string, Absorbed[]> {
  const absorbedBy = new Map<string, Absorbed[]>();
  const merges: Merge[] = [];
  for (const [ticket, events] of tickets) {
    if (!events.some(({ type }) => type === "merged")) continue;
    const ordered = inOrder(events);
    const recorded = objectionsOf(ordered)?.withoutUpheld ?? ordered;
    const merged = recorded.find(({ type }) => type === "merged");
    const openedAt = recorded.find(({ type }) => type === "opened")?.at;
    if (merged?.into !== undefined) merges.push({ ticket, into: merged.into, mergedAt: merged.at, openedAt });
  }
  for (const { ticket, into, mergedAt, openedAt } of sourcesFirst(merges)) {
    const brought = (absorbedBy.get(ticket) ?? []).map((absorbed) => absorbed.openedAt);
    const starts = openedAt === undefined ? brought : [openedAt, ...brought];
    if (starts.length === 0) continue;
    const absorbed: Absorbed = { ticket, mergedAt, openedAt: starts.reduce((a, b) => (b < a ? b : a)) };
    const others = absorbedBy.get(into);
    if (others === undefined) absorbedBy.set(into, [absorbed]);
    else others.push(absorbed);
  }
  return absorbedBy;
}

/** Merges in the order of merging, and of those at the same instant what goes into a ticket before the ticket itself: it brings along what it got. */
function sourcesFirst(merges: readonly Merge[]): Merge[] {
  const bySource = new Map(merges.map((merge) => [merge.ticket, merge]));
  const nextOf = ({ into, mergedAt }: Merge): Merge | undefined => {
    const next = bySource.get(into);
    return next?.mergedAt === mergedAt ? next : undefined;
  };
  const awaited = new Map<Merge, number>();
  for (const merge of merges) {
    const next = nextOf(merge);
    if (next !== undefined) awaited.set(next, (awaited.get(next) ?? 0) + 1);
  }
  const ordered = new Set<Merge>();
  for (const first of merges) {
    for (
      let merge: Merge | undefined = first;
      merge !== undefined && !awaited.has(merge) && !ordered.has(merge);
      merge = nextOf(merge)
    ) {
      ordered.add(merge);
      const next = nextOf(merge);
      if (next === undefined) continue;
      const left = awaited.get(next)! - 1;
      if (left === 0) awaited.delete(next);
      else awaited.set(next, left);
    }
  }
  // What is left was merged in a circle.
  return [...ordered, ...merges.filter((merge) => !ordered.has(merge))].toSorted((a, b) => a.mergedAt - b.mergedAt);
}

/** What the sides say about events: objections, their settlement, and clocks excluded by agreement. Source: product.md §9.3, §9.7; docs/rules/sla-clocks.md §9. */
import type { Level } from "../contract/document.ts";
import type { Instant } from "../instant.ts";
import type { EventReference, TicketEvent } from "./event.ts";

/** A ticket's clock that both sides agreed not to count. It stays visible with its reason. */
export interface Exclusion {
  /** `undefined`: every level. */
  readonly level: Level | undefined;
  readonly reason: string | undefined;
  readonly at: Instant;
  /** Whether both sides consented; a proposal changes nothing. */
  readonly agreed: boolean;
}

export interface Objections {
  /** Objections that nobody has settled. */
  readonly openCount: number;
  /** The events that count as things stand: without those whose objection was upheld. */
  readonly withoutUpheld: readonly TicketEvent[];
  /** The events that would count if the open objections were upheld as well. */
  readonly withoutContested: readonly TicketEvent[];
}

/** The exclusions among a ticket's events. */
export function exclusionsOf(events: readonly TicketEvent[]): readonly Exclusion[] {
  if (!events.some(({ type }) => type === "excluded")) return NONE;
  return events.flatMap(({ type, level, reason, at, consent }): Exclusion[] =>
    type === "excluded"
      ? [{ level, reason, at, agreed: (consent ?? []).includes("client") && (consent ?? []).includes("provider") }]
      : [],
  );
}

const NONE: readonly Exclusion[] = [];

/** The objections among a ticket's events, each to the event it names; `undefined` when there are none. The last word on an event counts. */
export function objectionsOf(events: readonly TicketEvent[]): Objections | undefined {
  if (!events.some(({ type }) => type === "objected")) return undefined;
  const wordByEvent = new Map<TicketEvent, "open" | "upheld" | "rejected">();
  for (const event of events) {
    if ((event.type !== "objected" && event.type !== "settled") || event.event === undefined) continue;
    const spokenOf = find(events, event.event);
    if (spokenOf === undefined) continue;
    if (event.type === "objected") wordByEvent.set(spokenOf, "open");
    else if (wordByEvent.has(spokenOf)) wordByEvent.set(spokenOf, event.outcome ?? "rejected");
  }
  const words = [...wordByEvent.values()];
  return {
    openCount: words.filter((word) => word === "open").length,
    withoutUpheld: events.filter((event) => wordByEvent.get(event) !== "upheld"),
    withoutContested: events.filter((event) => !["upheld", "open"].includes(wordByEvent.get(event) ?? "")),
  };
}

const find = (events: readonly TicketEvent[], reference: EventReference): TicketEvent | undefined =>
  typeof reference === "string"
    ? events.find(({ id }) => id === reference)
    : events.find(({ type, at }) => type === reference.type && at === reference.at);

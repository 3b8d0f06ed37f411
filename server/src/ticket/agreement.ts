/** What the sides say about each other's acts: objections, settlements, exclusions. Source: product.md §9.3 and §9.7; docs/rules/tickets.md §5. */
import type { TicketEvent } from "@handschlag/engine/ticket/event.ts";
import type { Holder } from "@handschlag/engine/ticket/standing.ts";
import { Problem } from "../problem.ts";
import type { ActWish } from "./act-wish.ts";
import type { Held } from "./held.ts";

/** Events that move no clock: there is nothing to object to. */
const IMMOVABLE: ReadonlySet<string> = new Set(["noted", "objected", "settled", "excluded"]);

/** The facts of an objection, a settlement or an exclusion. Throws a `Problem` when it is not this side's to say. */
export function agreementFacts(wish: ActWish, side: Holder, { log }: Held): Readonly<Record<string, unknown>> {
  if (wish.type === "excluded") return exclusionFacts(wish, side, log.events);
  const spokenOf = log.events.find(({ id }) => id === wish.event);
  if (spokenOf === undefined) throw new Problem(422, "event-unknown", { field: "body.event" });
  const open = openObjection(log.events, wish.event!);
  if (wish.type === "objected") {
    if (IMMOVABLE.has(spokenOf.type)) throw new Problem(422, "event-moves-no-clock", { field: "body.event" });
    if (spokenOf.by === side) throw new Problem(422, "event-of-own-side", { field: "body.event" });
    if (open !== undefined) throw new Problem(409, "objection-open");
    return { event: wish.event };
  }
  if (open === undefined) throw new Problem(409, "no-objection-open");
  // Each side can only give way: who objected takes it back, the other agrees. So a settlement is by both.
  const isOwn = open.by === side;
  if (isOwn !== (wish.outcome === "rejected"))
    throw new Problem(403, isOwn ? "upholding-by-other-side" : "rejecting-by-objector");
  return { event: wish.event, outcome: wish.outcome };
}

/** The objection to an event that nobody has settled. */
export function openObjection(events: readonly TicketEvent[], about: string): TicketEvent | undefined {
  const last = events.findLast(({ type, event }) => (type === "objected" || type === "settled") && event === about);
  return last?.type === "objected" ? last : undefined;
}

/** A proposal to leave out a clock; the same by the other side agrees to it. */
function exclusionFacts(wish: ActWish, side: Holder, events: readonly TicketEvent[]) {
  const alike = events.filter(
    ({ type, level, reason }) => type === "excluded" && level === wish.level && reason === wish.reason,
  );
  const consents = new Set(alike.flatMap(({ consent }) => consent ?? []));
  if (consents.has(side)) throw new Problem(409, consents.size > 1 ? "already-excluded" : "exclusion-proposed");
  const consent = [...consents, side].toSorted();
  return { ...(wish.level !== undefined && { level: wish.level }), reason: wish.reason, consent };
}

/** Whether an alarm still needs somebody. Source: docs/rules/duty.md §4. */
import type { Instant } from "../instant.ts";
import type { TicketEvent } from "../ticket/event.ts";

const HANDLED: ReadonlySet<string> = new Set([
  "answered",
  "paused",
  "restored",
  "resolved",
  "closed",
  "cancelled",
  "merged",
]);

/**
 * When somebody took care of a ticket since it was last opened or reopened; `undefined` while nobody has. Events are in
 * the order in which they happened. An automatic answer is nobody.
 */
export function handledAt(events: readonly TicketEvent[]): Instant | undefined {
  const opening = events.findLastIndex(({ type }) => type === "opened" || type === "reopened");
  return events.slice(opening + 1).find(({ type, automatic }) => HANDLED.has(type) && automatic !== true)?.at;
}

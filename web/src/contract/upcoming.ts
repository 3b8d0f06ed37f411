/** What a contract asks for in the time to come, as of today at the contract's place. */
import { DAY_MS } from "@handschlag/engine/instant.ts";
import { deadlinesOf, monthsLater, type ContractDeadline } from "@handschlag/engine/contract/deadlines.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";

export interface Upcoming extends ContractDeadline {
  /** Whole days until then; 0 is today. */
  readonly days: number;
}

/** Today's date in a time zone. By the browser itself: the engine's zones would come along with the front page. */
export const todayIn = (timeZone: string, now: Date): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone }).format(now);

/** Deadlines of the next twelve months. */
export function upcoming(document: ContractDocument, now: Date): readonly Upcoming[] {
  const today = todayIn(document.timeZone, now);
  return deadlinesOf(document, today, monthsLater(today, 12)).map((deadline) => ({
    ...deadline,
    days: Math.round((Date.parse(deadline.on) - Date.parse(today)) / DAY_MS),
  }));
}

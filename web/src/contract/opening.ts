/** Whether someone is on duty now, and from or until when: asked of the engine, as the server's clocks are. */
import {
  calendarOf,
  isWorkingTime,
  nextWorkingInstant,
  openingsBetween,
} from "@handschlag/engine/calendar/calendar.ts";
import type { CalendarDefinition } from "@handschlag/engine/calendar/definition.ts";
import { regionsOf } from "@handschlag/engine/calendar/definition.ts";
import { germanHolidays } from "@handschlag/engine/calendar/holidays.ts";
import { DAY_MS, later, type Instant } from "@handschlag/engine/instant.ts";

export type Opening =
  | { readonly kind: "always" }
  | { readonly kind: "open"; readonly until: Date }
  | { readonly kind: "closed"; readonly from: Date | undefined };

const AHEAD_MS = 14 * DAY_MS;

/** `undefined` when the calendar names holidays that only the server knows. */
export function openingAt(definition: CalendarDefinition, now: Date): Opening | undefined {
  if (definition.always === true) return { kind: "always" };
  if (!regionsOf(definition).every((region) => germanHolidays.knows(region))) return undefined;
  const calendar = calendarOf(definition);
  const at = now.getTime() as Instant;
  if (isWorkingTime(calendar, at)) {
    const end = openingsBetween(calendar, at, later(at, AHEAD_MS))[0]?.end;
    return end === undefined ? { kind: "always" } : { kind: "open", until: new Date(end) };
  }
  const from = nextWorkingInstant(calendar, at);
  return { kind: "closed", from: from === undefined ? undefined : new Date(from) };
}

/** When a person wants to hear of something: in hours of their own, or once a day. */
import { calendarOf, nextWorkingInstant } from "@handschlag/engine/calendar/calendar.ts";
import type { CalendarDefinition } from "@handschlag/engine/calendar/definition.ts";
import { localDayAt, openingInstant, zoneAt } from "@handschlag/engine/calendar/zone.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from "@handschlag/engine/instant.ts";

export const USUAL_ZONE = "Europe/Berlin";

/** A person's own hours. */
export interface OwnHours {
  readonly timeZone: string;
  /** Hours in which mails may come; `null`: any. */
  readonly hours: CalendarDefinition | null;
  /** Local time of the mail of the day, `07:00`. */
  readonly digestAt: string;
}

export const USUAL_HOURS: OwnHours = { timeZone: USUAL_ZONE, hours: null, digestAt: "07:00" };

/** The first instant from `at` on that lies in somebody's hours; `at` itself where they have none, or none is left. */
export const inHours = ({ hours }: OwnHours, at: Instant): Instant =>
  hours === null ? at : (nextWorkingInstant(calendarOf(hours), at) ?? at);

/** The next time of the mail of the day after an instant, in the person's own hours. */
export function digestAfter(own: OwnHours, at: Instant): Instant {
  const zone = zoneAt(own.timeZone, at);
  const [hour, minute] = own.digestAt.split(":").map(Number) as [number, number];
  const localMs = hour * HOUR_MS + minute * MINUTE_MS;
  const today = openingInstant(zone, localDayAt(zone, at) * DAY_MS + localMs);
  const next = today > at ? today : openingInstant(zone, (localDayAt(zone, at) + 1) * DAY_MS + localMs);
  return inHours(own, next);
}

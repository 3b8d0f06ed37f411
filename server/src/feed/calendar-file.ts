/** Days as a file for calendars (iCalendar, RFC 5545), for the download and for calendars that people subscribe to. */
import ical, { ICalAlarmType, ICalEventTransparency } from "ical-generator";
import { HOUR_MS, type Instant } from "@handschlag/engine/instant.ts";

/** A day in a calendar. */
export interface CalendarDay {
  /** Unique for as long as the day means the same; letters that need no escaping. */
  readonly id: string;
  /** `2026-09-30` */
  readonly on: string;
  readonly title: string;
  readonly about: string;
  /** The page where it comes from. */
  readonly url: string;
  /** When it was last said anew, and how often: calendars replace what is older. */
  readonly changedAt: Instant;
  readonly sequence: number;
  /** So many days before one is reminded. */
  readonly remindDays: readonly number[];
}

interface CalendarWish {
  readonly language: "de" | "en";
  readonly timeZone: string;
}

const DAY_SECONDS = 86_400;
/** How often a calendar should look: days move seldom. */
const LOOK_AGAIN_SECONDS = (12 * HOUR_MS) / 1_000;

/** The same days make the same bytes, whenever they are asked for. */
export function calendarFile(days: readonly CalendarDay[], { language, timeZone }: CalendarWish): string {
  const calendar = ical({
    name: "Handschlag",
    prodId: { company: "Handschlag", product: "Handschlag", language: language.toUpperCase() },
    ttl: LOOK_AGAIN_SECONDS,
  });
  calendar.x("X-WR-TIMEZONE", timeZone);
  for (const { id, on, title, about, url, changedAt, sequence, remindDays } of days)
    calendar.createEvent({
      id,
      start: new Date(`${on}T00:00:00Z`),
      allDay: true,
      summary: title,
      description: about,
      url,
      // Without a METHOD it says when the day was last revised (§3.8.7.2).
      stamp: new Date(changedAt),
      lastModified: new Date(changedAt),
      sequence,
      transparency: ICalEventTransparency.TRANSPARENT,
      alarms: remindDays.map((count) => ({
        type: ICalAlarmType.display,
        trigger: count * DAY_SECONDS,
        description: title,
      })),
    });
  return `${calendar.toString()}\r\n`;
}

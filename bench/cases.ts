/** Calendars and instants that are drawn at random, the same in each run. */
import { calendarOf, openingsBetween, type Calendar } from "@handschlag/engine/calendar/calendar.ts";
import type { CalendarDefinition } from "@handschlag/engine/calendar/definition.ts";
import { germanHolidays } from "@handschlag/engine/calendar/holidays.ts";
import {
  DAY_MS,
  HOUR_MS,
  instant,
  isoOfDay,
  MINUTE_MS,
  SECOND_MS,
  type Day,
  type Instant,
} from "@handschlag/engine/instant.ts";

export const FIRST_YEAR = 2020;
export const LAST_YEAR = 2029;
const REGION = "DE-BY";

/** Instants are drawn from here on; calendars then compile the ten years 2020 to 2029. */
export const FROM = instant("2020-01-10T00:00:00Z");
export const UNTIL = instant("2029-11-30T00:00:00Z");

const weekdays = (hours: readonly string[]): CalendarDefinition => ({
  timeZone: "Europe/Berlin",
  hours: { mon: [...hours], tue: [...hours], wed: [...hours], thu: [...hours], fri: [...hours] },
  holidays: REGION,
});

export const OFFICE = weekdays(["08:00-17:00"]);
/** Hours that begin and end beside the quarters of an hour. */
const ODD = weekdays(["07:53-12:07", "12:41-17:03"]);
const ALWAYS: CalendarDefinition = { timeZone: "Europe/Berlin", always: true };

export const CALENDARS = [
  { name: "Mon–Fri 08–17, DE-BY", definition: OFFICE, onQuarters: true },
  { name: "07:53–12:07, 12:41–17:03", definition: ODD, onQuarters: false },
  { name: "always", definition: ALWAYS, onQuarters: true },
];

const MIDDLE = instant("2021-06-01T00:00:00Z");

/** The question at which a new calendar compiles the years 2020 to 2029. */
export const firstQuestion = (calendar: Calendar): void => void openingsBetween(calendar, MIDDLE, MIDDLE);

/** A calendar with its ten years compiled. */
export function tenYears(definition: CalendarDefinition): Calendar {
  const calendar = calendarOf(definition);
  firstQuestion(calendar);
  return calendar;
}

/** The public holidays of the ten years as dates. */
export function holidayDates(): string[] {
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);
  return years.flatMap((year) => germanHolidays.holidaysIn(REGION, year).map(({ day }) => isoOfDay(day as Day)));
}

/** Numbers in [0, 1) that look random: the generator mulberry32. */
export function drawer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** A stretch of time, and an amount of working time to add to its start. */
export interface Case {
  readonly from: Instant;
  readonly to: Instant;
  readonly work: number;
}

export const STRETCH_DAYS_MAX = 7;
export const WORK_HOURS_MAX = 40;

/**
 * What tickets ask: stretches of up to a week, and up to 40 hours to add. Half of the instants are openings and
 * closings; every other case is of whole minutes, the rest of whole seconds. Nothing is finer, as not all can tell.
 */
export function ticketCases(count: number, seed: number): Case[] {
  const draw = drawer(seed);
  const edges = openingsBetween(tenYears(OFFICE), FROM, UNTIL).flatMap(({ start, end }) => [start, end]);
  const anEdge = (near: number): number => {
    const index = Math.round(((near - FROM) / (UNTIL - FROM)) * edges.length);
    return edges[Math.min(edges.length - 1, Math.max(0, index))]!;
  };
  return Array.from({ length: count }, (_, index) => {
    const unit = index % 2 === 0 ? MINUTE_MS : SECOND_MS;
    const rounded = (ms: number) => Math.floor(ms / unit) * unit;
    const snapped = (at: number) => (draw() < 0.5 ? anEdge(at) : rounded(at));
    const from = snapped(FROM + draw() * (UNTIL - FROM - STRETCH_DAYS_MAX * DAY_MS));
    const to = snapped(from + draw() * STRETCH_DAYS_MAX * DAY_MS);
    const work = unit + rounded(draw() * (WORK_HOURS_MAX * HOUR_MS - unit));
    return { from: Math.min(from, to) as Instant, to: Math.max(from, to) as Instant, work };
  });
}

import {
  dayOf,
  dayOfIso,
  DAY_MS,
  firstDayOfYear,
  later,
  weekdayOf,
  yearOfDay,
  type Day,
  type Instant,
} from "../instant.ts";
import { assert } from "../outcome.ts";
import { holidayEntries, isRegionCode, WEEKDAYS, yearlyDate, type CalendarDefinition } from "./definition.ts";
import type { HolidaySource } from "./holidays.ts";
import { hoursOf, type Hours } from "./hours.ts";
import { closingInstant, openingInstant, zoneAt, type Zone } from "./zone.ts";

/** One half-open stretch [start, end) of working time. */
export interface Opening {
  readonly start: Instant;
  readonly end: Instant;
}

/** A local date with working time, and when the last of the hours that begin on it end. */
export interface WorkingDay {
  readonly day: Day;
  readonly endsAt: Instant;
}

/** Which hours hold on a local date. Parsed once from a definition; asked for each day of a horizon. */
export interface DayRule {
  /** The calendar's zone, known at least until two days after the instant. */
  readonly zoneAt: (at: Instant) => Zone;
  readonly hoursOn: (day: Day) => readonly Hours[];
  readonly isHoliday: (day: Day) => boolean;
}

const parsed = (texts: readonly string[] | undefined): readonly Hours[] =>
  (texts ?? []).map((text) => {
    const hours = hoursOf(text);
    assert(hours !== undefined, "the definition was checked before it is compiled");
    return hours;
  });

/** The hours of each local date: an exception beats a holiday, a holiday beats the week. Source: docs/rules/working-time.md §2. */
export function dayRuleOf(definition: CalendarDefinition, holidays: HolidaySource): DayRule {
  const wholeDay: readonly Hours[] = [{ fromMs: 0, toMs: DAY_MS }];
  const week = WEEKDAYS.map((weekday) => (definition.always ? wholeDay : parsed(definition.hours?.[weekday])));
  const exceptions = new Map<Day, readonly Hours[]>();
  for (const [date, hours] of Object.entries(definition.exceptions ?? {}))
    exceptions.set(dayOfIso(date)!, parsed(hours));
  const closedInYear = new Map<number, ReadonlySet<Day>>();
  const isHoliday = (day: Day): boolean => {
    const year = yearOfDay(day);
    let closed = closedInYear.get(year);
    if (closed === undefined) {
      closed = new Set(holidayEntries(definition).flatMap((entry) => daysNamedBy(entry, year, holidays)));
      closedInYear.set(year, closed);
    }
    return closed.has(day);
  };
  return {
    zoneAt: (at) => zoneAt(definition.timeZone, at),
    hoursOn: (day) => exceptions.get(day) ?? (isHoliday(day) ? [] : week[weekdayOf(day)]!),
    isHoliday,
  };
}

/** The days that one entry of `holidays` names in a year. */
function daysNamedBy(entry: string, year: number, holidays: HolidaySource): Day[] {
  if (isRegionCode(entry)) return holidays.holidaysIn(entry, year).map((holiday) => holiday.day as Day);
  const yearly = yearlyDate(entry);
  const day = yearly === undefined ? dayOfIso(entry) : dayOf(year, yearly.month, yearly.dayOfMonth);
  return day === undefined ? [] : [day];
}

/**
 * All working time that begins on a local date of the years `firstYear` to `lastYear`: merged openings in ascending
 * order, and the working days. Cost: about 1 µs a day.
 */
export function openingsOf(
  rule: DayRule,
  firstYear: number,
  lastYear: number,
): { openings: Opening[]; workingDays: WorkingDay[] } {
  const zone = rule.zoneAt((firstDayOfYear(lastYear + 1) * DAY_MS) as Instant);
  const stretches: Opening[] = [];
  const workingDays: WorkingDay[] = [];
  const lastDay = firstDayOfYear(lastYear + 1) - 1;
  for (let day = firstDayOfYear(firstYear); day <= lastDay; day = (day + 1) as Day) {
    let endsAt: Instant | undefined;
    for (const { fromMs, toMs } of rule.hoursOn(day)) {
      const start = openingInstant(zone, day * DAY_MS + fromMs);
      const end = closingInstant(zone, day * DAY_MS + toMs);
      // Where the gap of spring moves an opening behind its closing, there is nothing of the hours.
      if (end <= start) continue;
      stretches.push({ start, end });
      endsAt = later(end, Math.max(0, (endsAt ?? end) - end));
    }
    if (endsAt !== undefined) workingDays.push({ day, endsAt });
  }
  return { openings: merged(stretches), workingDays };
}

/** Stretches in ascending order without overlap; what touches becomes one. */
function merged(stretches: readonly Opening[]): Opening[] {
  const openings: Opening[] = [];
  let last: { start: Instant; end: Instant } | undefined;
  for (const { start, end } of stretches.toSorted((a, b) => a.start - b.start)) {
    if (last !== undefined && start <= last.end) {
      if (end > last.end) last.end = end;
    } else {
      last = { start, end };
      openings.push(last);
    }
  }
  return openings;
}

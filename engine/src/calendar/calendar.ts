/**
 * Working time: how much of a stretch of time lies in agreed hours, and when an amount of it has passed.
 *
 * A *definition* is what a contract says (hours, holidays, exceptions, a zone). A *calendar* is a definition ready to be
 * asked. It keeps a *table* for a *horizon* of years, compiled at the first question and grown when a question lies
 * beyond; every answer comes from the table. Rules: docs/rules/working-time.md.
 */
import {
  DAY_MS,
  firstDayOfYear,
  isoOf,
  later,
  millis,
  YEAR_MAX,
  YEAR_MIN,
  yearOfDay,
  type Day,
  type Instant,
  type Millis,
} from "../instant.ts";
import { assert } from "../outcome.ts";
import { regionsOf, type CalendarDefinition } from "./definition.ts";
import { germanHolidays, type HolidaySource } from "./holidays.ts";
import { dayRuleOf, openingsOf, type DayRule, type Opening, type WorkingDay } from "./openings.ts";
import { firstAtLeast, instantOfWork, tableOf, workingDayAfter, workUntil, type Table } from "./table.ts";
import { localDayAt, type Zone } from "./zone.ts";

/** A definition ready to be asked. Made by `calendarOf` only; answers never depend on what was asked before. */
export interface Calendar {
  readonly definition: CalendarDefinition;
  /** Instants for which the calendar can answer: what lies outside is refused, never guessed. */
  readonly knownFrom: Instant;
  readonly knownUntil: Instant;
  readonly rule: DayRule;
  /** The table compiled so far; replaced by a wider one when needed. */
  table: Table;
}

/** A question about an instant for which no calendar can answer: outside 1970 to 2100, or outside the years of a holiday source. */
export class OutsideKnownTime extends Error {
  readonly kind = "outside-known-time";
  readonly at: number;
  constructor(at: number, calendar: Calendar) {
    super(
      `the calendar is known from ${isoOf(calendar.knownFrom)} to ${isoOf(calendar.knownUntil)}, asked for ${Math.abs(at) <= DATE_MS_MAX ? isoOf(at as Instant) : at}`,
    );
    this.at = at;
  }
}

/** Beyond it an instant cannot be written as a date. */
const DATE_MS_MAX = 8.64e15;
const FIRST_HORIZON_YEARS = 10;
/** Hours of the days around a border reach over it: by zone up to 14 h, by a night shift up to a day more. */
const MARGIN_DAYS = 2;

const startOfKnown = (year: number): Instant => ((firstDayOfYear(year) + MARGIN_DAYS) * DAY_MS) as Instant;
const endOfKnown = (year: number): Instant => ((firstDayOfYear(year + 1) - MARGIN_DAYS) * DAY_MS) as Instant;

/**
 * A calendar from its definition, which must have passed its schema; its regions must be known to `holidays`.
 *
 * Compiles nothing yet: that happens at the first question. Throws when a region is not known.
 */
export function calendarOf(definition: CalendarDefinition, holidays: HolidaySource = germanHolidays): Calendar {
  let first = YEAR_MIN;
  let last = YEAR_MAX;
  for (const region of regionsOf(definition)) {
    assert(holidays.knows(region), `the region ${region} was checked before the calendar is made`);
    first = Math.max(first, holidays.yearsOf(region).from);
    last = Math.min(last, holidays.yearsOf(region).to);
  }
  const knownFrom = startOfKnown(first);
  const unasked = tableOf(knownFrom, knownFrom, [], []);
  return { definition, knownFrom, knownUntil: endOfKnown(last), rule: dayRuleOf(definition, holidays), table: unasked };
}

/**
 * Working time in [from, to), in milliseconds; 0 when `to` is not after `from`.
 *
 * Throws `OutsideKnownTime` when the calendar does not know the stretch. Cost: two look-ups, under 15 ns.
 * Source: product.md §8, docs/rules/working-time.md §1.
 *
 * Half a millisecond added to a whole number of milliseconds keeps its product with a reciprocal on the right side of
 * every whole number, so that a multiplication can stand for the slower division. There is no branch on whether an
 * instant is inside hours, because it cannot be predicted.
 */
export function workingTimeBetween(calendar: Calendar, from: Instant, to: Instant): Millis {
  if (to <= from) return 0 as Millis;
  const { table } = calendar;
  if (from >= table.slotsFrom && to <= table.until) {
    const { days, patterns, slotMs, slotsPerMs } = table;
    const sinceFrom = from - table.from;
    const sinceTo = to - table.from;
    const fromSlot = ((sinceFrom + 0.5) * slotsPerMs) | 0;
    const toSlot = ((sinceTo + 0.5) * slotsPerMs) | 0;
    const fromDay = (((sinceFrom + 0.5) * (1 / 86_400_000)) | 0) << 1;
    const toDay = (((sinceTo + 0.5) * (1 / 86_400_000)) | 0) << 1;
    const atFrom = patterns[days[fromDay + 1]! + fromSlot]!;
    const atTo = patterns[days[toDay + 1]! + toSlot]!;
    const slots = days[toDay]! - days[fromDay]! + (atTo >> 1) - (atFrom >> 1);
    const inFirst = ((sinceFrom - fromSlot * slotMs) | 0) & -(atFrom & 1);
    const inLast = ((sinceTo - toSlot * slotMs) | 0) & -(atTo & 1);
    return (slots * slotMs + (inLast - inFirst)) as Millis;
  }
  return betweenBesideSlots(calendar, from, to);
}

/** The same where there are no slots, and for the first question of a stretch. */
function betweenBesideSlots(calendar: Calendar, from: Instant, to: Instant): Millis {
  const table = covering(calendar, from, to);
  if (table.slotMs > 0) return workingTimeBetween(calendar, from, to);
  return (workUntil(table, to) - workUntil(table, from)) as Millis;
}

/**
 * The earliest instant at or after `from` by which `work` milliseconds of working time have passed: a target that ends
 * at closing time ends then, not at the next opening. `from` itself when `work` is zero.
 *
 * `undefined` when the known time ends first. Throws `OutsideKnownTime` when `from` is not known, and when `work` is
 * negative or no number. Cost: two look-ups, under 25 ns. Source: docs/rules/working-time.md §1.
 */
export function addWorkingTime(calendar: Calendar, from: Instant, work: Millis): Instant | undefined {
  const { table } = calendar;
  // Work beyond the known years could not be counted in slots.
  if (from >= table.slotsFrom && from < table.until && work > 0 && work <= 4_133_980_800_000) {
    const { days, patterns, slotMs, slotsPerMs } = table;
    const since = from - table.from;
    const slot = ((since + 0.5) * slotsPerMs) | 0;
    const day = (((since + 0.5) * (1 / 86_400_000)) | 0) << 1;
    const packed = patterns[days[day + 1]! + slot]!;
    const inSlot = work + (((since - slot * slotMs) | 0) & -(packed & 1));
    // Work that ends with a slot belongs to it, and not to the next one.
    const whole = ((inSlot - 0.5) * slotsPerMs) | 0;
    const open = days[day]! + (packed >> 1) + whole;
    if (open < table.openCount) return (startOfOpenSlot(table, open) + (inSlot - whole * slotMs)) as Instant;
  }
  return addBesideSlots(calendar, from, work);
}

/** When the horizon's open slot of a number begins. */
function startOfOpenSlot(table: Table, open: number): number {
  const { days, dayOfStep } = table;
  let day = dayOfStep[open >> table.stepBits]! << 1;
  while (days[day + 2]! <= open) day += 2;
  const firstSlot = (day >> 1) * table.slotsPerDay;
  const slot = table.openSlots[days[day + 1]! + firstSlot + open - days[day]!]!;
  return table.from + (firstSlot + slot) * table.slotMs;
}

/** The same where there are no slots, for the first question of a stretch, for work of zero or less, and beyond the table. */
function addBesideSlots(calendar: Calendar, from: Instant, work: Millis): Instant | undefined {
  let table = covering(calendar, from, from);
  if (!(work > 0)) {
    assert(work === 0, "working time to add is zero or more");
    return from;
  }
  for (;;) {
    const at = addInTable(table, from, work);
    if (at !== undefined || table.until >= calendar.knownUntil) return at;
    // Widened to twice its years each time, to the known end at last.
    const further = Math.min(calendar.knownUntil, table.until + (table.until - table.from));
    table = covering(calendar, table.from, further as Instant);
  }
}

/** The same within one table, by search; `undefined` when it ends first. */
const addInTable = (table: Table, from: Instant, work: Millis): Instant | undefined =>
  instantOfWork(table, workUntil(table, from) + work);

/** Whether `at` is working time: the end of an opening is not. Throws `OutsideKnownTime`. */
export function isWorkingTime(calendar: Calendar, at: Instant): boolean {
  assertKnown(calendar, at);
  return workingTimeBetween(calendar, at, later(at, 1)) === 1;
}

/** `at` itself when it is working time, else the next opening; `undefined` when the known time ends first. */
export function nextWorkingInstant(calendar: Calendar, at: Instant): Instant | undefined {
  const firstMillisecond = addWorkingTime(calendar, at, millis(1));
  return firstMillisecond === undefined ? undefined : later(firstMillisecond, -1);
}

/** The parts of openings that lie in [from, to), in ascending order. Throws `OutsideKnownTime`. */
export function openingsBetween(calendar: Calendar, from: Instant, to: Instant): readonly Opening[] {
  const { openings, ends } = covering(calendar, from, to);
  const parts: Opening[] = [];
  if (to <= from) return parts;
  for (let index = firstAtLeast(ends, from + 1, 0, ends.length); index < openings.length; index++) {
    const { start, end } = openings[index]!;
    if (start >= to) break;
    parts.push({ start: start < from ? from : start, end: end > to ? to : end });
  }
  return parts;
}

/**
 * The first working day after the local date of `at` and the end of its hours; `undefined` when the known time ends
 * first. Throws `OutsideKnownTime`.
 */
export function nextWorkingDay(calendar: Calendar, at: Instant): WorkingDay | undefined {
  return workingDayAfterDay(calendar, localDayAt(zoneOf(calendar, at), at));
}

/** The first working day after a local date; `undefined` when the known time ends first. Throws `OutsideKnownTime`. */
export function workingDayAfterDay(calendar: Calendar, day: Day): WorkingDay | undefined {
  let { table } = calendar;
  // Local dates are known for whole years: also those within the margins, which no known instant or only part of one has.
  const firstKnown = calendar.knownFrom / DAY_MS;
  const lastKnown = calendar.knownUntil / DAY_MS;
  const inMargin = day >= firstKnown - MARGIN_DAYS && day < lastKnown + MARGIN_DAYS;
  const at = (inMargin ? Math.min(Math.max(day, firstKnown), lastKnown) * DAY_MS : day * DAY_MS) as Instant;
  if (!(at >= table.from && at <= table.until)) table = covering(calendar, at, at);
  let found = workingDayAfter(table, day);
  while (found === undefined && table.until < calendar.knownUntil) {
    table = covering(
      calendar,
      table.from,
      Math.min(calendar.knownUntil, table.until + (table.until - table.from)) as Instant,
    );
    found = workingDayAfter(table, day);
  }
  return found;
}

/** The calendar's zone, known at least until two days after `at`. Throws `OutsideKnownTime`. */
export function zoneOf(calendar: Calendar, at: Instant): Zone {
  assertKnown(calendar, at);
  return calendar.rule.zoneAt(at);
}

/** Throws `OutsideKnownTime` unless the calendar can answer for `at`. */
export function assertKnown(calendar: Calendar, at: Instant): void {
  if (!(at >= calendar.knownFrom && at <= calendar.knownUntil)) throw new OutsideKnownTime(at, calendar);
}

/** The calendar's table, grown so that it covers [from, to]. Throws `OutsideKnownTime` when it cannot. */
function covering(calendar: Calendar, from: Instant, to: Instant): Table {
  const { table, knownFrom, knownUntil } = calendar;
  assertKnown(calendar, from);
  assertKnown(calendar, to);
  // The table of a calendar never asked is empty, yet would hold the first known instant.
  const asked = table.until > table.from;
  if (asked && from >= table.from && to <= table.until) return table;
  const firstKnown = yearOfDay((knownFrom / DAY_MS) as Day);
  const lastKnown = yearOfDay((knownUntil / DAY_MS) as Day);
  const yearAt = (at: number) => yearOfDay(Math.floor(at / DAY_MS) as Day);
  const first = Math.max(firstKnown, Math.min(yearAt(from) - 1, asked ? yearAt(table.from) : YEAR_MAX));
  const enough = Math.max(yearAt(to) + 1, first + FIRST_HORIZON_YEARS - 1, asked ? yearAt(table.until) : YEAR_MIN);
  const last = Math.min(lastKnown, enough);
  const { openings, workingDays } = openingsOf(calendar.rule, first, last);
  calendar.table = tableOf(startOfKnown(first), endOfKnown(last), openings, workingDays);
  return calendar.table;
}

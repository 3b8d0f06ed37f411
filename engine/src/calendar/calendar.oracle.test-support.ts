/**
 * A second reading of product.md §8, for tests only: slow, and written from the rules without the code under test.
 *
 * It marks each minute (or second) of a few weeks as working or not and answers every question by counting
 * marks. Of the code it knows the form of a definition and the public holidays, nothing else.
 */
import { Temporal } from "temporal-polyfill";
import type { CalendarDefinition } from "./definition.ts";
import { germanHolidays } from "./holidays.ts";

/** What the oracle can be asked; instants and durations in milliseconds. `undefined`: its weeks end before the answer. */
export interface Oracle {
  /** Known instants are [from, until]. */
  readonly from: number;
  readonly until: number;
  /** Where working time begins or ends or the clock changes. */
  readonly edges: readonly number[];
  readonly isWorking: (at: number) => boolean;
  readonly between: (from: number, to: number) => number;
  readonly add: (from: number, work: number) => number | undefined;
  readonly next: (at: number) => number | undefined;
  /** Ascending stretches of working time, cut to the known weeks. */
  readonly openings: () => readonly (readonly [start: number, end: number])[];
  readonly endOfWorkingDay: (at: number, count: number) => number | undefined;
  readonly timeOnNextWorkingDay: (at: number, time: string) => number | undefined;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

const WEEKDAY_NAMES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
/** A night shift in a zone that skips a whole day reaches furthest. */
const DAYS_BEFORE = 3;
/** Units that a walk takes at one step where it cannot miss anything. */
const STRIDE = 500;

/**
 * Reads the weeks from the local date `firstDate` to `lastDate`, both included. `unitMs` is a minute or a second; every
 * boundary must lie on one.
 */
export function oracleOf(definition: CalendarDefinition, firstDate: string, lastDate: string, unitMs: number): Oracle {
  const { timeZone } = definition;
  const first = Temporal.PlainDate.from(firstDate);
  const last = Temporal.PlainDate.from(lastDate);
  const stretchesByDate = new Map<string, readonly Stretch[]>();
  for (
    let date = first.subtract({ days: DAYS_BEFORE });
    Temporal.PlainDate.compare(date, last) <= 0;
    date = date.add({ days: 1 })
  ) {
    stretchesByDate.set(date.toString(), stretchesOn(definition, date));
  }
  const from = first.toZonedDateTime(timeZone).epochMilliseconds;
  const until = last.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
  const marks = new Uint8Array((until - from) / unitMs);
  for (const { start, end } of [...stretchesByDate.values()].flat()) {
    if (start % unitMs !== 0 || end % unitMs !== 0) throw new Error("a boundary does not lie on a unit of the oracle");
    for (let at = Math.max(start, from); at < Math.min(end, until); at += unitMs) marks[(at - from) / unitMs] = 1;
  }
  const dayEnd = (date: Temporal.PlainDate): number | undefined => {
    const ends = (stretchesByDate.get(date.toString()) ?? []).map(({ end }) => end);
    return ends.length === 0 ? undefined : Math.max(...ends);
  };
  /** The n-th local date after that of `at` on which hours begin. */
  const workingDate = (at: number, count: number): Temporal.PlainDate | undefined => {
    let date = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
    let left = count;
    while (left > 0) {
      date = date.add({ days: 1 });
      if (Temporal.PlainDate.compare(date, last) > 0) return undefined;
      if (dayEnd(date) !== undefined) left--;
    }
    return date;
  };
  return {
    ...walksOver(marks, from, until, unitMs),
    from,
    until,
    edges: edgesOf(marks, from, until, unitMs, timeZone),
    endOfWorkingDay: (at, count) => {
      const date = workingDate(at, count);
      return date === undefined ? undefined : dayEnd(date);
    },
    timeOnNextWorkingDay: (at, time) => {
      const date = workingDate(at, 1);
      return date === undefined ? undefined : instantAt(date, time, timeZone, "later");
    },
  };
}

/** A local time as an instant: `compatible` is the first of two, `later` the second; both move a missing one forward. */
function instantAt(date: Temporal.PlainDate, time: string, timeZone: string, which: "compatible" | "later"): number {
  const reading =
    time === "24:00" || time === "24:00:00"
      ? date.add({ days: 1 }).toPlainDateTime("00:00")
      : date.toPlainDateTime(Temporal.PlainTime.from(time));
  return reading.toZonedDateTime(timeZone, { disambiguation: which }).epochMilliseconds;
}

/** The working time that begins on a date; hours of which the clock change leaves nothing are none. */
function stretchesOn(definition: CalendarDefinition, date: Temporal.PlainDate): Stretch[] {
  const stretches: Stretch[] = [];
  for (const hours of hoursOn(definition, date)) {
    const [from, to] = hours.split("-") as [string, string];
    const overMidnight = to < from;
    const start = instantAt(date, from, definition.timeZone, "compatible");
    const end = instantAt(overMidnight ? date.add({ days: 1 }) : date, to, definition.timeZone, "later");
    if (end > start) stretches.push({ start, end });
  }
  return stretches;
}

function hoursOn(definition: CalendarDefinition, date: Temporal.PlainDate): readonly string[] {
  if (definition.always) return ["00:00-24:00"];
  const exception = definition.exceptions?.[date.toString()];
  if (exception !== undefined) return exception;
  if (isHolidayOn(definition, date)) return [];
  return definition.hours?.[WEEKDAY_NAMES[date.dayOfWeek - 1]!] ?? [];
}

function isHolidayOn({ holidays = [] }: CalendarDefinition, date: Temporal.PlainDate): boolean {
  const epochDay = Temporal.PlainDate.from("1970-01-01").until(date).days;
  return [holidays].flat().some((entry) => {
    if (entry.startsWith("*")) return date.toString().endsWith(entry.slice(1));
    if (/^\d/.test(entry)) return date.toString() === entry;
    return germanHolidays.holidaysIn(entry, date.year).some(({ day }) => day === epochDay);
  });
}

function walksOver(
  marks: Uint8Array,
  from: number,
  until: number,
  unitMs: number,
): Pick<Oracle, "isWorking" | "between" | "add" | "next" | "openings"> {
  /** Working units before each unit, because thousands of stretches are measured. */
  const before = new Float64Array(marks.length + 1);
  for (const [unit, mark] of marks.entries()) before[unit + 1] = before[unit]! + mark;
  const unitOf = (at: number): number => Math.floor((at - from) / unitMs);
  const workBefore = (at: number): number => {
    const unit = unitOf(at);
    return before[unit]! * unitMs + (marks[unit] ?? 0) * (at - from - unit * unitMs);
  };
  return {
    isWorking: (at) => marks[unitOf(at)] === 1,
    between: (start, end) => (end <= start ? 0 : workBefore(end) - workBefore(start)),
    add: (start, work) => {
      if (work === 0) return start;
      const wanted = workBefore(start) + work;
      let unit = unitOf(start);
      while (unit + STRIDE < marks.length && before[unit + STRIDE]! * unitMs < wanted) unit += STRIDE;
      while (unit < marks.length && before[unit + 1]! * unitMs < wanted) unit++;
      // The unit in which the work is done, less what of it is not needed.
      return unit === marks.length ? undefined : from + (unit + 1) * unitMs - (before[unit + 1]! * unitMs - wanted);
    },
    next: (at) => {
      if (marks[unitOf(at)] === 1) return at;
      const unit = marks.indexOf(1, unitOf(at));
      return unit === -1 ? undefined : from + unit * unitMs;
    },
    openings: () => {
      const openings: [number, number][] = [];
      for (const [unit, mark] of marks.entries()) {
        if (mark === 0) continue;
        const start = from + unit * unitMs;
        const last = openings.at(-1);
        if (last?.[1] === start) last[1] = Math.min(start + unitMs, until);
        else openings.push([start, start + unitMs]);
      }
      return openings;
    },
  };
}

function edgesOf(marks: Uint8Array, from: number, until: number, unitMs: number, timeZone: string): number[] {
  const edges: number[] = [];
  for (let unit = 1; unit < marks.length; unit++) if (marks[unit] !== marks[unit - 1]) edges.push(from + unit * unitMs);
  let change = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone).getTimeZoneTransition("next");
  while (change !== null && change.epochMilliseconds < until) {
    edges.push(change.epochMilliseconds);
    change = change.getTimeZoneTransition("next");
  }
  return edges;
}

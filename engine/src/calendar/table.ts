import { DAY_MS, type Day, type Instant, type Millis } from "../instant.ts";
import { assert } from "../outcome.ts";
import type { Opening, WorkingDay } from "./openings.ts";
import { slotsOf, type Slots } from "./slots.ts";

/** The working time of a horizon as tables: of slots nearly always, of openings where hours begin or end beside whole minutes. */
export interface Table extends Slots {
  readonly from: Instant;
  readonly until: Instant;
  /** Where questions about slots begin: `from`, or never, where there are none. */
  readonly slotsFrom: number;
  readonly openings: readonly Opening[];
  readonly workingDays: readonly WorkingDay[];
  readonly ends: Float64Array;
  /** Working time from `from` to the end of each opening. */
  readonly workAtEnd: Float64Array;
}

/** Working time in [table.from, at), by search. `at` lies in the table's horizon. */
export function workUntil({ openings, ends, workAtEnd }: Table, at: Instant): Millis {
  const index = firstAtLeast(ends, at, 0, ends.length);
  if (index === ends.length) return (workAtEnd.at(-1) ?? 0) as Millis;
  const { start, end } = openings[index]!;
  return (workAtEnd[index]! - Math.min(end - at, end - start)) as Millis;
}

/** The earliest instant at which `work` milliseconds (more than zero) since `from` have passed; `undefined` when the horizon ends first. By search. */
export function instantOfWork({ ends, workAtEnd }: Table, work: number): Instant | undefined {
  const index = firstAtLeast(workAtEnd, work, 0, workAtEnd.length);
  return index === ends.length ? undefined : ((ends[index]! - (workAtEnd[index]! - work)) as Instant);
}

/** The first index in [low, high) whose value is at least `value`, or `high`. */
export function firstAtLeast(ascending: Float64Array, value: number, low: number, high: number): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The table of what lies of `all` openings (ascending, disjoint) inside [from, until), both at midnight UTC. Cost: about 1 µs a day. */
export function tableOf(
  from: Instant,
  until: Instant,
  all: readonly Opening[],
  workingDays: readonly WorkingDay[],
): Table {
  assert(from % DAY_MS === 0 && until % DAY_MS === 0 && from <= until, "a horizon runs from midnight to midnight UTC");
  const openings = all
    .filter(({ start, end }) => end > from && start < until)
    .map(({ start, end }) => ({ start: start < from ? from : start, end: end > until ? until : end }));
  const slots = slotsOf(from, until, openings);
  const workAtEnd = new Float64Array(openings.length);
  let work = 0;
  for (const [index, { start, end }] of openings.entries()) workAtEnd[index] = work += end - start;
  return {
    ...slots,
    from,
    until,
    slotsFrom: slots.slotMs === 0 ? Infinity : from,
    openings,
    workingDays,
    ends: Float64Array.from(openings, ({ end }) => end),
    workAtEnd,
  };
}

/** The first working day after a local date; `undefined` when the horizon ends first. */
export function workingDayAfter({ workingDays }: Table, day: Day): WorkingDay | undefined {
  let low = 0;
  let high = workingDays.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (workingDays[middle]!.day > day) high = middle;
    else low = middle + 1;
  }
  return workingDays[low];
}

import { DAY_MS, type Day, type Instant, type Millis } from "../instant.ts";
import { assert } from "../outcome.ts";
import type { Opening, WorkingDay } from "./openings.ts";
import { NO_SHAPES, shapesOf, workAtEndOf, workInShapes, type Shapes } from "./shapes.ts";

const QUARTER_MS = 900_000;
/** Longest horizon with a table of quarter hours: 25 years, 3.5 MB. */
const QUARTERS_MAX = 25 * 366 * 96;
const NO_QUARTERS = new Int32Array(0);
const NO_QUARTER = 2 ** 30;

/**
 * The working time of a horizon as tables: of quarter hours where all hours begin and end on one, else of days' shapes.
 *
 * `quarters` holds for each quarter of an hour since `from` the number of open quarters before it, times two, plus one
 * if it is open itself; `openQuarters` holds for each open quarter which of the horizon's quarters it is.
 */
export interface Table {
  readonly from: Instant;
  readonly until: Instant;
  readonly openings: readonly Opening[];
  readonly workingDays: readonly WorkingDay[];
  readonly quarters: Int32Array;
  readonly openQuarters: Int32Array;
  /** Number of the horizon's first quarter of an hour since 1970; where the table has none, a number that no instant has. */
  readonly firstQuarter: number;
  readonly shapes: Shapes;
  readonly ends: Float64Array;
  /** Working time from `from` to the end of each opening. */
  readonly workAtEnd: Float64Array;
  /** Working time of the whole horizon. */
  readonly total: number;
  readonly perBucket: number;
  /** For each bucket of working time, the first opening that can end in it or later. */
  readonly firstInBucket: Int32Array;
}

/**
 * Working time in [table.from, at). `at` lies in the table's horizon. Cost: one load, or two and a clamp.
 *
 * Its numbers are written out (a quarter of an hour is 900,000 ms): compiled into a caller of another module, a named
 * constant is loaded and unboxed at each use, which costs as much as the look-up. Half a millisecond added to a whole
 * number of milliseconds keeps its product with a reciprocal on the right side of every whole number, so that a
 * multiplication can stand for the slower division. There is no branch on whether `at` is inside hours, because it
 * cannot be predicted.
 */
export function workUntil(table: Table, at: Instant): Millis {
  const { quarters } = table;
  const since = at - table.from;
  if (quarters.length === 0) return workInShapes(table.shapes, since) as Millis;
  const slot = ((since + 0.5) * (1 / 900_000)) | 0;
  const packed = quarters[slot]!;
  const inSlot = (since - slot * 900_000) | 0;
  return ((packed >> 1) * 900_000 + (inSlot & -(packed & 1))) as Millis;
}

/**
 * The earliest instant at which `work` milliseconds (more than zero) since `from` have passed; NaN when the horizon ends
 * first, as a number that may be `undefined` would have to be boxed.
 */
export function instantOfWork(table: Table, work: number): Instant {
  const { workAtEnd, ends, firstInBucket } = table;
  if (work > table.total) return Number.NaN as Instant;
  const bucket = (work * table.perBucket) | 0;
  let low = firstInBucket[bucket]!;
  let high = firstInBucket[bucket + 1]!;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (workAtEnd[middle]! >= work) high = middle;
    else low = middle + 1;
  }
  return (ends[low]! - (workAtEnd[low]! - work)) as Instant;
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
  const ends = Float64Array.from(openings, (opening) => opening.end);
  const workAtEnd = workAtEndOf(openings);
  const { quarters, openQuarters } = quartersOf(from, until, openings);
  const shapes = quarters.length === 0 ? shapesOf(from, until, openings) : NO_SHAPES;
  const { perBucket, firstInBucket } = bucketsOf(workAtEnd);
  return {
    from,
    until,
    openings,
    workingDays,
    quarters,
    openQuarters,
    firstQuarter: quarters.length === 0 ? NO_QUARTER : from / QUARTER_MS,
    shapes,
    ends,
    workAtEnd,
    total: workAtEnd.at(-1) ?? 0,
    perBucket,
    firstInBucket,
  };
}

/** Empty when a boundary is no quarter hour or the horizon is long. */
function quartersOf(
  from: Instant,
  until: Instant,
  openings: readonly Opening[],
): Pick<Table, "quarters" | "openQuarters"> {
  const count = (until - from) / QUARTER_MS;
  const isOnQuarter = ({ start, end }: Opening) => start % QUARTER_MS === 0 && end % QUARTER_MS === 0;
  if (count > QUARTERS_MAX || !openings.every(isOnQuarter)) return { quarters: NO_QUARTERS, openQuarters: NO_QUARTERS };
  const quarters = new Int32Array(count + 1);
  const openQuarters = new Int32Array(openings.reduce((sum, { start, end }) => sum + (end - start) / QUARTER_MS, 0));
  let open = 0;
  let slot = 0;
  for (const { start, end } of openings) {
    const first = (start - from) / QUARTER_MS;
    quarters.fill(open << 1, slot, first);
    for (slot = first; slot < (end - from) / QUARTER_MS; slot++) {
      openQuarters[open] = slot;
      quarters[slot] = (open++ << 1) | 1;
    }
  }
  quarters.fill(open << 1, slot);
  return { quarters, openQuarters };
}

/** Four times as many buckets as openings: an opening ends in every fourth, so that a search mostly takes no step. */
function bucketsOf(workAtEnd: Float64Array): Pick<Table, "perBucket" | "firstInBucket"> {
  const total = workAtEnd.at(-1) ?? 0;
  const count = Math.max(1, workAtEnd.length * 4);
  const perBucket = total === 0 ? 0 : count / total;
  // One bucket more for work that fills the horizon to its end, one for the end of the last search.
  const firstInBucket = new Int32Array(count + 2).fill(workAtEnd.length);
  for (let index = workAtEnd.length - 1; index >= 0; index--)
    firstInBucket[(workAtEnd[index]! * perBucket) | 0] = index;
  for (let bucket = count; bucket >= 0; bucket--) {
    firstInBucket[bucket] = Math.min(firstInBucket[bucket]!, firstInBucket[bucket + 1]!);
  }
  return { perBucket, firstInBucket };
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

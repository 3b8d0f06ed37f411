import { DAY_MS, type Day, type Instant, type Millis } from "../instant.ts";
import { assert } from "../outcome.ts";
import type { Opening, WorkingDay } from "./openings.ts";

const SLOTS_PER_DAY = 96;
const SLOT_MS = DAY_MS / SLOTS_PER_DAY;
const CELL = 3;
/** The width in a cell whose slot holds more than one stretch: its answer comes from a search over the openings. */
const SEARCH = -1;

/**
 * The working time of a horizon as tables. Days are cut at midnight UTC; few different days occur (a week's days, in
 * summer and winter, and exceptions), so each day is a number of a *shape*, and all shapes together stay in the
 * processor's nearest cache.
 *
 * A shape has a cell of three numbers for each quarter of an hour: working time at an instant `inDay` of the slot is
 * `before + clamp(inDay - low, 0, width)`: what the day had before, and what of the slot's own stretch is over.
 */
export interface Table {
  readonly from: Instant;
  readonly until: Instant;
  readonly openings: readonly Opening[];
  readonly workingDays: readonly WorkingDay[];
  /** Working time before each day since `from`. */
  readonly beforeDay: Float64Array;
  readonly cellOfDay: Int32Array;
  readonly cells: Int32Array;
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
 * Working time in [table.from, at). `at` lies in the table's horizon. Cost: two loads and a clamp.
 *
 * Its numbers are written out (a day, a quarter of an hour, three numbers a cell): compiled into a caller of another
 * module, a named constant is loaded and unboxed at each use (measured: 19 ns a call instead of 10). Half a millisecond
 * added to a whole number of milliseconds keeps its product with a reciprocal on the right side of every whole number,
 * so that a multiplication can stand for the slower division.
 */
export function workUntil(table: Table, at: Instant): Millis {
  const since = at - table.from;
  const day = ((since + 0.5) * (1 / 86_400_000)) | 0;
  const inDay = (since - day * 86_400_000) | 0;
  const cell = table.cellOfDay[day]! + (((inDay + 0.5) * (1 / 900_000)) | 0) * 3;
  const width = table.cells[cell + 2]!;
  if (width < 0) return workUntilBySearch(table, at) as Millis;
  // inDay - low, held between 0 and width without a branch: whether an instant is inside hours cannot be predicted.
  let inside = inDay - table.cells[cell + 1]!;
  inside &= ~(inside >> 31);
  const beyond = inside - width;
  return (table.beforeDay[day]! + (table.cells[cell]! + width + (beyond & (beyond >> 31)))) as Millis;
}

/** As `workUntil`, for the few slots in which hours end and begin again. */
function workUntilBySearch({ openings, ends, workAtEnd }: Table, at: Instant): number {
  const next = firstAtLeast(ends, at, 0, ends.length);
  if (next === ends.length) return workAtEnd.at(-1) ?? 0;
  return workAtEnd[next]! - Math.min(ends[next]! - at, ends[next]! - openings[next]!.start);
}

/** The earliest instant at which `work` milliseconds (more than zero) since `from` have passed; `undefined` when the horizon ends first. */
export function instantOfWork(table: Table, work: number): Instant | undefined {
  const { workAtEnd, ends, firstInBucket } = table;
  if (work > table.total) return undefined;
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
export function tableOf(from: Instant, until: Instant, all: readonly Opening[], workingDays: readonly WorkingDay[]): Table {
  assert(from % DAY_MS === 0 && until % DAY_MS === 0 && from <= until, "a horizon runs from midnight to midnight UTC");
  const openings = all
    .filter(({ start, end }) => end > from && start < until)
    .map(({ start, end }) => ({ start: start < from ? from : start, end: end > until ? until : end }));
  const ends = Float64Array.from(openings, (opening) => opening.end);
  const workAtEnd = new Float64Array(openings.length);
  let work = 0;
  for (const [index, { start, end }] of openings.entries()) workAtEnd[index] = work += end - start;
  const { beforeDay, cellOfDay, cells } = dayTable(from, until, openings);
  const { perBucket, firstInBucket } = bucketsOf(workAtEnd);
  return { from, until, openings, workingDays, beforeDay, cellOfDay, cells, ends, workAtEnd, total: work, perBucket, firstInBucket };
}

/** Twice as many buckets as openings: on average half an opening ends in each, so a search takes one or two steps. */
function bucketsOf(workAtEnd: Float64Array): Pick<Table, "perBucket" | "firstInBucket"> {
  const total = workAtEnd.at(-1) ?? 0;
  const count = Math.max(1, workAtEnd.length * 2);
  const perBucket = total === 0 ? 0 : count / total;
  // One bucket more for work that fills the horizon to its end, one for the end of the last search.
  const firstInBucket = new Int32Array(count + 2).fill(workAtEnd.length);
  for (let index = workAtEnd.length - 1; index >= 0; index--) firstInBucket[(workAtEnd[index]! * perBucket) | 0] = index;
  for (let bucket = count; bucket >= 0; bucket--) {
    firstInBucket[bucket] = Math.min(firstInBucket[bucket]!, firstInBucket[bucket + 1]!);
  }
  return { perBucket, firstInBucket };
}

/** A stretch of one day, in milliseconds after midnight UTC. */
interface Piece {
  readonly low: number;
  readonly high: number;
}

function dayTable(from: Instant, until: Instant, openings: readonly Opening[]): Pick<Table, "beforeDay" | "cellOfDay" | "cells"> {
  const dayCount = (until - from) / DAY_MS;
  const beforeDay = new Float64Array(dayCount + 1);
  const cellOfDay = new Int32Array(dayCount + 1);
  const shapes: (readonly Piece[])[] = [];
  const shapeByKey = new Map<string, number>();
  let work = 0;
  let next = 0;
  for (let day = 0; day <= dayCount; day++) {
    const start = from + day * DAY_MS;
    const pieces: Piece[] = [];
    while (next < openings.length && openings[next]!.end <= start) next++;
    let key = "";
    for (let index = next; index < openings.length && openings[index]!.start < start + DAY_MS; index++) {
      const low = Math.max(0, openings[index]!.start - start);
      const high = Math.min(DAY_MS, openings[index]!.end - start);
      pieces.push({ low, high });
      key += `${low}-${high},`;
    }
    let shape = shapeByKey.get(key);
    if (shape === undefined) {
      shape = shapes.push(pieces) - 1;
      shapeByKey.set(key, shape);
    }
    beforeDay[day] = work;
    cellOfDay[day] = shape * SLOTS_PER_DAY * CELL;
    for (const { low, high } of pieces) work += high - low;
  }
  return { beforeDay, cellOfDay, cells: cellsOf(shapes) };
}

function cellsOf(shapes: readonly (readonly Piece[])[]): Int32Array {
  const cells = new Int32Array(shapes.length * SLOTS_PER_DAY * CELL);
  for (const [shape, pieces] of shapes.entries()) {
    for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
      const start = slot * SLOT_MS;
      const inside = pieces.filter(({ low, high }) => high > start && low < start + SLOT_MS);
      const before = pieces.reduce((sum, { low, high }) => sum + Math.max(0, Math.min(high, start) - low), 0);
      const low = Math.max(start, inside[0]?.low ?? start);
      const high = Math.min(start + SLOT_MS, inside[0]?.high ?? start);
      const cell = (shape * SLOTS_PER_DAY + slot) * CELL;
      cells.set(inside.length > 1 ? [0, 0, SEARCH] : [before, low, high - low], cell);
    }
  }
  return cells;
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

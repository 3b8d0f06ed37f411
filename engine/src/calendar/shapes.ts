/** Working time where hours begin or end at other minutes than quarter hours. */
import { DAY_MS, type Instant } from "../instant.ts";
import type { Opening } from "./openings.ts";

const SLOTS_PER_DAY = 96;
const SLOT_MS = DAY_MS / SLOTS_PER_DAY;
const CELL = 3;
/** The width in a cell whose slot holds more than one stretch: its answer comes from a search over the openings. */
const SEARCH = -1;

/**
 * Days cut at midnight UTC. Few different days occur (a week's days, in summer and winter, and exceptions), so each day
 * is a number of a *shape*, and all shapes together stay in the processor's nearest cache.
 *
 * A shape has a cell of three numbers for each quarter of an hour: working time at an instant `inDay` of the slot is
 * `before + clamp(inDay - low, 0, width)`: what the day had before, and what of the slot's own stretch is over.
 */
export interface Shapes {
  /** Working time before each day since the start of the horizon. */
  readonly beforeDay: Float64Array;
  readonly cellOfDay: Int32Array;
  readonly cells: Int32Array;
  /** Starts and ends of openings since the start of the horizon, and the working time up to each end. */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly workAtEnd: Float64Array;
}

export const NO_SHAPES: Shapes = shapesOf(0 as Instant, 0 as Instant, []);

/** Working time in the first `since` milliseconds of the horizon. Its numbers are written out as in `workUntil`, for the same reason. */
export function workInShapes(shapes: Shapes, since: number): number {
  const day = ((since + 0.5) * (1 / 86_400_000)) | 0;
  const inDay = (since - day * 86_400_000) | 0;
  const cell = shapes.cellOfDay[day]! + (((inDay + 0.5) * (1 / 900_000)) | 0) * 3;
  const width = shapes.cells[cell + 2]!;
  if (width < 0) return workBySearch(shapes, since);
  // inDay - low, held between 0 and width without a branch.
  let inside = inDay - shapes.cells[cell + 1]!;
  inside &= ~(inside >> 31);
  const beyond = inside - width;
  return shapes.beforeDay[day]! + (shapes.cells[cell]! + width + (beyond & (beyond >> 31)));
}

/** The same for the few slots in which hours end and begin again. */
function workBySearch({ starts, ends, workAtEnd }: Shapes, since: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ends[middle]! >= since) high = middle;
    else low = middle + 1;
  }
  if (low === ends.length) return workAtEnd.at(-1) ?? 0;
  return workAtEnd[low]! - Math.min(ends[low]! - since, ends[low]! - starts[low]!);
}

/** The working time from the first opening to the end of each. */
export function workAtEndOf(openings: readonly Opening[]): Float64Array {
  const workAtEnd = new Float64Array(openings.length);
  let work = 0;
  for (const [index, { start, end }] of openings.entries()) workAtEnd[index] = work += end - start;
  return workAtEnd;
}

/** A stretch of one day, in milliseconds after midnight UTC. */
interface Piece {
  readonly low: number;
  readonly high: number;
}

/** The shapes of the days of [from, until), both at midnight UTC; openings ascend and are disjoint. Cost: about 1 µs a day. */
export function shapesOf(from: Instant, until: Instant, openings: readonly Opening[]): Shapes {
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
  const ends = Float64Array.from(openings, (opening) => opening.end - from);
  const starts = Float64Array.from(openings, (opening) => opening.start - from);
  return { beforeDay, cellOfDay, cells: cellsOf(shapes), starts, ends, workAtEnd: workAtEndOf(openings) };
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

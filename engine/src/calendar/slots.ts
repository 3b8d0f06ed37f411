/** Working time as days of equal slots: the form of a table in which questions take a few look-ups. */
import { DAY_MS, MINUTE_MS, type Instant } from "../instant.ts";
import type { Opening } from "./openings.ts";

const QUARTER_MS = 15 * MINUTE_MS;
/** Most different days of a horizon; beyond it the patterns would not stay small (a day of minutes takes 6 KB). */
const PATTERNS_MAX = 1_000;
/** How many steps a day of work has in `dayOfWork`: so many that a look-up mostly finds its day at once. */
const STEPS_PER_DAY = 8;

/**
 * Days cut at midnight UTC, and each day into slots that are wholly open or wholly closed: quarters of an hour, or
 * minutes. Few different days occur (a week's days, in summer and winter, and exceptions), so a day only says which
 * *pattern* it has, and all that a question looks up stays in the processor's nearest caches.
 */
export interface Slots {
  /** Length of a slot in milliseconds, and its reciprocal; 0 where hours begin or end beside whole minutes. */
  readonly slotMs: number;
  readonly slotsPerMs: number;
  readonly slotsPerDay: number;
  /**
   * Two numbers a day, and two more for the end of the horizon: how many open slots lie before it, and where its pattern
   * begins less the number of its first slot, so that the number of any of its slots leads to the pattern's.
   */
  readonly days: Int32Array;
  /** For each slot of a pattern the number of open slots that the day has before it, times two, plus one if it is open itself. */
  readonly patterns: Uint16Array;
  /** For each open slot of a pattern, which of its slots it is. */
  readonly openSlots: Uint16Array;
  /** Open slots of the whole horizon. */
  readonly openCount: number;
  /** For each step of `2 ** stepBits` open slots the day in which its first one lies. */
  readonly dayOfStep: Uint16Array;
  readonly stepBits: number;
}

export const NO_SLOTS: Slots = {
  slotMs: 0,
  slotsPerMs: 0,
  slotsPerDay: 0,
  days: new Int32Array(2),
  patterns: new Uint16Array(1),
  openSlots: new Uint16Array(1),
  openCount: 0,
  dayOfStep: new Uint16Array(1),
  stepBits: 0,
};

/** A stretch of one day, in milliseconds after midnight UTC. */
interface Piece {
  readonly low: number;
  readonly high: number;
}

/**
 * The slots of [from, until), both at midnight UTC; openings ascend and are disjoint. `NO_SLOTS` where hours begin or
 * end beside whole minutes, or too many days differ. Cost: about 1 µs a day.
 */
export function slotsOf(from: Instant, until: Instant, openings: readonly Opening[]): Slots {
  const slotMs = [QUARTER_MS, MINUTE_MS].find((length) =>
    openings.every(({ start, end }) => start % length === 0 && end % length === 0),
  );
  if (slotMs === undefined) return NO_SLOTS;
  const slotsPerDay = DAY_MS / slotMs;
  const dayCount = (until - from) / DAY_MS;
  const days = new Int32Array(2 * (dayCount + 1));
  // The first pattern is that of a closed day, which also follows the horizon.
  const patterns: (readonly Piece[])[] = [[]];
  const patternByKey = new Map([["", 0]]);
  let openCount = 0;
  for (const [day, pieces] of piecesByDay(from, dayCount, openings)) {
    const key = pieces.map(({ low, high }) => `${low}-${high}`).join();
    let pattern = patternByKey.get(key);
    if (pattern === undefined) patternByKey.set(key, (pattern = patterns.push(pieces) - 1));
    if (pattern > PATTERNS_MAX) return NO_SLOTS;
    days[2 * day] = openCount;
    days[2 * day + 1] = (pattern - day) * slotsPerDay;
    for (const { low, high } of pieces) openCount += (high - low) / slotMs;
  }
  days[2 * dayCount] = openCount;
  days[2 * dayCount + 1] = -dayCount * slotsPerDay;
  return {
    slotMs,
    slotsPerMs: 1 / slotMs,
    slotsPerDay,
    days,
    ...written(patterns, slotMs),
    openCount,
    ...stepsOf(days, openCount),
  };
}

/** Each day with its parts of openings. */
function* piecesByDay(
  from: Instant,
  dayCount: number,
  openings: readonly Opening[],
): Generator<readonly [number, readonly Piece[]]> {
  let next = 0;
  for (let day = 0; day < dayCount; day++) {
    const midnight = from + day * DAY_MS;
    const pieces: Piece[] = [];
    while (next < openings.length && openings[next]!.end <= midnight) next++;
    for (let index = next; index < openings.length && openings[index]!.start < midnight + DAY_MS; index++) {
      const { start, end } = openings[index]!;
      pieces.push({ low: Math.max(0, start - midnight), high: Math.min(DAY_MS, end - midnight) });
    }
    yield [day, pieces];
  }
}

function written(patterns: readonly (readonly Piece[])[], slotMs: number): Pick<Slots, "patterns" | "openSlots"> {
  const slotsPerDay = DAY_MS / slotMs;
  const numbers = new Uint16Array(patterns.length * slotsPerDay);
  const openSlots = new Uint16Array(patterns.length * slotsPerDay);
  for (const [pattern, pieces] of patterns.entries()) {
    const first = pattern * slotsPerDay;
    let open = 0;
    let slot = 0;
    for (const { low, high } of pieces) {
      numbers.fill(open << 1, first + slot, first + low / slotMs);
      for (slot = low / slotMs; slot < high / slotMs; slot++) {
        openSlots[first + open] = slot;
        numbers[first + slot] = (open++ << 1) | 1;
      }
    }
    numbers.fill(open << 1, first + slot, first + slotsPerDay);
  }
  return { patterns: numbers, openSlots };
}

function stepsOf(days: Int32Array, openCount: number): Pick<Slots, "dayOfStep" | "stepBits"> {
  const dayCount = days.length / 2 - 1;
  let openDays = 0;
  for (let day = 0; day < dayCount; day++) if (days[2 * day + 2]! > days[2 * day]!) openDays++;
  const stepBits = Math.max(0, Math.floor(Math.log2(openCount / openDays / STEPS_PER_DAY) || 0));
  const dayOfStep = new Uint16Array((openCount >> stepBits) + 1);
  let day = 0;
  for (let step = 0; step < dayOfStep.length; step++) {
    while (day < dayCount && days[2 * day + 2]! <= step << stepBits) day++;
    dayOfStep[step] = day;
  }
  return { dayOfStep, stepBits };
}

import { expect, test } from "vitest";
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS, SECOND_MS, type Instant } from "../instant.ts";
import { NO_SLOTS, slotsOf } from "./slots.ts";

const FROM = instant("2026-01-01T00:00Z");
const DAYS = 2_000;
const UNTIL = later(FROM, DAYS * DAY_MS);

/** One opening a day, its length by the number of the day. */
const opening = (start: number, lengthOn: (day: number) => number) =>
  Array.from({ length: DAYS }, (_, day) => {
    const at = (FROM + day * DAY_MS + start) as Instant;
    return { start: at, end: later(at, lengthOn(day)) };
  });

test.each([
  { hours: "of whole quarters", start: 8 * HOUR_MS, length: 9 * HOUR_MS, slotMs: 15 * MINUTE_MS },
  { hours: "that begin at an odd minute", start: 8 * HOUR_MS + MINUTE_MS, length: 44 * MINUTE_MS, slotMs: MINUTE_MS },
  { hours: "that end at an odd minute", start: 8 * HOUR_MS, length: 44 * MINUTE_MS, slotMs: MINUTE_MS },
  { hours: "that begin at an odd second", start: SECOND_MS, length: 59 * SECOND_MS, slotMs: 0 },
  { hours: "that end at an odd second", start: 0, length: 59 * SECOND_MS, slotMs: 0 },
])("hours $hours have slots of $slotMs ms", ({ start, length, slotMs }) => {
  const slots = slotsOf(
    FROM,
    UNTIL,
    opening(start, () => length),
  );
  const openCount = slotMs === 0 ? 0 : (DAYS * length) / slotMs;
  expect(slots).toMatchObject({ slotMs, openCount });
});

test("days that are alike share a pattern, and the closed day has the first", () => {
  const week = opening(8 * HOUR_MS, () => 9 * HOUR_MS).filter((_, day) => day % 7 < 5);
  const { patterns, slotsPerDay } = slotsOf(FROM, UNTIL, week);
  expect(patterns.length / slotsPerDay).toBe(2);
  expect([...patterns.subarray(0, slotsPerDay)]).toEqual(Array.from({ length: 96 }, () => 0));
});

test("a thousand days may differ, and no more", () => {
  const differing = (count: number) =>
    slotsOf(
      FROM,
      UNTIL,
      opening(0, (day) => (1 + (day % count)) * MINUTE_MS),
    );
  expect(differing(1_000).slotMs).toBe(MINUTE_MS);
  expect(differing(1_001)).toBe(NO_SLOTS);
});

test("a step of open slots is at most an eighth of a day of work, so that its day is found at once", () => {
  const { dayOfStep, stepBits, openCount } = slotsOf(
    FROM,
    UNTIL,
    opening(8 * HOUR_MS, () => 9 * HOUR_MS),
  );
  expect(stepBits).toBe(2);
  expect(dayOfStep.length).toBe((openCount >> stepBits) + 1);
  expect(Array.from(dayOfStep.subarray(0, 20))).toEqual([
    ...Array<number>(9).fill(0),
    ...Array<number>(9).fill(1),
    2,
    2,
  ]);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { failuresLeft, waitMs } from "./throttle.ts";

const MINUTE_MS = 60_000;
const failures = fc.nat({ max: 200 });
const free = fc.integer({ min: 1, max: 60 });

test.each([
  { count: 4, wait: 0 },
  { count: 5, wait: 1_000 },
  { count: 6, wait: 2_000 },
  { count: 14, wait: 512_000 },
  { count: 15, wait: 15 * MINUTE_MS },
  { count: 5_000, wait: 15 * MINUTE_MS },
])("after $count failures of which five are free, the next attempt waits $wait ms", ({ count, wait }) => {
  expect(waitMs(count, 5)).toBe(wait);
});

test("a further failure never shortens the wait, and no wait is longer than a quarter of an hour", () => {
  fc.assert(
    fc.property(failures, free, (count, isFree) => {
      expect(waitMs(count + 1, isFree)).toBeGreaterThanOrEqual(waitMs(count, isFree));
      expect(waitMs(count, isFree)).toBeLessThanOrEqual(15 * MINUTE_MS);
      expect(waitMs(count, isFree) === 0).toBe(count < isFree);
    }),
  );
});

test("time forgets failures one by one, and never adds one", () => {
  fc.assert(
    fc.property(failures, fc.integer({ min: -5, max: 4_000 }), (count, minutes) => {
      const left = failuresLeft(count, minutes * MINUTE_MS);
      expect(left).toBe(Math.max(0, count - Math.max(0, Math.floor(minutes / 15))));
    }),
  );
});

test("whoever keeps guessing gets no more than a hundred guesses a day, beside the free ones", () => {
  let [now, count, last, guesses] = [0, 0, 0, 0];
  while (now < 24 * 60 * MINUTE_MS) {
    const left = failuresLeft(count, now - last);
    const wait = waitMs(left, 5) - (now - last);
    if (wait > 0) now += wait;
    else [count, last, guesses] = [left + 1, now, guesses + 1];
  }
  expect(guesses).toBeLessThan(5 + 10 + 100);
});

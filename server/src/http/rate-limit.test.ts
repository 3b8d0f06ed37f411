import { expect, test } from "vitest";
import { Problem } from "../problem.ts";
import { RateLimit } from "./rate-limit.ts";

/** Seconds after which it is worth trying again; none when a request may go. */
function waitFor(limit: RateLimit, key: string, now: number): number | undefined {
  try {
    limit.take(key, now);
    return undefined;
  } catch (error) {
    if (error instanceof Problem && error.status === 429) return error.retryAfter;
    throw error;
  }
}
const RATE = { size: 3, perSecond: 2 };

test("a bucket gives as many requests as it is big, then one for each that trickles in", () => {
  const limit = new RateLimit(RATE);
  for (let each = 0; each < 3; each++) expect(waitFor(limit, "a", 1_000)).toBeUndefined();
  expect(waitFor(limit, "a", 1_000)).toBe(1);
  expect(waitFor(limit, "a", 1_499)).toBe(1);
  expect(waitFor(limit, "a", 1_500)).toBeUndefined();
  expect(waitFor(limit, "a", 1_500)).toBe(1);
  // Full again, and not fuller.
  for (let each = 0; each < 3; each++) expect(waitFor(limit, "a", 100_000)).toBeUndefined();
  expect(waitFor(limit, "a", 100_000)).toBe(1);
});

test("a refused request takes nothing: whoever keeps asking waits no longer", () => {
  const limit = new RateLimit({ size: 1, perSecond: 0.1 });
  expect(waitFor(limit, "a", 0)).toBeUndefined();
  for (let at = 0; at < 10_000; at += 100) expect(waitFor(limit, "a", at)).toBe(Math.ceil(10 - at / 1_000));
  expect(waitFor(limit, "a", 10_000)).toBeUndefined();
});

test("each has a bucket of its own", () => {
  const limit = new RateLimit({ size: 1, perSecond: 1 });
  expect(waitFor(limit, "a", 0)).toBeUndefined();
  expect(waitFor(limit, "b", 0)).toBeUndefined();
  expect(waitFor(limit, "a", 0)).toBe(1);
});

test("a clock that is set back fills nothing and empties nothing", () => {
  const limit = new RateLimit(RATE);
  for (let each = 0; each < 2; each++) limit.take("a", 50_000);
  expect(waitFor(limit, "a", 10_000)).toBeUndefined();
  expect(waitFor(limit, "a", 10_000)).toBe(1);
  expect(waitFor(limit, "a", 10_500)).toBeUndefined();
});

test("many keys push out the one not seen for longest, not the one that is busy", () => {
  const limit = new RateLimit({ size: 2, perSecond: 0 });
  limit.take("busy", 0);
  limit.take("quiet", 0);
  for (let each = 0; each < 49_999; each++) {
    limit.take(`key ${each}`, 0);
    if (each === 40_000) limit.take("busy", 0);
  }
  expect(waitFor(limit, "busy", 0)).toBe(Infinity);
  expect([waitFor(limit, "quiet", 0), waitFor(limit, "quiet", 0)]).toEqual([undefined, undefined]);
});

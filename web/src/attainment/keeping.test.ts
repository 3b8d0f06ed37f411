import { expect, test } from "vitest";
import { isReached, keepingOf } from "./keeping.ts";

const level = (name: "response" | "resolve", met: number, missed: number, other = { met, missed }) => ({
  level: name,
  met,
  missed,
  excluded: 0,
  metIfUpheld: other.met,
  missedIfUpheld: other.missed,
});

test("a level is kept at its least share exactly, and not below it", () => {
  expect(isReached({ met: 19, missed: 1 }, 95)).toBe(true);
  expect(isReached({ met: 18, missed: 1 }, 95)).toBe(false);
  expect(isReached({ met: 37, missed: 3 }, 92.5)).toBe(true);
});

test("without a least share nothing may be missed, and without clocks nothing is said", () => {
  expect(isReached({ met: 100, missed: 1 }, undefined)).toBe(false);
  expect(isReached({ met: 1, missed: 0 }, undefined)).toBe(true);
  expect(isReached({ met: 0, missed: 0 }, 95)).toBeUndefined();
});

test("a month is kept when each of its levels is", () => {
  const targetPercent = { response: 95, resolve: 85 };
  const kept = keepingOf({ levels: [level("response", 20, 1), level("resolve", 9, 1)], targetPercent });
  expect(kept).toMatchObject({ met: 29, missed: 2, isKept: true });
  expect(keepingOf({ levels: [level("response", 20, 1), level("resolve", 8, 2)], targetPercent }).isKept).toBe(false);
  expect(keepingOf({ levels: [], targetPercent }).isKept).toBeUndefined();
});

test("the figures if objections are upheld are judged by themselves", () => {
  const levels = [level("response", 20, 0, { met: 18, missed: 2 })];
  const { isKept, ifUpheld } = keepingOf({ levels, targetPercent: { response: 95 } });
  expect([isKept, ifUpheld.isKept, ifUpheld.missed]).toEqual([true, false, 2]);
});

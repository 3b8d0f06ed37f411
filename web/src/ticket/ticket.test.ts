import { expect, test } from "vitest";
import type { Clock } from "../wire.ts";
import { untilNextTurn } from "./ticket.ts";

const SECOND_MS = 1_000;
const readAt = "2026-11-23T08:00:00.000Z";
const at = (minute: number) => new Date(Date.parse(readAt) + minute * 60 * SECOND_MS).toISOString();
const clock = (deadline: string | null, turns: readonly string[], state = "running") =>
  ({ state, deadline, stoppedAt: null, intervals: turns.map((to) => ({ to })) }) as unknown as Clock;

test("a page asks again just after the next clock reads differently", () => {
  expect(untilNextTurn({ readAt, readings: [clock(at(9), []), clock(at(5), [])] })).toBe((5 * 60 + 1) * SECOND_MS);
  expect(untilNextTurn({ readAt, readings: [clock(at(9), [at(-3), at(2)])] })).toBe((2 * 60 + 1) * SECOND_MS);
});

test("what lies far ahead is looked at now and then all the same", () => {
  expect(untilNextTurn({ readAt, readings: [clock(at(60 * 24), [])] })).toBe(10 * 60 * SECOND_MS);
});

test("clocks that have stopped never turn again", () => {
  const stopped = { ...clock(at(5), []), stoppedAt: at(-1) };
  expect(untilNextTurn({ readAt, readings: [stopped, clock(at(5), [], "cancelled")] })).toBe(false);
  expect(untilNextTurn({ readAt, readings: [clock(null, [])] })).toBe(false);
});

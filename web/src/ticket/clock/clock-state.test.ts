import { describe, expect, test } from "vitest";
import type { Clock } from "../../wire.ts";
import { arranged, stateOf } from "./clock-state.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 8, minute)).toISOString();
const ms = (minute: number) => Date.parse(at(minute));
const MINUTE_MS = 60_000;

/** A clock of an hour that began at 0 and was read at 10. */
const clock = (other: Partial<Clock> = {}): Clock =>
  ({
    level: "restore",
    life: 1,
    cycle: 1,
    state: "running",
    outsideHours: false,
    targetMs: 60 * MINUTE_MS,
    elapsedMs: 10 * MINUTE_MS,
    deadline: at(60),
    stoppedAt: null,
    intervals: [
      { from: at(0), to: at(10), counts: true, countedMs: 10 * MINUTE_MS, ahead: false },
      { from: at(10), to: at(60), counts: true, countedMs: 50 * MINUTE_MS, ahead: true },
    ],
    ...other,
  }) as Clock;

describe("the state of a clock", () => {
  test.each([
    [10, "clock-running"],
    [44, "clock-running"],
    [45, "clock-soon"],
    [59, "clock-soon"],
    [60, "clock-overdue"],
  ])("goes on between two readings: after %i minutes it is %s", (minute, word) => {
    expect(stateOf(clock(), ms(minute)).word).toBe(word);
  });

  test("tells what came late from what is still to come", () => {
    expect(stateOf(clock({ state: "breached" }), ms(70)).word).toBe("clock-overdue");
    expect(stateOf(clock({ state: "breached", stoppedAt: at(65) }), ms(70)).word).toBe("clock-late");
    expect(stateOf(clock({ state: "met", stoppedAt: at(30) }), ms(70))).toMatchObject({
      word: "clock-met",
      tone: "kept",
    });
  });

  test("a clock that stands still is not due", () => {
    expect(stateOf(clock({ state: "paused", deadline: null }), ms(300)).word).toBe("clock-paused");
    expect(stateOf(clock({ outsideHours: true }), ms(10)).word).toBe("clock-outside");
  });
});

test("what is due next comes first, what has ended after it, and what is gone is folded away", () => {
  const answer = clock({ level: "response", state: "met", deadline: at(30), stoppedAt: at(5) });
  const first = clock({ level: "update", cycle: 1, state: "met", deadline: at(20), stoppedAt: at(5) });
  const second = clock({ level: "update", cycle: 2, deadline: at(40) });
  const gone = clock({ level: "resolve", state: "cancelled", deadline: null });
  const { shown, others } = arranged([answer, first, second, clock(), gone]);
  expect(shown.map(({ level }) => level)).toEqual(["update", "restore", "response"]);
  expect(others).toEqual([first, gone]);
});

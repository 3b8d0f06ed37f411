import { describe, expect, test } from "vitest";
import { barOf } from "./clock-bar.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 8, minute)).toISOString();
const ms = (minute: number) => Date.parse(at(minute));
const RUNS = { state: "running", marginMs: 0 } as const;
const interval = (from: number, to: number, why: "working" | "closed" | "paused", ahead = false) => ({
  from: at(from),
  to: at(to),
  why,
  counts: why === "working",
  countedMs: why === "working" ? (to - from) * 60_000 : 0,
  ahead,
  eventId: why === "paused" ? "stop" : null,
});
const partsOf = ({ pieces }: ReturnType<typeof barOf>) =>
  pieces.map(({ part, from, to }) => `${part} ${from.toFixed(2)}-${to.toFixed(2)}`);

describe("the bar of a clock", () => {
  test("cuts at the present, and shows what lies ahead", () => {
    const clock = {
      ...RUNS,
      startedAt: at(0),
      deadline: at(60),
      stoppedAt: null,
      intervals: [interval(0, 60, "working")],
    };
    const bar = barOf(clock, ms(15));
    expect(partsOf(bar)).toEqual(["working 0.00-0.25", "working 0.25-1.00"]);
    expect(bar.pieces.map(({ ahead }) => ahead)).toEqual([false, true]);
    expect(bar).toMatchObject({ now: 0.25, agreedTo: 1 });
  });

  test("tells what was late from what was in time", () => {
    const clock = {
      ...RUNS,
      startedAt: at(0),
      deadline: at(30),
      stoppedAt: at(40),
      intervals: [interval(0, 40, "working")],
    };
    const bar = barOf(clock, ms(50));
    expect(partsOf(bar)).toEqual(["working 0.00-0.75", "late 0.75-1.00"]);
    expect(bar).toMatchObject({ agreedTo: 0.75, now: undefined });
  });

  test("keeps room for the agreed time that was not needed", () => {
    const clock = {
      ...RUNS,
      startedAt: at(0),
      deadline: at(60),
      stoppedAt: at(15),
      intervals: [interval(0, 15, "working")],
    };
    expect(partsOf(barOf(clock, ms(50)))).toEqual(["working 0.00-0.25", "rest 0.25-1.00"]);
  });

  test("draws a long closed stretch short, and a pause as long as it was", () => {
    const intervals = [interval(0, 10, "working"), interval(10, 970, "closed"), interval(970, 980, "paused")];
    const clock = { ...RUNS, startedAt: at(0), deadline: null, stoppedAt: null, intervals };
    const bar = barOf(clock, ms(980));
    expect(partsOf(bar)).toEqual(["working 0.00-0.37", "closed 0.37-0.63", "paused 0.63-1.00"]);
    expect(bar.agreedTo).toBeUndefined();
    expect(bar.pieces[2]!.eventId).toBe("stop");
  });

  test("a pause goes on while one looks at it, and leaves room for what is left", () => {
    const intervals = [interval(0, 10, "working"), interval(10, 20, "paused")];
    const clock = { ...RUNS, state: "paused" as const, marginMs: 20 * 60_000, startedAt: at(0) };
    const bar = barOf({ ...clock, deadline: null, stoppedAt: null, intervals }, ms(30));
    expect(partsOf(bar)).toEqual(["working 0.00-0.20", "paused 0.20-0.60", "left 0.60-1.00"]);
    expect(bar.now).toBeCloseTo(0.6);
  });

  test("is there before anything has counted", () => {
    const clock = { ...RUNS, startedAt: at(0), deadline: null, stoppedAt: null, intervals: [] };
    expect(barOf(clock, ms(0))).toEqual({ pieces: [], agreedTo: undefined, now: 0 });
  });
});

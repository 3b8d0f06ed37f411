/** A board says of every clock what a new reading would say. Stories are of the weekend of 20 to 23 November 2026. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OutsideKnownTime } from "../calendar/calendar.ts";
import { instant, later, MINUTE_MS, type Instant } from "../instant.ts";
import { ClockBoard, STATES } from "./board.ts";
import type { ClockReading } from "./clock.ts";
import type { TicketEvent } from "./event.ts";
import {
  answered,
  at,
  cancelled,
  contract,
  messaged,
  OFFICE,
  opened,
  paused,
  prioritised,
  reopened,
  resolved,
  restored,
  resumed,
  story,
  type Besides,
} from "./story.test-support.ts";
import { readTicket, type Absorbed } from "./ticket.ts";

const fri = (time: string): string => `Fri 20 Nov ${time}`;
const mon = (time: string): string => `Mon 23 Nov ${time}`;

/** What a board and a reading have in common. */
interface Line {
  readonly state: string;
  readonly outsideHours: boolean;
  readonly elapsedMs: number;
  readonly marginMs: number;
}

const linesOf = (board: ClockBoard): Line[] =>
  Array.from(board.states, (state, index) => ({
    state: STATES[state]!,
    outsideHours: board.outsideHours[index] === 1,
    elapsedMs: board.elapsedMs[index]!,
    marginMs: board.marginMs[index]!,
  }));

const linesOfReadings = (readings: readonly ClockReading[]): Line[] =>
  readings.map(({ state, outsideHours, elapsedMs, marginMs }) => ({ state, outsideHours, elapsedMs, marginMs }));

describe("a board of one clock", () => {
  const boardOf = (target: string, since: string, events: readonly TicketEvent[]): ClockBoard =>
    new ClockBoard(story(contract({ P2: { resolve: target } }), since, events).clocks, at(since));
  const told = (board: ClockBoard, now: string): string => {
    board.readAt(at(now));
    const [line] = linesOf(board);
    const minutes = (ms: number) => ms / MINUTE_MS;
    return `${line!.state}${line!.outsideHours ? ", closed" : ""}: ${minutes(line!.elapsedMs)} run, ${minutes(line!.marginMs)} left`;
  };

  test.each([
    { now: fri("16:40"), expected: "running: 10 run, 50 left", rule: "is read as it was at the beginning" },
    { now: fri("16:45"), expected: "running: 15 run, 45 left", rule: "runs in hours" },
    { now: fri("17:00"), expected: "running, closed: 30 run, 30 left", rule: "is closed from closing time on" },
    { now: "Sun 22 Nov 12:00", expected: "running, closed: 30 run, 30 left", rule: "stands while closed" },
    { now: mon("09:30"), expected: "running: 60 run, 0 left", rule: "can still be met at its deadline" },
    { now: "Mon 23 Nov 09:30:00.001", expected: /^breached: 60\.0/, rule: "is missed after it" },
    { now: mon("10:30"), expected: "breached: 120 run, -60 left", rule: "goes on when missed" },
  ])("$rule", ({ now, expected }) => {
    expect(told(boardOf("PT1H", fri("16:40"), [opened(fri("16:30"))]), now)).toMatch(expected);
  });

  test("stands while paused, and is not missed", () => {
    const board = boardOf("PT1H", fri("16:50"), [opened(fri("16:30")), paused(fri("16:45"))]);
    expect(told(board, mon("12:00"))).toBe("paused: 15 run, 45 left");
  });

  test("is missed in a pause that began at its deadline", () => {
    const board = boardOf("PT15M", fri("16:45"), [opened(fri("16:30")), paused(fri("16:45"))]);
    expect(told(board, fri("16:45"))).toBe("paused: 15 run, 0 left");
    expect(told(board, fri("16:46"))).toBe("breached: 15 run, 0 left");
  });

  test("counts elapsed time from the start, not before", () => {
    const board = boardOf("PT1H elapsed", fri("17:30"), [opened(fri("17:15"))]);
    expect(told(board, mon("08:59"))).toBe("running, closed: 0 run, 60 left");
    expect(told(board, mon("09:00"))).toBe("running: 0 run, 60 left");
    expect(told(board, mon("10:15"))).toBe("breached: 75 run, -15 left");
  });

  test("stands once it has ended", () => {
    const board = boardOf("PT1H", mon("12:00"), [opened(fri("16:30")), resolved(mon("09:10"))]);
    expect(told(board, mon("16:00"))).toBe("met: 40 run, 20 left");
  });

  test("can be read at any instants in any order, but not before its beginning", () => {
    const board = boardOf("PT1H", fri("16:40"), [opened(fri("16:30"))]);
    expect(told(board, mon("10:30"))).toBe("breached: 120 run, -60 left");
    expect(told(board, fri("16:50"))).toBe("running: 20 run, 40 left");
    expect(() => board.readAt(at(fri("16:39")))).toThrow("at its beginning or later");
  });

  test("is not read beyond the known time", () => {
    const board = boardOf("PT1H", fri("16:40"), [opened(fri("16:30"))]);
    expect(() => board.readAt(instant("2100-12-31T12:00:00Z"))).toThrow(OutsideKnownTime);
  });
});

test("a board without clocks can be read", () => {
  const board = new ClockBoard([], at(mon("12:00")));
  board.readAt(at(mon("13:00")));
  expect(linesOf(board)).toEqual([]);
});

/** Moments around closing on Friday and opening on Monday and Tuesday, a quarter of an hour apart. */
const MOMENTS = [
  ...["16:00", "16:15", "16:30", "16:45", "17:00", "17:15"].map(fri),
  "Sat 21 Nov 12:00",
  ...["08:45", "09:00", "09:15", "09:30", "09:45", "10:00", "16:45", "17:00"].map(mon),
  ...["09:00", "09:15", "10:00", "17:00"].map((time) => `Tue 24 Nov ${time}`),
  "Wed 25 Nov 09:30",
];

const TARGETS = ["PT15M", "PT30M", "PT1H", "PT15M elapsed", "PT1H elapsed", "NBD", "next working day 09:15"];
const BREAK = { ...OFFICE, hours: { ...OFFICE.hours, mon: ["09:00-09:20", "09:35-17:00"] } };

const MAKERS: readonly ((happened: string) => TicketEvent)[] = [
  answered,
  messaged,
  (happened) => paused(happened),
  (happened) => paused(happened, "waiting-for-third-party"),
  resumed,
  restored,
  resolved,
  reopened,
  (happened) => prioritised(happened, "P1"),
  (happened) => prioritised(happened, "P3"),
  (happened) => cancelled(happened, "client"),
];

const moments = (from: number, length: number) =>
  fc.integer({ min: from, max: from + length - 1 }).map((index) => MOMENTS[index]!);
const targets = fc.constantFrom(...TARGETS);
const promises = fc.record({ response: targets, update: targets, restore: targets, resolve: targets });
const rules = fc.constantFrom("from-start" as const, "from-change" as const);

/** A ticket with its contract: its clocks by an instant. */
const tickets = fc
  .record({
    calendar: fc.constantFrom<NonNullable<Besides["calendar"]>>("office", "round-the-clock", BREAK),
    P1: promises,
    P2: promises,
    outsideHours: fc.constantFrom("next-opening" as const, "at-once" as const),
    retarget: fc.record({ upgrade: rules, downgrade: rules }),
    openedAt: moments(0, 8),
    events: fc.array(fc.tuple(moments(0, 15), fc.nat(MAKERS.length - 1)), { maxLength: 5 }),
    merge: fc.option(fc.tuple(moments(0, 4), moments(4, 8)), { freq: 6 }),
  })
  .map(({ calendar, P1, P2, outsideHours, retarget, openedAt, events, merge }) => {
    // Nothing is promised for P3: a change to it withdraws what goes on.
    const versions = contract({ P1, P2, P3: {} }, { calendar, clocks: { outsideHours, retarget } });
    const history = [opened(openedAt), ...events.map(([happened, maker]) => MAKERS[maker]!(happened))];
    const absorbed: Absorbed[] =
      merge === null ? [] : [{ ticket: "T-0", openedAt: at(merge[0]), mergedAt: at(merge[1]) }];
    return (since: Instant, now: Instant) => {
      const known = history.filter((event) => event.at <= since);
      const merged = absorbed.filter(({ mergedAt }) => mergedAt <= since);
      return readTicket("T-1", known, versions, now, merged).clocks;
    };
  });

/** At a moment, or a millisecond before or after. */
const instants = fc
  .tuple(moments(0, MOMENTS.length), fc.constantFrom(-1, 0, 0, 1))
  .map(([moment, by]) => later(at(moment), by));

test("a board equals new readings of all its clocks", () => {
  fc.assert(
    fc.property(
      fc.array(tickets, { maxLength: 4 }),
      fc.array(instants, { minLength: 2, maxLength: 4 }),
      (drawn, times) => {
        const [since, ...others] = times.toSorted((a, b) => a - b) as [Instant, ...Instant[]];
        const board = new ClockBoard(
          drawn.flatMap((clocksAt) => clocksAt(since, since)),
          since,
        );
        for (const now of [since, ...others]) {
          if (now !== since) board.readAt(now);
          expect(linesOf(board)).toEqual(linesOfReadings(drawn.flatMap((clocksAt) => clocksAt(since, now))));
        }
      },
    ),
    { numRuns: 150 },
  );
});

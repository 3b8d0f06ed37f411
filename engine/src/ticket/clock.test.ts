/** What each rule of a contract does to a clock. All stories begin on Monday 23 November 2026 unless they say otherwise. */
import { describe, expect, test } from "vitest";
import type { Level } from "../contract/document.ts";
import type { TicketEvent } from "./event.ts";
import {
  answered,
  assigned,
  at,
  cancelled,
  clock,
  closed,
  contract,
  event,
  messaged,
  OFFICE,
  opened,
  paused,
  reopened,
  resolved,
  restored,
  resumed,
  story,
  told,
  type Besides,
  type Targets,
} from "./story.test-support.ts";

const mon = (time: string): string => `Mon 23 Nov ${time}`;
const tue = (time: string): string => `Tue 24 Nov ${time}`;
type Rules = NonNullable<Besides["clocks"]>;

/** One clock of a P2 ticket under these rules, in one line. */
function toldUnder(
  clocks: Rules,
  targets: Targets[string],
  now: string,
  events: readonly TicketEvent[],
  level: Level = "response",
  cycle = 1,
): string {
  return told(story(contract({ P2: targets }, { clocks }), now, events), level, cycle);
}

describe("outsideHours says when a report outside hours starts the clock", () => {
  test.each([
    {
      rule: "next-opening",
      target: "PT4H",
      expected: "Mon 23 Nov 09:00 → …, due Mon 23 Nov 13:00; 0:00 run, 0:00 paused, 4:00 left",
    },
    {
      rule: "next-opening",
      target: "PT4H elapsed",
      expected: "Mon 23 Nov 09:00 → …, due Mon 23 Nov 13:00; 0:00 run, 0:00 paused, 4:00 left",
    },
    {
      rule: "next-opening",
      target: "NBD",
      expected: "Mon 23 Nov 09:00 → …, due Tue 24 Nov 17:00; 0:00 run, 0:00 paused, 16:00 left",
    },
    {
      rule: "next-opening",
      target: "next working day 12:00",
      expected: "Mon 23 Nov 09:00 → …, due Tue 24 Nov 12:00; 0:00 run, 0:00 paused, 11:00 left",
    },
    {
      rule: "at-once",
      target: "PT4H",
      expected: "Sat 21 Nov 12:00 → …, due Mon 23 Nov 13:00; 0:00 run, 0:00 paused, 4:00 left",
    },
    {
      rule: "at-once",
      target: "PT4H elapsed",
      expected: "Sat 21 Nov 12:00 → …, due Sat 21 Nov 16:00; 1:00 run, 0:00 paused, 3:00 left",
    },
    {
      rule: "at-once",
      target: "NBD",
      expected: "Sat 21 Nov 12:00 → …, due Mon 23 Nov 17:00; 0:00 run, 0:00 paused, 8:00 left",
    },
    {
      rule: "at-once",
      target: "next working day 12:00",
      expected: "Sat 21 Nov 12:00 → …, due Mon 23 Nov 12:00; 0:00 run, 0:00 paused, 3:00 left",
    },
  ] as const)("$rule: $target from Saturday noon", ({ rule, target, expected }) => {
    const reading = toldUnder({ outsideHours: rule }, { response: target }, "Sat 21 Nov 13:00", [
      opened("Sat 21 Nov 12:00"),
    ]);
    expect(reading).toBe(`running: ${expected}`);
  });

  test.each(["next-opening", "at-once"] as const)("%s: it makes no difference inside hours", (outsideHours) => {
    expect(toldUnder({ outsideHours }, { response: "NBD" }, "Fri 20 Nov 11:00", [opened("Fri 20 Nov 10:00")])).toBe(
      "running: Fri 20 Nov 10:00 → …, due Mon 23 Nov 17:00; 1:00 run, 0:00 paused, 14:00 left",
    );
  });

  test("an answer before the clock has started is met at once", () => {
    for (const response of ["PT4H", "PT4H elapsed", "NBD"]) {
      const reading = toldUnder({}, { response }, mon("12:00"), [
        opened("Sat 21 Nov 12:00"),
        answered("Sat 21 Nov 12:30"),
      ]);
      expect(reading).toContain("met: Mon 23 Nov 09:00 → Sat 21 Nov 12:30");
      expect(reading).toContain("0:00 run, 0:00 paused");
    }
  });
});

describe("start and stop events are the contract's", () => {
  const events = [
    opened(mon("09:00")),
    assigned(mon("09:10")),
    answered(mon("09:20")),
    restored(mon("09:30")),
    resolved(mon("09:40")),
  ];
  const times = (clocks: Rules, level: "response" | "restore" | "resolve") => {
    const { startedAt, stoppedAt } = clock(
      story(contract({ P2: { response: "PT1H", restore: "PT2H", resolve: "PT4H" } }, { clocks }), mon("12:00"), events),
      level,
    );
    return [startedAt, stoppedAt];
  };

  test.each([
    { stop: ["answered"], time: "09:20" },
    { stop: ["assigned"], time: "09:10" },
    { stop: ["restored"], time: "09:30" },
    { stop: ["resolved"], time: "09:40" },
    { stop: ["restored", "assigned", "answered"], time: "09:10" },
  ] as const)("response stops at $stop", ({ stop, time }) => {
    expect(times({ response: { stop: [...stop] } }, "response")).toEqual([at(mon("09:00")), at(mon(time))]);
  });

  test.each([
    { stop: ["restored"], time: "09:30" },
    { stop: ["answered"], time: "09:20" },
    { stop: ["assigned"], time: "09:10" },
    { stop: ["resolved"], time: "09:40" },
  ] as const)("restore stops at $stop", ({ stop, time }) => {
    expect(times({ restore: { stop: [...stop] } }, "restore")).toEqual([at(mon("09:00")), at(mon(time))]);
  });

  test.each([
    { start: "opened", time: "09:00" },
    { start: "assigned", time: "09:10" },
    { start: "answered", time: "09:20" },
  ] as const)("restore and resolve start at $start", ({ start, time }) => {
    expect(times({ restore: { start } }, "restore")).toEqual([at(mon(time)), at(mon("09:30"))]);
    expect(times({ resolve: { start } }, "resolve")).toEqual([at(mon(time)), at(mon("09:40"))]);
  });

  test("workarounds that do not count stop every other clock, and other events all the same", () => {
    const round = [
      opened(mon("09:00")),
      restored(mon("09:30"), { workaround: true }),
      answered(mon("09:40"), { workaround: true }),
    ];
    const clocks: Rules = {
      response: { stop: ["restored"] },
      restore: { stop: ["answered"], workaroundCounts: false },
    };
    const terms = contract({ P2: { response: "PT1H", restore: "PT1H" } }, { clocks });
    expect(story(terms, mon("09:50"), round).clocks.map(({ stoppedAt }) => stoppedAt)).toEqual([
      at(mon("09:30")),
      at(mon("09:40")),
    ]);
  });

  test("a ticket resolved at the instant of its opening is met", () => {
    expect(toldUnder({}, { response: "PT1H" }, mon("12:00"), [opened(mon("09:00")), resolved(mon("09:00"))])).toBe(
      "met: Mon 23 Nov 09:00 → Mon 23 Nov 09:00, due Mon 23 Nov 10:00; 0:00 run, 0:00 paused, 1:00 left",
    );
  });

  test("an answer is given once: reopening leaves the response clock where it stopped", () => {
    const again = [opened(mon("09:00")), answered(mon("09:30")), resolved(mon("10:00")), reopened(mon("11:00"))];
    expect(toldUnder({}, { response: "PT1H" }, mon("16:00"), again)).toBe(
      "met: Mon 23 Nov 09:00 → Mon 23 Nov 09:30, due Mon 23 Nov 10:00; 0:30 run, 0:00 paused, 0:30 left",
    );
  });

  test("an automatic receipt neither starts nor stops a clock", () => {
    const receipt = [opened(mon("09:00")), answered(mon("09:01"), { automatic: true })];
    const reading = story(
      contract({ P2: { response: "PT1H", restore: "PT2H" } }, { clocks: { restore: { start: "answered" } } }),
      mon("09:30"),
      receipt,
    );
    expect(reading.clocks.map(({ level, state }) => [level, state])).toEqual([["response", "running"]]);
  });

  test.each([
    { workaroundCounts: true, workaround: true, state: "met" },
    { workaroundCounts: true, workaround: false, state: "met" },
    { workaroundCounts: false, workaround: true, state: "running" },
    { workaroundCounts: false, workaround: false, state: "met" },
  ])(
    "restored with workaround $workaround where workarounds count $workaroundCounts: $state",
    ({ workaroundCounts, workaround, state }) => {
      const restoring = [opened(mon("09:00")), restored(mon("10:00"), { workaround })];
      const reading = toldUnder(
        { restore: { workaroundCounts } },
        { restore: "PT2H" },
        mon("10:30"),
        restoring,
        "restore",
      );
      expect(reading.split(":")[0]).toBe(state);
    },
  );

  test.each([resolved, closed, (time: string) => cancelled(time, "provider")])(
    "the end of a ticket stops every clock (%#)",
    (end) => {
      const targets = { response: "PT1H", update: "PT1H", restore: "PT1H", resolve: "PT1H" };
      const reading = story(contract({ P2: targets }), mon("12:00"), [opened(mon("09:00")), end(mon("09:50"))]);
      expect(reading.clocks.map(({ level, state, stoppedAt }) => [level, state, stoppedAt])).toEqual(
        ["response", "update", "restore", "resolve"].map((level) => [level, "met", at(mon("09:50"))]),
      );
    },
  );

  describe("resolve may count to the closing", () => {
    const clocks: Rules = { resolve: { stop: "closed" }, pauses: [{ reason: "waiting-for-client" }] };
    const targets = { response: "PT1H", update: "PT1H", restore: "PT1H", resolve: "PT4H" };
    const read = (now: string, ...more: readonly TicketEvent[]) =>
      story(contract({ P2: targets }, { clocks }), now, [opened(mon("09:00")), ...more]);

    test.each([closed, (time: string) => cancelled(time, "provider")])(
      "which stops it, as the provider's cancelling does (%#)",
      (end) => {
        const reading = read(mon("16:00"), resolved(mon("09:30")), end(mon("12:00")));
        expect(told(reading, "resolve")).toBe(
          "met: Mon 23 Nov 09:00 → Mon 23 Nov 12:00, due Mon 23 Nov 13:00; 3:00 run, 0:00 paused, 1:00 left",
        );
      },
    );

    test("while resolving ends every other clock, and closing at once ends all", () => {
      const states = (...ends: TicketEvent[]) =>
        read(mon("12:00"), ...ends).clocks.map(({ level, state, stoppedAt }) => [level, state, stoppedAt === null]);
      expect(states(resolved(mon("09:30")))).toEqual([
        ["response", "met", false],
        ["update", "met", false],
        ["restore", "met", false],
        ["resolve", "running", true],
      ]);
      expect(states(closed(mon("09:30"))).every(([, state]) => state === "met")).toBe(true);
    });

    test("and may start after resolving", () => {
      const late = contract(
        { P2: { resolve: "PT4H" } },
        { clocks: { resolve: { start: "assigned", stop: "closed" } } },
      );
      const events2 = [opened(mon("09:00")), resolved(mon("09:30")), assigned(mon("10:00"))];
      expect(told(story(late, mon("11:00"), events2), "resolve")).toContain("running: Mon 23 Nov 10:00 → …");
    });

    test("while the client is asked to accept the solution the clock may be paused", () => {
      const reading = read(mon("16:00"), resolved(mon("10:00")), paused(mon("10:30")), closed(mon("15:00")));
      expect(told(reading, "resolve")).toBe(
        "met: Mon 23 Nov 09:00 → Mon 23 Nov 15:00, due Tue 24 Nov 09:30; 1:30 run, 4:30 paused, 2:30 left",
      );
      expect(told(read(mon("12:00"), paused(mon("09:30")), resolved(mon("10:00"))), "resolve")).toContain(
        "running: Mon 23 Nov 09:00 → …, due Mon 23 Nov 13:30",
      );
    });

    test("withdrawn by the client after resolving it is withdrawn, what was resolved stays met", () => {
      const reading = read(mon("16:00"), resolved(mon("09:30")), cancelled(mon("10:00"), "client"));
      expect(reading.clocks.map(({ state }) => state)).toEqual(["met", "met", "met", "cancelled"]);
    });

    test("reopened before the closing it never stood still, however late; the days count from the closing", () => {
      const late = read("Tue 22 Dec 12:00", resolved(mon("09:30")), reopened("Tue 22 Dec 11:00"));
      expect(
        late.clocks.filter(({ level }) => level === "resolve").map(({ course: { life }, state }) => [life, state]),
      ).toEqual([[1, "breached"]]);
      const lives = (again: string) =>
        read("Tue 22 Dec 12:00", resolved(mon("09:30")), closed("Tue 1 Dec 09:30"), reopened(again)).clocks.map(
          ({ course: { life } }) => life,
        );
      expect(Math.max(...lives("Tue 15 Dec 09:30"))).toBe(1);
      expect(Math.max(...lives("Tue 15 Dec 09:31"))).toBe(2);
    });
  });

  test("a clock whose start event comes only after the end never starts", () => {
    const clocks: Rules = { restore: { start: "assigned" }, resolve: { start: "answered" } };
    const terms = contract({ P2: { restore: "PT1H", resolve: "PT1H" } }, { clocks });
    for (const end of [resolved(mon("09:30")), cancelled(mon("09:30"), "client")]) {
      const late = [opened(mon("09:00")), end, assigned(mon("10:00")), answered(mon("10:00"))];
      expect(story(terms, mon("16:00"), late).clocks).toEqual([]);
    }
    const again = [opened(mon("09:00")), resolved(mon("09:30")), reopened(mon("11:00")), assigned(mon("12:00"))];
    expect(told(story(terms, mon("12:30"), again), "restore")).toContain(
      "running: Mon 23 Nov 12:00 → …, due Mon 23 Nov 13:00",
    );
  });

  test("restored is met until reopened; then the clock goes on", () => {
    const events2 = [
      opened(mon("09:00")),
      restored(mon("10:00")),
      resolved(mon("11:00")),
      reopened(mon("13:00")),
      restored(mon("13:30")),
    ];
    const terms = contract({ P2: { restore: "PT4H" } });
    expect(told(story(terms, mon("12:00"), events2), "restore")).toBe(
      "met: Mon 23 Nov 09:00 → Mon 23 Nov 10:00, due Mon 23 Nov 13:00; 1:00 run, 0:00 paused, 3:00 left",
    );
    expect(told(story(terms, mon("14:00"), events2), "restore")).toBe(
      "met: Mon 23 Nov 09:00 → Mon 23 Nov 13:30, due Mon 23 Nov 16:00; 1:30 run, 0:00 paused, 2:30 left",
    );
  });
});

describe("the deadline is the last instant that keeps a promise", () => {
  test.each([
    {
      stop: mon("10:00"),
      expected: "met: Mon 23 Nov 09:00 → Mon 23 Nov 10:00, due Mon 23 Nov 10:00; 1:00 run, 0:00 paused, 0:00 left",
    },
    {
      stop: mon("10:00:00.001"),
      expected:
        "breached: Mon 23 Nov 09:00 → Mon 23 Nov 10:00:00.001, due Mon 23 Nov 10:00, missed Mon 23 Nov 10:00; 1:00:00.001 run, 0:00 paused, -0:00:00.001 left",
    },
  ])("answered at $stop", ({ stop, expected }) => {
    expect(toldUnder({}, { response: "PT1H" }, mon("12:00"), [opened(mon("09:00")), answered(stop)])).toBe(expected);
  });

  test("read at the deadline a clock still runs; a millisecond later it is missed", () => {
    const states = ["10:00", "10:00:00.001"].map(
      (time) => toldUnder({}, { response: "PT1H" }, mon(time), [opened(mon("09:00"))]).split(":")[0],
    );
    expect(states).toEqual(["running", "breached"]);
  });

  test.each([
    { stop: "Fri 20 Nov 17:00", state: "met" },
    { stop: "Sat 21 Nov 10:00", state: "breached" },
    { stop: "Mon 23 Nov 09:00", state: "breached" },
  ])(
    "a deadline at closing time on Friday and an answer at $stop: $state, with no working time over",
    ({ stop, state }) => {
      const reading = toldUnder({}, { response: "PT1H" }, tue("09:00"), [opened("Fri 20 Nov 16:00"), answered(stop)]);
      expect(reading.split(":")[0]).toBe(state);
      expect(reading).toContain("due Fri 20 Nov 17:00");
      expect(reading).toContain("1:00 run, 0:00 paused, 0:00 left");
    },
  );

  test("a clock that ended tells the deadline it would have had", () => {
    expect(
      toldUnder({}, { response: "PT4H" }, mon("12:00"), [opened("Fri 20 Nov 15:00"), answered("Fri 20 Nov 16:00")]),
    ).toContain("due Mon 23 Nov 11:00");
  });

  test("outside hours is said while nothing passes, and only then", () => {
    const flags = (response: string, now: string, opening = "Fri 20 Nov 16:30") =>
      clock(story(contract({ P2: { response } }), now, [opened(opening)]), "response").outsideHours;
    expect(flags("PT4H", "Fri 20 Nov 16:45")).toBe(false);
    expect(flags("PT4H", "Fri 20 Nov 17:00")).toBe(true);
    expect(flags("PT4H", "Mon 23 Nov 09:00")).toBe(false);
    expect(flags("NBD", "Sat 21 Nov 12:00")).toBe(true);
    expect(flags("PT4H", "Sat 21 Nov 12:00", "Sat 21 Nov 10:00")).toBe(true);
    expect(flags("P2D elapsed", "Sat 21 Nov 12:00")).toBe(false);
    expect(flags("P2D elapsed", "Sat 21 Nov 12:00", "Sat 21 Nov 10:00")).toBe(true);
    expect(flags("P2D elapsed", "Mon 23 Nov 09:00", "Sat 21 Nov 10:00")).toBe(false);
    expect(flags("PT4H", "Tue 24 Nov 20:00")).toBe(false);
  });
});

describe("targets by the calendar", () => {
  const lunch: Besides["calendar"] = {
    ...OFFICE,
    hours: {
      mon: ["09:00-12:00", "13:00-17:00"],
      tue: ["09:00-12:00", "13:00-17:00"],
      wed: ["09:00-12:00", "13:00-17:00"],
    },
  };
  const due = (
    response: string,
    now: string,
    events: readonly TicketEvent[],
    clocks: Rules = {},
    calendar: Besides["calendar"] = "office",
  ) => told(story(contract({ P2: { resolve: response } }, { clocks, calendar }), now, events), "resolve");

  test.each([
    {
      target: "NBD",
      pause: [mon("11:00"), mon("13:00")],
      due: "Wed 25 Nov 11:00",
      rule: "a pause moves it by its working time",
    },
    { target: "NBD", pause: [mon("18:00"), tue("08:00")], due: "Tue 24 Nov 17:00", rule: "a pause at night leaves it" },
    {
      target: "NBD",
      pause: [mon("18:00"), tue("09:30")],
      due: "Wed 25 Nov 09:30",
      rule: "a pause into the morning moves it by half an hour",
    },
    {
      target: "end of 3rd working day",
      pause: [tue("09:00"), tue("10:00")],
      due: "Fri 27 Nov 10:00",
      rule: "counted in days, moved in hours",
    },
    {
      target: "PT24H elapsed",
      pause: [mon("11:00"), mon("13:00")],
      due: "Tue 24 Nov 12:00",
      rule: "elapsed time stands still as well",
    },
    {
      target: "PT24H elapsed",
      pause: [mon("18:00"), tue("08:00")],
      due: "Wed 25 Nov 00:00",
      rule: "elapsed time stands still at night",
    },
  ])("$target: $rule", ({ target, pause, due: expected }) => {
    const events = [opened(mon("10:00")), paused(pause[0]!), resumed(pause[1]!)];
    expect(due(target, "Tue 24 Nov 11:30", events)).toContain(`due ${expected};`);
  });

  test("a paused clock with time left has no deadline", () => {
    for (const target of ["NBD", "PT24H elapsed", "PT8H", "next working day 12:00"]) {
      expect(due(target, mon("12:00"), [opened(mon("10:00")), paused(mon("11:00"))])).toMatch(
        /^paused: .*due open; 1:00 run, 1:00 paused/,
      );
    }
  });

  test.each([
    { rule: "holds though it lies in a break", pause: [], expected: "due Tue 24 Nov 12:30;" },
    {
      rule: "is not moved by a pause in the break",
      pause: [tue("12:05"), tue("12:50")],
      expected: "due Tue 24 Nov 12:30;",
    },
    {
      rule: "is not moved by a pause at night",
      pause: [mon("18:00"), tue("09:00")],
      expected: "due Tue 24 Nov 12:30;",
    },
    {
      rule: "is moved by a pause in hours, into hours",
      pause: [mon("11:00"), mon("11:30")],
      expected: "due Tue 24 Nov 13:30;",
    },
  ])("next working day 12:30 $rule", ({ pause, expected }) => {
    const pauses = pause.length === 0 ? [] : [paused(pause[0]!), resumed(pause[1]!)];
    expect(due("next working day 12:30", tue("12:00"), [opened(mon("10:00")), ...pauses], {}, lunch)).toContain(
      expected,
    );
  });

  test.each([
    { stop: tue("12:20"), state: "met" },
    { stop: tue("12:30"), state: "met" },
    { stop: tue("12:31"), state: "breached" },
  ])("next working day 12:30 in a break, resolved at $stop: $state", ({ stop, state }) => {
    expect(
      due("next working day 12:30", "Wed 25 Nov 12:00", [opened(mon("10:00")), resolved(stop)], {}, lunch).split(
        ":",
      )[0],
    ).toBe(state);
  });

  test("what was paused and resolved before the clock started leaves its deadline alone", () => {
    const before = [opened("Sat 21 Nov 10:00"), paused("Sat 21 Nov 11:00"), resolved("Sat 21 Nov 12:00")];
    for (const target of ["PT4H", "PT4H elapsed"])
      expect(due(target, mon("12:00"), before)).toContain(
        "met: Mon 23 Nov 09:00 → Sat 21 Nov 12:00, due Mon 23 Nov 13:00",
      );
  });

  test.each([
    { target: "PT400H", expected: "due open; 2:00 run, 0:00 paused, 398:00 left" },
    { target: "end of 3rd working day", expected: "due open; 2:00 run" },
    { target: "P3D elapsed", expected: "due open; 2:00 run, 0:00 paused, 70:00 left" },
  ])("$target beyond the known time has no deadline, and is not missed", ({ target, expected }) => {
    expect(due(target, "Wed 29 Dec 2100 12:00", [opened("Wed 29 Dec 2100 10:00")])).toContain(expected);
  });

  test.each([
    { until: "Tue 28 Dec 2100 02:00", expected: "due Thu 30 Dec 2100 01:00;" },
    { until: "Tue 28 Dec 2100 02:01", expected: "due open;" },
  ])("a pause may move a deadline to the end of the known time, and beyond it: $expected", ({ until, expected }) => {
    const events = [opened("Mon 27 Dec 2100 09:00"), paused("Mon 27 Dec 2100 10:00"), resumed(until)];
    expect(due("P2D elapsed", "Tue 28 Dec 2100 12:00", events)).toContain(expected);
  });

  test("a time of day before the next opening leaves no working time, which no pause outside hours moves", () => {
    const atOnce: Rules = { outsideHours: "at-once" };
    const opening = opened("Fri 20 Nov 17:30");
    expect(due("next working day 08:00", "Fri 20 Nov 18:00", [opening], atOnce)).toContain(
      "due Mon 23 Nov 08:00; 0:00 run, 0:00 paused, 0:00 left",
    );
    const pausing = [opening, paused("Fri 20 Nov 17:30"), resumed(mon("10:00"))];
    expect(due("next working day 08:00", mon("11:00"), pausing, atOnce)).toContain(
      "breached: Fri 20 Nov 17:30 → …, due Mon 23 Nov 08:00",
    );
  });
});

describe("pauses", () => {
  const all = { response: "PT4H", update: "PT4H", restore: "PT8H", resolve: "PT8H" };
  const paused2 = (events: readonly TicketEvent[], now = mon("11:00"), clocks: Rules = {}) =>
    story(contract({ P2: all }, { clocks }), now, events)
      .clocks.filter(({ state }) => state === "paused")
      .map(({ level }) => level);

  test.each([
    {
      reason: "waiting-for-client",
      levels: ["update", "restore", "resolve"],
      rule: "a reason for every clock, but never for response",
    },
    { reason: "waiting-for-third-party", levels: ["restore", "resolve"], rule: "a reason for some clocks" },
    { reason: "lunch", levels: [], rule: "a reason that the contract does not list" },
  ])("$rule", ({ reason, levels }) => {
    expect(paused2([opened(mon("09:00")), paused(mon("10:00"), reason)])).toEqual(levels);
  });

  test.each([
    {
      second: "waiting-for-third-party",
      levels: ["restore", "resolve"],
      rule: "for some clocks lets the others run again",
    },
    { second: "lunch", levels: [], rule: "that is not listed lets all run again" },
  ])("a second pause $rule", ({ second, levels }) => {
    expect(paused2([opened(mon("09:00")), paused(mon("09:30")), paused(mon("10:00"), second)])).toEqual(levels);
  });

  test("a second pause with another reason goes on under that reason, and one resumption ends it", () => {
    const events = [
      opened(mon("09:00")),
      paused(mon("10:00")),
      paused(mon("10:30"), "waiting-for-third-party"),
      resumed(mon("11:00")),
    ];
    const reading = story(contract({ P2: all }), mon("12:00"), events);
    expect(told(reading, "resolve")).toBe(
      "running: Mon 23 Nov 09:00 → …, due Tue 24 Nov 10:00; 2:00 run, 1:00 paused, 6:00 left",
    );
    const stretches = clock(reading, "resolve").course.stretches.map(({ kind, event: { reason } }) => [kind, reason]);
    expect(stretches).toEqual([
      ["runs", undefined],
      ["paused", "waiting-for-client"],
      ["paused", "waiting-for-third-party"],
      ["runs", undefined],
    ]);
    expect(told(reading, "update")).toBe(
      "running: Mon 23 Nov 09:00 → …, due Mon 23 Nov 13:30; 2:30 run, 0:30 paused, 1:30 left",
    );
  });

  test.each([
    {
      rule: "what is no pause does not cut a stretch",
      events: [opened(mon("09:00")), answered(mon("09:30")), assigned(mon("10:00")), messaged(mon("10:30"))],
      stretches: [["runs", "opened"]],
    },
    {
      rule: "a stretch of no length is none",
      events: [opened(mon("09:00")), paused(mon("09:00")), resumed(mon("10:00")), paused(mon("10:00"))],
      stretches: [
        ["paused", "paused"],
        ["paused", "paused"],
      ],
    },
  ])("$rule", ({ events, stretches }) => {
    const { course } = clock(story(contract({ P2: all }), mon("11:00"), events), "resolve");
    expect(course.stretches.map(({ kind, event: { type } }) => [kind, type])).toEqual(stretches);
  });

  test("a resumption without a pause changes nothing", () => {
    expect(toldUnder({}, all, mon("11:00"), [opened(mon("09:00")), resumed(mon("10:00"))], "resolve")).toBe(
      toldUnder({}, all, mon("11:00"), [opened(mon("09:00"))], "resolve"),
    );
  });

  test("a pause belongs to the ticket: a new update cycle within it stands still", () => {
    const events = [opened(mon("09:00")), paused(mon("10:00")), answered(mon("10:15")), messaged(mon("10:45"))];
    expect(paused2(events)).toEqual(["update", "restore", "resolve"]);
    const reading = story(contract({ P2: all }), mon("12:30"), [...events, resumed(mon("12:00"))]);
    expect(told(reading, "update", 2)).toBe(
      "running: Mon 23 Nov 10:45 → …, due Mon 23 Nov 16:00; 0:30 run, 1:15 paused, 3:30 left",
    );
    expect(told(story(contract({ P2: all }), mon("10:30"), events), "update", 2)).toBe(
      "paused: Mon 23 Nov 10:15 → …, due open; 0:00 run, 0:15 paused, 4:00 left",
    );
  });

  test("a pause belongs to the ticket: a clock that starts within it stands still", () => {
    const events = [opened(mon("09:00")), paused(mon("09:30")), answered(mon("10:00")), resumed(mon("12:00"))];
    const clocks: Rules = { resolve: { start: "answered" }, pauses: [{ reason: "waiting-for-client" }] };
    expect(toldUnder(clocks, all, mon("12:30"), events, "resolve")).toBe(
      "running: Mon 23 Nov 10:00 → …, due Tue 24 Nov 12:00; 0:30 run, 2:00 paused, 7:30 left",
    );
  });

  test.each([
    { end: resolved(mon("10:30")), back: [reopened(mon("11:00"))], rule: "resolving" },
    { end: closed(mon("10:30")), back: [reopened(mon("11:00"))], rule: "closing" },
  ])("$rule ends a pause for good", ({ end, back }) => {
    expect(paused2([opened(mon("09:00")), paused(mon("10:00")), end, ...back], mon("12:00"))).toEqual([]);
  });

  test("a ticket resolved in a pause is met, and was due as if it had run on from there", () => {
    expect(
      toldUnder({}, all, mon("12:00"), [opened(mon("09:00")), paused(mon("10:00")), resolved(mon("11:00"))], "resolve"),
    ).toBe("met: Mon 23 Nov 09:00 → Mon 23 Nov 11:00, due Tue 24 Nov 10:00; 1:00 run, 1:00 paused, 7:00 left");
  });

  test("a pause after the target is used up excuses nothing", () => {
    const events = [opened(mon("09:00")), paused(tue("09:00")), resumed(tue("12:00"))];
    const reading = toldUnder({}, { resolve: "PT8H" }, tue("13:00"), events, "resolve");
    expect(reading).toContain("breached: Mon 23 Nov 09:00 → …, due Mon 23 Nov 17:00, missed Mon 23 Nov 17:00");
  });
});

describe("update.start says from what the next update is due", () => {
  const events = [
    opened(mon("09:00")),
    answered(mon("10:00")),
    messaged(mon("11:00")),
    messaged(mon("11:30")),
    answered(mon("12:00")),
    resolved(mon("16:30")),
  ];
  const cycles = (
    start: "update-or-message" | "update" | "message",
    now: string,
    more: readonly TicketEvent[] = events,
  ) =>
    story(contract({ P2: { update: "PT4H" } }, { clocks: { update: { start } } }), now, more).clocks.map((each) => [
      each.cycle,
      each.startedAt,
      each.stoppedAt,
      each.state,
    ]);
  const times = (start: string, stop: string | null, cycle: number, state: string) => [
    cycle,
    at(mon(start)),
    stop && at(mon(stop)),
    state,
  ];

  test.each([
    {
      mode: "update-or-message",
      second: "11:00",
      third: ["12:00", "16:30"],
      rule: "from the last update, or from the oldest unanswered message after it",
    },
    { mode: "update", second: "10:00", third: ["12:00", "16:30"], rule: "from the last update alone" },
    { mode: "message", second: "11:00", third: undefined, rule: "from the oldest unanswered message alone" },
  ] as const)("$mode: $rule", ({ mode, second, third }) => {
    expect(cycles(mode, mon("16:45"))).toEqual([
      times("09:00", "10:00", 1, "met"),
      times(second, "12:00", 2, "met"),
      ...(third === undefined ? [] : [times(third[0], third[1], 3, "breached")]),
    ]);
  });

  test("a message does not restart a cycle that is missed already", () => {
    const late = [opened("Fri 20 Nov 09:00"), answered("Fri 20 Nov 10:00"), messaged("Fri 20 Nov 14:00:00.001")];
    expect(toldUnder({}, { update: "PT4H" }, "Fri 20 Nov 16:00", late, "update", 2)).toContain(
      "due Fri 20 Nov 14:00, missed Fri 20 Nov 14:00",
    );
    const inTime = [...late.slice(0, 2), messaged("Fri 20 Nov 14:00")];
    expect(toldUnder({}, { update: "PT4H" }, "Fri 20 Nov 16:00", inTime, "update", 2)).toContain(
      "running: Fri 20 Nov 14:00",
    );
  });

  test.each(["update-or-message", "update", "message"] as const)("%s: thanks after the end start nothing", (mode) => {
    const thanks = [
      opened(mon("09:00")),
      answered(mon("09:30")),
      messaged(mon("09:35")),
      resolved(mon("10:00")),
      messaged(mon("10:05")),
    ];
    expect(cycles(mode, mon("16:00"), thanks).map(([cycle, , , state]) => [cycle, state])).toEqual([
      [1, "met"],
      [2, "met"],
    ]);
  });

  test("a message of anyone but the client waits for no answer", () => {
    const events2 = [opened(mon("09:00")), answered(mon("10:00")), event("messaged", "provider", mon("11:00"))];
    expect(toldUnder({}, { update: "PT4H" }, mon("12:00"), events2, "update", 2)).toContain(
      "running: Mon 23 Nov 10:00",
    );
  });

  test("a note between an update and a message changes nothing", () => {
    const noted = [opened(mon("09:00")), answered(mon("10:00")), event("noted", "provider", mon("10:30"))];
    expect(cycles("message", mon("12:00"), noted)).toEqual([times("09:00", "10:00", 1, "met")]);
    expect(cycles("update-or-message", mon("12:00"), [...noted, messaged(mon("11:00"))])).toEqual([
      times("09:00", "10:00", 1, "met"),
      times("11:00", null, 2, "running"),
    ]);
  });

  test("a message after a reopening is no older than the reopening, which waits for an answer itself", () => {
    const again = [opened(mon("09:00")), resolved(mon("10:00")), reopened(mon("11:00")), messaged(mon("11:30"))];
    expect(cycles("update-or-message", mon("12:00"), again).at(-1)).toEqual(times("11:00", null, 2, "running"));
  });

  test("a message after the client withdrew the ticket begins nothing", () => {
    const withdrawn = [
      opened(mon("09:00")),
      answered(mon("10:00")),
      cancelled(mon("10:30"), "client"),
      messaged(mon("11:00")),
    ];
    expect(cycles("message", mon("12:00"), withdrawn)).toEqual([times("09:00", "10:00", 1, "met")]);
  });

  test("a reopening begins a new cycle", () => {
    const again = [opened(mon("09:00")), resolved(mon("10:00")), reopened(mon("11:00"))];
    expect(cycles("update-or-message", mon("12:00"), again)).toEqual([
      times("09:00", "10:00", 1, "met"),
      times("11:00", null, 2, "running"),
    ]);
  });
});

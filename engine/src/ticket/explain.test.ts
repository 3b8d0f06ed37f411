/** Each stretch of a clock's time, whether it counted and why. */
import { describe, expect, test } from "vitest";
import type { Instant } from "../instant.ts";
import type { ClockReading } from "./clock.ts";
import { explainClock, type Interval } from "./explain.ts";
import {
  answered,
  at,
  clock,
  contract,
  length,
  local,
  messaged,
  opened,
  OFFICE,
  paused,
  prioritised,
  reopened,
  resolved,
  resumed,
  story,
} from "./story.test-support.ts";

const mon = (time: string): string => `Mon 23 Nov ${time}`;

/** `working Fri 16:30 - Fri 17:00 0:30`, with what lies ahead in brackets. */
function toldInterval({ from, to, why, counts, countedMs, ahead, event }: Interval): string {
  expect(counts).toBe(why === "working" || why === "elapsed");
  expect(event !== undefined).toBe(why === "paused" || why === "stopped");
  const short = (instant: Instant) => local(instant).replace(/ \d+ \w+/, "");
  const told = `${why} ${short(from)} - ${short(to)} ${length(countedMs)}`;
  return ahead ? `(${told})` : told;
}

const explained = (reading: ClockReading, now: string): string[] => explainClock(reading, at(now)).map(toldInterval);

describe("a clock is explained from its start to its end", () => {
  test.each([
    {
      rule: "or to its deadline while it runs, with what lies ahead cut at now",
      now: "Sat 21 Nov 12:00",
      events: [opened("Fri 20 Nov 16:30")],
      expected: [
        "working Fri 16:30 - Fri 17:00 0:30",
        "closed Fri 17:00 - Sat 12:00 0:00",
        "(closed Sat 12:00 - Mon 09:00 0:00)",
        "(working Mon 09:00 - Mon 12:30 3:30)",
      ],
    },
    {
      rule: "or to now while it is paused",
      now: mon("12:00"),
      events: [opened(mon("09:00")), paused(mon("10:00"))],
      expected: ["working Mon 09:00 - Mon 10:00 1:00", "paused Mon 10:00 - Mon 12:00 0:00"],
    },
    {
      rule: "or to now when it is missed and goes on",
      now: mon("14:00"),
      events: [opened(mon("09:00"))],
      expected: ["working Mon 09:00 - Mon 14:00 5:00"],
    },
    {
      rule: "with pauses over closed hours as one stretch",
      now: mon("16:00"),
      events: [opened("Fri 20 Nov 15:00"), paused("Fri 20 Nov 16:00"), resumed(mon("10:00")), resolved(mon("11:00"))],
      expected: [
        "working Fri 15:00 - Fri 16:00 1:00",
        "paused Fri 16:00 - Mon 10:00 0:00",
        "working Mon 10:00 - Mon 11:00 1:00",
      ],
    },
    {
      rule: "with the time between resolved and reopened",
      now: mon("16:00"),
      events: [opened(mon("09:00")), resolved(mon("10:00")), reopened(mon("12:00")), resolved(mon("13:00"))],
      expected: [
        "working Mon 09:00 - Mon 10:00 1:00",
        "stopped Mon 10:00 - Mon 12:00 0:00",
        "working Mon 12:00 - Mon 13:00 1:00",
      ],
    },
    {
      rule: "from the next opening when opened outside hours",
      now: "Sat 21 Nov 12:00",
      events: [opened("Sat 21 Nov 10:00")],
      expected: ["(working Mon 09:00 - Mon 13:00 4:00)"],
    },
    {
      rule: "which is nothing when it ended before it started",
      now: mon("12:00"),
      events: [opened("Sat 21 Nov 10:00"), resolved("Sat 21 Nov 11:00")],
      expected: [],
    },
    {
      rule: "up to the deadline exactly at now",
      now: mon("13:00"),
      events: [opened(mon("09:00"))],
      expected: ["working Mon 09:00 - Mon 13:00 4:00"],
    },
  ])("$rule", ({ now, events, expected }) => {
    expect(explained(clock(story(contract({ P2: { resolve: "PT4H" } }), now, events), "resolve"), now)).toEqual(
      expected,
    );
  });

  test("elapsed time counts in one piece, day and night", () => {
    const terms = contract({ P2: { resolve: "P1D elapsed" } });
    expect(explained(clock(story(terms, mon("18:00"), [opened(mon("09:00"))]), "resolve"), mon("18:00"))).toEqual([
      "elapsed Mon 09:00 - Mon 18:00 9:00",
      "(elapsed Mon 18:00 - Tue 09:00 15:00)",
    ]);
  });

  test("a lunch break is closed", () => {
    const lunch = contract(
      { P2: { response: "PT4H" } },
      { calendar: { ...OFFICE, hours: { mon: ["09:00-12:00", "13:00-17:00"] } } },
    );
    const reading = clock(story(lunch, mon("16:00"), [opened(mon("11:00")), answered(mon("13:30"))]), "response");
    expect(explained(reading, mon("16:00"))).toEqual([
      "working Mon 11:00 - Mon 12:00 1:00",
      "closed Mon 12:00 - Mon 13:00 0:00",
      "working Mon 13:00 - Mon 13:30 0:30",
    ]);
  });

  test("a merged ticket's earlier time comes first, and ran", () => {
    const absorbed = [{ ticket: "T-0", mergedAt: at(mon("11:00")), openedAt: at(mon("09:00")) }];
    const reading = clock(
      story(
        contract({ P2: { resolve: "PT4H" } }),
        mon("12:00"),
        [opened(mon("10:00")), paused(mon("10:00"))],
        absorbed,
      ),
      "resolve",
    );
    expect(explained(reading, mon("12:00"))).toEqual([
      "working Mon 09:00 - Mon 10:00 1:00",
      "paused Mon 10:00 - Mon 12:00 0:00",
    ]);
    expect(reading.elapsedMs).toBe(3_600_000);
  });

  test("a target that counts from a change is explained from there", () => {
    const terms = contract(
      { P1: { resolve: "PT2H" }, P2: { resolve: "PT4H" } },
      { clocks: { retarget: { upgrade: "from-change" } } },
    );
    const reading = clock(
      story(terms, mon("11:30"), [opened(mon("09:00")), prioritised(mon("11:00"), "P1")]),
      "resolve",
    );
    expect(explained(reading, mon("11:30"))).toEqual([
      "working Mon 11:00 - Mon 11:30 0:30",
      "(working Mon 11:30 - Mon 13:00 1:30)",
    ]);
  });

  test("each pause and stop names the event that began it", () => {
    const events = [
      opened(mon("09:00")),
      paused(mon("10:00")),
      answered(mon("10:30")),
      paused(mon("11:00"), "waiting-for-client", { id: "second" }),
      messaged(mon("11:30")),
    ];
    const reading = clock(story(contract({ P2: { update: "PT4H" } }), mon("12:00"), events), "update", 2);
    expect(explainClock(reading, at(mon("12:00"))).map(({ why, event }) => [why, event?.at, event?.id])).toEqual([
      ["paused", at(mon("11:00")), "second"],
    ]);
  });

  test("at most five thousand intervals are told, the first ones", () => {
    const terms = contract({ P2: { resolve: "PT30000H" } });
    const reading = clock(story(terms, mon("09:00"), [opened(mon("09:00"))]), "resolve");
    const intervals = explainClock(reading, at(mon("09:00")));
    expect(intervals).toHaveLength(5_000);
    expect(toldInterval(intervals[0]!)).toBe("(working Mon 09:00 - Mon 17:00 8:00)");
  });
});

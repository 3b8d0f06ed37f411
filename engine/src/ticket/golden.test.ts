/** The rules of product.md §9 as stories that both sides of a contract would tell the same way. */
import { describe, expect, test } from "vitest";
import { explainClock } from "./explain.ts";
import {
  answered,
  assigned,
  at,
  clock,
  closed,
  contract,
  daily,
  documentOf,
  event,
  merged,
  messaged,
  moved,
  noted,
  OFFICE,
  opened,
  paused,
  prioritised,
  reopened,
  resolved,
  resumed,
  story,
  told,
  toldClock,
  versionsOf,
  type Besides,
} from "./story.test-support.ts";
import { sentenceOf } from "./wording.ts";

/** A rule with what it comes to in each calendar. */
const inBoth = (office: string, roundTheClock: string) =>
  [
    { calendar: "office", expected: office },
    { calendar: "round-the-clock", expected: roundTheClock },
  ] as const;

describe("working time", () => {
  test.each(
    inBoth(
      "running: Fri 20 Nov 16:30 → …, due Mon 23 Nov 09:30; 0:15 run, 0:00 paused, 0:45 left",
      "running: Fri 20 Nov 16:30 → …, due Fri 20 Nov 17:30; 0:15 run, 0:00 paused, 0:45 left",
    ),
  )(
    "an hour from Friday 16:30 ends at Monday 09:30, or at 17:30 around the clock ($calendar)",
    ({ calendar, expected }) => {
      const terms = contract({ P2: { response: "PT1H" } }, { calendar });
      expect(told(story(terms, "Fri 20 Nov 16:45", [opened("Fri 20 Nov 16:30")]), "response")).toBe(expected);
    },
  );

  const withHolidays = { ...OFFICE, holidays: "DE" };
  test.each([
    { opening: "Thu 14 May 10:00", starts: "Fri 15 May 09:00", due: "Fri 15 May 10:00", rule: "on Ascension Day" },
    { opening: "Fri 25 Dec 10:00", starts: "Mon 28 Dec 09:00", due: "Mon 28 Dec 10:00", rule: "on Christmas Day" },
  ])("a ticket opened $rule starts with the next working day", ({ opening, starts, due }) => {
    const closedDay = contract({ P2: { response: "PT1H" } }, { calendar: withHolidays });
    const reading = story(closedDay, opening.replace("10:00", "12:00"), [opened(opening)]);
    expect(told(reading, "response")).toBe(`running: ${starts} → …, due ${due}; 0:00 run, 0:00 paused, 1:00 left`);
    expect(clock(reading, "response").outsideHours).toBe(true);
    const roundTheClock = contract({ P2: { response: "PT1H" } }, { calendar: "round-the-clock" });
    expect(clock(story(roundTheClock, opening, [opened(opening)]), "response").startedAt).toBe(at(opening));
  });

  test.each([
    {
      opening: "Fri 20 Nov 16:59",
      target: "PT1H",
      expected: "Fri 20 Nov 16:59 → …, due Mon 23 Nov 09:59",
      rule: "in the closing minute",
    },
    {
      opening: "Fri 20 Nov 16:59",
      target: "PT1M",
      expected: "Fri 20 Nov 16:59 → …, due Fri 20 Nov 17:00",
      rule: "with a minute left, all of it",
    },
    {
      opening: "Fri 20 Nov 17:00",
      target: "PT1M",
      expected: "Mon 23 Nov 09:00 → …, due Mon 23 Nov 09:01",
      rule: "at closing time",
    },
  ])("opened $rule: $expected", ({ opening, target, expected }) => {
    expect(told(story(contract({ P2: { response: target } }), opening, [opened(opening)]), "response")).toContain(
      `running: ${expected};`,
    );
  });

  test("a lunch break does not count", () => {
    const lunch = { ...OFFICE, hours: { mon: ["09:00-12:00", "13:00-17:00"] } };
    const reading = story(contract({ P2: { response: "PT1H" } }, { calendar: lunch }), "Mon 23 Nov 12:30", [
      opened("Mon 23 Nov 11:30"),
    ]);
    expect(told(reading, "response")).toBe(
      "running: Mon 23 Nov 11:30 → …, due Mon 23 Nov 13:30; 0:30 run, 0:00 paused, 0:30 left",
    );
    expect(clock(reading, "response").outsideHours).toBe(true);
  });

  test.each([
    {
      timeZone: "America/New_York",
      expected: "Mon 23 Nov 15:00 → …, due Mon 23 Nov 16:00",
      opening: "Mon 23 Nov 09:00",
    },
    {
      timeZone: "America/New_York",
      expected: "Mon 26 Oct 14:00 → …, due Mon 26 Oct 15:00",
      opening: "Mon 26 Oct 09:00",
    },
    { timeZone: "Asia/Kolkata", expected: "Mon 23 Nov 09:00 → …, due Mon 23 Nov 10:00", opening: "Mon 23 Nov 09:00" },
    { timeZone: "Asia/Kolkata", expected: "Tue 24 Nov 04:30 → …, due Tue 24 Nov 05:30", opening: "Mon 23 Nov 13:00" },
  ])(
    "the hours are those of the contract's calendar, $timeZone, wherever the client is: $opening in Berlin",
    ({ timeZone, expected, opening }) => {
      const terms = contract({ P2: { response: "PT1H" } }, { calendar: { ...OFFICE, timeZone } });
      expect(told(story(terms, opening, [opened(opening)]), "response")).toContain(`running: ${expected};`);
    },
  );
});

describe("the night in which the clocks change", () => {
  const night = daily(["01:30-03:30"]);
  test.each([
    { calendar: "round-the-clock", target: "PT2H", opening: "Sun 29 Mar 01:30", due: "Sun 29 Mar 04:30" },
    { calendar: "round-the-clock", target: "PT2H", opening: "Sun 25 Oct 01:30", due: "Sun 25 Oct 02:30 again" },
    { calendar: "round-the-clock", target: "P1D elapsed", opening: "Sat 24 Oct 12:00", due: "Sun 25 Oct 11:00" },
    { calendar: night, target: "PT1H", opening: "Sun 29 Mar 00:00", due: "Sun 29 Mar 03:30" },
    { calendar: night, target: "PT2H", opening: "Sun 29 Mar 00:00", due: "Mon 30 Mar 02:30" },
    { calendar: night, target: "PT3H", opening: "Sun 25 Oct 00:00", due: "Sun 25 Oct 03:30" },
    { calendar: daily(["02:00-03:00"]), target: "PT1H", opening: "Sat 28 Mar 22:00", due: "Mon 30 Mar 03:00" },
    { calendar: daily(["02:00-03:00"]), target: "PT2H", opening: "Sat 24 Oct 22:00", due: "Sun 25 Oct 03:00" },
  ] satisfies { calendar: Besides["calendar"]; target: string; opening: string; due: string }[])(
    "$target from $opening end at $due",
    ({ calendar, target, opening, due }) => {
      const reading = story(contract({ P2: { response: target } }, { calendar }), opening, [opened(opening)]);
      expect(toldClock(clock(reading, "response"))).toContain(`due ${due};`);
    },
  );

  test("a pause from 02:30 to the second 02:30 is an hour long", () => {
    const terms = contract({ P2: { resolve: "PT4H" } }, { calendar: "round-the-clock" });
    const events = [opened("Sun 25 Oct 01:30"), paused("Sun 25 Oct 02:30"), resumed("Sun 25 Oct 02:30 again")];
    expect(told(story(terms, "Sun 25 Oct 03:00", events), "resolve")).toBe(
      "running: Sun 25 Oct 01:30 → …, due Sun 25 Oct 05:30; 1:30 run, 1:00 paused, 2:30 left",
    );
  });
});

describe("a pause", () => {
  test.each(
    inBoth(
      "running: Fri 20 Nov 15:00 → …, due Mon 23 Nov 17:00; 3:00 run, 2:00 paused, 5:00 left",
      "running: Fri 20 Nov 15:00 → …, due Mon 23 Nov 17:00; 3:00 run, 66:00 paused, 5:00 left",
    ),
  )("from Friday 16:00 to Monday 10:00 excuses what it had of working time ($calendar)", ({ calendar, expected }) => {
    const events = [opened("Fri 20 Nov 15:00"), paused("Fri 20 Nov 16:00"), resumed("Mon 23 Nov 10:00")];
    expect(
      told(story(contract({ P2: { resolve: "PT8H" } }, { calendar }), "Mon 23 Nov 12:00", events), "resolve"),
    ).toBe(expected);
  });

  test.each(
    inBoth(
      "running: Fri 20 Nov 15:00 → …, due Mon 23 Nov 15:00; 5:00 run, 0:00 paused, 3:00 left",
      "running: Fri 20 Nov 15:00 → …, due Mon 23 Nov 13:00; 7:00 run, 62:00 paused, 1:00 left",
    ),
  )("wholly outside hours excuses nothing ($calendar)", ({ calendar, expected }) => {
    const events = [opened("Fri 20 Nov 15:00"), paused("Fri 20 Nov 18:00"), resumed("Mon 23 Nov 08:00")];
    expect(
      told(story(contract({ P2: { resolve: "PT8H" } }, { calendar }), "Mon 23 Nov 12:00", events), "resolve"),
    ).toBe(expected);
  });
});

describe("a change of priority", () => {
  const targets = { P1: { resolve: "PT4H" }, P2: { resolve: "PT8H" }, P3: { resolve: "PT16H" } };

  test.each(["office", "round-the-clock"] as const)(
    "upwards counts from the start, and the pause before it stays (%s)",
    (calendar) => {
      const terms = contract(targets, { calendar });
      const events = [
        opened("Mon 23 Nov 09:00", { priority: "P3" }),
        paused("Mon 23 Nov 10:00"),
        resumed("Mon 23 Nov 12:00"),
        prioritised("Mon 23 Nov 13:00", "P1"),
      ];
      expect(told(story(terms, "Mon 23 Nov 13:30", events), "resolve")).toBe(
        "running: Mon 23 Nov 09:00 → …, due Mon 23 Nov 15:00; 2:30 run, 2:00 paused, 1:30 left",
      );
    },
  );

  test.each(["office", "round-the-clock"] as const)(
    "downwards after a miss launders nothing, and the verdict names what was broken (%s)",
    (calendar) => {
      const events = [
        opened("Mon 23 Nov 09:00", { priority: "P1" }),
        prioritised("Mon 23 Nov 13:30", "P3"),
        resolved("Mon 23 Nov 14:00"),
      ];
      const reading = story(contract(targets, { calendar }), "Mon 23 Nov 16:00", events);
      expect(told(reading, "resolve")).toBe(
        "breached: Mon 23 Nov 09:00 → Mon 23 Nov 14:00, due Mon 23 Nov 13:00, missed Mon 23 Nov 13:00; 5:00 run, 0:00 paused, -1:00 left",
      );
      expect(clock(reading, "resolve").regime.priority).toBe("P1");
    },
  );

  test("to a level without an update target withdraws the update clock", () => {
    const terms = contract({ P1: { response: "PT1H", update: "PT1H" }, P3: { response: "PT8H" } });
    const events = [
      opened("Mon 23 Nov 09:00", { priority: "P1" }),
      prioritised("Mon 23 Nov 09:30", "P3"),
      answered("Mon 23 Nov 11:00"),
    ];
    const reading = story(terms, "Mon 23 Nov 12:00", events);
    expect(clock(reading, "update").state).toBe("cancelled");
    expect(clock(reading, "response").state).toBe("met");
    expect(reading.clocks).toHaveLength(2);
    expect(reading.noClock).toContainEqual({ kind: "nothing-promised", level: "update", priority: "P3" });
  });

  test("to a level without an update target keeps a missed update missed", () => {
    const terms = contract({ P1: { update: "PT1H" }, P3: { response: "PT8H" } });
    const events = [opened("Mon 23 Nov 09:00", { priority: "P1" }), prioritised("Mon 23 Nov 10:01", "P3")];
    expect(told(story(terms, "Mon 23 Nov 12:00", events), "update")).toContain("missed Mon 23 Nov 10:00");
  });
});

describe("resolved and reopened", () => {
  const terms = (calendar: "office" | "round-the-clock") => contract({ P2: { resolve: "PT4H" } }, { calendar });

  test.each(
    ["office", "round-the-clock"].flatMap((calendar) =>
      [resolved, closed].map((end) => ({ calendar, end, name: end("Mon 23 Nov 10:00").type })),
    ) as {
      calendar: "office" | "round-the-clock";
      end: typeof resolved;
      name: string;
    }[],
  )(
    "inside the target goes on with the same clock, the time in between uncounted ($calendar, $name)",
    ({ calendar, end }) => {
      const events = [
        opened("Mon 23 Nov 09:00"),
        end("Mon 23 Nov 10:00"),
        reopened("Mon 23 Nov 14:00"),
        resolved("Mon 23 Nov 15:00"),
      ];
      expect(told(story(terms(calendar), "Mon 23 Nov 12:00", events), "resolve")).toBe(
        "met: Mon 23 Nov 09:00 → Mon 23 Nov 10:00, due Mon 23 Nov 13:00; 1:00 run, 0:00 paused, 3:00 left",
      );
      expect(told(story(terms(calendar), "Mon 23 Nov 14:30", events), "resolve")).toBe(
        "running: Mon 23 Nov 09:00 → …, due Mon 23 Nov 17:00; 1:30 run, 0:00 paused, 2:30 left",
      );
      expect(told(story(terms(calendar), "Mon 23 Nov 16:00", events), "resolve")).toBe(
        "met: Mon 23 Nov 09:00 → Mon 23 Nov 15:00, due Mon 23 Nov 17:00; 2:00 run, 0:00 paused, 2:00 left",
      );
    },
  );

  test.each(["office", "round-the-clock"] as const)("late, then quickly again: still missed (%s)", (calendar) => {
    const events = [
      opened("Mon 23 Nov 09:00"),
      resolved("Mon 23 Nov 14:00"),
      reopened("Mon 23 Nov 15:00"),
      resolved("Mon 23 Nov 15:10"),
    ];
    expect(told(story(terms(calendar), "Mon 23 Nov 16:00", events), "resolve")).toBe(
      "breached: Mon 23 Nov 09:00 → Mon 23 Nov 15:10, due Mon 23 Nov 13:00, missed Mon 23 Nov 13:00; 5:10 run, 0:00 paused, -1:10 left",
    );
  });
});

describe("who did what when", () => {
  test.each(["office", "round-the-clock"] as const)(
    "a merged ticket ends its clocks, and the other keeps the earliest start (%s)",
    (calendar) => {
      const terms = contract({ P2: { response: "PT4H" } }, { calendar });
      const source = story(terms, "Mon 23 Nov 12:00", [opened("Mon 23 Nov 09:00"), merged("Mon 23 Nov 11:00", "T-2")]);
      expect(told(source, "response")).toBe(
        "cancelled: Mon 23 Nov 09:00 → Mon 23 Nov 11:00, due Mon 23 Nov 13:00; 2:00 run, 0:00 paused, 2:00 left",
      );
      const absorbed = [{ ticket: "T-0", mergedAt: at("Mon 23 Nov 11:00"), openedAt: at("Mon 23 Nov 09:00") }];
      expect(told(story(terms, "Mon 23 Nov 12:00", [opened("Mon 23 Nov 10:00")], absorbed), "response")).toBe(
        "running: Mon 23 Nov 09:00 → …, due Mon 23 Nov 13:00; 3:00 run, 0:00 paused, 1:00 left",
      );
    },
  );

  test("a ticket that the provider opens starts at the client's contact, and its own note is no answer", () => {
    const byTelephone = opened("Mon 23 Nov 09:00", {
      by: "provider",
      channel: "telephone",
      recordedAt: "Mon 23 Nov 09:40",
    });
    const events = [byTelephone, noted("Mon 23 Nov 09:40")];
    expect(told(story(contract({ P2: { response: "PT1H" } }), "Mon 23 Nov 09:45", events), "response")).toBe(
      "running: Mon 23 Nov 09:00 → …, due Mon 23 Nov 10:00; 0:45 run, 0:00 paused, 0:15 left",
    );
  });

  test.each(["office", "round-the-clock"] as const)(
    "of three messages the oldest waits for the answer (%s)",
    (calendar) => {
      const messages = ["10:00", "10:30", "11:00"].map((time) => messaged(`Mon 23 Nov ${time}`));
      const events = [
        opened("Mon 23 Nov 09:00"),
        answered("Mon 23 Nov 09:30"),
        ...messages,
        answered("Mon 23 Nov 11:45"),
      ];
      const reading = story(contract({ P2: { update: "PT2H" } }, { calendar }), "Mon 23 Nov 12:00", events);
      expect(told(reading, "update", 2)).toBe(
        "met: Mon 23 Nov 10:00 → Mon 23 Nov 11:45, due Mon 23 Nov 12:00; 1:45 run, 0:00 paused, 0:15 left",
      );
      expect(told(reading, "update", 3)).toBe(
        "running: Mon 23 Nov 11:45 → …, due Mon 23 Nov 13:45; 0:15 run, 0:00 paused, 1:45 left",
      );
    },
  );

  test("neither an automatic receipt nor an internal note nor the client's own message is an answer", () => {
    const events = [
      opened("Mon 23 Nov 09:00"),
      answered("Mon 23 Nov 09:01", { automatic: true }),
      event("answered", "client", "Mon 23 Nov 09:05"),
      event("answered", "system", "Mon 23 Nov 09:06"),
      noted("Mon 23 Nov 09:10"),
      messaged("Mon 23 Nov 09:20"),
    ];
    const reading = story(contract({ P2: { response: "PT1H", update: "PT2H" } }), "Mon 23 Nov 09:30", events);
    expect(told(reading, "response")).toBe(
      "running: Mon 23 Nov 09:00 → …, due Mon 23 Nov 10:00; 0:30 run, 0:00 paused, 0:30 left",
    );
    expect(told(reading, "update")).toBe(
      "running: Mon 23 Nov 09:00 → …, due Mon 23 Nov 11:00; 0:30 run, 0:00 paused, 1:30 left",
    );
  });

  test("a backdated answer is judged at the time it happened", () => {
    const late = answered("Mon 23 Nov 09:30", { recordedAt: "Mon 23 Nov 14:00", reason: "answered by telephone" });
    expect(
      told(
        story(contract({ P2: { response: "PT1H" } }), "Mon 23 Nov 15:00", [opened("Mon 23 Nov 09:00"), late]),
        "response",
      ),
    ).toBe("met: Mon 23 Nov 09:00 → Mon 23 Nov 09:30, due Mon 23 Nov 10:00; 0:30 run, 0:00 paused, 0:30 left");
  });

  test("of two events in the same second the one recorded first comes first", () => {
    const terms = contract({ P2: { resolve: "PT4H" } });
    const told2 = (first: string, second: string) => {
      const events = [
        opened("Mon 23 Nov 09:00"),
        paused("Mon 23 Nov 09:30"),
        resumed("Mon 23 Nov 10:00", { recordedAt: first }),
        paused("Mon 23 Nov 10:00", "waiting-for-third-party", { recordedAt: second }),
      ];
      const states = [events, events.toReversed()].map(
        (each) => clock(story(terms, "Mon 23 Nov 11:00", each), "resolve").state,
      );
      expect(states[0]).toBe(states[1]);
      return states[0];
    };
    expect(told2("Mon 23 Nov 10:00:01", "Mon 23 Nov 10:00:02")).toBe("paused");
    expect(told2("Mon 23 Nov 10:00:02", "Mon 23 Nov 10:00:01")).toBe("running");
  });
});

describe("the contract", () => {
  test("that expired yesterday promises nothing to a ticket of today, and says so", () => {
    const terms = contract({ P2: { response: "PT1H" } }, { term: { start: "2026-01-01", end: "2026-11-22" } });
    const reading = story(terms, "Mon 23 Nov 12:00", [opened("Mon 23 Nov 09:00")]);
    expect(reading.clocks).toEqual([]);
    expect(reading.noClock).toEqual([{ kind: "contract-not-in-force", at: at("Mon 23 Nov 09:00") }]);
  });

  test("that expires while a ticket is open goes on to judge it", () => {
    const terms = contract({ P2: { response: "PT1H" } }, { term: { start: "2026-01-01", end: "2026-11-22" } });
    const reading = story(terms, "Mon 23 Nov 12:00", [opened("Fri 20 Nov 16:30"), answered("Mon 23 Nov 09:30")]);
    expect(told(reading, "response")).toBe(
      "met: Fri 20 Nov 16:30 → Mon 23 Nov 09:30, due Mon 23 Nov 09:30; 1:00 run, 0:00 paused, 0:00 left",
    );
  });

  const amended = (calendar: "office" | "round-the-clock", resolve: string) =>
    versionsOf(
      documentOf({ P2: { resolve: "PT8H" } }, { calendar }),
      documentOf({ P2: { resolve } }, { calendar, version: 2, validFrom: "2026-11-24" }),
    );

  test.each(
    inBoth(
      "running: Mon 23 Nov 16:00 → …, due Wed 25 Nov 16:00; 2:00 run, 0:00 paused, 14:00 left",
      "running: Mon 23 Nov 18:00 → …, due Tue 24 Nov 10:00; 16:00 run, 0:00 paused, 0:00 left",
    ),
  )("amended in the middle of a ticket sets the new target from its start ($calendar)", ({ calendar, expected }) => {
    const opening = calendar === "office" ? "Mon 23 Nov 16:00" : "Mon 23 Nov 18:00";
    const before = story(amended(calendar, "PT16H"), "Mon 23 Nov 23:59", [opened(opening)]);
    expect(clock(before, "resolve").deadline).toBe(at(calendar === "office" ? "Tue 24 Nov 16:00" : "Tue 24 Nov 02:00"));
    const after = story(amended(calendar, "PT16H"), "Tue 24 Nov 10:00", [opened(opening)]);
    expect(told(after, "resolve")).toBe(expected);
    expect(clock(after, "resolve").regime.terms.document.version).toBe(2);
  });

  test("amended to a target already used up is missed when the amendment takes effect", () => {
    const reading = story(amended("round-the-clock", "PT1H"), "Tue 24 Nov 01:00", [opened("Mon 23 Nov 18:00")]);
    expect(told(reading, "resolve")).toBe(
      "breached: Mon 23 Nov 18:00 → …, due Mon 23 Nov 19:00, missed Tue 24 Nov 00:00; 7:00 run, 0:00 paused, -6:00 left",
    );
  });
});

test("a rerun gives the same bytes, in whatever order events come and whatever was asked before", () => {
  const events = [
    opened("Fri 20 Nov 16:30"),
    assigned("Fri 20 Nov 16:40"),
    answered("Fri 20 Nov 16:50"),
    paused("Mon 23 Nov 09:10"),
    messaged("Mon 23 Nov 11:00"),
    resumed("Mon 23 Nov 11:10"),
    prioritised("Mon 23 Nov 12:00", "P1"),
    moved("Mon 23 Nov 13:00", "workplace"),
    resolved("Tue 24 Nov 09:00"),
    reopened("Tue 24 Nov 10:00"),
  ];
  const targets = {
    P1: { response: "PT1H", update: "PT2H", resolve: "PT6H" },
    P2: { response: "PT2H", update: "PT4H", restore: "NBD", resolve: "PT16H" },
  };
  const bytes = (order: typeof events, askedBefore: string): string => {
    const terms = contract(targets, { calendar: { ...OFFICE, holidays: "DE-BY" } });
    story(terms, askedBefore, [opened(askedBefore)]);
    const { clocks, noClock } = story(terms, "Tue 24 Nov 11:00", order);
    const now = at("Tue 24 Nov 11:00");
    const plain = clocks.map((reading) => {
      const { regime, course, ...rest } = reading;
      const sentences = (["de", "en"] as const).map((locale) => sentenceOf(reading, now, locale, "Europe/Berlin"));
      return {
        ...rest,
        priority: regime.priority,
        target: regime.promised.text,
        course,
        sentences,
        intervals: explainClock(reading, now),
      };
    });
    return JSON.stringify({ plain, noClock });
  };
  const once = bytes(events, "Mon 23 Nov 09:00");
  expect(once.length).toBeGreaterThan(2_000);
  expect(bytes(events.toReversed(), "Sat 2 Jan 1999 09:00")).toBe(once);
  expect(bytes([...events.slice(5), ...events.slice(0, 5)], "Fri 3 Jan 2070 09:00")).toBe(once);
});

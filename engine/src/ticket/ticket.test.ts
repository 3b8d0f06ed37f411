/** What a ticket's events, contract versions and lives make of its clocks. Most stories begin on Monday 23 November 2026. */
import { describe, expect, test } from "vitest";
import type { TicketEvent } from "./event.ts";
import {
  answered,
  assigned,
  at,
  cancelled,
  clock,
  closed,
  contract,
  documentOf,
  event,
  merged,
  messaged,
  moved,
  opened,
  paused,
  prioritised,
  reopened,
  resolved,
  restored,
  resumed,
  story,
  told,
  versionsOf,
  type Besides,
} from "./story.test-support.ts";
import { inOrder, type Absorbed } from "./ticket.ts";

const mon = (time: string): string => `Mon 23 Nov ${time}`;
const tue = (time: string): string => `Tue 24 Nov ${time}`;
const absorbed = (openedAt: string, mergedAt: string, ticket = "T-0"): Absorbed => ({
  ticket,
  openedAt: at(openedAt),
  mergedAt: at(mergedAt),
});

describe("what is known", () => {
  const hour = contract({ P2: { response: "PT1H" } });

  test("events after now are not known yet, events at now are", () => {
    const events = [opened(mon("09:00")), answered(mon("09:30"))];
    expect(told(story(hour, mon("09:29"), events), "response")).toContain("running");
    expect(told(story(hour, mon("09:30"), events), "response")).toContain("met");
    expect(story(hour, mon("08:59"), events)).toMatchObject({
      openedAt: null,
      clocks: [],
      noClock: [{ kind: "not-opened" }],
    });
  });

  test("what comes before the opening is no part of the ticket", () => {
    const events = [answered(mon("08:00")), prioritised(mon("08:30"), "P1"), opened(mon("09:00"))];
    const reading = story(hour, mon("09:30"), events);
    expect(reading.openedAt).toBe(at(mon("09:00")));
    expect(told(reading, "response")).toBe(
      "running: Mon 23 Nov 09:00 → …, due Mon 23 Nov 10:00; 0:30 run, 0:00 paused, 0:30 left",
    );
  });

  test("a ticket without an opening has no clock", () => {
    expect(story(hour, mon("12:00"), [answered(mon("09:00"))])).toMatchObject({
      openedAt: null,
      clocks: [],
      noClock: [{ kind: "not-opened" }],
    });
    expect(story(hour, mon("12:00"), []).noClock).toEqual([{ kind: "not-opened" }]);
  });

  test("events count in the order in which they happened, then were recorded, then stand", () => {
    const late = opened(mon("09:00"), { recordedAt: mon("10:00") });
    const early = answered(mon("09:00"));
    const [one, other] = [paused(tue("09:00")), resumed(tue("09:00"))];
    expect(inOrder([one, other, late, early])).toEqual([early, late, one, other]);
    expect(inOrder([other, early, one])).toEqual([early, other, one]);
    const sorted = [early, late, one];
    expect(inOrder(sorted)).toBe(sorted);
  });

  test("reading changes nothing of what it reads", () => {
    const events = Object.freeze([resolved(mon("10:00")), opened(mon("09:00"))]);
    expect(told(story(hour, mon("12:00"), events), "response")).toContain("met");
    expect(events[0]!.type).toBe("resolved");
  });
});

describe("a ticket without a clock says why", () => {
  const services = (["workplace", "network", "advice"] as const).map((id) => ({
    id,
    name: id,
    area: "other" as const,
    ...(id !== "advice" && { serviceLevel: "standard" }),
  }));
  const terms = contract({ P1: { response: "PT1H", resolve: "PT4H" }, P2: { response: "PT2H" } }, { services });

  test.each([
    { details: { service: "telephony" }, noClock: [{ kind: "service-unknown", service: "telephony" }] },
    { details: {}, noClock: [{ kind: "service-unknown", service: undefined }] },
    { details: { service: "advice" }, noClock: [{ kind: "service-without-level", service: "advice" }] },
    { details: { service: "network", priority: "P9" }, noClock: [{ kind: "priority-unknown", priority: "P9" }] },
    {
      details: { service: "network", priority: "P3" },
      noClock: ["response", "update", "restore", "resolve"].map((level) => ({
        kind: "nothing-promised",
        level,
        priority: "P3",
      })),
    },
  ])("$noClock.0.kind ($details)", ({ details, noClock }) => {
    expect(story(terms, mon("12:00"), [opened(mon("09:00"), details)])).toMatchObject({ clocks: [], noClock });
  });

  test("no priority at all", () => {
    const unprioritised = event("opened", "monitor", mon("09:00"), { service: "network" });
    expect(story(terms, mon("12:00"), [unprioritised]).noClock).toEqual([
      { kind: "priority-unknown", priority: undefined },
    ]);
  });

  test("the only service of a contract need not be named", () => {
    expect(
      clock(story(contract({ P2: { response: "PT1H" } }), mon("09:10"), [opened(mon("09:00"))]), "response").regime
        .service,
    ).toBe("workplace");
  });

  test("a level that nothing is promised for is named beside those that have a clock", () => {
    const reading = story(terms, mon("09:30"), [opened(mon("09:00"), { service: "network", priority: "P1" })]);
    expect(reading.clocks.map(({ level }) => level)).toEqual(["response", "resolve"]);
    expect(reading.noClock).toEqual(
      ["update", "restore"].map((level) => ({ kind: "nothing-promised", level, priority: "P1" })),
    );
  });

  test("before the first version no clock runs, and a later amendment brings none", () => {
    const later = contract({ P2: { response: "PT1H" } }, { validFrom: "2026-11-24", term: { start: "2026-11-24" } });
    const reading = story(later, tue("12:00"), [opened(mon("16:00"))]);
    expect(reading).toMatchObject({ clocks: [], noClock: [{ kind: "contract-not-in-force", at: at(mon("16:00")) }] });
    expect(clock(story(later, tue("00:30"), [opened(tue("00:00"))]), "response").state).toBe("running");
  });
});

describe("priority", () => {
  const terms = contract({ P1: { response: "PT1H" }, P2: { response: "PT2H" }, P3: { response: "PT4H" } });

  test.each([
    { impact: "high", urgency: "high", priority: "P1" },
    { impact: "high", urgency: "low", priority: "P2" },
    { impact: "low", urgency: "high", priority: "P2" },
    { impact: "low", urgency: "low", priority: "P3" },
  ])("comes from impact $impact and urgency $urgency: $priority", ({ impact, urgency, priority }) => {
    const reading = story(terms, mon("09:30"), [opened(mon("09:00"), { impact, urgency })]);
    expect(clock(reading, "response").regime.priority).toBe(priority);
  });

  test("comes from the matrix even where the event names another, and from the event where the matrix knows nothing", () => {
    const regime = (details: Parameters<typeof opened>[1]) =>
      clock(story(terms, mon("09:30"), [opened(mon("09:00"), details)]), "response").regime;
    expect(regime({ impact: "low", urgency: "low", priority: "P1" }).priority).toBe("P3");
    expect(regime({ impact: "vast", urgency: "low", priority: "P1" }).priority).toBe("P1");
  });

  test("set only later gives the clock its start all the same", () => {
    const events = [event("opened", "monitor", mon("09:00")), prioritised(mon("09:40"), "P1")];
    expect(told(story(terms, mon("09:50"), events), "response")).toBe(
      "running: Mon 23 Nov 09:00 → …, due Mon 23 Nov 10:00; 0:50 run, 0:00 paused, 0:10 left",
    );
    expect(story(terms, mon("09:30"), events)).toMatchObject({ clocks: [], noClock: [{ kind: "priority-unknown" }] });
  });

  test("changed by impact and urgency", () => {
    const events = [
      opened(mon("09:00"), { impact: "low", urgency: "low" }),
      event("priority-changed", "client", mon("09:10"), { impact: "high", urgency: "high" }),
    ];
    expect(told(story(terms, mon("09:30"), events), "response")).toContain("due Mon 23 Nov 10:00");
  });

  test("a change at the instant of the reading counts", () => {
    const events = [opened(mon("09:00"), { priority: "P3" }), prioritised(mon("11:00"), "P1")];
    const reading = story(terms, mon("11:00"), events);
    expect(told(reading, "response")).toBe(
      "breached: Mon 23 Nov 09:00 → …, due Mon 23 Nov 10:00, missed Mon 23 Nov 11:00; 2:00 run, 0:00 paused, -1:00 left",
    );
    const inTime = [opened(mon("09:00"), { priority: "P3" }), prioritised(mon("09:30"), "P1")];
    expect(told(story(terms, mon("09:30"), inTime), "response")).toContain(
      "running: Mon 23 Nov 09:00 → …, due Mon 23 Nov 10:00",
    );
  });

  test("a change at the instant of the end, or after it, comes too late to count", () => {
    for (const changed of ["11:00", "12:00"]) {
      const events = [
        opened(mon("09:00"), { priority: "P3" }),
        answered(mon("11:00")),
        prioritised(mon(changed), "P1"),
      ];
      expect(told(story(terms, mon("16:00"), events), "response")).toContain(
        "met: Mon 23 Nov 09:00 → Mon 23 Nov 11:00, due Mon 23 Nov 13:00",
      );
    }
  });

  test("a change to an easier target at the very deadline comes in time", () => {
    const events = [opened(mon("09:00"), { priority: "P1" }), prioritised(mon("10:00"), "P3"), answered(mon("12:00"))];
    expect(told(story(terms, mon("16:00"), events), "response")).toContain(
      "met: Mon 23 Nov 09:00 → Mon 23 Nov 12:00, due Mon 23 Nov 13:00",
    );
  });
});

describe("a change sets the new target from the start or from the change, as the contract says", () => {
  const services = (["workplace", "network"] as const).map((id) => ({
    id,
    name: id,
    area: "other" as const,
    serviceLevel: id === "network" ? "strict" : "standard",
  }));
  const serviceLevels = {
    strict: {
      calendar: "office",
      targets: { P1: { resolve: "PT3H" }, P2: { resolve: "PT3H" }, P3: { resolve: "PT3H" } },
    },
  };
  const targets = { P1: { resolve: "PT4H" }, P2: { resolve: "PT6H" }, P3: { resolve: "PT7H" } };
  const due = (rules: object, change: TicketEvent, priority = "P2") => {
    const terms = contract(targets, { services, serviceLevels, clocks: { retarget: rules } });
    const events = [opened(mon("09:00"), { service: "workplace", priority }), change];
    return told(story(terms, mon("11:30"), events), "resolve")
      .replace(/;.*/, "")
      .replaceAll("Mon 23 Nov ", "");
  };

  test.each([
    { field: "upgrade", rule: "from-start", expected: "running: 09:00 → …, due 13:00" },
    { field: "upgrade", rule: "from-change", expected: "running: 11:00 → …, due 15:00" },
  ] as const)("$field $rule", ({ field, rule, expected }) => {
    expect(due({ [field]: rule }, prioritised(mon("11:00"), "P1"))).toBe(expected);
    expect(due({ [field]: rule }, prioritised(mon("11:00"), "P3"))).toBe("running: 09:00 → …, due 16:00");
  });

  test.each([
    { rule: "from-start", expected: "running: 09:00 → …, due 16:00" },
    { rule: "from-change", expected: "running: 11:00 → …, due Tue 24 Nov 10:00" },
  ] as const)("downgrade $rule", ({ rule, expected }) => {
    expect(due({ downgrade: rule }, prioritised(mon("11:00"), "P3"))).toBe(expected);
    expect(due({ downgrade: rule }, prioritised(mon("11:00"), "P1"))).toBe("running: 09:00 → …, due 13:00");
  });

  test.each([
    { rule: "from-start", expected: "running: 09:00 → …, due 12:00" },
    { rule: "from-change", expected: "running: 11:00 → …, due 14:00" },
  ] as const)("service $rule", ({ rule, expected }) => {
    expect(due({ service: rule }, moved(mon("11:00"), "network"))).toBe(expected);
  });

  test.each([
    { rule: "from-start", expected: "breached: Mon 23 Nov 15:00 → …, due Mon 23 Nov 16:00, missed Tue 24 Nov 00:00" },
    { rule: "from-change", expected: "running: Tue 24 Nov 09:00 → …, due Tue 24 Nov 10:00" },
  ] as const)("version $rule", ({ rule, expected }) => {
    const clocks: Besides["clocks"] = { retarget: { version: rule } };
    const terms = versionsOf(
      documentOf(targets, { clocks }),
      documentOf({ P2: { resolve: "PT1H" } }, { clocks, version: 2, validFrom: "2026-11-24" }),
    );
    expect(told(story(terms, tue("09:30"), [opened(mon("15:00"))]), "resolve")).toContain(expected);
    expect(told(story(terms, mon("23:59:59.999"), [opened(mon("15:00"))]), "resolve")).toContain(
      "due Tue 24 Nov 13:00",
    );
  });

  test("a version that promises the same begins nothing anew", () => {
    const clocks: Besides["clocks"] = { retarget: { version: "from-change" } };
    const terms = versionsOf(
      documentOf(targets, { clocks }),
      documentOf(targets, { clocks, version: 2, validFrom: "2026-11-24" }),
    );
    const reading = story(terms, tue("09:30"), [opened(mon("15:00"))]);
    expect(told(reading, "resolve")).toContain("running: Mon 23 Nov 15:00 → …, due Tue 24 Nov 13:00");
    expect(clock(reading, "resolve").regime.terms.document.version).toBe(1);
  });

  test("another service with the same promise is named from then on", () => {
    const same = [...services, { id: "printing", name: "printing", area: "other" as const, serviceLevel: "standard" }];
    const terms = contract(targets, { services: same, serviceLevels });
    const events = [opened(mon("09:00"), { service: "workplace" }), moved(mon("10:00"), "printing")];
    const reading = story(terms, mon("11:00"), events);
    expect(clock(reading, "resolve").regime.service).toBe("printing");
    expect(told(reading, "resolve")).toContain("running: Mon 23 Nov 09:00 → …, due Mon 23 Nov 15:00");
  });

  test("a change at midnight is judged under the version that begins then", () => {
    const rules = (upgrade: "from-start" | "from-change"): Besides => ({ clocks: { retarget: { upgrade } } });
    const first = documentOf(targets, rules("from-start"));
    const second = documentOf(targets, { ...rules("from-change"), version: 2, validFrom: "2026-11-24" });
    const events = [opened(mon("15:00"), { priority: "P3" }), prioritised(tue("00:00"), "P1")];
    expect(told(story(versionsOf(first, second), tue("09:30"), events), "resolve")).toContain(
      "running: Tue 24 Nov 09:00 → …, due Tue 24 Nov 13:00",
    );
  });

  test("a pause goes on through a change that counts from then", () => {
    const terms = contract(targets, { clocks: { retarget: { upgrade: "from-change" } } });
    const events = [opened(mon("09:00")), paused(mon("10:00")), prioritised(mon("11:00"), "P1"), resumed(mon("12:00"))];
    expect(told(story(terms, mon("11:30"), events), "resolve")).toBe(
      "paused: Mon 23 Nov 11:00 → …, due open; 0:00 run, 0:30 paused, 4:00 left",
    );
    expect(told(story(terms, mon("12:30"), events), "resolve")).toBe(
      "running: Mon 23 Nov 11:00 → …, due Mon 23 Nov 16:00; 0:30 run, 1:00 paused, 3:30 left",
    );
  });
});

describe("reopened", () => {
  const days = (withinDays: number) =>
    contract({ P2: { response: "PT1H", resolve: "PT4H" } }, { clocks: { reopen: { withinDays } } });
  const lives = (withinDays: number, ended: TicketEvent[], again: string) => {
    const { clocks } = story(days(withinDays), "Fri 18 Dec 12:00", [opened(mon("09:00")), ...ended, reopened(again)]);
    return clocks.map(({ level, course: { life } }) => `${level} ${life}`);
  };

  test.each([
    { withinDays: 0, again: mon("10:00"), late: false },
    { withinDays: 0, again: mon("10:00:00.001"), late: true },
    { withinDays: 1, again: tue("10:00"), late: false },
    { withinDays: 1, again: tue("10:00:00.001"), late: true },
    { withinDays: 14, again: "Mon 7 Dec 10:00", late: false },
    { withinDays: 14, again: "Mon 7 Dec 10:01", late: true },
  ])("within $withinDays days of Monday 10:00 at $again: late $late", ({ withinDays, again, late }) => {
    const expected = late ? ["response 1", "resolve 1", "response 2", "resolve 2"] : ["response 1", "resolve 1"];
    expect(lives(withinDays, [resolved(mon("10:00"))], again)).toEqual(expected);
    expect(lives(withinDays, [closed(mon("10:00"))], again)).toEqual(expected);
    expect(lives(withinDays, [cancelled(mon("10:00"), "provider")], again)).toEqual(expected);
    expect(lives(withinDays, [resolved(mon("10:00")), closed(mon("10:00"))], again)).toEqual(expected);
  });

  test("the days count from resolving, not from a later closing", () => {
    expect(lives(1, [resolved(mon("10:00")), closed(tue("09:00"))], tue("10:01"))).toHaveLength(4);
  });

  test("late is a new life with clocks of its own, for the service and priority it had", () => {
    const events = [
      opened(mon("09:00")),
      paused(mon("09:10")),
      prioritised(mon("09:30"), "P1"),
      resolved(mon("10:00")),
      reopened(tue("10:00:00.001")),
    ];
    const terms = contract(
      { P1: { response: "PT1H" }, P2: { response: "PT4H" } },
      { clocks: { reopen: { withinDays: 1 } } },
    );
    const reading = story(terms, tue("10:30"), events);
    expect(told(reading, "response", 1, 1)).toContain("met: Mon 23 Nov 09:00 → Mon 23 Nov 10:00, due Mon 23 Nov 10:00");
    expect(told(reading, "response", 1, 2)).toContain(
      "running: Tue 24 Nov 10:00:00.001 → …, due Tue 24 Nov 11:00:00.001",
    );
    expect(clock(reading, "response", 1, 2).regime.priority).toBe("P1");
  });

  test("late after the contract's end has no clock", () => {
    const terms = contract(
      { P2: { response: "PT1H" } },
      { term: { start: "2026-01-01", end: "2026-11-23" }, clocks: { reopen: { withinDays: 0 } } },
    );
    const reading = story(terms, tue("12:00"), [opened(mon("09:00")), resolved(mon("10:00")), reopened(tue("09:00"))]);
    expect(reading.clocks).toHaveLength(1);
    expect(reading.noClock).toContainEqual({ kind: "contract-not-in-force", at: at(tue("09:00")) });
  });

  test("again and again counts every stretch of work once", () => {
    const events = [
      opened(mon("09:00")),
      resolved(mon("10:00")),
      reopened(mon("11:00")),
      resolved(mon("12:00")),
      reopened(mon("13:00")),
      resolved(mon("14:00")),
    ];
    expect(told(story(days(14), mon("16:00"), events), "resolve")).toBe(
      "met: Mon 23 Nov 09:00 → Mon 23 Nov 14:00, due Mon 23 Nov 15:00; 3:00 run, 0:00 paused, 1:00 left",
    );
  });

  test("with nothing left is missed at the reopening, not while it was resolved", () => {
    const events = [opened(mon("09:00")), resolved(mon("13:00")), reopened(tue("10:00")), resolved(tue("11:00"))];
    expect(told(story(days(14), tue("09:00"), events), "resolve")).toContain(
      "met: Mon 23 Nov 09:00 → Mon 23 Nov 13:00",
    );
    expect(told(story(days(14), tue("12:00"), events), "resolve")).toContain(
      "due Mon 23 Nov 13:00, missed Tue 24 Nov 10:00",
    );
  });
});

describe("cancelled", () => {
  const terms = contract({ P2: { response: "PT1H", resolve: "PT4H" } });
  test.each([
    { by: "client", states: ["cancelled", "cancelled"] },
    { by: "system", states: ["cancelled", "cancelled"] },
    { by: "monitor", states: ["cancelled", "cancelled"] },
    { by: "provider", states: ["met", "met"] },
  ] as const)("by the $by in time: $states", ({ by, states }) => {
    const reading = story(terms, mon("16:00"), [opened(mon("09:00")), cancelled(mon("09:30"), by)]);
    expect(reading.clocks.map(({ state }) => state)).toEqual(states);
    expect(reading.clocks.map(({ stoppedAt }) => stoppedAt)).toEqual([at(mon("09:30")), at(mon("09:30"))]);
  });

  test.each(["client", "provider"] as const)("by the %s after a miss: the miss stays", (by) => {
    const reading = story(terms, mon("16:00"), [opened(mon("09:00")), cancelled(mon("10:30"), by)]);
    expect(told(reading, "response")).toContain("breached");
    expect(told(reading, "resolve")).toContain(by === "client" ? "cancelled" : "met");
  });

  test("what was met before stays met, and what comes after counts for nothing", () => {
    const events = [
      opened(mon("09:00")),
      answered(mon("09:30")),
      cancelled(mon("10:00"), "client"),
      restored(mon("10:30")),
      resolved(mon("16:30")),
    ];
    expect(story(terms, mon("17:00"), events).clocks.map(({ state }) => state)).toEqual(["met", "cancelled"]);
  });

  test("by the client and reopened is a new life, however soon", () => {
    const events = [opened(mon("09:00")), cancelled(mon("09:30"), "client"), reopened(mon("09:40"))];
    const reading = story(terms, mon("10:00"), events);
    expect(told(reading, "response", 1, 1)).toContain("cancelled");
    expect(told(reading, "response", 1, 2)).toContain("running: Mon 23 Nov 09:40 → …, due Mon 23 Nov 10:40");
  });
});

describe("merged", () => {
  const terms = contract(
    { P1: { response: "PT2H" }, P2: { response: "PT4H", update: "PT4H", resolve: "PT8H" } },
    { clocks: { retarget: { upgrade: "from-change" } } },
  );

  test("of several tickets the earliest start holds, whenever it was merged", () => {
    const chain = [
      absorbed(mon("09:30"), mon("10:30"), "T-7"),
      absorbed(mon("09:00"), mon("11:00"), "T-8"),
      absorbed(mon("09:45"), mon("11:30"), "T-9"),
    ];
    for (const order of [chain, chain.toReversed()]) {
      const reading = story(terms, mon("12:00"), [opened(mon("10:00"))], order);
      expect(told(reading, "response")).toBe(
        "running: Mon 23 Nov 09:00 → …, due Mon 23 Nov 13:00; 3:00 run, 0:00 paused, 1:00 left",
      );
    }
  });

  test("a ticket opened later brings nothing, nor does a merge after now", () => {
    const later = [absorbed(mon("10:30"), mon("11:00")), absorbed(mon("09:00"), mon("14:00"))];
    expect(told(story(terms, mon("12:00"), [opened(mon("10:00"))], later), "response")).toContain(
      "running: Mon 23 Nov 10:00",
    );
  });

  test("an earlier start that makes a ticket overdue is missed at the merge", () => {
    const reading = story(terms, mon("12:00"), [opened(mon("10:00"))], [absorbed("Fri 20 Nov 15:00", mon("11:30"))]);
    expect(told(reading, "response")).toContain(
      "breached: Fri 20 Nov 15:00 → …, due Mon 23 Nov 11:00, missed Mon 23 Nov 11:30",
    );
  });

  test("what was answered before the merge is judged as it was", () => {
    const reading = story(
      terms,
      mon("12:00"),
      [opened(mon("10:00")), answered(mon("11:00"))],
      [absorbed("Fri 20 Nov 09:00", mon("11:30"))],
    );
    expect(told(reading, "response")).toContain("met: Mon 23 Nov 10:00 → Mon 23 Nov 11:00");
  });

  test("later update cycles run from their own updates", () => {
    const events = [opened(mon("10:00")), answered(mon("11:00")), answered(mon("13:00")), messaged(mon("14:00"))];
    const reading = story(terms, mon("14:30"), events, [absorbed(mon("09:00"), mon("11:30"))]);
    expect(told(reading, "update", 2)).toContain("met: Mon 23 Nov 11:00");
    expect(told(reading, "update", 3)).toContain("running: Mon 23 Nov 14:00 → …, due Tue 24 Nov 10:00");
  });

  test("a clock that starts with an event of its own ticket keeps that start", () => {
    const late = contract({ P2: { resolve: "PT4H" } }, { clocks: { resolve: { start: "assigned" } } });
    const reading = story(
      late,
      mon("12:00"),
      [opened(mon("10:00")), assigned(mon("10:30"))],
      [absorbed(mon("09:00"), mon("11:00"))],
    );
    expect(told(reading, "resolve")).toContain("running: Mon 23 Nov 10:30 → …, due Mon 23 Nov 14:30");
  });

  test("a target that counts from a change is not moved by an earlier start", () => {
    const events = [opened(mon("09:30")), prioritised(mon("11:00"), "P1")];
    const reading = story(terms, mon("12:00"), events, [absorbed(mon("09:00"), mon("11:30"))]);
    expect(told(reading, "response")).toContain("running: Mon 23 Nov 11:00 → …, due Mon 23 Nov 13:00");
  });

  test("a merge belongs to the life in which it happened", () => {
    const again = contract({ P2: { response: "PT4H" } }, { clocks: { reopen: { withinDays: 0 } } });
    const events = [opened(mon("10:00")), resolved(mon("11:00")), reopened(tue("10:00"))];
    const first = story(again, tue("11:00"), events, [absorbed(mon("09:00"), mon("10:30"))]);
    expect(told(first, "response", 1, 1)).toContain("met: Mon 23 Nov 09:00 → Mon 23 Nov 11:00");
    expect(told(first, "response", 1, 2)).toContain("running: Tue 24 Nov 10:00");
    const second = story(again, tue("11:00"), events, [absorbed(tue("09:00"), tue("10:30"))]);
    expect(told(second, "response", 1, 1)).toContain("met: Mon 23 Nov 10:00 → Mon 23 Nov 11:00");
    expect(told(second, "response", 1, 2)).toContain("running: Tue 24 Nov 09:00");
  });

  test("the source keeps what it had met or missed, and what comes after counts for nothing", () => {
    const source = [opened(mon("09:00")), answered(mon("09:30")), merged(mon("15:00"), "T-2"), resolved(tue("16:00"))];
    const reading = story(terms, "Wed 25 Nov 12:00", source);
    expect(reading.clocks.map(({ level, cycle, state }) => `${level} ${cycle} ${state}`)).toEqual([
      "response 1 met",
      "update 1 met",
      "update 2 breached",
      "resolve 1 cancelled",
    ]);
  });
});

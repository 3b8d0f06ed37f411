/** What a ticket's events, contract versions and lives make of its clocks. Most stories begin on Monday 23 November 2026. */
import { describe, expect, test } from "vitest";
import { LEVELS } from "../contract/document.ts";
import { EVENT_TYPES, readEvent, TEXT_FIELDS, unreadFields, type TicketEvent } from "./event.ts";
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

describe("an event is read from a parsed JSON value", () => {
  const NOTED = { ticket: "T-1", at: "2026-11-23T09:00+01:00", by: "client", type: "noted" };
  const happened = at(mon("09:00"));
  const LONG = "x".repeat(1_000);

  test.each([
    { fields: {} },
    { fields: { ticket: LONG } },
    { fields: Object.fromEntries(TEXT_FIELDS.map((field) => [field, `some ${field}`])) },
    { fields: { reason: LONG } },
    { fields: { id: "", automatic: true, workaround: false } },
    { fields: { automatic: false, workaround: true } },
    { fields: { recordedAt: "2026-11-23T09:30+01:00" }, read: { recordedAt: at(mon("09:30")) } },
    { fields: { colour: "red", level: "response" }, read: {} },
    { fields: { type: "opened" } },
    { fields: { type: "opened", impact: "high", urgency: "low" } },
    { fields: { type: "priority-changed", priority: "P1" } },
    { fields: { type: "priority-changed", impact: "high", urgency: "low" } },
    { fields: { type: "service-changed", service: "network" } },
    { fields: { type: "paused", reason: "lunch" } },
    { fields: { type: "merged", into: "T-2" } },
    { fields: { type: "objected", event: "e1" } },
    {
      fields: { type: "objected", event: { type: "paused", at: "2026-11-23T09:00+01:00" } },
      read: { type: "objected", event: { type: "paused", at: happened } },
    },
    { fields: { type: "settled", event: "e1", outcome: "upheld" } },
    { fields: { type: "settled", event: "e1", outcome: "rejected" } },
    { fields: { type: "excluded", consent: ["client", "provider"] } },
    { fields: { type: "excluded", consent: [], level: "response" } },
  ] as { fields: object; read?: object }[])("$fields", ({ fields, read = fields }) => {
    const plain = { ticket: "T-1", at: happened, recordedAt: happened, by: "client", type: "noted" };
    expect(readEvent({ ...NOTED, ...fields })).toStrictEqual({ ok: true, value: { ...plain, ...read } });
  });

  const INSTANT = "an existing instant with offset such as 2026-11-23T08:00:00Z";
  const REFERENCE = "the id of an event, or its type and at";
  test.each([
    ...[undefined, "", 5, `${LONG}x`].map((ticket) => [{ ticket }, "ticket", "a text that is not empty"] as const),
    ...[undefined, 5, "2026-11-23", "2026-02-29T08:00Z"].map((wrong) => [{ at: wrong }, "at", INSTANT] as const),
    ...[null, 5, "yesterday"].map((recordedAt) => [{ recordedAt }, "recordedAt", INSTANT] as const),
    [{ by: "nobody" }, "by", "client or provider or system or monitor"],
    [{ type: "reported" }, "type", EVENT_TYPES.join(", ")],
    ...TEXT_FIELDS.flatMap((field) =>
      [5, null, `${LONG}x`].map((wrong) => [{ [field]: wrong }, field, "a text of at most 1000 characters"] as const),
    ),
    [{ automatic: "yes" }, "automatic", "true or false"],
    [{ workaround: 1 }, "workaround", "true or false"],
    ...["opened", "priority-changed"].flatMap((type) => [
      [{ type, impact: "high" }, "urgency", "impact and urgency together"] as const,
      [{ type, urgency: "high", priority: "P1" }, "impact", "impact and urgency together"] as const,
    ]),
    [{ type: "priority-changed" }, "priority", "impact and urgency, or a priority"],
    [{ type: "service-changed" }, "service", "the new service"],
    [{ type: "paused" }, "reason", "the reason of the pause"],
    [{ type: "merged" }, "into", "another ticket"],
    [{ type: "merged", into: "T-1" }, "into", "another ticket"],
    ...[
      undefined,
      null,
      5,
      {},
      { type: "paused" },
      { at: NOTED.at },
      { type: "x", at: NOTED.at },
      { type: "paused", at: 5 },
    ].map((wrong) => [{ type: "objected", event: wrong }, "event", REFERENCE] as const),
    [{ type: "settled", outcome: "upheld" }, "event", REFERENCE],
    [{ type: "settled", event: "e1" }, "outcome", "upheld or rejected"],
    [{ type: "settled", event: "e1", outcome: "maybe" }, "outcome", "upheld or rejected"],
    [{ type: "excluded", consent: [], level: "speed" }, "level", LEVELS.join(" or ")],
    ...[undefined, "client", ["client", "nobody"]].map(
      (consent) => [{ type: "excluded", consent }, "consent", "a list of the sides that agreed"] as const,
    ),
  ] as (readonly [object, string, string])[])("but not %j: %s", (fields, field, expected) => {
    expect(readEvent({ ...NOTED, ...fields })).toEqual({
      ok: false,
      refusal: { kind: "not-an-event", field, message: `expected ${expected}` },
    });
  });

  test.each([null, "noted", 5, [[NOTED]], undefined])("nor from %j", (value) => {
    expect(readEvent(value)).toEqual({
      ok: false,
      refusal: { kind: "not-an-event", field: "", message: "expected an object" },
    });
  });

  test("fields that no event has can be named", () => {
    const known = [...TEXT_FIELDS, "recordedAt", "automatic", "workaround", "event", "outcome", "level", "consent"];
    const all = { ...NOTED, ...Object.fromEntries(known.map((field) => [field, 1])) };
    expect(unreadFields(all)).toEqual([]);
    expect(unreadFields({ ...all, colour: "red", size: 1 })).toEqual(["colour", "size"]);
  });
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

  test("without any contract", () => {
    const events = [opened(mon("09:00")), resolved(mon("10:00")), reopened(mon("11:00"))];
    expect(story([], mon("12:00"), events).noClock).toEqual([{ kind: "contract-not-in-force", at: at(mon("09:00")) }]);
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

  test("stays that of impact and urgency when the ticket moves to another service", () => {
    const both = (["workplace", "network"] as const).map((id) => ({
      id,
      name: id,
      area: "other" as const,
      serviceLevel: "standard",
    }));
    const two = contract({ P1: { response: "PT1H" }, P2: { response: "PT2H" } }, { services: both });
    const rated = { service: "workplace", impact: "high", urgency: "high" };
    const reading = story(two, mon("09:30"), [opened(mon("09:00"), rated), moved(mon("09:10"), "network")]);
    expect(clock(reading, "response").regime).toMatchObject({ service: "network", priority: "P1" });
  });

  test("promised an update only later does not miss one before", () => {
    const terms2 = contract({ P2: { update: "PT4H" }, P3: { response: "PT4H" } });
    const events = [
      opened(mon("09:00"), { priority: "P3" }),
      answered(mon("10:00")),
      messaged(mon("11:00")),
      prioritised(mon("12:00"), "P2"),
    ];
    expect(told(story(terms2, mon("12:30"), events), "update", 2)).toContain("running: Mon 23 Nov 11:00");
  });

  test("changed at the instant at which a clock starts, or before, is that of the whole clock", () => {
    const clocks: Besides["clocks"] = { restore: { start: "assigned" }, retarget: { upgrade: "from-change" } };
    const late = contract({ P1: { restore: "PT1H" }, P2: { restore: "PT4H" } }, { clocks });
    const events = [opened(mon("09:00")), prioritised(mon("10:00"), "P1"), assigned(mon("11:00"))];
    expect(told(story(late, mon("11:30"), events), "restore")).toContain(
      "running: Mon 23 Nov 11:00 → …, due Mon 23 Nov 12:00",
    );
    const unpromised = [opened(mon("09:00")), prioritised(mon("10:00"), "P3"), assigned(mon("10:00"))];
    expect(story(late, mon("11:30"), unpromised).clocks).toEqual([]);
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
    { from: "P3", to: "P2", due: "running: 11:00 → …, due 17:00" },
    { from: "P9", to: "P2", due: "running: 11:00 → …, due 17:00" },
    { from: "P2", to: "P3", due: "running: 09:00 → …, due 16:00" },
  ])("from $from to $to: an unknown priority is the lowest", ({ from, to, due: expected }) => {
    expect(due({ upgrade: "from-change" }, prioritised(mon("11:00"), to), from)).toBe(expected);
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

  test("a version with the same target in another calendar sets it anew, from the instant at which it begins", () => {
    const terms = versionsOf(
      documentOf({ P2: { resolve: "PT10H" } }),
      documentOf(
        { P2: { resolve: { target: "PT10H", calendar: "round-the-clock" } } },
        { version: 2, validFrom: "2026-11-24" },
      ),
    );
    const dueAt = (now: string) => told(story(terms, now, [opened(mon("15:00"))]), "resolve");
    expect(dueAt(mon("23:59"))).toContain("due Tue 24 Nov 17:00");
    expect(dueAt(tue("00:00"))).toContain("due Tue 24 Nov 01:00");
  });

  test("a version that begins after now is not known, not even where an earlier one began", () => {
    const [first, second] = [documentOf(targets), documentOf(targets, { version: 2, validFrom: "2026-11-10" })];
    const third = documentOf({ P2: { response: "PT1H" } }, { version: 3, validFrom: "2026-12-01" });
    const events = [opened("Mon 9 Nov 09:00")];
    expect(story(versionsOf(first, second, third), mon("12:00"), events).noClock).toEqual(
      story(versionsOf(first, second), mon("12:00"), events).noClock,
    );
  });

  describe("the rules of an event are those of the version in force, after the term those of the last", () => {
    const lunch: Besides["clocks"] = { pauses: [{ reason: "lunch" }] };
    const ending = { term: { start: "2026-01-01", end: "2026-11-24" } };
    const terms = versionsOf(
      documentOf(targets, ending),
      documentOf(targets, { ...ending, clocks: lunch, version: 2, validFrom: "2026-11-24" }),
    );
    test.each([
      { when: "Mon 23 Nov 23:59", does: "runs" },
      { when: "Tue 24 Nov 00:00", does: "paused" },
      { when: "Wed 25 Nov 10:00", does: "paused" },
    ])("paused for lunch on $when: $does", ({ when, does }) => {
      const events = [opened(mon("15:00")), paused(when, "lunch")];
      expect(clock(story(terms, when, events), "resolve").course.stretches.at(-1)!.kind).toBe(does);
    });
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

  test("the days count anew from each resolving", () => {
    const twice = (again: string) =>
      lives(1, [resolved(mon("10:00")), reopened(mon("11:00")), resolved(tue("12:00"))], again);
    expect(twice("Wed 25 Nov 12:00")).toHaveLength(2);
    expect(twice("Wed 25 Nov 12:01")).toHaveLength(4);
  });

  test("in time after a late reopening goes on with the second life", () => {
    const second = [resolved(mon("10:00")), reopened("Wed 25 Nov 10:00"), resolved("Wed 25 Nov 11:00")];
    expect(lives(1, second, "Wed 25 Nov 12:00")).toEqual(["response 1", "resolve 1", "response 2", "resolve 2"]);
  });

  test("late is a new life with clocks of its own, for the service and priority it had", () => {
    const events = [
      opened(mon("09:00")),
      paused(mon("09:10")),
      prioritised(mon("09:30"), "P1"),
      event("noted", "provider", mon("09:40"), { priority: "P2" }),
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

  test("by a merge is no withdrawal: reopened it stays in the other ticket", () => {
    const events = [opened(mon("09:00")), merged(mon("09:30"), "T-2"), reopened(mon("09:40"))];
    expect(story(terms, mon("10:00"), events).clocks.map(({ course: { life }, state }) => [life, state])).toEqual([
      [1, "cancelled"],
      [1, "cancelled"],
    ]);
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

  test("a merge at the instant of the reading counts, and one before the ticket's own opening", () => {
    for (const mergedAt of [mon("12:00"), mon("09:30")]) {
      const reading = story(terms, mon("12:00"), [opened(mon("10:00"))], [absorbed(mon("09:00"), mergedAt)]);
      expect(told(reading, "response")).toContain("running: Mon 23 Nov 09:00 → …, due Mon 23 Nov 13:00; 3:00 run");
    }
  });

  test("an earlier start holds for a target from the opening, whatever versions came before it", () => {
    const version = (hours: number, besides: Besides) =>
      documentOf({ P2: { resolve: `PT${hours}H` } }, { clocks: { retarget: { version: "from-change" } }, ...besides });
    const three = versionsOf(
      version(8, {}),
      version(10, { version: 2, validFrom: "2026-11-10" }),
      version(10, { version: 3, validFrom: "2026-11-24" }),
    );
    const merging = [absorbed(mon("09:00"), mon("11:00"))];
    const reading = story(three, tue("09:30"), [opened(mon("10:00"))], merging);
    expect(told(reading, "resolve")).toContain("running: Mon 23 Nov 09:00 → …, due Tue 24 Nov 11:00");
    expect(clock(reading, "resolve").regime.counts).toBe("from-start");
    expect(clock(story(three, mon("10:30"), [opened(mon("10:00"))]), "resolve").regime.counts).toBe("from-start");
  });

  test("a pause after the merge moves the deadline of the earlier start", () => {
    const events = [opened(mon("10:00")), paused(mon("11:00")), resumed(mon("12:00"))];
    expect(told(story(terms, mon("13:00"), events, [absorbed(mon("09:00"), mon("10:30"))]), "resolve")).toContain(
      "due Tue 24 Nov 10:00; 3:00 run, 1:00 paused, 5:00 left",
    );
  });

  test("an earlier start may have used up the target to the minute, which then was due at closing time", () => {
    const reading = story(
      terms,
      mon("10:00"),
      [opened("Sat 21 Nov 12:00")],
      [absorbed("Fri 20 Nov 09:00", mon("09:30"))],
    );
    expect(told(reading, "resolve")).toContain("due Fri 20 Nov 17:00, missed Mon 23 Nov 09:30; 9:00 run");
  });

  test("a ticket answered at the instant of its opening has the deadline of the earlier start", () => {
    const events = [opened(mon("10:00")), answered(mon("10:00"))];
    expect(told(story(terms, mon("12:00"), events, [absorbed(mon("09:00"), mon("10:00"))]), "response")).toBe(
      "met: Mon 23 Nov 09:00 → Mon 23 Nov 10:00, due Mon 23 Nov 13:00; 1:00 run, 0:00 paused, 3:00 left",
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
    const atReopening = story(again, tue("11:00"), events, [absorbed(tue("09:00"), tue("10:00"))]);
    expect(told(atReopening, "response", 1, 2)).toContain("running: Tue 24 Nov 09:00");
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

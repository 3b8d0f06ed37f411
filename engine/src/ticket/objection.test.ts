/** What the sides say about events: objections with both figures, and exclusions by agreement. */
import { describe, expect, test } from "vitest";
import type { EventReference, TicketEvent } from "./event.ts";
import { exclusionsOf, objectionsOf } from "./objection.ts";
import {
  at,
  clock,
  contract,
  event,
  objected,
  opened,
  paused,
  resolved,
  resumed,
  settled,
  story,
  told,
} from "./story.test-support.ts";

const mon = (time: string): string => `Mon 23 Nov ${time}`;
const terms = contract({ P2: { response: "PT2H", resolve: "PT4H" } });
/** Resolved in four hours only if the pause counts. */
const pausedTicket: readonly TicketEvent[] = [
  opened(mon("09:00"), { id: "e1" }),
  paused(mon("10:00"), "waiting-for-client", { id: "e2" }),
  resumed(mon("11:00"), { id: "e3" }),
  resolved(mon("14:00"), { id: "e4" }),
];

describe("an objection to a pause", () => {
  const read = (...said: readonly TicketEvent[]) => {
    const reading = story(terms, mon("16:00"), [...pausedTicket, ...said]);
    const state = (clocks: typeof reading.clocks | undefined) =>
      clocks === undefined ? undefined : clock({ clocks }, "resolve").state;
    return [state(reading.clocks), state(reading.ifUpheld)];
  };
  const objection = objected(mon("12:00"), "e2");

  test.each([
    { rule: "none: one figure", said: [], states: ["met", undefined] },
    { rule: "open: both figures", said: [objection], states: ["met", "breached"] },
    {
      rule: "upheld: the event does not count",
      said: [objection, settled(mon("13:00"), "e2", "upheld")],
      states: ["breached", undefined],
    },
    {
      rule: "rejected: the event counts",
      said: [objection, settled(mon("13:00"), "e2", "rejected")],
      states: ["met", undefined],
    },
    {
      rule: "rejected and raised again: open",
      said: [objection, settled(mon("13:00"), "e2", "rejected"), objected(mon("14:30"), "e2")],
      states: ["met", "breached"],
    },
    {
      rule: "rejected and then upheld: the last word counts",
      said: [objection, settled(mon("13:00"), "e2", "rejected"), settled(mon("14:30"), "e2", "upheld")],
      states: ["breached", undefined],
    },
    {
      rule: "settled without an objection: nothing happens",
      said: [settled(mon("13:00"), "e2", "upheld")],
      states: ["met", undefined],
    },
    {
      rule: "settled before it was raised: open",
      said: [settled(mon("11:30"), "e2", "upheld"), objection],
      states: ["met", "breached"],
    },
    {
      rule: "another event settled without an objection: nothing happens to it",
      said: [objection, settled(mon("15:00"), "e4", "upheld")],
      states: ["met", "breached"],
    },
    {
      rule: "to an event that nobody knows: nothing happens",
      said: [objected(mon("12:00"), "e9")],
      states: ["met", undefined],
    },
    { rule: "raised only later: not known yet", said: [objected(mon("16:30"), "e2")], states: ["met", undefined] },
  ])("$rule", ({ said, states }) => {
    expect(read(...said)).toEqual(states);
  });

  test("both figures tell all clocks, in their exact times", () => {
    const reading = story(terms, mon("16:00"), [...pausedTicket, objection]);
    expect(told(reading, "resolve")).toBe(
      "met: Mon 23 Nov 09:00 → Mon 23 Nov 14:00, due Mon 23 Nov 14:00; 4:00 run, 1:00 paused, 0:00 left",
    );
    expect(told({ clocks: reading.ifUpheld! }, "resolve")).toBe(
      "breached: Mon 23 Nov 09:00 → Mon 23 Nov 14:00, due Mon 23 Nov 13:00, missed Mon 23 Nov 13:00; 5:00 run, 0:00 paused, -1:00 left",
    );
    expect(told({ clocks: reading.ifUpheld! }, "response")).toBe(told(reading, "response"));
  });

  test("one objection upheld and another open leave two figures, neither with the first event", () => {
    const second = [paused(mon("13:00"), "waiting-for-client", { id: "e5" }), resumed(mon("13:30"))];
    const said = [objection, objected(mon("13:40"), "e5"), settled(mon("13:50"), "e2", "upheld")];
    const reading = story(terms, mon("16:00"), [...pausedTicket, ...second, ...said]);
    expect(told(reading, "resolve")).toContain("4:30 run, 0:30 paused");
    expect(told({ clocks: reading.ifUpheld! }, "resolve")).toContain("5:00 run, 0:00 paused");
  });
});

describe("the event that is spoken of", () => {
  const speak = (to: EventReference) =>
    objectionsOf([...pausedTicket, event("objected", "client", mon("12:00"), { event: to })]);

  test.each([
    { to: "e2", type: "paused" },
    { to: { type: "paused", at: at(mon("10:00")) }, type: "paused" },
    { to: { type: "resolved", at: at(mon("14:00")) }, type: "resolved" },
  ] as const)("is named by its id, or by its type and instant: $to", ({ to, type }) => {
    const { openCount, withoutUpheld, withoutContested } = speak(to)!;
    expect(openCount).toBe(1);
    expect(withoutUpheld).toHaveLength(5);
    expect(withoutUpheld.filter((each) => !withoutContested.includes(each)).map((each) => each.type)).toEqual([type]);
  });

  test.each(["e9", { type: "paused", at: at(mon("10:01")) }, { type: "noted", at: at(mon("10:00")) }] as const)(
    "is not guessed: %j",
    (to) => {
      expect(speak(to)!.openCount).toBe(0);
    },
  );

  test("without an objection there is nothing to say", () => {
    expect(objectionsOf(pausedTicket)).toBeUndefined();
    expect(objectionsOf([...pausedTicket, event("objected", "client", mon("12:00"))])!.openCount).toBe(0);
    const unsettled = event("settled", "client", mon("13:00"), { event: "e2" });
    expect(objectionsOf([...pausedTicket, objected(mon("12:00"), "e2"), unsettled])!.withoutUpheld).toHaveLength(6);
  });

  test("an objection to the opening, once upheld, leaves no ticket", () => {
    const said = [objected(mon("12:00"), "e1"), settled(mon("13:00"), "e1", "upheld")];
    expect(story(terms, mon("16:00"), [...pausedTicket, ...said])).toMatchObject({
      openedAt: null,
      clocks: [],
      noClock: [{ kind: "not-opened" }],
    });
  });
});

describe("an exclusion", () => {
  test.each([
    { consent: ["client", "provider"], agreed: true },
    { consent: ["provider", "client", "system"], agreed: true },
    { consent: ["provider"], agreed: false },
    { consent: ["client"], agreed: false },
    { consent: [], agreed: false },
    { consent: undefined, agreed: false },
  ] as const)("with the consent of $consent: agreed $agreed", ({ consent, agreed }) => {
    const excluded = event("excluded", "provider", mon("15:00"), {
      level: "resolve",
      reason: "power cut",
      ...(consent && { consent }),
    });
    expect(exclusionsOf([...pausedTicket, excluded])).toEqual([
      { level: "resolve", reason: "power cut", at: at(mon("15:00")), agreed },
    ]);
  });

  test("changes no clock, and stays visible with its reason", () => {
    const excluded = event("excluded", "provider", mon("15:00"), {
      reason: "power cut",
      consent: ["client", "provider"],
    });
    const reading = story(terms, mon("16:00"), [...pausedTicket, excluded]);
    expect(reading.exclusions).toEqual([{ level: undefined, reason: "power cut", at: at(mon("15:00")), agreed: true }]);
    expect(reading.clocks).toEqual(story(terms, mon("16:00"), pausedTicket).clocks);
    expect(story(terms, mon("16:00"), pausedTicket).exclusions).toEqual([]);
  });

  test("can be objected to like any event", () => {
    const excluded = event("excluded", "provider", mon("15:00"), { id: "e5", consent: ["client", "provider"] });
    const said = [objected(mon("15:10"), "e5"), settled(mon("15:20"), "e5", "upheld")];
    expect(story(terms, mon("16:00"), [...pausedTicket, excluded, ...said]).exclusions).toEqual([]);
  });
});

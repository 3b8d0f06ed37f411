import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instant, later, type Instant } from "../instant.ts";
import {
  actsAt,
  afterEvent,
  changeRefusalOf,
  changeStandingOf,
  type ChangeAct,
  type ChangeEvent,
  type ChangeStage,
} from "./life.ts";

const AT = instant("2026-11-23T08:00:00Z");
const WINDOW = { from: later(AT, 10), until: later(AT, 20) };
const at = <Event extends object>(event: Event): Event & { at: Instant } => ({ ...event, at: AT });
const requested = at({ type: "requested" } as const);
const asked = (together = 1) => at({ type: "asked", together } as const);
const yes = (contact: string) => at({ type: "approved", contact } as const);
const no = (contact: string) => at({ type: "declined", contact } as const);

describe("a change", () => {
  test.each<{ rule: string; events: ChangeEvent[]; stage: ChangeStage }>([
    { rule: "begins as a draft", events: [requested], stage: "drafted" },
    { rule: "waits until enough have approved", events: [requested, asked(2), yes("office")], stage: "asked" },
    {
      rule: "is approved when enough have",
      events: [requested, asked(2), yes("office"), yes("director")],
      stage: "approved",
    },
    { rule: "is declined by one no", events: [requested, asked(2), yes("office"), no("director")], stage: "declined" },
    {
      rule: "counts anew when asked anew",
      events: [requested, asked(2), yes("office"), no("d"), asked(2), yes("d")],
      stage: "asked",
    },
    { rule: "lapses", events: [requested, asked(), at({ type: "lapsed", meaning: "refused" })], stage: "lapsed" },
    {
      rule: "is approved by silence where that is agreed",
      events: [requested, asked(), at({ type: "lapsed", meaning: "approved" })],
      stage: "approved",
    },
    { rule: "is approved beforehand", events: [requested, at({ type: "approved" })], stage: "approved" },
    {
      rule: "is a draft again when it is written anew",
      events: [requested, asked(), no("office"), at({ type: "changed" })],
      stage: "drafted",
    },
  ])("$rule", ({ events, stage }) => {
    expect(changeStandingOf(events).stage).toBe(stage);
  });

  test("goes its way to the review, with what came of it", () => {
    const standing = changeStandingOf([
      requested,
      asked(),
      yes("office"),
      at({ type: "scheduled", window: WINDOW }),
      at({ type: "begun" }),
      at({ type: "ended", result: "with-deviations", incident: false }),
      at({ type: "reviewed", incident: true }),
    ]);
    expect(standing).toMatchObject({
      stage: "reviewed",
      window: WINDOW,
      result: "with-deviations",
      incident: true,
      isBegunFirst: false,
    });
  });

  test("nobody approves twice as the same contact", () => {
    const standing = changeStandingOf([requested, asked(2), yes("office")]);
    expect(changeRefusalOf(standing, { act: "approved", contact: "office" })).toEqual({
      kind: "change-decided-as",
      contact: "office",
    });
    expect(changeRefusalOf(standing, { act: "approved", contact: "director" })).toBeUndefined();
  });

  test("only an emergency is begun before it is decided, where that is agreed", () => {
    const drafted = changeStandingOf([requested]);
    expect(changeRefusalOf(drafted, { act: "begun" })).toEqual({ kind: "change-not-now", stage: "drafted" });
    expect(changeRefusalOf(drafted, { act: "begun", mayBeginFirst: true })).toBeUndefined();
    expect(afterEvent(drafted, at({ type: "begun" })).isBegunFirst).toBe(true);
    expect(actsAt(drafted, "emergency", true)).toContain("begun");
    expect(actsAt(drafted, "normal", true)).not.toContain("begun");
  });
});

/** Which stage follows on which by what, drawn by hand from docs/rules/changes.md §5. */
const WAYS: readonly `${ChangeStage} ${ChangeAct} ${ChangeStage}`[] = [
  "drafted changed drafted",
  "declined changed drafted",
  "lapsed changed drafted",
  "drafted asked asked",
  "declined asked asked",
  "lapsed asked asked",
  "asked approved asked",
  "asked approved approved",
  "asked declined declined",
  "asked lapsed lapsed",
  "asked lapsed approved",
  "drafted withdrawn withdrawn",
  "declined withdrawn withdrawn",
  "lapsed withdrawn withdrawn",
  "asked withdrawn withdrawn",
  "approved withdrawn withdrawn",
  "scheduled withdrawn withdrawn",
  "approved scheduled scheduled",
  "scheduled scheduled scheduled",
  "approved begun under-way",
  "scheduled begun under-way",
  "under-way ended done",
  "done reviewed reviewed",
];

test("whatever is tried: only the ways of the rules are gone, and all of them are", () => {
  const contacts = fc.constantFrom("office", "director", "partner");
  const event = fc.oneof(
    fc.constant(at({ type: "changed" } as const)),
    fc.integer({ min: 1, max: 3 }).map(asked),
    fc.integer({ min: 1, max: 3 }).map(asked),
    contacts.map(yes),
    contacts.map(yes),
    contacts.map(no),
    fc.constantFrom("refused", "approved").map((meaning) => at({ type: "lapsed" as const, meaning })),
    fc.constant(at({ type: "withdrawn" } as const)),
    fc.constant(at({ type: "scheduled", window: WINDOW } as const)),
    fc.constant(at({ type: "begun" } as const)),
    fc.constant(at({ type: "ended", result: "as-planned", incident: false } as const)),
    fc.constant(at({ type: "reviewed" } as const)),
  ) as fc.Arbitrary<ChangeEvent>;
  const gone = new Set<string>();
  const tries = fc.property(fc.array(event, { maxLength: 30 }), (tried) => {
    const done: ChangeEvent[] = [requested];
    for (const each of tried) {
      const before = changeStandingOf(done);
      const contact = "contact" in each ? each.contact : undefined;
      if (changeRefusalOf(before, { act: each.type, contact }) !== undefined) continue;
      done.push(each);
      gone.add(`${before.stage} ${each.type} ${changeStandingOf(done).stage}`);
    }
    const { stage, approvedAs, together } = changeStandingOf(done);
    // An independent count: the different contacts that said yes since the last question.
    const since = done.slice(done.findLastIndex(({ type }) => type === "asked") + 1);
    const count = new Set(since.flatMap((each) => (each.type === "approved" ? each.contact : []))).size;
    const isAsked = done.some(({ type }) => type === "asked");
    expect(approvedAs.length).toBe(isAsked ? count : 0);
    expect(stage === "asked" && count >= together).toBe(false);
  });
  fc.assert(tries, { numRuns: 3_000 });
  // Drawn alike each time: that every way is gone must not hang on luck.
  fc.assert(tries, { numRuns: 3_000, seed: 20_261_123 });
  expect([...gone].toSorted()).toEqual(WAYS.toSorted());
});

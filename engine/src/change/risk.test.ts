import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { riskOf, riskSetNamed, riskSetOn, type RiskAnswers } from "./risk.ts";
import { RISK_SETS } from "./risk-questions.data.ts";

const [set] = RISK_SETS as [(typeof RISK_SETS)[number]];
/** The harmless answer to every question. */
const HARMLESS: RiskAnswers = Object.fromEntries(set.questions.map(({ id, answers }) => [id, answers[0]!.id]));
const risk = (answers: RiskAnswers) => {
  const outcome = riskOf(set, answers);
  return outcome.ok ? outcome.value : outcome.refusal;
};

describe("the risk", () => {
  test.each([
    { rule: "is low when nothing speaks for more", given: {}, points: 0, expected: "low" },
    { rule: "is low up to four points", given: { users: "all", before: "once" }, points: 4, expected: "low" },
    { rule: "is medium from five", given: { users: "all", before: "never" }, points: 5, expected: "medium" },
    {
      rule: "is high from ten",
      given: { users: "all", before: "never", outage: "inside", security: "yes", trial: "partly" },
      points: 10,
      expected: "high",
    },
    { rule: "is never low when there is no way back", given: { undo: "not" }, points: 4, expected: "medium" },
  ])("$rule", ({ given, points, expected }) => {
    expect(risk({ ...HARMLESS, ...given })).toMatchObject({ points, risk: expected });
  });

  test("names what raised it, the weightiest first", () => {
    const found = risk({ ...HARMLESS, users: "few", undo: "not" });
    expect("reasons" in found && found.reasons.map(({ question }) => question)).toEqual(["undo", "users"]);
    expect("reasons" in found && found.reasons[0]!.reason.de).toBe("Es lässt sich nicht rückgängig machen.");
  });

  test("is not read while a question is open, nor from what nobody asked", () => {
    const { users: _, ...others } = HARMLESS;
    expect(risk(others)).toEqual({ kind: "risk-unanswered", questions: ["users"] });
    expect(risk({ ...HARMLESS, weather: "bad" })).toEqual({ kind: "risk-answer-unknown", question: "weather" });
    expect(risk({ ...HARMLESS, users: "constructor" })).toEqual({ kind: "risk-answer-unknown", question: "users" });
  });
});

test("a worse answer never lowers the risk, and the order of answers changes nothing", () => {
  const answers = fc.tuple(...set.questions.map(({ answers: known }) => fc.nat(known.length - 1)));
  const named = (places: readonly number[], order = (each: string[][]) => each) =>
    Object.fromEntries(
      order(places.map((place, index) => [set.questions[index]!.id, set.questions[index]!.answers[place]!.id])),
    );
  const levels = ["low", "medium", "high"];
  fc.assert(
    fc.property(answers, fc.nat(set.questions.length - 1), (places, raised) => {
      const one = riskOf(set, named(places));
      const reversed = riskOf(
        set,
        named(places, (entries) => entries.toReversed()),
      );
      expect(reversed).toEqual(one);
      const most = set.questions[raised]!.answers.length - 1;
      const worse = riskOf(set, named(places.map((place, index) => (index === raised ? most : place))));
      if (!one.ok || !worse.ok) throw new Error("all are answered");
      expect(levels.indexOf(worse.value.risk)).toBeGreaterThanOrEqual(levels.indexOf(one.value.risk));
    }),
  );
});

test("sets are told apart by their day, and asked from it", () => {
  expect(riskSetOn("2026-11-23")).toBe(RISK_SETS.at(-1));
  expect(riskSetOn("1999-01-01")).toBe(set);
  expect(riskSetNamed(set.from)).toBe(set);
  expect(riskSetNamed("1999-01-01")).toBeUndefined();
  for (const { questions } of RISK_SETS) {
    expect(questions.length).toBeGreaterThanOrEqual(5);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    for (const { answers } of questions) expect(answers[0]!.points).toBe(0);
  }
});

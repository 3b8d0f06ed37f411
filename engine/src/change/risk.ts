/** How great the risk of a change is: the same answers always give the same result, with its reasons. Source: docs/rules/changes.md §2. */
import type { Said } from "../contract/said.ts";
import { ok, refuse, type Outcome } from "../outcome.ts";
import { RISKS, type Risk } from "./approval.ts";
import { RISK_SETS, type RiskSet } from "./risk-questions.data.ts";

/** The answer to each question by its id. */
export type RiskAnswers = Readonly<Record<string, string>>;

export interface RiskReason {
  readonly question: string;
  readonly points: number;
  readonly reason: Said;
}

export interface RiskReading {
  readonly risk: Risk;
  readonly points: number;
  /** What raised it, the weightiest first. */
  readonly reasons: readonly RiskReason[];
}

export type RiskRefusal =
  | { readonly kind: "risk-unanswered"; readonly questions: readonly string[] }
  | { readonly kind: "risk-answer-unknown"; readonly question: string };

/** The questions that are asked on a day (`2026-11-23`); before the first set, that one. */
export const riskSetOn = (day: string): RiskSet => RISK_SETS.findLast(({ from }) => from <= day) ?? RISK_SETS[0]!;

/** The questions of this name; `undefined` when there are none. */
export const riskSetNamed = (from: string): RiskSet | undefined => RISK_SETS.find((set) => set.from === from);

/** Reads the risk. Refused while a question has no answer, and for questions or answers that the set does not know. */
export function riskOf(set: RiskSet, answers: RiskAnswers): Outcome<RiskReading, RiskRefusal> {
  const strange = strangeAnswer(set, answers);
  if (strange !== undefined) return refuse({ kind: "risk-answer-unknown", question: strange });
  const missing = set.questions.map(({ id }) => id).filter((id) => !Object.hasOwn(answers, id));
  if (missing.length > 0) return refuse({ kind: "risk-unanswered", questions: missing });
  const given = set.questions.map(({ id, answers: known }) => ({
    question: id,
    ...known.find((each) => each.id === answers[id])!,
  }));
  const points = given.reduce((sum, each) => sum + each.points, 0);
  const byPoints: Risk = points >= set.highFrom ? "high" : points >= set.mediumFrom ? "medium" : "low";
  const floors = given.flatMap(({ atLeast }) => atLeast ?? []);
  const risk = [byPoints, ...floors].reduce((one, other) => (RISKS.indexOf(other) > RISKS.indexOf(one) ? other : one));
  const reasons = given
    .filter((each) => each.points > 0)
    .map(({ question, points: each, reason }) => ({ question, points: each, reason }))
    .toSorted((one, other) => other.points - one.points);
  return ok({ risk, points, reasons });
}

/** The first question that is none of the set, or whose answer is none of its answers. */
export function strangeAnswer({ questions }: RiskSet, answers: RiskAnswers): string | undefined {
  return Object.entries(answers).find(
    ([id, given]) => !questions.some((each) => each.id === id && each.answers.some((known) => known.id === given)),
  )?.[0];
}

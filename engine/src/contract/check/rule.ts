/** What a check of a contract is: a rule as data with a pure function that finds places. Source: product.md §7. */
import type { ContractDocument } from "../document.ts";
import type { Path } from "../references.ts";
import type { Said } from "../said.ts";

export const FAMILIES = [
  "scope",
  "calendars",
  "service-levels",
  "availability",
  "credits",
  "prices",
  "changes",
  "terms",
  "exit",
  "data-protection",
  "security",
  "regulation",
  "contradictions",
] as const;
export type Family = (typeof FAMILIES)[number];

/**
 * `error`: without it the contract leaves open what the sides will argue about, contradicts itself, or lacks what a law
 * asks for; `warning`: a weakness that usually costs one side; `hint`: worth a thought.
 */
export type Severity = "error" | "warning" | "hint";

type Facts = Readonly<Record<string, string | number>>;

/** A place that a rule found, with the facts that its texts name. */
export interface Hit {
  readonly path: Path;
  readonly facts?: Facts;
}

/** What a rule may know besides the document. */
export interface CheckContext {
  /** The day for which the contract is checked, `2026-11-23`: deadlines that are over, and rules that hold. */
  readonly asOf: string;
}

export interface Rule {
  readonly id: string;
  readonly family: Family;
  readonly severity: Severity;
  /** Whether the rule rests on a law, on a standard, or on what has proved itself. */
  readonly basis: "law" | "standard" | "practice";
  readonly source: string;
  /** First and last day on which the rule holds; without them it always did or still does. */
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly title: Said;
  /** Why it matters. */
  readonly reason: Said;
  /** How to mend it. */
  readonly remedy: Said;
  readonly find: (contract: ContractDocument, context: CheckContext) => readonly Hit[];
}

export type RuleText = Omit<Rule, "family">;

export const rulesOf = (family: Family, rules: readonly RuleText[]): readonly Rule[] =>
  rules.map((rule) => ({ ...rule, family }));

/** Finds weaknesses of a contract before it is signed. It finds; it does not certify. Source: product.md §7; docs/rules/contract-checks.md. */
import { dayOfIso } from "../../instant.ts";
import { assert } from "../../outcome.ts";
import type { ContractDocument } from "../document.ts";
import type { Path } from "../references.ts";
import type { Said } from "../said.ts";
import type { CheckContext, Hit, Rule } from "./rule.ts";
import { RULES } from "./rules.ts";

/** A weakness at a place of a contract. */
export interface ContractFinding extends Hit {
  readonly rule: Rule;
  /** The place by names instead of positions, `services[mail].activities.operate`: it stays when lists are reordered. */
  readonly place: string;
}

/** Whether a rule holds on a day. */
export const holdsOn = ({ validFrom, validTo }: Rule, day: string): boolean =>
  (validFrom === undefined || validFrom <= day) && (validTo === undefined || day <= validTo);

/** Every finding of the rules that hold on the day of the context, by place and rule. */
export function checkContract(contract: ContractDocument, context: CheckContext): ContractFinding[] {
  assert(dayOfIso(context.asOf) !== undefined, "a contract is checked for a calendar date");
  return RULES.filter((rule) => holdsOn(rule, context.asOf))
    .flatMap((rule) =>
      rule.find(contract, context).map((hit) => ({ ...hit, rule, place: namedPlace(contract, hit.path) })),
    )
    .toSorted((a, b) => compare(a.place, b.place) || compare(a.rule.id, b.rule.id) || compare(factsOf(a), factsOf(b)));
}

const factsOf = ({ facts }: Hit): string => JSON.stringify(Object.entries(facts ?? {}));

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Fields that name an entry of a list, the first that it has. */
const NAMING = ["id", "reason", "severity", "country", "level", "by"] as const;

function namedPlace(contract: ContractDocument, path: Path): string {
  let value: unknown = contract;
  let place = "";
  for (const part of path) {
    const holder: unknown = value;
    value = typeof holder === "object" && holder !== null ? (holder as Record<string, unknown>)[part] : undefined;
    if (typeof part === "string") place += place === "" ? part : `.${part}`;
    else if (typeof value === "object" && value !== null) {
      const entry = value as Record<string, unknown>;
      const naming = NAMING.find((field) => entry[field] !== undefined);
      if (naming !== undefined) place += `[${String(entry[naming])}]`;
    } else if (typeof value === "string" || typeof value === "number") place += `[${String(value).slice(0, 60)}]`;
  }
  return place;
}

/** A text of a rule with the facts of a finding in it. */
export function saidOf(text: Said, language: "de" | "en", { facts }: Hit): string {
  return text[language].replaceAll(/\{(\w+)\}/g, (_whole, name: string) => String(facts?.[name] ?? "–"));
}

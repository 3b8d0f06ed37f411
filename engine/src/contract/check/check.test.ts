import { describe, expect, test } from "vitest";
import { dayOfIso } from "../../instant.ts";
import { base, CASES, changedFor, findingsOf, TODAY } from "./cases.test-support.ts";
import { holdsOn, saidOf } from "./check.ts";
import { FAMILIES, type Rule } from "./rule.ts";
import { RULES } from "./rules.ts";

const idsOn = (contract: ReturnType<typeof base>, asOf: string): string[] =>
  findingsOf(contract, asOf).map(({ rule }) => rule.id);

const byText = (a: string, b: string): number => a.localeCompare(b);

const shifted = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** Today, or the nearest day on which the rule holds. */
const dayFor = ({ validFrom, validTo }: Rule): string => {
  if (validFrom !== undefined && validFrom > TODAY) return validFrom;
  return validTo !== undefined && validTo < TODAY ? validTo : TODAY;
};

test("every rule has a case, and every case a rule", () => {
  expect(Object.keys(CASES).toSorted()).toEqual(RULES.map(({ id }) => id).toSorted());
});

test("a contract without weakness has no finding, also on days of other rules", () => {
  for (const asOf of [TODAY, "2027-02-01", "2027-08-31"]) expect(findingsOf(base(), asOf)).toEqual([]);
});

describe("each rule finds the contract in which its weakness is", () => {
  test.each(RULES)("$id", (rule) => {
    const found = findingsOf(changedFor(rule.id), dayFor(rule)).filter((finding) => finding.rule.id === rule.id);
    expect(found.length).toBeGreaterThan(0);
    for (const finding of found) {
      for (const text of [rule.title, rule.reason, rule.remedy])
        for (const language of ["de", "en"] as const)
          expect(saidOf(text, language, finding)).not.toMatch(/[{}]|–$|“–”|„–“/);
      expect(finding.place).not.toBe("");
    }
  });
});

describe("a rule holds from its first to its last day", () => {
  const dated = RULES.filter(({ validFrom, validTo }) => validFrom !== undefined || validTo !== undefined);
  test.each(dated)("$id", (rule) => {
    const contract = changedFor(rule.id);
    const { validFrom, validTo } = rule;
    const edges = [validFrom ?? TODAY, validTo ?? TODAY];
    expect(edges.map((day) => holdsOn(rule, day)).concat(idsOn(contract, dayFor(rule)).includes(rule.id))).toEqual([
      validTo === undefined || edges[0]! <= validTo,
      validFrom === undefined || validFrom <= edges[1]!,
      true,
    ]);
    const outside = [
      ...(validFrom === undefined ? [] : [shifted(validFrom, -1)]),
      ...(validTo === undefined ? [] : [shifted(validTo, 1)]),
    ];
    for (const day of outside) expect(idsOn(contract, day)).not.toContain(rule.id);
  });
});

describe("the rules as data", () => {
  test("are at least eighty, in every family, each once", () => {
    expect(RULES.length).toBeGreaterThanOrEqual(80);
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
    expect([...new Set(RULES.map(({ family }) => family))].toSorted()).toEqual([...FAMILIES].toSorted());
  });

  test.each(RULES)("$id says what, why and what to do in both languages, and certifies nothing", (rule) => {
    expect(rule.id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)+$/);
    expect(rule.source.length).toBeGreaterThan(3);
    expect([rule.validFrom ?? TODAY, rule.validTo ?? TODAY].map(dayOfIso)).not.toContain(undefined);
    for (const language of ["de", "en"] as const) {
      const [title, reason, remedy] = [rule.title[language], rule.reason[language], rule.remedy[language]];
      expect(title).not.toMatch(/[.!]$/);
      expect(reason).toMatch(/[.?]$/);
      expect(remedy).toMatch(/[.]$/);
      expect(`${title} ${reason} ${remedy}`).not.toMatch(/compliant|konform|certified|zertifiziert/i);
    }
    const named = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).toSorted(byText);
    for (const { de, en } of [rule.title, rule.reason, rule.remedy]) expect(named(de)).toEqual(named(en));
  });
});

test("a wrong day is a mistake of the caller", () => {
  expect(() => findingsOf(base(), "2026-02-30")).toThrow("a contract is checked for a calendar date");
});

/** Conditions that a single case per rule does not reach. */
describe("also found, or not", () => {
  const found = (change: (contract: ReturnType<typeof base>) => void): string[] => {
    const contract = base();
    change(contract);
    return idsOn(contract, TODAY);
  };

  test("a backup that the provider answers for with somebody else", () => {
    const ids = found((contract) => {
      contract.services[0]!.activities!["back-up"]!.accountable = ["client", "provider"];
      contract.security!.backup!.pop();
    });
    expect(ids).toContain("backup-service-without-plan");
  });

  test("consumer prices that adjust by themselves are permitted for ten years, and elsewhere", () => {
    const tied = (end: string, law = "DE") =>
      found((contract) => {
        contract.governing!.law = law;
        Object.assign(contract.prices!.indexation![0]!, { kind: "consumer-prices", automatic: true });
        contract.term.end = end;
      });
    expect(tied("2035-12-30")).toContain("indexation-consumer-prices-automatic");
    expect(tied("2035-12-31")).not.toContain("indexation-consumer-prices-automatic");
    expect(tied("2028-12-31", "AT")).not.toContain("indexation-consumer-prices-automatic");
  });

  test("duties of NIS2, DORA and the Data Act only where they hold", () => {
    const ids = found((contract) => {
      contract.regulation = { nis2: "none", dora: false };
      contract.services[1]!.dataProcessingService = false;
      for (const field of ["switchNoticeDays", "retrievalDays", "switchingCharges"] as const)
        delete contract.exit![field];
    });
    expect(ids).toEqual([]);
  });

  test("points of DORA for critical functions only where there are any", () => {
    const ids = found((contract) => {
      contract.regulation!.doraDuties!.criticalFunctions = [];
      delete contract.regulation!.doraDuties!.penetrationTests;
    });
    expect(ids).toEqual([]);
  });
});

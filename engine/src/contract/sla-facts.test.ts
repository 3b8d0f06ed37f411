import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkContract } from "./check/check.ts";
import { readContract } from "./reader.ts";
import { contractOf, type SlaFacts } from "./sla-facts.test-support.ts";

/** Not part of the repository: where it is missing, nothing is tested. */
const FILE = new URL("../../../../shared/data/sla-definitions/sla-definitions.json", import.meta.url);
const all = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as SlaFacts[]) : [];

const read = (facts: SlaFacts) => {
  const outcome = readContract(JSON.stringify(contractOf(facts)));
  return outcome.ok ? outcome.value : outcome.refusal;
};

describe.skipIf(all.length === 0)("published service levels as contracts", () => {
  test.each(all)("$id can be written", (facts) => {
    expect(read(facts)).toMatchObject({ id: facts.id });
  });

  const found = (id: string): string[] => {
    const contract = read(all.find((facts) => facts.id === id)!);
    if (Array.isArray(contract)) throw new Error(JSON.stringify(contract));
    return checkContract(contract, { asOf: "2026-11-23" }).map(({ rule }) => rule.id);
  };

  test.each([
    { id: "edgevirt", rule: "credits-steps-gap" },
    { id: "zentix", rule: "credits-steps-overlap" },
    { id: "github-enterprise-cloud", rule: "credits-steps-miss-target" },
    { id: "ovh-key-management", rule: "credits-started-step-open" },
    { id: "clicksports", rule: "availability-long-period" },
    { id: "cloudsigma", rule: "availability-hundred-percent" },
    { id: "nhs-healthnow", rule: "calendar-day-ends-early" },
    { id: "azure-virtual-machines", rule: "availability-no-measuring-point" },
  ])("the pitfall of $id is found: $rule", ({ id, rule }) => expect(found(id)).toContain(rule));

  test("and not where it is not", () => {
    expect(found("microsoft-online-services").filter((id) => id.startsWith("credits-steps"))).toEqual([]);
  });
});

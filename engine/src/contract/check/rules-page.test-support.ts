/** The list of rules for docs/rules/contract-checks.md. */
import { FAMILIES, type Rule } from "./rule.ts";

const cell = (text: string): string => text.replaceAll("|", "\\|");

const datesOf = ({ validFrom, validTo }: Rule): string =>
  validFrom === undefined && validTo === undefined ? "" : `${validFrom ?? ""} – ${validTo ?? ""}`.trim();

/** A table of the rules of each family. */
export const rulesPage = (rules: readonly Rule[]): string =>
  FAMILIES.map((family) => {
    const own = rules.filter((rule) => rule.family === family);
    const lines = own.map(
      (rule) =>
        `| \`${rule.id}\` | ${rule.severity} | ${cell(rule.title.en)} | ${rule.basis === "practice" ? "practice" : cell(rule.source)} | ${datesOf(rule)} |`,
    );
    return `### ${family}: ${own.length}\n\n| Rule | Severity | Finds | Source | Holds |\n| --- | --- | --- | --- | --- |\n${lines.join("\n")}\n`;
  }).join("\n");

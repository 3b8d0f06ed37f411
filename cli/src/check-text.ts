/** What a check found, for people: the line of the file underlined, why it matters, and how to mend it. */
import type { Severity } from "@handschlag/engine/contract/check/rule.ts";
import type { Checked, Language, PlacedFinding } from "./check.ts";
import { linesOf } from "./contract-files.ts";
import { printable, say } from "./fault.ts";

const WORDS = {
  de: {
    severity: { error: "Fehler", warning: "Warnung", hint: "Hinweis" },
    count: { error: ["Fehler", "Fehler"], warning: ["Warnung", "Warnungen"], hint: ["Hinweis", "Hinweise"] },
    none: "keine Befunde",
    reason: "Warum",
    remedy: "Abhilfe",
    source: "Quelle",
    basis: { law: "Gesetz", standard: "Standard", practice: "Praxis" },
  },
  en: {
    severity: { error: "error", warning: "warning", hint: "hint" },
    count: { error: ["error", "errors"], warning: ["warning", "warnings"], hint: ["hint", "hints"] },
    none: "no findings",
    reason: "Why",
    remedy: "Remedy",
    source: "Source",
    basis: { law: "law", standard: "standard", practice: "practice" },
  },
} as const;

/** Most characters of a line that are shown; a contract in JSON may be one long line. */
const EXCERPT_MAX = 120;
const BEFORE_MAX = 60;

/** Writes the findings of a file to standard output; its faults go to standard error. */
export function writeAsText({ file, language, faults, findings }: Checked): void {
  if (faults.length > 0) {
    for (const line of linesOf(file, faults)) say(line);
    say(`${file}: ${faults.length} ${faults.length === 1 ? "fault" : "faults"}`);
    return;
  }
  for (const finding of findings) process.stdout.write(`${textOf(file, language, finding)}\n`);
  process.stdout.write(`${printable(file)}: ${summaryOf(language, findings)}\n`);
}

function summaryOf(language: Language, findings: readonly PlacedFinding[]): string {
  const words = WORDS[language];
  if (findings.length === 0) return words.none;
  const parts = (["error", "warning", "hint"] as const).flatMap((severity: Severity) => {
    const count = findings.filter(({ rule }) => rule.severity === severity).length;
    return count === 0 ? [] : [`${count} ${words.count[severity][count === 1 ? 0 : 1]}`];
  });
  return parts.join(", ");
}

function textOf(file: string, language: Language, finding: PlacedFinding): string {
  const { rule, line, column, title, reason, remedy, place } = finding;
  const words = WORDS[language];
  const margin = " ".repeat(String(line).length);
  const { shown, marks } = underlined(finding);
  return [
    printable(`${file}:${line}:${column} ${words.severity[rule.severity]} ${rule.id}: ${title}`),
    `  ${line} | ${shown}`,
    `  ${margin} | ${marks}`,
    printable(`  ${margin} = ${place}`),
    printable(`  ${words.reason}: ${reason}`),
    printable(`  ${words.remedy}: ${remedy}`),
    `  ${words.source} (${words.basis[rule.basis]}): ${rule.source}`,
    "",
  ].join("\n");
}

/** The part of the line in which the place is, and what stands under it. */
function underlined({ excerpt, column, length }: PlacedFinding): { shown: string; marks: string } {
  const start = column - 1;
  const from = start + length > EXCERPT_MAX ? Math.max(0, start - BEFORE_MAX) : 0;
  const part = (begin: number, end: number) => printable(excerpt.slice(begin, Math.min(end, from + EXCERPT_MAX)));
  const before = `${from > 0 ? "…" : ""}${part(from, start)}`;
  const marked = part(start, start + length);
  const after = part(start + length, excerpt.length);
  const isCut = from + EXCERPT_MAX < excerpt.length;
  return {
    shown: `${before}${marked}${after}${isCut ? "…" : ""}`,
    marks: `${" ".repeat(before.length)}${"^".repeat(Math.max(1, marked.length))}`,
  };
}

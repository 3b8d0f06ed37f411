/** `handschlag check`: whether contract documents can be read, and what is weak in them, each with its place. */
import { dateIn } from "@handschlag/engine/calendar/zone.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import { checkContract, saidOf, type ContractFinding } from "@handschlag/engine/contract/check/check.ts";
import type { Rule } from "@handschlag/engine/contract/check/rule.ts";
import { RULES } from "@handschlag/engine/contract/check/rules.ts";
import type { DocumentFault, TextPlace } from "@handschlag/engine/contract/reader.ts";
import { sarifOf } from "./check-sarif.ts";
import { writeAsText } from "./check-text.ts";
import { placedContract } from "./contract-files.ts";
import { Fault, say } from "./fault.ts";
import { printJson } from "./listing.ts";

export type Language = "de" | "en";

export interface CheckOptions {
  readonly json?: true;
  readonly sarif?: true;
  /** The day for which is checked; without it today, in the zone of each contract. */
  readonly asOf?: string;
  /** Without it the language of each contract. */
  readonly language?: Language;
}

/** A finding with its place in the text and its texts in one language. */
export interface PlacedFinding extends TextPlace {
  readonly rule: Rule;
  readonly place: string;
  readonly path: ContractFinding["path"];
  readonly title: string;
  readonly reason: string;
  readonly remedy: string;
  /** The line of the text. */
  readonly excerpt: string;
}

/** What was found in one file. `error` says why the file cannot be read at all. */
export interface Checked {
  readonly file: string;
  readonly language: Language;
  readonly faults: readonly DocumentFault[];
  readonly findings: readonly PlacedFinding[];
  readonly error?: string;
}

/** Checks each file and prints what was found; returns the exit code: 0 nothing, 1 findings, 2 a file that is no contract. */
export async function check(files: readonly string[], options: CheckOptions, version: string): Promise<number> {
  const results: Checked[] = [];
  for (const file of files) results.push(await checkFile(file, options));
  if (options.json === true) printJson({ files: results.map(asJson) });
  else if (options.sarif === true) printJson(sarifOf(results, RULES, version));
  for (const result of results) {
    if (result.error !== undefined) say(`handschlag: ${result.error}`);
    else if (options.json !== true && options.sarif !== true) writeAsText(result);
  }
  if (results.some(({ faults, error }) => faults.length > 0 || error !== undefined)) return 2;
  return results.some(({ findings }) => findings.length > 0) ? 1 : 0;
}

const asJson = ({ file, faults, findings, error }: Checked): object => ({
  file,
  faults,
  findings: findings.map(({ rule: { id, severity, family, basis, source }, excerpt: _excerpt, ...finding }) => ({
    rule: id,
    severity,
    family,
    basis,
    source,
    ...finding,
  })),
  ...(error === undefined ? {} : { error }),
});

async function checkFile(file: string, options: CheckOptions): Promise<Checked> {
  const nothing = { file, language: options.language ?? "en", faults: [], findings: [] };
  try {
    const { text, outcome } = await placedContract(file);
    if (!outcome.ok) return { ...nothing, faults: outcome.refusal };
    const { document, placeOf } = outcome.value;
    const language = options.language ?? document.language;
    const lines = text.split(/\r\n|\n|\r/);
    const found = checkContract(document, { asOf: options.asOf ?? dateIn(document.timeZone, Date.now() as Instant) });
    const findings = found.map((finding): PlacedFinding => {
      const { rule, place, path } = finding;
      const at = placeOf(path);
      const [title, reason, remedy] = [rule.title, rule.reason, rule.remedy].map((said) =>
        saidOf(said, language, finding),
      ) as [string, string, string];
      return { rule, place, path, ...at, title, reason, remedy, excerpt: lines[at.line - 1] ?? "" };
    });
    return { ...nothing, language, findings: findings.toSorted((a, b) => a.line - b.line || a.column - b.column) };
  } catch (error) {
    if (error instanceof Fault) return { ...nothing, error: error.message };
    throw error;
  }
}

/** Prints every rule: as JSON with all its texts, else a line each. */
export function listRules({ json, language = "en" }: CheckOptions): void {
  if (json === true)
    printJson({
      rules: RULES.map(({ find: _find, validFrom = null, validTo = null, ...rule }) => ({
        ...rule,
        validFrom,
        validTo,
      })),
    });
  else
    for (const { id, severity, family, source, title } of RULES)
      process.stdout.write(`${severity.padEnd(7)}  ${family}  ${id}: ${title[language]} (${source})\n`);
}

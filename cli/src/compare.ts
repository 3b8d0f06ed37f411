/** `handschlag compare`: what a version of a contract says otherwise than another one. */
import { differencesBetween, type Difference } from "@handschlag/engine/contract/comparison.ts";
import type { Part } from "@handschlag/engine/contract/parts.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { contractOutcome, linesOf } from "./contract-files.ts";
import { Fault, printable } from "./fault.ts";

/** Compares two contract files and prints each difference; returns the exit code: 0 without any, 1 with one. Throws a `Fault`. */
export async function compare(before: string, after: string, asJson: boolean): Promise<number> {
  const differences = differencesBetween(await documentOf(before), await documentOf(after));
  const text = asJson ? JSON.stringify({ before, after, differences }, null, 2) : inLines(differences).join("\n");
  process.stdout.write(`${text}\n`);
  return differences.length === 0 ? 0 : 1;
}

async function documentOf(file: string): Promise<ContractDocument> {
  const outcome = await contractOutcome(file);
  if (outcome.ok) return outcome.value;
  throw new Fault(`${file}: not a valid contract`, linesOf(file, outcome.refusal));
}

const inLines = (differences: readonly Difference[]): string[] =>
  differences.length === 0
    ? ["no difference"]
    : differences.map(({ path, before, after }) => printable(`${path.join(".")}: ${said(before)} → ${said(after)}`));

const said = (part: Part | undefined): string => (part === undefined ? "nothing" : JSON.stringify(part));

/** `handschlag check`: whether contract documents can be read, each fault with its place. */
import type { DocumentFault } from "@handschlag/engine/contract/reader.ts";
import { contractOutcome, linesOf } from "./contract-files.ts";
import { Fault, printable, say } from "./fault.ts";

/** What was found in one file. `error` says why the file cannot be read at all. */
interface Checked {
  readonly file: string;
  readonly faults: readonly DocumentFault[];
  readonly error?: string;
}

/** Checks each file and prints what was found; returns the exit code: 0 without faults, 2 with one. */
export async function check(files: readonly string[], asJson: boolean): Promise<number> {
  const results: Checked[] = [];
  for (const file of files) results.push(await checkFile(file));
  if (asJson) process.stdout.write(`${JSON.stringify({ files: results }, null, 2)}\n`);
  for (const { file, faults, error } of results) {
    if (error !== undefined) say(`handschlag: ${error}`);
    else if (asJson) continue;
    else if (faults.length === 0) process.stdout.write(`${printable(file)}: no faults\n`);
    else
      for (const line of [
        ...linesOf(file, faults),
        `${file}: ${faults.length} ${faults.length === 1 ? "fault" : "faults"}`,
      ])
        say(line);
  }
  return results.some(({ faults, error }) => faults.length > 0 || error !== undefined) ? 2 : 0;
}

async function checkFile(file: string): Promise<Checked> {
  try {
    const outcome = await contractOutcome(file);
    return { file, faults: outcome.ok ? [] : outcome.refusal };
  } catch (error) {
    if (error instanceof Fault) return { file, faults: [], error: error.message };
    throw error;
  }
}

/** `handschlag check`: whether contract documents can be read, each fault with its place. */
import type { DocumentFault } from "@handschlag/engine/contract/reader.ts";
import { contractOutcome, linesOf } from "./contract-files.ts";

/** Checks each file and prints what was found; returns the exit code: 0 without faults, 2 with one. */
export async function check(files: readonly string[], asJson: boolean): Promise<number> {
  const results: { readonly file: string; readonly faults: readonly DocumentFault[] }[] = [];
  for (const file of files) {
    const outcome = await contractOutcome(file);
    results.push({ file, faults: outcome.ok ? [] : outcome.refusal });
  }
  const faulty = results.some(({ faults }) => faults.length > 0);
  if (asJson) process.stdout.write(`${JSON.stringify({ files: results }, null, 2)}\n`);
  else {
    for (const { file, faults } of results) {
      if (faults.length === 0) process.stdout.write(`${file}: no faults\n`);
      else process.stderr.write(`${linesOf(file, faults).join("\n")}\n${file}: ${faults.length} ${faults.length === 1 ? "fault" : "faults"}\n`);
    }
  }
  return faulty ? 2 : 0;
}

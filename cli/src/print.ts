/** `handschlag print`: a contract as a document, in the state of a draft. */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { documentBytes } from "@handschlag/server/document/document-bytes.ts";
import type { DocumentFormat } from "@handschlag/server/document/order.ts";
import { contractOutcome, linesOf, textOf } from "./contract-files.ts";
import { Fault, reasonOf } from "./fault.ts";

export interface PrintOptions {
  readonly output?: string;
  readonly format?: DocumentFormat;
  readonly language?: "de" | "en";
  readonly force?: true;
}

/** Writes a contract file as a document and returns the name of the file. Throws a `Fault`. */
export async function print(file: string, options: PrintOptions): Promise<string> {
  const { output } = options;
  const format = options.format ?? (output !== undefined && extname(output) === ".docx" ? "docx" : "pdf");
  const target = output ?? `${basename(file, extname(file))}.${format}`;
  const text = textOf(file);
  const outcome = await contractOutcome(file);
  if (!outcome.ok) throw new Fault(`${file}: not a valid contract`, linesOf(file, outcome.refusal));
  const contract = outcome.value;
  const bytes = await documentBytes({
    contract,
    text,
    standing: { hash: createHash("sha256").update(text).digest("hex"), state: "draft", signatures: [] },
    language: options.language ?? contract.language,
    format,
  });
  try {
    writeFileSync(target, bytes, { flag: options.force === true ? "w" : "wx" });
  } catch (error) {
    throw new Fault(`${target}: cannot be written: ${reasonOf(error)}`);
  }
  return target;
}

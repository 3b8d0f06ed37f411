/** A contract as a file that people read, sign and send. */
import { printedContract } from "@handschlag/engine/contract/print/contract-print.ts";
import type { Order } from "./order.ts";

/** The same order gives the same pages, as PDF the same bytes. Throws when it cannot be set. Loads what a format needs only when it is asked for. */
export async function documentBytes({ contract, text, standing, language, format }: Order): Promise<Uint8Array> {
  const printed = printedContract(contract, standing, language);
  if (format === "docx") return (await import("./docx.ts")).docxOf(printed);
  return (await import("./pdf.ts")).pdfOf(printed, { text });
}

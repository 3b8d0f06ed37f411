/** Texts as the documents that they are. */
import { germanHolidays, type HolidaySource } from "@handschlag/engine/calendar/holidays.ts";
import { loadWorldHolidays } from "@handschlag/engine/calendar/world-holidays.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { readContract, type DocumentFault } from "@handschlag/engine/contract/reader.ts";
import type { Outcome } from "@handschlag/engine/outcome.ts";
import { Problem } from "../problem.ts";

interface Read {
  readonly outcome: Outcome<ContractDocument, DocumentFault[]>;
  readonly holidays: HolidaySource;
}

/** Reads a document, with the holidays of other countries where it names them: their library takes long to load. */
export async function documentOf(text: string): Promise<Read> {
  const outcome = readContract(text);
  if (outcome.ok || !outcome.refusal.some(({ path }) => path.includes("holidays")))
    return { outcome, holidays: germanHolidays };
  const holidays = await loadWorldHolidays();
  return { outcome: readContract(text, holidays), holidays };
}

/** A document that reads without fault. 422 with line, column and what was expected when it does not. */
export async function checkedDocument(
  text: string,
): Promise<{ readonly document: ContractDocument; readonly holidays: HolidaySource }> {
  const { outcome, holidays } = await documentOf(text);
  if (outcome.ok) return { document: outcome.value, holidays };
  const findings = outcome.refusal.map(({ line, column, path, message }) => ({
    line,
    column,
    path: path.join("."),
    message,
  }));
  throw new Problem(422, "contract-faulty", { field: "body.text", findings });
}

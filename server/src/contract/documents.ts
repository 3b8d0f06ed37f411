/** Texts as the documents that they are. */
import { germanHolidays, type HolidaySource } from "@handschlag/engine/calendar/holidays.ts";
import { loadWorldHolidays } from "@handschlag/engine/calendar/world-holidays.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { readContract, type DocumentFault } from "@handschlag/engine/contract/reader.ts";
import type { Outcome } from "@handschlag/engine/outcome.ts";
import { Problem } from "../problem.ts";

interface Read<Document> {
  readonly outcome: Outcome<Document, DocumentFault[]>;
  readonly holidays: HolidaySource;
}

type Reader<Document> = (text: string, holidays: HolidaySource) => Outcome<Document, DocumentFault[]>;

/** Reads a document, with the holidays of other countries where it names them: their library takes long to load. */
export async function readBy<Document>(read: Reader<Document>, text: string): Promise<Read<Document>> {
  const outcome = read(text, germanHolidays);
  if (outcome.ok || !outcome.refusal.some(({ path }) => path.includes("holidays")))
    return { outcome, holidays: germanHolidays };
  const holidays = await loadWorldHolidays();
  return { outcome: read(text, holidays), holidays };
}

export const documentOf = (text: string): Promise<Read<ContractDocument>> => readBy(readContract, text);

/** A document that reads without fault. 422 with line, column and what was expected when it does not. */
export async function checkedDocument(
  text: string,
): Promise<{ readonly document: ContractDocument; readonly holidays: HolidaySource }> {
  const { outcome, holidays } = await documentOf(text);
  if (!outcome.ok) throw faultyText(outcome.refusal);
  return { document: outcome.value, holidays };
}

/** The refusal of a text with its faults: line, column and what was expected. */
export function faultyText(faults: readonly DocumentFault[]): Problem {
  const findings = faults.map(({ line, column, path, message }) => ({ line, column, path: path.join("."), message }));
  return new Problem(422, "contract-faulty", { field: "body.text", findings });
}

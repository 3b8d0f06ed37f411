/** Contract, calendar and mapping documents from files, with their faults as lines that name file, line and column. */
import { isUtf8 } from "node:buffer";
import { closeSync, openSync, readSync } from "node:fs";
import { calendarOf, type Calendar } from "@handschlag/engine/calendar/calendar.ts";
import { germanHolidays, type HolidaySource } from "@handschlag/engine/calendar/holidays.ts";
import { loadWorldHolidays } from "@handschlag/engine/calendar/world-holidays.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import {
  readCalendar,
  readContract,
  readPlacedContract,
  type DocumentFault,
  type PlacedContract,
} from "@handschlag/engine/contract/reader.ts";
import { termsOf, type Terms, type VersionRefusal } from "@handschlag/engine/contract/terms.ts";
import type { Outcome } from "@handschlag/engine/outcome.ts";
import { lineOfWrongByte } from "@handschlag/engine/text-bytes.ts";
import { Fault, reasonOf } from "./fault.ts";

/** More bytes than a document of 1 MiB of characters, the most that is read, can have. */
const FILE_BYTES_MAX = 4 * 1024 * 1024;

/** The text of a file; throws a `Fault` that names it. A file that never ends, such as a device, is not read to the end. */
export function textOf(file: string): string {
  let bytes: Buffer;
  try {
    bytes = bytesOf(file);
  } catch (error) {
    throw new Fault(`${file}: cannot be read: ${reasonOf(error)}`);
  }
  if (bytes.length > FILE_BYTES_MAX) throw new Fault(`${file}: expected at most 1 MiB of text`);
  if (!isUtf8(bytes)) throw new Fault(`${file}:${lineOfWrongByte(bytes)}: expected text in UTF-8`);
  return bytes.toString("utf8");
}

function bytesOf(file: string): Buffer {
  const handle = openSync(file, "r");
  try {
    const chunks: Buffer[] = [];
    for (let length = 0; length <= FILE_BYTES_MAX;) {
      const chunk = Buffer.allocUnsafe(64 * 1024);
      const count = readSync(handle, chunk);
      if (count === 0) break;
      chunks.push(chunk.subarray(0, count));
      length += count;
    }
    return Buffer.concat(chunks);
  } finally {
    closeSync(handle);
  }
}

/** `file:line:column path: message`, as compilers write it. */
export const linesOf = (file: string, faults: readonly DocumentFault[]): string[] =>
  faults.map(
    ({ line, column, path, message }) =>
      `${file}:${line}:${column} ${path.length === 0 ? "" : `${path.join(".")}: `}${message}`,
  );

/**
 * What `readAll` makes of documents with German holidays, and with those of all countries if a region was not known:
 * the library for other countries takes a quarter of a second to load.
 */
async function withHolidays<Value>(
  readAll: (holidays: HolidaySource) => Outcome<Value, DocumentFault[]>[],
): Promise<{ outcomes: Outcome<Value, DocumentFault[]>[]; holidays: HolidaySource }> {
  const outcomes = readAll(germanHolidays);
  if (!outcomes.some((outcome) => !outcome.ok && outcome.refusal.some(({ path }) => path.includes("holidays"))))
    return { outcomes, holidays: germanHolidays };
  const holidays = await loadWorldHolidays();
  return { outcomes: readAll(holidays), holidays };
}

/** What a reader makes of a file, or the faults of the file. */
function read<Value>(file: string, outcome: Outcome<Value, DocumentFault[]>, kind: string): Value {
  if (outcome.ok) return outcome.value;
  const { length } = outcome.refusal;
  throw new Fault(
    `${file}: not a valid ${kind}: ${length} ${length === 1 ? "fault" : "faults"}`,
    linesOf(file, outcome.refusal),
  );
}

/** What the reader says of one contract file. Throws a `Fault` when the file itself cannot be read. */
export async function contractOutcome(file: string): Promise<Outcome<ContractDocument, DocumentFault[]>> {
  const text = textOf(file);
  const { outcomes } = await withHolidays((source) => [readContract(text, source)]);
  return outcomes[0]!;
}

/** The text of one contract file, and what the reader says of it, with places. Throws a `Fault` as `contractOutcome` does. */
export async function placedContract(
  file: string,
): Promise<{ readonly text: string; readonly outcome: Outcome<PlacedContract, DocumentFault[]> }> {
  const text = textOf(file);
  const { outcomes } = await withHolidays((source) => [readPlacedContract(text, source)]);
  return { text: text.replace(/^\uFEFF/, ""), outcome: outcomes[0]! };
}

/** The documents of one contract, checked, with the holidays they need. */
export interface ContractFiles {
  readonly documents: readonly ContractDocument[];
  readonly versions: readonly Terms[];
  readonly holidays: HolidaySource;
  /** Whether public holidays of other countries are needed. */
  readonly world: boolean;
}

/** Reads the versions of a contract, one file each. Throws a `Fault`. */
export async function loadContract(files: readonly string[]): Promise<ContractFiles> {
  const texts = files.map(textOf);
  const { outcomes, holidays } = await withHolidays((source) => texts.map((text) => readContract(text, source)));
  const documents = files.map((file, index) => read(file, outcomes[index]!, "contract"));
  const versions = termsOf(documents, holidays);
  if (!versions.ok) throw new Fault(`${files.join(", ")}: ${wordsOf(versions.refusal)}`);
  return { documents, versions: versions.value, holidays, world: holidays !== germanHolidays };
}

function wordsOf(refusal: VersionRefusal): string {
  switch (refusal.kind) {
    case "another-contract":
      return `expected versions of the contract ${refusal.expected}, found ${refusal.id}`;
    case "version-repeated":
      return `expected each version once, found version ${refusal.version} again`;
    case "version-order":
      return `expected version ${refusal.version} to apply later than the version before it, found valid from ${refusal.validFrom}`;
  }
}

/** A calendar of a contract by name. Throws a `Fault`. */
export async function loadContractCalendar(file: string, name: string): Promise<Calendar> {
  const { documents, holidays } = await loadContract([file]);
  const { calendars } = documents[0]!;
  if (!Object.hasOwn(calendars, name))
    throw new Fault(
      `${file}: expected a calendar of the contract (${Object.keys(calendars).join(", ")}), found ${JSON.stringify(name)}`,
    );
  return calendarOf(calendars[name]!, holidays);
}

/** The calendar that a file holds alone. Throws a `Fault`. */
export async function loadCalendarFile(file: string): Promise<Calendar> {
  const text = textOf(file);
  const { outcomes, holidays } = await withHolidays((source) => [readCalendar(text, source)]);
  return calendarOf(read(file, outcomes[0]!, "calendar"), holidays);
}

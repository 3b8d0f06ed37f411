/** How exports of other tools are read: the mappings that ship, and those that people write. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CsvReader } from "@handschlag/engine/csv.ts";
import { columnsOf, readMapping, type MappingDocument } from "@handschlag/engine/ticket/mapping.ts";
import type { Encoding } from "@handschlag/engine/text-bytes.ts";
import { Problem } from "../problem.ts";

const FOLDER = join(import.meta.dirname, "../../../engine/mappings");

export interface ShippedMapping {
  readonly name: string;
  readonly text: string;
  readonly document: MappingDocument;
}

let shipped: readonly ShippedMapping[] | undefined;

/** The mappings that ship, by name. */
export function shippedMappings(): readonly ShippedMapping[] {
  shipped ??= readdirSync(FOLDER)
    .filter((file) => file.endsWith(".yaml"))
    .toSorted()
    .map((file) => {
      const text = readFileSync(join(FOLDER, file), "utf8");
      return { name: file.slice(0, -".yaml".length), text, document: mappingOf(text) };
    });
  return shipped;
}

/** The mapping of a name or a text. 422 with what ships, or with line, column and what was expected. */
export function mappingFor({ name, text }: { readonly name: string | null; readonly text: string | null }) {
  if (text !== null) return mappingOf(text);
  const found = shippedMappings().find((each) => each.name === name);
  if (found !== undefined) return found.document;
  const known = shippedMappings().map((each) => each.name);
  throw new Problem(422, "mapping-unknown", { field: "mapping", known });
}

/** The first of the mappings that ship whose columns a CSV file has, by the bytes with which it begins. */
export const mappingFitting = (beginning: Buffer, encoding: Encoding): ShippedMapping | undefined =>
  shippedMappings().find(({ document }) => {
    let header: string[] | undefined;
    const reader = new CsvReader(document.delimiter, (cells) => (header ??= cells));
    reader.push(new TextDecoder(encoding).decode(beginning));
    if (header === undefined) reader.end();
    return header !== undefined && columnsOf(document, header).ok;
  });

function mappingOf(text: string): MappingDocument {
  const read = readMapping(text);
  if (read.ok) return read.value;
  const findings = read.refusal.map(({ line, column, path, message }) => ({
    line,
    column,
    path: path.join("."),
    message,
  }));
  throw new Problem(422, "mapping-faulty", { field: "body.text", findings });
}

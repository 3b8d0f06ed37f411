import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { targetOf } from "../../calendar/target.ts";
import { dayOfIso } from "../../instant.ts";
import type { ContractDocument } from "../document.ts";
import { contractFields, type Field } from "../fields.ts";
import { readContract } from "../reader.ts";
import type { Block, Language, PrintedContract } from "./blocks.ts";
import { printedContract, type PrintStanding } from "./contract-print.ts";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
// The English starters have the same fields.
const FILES = globSync(["engine/starters/de/*.yaml", "fixtures/contracts/*.yaml"], { cwd: ROOT }).toSorted();
const STANDING: PrintStanding = { hash: "ab".repeat(32), state: "draft", signatures: [] };

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Steps = readonly (string | number)[];

function documentOf(file: string): ContractDocument {
  const read = readContract(readFileSync(ROOT + file, "utf8"));
  if (!read.ok) throw new Error(`${file}: ${JSON.stringify(read.refusal)}`);
  return read.value;
}

/** Every text of a print, a line each. */
function textsOf(printed: PrintedContract): string {
  const { title, facts, signatories, clauses, annexes, proof, versionName } = printed;
  const all = [...clauses, ...annexes.flatMap((annex) => annex.clauses)];
  return [
    title,
    versionName,
    ...facts.flatMap(({ term, lines }) => [term, ...lines]),
    ...signatories.flatMap(({ name, address, representedBy }) => [name, address ?? "", representedBy ?? ""]),
    ...all.flatMap((clause) => [clause.title, ...clause.blocks.flatMap(linesOf)]),
    ...proof,
  ].join("\n");
}

function linesOf(block: Block): readonly string[] {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return [block.text];
    case "list":
      return block.items;
    case "pairs":
      return block.rows.flatMap(({ term, lines }) => [term, ...lines]);
    case "table":
      return [...block.columns.map(({ head }) => head), ...block.rows.flat(2)];
  }
}

const said = (contract: Json, language: Language): string =>
  textsOf(printedContract(contract as unknown as ContractDocument, STANDING, language));

/** Every value that is no object or list, with the way to it. */
function* leavesOf(value: Json, steps: Steps = []): Generator<{ steps: Steps; value: Json }> {
  if (Array.isArray(value)) {
    if (value.length === 0) yield { steps, value };
    for (const [index, each] of value.entries()) yield* leavesOf(each, [...steps, index]);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, each] of Object.entries(value)) yield* leavesOf(each, [...steps, key]);
  } else yield { steps, value };
}

/** Every key of a map whose names are the author's, with the way to its holder. */
function* keysOf(value: Json, field: Field, steps: Steps = []): Generator<{ steps: Steps; key: string }> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    if (field.kind === "map" && field.names === undefined) yield { steps, key };
    const inner = innerOf(field, key, value);
    if (inner !== undefined) yield* keysOf(each, inner, [...steps, Array.isArray(value) ? Number(key) : key]);
  }
}

function innerOf(field: Field, key: string, holder: Json): Field | undefined {
  switch (field.kind) {
    case "list":
    case "map":
      return field.entry;
    case "either":
      return field.forms.map((form) => innerOf(form, key, holder)).find((form) => form !== undefined);
    case "variant": {
      const variant = field.variants.get((holder as { kind?: string }).kind ?? "");
      return variant && innerOf(variant, key, holder);
    }
    case "object":
      return field.members.find(({ name }) => name === key)?.field;
    default:
      return undefined;
  }
}

/** The same document with another value at one place. */
function changed(document: Json, steps: Steps, value: Json | undefined): Json {
  const copy = structuredClone(document);
  let holder = copy as { [key: string]: Json };
  for (const step of steps.slice(0, -1)) holder = holder[step] as { [key: string]: Json };
  const last = steps.at(-1)!;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}

function fieldOf(steps: Steps, document: Json): Field | undefined {
  let field: Field | undefined = contractFields();
  let value: Json = document;
  for (const step of steps) {
    field = field && innerOf(field, String(step), value);
    value = (value as { [key: string]: Json })[step]!;
  }
  return field;
}

/** Another value that may stand at a place: what is printed must then be another text. */
function otherValues({ steps, value }: { steps: Steps; value: Json }, document: Json): Json[] {
  const field = fieldOf(steps, document);
  const plain = field?.kind === "either" ? field.forms.find(({ kind }) => kind === "text") : field;
  if (typeof value === "boolean") return [!value];
  if (typeof value === "number") return [value === 7 ? 8 : 7];
  if (typeof value !== "string") return [];
  if (plain?.kind === "choice") return plain.values.filter((each) => each !== value);
  if (dayOfIso(value) !== undefined) return ["2031-05-17"];
  if (/^\d{4}-\d{2}$/.test(value)) return ["2031-05"];
  if (/^\d+(\.\d+)?$/.test(value)) return ["731.25"];
  if (/^\d\d:\d\d-\d\d:\d\d$/.test(value)) return ["03:17-04:19"];
  if (targetOf(value) !== undefined) return ["PT17H", "end of 13th working day"];
  if (/^[A-Z]{2,3}$/.test(value)) return ["SE"];
  return [`${value}-zzq`];
}

/** Two leaves of each kind are enough: others of the same field are printed by the same words. */
function sampleOf(document: Json): { steps: Steps; value: Json }[] {
  const counts = new Map<string, number>();
  return [...leavesOf(document)].filter(({ steps }) => {
    const field = fieldOf(steps, document);
    if (field?.kind === "fixed" || field === undefined) return false;
    const kind = steps.map((step) => (typeof step === "number" ? "*" : step)).join(".");
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return counts.get(kind)! <= 2;
  });
}

function silentIn(document: Json, language: Language): string[] {
  const before = said(document, language);
  return sampleOf(document).flatMap((leaf) =>
    otherValues(leaf, document)
      .filter((value) => said(changed(document, leaf.steps, value), language) === before)
      .map((value) => `${leaf.steps.join(".")}: ${JSON.stringify(leaf.value)} → ${JSON.stringify(value)}`),
  );
}

/** What of a document's own words, and of the names that it gives, does not stand in its print. */
function missingIn(document: Json, language: Language): string[] {
  const printed = said(document, language);
  const texts = [...leavesOf(document)].filter(({ steps, value }) => {
    const field = fieldOf(steps, document);
    if (field?.kind !== "text" || field.refersTo !== undefined || typeof value !== "string") return false;
    return /\p{L}{3}/u.test(value) && targetOf(value) === undefined && !printed.includes(value);
  });
  const names = [...keysOf(document, contractFields())].filter(
    ({ key }) => dayOfIso(key) === undefined && !printed.includes(key),
  );
  return [
    ...texts.map(({ steps, value }) => `${steps.join(".")}: ${JSON.stringify(value)}`),
    ...names.map(({ steps, key }) => [...steps, key].join(".")),
  ];
}

/** A document with every field that the format has, and each kind of an entry that comes in several. */
function everything(field: Field, example: Json | undefined): Json {
  switch (field.kind) {
    case "object":
      return Object.fromEntries(
        field.members.map((member) => [member.name, everything(member.field, (member.examples as Json[]).at(-1))]),
      );
    case "variant":
      return everything([...field.variants.values()][0]!, example);
    case "list":
      if (field.entry.kind === "variant")
        return [...field.entry.variants.values()].map((variant) => everything(variant, undefined));
      return field.entry.kind === "object" ? [everything(field.entry, undefined)] : (example ?? []);
    case "map":
      if (field.entry.kind === "object")
        return Object.fromEntries(
          (field.names ?? ["whatever"]).map((name) => [name, everything(field.entry, undefined)]),
        );
      return example ?? {};
    case "fixed":
      return field.value as Json;
    case "choice":
      return field.values[0]!;
    case "flag":
      return true;
    default:
      return example ?? null;
  }
}

test("there are contracts to look at", () => {
  expect(FILES.length).toBeGreaterThan(8);
});

test.each(["de", "en"] as const)(
  "every field that the format has is printed, and each of its values differently (%s)",
  (language) => {
    const document = everything(contractFields(), undefined);
    expect([...leavesOf(document)].length).toBeGreaterThan(500);
    expect(silentIn(document, language)).toEqual([]);
    expect(missingIn(document, language)).toEqual([]);
  },
);

for (const language of ["de", "en"] as const)
  test.each(FILES)(`%s: every value stands in the print, which changes with it (${language})`, (file) => {
    const document = documentOf(file) as unknown as Json;
    expect(silentIn(document, language)).toEqual([]);
    expect(missingIn(document, language)).toEqual([]);
  });

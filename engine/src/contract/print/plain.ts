/** Fields as label and value: how a contract is printed where nobody has written a sentence. */
import { contractFields, variantOf, type Field, type Member, type ObjectField } from "../fields.ts";
import { fieldWordsOf, valueWordOf } from "../field-words.ts";
import { isList, isObject, type Part } from "../parts.ts";
import type { Pair } from "./blocks.ts";
import type { Speech } from "./speech.ts";

let known: ReadonlyMap<string, ObjectField> | undefined;

/** The fields of a definition, by its name in the schema. */
function definitionOf(name: string): ObjectField {
  known ??= new Map(objectsIn(contractFields()).map((field) => [field.definition, field]));
  const field = known.get(name);
  if (field === undefined) throw new Error(`broken invariant: the format has no definition ${name}`);
  return field;
}

function objectsIn(field: Field): ObjectField[] {
  switch (field.kind) {
    case "object":
      return [field, ...field.members.flatMap((member) => objectsIn(member.field))];
    case "map":
    case "list":
      return objectsIn(field.entry);
    case "variant":
      return [...field.variants.values()].flatMap(objectsIn);
    case "either":
      return field.forms.flatMap(objectsIn);
    default:
      return [];
  }
}

/** Each field that has a value and is not among those told, with its label. */
export function plainPairs(
  definition: string,
  part: object,
  speech: Speech,
  told: ReadonlySet<string> = new Set(),
): readonly Pair[] {
  const values = part as Readonly<Record<string, Part | undefined>>;
  const { members } = definitionOf(definition);
  return members.flatMap((member): Pair[] => {
    const value = values[member.name];
    if (value === undefined || told.has(member.name)) return [];
    const term = speech.in(fieldWordsOf(definition, member.name).label);
    return [{ term, lines: plainLines(value, member.field, { definition, member, speech }) }];
  });
}

interface Place {
  readonly definition: string;
  readonly member: Member;
  readonly speech: Speech;
}

function plainLines(value: Part, field: Field, place: Place): readonly string[] {
  const { speech } = place;
  if (isList(value)) {
    if (value.length === 0) return [speech.in({ de: "keine", en: "none" })];
    const entry = field.kind === "list" ? field.entry : field;
    return value.flatMap((each) => plainLines(each, entry, place));
  }
  if (isObject(value)) return objectLines(value, field, place);
  if (typeof value === "boolean") return [speech.in(value ? { de: "ja", en: "yes" } : { de: "nein", en: "no" })];
  if (typeof value === "number") return [speech.number(value)];
  return [textOf(String(value), field, place)];
}

function objectLines(value: Exclude<Part, readonly Part[]> & object, field: Field, place: Place): readonly string[] {
  const object = objectOf(field, value);
  if (object !== undefined) {
    return plainPairs(object.definition, value, place.speech).map(({ term, lines }) => `${term}: ${lines.join("; ")}`);
  }
  const entry = field.kind === "map" ? field.entry : field;
  return Object.entries(value).flatMap(([name, each]) =>
    each === undefined ? [] : [`${name}: ${plainLines(each, entry, place).join("; ")}`],
  );
}

function objectOf(field: Field, value: Part): ObjectField | undefined {
  if (field.kind === "object") return field;
  if (field.kind === "variant") return variantOf(field, value);
  if (field.kind === "either")
    return field.forms.map((form) => objectOf(form, value)).find((form) => form !== undefined);
  return undefined;
}

function textOf(value: string, field: Field, { definition, member, speech }: Place): string {
  if (field.kind === "choice") return speech.in(valueWordOf(definition, member.name, value));
  if (field.kind !== "text" || field.refersTo === undefined) return value;
  return speech.name(field.refersTo, value);
}

/** The fields of the contract document as its published JSON Schema has them, with the values that they list. */
import type { Schema } from "./reference-page.test-support.ts";

export interface SchemaField {
  readonly definition: string;
  readonly field: string;
  /** Values of an enumeration or constant, and keys that are one. */
  readonly values: readonly string[];
  readonly of: string | undefined;
  readonly each: readonly string[] | undefined;
}

/** All fields, those of objects without a name under the definition and the fields that lead to them. */
export const schemaFields = (schema: Schema): readonly SchemaField[] =>
  Object.entries(schema.$defs ?? {}).flatMap(([name, definition]) => fieldsOf(name, definition));

function fieldsOf(definition: string, schema: Schema): SchemaField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([field, shape]) => {
    const forms = formsOf(shape);
    const each = forms.flatMap(membersOf).flatMap(formsOf).flatMap(refOf);
    return [
      {
        definition,
        field,
        values: [...new Set([...forms, ...forms.flatMap(membersOf).flatMap(formsOf)].flatMap(listed))],
        of: forms.flatMap(refOf).at(0),
        each: each.length === 0 ? undefined : each,
      },
      ...forms
        .filter(({ properties }) => properties !== undefined)
        .flatMap((form) => fieldsOf(`${definition}.${field}`, form)),
    ];
  });
}

/** A choice as its forms. */
const formsOf = (schema: Schema): readonly Schema[] => schema.anyOf ?? schema.oneOf ?? [schema];

const membersOf = ({ items, additionalProperties }: Schema): readonly Schema[] =>
  [items, additionalProperties].filter((each): each is Schema => typeof each === "object");

const refOf = ({ $ref }: Schema): string[] => ($ref === undefined ? [] : [$ref.split("/").at(-1)!]);

function listed(schema: Schema): string[] {
  const keys = schema["propertyNames"] as Schema | undefined;
  const values = [...(schema.enum ?? []), ...(schema.const === undefined ? [] : [schema.const]), ...(keys?.enum ?? [])];
  return values.filter((value) => typeof value === "string");
}

/** Schemas as readers of a reference want them: a type in a word, fields in a list, an example to start from. */
import type { Schema } from "./document.ts";

type Schemas = Readonly<Record<string, Schema>>;

/** How deep an example goes: enough to see the shape. */
const DEPTH_MAX = 4;

const nameOf = ({ $ref }: Schema): string | undefined =>
  $ref
    ?.split("/")
    .at(-1)
    ?.replace(/Input$/, "");

/** The schema itself where it is only named. */
function resolve(schema: Schema, schemas: Schemas): Schema {
  const { $ref } = schema;
  return ($ref === undefined ? undefined : schemas[$ref.split("/").at(-1)!]) ?? schema;
}

const variantsOf = ({ anyOf, oneOf }: Schema): readonly Schema[] => anyOf ?? oneOf ?? [];

/** `string (uuid)` · `Person[]` · `"owner" | "auditor" | null`, as in code. */
export function typeOf(schema: Schema): string {
  const name = nameOf(schema);
  if (name !== undefined) return name;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const variants = variantsOf(schema);
  if (variants.length > 0) return [...new Set(variants.map(typeOf))].join(" | ");
  if (schema.type === "array") {
    const item = schema.items === undefined ? "any" : typeOf(schema.items);
    return item.includes(" ") ? `(${item})[]` : `${item}[]`;
  }
  return schema.format === undefined ? (schema.type ?? "any") : `${schema.type} (${schema.format})`;
}

export interface Field {
  readonly name: string;
  readonly schema: Schema;
  readonly isRequired: boolean;
}

/** The fields of an object, of the objects in a list, or of whichever object it may be; none for other values. */
export function fieldsOf(schema: Schema, schemas: Schemas): readonly Field[] {
  const { properties, required = [], items, ...rest } = resolve(schema, schemas);
  if (properties !== undefined)
    return Object.entries(properties).map(([name, field]) => ({
      name,
      schema: field,
      isRequired: required.includes(name),
    }));
  if (items !== undefined) return fieldsOf(items, schemas);
  return (
    variantsOf(rest)
      .map((variant) => fieldsOf(variant, schemas))
      .find((fields) => fields.length > 0) ?? []
  );
}

const EXAMPLES: Readonly<Record<string, unknown>> = {
  uuid: "018f3c2e-7a41-7c30-9d4e-2f6b8a1c5d70",
  email: "name@example.org",
  date: "2026-12-01",
  "date-time": "2026-12-01T08:00:00.000Z",
  uri: "https://example.org",
  integer: 1,
  number: 1,
  boolean: true,
  string: "text",
  null: null,
};

/** A value that fits, made from examples, defaults and formats. */
export function exampleOf(given: Schema, schemas: Schemas, depth = 0): unknown {
  const schema = resolve(given, schemas);
  const first = schema.examples?.[0] ?? schema.const ?? schema.enum?.[0] ?? schema.default;
  if (first !== undefined) return first;
  const [variant] = variantsOf(schema);
  if (variant !== undefined) return exampleOf(variant, schemas, depth);
  if (schema.type === "array")
    return schema.items === undefined || depth > DEPTH_MAX ? [] : [exampleOf(schema.items, schemas, depth + 1)];
  if (schema.properties !== undefined && depth <= DEPTH_MAX)
    return Object.fromEntries(
      Object.entries(schema.properties)
        .filter(([name]) => depth === 0 || (schema.required ?? []).includes(name))
        .map(([name, field]) => [name, exampleOf(field, schemas, depth + 1)]),
    );
  if (schema.type === "object" || schema.properties !== undefined) return {};
  return EXAMPLES[schema.format ?? ""] ?? EXAMPLES[schema.type ?? ""] ?? "…";
}

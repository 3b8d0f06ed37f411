/** The contract document as a tree of fields, made from its schema: what may stand where, for forms and for print. */
import { targetOf } from "../calendar/target.ts";
import { contractJsonSchema } from "./document.ts";
import { isObject, partIn, type NamedPath, type Part } from "./parts.ts";
import { namedAt, type Kind } from "./reference-table.ts";

/** What may stand at a place of the document. */
export type Field = ObjectField | MapField | ListField | VariantField | EitherField | PlainField;

/** Named members, each with a meaning of its own. */
export interface ObjectField {
  readonly kind: "object";
  /** Name of the definition in the schema, such as `Service`; of a part without one the nearest one's and the way to it, such as `Priorities.matrix`. */
  readonly definition: string;
  readonly members: readonly Member[];
}

export interface Member {
  readonly name: string;
  readonly field: Field;
  readonly isRequired: boolean;
  /** What holds where nothing is written. */
  readonly ifAbsent: Part | undefined;
  readonly examples: readonly Part[];
}

/** Entries by names of the author's choice, or of a fixed set. */
export interface MapField {
  readonly kind: "map";
  readonly names: readonly string[] | undefined;
  /** What the names refer to, if they do. */
  readonly refersTo: Kind | undefined;
  readonly entry: Field;
}

export interface ListField {
  readonly kind: "list";
  readonly entry: Field;
}

/** One of several objects, told apart by their member `kind`. */
export interface VariantField {
  readonly kind: "variant";
  readonly variants: ReadonlyMap<string, ObjectField>;
}

/** A short way to write it, or a full one. */
export interface EitherField {
  readonly kind: "either";
  readonly forms: readonly Field[];
}

export type PlainField =
  | { readonly kind: "text"; readonly form: TextForm; readonly refersTo: Kind | undefined }
  | { readonly kind: "choice"; readonly values: readonly string[] }
  | {
      readonly kind: "number";
      readonly isWhole: boolean;
      readonly least: number | undefined;
      readonly most: number | undefined;
    }
  | { readonly kind: "flag" }
  | { readonly kind: "fixed"; readonly value: Part };

/** A date as `2026-11-23`; a decimal as `49.90`; a target as `PT4H` or `NBD`; a line without breaks; a text with them. */
export type TextForm = "date" | "decimal" | "target" | "line" | "text";

interface Schema {
  readonly type?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly enum?: readonly string[];
  readonly const?: Part;
  readonly default?: Part;
  readonly examples?: readonly Part[];
  readonly pattern?: string;
  readonly format?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

let tree: ObjectField | undefined;

/** The whole document. */
export function contractFields(): ObjectField {
  if (tree !== undefined) return tree;
  const schema = contractJsonSchema() as Schema;
  const root = fieldOf(schema, { defs: schema.$defs ?? {}, definition: "Contract", way: [] });
  if (root.kind !== "object") throw new Error("broken invariant: the contract is an object");
  return (tree = root);
}

interface Where {
  readonly defs: Readonly<Record<string, Schema>>;
  readonly definition: string;
  /** From the root of the document, `*` for each entry of a list or map. */
  readonly way: readonly string[];
}

function fieldOf(written: Schema, where: Where): Field {
  const { schema, definition } = resolved(written, where);
  const inside = (part: string, field: Schema, name = definition): Field =>
    fieldOf(field, { ...where, definition: name, way: [...where.way, part] });
  if (schema.const !== undefined) return { kind: "fixed", value: schema.const };
  if (schema.enum !== undefined) return { kind: "choice", values: schema.enum };
  if (schema.oneOf !== undefined) return variantsOf(schema.oneOf, { ...where, definition });
  if (schema.anyOf !== undefined)
    return { kind: "either", forms: schema.anyOf.map((form) => fieldOf(form, { ...where, definition })) };
  if (schema.type === "array") return { kind: "list", entry: inside("*", schema.items!) };
  if (schema.type === "object" && schema.properties !== undefined) {
    const members = Object.entries(schema.properties).map(([name, field]): Member => ({
      name,
      field: inside(name, field, `${definition}.${name}`),
      isRequired: (schema.required ?? []).includes(name),
      ifAbsent: field.default,
      examples: field.examples ?? [],
    }));
    return { kind: "object", definition, members };
  }
  if (schema.type === "object") {
    return {
      kind: "map",
      names: schema.propertyNames?.enum,
      refersTo: namedAt([...where.way, "@"]),
      entry: inside("*", schema.additionalProperties as Schema),
    };
  }
  return plainOf(schema, where.way);
}

/** A schema with what it refers to, and the definition that its members belong to. */
function resolved(schema: Schema, { defs, definition }: Where): { schema: Schema; definition: string } {
  if (schema.$ref === undefined) return { schema, definition };
  const name = schema.$ref.split("/").at(-1)!;
  return { schema: { ...defs[name], ...schema }, definition: name };
}

function variantsOf(forms: readonly Schema[], where: Where): VariantField {
  const objects = forms.map((form) => fieldOf(form, where)).filter((field) => field.kind === "object");
  return { kind: "variant", variants: new Map(objects.map((field) => [kindOf(field), field])) };
}

function kindOf({ definition, members }: ObjectField): string {
  const kind = members.find(({ name }) => name === "kind")?.field;
  if (kind?.kind !== "fixed" || typeof kind.value !== "string")
    throw new Error(`broken invariant: ${definition} has no kind of its own`);
  return kind.value;
}

function plainOf(schema: Schema, way: readonly string[]): PlainField {
  switch (schema.type) {
    case "boolean":
      return { kind: "flag" };
    case "integer":
    case "number":
      return {
        kind: "number",
        isWhole: schema.type === "integer",
        least: schema.minimum,
        most: schema.maximum,
      };
    case "string": {
      return { kind: "text", form: formOf(schema), refersTo: namedAt(way) };
    }
    default:
      throw new Error(`broken invariant: the form has no field for ${schema.type ?? "anything"} at ${way.join(".")}`);
  }
}

function formOf({ pattern, format, maxLength, examples }: Schema): TextForm {
  const example = examples?.[0];
  if (typeof example === "string" && /^\d{4}-\d\d-\d\d$/.test(example)) return "date";
  if (typeof example === "string" && targetOf(example) !== undefined) return "target";
  if (pattern?.includes(String.raw`\.\d{1,6}`) === true) return "decimal";
  return pattern !== undefined || format !== undefined || maxLength === undefined ? "line" : "text";
}

/** What may stand at a place of a document, whose values tell which variant is meant; `undefined` where nothing may. */
export function fieldAt(path: NamedPath, document: Part | undefined): Field | undefined {
  let field: Field | undefined = contractFields();
  let value = document;
  for (const step of path) {
    field = memberOf(field, step, value);
    if (field === undefined) return undefined;
    value = partIn(value, step);
  }
  return field;
}

function memberOf(field: Field, part: string, value: Part | undefined): Field | undefined {
  switch (field.kind) {
    case "object":
      return field.members.find(({ name }) => name === part)?.field;
    case "map":
    case "list":
      return field.entry;
    case "variant": {
      const variant = variantOf(field, value);
      return variant === undefined ? undefined : memberOf(variant, part, value);
    }
    case "either":
      for (const form of field.forms) {
        const member = memberOf(form, part, value);
        if (member !== undefined) return member;
      }
      return undefined;
    default:
      return undefined;
  }
}

/** The variant that a value is of, by its `kind`. */
export function variantOf({ variants }: VariantField, value: Part | undefined): ObjectField | undefined {
  const kind = isObject(value) ? value["kind"] : undefined;
  return typeof kind === "string" ? variants.get(kind) : undefined;
}

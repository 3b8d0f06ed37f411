/** The reference page of the contract document, written from its JSON Schema. */

export interface Schema {
  readonly [key: string]: unknown;
  readonly type?: string;
  readonly $ref?: string;
  readonly $defs?: Record<string, Schema>;
  readonly properties?: Record<string, Schema>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly description?: string;
  readonly examples?: readonly unknown[];
}

const nameOf = ({ $ref }: Schema): string | undefined => $ref?.split("/").at(-1);
const link = (name: string): string => `[${name}](#${name.toLowerCase()})`;
/** A cell of a table holds no line breaks and no upright strokes. */
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ");
const code = (value: unknown): string => `\`${cell(JSON.stringify(value))}\``;

function typeOf(schema: Schema): string {
  const name = nameOf(schema);
  if (name !== undefined) return link(name);
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(code).join(" · ");
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms !== undefined) return forms.map(typeOf).join(" or ");
  if (schema.type === "array") return `list of ${schema.items === undefined ? "anything" : typeOf(schema.items)}`;
  if (schema.type === "object" && schema.properties !== undefined)
    return `{ ${Object.keys(schema.properties).join(", ")} }`;
  if (schema.type === "object" && typeof schema.additionalProperties === "object")
    return `map of ${typeOf(schema.additionalProperties)}`;
  return schema.type ?? "anything";
}

/** The rows of a table for the fields of an object, nested ones with their path. */
function rowsOf(schema: Schema, defs: Record<string, Schema>, prefix = ""): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const meant = { ...defs[nameOf(field) ?? ""], ...field };
    const isRequired = (schema.required ?? []).includes(name);
    const need = isRequired ? "yes" : meant.default === undefined ? "" : code(meant.default);
    const example = meant.examples?.[0];
    const columns = [
      `\`${prefix}${name}\``,
      typeOf(field),
      need,
      cell(meant.description ?? ""),
      example === undefined ? "" : code(example),
    ];
    const nested = field.properties === undefined ? [] : rowsOf(field, defs, `${prefix}${name}.`);
    return [`| ${columns.join(" | ")} |`, ...nested];
  });
}

const HEAD = ["| Field | Type | Needed or default | What it says | Example |", "| --- | --- | --- | --- | --- |"];

/** All parts of the document, the contract first, the others by name. */
export function referencePage(schema: Schema): string {
  const defs = schema.$defs ?? {};
  const names = Object.keys(defs).filter((name) => defs[name]!.properties !== undefined);
  const ordered = ["Contract", ...names.filter((name) => name !== "Contract").toSorted()];
  const sections = ordered.map((name) =>
    [`## ${name}`, "", defs[name]!.description ?? "", "", ...HEAD, ...rowsOf(defs[name]!, defs), ""].join("\n"),
  );
  return [
    "# Every field of the contract document",
    "",
    "Written from [contract.schema.json](contract.schema.json) by a test; changes belong into `engine/src/contract/`.",
    "What the parts mean together: [rules/contract.md](rules/contract.md).",
    "",
    ...sections,
  ].join("\n");
}

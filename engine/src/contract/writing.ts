/** Writes a contract document as text: the same value always as the same bytes. Source: docs/rules/contract-drafts.md §5. */
import { Document, isCollection, isNode, isPair, visit } from "yaml";
import { contractFields, variantOf, type Field } from "./fields.ts";
import { isList, isObject, type Part } from "./parts.ts";

/** Lists and maps of plain values that fit in so many signs stand in one line. */
const LINE_MAX = 90;

/** A document as YAML, its fields in the order of the schema, each part of its own after an empty line. */
export function contractText(document: Part): string {
  const yaml = new Document(inOrder(document, contractFields()), { version: "1.2" });
  visit(yaml, {
    Pair(_key, pair, ancestors) {
      if (ancestors.length === 2 && isNode(pair.key) && isCollection(pair.value)) pair.key.spaceBefore = true;
    },
    Collection(key, node) {
      const isPlain = node.items.every((item: unknown) => !isCollection(isPair(item) ? item.value : item));
      if (key !== null && isPlain && JSON.stringify(node).length <= LINE_MAX) node.flow = true;
    },
  });
  return yaml.toString({ lineWidth: 110, flowCollectionPadding: true, indentSeq: true });
}

/** A value with its keys in the order of the fields; what the schema does not know comes last, as it was. */
function inOrder(part: Part, field: Field | undefined): Part {
  if (isList(part)) return part.map((member) => inOrder(member, field?.kind === "list" ? field.entry : undefined));
  if (!isObject(part)) return part;
  const object = objectIn(field, part);
  const entries = Object.entries(part).filter(([, value]) => value !== undefined) as [string, Part][];
  if (object === undefined) {
    const entry = field?.kind === "map" ? field.entry : undefined;
    return Object.fromEntries(entries.map(([key, value]) => [key, inOrder(value, entry)]));
  }
  const rank = new Map(object.members.map(({ name }, index) => [name, index]));
  const fieldOf = (key: string) => object.members.find(({ name }) => name === key)?.field;
  return Object.fromEntries(
    entries
      .toSorted(([one], [other]) => (rank.get(one) ?? rank.size) - (rank.get(other) ?? rank.size))
      .map(([key, value]) => [key, inOrder(value, fieldOf(key))]),
  );
}

function objectIn(field: Field | undefined, part: Part): Extract<Field, { kind: "object" }> | undefined {
  if (field?.kind === "object") return field;
  if (field?.kind === "variant") return variantOf(field, part);
  if (field?.kind === "either") return field.forms.find((form) => form.kind === "object");
  return undefined;
}

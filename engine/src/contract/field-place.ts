/** Follows keys through a contract document and tells which field, and thereby which words, belong to each. */
import { fieldWordsOf, valueWordOf, WORDS } from "./field-words.ts";
import { partIn, type Part } from "./parts.ts";
import type { Said } from "./said.ts";

/** A place of a document. */
export interface Place {
  /** The field to which what stands here belongs; `undefined` for the document itself. */
  readonly field?: { readonly definition: string; readonly key: string };
  /** Definition of the object that stands here. */
  readonly definition?: string;
  /** Definitions that the members of the list or map that stands here may have. */
  readonly members: readonly string[];
}

export const WHOLE_CONTRACT: Place = { definition: "Contract", members: [] };

/**
 * The place under a key: a field of the object, else an entry of the map or list. `part` is what stands there; of the
 * forms that an entry may have, its `kind` says which it is.
 */
export function placeUnder(place: Place, key: string, part: Part | undefined): Place {
  const { definition } = place;
  if (definition === undefined || !hasField(definition, key)) return entryOf(place, part);
  const { of, each } = WORDS[definition]![key]!;
  const own = of ?? `${definition}.${key}`;
  return {
    field: { definition, key },
    ...(Object.hasOwn(WORDS, own) ? { definition: own } : {}),
    members: each === undefined ? [] : [each].flat(),
  };
}

function entryOf({ field, members }: Place, part: Part | undefined): Place {
  const kind = partIn(part, "kind");
  const definition = members.length === 1 ? members[0] : members.find((name) => isKind(name, kind));
  return {
    ...(field === undefined ? {} : { field }),
    ...(definition === undefined ? {} : { definition }),
    members: [],
  };
}

const hasField = (definition: string, key: string): boolean => Object.hasOwn(WORDS[definition] ?? {}, key);
const isKind = (definition: string, kind: unknown): boolean =>
  typeof kind === "string" && Object.hasOwn(WORDS[definition]?.["kind"]?.values ?? {}, kind);

/** The words of a key at a place: of a field, or of an entry that the format names; `undefined` for the contract's own. */
export function keyWord({ definition, field }: Place, key: string): Said | undefined {
  if (definition !== undefined && hasField(definition, key)) return fieldWordsOf(definition, key).label;
  return definition === undefined ? wordIn(field, key) : undefined;
}

/** The words of a value at a place, where the format lists its values; `undefined` for others. */
export const valueWord = ({ field }: Place, value: string): Said | undefined => wordIn(field, value);

function wordIn(field: Place["field"], value: string): Said | undefined {
  if (field === undefined) return undefined;
  const { definition, key } = field;
  return Object.hasOwn(WORDS[definition]![key]!.values ?? {}, value) ? valueWordOf(definition, key, value) : undefined;
}

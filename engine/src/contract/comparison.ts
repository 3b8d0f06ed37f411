/** What differs between two versions of a contract, place by place. Source: product.md §7. */
import type { ContractDocument } from "./document.ts";

/** A part of a document as JSON has it. */
export type Part = null | boolean | number | string | readonly Part[] | { readonly [key: string]: Part | undefined };

/** One place at which two documents differ. */
export interface Difference {
  /** Keys from the root of the document; members of a list that have an `id` or a `level` are named by it. */
  readonly path: readonly string[];
  /** What stands there in each; `undefined` where nothing does. A whole part where the other document has none of it. */
  readonly before: Part | undefined;
  readonly after: Part | undefined;
}

/**
 * All differences between two documents, in the order of the later one, what is gone from a part at its end. None where
 * both say the same: the order of keys, and of list members that are named, means nothing.
 */
export const differencesBetween = (before: ContractDocument, after: ContractDocument): readonly Difference[] =>
  differences([], before, after);

function differences(path: readonly string[], before: Part | undefined, after: Part | undefined): Difference[] {
  const [old, fresh] = [membersOf(before), membersOf(after)];
  if (old === undefined || fresh === undefined || Array.isArray(before) !== Array.isArray(after))
    return isSame(before, after) ? [] : [{ path, before, after }];
  return [...new Set([...fresh.keys(), ...old.keys()])].flatMap((key) =>
    differences([...path, key], old.get(key), fresh.get(key)),
  );
}

/** The named members of an object or list; `undefined` for what can only be compared as a whole. */
function membersOf(part: Part | undefined): ReadonlyMap<string, Part | undefined> | undefined {
  if (typeof part !== "object" || part === null) return undefined;
  if (!isList(part)) return new Map(Object.entries(part));
  const names = part.map(nameOf);
  const isNamed = names.every((name) => name !== undefined) && new Set(names).size === names.length;
  return isNamed ? new Map(part.map((member, index) => [names[index]!, member])) : undefined;
}

const isList = (part: Part): part is readonly Part[] => Array.isArray(part);

function nameOf(member: Part): string | undefined {
  if (typeof member !== "object" || member === null || isList(member)) return undefined;
  const name = member["id"] ?? member["level"];
  return typeof name === "string" || typeof name === "number" ? String(name) : undefined;
}

/** Whether two parts say the same: keys in any order, and a key without a value as one that is not there. */
function isSame(one: Part | undefined, other: Part | undefined): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  if (isList(one) || isList(other))
    return (
      isList(one) &&
      isList(other) &&
      one.length === other.length &&
      one.every((member, index) => isSame(member, other[index]))
    );
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => isSame(one[key], other[key]));
}

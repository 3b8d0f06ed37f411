/** What differs between two versions of a contract, place by place. Source: product.md §7. */
import type { ContractDocument } from "./document.ts";
import { isList, isSame, memberNames, type NamedPath, type Part } from "./parts.ts";

/** One place at which two documents differ. */
export interface Difference {
  readonly path: NamedPath;
  /** What stands there in each; `undefined` where nothing does. A whole part where the other document has none of it. */
  readonly before: Part | undefined;
  readonly after: Part | undefined;
}

/**
 * All differences between two documents, in the order of the later one, what is gone from a part at its end. None where
 * both say the same: the order of keys, and of list members that are named, means nothing.
 */
export const differencesBetween = (before: ContractDocument, after: ContractDocument): readonly Difference[] =>
  differencesIn(before, after);

/** The same of any two parts, from `path` on. */
export function differencesIn(
  before: Part | undefined,
  after: Part | undefined,
  path: NamedPath = [],
): readonly Difference[] {
  const [old, fresh] = [membersOf(before), membersOf(after)];
  if (old === undefined || fresh === undefined || isList(before) !== isList(after))
    return isSame(before, after) ? [] : [{ path, before, after }];
  return [...new Set([...fresh.keys(), ...old.keys()])].flatMap((key) =>
    differencesIn(old.get(key), fresh.get(key), [...path, key]),
  );
}

/** The named members of an object or list; `undefined` for what can only be compared as a whole. */
function membersOf(part: Part | undefined): ReadonlyMap<string, Part | undefined> | undefined {
  if (typeof part !== "object" || part === null) return undefined;
  if (!isList(part)) return new Map(Object.entries(part));
  const names = memberNames(part);
  return names === undefined ? undefined : new Map(part.map((member, index) => [names[index]!, member]));
}

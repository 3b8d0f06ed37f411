/** Parts of a contract document as JSON has them, and the names by which they are found. Source: docs/rules/contract-drafts.md §1. */
import type { Path } from "./references.ts";

/** A part of a document as JSON has it; a key without a value is one that is not there. */
export type Part = null | boolean | number | string | readonly Part[] | PartsByKey;

export interface PartsByKey {
  readonly [key: string]: Part | undefined;
}

/** The way to a part from the root: keys, and members of a list by their `id` or `level`. */
export type NamedPath = readonly string[];

export const isList = (part: Part | undefined): part is readonly Part[] => Array.isArray(part);

export const isObject = (part: Part | undefined): part is PartsByKey =>
  typeof part === "object" && part !== null && !isList(part);

/** How a member of a list is called by others: its `id`, or its `level`. */
export function memberName(member: Part): string | undefined {
  if (!isObject(member)) return undefined;
  const name = member["id"] ?? member["level"];
  return typeof name === "string" || typeof name === "number" ? String(name) : undefined;
}

/** The names of all members of a list; `undefined` where one has none, or two have the same. */
export function memberNames(list: readonly Part[]): readonly string[] | undefined {
  const names = list.map(memberName);
  const areAll = names.every((name) => name !== undefined);
  return areAll && new Set(names).size === names.length ? names : undefined;
}

/** The part at a place; `undefined` where none stands. */
export function partAt(root: Part | undefined, path: NamedPath): Part | undefined {
  let part = root;
  for (const step of path) part = partIn(part, step);
  return part;
}

/** A member of an object by its key, of a list by its name. */
export function partIn(holder: Part | undefined, step: string): Part | undefined {
  if (isList(holder)) return holder.find((member) => memberName(member) === step);
  return isObject(holder) && Object.hasOwn(holder, step) ? holder[step] : undefined;
}

/** A place as its faults and findings name it (list members by number) by names, as far as members of lists have one. */
export function namedPath(root: Part | undefined, path: Path): NamedPath {
  const named: string[] = [];
  let part = root;
  for (const step of path) {
    if (isList(part)) {
      const member: Part | undefined = part[Number(step)];
      const name = member === undefined || memberNames(part) === undefined ? undefined : memberName(member);
      if (name === undefined) return named;
      named.push(name);
      part = member;
    } else {
      named.push(String(step));
      part = isObject(part) && Object.hasOwn(part, String(step)) ? part[step] : undefined;
    }
  }
  return named;
}

/** Whether two parts say the same: keys in any order, and a key without a value as one that is not there. */
export function isSame(one: Part | undefined, other: Part | undefined): boolean {
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

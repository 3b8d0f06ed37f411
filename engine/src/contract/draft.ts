/**
 * A draft of a contract that both sides change at once: each change says what stood at its place before, so that none
 * overwrites what its author has not seen. Source: product.md §7; docs/rules/contract-drafts.md.
 */
import { ok, refuse, type Outcome } from "../outcome.ts";
import type { Difference } from "./comparison.ts";
import {
  isList,
  isObject,
  isSame,
  memberName,
  memberNames,
  partIn,
  type NamedPath,
  type Part,
  type PartsByKey,
} from "./parts.ts";

/** Why a change cannot be made: another value stands there by now, or its place is none. */
export type Clash =
  | { readonly kind: "changed"; readonly path: NamedPath; readonly found: Part | undefined }
  | { readonly kind: "misplaced"; readonly path: NamedPath };

/** Fields that a program would read as something else than a field. */
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

/**
 * The document with a change made. Refuses where not `before` stands at the place, where nothing stands that could hold
 * it, and where a member of a list would not bear the name by which it is placed.
 */
export function changed(document: Part, { path, before, after }: Difference): Outcome<Part, Clash> {
  if (path.some((step) => FORBIDDEN.has(step))) return refuse({ kind: "misplaced", path });
  const found = path.reduce<Part | undefined>(partIn, document);
  if (!isSame(found, before)) return refuse({ kind: "changed", path, found });
  if (path.length === 0) return isObject(after) ? ok(after) : refuse({ kind: "misplaced", path });
  const result = placed(document, path, after);
  return result === undefined ? refuse({ kind: "misplaced", path }) : ok(result);
}

function placed(holder: Part, [step, ...rest]: NamedPath, after: Part | undefined): Part | undefined {
  if (step === undefined) return undefined;
  const old = partIn(holder, step);
  let fresh = after;
  if (rest.length > 0) {
    if (old === undefined) return undefined;
    fresh = placed(old, rest, after);
    if (fresh === undefined) return undefined;
  }
  if (isList(holder)) return memberPlaced(holder, step, fresh);
  if (!isObject(holder)) return undefined;
  if (fresh !== undefined) return { ...holder, [step]: fresh };
  const { [step]: _gone, ...others } = holder;
  return others;
}

/** A list with its member of a name replaced, added at its end, or taken out. */
function memberPlaced(list: readonly Part[], name: string, member: Part | undefined): Part | undefined {
  if (memberNames(list) === undefined) return undefined;
  if (member === undefined) return list.filter((other) => memberName(other) !== name);
  const isThere = list.some((other) => memberName(other) === name);
  const result = isThere ? list.map((other) => (memberName(other) === name ? member : other)) : [...list, member];
  // A member may take another name that is free, but only one that is placed by it.
  return memberNames(result) !== undefined && (isThere || memberName(member) === name) ? result : undefined;
}

/** Whether one of two places lies in the other, or they are the same. */
export const isTouching = (one: NamedPath, other: NamedPath): boolean =>
  one.slice(0, other.length).every((step, index) => step === other[index]);

/** The written form of a version as the next one begins: its number, and the first day of the month after `today` or after it applies. */
export function amended(version: PartsByKey, number: number, today: string): PartsByKey {
  const { validFrom } = version;
  const after = typeof validFrom === "string" && validFrom > today ? validFrom : today;
  const [year, month] = after.split("-").map(Number) as [number, number];
  const next = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, "0")}`;
  return { ...version, version: number, validFrom: `${next}-01` };
}

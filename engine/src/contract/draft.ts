/**
 * A draft of a contract that both sides change at once: each change says what stood at its place before, so that none
 * overwrites what its author has not seen. Source: product.md §7; docs/rules/contract-drafts.md.
 */
import { ok, refuse, type Outcome } from "../outcome.ts";
import { differencesIn, type Difference } from "./comparison.ts";
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

/** A step to a part that is being written: a key, the name of a member, or a number in a list whose members have none. */
export type Way = readonly (string | number)[];

/**
 * The document with a value put at a place, whatever stood there: objects that are missing on the way are made, and those
 * that are left empty are taken out. As it was where the way leads through something that holds no parts.
 */
export function withPart(root: Part | undefined, [step, ...rest]: Way, value: Part | undefined): Part | undefined {
  if (step === undefined) return value;
  if (typeof step === "number") {
    if (!isList(root)) return root;
    const fresh = withPart(root[step], rest, value);
    if (fresh === undefined) return root.toSpliced(step, 1);
    return step < root.length ? root.with(step, fresh) : [...root, fresh];
  }
  const fresh = withPart(partIn(root, step), rest, value);
  if (isList(root)) {
    const others = root.filter((member) => memberName(member) !== step);
    if (fresh === undefined) return others;
    return others.length < root.length
      ? root.map((member) => (memberName(member) === step ? fresh : member))
      : [...root, fresh];
  }
  if (root !== undefined && !isObject(root)) return root;
  const { [step]: _before, ...others } = root ?? {};
  if (fresh === undefined) return root === undefined || Object.keys(others).length === 0 ? undefined : others;
  return root !== undefined && Object.hasOwn(root, step) ? { ...root, [step]: fresh } : { ...others, [step]: fresh };
}

/** A place that two have written at once. */
export interface Contest {
  readonly path: NamedPath;
  readonly mine: Part | undefined;
  readonly theirs: Part | undefined;
}

/**
 * What somebody writes who began with `seen`, set upon what the draft has become meanwhile. Places at which another value
 * stands by now keep that value and are named, so that whoever wrote decides.
 */
export function rebased(
  seen: Part,
  mine: Part,
  now: Part,
): { readonly document: Part; readonly contests: readonly Contest[] } {
  const contests: Contest[] = [];
  let document = now;
  for (const difference of differencesIn(seen, mine)) {
    const outcome = changed(document, difference);
    if (outcome.ok) document = outcome.value;
    else {
      const { path, after } = difference;
      const theirs = path.reduce<Part | undefined>(partIn, document);
      if (!isSame(theirs, after)) contests.push({ path, mine: after, theirs });
    }
  }
  return { document, contests };
}

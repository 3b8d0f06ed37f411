/** Differences between two versions as a reader sees them: by section, only what is not the same. */
import { differencesBetween, type Difference, type Part } from "@handschlag/engine/contract/comparison.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";

/** Said elsewhere on the page: which version it is, and from when it applies. */
const SAID_ABOVE: readonly string[] = ["version", "validFrom", "format", "id"];

export interface ComparedSection {
  /** Key of the document's part. */
  readonly section: string;
  readonly differences: readonly Difference[];
}

/** What differs, by the parts of the document. */
export function compared(before: ContractDocument, after: ContractDocument): readonly ComparedSection[] {
  const bySection = Map.groupBy(
    differencesBetween(before, after).filter(({ path }) => !SAID_ABOVE.includes(path[0]!)),
    ({ path }) => path[0]!,
  );
  return [...bySection].map(([section, differences]) => ({ section, differences: differences.map(shortened) }));
}

const isList = (part: Part | undefined): part is readonly Part[] => Array.isArray(part);
const isText = (part: Part): part is string => typeof part === "string";

/** Of two lists of sentences only those that are not in both; short ones stay whole, as hours of a day belong together. */
function shortened(difference: Difference): Difference {
  const { before, after } = difference;
  if (!isList(before) || !isList(after) || ![...before, ...after].every(isText)) return difference;
  const gone = before.filter((text) => !after.includes(text));
  const fresh = after.filter((text) => !before.includes(text));
  const areSentences = [...before, ...after].some((text) => isText(text) && text.length > 15);
  return areSentences && gone.length + fresh.length > 0 ? { ...difference, before: gone, after: fresh } : difference;
}

/** A part as lines of words: each value with the way to it. */
export function linesOf(part: Part): readonly (readonly [way: string, value: boolean | number | string])[] {
  if (part === null) return [];
  if (typeof part !== "object") return [["", part]];
  const entries: readonly (readonly [string, Part | undefined])[] = isList(part)
    ? part.map((member) => ["", member] as const)
    : Object.entries(part);
  return entries.flatMap(([key, value]) =>
    value === undefined
      ? []
      : linesOf(value).map(([way, said]) => [[key, way].filter((word) => word !== "").join(" › "), said] as const),
  );
}

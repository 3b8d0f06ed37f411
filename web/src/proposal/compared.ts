/** Differences between two versions as a reader sees them: by section, only what is not the same. */
import { differencesBetween, type Difference } from "@handschlag/engine/contract/comparison.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { keyWord, placeUnder, valueWord, WHOLE_CONTRACT, type Place } from "@handschlag/engine/contract/field-place.ts";
import { isList, partIn, type Part } from "@handschlag/engine/contract/parts.ts";
import type { Said } from "@handschlag/engine/contract/said.ts";

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

/** A key on the way to a value. */
interface WayStep {
  readonly key: string;
  /** Its words, unless the key is the contract's own, such as the name of a calendar. */
  readonly word: Said | undefined;
}

export interface Line {
  readonly way: readonly WayStep[];
  readonly value: boolean | number | string;
  /** The words of the value, where the format lists its values. */
  readonly word: Said | undefined;
}

/** A part as lines: each value with the way to it. Which member of a list it stands in is not said. */
export function linesOf(part: Part | undefined, place: Place): readonly Line[] {
  if (part === undefined || part === null) return [];
  if (typeof part !== "object")
    return [{ way: [], value: part, word: typeof part === "string" ? valueWord(place, part) : undefined }];
  if (isList(part)) return part.flatMap((member) => linesOf(member, placeUnder(place, "", member)));
  return Object.entries(part).flatMap(([key, value]) =>
    linesOf(value, placeUnder(place, key, value)).map((line) => ({
      ...line,
      way: [{ key, word: keyWord(place, key) }, ...line.way],
    })),
  );
}

export interface PathStep extends WayStep {
  /** What stands there in the first of the documents that has it. */
  readonly part: Part | undefined;
}

/** The way that a path goes through one or the other of two documents, and the place at its end. */
export function followed(
  path: readonly string[],
  documents: readonly Part[],
): { readonly steps: readonly PathStep[]; readonly place: Place } {
  const steps: PathStep[] = [];
  let place = WHOLE_CONTRACT;
  let parts: readonly (Part | undefined)[] = documents;
  for (const key of path) {
    parts = parts.map((part) => partIn(part, key));
    const part = parts.find((each) => each !== undefined);
    steps.push({ key, word: keyWord(place, key), part });
    place = placeUnder(place, key, part);
  }
  return { steps, place };
}

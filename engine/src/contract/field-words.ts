/**
 * Words for people for every field of the contract document and every value of its enumerations. Plain data, so that
 * a browser can load it when it is needed.
 *
 * A field is named by its definition, the name under `$defs` of the published JSON Schema ("Contract" for the root),
 * and its key. An object without a name of its own is named by the nearest definition above it and the fields from
 * there, with dots: `Calendar.hours`, `ClockRules.response`, `PricePerUnit.tiers`. Lists, keys of maps and the forms of
 * a choice are no steps of that way: the target and the calendar of a response target are fields of
 * `PriorityTargets.response`.
 */
import { assert } from "../outcome.ts";
import type { Said } from "./said.ts";
import { availabilityParts } from "./words/availability-words.ts";
import { changesParts } from "./words/changes-words.ts";
import { clockParts } from "./words/clock-words.ts";
import { contractParts } from "./words/contract-words.ts";
import { creditsParts } from "./words/credits-words.ts";
import { exitParts } from "./words/exit-words.ts";
import { invoicingParts } from "./words/invoicing-words.ts";
import { levelsParts } from "./words/levels-words.ts";
import type { FieldEntry, PartWords } from "./words/part-words.ts";
import { pricesParts } from "./words/prices-words.ts";
import { protectionParts } from "./words/protection-words.ts";
import { scopeParts } from "./words/scope-words.ts";
import { securityParts } from "./words/security-words.ts";

export interface FieldWords {
  /** One to four words, as on a good form. */
  readonly label: Said;
  /** One sentence of help. */
  readonly about: Said;
}

/** Every field with its words, by definition. */
export const WORDS: PartWords = {
  ...contractParts,
  ...scopeParts,
  ...levelsParts,
  ...clockParts,
  ...availabilityParts,
  ...creditsParts,
  ...pricesParts,
  ...invoicingParts,
  ...changesParts,
  ...protectionParts,
  ...securityParts,
  ...exitParts,
};

/** The words of a field. Throws for a field that the format does not have. */
export function fieldWordsOf(definition: string, field: string): FieldWords {
  const { de, en } = entryOf(definition, field);
  return { label: { de: de[0], en: en[0] }, about: { de: de[1], en: en[1] } };
}

/** The word of a value, or of a key, where the format lists them. Throws for one that it does not list. */
export function valueWordOf(definition: string, field: string, value: string): Said {
  const word = ownOf(entryOf(definition, field).values, value);
  assert(word !== undefined, `${definition}.${field} has a word for its value ${value}`);
  return { de: word[0], en: word[1] };
}

function entryOf(definition: string, field: string): FieldEntry {
  const entry = ownOf(ownOf(WORDS, definition), field);
  assert(entry !== undefined, `${definition} has words for its field ${field}`);
  return entry;
}

/** What stands under a key that the record itself has, not its prototype. */
const ownOf = <Value>(record: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined =>
  record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;

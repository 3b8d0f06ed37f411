/** How the words of a part of the contract document are written down. */

/** Label and one sentence of help. */
type Pair = readonly [label: string, about: string];

export interface FieldEntry {
  readonly de: Pair;
  readonly en: Pair;
  /** Word of each value of an enumeration or constant, and of each key that is one: German, English. */
  readonly values?: Readonly<Record<string, readonly [de: string, en: string]>>;
  /** Definition that the field holds. */
  readonly of?: string;
  /** Definition of the members of its list or map; several where the member's `kind` says which. */
  readonly each?: string | readonly string[];
}

/** Fields by the definition to which they belong. */
export type PartWords = Readonly<Record<string, Readonly<Record<string, FieldEntry>>>>;

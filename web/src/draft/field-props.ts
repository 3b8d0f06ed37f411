import type { Way } from "@handschlag/engine/contract/draft.ts";
import type { Field } from "@handschlag/engine/contract/fields.ts";
import type { NamedPath, Part } from "@handschlag/engine/contract/parts.ts";

/** A field of the document at its place. */
export interface FieldProps {
  readonly field: Field;
  /** The definition that the field belongs to, and its name there. */
  readonly definition: string;
  readonly name: string;
  /** The way to the value, for changing it. */
  readonly way: Way;
  /** Its place as others name it; of what lies in a list without names, that of the list. */
  readonly place: NamedPath;
  readonly value: Part | undefined;
  readonly isRequired: boolean;
}

/** The value of a field alone: a place with what may stand there. */
export type Held = Pick<FieldProps, "field" | "way" | "place" | "value">;

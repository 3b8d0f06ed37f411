/** What every piece of the editor of a draft is given. */
import type { Part } from "@handschlag/engine/contract/parts.ts";

export interface Piece {
  /** The draft as it is written, perhaps incomplete. */
  readonly document: Part;
  readonly mayEdit: boolean;
  /** Changes one place, named as in engine/src/contract/parts.ts; `undefined` takes away what stands there. */
  readonly edit: (path: readonly string[], value: Part | undefined) => void;
}

/** What every field of the editor may know and do. */
import type { Way } from "@handschlag/engine/contract/draft.ts";
import type { NamedPath, Part } from "@handschlag/engine/contract/parts.ts";
import { createContext, useContext } from "react";
import type { Engagement } from "../wire.ts";
import type { Remark } from "./check-worker.ts";
import type { Change, Comment } from "./drafts.ts";

export interface Editor {
  readonly engagement: Engagement;
  readonly draftId: string;
  readonly document: Part;
  readonly mayEdit: boolean;
  readonly edit: (way: Way, value: Part | undefined) => void;
  readonly remarks: Said<Remark>;
  readonly changes: Said<Change>;
  readonly comments: Said<Comment>;
}

/** What was said of places: of one exactly, and of all that lie in it. */
export class Said<Entry extends { readonly path: NamedPath }> {
  readonly all: readonly Entry[];
  readonly #byPlace: ReadonlyMap<string, readonly Entry[]>;
  readonly #countWithin = new Map<string, number>();

  constructor(all: readonly Entry[]) {
    this.all = all;
    this.#byPlace = Map.groupBy(all, ({ path }) => keyOf(path));
    for (const { path } of all)
      for (let length = 0; length <= path.length; length++) {
        const key = keyOf(path.slice(0, length));
        this.#countWithin.set(key, (this.#countWithin.get(key) ?? 0) + 1);
      }
  }

  at(path: NamedPath): readonly Entry[] {
    return this.#byPlace.get(keyOf(path)) ?? [];
  }

  /** How many lie at a place or in it. */
  within(path: NamedPath): number {
    return this.#countWithin.get(keyOf(path)) ?? 0;
  }
}

const keyOf = (path: NamedPath): string => JSON.stringify(path);

/** An id by which a place is found on the page. */
export const anchorOf = (path: NamedPath): string => `at-${path.join("-").replaceAll(/[^\w-]/g, "_")}`;

export const EditorContext = createContext<Editor | undefined>(undefined);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (editor === undefined) throw new Error("broken invariant: a field stands in an editor");
  return editor;
}

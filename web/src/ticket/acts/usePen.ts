import { useRef, useState } from "react";
import type { NewAct } from "../../wire.ts";
import type { useUploads } from "../talk/Uploads.tsx";
import { keepUnsent, unsentAt } from "../unsent.ts";
import { useTicket } from "../view.ts";
import { NO_EARLIER, type EarlierEntry } from "./Earlier.tsx";
import type { Mode } from "./modes.ts";
import { useAct } from "./useAct.ts";
import type { ComposerState } from "./useComposer.ts";

/** What is entered besides the text. */
export interface Entered {
  readonly reason: string | undefined;
  readonly workaround: boolean;
  readonly earlier: EarlierEntry;
}

const NOTHING: Entered = { reason: undefined, workaround: false, earlier: NO_EARLIER };

export type Pen = ReturnType<typeof usePen>;

/** What is being written, kept over modes and closed pages; and how it is sent. */
export function usePen({ files, attach, rest, choose }: ComposerState, { take }: ReturnType<typeof useUploads>) {
  const { id } = useTicket().ticket;
  const act = useAct();
  const [text, setText] = useState(() => unsentAt(id));
  const [entered, setEntered] = useState(NOTHING);
  const [problem, setProblem] = useState<unknown>(null);
  const [sentCount, setSentCount] = useState(0);
  // One after the other: who writes fast does not overtake themselves.
  const line = useRef(Promise.resolve());
  const put = (change: (before: string) => string) =>
    setText((before) => {
      const written = change(before);
      keepUnsent(id, written);
      return written;
    });

  const carryOut = async (mode: Mode, wish: NewAct | undefined) => {
    try {
      if (wish !== undefined) await act(wish);
      setSentCount((count) => count + 1);
    } catch (refusal) {
      setProblem(refusal);
      setEntered(entered);
      attach(files);
      // What was begun meanwhile is not lost either.
      put((begun) => [text, begun].filter((part) => part !== "").join("\n\n"));
      return choose(mode);
    }
    await take(files, mode === "noted");
  };
  return {
    text,
    entered,
    problem,
    sentCount,
    write: (written: string) => put(() => written),
    enter: (changes: Partial<Entered>) => setEntered((before) => ({ ...before, ...changes })),
    /** Shows it as done at once; what is refused comes back with the reason. Without a wish only the files are sent. */
    send: (mode: Mode, wish: NewAct | undefined) => {
      setProblem(null);
      setEntered(NOTHING);
      attach([]);
      put(() => "");
      rest();
      line.current = line.current.then(() => carryOut(mode, wish));
    },
  };
}

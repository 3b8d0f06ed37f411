import { useRef, useState } from "react";
import { useTicket } from "../view.ts";
import { modesOf, type Mode } from "./modes.ts";

export type ComposerState = ReturnType<typeof useComposer>;

/** As what one writes. Reachable from elsewhere on the page: keys and hints choose what is done. */
export function useComposer() {
  const { ticket } = useTicket();
  const modes = modesOf(ticket);
  const [wanted, setWanted] = useState<Mode>();
  const [files, attach] = useState<readonly File[]>([]);
  const area = useRef<HTMLTextAreaElement>(null);
  const choices = useRef<HTMLDivElement>(null);
  // What was begun may not be possible any more: somebody else was faster.
  const isGone = wanted !== undefined && !modes.includes(wanted);
  const mode = isGone ? modes[0] : (wanted ?? modes[0]);
  return {
    modes,
    mode,
    isGone,
    /** What is sent along; dropped anywhere around the conversation. */
    files,
    attach,
    area,
    choices,
    choose: (chosen: Mode) => {
      setWanted(chosen);
      // The fields may first have to appear.
      setTimeout(() => (area.current?.form?.querySelector<HTMLElement>("[type=radio]") ?? area.current)?.focus());
    },
    /** Back to the beginning; leaves the field, so that single keys do something again. */
    rest: () => {
      setWanted(undefined);
      setTimeout(() => choices.current?.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus());
    },
  };
}

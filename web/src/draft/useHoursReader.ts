import { refuse, type Outcome } from "@handschlag/engine/outcome.ts";
import { useWords } from "../i18n/language.tsx";
import { hoursTextOf } from "./hours-input.ts";
import { hoursEditorWords } from "./hours-editor-words.ts";

/** Hours as they were typed, or in a sentence why they are none. */
export function useHoursReader(): (typed: string) => Outcome<readonly string[], string> {
  const t = useWords(hoursEditorWords);
  return (typed) => {
    const read = hoursTextOf(typed);
    if (read.ok) return read;
    const { refusal } = read;
    return refuse(refusal.kind === "overlap" ? t(refusal.kind, refusal) : t(refusal.kind, { text: refusal.text }));
  };
}

import { partIn } from "@handschlag/engine/contract/parts.ts";
import type { NamedPath, Part } from "@handschlag/engine/contract/parts.ts";
import { targetInWords } from "../contract/target-words.ts";
import { termWords } from "../contract/words.ts";
import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import { followed, linesOf, type Line, type PathStep } from "../proposal/compared.ts";
import { useEditor } from "./editor.ts";
import { shownDate } from "./typed-values.ts";
import { draftWords } from "./words.ts";

const LINES_MAX = 4;

/** Says in a line what stands or stood at a place of the draft. */
export function useSaid(): (path: NamedPath, part: Part | undefined) => string {
  const t = useWords(draftWords);
  const { language } = useLanguage();
  const term = useWords(termWords);
  const { list } = useFormats();
  const { document } = useEditor();
  const valueOf = ({ value, word }: Line): string => {
    if (word !== undefined) return word[language];
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    return targetInWords(shownDate(String(value), language), term);
  };
  return (path, part) => {
    if (part === undefined) return t("nothing");
    const name = ["name", "title", "text"].map((field) => partIn(part, field)).find((each) => typeof each === "string");
    if (typeof name === "string") return `„${name}“`;
    const lines = linesOf(part, followed(path, [document]).place);
    if (lines.length === 0) return t("nothing");
    const shown = lines.slice(0, LINES_MAX).map((line) => {
      const way = line.way.map(({ key, word }) => word?.[language] ?? key).join(" › ");
      return way === "" ? valueOf(line) : `${way}: ${valueOf(line)}`;
    });
    return list(lines.length > LINES_MAX ? [...shown, "…"] : shown);
  };
}

/** Says where a place of the draft is: the words of its fields, and the names of what the contract names itself. */
export function useWayTo(): (path: NamedPath) => string {
  const { language } = useLanguage();
  const { document } = useEditor();
  return (path) =>
    followed(path, [document])
      .steps.map((step) => stepWord(step, language))
      .join(" › ");
}

function stepWord({ key, word, part }: PathStep, language: "de" | "en"): string {
  if (word !== undefined) return word[language];
  const name = ["name", "title", "description"]
    .map((field) => partIn(part, field))
    .find((each) => typeof each === "string");
  return typeof name === "string" ? name : key;
}

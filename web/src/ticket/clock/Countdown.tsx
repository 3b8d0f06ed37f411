import { useLanguage, useWords } from "../../i18n/language.tsx";
import { countedDown, shortInstant } from "../times.ts";
import { useNow } from "../useNow.ts";
import { clockPanelWords } from "./words.ts";

interface CountdownProps {
  readonly deadline: string;
  readonly offsetMs: number;
}

/** How long until a deadline, or since, by the second. */
export function Countdown({ deadline, offsetMs }: CountdownProps) {
  const t = useWords(clockPanelWords);
  const { language } = useLanguage();
  const rest = Date.parse(deadline) - useNow(offsetMs, 1_000);
  return (
    <time className="figures no-wrap" dateTime={deadline} title={t("due", { when: shortInstant(deadline, language) })}>
      {t(rest > 0 ? "left" : "over", { time: countedDown(rest, language) })}
    </time>
  );
}

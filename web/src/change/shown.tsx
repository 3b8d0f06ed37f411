import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import type { ChangeBrief } from "../wire.ts";
import { amountText } from "./changes.ts";
import { changeWords } from "./words.ts";

interface Span {
  readonly from: string;
  readonly until: string;
}

/** A span as people read it: the day is said once when it is the same. */
export function useSpanText(): (span: Span) => string {
  const t = useWords(changeWords);
  const { date, dateTime, time } = useFormats();
  return ({ from, until }) =>
    t("span", { from: dateTime(from), until: date(from) === date(until) ? time(until) : dateTime(until) });
}

export function useCostText(): (amount: string | null, currency: string) => string {
  const t = useWords(changeWords);
  const { language } = useLanguage();
  return (amount, currency) => (amount === null ? t("noCost") : amountText(amount, currency, language));
}

/** Where a change stands, in words; what came of it stands behind. */
export function useStageText(): (change: Pick<ChangeBrief, "stage" | "awaitsMe" | "result">) => string {
  const t = useWords(changeWords);
  return ({ stage, awaitsMe, result }) => {
    const said = t(stage === "asked" && awaitsMe ? "stage-asked-you" : `stage-${stage}`);
    return result === null ? said : `${said} (${t(`result-${result}`)})`;
  };
}

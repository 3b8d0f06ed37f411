/** The term of a contract in sentences. */
import { monthsLater } from "@handschlag/engine/contract/deadlines.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import type { Formats } from "../i18n/formats.ts";
import type { Translate } from "../i18n/words.ts";
import type { contractWords } from "./words.ts";

export function termSentences(
  { term }: ContractDocument,
  t: Translate<(typeof contractWords)["de"]>,
  { date }: Formats,
): string[] {
  const { start, end, minimumMonths, renewalMonths, noticeMonths } = term;
  const day = (isoDate: string) => date(isoDate, "UTC");
  const until = minimumMonths === undefined || minimumMonths === 0 ? undefined : monthsLater(start, minimumMonths);
  // A minimum that is as long as the term says nothing more than the term.
  const binds = until !== undefined && (end === undefined || until < end);
  return [
    end === undefined ? t("termOpen") : t("termFixed", { end: day(end) }),
    ...(binds ? [t("termMinimum", { until: day(until) })] : []),
    ...(noticeMonths === undefined ? [] : [t("termNotice", { months: t("months", { count: noticeMonths }) })]),
    ...(noticeMonths === undefined || end === undefined
      ? []
      : [t("termNoticeBy", { by: day(monthsLater(end, -noticeMonths)) })]),
    ...(renewalMonths === undefined ? [] : [t("termRenewal", { months: t("months", { count: renewalMonths }) })]),
  ];
}

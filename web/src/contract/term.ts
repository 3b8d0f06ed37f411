/** The term of a contract in sentences. */
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import type { Formats } from "../i18n/formats.ts";
import type { Translate } from "../i18n/words.ts";
import type { contractWords } from "./words.ts";

/**
 * A date some months away, cut to the month's last day where it has no such day.
 * The last day of a month stays the last day: notice of three months for 31 December is due by 30 September.
 */
function monthsLater(isoDate: string, months: number): string {
  const [year, month, day] = isoDate.split("-").map(Number) as [number, number, number];
  const isLast = new Date(Date.UTC(year, month, 0)).getUTCDate() === day;
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const landed = new Date(Date.UTC(year, month - 1 + months, isLast ? lastDay : Math.min(day, lastDay)));
  return landed.toISOString().slice(0, 10);
}

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

/**
 * Days on which a contract asks for something: notice, renewal, prices, certificates, reviews and tests. Calendar dates of
 * the contract's zone, as ISO 8601 (`2026-09-30`). Source: product.md §§7 and 16; docs/rules/contract.md §7.
 */
import { dayOfIso, isoOfDay, type Day } from "../instant.ts";
import { assert } from "../outcome.ts";
import type { ContractDocument } from "./document.ts";

export const DEADLINE_KINDS = [
  "notice",
  "provider-notice",
  "minimum-end",
  "term-end",
  "renewal",
  "price-change",
  "certificate-end",
  "contract-review",
  "access-review",
  "privileged-access-review",
  "restore-test",
  "exercise",
  "measures-review",
  "exit-plan",
  "exit-plan-review",
  "exit-test",
] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

export interface ContractDeadline {
  readonly kind: DeadlineKind;
  /** The last day on which it can be done, or the day on which it happens. */
  readonly on: string;
  /** Of which clause, where a contract may have several: the standard of a certificate, the name of a backup plan. */
  readonly of?: string;
}

/** A term that is renewed goes on for as long as a calendar is known; beyond it nothing is said. */
const LAST_DAY = "2100-12-31";

/**
 * A day some months away, cut to the month's last day where it has no such day. The last day of a month stays the last:
 * notice of three months for 31 December is due by 30 September. Source: BGB § 188 (3).
 */
export function monthsLater(isoDate: string, months: number): string {
  const [year, month, day] = isoDate.split("-").map(Number) as [number, number, number];
  const isLast = new Date(Date.UTC(year, month, 0)).getUTCDate() === day;
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const landed = new Date(Date.UTC(year, month - 1 + months, isLast ? lastDay : Math.min(day, lastDay)));
  return landed.toISOString().slice(0, 10);
}

function daysLater(isoDate: string, days: number): string {
  const day = dayOfIso(isoDate);
  assert(day !== undefined, "a document's dates exist");
  return isoOfDay((day + days) as Day);
}

/** All deadlines from `from` to `until`, both included, in ascending order. Nothing beyond the end of the term. */
export function deadlinesOf(document: ContractDocument, from: string, until: string): readonly ContractDeadline[] {
  const last = document.term.renewalMonths === undefined ? (document.term.end ?? LAST_DAY) : LAST_DAY;
  const bound = until < last ? until : last;
  return [...ofTerm(document.term, until), ...ofPrices(document, bound), ...ofDuties(document, bound)]
    .filter(({ on }) => on >= from && on <= until)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** The last day on which notice ends a term that runs until `end`; `undefined` where no period is agreed. */
export function lastNoticeDay(
  { noticeMonths, noticeDays }: Pick<ContractDocument["term"], "noticeMonths" | "noticeDays">,
  end: string,
): string | undefined {
  if (noticeDays !== undefined) return daysLater(end, -noticeDays);
  return noticeMonths === undefined ? undefined : monthsLater(end, -noticeMonths);
}

function ofTerm({ start, end, ...term }: ContractDocument["term"], until: string): ContractDeadline[] {
  const deadlines: ContractDeadline[] = [];
  const { minimumMonths, renewalMonths, noticeMonths, noticeDays, providerNoticeMonths } = term;
  if (minimumMonths !== undefined && minimumMonths > 0)
    deadlines.push({ kind: "minimum-end", on: daysLater(monthsLater(start, minimumMonths), -1) });
  // Without an end notice has no day of its own: it can be given at any time.
  for (let last = end; last !== undefined;) {
    const notice = lastNoticeDay(term, last);
    if (notice !== undefined) deadlines.push({ kind: "notice", on: notice });
    if (providerNoticeMonths !== undefined)
      deadlines.push({ kind: "provider-notice", on: monthsLater(last, -providerNoticeMonths) });
    deadlines.push({ kind: "term-end", on: last });
    if (renewalMonths === undefined) break;
    deadlines.push({ kind: "renewal", on: daysLater(last, 1) });
    // Notices lie before the ends that they are for.
    const ahead = Math.max(noticeMonths ?? 0, providerNoticeMonths ?? 0, Math.ceil((noticeDays ?? 0) / 28));
    const reach = monthsLater(until, ahead + 1);
    last = last > reach ? undefined : monthsLater(last, renewalMonths);
  }
  return deadlines;
}

/** Every so many months after a day, not on it. */
function* every(months: number | undefined, start: string, until: string): Generator<string> {
  if (months === undefined || months < 1) return;
  for (let count = 1, on = monthsLater(start, months); on <= until; on = monthsLater(start, ++count * months)) yield on;
}

function ofPrices({ prices, term }: ContractDocument, until: string): ContractDeadline[] {
  return (prices?.indexation ?? []).flatMap(({ id, firstOn, everyMonths }) => {
    const first = firstOn ?? (everyMonths === undefined ? undefined : monthsLater(term.start, everyMonths));
    if (first === undefined) return [];
    return [first, ...every(everyMonths, first, until)].map((on) => ({ kind: "price-change" as const, on, of: id }));
  });
}

/** Reviews and tests, counted from the first day of the contract. */
function ofDuties(document: ContractDocument, until: string): ContractDeadline[] {
  const { security, exit, steering, dataProtection, term } = document;
  const repeated = (kind: DeadlineKind, months: number | undefined, of?: string): ContractDeadline[] =>
    [...every(months, term.start, until)].map((on) => ({ kind, on, ...(of !== undefined && { of }) }));
  return [
    ...repeated("contract-review", steering?.contractReviewMonths),
    ...repeated("access-review", security?.access?.reviewMonths),
    ...repeated("privileged-access-review", security?.access?.privilegedReviewMonths),
    ...(security?.backup ?? []).flatMap(({ id, restoreTestMonths }) => repeated("restore-test", restoreTestMonths, id)),
    ...repeated("exercise", security?.exerciseMonths),
    ...repeated("measures-review", dataProtection?.measuresReviewMonths),
    ...repeated("exit-plan-review", exit?.planReviewMonths),
    ...repeated("exit-test", exit?.testMonths),
    ...(exit?.planWithinMonths === undefined
      ? []
      : [{ kind: "exit-plan" as const, on: monthsLater(term.start, exit.planWithinMonths) }]),
    ...(security?.certificates ?? []).flatMap(({ standard, validUntil }) =>
      validUntil === undefined ? [] : [{ kind: "certificate-end" as const, on: validUntil, of: standard }],
    ),
  ];
}

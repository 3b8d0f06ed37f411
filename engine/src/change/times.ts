/** By when a change is decided, told of and reviewed, in the contract's calendar. Source: docs/rules/changes.md §4. */
import { calendarOf, type Calendar } from "../calendar/calendar.ts";
import type { CalendarDefinition } from "../calendar/definition.ts";
import type { HolidaySource } from "../calendar/holidays.ts";
import { dueAt, targetOf } from "../calendar/target.ts";
import type { ContractDocument } from "../contract/document.ts";
import { DAY_MS, HOUR_MS, later, type Instant } from "../instant.ts";
import { assert } from "../outcome.ts";
import type { ChangeKind } from "./approval.ts";

type Agreement = Pick<ContractDocument, "changes" | "calendars" | "timeZone" | "availability">;

const ALL_DAY = ["00:00-24:00"];

/** The calendar of the change process; without one every day counts, around the clock. */
export function changeCalendarOf({ changes, calendars, timeZone }: Agreement): CalendarDefinition {
  const named = changes?.calendar === undefined ? undefined : calendars[changes.calendar];
  const hours = { mon: ALL_DAY, tue: ALL_DAY, wed: ALL_DAY, thu: ALL_DAY, fri: ALL_DAY, sat: ALL_DAY, sun: ALL_DAY };
  return named ?? { timeZone, hours };
}

type TimeLimit = "decisionWithin" | "offerWithin" | "emergencyInformWithin";

/** When something that the contract gives a time is due; `undefined` when it gives none. */
export function changeDueAt(
  contract: Agreement | undefined,
  what: TimeLimit,
  from: Instant,
  holidays: HolidaySource,
): Instant | undefined {
  const text = contract?.changes?.[what];
  if (contract === undefined || text === undefined) return undefined;
  const target = targetOf(text);
  assert(target !== undefined, "the reader checked the targets");
  const calendar: Calendar = calendarOf(changeCalendarOf(contract), holidays);
  return dueAt(calendar, from, target);
}

/** How a change ended. */
export const CHANGE_RESULTS = ["as-planned", "with-deviations", "backed-out", "failed"] as const;
export type ChangeResult = (typeof CHANGE_RESULTS)[number];

/** By when it is reviewed: emergencies, and what failed or was taken back, where the contract gives days for that. */
export function reviewDueAt(
  contract: Agreement | undefined,
  { kind, result }: { readonly kind: ChangeKind; readonly result: ChangeResult },
  endedAt: Instant,
): Instant | undefined {
  const days = contract?.changes?.reviewWithinDays;
  const isOwed = kind === "emergency" || result === "failed" || result === "backed-out";
  return days === undefined || !isOwed ? undefined : later(endedAt, days * DAY_MS);
}

/**
 * How long before its window work on services is announced: the longest notice that a promise of availability of one of
 * them asks for; `undefined` when none does.
 */
export function noticeOf(
  contract: Agreement | undefined,
  kind: ChangeKind,
  services: readonly string[],
): number | undefined {
  const hours = (contract?.availability ?? [])
    .filter((objective) => objective.services.some((service) => services.includes(service)))
    .flatMap(
      ({ maintenance }) => (kind === "emergency" ? maintenance?.emergencyNoticeHours : maintenance?.noticeHours) ?? [],
    );
  return hours.length === 0 ? undefined : Math.max(...hours) * HOUR_MS;
}

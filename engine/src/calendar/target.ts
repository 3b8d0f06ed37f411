import { DAY_MS, HOUR_MS, later, millis, MINUTE_MS, SECOND_MS, type Instant, type Millis } from "../instant.ts";
import { addWorkingTime, assertKnown, nextWorkingDay, workingDayAfterDay, type Calendar } from "./calendar.ts";
import { timeOfDay } from "./hours.ts";
import { closingInstant } from "./zone.ts";

/**
 * What a service level promises to reach, measured from a start:
 * an amount of working time, an amount of elapsed time by the clock on the wall, the end of the n-th working day after
 * the local date of the start, or a time of day on it. Source: product.md §8, docs/rules/working-time.md §5.
 */
export type Target =
  | { readonly kind: "working"; readonly ms: Millis }
  | { readonly kind: "elapsed"; readonly ms: Millis }
  | WorkingDayTarget;

type WorkingDayTarget =
  | { readonly kind: "end-of-day"; readonly days: number }
  | { readonly kind: "time-of-day"; readonly days: number; readonly timeMs: number };

/** Longest target that is accepted: beyond ten years it is a slip of the pen. */
const TARGET_MS_MAX = 3_660 * DAY_MS;
const TARGET_DAYS_MAX = 400;

const DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const NEXT_DAY = /^next working day (\d{2}:\d{2})$/;
const END_OF_DAY = /^end of (?:next|(\d{1,3})(?:st|nd|rd|th)) working day$/;

/** How a target is written, for error messages. */
export const TARGET_FORMS =
  "PT4H (working time), PT4H elapsed (by the clock on the wall, days allowed), NBD or end of next working day, end of 3rd working day, next working day 12:00";

/**
 * Reads a target as a contract writes it; `undefined` when it is written otherwise, is zero or is longer than ten years.
 *
 * Days and weeks are accepted for elapsed time only: a day of working time has no agreed length.
 */
export function targetOf(text: string): Target | undefined {
  if (text === "NBD") return { kind: "end-of-day", days: 1 };
  const endOfDay = END_OF_DAY.exec(text);
  if (endOfDay !== null) {
    const days = Number(endOfDay[1] ?? 1);
    return days >= 1 && days <= TARGET_DAYS_MAX ? { kind: "end-of-day", days } : undefined;
  }
  const nextDay = NEXT_DAY.exec(text);
  if (nextDay !== null) {
    const timeMs = timeOfDay(nextDay[1]!);
    return timeMs === undefined ? undefined : { kind: "time-of-day", days: 1, timeMs };
  }
  const elapsed = text.endsWith(" elapsed");
  const duration = DURATION.exec(elapsed ? text.slice(0, -" elapsed".length) : text);
  if (duration === null) return undefined;
  const [weeks, days, hours, minutes, seconds] = duration.slice(1).map((digits) => Number(digits ?? 0));
  if (!elapsed && (weeks! > 0 || days! > 0)) return undefined;
  const ms = (weeks! * 7 + days!) * DAY_MS + hours! * HOUR_MS + minutes! * MINUTE_MS + seconds! * SECOND_MS;
  return ms > 0 && ms <= TARGET_MS_MAX ? { kind: elapsed ? "elapsed" : "working", ms: millis(ms) } : undefined;
}

/**
 * The instant at which a target that starts at `from` is due; `undefined` when the known time ends first.
 *
 * Throws `OutsideKnownTime` when `from` is not known. Source: docs/rules/working-time.md §5.
 */
export function dueAt(calendar: Calendar, from: Instant, target: Target): Instant | undefined {
  if (target.kind === "working") return addWorkingTime(calendar, from, target.ms);
  assertKnown(calendar, from);
  const due = target.kind === "elapsed" ? later(from, target.ms) : dueOnWorkingDay(calendar, from, target);
  return due !== undefined && due <= calendar.knownUntil ? due : undefined;
}

function dueOnWorkingDay(calendar: Calendar, from: Instant, target: WorkingDayTarget): Instant | undefined {
  let day = nextWorkingDay(calendar, from);
  for (let left = target.days - 1; left > 0 && day !== undefined; left--) day = workingDayAfterDay(calendar, day.day);
  if (day === undefined || target.kind === "end-of-day") return day?.endsAt;
  return closingInstant(calendar.rule.zoneAt(day.endsAt), day.day * DAY_MS + target.timeMs);
}

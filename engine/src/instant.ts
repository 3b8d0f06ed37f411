declare const unit: unique symbol;
type Measured<Name extends string> = number & { readonly [unit]: Name };

/** Whole milliseconds since 1970-01-01T00:00:00Z; never a wall-clock reading. */
export type Instant = Measured<"Instant">;
/** A length of time in whole milliseconds. */
export type Millis = Measured<"Millis">;
/** A local date as whole days since 1970-01-01, free of any time zone. */
export type Day = Measured<"Day">;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** The years in which instants are accepted: before lies no contract of ours, after it no law and no zone rule is known. */
export const YEAR_MIN = 1970;
export const YEAR_MAX = 2100;

export const millis = (count: number): Millis => count as Millis;
export const minutes = (count: number): Millis => (count * MINUTE_MS) as Millis;
export const hours = (count: number): Millis => (count * HOUR_MS) as Millis;
export const later = (from: Instant, by: number): Instant => (from + by) as Instant;

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** The day of a calendar date, or `undefined` when the date does not exist or its year is outside 1970 to 2100. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | undefined {
  if (!(year >= YEAR_MIN && year <= YEAR_MAX && month >= 1 && month <= 12 && dayOfMonth >= 1)) return undefined;
  const leap = isLeapYear(year);
  const lastDay = month === 2 && leap ? 29 : DAYS_IN_MONTH[month - 1]!;
  if (dayOfMonth > lastDay) return undefined;
  return (firstDayOfYear(year) + DAYS_BEFORE_MONTH[month - 1]! + (leap && month > 2 ? 1 : 0) + dayOfMonth - 1) as Day;
}

/** The day of 1 January of `year`. */
export function firstDayOfYear(year: number): Day {
  const past = year - 1;
  return ((year - 1970) * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) - 477) as Day;
}

/** The calendar year in which `day` lies. */
export function yearOfDay(day: Day): number {
  const guess = 1970 + Math.floor(day / 365.2425);
  if (firstDayOfYear(guess) > day) return guess - 1;
  return firstDayOfYear(guess + 1) <= day ? guess + 1 : guess;
}

/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (day: Day): number => (((day + 3) % 7) + 7) % 7;

/** `2026-12-24` as a day; `undefined` when it is not written so or does not exist. */
export function dayOfIso(text: string): Day | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return found === null ? undefined : dayOf(Number(found[1]), Number(found[2]), Number(found[3]));
}

const isoByDay: string[] = [];
const ISO_DAYS_MAX = 48_000;

/** A day as `2026-12-24`. Days of the known years are kept once written: a replay writes millions of them. */
export function isoOfDay(day: Day): string {
  if (!(day >= 0 && day < ISO_DAYS_MAX)) return new Date(day * DAY_MS).toISOString().slice(0, 10);
  return (isoByDay[day] ??= new Date(day * DAY_MS).toISOString().slice(0, 10));
}

const padded = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, "0"));

/** An instant as `2026-12-24T08:00:00.000Z`. */
export function isoOf(at: Instant): string {
  const day = Math.floor(at / DAY_MS) as Day;
  const inDay = at - day * DAY_MS;
  const second = Math.floor(inDay / SECOND_MS);
  const ms = inDay - second * SECOND_MS;
  const minute = Math.floor(second / 60);
  const hour = Math.floor(minute / 60);
  return `${isoOfDay(day)}T${padded[hour]}:${padded[minute - hour * 60]}:${padded[second - minute * 60]}.${ms < 100 ? "0" : ""}${ms < 10 ? "0" : ""}${ms}Z`;
}

const DIGIT_ZERO = 48;
const HYPHEN = 45;
const COLON = 58;
const LETTER_T = 84;
const LETTER_Z = 90;

/** The number written by the two digits at `at`, or NaN. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - DIGIT_ZERO;
  const ones = text.charCodeAt(at + 1) - DIGIT_ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/**
 * Reads an instant written as `2026-12-24T08:00Z`, `…T08:00:30+01:00` or `…T08:00:30.123Z` (ISO 8601, offset required).
 *
 * Digits after the millisecond are dropped. `undefined` when the text is written otherwise, the date or time of day does
 * not exist, or the year is outside 1970 to 2100. Written by hand because replay reads millions of them and
 * `Date.parse` accepts dates that do not exist.
 */
export function instantOfIso(text: string): Instant | undefined {
  const day = dayOf(twoDigits(text, 0) * 100 + twoDigits(text, 2), twoDigits(text, 5), twoDigits(text, 8));
  const isSeparated =
    text.charCodeAt(4) === HYPHEN &&
    text.charCodeAt(7) === HYPHEN &&
    text.charCodeAt(10) === LETTER_T &&
    text.charCodeAt(13) === COLON;
  if (day === undefined || !isSeparated) return undefined;
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  let at = 16;
  let second = 0;
  let fraction = 0;
  if (text.charCodeAt(at) === COLON) {
    second = twoDigits(text, at + 1);
    at += 3;
    if (text[at] === "." || text[at] === ",") {
      const start = ++at;
      let scale = 100;
      for (
        let digit = text.charCodeAt(at) - DIGIT_ZERO;
        digit >= 0 && digit <= 9;
        digit = text.charCodeAt(++at) - DIGIT_ZERO
      ) {
        if (scale >= 1) fraction += digit * scale;
        scale /= 10;
      }
      if (at === start) return undefined;
    }
  }
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return undefined;
  const offset = offsetOfIso(text, at);
  if (offset === undefined) return undefined;
  return (day * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS + fraction - offset) as Instant;
}

/** The offset written from position `at` to the end of the text, in milliseconds east of Greenwich. */
function offsetOfIso(text: string, at: number): number | undefined {
  if (text.charCodeAt(at) === LETTER_Z) return text.length === at + 1 ? 0 : undefined;
  const sign = text[at] === "+" ? 1 : text[at] === "-" ? -1 : 0;
  if (sign === 0 || text.length !== at + 6 || text[at + 3] !== ":") return undefined;
  const hour = twoDigits(text, at + 1);
  const minute = twoDigits(text, at + 4);
  return hour <= 23 && minute <= 59 ? sign * (hour * HOUR_MS + minute * MINUTE_MS) : undefined;
}

/** An instant from a text known to be good: for tests and constants. Throws otherwise. */
export function instant(text: string): Instant {
  const at = instantOfIso(text);
  if (at === undefined) throw new Error(`not an instant: ${text}`);
  return at;
}

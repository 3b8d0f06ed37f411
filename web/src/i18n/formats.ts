/** Dates, times, amounts and lists as each language writes them, in the reader's zone unless another is given. */
import type { Language } from "./words.ts";

export interface Formats {
  /** `03.11.2026` · `3 Nov 2026` */
  readonly date: (at: string | Date, timeZone?: string) => string;
  /** `Montag, 3. November` · `Monday 3 November`; with the year when it is not `now`'s. */
  readonly dayOf: (at: string | Date, now: Date) => string;
  /** `Montag, 3. November` · `Monday 3 November` */
  readonly day: (at: string | Date, timeZone?: string) => string;
  /** `14:05` */
  readonly time: (at: string | Date, timeZone?: string) => string;
  /** `23.11.2026, 14:05` */
  readonly dateTime: (at: string | Date, timeZone?: string) => string;
  /** With seconds and zone, for tooltips. */
  readonly exact: (at: string | Date) => string;
  /** `vor 5 Minuten` · `in 2 hours`; `undefined` beyond a week. */
  readonly relative: (at: string | Date, now: Date) => string | undefined;
  /** `1.234,50 €` with spaces that do not break; `minor` counts cents. */
  readonly money: (minor: number, currency?: string) => string;
  readonly number: (value: number) => string;
  readonly list: (parts: readonly string[]) => string;
  /** `P1, P2 oder P3` */
  readonly choice: (parts: readonly string[]) => string;
  /** A list in its pieces: what is listed, and what stands in between. */
  readonly listParts: (parts: readonly string[]) => readonly { readonly type: string; readonly value: string }[];
  readonly pluralOf: (count: number) => Intl.LDMLPluralRule;
}

const LOCALE = { de: "de-DE", en: "en-GB" } as const;
const MINUTE_MS = 60_000;
/** Each unit, its length in minutes and up to how many minutes it is used. */
const UNITS = [
  ["minute", 1, 60],
  ["hour", 60, 24 * 60],
  ["day", 24 * 60, 7 * 24 * 60],
] as const;

const made: Partial<Record<Language, Formats>> = {};

export const formatsOf = (language: Language): Formats => (made[language] ??= makeFormats(language));

function makeFormats(language: Language): Formats {
  const locale = LOCALE[language];
  const stamp = (options: Intl.DateTimeFormatOptions) => {
    const own = new Intl.DateTimeFormat(locale, options);
    return (at: string | Date, timeZone?: string) =>
      (timeZone === undefined ? own : new Intl.DateTimeFormat(locale, { ...options, timeZone })).format(new Date(at));
  };
  const isGerman = language === "de";
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const numbers = new Intl.NumberFormat(locale);
  const lists = new Intl.ListFormat(locale, { type: "conjunction" });
  const choices = new Intl.ListFormat(locale, { type: "disjunction" });
  const plurals = new Intl.PluralRules(locale);
  const dateOptions = {
    day: isGerman ? "2-digit" : "numeric",
    month: isGerman ? "2-digit" : "short",
    year: "numeric",
  } as const;
  const dayOptions = { weekday: "long", day: "numeric", month: "long" } as const;
  const [day, dayWithYear] = [stamp(dayOptions), stamp({ ...dayOptions, year: "numeric" })];
  return {
    date: stamp(dateOptions),
    dayOf: (at, now) => (new Date(at).getFullYear() === now.getFullYear() ? day(at) : dayWithYear(at)),
    day,
    time: stamp({ hour: "2-digit", minute: "2-digit" }),
    dateTime: stamp({ ...dateOptions, hour: "2-digit", minute: "2-digit" }),
    exact: stamp({ dateStyle: "full", timeStyle: "long" }),
    relative: (at, now) => {
      const inMinutes = (new Date(at).getTime() - now.getTime()) / MINUTE_MS;
      const unit = UNITS.find(([, , until]) => Math.abs(inMinutes) < until);
      return unit && relative.format(Math.trunc(inMinutes / unit[1]), unit[0]);
    },
    money: (minor, currency = "EUR") =>
      new Intl.NumberFormat(locale, { style: "currency", currency }).format(minor / 100),
    number: (value) => numbers.format(value),
    list: (parts) => lists.format(parts),
    choice: (parts) => choices.format(parts),
    listParts: (parts) => lists.formatToParts(parts),
    pluralOf: (count) => plurals.select(count),
  };
}

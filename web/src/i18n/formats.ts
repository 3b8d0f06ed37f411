/** Dates, times, amounts and lists as each language writes them, in the reader's zone unless another is given. */
import type { Language } from "./words.ts";

export interface Formats {
  /** `23.11.2026` · `23 Nov 2026` */
  readonly date: (at: string | Date, timeZone?: string) => string;
  /** `Montag, 23. November` · `Monday 23 November` */
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
  const month = language === "de" ? "2-digit" : "short";
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const numbers = new Intl.NumberFormat(locale);
  const lists = new Intl.ListFormat(locale, { type: "conjunction" });
  const plurals = new Intl.PluralRules(locale);
  const dateOptions = { day: "2-digit", month, year: "numeric" } as const;
  return {
    date: stamp(dateOptions),
    day: stamp({ weekday: "long", day: "numeric", month: "long" }),
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
    pluralOf: (count) => plurals.select(count),
  };
}

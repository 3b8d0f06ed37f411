/** Months as `2026-11`, and how they are written. */
import type { Language } from "../i18n/words.ts";

const LOCALE = { de: "de-DE", en: "en-GB" } as const;

const format = (period: string, language: Language, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(LOCALE[language], { ...options, timeZone: "UTC" }).format(new Date(`${period}-01T00:00:00Z`));

/** `November`, with the year unless it is that of `now`. */
export const monthName = (period: string, language: Language, now = new Date()): string =>
  format(period, language, {
    month: "long",
    ...(period.startsWith(`${now.getFullYear()}-`) ? {} : { year: "numeric" }),
  });

/** `November 2026` */
export const monthAndYear = (period: string, language: Language): string =>
  format(period, language, { month: "long", year: "numeric" });

/** `92,5 %` */
export const percent = (share: number, language: Language): string =>
  new Intl.NumberFormat(LOCALE[language], { style: "percent", maximumFractionDigits: 1 }).format(
    // Nothing that was missed is rounded away.
    share < 1 ? Math.min(share, 0.999) : share,
  );

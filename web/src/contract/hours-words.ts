/** Weekly hours, holidays and special days of a calendar as people write them. */
import {
  holidayEntries,
  isRegionCode,
  WEEKDAYS,
  yearlyDate,
  type CalendarDefinition,
} from "@handschlag/engine/calendar/definition.ts";
import type { Formats } from "../i18n/formats.ts";
import { defineWords, type Language } from "../i18n/words.ts";

/** A Monday, from which the names of weekdays are taken. */
const MONDAY_MS = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;
const EXCEPTIONS_MAX = 6;

export interface DayLine {
  readonly days: string;
  /** Intervals `08:00–12:00`; none on a closed day. */
  readonly hours: readonly string[];
}

const intervalOf = (text: string): string => text.replace("-", "–");

/** `Samstag`, or `Sa`; the word itself when it is no weekday of a calendar. */
export function weekdayName(day: string, language: Language, form: "short" | "long"): string {
  const index = (WEEKDAYS as readonly string[]).indexOf(day);
  if (index < 0) return day;
  return new Intl.DateTimeFormat(language, { weekday: form, timeZone: "UTC" }).format(MONDAY_MS + index * DAY_MS);
}

/** The week in as few lines as it has different days: `Mo–Do`, `Fr`, `Sa–So`. */
export function weekLines({ hours }: CalendarDefinition, language: Language): DayLine[] {
  const names = WEEKDAYS.map((day) => weekdayName(day, language, "short"));
  const lines: { first: number; last: number; hours: readonly string[] }[] = [];
  for (const [index, day] of WEEKDAYS.entries()) {
    const ofDay = (hours?.[day] ?? []).map(intervalOf);
    const before = lines.at(-1);
    if (before !== undefined && before.hours.join() === ofDay.join()) before.last = index;
    else lines.push({ first: index, last: index, hours: ofDay });
  }
  return lines.map(({ first, last, hours: ofDay }) => ({
    days: first === last ? names[first]! : `${names[first]}–${names[last]}`,
    hours: ofDay,
  }));
}

/** Regions by name where we have one, and single dates. */
export function holidaysOf(
  definition: CalendarDefinition,
  language: Language,
  { date }: Formats,
): { regions: string[]; dates: string[] } {
  const yearly = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", timeZone: "UTC" });
  const entries = holidayEntries(definition);
  return {
    regions: entries.filter(isRegionCode).map((code) => regionWords[language][code] ?? code),
    dates: entries
      .filter((entry) => !isRegionCode(entry))
      .map((entry) => {
        const every = yearlyDate(entry);
        return every === undefined
          ? date(entry, "UTC")
          : yearly.format(Date.UTC(2024, every.month - 1, every.dayOfMonth));
      }),
  };
}

/** Special days from today on, the nearest first. */
export function exceptionsFrom({ exceptions }: CalendarDefinition, today: string) {
  return Object.entries(exceptions ?? {})
    .filter(([day]) => day >= today)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, EXCEPTIONS_MAX)
    .map(([day, hours]) => ({ day, hours: hours.map(intervalOf) }));
}

const regionWords: Record<Language, Readonly<Record<string, string>>> = defineWords({
  de: {
    DE: "Deutschland",
    "DE-BW": "Baden-Württemberg",
    "DE-BY": "Bayern",
    "DE-BY-KATH": "Bayern (mit Mariä Himmelfahrt)",
    "DE-BY-A": "Augsburg",
    "DE-BY-AUGSBURG": "Augsburg",
    "DE-BE": "Berlin",
    "DE-BB": "Brandenburg",
    "DE-HB": "Bremen",
    "DE-HH": "Hamburg",
    "DE-HE": "Hessen",
    "DE-MV": "Mecklenburg-Vorpommern",
    "DE-NI": "Niedersachsen",
    "DE-NW": "Nordrhein-Westfalen",
    "DE-RP": "Rheinland-Pfalz",
    "DE-SL": "Saarland",
    "DE-SN": "Sachsen",
    "DE-ST": "Sachsen-Anhalt",
    "DE-SH": "Schleswig-Holstein",
    "DE-TH": "Thüringen",
  },
  en: {
    DE: "Germany",
    "DE-BW": "Baden-Württemberg",
    "DE-BY": "Bavaria",
    "DE-BY-KATH": "Bavaria (with Assumption Day)",
    "DE-BY-A": "Augsburg",
    "DE-BY-AUGSBURG": "Augsburg",
    "DE-BE": "Berlin",
    "DE-BB": "Brandenburg",
    "DE-HB": "Bremen",
    "DE-HH": "Hamburg",
    "DE-HE": "Hesse",
    "DE-MV": "Mecklenburg-Western Pomerania",
    "DE-NI": "Lower Saxony",
    "DE-NW": "North Rhine-Westphalia",
    "DE-RP": "Rhineland-Palatinate",
    "DE-SL": "Saarland",
    "DE-SN": "Saxony",
    "DE-ST": "Saxony-Anhalt",
    "DE-SH": "Schleswig-Holstein",
    "DE-TH": "Thuringia",
  },
});

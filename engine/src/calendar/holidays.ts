import { dayOf, weekdayOf, type Day } from "../instant.ts";
import { assert } from "../outcome.ts";
import {
  GERMAN_HOLIDAY_RULES,
  GERMAN_LAENDER,
  type GermanRegion,
  type HolidayDate,
  type HolidayRule,
} from "./german-holidays.data.ts";

export interface PublicHoliday {
  /** A local date as whole days since 1970-01-01. */
  readonly day: number;
  /** In a language of the region; two holidays on one date are joined by " / ". */
  readonly name: string;
}

/** Public holidays of regions by ISO 3166-2 code. Source: docs/rules/public-holidays.md. */
export interface HolidaySource {
  /** Whether the source knows this region code (exact, upper case). */
  readonly knows: (region: string) => boolean;
  /** First and last year for which `holidaysIn` answers for the region. Throws for an unknown region. */
  readonly yearsOf: (region: string) => { readonly from: number; readonly to: number };
  /**
   * The public holidays of the region in `year`, ascending, each date once.
   *
   * Throws outside the known years or for an unknown region: a guess would close an office on a wrong day.
   */
  readonly holidaysIn: (region: string, year: number) => readonly PublicHoliday[];
}

/** Before 1995 the Day of Repentance was free everywhere; after 2100 no law can be foreseen. §5. */
const GERMAN_YEARS = { from: 1995, to: 2100 } as const;

const AUGSBURG: readonly GermanRegion[] = ["DE", "DE-BY", "DE-BY-KATH", "DE-BY-A"];

/** The regions whose rules hold in a region. §1. */
const PARTS_BY_REGION: readonly (readonly [string, readonly GermanRegion[]])[] = [
  ["DE", ["DE"]],
  ...GERMAN_LAENDER.map((land) => [land, ["DE", land]] as const),
  ["DE-BY-KATH", ["DE", "DE-BY", "DE-BY-KATH"]],
  ["DE-BY-A", AUGSBURG],
  ["DE-BY-AUGSBURG", AUGSBURG],
];

const RULES_BY_REGION: ReadonlyMap<string, readonly HolidayRule[]> = new Map(
  PARTS_BY_REGION.map(([region, parts]) => [
    region,
    GERMAN_HOLIDAY_RULES.filter((rule) => rule.regions.some((part) => parts.includes(part))),
  ]),
);

function rulesOf(region: string): readonly HolidayRule[] {
  const rules = RULES_BY_REGION.get(region);
  if (rules === undefined) throw new RangeError(`${region} is no region of the German holiday table`);
  return rules;
}

/** The public holidays of Germany, its Länder, mainly Catholic Bavaria and Augsburg. Ten years cost about 0.1 ms. */
export const germanHolidays: HolidaySource = {
  knows: (region) => RULES_BY_REGION.has(region),
  yearsOf: (region) => {
    rulesOf(region);
    return GERMAN_YEARS;
  },
  holidaysIn: (region, year) => {
    const rules = rulesOf(region);
    assertYearIn(GERMAN_YEARS, region, year);
    const easter = easterSunday(year);
    const holidays: PublicHoliday[] = [];
    for (const rule of rules) {
      if (year < rule.validFrom || (rule.validTo !== null && year > rule.validTo)) continue;
      holidays.push({ day: dayInYear(rule.date, year, easter), name: rule.name.de });
    }
    return oncePerDay(holidays);
  },
};

/** Throws unless the year is one of those in which a source knows the region. */
export function assertYearIn(
  years: { readonly from: number; readonly to: number },
  region: string,
  year: number,
): void {
  const known = Number.isInteger(year) && year >= years.from && year <= years.to;
  if (!known)
    throw new RangeError(`the holidays of ${region} are known from ${years.from} to ${years.to}, not in ${year}`);
}

/** Holidays in ascending order; those of one date become one, with each name once. */
export function oncePerDay(holidays: readonly PublicHoliday[]): PublicHoliday[] {
  const once: PublicHoliday[] = [];
  for (const { day, name } of holidays.toSorted((one, other) => one.day - other.day)) {
    const last = once.at(-1);
    if (last?.day !== day) once.push({ day, name });
    else if (!last.name.split(" / ").includes(name)) once[once.length - 1] = { day, name: `${last.name} / ${name}` };
  }
  return once;
}

function dayInYear(date: HolidayDate, year: number, easter: Day): number {
  if (date.kind === "easter") return easter + date.daysAfter;
  const day = existingDay(year, date.month, date.dayOfMonth);
  if (date.kind === "fixed") return day;
  const daysSinceWednesday = (weekdayOf(day) + 5) % 7;
  return day - (daysSinceWednesday === 0 ? 7 : daysSinceWednesday);
}

/** Easter Sunday of the Gregorian calendar (the anonymous algorithm printed in Nature, 1876). */
function easterSunday(year: number): Day {
  const moonYear = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const lunarCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * moonYear + century - Math.floor(century / 4) - lunarCorrection + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const lateCorrection = Math.floor((moonYear + 11 * epact + 22 * weekday) / 451);
  const marchCount = epact + weekday - 7 * lateCorrection + 114;
  return existingDay(year, Math.floor(marchCount / 31), (marchCount % 31) + 1);
}

function existingDay(year: number, month: number, dayOfMonth: number): Day {
  const day = dayOf(year, month, dayOfMonth);
  assert(day !== undefined, "the date of a holiday rule exists in every year");
  return day;
}

import { DAY_MS, dayOfIso, yearOfDay, type Day } from "../instant.ts";
import { assert } from "../outcome.ts";
import { assertYearIn, germanHolidays, oncePerDay, type HolidaySource, type PublicHoliday } from "./holidays.ts";

type Library = typeof import("date-holidays").default;
type LibraryRegion = InstanceType<Library>;
type LibraryHoliday = ReturnType<LibraryRegion["getHolidays"]>[number];

/** Compared with a second source from 2020 on; earlier changes of law are often missing. public-holidays.md §6. */
const YEARS = { from: 2020, to: 2050 } as const;

/**
 * Regions whose table in the library holds for fewer years: the lunar holidays of some countries are listed date by
 * date and would silently be missing after the last one; other tables leave out a change of law. §6.
 */
const YEARS_BY_REGION: ReadonlyMap<string, { readonly from: number; readonly to: number }> = new Map([
  ["FJ", { from: 2020, to: 2025 }],
  ["GY", { from: 2020, to: 2024 }],
  ["ID", { from: 2020, to: 2027 }],
  ["KY", { from: 2020, to: 2026 }],
  ["MY", { from: 2020, to: 2026 }],
  ["RO", { from: 2024, to: 2050 }],
  ["RU-TY", { from: 2024, to: 2026 }],
  ["SG", { from: 2020, to: 2026 }],
  ["SK", { from: 2020, to: 2026 }],
  ["SR", { from: 2020, to: 2030 }],
  ["TH", { from: 2020, to: 2026 }],
  ["TT", { from: 2020, to: 2030 }],
]);

/** Tables found to make working days free every year, which no list of dates in a contract can put right. §6. */
const REFUSED: ReadonlySet<string> = new Set(["CH-GL", "CN", "CY", "KR", "LI"]);

/**
 * Public holidays of the world: German regions from our own table, all others from the library date-holidays.
 *
 * Loads the library (about 0.25 s) on the first call. A code that the library does not have exactly so is unknown;
 * the library itself would answer with the holidays of the whole country. Source: docs/rules/public-holidays.md §6.
 */
export async function loadWorldHolidays(): Promise<HolidaySource> {
  const { default: Library } = await import("date-holidays");
  const codes = codesOf(new Library());
  const tableByRegion = new Map<string, LibraryRegion>();
  const foundByRegionAndYear = new Map<string, readonly PublicHoliday[]>();

  /** What the library lists under a year. Kept, because it takes the library milliseconds. */
  const foundIn = (region: string, year: number): readonly PublicHoliday[] => {
    const key = `${region} ${year}`;
    const kept = foundByRegionAndYear.get(key);
    if (kept !== undefined) return kept;
    // In UTC the library's `start` and `end` are the local wall clock itself, whatever the zone of the host or country.
    const table = tableByRegion.get(region) ?? new Library(region, { timezone: "UTC" });
    tableByRegion.set(region, table);
    const found = table.getHolidays(year).flatMap(wholeDaysOf);
    foundByRegionAndYear.set(key, found);
    return found;
  };
  const yearsOf = (region: string): { readonly from: number; readonly to: number } => {
    if (!codes.has(region)) throw new RangeError(`${region} is no region of the holiday library`);
    return prefixesOf(region).flatMap((prefix) => YEARS_BY_REGION.get(prefix) ?? [])[0] ?? YEARS;
  };

  return {
    knows: (region) => (isGerman(region) ? germanHolidays.knows(region) : codes.has(region)),
    yearsOf: (region) => (isGerman(region) ? germanHolidays.yearsOf(region) : yearsOf(region)),
    holidaysIn: (region, year) => {
      if (isGerman(region)) return germanHolidays.holidaysIn(region, year);
      assertYearIn(yearsOf(region), region, year);
      // The year before is asked too because a holiday of several days may run over New Year.
      const found = [...foundIn(region, year - 1), ...foundIn(region, year)];
      return oncePerDay(found.filter(({ day }) => yearOfDay(day as Day) === year));
    },
  };
}

const isGerman = (region: string): boolean => region === "DE" || region.startsWith("DE-");

/** `US-LA-NO` as itself, `US-LA` and `US`. */
const prefixesOf = (region: string): string[] =>
  region.split("-").map((_, index, parts) => parts.slice(0, parts.length - index).join("-"));

/** Every code of the library. A state not written in upper case is left out: the library cannot find it itself. */
function codesOf(library: LibraryRegion): ReadonlySet<string> {
  const codes: string[] = [];
  for (const country of Object.keys(library.getCountries())) {
    codes.push(country);
    for (const state of Object.keys(library.getStates(country) ?? {})) {
      codes.push(`${country}-${state}`);
      for (const part of Object.keys(library.getRegions(country, state) ?? {}))
        codes.push(`${country}-${state}-${part}`);
    }
  }
  return new Set(codes.filter((code) => code === code.toUpperCase() && !REFUSED.has(code)));
}

/** The whole local dates of an entry; none unless it is public, none for one that begins or ends within the day. §3. */
function wholeDaysOf({ type, date, start, end, name }: LibraryHoliday): PublicHoliday[] {
  if (type !== "public") return [];
  const first = dayOfIso(date.slice(0, 10));
  assert(first !== undefined, `the library's date ${date} exists`);
  const days = Math.floor((end.getTime() - start.getTime()) / DAY_MS);
  return Array.from({ length: days }, (_, index) => ({ day: first + index, name }));
}

import Library from "date-holidays";
import { describe, expect, test } from "vitest";
import fixture from "../../../fixtures/calendars/german-public-holidays-2024-2027.json" with { type: "json" };
import { isoOfDay, weekdayOf, yearOfDay, type Day } from "../instant.ts";
import { GERMAN_HOLIDAY_RULES, GERMAN_LAENDER } from "./german-holidays.data.ts";
import { germanHolidays, oncePerDay } from "./holidays.ts";

const REGIONS = ["DE", ...GERMAN_LAENDER, "DE-BY-KATH", "DE-BY-A", "DE-BY-AUGSBURG"];
const FIRST_YEAR = 1995;
const LAST_YEAR = 2100;

const yearsBetween = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
const namedDates = (region: string, year: number): string[] =>
  germanHolidays.holidaysIn(region, year).map(({ day, name }) => `${isoOfDay(day as Day)} ${name}`);
const dates = (region: string, year: number): string[] =>
  germanHolidays.holidaysIn(region, year).map(({ day }) => isoOfDay(day as Day));
/** The Länder in which a date is a public holiday, without `DE-`. */
const laenderWith = (date: string): string =>
  GERMAN_LAENDER.filter((land) => dates(land, Number(date.slice(0, 4))).includes(date))
    .map((land) => land.slice(3))
    .join(" ");

describe("the table agrees with our own derivation, 2024 to 2027", () => {
  test.each(GERMAN_LAENDER)("%s has exactly these days and names", (land) => {
    const expected = fixture
      .filter(({ states }) => states.includes(land.slice(3)))
      .map(({ date, name }) => `${date} ${name}`);
    expect(yearsBetween(2024, 2027).flatMap((year) => namedDates(land, year))).toEqual(expected);
  });

  test("the days of parts of Bavaria are in its parts only", () => {
    const partly = fixture.filter((day) => day["only in parts"]?.includes("BY")).map(({ date }) => date);
    const beyondBavaria = (region: string): string[] =>
      yearsBetween(2024, 2027).flatMap((year) =>
        dates(region, year).filter((date) => !dates("DE-BY", year).includes(date)),
      );
    expect(beyondBavaria("DE-BY-A")).toEqual(partly);
    expect(beyondBavaria("DE-BY-KATH")).toEqual(partly.filter((date) => date.endsWith("-08-15")));
  });
});

/**
 * The library is an independent table. No deliberate difference remains: both count neither the Sundays of Hessen (§3)
 * nor 15 August in all of Bavaria, and both have the Reformation Day of 2017 for Germany as a whole.
 */
describe("the table agrees with the library date-holidays", () => {
  const listedByLibrary = (region: string, year: number): string[] => {
    const library = new Library(region.replace("AUGSBURG", "A"), { timezone: "UTC", types: ["public"] });
    return [...new Set(library.getHolidays(year).map(({ date }) => date.slice(0, 10)))].toSorted();
  };

  test.each(REGIONS)("%s, 1995 to 2035", (region) => {
    for (const year of yearsBetween(FIRST_YEAR, 2035))
      expect(dates(region, year)).toEqual(listedByLibrary(region, year));
  });

  test("Easter and what depends on it, up to 2100", () => {
    for (const year of yearsBetween(2036, LAST_YEAR))
      expect(dates("DE-BB", year)).toEqual(listedByLibrary("DE-BB", year));
  });
});

describe("the facts of 2026", () => {
  test("nine days are holidays everywhere", () => {
    expect(namedDates("DE", 2026)).toEqual([
      "2026-01-01 Neujahr",
      "2026-04-03 Karfreitag",
      "2026-04-06 Ostermontag",
      "2026-05-01 Tag der Arbeit",
      "2026-05-14 Christi Himmelfahrt",
      "2026-05-25 Pfingstmontag",
      "2026-10-03 Tag der Deutschen Einheit",
      "2026-12-25 1. Weihnachtstag",
      "2026-12-26 2. Weihnachtstag",
    ]);
  });

  test.each([
    ["2026-01-06", "BW BY ST"],
    ["2026-03-08", "BE MV"],
    ["2026-04-05", "BB"],
    ["2026-05-24", "BB"],
    ["2026-06-04", "BW BY HE NW RP SL"],
    ["2026-08-08", ""],
    ["2026-08-15", "SL"],
    ["2026-09-20", "TH"],
    ["2026-10-31", "BB HB HH MV NI SH SN ST TH"],
    ["2026-11-01", "BW BY NW RP SL"],
    ["2026-11-18", "SN"],
    ["2026-12-24", ""],
    ["2026-12-31", ""],
  ])("%s is a holiday in: %s", (date, laender) => {
    expect(laenderWith(date)).toBe(laender);
  });

  test.each([
    ["DE-BE", 10],
    ["DE-BY", 12],
    ["DE-BY-KATH", 13],
    ["DE-BY-A", 14],
  ])("%s has %i holidays", (region, count) => {
    expect(dates(region, 2026)).toHaveLength(count);
  });

  test("Hessen counts its Sundays by law; they are no holidays here", () => {
    expect(germanHolidays.holidaysIn("DE-HE", 2026).filter(({ day }) => weekdayOf(day as Day) === 6)).toEqual([]);
  });
});

describe("changes of law hold from their year on", () => {
  const ALL = "BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH";

  test.each([
    ["1995-11-22", "SN"],
    ["2011-11-16", "SN"],
    ["1995-10-31", "BB MV SN ST TH"],
    ["2016-10-31", "BB MV SN ST TH"],
    ["2017-10-31", ALL],
    ["2018-10-31", "BB HB HH MV NI SH SN ST TH"],
    ["2018-03-08", ""],
    ["2019-03-08", "BE"],
    ["2022-03-08", "BE"],
    ["2023-03-08", "BE MV"],
    ["2018-09-20", ""],
    ["2019-09-20", "TH"],
    ["2019-05-08", ""],
    ["2020-05-08", "BE"],
    ["2021-05-08", ""],
    ["2025-05-08", "BE"],
    ["2026-05-08", ""],
    ["2028-06-17", "BE"],
    ["2029-06-17", ""],
  ])("%s is a holiday in: %s", (date, laender) => {
    expect(laenderWith(date)).toBe(laender);
  });

  test("the Reformation Day of 2017 counts for Germany as a whole, that of other years does not", () => {
    expect(dates("DE", 2017)).toContain("2017-10-31");
    expect(dates("DE", 2017)).toHaveLength(10);
    expect(dates("DE", 2018)).toHaveLength(9);
  });
});

describe("every region and every known year", () => {
  test.each(REGIONS)("%s: each date once, ascending, in its year, and all nationwide days among them", (region) => {
    for (const year of yearsBetween(FIRST_YEAR, LAST_YEAR)) {
      const days = germanHolidays.holidaysIn(region, year).map(({ day }) => day);
      expect(days).toEqual([...new Set(days)].toSorted((one, other) => one - other));
      expect(days.every((day) => yearOfDay(day as Day) === year)).toBe(true);
      expect(days).toEqual(expect.arrayContaining(germanHolidays.holidaysIn("DE", year).map(({ day }) => day)));
    }
  });

  test("the code in words means the same city of Augsburg", () => {
    for (const year of yearsBetween(FIRST_YEAR, LAST_YEAR)) {
      expect(germanHolidays.holidaysIn("DE-BY-AUGSBURG", year)).toEqual(germanHolidays.holidaysIn("DE-BY-A", year));
    }
  });

  test("two holidays on one date are one entry with both names", () => {
    expect(namedDates("DE", 2008)).toContain("2008-05-01 Tag der Arbeit / Christi Himmelfahrt");
    expect(dates("DE", 2008)).toHaveLength(8);
  });

  test("a caller who changes an answer does not change the next one", () => {
    const first = germanHolidays.holidaysIn("DE-HH", 2026) as { day: number; name: string }[];
    first.forEach((holiday) => (holiday.name = "worked through"));
    first.length = 0;
    expect(namedDates("DE-HH", 2026)).toHaveLength(10);
    expect(namedDates("DE-HH", 2026)[0]).toBe("2026-01-01 Neujahr");
  });
});

describe("what is not known is refused", () => {
  test.each([
    "",
    "de",
    "DE-by",
    "de-BY",
    " DE",
    "DE-",
    "DE-XX",
    "DE-BY-M",
    "DE-BY-EVANG",
    "DE-SN-BZ",
    "DE-BY-KATH-A",
    "AT",
    "constructor",
  ])("the region %j", (region) => {
    expect(germanHolidays.knows(region)).toBe(false);
    expect(() => germanHolidays.holidaysIn(region, 2026)).toThrow(RangeError);
    expect(() => germanHolidays.yearsOf(region)).toThrow(RangeError);
  });

  test.each(REGIONS)("%s is known, from 1995 to 2100", (region) => {
    expect(germanHolidays.knows(region)).toBe(true);
    expect(germanHolidays.yearsOf(region)).toEqual({ from: FIRST_YEAR, to: LAST_YEAR });
  });

  test.each([1994, 2101, 2026.5, -2026, Number.NaN, Number.POSITIVE_INFINITY])("the year %d", (year) => {
    expect(() => germanHolidays.holidaysIn("DE-BY", year)).toThrow(RangeError);
  });

  test("by its name", () => {
    expect(() => germanHolidays.holidaysIn("DE-XX", 2026)).toThrow("DE-XX is no region");
    expect(() => germanHolidays.holidaysIn("DE-BY", 1994)).toThrow("DE-BY are known from 1995 to 2100, not in 1994");
  });
});

describe("the rules are dated and cited", () => {
  test.each(
    GERMAN_HOLIDAY_RULES.map(
      (rule) => [`${rule.name.en} in ${rule.regions.join(", ")} since ${rule.validFrom}`, rule] as const,
    ),
  )("%s", (_title, { name, regions, source, validFrom, validTo }) => {
    expect([name.de, name.en, source].every((text) => text.trim().length > 3)).toBe(true);
    expect(regions.length).toBeGreaterThan(0);
    expect(regions.every((region) => germanHolidays.knows(region))).toBe(true);
    expect(validFrom).toBeGreaterThanOrEqual(FIRST_YEAR);
    expect(validTo ?? LAST_YEAR).toBeGreaterThanOrEqual(validFrom);
    expect(validTo ?? LAST_YEAR).toBeLessThanOrEqual(LAST_YEAR);
  });
});

describe("oncePerDay", () => {
  test("sorts by date and keeps each name of a date once", () => {
    const [early, late, other] = [
      { day: 1, name: "Karfreitag" },
      { day: 2, name: "Ostern" },
      { day: 2, name: "Tag der Arbeit" },
    ] as const;
    expect(oncePerDay([late, early, late, other, late])).toEqual([early, { day: 2, name: "Ostern / Tag der Arbeit" }]);
    expect(oncePerDay([])).toEqual([]);
  });
});

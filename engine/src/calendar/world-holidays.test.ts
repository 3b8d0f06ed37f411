import { execFileSync } from "node:child_process";
import { beforeAll, describe, expect, test } from "vitest";
import { isoOfDay, yearOfDay, type Day } from "../instant.ts";
import { germanHolidays, type HolidaySource } from "./holidays.ts";
import { loadWorldHolidays } from "./world-holidays.ts";

let world: HolidaySource;
beforeAll(async () => {
  world = await loadWorldHolidays();
});

const dates = (region: string, year: number): string[] =>
  world.holidaysIn(region, year).map(({ day }) => isoOfDay(day as Day).slice(5));

describe("whole years, as the countries publish them", () => {
  const AUSTRIA_2026 = "01-01 01-06 04-06 05-01 05-14 05-25 06-04 08-15 10-26 11-01 12-08 12-25 12-26";

  test.each([
    ["AT", 2026, AUSTRIA_2026],
    ["AT-9", 2026, AUSTRIA_2026],
    ["CH-ZH", 2026, "01-01 04-03 04-05 04-06 05-01 05-14 05-24 05-25 08-01 09-20 12-25 12-26"],
    ["FR", 2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25"],
    ["FR-67", 2026, "01-01 04-03 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25 12-26"],
    ["PL", 2024, "01-01 01-06 03-31 04-01 05-01 05-03 05-19 05-30 08-15 11-01 11-11 12-25 12-26"],
    ["PL", 2025, "01-01 01-06 04-20 04-21 05-01 05-03 06-08 06-19 08-15 11-01 11-11 12-24 12-25 12-26"],
    ["DK", 2023, "01-01 04-06 04-07 04-09 04-10 05-05 05-18 05-28 05-29 12-25 12-26"],
    ["DK", 2024, "01-01 03-28 03-29 03-31 04-01 05-09 05-19 05-20 12-25 12-26"],
    ["GB-ENG", 2022, "01-01 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-25 12-26 12-27"],
    ["US-CA", 2026, "01-01 01-19 02-16 03-31 05-25 06-19 07-03 07-04 09-07 11-11 11-26 11-27 12-25"],
    [
      "JP",
      2026,
      "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23",
    ],
  ])("%s in %i", (region, year, expected) => {
    expect(dates(region, year).join(" ")).toBe(expected);
  });

  test("names are in a language of the region", () => {
    expect(world.holidaysIn("AT", 2026).at(-1)?.name).toBe("Stefanitag");
    expect(world.holidaysIn("FR", 2026)[0]?.name).toBe("Nouvel An");
  });
});

describe("what counts", () => {
  test("a substitute counts beside the day itself, also when it falls into the year before", () => {
    expect(dates("US", 2021)).toEqual(expect.arrayContaining(["12-24", "12-25", "12-31"]));
    expect(dates("US", 2022)[0]).toBe("01-01");
    expect(dates("NL", 2025)).toContain("04-26");
    expect(dates("NL", 2025)).not.toContain("04-27");
  });

  test("a holiday of several days counts on each of its local dates, over New Year too", () => {
    expect(dates("RU", 2026).slice(0, 8)).toEqual("01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08".split(" "));
    expect(dates("SZ", 2026).slice(0, 2)).toEqual(["01-01", "01-02"]);
    expect(dates("SZ", 2026).slice(-4)).toEqual(["12-28", "12-29", "12-30", "12-31"]);
  });

  test("a holiday from sunset to sunset counts on the date of its daylight", () => {
    expect(dates("IL", 2025)).toContain("10-02");
    expect(dates("IL", 2025)).not.toContain("10-01");
    expect(dates("TR", 2024).filter((date) => date.startsWith("04-1"))).toEqual(["04-10", "04-11", "04-12"]);
  });

  test("a holiday that begins during the day does not count", () => {
    expect(dates("CH-SO", 2026)).not.toContain("05-01");
    expect(dates("IS", 2026)).not.toContain("12-24");
    expect(dates("IS", 2028)).toContain("12-24");
  });

  test("a holiday of 23 hours, on which the clocks go forward, counts", () => {
    expect(dates("CH-ZH", 2024)).toContain("03-31");
  });

  test("observances, bank and school holidays do not count", () => {
    expect(dates("AT", 2026)).not.toContain("04-03");
    expect(dates("AT-9", 2026)).not.toContain("11-15");
  });

  test("each date once, ascending, in its year", () => {
    for (const region of ["AT-9", "CH-ZH", "RO", "RU", "SZ", "TR", "US-LA-NO"]) {
      for (let year = world.yearsOf(region).from; year <= world.yearsOf(region).to; year += 1) {
        const days = world.holidaysIn(region, year).map(({ day }) => day);
        expect(days.length).toBeGreaterThan(5);
        expect(days).toEqual([...new Set(days)].toSorted((one, other) => one - other));
        expect(days.every((day) => yearOfDay(day as Day) === year)).toBe(true);
      }
    }
  });

  test("two holidays on one date are one entry with both names", () => {
    expect(world.holidaysIn("SZ", 2026)[0]?.name).toBe("Incwala / New Year's Day");
  });

  test("a caller who changes an answer does not change the next one", () => {
    (world.holidaysIn("AT", 2026) as unknown[]).length = 0;
    (world.holidaysIn("AT", 2026)[0] as { day: number }).day = 0;
    expect(dates("AT", 2026)[0]).toBe("01-01");
    expect(dates("AT", 2026)).toHaveLength(13);
  });
});

describe("German regions come from our own table", () => {
  test.each(["DE", "DE-BY", "DE-BY-A", "DE-BY-AUGSBURG", "DE-BY-KATH", "DE-TH"])("%s", (region) => {
    expect(world.knows(region)).toBe(true);
    expect(world.yearsOf(region)).toEqual(germanHolidays.yearsOf(region));
    for (const year of [1995, 2017, 2026, 2100])
      expect(world.holidaysIn(region, year)).toEqual(germanHolidays.holidaysIn(region, year));
  });

  test.each(["DE-XX", "DE-BY-EVANG", "DE-SN-BZ", "DE-TH-EIC"])(
    "%s stays unknown although the library may have it",
    (region) => {
      expect(world.knows(region)).toBe(false);
      expect(() => world.holidaysIn(region, 2026)).toThrow(RangeError);
    },
  );
});

describe("what is not known is refused, never answered with the whole country", () => {
  test.each(["AT", "AT-1", "CH-ZH", "FR", "FR-57", "GB-SCT", "NZ-CAN", "US", "US-LA", "US-LA-NO"])(
    "%s is known",
    (region) => {
      expect(world.knows(region)).toBe(true);
    },
  );

  const WRONG = "- XX at AUT AT- AT-10 AT-W AT-9-1 AT-9- AT.9 at-9 CH-XX US-ca US-CA-XX US-XX-NO";
  const PITFALLS = "constructor AT-constructor AT-__proto__ CK-AITUTAKI CK-Aitutaki NZ-CAN-TIMARU NZ-CAN-Timaru";

  test.each(["", " AT", ...WRONG.split(" "), ...PITFALLS.split(" ")])("the region %j", (region) => {
    expect(world.knows(region)).toBe(false);
    expect(() => world.yearsOf(region)).toThrow(RangeError);
    expect(() => world.holidaysIn(region, 2026)).toThrow(RangeError);
  });

  test.each(["CH-GL", "CN", "CY", "KR", "LI"])("%s, whose table makes working days free", (region) => {
    expect(world.knows(region)).toBe(false);
  });

  test.each([
    ["AT", 2020, 2050],
    ["RO", 2024, 2050],
    ["SK", 2020, 2026],
    ["SG", 2020, 2026],
    ["MY-10", 2020, 2026],
    ["RU", 2020, 2050],
    ["RU-TY", 2024, 2026],
  ])("%s before %i and after %i", (region, from, to) => {
    expect(world.yearsOf(region)).toEqual({ from, to });
    expect(world.holidaysIn(region, from).length).toBeGreaterThan(0);
    expect(world.holidaysIn(region, to).length).toBeGreaterThan(0);
    for (const year of [from - 1, to + 1, from + 0.5]) expect(() => world.holidaysIn(region, year)).toThrow(RangeError);
  });
});

/** The library counts in the zone of the host; Cairo changes its clock at midnight: a day there can begin at 01:00. */
test("the zone of the host changes nothing", { timeout: 30_000 }, () => {
  const script = `
    const { loadWorldHolidays } = await import(${JSON.stringify(new URL("./world-holidays.ts", import.meta.url).href)});
    const world = await loadWorldHolidays();
    const regions = ["AT", "CH-ZH", "EG", "GB-SCT", "IL", "JP", "NZ-AUK", "SZ", "TR", "US-CA", "US-LA-NO", "DE-BY-A"];
    const years = [2023, 2024, 2026, 2050];
    console.log(JSON.stringify(regions.flatMap((region) => years.map((year) => world.holidaysIn(region, year)))));
  `;
  const answerIn = (zone: string): string =>
    execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
      env: { ...process.env, TZ: zone },
      encoding: "utf8",
    });
  const inUtc = answerIn("UTC");
  expect(inUtc.length).toBeGreaterThan(10_000);
  for (const zone of ["America/New_York", "Pacific/Auckland", "Africa/Cairo"]) expect(answerIn(zone)).toBe(inUtc);
});

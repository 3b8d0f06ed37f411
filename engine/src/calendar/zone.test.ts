import { describe, expect, test } from "vitest";
import { dayOfIso, DAY_MS, HOUR_MS, instant, isoOfDay, later } from "../instant.ts";
import { timeOfDay } from "./hours.ts";
import { closingInstant, isTimeZone, localDayAt, offsetAt, openingInstant, zoneAt } from "./zone.ts";

const LAST_YEAR = 2040;
const LAST = instant("2040-12-31T00:00:00Z");

const local = (text: string): number => {
  const [date, time] = text.split(" ") as [string, string];
  return dayOfIso(date)! * DAY_MS + timeOfDay(time)!;
};

describe("a local time as an instant", () => {
  test.each([
    ["Europe/Berlin", "2026-01-15 12:00", "winter", "2026-01-15T11:00Z"],
    ["Europe/Berlin", "2026-07-15 12:00", "summer", "2026-07-15T10:00Z"],
    ["Europe/Berlin", "2026-03-29 01:59:59", "just before the gap", "2026-03-29T00:59:59Z"],
    ["Europe/Berlin", "2026-03-29 02:00", "the gap begins: forward by an hour", "2026-03-29T01:00Z"],
    ["Europe/Berlin", "2026-03-29 02:59", "the gap ends: forward by an hour", "2026-03-29T01:59Z"],
    ["Europe/Berlin", "2026-03-29 03:00", "just after the gap", "2026-03-29T01:00Z"],
    ["Europe/Berlin", "2026-10-25 01:59:59", "just before the hour that comes twice", "2026-10-24T23:59:59Z"],
    ["Europe/Berlin", "2026-10-25 02:00", "its beginning", "2026-10-25T00:00Z", "2026-10-25T01:00Z"],
    ["Europe/Berlin", "2026-10-25 02:59", "its end", "2026-10-25T00:59Z", "2026-10-25T01:59Z"],
    ["Europe/Berlin", "2026-10-25 03:00", "just after it", "2026-10-25T02:00Z"],
    ["Europe/Berlin", "1970-01-01 00:00", "the first day", "1969-12-31T23:00:00Z"],
    ["Europe/Berlin", "2040-12-31 24:00", "the end of the last year", "2040-12-31T23:00Z"],
    ["Australia/Lord_Howe", "2026-10-04 02:15", "a gap of half an hour", "2026-10-03T15:45Z"],
    ["Australia/Lord_Howe", "2026-04-05 01:45", "half an hour twice", "2026-04-04T14:45Z", "2026-04-04T15:15Z"],
    ["America/Santiago", "2026-09-06 00:00", "a midnight that does not exist", "2026-09-06T04:00Z"],
    ["America/Santiago", "2026-09-05 24:00", "the same, as the end of the day before", "2026-09-06T04:00Z"],
    ["America/Santiago", "2026-04-04 23:30", "the last hour of a day twice", "2026-04-05T02:30Z", "2026-04-05T03:30Z"],
    ["America/Santiago", "2026-04-05 00:00", "a midnight that comes an hour late", "2026-04-05T04:00Z"],
    ["America/Havana", "2026-11-01 00:00", "midnight twice", "2026-11-01T04:00Z", "2026-11-01T05:00Z"],
    ["Pacific/Apia", "2011-12-29 09:00", "before the skipped day", "2011-12-29T19:00Z"],
    ["Pacific/Apia", "2011-12-30 09:00", "on the skipped day: forward by a day", "2011-12-30T19:00Z"],
    ["Pacific/Apia", "2011-12-31 09:00", "after the skipped day", "2011-12-30T19:00Z"],
    ["Africa/Casablanca", "2025-02-23 02:30", "Ramadan begins", "2025-02-23T01:30Z", "2025-02-23T02:30Z"],
    ["Asia/Kathmandu", "1986-01-01 00:10", "a gap of a quarter of an hour", "1985-12-31T18:40Z"],
    ["Asia/Kathmandu", "2026-01-01 00:10", "an offset of quarter hours", "2025-12-31T18:25Z"],
    ["Asia/Kolkata", "2026-06-01 09:00", "no changes", "2026-06-01T03:30Z"],
    ["Etc/UTC", "2026-06-01 09:00", "Greenwich", "2026-06-01T09:00Z"],
  ])("%s %s: %s", (name, at, _, opens, closes = opens) => {
    const zone = zoneAt(name, LAST);
    expect(openingInstant(zone, local(at))).toBe(Date.parse(opens));
    expect(closingInstant(zone, local(at))).toBe(Date.parse(closes));
  });
});

describe("the local date of an instant", () => {
  test.each([
    { zone: "Europe/Berlin", at: "2026-03-28T22:59:59.999Z", date: "2026-03-28" },
    { zone: "Europe/Berlin", at: "2026-03-28T23:00Z", date: "2026-03-29" },
    { zone: "Europe/Berlin", at: "2026-03-29T22:00Z", date: "2026-03-30" },
    { zone: "America/Los_Angeles", at: "2026-01-01T07:59Z", date: "2025-12-31" },
    { zone: "Pacific/Apia", at: "2011-12-30T09:59:59Z", date: "2011-12-29" },
    { zone: "Pacific/Apia", at: "2011-12-30T10:00Z", date: "2011-12-31" },
    { zone: "America/Santiago", at: "2026-04-05T03:59Z", date: "2026-04-04" },
    { zone: "Etc/UTC", at: "1970-01-01T00:00Z", date: "1970-01-01" },
  ])("$at is $date in $zone", ({ zone, at, date }) => {
    expect(isoOfDay(localDayAt(zoneAt(zone, LAST), instant(at)))).toBe(date);
  });
});

describe("the changes of a zone", () => {
  test("are the same whether learnt at once or year by year", () => {
    for (const year of [1971, 1985, 2007, 2026, 2027, 2040]) zoneAt("US/Eastern", instant(`${year}-06-01T00:00:00Z`));
    const { startsAt, offsetMs } = zoneAt("US/Eastern", LAST);
    expect({ startsAt, offsetMs }).toEqual(
      (({ startsAt: at, offsetMs: by }) => ({ startsAt: at, offsetMs: by }))(zoneAt("America/New_York", LAST)),
    );
  });

  test("are those of Intl at noon of every month", () => {
    for (const name of [
      "Europe/Berlin",
      "Australia/Lord_Howe",
      "America/Santiago",
      "Africa/Casablanca",
      "Asia/Kathmandu",
      "Pacific/Apia",
    ]) {
      const zone = zoneAt(name, LAST);
      const format = new Intl.DateTimeFormat("en-GB", { timeZone: name, dateStyle: "short", timeStyle: "medium" });
      for (let year = 1970; year <= LAST_YEAR; year++) {
        for (let month = 0; month < 12; month++) {
          const at = Date.UTC(year, month, 15, 12);
          const reading = /^(\d\d)\/(\d\d)\/(\d{4}), (\d\d):(\d\d):(\d\d)$/
            .exec(format.format(at))!
            .slice(1)
            .map(Number);
          const [day, monthOfYear, fullYear, hour, minute, second] = reading as [
            number,
            number,
            number,
            number,
            number,
            number,
          ];
          expect(at + offsetAt(zone, at as never)).toBe(Date.UTC(fullYear, monthOfYear - 1, day, hour, minute, second));
        }
      }
    }
  });

  test("are known for two days more than was asked: local readings reach over an end", () => {
    const { until } = zoneAt("Asia/Seoul", instant("2030-06-01T00:00Z"));
    for (const before of [3 * DAY_MS, 2 * DAY_MS, HOUR_MS]) {
      const at = later(until, -before);
      expect(zoneAt("Asia/Seoul", at).until).toBeGreaterThanOrEqual(at + 2 * DAY_MS);
    }
  });

  test("are refused where they are not known", () => {
    const zone = zoneAt("Asia/Tokyo", instant("2030-01-01T00:00:00Z"));
    expect(offsetAt(zone, instant("2030-12-31T23:59Z"))).toBe(9 * HOUR_MS);
    expect(() => offsetAt(zone, zone.until)).toThrow("known");
    expect(() => offsetAt(zone, Date.UTC(1960, 0, 1) as never)).toThrow("known");
  });
});

describe("the name of a time zone", () => {
  test.each([
    "Europe/Berlin",
    "America/Argentina/Buenos_Aires",
    "Etc/UTC",
    "UTC",
    "Etc/GMT+5",
    "US/Eastern",
    "America/Port-au-Prince",
  ])("%s", (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  test.each([
    "",
    "Europe/Munich",
    "+01:00",
    "-05:30",
    "+01",
    "Z",
    "UTC+1",
    "Europe/",
    "/Berlin",
    "Europe Berlin",
    "Europe/Berlin ",
    "2026-01-01T00:00[UTC]",
    "2026-01-01T00:00Z",
    "CEST",
  ])("but not %j", (name) => expect(isTimeZone(name)).toBe(false));
});

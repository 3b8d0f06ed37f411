import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dayOf,
  dayOfIso,
  DAY_MS,
  firstDayOfYear,
  HOUR_MS,
  hours,
  instant,
  instantOfIso,
  isoOf,
  isoOfDay,
  later,
  millis,
  minutes,
  weekdayOf,
  yearOfDay,
  type Day,
  type Instant,
} from "./instant.ts";

describe("an instant is read", () => {
  test.each([
    { text: "2026-12-24T08:00Z", means: "2026-12-24T08:00:00.000Z" },
    { text: "2026-12-24T08:00:30+01:00", means: "2026-12-24T07:00:30.000Z" },
    { text: "2026-12-24T08:00:30.123Z", means: "2026-12-24T08:00:30.123Z" },
    { text: "2026-12-24T08:00:30,5Z", means: "2026-12-24T08:00:30.500Z" },
    { text: "2026-12-24T08:00:30.07-11:30", means: "2026-12-24T19:30:30.070Z" },
    { text: "2026-12-24T00:00+14:00", means: "2026-12-23T10:00:00.000Z" },
    { text: "2026-12-24T23:59:59.999-23:59", means: "2026-12-25T23:58:59.999Z" },
    { text: "2028-02-29T00:00Z", means: "2028-02-29T00:00:00.000Z" },
    { text: "2000-02-29T00:00Z", means: "2000-02-29T00:00:00.000Z" },
    { text: "1970-01-01T00:00Z", means: "1970-01-01T00:00:00.000Z" },
    { text: "1970-01-01T00:00+01:00", means: "1969-12-31T23:00:00.000Z" },
    { text: "2100-12-31T23:59:59.999Z", means: "2100-12-31T23:59:59.999Z" },
  ])("$text", ({ text, means }) => {
    expect(instantOfIso(text)).toBe(Date.parse(means));
    expect(isoOf(instant(text))).toBe(means);
  });

  test.each([
    { text: "2026-12-24T08:00:30.1239Z", means: "2026-12-24T08:00:30.123Z" },
    { text: "2026-12-24T08:00:30.000999999999Z", means: "2026-12-24T08:00:30.000Z" },
    { text: "2026-12-24T08:00:30.12399999999999999999Z", means: "2026-12-24T08:00:30.123Z" },
    { text: "2026-12-31T23:59:59.99999999999999999999Z", means: "2026-12-31T23:59:59.999Z" },
  ])("digits after the millisecond are dropped: $text", ({ text, means }) => expect(isoOf(instant(text))).toBe(means));

  test.each([
    {
      why: "the day does not exist",
      texts: ["2026-02-29T00:00Z", "2026-02-30T00:00Z", "2026-04-31T00:00Z", "2026-01-00T00:00Z", "2100-02-29T00:00Z"],
    },
    { why: "the month does not exist", texts: ["2026-00-01T00:00Z", "2026-13-01T00:00Z"] },
    {
      why: "the time does not exist",
      texts: [
        "2026-12-24T24:00Z",
        "2026-12-24T24:00:00Z",
        "2026-12-24T08:60Z",
        "2026-12-24T08:00:60Z",
        "2026-12-24T99:00Z",
      ],
    },
    {
      why: "the offset is missing",
      texts: ["2026-12-24T08:00", "2026-12-24T08:00:30", "2026-12-24T08:00:30.123", "2026-12-24"],
    },
    {
      why: "the offset does not exist",
      texts: ["2026-12-24T08:00+24:00", "2026-12-24T08:00+01:60", "2026-12-24T08:00-99:00"],
    },
    {
      why: "the offset is written otherwise",
      texts: [
        "2026-12-24T08:00z",
        "2026-12-24T08:00+01",
        "2026-12-24T08:00+0100",
        "2026-12-24T08:00+1:00",
        "2026-12-24T08:00 Z",
      ],
    },
    {
      why: "something follows",
      texts: [
        "2026-12-24T08:00ZZ",
        "2026-12-24T08:00Z ",
        "2026-12-24T08:00+01:00Z",
        "2026-12-24T08:00+01:00[Europe/Berlin]",
        "2026-12-24T08:00Z\n",
      ],
    },
    {
      why: "something comes before",
      texts: [" 2026-12-24T08:00Z", "+2026-12-24T08:00Z", "+002026-12-24T08:00Z", "-2026-12-24T08:00Z"],
    },
    {
      why: "a mark is missing or another",
      texts: [
        "20261224T080000Z",
        "2026-12-24 08:00Z",
        "2026-12-24t08:00Z",
        "2026/12/24T08:00Z",
        "2026-12-24T08.00Z",
        "2026-12-24T08Z",
      ],
    },
    {
      why: "a digit is missing",
      texts: [
        "2026-1-01T00:00Z",
        "2026-12-24T8:00Z",
        "2026-12-24T08:0Z",
        "2026-12-24T08:00:3Z",
        "2026-12-24T08:00:30.Z",
        "26-12-24T08:00Z",
        "2026-12-24T08:00:Z",
      ],
    },
    {
      why: "a digit is none",
      texts: [
        "2O26-12-24T08:00Z",
        "2026-12-24T0８:00Z",
        "2026-12-24T08:00:30.1a3Z",
        "2026-12-2 T08:00Z",
        "2026-12-24T-8:00Z",
      ],
    },
    {
      why: "the year lies outside 1970 to 2100",
      texts: ["1969-12-31T23:59Z", "2101-01-01T00:00Z", "0000-01-01T00:00Z", "9999-12-31T00:00Z"],
    },
    { why: "it is no text of an instant at all", texts: ["", "Z", "now", "1766563200000", "NaN"] },
  ])("but not when $why", ({ texts }) => {
    expect(texts.filter((text) => instantOfIso(text) !== undefined)).toEqual([]);
    for (const text of texts) expect(() => instant(text)).toThrow("not an instant");
  });

  const anyInstant = fc.integer({ min: 0, max: Date.UTC(2101, 0, 1) - 1 }).map((at) => at as Instant);
  const anyOffset = fc.integer({ min: -14 * 60, max: 14 * 60 });

  test("what is written is read again, as Date.parse reads it, in any offset", () => {
    fc.assert(
      fc.property(anyInstant, anyOffset, fc.constantFrom(16, 19, 23), (at, offset, length) => {
        const wall = isoOf(later(at, offset * 60_000)).slice(0, length);
        const [hour, minute] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) =>
          String(part).padStart(2, "0"),
        );
        const text = `${wall}${offset < 0 ? "-" : "+"}${hour}:${minute}`;
        const isKnown = text >= "1970" && text < "2101";
        expect(instantOfIso(text)).toBe(isKnown ? Date.parse(text) : undefined);
        expect(instantOfIso(isoOf(at))).toBe(at);
      }),
      { numRuns: 2_000 },
    );
  });

  test("whatever is read is read the same by Date.parse", () => {
    const nearly = fc
      .tuple(anyInstant, fc.nat(23), fc.constantFrom("", "0", "9", "5", "Z", "T", ":", "-", "+", ".", " ", "2"))
      .map(([at, place, put]) => isoOf(at).slice(0, place) + put + isoOf(at).slice(place + 1));
    fc.assert(
      fc.property(nearly, (text) => {
        const read = instantOfIso(text);
        fc.pre(read !== undefined);
        expect(read).toBe(Date.parse(text));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("days", () => {
  test("every day from 1970 to 2100 is written and read again", () => {
    let day = 0;
    for (let year = 1970; year <= 2100; year++) {
      const wrong: string[] = [];
      expect(firstDayOfYear(year)).toBe(day);
      for (const at = new Date(day * DAY_MS); at.getUTCFullYear() === year; at.setUTCDate(at.getUTCDate() + 1), day++) {
        const iso = isoOfDay(day as Day);
        const right =
          iso === at.toISOString().slice(0, 10) &&
          dayOfIso(iso) === day &&
          dayOf(year, at.getUTCMonth() + 1, at.getUTCDate()) === day &&
          yearOfDay(day as Day) === year &&
          weekdayOf(day as Day) === (at.getUTCDay() + 6) % 7;
        if (!right) wrong.push(iso);
      }
      expect(wrong).toEqual([]);
    }
    expect(isoOfDay((day - 1) as Day)).toBe("2100-12-31");
  });

  test("days before 1970 have a weekday and a year too", () => {
    expect(weekdayOf(-1 as Day)).toBe(2);
    expect(weekdayOf(-4 as Day)).toBe(6);
    expect(yearOfDay(-1 as Day)).toBe(1969);
    expect(yearOfDay(-366 as Day)).toBe(1968);
  });

  test.each([
    "2026-02-29",
    "2100-02-29",
    "2026-04-31",
    "2026-00-10",
    "2026-13-10",
    "1969-12-31",
    "2101-01-01",
    "2026-1-1",
    "2026-12-24T",
    "24.12.2026",
    "",
  ])("no day is %j", (text) => expect(dayOfIso(text)).toBeUndefined());

  test.each([
    [2026, 2, 29],
    [2026, 1, 0],
    [2026, 0, 1],
    [1969, 1, 1],
    [2101, 1, 1],
    [Number.NaN, 1, 1],
    [2026, Number.NaN, 1],
    [2026, 1, Number.NaN],
  ])("no day is %d-%d-%d", (year, month, dayOfMonth) => expect(dayOf(year, month, dayOfMonth)).toBeUndefined());
});

test("units", () => {
  expect([millis(5), minutes(2), hours(3)]).toEqual([5, 120_000, 10_800_000]);
  expect(later(instant("2026-12-24T08:00Z"), -9 * HOUR_MS)).toBe(instant("2026-12-23T23:00Z"));
});

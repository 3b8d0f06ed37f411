import { describe, expect, test } from "vitest";
import {
  DAY_MS,
  dayOfIso,
  HOUR_MS,
  hours,
  instant,
  isoOf,
  isoOfDay,
  later,
  millis,
  MINUTE_MS,
  minutes,
  type Day,
  type Instant,
} from "../instant.ts";
import {
  addWorkingTime,
  calendarOf,
  isWorkingTime,
  nextWorkingDay,
  nextWorkingInstant,
  openingsBetween,
  OutsideKnownTime,
  workingDayAfterDay,
  workingTimeBetween,
} from "./calendar.ts";
import { CalendarDefinition, WEEKDAYS } from "./definition.ts";
import type { HolidaySource } from "./holidays.ts";

const onDays = (days: readonly string[], ...list: string[]) => Object.fromEntries(days.map((day) => [day, list]));
const WORKWEEK = WEEKDAYS.slice(0, 5);
const calendar = (definition: Record<string, unknown>) =>
  calendarOf(CalendarDefinition.parse({ timeZone: "Europe/Berlin", ...definition }));

const OFFICE = { hours: onDays(WORKWEEK, "09:00-17:00") };
const office = calendar(OFFICE);
const withLunch = calendar({ hours: onDays(WORKWEEK, "08:00-12:00", "13:00-17:00") });
const night = calendar({ hours: onDays(WEEKDAYS, "22:00-06:00") });
const aroundTheClock = calendar({ always: true });

describe("an amount of working time added", () => {
  test.each([
    ["runs over the weekend", "2026-03-20T16:30+01:00", 60, "2026-03-23T09:30+01:00"],
    ["ends at closing time, not at the next opening", "2026-03-19T16:30+01:00", 30, "2026-03-19T17:00+01:00"],
    ["may be exactly one day", "2026-03-19T09:00+01:00", 480, "2026-03-19T17:00+01:00"],
    ["goes on in the morning", "2026-03-19T09:00+01:00", 481, "2026-03-20T09:01+01:00"],
    ["does not begin at closing time", "2026-03-19T17:00+01:00", 1, "2026-03-20T09:01+01:00"],
    ["begins at the opening", "2026-03-19T03:00+01:00", 60, "2026-03-19T10:00+01:00"],
    ["is due at once if it is nothing, even on a Sunday", "2026-03-22T12:00+01:00", 0, "2026-03-22T12:00+01:00"],
    ["is not moved by the weekend's clock change", "2026-03-27T16:00+01:00", 120, "2026-03-30T10:00+02:00"],
    ["is not moved by the change back", "2026-10-23T16:00+02:00", 120, "2026-10-26T10:00+01:00"],
  ])("%s", (_, from, work, due) => {
    expect(addWorkingTime(office, instant(from), minutes(work))).toBe(instant(due));
  });

  test.each([
    ["may end when lunch begins", "2026-03-20T11:30+01:00", 30, "2026-03-20T12:00+01:00"],
    ["stands still over lunch", "2026-03-20T11:30+01:00", 31, "2026-03-20T13:01+01:00"],
    ["begins after lunch", "2026-03-20T12:15+01:00", 15, "2026-03-20T13:15+01:00"],
  ])("%s", (_, from, work, due) => {
    expect(addWorkingTime(withLunch, instant(from), minutes(work))).toBe(instant(due));
  });

  test("is exact to the millisecond", () => {
    const from = instant("2026-03-19T16:59:59.700+01:00");
    expect(addWorkingTime(office, from, millis(300))).toBe(instant("2026-03-19T17:00+01:00"));
    expect(addWorkingTime(office, from, millis(301))).toBe(instant("2026-03-20T09:00:00.001+01:00"));
  });

  test("finds an opening after more than a year of closed days", () => {
    const rare = calendar({
      exceptions: { "2024-06-03": ["09:00-17:00"], "2026-03-18": ["09:00-17:00"], "2041-07-01": ["09:00-10:00"] },
    });
    expect(addWorkingTime(rare, instant("2026-03-19T00:00Z"), minutes(60))).toBe(instant("2041-07-01T10:00+02:00"));
    expect(addWorkingTime(rare, instant("2026-03-19T00:00Z"), minutes(61))).toBeUndefined();
  });

  test("counts round the clock without a gap", () => {
    const from = instant("2026-03-28T12:34:56.789Z");
    expect(addWorkingTime(aroundTheClock, from, hours(9_999))).toBe(later(from, 9_999 * HOUR_MS));
    expect(workingTimeBetween(aroundTheClock, from, later(from, 12_345))).toBe(12_345);
  });
});

/** Working time between two instants, in minutes. */
const minutesIn = (asked: typeof office, from: string, to: string): number =>
  workingTimeBetween(asked, instant(from), instant(to)) / MINUTE_MS;

describe("working time between two instants", () => {
  test.each([
    ["leaves out the night", "2026-03-19T16:00+01:00", "2026-03-20T10:00+01:00", 120],
    ["is nothing from closing to opening", "2026-03-20T17:00+01:00", "2026-03-23T09:00+01:00", 0],
    ["is forty hours in a week", "2026-03-16T00:00+01:00", "2026-03-23T00:00+01:00", 2_400],
    ["is nothing backwards", "2026-03-20T10:00+01:00", "2026-03-20T09:00+01:00", 0],
    ["is nothing in no time", "2026-03-20T10:00+01:00", "2026-03-20T10:00+01:00", 0],
    ["counts the leap day", "2024-02-28T17:00+01:00", "2024-03-01T09:00+01:00", 480],
    ["knows no leap day in other years", "2025-02-28T17:00+01:00", "2025-03-03T09:00+01:00", 0],
  ])("%s", (_, from, to, open) => {
    expect(minutesIn(office, from, to)).toBe(open);
  });

  test("lunch is never negative time", () => {
    expect(minutesIn(withLunch, "2026-03-20T12:10+01:00", "2026-03-20T12:50+01:00")).toBe(0);
    expect(minutesIn(withLunch, "2026-03-20T11:59+01:00", "2026-03-20T13:01+01:00")).toBe(2);
  });

  test("24:00 ends the day without a missing minute", () => {
    const late = calendar({ hours: { thu: ["20:00-24:00"], fri: ["00:00-02:00"], sat: ["23:59-24:00"] } });
    expect(minutesIn(late, "2026-03-19T00:00+01:00", "2026-03-22T00:00+01:00")).toBe(4 * 60 + 2 * 60 + 1);
    expect(openingsBetween(late, instant("2026-03-19T12:00Z"), instant("2026-03-20T12:00Z"))).toEqual([
      { start: instant("2026-03-19T20:00+01:00"), end: instant("2026-03-20T02:00+01:00") },
    ]);
  });

  test("seconds count", () => {
    const exact = calendar({ hours: { thu: ["07:45:30-07:45:45", "07:45:50-07:46:01"] } });
    const from = instant("2026-03-19T00:00+01:00");
    expect(workingTimeBetween(exact, from, later(from, DAY_MS))).toBe(26_000);
    expect(workingTimeBetween(exact, from, instant("2026-03-19T07:45:47+01:00"))).toBe(15_000);
    expect(workingTimeBetween(exact, from, instant("2026-03-19T07:45:52.250+01:00"))).toBe(17_250);
    expect(addWorkingTime(exact, from, millis(15_001))).toBe(instant("2026-03-19T07:45:50.001+01:00"));
  });

  test("after the last hours of all nothing more passes, in the same minutes too", () => {
    const once = calendar({
      exceptions: { "2026-03-19": ["07:45:10-07:45:20", "07:45:30-07:45:45", "07:45:50-07:46:01"] },
    });
    const from = instant("2026-03-19T00:00+01:00");
    expect(workingTimeBetween(once, from, instant("2026-03-19T07:50+01:00"))).toBe(36_000);
  });

  test.each([
    ["08:05-12:00", 235, 235],
    ["08:00-12:05", 243, 245],
    ["08:05-12:10", 238, 245],
  ])("hours begin and end at any minute: %s is %d minutes until 12:03, and %d in all", (text, part, whole) => {
    const odd = calendar({ hours: onDays(WEEKDAYS, text) });
    expect(minutesIn(odd, "2026-03-19T00:00+01:00", "2026-03-19T12:03+01:00")).toBe(part);
    expect(minutesIn(odd, "2026-03-19T00:00+01:00", "2026-03-20T00:00+01:00")).toBe(whole);
  });

  test("hours that overlap or touch count once", () => {
    const double = calendar({ hours: { thu: ["08:00-12:00", "10:00-14:00", "14:00-15:00", "09:00-09:30"] } });
    expect(minutesIn(double, "2026-03-19T00:00+01:00", "2026-03-20T00:00+01:00")).toBe(7 * 60);
  });

  test("the hours of a day may be listed in any order", () => {
    const unordered = calendar({ hours: { thu: ["13:00-17:00", "08:00-12:00"] } });
    expect(minutesIn(unordered, "2026-03-19T11:00+01:00", "2026-03-19T14:00+01:00")).toBe(120);
  });
});

describe("a closing time is no longer working time", () => {
  test.each([
    { at: "2026-03-20T08:59:59.999+01:00", open: false },
    { at: "2026-03-20T09:00+01:00", open: true },
    { at: "2026-03-20T16:59:59.999+01:00", open: true },
    { at: "2026-03-20T17:00+01:00", open: false },
    { at: "2026-03-21T10:00+01:00", open: false },
  ])("$at: $open", ({ at, open }) => {
    expect(isWorkingTime(office, instant(at))).toBe(open);
    expect(nextWorkingInstant(office, instant(at)) === instant(at)).toBe(open);
  });

  test("the next working instant after closing on Friday is Monday's opening", () => {
    expect(nextWorkingInstant(office, instant("2026-03-20T17:00+01:00"))).toBe(instant("2026-03-23T09:00+01:00"));
  });
});

describe("clock changes", () => {
  const twoToThree = calendar({ hours: onDays(WEEKDAYS, "02:00-03:00") });
  const halfPast = calendar({ hours: onDays(WEEKDAYS, "01:30-02:30") });
  const inGap = calendar({ hours: onDays(WEEKDAYS, "02:15-02:45") });
  const toGapEnd = calendar({ hours: onDays(WEEKDAYS, "02:15-03:00") });

  test.each([
    ["a night shift has eight hours", night, "2026-03-21T12:00Z", "2026-03-22T12:00Z", 480],
    ["the night of March one less", night, "2026-03-28T12:00Z", "2026-03-29T12:00Z", 420],
    ["the night of October one more", night, "2026-10-24T12:00Z", "2026-10-25T12:00Z", 540],
    ["two to three is one hour", twoToThree, "2026-03-28T00:00Z", "2026-03-28T12:00Z", 60],
    ["no hour in March, when it does not exist", twoToThree, "2026-03-29T00:00Z", "2026-03-29T12:00Z", 0],
    ["two hours in October, when it comes twice", twoToThree, "2026-10-25T00:00Z", "2026-10-25T12:00Z", 120],
    ["an end in the gap moves forward by the gap", halfPast, "2026-03-29T00:00Z", "2026-03-29T12:00Z", 60],
    ["hours within the gap move forward and stay as long", inGap, "2026-03-29T00:00Z", "2026-03-29T12:00Z", 30],
    ["unless they end with it", toGapEnd, "2026-03-29T00:00Z", "2026-03-29T12:00Z", 0],
    ["an end that comes twice is the second", halfPast, "2026-10-24T12:00Z", "2026-10-25T12:00Z", 120],
    ["the day of March has 23 hours", aroundTheClock, "2026-03-28T23:00Z", "2026-03-29T22:00Z", 23 * 60],
    ["the day of October has 25", aroundTheClock, "2026-10-24T22:00Z", "2026-10-25T23:00Z", 25 * 60],
    ["office hours are as long as ever", office, "2026-03-27T00:00Z", "2026-03-31T00:00Z", 960],
  ])("%s", (_, asked, from, to, open) => {
    expect(minutesIn(asked, from, to)).toBe(open);
  });

  test.each([
    ["Australia/Lord_Howe", "half an hour more", "2026-04-04T10:00Z", 8.5],
    ["Australia/Lord_Howe", "half an hour less", "2026-10-03T11:00Z", 7.5],
    ["America/Santiago", "an hour more where midnight comes late", "2026-04-04T12:00Z", 9],
    ["America/Santiago", "an hour less where midnight does not exist", "2026-09-05T12:00Z", 7],
    ["Asia/Kolkata", "nothing where clocks do not change", "2026-03-28T12:00Z", 8],
  ])("a night in %s: %s", (zone, _, from, open) => {
    const there = calendar({ timeZone: zone, hours: onDays(WEEKDAYS, "22:00-06:00") });
    expect(workingTimeBetween(there, instant(from), later(instant(from), DAY_MS))).toBe(open * HOUR_MS);
  });
});

describe("holidays and exceptions", () => {
  const open = (asked: typeof office, date: string): number =>
    minutesIn(asked, `${date}T00:00Z`, `${date}T23:00Z`) / 60;
  const bavarian = calendar({ ...OFFICE, holidays: "DE-BY" });
  const augsburg = calendar({ hours: onDays(WEEKDAYS, "09:00-17:00"), holidays: "DE-BY-A" });
  const munich = calendar({ hours: onDays(WEEKDAYS, "09:00-17:00"), holidays: "DE-BY" });
  const mixed = calendar({
    ...OFFICE,
    holidays: ["DE-BY", "2026-12-23", "*-12-24", "*-02-29"],
    exceptions: {
      "2026-12-25": ["10:00-12:00"],
      "2026-12-28": [],
      "2026-12-27": ["09:00-10:00"],
      "2026-12-24": ["08:00-11:00"],
    },
  });

  test.each([
    ["without holidays Epiphany is a Tuesday", office, "2026-01-06", 8],
    ["a public holiday is closed", bavarian, "2026-01-06", 0],
    ["8 August is no holiday in Bavaria", munich, "2026-08-08", 8],
    ["but in Augsburg", augsburg, "2026-08-08", 0],
    ["15 August is not closed in all of Bavaria", bavarian, "2025-08-15", 8],
    ["region and dates may stand in one list", mixed, "2026-01-06", 0],
    ["a listed date is closed", mixed, "2026-12-23", 0],
    ["in its year only", mixed, "2025-12-23", 8],
    ["a date of every year is closed every year", mixed, "2025-12-24", 0],
    ["unless an exception opens it", mixed, "2026-12-24", 3],
    ["an exception beats a public holiday", mixed, "2026-12-25", 2],
    ["an exception may close", mixed, "2026-12-28", 0],
    ["or open a Sunday", mixed, "2026-12-27", 1],
    ["29 February of every year is closed in leap years", mixed, "2028-02-29", 0],
    ["and nothing is closed instead of it", mixed, "2027-03-01", 8],
  ])("%s", (_, asked, date, length) => expect(open(asked, date)).toBe(length));

  test("a night shift that began before a holiday runs on into it, and none begins on it", () => {
    const shifts = calendar({ hours: onDays(WEEKDAYS, "22:00-06:00"), holidays: ["2026-05-01"] });
    expect(openingsBetween(shifts, instant("2026-04-30T10:00Z"), instant("2026-05-03T10:00Z"))).toEqual([
      { start: instant("2026-04-30T22:00+02:00"), end: instant("2026-05-01T06:00+02:00") },
      { start: instant("2026-05-02T22:00+02:00"), end: instant("2026-05-03T06:00+02:00") },
    ]);
  });

  test("an exception replaces the hours that begin on its day, not those that run into it", () => {
    const shifts = calendar({ hours: onDays(WEEKDAYS, "22:00-06:00"), exceptions: { "2026-05-01": ["05:00-07:00"] } });
    expect(openingsBetween(shifts, instant("2026-04-30T10:00Z"), instant("2026-05-02T10:00Z"))).toEqual([
      { start: instant("2026-04-30T22:00+02:00"), end: instant("2026-05-01T07:00+02:00") },
    ]);
  });

  test("a region that the source does not know is refused when the calendar is made", () => {
    expect(() => calendar({ ...OFFICE, holidays: "DE-XX" })).toThrow("DE-XX");
  });
});

describe("openings", () => {
  test("are listed in order and cut to the stretch", () => {
    const got = openingsBetween(office, instant("2026-03-19T16:59+01:00"), instant("2026-03-20T09:01+01:00"));
    expect(got).toEqual([
      { start: instant("2026-03-19T16:59+01:00"), end: instant("2026-03-19T17:00+01:00") },
      { start: instant("2026-03-20T09:00+01:00"), end: instant("2026-03-20T09:01+01:00") },
    ]);
  });

  test("have a last millisecond", () => {
    const [from, end] = [instant("2026-03-19T16:59:59.999+01:00"), instant("2026-03-19T17:00+01:00")];
    expect(openingsBetween(office, from, later(end, HOUR_MS))).toEqual([{ start: from, end }]);
  });

  test.each([
    { from: "2026-03-19T17:00+01:00", to: "2026-03-20T09:00+01:00", rule: "from closing to opening" },
    { from: "2026-03-19T10:00+01:00", to: "2026-03-19T10:00+01:00", rule: "in no time" },
    { from: "2026-03-19T11:00+01:00", to: "2026-03-19T10:00+01:00", rule: "backwards" },
  ])("are none $rule", ({ from, to }) => {
    expect(openingsBetween(office, instant(from), instant(to))).toEqual([]);
  });

  test("that never end are the same whatever was asked before", () => {
    const [from, to] = [instant("2026-03-19T00:00Z"), instant("2026-03-20T00:00Z")];
    const asked = calendar({ always: true });
    expect(openingsBetween(asked, from, to)).toEqual([{ start: from, end: to }]);
    workingTimeBetween(asked, from, instant("2060-01-01T00:00Z"));
    expect(openingsBetween(asked, from, to)).toEqual([{ start: from, end: to }]);
  });

  test("at the edge of what was compiled are not cut short", () => {
    const asked = calendar({ hours: onDays(WEEKDAYS, "22:00-06:00") });
    isWorkingTime(asked, instant("2026-06-01T00:00Z"));
    const [from, to] = [later(asked.table.until, -5 * HOUR_MS), later(asked.table.until, 9 * HOUR_MS)];
    expect(openingsBetween(asked, from, to)).toEqual([
      { start: later(from, 2 * HOUR_MS), end: later(from, 10 * HOUR_MS) },
    ]);
  });
});

describe("beyond the known time", () => {
  const today = instant("2026-03-19T08:30Z");
  const unknown: readonly (readonly [string, number])[] = [
    ["no number", Number.NaN],
    ["endless", Infinity],
    ["without beginning", -Infinity],
    ["1960", Date.UTC(1960, 0, 1)],
    ["2200", Date.UTC(2200, 0, 1)],
    ["beyond every date", 1e18],
    ["before every date", -1e18],
    ["the same quarter of an hour but for its 32 bits, later", today + 2 ** 32 * 15 * MINUTE_MS],
    ["the same quarter of an hour but for its 32 bits, earlier", today - 2 ** 32 * 15 * MINUTE_MS],
  ];

  test.each(unknown)("an instant that is %s is refused", (_, at) => {
    const asked = calendar(OFFICE);
    // Asked before, so that a table is there which must not answer.
    isWorkingTime(asked, today);
    const stretches = at > today ? [[today, at]] : [[at, today]];
    if (Number.isNaN(at)) stretches.push([today, at]);
    for (const [from, to] of stretches as [Instant, Instant][]) {
      expect(() => workingTimeBetween(asked, from, to)).toThrow(OutsideKnownTime);
      expect(() => openingsBetween(asked, from, to)).toThrow(OutsideKnownTime);
    }
    for (const question of [isWorkingTime, nextWorkingInstant, nextWorkingDay]) {
      expect(() => question(asked, at as Instant)).toThrow(OutsideKnownTime);
    }
    for (const work of [0, 1, 1e15, Infinity]) {
      expect(() => addWorkingTime(asked, at as Instant, millis(work))).toThrow(OutsideKnownTime);
    }
    expect(minutesIn(asked, "2026-03-19T00:00Z", "2026-03-20T00:00Z")).toBe(480);
  });

  test("the refusal says what is known and what was asked", () => {
    const asked = calendar({ ...OFFICE, holidays: "DE-BY" });
    const refusal = {
      kind: "outside-known-time",
      at: Date.UTC(1990, 0, 1),
      message: expect.stringMatching(/ 1995-01-03T.* to 2100-12-30T.* 1990-01-01T/),
    };
    expect(() => isWorkingTime(asked, instant("1990-01-01T00:00Z"))).toThrow(expect.objectContaining(refusal));
  });

  test("the first known instant may be the first question, the last known instant too", () => {
    const first = calendar({ ...OFFICE, timeZone: "Etc/UTC" }).knownFrom;
    expect(addWorkingTime(calendar({ ...OFFICE, timeZone: "Etc/UTC" }), first, hours(1))).toBe(
      instant("1970-01-05T10:00Z"),
    );
    expect(nextWorkingInstant(calendar({ ...OFFICE, timeZone: "Etc/UTC" }), first)).toBe(instant("1970-01-05T09:00Z"));
    expect(nextWorkingDay(calendar({ ...OFFICE, timeZone: "Etc/UTC" }), first)?.endsAt).toBe(
      instant("1970-01-05T17:00Z"),
    );
    expect(workingTimeBetween(calendar(OFFICE), first, first)).toBe(0);
    const last = calendar(OFFICE).knownUntil;
    expect(addWorkingTime(calendar(OFFICE), last, millis(0))).toBe(last);
    expect(addWorkingTime(calendar(OFFICE), last, millis(1))).toBeUndefined();
    expect(workingTimeBetween(calendar(OFFICE), later(last, -DAY_MS), last)).toBe(8 * HOUR_MS);
    expect(nextWorkingDay(calendar(OFFICE), last)?.endsAt).toBe(instant("2100-12-31T17:00+01:00"));
  });

  test("local dates are known for whole years, where only a part of their time is", () => {
    const after = (date: Day) => workingDayAfterDay(calendar({ ...OFFICE, holidays: "DE-BY" }), date)?.endsAt;
    const [first, last] = [dayOfIso("1995-01-01")!, dayOfIso("2100-12-31")!];
    expect(after(first)).toBe(instant("1995-01-02T17:00+01:00"));
    expect(() => after((first - 1) as Day)).toThrow(OutsideKnownTime);
    expect(after((last - 1) as Day)).toBe(instant("2100-12-31T17:00+01:00"));
    expect(after(last)).toBeUndefined();
    expect(() => after((last + 1) as Day)).toThrow(OutsideKnownTime);
  });

  test.each([
    ["00:00-24:00", "around the clock"],
    ["22:00-06:00", "by night"],
    ["22:05-06:05", "by night, at odd minutes"],
  ])("an opening over the end of the known time is known up to it: %s", (text) => {
    const asked = calendar({ hours: onDays(WEEKDAYS, text) });
    const last = asked.knownUntil;
    const from = later(last, -HOUR_MS);
    expect(addWorkingTime(asked, from, millis(HOUR_MS + 1))).toBeUndefined();
    expect(addWorkingTime(asked, from, hours(1))).toBe(last);
    expect(workingTimeBetween(asked, from, last)).toBe(HOUR_MS);
    expect(() => workingTimeBetween(asked, from, later(last, 1))).toThrow(OutsideKnownTime);
    expect(openingsBetween(asked, later(last, -1), last)).toEqual([{ start: later(last, -1), end: last }]);
  });

  test("the known time is that of the region known for fewest years", () => {
    const short: HolidaySource = {
      knows: () => true,
      yearsOf: (region) => (region === "XA" ? { from: 2020, to: 2030 } : { from: 2025, to: 2040 }),
      holidaysIn: () => [],
    };
    const asked = calendarOf(
      CalendarDefinition.parse({ timeZone: "Etc/UTC", ...OFFICE, holidays: ["XA", "XB"] }),
      short,
    );
    expect([isoOf(asked.knownFrom), isoOf(asked.knownUntil)]).toEqual([
      "2025-01-03T00:00:00.000Z",
      "2030-12-30T00:00:00.000Z",
    ]);
    expect(() => isWorkingTime(asked, later(asked.knownFrom, -1))).toThrow(OutsideKnownTime);
    expect(addWorkingTime(asked, instant("2030-12-27T09:00Z"), hours(8))).toBe(instant("2030-12-27T17:00Z"));
    expect(addWorkingTime(asked, instant("2030-12-27T09:00Z"), hours(9))).toBeUndefined();
    expect(nextWorkingInstant(asked, instant("2030-12-28T00:00Z"))).toBeUndefined();
  });

  test.each([2 ** 32 * 15 * MINUTE_MS, 1e15, Number.MAX_SAFE_INTEGER, Infinity])(
    "%d milliseconds of work are never done, and it is found out at once",
    (work) => {
      for (const definition of [OFFICE, { always: true }, { exceptions: { "2026-03-19": ["09:00-10:00"] } }]) {
        const asked = calendar(definition);
        expect(addWorkingTime(asked, today, millis(1))).toBeGreaterThan(today);
        expect(addWorkingTime(asked, today, millis(work))).toBeUndefined();
        expect(addWorkingTime(calendar(definition), today, millis(work))).toBeUndefined();
      }
    },
  );

  test.each([-1, -Infinity, Number.NaN])("%d milliseconds of work are refused", (work) => {
    expect(() => addWorkingTime(office, today, millis(work))).toThrow("zero or more");
  });

  test.each(["2026-03-19T12:00Z", "2085-06-01T12:00Z"])(
    "a calendar that closed for good never opens again, asked at %s",
    (from) => {
      const asked = () => calendar({ exceptions: { "2026-03-19": ["09:00-10:00"] } });
      const at = instant(from);
      expect(nextWorkingInstant(asked(), at)).toBeUndefined();
      expect(nextWorkingDay(asked(), at)).toBeUndefined();
      expect(workingTimeBetween(asked(), at, instant("2100-12-01T00:00Z"))).toBe(0);
    },
  );
});

describe("the horizon grows with the questions, and no answer changes", () => {
  const readings = (asked: typeof office) =>
    ["2026-03-27T16:00+01:00", "2034-06-09T16:30+02:00", "1971-07-02T16:30+01:00", "2026-10-23T16:00+02:00"].map(
      (from) => [
        addWorkingTime(asked, instant(from), minutes(120)),
        workingTimeBetween(asked, instant(from), later(instant(from), 10 * DAY_MS)),
        nextWorkingDay(asked, instant(from)),
      ],
    );

  test("to 2034 and back to 1971", () => {
    const asked = calendar(OFFICE);
    const first = readings(asked);
    expect(readings(asked)).toEqual(first);
    expect(first[1]![0]).toBe(instant("2034-06-12T10:30+02:00"));
    expect(first[2]![0]).toBe(instant("1971-07-05T10:30+01:00"));
    const wide = calendar(OFFICE);
    workingTimeBetween(wide, wide.knownFrom, wide.knownUntil);
    expect(readings(wide)).toEqual(first);
  });

  test.each([
    ["before", "1971-07-02T16:30+01:00", "1971-07-05T17:00+01:00"],
    ["after", "2061-06-03T16:30+02:00", "2061-06-06T17:00+02:00"],
  ])("the next working day is found %s all that was compiled", (_, from, endsAt) => {
    const asked = calendar(OFFICE);
    isWorkingTime(asked, instant("2026-03-19T12:00Z"));
    expect(nextWorkingDay(asked, instant(from))?.endsAt).toBe(instant(endsAt));
  });

  test.each(
    ["1970-01-05T00:00Z", "2026-03-19T00:00Z"].flatMap((first) =>
      [1, 5 * MINUTE_MS, 20 * MINUTE_MS, DAY_MS].map((beyond) => [first, beyond] as const),
    ),
  )("compiled for %s, what lies %d ms beyond its end counts whole", (first, beyond) => {
    const asked = () => {
      const compiled = calendar({ always: true });
      isWorkingTime(compiled, instant(first));
      return compiled;
    };
    const end = asked().table.until;
    expect(workingTimeBetween(asked(), later(end, -HOUR_MS), later(end, beyond))).toBe(HOUR_MS + beyond);
    expect(isWorkingTime(asked(), later(end, beyond - 1))).toBe(true);
    expect(addWorkingTime(asked(), later(end, beyond - 1), millis(1))).toBe(later(end, beyond));
  });

  test("a stretch over a hundred years is the sum of its years", () => {
    const asked = calendar({ ...OFFICE, holidays: "DE-BY" });
    const yearStart = (year: number) => instant(`${year}-01-15T00:00Z`);
    let sum = 0;
    for (let year = 1996; year < 2096; year++) sum += workingTimeBetween(asked, yearStart(year), yearStart(year + 1));
    expect(workingTimeBetween(calendar({ ...OFFICE, holidays: "DE-BY" }), yearStart(1996), yearStart(2096))).toBe(sum);
  });
});

describe("a definition at fault is refused", () => {
  const faults = (definition: unknown): string[] | undefined =>
    CalendarDefinition.safeParse(definition).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  const zone = "Europe/Berlin";

  test.each([
    ["always and hours", /^always: .*not both/, { timeZone: zone, always: true, ...OFFICE }],
    ["always and holidays", /^always: .*not both/, { timeZone: zone, always: true, holidays: "DE-BY" }],
    ["always that is not", /^always: /, { timeZone: zone, always: false }],
    ["no hours at all", /^: .*never opens/, { timeZone: zone }],
    ["only closed days", /^: .*never opens/, { timeZone: zone, hours: { mon: [] }, exceptions: { "2026-01-01": [] } }],
    ["no zone", /^timeZone: /, OFFICE],
    ["an unknown zone", /^timeZone: .*IANA/, { timeZone: "Europe/Munich", ...OFFICE }],
    ["an offset instead of a zone", /^timeZone: .*IANA/, { timeZone: "+01:00", ...OFFICE }],
    ["hours that are no list", /^hours.mon: /, { timeZone: zone, hours: { mon: "08:00-12:00" } }],
    ["an unknown weekday", /^hours: .*Mon/, { timeZone: zone, hours: { Mon: ["08:00-12:00"] } }],
    ["an unknown field", /^: .*holiday/, { timeZone: zone, ...OFFICE, holiday: "DE-BY" }],
    [
      "holidays that are no region",
      /^holidays: expected a region such as DE-BY/,
      { timeZone: zone, ...OFFICE, holidays: "Bavaria" },
    ],
    ["holidays that are no text", /^holidays: expected a region, a date, or a list/, { timeZone: zone, holidays: 24 }],
    ["a region and more", /^holidays/, { timeZone: zone, ...OFFICE, holidays: "DE-BY and DE-BE" }],
    ["more and a region", /^holidays/, { timeZone: zone, ...OFFICE, holidays: "in DE" }],
    ["a holiday that does not exist", /^holidays/, { timeZone: zone, ...OFFICE, holidays: ["2026-02-29"] }],
    ["a yearly date that never exists", /^holidays/, { timeZone: zone, ...OFFICE, holidays: ["*-02-30"] }],
    ["a date that does not exist", /^exceptions/, { timeZone: zone, exceptions: { "2026-02-29": ["08:00-12:00"] } }],
    ["an exception of every year", /^exceptions/, { timeZone: zone, exceptions: { "*-12-24": ["08:00-12:00"] } }],
  ])("%s", (_, fault, definition) => {
    expect(faults(definition)).toContainEqual(expect.stringMatching(fault));
  });

  test.each([
    "25:00-26:00",
    "08:00-08:00",
    "24:00-08:00",
    "24:00-24:00",
    "8:00-9:00",
    "108:00-12:00",
    "08:00-24:01",
    "08:60-10:00",
    "08:00:60-09:00",
  ])("hours written %s", (text) =>
    expect(faults({ timeZone: zone, hours: { mon: [text] } })).toEqual([
      expect.stringMatching(/^hours\.mon\.0: expected local hours such as 08:00-12:00/),
    ]),
  );

  test.each(["08:00", "08:00-", "08:00–12:00", "08:00 - 12:00", "08-12", "08:00-12:00-13:00", "", "08:00-12:00 "])(
    "hours written %j",
    (text) => expect(faults({ timeZone: zone, hours: { mon: [text] } })).toHaveLength(1),
  );

  test("more than ten thousand exceptions are refused", () => {
    const withExceptions = (count: number) => ({
      timeZone: zone,
      exceptions: Object.fromEntries(
        Array.from({ length: count }, (_, day) => [isoOfDay(day as Day), ["08:00-12:00"]]),
      ),
    });
    expect(faults(withExceptions(10_000))).toBeUndefined();
    expect(faults(withExceptions(10_001))).toEqual(["exceptions: expected at most 10000 exceptions"]);
  });

  test("a day without hours may be named or not", () => {
    expect(faults({ timeZone: zone, hours: { mon: undefined, tue: ["08:00-12:00"], wed: [] } })).toBeUndefined();
  });

  test.each(["00:00-24:00", "22:00-06:00", "23:59:59-24:00", "12:00-00:00", "00:00:01-00:00", "08:00-07:59"])(
    "but not hours written %s",
    (text) => {
      expect(faults({ timeZone: zone, hours: { mon: [text] } })).toBeUndefined();
    },
  );
});

test.each([
  { hours: "around the clock", definition: { always: true }, perDay: DAY_MS },
  { hours: "at odd minutes", definition: { hours: onDays(WEEKDAYS, "07:53-12:07") }, perDay: 254 * MINUTE_MS },
])("the last days of what was compiled count to their end, $hours", ({ definition, perDay }) => {
  const asked = calendar({ timeZone: "UTC", ...definition });
  isWorkingTime(asked, instant("2026-06-01T00:00Z"));
  const { until } = asked.table;
  for (const days of [1, 2, 7]) {
    const from = later(until, -days * DAY_MS);
    expect(workingTimeBetween(asked, from, until)).toBe(days * perDay);
    expect(workingTimeBetween(asked, later(until, -DAY_MS), until)).toBe(perDay);
    const lastMinute = addWorkingTime(asked, from, millis(days * perDay - MINUTE_MS))!;
    expect(workingTimeBetween(asked, lastMinute, until)).toBe(MINUTE_MS);
    expect(asked.table.until).toBe(until);
  }
});

test("a calendar of which hardly a day is like another answers as any other", () => {
  const first = dayOfIso("2026-01-01")!;
  // One minute more each day, for more days than patterns are kept of.
  const days = Array.from({ length: 1_200 }, (_, index) => ({
    date: isoOfDay((first + index) as Day),
    closes: `${String(Math.floor((index + 1) / 60)).padStart(2, "0")}:${String((index + 1) % 60).padStart(2, "0")}`,
  }));
  const exceptions = Object.fromEntries(days.map(({ date, closes }) => [date, [`00:00-${closes}`]]));
  const growing = calendar({ timeZone: "UTC", hours: {}, exceptions });
  const start = instant("2026-01-01T00:00Z");
  for (const count of [1, 2, 999, 1_000, 1_001, 1_200]) {
    const work = minutes((count * (count + 1)) / 2);
    const end = later(start, (count - 1) * DAY_MS + count * MINUTE_MS);
    expect(workingTimeBetween(growing, start, end)).toBe(work);
    expect(workingTimeBetween(growing, start, later(end, -1))).toBe(work - 1);
    expect(workingTimeBetween(growing, start, later(end, 1))).toBe(work);
    expect(addWorkingTime(growing, start, work)).toBe(end);
  }
  expect(addWorkingTime(growing, start, minutes(720_601))).toBeUndefined();
});

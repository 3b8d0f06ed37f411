import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS, SECOND_MS, type Instant } from "../instant.ts";
import { calendarOf, OutsideKnownTime } from "./calendar.ts";
import { CalendarDefinition, WEEKDAYS } from "./definition.ts";
import { dueAt, targetOf } from "./target.ts";

describe("a target is read", () => {
  test.each([
    { text: "PT4H", target: { kind: "working", ms: 4 * HOUR_MS } },
    { text: "PT120H", target: { kind: "working", ms: 120 * HOUR_MS } },
    { text: "PT90M", target: { kind: "working", ms: 90 * MINUTE_MS } },
    { text: "PT1H30M15S", target: { kind: "working", ms: HOUR_MS + 30 * MINUTE_MS + 15 * SECOND_MS } },
    { text: "PT0H1S", target: { kind: "working", ms: SECOND_MS } },
    { text: "PT4H elapsed", target: { kind: "elapsed", ms: 4 * HOUR_MS } },
    { text: "P2D elapsed", target: { kind: "elapsed", ms: 2 * DAY_MS } },
    { text: "P1W2DT3H elapsed", target: { kind: "elapsed", ms: 9 * DAY_MS + 3 * HOUR_MS } },
    { text: "P10W elapsed", target: { kind: "elapsed", ms: 70 * DAY_MS } },
    { text: "P3660D elapsed", target: { kind: "elapsed", ms: 3_660 * DAY_MS } },
    { text: "NBD", target: { kind: "end-of-day", days: 1 } },
    { text: "end of next working day", target: { kind: "end-of-day", days: 1 } },
    { text: "end of 1st working day", target: { kind: "end-of-day", days: 1 } },
    { text: "end of 2nd working day", target: { kind: "end-of-day", days: 2 } },
    { text: "end of 3rd working day", target: { kind: "end-of-day", days: 3 } },
    { text: "end of 400th working day", target: { kind: "end-of-day", days: 400 } },
    { text: "next working day 12:00", target: { kind: "time-of-day", days: 1, timeMs: 12 * HOUR_MS } },
    { text: "next working day 00:00", target: { kind: "time-of-day", days: 1, timeMs: 0 } },
    { text: "next working day 24:00", target: { kind: "time-of-day", days: 1, timeMs: DAY_MS } },
  ])("$text", ({ text, target }) => expect(targetOf(text)).toEqual(target));

  test.each([
    "",
    "4h",
    "PT",
    "P",
    "PT0H",
    "PT0S",
    "P0D elapsed",
    "pt4h",
    "PT4H ",
    " PT4H",
    "PT-4H",
    "PT4.5H",
    "PT4H  elapsed",
    "PT4H Elapsed",
    "elapsed",
    "PT4M2H",
    "PTH",
    "P1DT elapsed",
    "PT4H elapsed elapsed",
    "P1M elapsed",
    "P1Y elapsed",
    "P3661D elapsed",
    "PT87841H",
    "PT99999999999999999999H",
    "nbd",
    "NBD elapsed",
    "next business day",
    "end of working day",
    "end of 0th working day",
    "end of 401st working day",
    "end of 3 working day",
    "next working day",
    "next working day 25:00",
    "next working day 24:01",
    "next working day 9:00",
    "next working day noon",
    "2nd working day 12:00",
    "the next working day 12:00",
    "next working day 12:00:30",
    "by end of 3rd working day",
    "end of 3rd working days",
  ])("but not %j", (text) => expect(targetOf(text)).toBeUndefined());

  test.each(["P1D", "P1W", "P1DT4H"])("%s of working time has no agreed length", (text) =>
    expect(targetOf(text)).toBeUndefined(),
  );
});

const onDays = (days: readonly string[], ...list: string[]) => Object.fromEntries(days.map((day) => [day, list]));
const calendar = (definition: Record<string, unknown>) =>
  calendarOf(CalendarDefinition.parse({ timeZone: "Europe/Berlin", ...definition }));

const OFFICE = {
  hours: { ...onDays(["mon", "tue", "wed", "thu"], "08:00-12:00", "13:00-17:00"), fri: ["08:00-15:00"] },
  holidays: "DE-BY",
};
const CALENDARS = {
  office: calendar(OFFICE),
  exceptional: calendar({
    ...OFFICE,
    exceptions: { "2026-04-04": ["10:00-14:00"], "2026-04-07": [], "2026-04-08": ["05:00-20:00", "06:00-07:00"] },
  }),
  night: calendar({ hours: onDays(["mon", "tue", "wed", "thu", "sat"], "22:00-06:00") }),
  always: calendar({ always: true }),
  twoToThree: calendar({ hours: onDays(WEEKDAYS, "02:00-03:00") }),
  lateShift: calendar({ hours: onDays(WEEKDAYS, "16:00-24:00") }),
  samoa: calendar({ timeZone: "Pacific/Apia", hours: onDays(WEEKDAYS, "09:00-17:00") }),
};

const due = (name: keyof typeof CALENDARS, from: string, target: string) =>
  dueAt(CALENDARS[name], instant(from), targetOf(target)!);

describe("a target of working or elapsed time", () => {
  test.each([
    ["working time goes on after the weekend", "2026-03-27T14:30+01:00", "PT1H", "2026-03-30T08:30+02:00"],
    ["working time may end at closing time", "2026-03-27T14:30+01:00", "PT30M", "2026-03-27T15:00+01:00"],
    ["elapsed time knows no closing time", "2026-03-27T14:30+01:00", "PT1H elapsed", "2026-03-27T15:30+01:00"],
    ["an elapsed day has 24 hours, in March too", "2026-03-28T12:00+01:00", "P1D elapsed", "2026-03-29T13:00+02:00"],
    ["working time stands still over Easter", "2026-04-02T16:00+02:00", "PT2H", "2026-04-07T09:00+02:00"],
  ])("%s", (_, from, target, at) => expect(due("office", from, target)).toBe(instant(at)));
});

describe("a target on a working day", () => {
  test.each([
    ["office", "is the end of the next day", "2026-03-25T10:00+01:00", "2026-03-26T17:00+01:00"],
    ["office", "is of the next day even when today has not begun", "2026-03-25T00:00+01:00", "2026-03-26T17:00+01:00"],
    ["office", "begins with the local date to its end", "2026-03-25T23:59:59.999+01:00", "2026-03-26T17:00+01:00"],
    ["office", "begins with the local date, not that of Greenwich", "2026-03-25T23:00Z", "2026-03-27T15:00+01:00"],
    ["office", "ends early on a Friday", "2026-03-26T20:00+01:00", "2026-03-27T15:00+01:00"],
    ["office", "reported on Friday evening is Monday", "2026-03-27T18:00+01:00", "2026-03-30T17:00+02:00"],
    ["office", "reported on Saturday is Monday", "2026-03-28T10:00+01:00", "2026-03-30T17:00+02:00"],
    ["office", "leaves out Good Friday and Easter Monday", "2026-04-02T10:00+02:00", "2026-04-07T17:00+02:00"],
    ["exceptional", "may be an exceptional Saturday", "2026-04-02T10:00+02:00", "2026-04-04T14:00+02:00"],
    [
      "exceptional",
      "is not a closed Tuesday; takes the latest end",
      "2026-04-04T10:00+02:00",
      "2026-04-08T20:00+02:00",
    ],
    ["night", "ends when the shift that begins on it ends", "2026-03-25T12:00+01:00", "2026-03-27T06:00+01:00"],
    ["night", "is no day on which hours only end", "2026-03-26T03:00+01:00", "2026-03-29T06:00+02:00"],
    ["night", "runs over the clock change", "2026-03-27T12:00+01:00", "2026-03-29T06:00+02:00"],
    ["always", "round the clock is tomorrow's midnight", "2026-03-28T12:00+01:00", "2026-03-30T00:00+02:00"],
    ["lateShift", "may end at 24:00", "2026-10-24T12:00+02:00", "2026-10-26T00:00+01:00"],
    ["twoToThree", "leaves out a day whose hours do not exist", "2026-03-28T12:00+01:00", "2026-03-30T03:00+02:00"],
    ["twoToThree", "ends after the second of two hours", "2026-10-24T12:00+02:00", "2026-10-25T03:00+01:00"],
  ] as const)("%s: %s", (of, _, from, at) => {
    for (const target of ["NBD", "end of next working day", "end of 1st working day"])
      expect(due(of, from, target)).toBe(instant(at));
  });

  test.each([
    ["office", "the third", "2026-03-25T10:00+01:00", "3rd", "2026-03-30T17:00+02:00"],
    ["office", "the second over Easter", "2026-04-01T10:00+02:00", "2nd", "2026-04-07T17:00+02:00"],
    ["office", "the fifth after a Saturday", "2026-03-28T10:00+01:00", "5th", "2026-04-07T17:00+02:00"],
    ["night", "the second night", "2026-03-26T03:00+01:00", "2nd", "2026-03-31T06:00+02:00"],
  ] as const)("%s: %s", (of, _, from, nth, at) => expect(due(of, from, `end of ${nth} working day`)).toBe(instant(at)));

  test.each([
    ["office", "noon on Monday", "2026-03-27T18:00+01:00", "12:00", "2026-03-30T12:00+02:00"],
    ["office", "never today", "2026-03-27T09:00+01:00", "09:00", "2026-03-30T09:00+02:00"],
    ["office", "a time outside the hours is that time", "2026-03-26T09:00+01:00", "20:00", "2026-03-27T20:00+01:00"],
    ["always", "a time in the gap moves forward", "2026-03-28T09:00+01:00", "02:30", "2026-03-29T03:30+02:00"],
    ["always", "a time that comes twice is the second", "2026-10-24T09:00+02:00", "02:30", "2026-10-25T02:30+01:00"],
    ["always", "24:00 is the end of the day", "2026-10-24T09:00+02:00", "24:00", "2026-10-26T00:00+01:00"],
    ["samoa", "before the day that Samoa skipped", "2011-12-28T20:00-10:00", "12:00", "2011-12-29T12:00-10:00"],
    ["samoa", "after it", "2011-12-31T09:00+14:00", "12:00", "2012-01-01T12:00+14:00"],
  ] as const)("%s: %s", (of, _, from, time, at) => expect(due(of, from, `next working day ${time}`)).toBe(instant(at)));

  test("is found after years of closed days, with the clock of then", () => {
    const rare = calendar({ exceptions: { "2041-07-01": ["09:00-10:00"] } });
    const from = instant("2026-03-19T00:00Z");
    expect(dueAt(rare, from, targetOf("NBD")!)).toBe(instant("2041-07-01T10:00+02:00"));
    expect(dueAt(rare, from, targetOf("next working day 12:00")!)).toBe(instant("2041-07-01T12:00+02:00"));
    expect(dueAt(rare, from, targetOf("end of 2nd working day")!)).toBeUndefined();
  });
});

describe("a target at the end of the known time", () => {
  const targets = ["PT4H", "PT4H elapsed", "NBD", "end of 5th working day", "next working day 12:00"];

  test.each(targets)("%s is unknown when the known time ends first", (target) => {
    const end = calendar(OFFICE).knownUntil;
    expect(dueAt(calendar(OFFICE), end, targetOf(target)!)).toBeUndefined();
    const closedForGood = calendar({ exceptions: { "2026-03-19": ["09:00-10:00"] } });
    expect(dueAt(closedForGood, end, targetOf(target)!)).toBeUndefined();
  });

  test.each([
    ["end of 2nd working day", "2100-12-29T17:00+01:00"],
    ["end of 3rd working day", undefined],
    ["end of 10th working day", undefined],
    ["next working day 12:00", "2100-12-28T12:00+01:00"],
    ["P2D elapsed", "2100-12-29T12:00+01:00"],
    ["P3D elapsed", undefined],
  ])("%s from 27 December 2100", (target, at) => {
    expect(dueAt(calendar(OFFICE), instant("2100-12-27T12:00+01:00"), targetOf(target)!)).toBe(at && instant(at));
  });

  test("the last known instant may be a deadline", () => {
    const asked = calendar(OFFICE);
    expect(dueAt(asked, later(asked.knownUntil, -HOUR_MS), targetOf("PT1H elapsed")!)).toBe(asked.knownUntil);
  });

  test.each(["America/Los_Angeles", "Pacific/Apia", "Etc/UTC"])(
    "the first and the last known instant are known in %s",
    (timeZone) => {
      const asked = calendar({ ...OFFICE, timeZone });
      expect(dueAt(asked, asked.knownFrom, targetOf("NBD")!)).toBeGreaterThan(asked.knownFrom);
      expect(() => dueAt(asked, asked.knownUntil, targetOf("end of 3rd working day")!)).not.toThrow();
    },
  );

  test.each(targets)("%s from an unknown instant is refused", (target) => {
    const asked = calendar(OFFICE);
    for (const from of [Number.NaN, Infinity, -Infinity, Date.UTC(1960, 0, 1), Date.UTC(2200, 0, 1), 1e18]) {
      expect(() => dueAt(asked, from as Instant, targetOf(target)!)).toThrow(OutsideKnownTime);
    }
  });
});

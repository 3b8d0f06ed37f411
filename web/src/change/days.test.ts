import { expect, test } from "vitest";
import { dayName, daysShown, shifted } from "./days.ts";

test("a month is shown in whole weeks, a week from Monday", () => {
  const month = daysShown("2026-11-23", "month");
  expect([month.days.length, dayName(month.from), dayName(month.until)]).toEqual([42, "2026-10-26", "2026-12-07"]);
  expect(month.days.filter(({ isOutside }) => !isOutside)).toHaveLength(30);
  const week = daysShown("2026-11-29", "week");
  expect([week.days.length, dayName(week.from), dayName(week.until)]).toEqual([7, "2026-11-23", "2026-11-30"]);
});

test("every day is there once, also when clocks change, and the next begins where it ends", () => {
  for (let month = "2026-01-15"; month < "2028-01-01"; month = shifted(month, "month", 1)) {
    const { days, from, until } = daysShown(month, "month");
    expect(new Set(days.map(({ day }) => dayName(day))).size).toBe(days.length);
    expect(days.every(({ next }, index) => next.getTime() === (days[index + 1]?.day ?? until).getTime())).toBe(true);
    expect([from.getDay(), days.length % 7]).toEqual([1, 0]);
  }
});

test("from the last of a month one comes to the next month, not to the one after", () => {
  expect(shifted("2027-01-31", "month", 1)).toBe("2027-02-01");
  expect(shifted("2026-12-31", "week", 1)).toBe("2027-01-07");
});

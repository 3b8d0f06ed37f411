import { expect, test } from "vitest";
import { afterDay, dayOf, lastDayOf } from "./last-day.ts";

test.each(["2026-12-31", "2026-03-28", "2026-03-29", "2026-10-25", "2028-02-28", "2028-02-29"])(
  "%s lasts until midnight, whether clocks are changed or not",
  (day) => {
    const end = afterDay(day);
    expect(dayOf(lastDayOf(end))).toBe(day);
    expect(dayOf(new Date(end))).not.toBe(day);
  },
);

import { CalendarDefinition, WEEKDAYS } from "@handschlag/engine/calendar/definition.ts";
import { withPart } from "@handschlag/engine/contract/draft.ts";
import type { Part } from "@handschlag/engine/contract/parts.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  alwaysEdit,
  exceptionEdit,
  holidaysEdit,
  hoursAgainEdit,
  likeMonday,
  weekdayEdit,
  writtenCalendar,
  type HoursEdit,
} from "./written-calendar.ts";

const PATH = ["calendars", "office"];
const OFFICE = {
  timeZone: "Europe/Berlin",
  description: "Bürozeiten",
  hours: { mon: ["08:00-12:00", "13:00-17:00"], fri: ["08:00-15:00"] },
  holidays: ["DE-BY", "*-12-24"],
  exceptions: { "2026-12-31": [] },
};
const draft = (calendar: Part): Part => ({ calendars: { office: calendar } });
const read = (calendar: Part) => writtenCalendar(draft(calendar), PATH)!;
const after = (calendar: Part, [path, value]: HoursEdit) => withPart(draft(calendar), path, value);

test("a calendar is read as it is edited", () => {
  const calendar = read(OFFICE);
  expect(calendar.hoursOn("mon")).toEqual({
    intervals: ["08:00-12:00", "13:00-17:00"],
    shown: "08:00–12:00, 13:00–17:00",
    strange: undefined,
  });
  expect(calendar.hoursOn("sun")).toMatchObject({ intervals: [], shown: "" });
  expect(calendar.holidays).toEqual(["DE-BY", "*-12-24"]);
  expect(calendar.exceptions.map(({ date }) => date)).toEqual(["2026-12-31"]);
  expect(read({ hours: { mon: "8 bis 12" }, holidays: "DE-BE" }).hoursOn("mon").strange).toBe("8 bis 12");
  expect(writtenCalendar({}, PATH)).toBeUndefined();
});

test("each change is made at the smallest place that is there", () => {
  const office = read(OFFICE);
  const bare = read({ timeZone: "Europe/Berlin" });
  expect(weekdayEdit(PATH, office, "tue", ["08:00-12:00"])).toEqual([[...PATH, "hours", "tue"], ["08:00-12:00"]]);
  expect(weekdayEdit(PATH, office, "fri", [])).toEqual([[...PATH, "hours", "fri"], undefined]);
  expect(weekdayEdit(PATH, bare, "tue", ["08:00-12:00"])).toEqual([[...PATH, "hours"], { tue: ["08:00-12:00"] }]);
  expect(exceptionEdit(PATH, office, "2026-12-24", [])).toEqual([[...PATH, "exceptions", "2026-12-24"], []]);
  expect(exceptionEdit(PATH, bare, "2026-12-24", [])).toEqual([[...PATH, "exceptions"], { "2026-12-24": [] }]);
  expect(holidaysEdit(PATH, [])).toEqual([[...PATH, "holidays"], undefined]);
  expect(holidaysEdit(PATH, ["DE-BY"])).toEqual([[...PATH, "holidays"], "DE-BY"]);
  expect(likeMonday(PATH, office)[1]).toMatchObject({ tue: OFFICE.hours.mon, fri: OFFICE.hours.mon });
});

test("around the clock drops what contradicts it, and gives it back", () => {
  const [path, always] = alwaysEdit(PATH, read(OFFICE));
  expect([path, always]).toEqual([PATH, { timeZone: "Europe/Berlin", description: "Bürozeiten", always: true }]);
  expect(hoursAgainEdit(PATH, read(always!), OFFICE)).toEqual([PATH, OFFICE]);
  expect(hoursAgainEdit(PATH, read(always!), undefined)).toEqual([[...PATH, "always"], undefined]);
});

const hours = fc.subarray(["08:00-12:00", "13:00-17:00", "22:00-06:00"]);
const entries = fc.subarray(["DE-BY", "*-12-24", "2026-12-31"]);

test("a calendar that holds still does after a change, unless it then never opens", () => {
  fc.assert(
    fc.property(fc.constantFrom(...WEEKDAYS), hours, entries, (day, intervals, holidays) => {
      const changes = [
        weekdayEdit(PATH, read(OFFICE), day, intervals),
        holidaysEdit(PATH, holidays),
        exceptionEdit(PATH, read(OFFICE), "2026-12-24", intervals),
        likeMonday(PATH, read(OFFICE)),
        alwaysEdit(PATH, read(OFFICE)),
      ];
      for (const change of changes) {
        const document = after(OFFICE, change);
        expect(CalendarDefinition.safeParse(writtenCalendar(document!, PATH)?.fields).success).toBe(true);
      }
      expect(writtenCalendar(after(OFFICE, changes[0]!)!, PATH)!.hoursOn(day).intervals).toEqual(intervals);
      expect(writtenCalendar(after(OFFICE, changes[1]!)!, PATH)!.holidays).toEqual(holidays);
    }),
  );
});

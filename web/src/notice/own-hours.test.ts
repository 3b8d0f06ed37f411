import fc from "fast-check";
import { expect, test } from "vitest";
import { DAYS, formOf, hoursOf, timeTyped } from "./own-hours.ts";

test("what was set in the form stands in it again", () => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
  fc.assert(
    fc.property(fc.subarray([...DAYS], { minLength: 1 }), time, time, (days, one, other) => {
      fc.pre(one !== other);
      const form = { days, from: one < other ? one : other, until: one < other ? other : one };
      expect(formOf(hoursOf("Europe/Berlin", form))).toEqual(form);
    }),
  );
});

test("hours that the form cannot show are not shown as others", () => {
  const timeZone = "Europe/Berlin";
  expect(formOf({ timeZone, always: true })).toBeUndefined();
  expect(formOf({ timeZone, hours: { mon: ["08:00-12:00", "13:00-17:00"] } })).toBeUndefined();
  expect(formOf({ timeZone, hours: { mon: ["08:00-12:00"], tue: ["09:00-12:00"] } })).toBeUndefined();
  expect(formOf({ timeZone, hours: { mon: ["22:00-06:00"] } })).toBeUndefined();
  expect(formOf({ timeZone, hours: { mon: ["08:00-12:00"] }, holidays: "DE-BY" })).toBeUndefined();
});

test("times are understood as people type them", () => {
  expect(["8", "8:00", "08.00", " 08:00 "].map(timeTyped)).toEqual(["08:00", "08:00", "08:00", "08:00"]);
  expect(["", "24:00", "8:5", "acht", "8:60"].map(timeTyped)).toEqual(Array(5).fill(undefined));
});

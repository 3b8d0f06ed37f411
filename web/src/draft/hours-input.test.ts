import { hoursOf } from "@handschlag/engine/calendar/hours.ts";
import { HOUR_MS } from "@handschlag/engine/instant.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { dateTextOf, hoursShown, hoursTextOf, weeklyLength } from "./hours-input.ts";

test.each([
  ["8-17", ["08:00-17:00"]],
  ["08:00–12:00, 13–17 Uhr", ["08:00-12:00", "13:00-17:00"]],
  ["08:00-12:00,13:00-17:00", ["08:00-12:00", "13:00-17:00"]],
  ["von 8 bis 12 und von 13:30 bis 17 Uhr", ["08:00-12:00", "13:30-17:00"]],
  ["8.30 – 17.15 Uhr", ["08:30-17:15"]],
  ["8 Uhr bis 17 Uhr", ["08:00-17:00"]],
  ["8-12 13-17", ["08:00-12:00", "13:00-17:00"]],
  ["13-17; 8-12", ["08:00-12:00", "13:00-17:00"]],
  ["8-12 / 13-17", ["08:00-12:00", "13:00-17:00"]],
  ["8-12 Uhr\u00a0+ 13-17 Uhr.", ["08:00-12:00", "13:00-17:00"]],
  ["0800-1730", ["08:00-17:30"]],
  ["8h-12h30", ["08:00-12:30"]],
  ["9 am to 5 pm", ["09:00-17:00"]],
  ["9:30 a.m. - 5 p.m.", ["09:30-17:00"]],
  ["12am-12pm", ["00:00-12:00"]],
  ["from 8 to 12 and 13 to 17", ["08:00-12:00", "13:00-17:00"]],
  ["22-6", ["22:00-06:00"]],
  ["8-24", ["08:00-24:00"]],
  ["20-0", ["20:00-24:00"]],
  ["0-24", ["00:00-24:00"]],
  ["rund um die Uhr", ["00:00-24:00"]],
  ["Around the clock", ["00:00-24:00"]],
  ["07:45:30-12:00", ["07:45:30-12:00"]],
  ["8-12,12-17", ["08:00-12:00", "12:00-17:00"]],
  ["", []],
  ["  ", []],
  ["–", []],
  ["geschlossen", []],
  ["Closed", []],
])("the hours „%s“ are %j", (written, intervals) => {
  expect(hoursTextOf(written)).toEqual({ ok: true, value: intervals });
});

test.each([
  ["8", { kind: "not-understood", text: "8" }],
  ["acht bis zwölf", { kind: "not-understood", text: "acht-zwölf" }],
  ["8-12-17", { kind: "not-understood", text: "8-12-17" }],
  ["9-5pm", { kind: "not-understood", text: "9-5pm" }],
  ["9am-5", { kind: "not-understood", text: "9am-5" }],
  ["8-25", { kind: "no-time", text: "8-25" }],
  ["8:75-9", { kind: "no-time", text: "8:75-9" }],
  ["24-6", { kind: "no-time", text: "24-6" }],
  ["13pm-2pm", { kind: "no-time", text: "13pm-2pm" }],
  ["8-8", { kind: "no-length", text: "8-8" }],
  ["0-0", { kind: "no-length", text: "0-0" }],
  ["8-13, 12-17", { kind: "overlap", text: "12:00–17:00", other: "08:00–13:00" }],
  ["22-6, 23-24", { kind: "overlap", text: "23:00–24:00", other: "22:00–06:00" }],
])("the hours „%s“ are refused: %j", (written, refusal) => {
  expect(hoursTextOf(written)).toEqual({ ok: false, refusal });
});

const minute = fc.integer({ min: 0, max: 48 }).map((count) => count * 30);
const timeText = (count: number) =>
  `${String(Math.floor(count / 60)).padStart(2, "0")}:${String(count % 60).padStart(2, "0")}`;
const day = fc
  .uniqueArray(minute, { maxLength: 8 })
  .map((times) => times.toSorted((a, b) => a - b))
  .map((times) =>
    times.flatMap((from, index) =>
      index % 2 === 0 && times[index + 1] !== undefined ? [`${timeText(from)}-${timeText(times[index + 1]!)}`] : [],
    ),
  );

test("hours that are shown are read as what they were", () => {
  fc.assert(
    fc.property(day, (intervals) => {
      expect(hoursTextOf(hoursShown(intervals))).toEqual({ ok: true, value: intervals });
    }),
  );
});

test("whatever is typed is refused, or understood as hours of a contract", () => {
  const typed = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."0123456789:-. ,hapm–/".split("")) }));
  fc.assert(
    fc.property(typed, (written) => {
      const read = hoursTextOf(written);
      expect(read.ok ? read.value.every((text) => hoursOf(text) !== undefined) : read.refusal.text !== "").toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["24.12.", "*-12-24"],
  ["24.12", "*-12-24"],
  ["24. Dezember", "*-12-24"],
  ["*-12-24", "*-12-24"],
  ["29.2.", "*-02-29"],
  ["24.12.2026", "2026-12-24"],
  ["24.12.26", "2026-12-24"],
  ["4. 3. 2026", "2026-03-04"],
  ["1. März 2027", "2027-03-01"],
  ["24 Dec 2026", "2026-12-24"],
  ["2026-12-24", "2026-12-24"],
  ["31.4.", undefined],
  ["29.2.2027", undefined],
  ["24.12.1888", undefined],
  ["heute", undefined],
  ["24", undefined],
  ["2412", undefined],
  ["", undefined],
])("the date „%s“ is %s", (written, date) => {
  expect(dateTextOf(written)).toBe(date);
});

test("a week is as long as somebody is there, once", () => {
  const length = (hours: Record<string, string[]>) => weeklyLength((name) => hours[name] ?? []) / HOUR_MS;
  expect(length({})).toBe(0);
  expect(length({ mon: ["08:00-12:00", "13:00-17:30"], fri: ["08:00-15:00"] })).toBe(15.5);
  expect(length({ mon: ["22:00-06:00"], tue: ["05:00-08:00"] })).toBe(10);
  expect(length({ sun: ["22:00-06:00"], mon: ["05:00-08:00"] })).toBe(10);
  expect(length({ mon: ["08:00-12:00", "nonsense"] })).toBe(4);
  const always = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((name) => [name, ["00:00-24:00"]]);
  expect(length(Object.fromEntries(always) as Record<string, string[]>)).toBe(168);
});

import { expect, test } from "vitest";
import type { CalendarDefinition } from "../calendar/definition.ts";
import { HOUR_MS, instant, isoOf } from "../instant.ts";
import { RotaPlan } from "./plan.ts";
import { gapsBetween, isNeededAt, onDutyAt, rotaOf, shiftsBetween, type RotaFacts } from "./rota.ts";

const OFFICE: CalendarDefinition = {
  timeZone: "Europe/Berlin",
  hours: {
    mon: ["08:00-17:00"],
    tue: ["08:00-17:00"],
    wed: ["08:00-17:00"],
    thu: ["08:00-17:00"],
    fri: ["08:00-17:00"],
  },
  holidays: "DE-BY",
};
const night = ["20:00-08:00"];
const NIGHTS: CalendarDefinition = {
  timeZone: "Europe/Berlin",
  hours: { mon: night, tue: night, wed: night, thu: night, fri: night, sat: night, sun: night },
};
const LAYER: RotaPlan["layers"][number] = {
  id: "first",
  name: "Rufbereitschaft",
  people: ["ann", "ben"],
  turnDays: 7,
  from: "2026-03-02",
  at: "08:00",
  hours: { mode: "outside", calendar: OFFICE },
};
const facts = (given: Partial<RotaFacts> = {}, layer: object = {}): RotaFacts => ({
  plan: {
    timeZone: "Europe/Berlin",
    layers: [{ ...LAYER, ...layer }],
    needed: { mode: "outside", calendar: OFFICE },
    acknowledgeMinutes: 15,
    ranks: 1,
  },
  overrides: [],
  absences: [],
  gone: new Set(),
  ...given,
});
const span = (from: string, until: string) => ({ from: instant(from), until: instant(until) });
const told = (of: RotaFacts, from: string, until: string) =>
  shiftsBetween(rotaOf(of), instant(from), instant(until)).map(
    (each) => `${isoOf(each.from).slice(5, 16)} ${isoOf(each.until).slice(5, 16)} ${each.person} ${each.why}`,
  );

test.each([
  { change: "2026-03-28T12:00Z", until: "2026-03-29T12:00Z", hours: 11, name: "spring" },
  { change: "2026-10-24T12:00Z", until: "2026-10-25T12:00Z", hours: 13, name: "autumn" },
  { change: "2026-06-13T12:00Z", until: "2026-06-14T12:00Z", hours: 12, name: "no change" },
])("a night shift of twelve hours lasts $hours h over the night of $name", ({ change, until, hours }) => {
  const rota = rotaOf(facts({}, { hours: { mode: "within", calendar: NIGHTS } }));
  const [shift, ...others] = shiftsBetween(rota, instant(change), instant(until));
  expect(others).toEqual([]);
  expect(shift!.until - shift!.from).toBe(hours * HOUR_MS);
});

test("turns change at the same local time on both sides of a clock change", () => {
  const always = facts({}, { hours: { mode: "always" }, from: "2026-03-23" });
  expect(told(always, "2026-03-23T00:00Z", "2026-04-08T00:00Z")).toEqual([
    "03-23T07:00 03-30T06:00 ann rotation",
    "03-30T06:00 04-06T06:00 ben rotation",
    "04-06T06:00 04-08T00:00 ann rotation",
  ]);
});

test("turns that change in the hour that occurs twice meet at its first occurrence", () => {
  const daily = facts({}, { hours: { mode: "always" }, from: "2026-10-24", at: "02:30", turnDays: 1 });
  expect(told(daily, "2026-10-24T12:00Z", "2026-10-25T12:00Z")).toEqual([
    "10-24T12:00 10-25T00:30 ann rotation",
    "10-25T00:30 10-25T12:00 ben rotation",
  ]);
});

test("outside of support hours is the whole of a holiday", () => {
  // 1 May 2026 is a Friday.
  expect(told(facts(), "2026-04-30T12:00Z", "2026-05-04T12:00Z")).toEqual(["04-30T15:00 05-04T06:00 ann rotation"]);
});

test("whoever is away is stood in for, their substitute too, and by nobody where both are away", () => {
  const absences = [
    { person: "ann", substitute: "cem", ...span("2026-03-03T18:00Z", "2026-03-06T18:00Z") },
    { person: "cem", substitute: "dan", ...span("2026-03-04T18:00Z", "2026-03-05T18:00Z") },
    { person: "dan", substitute: undefined, ...span("2026-03-05T00:00Z", "2026-03-05T07:00Z") },
  ];
  expect(told(facts({ absences }), "2026-03-03T12:00Z", "2026-03-05T12:00Z")).toEqual([
    "03-03T16:00 03-03T18:00 ann rotation",
    "03-03T18:00 03-04T07:00 cem substitute",
    "03-04T16:00 03-04T18:00 cem substitute",
    "03-04T18:00 03-05T00:00 dan substitute",
  ]);
  const gaps = gapsBetween(rotaOf(facts({ absences })), instant("2026-03-03T12:00Z"), instant("2026-03-05T12:00Z"));
  expect(gaps).toEqual([span("2026-03-05T00:00Z", "2026-03-05T07:00Z")]);
});

test("two who stand in for each other while both are away are nobody", () => {
  const away = span("2026-03-03T00:00Z", "2026-03-04T00:00Z");
  const absences = [
    { person: "ann", substitute: "ben", ...away },
    { person: "ben", substitute: "ann", ...away },
  ];
  expect(onDutyAt(rotaOf(facts({ absences })), instant("2026-03-03T20:00Z"))).toEqual([]);
});

test("whoever takes a stretch has it, last word last, also outside of the layer's hours", () => {
  const overrides = [
    { layer: "first", person: "ben", ...span("2026-03-03T10:00Z", "2026-03-03T20:00Z") },
    { layer: "first", person: "cem", ...span("2026-03-03T18:00Z", "2026-03-03T19:00Z") },
  ];
  expect(told(facts({ overrides }), "2026-03-03T08:00Z", "2026-03-04T08:00Z")).toEqual([
    "03-03T10:00 03-03T16:00 ben override",
    "03-03T16:00 03-03T18:00 ben override",
    "03-03T18:00 03-03T19:00 cem override",
    "03-03T19:00 03-03T20:00 ben override",
    "03-03T20:00 03-04T07:00 ann rotation",
  ]);
});

test("who has left the company is on call no more: their turns are gaps, and others keep theirs", () => {
  const gone = new Set(["ann"]);
  const rota = rotaOf(facts({ gone }));
  expect(onDutyAt(rota, instant("2026-03-03T20:00Z"))).toEqual([]);
  expect(onDutyAt(rota, instant("2026-03-10T20:00Z"))).toMatchObject([{ person: "ben", why: "rotation" }]);
  expect(gapsBetween(rota, instant("2026-03-03T12:00Z"), instant("2026-03-04T12:00Z"))).toEqual([
    span("2026-03-03T16:00Z", "2026-03-04T07:00Z"),
  ]);
  expect(isNeededAt(rota, instant("2026-03-03T12:00Z"))).toBe(false);
});

test("before its first turn a layer has nobody", () => {
  expect(told(facts(), "2026-03-01T00:00Z", "2026-03-02T20:00Z")).toEqual(["03-02T16:00 03-02T20:00 ann rotation"]);
});

test("a plan says what is wrong with it", () => {
  const plan = facts().plan;
  const wrong = {
    ...plan,
    acknowledgeMinutes: 0,
    layers: [{ ...plan.layers[0]!, at: "25:00", turnDays: 0, people: [], from: "2026-02-30" }],
  };
  const faults = RotaPlan.safeParse(wrong).error!.issues.map(({ path }) => path.join("."));
  expect(new Set(faults)).toEqual(
    new Set([
      "acknowledgeMinutes",
      "layers.0.at",
      "layers.0.from",
      "layers.0.id",
      "layers.0.people",
      "layers.0.turnDays",
    ]),
  );
});

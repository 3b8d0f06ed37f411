/** The rota against a slow second reading that walks through half-hours in local time, without the code under test. */
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { CalendarDefinition } from "../calendar/definition.ts";
import type { Instant } from "../instant.ts";
import type { DutyHours, RotaPlan } from "./plan.ts";
import { gapsBetween, onDutyAt, rotaOf, shiftsBetween, type Absence, type Override, type RotaFacts } from "./rota.ts";

const ZONE = "Europe/Berlin";
const STEP_MS = 1_800_000;
const STEPS = 6 * 48;
const PEOPLE = ["ann", "ben", "cem"] as const;
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const office: CalendarDefinition = {
  timeZone: ZONE,
  hours: Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, ["08:00-12:00", "13:00-17:00"]])),
  holidays: ["2026-03-30"],
};
const nights: CalendarDefinition = {
  timeZone: ZONE,
  hours: Object.fromEntries(WEEKDAYS.map((day) => [day, ["22:00-06:00"]])),
};

const local = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(ZONE);

/** By the wall clock: these hours neither begin nor end where the clock changes. */
function isIn(hours: DutyHours, at: number): boolean {
  if (hours.mode === "always") return true;
  const now = local(at);
  const isNight = now.hour >= 22 || now.hour < 6;
  const isWorkday = now.dayOfWeek <= 5 && now.toPlainDate().toString() !== "2026-03-30";
  const isOffice = isWorkday && ((now.hour >= 8 && now.hour < 12) || (now.hour >= 13 && now.hour < 17));
  return (hours.calendar === nights ? isNight : isOffice) === (hours.mode === "within");
}

/** Whose turn it is: days are counted by stepping from date to date, a day begins at the change. */
function turnHolder({ from, at, turnDays, people }: RotaPlan["layers"][number], instant: number): string | undefined {
  let change = Temporal.PlainDateTime.from(`${from}T${at}`);
  const isAhead = () => change.toZonedDateTime(ZONE, { disambiguation: "compatible" }).epochMilliseconds > instant;
  if (isAhead()) return undefined;
  let turn = -1;
  for (; !isAhead(); change = change.add({ days: turnDays })) turn++;
  return people[turn % people.length];
}

function holder({ plan, overrides, absences, gone }: RotaFacts, layer: RotaPlan["layers"][number], at: number) {
  let found = turnHolder(layer, at);
  if (found !== undefined && !isIn(layer.hours, at)) found = undefined;
  for (let steps = 0; found !== undefined && steps < plan.layers.length + PEOPLE.length + 1; steps++) {
    const away = absences.filter(({ person, from, until }) => person === found && from <= at && at < until).at(-1);
    if (away === undefined) break;
    found = steps >= PEOPLE.length ? undefined : away.substitute;
  }
  if (found !== undefined && gone.has(found)) found = undefined;
  for (const each of overrides)
    if (each.layer === layer.id && each.from <= at && at < each.until && !gone.has(each.person)) found = each.person;
  return found;
}

/** Around both clock changes; the first step of the week before each. */
const starts = fc.constantFrom("2026-03-27T00:00:00Z", "2026-10-23T00:00:00Z", "2026-06-10T00:00:00Z");
const person = fc.constantFrom<string>(...PEOPLE);
const hours = fc.constantFrom<DutyHours>(
  { mode: "always" },
  { mode: "within", calendar: nights },
  { mode: "within", calendar: office },
  { mode: "outside", calendar: office },
);
const layerArb = (date: string, id: string) =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(id),
    people: fc.array(person, { minLength: 1, maxLength: 4 }),
    turnDays: fc.integer({ min: 1, max: 3 }),
    from: fc.integer({ min: -4, max: 2 }).map((days) => Temporal.PlainDate.from(date).add({ days }).toString()),
    at: fc.constantFrom("00:00", "02:00", "02:30", "03:00", "08:00", "17:30"),
    hours,
  });
const worlds = starts.chain((start) => {
  const begin = Date.parse(start);
  const span = fc.tuple(fc.integer({ min: 0, max: STEPS }), fc.integer({ min: 1, max: 60 })).map(([from, length]) => ({
    from: (begin + from * STEP_MS) as Instant,
    until: (begin + (from + length) * STEP_MS) as Instant,
  }));
  const date = start.slice(0, 10);
  return fc.record({
    begin: fc.constant(begin as Instant),
    plan: fc.record({
      timeZone: fc.constant(ZONE),
      layers: fc.tuple(layerArb(date, "first"), layerArb(date, "second")),
      needed: hours,
      acknowledgeMinutes: fc.constant(15),
      ranks: fc.constant(1),
    }),
    overrides: fc.array(
      fc
        .tuple(span, person, fc.constantFrom("first", "second"))
        .map(([of, who, layer]): Override => ({ ...of, layer, person: who })),
      { maxLength: 3 },
    ),
    absences: fc.array(
      fc
        .tuple(span, person, fc.option(person, { nil: undefined }))
        .map(([of, who, substitute]): Absence => ({ ...of, person: who, substitute })),
      { maxLength: 4 },
    ),
    gone: fc.constantFrom<ReadonlySet<string>>(new Set(), new Set(["cem"])),
  });
});

test("who is on call is whom the walk by the wall clock finds, in shifts and at each instant", () => {
  fc.assert(
    fc.property(worlds, ({ begin, ...facts }) => {
      const rota = rotaOf(facts);
      const until = (begin + STEPS * STEP_MS) as Instant;
      const shifts = shiftsBetween(rota, begin, until);
      const gaps = gapsBetween(rota, begin, until);
      for (let at = begin; at < until; at = (at + STEP_MS) as Instant) {
        const expected = facts.plan.layers.map((layer) => holder(facts, layer, at));
        const now = onDutyAt(rota, at);
        const of = (layer: string) => now.find((duty) => duty.layer === layer)?.person;
        expect(["first", "second"].map(of)).toEqual(expected);
        const inShift = (layer: string) =>
          shifts.filter((each) => each.layer === layer && each.from <= at && at < each.until);
        expect(["first", "second"].map((layer) => inShift(layer).map((each) => each.person))).toEqual(
          expected.map((each) => (each === undefined ? [] : [each])),
        );
        const isGap = isIn(facts.plan.needed, at) && expected.every((each) => each === undefined);
        expect(gaps.some((gap) => gap.from <= at && at < gap.until)).toBe(isGap);
      }
    }),
    { numRuns: 60 },
  );
});

test("shifts of a layer ascend, do not overlap, and never go on unchanged where one has ended", () => {
  fc.assert(
    fc.property(worlds, ({ begin, ...facts }) => {
      const shifts = shiftsBetween(rotaOf(facts), begin, (begin + STEPS * STEP_MS) as Instant);
      for (const layer of ["first", "second"]) {
        const own = shifts.filter((each) => each.layer === layer);
        for (const [index, { from, until, person: who, why, planned }] of own.entries()) {
          expect(until).toBeGreaterThan(from);
          const next = own[index + 1];
          if (next === undefined) continue;
          expect(next.from).toBeGreaterThanOrEqual(until);
          const isTheSame = next.person === who && next.why === why && next.planned === planned;
          expect(next.from === until && isTheSame).toBe(false);
        }
      }
    }),
    { numRuns: 60 },
  );
});

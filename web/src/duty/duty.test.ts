import { expect, test } from "vitest";
import { instant, isoOf } from "@handschlag/engine/instant.ts";
import type { DutyHours } from "@handschlag/engine/duty/plan.ts";
import { dateLater, daysFrom, instantIn, localIn, mondayOf, runsOf } from "./duty.ts";
import { choiceOf, hoursOfChoice } from "./hours-choice.ts";
import { readRotaSearch } from "./rota-search.ts";

const ZONE = "Europe/Berlin";

test.each([
  {
    local: "2026-03-29T02:30",
    isEnd: false,
    at: "2026-03-29T01:30:00.000Z",
    means: "which does not exist, moved by the gap",
  },
  { local: "2026-10-25T02:30", isEnd: false, at: "2026-10-25T00:30:00.000Z", means: "which occurs twice, the first" },
  { local: "2026-10-25T02:30", isEnd: true, at: "2026-10-25T01:30:00.000Z", means: "as an end, the second" },
  {
    local: "2026-11-23T17:00:30",
    isEnd: false,
    at: "2026-11-23T16:00:00.000Z",
    means: "with seconds, which do not count",
  },
])("$local is $means", ({ local, isEnd, at }) => {
  expect(isoOf(instantIn(ZONE, local, isEnd)!)).toBe(at);
});

test("what is no local reading is none, and a reading comes back as it was", () => {
  expect(["", "2026-02-30T10:00", "heute"].map((text) => instantIn(ZONE, text))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(localIn(ZONE, instantIn(ZONE, "2026-11-23T17:05")!)).toBe("2026-11-23T17:05");
});

test("a week begins on the Monday of the zone and is an hour longer where the clock is set back", () => {
  // Sunday evening in Berlin is Monday in Auckland.
  expect(mondayOf(ZONE, instant("2026-11-22T20:00Z"))).toBe("2026-11-16");
  expect(mondayOf("Pacific/Auckland", instant("2026-11-22T20:00Z"))).toBe("2026-11-23");
  const { from, until } = daysFrom(ZONE, "2026-10-19", 7);
  expect((until - from) / 3_600_000).toBe(7 * 24 + 1);
  expect(dateLater("2026-12-28", 7)).toBe("2027-01-04");
});

test("nights of one person are one line until something differs", () => {
  const shift = (layerId: string, personId: string, day: number, why: "rotation" | "override" = "rotation") => ({
    layerId,
    personId,
    why,
    plannedId: "ann",
    from: `2026-11-${day}T17:00:00.000Z`,
    until: `2026-11-${day + 1}T07:00:00.000Z`,
  });
  const shifts = [
    shift("a", "ann", 23),
    shift("a", "ann", 24),
    shift("b", "ben", 24),
    shift("a", "ann", 25, "override"),
  ];
  expect(runsOf(shifts, "a")).toMatchObject([
    { personId: "ann", from: shifts[0]!.from, until: shifts[1]!.until, count: 2, why: "rotation" },
    { personId: "ann", count: 1, why: "override" },
  ]);
});

test("hours survive being shown in the form, with what the form does not show", () => {
  const hours: DutyHours = {
    mode: "outside",
    calendar: {
      timeZone: ZONE,
      hours: { mon: ["08:00-12:00", "13:00-17:00"], fri: ["08:00-15:00"] },
      holidays: ["DE-BY", "2026-12-24"],
      exceptions: { "2026-12-31": [] },
    },
  };
  expect(hoursOfChoice(choiceOf(hours), ZONE)).toEqual(hours);
  expect(hoursOfChoice({ ...choiceOf(hours), region: "DE-NW" }, ZONE)).toMatchObject({
    calendar: { holidays: "DE-NW" },
  });
  expect(hoursOfChoice(choiceOf({ mode: "always" }), ZONE)).toEqual({ mode: "always" });
  const choice = choiceOf(undefined);
  expect(hoursOfChoice({ ...choice, days: { ...choice.days, mon: "morgens" } }, ZONE)).toBeUndefined();
  const none = { mon: "", tue: "", wed: "", thu: "", fri: "", sat: "", sun: "" };
  expect(hoursOfChoice({ ...choice, days: none }, ZONE)).toBeUndefined();
});

test("the address names a day and a view, and nothing that is none", () => {
  expect(readRotaSearch({ from: "2026-11-23", view: "month" })).toEqual({ from: "2026-11-23", view: "month" });
  expect(readRotaSearch({ from: "2026-02-30", view: "year" })).toEqual({});
  expect(readRotaSearch({ from: 5 })).toEqual({});
});

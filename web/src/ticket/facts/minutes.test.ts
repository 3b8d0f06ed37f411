import { expect, test } from "vitest";
import { minutesOf } from "./minutes.ts";

test.each([
  ["45", 45],
  ["45 Min.", 45],
  ["1:30", 90],
  ["1,5 Std.", 90],
  ["1.25h", 75],
  ["2 Std. 15", 135],
  ["2 h 15 min", 135],
  ["24:00", 1_440],
])("%s are %i minutes", (typed, minutes) => {
  expect(minutesOf(typed)).toBe(minutes);
});

test.each(["", "0", "1:75", "24:01", "1,5", "ein Weilchen", "-5"])("%s is no length of work", (typed) => {
  expect(minutesOf(typed)).toBeUndefined();
});

import { expect, test } from "vitest";
import { CHECKLIST_STEPS_MAX, isChecklist, STEP_LENGTH_MAX, stepsOf } from "./checklist.ts";

test("each line that says something is a step", () => {
  expect(stepsOf(" Kabel prüfen\r\n\n\tKonto anlegen \n  ")).toEqual(["Kabel prüfen", "Konto anlegen"]);
  expect(stepsOf("")).toEqual([]);
});

test.each([
  [CHECKLIST_STEPS_MAX, 1, true],
  [CHECKLIST_STEPS_MAX + 1, 1, false],
  [1, STEP_LENGTH_MAX, true],
  [2, STEP_LENGTH_MAX + 1, false],
])("%i steps of %i characters are a checklist: %s", (count, length, expected) => {
  expect(isChecklist(Array.from({ length: count }, () => "x".repeat(length)).join("\n"))).toBe(expected);
});

import { describe, expect, test } from "vitest";
import { targetInWords } from "../contract/target-words.ts";
import { termWords } from "../contract/words.ts";
import { translatorOf } from "../i18n/words.ts";
import { targetTextOf } from "./target-input.ts";

test.each([
  ["4 Std.", "PT4H"],
  ["4h", "PT4H"],
  ["30 Min", "PT30M"],
  ["1 Stunde 30 Minuten", "PT1H30M"],
  ["1,5 Stunden", "PT1H30M"],
  ["1:30", "PT1H30M"],
  ["90 minutes", "PT1H30M"],
  ["2 hours and 15 minutes", "PT2H15M"],
  ["2 Tage rund um die Uhr", "PT48H elapsed"],
  ["8 Stunden, rund um die Uhr gezählt", "PT8H elapsed"],
  ["NBD", "NBD"],
  ["PT4H", "PT4H"],
  ["Ende des nächsten Arbeitstags", "end of next working day"],
  ["3. Arbeitstag", "end of 3rd working day"],
  ["bis Ende des 11. Arbeitstags", "end of 11th working day"],
  ["by the end of working day 22", "end of 22nd working day"],
  ["nächster Arbeitstag, 12 Uhr", "next working day 12:00"],
  ["next working day 9:30", "next working day 09:30"],
])("%s is %s", (written, target) => {
  expect(targetTextOf(written)).toBe(target);
});

test.each([
  "",
  "bald",
  "4",
  "0 Std.",
  "4 Stunden nach Rückruf",
  "2 Tage",
  "1,001 Minuten",
  "morgen 12 Uhr",
  "P1D",
  "Arbeitstag",
])("%s is no target", (written) => {
  expect(targetTextOf(written)).toBeUndefined();
});

describe("what the pages show of a contract's targets can be written so", () => {
  test.each([
    "PT15M",
    "PT4H",
    "PT1H30M",
    "PT8H elapsed",
    "P2D elapsed",
    "NBD",
    "end of 2nd working day",
    "next working day 12:00",
  ])("%s", (target) => {
    for (const language of ["de", "en"] as const) {
      const words = translatorOf(termWords, language);
      const again = targetTextOf(targetInWords(target, words))!;
      expect(targetInWords(again, words)).toBe(targetInWords(target, words));
    }
  });
});

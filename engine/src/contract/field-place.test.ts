import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { keyWord, placeUnder, valueWord, WHOLE_CONTRACT, type Place } from "./field-place.ts";
import { WORDS } from "./field-words.ts";
import type { Part } from "./parts.ts";
import { readContract } from "./reader.ts";

const FILES = globSync(["fixtures/contracts/*.yaml", "engine/starters/*/*.yaml"]);

/** The keys of objects that have a definition and the texts of fields with listed values, that have no words. */
function wordless(part: Part | undefined, place: Place, at = ""): string[] {
  if (typeof part === "string")
    return isListed(place) && valueWord(place, part) === undefined ? [`${at}: ${part}`] : [];
  if (typeof part !== "object" || part === null) return [];
  const isList = Array.isArray(part);
  return Object.entries(part).flatMap(([key, value]: [string, Part | undefined]) => {
    const isUnknown = !isList && place.definition !== undefined && keyWord(place, key) === undefined;
    const below = `${at}/${key}`;
    return [...(isUnknown ? [below] : []), ...wordless(value, placeUnder(place, isList ? "" : key, value), below)];
  });
}

/** Whether texts here are values of an enumeration: the codes of countries are listed in part only. */
function isListed({ field }: Place): boolean {
  if (field === undefined || field.key === "allowedCountries") return false;
  const { values, each } = WORDS[field.definition]![field.key]!;
  return values !== undefined && each === undefined;
}

test.each(FILES)("everything that %s says is found a word for", (file) => {
  const read = readContract(readFileSync(file, "utf8"));
  if (!read.ok) throw new Error(`${file} reads without fault`);
  expect(wordless(read.value, WHOLE_CONTRACT)).toEqual([]);
});

test("of the forms that an entry may have, its kind says which it is", () => {
  const items = placeUnder(placeUnder(WHOLE_CONTRACT, "prices", {}), "items", []);
  expect(placeUnder(items, "desk", { kind: "hour-block" }).definition).toBe("HourBlock");
  expect(placeUnder(items, "desk", { kind: "unheard-of" }).definition).toBeUndefined();
  expect(placeUnder(items, "desk", undefined).definition).toBeUndefined();
  expect(keyWord(placeUnder(items, "desk", { kind: "hour-block" }), "hours")?.de).toBe("Stunden");
});

test("names of the contract's own have no words, keys that the format lists have", () => {
  const priorities = placeUnder(WHOLE_CONTRACT, "priorities", {});
  const matrix = placeUnder(priorities, "matrix", {});
  expect(keyWord(matrix, "company")).toBeUndefined();
  expect(keyWord(placeUnder(matrix, "company", {}), "blocked")).toBeUndefined();
  const attainment = placeUnder(WHOLE_CONTRACT, "attainment", {});
  expect(keyWord(placeUnder(attainment, "targetPercent", {}), "restore")?.en).toBe("time to restore");
  expect(keyWord(WHOLE_CONTRACT, "toString")).toBeUndefined();
});

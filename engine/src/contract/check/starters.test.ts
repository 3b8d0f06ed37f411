import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readContract } from "../reader.ts";
import { checkContract } from "./check.ts";

const FOLDER = fileURLToPath(new URL("../../../starters/", import.meta.url));
const STARTERS = ["de", "en"].flatMap((language) =>
  ["comprehensive", "medium", "small"].map((size) => `${language}/${size}.yaml`),
);

test("there are starters for a small, a medium and a comprehensive contract in both languages", () => {
  expect(globSync("**/*.yaml", { cwd: FOLDER }).toSorted()).toEqual(STARTERS);
});

test.each(STARTERS)("nothing is found in the starter %s, today or during its term", (name) => {
  const read = readContract(readFileSync(`${FOLDER}${name}`, "utf8"));
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  for (const asOf of ["2026-11-23", "2027-01-12", "2027-09-01"])
    expect(checkContract(read.value, { asOf }).map(({ rule, place }) => `${rule.id} ${place}`)).toEqual([]);
});

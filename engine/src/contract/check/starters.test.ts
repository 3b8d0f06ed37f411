import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readContract } from "../reader.ts";
import { checkContract } from "./check.ts";

const FOLDER = fileURLToPath(new URL("../../../starters/", import.meta.url));

test("there are starters for a small, a medium and a comprehensive contract", () => {
  expect(globSync("*", { cwd: FOLDER }).toSorted()).toEqual(["comprehensive.yaml", "medium.yaml", "small.yaml"]);
});

test.each(["small", "medium", "comprehensive"])(
  "nothing is found in the %s starter, today or during its term",
  (size) => {
    const read = readContract(readFileSync(`${FOLDER}${size}.yaml`, "utf8"));
    if (!read.ok) throw new Error(JSON.stringify(read.refusal));
    for (const asOf of ["2026-11-23", "2027-01-12", "2027-09-01"])
      expect(checkContract(read.value, { asOf }).map(({ rule, place }) => `${rule.id} ${place}`)).toEqual([]);
  },
);

import { globSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readContract } from "../reader.ts";
import { checkContract } from "./check.ts";

const FOLDER = fileURLToPath(new URL("../../../../fixtures/contracts/", import.meta.url));
const README = `${FOLDER}README.md`;
const HEADING = "## Findings on 23 November 2026\n";

/** The findings of a sample as the README lists them: a line a rule, with its places. */
function listed(file: string): string {
  const read = readContract(readFileSync(`${FOLDER}${file}`, "utf8"));
  if (!read.ok) throw new Error(`${file} cannot be read`);
  const placesByRule = new Map<string, string[]>();
  for (const { rule, place } of checkContract(read.value, { asOf: "2026-11-23" }))
    placesByRule.set(rule.id, [...(placesByRule.get(rule.id) ?? []), place]);
  const lines = [...placesByRule].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const body = lines.map(([id, places]) => `- ${id}: ${places.map((place) => `\`${place}\``).join(", ")}`);
  return `### ${file}\n\n${body.length === 0 ? "None." : body.join("\n")}\n`;
}

const samples = globSync("*.yaml", { cwd: FOLDER }).toSorted();

describe("the README of the samples lists exactly their findings; HANDSCHLAG_UPDATE=1 writes them anew", () => {
  const [before, written] = readFileSync(README, "utf8").split(HEADING);
  if (process.env["HANDSCHLAG_UPDATE"] === "1")
    writeFileSync(README, `${before}${HEADING}\n${samples.map(listed).join("\n")}`);
  const sections = new Map((written ?? "").split(/^(?=### )/m).map((text) => [text.split("\n")[0]!.slice(4), text]));

  test.each(samples)("%s", (file) => expect(sections.get(file)?.trim()).toBe(listed(file).trim()));

  test("and no other", () => {
    expect([...sections.keys()].filter((name) => name.endsWith(".yaml"))).toEqual(samples);
  });
});

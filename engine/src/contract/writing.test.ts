import { readFileSync, readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Part, PartsByKey } from "./parts.ts";
import { readContract, readWritten } from "./reader.ts";
import { contractText } from "./writing.ts";

const ROOT = new URL("../../../fixtures/contracts/", import.meta.url);
const FILES = readdirSync(ROOT).filter((name) => name.endsWith(".yaml"));
const textOf = (name: string): string => readFileSync(new URL(name, ROOT), "utf8");

describe.each(FILES)("%s", (name) => {
  const written = parse(textOf(name)) as Part;

  test("says the same when it is written anew", () => {
    expect(parse(contractText(written))).toEqual(written);
    expect(readContract(contractText(written))).toEqual(readContract(textOf(name)));
  });

  test("is written as the same bytes whatever order its fields had", () => {
    expect(contractText(reversed(written))).toBe(contractText(written));
  });
});

/** The root, each service and each party with their fields the other way round; the order of names that authors choose stays. */
function reversed(part: Part): Part {
  const turned = (object: object): PartsByKey => Object.fromEntries(Object.entries(object as PartsByKey).toReversed());
  const { services, parties, ...others } = part as { services: object[]; parties: Record<string, object> };
  const turnedParties = Object.fromEntries(Object.entries(parties).map(([name, party]) => [name, turned(party)]));
  return turned({ ...others, services: services.map(turned), parties: turnedParties });
}

test("fields stand in the order of the schema, and what it does not know comes last", () => {
  const text = contractText({ wrong: 1, title: "IT", format: "handschlag/contract@1" });
  expect(text).toBe("format: handschlag/contract@1\ntitle: IT\nwrong: 1\n");
});

test("any text comes back as it was", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 200 }),
      fc.array(fc.string({ unit: "binary" })),
      (title, list) => {
        fc.pre(title.isWellFormed() && list.every((each) => each.isWellFormed()));
        expect(parse(contractText({ title, other: list }))).toEqual({ title, other: list });
      },
    ),
  );
});

test("what can be read as a start of a draft need not be complete", () => {
  expect(readWritten("title: IT\nservices: []\n")).toEqual({ ok: true, value: { title: "IT", services: [] } });
  expect(readWritten("- a\n")).toMatchObject({ ok: false, refusal: [{ message: "expected named fields" }] });
  expect(readWritten("a: 1\na: 2\n")).toMatchObject({ ok: false, refusal: [{ line: 2 }] });
});

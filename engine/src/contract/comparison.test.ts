import fc from "fast-check";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { differencesBetween } from "./comparison.ts";
import type { Part } from "./parts.ts";
import type { ContractDocument } from "./document.ts";
import { readContract } from "./reader.ts";

const outcome = readContract(readFileSync("fixtures/contracts/lindenhof-architekten.yaml", "utf8"));
if (!outcome.ok) throw new Error("the sample contract reads without fault");
const DOCUMENT = outcome.value;

/** The document after a change to a copy of it. */
function changed(change: (copy: Record<string, unknown>) => void): ContractDocument {
  const copy = structuredClone(DOCUMENT) as unknown as Record<string, unknown>;
  change(copy);
  return copy as unknown as ContractDocument;
}
type Loose = Record<string, Record<string, Record<string, Record<string, Record<string, unknown>>>>>;
const loosely = (change: (copy: Loose) => void) => changed((copy) => change(copy as unknown as Loose));

test("a document does not differ from itself", () => {
  expect(differencesBetween(DOCUMENT, structuredClone(DOCUMENT))).toEqual([]);
});

test("one value is named by the way to it", () => {
  const stricter = loosely((copy) => (copy["serviceLevels"]!["standard"]!["targets"]!["P1"]!["response"] = "PT15M"));
  expect(differencesBetween(DOCUMENT, stricter)).toEqual([
    { path: ["serviceLevels", "standard", "targets", "P1", "response"], before: "PT30M", after: "PT15M" },
  ]);
});

test("what is added or gone is one difference, however large", () => {
  const { services } = DOCUMENT;
  const shorter = changed((copy) => Object.assign(copy, { services: services.slice(1) }));
  const [workplace] = services as unknown as Part[];
  expect(differencesBetween(DOCUMENT, shorter)).toEqual([
    { path: ["services", "workplace"], before: workplace, after: undefined },
  ]);
  expect(differencesBetween(shorter, DOCUMENT)).toEqual([
    { path: ["services", "workplace"], before: undefined, after: workplace },
  ]);
});

test("members of a list that have no name are compared as a whole", () => {
  const { hours } = DOCUMENT.calendars["office"]!;
  const longer = changed((copy) => {
    const calendars = copy["calendars"] as Record<string, { hours: Record<string, string[]> }>;
    calendars["office"]!.hours["fri"] = ["08:00-12:00", "13:00-17:00"];
  });
  expect(differencesBetween(DOCUMENT, longer)).toEqual([
    { path: ["calendars", "office", "hours", "fri"], before: hours!.fri, after: ["08:00-12:00", "13:00-17:00"] },
  ]);
});

/** The same with the keys of every object, and the named members of every list, the other way round. */
function turned(part: Part): Part {
  if (typeof part !== "object" || part === null) return part;
  if (Array.isArray(part)) {
    const members = part.map((member: Part) => turned(member));
    return members.every((member) => typeof member === "object" && member !== null && "id" in member)
      ? members.toReversed()
      : members;
  }
  return Object.fromEntries(
    Object.entries(part as Record<string, Part>)
      .toReversed()
      .map(([key, value]) => [key, turned(value)]),
  );
}

test("the order of keys and of named members means nothing", () => {
  const other = turned(DOCUMENT) as unknown as ContractDocument;
  expect(Object.keys(other)[0]).not.toBe(Object.keys(DOCUMENT)[0]);
  expect(differencesBetween(DOCUMENT, other)).toEqual([]);
});

/** Puts each difference's later value where it belongs: the other way of saying what a difference is. */
function patched(document: Part, path: readonly string[], value: Part | undefined): Part {
  const [key, ...rest] = path;
  if (key === undefined) return value!;
  if (Array.isArray(document)) {
    const members = document as Record<string, Part>[];
    const index = members.findIndex((member) => member["id"] === key);
    const next = rest.length === 0 ? value : patched(members[index]!, rest, value);
    const others = members.filter((_, place) => place !== index);
    return next === undefined ? others : [...others, next];
  }
  const object = { ...(document as Record<string, Part>) };
  const next = rest.length === 0 ? value : patched(object[key]!, rest, value);
  if (next === undefined) delete object[key];
  else object[key] = next;
  return object;
}

const values: fc.Arbitrary<Part> = fc.letrec<{ part: Part }>((tie) => ({
  part: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Part>("PT1H", "x", 1, 2, true, null),
    fc.array(fc.constantFrom<Part>("a", "b", "c"), { maxLength: 3 }),
    fc.uniqueArray(fc.record({ id: fc.constantFrom("m", "n", "o"), of: tie("part") }), {
      maxLength: 3,
      selector: ({ id }) => id,
    }) as fc.Arbitrary<Part>,
    fc.dictionary(fc.constantFrom("p", "q", "r"), tie("part"), { maxKeys: 3 }),
  ),
})).part;

test("law: the differences, applied to the earlier document, give the later one", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("p", "q"), values),
      fc.dictionary(fc.constantFrom("p", "q"), values),
      (before, after) => {
        const [one, other] = [before as ContractDocument, after as ContractDocument];
        const made = differencesBetween(one, other).reduce<Part>(
          (document, difference) => patched(document, difference.path, difference.after),
          before,
        );
        expect(differencesBetween(made as unknown as ContractDocument, other)).toEqual([]);
      },
    ),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import type { ContractDocument } from "../document.ts";
import { CASES, changedFor, findingsOf } from "./cases.test-support.ts";

/** The only list whose order means something. Source: docs/rules/contract.md §1. */
const ORDERED = "levels";

/** A document with its keys and lists in another order; `draw` gives a number from 0 up to below its argument. */
function reordered(value: unknown, draw: (count: number) => number, name = ""): unknown {
  const shuffled = <Entry>(entries: readonly Entry[]): Entry[] => {
    const rest = [...entries];
    return entries.map(() => rest.splice(draw(rest.length), 1)[0]!);
  };
  if (Array.isArray(value)) {
    const entries = value.map((entry: unknown) => reordered(entry, draw));
    return name === ORDERED ? entries : shuffled(entries);
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, reordered(entry, draw, key)] as const);
  return Object.fromEntries(shuffled(entries));
}

const said = (contract: ContractDocument): string[] =>
  findingsOf(contract)
    .map(({ rule, place, facts }) => JSON.stringify([rule.id, place, Object.entries(facts ?? {})]))
    .toSorted();

test("reordering lists or keys changes no finding", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...Object.keys(CASES)), { minLength: 1, maxLength: 1 }),
      fc.infiniteStream(fc.nat(1_000)),
      ([id], numbers) => {
        const contract = changedFor(id!);
        const other = reordered(contract, (count) => Number(numbers.next().value) % count) as ContractDocument;
        expect(said(other)).toEqual(said(contract));
      },
    ),
    { numRuns: 100 },
  );
});

import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { LEVELS } from "./document.ts";
import { SAMPLE } from "./reader.test-support.ts";
import { readContract } from "./reader.ts";
import { termsOf } from "./terms.ts";

const FOLDER = new URL("../../../fixtures/contracts/", import.meta.url);
const CONTRACTS = [
  SAMPLE,
  ...globSync("*.yaml", { cwd: FOLDER }).map((name) => readFileSync(new URL(name, FOLDER), "utf8")),
];

/** What a slip of the hand or a broken tool leaves behind. */
const SCRAPS = [
  "",
  " ",
  "\t",
  "\n",
  "\r",
  ":",
  ": ",
  "- ",
  "[",
  "]",
  "{",
  "}",
  ",",
  "#",
  " #",
  "&a ",
  "*a",
  "!x ",
  "!!int ",
  "|",
  ">",
  "'",
  '"',
  "\\",
  "%",
  "---\n",
  "...\n",
  "? ",
  "<<: ",
  "null",
  "~",
  "0",
  "-1",
  "1e400",
  ".nan",
  "true",
  "2026-02-30",
  "PT0S",
  "P1",
  "client",
  "__proto__",
  "\0",
  "\uFFFD",
  "\uFEFF",
  "\uD800",
  "ü",
  "🤝",
];

interface Mutation {
  readonly unit: "line" | "token" | "byte";
  readonly at: number;
  readonly instead: { readonly scrap: string } | { readonly copyOf: number };
}

const mutations = fc.array(
  fc.record<Mutation>({
    unit: fc.constantFrom("line", "token", "byte"),
    at: fc.nat(100_000),
    instead: fc.oneof(fc.record({ scrap: fc.constantFrom(...SCRAPS) }), fc.record({ copyOf: fc.nat(100_000) })),
  }),
  { minLength: 1, maxLength: 4 },
);

const SEPARATORS = { line: /(?<=\n)/, token: /(?<=[\s:,[\]{}"])|(?=[\s:,[\]{}"])/, byte: "" } as const;

/** The text with one line, token or byte replaced by a scrap or by another one of its kind. */
function mutated(text: string, { unit, at, instead }: Mutation): string {
  const parts =
    unit === "byte"
      ? [...Buffer.from(text, "utf8")].map((byte) => String.fromCharCode(byte))
      : text.split(SEPARATORS[unit]);
  if (parts.length === 0) return "";
  parts[at % parts.length] = "scrap" in instead ? instead.scrap : parts[instead.copyOf % parts.length]!;
  const joined = parts.join("");
  return unit === "byte" ? Buffer.from(joined, "latin1").toString("utf8") : joined;
}

test("a damaged contract is read, or has faults with places inside its text", () => {
  fc.assert(
    fc.property(fc.constantFrom(...CONTRACTS), mutations, (contract, damages) => {
      const text = damages.reduce(mutated, contract);
      const started = performance.now();
      const read = readContract(text);
      expect(performance.now() - started).toBeLessThan(5_000);
      if (read.ok) return;
      expect(read.refusal.length).toBeGreaterThan(0);
      const lines = text.split("\n");
      for (const { line, column, message } of read.refusal) {
        expect(message).toMatch(/^expected /);
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeGreaterThan(0);
        expect(column).toBeLessThanOrEqual(lines[line - 1]!.length + 1);
      }
    }),
    { numRuns: 150 },
  );
});

test("any text is read, or has faults", () => {
  const texts = fc.array(
    fc.oneof(fc.constantFrom(...SCRAPS, ...SAMPLE.split(/(?<=\n)/)), fc.string({ unit: "binary" })),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(texts, (parts) => {
      const read = readContract(parts.join(""));
      expect(read.ok || read.refusal.length > 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});

describe("the order of fields means nothing", () => {
  /** Sorts the fields of every map by a number drawn for each. */
  function reordered(value: unknown, draw: () => number): unknown {
    if (Array.isArray(value)) return value.map((part) => reordered(part, draw));
    if (typeof value !== "object" || value === null) return value;
    const fields = Object.entries(value).map(([name, part]) => ({ name, part: reordered(part, draw), rank: draw() }));
    return Object.fromEntries(fields.toSorted((a, b) => a.rank - b.rank).map(({ name, part }) => [name, part]));
  }

  /** What the terms promise, without the order in which services, priorities and rules were written. */
  function promisesOf(text: string): unknown {
    const read = readContract(text);
    if (!read.ok) return read.refusal.length > 0;
    const terms = termsOf([read.value]);
    if (!terms.ok) return terms.refusal;
    return terms.value.map(
      ({ document, rules, validFrom, validUntil, rankByPriority, promisesByService, pausedLevels }) => ({
        rules,
        validFrom,
        validUntil,
        pausedLevels,
        rankByPriority,
        promised: document.services.flatMap(({ id }) =>
          document.priorities.levels.map((priority) =>
            LEVELS.map((level) => {
              const promised = promisesByService.get(id)?.get(priority)?.[level];
              return promised && [promised.target, promised.text, promised.calendarName, promised.calendar.definition];
            }),
          ),
        ),
      }),
    );
  }

  const originals = CONTRACTS.map((text) => ({ value: parse(text), promises: promisesOf(text) }));
  const seeds = fc.array(fc.nat(7), { minLength: 50, maxLength: 50 });

  test("for what a contract promises", () => {
    fc.assert(
      fc.property(fc.constantFrom(...originals), seeds, fc.boolean(), ({ value, promises }, seed, asJson) => {
        let index = 0;
        const other = reordered(value, () => seed[index++ % seed.length]!);
        expect(promisesOf(asJson ? JSON.stringify(other) : stringify(other))).toEqual(promises);
      }),
      { numRuns: 30 },
    );
  });

  test("for whether it is a contract", () => {
    fc.assert(
      fc.property(seeds, mutations, (seed, damages) => {
        const text = damages.reduce(mutated, SAMPLE);
        let value: unknown;
        try {
          value = parse(text, {
            version: "1.2",
            stringKeys: true,
            resolveKnownTags: false,
            strict: true,
            logLevel: "error",
          });
        } catch {
          return;
        }
        let index = 0;
        const json = JSON.stringify(value);
        if (json === undefined || JSON.stringify(parse(json)) !== json) return;
        const other = JSON.stringify(reordered(value, () => seed[index++ % seed.length]!));
        expect(readContract(other).ok).toBe(readContract(json).ok);
      }),
      { numRuns: 300 },
    );
  });
});

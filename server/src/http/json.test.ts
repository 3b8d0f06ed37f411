import fc from "fast-check";
import { expect, test } from "vitest";
import { Problem } from "../problem.ts";
import { readJson } from "./json.ts";

const read = (text: string | Buffer): unknown => readJson(Buffer.from(text as string));

/** Why a body was refused. */
function reasonOf(text: string | Buffer): unknown {
  try {
    read(text);
  } catch (error) {
    if (error instanceof Problem && error.status === 400 && error.kind === "body-unreadable")
      return error.facts["reason"];
    throw error;
  }
  return undefined;
}

const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

test.each([
  ["nothing", "", "expected JSON, found nothing"],
  ["no JSON", "{]", "expected JSON"],
  ["half a string", '{"a', "expected JSON"],
  ["half an escape", '{"a\\', "expected JSON"],
  ["something behind it", "{} {}", "expected JSON"],
  ["a comment", "{/**/}", "expected JSON"],
  ["a mark of byte order", "\ufeff{}", "expected JSON"],
  ["a bad escape in a key", '{"\\x":1}', "expected JSON"],
  ["a key twice", '{"a":1,"a":2}', "expected each key once"],
  ["a key twice, once escaped", '{"a":1,"\\u0061":2}', "expected each key once"],
  ["a key twice, far below", '{"a":[{"b":{"c":1,"d":2,"c":3}}]}', "expected each key once"],
  ["a key twice, with blanks", '{"a" \t\r\n: 1, "a"\n: 2}', "expected each key once"],
  ["a key that is a prototype", '{"__proto__":{}}', "expected no key named __proto__"],
  ["one written otherwise", '{"\\u005f_proto__":{}}', "expected no key named __proto__"],
  ["a constructor", '{"a":{"constructor":1}}', "expected no key named constructor"],
  ["a prototype", '[{"prototype":1}]', "expected no key named prototype"],
  ["41 levels", nested(41), "expected at most 40 levels"],
  ["a million levels", "[".repeat(1_000_000), "expected at most 40 levels"],
  ["half a pair of surrogates", '{"a":"\\ud83d"}', "expected whole characters, found half of one"],
  ["the other half", '["\\ude00x"]', "expected whole characters, found half of one"],
  ["half a pair in a key", '{"\\ud83d":1}', "expected whole characters, found half of one"],
  ["halves in the wrong order", '"\\ude00\\ud83d"', "expected whole characters, found half of one"],
])("a body with %s is refused", (_what, text, reason) => {
  expect(reasonOf(text)).toBe(reason);
});

test.each([
  ["a stray byte", [0x22, 0xff, 0x22]],
  ["an overlong slash", [0x22, 0xc0, 0xaf, 0x22]],
  ["half a surrogate pair", [0x22, 0xed, 0xa0, 0x80, 0x22]],
  ["a cut-off character", [0x22, 0xe2, 0x82, 0x22]],
  ["a character beyond Unicode", [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22]],
  ["UTF-16", [0x22, 0x00, 0x61, 0x00, 0x22, 0x00, 0xd8]],
])("a body with %s is no UTF-8", (_what, bytes) => {
  expect(reasonOf(Buffer.from(bytes))).toBe("expected text in UTF-8");
});

test.each([
  nested(40),
  '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]}',
  '{"a":"{\\"a\\":1,\\"a\\":2}"}',
  '{"a":"__proto__","b":["constructor"]}',
  '"\\ud83d\\ude00 \\\\ud83d"',
  '{"\\"":1,"\\\\":2}',
  " \n null ",
])("%s is read", (text) => {
  expect(read(text)).toEqual(JSON.parse(text));
});

const REASON: unknown = expect.stringMatching(/^expected /);
const DANGEROUS: unknown = expect.stringMatching(/^expected no key named /);

/** What reading comes to: the value, or why there is none. */
const outcomeOf = (text: string): unknown => reasonOf(text) ?? { value: read(text) };

test("whatever JSON is, is read as the language reads it; only keys that are dangerous are refused", () => {
  const key = fc.oneof(
    { weight: 9, arbitrary: fc.string({ maxLength: 3 }) },
    fc.constantFrom("__proto__", "constructor"),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, fc.jsonValue({ maxDepth: 0, stringUnit: "binary" }), tie("list"), tie("object")),
    list: fc.array(tie("value"), { maxLength: 3 }),
    object: fc.array(fc.tuple(key, tie("value")), { maxLength: 3 }).map((entries) => new Map(entries)),
  }));
  fc.assert(
    fc.property(value, fc.constantFrom("", " \n"), (drawn, blank) => {
      const { text, isDangerous } = written(drawn, blank);
      const expected = isDangerous ? DANGEROUS : { value: JSON.parse(text) as unknown };
      expect(outcomeOf(text)).toEqual(expected);
    }),
  );
});

/** JSON of a value whose objects are maps, as no object can hold a key that is dangerous. */
function written(value: unknown, blank: string): { readonly text: string; readonly isDangerous: boolean } {
  if (Array.isArray(value)) {
    const parts = value.map((each) => written(each, blank));
    return {
      text: `[${parts.map(({ text }) => text).join(`,${blank}`)}]`,
      isDangerous: parts.some((part) => part.isDangerous),
    };
  }
  if (!(value instanceof Map)) return { text: JSON.stringify(value), isDangerous: false };
  const entries = [...(value as Map<string, unknown>)].map(([key, each]) => ({ key, ...written(each, blank) }));
  const members = entries.map(({ key, text }) => `${JSON.stringify(key)}${blank}:${text}`);
  const isDangerous = entries.some((entry) => entry.isDangerous || ["__proto__", "constructor"].includes(entry.key));
  return { text: `{${blank}${members.join(",")}}`, isDangerous };
}

test("whatever comes, it is JSON or told why not", () => {
  const pieces = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    '"',
    "\\",
    ":",
    ",",
    "a",
    "\\u0061",
    "\\ud800",
    "1",
    " ",
    "\0",
    "é",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const text = parts.join("");
      const outcome = outcomeOf(text);
      const expected = typeof outcome === "string" ? REASON : { value: JSON.parse(text) as unknown };
      expect(outcome).toEqual(expected);
    }),
    { numRuns: 2_000 },
  );
});

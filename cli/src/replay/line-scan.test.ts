import fc from "fast-check";
import { expect, test } from "vitest";
import { LineScanner } from "./line-scan.ts";
import { valuesOf } from "./spill.ts";

type Scanned = { readonly ticket: string; readonly at: string } | { readonly fault: string };

const scanner = new LineScanner();

const scan = (line: string | Buffer): Scanned => {
  // Between other bytes, as a line lies in the buffer of a file.
  const bytes = Buffer.from(line);
  const surrounded = Buffer.concat([Buffer.from('}"x\n'), bytes, Buffer.from('\n{"ticket":"next"}')]);
  const fault = scanner.scan(surrounded, 4, 4 + bytes.length);
  if (fault !== undefined) return { fault };
  const { source, ticketFrom, ticketTo, atFrom, atTo } = scanner;
  return { ticket: source.toString("utf8", ticketFrom, ticketTo), at: source.toString("latin1", atFrom, atTo) };
};

/** What the JSON parser says of a line: where it belongs, or that it is no event. */
function parsed(line: string): Scanned | "fault" {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return "fault";
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "fault";
  const { ticket, at } = value as Record<string, unknown>;
  if (typeof ticket !== "string" || ticket === "") return "fault";
  return { ticket, at: typeof at === "string" ? at : "" };
}

test.each([
  {
    line: '{"ticket":"T-1","at":"2026-11-23T08:00:00Z"}',
    found: { ticket: "T-1", at: "2026-11-23T08:00:00Z" },
    rule: "plain",
  },
  {
    line: ' {\t"at" : "x" ,\r"ticket"\t:"ü💥" } \r',
    found: { ticket: "ü💥", at: "x" },
    rule: "blanks, another order, further alphabets",
  },
  { line: '{"ticket":"a\\"b","at":"\\u0041"}', found: { ticket: 'a"b', at: "A" }, rule: "escapes" },
  { line: '{"tic\\u006bet":"T","at":"x"}', found: { ticket: "T", at: "x" }, rule: "an escaped key" },
  {
    line: '{"a":{"ticket":"no","at":"no"},"ticket":"T","b":[{"ticket":"no"}]}',
    found: { ticket: "T", at: "" },
    rule: "nested values",
  },
  {
    line: '{"ticket":"1","at":"1","ticket":"2","at":"2"}',
    found: { ticket: "2", at: "2" },
    rule: "a key twice: the last one counts",
  },
  {
    line: '{"n":-1.5e+3,"t":true,"f":false,"z":null,"ticket":"T"}',
    found: { ticket: "T", at: "" },
    rule: "numbers and words",
  },
  {
    line: '{"Ticket":"no","ticket ":"no","ticke":"no","ticket":"T","At":"no"}',
    found: { ticket: "T", at: "" },
    rule: "keys that look alike",
  },
  { line: '{"ticket":"T","at":{"at":"x"}}', found: { ticket: "T", at: "" }, rule: "an instant that is no text" },
])("finds ticket and instant: $rule", ({ line, found }) => {
  expect(scan(line)).toEqual(found);
});

test.each([
  "",
  "{}",
  "[]",
  "null",
  '"{}"',
  '{"ticket":""}',
  '{"ticket":7}',
  '{"ticket":null}',
  '{"at":"2026-11-23T08:00:00Z"}',
  '{"ticket":"T"',
  '{"ticket":"T"}}',
  '{"ticket":"T"}{"ticket":"T"}',
  '{"ticket":"T"},',
  '{"ticket":"T",}',
  '{"ticket":"T" "at":"x"}',
  '{"ticket":"T","at"}',
  '{"ticket":"T\t"}',
  "{'ticket':'T'}",
  '{ticket:"T"}',
  '\uFEFF{"ticket":"T"}',
  '{"ticket":"T"} // comment',
])("is no line of a log: %j", (line) => {
  expect(scan(line)).toEqual({ fault: expect.any(String) });
});

const keys = fc.constantFrom("ticket", "at", "by", "type", "Ticket", "a t", "__proto__", "\u00e9", 'q"', "\\");
const texts = fc.oneof(
  fc.constantFrom("T-1", "", "a\\b", '"', "\u2028", "💥", "\t", "2026-11-23T08:00:00Z"),
  fc.string({ unit: "grapheme", maxLength: 6 }),
);
const values = fc.oneof({ weight: 3, arbitrary: texts }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) });
const blanks = fc.constantFrom("", " ", "\t", "\r", "  ");

/** JSON of an object as a person might write it: keys may occur twice, blanks may stand anywhere, characters may be escaped. */
const objects = fc
  .tuple(
    fc.array(fc.tuple(keys, values, fc.boolean()), { maxLength: 5 }),
    fc.array(blanks, { minLength: 6, maxLength: 6 }),
  )
  .map(([fields, [a, b, c, d, e, f]]) => {
    const escaped = (json: string, escape: boolean) => (escape ? json.replaceAll("t", "\\u0074") : json);
    const written = fields.map(
      ([key, value, escape]) =>
        `${b}${escaped(JSON.stringify(key), escape)}${c}:${d}${typeof value === "string" ? escaped(JSON.stringify(value), escape) : JSON.stringify(value)}${e}`,
    );
    return `${a}{${written.join(",")}${fields.length === 0 ? b : ""}}${f}`;
  });

/** An instant has no letters beyond ASCII, so the scan need not decode one that has. */
const told = (found: Scanned | "fault"): string =>
  found === "fault" || "fault" in found
    ? "fault"
    : JSON.stringify([found.ticket, /^[\0-\x7f]*$/.test(found.at) ? found.at : "no instant"]);

/** A ticket that is no text may hide in a key that occurs twice: the second reading refuses such a line. */
function isRefusedLater(line: string): boolean {
  const { ticket } = JSON.parse(line) as Record<string, unknown>;
  return ticket !== undefined && typeof ticket !== "string";
}

test("the scan agrees with the JSON parser on every object", () => {
  fc.assert(
    fc.property(objects, (line) => {
      fc.pre(!isRefusedLater(line));
      expect(told(scan(line))).toBe(told(parsed(line)));
    }),
    { numRuns: 2_000 },
  );
});

const fragments = fc.constantFrom(
  '"ticket"',
  '"at"',
  '"T"',
  ":",
  ",",
  "{",
  "}",
  "[",
  "]",
  "nul",
  "null",
  "-",
  "1e",
  "01",
  "1.",
  " ",
  "\\",
  '"',
  "tru",
  "e",
);
const garbage = fc.oneof(
  fc.array(fragments, { maxLength: 12 }).map((parts) => parts.join("")),
  fc.array(fragments, { maxLength: 4 }).map((parts) => `{"ticket":"T","x":${parts.join("")}}`),
  fc.tuple(objects, fc.nat(60), fragments).map(([line, at, part]) => line.slice(0, at) + part + line.slice(at + 1)),
);

test("a line that is not exactly one object is a fault of the scan, or of the reading that follows", () => {
  fc.assert(
    fc.property(fc.array(garbage, { minLength: 1, maxLength: 3 }), (lines) => {
      const kept = lines.filter((line) => !("fault" in scan(line)));
      const all = valuesOf(kept.map((line) => `${line},\n`).join(""), kept.length);
      const isJson = kept.every((line) => parsed(line) !== "fault" || isObject(line));
      // Read together they are what each of them is alone, and refused as soon as one of them is no JSON.
      expect(all?.slice(0, -1)).toEqual(isJson ? kept.map((line) => JSON.parse(line) as unknown) : undefined);
    }),
    { numRuns: 5_000 },
  );
});

function isObject(line: string): boolean {
  try {
    return typeof JSON.parse(line) === "object";
  } catch {
    return false;
  }
}

test("bytes that are no text do not stop the scan", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const found = scan(Buffer.from(bytes));
      expect("fault" in found || found.ticket !== "").toBe(true);
    }),
  );
  expect(scan(Buffer.from('{"ticket":"\u00fc","at":"x"}', "latin1"))).toEqual({ ticket: "\uFFFD", at: "x" });
});

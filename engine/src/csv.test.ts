import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CsvReader, ROW_LENGTH_MAX, type CsvFault } from "./csv.ts";

interface Read {
  readonly rows: (readonly [line: number, ...cells: string[]])[];
  readonly fault: CsvFault | undefined;
}

/** Reads a text in chunks of some length. */
function read(text: string, length = Math.max(1, text.length), delimiter = ","): Read {
  const rows: [number, ...string[]][] = [];
  const reader = new CsvReader(delimiter, (cells, line) => rows.push([line, ...cells]));
  for (let at = 0; at < text.length; at += length) reader.push(text.slice(at, at + length));
  return { rows, fault: reader.end() };
}

describe("rows, with the line on which each ends", () => {
  test.each<{ rule: string; text: string; rows: unknown[] }>([
    {
      rule: "cells",
      text: "a,b\nc,d\n",
      rows: [
        [1, "a", "b"],
        [2, "c", "d"],
      ],
    },
    {
      rule: "no end of the last line",
      text: "a,b\nc,d",
      rows: [
        [1, "a", "b"],
        [2, "c", "d"],
      ],
    },
    {
      rule: "mixed line ends",
      text: "a\r\nb\rc\nd",
      rows: [
        [1, "a"],
        [2, "b"],
        [3, "c"],
        [4, "d"],
      ],
    },
    { rule: "a carriage return at the end", text: "a\r", rows: [[1, "a"]] },
    {
      rule: "empty lines are left out and counted",
      text: "\n\na\n\r\nb",
      rows: [
        [3, "a"],
        [5, "b"],
      ],
    },
    {
      rule: "empty cells",
      text: ",\n,,",
      rows: [
        [1, "", ""],
        [2, "", "", ""],
      ],
    },
    { rule: "a byte order mark", text: "\uFEFFa,b", rows: [[1, "a", "b"]] },
    { rule: "a byte order mark within is a character", text: "a,\uFEFFb", rows: [[1, "a", "\uFEFFb"]] },
    {
      rule: "quoted delimiters, quotes and breaks",
      text: '"a,""b"" ""","c\r\nd\ne"\nf',
      rows: [
        [3, 'a,"b" "', "c\r\nd\ne"],
        [4, "f"],
      ],
    },
    { rule: "an empty quoted cell", text: '"",a', rows: [[1, "", "a"]] },
    { rule: "nothing", text: "", rows: [] },
  ])("$rule", ({ text, rows }) => {
    for (let length = 1; length <= text.length + 1; length++)
      expect(read(text, length)).toEqual({ rows, fault: undefined });
  });

  test("with another delimiter", () => {
    expect(read("a;b,c", 2, ";").rows).toEqual([[1, "a", "b,c"]]);
  });
});

describe("what is no CSV is refused with its line, and the rows before it are read", () => {
  test.each([
    { text: 'a\n"b\nc,d\n', kind: "quote-not-closed", line: 2 },
    { text: 'a\n"b\nb"c,d\n', kind: "text-after-quote", line: 3 },
    { text: 'a\nb,c"d"\n', kind: "quote-within-cell", line: 2 },
    { text: `a\n"${"x\n".repeat(ROW_LENGTH_MAX / 2 + 1)}"\n`, kind: "row-too-long", line: 2 },
    { text: `a\n${"x,".repeat(ROW_LENGTH_MAX / 2 + 1)}\n`, kind: "row-too-long", line: 2 },
  ])("$kind", ({ text, kind, line }) => {
    for (const length of [text.length, 400_000, ...(text.length < 100 ? [1, 2, 3] : [])]) {
      const { rows, fault } = read(text, length);
      expect(fault).toMatchObject({ kind, line });
      expect(rows).toEqual([[1, "a"]]);
    }
  });

  test("and nothing behind it", () => {
    const rows: string[][] = [];
    const reader = new CsvReader(",", (cells) => rows.push(cells));
    expect(reader.push('a"\nb\n')).toMatchObject({ kind: "quote-within-cell" });
    expect(reader.push("c\n")).toMatchObject({ kind: "quote-within-cell" });
    expect(rows).toEqual([]);
  });
});

test("reads as another reader does, however the text is cut", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", " ", "ä", "\u{1F4DE}"), maxLength: 4 });
  const quoted = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { maxLength: 4 }), fc.nat(9), (table, cut) => {
      const text = table.map((row) => row.map(quoted).join(",")).join("\n");
      const expected = parse(text, {
        relax_column_count: true,
        skip_empty_lines: true,
        record_delimiter: ["\r\n", "\n", "\r"],
      });
      expect(read(text, cut + 1).rows.map(([, ...cells]) => cells)).toEqual(expected);
    }),
  );
});

import { expect, test } from "vitest";
import { lineOfWrongByte, TextReader } from "./text-bytes.ts";

test.each([
  { bytes: "ok\n\u00fc\n", line: 2, rule: "the line that is wrong" },
  { bytes: "\u00fc", line: 1, rule: "the first line without an end" },
  { bytes: "ok\nok", line: 2, rule: "the last line when the wrong byte comes after the end" },
  {
    bytes: "\u00a4\u00a4ok\nok\n\u00e4\n",
    line: 3,
    rule: "not the first line when only its first character began before",
  },
  {
    bytes: "\u00a4\u00a4\u00a4\u00a4\nok",
    line: 1,
    rule: "the first line when more is wrong than the end of a character",
  },
])("of bytes that are not UTF-8 $rule is named", ({ bytes, line }) => {
  expect(lineOfWrongByte(Buffer.from(bytes, "latin1"))).toBe(line);
});

/** Reads bytes in chunks of some length, until something is wrong. */
function textOf(bytes: Buffer, encoding: "utf-8" | "windows-1252", length: number): unknown {
  const reader = new TextReader(encoding);
  let text = "";
  for (let at = 0; at < bytes.length; at += length) {
    const read = reader.read(bytes.subarray(at, at + length));
    if (typeof read !== "string") return read;
    text += read;
  }
  return reader.end() ?? text;
}

test.each([
  { bytes: Buffer.from("\uFEFFäöü\n\u{1F4DE}\r\nz"), encoding: "utf-8", expected: "\uFEFFäöü\n\u{1F4DE}\r\nz" },
  { bytes: Buffer.from("Stra\xdfe \x80", "latin1"), encoding: "windows-1252", expected: "Straße €" },
  { bytes: Buffer.from("a\nb\nStra\xdfe\nc", "latin1"), encoding: "utf-8", expected: { wrongLine: 3 } },
  { bytes: Buffer.from([0x61, 0x0a, 0xc3]), encoding: "utf-8", expected: { wrongLine: 2 } },
] as const)("bytes in $encoding are read the same however they are cut", ({ bytes, encoding, expected }) => {
  for (let length = 1; length <= bytes.length; length++) expect(textOf(bytes, encoding, length)).toEqual(expected);
});

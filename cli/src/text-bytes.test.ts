import { expect, test } from "vitest";
import { lineOfWrongByte } from "./text-bytes.ts";

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

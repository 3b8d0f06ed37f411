import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { changed, damaged, faultsOf, NOT_UTF_8, SAMPLE, type FaultRow } from "./reader.test-support.ts";
import { readContract } from "./reader.ts";

describe("YAML 1.2 and JSON", () => {
  const read = (text: string) => {
    const outcome = readContract(text);
    return outcome.ok ? outcome.value : outcome.refusal;
  };
  const sample = readContract(SAMPLE);

  test.each([
    ["a byte order mark", `\uFEFF${SAMPLE}`],
    ["CRLF", SAMPLE.replaceAll("\n", "\r\n")],
    ["a document marker, a directive and comments", `# Vertrag\n%YAML 1.2\n---\n${SAMPLE}...\n# Ende\n`],
    ["no line break at the end", SAMPLE.trimEnd()],
    ["aliases", changed("high: P2, low: P2 }", "high: &second P2, low: *second }")],
    ["tags of the core schema", changed("title: Betreuung", "title: !!str Betreuung")],
  ])("%s change nothing", (_what, text) => {
    expect(read(text)).toEqual(sample.ok && sample.value);
  });

  test.each([undefined, 2, "\t"])("JSON indented by %j reads like YAML", (indent) => {
    const json = JSON.stringify(parse(SAMPLE), null, indent);
    expect(read(json)).toEqual(sample.ok && sample.value);
    expect(read(json.replaceAll("/", "\\/").replaceAll("ü", "\\u00fc"))).toEqual(sample.ok && sample.value);
  });

  test("a fault in JSON has its place too", () => {
    const json = JSON.stringify({ ...parse(SAMPLE), version: 0 }, null, "\t");
    const [fault] = faultsOf(json);
    expect(fault).toMatchObject({
      line: json.slice(0, json.indexOf('"version"')).split("\n").length,
      column: 2,
      path: ["version"],
    });
  });

  test.each([
    ["nothing", "", 1, 1, "expected a document, found an empty file"],
    ["a comment", "\n# only a comment\n", 1, 1, "expected a document, found an empty file"],
    ["a directive", "%FOO\n", 1, 1, "expected a document, found an empty file"],
    ["a marker", "---\n", 1, 4, "expected fields, found an empty value"],
    ["null", "null", 1, 1, "expected fields, found an empty value"],
    ["a list", "- a\n- b\n", 1, 1, "expected fields, found a list"],
    ["words", "just words", 1, 1, 'expected fields, found "just words"'],
    ["a second document", `${SAMPLE}---\nid: second\n`, 41, 1, "expected one document in the file, found a second one"],
    ["YAML 1.1", `%YAML 1.1\n---\n${SAMPLE}`, 1, 1, "expected YAML 1.2, found %YAML 1.1"],
  ])("%s is no contract", (_what, text, line, column, message) => {
    expect(faultsOf(text)[0]).toEqual({ line, column, path: [], message });
  });

  test.each<FaultRow>([
    [
      "validFrom: 2",
      "validFrom: ▸!!timestamp 2",
      "",
      "expected valid YAML or JSON: Unresolved tag: tag:yaml.org,2002:timestamp",
    ],
    ["title: Betreuung", "title: ▸!secret x", "", "expected valid YAML or JSON: Unresolved tag: !secret"],
    ["id: sample", "? ▸[id]\n: sample", "", "expected a name as key"],
    ["title: Betreuung", "▸\ttitle: Betreuung", "", "expected valid YAML or JSON: Tabs are not allowed as indentation"],
    ["title: Betreuung", 'title: "Betreu"▸ung', "", "expected valid YAML or JSON: Unexpected scalar at node end"],
    ["title: Betreuung", "title: ▸*none", "title", "expected an anchor &none before this alias"],
    [
      "levels: [P1, P2]",
      "levels: &a [P1, ▸*a]",
      "priorities/levels/1",
      "expected an alias of something complete, found *a inside &a",
    ],
    ["id: sample", "id: sample\n▸id: again", "id", "expected each field once, found id again"],
    [
      "users: 12",
      'users: 12, ▸"users": 13',
      "services/0/quantities/users",
      "expected each field once, found users again",
    ],
    ["clocks:\n", "▸parties: {}\nclocks:\n", "parties", "expected each field once, found parties again"],
    ["name: Arbeitsplätze", "name: ▸Arbeitspl\uFFFDtze", "services/0/name", NOT_UTF_8],
    ["users: 12", "▸us\uFFFDrs: 12", "services/0/quantities/us\uFFFDrs", NOT_UTF_8],
    ["title: Betreuung", "title: ▸Betreu\u0007ung", "title", "expected readable characters, found U+0007"],
    ["title: Betreuung", 'title: ▸"Betreuung\\0"', "title", "expected readable characters, found U+0000"],
    ["title: Betreuung", 'title: ▸"\\uD800"', "title", "expected readable characters, found U+D800"],
    ["[answered]", "[▸\u009F]", "clocks/response/stop/0", "expected readable characters, found U+009F"],
  ])("%s → %s", (...row) => {
    const { text, fault } = damaged(...row);
    expect(faultsOf(text)).toEqual([fault]);
  });

  test("a byte order mark is no column of the first line", () => {
    expect(faultsOf(`\uFEFF${changed("format: h", "format: H")}`)).toMatchObject([{ line: 1, column: 1 }]);
  });

  test("what is wrong behind an alias is told at its anchor, once for each use", () => {
    const rows = "all: { high: P1, low: P2 }\n    one: { high: P2, low: P2 }";
    expect(faultsOf(changed(rows, "all: &row { high: P1, low: 2 }\n    one: *row"))).toMatchObject([
      { line: 20, column: 27, path: ["priorities", "matrix", "all", "low"] },
      { line: 20, column: 27, path: ["priorities", "matrix", "one", "low"] },
    ]);
  });

  test("a quotation mark that is not closed is a fault", () => {
    const [fault] = faultsOf(changed("title: Betreuung", 'title: "Betreuung'));
    expect(fault).toMatchObject({ line: 3, message: 'expected valid YAML or JSON: Missing closing "quote' });
  });

  test("bytes in Latin-1 are refused with their places", () => {
    const text = new TextDecoder().decode(Buffer.from(SAMPLE, "latin1"));
    expect(faultsOf(text).map(({ line }) => line)).toEqual([9, 9, 29, 40]);
    expect(faultsOf(text)[0]?.message).toBe(NOT_UTF_8);
  });

  test("characters beyond the basic plane are kept, as written and as an escaped pair", () => {
    const titled = (title: string) => read(changed("title: Betreuung", `title: ${title}`));
    expect(titled('"\\ud83e\\udd1d"')).toEqual(titled("🤝"));
    expect(titled("🤝")).toMatchObject({ title: "🤝" });
  });
});

describe("what no person would write is refused in seconds and little memory", () => {
  const MIB = 1024 * 1024;
  const filled = (part: string): string => part.repeat(Math.floor((MIB - 100) / part.length));
  const numbered = (part: (index: number) => string, count: number): string =>
    Array.from({ length: count }, (_, index) => part(index)).join("");
  const bomb = numbered((index) => `a${index + 1}: &a${index + 1} [${Array(9).fill(`*a${index}`).join()}]\n`, 9);
  const parties = numbered((index) => `  p${index}: { role: vendor, name: x }\n`, 5_000);
  const DEEP = "expected less nesting";
  const LONG = "expected a shorter document";
  const YAML = "expected valid YAML or JSON:";
  /** What it is, the text, and its first fault. */
  const HOSTILE: readonly (readonly [string, string, string])[] = [
    ["two mebibytes", "x".repeat(2 * MIB), "1:1 expected at most 1 MiB of text"],
    ["a mebibyte of one word", "x".repeat(MIB), `1:1 expected fields, found "${"x".repeat(60)}…"`],
    ["brackets", filled("["), `1:101 ${DEEP}`],
    ["brackets behind comments", filled("[ #]\n"), `100:2 ${DEEP}`],
    ["brackets in quotes", filled('["]",'), `1:497 ${DEEP}`],
    ["fields in fields", filled("{a: "), `1:398 ${DEEP}`],
    ["lists in lists", filled("- "), `1:200 ${DEEP}`],
    ["fields of fields in a line", filled("a: "), `1:299 ${DEEP}`],
    ["indentation", numbered((index) => `${" ".repeat(index)}a:\n`, 1_400), `100:101 ${DEEP}`],
    ["anchored lists in a line", filled("- &a "), `1:312500 ${LONG}`],
    ["empty entries", filled("-\n"), `125000:2 ${LONG}`],
    ["documents", "---\n".repeat(20_000), "2:1 expected one document in the file, found a second one"],
    ["directives", filled("%X y\n"), "11:5 expected at most 10 directives"],
    ["closing brackets", filled("}"), `1:1 ${YAML} Unexpected flow-map-end token in YAML document: "}"`],
    ["wrong escapes", `"${filled("\\x")}"`, `1:1 ${YAML} more than a hundred wrong escapes`],
    ["quotes", '""'.repeat(40_000), `1:3 ${YAML} Unexpected double-quoted-scalar at node end`],
    ["unknown tags", "- !x y\n".repeat(15_000), `1:3 ${YAML} Unresolved tag: !x`],
    ["the same field again", "k: 1\n".repeat(15_000), "2:1 expected each field once, found k again"],
    ["unknown fields", numbered((index) => `k${index}: 1\n`, 15_000), "1:1 expected no such field here"],
    [
      "many aliases",
      numbered((index) => `- &a${index} x\n- *a${index}\n`, 10_000),
      "202:3 expected at most 100 aliases",
    ],
    ["aliases of aliases", `a0: &a0 [x]\n${bomb}`, "1:1 expected at most 250000 values, aliases written out"],
    [
      "a list many times",
      `x: &x [${"1,".repeat(50_000)}1]\ny: [${Array(99).fill("*x").join()}]\n`,
      "1:1 expected at most 250000 values, aliases written out",
    ],
    ["many parties", changed("  provider:", `${parties}  provider:`), ""],
  ];

  test("each in a process of 256 MiB, within ten seconds", () => {
    const reader = fileURLToPath(new URL("./reader.ts", import.meta.url));
    const script = `
      import { readContract } from ${JSON.stringify(reader)};
      import { readFileSync } from "node:fs";
      for (const [name, text] of JSON.parse(readFileSync(0, "utf8"))) {
        const started = performance.now();
        const read = readContract(text);
        const found = read.ok ? [] : read.refusal.slice(0, 14);
        const faults = found.map(({ line, column, message }) => line + ":" + column + " " + message);
        console.log(JSON.stringify({ name, faults, tookMs: performance.now() - started }));
      }`;
    const options = ["--max-old-space-size=256", "--input-type=module", "--eval", script];
    const output = execFileSync(process.execPath, options, { input: JSON.stringify(HOSTILE), encoding: "utf8" });
    const answers = output
      .trim()
      .split("\n")
      .map((line, index) => {
        const { name, faults, tookMs }: { name: string; faults: string[]; tookMs: number } = JSON.parse(line);
        const expected = HOSTILE[index]![2];
        return [name, faults.find((fault) => fault === expected) ?? faults[0] ?? "", tookMs < 10_000];
      });
    expect(answers).toEqual(HOSTILE.map(([name, , fault]) => [name, fault, true]));
  }, 120_000);
});

/** Lines on their way to their parts and back. */
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { Fault } from "../fault.ts";
import { distribute, forEachLine, LINE_BYTES_MAX, mergesIn, type Segment } from "./distribute.ts";
import { plainLog, segmentsOf } from "./log-file.ts";
import { mergeByOrder } from "./merge.ts";
import { partOf, SpillWriter, takeSpilled } from "./spill.ts";

const folder = mkdtempSync(join(tmpdir(), "handschlag-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

function fileOf(content: string | Buffer): string {
  const name = join(folder, `file-${files++}`);
  writeFileSync(name, content);
  return name;
}

const whole = (file: string): Segment => ({ number: 0, log: 0, file, start: 0, end: readFileSync(file).length });

test("a ticket belongs to the same part on every machine, years later", () => {
  // FNV-1a, 32 bits: the published value for "a" is 0xe40c292c, for "foobar" 0xbf9cf968.
  expect(partOf(Buffer.from("a"), 2 ** 32)).toBe(0xe40c292c);
  expect(partOf(Buffer.from("foobar"), 2 ** 32)).toBe(0xbf9cf968);
  const exact = (ticket: string) =>
    [...Buffer.from(ticket)].reduce((hash, byte) => ((hash ^ BigInt(byte)) * 0x01000193n) % 2n ** 32n, 0x811c9dc5n);
  const tickets = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("INC0000045", "T-1", "Ä", "💥", "漢字", "\ud800"),
  );
  fc.assert(
    fc.property(tickets, fc.integer({ min: 1, max: 2_048 }), (ticket, count) => {
      expect(partOf(Buffer.from(ticket), count)).toBe(Number(exact(ticket) % BigInt(count)));
    }),
  );
});

test("what is spilled comes back once, in order, with its numbers", () => {
  const spill = new SpillWriter(folder, "events", 3);
  const lines = Array.from({ length: 5_000 }, (_, index) => `{"n":${index},"x":"${"ä".repeat(index % 50)}"}`);
  // Longer than the buffer, so it is written past it.
  lines.push(JSON.stringify("long".repeat(20_000)), "1");
  for (const [index, line] of lines.entries())
    spill.write(index % 2, index + 1, Buffer.from(`no${line}no`), 2, Buffer.byteLength(line) + 2);
  spill.close();
  for (const part of [0, 1]) {
    const { bytes, numbers } = takeSpilled(folder, "events", 3, part)!;
    expect(bytes.toString()).toBe(
      lines
        .filter((_, index) => index % 2 === part)
        .map((line) => `${line},\n`)
        .join(""),
    );
    expect([...numbers]).toEqual(lines.flatMap((_, index) => (index % 2 === part ? [index + 1] : [])));
    expect(takeSpilled(folder, "events", 3, part)).toBeUndefined();
  }
});

test("a part that is too large for memory is refused, not read", () => {
  const file = join(folder, "events-9-0");
  closeSync(openSync(file, "w"));
  truncateSync(file, 65 * 1024 * 1024);
  expect(() => takeSpilled(folder, "events", 9, 0)).toThrow(Fault);
  rmSync(file);
});

test("lines of several files are merged by their order", async () => {
  const linesOf = fc.uniqueArray(fc.nat(60), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(linesOf, fc.integer({ min: 1, max: 9 }), async (orders, count) => {
      const parts = Array.from({ length: count }, (_, part) =>
        orders.filter((order) => (order * 7) % count === part).toSorted((a, b) => a - b),
      );
      const names = parts.map((part) => fileOf(part.map((order) => `${order}\tline ${order}, ä\tb\n`).join("")));
      const target = fileOf("old");
      await mergeByOrder(names, target);
      expect(readFileSync(target, "utf8")).toBe(
        orders
          .toSorted((a, b) => a - b)
          .map((order) => `line ${order}, ä\tb\n`)
          .join(""),
      );
    }),
    { numRuns: 50 },
  );
});

test("lines longer than a chunk are merged whole", async () => {
  const long = (order: number) => `${order}\t${"ü".repeat(100_000)}${order}\n`;
  const target = fileOf("");
  await mergeByOrder([fileOf(long(1) + long(4)), fileOf(long(2) + long(3))], target);
  expect(readFileSync(target, "utf8")).toBe([1, 2, 3, 4].map((order) => long(order).slice(2)).join(""));
});

test("lines that end just where a chunk ends are merged one by one", async () => {
  const chunk = 16 * 1024;
  const line = (order: number, bytes: number) => `${order}\t${"x".repeat(bytes - 3)}\n`;
  for (const length of [chunk - 1, chunk, chunk + 1]) {
    const target = fileOf("");
    await mergeByOrder([fileOf(line(1, length) + line(4, length)), fileOf(line(2, length) + line(3, length))], target);
    expect(readFileSync(target, "utf8")).toBe([1, 2, 3, 4].map((order) => line(order, length).slice(2)).join(""));
  }
});

describe("lines of a file", () => {
  const read = (segment: Segment) => {
    const lines: string[] = [];
    let bytes = 0;
    forEachLine(segment, {
      onLine: (buffer, from, to, number) =>
        lines.push(`${number}:${to - from > 50 ? to - from : buffer.toString("utf8", from, to)}`),
      onTooLong: (number) => lines.push(`${number}: too long`),
      onBytes: (count) => (bytes += count),
    });
    expect(bytes).toBe(segment.end - segment.start);
    return lines;
  };

  test.each([
    { text: "", lines: [] },
    { text: "\n", lines: ["1:"] },
    { text: "a", lines: ["1:a"] },
    { text: "a\n", lines: ["1:a"] },
    { text: "a\r\n\nb", lines: ["1:a\r", "2:", "3:b"] },
  ])("of $text", ({ text, lines }) => {
    expect(read(whole(fileOf(text)))).toEqual(lines);
  });

  test.each([0, 1, 7, LINE_BYTES_MAX - 3, LINE_BYTES_MAX - 1, LINE_BYTES_MAX])(
    "longer than 1 MiB are told as such wherever they begin (%i bytes into the file)",
    (before) => {
      const lines = [
        ...(before === 0 ? [] : ["y".repeat(before - 1)]),
        "x".repeat(LINE_BYTES_MAX),
        "x".repeat(LINE_BYTES_MAX + 1),
        "a",
        "x".repeat(3 * LINE_BYTES_MAX),
        "b",
      ];
      const expected = lines.map(
        (line, index) =>
          `${index + 1}:${line.length > LINE_BYTES_MAX ? " too long" : line.length > 50 ? line.length : line}`,
      );
      expect(read(whole(fileOf(lines.join("\n"))))).toEqual(expected);
      expect(read(whole(fileOf(`${[...lines, "x".repeat(LINE_BYTES_MAX + 1)].join("\n")}\n`)))).toEqual([
        ...expected,
        `${lines.length + 1}: too long`,
      ]);
    },
  );

  test("are the same however a file is cut into segments", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("", "a", "bb", "ccc", "\r"), { maxLength: 12 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 6 }),
        (lines, ended, count) => {
          const text = lines.join("\n") + (ended ? "\n" : "");
          const file = fileOf(text);
          const segments = segmentsOf([{ name: "log", file, bytes: text.length }], count);
          expect(segments.map(({ number }) => number)).toEqual([...segments.keys()]);
          const strip = (found: string[]) => found.map((line) => line.replace(/^\d+:/, ""));
          expect(segments.flatMap((segment) => strip(read(segment)))).toEqual(strip(read(whole(file))));
          rmSync(file);
        },
      ),
      { numRuns: 80 },
    );
  });
});

test("an empty file among logs has a segment of its own", async () => {
  const logs = [
    await plainLog(fileOf("a\nb\n"), "unused"),
    await plainLog(fileOf(""), "unused"),
    await plainLog(fileOf("c"), "unused"),
  ];
  const segments = segmentsOf(logs, 2).map(({ log, start, end }) => [log, start, end]);
  expect(segments.filter(([log, start, end]) => log === 1 || start !== end)).toEqual([
    [0, 0, 4],
    [1, 0, 0],
    [2, 0, 1],
  ]);
});

describe("the first reading", () => {
  const read = (text: string | Buffer, groups: ReadonlyMap<string, string> = new Map()) => {
    const found = distribute({ ...whole(fileOf(text)), number: 7 }, folder, 3, groups, () => undefined);
    const parts = [0, 1, 2].map((part) => takeSpilled(folder, "events", 7, part)?.bytes.toString() ?? "");
    return { ...found, parts };
  };
  const at = (instant: string, ticket = "T") => `{"ticket":"${ticket}","at":"${instant}"}`;

  test("hands each line to the part of its ticket, or of its group", () => {
    expect(read(`${at("x", "a")}\n${at("x", "b")}\n`).parts[partOf(Buffer.from("a"), 3)]).toContain(at("x", "a"));
    const { parts } = read(
      `${at("x", "a")}\n${at("x", "b")}\n`,
      new Map([
        ["a", "c"],
        ["b", "c"],
      ]),
    );
    expect(parts[partOf(Buffer.from("c"), 3)]).toBe(`${at("x", "a")},\n${at("x", "b")},\n`);
  });

  test.each([
    {
      instants: ["2026-11-23T08:00:00Z", "2026-11-23T09:00:00Z", "2026-11-23T08:30:00Z"],
      latest: "2026-11-23T09:00:00Z",
    },
    {
      instants: ["2026-11-23T09:00:00+02:00", "2026-11-23T08:00:00+00:00", "2026-11-23T07:30:00Z"],
      latest: "2026-11-23T08:00:00Z",
    },
    {
      instants: ["2026-11-23T08:00:00.4Z", "2026-11-23T08:00:00,5Z", "2026-11-23T08:00:00.3Z"],
      latest: "2026-11-23T08:00:00.500Z",
    },
    {
      instants: ["2026-11-23T08:00:00.5Z", "2026-11-23T08:00:00.45Z", "2026-11-23T08:00Z"],
      latest: "2026-11-23T08:00:00.500Z",
    },
    {
      instants: ["2026-13-01T00:00:00Z", "2026-11-23T08:00:00Z", "zzzz-zz-zzTzz:zz:zzZ"],
      latest: "2026-11-23T08:00:00Z",
    },
  ])("knows the latest instant of $instants", ({ instants, latest }) => {
    expect(read(instants.map((instant) => at(instant)).join("\n")).lastAt).toBe(Date.parse(latest));
  });

  test("counts blank lines and faults, and keeps the first twenty", () => {
    const found = read(`\uFEFF\n\r\n${"no\n".repeat(30)}${at("x")}`);
    expect(found).toMatchObject({ lines: 33, faultCount: 30 });
    expect(found.faults.map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, index) => index + 3));
  });
});

test.each([
  { line: '{"ticket":"a","type":"merged","into":"b"}', merges: [["a", "b"]], rule: "as it is written" },
  { line: '\uFEFF{"ticket":"a","type":"merged","into":"b"}', merges: [["a", "b"]], rule: "behind a byte order mark" },
  {
    line: '{"ticket":"\\u00e4","into":"b\\"","type":"\\u006derged"}',
    merges: [["ä", 'b"']],
    rule: "with an escaped letter",
  },
  {
    line: '{"ticket":"a","type":"me\\u0072\\u0067ed","into":"b"}',
    merges: [["a", "b"]],
    rule: "with other escaped letters",
  },
  { line: '{"ticket":"merged","type":"noted","into":"b"}', merges: [], rule: "only where it is the type" },
  { line: '{"ticket":"a","type":"merged"}', merges: [], rule: "only with a ticket into which" },
  { line: '{"ticket":"a","type":"merged","into":"b"', merges: [], rule: "not in a broken line" },
])("a merge is found $rule", ({ line, merges }) => {
  const padding = `{"ticket":"x","channel":"${"y".repeat(700_000)}"}\n`;
  expect(mergesIn(whole(fileOf(`${line}\n`)))).toEqual(merges);
  expect(mergesIn(whole(fileOf(`${padding}${padding}${line}`)))).toEqual(merges);
});

test("no file of the tests is left in the folder of the parts", () => {
  expect(readdirSync(folder).filter((name) => !name.startsWith("file-"))).toEqual([]);
});

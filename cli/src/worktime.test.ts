import { describe, expect, test } from "vitest";
import { contractText, Place } from "./command.test-support.ts";

const place = new Place();
const OFFICE = `timeZone: Europe/Berlin
hours: { mon: ["09:00-17:00"], tue: ["09:00-17:00"], wed: ["09:00-17:00"], thu: ["09:00-17:00"], fri: ["09:00-17:00"] }
`;
const office = place.file("office.yaml", OFFICE);
place.file("contract.yaml", contractText());

/** The answers to questions in order. */
async function answers(questions: readonly (object | string)[], args: readonly string[] = ["--calendar-file", office]) {
  const input = questions
    .map((question) => (typeof question === "string" ? question : JSON.stringify(question)))
    .join("\n");
  const { stdout, stderr, code } = await place.run(["worktime", ...args], input);
  expect(stderr).toBe("");
  return {
    code,
    answers: stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown),
  };
}

// Friday 20 and Monday 23 November 2026; Berlin is an hour ahead of UTC.
const FRIDAY = "2026-11-20T15:30:00Z";
const INSTANT = "expected an existing instant with offset between 1970 and 2100 such as 2026-11-23T08:00:00Z";

test("each question is answered in its place, with its id", async () => {
  const told = await answers([
    { id: 1, op: "between", from: FRIDAY, to: "2026-11-23T08:30:00Z" },
    { id: "two", op: "add", from: FRIDAY, milliseconds: 3_600_000 },
    { id: 3, op: "add", from: FRIDAY, milliseconds: 1_800_000 },
    { id: 4, op: "add", from: "2026-11-21T10:00:00Z", milliseconds: 0 },
    { id: 5, op: "isWorking", at: "2026-11-21T10:00:00Z" },
    { id: 6, op: "isWorking", at: "2026-11-20T09:00:00+01:00" },
    { id: 7, op: "next", from: "2026-11-21T10:00:00Z" },
    { id: 8, op: "target", from: FRIDAY, target: "NBD" },
    { id: 9, op: "target", from: FRIDAY, target: "PT2H elapsed" },
    { id: 10, op: "target", from: FRIDAY, target: "next working day 12:00" },
    { id: 11, op: "between", from: "2026-11-23T08:30:00Z", to: FRIDAY },
  ]);
  expect(told).toEqual({
    code: 0,
    answers: [
      { id: 1, milliseconds: 3_600_000 },
      { id: "two", at: "2026-11-23T08:30:00.000Z" },
      { id: 3, at: "2026-11-20T16:00:00.000Z" },
      { id: 4, at: "2026-11-21T10:00:00.000Z" },
      { id: 5, isWorking: false },
      { id: 6, isWorking: true },
      { id: 7, at: "2026-11-23T08:00:00.000Z" },
      { id: 8, at: "2026-11-23T16:00:00.000Z" },
      { id: 9, at: "2026-11-20T17:30:00.000Z" },
      { id: 10, at: "2026-11-23T11:00:00.000Z" },
      { id: 11, milliseconds: 0 },
    ],
  });
});

test("an id comes back as it is written, whatever JSON it is", async () => {
  const ids = [
    '"ü\u2028💥"',
    "0",
    "-1.5",
    "true",
    "false",
    "null",
    "[1,[2]]",
    '{"a":{"b":null}}',
    "12345678901234567890",
    "1e400",
    '[9007199254740993,"x"]',
    '""',
  ];
  const lines = ids.map((id) => `{"id":${id},"op":"isWorking","at":"${FRIDAY}"}`);
  const { stdout, code } = await place.run(
    ["worktime", "--calendar-file", office],
    [...lines, `{"op":"isWorking","at":"${FRIDAY}"}`].join("\n"),
  );
  expect(stdout.trimEnd().split("\n")).toEqual([...ids, "null"].map((id) => `{"id":${id},"isWorking":true}`));
  expect(code).toBe(0);
});

test("a line that cannot be answered says why, in its place, and the others are answered", async () => {
  const good = { id: "good", op: "isWorking", at: FRIDAY };
  const bad: readonly (readonly [question: object | string, error: unknown, id?: null])[] = [
    ["not JSON", expect.stringMatching(/^expected one JSON object a line: /), null],
    ['{"id":1', expect.stringMatching(/^expected one JSON object a line: /), null],
    ["[1]", "expected a JSON object", null],
    ["null", "expected a JSON object", null],
    ['"text"', "expected a JSON object", null],
    ['{"id":1,"op":"next"} {"id":2}', expect.stringMatching(/^expected one JSON object a line: /), null],
    [{ id: 1, op: "substract" }, "op: expected between, add, isWorking, next or target"],
    [{ id: 1 }, "op: expected between, add, isWorking, next or target"],
    [{ id: 1, op: "next", from: "2026-02-30T08:00:00Z" }, `from: ${INSTANT}`],
    [{ id: 1, op: "next", from: "2026-11-20T24:00:00Z" }, `from: ${INSTANT}`],
    [{ id: 1, op: "next", from: "2026-11-20T08:00:00" }, `from: ${INSTANT}`],
    [{ id: 1, op: "next", from: "2101-01-01T08:00:00Z" }, `from: ${INSTANT}`],
    [{ id: 1, op: "next", from: 1_795_000_000 }, `from: ${INSTANT}`],
    [{ id: 1, op: "between", from: FRIDAY }, `to: ${INSTANT}`],
    [
      { id: 1, op: "add", from: FRIDAY, milliseconds: -1 },
      "milliseconds: expected a whole number from 0 to 5000000000000",
    ],
    [
      { id: 1, op: "add", from: FRIDAY, milliseconds: 1.5 },
      "milliseconds: expected a whole number from 0 to 5000000000000",
    ],
    [
      { id: 1, op: "add", from: FRIDAY, milliseconds: "1" },
      "milliseconds: expected a whole number from 0 to 5000000000000",
    ],
    [
      { id: 1, op: "add", from: FRIDAY, milliseconds: 5e12 + 1 },
      "milliseconds: expected a whole number from 0 to 5000000000000",
    ],
    [
      `{"id":1,"op":"add","from":"${FRIDAY}","milliseconds":1e400}`,
      "milliseconds: expected a whole number from 0 to 5000000000000",
    ],
    [
      `{"id":1,"op":"add","from":"${FRIDAY}","milliseconds":NaN}`,
      expect.stringMatching(/^expected one JSON object a line: /),
      null,
    ],
    [{ id: 1, op: "add", from: FRIDAY, milliseconds: 5e12 }, "no answer: the known time of the calendar ends first"],
    [{ id: 1, op: "target", from: FRIDAY, target: "PT0H" }, expect.stringMatching(/^target: expected PT4H/)],
    [{ id: 1, op: "target", from: FRIDAY, target: "P1M elapsed" }, expect.stringMatching(/^target: expected PT4H/)],
    [{ id: 1, op: "target", from: FRIDAY }, expect.stringMatching(/^target: expected PT4H/)],
    [
      { id: 1, op: "isWorking", at: "1970-01-01T00:00:00Z" },
      expect.stringMatching(/^the calendar is known from 1970-01-03/),
    ],
  ];
  const { code, answers: told } = await answers(bad.flatMap(([question]) => [good, question, good]));
  expect(code).toBe(1);
  const isWorking = { id: "good", isWorking: true };
  expect(told).toEqual(bad.flatMap(([, error, id = 1]) => [isWorking, { id, error }, isWorking]));
});

describe("lines", () => {
  const question = (id: number) => `{"id":${id},"op":"isWorking","at":"${FRIDAY}"}`;
  const answer = (id: number) => `{"id":${id},"isWorking":true}\n`;

  test("may end in CRLF, be empty, begin with a byte order mark, and the last one may lack its end", async () => {
    const input = `\uFEFF${question(1)}\r\n\r\n   \n${question(2)}\n\t\r\n\n\uFEFF\n${question(3)}`;
    expect(await place.run(["worktime", "--calendar-file", office], input)).toMatchObject({
      code: 0,
      stdout: [1, 2, 3].map(answer).join(""),
      stderr: "",
    });
  });

  test("that are not UTF-8, too long or nested too deep are told so, and cost no memory", async () => {
    const latin1 = Buffer.from('{"id":"\u00fc","op":"isWorking"}\n', "latin1");
    const deep = `{"id":${"[".repeat(100_000)}${"]".repeat(100_000)},"op":"next","from":"${FRIDAY}"}\n`;
    const long = `{"id":1,"op":"${"x".repeat(3 * 1024 * 1024)}"}\n`;
    const input = Buffer.concat([latin1, Buffer.from(`${deep}${long}${question(2)}\n`)]);
    const { stdout, code, stderr } = await place.run(["worktime", "--calendar-file", office], input);
    expect(stdout.split("\n")).toEqual([
      '{"id":null,"error":"expected text in UTF-8"}',
      '{"id":null,"error":"id: expected less nesting"}',
      '{"id":null,"error":"expected lines of at most 1 MiB"}',
      answer(2).trimEnd(),
      "",
    ]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  });

  test("by the hundred thousand are answered in order and fast", async () => {
    const ids = Array.from({ length: 100_000 }, (_, id) => id);
    const startedAt = performance.now();
    const { stdout, code } = await place.run(
      ["worktime", "--calendar-file", office],
      `${ids.map(question).join("\n")}\n`,
    );
    expect(code).toBe(0);
    expect(stdout === ids.map(answer).join("")).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  });

  test("none at all are no fault", async () => {
    expect(await place.run(["worktime", "--calendar-file", office], "")).toMatchObject({
      code: 0,
      stdout: "",
      stderr: "",
    });
  });

  test("are answered as they come: who asks one by one need not close the pipe", async () => {
    const child = place.start(["worktime", "--calendar-file", office]);
    const told = new Promise<string>((resolve) =>
      child.stdout!.once("data", (chunk: Buffer) => resolve(chunk.toString())),
    );
    child.stdin!.write(`${question(7)}\n`);
    expect(await told).toBe(answer(7));
    const closed = new Promise((resolve) => child.once("close", resolve));
    child.stdin!.end();
    expect(await closed).toBe(0);
  });
});

test("a reader that has seen enough is no fault, a full disk is one", async () => {
  const line = `{"id":1,"op":"isWorking","at":"${FRIDAY}"}`;
  const input = `${line}\n`.repeat(50_000);
  const args = ["worktime", "--calendar-file", office];
  const [head, full] = await Promise.all([
    place.shell('{ "$@"; echo "exit code $?" >&2; } | head -1', args, input),
    place.shell('"$@" > /dev/full', args, input),
  ]);
  expect(head).toMatchObject({ stdout: '{"id":1,"isWorking":true}\n', stderr: "exit code 0\n" });
  expect(full).toMatchObject({ code: 2, stderr: "handschlag: standard output: cannot be written: the disk is full\n" });
});

describe("the calendar", () => {
  const EPIPHANY = { id: "6 January", op: "isWorking", at: "2027-01-06T10:00:00Z" };

  test("is one of a contract", async () => {
    const of = (calendar: string) => answers([EPIPHANY], ["--contract", "contract.yaml", "--calendar", calendar]);
    const [hours, always] = await Promise.all([of("office"), of("round-the-clock")]);
    expect(hours.answers).toEqual([{ id: "6 January", isWorking: false }]);
    expect(always.answers).toEqual([{ id: "6 January", isWorking: true }]);
  });

  test("is a file of YAML or JSON, also with holidays of other countries", async () => {
    const json = place.file(
      "office.json",
      JSON.stringify({ timeZone: "Europe/Berlin", hours: { wed: ["09:00-17:00"] } }),
    );
    const vienna = place.file("vienna.yaml", `${OFFICE}holidays: AT\n`);
    const paris = place.file("paris.yaml", `${OFFICE.replace("Berlin", "Paris")}holidays: FR\n`);
    const bastille = { id: "14 July", op: "isWorking", at: "2026-07-14T10:00:00Z" };
    const isWorking = async (file: string, question: object) =>
      (await answers([question], ["--calendar-file", file])).answers[0];
    expect(
      await Promise.all([
        isWorking(json, EPIPHANY),
        isWorking(vienna, EPIPHANY),
        isWorking(paris, bastille),
        isWorking(vienna, bastille),
      ]),
    ).toEqual([
      { id: "6 January", isWorking: true },
      { id: "6 January", isWorking: false },
      { id: "14 July", isWorking: false },
      { id: "14 July", isWorking: true },
    ]);
  });

  test.each([
    { args: [], error: "worktime: expected either --calendar-file, or --contract and --calendar" },
    {
      args: ["--calendar", "office"],
      error: "worktime: expected either --calendar-file, or --contract and --calendar",
    },
    {
      args: ["--contract", "contract.yaml", "--calendar-file", office],
      error: "worktime: expected either --calendar-file, or --contract and --calendar",
    },
    {
      args: ["--calendar", "office", "--calendar-file", office],
      error: "worktime: --calendar names a calendar of a --contract, a --calendar-file holds one alone",
    },
    {
      args: ["--contract", "contract.yaml"],
      error: "worktime: expected --calendar with the name of a calendar of the contract",
    },
    {
      args: ["--contract", "contract.yaml", "--calendar", "Office"],
      error: 'contract.yaml: expected a calendar of the contract (office, round-the-clock), found "Office"',
    },
    {
      args: ["--contract", "contract.yaml", "--calendar", "constructor"],
      error: 'contract.yaml: expected a calendar of the contract (office, round-the-clock), found "constructor"',
    },
    { args: ["--calendar-file", "nowhere.yaml"], error: "nowhere.yaml: cannot be read: there is no such file" },
    { args: ["--calendar-file", "."], error: ".: cannot be read: it is a folder" },
    {
      args: ["--calendar-file", "contract.yaml"],
      error: expect.stringMatching(/^contract\.yaml: not a valid calendar: \d+ faults\n {2}contract\.yaml:1:1 /),
    },
  ])("cannot be asked with $args: exit code 2 and one sentence", async ({ args, error }) => {
    const { code, stdout, stderr } = await place.run(
      ["worktime", ...args],
      `{"id":1,"op":"isWorking","at":"${FRIDAY}"}\n`,
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.replace(/^handschlag: /, "").trimEnd()).toEqual(error);
  });

  test("with a zone or a region that does not exist names the place", async () => {
    const nowhere = place.file("nowhere-zone.yaml", OFFICE.replace("Europe/Berlin", "Europe/Nowhere"));
    const atlantis = place.file("atlantis.yaml", `${OFFICE}holidays: XX\n`);
    const [zone, region] = await Promise.all([
      place.run(["worktime", "--calendar-file", nowhere]),
      place.run(["worktime", "--calendar-file", atlantis]),
    ]);
    expect(zone).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/nowhere-zone\.yaml:1:1 timeZone: expected a time zone/),
    });
    expect(region).toMatchObject({ code: 2, stderr: expect.stringMatching(/atlantis\.yaml:3:\d+ holidays: /) });
  });
});

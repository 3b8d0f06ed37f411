import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { contractText, Place } from "../command.test-support.ts";
import { Fault } from "../fault.ts";
import { reportOn } from "./command.ts";

const place = new Place();
process.env["TMPDIR"] = place.scratch;
const contract = join(
  place.folder,
  place.file("contract.yaml", contractText(["clocks:", "clocks:\n  response: { stop: [answered, assigned] }"])),
);

const MAPPING = `format: handschlag/mapping@1
title: Tests
shape: events
timeZone: Europe/Berlin
dateFormat: yyyy-MM-dd HH:mm
columns: { ticket: Nr, at: Zeit, status: Status, priority: Priorität }
statuses: { Neu: open, Läuft: assigned, Wartet: { waiting: waiting-for-client }, Gelöst: resolved }
priorities: { hoch: P1, normal: P2 }
`;
const mapping = join(place.folder, place.file("mapping.yaml", MAPPING));
const latin = join(place.folder, place.file("latin.yaml", MAPPING.replace("shape", "encoding: windows-1252\nshape")));

const HEAD = "Nr,Zeit,Status,Priorität,Text";
/**
 * A: taken after 30 min of 1 h, resolved after 3 h of 8 h. B: taken after 90 min, so missed by 30 min; resolved after
 * 2 h, a pause of 4 h, 2 h, the night and 2 h.
 */
const ROWS = [
  "A,2026-11-23 09:00,Neu,hoch,Drucker",
  "B,2026-11-23 09:00,Neu,hoch,Netz",
  "A,2026-11-23 09:30,Läuft,hoch,",
  "B,2026-11-23 10:30,Läuft,hoch,",
  "B,2026-11-23 11:00,Wartet,hoch,",
  "A,2026-11-23 12:00,Gelöst,hoch,",
  "B,2026-11-23 15:00,Läuft,hoch,",
  "B,2026-11-24 11:00,Gelöst,hoch,",
];
const CSV = [HEAD, ...ROWS, ""].join("\n");
const EXPECTED = {
  now: "2026-11-24T10:00:00.000Z",
  events: 8,
  tickets: 2,
  figures: [
    { period: "2026-11", service: "workplace", priority: "P1", level: "response", met: 1, missed: 1 },
    { period: "2026-11", service: "workplace", priority: "P1", level: "resolve", met: 2, missed: 0 },
  ],
};

let logs = 0;
const logOf = (content: string | Buffer, name = `log-${logs++}.csv`): string =>
  join(place.folder, place.file(name, content));

const reportOf = async (files: string | readonly string[], by = mapping, tickets?: string): Promise<unknown> =>
  JSON.parse(
    await reportOn(contract, [files].flat(), {
      mapping: by,
      workers: 2,
      json: true,
      ...(tickets !== undefined && { tickets }),
    }),
  );

/** What is said of each line that cannot be read. */
async function faultsOf(files: string | readonly string[], by = mapping): Promise<string[]> {
  const fault: unknown = await reportOf(files, by).catch((error: unknown) => error);
  if (!(fault instanceof Fault)) throw fault;
  expect(place.leftovers()).toEqual([]);
  expect(fault.message).toMatch(/^\d+ lines? of the log cannot be read; no figures are given$/);
  return fault.details.map((line) => line.replaceAll(`${place.folder}/`, ""));
}

describe("rows of CSV become events", () => {
  test.each([
    { rule: "as they are", content: CSV },
    { rule: "with a byte order mark", content: `\uFEFF${CSV}` },
    { rule: "without an end of the last line", content: CSV.trimEnd() },
    { rule: "with the line ends of Windows", content: CSV.replaceAll("\n", "\r\n") },
    {
      rule: "with mixed line ends and empty lines",
      content: CSV.split("\n")
        .map((line, index) => line + ["\n", "\r\n", "\r", "\n\n"][index % 4]!)
        .join(""),
    },
    {
      rule: "with breaks, delimiters and quotes in cells",
      content: CSV.replace("Drucker", '"Drucker, ""alt""\r\nim Keller\n"'),
    },
    { rule: "in any order of time", content: [HEAD, ...ROWS.toReversed(), ""].join("\n") },
    { rule: "packed", content: gzipSync(CSV) },
    {
      rule: "with a further column twice",
      content: CSV.replace(HEAD, "Nr,Zeit,Status,Priorität,Nummer")
        .replaceAll(/$/gm, ",x")
        .replace("Nummer,x", "Text,Text")
        .replace(/\n,x$/, "\n"),
    },
  ])("$rule", async ({ content }) => {
    expect(await reportOf(logOf(content))).toMatchObject(EXPECTED);
  });

  test("from several files, and in the order of first appearance", async () => {
    const [first, second] = [
      logOf([HEAD, ...ROWS.filter((row) => row.startsWith("B")), ""].join("\n")),
      logOf([HEAD, ...ROWS.filter((row) => row.startsWith("A")), ""].join("\n")),
    ];
    expect(await reportOf([first, second], mapping, join(place.folder, "tickets.ndjson"))).toMatchObject(EXPECTED);
    expect(
      place
        .read("tickets.ndjson")
        .split("\n")
        .map((line) => line.slice(0, 13)),
    ).toEqual(['{"ticket":"B"', '{"ticket":"A"', ""]);
  });

  test("from standard input", async () => {
    const { code, stdout, stderr } = await place.run(["replay", contract, "-", "--mapping", mapping, "--json"], CSV);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject(EXPECTED);
  });

  test("in Latin-1 where the mapping says so; else the first wrong line is named", async () => {
    const wide = `B,2026-11-23 09:10,Neu,hoch,${"x".repeat(1_000)}\n`.repeat(600);
    const plain = logOf(Buffer.from(CSV, "latin1"));
    expect(await reportOf(plain, latin)).toMatchObject(EXPECTED);
    const WRONG =
      "expected text in UTF-8: for a file in Latin-1 or Windows-1252 set the mapping's encoding to windows-1252";
    expect(await faultsOf(plain)).toEqual([`log-${logs - 1}.csv:1: ${WRONG}`]);
    const late = logOf(
      Buffer.concat([
        Buffer.from(`${HEAD}\n${wide}A,2026-11-23 09:00,Neu,hoch,"Straße\nund Weg"\n`),
        Buffer.from("A,2026-11-23 09:30,Läuft,hoch,\n", "latin1"),
        Buffer.from(wide),
      ]),
    );
    expect(await faultsOf(late)).toEqual([`log-${logs - 1}.csv:604: ${WRONG}`]);
    const cut = logOf(Buffer.concat([Buffer.from(CSV), Buffer.from([0xc3])]));
    expect(await faultsOf(cut)).toEqual([`log-${logs - 1}.csv:10: ${WRONG}`]);
    const utf16 = logOf(Buffer.from(`\uFEFF${CSV}`, "utf16le"));
    expect(await faultsOf(utf16)).toEqual([`log-${logs - 1}.csv:1: ${WRONG}`]);
  });

  test("of the exports that ship, by the mappings that ship", async () => {
    const folder = fileURLToPath(new URL("../../../fixtures/logs", import.meta.url));
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".csv"))) {
      expect(await reportOf(join(folder, file), file.replace(".csv", ""))).toMatchObject({
        tickets: expect.any(Number),
      });
    }
  });
});

describe("CSV that cannot be read is refused with file and line", () => {
  const body = (...rows: readonly string[]) => [HEAD, ROWS[0], ...rows, ""].join("\n");

  test.each<{ rule: string; content: string; faults: readonly unknown[] }>([
    {
      rule: "an empty file",
      content: "",
      faults: ["1: expected a header with the names of the columns, found an empty file"],
    },
    {
      rule: "a file of blank lines",
      content: "\n\r\n\n",
      faults: ["1: expected a header with the names of the columns, found an empty file"],
    },
    {
      rule: "a column that is missing",
      content: CSV.replace("Zeit", "Datum"),
      faults: ['1: expected the column "Zeit", found "Nr", "Datum", "Status", "Priorität", "Text"'],
    },
    {
      rule: "a column of the mapping twice",
      content: CSV.replace("Text", "Zeit"),
      faults: ['1: expected the column "Zeit" once, found "Nr", "Zeit", "Status", "Priorität", "Zeit"'],
    },
    {
      rule: "another delimiter",
      content: CSV.replaceAll(",", ";"),
      faults: [expect.stringMatching(/^1: expected the columns "Nr", "Zeit", "Status", "Priorität", found "Nr;Zeit;/)],
    },
    {
      rule: "too few and too many cells",
      content: body("B,2026-11-23 09:00,Neu,hoch", ROWS[2]!, `${ROWS[3]!},x`),
      faults: ["3: expected 5 cells as in the header, found 4", "5: expected 5 cells as in the header, found 6"],
    },
    {
      rule: "a row without a ticket",
      content: body(" ,2026-11-23 09:00,Neu,hoch,"),
      faults: ["3: expected a ticket, found an empty cell"],
    },
    {
      rule: "a status that the mapping does not know",
      content: body("A,2026-11-23 09:30,Unterwegs,hoch,"),
      faults: ['3: expected a status of the mapping, in column "Status", found "Unterwegs"'],
    },
    {
      rule: "a priority that the mapping does not know",
      content: body("A,2026-11-23 09:30,Neu,dringend,"),
      faults: ['3: expected a priority of the mapping, in column "Priorität", found "dringend"'],
    },
    {
      rule: "a time that does not exist",
      content: body("A,2026-02-30 09:30,Neu,hoch,"),
      faults: ['3: expected an existing time, written as yyyy-MM-dd HH:mm, in column "Zeit", found "2026-02-30 09:30"'],
    },
    {
      rule: "a time that is missing",
      content: body("A,,Neu,hoch,"),
      faults: ['3: expected a time, in column "Zeit", found nothing'],
    },
    {
      rule: "a quote that does not end",
      content: body('B,2026-11-23 09:00,Neu,hoch,"Netz', ROWS[2]!),
      faults: ["3: expected a quote at the end of a quoted cell, found the end of the file"],
    },
    {
      rule: "text behind a quoted cell",
      content: body('B,2026-11-23 09:00,Neu,hoch,"Netz"werk'),
      faults: ["3: expected the delimiter or the end of the row after a quoted cell"],
    },
    {
      rule: "a quote within a cell",
      content: body('B,2026-11-23 09:00,Neu,hoch,Netz "alt"'),
      faults: ["3: expected a cell that holds a quote to be in quotes as a whole"],
    },
    {
      rule: "a row of more than 1 MiB",
      content: body(`B,2026-11-23 09:00,Neu,hoch,"${"x\n".repeat(600_000)}"`, ROWS[2]!),
      faults: ["3: expected rows of at most 1 MiB: is a quote missing?"],
    },
  ])("$rule", async ({ content, faults }) => {
    const file = logOf(content);
    const name = `${file.slice(place.folder.length + 1)}:`;
    const found = await faultsOf(file);
    expect(found.every((fault) => fault.startsWith(name))).toBe(true);
    expect(found.map((fault) => fault.slice(name.length))).toEqual(faults);
  });

  test("each file with its own lines, also behind an empty one", async () => {
    const files = [
      logOf(CSV),
      logOf(""),
      logOf(body("A,2026-11-23 09:30,Neu,hoch")),
      logOf(CSV.replace("Zeit", "Datum")),
    ];
    const faults = await faultsOf(files);
    expect(faults.map((fault) => /^log-\d+\.csv:\d+/.exec(fault)![0])).toEqual([
      `log-${logs - 3}.csv:1`,
      `log-${logs - 2}.csv:3`,
      `log-${logs - 1}.csv:1`,
    ]);
    const rows = [logOf(CSV), logOf(HEAD), logOf(body("C,2026-11-23 09:30,Unterwegs,hoch,"))];
    expect(await faultsOf(rows)).toEqual([
      `log-${logs - 1}.csv:3: expected a status of the mapping, in column "Status", found "Unterwegs"`,
    ]);
  });

  test("a wrong header of a large file is told at once", async () => {
    const rows = `${ROWS[0]!}${"x".repeat(500)}\n`.repeat(20_000);
    expect(await faultsOf(logOf(`Nummer,Zeit,Status,Priorität,Text\n${rows}`))).toHaveLength(1);
  });
});

test("a header alone has no events, which is no fault", async () => {
  expect(await reportOf(logOf(HEAD))).toMatchObject({ now: null, events: 0, tickets: 0 });
});

test("a mapping with faults names each of them by its place", async () => {
  const faulty = join(
    place.folder,
    place.file("faulty.yaml", MAPPING.replace("shape: events", "shape: rows").replace("Europe/Berlin", "Mars")),
  );
  const { code, stdout, stderr } = await place.run(["replay", contract, logOf(CSV), "--mapping", faulty]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr.replaceAll(`${place.folder}/`, "")).toMatch(
    /^handschlag: faulty\.yaml: not a valid mapping: 2 faults\n {2}faulty\.yaml:3:1 shape: .*\n {2}faulty\.yaml:4:1 timeZone: .*\n$/,
  );
});

test("a log of more than 24 MiB, which threads share, has the figures of the same log without its long texts", async () => {
  const tickets = Array.from({ length: 3_000 }, (_, ticket) => `Ä-${ticket}`);
  const rows = ROWS.filter((row) => row.startsWith("B")).flatMap((row) =>
    tickets.map((ticket) => row.replace(/^B/, ticket)),
  );
  const written = (padding: string) =>
    logOf(`${[HEAD, ...rows].map((row, index) => row + (index === 0 ? "" : padding)).join("\n")}\n`);
  const [small, large] = [written(""), written("x".repeat(1_700))];
  const [of, by] = [(name: string) => join(place.folder, name), mapping];
  const expected = await reportOf(small, by, of("small.ndjson"));
  expect(expected).toMatchObject({
    tickets: 3_000,
    events: 15_000,
    figures: [
      { met: 0, missed: 3_000 },
      { met: 3_000, missed: 0 },
    ],
  });
  expect(await reportOf(large, by, of("large.ndjson"))).toEqual(expected);
  expect(place.read("large.ndjson") === place.read("small.ndjson")).toBe(true);
}, 120_000);

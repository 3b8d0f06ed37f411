import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instant, isoOf } from "../instant.ts";
import { dateReaderOf, isDateFormat } from "./date-format.ts";
import { readEvent, type TicketEvent } from "./event.ts";
import { mappingJsonSchema } from "./mapping-document.ts";
import {
  columnsOf,
  eventsOfRows,
  readMapping,
  ticketOfRow,
  type ColumnIndex,
  type LogRow,
  type MappingDocument,
  type RowFault,
} from "./mapping.ts";

const MAPPINGS = new URL("../../mappings/", import.meta.url);
const LOGS = new URL("../../../fixtures/logs/", import.meta.url);
const REAL_LOGS = new URL("../../../../shared/data/incident-logs/", import.meta.url);

function mappingOf(text: string): MappingDocument {
  const mapping = readMapping(text);
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.refusal));
  return mapping.value;
}
const shipped = (name: string): MappingDocument => mappingOf(readFileSync(new URL(`${name}.yaml`, MAPPINGS), "utf8"));

function indexOf(mapping: MappingDocument, header: readonly string[]): ColumnIndex {
  const columns = columnsOf(mapping, header);
  if (!columns.ok) throw new Error(columns.refusal.message);
  return columns.value;
}

/** The rows of a CSV text by ticket, as the command line hands them over. */
function logOf(
  mapping: MappingDocument,
  csv: string,
): { readonly columns: ColumnIndex; readonly rowsByTicket: Map<string, LogRow[]> } {
  const [header = [], ...records] = parse(csv, { delimiter: mapping.delimiter, bom: true });
  const columns = indexOf(mapping, header);
  const rowsByTicket = new Map<string, LogRow[]>();
  for (const [place, cells] of records.entries()) {
    const ticket = ticketOfRow(columns, cells);
    rowsByTicket.set(ticket, [...(rowsByTicket.get(ticket) ?? []), { line: place + 2, cells }]);
  }
  return { columns, rowsByTicket };
}

/** An event in a line: minute, type, and what it says. */
const told = ({ at, type, service, impact, urgency, priority, channel, reason, to }: TicketEvent): string =>
  [isoOf(at).slice(0, 16), type, service, impact, urgency, priority, channel, reason, to].filter(Boolean).join(" ");

/** Cases written as three lines each: the rule, rows or cells, and the events, all with bars between. */
const cases = (text: string): { readonly rule: string; readonly rows: string[]; readonly events: string[] }[] =>
  text
    .trim()
    .split(/\n\n/)
    .map((block) => {
      const [rule = "", rows = "", events = ""] = block.split("\n").map((line) => line.trim());
      const parts = (line: string) => line.split("|").map((part) => part.trim());
      return { rule, rows: parts(rows), events: events === "nothing" ? [] : parts(events) };
    });

const eventsOf = (mapping: MappingDocument, columns: ColumnIndex, rows: readonly LogRow[]): TicketEvent[] => {
  const events = eventsOfRows(mapping, columns, rows);
  if (!events.ok) throw new Error(events.refusal.map(({ line, message }) => `${line}: ${message}`).join("; "));
  return events.value;
};
const faultsOf = (mapping: MappingDocument, columns: ColumnIndex, rows: readonly LogRow[]): RowFault[] => {
  const events = eventsOfRows(mapping, columns, rows);
  return events.ok ? [] : events.refusal;
};

/** Events of all tickets of a log, by type. */
function countsOf(mapping: MappingDocument, csv: string): Record<string, number> {
  const { columns, rowsByTicket } = logOf(mapping, csv);
  const counts: Record<string, number> = {};
  for (const rows of rowsByTicket.values())
    for (const { type } of eventsOf(mapping, columns, rows)) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

describe("date formats", () => {
  test.each([
    { format: "d/M/yyyy H:mm", text: "29/2/2016 01:16", zone: "UTC", at: "2016-02-29T01:16Z" },
    { format: "d/M/yyyy H:mm", text: "9/12/2016 9:05", zone: "UTC", at: "2016-12-09T09:05Z" },
    { format: "dd/MMM/yy h:mm a", text: "25/Feb/26 10:17 PM", zone: "UTC", at: "2026-02-25T22:17Z" },
    { format: "dd/MMM/yy h:mm a", text: "01/Mar/26 12:30 AM", zone: "UTC", at: "2026-03-01T00:30Z" },
    { format: "dd/MMM/yy h:mm a", text: "01/Mar/26 12:30 pm", zone: "UTC", at: "2026-03-01T12:30Z" },
    { format: "dd/MMM/yy h:mm a", text: "01/Mär/26 1:30\u202fPM", zone: "UTC", at: "2026-03-01T13:30Z" },
    { format: "d. MMMM yyyy HH:mm", text: "3. Oktober 2025 07:00", zone: "Europe/Berlin", at: "2025-10-03T05:00Z" },
    { format: "d. MMM. yyyy HH:mm", text: "3. Dez. 2025 07:00", zone: "Europe/Berlin", at: "2025-12-03T06:00Z" },
    { format: "dd.MM.yyyy HH:mm", text: "31.12.2025 23:59", zone: "Europe/Berlin", at: "2025-12-31T22:59Z" },
    { format: "yyyy-MM-dd HH:mm:ss", text: "2026-07-01 08:00:09", zone: "Europe/Berlin", at: "2026-07-01T06:00:09Z" },
    { format: "yyyy-MM-dd HH:mm:ss.SSS", text: "2026-07-01 08:00:09.43", zone: "UTC", at: "2026-07-01T08:00:09.430Z" },
    { format: "yyyy-MM-dd HH:mm:ss XXX", text: "2026-07-01 08:00:09 -0530", zone: "UTC", at: "2026-07-01T13:30:09Z" },
    { format: "yyyy-MM-dd HH:mm:ss 'UTC'", text: "2026-07-01 08:00:09 UTC", zone: "UTC", at: "2026-07-01T08:00:09Z" },
    { format: "yyyy-MM-dd HH:mm XXX", text: "2026-07-01 08:00 +23:00", zone: "UTC", at: "2026-06-30T09:00Z" },
    { format: "dMMMyyyy H:m:s", text: "3Mar2026 8:5:9", zone: "UTC", at: "2026-03-03T08:05:09Z" },
    { format: "d/M/yyyy H:mm", text: "9/12/2016\u00a09:05", zone: "UTC", at: "2016-12-09T09:05Z" },
    { format: "yyyyMMddHHmm", text: "202607010800", zone: "UTC", at: "2026-07-01T08:00Z" },
    { format: "iso", text: "2010-03-31T15:59:42+01:00", zone: "Europe/Berlin", at: "2010-03-31T14:59:42Z" },
    { format: "iso", text: "2026-07-01T08:00", zone: "Europe/Berlin", at: "2026-07-01T06:00Z" },
    { format: "iso", text: "2026-07-01 08:00:30.5", zone: "Europe/Berlin", at: "2026-07-01T06:00:30.500Z" },
  ])("$format reads $text in $zone", ({ format, text, zone, at }) => {
    expect(isDateFormat(format)).toBe(true);
    expect(dateReaderOf(format, zone)(text)).toBe(instant(at));
  });

  test.each([
    ["01", "January Januar Jänner Jan"],
    ["02", "February Februar Feb"],
    ["03", "March März Mar Mär Mrz"],
    ["04", "April Apr"],
    ["05", "May Mai"],
    ["06", "June Juni Jun"],
    ["07", "July Juli Jul"],
    ["08", "August Aug"],
    ["09", "September Sep Sept"],
    ["10", "October Oktober Oct Okt"],
    ["11", "November Nov"],
    ["12", "December Dezember Dec Dez"],
  ])("month %s is named %s", (month, names) => {
    const read = dateReaderOf("d MMM yyyy HH:mm", "UTC");
    for (const name of names.split(" ")) expect(read(`3 ${name} 2026 08:00`)).toBe(instant(`2026-${month}-03T08:00Z`));
  });

  test.each(["iso", "yyyy-MM-dd HH:mm"])(
    "%s reads a time that does not exist later by the gap, and the first of two",
    (format) => {
      const read = dateReaderOf(format, "Europe/Berlin");
      expect(read("2026-03-29 02:30")).toBe(instant("2026-03-29T01:30Z"));
      expect(read("2026-10-25 02:30")).toBe(instant("2026-10-25T00:30Z"));
    },
  );

  test.each([
    ["d/M/yyyy H:mm", "31/2/2016 10:00"],
    ["d/M/yyyy H:mm", "29/2/2015 10:00"],
    ["d/M/yyyy H:mm", "1/13/2016 10:00"],
    ["d/M/yyyy H:mm", "1/1/16 10:00"],
    ["d/M/yyyy H:mm", "1/1/2016 24:00"],
    ["d/M/yyyy H:mm", "1/1/2016 10:60"],
    ["d/M/yyyy H:mm", "1/1/2016 10:00 "],
    ["d/M/yyyy H:mm", "1/1/2016"],
    ["d/M/yyyy H:mm", ""],
    ["d/M/yyyy H:mm", "?"],
    ["d/M/yyyy H:mm", "1/1/1969 10:00"],
    ["d/M/yyyy H:mm", "1/1/2101 10:00"],
    ["d/M/yyyy H:mm", "29.2.2016 01:16"],
    ["d/M/yyyy H:mm", "1/1/2016x10:00"],
    ["d/M/yyyy H:mm", "1\u00a01/2016 10:00"],
    ["yyyy-MM-dd HH:mm:ss", "2026-07-01 08:00:60"],
    ["dd.MM.yyyy HH:mm", "1.1.2016 10:00"],
    ["dd/MMM/yy h:mm a", "01/Foo/26 1:00 AM"],
    ["dd/MMM/yy h:mm a", "01/Mar/26 13:00 PM"],
    ["dd/MMM/yy h:mm a", "01/Mar/26 0:30 AM"],
    ["dd/MMM/yy h:mm a", "01/Mar/26 1:30"],
    ["dd/MMM/yy h:mm a", "01/Mar/26 1:30 XM"],
    ["dd/MMM/yy h:mm a", "01/Mar/2026 1:30 AM"],
    ["yyyy-MM-dd HH:mm XXX", "2026-07-01 08:00 +25:00"],
    ["yyyy-MM-dd HH:mm XXX", "2026-07-01 08:00 CEST"],
    ["iso", "2026-07-01"],
    ["iso", "2026-07-01x08:00"],
    ["iso", "01.07.2026 08:00"],
    ["iso", "2026-02-30T08:00Z"],
  ])("%s does not read %j", (format, text) => {
    expect(dateReaderOf(format, "UTC")(text)).toBeUndefined();
  });

  test("a time that would leave the years 1970 to 2100 in UTC is none", () => {
    expect(dateReaderOf("yyyy-MM-dd HH:mm", "Europe/Berlin")("1970-01-01 00:30")).toBeUndefined();
    expect(dateReaderOf("iso", "America/New_York")("2100-12-31 23:30")).toBeUndefined();
    expect(dateReaderOf("iso", "UTC")("1970-01-01T00:30+01:00")).toBeUndefined();
    expect(dateReaderOf("iso", "Etc/GMT+1")("2100-12-31 22:59")).toBe(instant("2100-12-31T23:59Z"));
    expect(dateReaderOf("iso", "Etc/GMT+1")("2100-12-31 23:00")).toBeUndefined();
  });

  test("a format has at most sixty characters", () => {
    const withText = (length: number) => `yyyy-MM-dd HH:mm'${"x".repeat(length - 18)}'`;
    expect(isDateFormat(withText(60))).toBe(true);
    expect(isDateFormat(withText(61))).toBe(false);
  });

  test("there is no reader for what is no format", () => {
    expect(() => dateReaderOf("dd.MM", "UTC")).toThrow("not a date format: dd.MM");
  });

  test.each([
    "",
    "yyyy-MM-dd",
    "HH:mm",
    "d/M/yyyy h:mm",
    "d/M/yyyy H:mm a",
    "d/M/y H:mm",
    "dd/mm/yyyy HH:mm",
    "dMyyyy H:mm",
    "dd.Myyyy HH:mm",
    "d/M/yyyy HQ:mm",
    "d/M/yyyy H:mm'",
    "Q d/M/yyyy H:mm",
    "d/M/yyyy H:mm SSS",
    "yyyy yy-MM-dd HH:mm",
    "ISO",
  ])("%j is no format", (format) => {
    expect(isDateFormat(format)).toBe(false);
  });

  test("every minute that a format can write is read back", () => {
    const pad = (value: number, width = 2) => String(value).padStart(width, "0");
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1970-01-01T00:00Z"), max: new Date("2100-12-31T23:59Z"), noInvalidDate: true }),
        (date) => {
          const [year, month, day, hour, minute] = [
            date.getUTCFullYear(),
            date.getUTCMonth() + 1,
            date.getUTCDate(),
            date.getUTCHours(),
            date.getUTCMinutes(),
          ];
          const at = Math.floor(date.getTime() / 60_000) * 60_000;
          expect(dateReaderOf("d/M/yyyy H:mm", "UTC")(`${day}/${month}/${year} ${hour}:${pad(minute)}`)).toBe(at);
          expect(
            dateReaderOf(
              "MM/dd/yyyy hh:mm a",
              "UTC",
            )(`${pad(month)}/${pad(day)}/${year} ${pad(hour % 12 || 12)}:${pad(minute)} ${hour < 12 ? "AM" : "PM"}`),
          ).toBe(at);
        },
      ),
    );
  });
});

const MINIMAL = `format: handschlag/mapping@1
title: test
shape: events
timeZone: UTC
dateFormat: iso
columns: { ticket: t, at: when, status: s }
statuses: { New: open }
`;

describe("the mapping document", () => {
  test.each(readdirSync(MAPPINGS))("the shipped mapping %s is valid", (file) => {
    expect(mappingOf(readFileSync(new URL(file, MAPPINGS), "utf8")).title).not.toBe("");
  });

  test("defaults: comma, UTF-8, the oldest row first, an unknown status is a fault", () => {
    expect(mappingOf(MINIMAL)).toMatchObject({
      delimiter: ",",
      encoding: "utf-8",
      order: "oldest-first",
      otherStatuses: "refuse",
      unknown: [],
      by: {},
      otherNames: {},
    });
  });

  test.each([
    ["shape: events", "shape: event", "shape", 3],
    ["title: test", "titel: test", "titel", 2],
    ["dateFormat: iso", "dateFormat: dd.MM.yy", "dateFormat", 5],
    ["timeZone: UTC", "timeZone: CEST+2", "timeZone", 4],
    ["at: when, ", "", "columns.at", 6],
    [", status: s", "", "columns.status", 6],
    ["status: s }", "status: s, impact: i }", "columns.urgency", 6],
    ["status: s }", "status: [s] }", "columns.status", 6],
    ["{ New: open }", "{ New: opened }", "statuses.New", 7],
    ["{ New: open }", "{ New: { waiting: 'for the client' } }", "statuses.New.waiting", 7],
    ["{ New: open }", "{ New: open }\npriorities: { High: P1 }", "priorities", 8],
    ["{ New: open }", "{ New: open }\notherNames: { Status: [Zustand] }", "otherNames.Status", 8],
    ["{ New: open }", "{ New: open }\nby: { merged: client }", "by.merged", 8],
    ["shape: events", "shape: tickets", "columns.openedAt", 6],
    ["shape: events", "shape: tickets", "columns.at", 6],
    ["statuses: { New: open }\n", "", "statuses", 1],
    ["status: s }", "status: s, assignee: ' who' }", "columns.assignee", 6],
  ])("%j changed to %j is a fault at %s", (before, after, path, line) => {
    const text = MINIMAL.replace(before, after);
    expect(text).not.toBe(MINIMAL);
    const mapping = readMapping(text);
    const faults = mapping.ok ? [] : mapping.refusal.map((fault) => ({ path: fault.path.join("."), line: fault.line }));
    expect(faults).toContainEqual({ path, line });
  });

  const columnsOnly = "columns: { ticket: t, openedAt: o }\n";
  test.each([
    ["format: handschlag/mapping@1", "format: mapping", "expected handschlag/mapping@1"],
    ["title: test", 'title: ""', "expected a text that is not empty"],
    ["timeZone: UTC", "timeZone: UTC\ndelimiter: x", "expected a comma, a semicolon or a tab"],
    ["dateFormat: iso", "dateFormat: x", "expected iso, or a format such as d/M/yyyy H:mm"],
    ["status: s }", "status: ' s' }", "expected a text without blanks at its ends"],
    ["status: s }", "status: 5 }", "expected a column by its heading, or a list of columns"],
    [
      "{ New: open }",
      "{ New: 5 }",
      "expected open, assigned, restored, resolved, closed, cancelled, ignore, or waiting",
    ],
    ["{ New: open }", "{ New: { waiting: 'a b' } }", "expected a short name of letters, digits, dots"],
    ["at: when, ", "", "expected a column with the time of a row's state: it is missing"],
    [", status: s", "", "expected a column with the status: it is missing"],
    ["status: s }", "status: s, impact: i }", "expected a column beside impact: it is missing"],
    ["status: s }", "status: s, urgency: u }", "expected a column beside urgency: it is missing"],
    ["statuses: { New: open }\n", "", "expected what each status means: it is missing"],
    ["{ New: open }", "{ New: open }\npriorities: { High: P1 }", "expected a column priority for these words"],
    ["{ New: open }", "{ New: open }\notherNames: { x: [y] }", "expected the heading of a column"],
    ["shape: events", "shape: tickets", "expected a column with the time of the report: it is missing"],
    ["shape: events", "shape: tickets", "expected no such column in shape tickets"],
  ])("%j changed to %j: %s", (before, after, message) => {
    const mapping = readMapping(MINIMAL.replace(before, after));
    const messages = mapping.ok ? [] : mapping.refusal.map((fault) => fault.message);
    expect(messages).toContainEqual(expect.stringContaining(message));
  });

  test("a ticket that is told in one row has no assignee, and needs no status", () => {
    const tickets = MINIMAL.replace("shape: events", "shape: tickets")
      .replace(/columns.*\n/, columnsOnly)
      .replace(/statuses.*\n/, "");
    expect(mappingOf(tickets).columns).toEqual({ ticket: "t", openedAt: "o" });
    const assigned = readMapping(tickets.replace("openedAt: o", "openedAt: o, assignee: who"));
    expect(assigned).toMatchObject({ ok: false, refusal: [{ path: ["columns", "assignee"] }] });
  });

  test("a thousand words are read, and no more", () => {
    const withWords = (count: number) =>
      MINIMAL.replace(
        "{ New: open }",
        `{ ${Array.from({ length: count }, (_, word) => `w${word}: open`).join(", ")} }`,
      );
    expect(readMapping(withWords(1_000)).ok).toBe(true);
    expect(readMapping(withWords(1_001))).toMatchObject({
      ok: false,
      refusal: [{ message: expect.stringContaining("expected at most 1000 words") }],
    });
  });

  test.each([
    ["delimiter", [",", ";", "\t"]],
    ["encoding", ["utf-8", "windows-1252"]],
    ["order", ["oldest-first", "newest-first"]],
    ["otherStatuses", ["refuse", "ignore"]],
  ] as const)("%s is one of %j", (field, values) => {
    for (const value of values) expect(mappingOf(`${MINIMAL}${field}: ${JSON.stringify(value)}\n`)[field]).toBe(value);
    expect(readMapping(`${MINIMAL}${field}: ""\n`).ok).toBe(false);
  });

  test("it has a JSON Schema with a description of each field", () => {
    const { $defs } = mappingJsonSchema() as {
      $defs: Record<"Mapping", { properties: Record<string, { description?: string; $ref?: string }> }>;
    };
    const fields = Object.entries($defs.Mapping.properties);
    expect(fields).toHaveLength(19);
    expect(fields.filter(([, { description, $ref }]) => description === undefined && $ref === undefined)).toEqual([]);
  });
});

describe("columns", () => {
  const mapping = mappingOf(
    MINIMAL.replace("status: s }", "status: [s, sub], resolvedAt: done }").replace(
      "statuses:",
      "otherNames: { done: [Gelöst, constructor] }\nstatuses:",
    ),
  );
  const refused = (header: readonly string[]) => {
    const columns = columnsOf(mapping, header);
    return columns.ok ? undefined : columns.refusal;
  };

  test("are found in any order, with a byte order mark and blanks, under any of their names", () => {
    const { columns, width } = indexOf(mapping, ["\uFEFFwhen", " s ", "x", "Gelöst", "t", "sub"]);
    expect(width).toBe(6);
    expect(columns).toEqual({
      ticket: { heading: "t", cells: [4] },
      at: { heading: "when", cells: [0] },
      status: { heading: "s/sub", cells: [1, 5] },
      resolvedAt: { heading: "done", cells: [3] },
    });
  });

  test("that are missing are named, with those found", () => {
    expect(refused(["t", "when", "status"])).toEqual({
      kind: "columns-missing",
      columns: ["s", "sub", "done"],
      found: ["t", "when", "status"],
      message: 'expected the columns "s", "sub", "done", found "t", "when", "status"',
    });
  });

  test("that occur twice are named, also under two names", () => {
    expect(refused(["t", "t", "when", "s", "sub", "done"])?.message).toBe(
      'expected the column "t" once, found "t", "t", "when", "s", "sub", "done"',
    );
    expect(refused(["t", "when", "s", "sub", "done", "Gelöst"])).toMatchObject({
      kind: "columns-repeated",
      columns: ["done"],
    });
  });

  test("that were found are named up to the fortieth, and each up to its sixtieth character", () => {
    const found = (count: number) => refused(Array.from({ length: count }, () => "x"))!.message.split("found ")[1];
    expect(found(40)).toBe(Array.from({ length: 40 }, () => '"x"').join(", "));
    expect(found(41)).toBe(`${found(40)}, …`);
    expect(refused(["x".repeat(60), "x".repeat(61)])!.message).toContain(
      `found "${"x".repeat(60)}", "${"x".repeat(60)}…"`,
    );
  });

  test("that are not mapped may occur twice", () => {
    expect(indexOf(mapping, ["t", "when", "s", "sub", "done", "Comment", "Comment", "", ""]).width).toBe(9);
  });

  test("another delimiter shows in what was found", () => {
    expect(refused(["t;when;s;sub;done"])?.message).toContain('found "t;when;s;sub;done"');
  });

  test("a header without columns lacks all of them", () => {
    expect(refused([])?.columns).toEqual(["t", "when", "s", "sub", "done"]);
  });
});

const EVENTS = mappingOf(`
format: handschlag/mapping@1
title: test
shape: events
timeZone: UTC
dateFormat: iso
unknown: ["?", "-"]
columns:
  ticket: t
  at: at
  status: status
  priority: priority
  impact: impact
  urgency: urgency
  service: service
  assignee: [group, person]
  channel: channel
  openedAt: opened
  firstResponseAt: answered
  restoredAt: restored
  resolvedAt: resolved
  closedAt: closed
statuses:
  New: open
  Active: assigned
  Wait User: { waiting: waiting-for-client }
  Wait Vendor: { waiting: waiting-for-third-party }
  Restored: restored
  Resolved: resolved
  Closed: closed
  Cancelled: cancelled
  "-100": ignore
priorities: { High: P1, Low: P4 }
services: { Netz: network, Mail: mail }
service: it-support
`);
const HEADER = [
  "t",
  "at",
  "status",
  "priority",
  "impact",
  "urgency",
  "service",
  "group",
  "person",
  "channel",
  "opened",
  "answered",
  "restored",
  "resolved",
  "closed",
];
const COLUMNS = indexOf(EVENTS, HEADER);

const FIRST_LINE = 2;
/** A row of ticket T-1 on one day: `09:00 Active priority=High`. Words of more than one part have underscores. */
function rowOf(text: string, line: number): LogRow {
  const [at, status, ...more] = text.split(" ");
  const cells = HEADER.map((heading) => {
    if (heading === "t") return "T-1";
    if (heading === "at") return at === "?" ? "?" : `2026-03-02 ${at}`;
    if (heading === "status") return status!.replace("_", " ");
    const named = more.find((part) => part.startsWith(`${heading}=`))?.slice(heading.length + 1) ?? "";
    return /^\d\d:\d\d$/.test(named) ? `2026-03-02 ${named}` : named;
  });
  return { line, cells };
}
const rowsOf = (texts: readonly string[]): LogRow[] => texts.map((text, place) => rowOf(text, place + FIRST_LINE));
/** Events without the day: `09:00 paused waiting-for-client`. */
const story = (rows: readonly LogRow[], mapping = EVENTS): string[] =>
  eventsOf(mapping, COLUMNS, rows).map((event) => told(event).slice(11).replace(" it-support", ""));

describe("rows of shape events tell events by their differences", () => {
  test.each(
    cases(`
    a first row opens the ticket at its time
      09:00 New
      09:00 opened

    the opening's column says when it was opened
      09:00 New opened=08:30
      08:30 opened

    the opening's column of a later row counts if the first one's is not known
      09:00 New opened=? | 10:00 New opened=08:30
      08:30 opened

    the opening's column of the first row counts if a later one's is not known
      09:00 New opened=08:30 | 10:00 New opened=?
      08:30 opened

    the opening has what the first row says
      09:00 New priority=High service=Netz channel=Phone
      09:00 opened network P1 Phone

    impact counts with urgency only
      09:00 New impact=2 urgency=?
      09:00 opened

    urgency counts with impact only
      09:00 New urgency=2 | 10:00 New urgency=3
      09:00 opened

    an impact that is no longer known is no change
      09:00 New impact=1 urgency=1 | 10:00 New impact=? urgency=2
      09:00 opened 1 1

    another urgency is a change
      09:00 New impact=1 urgency=1 | 10:00 New impact=1 urgency=2
      09:00 opened 1 1 | 10:00 priority-changed 1 2

    impact and urgency are told together
      09:00 New impact=2 urgency=3
      09:00 opened 2 3

    the same row again says nothing
      09:00 New | 10:00 New
      09:00 opened

    waiting pauses and going on resumes
      09:00 New | 10:00 Wait_User | 11:00 New
      09:00 opened | 10:00 paused waiting-for-client | 11:00 resumed

    a ticket may wait from its first row on
      09:00 Wait_User
      09:00 opened | 09:00 paused waiting-for-client

    another reason is a pause of its own
      09:00 Wait_User | 10:00 Wait_Vendor
      09:00 opened | 09:00 paused waiting-for-client | 10:00 paused waiting-for-third-party

    resolving ends a pause by itself
      09:00 Wait_User | 10:00 Resolved
      09:00 opened | 09:00 paused waiting-for-client | 10:00 resolved

    the first row of a run of resolved rows counts
      09:00 New | 10:00 Resolved resolved=11:00 | 11:00 Resolved resolved=11:00
      09:00 opened | 10:00 resolved

    closing follows resolving
      09:00 New | 10:00 Resolved | 11:00 Closed
      09:00 opened | 10:00 resolved | 11:00 closed

    closing may come without resolving
      09:00 New | 11:00 Closed
      09:00 opened | 11:00 closed

    a resolved ticket that goes on is reopened
      09:00 New | 10:00 Resolved | 11:00 New
      09:00 opened | 10:00 resolved | 11:00 reopened

    so is a closed one that waits
      09:00 Closed | 11:00 Wait_User
      09:00 opened | 09:00 closed | 11:00 reopened | 11:00 paused waiting-for-client

    a pause before the end is over after the reopening
      09:00 Wait_User | 10:00 Resolved | 11:00 New
      09:00 opened | 09:00 paused waiting-for-client | 10:00 resolved | 11:00 reopened

    a pause before the end begins anew with the same reason
      09:00 Wait_User | 10:00 Resolved | 11:00 Wait_User
      09:00 opened | 09:00 paused waiting-for-client | 10:00 resolved | 11:00 reopened | 11:00 paused waiting-for-client

    back from closed to resolved is no reopening
      09:00 Closed | 10:00 Resolved
      09:00 opened | 09:00 closed | 10:00 resolved

    the client cancels
      09:00 New | 10:00 Cancelled
      09:00 opened | 10:00 cancelled

    restoring goes on
      09:00 Wait_User | 10:00 Restored | 11:00 Resolved
      09:00 opened | 09:00 paused waiting-for-client | 10:00 resumed | 10:00 restored | 11:00 resolved

    taking the ticket is an assignment
      09:00 New | 10:00 Active | 11:00 Active
      09:00 opened | 10:00 assigned

    it is not taken anew after a pause
      09:00 Active | 10:00 Wait_User | 11:00 Active
      09:00 opened | 09:00 assigned | 10:00 paused waiting-for-client | 11:00 resumed

    it is taken anew after it was open or had ended
      09:00 Active | 10:00 New | 11:00 Active | 12:00 Resolved | 13:00 Active
      09:00 opened | 09:00 assigned | 11:00 assigned | 12:00 resolved | 13:00 reopened | 13:00 assigned

    another assignee is an assignment
      09:00 New group=Desk person=Ann | 10:00 New group=Desk person=Bob | 11:00 New group=Desk person=?
      09:00 opened | 09:00 assigned Desk/Ann | 10:00 assigned Desk/Bob | 11:00 assigned Desk

    taking it with another assignee is one assignment
      09:00 New | 10:00 Active person=Ann
      09:00 opened | 10:00 assigned Ann

    an assignee who is not known is no change
      09:00 New person=Ann | 10:00 New person=- | 11:00 New person=Ann
      09:00 opened | 09:00 assigned Ann

    another priority is a change
      09:00 New priority=Low | 10:00 New priority=High | 11:00 New priority=?
      09:00 opened P4 | 10:00 priority-changed P1

    a priority that becomes known is a change
      09:00 New | 10:00 New priority=High
      09:00 opened | 10:00 priority-changed P1

    another impact is a change
      09:00 New impact=1 urgency=1 | 10:00 New impact=2 urgency=1
      09:00 opened 1 1 | 10:00 priority-changed 2 1

    another service is a change; one that is not known is none
      09:00 New service=Netz | 10:00 New service=? | 11:00 New service=Mail
      09:00 opened network | 11:00 service-changed mail

    a change and a status are told in one order
      09:00 Wait_User | 10:00 Resolved | 11:00 Active priority=High person=Ann
      09:00 opened | 09:00 paused waiting-for-client | 10:00 resolved | 11:00 reopened | 11:00 priority-changed P1 | 11:00 assigned Ann

    a status that is not known leaves the ticket as it was
      09:00 Wait_User | 10:00 ? | 11:00 New
      09:00 opened | 09:00 paused waiting-for-client | 11:00 resumed

    nor is a ticket reopened by a status that is not known
      09:00 New | 10:00 Resolved | 11:00 ?
      09:00 opened | 10:00 resolved

    a row with an ignored status is not read
      09:00 New priority=Low | ? -100 priority=nonsense | 11:00 Resolved
      09:00 opened P4 | 11:00 resolved

    a ticket of ignored rows only has no events
      09:00 -100
      nothing

    rows in another order count by their time
      11:00 Resolved | 09:00 New | 10:00 Wait_User
      09:00 opened | 10:00 paused waiting-for-client | 11:00 resolved

    of rows at one time the one listed first came first
      09:00 New | 10:00 Wait_User | 10:00 Resolved | 10:00 Closed
      09:00 opened | 10:00 paused waiting-for-client | 10:00 resolved | 10:00 closed

    what a row before the opening says holds from the opening on
      07:00 Active priority=High opened=08:30 | 07:30 Wait_User priority=High opened=08:30 | 09:00 Resolved opened=08:30
      08:30 opened P1 | 08:30 assigned | 08:30 paused waiting-for-client | 09:00 resolved
  `),
  )("$rule", ({ rows, events }) => {
    expect(story(rowsOf(rows))).toEqual(events);
  });

  test("a newest-first file lists the later of two rows of one time first", () => {
    const rows = rowsOf(["10:00 Closed", "10:00 Resolved", "09:00 New"]);
    expect(story(rows, { ...EVENTS, order: "newest-first" })).toEqual([
      "09:00 opened",
      "10:00 resolved",
      "10:00 closed",
    ]);
  });

  test("the service that no row names is the mapping's", () => {
    expect(eventsOf(EVENTS, COLUMNS, rowsOf(["09:00 New", "10:00 New"])).map(({ service }) => service)).toEqual([
      "it-support",
    ]);
    expect(story(rowsOf(["09:00 New", "10:00 New service=Netz", "11:00 New"]))).toEqual([
      "09:00 opened",
      "10:00 service-changed network",
    ]);
  });

  test("the client opens, reopens and cancels, the provider does the rest, unless the mapping says otherwise", () => {
    const rows = rowsOf(["09:00 New", "10:00 Wait_User", "11:00 Resolved", "12:00 New", "13:00 Cancelled"]);
    const sides = (mapping: MappingDocument) => eventsOf(mapping, COLUMNS, rows).map(({ type, by }) => `${by} ${type}`);
    const usual = ["client opened", "provider paused", "provider resolved", "client reopened", "client cancelled"];
    expect(sides(EVENTS)).toEqual(usual);
    expect(sides({ ...EVENTS, by: { cancelled: "provider", opened: "monitor" } })).toEqual([
      "monitor opened",
      ...usual.slice(1, -1),
      "provider cancelled",
    ]);
  });

  test("other statuses are ignored where the mapping says so", () => {
    const rows = rowsOf(["09:00 New", "10:00 Odd priority=High", "11:00 Closed"]);
    expect(story(rows, { ...EVENTS, otherStatuses: "ignore" })).toEqual(["09:00 opened", "11:00 closed"]);
  });

  test("an event says what is known, and nothing else", () => {
    const at = instant("2026-03-02T09:00Z");
    const plain = { ticket: "T-1", at, recordedAt: at };
    const { service: _, ...unserved } = EVENTS;
    expect(eventsOf(unserved, COLUMNS, rowsOf(["09:00 Active"]))).toStrictEqual([
      { ...plain, by: "client", type: "opened" },
      { ...plain, by: "provider", type: "assigned" },
    ]);
    expect(eventsOf(unserved, COLUMNS, rowsOf(["09:00 New priority=High"]))).toStrictEqual([
      { ...plain, by: "client", type: "opened", priority: "P1" },
    ]);
  });

  test("blanks around a cell, and around a text that means not known, are no part of it", () => {
    const [first, second] = [rowOf("09:00 New", 2), rowOf("10:00 Wait_User priority=?", 3)];
    const spaced = { ...second, cells: second.cells.map((cell) => ` ${cell} `) };
    expect(story([first, spaced], { ...EVENTS, unknown: [" ? "] })).toEqual([
      "09:00 opened",
      "10:00 paused waiting-for-client",
    ]);
  });

  test("a text of a thousand characters is read", () => {
    const person = "x".repeat(1_000);
    expect(story(rowsOf([`09:00 New person=${person}`]))).toEqual(["09:00 opened", `09:00 assigned ${person}`]);
    const row = rowOf("09:00 New", 2);
    const [opening] = eventsOf(EVENTS, COLUMNS, [{ ...row, cells: [person, ...row.cells.slice(1)] }]);
    expect(opening!.ticket).toBe(person);
  });

  test("no rows, no events", () => {
    expect(eventsOfRows(EVENTS, COLUMNS, [])).toEqual({ ok: true, value: [] });
  });
});

describe("columns with times of their own, in shape events", () => {
  test.each(
    cases(`
    an answer counts
      09:00 New | 12:00 New answered=09:20
      09:00 opened | 09:20 answered

    the last row is the one that counts
      09:00 New answered=09:10 | 12:00 New answered=09:20
      09:00 opened | 09:20 answered

    a time of resolving counts if no row is resolved
      09:00 New | 15:00 Closed resolved=11:00 closed=15:00
      09:00 opened | 11:00 resolved | 15:00 closed

    resolving comes before closing at one time
      09:00 New | 15:00 Closed resolved=15:00
      09:00 opened | 15:00 resolved | 15:00 closed

    a time of closing counts if no row is closed
      09:00 New | 11:00 Resolved closed=15:00
      09:00 opened | 11:00 resolved | 15:00 closed

    a resolved row outweighs the column
      09:00 New resolved=12:00 | 11:00 Resolved resolved=12:00
      09:00 opened | 11:00 resolved

    an end before the ticket last went on is none
      09:00 New resolved=10:00 | 11:00 Active resolved=10:00
      09:00 opened | 11:00 assigned

    an end when the ticket last went on comes after it
      09:00 Wait_User | 10:00 Active resolved=10:00
      09:00 opened | 09:00 paused waiting-for-client | 10:00 resumed | 10:00 assigned | 10:00 resolved

    a cancelled ticket has no other end
      09:00 New | 11:00 Cancelled resolved=10:00 closed=10:00
      09:00 opened | 11:00 cancelled

    restoring counts
      09:00 New | 11:00 Closed restored=10:00
      09:00 opened | 10:00 restored | 11:00 closed
  `),
  )("$rule", ({ rows, events }) => {
    expect(story(rowsOf(rows))).toEqual(events);
  });
});

describe("faults name line, column and what stands there", () => {
  test.each([
    {
      rows: ["09:00 New", "10:00 Odd"],
      fault: {
        kind: "word-unknown",
        line: 3,
        column: "status",
        found: "Odd",
        message: 'expected a status of the mapping, in column "status", found "Odd"',
      },
    },
    {
      rows: ["09:00 New priority=Urgent"],
      fault: {
        kind: "word-unknown",
        line: 2,
        column: "priority",
        found: "Urgent",
        message: 'expected a priority of the mapping, in column "priority", found "Urgent"',
      },
    },
    { rows: ["09:00 New service=Fax"], fault: { kind: "word-unknown", line: 2, column: "service", found: "Fax" } },
    {
      rows: ["09:00 New", "? New"],
      fault: {
        kind: "time-missing",
        line: 3,
        column: "at",
        found: "?",
        message: 'expected a time, in column "at", found "?"',
      },
    },
    {
      rows: ["25:00 New"],
      fault: {
        kind: "time-unreadable",
        line: 2,
        column: "at",
        message: 'expected an existing time, written as iso, in column "at", found "2026-03-02 25:00"',
      },
    },
    { rows: ["09:00 New opened=soon"], fault: { kind: "time-unreadable", line: 2, column: "opened", found: "soon" } },
    {
      rows: ["08:00 New opened=09:00", "08:30 Resolved opened=09:00"],
      fault: {
        kind: "before-opening",
        line: 3,
        column: "at",
        message: 'expected no end before the ticket was opened, in column "at", found "2026-03-02 08:30"',
      },
    },
    {
      rows: ["09:00 New", "11:00 Closed resolved=08:00"],
      fault: {
        kind: "before-opening",
        line: 3,
        column: "resolved",
        message: 'expected no time before the ticket was opened, in column "resolved", found "2026-03-02 08:00"',
      },
    },
    {
      rows: [`09:00 New group=Desk person=${"x".repeat(1_001)}`],
      fault: {
        kind: "text-too-long",
        line: 2,
        column: "group/person",
        found: `Desk/${"x".repeat(55)}`,
        message: `expected at most 1000 characters, in column "group/person", found "Desk/${"x".repeat(55)}…"`,
      },
    },
  ])("$rows", ({ rows, fault }) => {
    expect(faultsOf(EVENTS, COLUMNS, rowsOf(rows))).toMatchObject([fault]);
  });

  test("a row with another number of cells than the header", () => {
    const rows = [rowOf("09:00 New", 2), { line: 3, cells: ["T-1", "2026-03-02 10:00"] }];
    expect(faultsOf(EVENTS, COLUMNS, rows)).toEqual([
      {
        kind: "cells-miscounted",
        line: 3,
        column: "",
        found: "2",
        message: "expected 15 cells as in the header, found 2",
      },
    ]);
  });

  test("a row of another ticket, or of none", () => {
    const foreign = rowOf("10:00 New", 3);
    expect(
      faultsOf(EVENTS, COLUMNS, [rowOf("09:00 New", 2), { ...foreign, cells: ["T-2", ...foreign.cells.slice(1)] }]),
    ).toMatchObject([
      {
        kind: "another-ticket",
        line: 3,
        column: "t",
        found: "T-2",
        message: 'expected the ticket "T-1", in column "t", found "T-2"',
      },
    ]);
    expect(faultsOf(EVENTS, COLUMNS, [{ ...foreign, cells: [" ", ...foreign.cells.slice(1)] }])).toMatchObject([
      { kind: "another-ticket", line: 3, message: 'expected a ticket, in column "t", found nothing' },
    ]);
  });

  test("a ticket's name of more than a thousand characters", () => {
    const row = rowOf("10:00 New", 3);
    const cells = ["x".repeat(1_001), ...row.cells.slice(1)];
    expect(faultsOf(EVENTS, COLUMNS, [{ ...row, cells }])).toMatchObject([
      { kind: "text-too-long", line: 3, column: "t", found: "x".repeat(60) },
    ]);
  });

  test("what was found is cut and written on one line", () => {
    const [fault] = faultsOf(EVENTS, COLUMNS, rowsOf([`09:00 A\n\u001b[31m${"b".repeat(100)}`]));
    expect(fault?.found).toHaveLength(60);
    expect(fault?.message).toMatch(/found "A\\n\\u001b\[31mb{53}…"$/);
  });

  test("a ticket has at most a hundred", () => {
    expect(faultsOf(EVENTS, COLUMNS, rowsOf(Array.from({ length: 150 }, () => "09:00 Odd")))).toHaveLength(100);
  });
});

describe("rows of shape tickets", () => {
  const mapping = mappingOf(`
format: handschlag/mapping@1
title: test
shape: tickets
timeZone: Europe/Berlin
dateFormat: d/M/yyyy H:mm
columns: { ticket: t, status: status, priority: priority, openedAt: opened, firstResponseAt: answered, restoredAt: restored, resolvedAt: resolved, closedAt: closed }
statuses: { New: open, Active: assigned, Wait: { waiting: waiting-for-client }, Resolved: resolved, Closed: closed, Cancelled: cancelled, Merged: ignore }
`);
  const header = ["t", "status", "opened", "answered", "restored", "resolved", "closed", "priority"];
  const columns = indexOf(mapping, header);
  const row = (status: string, ...hours: string[]): LogRow => ({
    line: 2,
    cells: [
      "T-1",
      status,
      ...Array.from({ length: 5 }, (_, place) =>
        hours[place] === undefined || hours[place] === "" ? "" : `2/3/2026 ${hours[place]}`,
      ),
      "P2",
    ],
  });

  test.each(
    cases(`
    an open ticket
      New | 9:00
      08:00 opened P2

    an answered one
      Active | 9:00 | 9:30
      08:00 opened P2 | 08:30 answered

    one that waits has no pause: nothing says since when
      Wait | 9:00
      08:00 opened P2

    a resolved one
      Resolved | 9:00 | 9:30 | 10:00 | 11:00
      08:00 opened P2 | 08:30 answered | 09:00 restored | 10:00 resolved

    a closed one
      Closed | 9:00 |  |  | 11:00 | 12:00
      08:00 opened P2 | 10:00 resolved | 11:00 closed

    one closed without a time of resolving
      Resolved | 9:00 |  |  |  | 12:00
      08:00 opened P2 | 11:00 closed

    an answer after the closing
      Closed | 9:00 | 13:00 |  |  | 12:00
      08:00 opened P2 | 11:00 closed | 12:00 answered

    all at once
      Closed | 9:00 | 9:00 | 9:00 | 9:00 | 9:00
      08:00 opened P2 | 08:00 answered | 08:00 restored | 08:00 resolved | 08:00 closed

    a cancelled one, when it was closed
      Cancelled | 9:00 | 9:30 |  | 11:00 | 12:00
      08:00 opened P2 | 08:30 answered | 11:00 cancelled

    a cancelled one, when it was resolved
      Cancelled | 9:00 |  |  | 11:00
      08:00 opened P2 | 10:00 cancelled

    a status that is not known
       | 9:00 |  |  | 11:00
      08:00 opened P2 | 10:00 resolved

    an ignored one
      Merged
      nothing
  `),
  )("$rule", ({ rows, events }) => {
    const [status = "", ...hours] = rows;
    expect(eventsOf(mapping, columns, [row(status, ...hours)]).map((event) => told(event).slice(11))).toEqual(events);
  });

  test.each([
    { cells: ["New", ""], fault: { kind: "time-missing", column: "opened", found: "" } },
    { cells: ["New", "9:77"], fault: { kind: "time-unreadable", column: "opened", found: "2/3/2026 9:77" } },
    {
      cells: ["Resolved", "9:00"],
      fault: {
        kind: "end-missing",
        column: "resolved",
        found: "",
        message: 'expected the time at which the ticket ended, in column "resolved", found nothing',
      },
    },
    { cells: ["Cancelled", "9:00"], fault: { kind: "end-missing", column: "resolved", found: "" } },
    {
      cells: ["Active", "9:00", "", "", "11:00"],
      fault: {
        kind: "end-contradicted",
        column: "resolved",
        found: "2/3/2026 11:00",
        message: expect.stringContaining("expected no end while the status says that the ticket goes on"),
      },
    },
    {
      cells: ["Resolved", "9:00", "", "", "8:00"],
      fault: { kind: "before-opening", column: "resolved", found: "2/3/2026 8:00" },
    },
    {
      cells: ["New", "9:00", "8:00"],
      fault: {
        kind: "before-opening",
        column: "answered",
        found: "2/3/2026 8:00",
        message: expect.stringContaining("expected no time before the ticket was opened"),
      },
    },
    {
      cells: ["Closed", "9:00", "", "", "12:00", "11:00"],
      fault: {
        kind: "closed-before-resolved",
        column: "closed",
        found: "2/3/2026 11:00",
        message: expect.stringContaining("expected no time before the ticket was resolved"),
      },
    },
  ])("$cells is a fault", ({ cells, fault }) => {
    const [status, ...hours] = cells;
    expect(faultsOf(mapping, columns, [row(status!, ...hours)])).toMatchObject([{ line: 2, ...fault }]);
  });

  test("a missing end is looked for where the mapping has one", () => {
    const { resolvedAt: _, ...others } = mapping.columns;
    const closing = { ...mapping, columns: others };
    expect(faultsOf(closing, indexOf(closing, header), [row("Closed", "9:00")])).toMatchObject([
      { kind: "end-missing", column: "closed" },
    ]);
  });

  test("a second row of a ticket is a fault", () => {
    expect(faultsOf(mapping, columns, [row("New", "9:00"), { ...row("New", "9:00"), line: 7 }])).toMatchObject([
      { kind: "row-repeated", line: 7, column: "t", found: "T-1" },
    ]);
  });
});

describe("the sample files", () => {
  const samples = (name: string): string[] => {
    const mapping = shipped(name);
    const { columns, rowsByTicket } = logOf(mapping, readFileSync(new URL(`${name}.csv`, LOGS), "utf8"));
    return [...rowsByTicket].flatMap(([ticket, rows]) =>
      eventsOf(mapping, columns, rows).map((event) => `${ticket} ${told(event)}`),
    );
  };

  test("of Jira", () => {
    const events = samples("jira");
    expect(events.slice(0, 4)).toEqual([
      "LIN-101 2026-03-02T07:12 opened it-support P1",
      "LIN-101 2026-03-02T10:40 resolved",
      "LIN-102 2026-03-02T08:47 opened it-support P3",
      "LIN-102 2026-03-04T13:15 resolved",
    ]);
    expect(events).toContain("LIN-105 2026-03-06T11:00 opened it-support P4");
    expect(events).toContain("LIN-106 2026-03-06T23:30 opened it-support P2");
    expect(events).toContain("LIN-108 2026-03-09T10:05 cancelled");
    // 2:30 did not exist in the night of the change to summer time.
    expect(events).toContain("LIN-111 2026-03-29T01:30 opened it-support P1");
    expect(events).toHaveLength(12 + 7);
  });

  test("of Zammad", () => {
    const events = samples("zammad");
    expect(events.slice(0, 3)).toEqual([
      "74001 2026-03-02T07:05 opened it-support P3 email",
      "74001 2026-03-02T07:55 answered",
      "74001 2026-03-02T09:01 closed",
    ]);
    expect(events.some((event) => event.startsWith("74005"))).toBe(false);
    expect(events).toHaveLength(9 + 6 + 5);
  });

  test("of Zammad: a ticket reopened at an unknown time is a fault", () => {
    const mapping = shipped("zammad");
    const csv = readFileSync(new URL("zammad.csv", LOGS), "utf8").replace(",closed,", ",open,");
    const { columns, rowsByTicket } = logOf(mapping, csv);
    expect(faultsOf(mapping, columns, rowsByTicket.get("74001")!)).toMatchObject([
      { kind: "end-contradicted", line: 2, column: "Closed At" },
    ]);
  });

  test("of GLPI", () => {
    const events = samples("glpi");
    expect(events.slice(0, 3)).toEqual([
      "1 201 2026-03-02T07:01 opened it-support P2",
      "1 201 2026-03-02T10:30 resolved",
      "1 201 2026-03-10T11:00 closed",
    ]);
    expect(events).toHaveLength(10 + 5 + 3);
  });

  test("of GLPI in English", () => {
    const mapping = shipped("glpi");
    const csv =
      "ID;Title;Status;Last update;Opening date;Priority;Resolution date;Closing date\n7;x;Solved;;2026-03-02 08:01;Very high;2026-03-02 09:00;\n";
    const { columns, rowsByTicket } = logOf(mapping, csv);
    expect(eventsOf(mapping, columns, rowsByTicket.get("7")!).map(told)).toEqual([
      "2026-03-02T07:01 opened it-support P1",
      "2026-03-02T08:00 resolved",
    ]);
  });

  test("of ServiceNow", () => {
    const events = samples("servicenow");
    expect(events.slice(0, 3)).toEqual([
      "INC0010041 2026-03-02T07:03 opened it-support P1",
      "INC0010041 2026-03-02T08:41 resolved",
      "INC0010041 2026-03-09T11:00 closed",
    ]);
    expect(events).toContain("INC0010045 2026-03-04T16:10 cancelled");
    expect(events).toHaveLength(10 + 6 + 3 + 1);
  });
});

/** Counted by a separate script from the transitions between rows, not by this code. */
const COUNTS_OF_EXCERPT = {
  opened: 602,
  resolved: 609,
  closed: 602,
  "priority-changed": 35,
  assigned: 764,
  paused: 226,
  resumed: 53,
  reopened: 8,
};
const COUNTS_OF_SERVICENOW = {
  opened: 24_918,
  resolved: 25_236,
  closed: 24_930,
  "priority-changed": 436,
  assigned: 35_833,
  paused: 6_398,
  resumed: 1_220,
  reopened: 332,
};
const COUNTS_OF_VOLVO = {
  opened: 7_554,
  resolved: 8_126,
  closed: 5_704,
  assigned: 37_500,
  paused: 6_204,
  resumed: 3_694,
  reopened: 580,
  cancelled: 1,
};

describe("the event log of ServiceNow incidents", () => {
  const mapping = shipped("servicenow-event-log");
  const csv = readFileSync(new URL("servicenow-event-log.csv", LOGS), "utf8");
  const { columns, rowsByTicket } = logOf(mapping, csv);
  const eventsOfTicket = (ticket: string): string[] => eventsOf(mapping, columns, rowsByTicket.get(ticket)!).map(told);

  test("has as many events of each type as counted apart", () => {
    expect(rowsByTicket.size).toBe(602);
    expect(countsOf(mapping, csv)).toEqual(COUNTS_OF_EXCERPT);
  });

  test("an incident is resolved when its first row says so, not when it was saved last as resolved", () => {
    expect(rowsByTicket.get("INC0000045")!.map(({ cells }) => cells[10])).toEqual(
      Array.from({ length: 4 }, () => "29/2/2016 11:29"),
    );
    expect(eventsOfTicket("INC0000045")).toEqual([
      "2016-02-29T01:16 opened it-support P3",
      "2016-02-29T08:53 resolved",
      "2016-03-05T12:00 closed",
    ]);
  });

  test("rows with the state -100 are not read", () => {
    expect(eventsOfTicket("INC0028089")).toEqual([
      "2016-05-10T22:09 opened it-support P3",
      "2016-05-10T22:09 assigned Resolver 15",
      "2016-06-16T12:03 resolved",
      "2016-06-21T13:07 closed",
    ]);
  });

  test("the one incident whose rows are out of order counts by time, which makes a reopening of a stray row", () => {
    expect(eventsOfTicket("INC0000137")).toEqual([
      "2016-02-29T09:48 opened it-support P3",
      "2016-02-29T11:03 resolved",
      "2016-02-29T11:10 reopened",
      "2016-03-05T12:00 closed",
    ]);
  });

  test("a row before the opening holds from the opening on", () => {
    expect(eventsOfTicket("INC0000131").slice(0, 3)).toEqual([
      "2016-02-29T09:41 opened it-support P3",
      "2016-02-29T09:41 assigned Resolver 175",
      "2016-02-29T09:45 paused waiting-for-client",
    ]);
  });
});

const gunzipped = (file: string): string => gunzipSync(readFileSync(new URL(file, REAL_LOGS))).toString("utf8");
const SERVICENOW = "uci-servicenow-incident_event_log.csv.gz";
const VOLVO = "bpic2013-volvo-incidents.csv.gz";

describe("the whole logs, where they are at hand", () => {
  test.skipIf(!existsSync(new URL(SERVICENOW, REAL_LOGS)))(
    "ServiceNow: events by type as counted apart, and no fault",
    { timeout: 60_000 },
    () => {
      expect(countsOf(shipped("servicenow-event-log"), gunzipped(SERVICENOW))).toEqual(COUNTS_OF_SERVICENOW);
    },
  );

  test.skipIf(!existsSync(new URL(VOLVO, REAL_LOGS)))(
    "Volvo: events by type as counted apart, and no fault",
    { timeout: 60_000 },
    () => {
      expect(countsOf(shipped("volvo"), gunzipped(VOLVO))).toEqual(COUNTS_OF_VOLVO);
    },
  );
});

describe("laws", () => {
  const statuses = fc.constantFrom(
    "New",
    "Active",
    "Wait_User",
    "Wait_Vendor",
    "Restored",
    "Resolved",
    "Closed",
    "Cancelled",
    "?",
    "-100",
  );
  const details = fc.record({
    priority: fc.constantFrom("", "High", "Low", "?"),
    person: fc.constantFrom("", "Ann", "Bob"),
    service: fc.constantFrom("", "Netz", "Mail"),
    resolved: fc.constantFrom("", "10:30"),
    answered: fc.constantFrom("", "10:05"),
    opened: fc.constantFrom("", "10:00"),
  });
  const minute = (place: number): string => `10:${String(place).padStart(2, "0")}`;
  const rowTexts = fc.array(fc.tuple(statuses, details), { minLength: 1, maxLength: 8 }).map((rows) =>
    rows.map(
      ([status, more], place) =>
        `${minute(place)} ${status} ${Object.entries(more)
          .map(([name, value]) => `${name}=${value}`)
          .join(" ")}`,
    ),
  );
  /** Events that could not be read again, that come too early, or that open the ticket anew. */
  const oddities = (events: readonly TicketEvent[]): TicketEvent[] =>
    events.filter((event, place) => {
      const read = readEvent({ ...event, at: isoOf(event.at), recordedAt: isoOf(event.recordedAt) });
      return (
        !read.ok ||
        !isDeepStrictEqual(read.value, event) ||
        (event.type === "opened") !== (place === 0) ||
        event.at < events[Math.max(0, place - 1)]!.at
      );
    });
  const readRows = (
    rows: readonly LogRow[],
    mapping = EVENTS,
  ): { readonly events: readonly TicketEvent[]; readonly faults: readonly RowFault[] } => {
    const events = eventsOfRows(mapping, COLUMNS, rows);
    return events.ok ? { events: events.value, faults: [] } : { events: [], faults: events.refusal };
  };

  test("rows of different times mean the same in any order", () => {
    fc.assert(
      fc.property(
        rowTexts.chain((texts) =>
          fc.tuple(fc.constant(rowsOf(texts)), fc.shuffledSubarray(rowsOf(texts), { minLength: texts.length })),
        ),
        ([rows, shuffled]) => {
          expect(eventsOfRows(EVENTS, COLUMNS, shuffled)).toEqual(eventsOfRows(EVENTS, COLUMNS, rows));
        },
      ),
    );
  });

  test("events are well-formed, in order of time, and begin with the opening", () => {
    fc.assert(
      fc.property(rowTexts, (texts) => {
        expect(oddities(readRows(rowsOf(texts)).events)).toEqual([]);
      }),
    );
  });

  test("a row listed twice says nothing more", () => {
    fc.assert(
      fc.property(rowTexts, (texts) => {
        const rows = rowsOf(texts);
        expect(readRows(rows.flatMap((row) => [row, row])).events).toEqual(readRows(rows).events);
      }),
    );
  });

  test("garbage in cells is a fault or an event, never an exception", () => {
    const cell = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom(
        "",
        "?",
        "New",
        "Closed",
        "High",
        "Netz",
        "2026-03-02 10:00",
        "2026-02-30 10:00",
        "__proto__",
        "constructor",
      ),
    );
    const rows = fc.array(fc.array(cell, { minLength: HEADER.length - 1, maxLength: HEADER.length - 1 }), {
      maxLength: 4,
    });
    for (const mapping of [EVENTS, { ...EVENTS, shape: "tickets" as const }]) {
      fc.assert(
        fc.property(rows, cell, (cells, ticket) => {
          const { events, faults } = readRows(
            cells.map((row, place) => ({ line: place + FIRST_LINE, cells: [ticket, ...row] })),
            mapping,
          );
          expect(oddities(events)).toEqual([]);
          expect(faults.every(({ message }) => message.startsWith("expected"))).toBe(true);
        }),
      );
    }
  });

  test("garbage in a header is a fault or a set of columns, never an exception", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom(...HEADER, "__proto__")), { maxLength: 30 }),
        (header) => {
          const columns = columnsOf(EVENTS, header);
          expect(columns.ok || columns.refusal.message.startsWith("expected")).toBe(true);
        },
      ),
    );
  });
});

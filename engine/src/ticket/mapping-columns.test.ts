/** What a reader keeps of a file's columns, and the subject, which says nothing to a clock. */
import { expect, test } from "vitest";
import { columnsOf, eventsOfRows, narrowed, readMapping, subjectOfRows, type LogRow } from "./mapping.ts";

const read = readMapping(`
format: handschlag/mapping@1
title: test
shape: events
timeZone: UTC
dateFormat: iso
columns: { ticket: Nr, at: Zeit, status: [Status, Teil], subject: Betreff }
otherNames: { Betreff: [Subject] }
statuses: { Neu: open, Zu: closed, Neu/a: assigned }
`);
if (!read.ok) throw new Error(JSON.stringify(read.refusal));
const mapping = read.value;

function indexOf(header: readonly string[]) {
  const columns = columnsOf(mapping, header);
  if (!columns.ok) throw new Error(columns.refusal.message);
  return columns.value;
}
const rows = (...cells: string[][]): LogRow[] => cells.map((each, index) => ({ line: index + 2, cells: each }));

test("a file without the column of the subject is no fault, one that has it twice is", () => {
  expect(indexOf(["Nr", "Zeit", "Status", "Teil"]).columns.subject).toBeUndefined();
  expect(indexOf(["Subject", "Nr", "Zeit", "Status", "Teil"]).columns.subject).toEqual({
    heading: "Betreff",
    cells: [0],
  });
  expect(columnsOf(mapping, ["Betreff", "Subject", "Nr", "Zeit", "Status", "Teil"])).toMatchObject({
    ok: false,
    refusal: { kind: "columns-repeated" },
  });
});

test("the subject is the one that the last row with one has, without blanks at its ends", () => {
  const index = indexOf(["Nr", "Zeit", "Status", "Teil", "Betreff"]);
  const row = (subject: string) => ["A", "2026-03-02 08:00", "Neu", "", subject];
  expect(subjectOfRows(index, rows(row("Drucker"), row(" Drucker im Keller "), row(" ")))).toBe("Drucker im Keller");
  expect(subjectOfRows(index, rows(row("")))).toBe("");
  expect(subjectOfRows(indexOf(["Nr", "Zeit", "Status", "Teil"]), rows(["A", "2026-03-02 08:00", "Neu", ""]))).toBe("");
});

test("rows that keep only the cells that are read mean the same", () => {
  const index = indexOf(["x", "Teil", "Zeit", "y", "Status", "Nr", "z", "Betreff"]);
  const whole = rows(
    ["1", "a", "2026-03-02 08:00", "2", "Neu", "A", "3", "Netz"],
    ["1", "", "2026-03-02 09:00", "2", "Zu", "A", "3", ""],
  );
  const { index: kept, places } = narrowed(index);
  const few = whole.map(({ line, cells }) => ({ line, cells: places.map((place) => cells[place]!) }));
  expect(places).toEqual([1, 2, 4, 5, 7]);
  expect(eventsOfRows(mapping, kept, few)).toEqual(eventsOfRows(mapping, index, whole));
  expect(subjectOfRows(kept, few)).toBe("Netz");
  const faulty = few.map(({ line, cells }) => ({ line, cells: cells.map((cell) => (cell === "Zu" ? "zu" : cell)) }));
  expect(eventsOfRows(mapping, kept, faulty)).toMatchObject({
    ok: false,
    refusal: [{ column: "Status/Teil", line: 3 }],
  });
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { importFaultInGerman } from "./fault-words.ts";
import { readMapping } from "./mapping.ts";

const SOURCES = ["csv.ts", "ticket/mapping.ts", "ticket/mapping-document.ts", "ticket/mapping-rows.ts"];
const ENGLISH =
  /(?<![\w-])(?:expected|found|the|and|with|such as|at least|at most|again|once|column|missing)(?![\w-])/i;

/** What is written out in a file and is no part of a longer text. */
const written = (file: string, quote: '"' | "'"): string[] =>
  [
    ...readFileSync(new URL(`../${file}`, import.meta.url), "utf8").matchAll(
      /"(expected [^"\n]+)"|'(expected [^'\n]+)'/g,
    ),
  ]
    .map(([, double, single]) => (quote === '"' ? double : single))
    .filter((message) => message !== undefined);

test("every message that the sources write out has German words, and so has every whole one of their tests", () => {
  const messages = [
    ...SOURCES.flatMap((file) => written(file, '"')),
    ...["ticket/mapping.test.ts", "ticket/mapping-columns.test.ts"].flatMap((file) => written(file, "'")),
  ];
  expect(messages.length).toBeGreaterThan(30);
  const wordless = messages.filter((message) => {
    const said = importFaultInGerman(message);
    return said === undefined || ENGLISH.test(said.replaceAll(/"(?:[^"\\]|\\.)*"/g, "…"));
  });
  expect(wordless).toEqual([]);
});

test.each([
  [
    'expected a status of the mapping, in column "status", found "Odd"',
    "erwartet wird ein Status, den die Beschreibung kennt, in der Spalte „status“, gefunden wurde „Odd“",
  ],
  [
    'expected a priority of the mapping, in column "Prio", found nothing',
    "erwartet wird eine Priorität, die die Beschreibung kennt, in der Spalte „Prio“, gefunden wurde nichts",
  ],
  [
    'expected an existing time, written as d/M/yyyy H:mm, in column "a, found b", found "2026"',
    "erwartet wird eine Zeit, die es gibt, in der Form d/M/yyyy H:mm, in der Spalte „a, found b“, gefunden wurde „2026“",
  ],
  ["expected 15 cells as in the header, found 2", "erwartet werden 15 Zellen wie in der Kopfzeile, gefunden wurde 2"],
  [
    'expected the columns "s", "sub", found "t", "when"',
    "erwartet werden die Spalten „s“, „sub“, gefunden wurde „t“, „when“",
  ],
  ['expected the column "t" once, found "t", "t"', "die Spalte „t“ darf nur einmal vorkommen, gefunden wurde „t“, „t“"],
  [
    'expected at most 1000 characters, in column "text", found "x"',
    "erwartet werden höchstens 1000 Zeichen, in der Spalte „text“, gefunden wurde „x“",
  ],
  [
    "expected rows of at most 1 MiB: is a quote missing?",
    "erwartet werden Zeilen von höchstens 1 MiB: Fehlt ein Anführungszeichen?",
  ],
  [
    'expected a field "title" with a text that is not empty, found none',
    "erwartet wird ein Feld „title“ (ein Text, der nicht leer ist), gefunden wurde keines",
  ],
])("%s", (english, german) => expect(importFaultInGerman(english)).toBe(german));

const MAPPING = `format: handschlag/mapping@1
title: test
timeZone: UTC
dateFormat: iso
shape: events
columns: { ticket: t, at: when, status: s }
statuses: { New: open }
`;

test.each([
  ["format: handschlag/mapping@1", "format: mapping"],
  ["title: test", "title: 5"],
  ["title: test", "title: test\ncolour: red"],
  ["timeZone: UTC", "timeZone: Moon"],
  ["timeZone: UTC", "timeZone: UTC\ndelimiter: x"],
  ["dateFormat: iso", "dateFormat: x"],
  ["shape: events", "shape: tickets"],
  ["shape: events", "shape: circles"],
  ["status: s }", "status: ' s' }"],
  ["status: s }", "status: 5 }"],
  ["status: s }", "status: s, impact: i }"],
  ["status: s }", "status: s, urgency: u }"],
  ["{ New: open }", "{ New: shut }"],
  ["{ New: open }", "{ New: { waiting: 'a b' } }"],
  ["{ New: open }", "{ New: open }\npriorities: { High: P1 }"],
  ["{ New: open }", "{ New: open }\notherNames: { x: [y] }"],
  ["at: when, ", ""],
  [", status: s", ""],
  ["statuses: { New: open }\n", ""],
])("a description with %j changed to %j is told in German", (before, after) => {
  const read = readMapping(MAPPING.replace(before, after));
  const messages = read.ok ? [] : read.refusal.map(({ message }) => message);
  expect(messages.length).toBeGreaterThan(0);
  expect(messages.filter((message) => importFaultInGerman(message) === undefined)).toEqual([]);
});

test("what no reader says has no German words", () => {
  expect(importFaultInGerman('expected a moon of cheese, in column "a", found "b"')).toBeUndefined();
  expect(importFaultInGerman("something else")).toBeUndefined();
});

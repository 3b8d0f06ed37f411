import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { faultInGerman } from "./fault-words.ts";
import type { Part } from "./parts.ts";
import { readCalendar, readParts } from "./reader.ts";
import type { Path } from "./references.ts";

const ENGLISH = /(?<![\w-])(?:expected|found|the|and|with|such as|at least|at most|again|known|once)(?![\w-])/i;
/** Names and values that stay as they are written. */
const quotes = (text: string): string =>
  text.replaceAll(/"(?:[^"\\]|\\.)*"|„[^“]*“|\([^)]*\)/g, "…").replaceAll(/[&*]\w+/g, "…");

/** Messages without German, or with English left in it. */
const faulty = (messages: Iterable<string>): string[] =>
  [...new Set(messages)].flatMap((message) => {
    const said = faultInGerman(message);
    const isGerman = said !== undefined && !ENGLISH.test(quotes(said));
    return isGerman ? [] : [`${message} → ${said}`];
  });

/** The messages that the source and the tests of the readers write out, as far as they are whole. */
function writtenIn(files: readonly string[]): string[] {
  return files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/"(expected [^"\\\n]+)"|'(expected [^'\\\n]+)'/g)].map(
      ([, double, single]) => (double ?? single)!,
    ),
  );
}

test("every message that the readers and their tests write out has German words", () => {
  const files = globSync(["engine/src/contract/*.ts", "engine/src/calendar/*.ts"]).filter(
    (file) => !/fault-|print|draft|check/.test(file),
  );
  const messages = writtenIn(files).filter((message) => !/[,:…]$/.test(message.trimEnd()));
  expect(messages.length).toBeGreaterThan(100);
  expect(faulty(messages)).toEqual([]);
});

const SAMPLES = ["fixtures/contracts/brenner-maschinenbau-msp.yaml", "engine/starters/de/comprehensive.yaml"];
const WRONG: readonly unknown[] = [null, 5, -1, 1.5, true, "", "?", "x y", "P9", "2026-13-01", [], ["?"], {}, { x: 1 }];
const LONG = "x".repeat(5_000);

/** Every place of a value, those in the first entries of lists only. */
function placesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries = Array.isArray(value) ? value.slice(0, 2).entries() : Object.entries(value);
  return [path, ...[...entries].flatMap(([key, part]) => placesOf(part, [...path, key]))];
}

type Holder = Record<string | number, unknown>;

/** A copy of a document in which something else stands at a place; `undefined` takes it away. */
function changed(document: unknown, path: Path, to: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return to;
  const copy = (Array.isArray(document) ? [...document] : { ...(document as Holder) }) as Holder;
  if (rest.length === 0 && to === undefined) delete copy[key];
  else copy[key] = changed(copy[key], rest, to);
  return copy;
}

const messagesOf = (document: unknown): string[] => {
  const read = readParts(document as Part);
  return read.ok ? [] : read.refusal.map(({ message }) => message);
};

const SHARES = 3;
/** A document with faults: a third of its values at once, so that all are told soon; what holds values one by one. */
function* damagedIn(document: unknown): Generator {
  const places = placesOf(document).slice(1);
  const isHolder = (path: Path) => typeof valueAt(document, path) === "object";
  // Without its kind nothing more is said of an entry.
  const values = places.filter((path) => !isHolder(path) && path.at(-1) !== "kind");
  for (const to of [undefined, LONG, ...WRONG]) {
    for (let share = 0; share < SHARES; share++) {
      const chosen = values.filter((_, place) => place % SHARES === share);
      // From the back, so that what is taken away moves nothing that is still to be changed.
      yield chosen.toReversed().reduce((part, path) => changed(part, path, to), document);
    }
  }
  for (const path of places.filter(isHolder)) for (const to of [undefined, 5, []]) yield changed(document, path, to);
  // Names that lead nowhere are told only where all else is right.
  for (const path of values) yield changed(document, path, "P9");
}

const valueAt = (document: unknown, path: Path): unknown =>
  path.reduce<unknown>((part, key) => (part as Holder | undefined)?.[key], document);

test.each(SAMPLES)("whatever is wrong anywhere in %s, German words say it", (file) => {
  const document: unknown = parse(readFileSync(file, "utf8"));
  const messages = new Set([...damagedIn(document)].flatMap(messagesOf));
  expect(messages.size).toBeGreaterThan(100);
  expect(faulty(messages)).toEqual([]);
});

describe("what is said", () => {
  test.each([
    ["expected a number, found an empty value", "erwartet wird eine Zahl, gefunden wurde kein Wert"],
    ["expected a text, found the number 7", "erwartet wird ein Text, gefunden wurde die Zahl 7"],
    ['expected de or en, found "fr"', "erwartet wird de oder en, gefunden wurde „fr“"],
    [
      "expected at least 1 entry, found an empty list",
      "erwartet wird mindestens 1 Eintrag, gefunden wurde eine leere Liste",
    ],
    ["expected at most 20 entries, found a list", "erwartet werden höchstens 20 Einträge, gefunden wurde eine Liste"],
    ['expected a field "id" with a text, found none', "erwartet wird ein Feld „id“ (ein Text), gefunden wurde keines"],
    ['expected a field "term", found none', "erwartet wird ein Feld „term“, gefunden wurde keines"],
    ['expected a text, found "a, found b"', "erwartet wird ein Text, gefunden wurde „a, found b“"],
    ["expected no such field here", "ein solches Feld gibt es hier nicht"],
    [
      "expected a service (known: net, mail), found web",
      "erwartet wird eine Leistung (bekannt: net, mail), gefunden wurde web",
    ],
    [
      "expected an availability objective (none is defined), found web",
      "erwartet wird eine Verfügbarkeitszusage (bisher ist nichts angelegt), gefunden wurde web",
    ],
    [
      "expected each contact once in all parties, found office again",
      "jeder Kontakt darf nur einmal vorkommen, office steht hier noch einmal",
    ],
    ["expected only one of price and tiers", "erwartet wird nur eines von price und tiers"],
    [
      'expected valid YAML or JSON: Missing closing "quote',
      "erwartet wird gültiges YAML oder JSON: das schließende Anführungszeichen fehlt",
    ],
    [
      "expected valid YAML or JSON: Unexpected flow-map-end token",
      "erwartet wird gültiges YAML oder JSON: die Schreibweise stimmt an dieser Stelle nicht",
    ],
    [
      "expected an alias of something complete, found *a inside &a",
      "erwartet wird ein Verweis auf etwas Abgeschlossenes, gefunden wurde *a innerhalb von &a",
    ],
  ])("%s", (english, german) => expect(faultInGerman(english)).toBe(german));

  test("what no reader says has no German words", () => {
    expect(faultInGerman("expected a moon of cheese")).toBeUndefined();
    expect(faultInGerman('expected a field "moon" with cheese of it')).toBeUndefined();
    expect(faultInGerman("something else")).toBeUndefined();
  });

  test("a calendar that never opens is said in German", () => {
    const read = readCalendar("timeZone: Europe/Berlin");
    expect(read.ok ? [] : faulty(read.refusal.map(({ message }) => message))).toEqual([]);
  });
});

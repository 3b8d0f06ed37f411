import fc from "fast-check";
import { EVENT_TYPES, readEvent, SIDES, unreadFields, type TicketEvent } from "@handschlag/engine/ticket/event.ts";
import { expect, test } from "vitest";
import { EventScanner } from "./event-scan.ts";

const scanner = new EventScanner();

const scan = (line: string): TicketEvent | undefined => {
  // Between other bytes, as a line lies among others.
  const bytes = Buffer.from(line);
  const surrounded = Buffer.concat([Buffer.from('"x"},\n'), bytes, Buffer.from(',\n{"ticket":"next"}')]);
  return scanner.read(surrounded, 6, 6 + bytes.length);
};

/** What the JSON parser and the reader of events make of a line; `undefined` when it is no event. */
function parsed(line: string): TicketEvent | undefined {
  try {
    const event = readEvent(JSON.parse(line));
    return event.ok ? event.value : undefined;
  } catch {
    return undefined;
  }
}

const START = '{"ticket":"T-1","at":"2026-11-23T08:00:00.000Z","by":"client","type":';

test.each([
  [`${START}"opened"}`, "no field more than it needs"],
  [`${START}"opened","impact":"high","urgency":"low","service":"mail","channel":"web"}`, "texts"],
  [`${START}"paused","reason":"Rückfrage: „wann?“ 💥"}`, "letters beyond ASCII"],
  [`${START}"answered","automatic":true}`, "a flag"],
  [`${START}"restored","workaround":false}`, "a flag that is down"],
  ['{"type": "noted", "by": "provider", "at": "2026-11-23T08:00:00+01:00", "ticket": "ü"}', "an offset, another order"],
  [`${START}"noted","recordedAt":"2026-11-24T08:00:00.001Z"}`, "when it was entered"],
])("reads %s: %s", (line) => {
  const event = parsed(line);
  expect(event).toBeDefined();
  expect(scan(line)).toEqual(event);
});

test.each([
  [`${START}"objected","event":"e-1"}`, "values that are no text"],
  [`${START}"excluded","consent":["client"]}`, "lists"],
  [`${START}"opened","colour":"red"}`, "fields that no event has: somebody has to be told"],
  [`${START}"opened","type":"noted"}`, "a field that is there twice"],
  [`${START}"no\\u0074ed"}`, "escapes"],
  [`${START}"noted","reason":"${"x".repeat(1_001)}"}`, "texts that are too long"],
  [`${START}"noted"} `, "blanks at the end"],
  [`{${START.slice(1)}"noted" }`, "blanks before the end"],
])("leaves %s to the JSON parser: %s", (line) => {
  expect(scan(line)).toBeUndefined();
});

const keys = fc.constantFrom(
  "ticket",
  "at",
  "recordedAt",
  "by",
  "type",
  "id",
  "service",
  "impact",
  "urgency",
  "priority",
  "channel",
  "reason",
  "to",
  "into",
  "automatic",
  "workaround",
  "event",
  "Ticket",
  "__proto__",
  'q"',
  "ü",
);
const instants = fc.constantFrom(
  "2026-11-23T08:00:00.000Z",
  "2026-02-29T08:00:00Z",
  "2028-02-29T23:59:59.999Z",
  "2026-11-23T08:00Z",
  "2026-11-23T24:00:00Z",
  "2026-13-01T00:00:00Z",
  "2026-11-23T08:00:00+01:00",
  "2026-11-23T08:00:00.1234Z",
  "2026-11-23T08:00:00,000Z",
  "2026-11-23t08:00:00.000Z",
  "1969-12-31T23:59:59Z",
  "9999-11-23T08:00:00Z",
  "",
);
const texts = fc.oneof(
  instants,
  fc.constantFrom(...SIDES, ...EVENT_TYPES, "T-1", "T-2", "true", "", "💥", "a\\b"),
  fc.string({ unit: "grapheme", maxLength: 5 }),
);
const values = fc.oneof({ weight: 5, arbitrary: texts }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) });
const essentials = fc.record({
  ticket: texts,
  at: fc.oneof({ weight: 3, arbitrary: fc.constant("2026-11-23T08:00:00.000Z") }, instants),
  by: fc.constantFrom(...SIDES),
  type: fc.constantFrom(...EVENT_TYPES),
});
const lines = fc
  .tuple(essentials, fc.array(fc.tuple(keys, values), { maxLength: 4 }), fc.constantFrom("", " "), fc.nat(4))
  .map(([needed, more, blank, at]) => {
    const fields = Object.entries(needed) as [string, unknown][];
    fields.splice(at, 0, ...more);
    return `{${fields.map(([key, value]) => `${JSON.stringify(key)}:${blank}${JSON.stringify(value)}`).join(`,${blank}`)}}`;
  });

test("what is scanned is what the JSON parser reads, with nothing left unread", () => {
  let scanned = 0;
  fc.assert(
    fc.property(lines, (line) => {
      const event = scan(line);
      if (event === undefined) return;
      scanned++;
      expect(event).toEqual(parsed(line));
      expect(unreadFields(JSON.parse(line) as object)).toEqual([]);
    }),
    { numRuns: 5_000 },
  );
  // A law about nothing would hold as well.
  expect(scanned).toBeGreaterThan(500);
});

test("bytes that are no line are no event, and the search ends", () => {
  const fragments = fc.constantFrom('"', ":", ",", "{", "}", "\\", "T", '"at":"', '"ticket":"T"', "true", "null", " ");
  fc.assert(
    fc.property(lines, fc.nat(90), fc.array(fragments, { maxLength: 3 }), (line, at, parts) => {
      // Cut between two halves of a character the text could not be written as UTF-8.
      const broken = (line.slice(0, at) + parts.join("") + line.slice(at + 1)).toWellFormed();
      const event = scan(broken);
      expect(event).toEqual(event && parsed(broken));
    }),
    { numRuns: 5_000 },
  );
});

test("many thousand tickets keep their names", () => {
  const wrong: unknown[] = [];
  for (let number = 0; number < 70_000; number++) {
    const line = `{"ticket":"T-${number}","at":"2026-11-23T08:00:00.000Z","by":"client","type":"noted","to":"P-${number % 7}"}`;
    const event = scan(line);
    if (event?.ticket !== `T-${number}` || event.to !== `P-${number % 7}`) wrong.push(event ?? line);
  }
  expect(wrong).toEqual([]);
});

import { readFileSync } from "node:fs";
import { readContract, readWritten } from "@handschlag/engine/contract/reader.ts";
import { termsOf } from "@handschlag/engine/contract/terms.ts";
import { readTicket } from "@handschlag/engine/ticket/ticket.ts";
import { instant } from "@handschlag/engine/instant.ts";
import { sentenceOf, wordsOfInstant } from "@handschlag/engine/ticket/wording.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Level } from "@handschlag/engine/contract/document.ts";
import type { Part } from "@handschlag/engine/contract/parts.ts";
import { targetExample } from "./target-example.ts";

const NOW = instant("2026-11-23T17:20:00Z");
const OFFICE = {
  timeZone: "Europe/Berlin",
  hours: Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, ["08:00-17:00"]])),
  holidays: "DE-BY",
};
const draft = (target: Part, calendar: object = OFFICE, more: object = {}): Part =>
  ({
    calendars: { office: calendar, always: { timeZone: "Europe/Berlin", always: true } },
    serviceLevels: { standard: { calendar: "office", targets: { P1: { response: target, restore: "PT8H" } } } },
    ...more,
  }) as Part;
const PLACE = { path: ["serviceLevels", "standard"], priority: "P1", level: "response" as Level };
const example = (document: Part, place = PLACE, language: "de" | "en" = "de", typed?: string) =>
  targetExample(document, place, NOW, language, typed);
const counted = (...given: Parameters<typeof example>) => {
  const read = example(...given);
  if (read.kind !== "counted") throw new Error(JSON.stringify(read));
  return read;
};
const due = (at: number | null) =>
  at === null ? null : wordsOfInstant(at as never, "de", "Europe/Berlin").replaceAll("\u00a0", " ");

test("a report after closing is due the next morning, and says why", () => {
  const { now } = counted(draft("PT1H30M"));
  expect(due(now.reading.deadline)).toBe("Di 24.11., 09:30");
  expect(sentenceOf(now.reading, NOW, "de", "Europe/Berlin").replaceAll("\u00a0", " ")).toBe(
    "Antwort fällig Di 24.11., 09:30: 1 Std. 30 Min. Supportzeit, gezählt ab Di 24.11., 08:00.",
  );
});

test.each([
  ["PT4H", "Do 24.12., 16:00", "Mo 28.12., 11:00"],
  ["PT30M", "Do 24.12., 16:45", "Mo 28.12., 08:15"],
  ["PT1M", "Do 24.12., 16:59", "Mo 28.12., 08:00"],
  ["NBD", "Do 24.12., 16:00", "Mo 28.12., 17:00"],
  ["next working day 12:00", "Do 24.12., 16:00", "Mo 28.12., 12:00"],
])("%s before Christmas skips the holiday", (target, at, until) => {
  const { holiday } = counted(draft(target));
  expect(holiday).toMatchObject({ kind: "skipped", day: "2026-12-25", name: "1. Weihnachtstag" });
  if (holiday.kind !== "skipped") return;
  expect([due(holiday.example.at), due(holiday.example.reading.deadline)]).toEqual([at, until]);
});

test("the holiday is one on which somebody would else be there, by the names of the reader's language", () => {
  const onFridays = { ...OFFICE, hours: { fri: ["08:00-12:00"] }, holidays: ["DE-BY", "2026-12-11"] };
  expect(counted(draft("PT4H", onFridays)).holiday).toMatchObject({ day: "2026-12-11", name: undefined });
  const onWednesdays = { ...OFFICE, hours: { wed: ["08:00-12:00"] } };
  expect(counted(draft("PT4H", onWednesdays), PLACE, "en").holiday).toMatchObject({
    day: "2027-01-06",
    name: "Epiphany",
  });
  const withException = { ...OFFICE, exceptions: { "2026-12-25": ["08:00-12:00"] } };
  expect(counted(draft("PT4H", withException)).holiday).toMatchObject({ day: "2027-01-01" });
});

test("where no holiday is skipped, it says why", () => {
  const { holidays: _none, ...without } = OFFICE;
  expect(counted(draft("PT4H", without)).holiday).toEqual({ kind: "no-holidays" });
  expect(counted(draft("PT4H elapsed")).holiday).toEqual({ kind: "elapsed" });
  expect(counted(draft({ target: "PT4H", calendar: "always" })).holiday).toEqual({ kind: "always" });
  const onSundays = { ...OFFICE, hours: { sun: ["08:00-12:00"] }, holidays: "2026-12-25" };
  expect(counted(draft("PT4H", onSundays)).holiday).toEqual({ kind: "none-ahead" });
});

test("the calendar of the target beats that of the priority, and that the service level's", () => {
  const { now } = counted(draft({ target: "PT4H", calendar: "always" }));
  expect(due(now.reading.deadline)).toBe("Mo 23.11., 22:20");
  const byPriority = {
    serviceLevels: { standard: { calendar: "office", targets: { P1: { response: "PT4H", calendar: "always" } } } },
  };
  expect(due(counted(draft("PT4H", OFFICE, byPriority)).now.reading.deadline)).toBe("Mo 23.11., 22:20");
});

test("priorities are called as the draft calls them, each with its own targets", () => {
  const targets = { critical: { response: "PT1H" }, minor: { response: "PT2H" } };
  const named = draft("PT4H", OFFICE, { serviceLevels: { standard: { calendar: "office", targets } } });
  const dueFor = (priority: string) => due(counted(named, { ...PLACE, priority }).now.reading.deadline);
  expect([dueFor("critical"), dueFor("minor")]).toEqual(["Di 24.11., 09:00", "Di 24.11., 10:00"]);
});

test("what is typed counts before it stands in the draft", () => {
  expect(due(counted(draft("PT4H"), PLACE, "de", "PT1H").now.reading.deadline)).toBe("Di 24.11., 09:00");
  expect(counted(draft("PT4H"), { ...PLACE, level: "resolve" }, "de", "NBD").now.reading.level).toBe("resolve");
});

test("clock rules of the draft count as far as they are whole, and say what starts the clock", () => {
  const atOnce = draft("PT24H elapsed", OFFICE, { clocks: { outsideHours: "at-once" } });
  expect(due(counted(atOnce).now.reading.deadline)).toBe("Di 24.11., 18:20");
  expect(due(counted(draft("PT24H elapsed")).now.reading.deadline)).toBe("Mi 25.11., 08:00");
  const faulty = draft("PT24H elapsed", OFFICE, { clocks: { outsideHours: "sometimes" } });
  expect(due(counted(faulty).now.reading.deadline)).toBe("Mi 25.11., 08:00");
  const restore = { ...PLACE, level: "restore" as const };
  const assigned = draft("PT4H", OFFICE, { clocks: { restore: { start: "assigned" } } });
  expect(counted(assigned, restore)).toMatchObject({ start: "assigned" });
  const update = { path: PLACE.path, priority: "P1", level: "update" as const };
  expect(counted(draft("PT4H"), update, "de", "PT2H").now.reading.state).toBe("running");
});

test.each([
  [draft(null), { kind: "nothing-promised" }],
  [draft(""), { kind: "nothing-promised" }],
  [{}, { kind: "nothing-promised" }],
  [draft("4 Std."), { kind: "target-unknown", text: "4 Std." }],
  [{ serviceLevels: { standard: { targets: { P1: { response: "PT4H" } } } } }, { kind: "no-calendar" }],
  [draft({ target: "PT4H", calendar: "gone" }), { kind: "calendar-gone", name: "gone" }],
  [draft("PT4H", { hours: OFFICE.hours }), { kind: "calendar-incomplete", name: "office", fields: ["timeZone"] }],
  [draft("PT4H", { timeZone: "Europe/Berlin" }), { kind: "calendar-incomplete", name: "office", fields: ["hours"] }],
  [
    draft("PT4H", { ...OFFICE, hours: { mon: ["8-17"] } }),
    { kind: "calendar-incomplete", name: "office", fields: ["hours"] },
  ],
  [
    draft("PT4H", { ...OFFICE, holidays: ["DE-BY", "AT-9"] }),
    { kind: "region-unknown", name: "office", regions: ["AT-9"] },
  ],
])("of %j it says what lacks: %j", (document, lack) => {
  expect(example(document)).toEqual({ kind: "lacking", lack });
});

test.each(["lindenhof-architekten", "brenner-maschinenbau-msp", "brenner-maschinenbau-network"])(
  "of %s each example is what the clock of a ticket reads",
  (name) => {
    const text = readFileSync(`fixtures/contracts/${name}.yaml`, "utf8");
    const read = readContract(text);
    const versions = termsOf(read.ok ? [read.value] : []);
    const written = readWritten(text);
    if (!read.ok || !versions.ok || !written.ok) throw new Error("the sample contracts are whole");
    const { services, serviceLevels } = read.value;
    let compared = 0;
    for (const { id, serviceLevel = "" } of services)
      for (const priority of Object.keys(serviceLevels[serviceLevel]?.targets ?? {})) {
        const opened = {
          ticket: "1",
          at: NOW,
          recordedAt: NOW,
          by: "client",
          type: "opened",
          service: id,
          priority,
        } as const;
        for (const { level, deadline } of readTicket("1", [opened], versions.value, NOW).clocks) {
          const place = { path: ["serviceLevels", serviceLevel], priority, level };
          expect(counted(written.value, place).now.reading.deadline).toBe(deadline);
          compared++;
        }
      }
    expect(compared).toBeGreaterThan(10);
  },
);

test("no draft is too odd", () => {
  const calendars = fc.dictionary(
    fc.constantFrom("office", "__proto__"),
    fc.oneof(fc.jsonValue(), fc.constant(OFFICE)),
  );
  const entry = fc.oneof(fc.jsonValue(), fc.constantFrom("PT4H", "NBD", "P400D elapsed"));
  const level = fc.record({
    calendar: fc.constantFrom("office", 7),
    targets: fc.record({ P1: fc.record({ response: entry }) }),
  });
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.record({ calendars, serviceLevels: fc.record({ standard: level }), clocks: fc.jsonValue() }),
  );
  fc.assert(
    fc.property(odd, (document) => {
      expect(["lacking", "counted"]).toContain(example(document as Part).kind);
    }),
  );
});

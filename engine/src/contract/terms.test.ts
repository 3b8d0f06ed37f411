import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isWorkingTime, workingTimeBetween } from "../calendar/calendar.ts";
import { instant, isoOf } from "../instant.ts";
import { LEVELS, type ContractDocument } from "./document.ts";
import { readContract } from "./reader.ts";
import { inForceAt, termsOf, type Terms } from "./terms.ts";

interface Version {
  readonly version?: number;
  readonly validFrom?: string;
  readonly end?: string;
  readonly id?: string;
  readonly timeZone?: string;
  readonly response?: string;
}

/** A small contract; what is not named is version 1 of "sample", valid from 2018 without end. */
function versionOf({
  version = 1,
  validFrom = "2018-01-01",
  end,
  id = "sample",
  timeZone = "Europe/Berlin",
  response = "PT1H",
}: Version): ContractDocument {
  const read = readContract(`
    format: handschlag/contract@1
    id: ${id}
    title: Betreuung
    timeZone: ${timeZone}
    version: ${version}
    validFrom: ${validFrom}
    term: { start: 2018-01-01${end === undefined ? "" : `, end: ${end}`} }
    parties: { client: { role: client, name: A }, provider: { role: provider, name: B } }
    calendars:
      office: { timeZone: ${timeZone}, hours: { mon: [08:00-17:00], wed: [08:00-17:00] } }
      extended: { timeZone: ${timeZone}, hours: { mon: [06:00-22:00] } }
      always: { timeZone: ${timeZone}, always: true }
    priorities: { levels: [P1, P2, P3], matrix: { all: { high: P1, low: P2 }, one: { high: P2, low: P2 } } }
    serviceLevels:
      standard:
        calendar: office
        targets:
          P1: { response: { target: ${response}, calendar: always }, restore: PT4H, calendar: extended }
          P2: { response: { target: PT2H, calendar: always }, update: NBD }
    services:
      - { id: workplace, name: Arbeitsplätze, area: devices, serviceLevel: standard }
      - { id: advice, name: Beratung, area: other }
    clocks:
      pauses:
        - { reason: waiting-for-client }
        - { reason: appointment, clocks: [resolve] }
  `);
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value;
}

function termsFrom(...versions: Version[]): readonly Terms[] {
  const terms = termsOf(versions.map(versionOf));
  if (!terms.ok) throw new Error(JSON.stringify(terms.refusal));
  return terms.value;
}

const versionAt = (terms: readonly Terms[], at: string): number | undefined =>
  inForceAt(terms, instant(at))?.document.version;

describe("versions of a contract", () => {
  const one = versionOf({ version: 1, validFrom: "2018-01-01" });
  const two = versionOf({ version: 2, validFrom: "2018-07-01" });
  const four = versionOf({ version: 4, validFrom: "2019-01-01" });

  test.each([[[one, two, four]], [[four, two, one]], [[two, four, one]]])(
    "come in the order of their numbers, whatever the order of the documents",
    (documents) => {
      const terms = termsOf(documents);
      expect(terms.ok && terms.value.map(({ document }) => document.version)).toEqual([1, 2, 4]);
    },
  );

  test.each([
    [
      "another contract",
      [one, versionOf({ id: "other", version: 2, validFrom: "2018-07-01" })],
      { kind: "another-contract", id: "other", expected: "sample" },
    ],
    ["a number twice", [one, versionOf({ validFrom: "2018-07-01" })], { kind: "version-repeated", version: 1 }],
    ["the same day", [one, versionOf({ version: 2 })], { kind: "version-order", version: 2, validFrom: "2018-01-01" }],
    [
      "an earlier day",
      [two, versionOf({ version: 3, validFrom: "2018-06-30" })],
      { kind: "version-order", version: 3, validFrom: "2018-06-30" },
    ],
  ])("are refused for %s", (_what, documents, refusal) => {
    expect(termsOf(documents)).toEqual({ ok: false, refusal });
    expect(termsOf(documents.toReversed())).toEqual({ ok: false, refusal });
  });
});

describe("the version in force", () => {
  const terms = termsFrom({ end: "2018-12-31" }, { version: 2, validFrom: "2018-07-01", end: "2018-12-31" });

  test.each([
    ["2017-12-31T22:59:59.999Z", undefined],
    ["2017-12-31T23:00Z", 1],
    ["2018-06-30T21:59:59.999Z", 1],
    ["2018-06-30T22:00Z", 2],
    ["2018-12-31T22:59:59.999Z", 2],
    ["2018-12-31T23:00Z", undefined],
  ])("at %s is %s: days begin at local midnight, the last day of the term belongs to it", (at, version) => {
    expect(versionAt(terms, at)).toBe(version);
  });

  test.each([
    ["Europe/Berlin", "2018-10-28", "2018-10-27T22:00:00.000Z", "2018-10-28T23:00:00.000Z", "a day of 25 hours"],
    ["Europe/Berlin", "2018-03-25", "2018-03-24T23:00:00.000Z", "2018-03-25T22:00:00.000Z", "a day of 23 hours"],
    [
      "America/Sao_Paulo",
      "2018-11-04",
      "2018-11-04T03:00:00.000Z",
      "2018-11-05T02:00:00.000Z",
      "midnight does not exist",
    ],
    ["America/Havana", "2018-11-04", "2018-11-04T04:00:00.000Z", "2018-11-05T05:00:00.000Z", "midnight comes twice"],
    [
      "Pacific/Kiritimati",
      "2018-07-01",
      "2018-06-30T10:00:00.000Z",
      "2018-07-01T10:00:00.000Z",
      "14 hours before Greenwich",
    ],
    [
      "Pacific/Pago_Pago",
      "2018-07-01",
      "2018-07-01T11:00:00.000Z",
      "2018-07-02T11:00:00.000Z",
      "11 hours behind Greenwich",
    ],
  ])("in %s on %s is from %s to %s (%s)", (timeZone, day, from, until) => {
    const [only] = termsFrom({ timeZone, validFrom: day, end: day });
    expect([isoOf(only!.validFrom), isoOf(only!.validUntil)]).toEqual([from, until]);
    const [before, after] = termsFrom({ timeZone }, { timeZone, version: 2, validFrom: day });
    expect([before!.validUntil, after!.validFrom]).toEqual([instant(from), instant(from)]);
  });

  test("without an end of the term the last version stays in force", () => {
    expect(versionAt(termsFrom({}, { version: 2, validFrom: "2018-07-01" }), "2099-12-31T00:00Z")).toBe(2);
  });

  test("a later version may extend the term; what lies between a term's end and a new beginning is in no version", () => {
    const extended = termsFrom({ end: "2018-12-31" }, { version: 2, validFrom: "2018-07-01", end: "2019-12-31" });
    expect(versionAt(extended, "2019-06-01T00:00Z")).toBe(2);
    const resumed = termsFrom({ end: "2018-12-31" }, { version: 2, validFrom: "2019-03-01" });
    expect(["2018-12-31T12:00Z", "2019-02-01T12:00Z", "2019-03-01T12:00Z"].map((at) => versionAt(resumed, at))).toEqual(
      [1, undefined, 2],
    );
  });
});

describe("promises", () => {
  const [terms] = termsFrom({});
  const promised = (service: string, priority: string) => {
    const promises = terms!.promisesByService.get(service)?.get(priority);
    return (
      promises &&
      Object.fromEntries(
        LEVELS.flatMap((level) =>
          promises[level] === undefined ? [] : [[level, `${promises[level].text} in ${promises[level].calendarName}`]],
        ),
      )
    );
  };

  test("the calendar of a target beats that of its priority, which beats that of the service level", () => {
    expect(promised("workplace", "P1")).toEqual({ response: "PT1H in always", restore: "PT4H in extended" });
    expect(promised("workplace", "P2")).toEqual({ response: "PT2H in always", update: "NBD in office" });
  });

  test("the calendar is the one of that name", () => {
    const at = instant("2018-01-01T19:00Z");
    const restore = terms!.promisesByService.get("workplace")!.get("P1")!.restore!;
    const update = terms!.promisesByService.get("workplace")!.get("P2")!.update!;
    expect([isWorkingTime(restore.calendar, at), isWorkingTime(update.calendar, at)]).toEqual([true, false]);
    expect([restore.level, restore.target, update.target]).toEqual([
      "restore",
      { kind: "working", ms: 4 * 3_600_000 },
      { kind: "end-of-day", days: 1 },
    ]);
  });

  test("a priority without targets and a service without level promise nothing", () => {
    expect(promised("workplace", "P3")).toBeUndefined();
    expect(terms!.promisesByService.get("advice")!.size).toBe(0);
    expect(terms!.promisesByService.get("unknown")).toBeUndefined();
  });

  test("ranks, matrix and pauses are as the document has them", () => {
    expect([...terms!.rankByPriority]).toEqual([
      ["P1", 0],
      ["P2", 1],
      ["P3", 2],
    ]);
    expect(terms!.priorityByImpact.get("all")?.get("low")).toBe("P2");
    expect([...terms!.pausedLevels]).toEqual([
      ["waiting-for-client", ["update", "restore", "resolve"]],
      ["appointment", ["resolve"]],
    ]);
  });
});

describe("the sample contracts", () => {
  const sample = (...names: string[]): readonly Terms[] => {
    const documents = names.map((name) => {
      const read = readContract(
        readFileSync(new URL(`../../../fixtures/contracts/${name}.yaml`, import.meta.url), "utf8"),
      );
      if (!read.ok) throw new Error(`${name}: ${JSON.stringify(read.refusal)}`);
      return read.value;
    });
    const terms = termsOf(documents);
    if (!terms.ok) throw new Error(JSON.stringify(terms.refusal));
    return terms.value;
  };
  const hoursOpen = (terms: Terms, service: string, priority: string, day: string): number => {
    const { calendar } = terms.promisesByService.get(service)!.get(priority)!.response!;
    return (
      workingTimeBetween(calendar, instant(`${day}T00:00+01:00`), instant(`${day}T23:59:59.999+01:00`)) / 3_600_000
    );
  };

  test.each([
    ["2026-01-05", 8, "a Monday with lunch break"],
    ["2026-01-09", 6, "a Friday"],
    ["2026-01-06", 0, "Epiphany"],
    ["2028-08-08", 0, "the Peace Festival of Augsburg, on a Tuesday"],
    ["2026-02-17", 4, "Shrove Tuesday"],
    ["2026-12-24", 0, "Christmas Eve"],
    ["2026-12-30", 3, "the last Wednesday of the year"],
  ])("Lindenhof is served on %s for %i hours: %s", (day, hours, _what) => {
    const [terms] = sample("lindenhof-architekten");
    expect(hoursOpen(terms!, "workplace", "P3", day)).toBe(hours);
  });

  test("Brenner's amendment holds from July 2026 and opens the Saturdays", () => {
    const terms = sample("brenner-maschinenbau-msp-2", "brenner-maschinenbau-msp");
    const [first, second] = [
      inForceAt(terms, instant("2026-06-30T21:59Z"))!,
      inForceAt(terms, instant("2026-06-30T22:00Z"))!,
    ];
    expect([first, second].map(({ document }) => document.version)).toEqual([1, 2]);
    expect([first, second].map((version) => hoursOpen(version, "erp", "P2", "2026-11-14"))).toEqual([0, 8]);
    expect(
      [first, second].map(({ promisesByService }) => promisesByService.get("erp")!.get("P1")!.restore!.text),
    ).toEqual(["PT4H", "PT2H"]);
  });

  test.each([
    ["servicenow-log", ["2016-02-29T01:16Z", "2017-02-18T15:00Z"]],
    ["volvo-log", ["2010-03-31T14:59:42Z", "2012-05-22T23:22:25Z"]],
  ])("%s is in force over the whole log", (name, [first, last]) => {
    const terms = sample(name);
    expect([first!, last!].map((at) => versionAt(terms, at))).toEqual([1, 1]);
  });
});

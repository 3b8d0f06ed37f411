import { describe, expect, test } from "vitest";
import { TARGET_FORMS } from "../calendar/target.ts";
import { changed, damaged, faultsOf, SAMPLE, type FaultRow } from "./reader.test-support.ts";
import { readCalendar, readContract } from "./reader.ts";

test("the sample itself has no fault", () => {
  expect(faultsOf(SAMPLE)).toEqual([]);
});

const DATE = "expected an existing date between 1970 and 2100 such as 2026-12-24";
const HOURS = "expected local hours such as 08:00-12:00 (22:00-06:00 runs into the next day, 24:00 ends the day)";
const NAME = "expected a short name of letters, digits, dots, hyphens and underscores";
const ZONE = "expected a time zone of the IANA database such as Europe/Berlin";
const TARGET = `expected a target such as ${TARGET_FORMS}`;
const HOLIDAY =
  "expected a region such as DE-BY (ISO 3166-2), a date such as 2026-12-24, or a date of every year such as *-12-24";
const AREAS = "e-mail, network, cloud, devices, security, applications or other";

describe("a value that does not fit is named with its place and what was expected", () => {
  test.each<FaultRow>([
    ["version: 1", "▸version: .nan", "version", "expected a number, found NaN"],
    ["version: 1", "▸version: .inf", "version", "expected a number, found Infinity"],
    ["version: 1", "▸version: -.inf", "version", "expected a number, found -Infinity"],
    ["version: 1", "▸version: 1e400", "version", "expected a number, found Infinity"],
    ["version: 1", "▸version: 1.5", "version", "expected a whole number, found 1.5"],
    ["version: 1", "▸version: 0", "version", "expected at least 1, found 0"],
    ["version: 1", "▸version: 10001", "version", "expected at most 10000, found 10001"],
    ["version: 1", '▸version: "1"', "version", 'expected a number, found "1"'],
    ["version: 1", "▸version:", "version", "expected a number, found an empty value"],
    ["version: 1", "▸version: [1]", "version", "expected a number, found a list"],
    ["version: 1", "▸version: {}", "version", "expected a number, found fields"],
    ["version: 1", "▸version: yes", "version", 'expected a number, found "yes"'],
    ["version: 1", "▸version: true", "version", "expected a number, found true"],
    ["id: sample", "▸id: my contract", "id", `${NAME}, found "my contract"`],
    ["id: sample", "▸id: 7", "id", "expected a text, found the number 7"],
    ["title: Betreuung", '▸title: ""', "title", 'expected a text that is not empty, found ""'],
    [
      "title: Betreuung",
      `▸title: ${"x".repeat(4001)}`,
      "title",
      `expected at most 4000 characters, found "${"x".repeat(60)}…"`,
    ],
    ["title: Betreuung", "title: Betreuung\n▸language: fr", "language", 'expected de or en, found "fr"'],
    ["format: h", "▸format: H", "format", 'expected handschlag/contract@1, found "Handschlag/contract@1"'],
    ["area: devices", "▸area: mail", "services/0/area", `expected ${AREAS}, found "mail"`],
    ["users: 12", "▸users: -1", "services/0/quantities/users", "expected at least 0, found -1"],
    [
      "stop: [answered]",
      "stop: [▸closed]",
      "clocks/response/stop/0",
      'expected answered, assigned, restored or resolved, found "closed"',
    ],
    ["stop: [answered]", "▸stop: []", "clocks/response/stop", "expected at least 1 entry, found an empty list"],
    [
      "reason: waiting-for-client",
      "reason: waiting-for-client\n      clocks: [▸response]",
      "clocks/pauses/0/clocks/0",
      'expected update, restore or resolve: response never pauses, found "response"',
    ],
    [
      "name: Systemhaus GmbH",
      "name: Systemhaus GmbH, contacts: [{ id: it, name: IT, ▸email: it@host }]",
      "parties/provider/contacts/0/email",
      'expected an e-mail address, found "it@host"',
    ],
    [
      "name: Systemhaus GmbH",
      "name: Systemhaus GmbH, contacts: [{ id: it, name: IT, ▸phone: none }]",
      "parties/provider/contacts/0/phone",
      'expected a telephone number, found "none"',
    ],
  ])("%s → %s", (...row) => {
    const { text, fault } = damaged(...row);
    expect(faultsOf(text)).toEqual([fault]);
  });
});

describe("dates, zones, hours, holidays and targets must be what they look like", () => {
  test.each<FaultRow>([
    ["validFrom: 2026-01-01", "▸validFrom: 2026-02-29", "validFrom", `${DATE}, found "2026-02-29"`],
    ["validFrom: 2026-01-01", "▸validFrom: 2026-1-1", "validFrom", `${DATE}, found "2026-1-1"`],
    ["validFrom: 2026-01-01", "▸validFrom: 1969-12-31", "validFrom", `${DATE}, found "1969-12-31"`],
    ["validFrom: 2026-01-01", "▸validFrom: 20260101", "validFrom", "expected a text, found the number 20260101"],
    ["end: 2026-12-31", "▸end: 2026-13-01", "term/end", `${DATE}, found "2026-13-01"`],
    ["title: Betreuung\ntimeZone: Europe/Berlin", "title: B\n▸timeZone: MEZ", "timeZone", `${ZONE}, found "MEZ"`],
    [
      "office:\n    timeZone: Europe/Berlin",
      "office:\n    ▸timeZone: +01:00",
      "calendars/office/timeZone",
      `${ZONE}, found "+01:00"`,
    ],
    ['"08:00-12:00", "13:00-17:00"', "▸8-12", "calendars/office/hours/mon/0", `${HOURS}, found "8-12"`],
    [
      '"08:00-12:00", "13:00-17:00"',
      "08:00-12:00, ▸8",
      "calendars/office/hours/mon/1",
      "expected a text, found the number 8",
    ],
    [
      'mon: ["08:00-12:00", "13:00-17:00"]',
      "▸mon: 08:00-12:00",
      "calendars/office/hours/mon",
      'expected a list, found "08:00-12:00"',
    ],
    ["DE-BY, 2026-12-24", "DE-BY, ▸24.12.2026", "calendars/office/holidays/1", `${HOLIDAY}, found "24.12.2026"`],
    ["DE-BY, 2026-12-24", "DE-BY, ▸2026", "calendars/office/holidays/1", "expected a text, found the number 2026"],
    [
      "holidays: [DE-BY, 2026-12-24]",
      "▸holidays: 5",
      "calendars/office/holidays",
      "expected a region, a date, or a list of them, found 5",
    ],
    [
      "holidays: [DE-BY, 2026-12-24]",
      "exceptions: { ▸2026-02-30: [] }",
      "calendars/office/exceptions/2026-02-30",
      `${DATE}, found "2026-02-30"`,
    ],
    [
      "holidays: [DE-BY, 2026-12-24]",
      "▸always: true",
      "calendars/office/always",
      "expected either always or hours, holidays and exceptions, not both",
    ],
    [
      'office:\n    timeZone: Europe/Berlin\n    hours:\n      mon: ["08:00-12:00", "13:00-17:00"]',
      "▸office:\n    timeZone: Europe/Berlin\n    hours:\n      mon: []",
      "calendars/office",
      "expected hours, exceptions or always: this calendar never opens",
    ],
    ["response: PT1H", "▸response: 1h", "serviceLevels/standard/targets/P1/response", `${TARGET}, found "1h"`],
    [
      "response: PT1H",
      "▸response: 60",
      "serviceLevels/standard/targets/P1/response",
      `${TARGET}, or target and calendar, found 60`,
    ],
    [
      "response: PT1H",
      "response: { ▸target: P1D, calendar: office }",
      "serviceLevels/standard/targets/P1/response/target",
      `${TARGET}, found "P1D"`,
    ],
  ])("%s → %s", (...row) => {
    const { text, fault } = damaged(...row);
    expect(faultsOf(text)).toEqual([fault]);
  });
});

describe("names, fields and lists are not taken for each other", () => {
  test.each<FaultRow>([
    ["levels: [P1, P2]", "▸levels: []", "priorities/levels", "expected at least 1 entry, found an empty list"],
    ["all: { high: P1, low: P2 }", "▸all: P1", "priorities/matrix/all", 'expected fields, found "P1"'],
    [
      "all: { high: P1, low",
      "all: { ▸high: 1, low",
      "priorities/matrix/all/high",
      "expected a text, found the number 1",
    ],
    ["users: 12", "▸more users: 1", "services/0/quantities/more users", `${NAME}, found "more users"`],
    ["  office:\n", "  ▸-office:\n", "calendars/-office", `${NAME}, found "-office"`],
    [
      "[provider, client]",
      "[provider, ▸5]",
      "services/0/activities/operate/responsible/1",
      "expected a text, found the number 5",
    ],
    [
      "accountable: provider",
      "▸accountable: 5",
      "services/0/activities/operate/accountable",
      "expected a party or a list of parties, found 5",
    ],
    ["term: { start: 2026-01-01, end: 2026-12-31 }", "▸term: 2026", "term", "expected fields, found 2026"],
    ["{ id: office, name: Büro }", "▸office", "parties/client/contacts/0", 'expected fields, found "office"'],
    [
      "  standard:\n",
      "  ▸__proto__: {}\n  standard:\n",
      "serviceLevels/__proto__",
      "expected another name, found __proto__",
    ],
  ])("%s → %s", (...row) => {
    const { text, fault } = damaged(...row);
    expect(faultsOf(text)).toEqual([fault]);
  });

  test("numbers that stand where names are expected are faults one by one", () => {
    const faults = faultsOf(changed("levels: [P1, P2]", "levels: [1, 2]"));
    expect(faults.map(({ column, message }) => `${column} ${message}`)).toEqual([
      "12 expected a text, found the number 1",
      "15 expected a text, found the number 2",
    ]);
  });

  test.each(["constructor", "toString", "hasOwnProperty"])("%s is a name like any other", (name) => {
    const renamed = SAMPLE.replaceAll("standard", name).replaceAll("office", name).replaceAll("P1", name);
    expect(faultsOf(renamed)).toEqual([]);
    expect(faultsOf(changed("calendar: office\n", `calendar: ${name}\n`))[0]?.message).toBe(
      `expected a calendar (known: office), found ${name}`,
    );
  });

  test("keys are names as they are written", () => {
    const numbered = SAMPLE.replace("[P1, P2]", '["01", "1"]')
      .replaceAll("high: P1", 'high: "01"')
      .replaceAll(/(high|low): P2/g, '$1: "1"')
      .replace("P1: {", "01: {");
    const read = readContract(numbered);
    expect(read.ok && Object.keys(read.value.serviceLevels["standard"]!.targets)).toEqual(["01"]);
  });
});

describe("a field that is missing is named at the nearest place there is", () => {
  test.each<FaultRow>([
    [
      "format: handschlag/contract@1\nid",
      "▸id",
      "format",
      'expected a field "format" with handschlag/contract@1, found none',
    ],
    [
      "format: handschlag/contract@1\nid: sample\n",
      "▸format: handschlag/contract@1\n",
      "id",
      'expected a field "id" with a text, found none',
    ],
    ["term: { start: 2026-01-01, ", "▸term: { ", "term/start", 'expected a field "start" with a text, found none'],
    [
      "- id: workplace\n    name: Arbeitsplätze\n    area: devices\n",
      "- ▸id: workplace\n    name: Arbeitsplätze\n",
      "services/0/area",
      `expected a field "area" with ${AREAS}, found none`,
    ],
    [
      "office:\n    timeZone: Europe/Berlin\n",
      "▸office:\n",
      "calendars/office/timeZone",
      'expected a field "timeZone" with a text, found none',
    ],
    [
      "response: PT1H",
      "▸response: { target: PT1H }",
      "serviceLevels/standard/targets/P1/response/calendar",
      'expected a field "calendar" with a text, found none',
    ],
  ])("%s → %s", (...row) => {
    const { text, fault } = damaged(...row);
    expect(faultsOf(text)).toEqual([fault]);
  });

  test("a part that is missing is a field without more words", () => {
    const [fault] = faultsOf(changed("term: { start: 2026-01-01, end: 2026-12-31 }\n", ""));
    expect(fault).toEqual({ line: 1, column: 1, path: ["term"], message: 'expected a field "term", found none' });
  });
});

describe("an unknown field is a fault at every depth", () => {
  test.each([
    ["title: Betreuung", "title: Betreuung\n▸titel: Betreuung", "titel"],
    ["role: provider", "role: provider, ▸nick: x", "parties/provider/nick"],
    ["id: office, name", "id: office, ▸fax: x, name", "parties/client/contacts/0/fax"],
    ["    hours:\n", "    hours:\n      ▸monday: []\n", "calendars/office/hours/monday"],
    ["response: PT1H", "response: PT1H, ▸restoration: PT1H", "serviceLevels/standard/targets/P1/restoration"],
    [
      "response: PT1H",
      "response: { target: PT1H, calendar: office, ▸kind: x }",
      "serviceLevels/standard/targets/P1/response/kind",
    ],
    ["operate: {", "operate: {}\n      ▸operat: {", "services/0/activities/operat"],
    ["clocks:\n", "clocks:\n  ▸restor: {}\n", "clocks/restor"],
    ["clocks:\n", "▸<<: { language: de }\nclocks:\n", "<<"],
  ])("%s → %s", (from, to, path) => {
    const { text, fault } = damaged(from, to, path, "expected no such field here");
    expect(faultsOf(text)).toEqual([fault]);
  });
});

describe("a reference that leads nowhere names what there is", () => {
  test.each<FaultRow>([
    [
      "DE-BY, 2026",
      "▸DE-XX, 2026",
      "calendars/office/holidays/0",
      "expected a region with known public holidays, found DE-XX",
    ],
    [
      "holidays: [DE-BY, 2026-12-24]",
      "▸holidays: AT",
      "calendars/office/holidays",
      "expected a region with known public holidays, found AT",
    ],
    ["levels: [P1, P2]", "levels: [P1, P2, ▸P1]", "priorities/levels/2", "expected each priority once, found P1 again"],
    ["high: P1, low", "▸high: P9, low", "priorities/matrix/all/high", "expected a priority (known: P1, P2), found P9"],
    [
      "one: { high: P2, low: P2 }",
      "▸one: { high: P2 }",
      "priorities/matrix/one",
      "expected a priority for urgency low",
    ],
    [
      "one: { high: P2, low: P2 }",
      "one: { high: P2, low: P2, ▸no: P2 }",
      "priorities/matrix/one/no",
      "expected the same urgencies in each row (known: high, low), found no",
    ],
    [
      "calendar: office\n",
      "▸calendar: night\n",
      "serviceLevels/standard/calendar",
      "expected a calendar (known: office), found night",
    ],
    ["P1: {", "▸P9: {", "serviceLevels/standard/targets/P9", "expected a priority (known: P1, P2), found P9"],
    [
      "calendar: office }",
      "▸calendar: night }",
      "serviceLevels/standard/targets/P1/calendar",
      "expected a calendar (known: office), found night",
    ],
    [
      "response: PT1H",
      "response: { target: PT1H, ▸calendar: night }",
      "serviceLevels/standard/targets/P1/response/calendar",
      "expected a calendar (known: office), found night",
    ],
    [
      "serviceLevel: standard",
      "▸serviceLevel: gold",
      "services/0/serviceLevel",
      "expected a service level (known: standard), found gold",
    ],
    [
      "clocks:\n",
      "  - { ▸id: workplace, name: Noch einmal, area: other }\nclocks:\n",
      "services/1/id",
      "expected each service once, found workplace again",
    ],
    [
      "accountable: provider",
      "▸accountable: nobody",
      "services/0/activities/operate/accountable",
      "expected a party (known: client, provider), found nobody",
    ],
    [
      "responsible: [provider, client]",
      "▸responsible: [provider, nobody]",
      "services/0/activities/operate/responsible",
      "expected a party (known: client, provider), found nobody",
    ],
    [
      "contact: office",
      "▸contact: nobody",
      "services/0/activities/operate/contact",
      "expected a contact (known: office), found nobody",
    ],
    [
      "reason: waiting-for-client",
      "reason: waiting-for-client\n    - ▸reason: waiting-for-client",
      "clocks/pauses/1/reason",
      "expected each pause reason once, found waiting-for-client again",
    ],
    [
      "contacts: [office]",
      "contacts: [office, ▸boss]",
      "escalation/0/contacts/1",
      "expected a contact (known: office), found boss",
    ],
    [
      "contacts: [office] }",
      "contacts: [office], ▸calendar: night }",
      "escalation/0/calendar",
      "expected a calendar (known: office), found night",
    ],
    [
      "escalation:\n  - { level",
      "escalation:\n  - { level: 1, name: Erste, contacts: [office] }\n  - { ▸level",
      "escalation/1/level",
      "expected each escalation level once, found 1 again",
    ],
    [
      "name: Systemhaus GmbH",
      "name: Systemhaus GmbH, contacts: [{ ▸id: office, name: Noch eins }]",
      "parties/provider/contacts/0/id",
      "expected each contact once in all parties, found office again",
    ],
    [
      "parties:\n  client: { role: client",
      "▸parties:\n  client: { role: vendor",
      "parties",
      "expected a party with the role client",
    ],
    [
      "  provider: { role",
      "  other: { role: provider, name: B }\n  provider: { ▸role",
      "parties/provider/role",
      "expected one party with the role provider, found provider beside other",
    ],
    ["end: 2026-12-31", "▸end: 2025-12-31", "term/end", "expected a day not before the start of the term, 2026-01-01"],
    [
      "validFrom: 2026-01-01",
      "▸validFrom: 2025-12-31",
      "validFrom",
      "expected a day not before the start of the term, 2026-01-01",
    ],
    [
      "validFrom: 2026-01-01",
      "▸validFrom: 2027-01-01",
      "validFrom",
      "expected a day not after the end of the term, 2026-12-31",
    ],
  ])("%s → %s", (...row) => {
    const { text, fault } = damaged(...row);
    expect(faultsOf(text)).toContainEqual(fault);
  });

  test("a long list of what there is ends after twelve", () => {
    const levels = Array.from({ length: 13 }, (_, index) => `P${index + 1}`);
    const [fault] = faultsOf(changed("levels: [P1, P2]", `levels: [${levels.join()}]`).replace("P1: {", "P99: {"));
    expect(fault?.message).toBe(`expected a priority (known: ${levels.slice(0, 12).join(", ")}, …), found P99`);
  });
});

test("faults come in the order of the text, a hundred at most", () => {
  const text = SAMPLE.replace("name: Arbeitsplätze", "name: 5").replace("version: 1", "version: 0");
  expect(faultsOf(text).map(({ line }) => line)).toEqual([5, 29]);
  const many = changed("clocks:\n", `${Array.from({ length: 300 }, (_, index) => `x${index}: 1\n`).join("")}clocks:\n`);
  const lines = faultsOf(many).map(({ line }) => line);
  expect(lines).toEqual(Array.from({ length: 100 }, (_, index) => lines[0]! + index));
});

describe("a calendar alone", () => {
  const CALENDAR = "timeZone: Europe/Berlin\nhours: { mon: [08:00-12:00] }\n";

  test("is read by itself", () => {
    const read = readCalendar(`${CALENDAR}holidays: DE-BY\n`);
    expect(read.ok && read.value.holidays).toBe("DE-BY");
  });

  test.each([
    ["holidays: XX", 3, 1, ["holidays"], "expected a region with known public holidays, found XX"],
    ["holidays: [DE, XX]", 3, 16, ["holidays", 1], "expected a region with known public holidays, found XX"],
    ["always: true", 3, 1, ["always"], "expected either always or hours, holidays and exceptions, not both"],
    ["hour: []", 3, 1, ["hour"], "expected no such field here"],
  ])("%s is a fault", (line3, line, column, path, message) => {
    const read = readCalendar(CALENDAR + line3);
    expect(read.ok ? [] : read.refusal).toEqual([{ line, column, path, message }]);
  });
});

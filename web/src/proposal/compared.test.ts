import { readFileSync } from "node:fs";
import { readContract } from "@handschlag/engine/contract/reader.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { expect, test } from "vitest";
import { compared, followed, linesOf } from "./compared.ts";

const read = (name: string): ContractDocument => {
  const outcome = readContract(readFileSync(`fixtures/contracts/${name}.yaml`, "utf8"));
  if (!outcome.ok) throw new Error(`the sample contract ${name} reads without fault`);
  return outcome.value;
};

test("two versions differ where the later one says something else, and not in what stands above", () => {
  const sections = compared(read("brenner-maschinenbau-msp"), read("brenner-maschinenbau-msp-2"));
  expect(sections.length).toBeGreaterThan(0);
  expect(sections.map(({ section }) => section)).not.toContain("version");
  expect(sections.map(({ section }) => section)).not.toContain("validFrom");
});

test("of a list of sentences only those are shown that are not in both", () => {
  const before = read("lindenhof-architekten");
  const [service, ...others] = before.services;
  const sentence = "Ein Satz, der vorher nicht da war.";
  const included = [...service!.included!.slice(1), sentence];
  const after: ContractDocument = { ...before, services: [{ ...service!, included }, ...others] };
  expect(compared(before, after)).toEqual([
    {
      section: "services",
      differences: [
        { path: ["services", service!.id, "included"], before: [service!.included![0]], after: [sentence] },
      ],
    },
  ]);
});

test("hours of a day stay together", () => {
  const before = read("lindenhof-architekten");
  const office = before.calendars["office"]!;
  const hours = { ...office.hours, fri: ["08:00-12:00", "13:00-17:00"] };
  const after: ContractDocument = { ...before, calendars: { ...before.calendars, office: { ...office, hours } } };
  expect(compared(before, after)[0]!.differences).toEqual([
    { path: ["calendars", "office", "hours", "fri"], before: ["08:00-12:00", "13:00-15:00"], after: hours.fri },
  ]);
});

const german = (lines: ReturnType<typeof linesOf>) =>
  lines.map(({ way, value, word }) => [way.map((step) => step.word?.de ?? `(${step.key})`), word?.de ?? value]);

test("a part as lines says each value with the way to it, in words", () => {
  const service = {
    name: "Netz",
    area: "network",
    quantities: { users: 3 },
    sites: ["Ulm", "Aalen"],
    personalData: true,
  };
  const { place } = followed(["services", "net"], [{ services: [{ id: "net", ...service }] }]);
  expect(german(linesOf(service, place))).toEqual([
    [["Name der Leistung"], "Netz"],
    [["Bereich"], "Netzwerk"],
    [["Umfang", "(users)"], 3],
    [["Standorte"], "Ulm"],
    [["Standorte"], "Aalen"],
    [["Personenbezogene Daten"], true],
  ]);
  expect(linesOf(null, place)).toEqual([]);
  expect(linesOf(undefined, place)).toEqual([]);
});

test("a wholly new part is worded down to members whose kind says what they are", () => {
  const prices = { items: [{ kind: "flat", amount: "10.00", period: "month" }], invoicing: { dueDays: 14 } };
  const { place } = followed(["prices"], [{ prices }]);
  expect(german(linesOf(prices, place))).toEqual([
    [["Preispositionen", "Art des Preises"], "Pauschale"],
    [["Preispositionen", "Betrag"], "10.00"],
    [["Preispositionen", "Zahlweise"], "monatlich"],
    [["Rechnungsstellung", "Zahlungsziel (Tage)"], 14],
  ]);
});

test("a path is worded through names of the contract's own, also where only one document has them", () => {
  const before = { services: [] };
  const after = { services: [{ id: "net", name: "Netz", activities: { operate: { accountable: "client" } } }] };
  const { steps, place } = followed(["services", "net", "activities", "operate", "accountable"], [before, after]);
  expect(steps.map(({ key, word }) => word?.en ?? `(${key})`)).toEqual([
    "Services",
    "(net)",
    "Responsibilities",
    "Operate",
    "Accountable (A)",
  ]);
  expect(steps[1]!.part).toMatchObject({ name: "Netz" });
  expect(place.field).toEqual({ definition: "Responsibility", key: "accountable" });
});

test("every place at which the sample versions differ has words or is a name of the contract's own", () => {
  const [before, after] = [read("brenner-maschinenbau-msp"), read("brenner-maschinenbau-msp-2")];
  const paths = compared(before, after).flatMap(({ differences }) => differences.map(({ path }) => path));
  const wordless = paths.flatMap((path) =>
    followed(path, [after, before])
      .steps.filter(({ word }) => word === undefined)
      .map(({ key }) => key),
  );
  expect(paths.length).toBeGreaterThan(0);
  expect(wordless.filter((key) => /[A-Z]/.test(key) && !/^P\d$/.test(key))).toEqual([]);
});

import { readFileSync } from "node:fs";
import { readContract } from "@handschlag/engine/contract/reader.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { expect, test } from "vitest";
import { compared, linesOf } from "./compared.ts";

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

test("a part as lines says each value with the way to it", () => {
  expect(linesOf({ name: "Netz", hours: { mon: ["08:00-12:00", "13:00-17:00"] }, none: null, paid: true })).toEqual([
    ["name", "Netz"],
    ["hours › mon", "08:00-12:00"],
    ["hours › mon", "13:00-17:00"],
    ["paid", true],
  ]);
  expect(linesOf("PT1H")).toEqual([["", "PT1H"]]);
});

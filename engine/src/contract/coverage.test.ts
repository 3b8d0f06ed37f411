import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { instant } from "../instant.ts";
import { coverageOf } from "./coverage.ts";
import { readContract } from "./reader.ts";

const contract = readContract(readFileSync("fixtures/contracts/lindenhof-architekten.yaml", "utf8"));
if (!contract.ok) throw new Error("the sample contract reads without fault");
const document = contract.value;
const service = { id: "workplace", name: "Arbeitsplätze" };
const NOW = instant("2026-11-23T08:00:00Z");
const INCLUDED = "Tausch defekter Geräte gegen ein Leihgerät bis zur Reparatur";
const EXCLUDED = "Private Geräte, auch wenn darauf dienstliche E-Mails gelesen werden";

test.each([
  { about: "a service", clause: undefined, id: "workplace", answer: { kind: "covered", service, clause: null } },
  { about: "what it includes", clause: INCLUDED, id: "workplace", answer: { kind: "covered", clause: INCLUDED } },
  {
    about: "what it excludes",
    clause: EXCLUDED,
    id: "workplace",
    answer: { kind: "not-covered", service, clause: EXCLUDED },
  },
  { about: "what another excludes", clause: EXCLUDED, id: "m365", answer: { kind: "covered", clause: null } },
  { about: "words of no clause", clause: "Kaffee", id: "workplace", answer: { kind: "covered", clause: null } },
  { about: "no service", clause: undefined, id: undefined, answer: { kind: "unclear", service: null } },
  {
    about: "a service that is none",
    clause: EXCLUDED,
    id: "coffee",
    answer: { kind: "unclear", clause: null },
  },
])("asked about $about", ({ id, clause, answer }) => {
  expect(coverageOf(document, NOW, id, clause)).toMatchObject({ ...answer, contractVersion: 1 });
});

test("without a contract it is not clear yet", () => {
  expect(coverageOf(undefined, NOW, "workplace")).toEqual({
    kind: "unclear",
    service: null,
    clause: null,
    price: null,
    contractVersion: null,
  });
});

test("what a service leaves out is chargeable where the contract has a price for such work", () => {
  const rates = [{ role: "technician", amount: "105.00" }];
  const item = { kind: "hourly", id: "extra", name: "Mehraufwand", rates, validFrom: "2026-06-01" } as const;
  const priced = { ...document, prices: { currency: "EUR", items: [item] } } as unknown as typeof document;
  expect(coverageOf(priced, NOW, "workplace", EXCLUDED)).toMatchObject({
    kind: "chargeable",
    service,
    clause: EXCLUDED,
    price: { id: "extra", name: "Mehraufwand", hourly: "105.00", currency: "EUR" },
  });
  expect(coverageOf(priced, instant("2026-05-31T21:59:59Z"), "workplace", EXCLUDED)).toMatchObject({
    kind: "not-covered",
    price: null,
  });
  expect(coverageOf(priced, NOW, "workplace", INCLUDED)).toMatchObject({ kind: "covered", price: null });
});

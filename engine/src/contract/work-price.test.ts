import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ContractDocument } from "./document.ts";
import { readContract } from "./reader.ts";
import { chargedMinutes, workPriceFor } from "./work-price.ts";

const read = readContract(readFileSync("engine/starters/de/medium.yaml", "utf8"));
if (!read.ok) throw new Error("the starter reads without fault");
type Items = NonNullable<ContractDocument["prices"]>["items"];
const withItems = (items: readonly object[]): ContractDocument => ({
  ...read.value,
  prices: { ...read.value.prices!, items: items as Items },
});

const RATE = [{ role: "technician", amount: "105.00" }];
const general = { kind: "hourly", id: "extra", name: "Mehraufwand", rates: RATE, incrementMinutes: 15 };
const ofMail = { kind: "hourly", id: "mail", name: "Arbeit an E-Mail", rates: RATE, services: ["m365"] };
const block = { kind: "hour-block", id: "block", name: "Kontingent", hours: "10", price: "950.00", services: ["m365"] };
const flat = { kind: "flat", id: "flat", name: "Pauschale", amount: "10.00", services: ["m365"] };
const idFor = (items: readonly object[], service = "m365", day = "2027-03-01") =>
  workPriceFor(withItems(items), service, day)?.id;

test.each([
  ["of the service before one for all", [general, ofMail], "mail"],
  ["bought hours before others", [general, ofMail, block], "block"],
  ["one for all where none names the service", [general, { ...ofMail, services: ["phone"] }], "extra"],
  ["none but by the hour", [flat], undefined],
  ["none before its first day", [{ ...general, validFrom: "2027-03-02" }], undefined],
  ["one on its last day", [{ ...general, validTo: "2027-03-01" }], "extra"],
  ["none after its last day", [{ ...general, validTo: "2027-02-28" }], undefined],
] as const)("work is charged by the price item %s", (_which, items, id) => {
  expect(idFor(items)).toBe(id);
});

test("an item tells its hour, its increment and its minimum", () => {
  expect(workPriceFor(withItems([{ ...general, minimumMinutes: 30 }]), "m365", "2027-03-01")).toEqual({
    id: "extra",
    name: "Mehraufwand",
    hourly: "105.00",
    currency: "EUR",
    incrementMinutes: 15,
    minimumMinutes: 30,
  });
  expect(workPriceFor(withItems([block]), "m365", "2027-03-01")).toMatchObject({
    hourly: null,
    incrementMinutes: null,
  });
});

test.each([
  [[], 15, 30, 0],
  [[1], 15, 0, 15],
  [[15, 16], 15, 0, 45],
  [[5], 15, 30, 30],
  [[40, 20], null, 30, 60],
])(
  "%j in steps of %j, at least %d, are charged as %d minutes",
  (records, incrementMinutes, minimumMinutes, charged) => {
    expect(chargedMinutes(records, { incrementMinutes, minimumMinutes })).toBe(charged);
  },
);

test("what is charged is whole increments, never less than was worked, and less than one more for each record", () => {
  const minutes = fc.integer({ min: 1, max: 1_440 });
  fc.assert(
    fc.property(fc.array(minutes, { maxLength: 20 }), fc.integer({ min: 1, max: 480 }), (records, incrementMinutes) => {
      const charged = chargedMinutes(records, { incrementMinutes, minimumMinutes: 0 });
      const worked = records.reduce((sum, each) => sum + each, 0);
      expect(charged % incrementMinutes).toBe(0);
      expect(charged).toBeGreaterThanOrEqual(worked);
      expect(charged - worked).toBeLessThanOrEqual(records.length * (incrementMinutes - 1));
    }),
  );
});

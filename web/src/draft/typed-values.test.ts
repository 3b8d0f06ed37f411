import fc from "fast-check";
import { expect, test } from "vitest";
import { nameFor, readDate, readDecimal, readNumber, shownDate, shownDecimal } from "./typed-values.ts";

test.each([
  ["23.11.2026", "2026-11-23"],
  ["1.3.27", "2027-03-01"],
  [" 2026-11-23 ", "2026-11-23"],
  ["23/11/2026", "2026-11-23"],
])("reads the date %s", (typed, iso) => expect(readDate(typed)).toEqual({ ok: true, value: iso }));

test.each(["31.2.2026", "11.2026", "morgen", "", "2026-13-01"])("does not take %j for a date", (typed) =>
  expect(readDate(typed)).toEqual({ ok: false, refusal: "date" }),
);

test.each([
  ["1.234,50", "de", "1234.50"],
  ["1.234,50 €", "de", "1234.50"],
  ["1.234", "de", "1234"],
  ["1.234", "en", "1.234"],
  ["1,234.50", "en", "1234.50"],
  ["99,9 %", "de", "99.9"],
  ["49.90", "de", "49.90"],
  ["0", "de", "0"],
] as const)("reads the amount %s in %s", (typed, language, decimal) =>
  expect(readDecimal(typed, language)).toEqual({ ok: true, value: decimal }),
);

test.each(["12,34,56", "1.23,4.5", "-5", "1e3", "01", "viel", "1,2345678"])("does not take %j for an amount", (typed) =>
  expect(readDecimal(typed, "de")).toMatchObject({ ok: false }),
);

test("what is shown is read again as it was", () => {
  const decimal = fc
    .tuple(fc.bigInt({ min: 0n, max: 999_999_999_999n }), fc.option(fc.stringMatching(/^\d{1,6}$/), { nil: undefined }))
    .map(([whole, decimals]) => (decimals === undefined ? `${whole}` : `${whole}.${decimals}`));
  fc.assert(
    fc.property(decimal, fc.constantFrom("de", "en"), (value, language) => {
      expect(readDecimal(shownDecimal(value, language), language)).toEqual({ ok: true, value });
    }),
  );
  const date = fc.date({ min: new Date("1970-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(date, fc.constantFrom("de", "en"), (day, language) => {
      const iso = day.toISOString().slice(0, 10);
      expect(readDate(shownDate(iso, language))).toEqual({ ok: true, value: iso });
    }),
  );
});

test("numbers keep their bounds", () => {
  const bounds = { isWhole: true, least: 1, most: 12 };
  expect(readNumber("12", bounds, "de")).toEqual({ ok: true, value: 12 });
  expect(readNumber("1,5", bounds, "de")).toMatchObject({ ok: false });
  expect(readNumber("13", bounds, "de")).toMatchObject({ ok: false });
  expect(readNumber("2,5", { ...bounds, isWhole: false }, "de")).toEqual({ ok: true, value: 2.5 });
});

test("names of entries are short, plain and free", () => {
  expect(nameFor("Geräte & Büro", [])).toBe("geraete-buero");
  expect(nameFor("Managed Firewall", ["managed-firewall"])).toBe("managed-firewall-2");
  expect(nameFor("…", [])).toBe("neu");
});

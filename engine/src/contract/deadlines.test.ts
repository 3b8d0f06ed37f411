import fc from "fast-check";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { deadlinesOf, monthsLater, type ContractDeadline } from "./deadlines.ts";
import type { ContractDocument } from "./document.ts";
import { readContract } from "./reader.ts";

const outcome = readContract(readFileSync("fixtures/contracts/lindenhof-architekten.yaml", "utf8"));
if (!outcome.ok) throw new Error("the sample contract reads without fault");
const base: ContractDocument = { ...outcome.value, security: undefined, exit: undefined, prices: undefined };
const bare: ContractDocument = { ...base, steering: undefined, dataProtection: undefined };

type Term = ContractDocument["term"];
const shown = (deadlines: readonly ContractDeadline[]) =>
  deadlines.map(({ kind, on, of }) => [on, kind, ...(of === undefined ? [] : [of])].join(" "));
const ofTerm = (term: Term, from: string, until: string) => shown(deadlinesOf({ ...bare, term }, from, until));

test.each([
  ["2028-12-31", -3, "2028-09-30"],
  ["2028-09-30", 3, "2028-12-31"],
  ["2026-01-30", 1, "2026-02-28"],
  ["2024-01-31", 1, "2024-02-29"],
  ["2026-03-15", -1, "2026-02-15"],
  ["2026-01-01", 36, "2029-01-01"],
  ["2026-11-10", 14, "2028-01-10"],
])("%s and %i months is %s", (day, months, landed) => {
  expect(monthsLater(day, months)).toBe(landed);
});

test("a fixed term that is renewed asks for notice again and again", () => {
  const term = { start: "2026-01-01", end: "2028-12-31", minimumMonths: 36, renewalMonths: 12, noticeMonths: 3 };
  expect(ofTerm(term, "2026-01-01", "2030-01-31")).toEqual([
    "2028-09-30 notice",
    "2028-12-31 minimum-end",
    "2028-12-31 term-end",
    "2029-01-01 renewal",
    "2029-09-30 notice",
    "2029-12-31 term-end",
    "2030-01-01 renewal",
  ]);
});

test("a fixed term that is not renewed ends, and asks for nothing afterwards", () => {
  const term = { start: "2026-01-01", end: "2026-12-31", noticeDays: 30, providerNoticeMonths: 6 };
  const steering = { contractReviewMonths: 6 };
  expect(shown(deadlinesOf({ ...bare, term, steering }, "2026-01-01", "2030-12-31"))).toEqual([
    "2026-06-30 provider-notice",
    "2026-07-01 contract-review",
    "2026-12-01 notice",
    "2026-12-31 term-end",
  ]);
});

test("an open term has no day of notice, and its duties go on", () => {
  const term = { start: "2026-01-31", noticeMonths: 3 };
  const access = { reviewMonths: 1 };
  const document = { ...bare, term, security: { access } };
  expect(shown(deadlinesOf(document, "2026-02-01", "2026-04-30"))).toEqual([
    "2026-02-28 access-review",
    "2026-03-31 access-review",
    "2026-04-30 access-review",
  ]);
});

test("prices, certificates, restore tests and exit plans are named by what they are of", () => {
  const term = { start: "2026-01-01" };
  const document = {
    ...bare,
    term,
    prices: { indexation: [{ id: "yearly", kind: "service-prices", firstOn: "2026-07-01", everyMonths: 12 }] },
    security: {
      backup: [{ id: "servers", services: ["workplace"], restoreTestMonths: 6 }],
      certificates: [{ id: "iso", holder: "provider", standard: "ISO/IEC 27001:2022", validUntil: "2026-03-31" }],
    },
    exit: { planWithinMonths: 6, testMonths: 12 },
  } as unknown as ContractDocument;
  expect(shown(deadlinesOf(document, "2026-01-01", "2027-07-01"))).toEqual([
    "2026-03-31 certificate-end ISO/IEC 27001:2022",
    "2026-07-01 price-change yearly",
    "2026-07-01 restore-test servers",
    "2026-07-01 exit-plan",
    "2027-01-01 restore-test servers",
    "2027-01-01 exit-test",
    "2027-07-01 price-change yearly",
    "2027-07-01 restore-test servers",
  ]);
});

const day = fc.date({ min: new Date("2020-01-01"), max: new Date("2050-12-31"), noInvalidDate: true });
const iso = day.map((date) => date.toISOString().slice(0, 10));
const months = fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined });
const terms = fc
  .record({
    start: iso,
    length: fc.option(fc.integer({ min: 1, max: 120 }), { nil: undefined }),
    renewalMonths: months,
    noticeMonths: months,
    minimumMonths: months,
  })
  .map(({ length, ...term }): Term => ({
    ...term,
    end: length === undefined ? undefined : monthsLater(term.start, length),
  }));

test("law: a stretch cut in two has the deadlines of both parts, each in it and in order", () => {
  fc.assert(
    fc.property(terms, months, fc.tuple(iso, iso, iso), (term, review, days) => {
      const [from, middle, until] = days.toSorted((a, b) => (a < b ? -1 : 1)) as [string, string, string];
      const document = { ...bare, term, steering: { contractReviewMonths: review } } as ContractDocument;
      const whole = deadlinesOf(document, from, until);
      const later = new Date(Date.parse(middle) + 86_400_000).toISOString().slice(0, 10);
      expect(shown([...deadlinesOf(document, from, middle), ...deadlinesOf(document, later, until)])).toEqual(
        shown(whole),
      );
      expect(whole.every(({ on }) => on >= from && on <= until)).toBe(true);
      expect(whole.map(({ on }) => on)).toEqual(whole.map(({ on }) => on).toSorted());
    }),
  );
});

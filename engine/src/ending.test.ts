import { describe, expect, test } from "vitest";
import { endAsOf, isOver, outlivesEnd, takeEndBack, type Ending } from "./ending.ts";
import { instant } from "./instant.ts";
import { RIGHTS } from "./rights.ts";

const now = instant("2026-11-23T08:00:00Z");
const later = instant("2026-12-31T23:00:00Z");
const latest = instant("2027-03-31T22:00:00Z");
const clients: Ending = { at: later, by: "client" };

describe("ending", () => {
  test.each([
    { before: undefined, by: "client", at: later, after: { at: later, by: "client" } },
    { before: undefined, by: "provider", at: later, after: { at: later, by: "provider" } },
    { before: clients, by: "client", at: latest, after: { at: latest, by: "client" } },
  ] as const)("$by as of a later instant is taken", ({ before, by, at, after }) => {
    expect(endAsOf(before, by, at, now)).toEqual({ ok: true, value: after });
  });

  test.each([
    { rule: "in the past", before: undefined, by: "client", at: instant("2026-11-23T07:59:59.999Z"), kind: "end-past" },
    { rule: "at this very instant", before: undefined, by: "client", at: now, kind: "end-past" },
    { rule: "when the other side has", before: clients, by: "provider", at: latest, kind: "end-of-other-side" },
    { rule: "when it is over", before: { at: now, by: "client" }, by: "client", at: latest, kind: "engagement-ended" },
  ] as const)("is refused $rule", ({ before, by, at, kind }) => {
    expect(endAsOf(before, by, at, now)).toMatchObject({ ok: false, refusal: { kind } });
  });
});

describe("taking an end back", () => {
  test("is for the side that set it, until it has come", () => {
    expect(takeEndBack(clients, "client", now)).toEqual({ ok: true, value: clients });
    expect(takeEndBack(clients, "client", instant("2026-12-31T22:59:59.999Z"))).toMatchObject({ ok: true });
    expect(takeEndBack(clients, "client", later)).toMatchObject({ ok: false, refusal: { kind: "engagement-ended" } });
    expect(takeEndBack(clients, "provider", now)).toMatchObject({ ok: false, refusal: { kind: "end-of-other-side" } });
    expect(takeEndBack(undefined, "client", now)).toEqual({ ok: false, refusal: { kind: "end-missing" } });
  });
});

test("an engagement is over from the instant of its end", () => {
  expect([isOver(undefined, later), isOver(clients, now), isOver(clients, later), isOver(clients, latest)]).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

test("reading is what is left", () => {
  const left = RIGHTS.filter(outlivesEnd);
  expect(left).toEqual(expect.arrayContaining(["engagement:read", "contract:read", "ticket:read", "history:read"]));
  expect(left.filter((right) => !right.endsWith(":read"))).toEqual([]);
});

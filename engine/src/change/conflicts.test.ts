import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HOUR_MS, instant, later, type Instant } from "../instant.ts";
import { conflictsOf, type PlannedChange } from "./conflicts.ts";
import { changeStatistics } from "./statistics.ts";

const DAY = instant("2026-11-23T00:00:00Z");
const hour = (count: number): Instant => later(DAY, count * HOUR_MS);
const planned = (id: string, from: number, until: number, services: string[], others: Partial<PlannedChange> = {}) => ({
  id,
  window: { from: hour(from), until: hour(until) },
  services,
  announcedAt: hour(0),
  ...others,
});

describe("in the way of a window", () => {
  const change = planned("one", 10, 12, ["mail", "files"]);
  test("is another one of the same service, and not one of another service or one that ends when it begins", () => {
    const others = [
      planned("two", 11, 13, ["files", "net"]),
      planned("three", 11, 13, ["net"]),
      planned("four", 8, 10, ["mail"]),
      change,
    ];
    expect(conflictsOf(change, others, [])).toEqual([{ kind: "same-service", other: "two", services: ["files"] }]);
  });

  test("is a freeze of all services or of one of its own", () => {
    const window = { from: hour(11), until: hour(24) };
    const freezes = [
      { id: "all", window, services: undefined },
      { id: "mail", window, services: ["mail"] },
      { id: "net", window, services: ["net"] },
      { id: "past", window: { from: hour(1), until: hour(10) }, services: undefined },
    ];
    expect(conflictsOf(change, [], freezes)).toEqual([
      { kind: "freeze", freeze: "all" },
      { kind: "freeze", freeze: "mail" },
    ]);
  });

  test("is a notice that is too short, a decision that comes too late, and nobody to decide", () => {
    const late = { ...change, noticeMs: 11 * HOUR_MS, decisionUntil: hour(11), isUndecidable: true };
    expect(conflictsOf(late, [], [])).toEqual([
      { kind: "notice-short", agreedMs: 11 * HOUR_MS, givenMs: 10 * HOUR_MS },
      { kind: "decision-after-start", until: hour(11) },
      { kind: "approvers-missing" },
    ]);
    expect(conflictsOf({ ...change, noticeMs: 10 * HOUR_MS, decisionUntil: hour(10) }, [], [])).toEqual([]);
  });
});

test("windows conflict when an hour belongs to both, and each sees the other", () => {
  const window = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 3 }));
  const services = fc.subarray(["a", "b", "c"]);
  fc.assert(
    fc.property(fc.array(fc.tuple(window, services), { minLength: 2, maxLength: 4 }), (drawn) => {
      const all = drawn.map(([[from, length], of], index) => planned(String(index), from, from + length, of));
      const hoursOf = ([[from, length]]: (typeof drawn)[number]) =>
        new Set(Array.from({ length }, (_, step) => from + step));
      const pairs = all.flatMap((change) =>
        conflictsOf(change, all, []).flatMap((found) =>
          found.kind === "same-service" ? `${change.id} ${found.other}` : [],
        ),
      );
      const expected = drawn.flatMap((one, index) =>
        drawn.flatMap((other, place) =>
          index !== place &&
          !hoursOf(one).isDisjointFrom(hoursOf(other)) &&
          !new Set(one[1]).isDisjointFrom(new Set(other[1]))
            ? `${index} ${place}`
            : [],
        ),
      );
      expect(pairs).toEqual(expected);
    }),
  );
});

test("a change has succeeded when it went as planned and caused no incident; what ends at the end of a period is the next one's", () => {
  const ended = (
    at: number,
    result: "as-planned" | "failed",
    incident = false,
    kind: "normal" | "emergency" = "normal",
  ) => ({
    kind,
    endedAt: hour(at),
    result,
    incident,
    lapsedAt: [],
  });
  const changes = [
    ended(0, "as-planned"),
    ended(1, "as-planned", true),
    ended(2, "failed", false, "emergency"),
    ended(24, "as-planned"),
    { kind: "normal" as const, endedAt: undefined, result: undefined, incident: false, lapsedAt: [hour(1), hour(30)] },
  ];
  expect(changeStatistics(changes, { from: hour(0), until: hour(24) })).toEqual({
    ended: 3,
    succeeded: 1,
    emergencies: 1,
    lapsed: 1,
  });
});

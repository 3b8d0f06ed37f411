import { expect, test } from "vitest";
import { dueOf } from "./due.ts";

const NOW = Date.parse("2026-11-23T08:00:00Z");
/** With blanks that may break. */
const due = (dueAt: string | null, stage: "open" | "paused" = "open") =>
  JSON.parse(JSON.stringify(dueOf({ dueAt, stage }, NOW, "de")).replaceAll(/\s/g, " ")) as unknown;

test.each([
  ["2026-11-23T08:04:59Z", { kind: "left", time: "04:59" }],
  ["2026-11-23T08:59:59Z", { kind: "left", time: "59:59" }],
  ["2026-11-23T11:12:30Z", { kind: "left", time: "3 Std. 12 Min." }],
  ["2026-11-23T08:00:00Z", { kind: "late", time: "00:00" }],
  ["2026-11-23T07:47:26Z", { kind: "late", time: "12:34" }],
  ["2026-11-23T04:20:00Z", { kind: "late", time: "3 Std." }],
  ["2026-11-20T04:20:00Z", { kind: "late", time: "3 Tage" }],
] as const)("due at %s", (at, wanted) => {
  expect(due(at)).toEqual(wanted);
});

test("what is due in days is told by its day", () => {
  expect(due("2026-11-24T08:00:00Z")).toMatchObject({ kind: "later" });
});

test("without a deadline nothing is counted", () => {
  expect(due(null, "paused")).toEqual({ kind: "paused" });
  expect(due(null)).toEqual({ kind: "undated" });
});

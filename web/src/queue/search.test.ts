import { expect, test } from "vitest";
import { askedSearch, isNarrowed, listOf, readSearch, searchWritten, writtenSearch } from "./search.ts";

test("an address is read as far as it makes sense", () => {
  const given = { state: "open", priority: 1, overdue: "true", olderThanDays: "3", mine: false, q: 4711, x: "y" };
  expect(readSearch(given)).toEqual({ priority: "1", overdue: true, olderThanDays: 3, q: "4711" });
  expect(readSearch({ olderThanDays: "-1", awaiting: "nobody", dueWithinHours: 1.5 })).toEqual({});
});

test("a view is kept as a text that gives the same filters again", () => {
  const search = { awaiting: "client", priority: "P1,P2", mine: true, olderThanDays: 3, q: "Drucker & Co" } as const;
  expect(searchWritten(writtenSearch(search))).toEqual(search);
  expect(writtenSearch({ q: "a", mine: true })).toBe(writtenSearch({ mine: true, q: "a" }));
});

test("open tickets come by their deadlines, others by their last change", () => {
  expect(askedSearch({})).toBe("order=due");
  expect(askedSearch({ state: "all" })).toBe("state=all&order=changed");
  expect(askedSearch({ state: "ended", order: "due" })).toBe("state=ended&order=due");
});

test("the state alone is no narrowing", () => {
  expect(isNarrowed({ state: "all", order: "changed" })).toBe(false);
  expect(isNarrowed({ mine: true })).toBe(true);
});

test("a list of none is no filter", () => {
  expect(listOf([])).toBeUndefined();
  expect(listOf(["P2", "P1"])).toBe("P1,P2");
});

import { expect, test } from "vitest";
import {
  compareRows,
  hasUnsettled,
  loadedFrom,
  settled,
  withChanges,
  withPage,
  type Loaded,
  type QueueTicket,
} from "./rows.ts";

const row = (id: string, minute: number | null, priority = "P3"): QueueTicket =>
  ({
    id,
    priority,
    dueAt: minute === null ? null : new Date(minute * 60_000).toISOString(),
    changedAt: new Date((minute ?? 0) * 60_000).toISOString(),
  }) as QueueTicket;
const cursorAfter = (minute: number, id: string) => `${minute * 60_000}_${id}`;
const idsOf = ({ rows }: Loaded) => rows.map(({ id }) => id);
const told = (changed: readonly string[], fitting: readonly QueueTicket[], others: readonly QueueTicket[] = []) => ({
  ids: new Set(changed),
  fitting,
  others,
  asOf: 1,
});

test("what is due comes by its deadline, and what is not at the end", () => {
  const rows = [row("a", null), row("b", 20), row("c", 10), row("d", 10)];
  expect(rows.toSorted((a, b) => compareRows(a, b, "due")).map(({ id }) => id)).toEqual(["c", "d", "b", "a"]);
});

test("what changed last comes first", () => {
  const rows = [row("a", 1), row("b", 3), row("c", 3)];
  expect(rows.toSorted((a, b) => compareRows(a, b, "changed")).map(({ id }) => id)).toEqual(["c", "b", "a"]);
});

test("a changed row tells its new state where it stands, until the list is settled", () => {
  const before = loadedFrom([row("a", 10), row("b", 20), row("c", 30)], null, 0);
  const after = withChanges(before, told(["a"], [row("a", 25, "P1")]), "due");
  expect(idsOf(after)).toEqual(["a", "b", "c"]);
  expect(after.rows[0]!.priority).toBe("P1");
  expect([...after.moved]).toEqual(["a"]);
  expect(idsOf(settled(after, "due"))).toEqual(["b", "a", "c"]);
});

test("a change that moves nothing leaves nothing to settle", () => {
  const before = loadedFrom([row("a", 10)], null, 0);
  expect(hasUnsettled(withChanges(before, told(["a"], [row("a", 10, "P1")]), "due"))).toBe(false);
});

test("what fits no more stays in sight until then, with its last state", () => {
  const before = loadedFrom([row("a", 10), row("b", 20)], null, 0);
  const after = withChanges(before, told(["a"], [], [row("a", null, "P4")]), "due");
  expect(after.rows[0]!.priority).toBe("P4");
  expect([...after.leaving]).toEqual(["a"]);
  const back = withChanges(after, told(["a"], [row("a", 10)]), "due");
  expect(back.leaving.size).toBe(0);
  expect(idsOf(settled(after, "due"))).toEqual(["b"]);
});

test("a new ticket waits beside the list; one further down comes with its page", () => {
  const before = loadedFrom([row("a", 10), row("b", 20)], cursorAfter(20, "b"), 0);
  const after = withChanges(before, told(["n", "z"], [row("n", 15), row("z", 90)]), "due");
  expect([...after.arrivals.keys()]).toEqual(["n"]);
  expect(idsOf(settled(after, "due"))).toEqual(["a", "n", "b"]);
});

test("an arrival that goes again was never there", () => {
  const before = loadedFrom([row("a", 10)], null, 0);
  const arrived = withChanges(before, told(["n"], [row("n", 5)]), "due");
  expect(hasUnsettled(withChanges(arrived, told(["n"], []), "due"))).toBe(false);
});

test("what moves beyond the loaded part is left to the page that holds it", () => {
  const before = loadedFrom([row("a", 10), row("b", 20)], cursorAfter(20, "b"), 0);
  const after = settled(withChanges(before, told(["a"], [row("a", 50)]), "due"), "due");
  expect(idsOf(after)).toEqual(["b"]);
  expect(idsOf(withPage(after, [row("c", 30), row("a", 50)], null))).toEqual(["b", "c", "a"]);
});

test("a page doubles nothing", () => {
  const before = loadedFrom([row("a", 10), row("b", 20)], cursorAfter(20, "b"), 0);
  expect(idsOf(withPage(before, [row("b", 21), row("c", 30)], null))).toEqual(["a", "b", "c"]);
});

import { expect, test } from "vitest";
import { instant } from "../instant.ts";
import type { TicketEvent } from "./event.ts";
import { absorbedTickets } from "./merges.ts";

const at = (hour: number) => instant(`2026-03-02T${String(hour).padStart(2, "0")}:00:00Z`);
const event = (
  ticket: string,
  type: TicketEvent["type"],
  hour: number,
  more: Partial<TicketEvent> = {},
): TicketEvent => ({
  ticket,
  at: at(hour),
  recordedAt: at(hour),
  by: "client",
  type,
  ...more,
});
/** Tickets opened and merged at hours of a day: `A 8 B 10` was opened at 8 and merged into B at 10. */
const merged = (...tickets: string[]) =>
  absorbedTickets(
    new Map(
      tickets.map((text) => {
        const [ticket, opened, into, hour] = text.split(" ") as [string, string, string?, string?];
        const events = [event(ticket, "opened", Number(opened))];
        if (into !== undefined) events.push(event(ticket, "merged", Number(hour), { into }));
        return [ticket, events];
      }),
    ),
  );

test("a merged ticket brings its start, and the earliest one that it got itself", () => {
  expect(merged("A 8 B 10", "B 9")).toEqual(new Map([["B", [{ ticket: "A", mergedAt: at(10), openedAt: at(8) }]]]));
  expect(merged("C 9", "B 9 C 11", "A 8 B 10").get("C")).toEqual([{ ticket: "B", mergedAt: at(11), openedAt: at(8) }]);
});

test("of merges at the same instant the source brings along what it got, whatever the order", () => {
  const expected = [{ ticket: "B", mergedAt: at(10), openedAt: at(7) }];
  expect(merged("A 7 B 10", "B 9 C 10", "C 9").get("C")).toEqual(expected);
  expect(merged("C 9", "B 9 C 10", "A 7 B 10").get("C")).toEqual(expected);
});

test("tickets merged in a circle end", () => {
  expect(merged("A 7 B 10", "B 8 A 10").size).toBe(2);
});

test("a merge that was objected to successfully brings nothing", () => {
  const events = [
    event("A", "opened", 8),
    event("A", "merged", 9, { into: "B", id: "m" }),
    event("A", "objected", 10, { event: "m" }),
    event("A", "settled", 11, { event: "m", outcome: "upheld" }),
  ];
  expect(absorbedTickets(new Map([["A", events]])).size).toBe(0);
});

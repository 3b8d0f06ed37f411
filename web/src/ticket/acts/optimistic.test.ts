import { expect, test } from "vitest";
import type { Ticket, TicketEntry } from "../../wire.ts";
import { afterAct, isOnItsWay } from "./optimistic.ts";

const ME = { id: "me", name: "Öznur Çelik", company: "Lechbogen" };
const AT = "2026-11-23T08:10:00.000Z";
const pause = {
  id: "pause",
  type: "ticket.paused",
  at: "2026-11-23T08:00:00.000Z",
  objection: { state: "open", by: "client", text: "Nichts gefragt." },
  hash: "00",
} as TicketEntry;
const ticket = {
  side: "provider",
  stage: "paused",
  awaiting: "client",
  pause: { reason: "waiting-for-client", since: "2026-11-23T08:00:00.000Z" },
  assignee: null,
  entries: [pause],
} as unknown as Ticket;
const after = (act: Parameters<typeof afterAct>[1]) => afterAct(ticket, act, ME, AT);

test("what one says is there at once, and known to be on its way", () => {
  const said = after({ type: "answered", text: "Wir sehen nach." }).entries.at(-1)!;
  expect(said).toMatchObject({ text: "Wir sehen nach.", visibleTo: "both", at: AT, actor: { name: "Öznur Çelik" } });
  expect(isOnItsWay(said)).toBe(true);
  expect(isOnItsWay(pause)).toBe(false);
});

test("a note is for the own side's eyes already on its way", () => {
  expect(after({ type: "noted", text: "Intern." }).entries.at(-1)!.visibleTo).toBe("provider");
});

test("stage and holder change with the act", () => {
  expect(after({ type: "resumed" })).toMatchObject({ stage: "open", awaiting: "provider", pause: null });
  expect(after({ type: "resolved", text: "Erledigt." })).toMatchObject({ stage: "resolved", awaiting: "client" });
  expect(after({ type: "paused", reason: "appointment" })).toMatchObject({ stage: "paused", awaiting: "provider" });
  expect(after({ type: "closed" })).toMatchObject({ stage: "closed", awaiting: null });
  expect(after({ type: "assigned", to: "me" }).assignee).toEqual({ id: "me", name: "Öznur Çelik" });
});

test("a settled objection is settled at once, and nothing of the ticket before is changed", () => {
  const settled = after({ type: "settled", event: "pause", outcome: "upheld" });
  expect(settled.entries[0]!.objection).toMatchObject({ state: "upheld" });
  expect(pause.objection!.state).toBe("open");
  expect(ticket.entries).toHaveLength(1);
});

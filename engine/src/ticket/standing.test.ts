import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TicketEvent } from "./event.ts";
import { actsOf, holdingsOf, refusalOf, STAGES, standingOf, type Act } from "./standing.ts";
import {
  answered,
  assigned,
  at,
  cancelled,
  closed,
  contract,
  length,
  local,
  merged,
  messaged,
  moved,
  noted,
  objected,
  opened,
  paused,
  prioritised,
  reopened,
  resolved,
  restored,
  resumed,
  settled,
} from "./story.test-support.ts";

const [terms] = contract({ P1: { response: "PT1H" }, P2: { response: "PT2H" } });
const mon = (time: string): string => `Mon 23 Nov ${time}`;
const after = (...events: TicketEvent[]) => standingOf(events, terms);
const begun = opened(mon("09:00"));

describe("where a ticket stands", () => {
  test.each([
    { after: "its opening", events: [begun], stands: "open provider" },
    { after: "an answer", events: [begun, answered(mon("09:10"))], stands: "open provider" },
    { after: "a question to the client", events: [begun, paused(mon("09:10"))], stands: "paused client" },
    {
      after: "a pause for somebody else",
      events: [begun, paused(mon("09:10"), "waiting-for-third-party")],
      stands: "paused provider",
    },
    {
      after: "a pause that ended",
      events: [begun, paused(mon("09:10")), resumed(mon("09:20"))],
      stands: "open provider",
    },
    { after: "a resumption without a pause", events: [begun, resumed(mon("09:20"))], stands: "open provider" },
    { after: "its resolution", events: [begun, resolved(mon("10:00"))], stands: "resolved client" },
    {
      after: "its resolution in a pause",
      events: [begun, paused(mon("09:10")), resolved(mon("10:00"))],
      stands: "resolved client",
    },
    { after: "its closing", events: [begun, resolved(mon("10:00")), closed(mon("11:00"))], stands: "closed null" },
    {
      after: "a withdrawal by the client",
      events: [begun, cancelled(mon("10:00"), "client")],
      stands: "cancelled null",
    },
    {
      after: "a cancellation by the provider",
      events: [begun, cancelled(mon("10:00"), "provider")],
      stands: "closed null",
    },
    { after: "a merge", events: [begun, merged(mon("10:00"), "T-2")], stands: "merged null" },
    { after: "a reopening", events: [begun, resolved(mon("10:00")), reopened(mon("11:00"))], stands: "open provider" },
    {
      after: "a resolution that was successfully contested",
      events: [
        begun,
        resolved(mon("10:00"), { id: "r" }),
        objected(mon("10:30"), "r"),
        settled(mon("11:00"), "r", "upheld"),
      ],
      stands: "open provider",
    },
    {
      after: "a resolution that is being contested",
      events: [begun, resolved(mon("10:00"), { id: "r" }), objected(mon("10:30"), "r")],
      stands: "resolved client",
    },
  ])("after $after", ({ events, stands }) => {
    const { stage, awaiting } = after(...events);
    expect(`${stage} ${String(awaiting)}`).toBe(stands);
  });

  test("what it is about, by the last word on it and the contract's matrix", () => {
    const rated = opened(mon("09:00"), { service: "workplace", impact: "low", urgency: "high" });
    expect(after(rated)).toMatchObject({ service: "workplace", impact: "low", urgency: "high", priority: "P2" });
    expect(after(rated, prioritised(mon("09:30"), "P1"))).toMatchObject({ priority: "P1", impact: undefined });
    expect(after(rated, moved(mon("09:30"), "mail"))).toMatchObject({ service: "mail", priority: "P2" });
  });

  test("when it opened, and when it ended", () => {
    expect(after(begun)).toMatchObject({ openedAt: at(mon("09:00")), endedAt: null });
    expect(after(begun, resolved(mon("10:00")), closed(mon("11:00"))).endedAt).toBe(at(mon("10:00")));
    expect(after(begun, resolved(mon("10:00")), reopened(mon("11:00"))).endedAt).toBeNull();
    expect(after(begun, merged(mon("10:00"), "T-2"))).toMatchObject({ endedAt: at(mon("10:00")), mergedInto: "T-2" });
  });

  test("who works on it, whether it was answered, whether the service runs again", () => {
    expect(after(begun, assigned(mon("09:05"), { to: "oznur" })).assignedTo).toBe("oznur");
    expect(after(begun, answered(mon("09:05"), { automatic: true })).isAnswered).toBe(false);
    expect(after(begun, answered(mon("09:05"))).isAnswered).toBe(true);
    expect(after(begun, restored(mon("09:05"))).isRestored).toBe(true);
    expect(after(begun, restored(mon("09:05")), resolved(mon("09:06")), reopened(mon("09:07"))).isRestored).toBe(false);
  });

  test("nothing happens before the opening", () => {
    expect(after(answered(mon("08:00")), resolved(mon("08:30")))).toMatchObject({ stage: "open", openedAt: null });
  });
});

describe("what may happen next", () => {
  test.each([
    { stage: "open", events: [begun], client: "messaged noted cancelled", never: "closed reopened resumed" },
    { stage: "paused", events: [begun, paused(mon("09:10"))], client: "resumed cancelled", never: "closed reopened" },
    {
      stage: "resolved",
      events: [begun, resolved(mon("10:00"))],
      client: "closed reopened messaged",
      never: "paused resolved restored cancelled priority-changed",
    },
    {
      stage: "merged",
      events: [begun, merged(mon("10:00"), "T-2")],
      client: "noted objected",
      never: "messaged answered reopened closed",
    },
  ])("at stage $stage", ({ events, client, never }) => {
    const standing = after(...events);
    expect(actsOf("client", standing)).toEqual(expect.arrayContaining(client.split(" ")));
    for (const act of never.split(" ") as Act[]) {
      expect(actsOf("client", standing)).not.toContain(act);
      expect(actsOf("provider", standing)).not.toContain(act);
    }
  });

  test("no side does what is the other's part, whatever the stage", () => {
    for (const stage of STAGES) {
      const standing = { ...after(begun), stage };
      for (const act of ["answered", "paused", "restored", "resolved", "assigned"] as const)
        expect(refusalOf(act, "client", standing)).toEqual({ kind: "act-of-other-side", side: "client" });
      for (const act of ["messaged", "cancelled"] as const)
        expect(refusalOf(act, "provider", standing)).toEqual({ kind: "act-of-other-side", side: "provider" });
    }
  });
});

describe("who held it when", () => {
  const told = (events: readonly TicketEvent[], now: string) =>
    holdingsOf(events, at(now)).map(
      ({ from, to, holder, assignedTo }) =>
        `${holder}${assignedTo === undefined ? "" : ` (${assignedTo})`} ${local(from).slice(-5)}-${local(to).slice(-5)}`,
    );

  test("by turns, with whoever worked on it", () => {
    const events = [
      begun,
      assigned(mon("09:10"), { to: "oznur" }),
      paused(mon("09:30")),
      messaged(mon("09:45")),
      resumed(mon("10:00")),
      assigned(mon("10:20"), { to: "nils" }),
      resolved(mon("11:00")),
      reopened(mon("12:00")),
      closed(mon("12:30")),
    ];
    expect(told(events, mon("17:00"))).toEqual([
      "provider 09:00-09:10",
      "provider (oznur) 09:10-09:30",
      "client 09:30-10:00",
      "provider (oznur) 10:00-10:20",
      "provider (nils) 10:20-11:00",
      "provider (nils) 12:00-12:30",
    ]);
  });

  test("what is not known yet is left out", () => {
    expect(told([begun, paused(mon("09:30")), resumed(mon("10:00"))], mon("09:45"))).toEqual([
      "provider 09:00-09:30",
      "client 09:30-09:45",
    ]);
  });

  test("holdings ascend, do not overlap and are no longer than the ticket", () => {
    const makers = [answered, messaged, noted, paused, resumed, restored, resolved, reopened, closed];
    const times = fc.array(
      fc.record({ minute: fc.integer({ min: 1, max: 599 }), what: fc.nat({ max: makers.length - 1 }) }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(times, (moments) => {
        const events = moments
          .toSorted((a, b) => a.minute - b.minute)
          .map(({ minute, what }) => {
            const time = `${String(9 + Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
            return makers[what]!(mon(time));
          });
        const holdings = holdingsOf([begun, ...events], at(mon("23:00")));
        let end = at(mon("09:00"));
        for (const { from, to } of holdings) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          end = to;
        }
        expect(length(end - at(mon("09:00")))).toMatch(/^\d/);
        expect(end).toBeLessThanOrEqual(at(mon("23:00")));
      }),
    );
  });
});

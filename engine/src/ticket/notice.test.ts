import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { workingTimeBetween } from "../calendar/calendar.ts";
import { noticesOf, sharesOf } from "./notice.ts";
import {
  answered,
  at,
  cancelled,
  clock,
  contract,
  documentOf,
  local,
  opened,
  paused,
  prioritised,
  resolved,
  resumed,
  story,
} from "./story.test-support.ts";
import type { TicketEvent } from "./event.ts";

const SHARES = [50, 75, 90, 100];
const versions = contract({ P1: { response: "PT1H", resolve: "PT2H" }, P2: { response: "PT4H", resolve: "PT8H" } });
const mon = (time: string): string => `Mon 23 Nov ${time}`;
const notices = (level: "response" | "resolve", now: string, ...events: TicketEvent[]) =>
  noticesOf(clock(story(versions, now, events), level), SHARES, at(now)).map(
    ({ share, at: instant }) => `${share} ${local(instant)}`,
  );

test("the shares of the contract with the breach, or the usual ones", () => {
  expect(sharesOf(documentOf({ P1: { response: "PT1H" } }))).toEqual([50, 75, 90, 100]);
  const contacts = {
    parties: {
      client: { role: "client", name: "A" },
      provider: { role: "provider", name: "B", contacts: [{ id: "desk", name: "Desk", email: "d@example.org" }] },
    },
  } as const;
  const escalation = [
    { level: 1, name: "Desk", contacts: ["desk"], atPercent: [80, 60] },
    { level: 2, name: "Chef", contacts: ["desk"], atPercent: [60, 100, 150] },
  ];
  const document = documentOf({ P1: { response: "PT1H" } }, { escalation, ...(contacts as object) });
  expect(sharesOf(document)).toEqual([60, 80, 100]);
});

describe("when a share of the target is used up", () => {
  test("in the past and ahead, over closed hours", () => {
    expect(notices("response", mon("09:30"), opened("Fri 20 Nov 16:00"))).toEqual([
      "50 Mon 23 Nov 10:00",
      "75 Mon 23 Nov 11:00",
      "90 Mon 23 Nov 11:36",
      "100 Mon 23 Nov 12:00",
    ]);
    // Half of it would be reached exactly at closing time: it is reached then, and not at the next opening.
    expect(notices("response", mon("09:30"), opened("Fri 20 Nov 15:00"))[0]).toBe("50 Fri 20 Nov 17:00");
  });

  test("a pause puts off what follows, and leaves it open while it lasts", () => {
    const events = [opened(mon("09:00")), paused(mon("12:00"))];
    expect(notices("resolve", mon("13:00"), ...events)).toEqual([]);
    expect(notices("resolve", mon("16:00"), ...events, resumed(mon("14:00")))).toEqual([
      "50 Mon 23 Nov 15:00",
      "75 Mon 23 Nov 17:00",
      "90 Tue 24 Nov 10:12",
      "100 Tue 24 Nov 11:00",
    ]);
  });

  test("what was not used up before the clock stopped has none", () => {
    expect(notices("response", mon("17:00"), opened(mon("09:00")), answered(mon("12:00")))).toEqual([
      "50 Mon 23 Nov 11:00",
      "75 Mon 23 Nov 12:00",
    ]);
    expect(notices("resolve", mon("17:00"), opened(mon("09:00")), cancelled(mon("10:00"), "client"))).toEqual([]);
  });

  test("a breach is told with its instant, also after the ticket was resolved", () => {
    const events = [opened(mon("09:00")), resolved("Tue 24 Nov 11:00")];
    expect(notices("resolve", "Tue 24 Nov 12:00", ...events).at(-1)).toBe("100 Mon 23 Nov 17:00");
  });

  test("of a clock that a change of priority misses at once only the breach is told", () => {
    const events = [opened(mon("09:00")), prioritised(mon("13:00"), "P1")];
    expect(notices("resolve", mon("13:30"), ...events).filter((line) => line >= "1")).toContain("100 Mon 23 Nov 13:00");
  });
});

test("at each notice so much of the target is used up, in the target's own hours", () => {
  const minutes = fc.integer({ min: 0, max: 7 * 24 * 60 });
  fc.assert(
    fc.property(minutes, (minute) => {
      const openedAt = at("Fri 20 Nov 09:00") + minute * 60_000;
      const event = { ...opened("Fri 20 Nov 09:00"), at: openedAt, recordedAt: openedAt } as TicketEvent;
      const reading = clock(story(versions, "Mon 30 Nov 09:00", [event]), "resolve");
      const { calendar } = reading.regime.promised;
      for (const { share, at: instant } of noticesOf(reading, SHARES, at("Mon 30 Nov 09:00")))
        expect(workingTimeBetween(calendar, reading.startedAt, instant)).toBe((reading.targetMs * share) / 100);
    }),
  );
});

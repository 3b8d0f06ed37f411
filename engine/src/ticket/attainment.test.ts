/** Attainment, the periods in which clocks count, closed periods and their corrections. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Terms } from "../contract/terms.ts";
import {
  Attainment,
  closePeriod,
  periodOf,
  reportOf,
  shareMet,
  verdictOf,
  type ClosedPeriod,
  type Correction,
  type PeriodReport,
  type Verdict,
} from "./attainment.ts";
import type { TicketEvent } from "./event.ts";
import {
  answered,
  at,
  cancelled,
  clock,
  contract,
  documentOf,
  event,
  moved,
  objected,
  opened,
  paused,
  prioritised,
  resolved,
  resumed,
  settled,
  story,
  versionsOf,
  type Besides,
} from "./story.test-support.ts";
import { readTicket, type TicketReading } from "./ticket.ts";

const mon = (time: string): string => `Mon 23 Nov ${time}`;
const tue = (time: string): string => `Tue 24 Nov ${time}`;
const hour = contract({ P1: { response: "PT1H" }, P2: { response: "PT1H" } });
const excluded = (happened: string, consent: readonly ("client" | "provider")[], details: object = {}): TicketEvent =>
  event("excluded", "provider", happened, { reason: "power cut", consent, ...details });

describe("the month in which a clock counts", () => {
  /** Opened on Friday 30 October, due on Monday 2 November, answered on Tuesday 1 December. */
  const late = [opened("Fri 30 Oct 16:30"), answered("Tue 1 Dec 10:00")];
  const period = (
    month: "deadline" | "start" | "stop" | undefined,
    events = late,
    now = "Thu 3 Dec 12:00",
    besides: Besides = {},
  ) => {
    const terms = contract(
      { P2: { response: "PT1H" } },
      { ...besides, ...(month !== undefined && { attainment: { month } }) },
    );
    return periodOf(clock(story(terms, now, events), "response"));
  };

  test.each([
    { month: undefined, expected: "2026-11", rule: "is that of its deadline unless the contract says otherwise" },
    { month: "deadline", expected: "2026-11", rule: "of its deadline" },
    { month: "start", expected: "2026-10", rule: "of its start" },
    { month: "stop", expected: "2026-12", rule: "of its stop" },
  ] as const)("$rule: $expected", ({ month, expected }) => {
    expect(period(month)).toBe(expected);
  });

  test("a clock that goes on, missed, counts when it started where the contract counts stops", () => {
    expect(period("stop", [opened("Fri 30 Oct 16:30")])).toBe("2026-10");
    expect(period("deadline", [opened("Fri 30 Oct 16:30")])).toBe("2026-11");
  });

  test("the start is the next opening, not the report in the night before", () => {
    expect(period("start", [opened("Sat 31 Oct 22:00")])).toBe("2026-11");
  });

  test("months are those of the contract's zone", () => {
    const newYear = [opened("Thu 31 Dec 23:30"), answered("Fri 1 Jan 2027 00:30")];
    const zones = ["Europe/Berlin", "America/New_York", "Etc/UTC"].map((timeZone) =>
      period("deadline", newYear, "Sat 2 Jan 2027 12:00", { timeZone, calendar: "round-the-clock" }),
    );
    expect(zones).toEqual(["2027-01", "2026-12", "2026-12"]);
  });

  test("a deadline beyond the known time counts when the clock stopped", () => {
    const terms = contract({ P2: { response: "P100W elapsed" } });
    const reading = clock(
      story(terms, "Tue 2 Feb 2100 12:00", [opened("Mon 4 Jan 2100 09:00"), answered("Mon 1 Feb 2100 09:00")]),
      "response",
    );
    expect([reading.deadline, periodOf(reading)]).toEqual([null, "2100-02"]);
  });
});

describe("a verdict", () => {
  test("names what it was passed on", () => {
    const reading = clock(story(hour, mon("12:00"), [opened(mon("09:00")), answered(mon("10:30"))]), "response");
    expect(verdictOf("T-1", reading, [])).toEqual({
      ticket: "T-1",
      level: "response",
      life: 1,
      cycle: 1,
      service: "workplace",
      priority: "P2",
      met: false,
      deadline: at(mon("10:00")),
      targetText: "PT1H",
      calendarName: "office",
      contractVersion: 1,
      marginMs: -1_800_000,
    });
  });

  test.each([
    { state: "running", events: [opened(mon("09:00"))], now: mon("09:30") },
    { state: "cancelled", events: [opened(mon("09:00")), cancelled(mon("09:30"), "client")], now: mon("12:00") },
    { state: "paused", events: [opened(mon("09:00")), paused(mon("09:10"))], now: mon("12:00") },
  ])("is not passed on a clock that is $state", ({ state, events, now }) => {
    const terms = contract({ P2: { resolve: "PT1H" } });
    const reading = clock(story(terms, now, events), "resolve");
    expect([reading.state, verdictOf("T-1", reading, [])]).toEqual([state, undefined]);
  });

  test("carries the exclusion of its level, or of the ticket, that both agreed to", () => {
    const missed = (exclusion: TicketEvent) => {
      const reading = story(hour, mon("16:00"), [opened(mon("09:00")), exclusion]);
      return verdictOf("T-1", clock(reading, "response"), reading.exclusions)?.exclusion?.reason;
    };
    expect(missed(excluded(mon("12:00"), ["client", "provider"]))).toBe("power cut");
    expect(missed(excluded(mon("12:00"), ["client", "provider"], { level: "response" }))).toBe("power cut");
    expect(missed(excluded(mon("12:00"), ["client", "provider"], { level: "resolve" }))).toBeUndefined();
    expect(missed(excluded(mon("12:00"), ["provider"]))).toBeUndefined();
  });
});

describe("the sums of attainment", () => {
  const terms = contract(
    { P1: { response: "PT1H", resolve: "PT4H" }, P2: { response: "PT2H", update: "PT2H", resolve: "PT8H" } },
    {
      services: (["workplace", "network"] as const).map((id) => ({
        id,
        name: id,
        area: "other" as const,
        serviceLevel: "standard",
      })),
    },
  );
  const ticket = (...events: readonly TicketEvent[]): TicketReading => story(terms, "Thu 26 Nov 12:00", events);
  const named = (happened: string, service = "workplace", priority = "P1") => opened(happened, { service, priority });
  const readings: readonly TicketReading[] = [
    ticket(named(mon("09:00")), answered(mon("09:30")), resolved(mon("12:00"))),
    ticket(named(mon("09:00")), answered(mon("10:30")), resolved(mon("12:00"))),
    ticket(named(mon("09:00"), "network"), answered(mon("09:30")), resolved(mon("16:00"))),
    ticket(named("Fri 30 Oct 16:30"), resolved(mon("12:00"))),
    ticket(named(mon("09:00"), "network", "P2"), answered(mon("10:00")), paused(mon("10:00"))),
    ticket(named(mon("09:00"), "network", "P2"), cancelled(mon("09:30"), "client")),
    ticket(named("Thu 26 Nov 11:30")),
    ticket(named(mon("09:00"), "telephony")),
    ticket(
      named(mon("09:00")),
      resolved(mon("15:00")),
      excluded(mon("16:00"), ["client", "provider"], { level: "resolve" }),
    ),
    ticket(
      named(mon("09:00")),
      answered(mon("09:30")),
      paused(mon("10:00"), "waiting-for-client", { id: "p" }),
      resumed(mon("11:00")),
      resolved(mon("14:00")),
      objected(mon("15:00"), "p"),
    ),
  ];
  const sumOf = (parts: readonly TicketReading[]): Attainment => {
    const sum = new Attainment();
    for (const each of parts) sum.add(each);
    return sum;
  };
  const plain = (sum: Attainment) => ({
    figures: sum.figures(),
    tickets: sum.tickets,
    withoutClock: sum.withoutClock,
    running: sum.running,
    paused: sum.paused,
    cancelled: sum.cancelled,
  });

  test("count every ended or overdue clock once, under its period, service, priority and level", () => {
    const { figures, ...counts } = plain(sumOf(readings));
    expect(counts).toEqual({ tickets: 10, withoutClock: 1, running: 2, paused: 2, cancelled: 3 });
    const told = figures.map(({ period, service, priority, level, ...each }) => [
      `${period} ${service} ${priority} ${level}`,
      [each.met, each.missed, each.excluded, each.metIfUpheld, each.missedIfUpheld],
    ]);
    expect(told).toEqual([
      ["2026-11 network P1 response", [1, 0, 0, 1, 0]],
      ["2026-11 network P1 resolve", [0, 1, 0, 0, 1]],
      ["2026-11 network P2 response", [1, 0, 0, 1, 0]],
      ["2026-11 network P2 update", [1, 0, 0, 1, 0]],
      ["2026-11 workplace P1 response", [2, 3, 0, 2, 3]],
      ["2026-11 workplace P1 resolve", [3, 1, 1, 2, 2]],
    ]);
  });

  test("list levels in their order, whichever came first", () => {
    const slow = contract({ P2: { response: "PT40H", resolve: "PT1H" } });
    const events = [opened(mon("09:00")), answered(tue("10:00"))];
    const [unanswered, answeredLater] = ["Mon 23 Nov 12:00", "Tue 24 Nov 12:00"].map((now) => story(slow, now, events));
    expect(
      sumOf([unanswered!])
        .figures()
        .map(({ level }) => level),
    ).toEqual(["resolve"]);
    expect(
      sumOf([unanswered!, answeredLater!])
        .figures()
        .map(({ level }) => level),
    ).toEqual(["response", "resolve"]);
  });

  test("count of an objection what it would come to, an exclusion once, and nothing that still runs", () => {
    const withObjection = (...more: readonly TicketEvent[]) =>
      ticket(
        named("Wed 25 Nov 16:00"),
        paused("Wed 25 Nov 16:30", "waiting-for-client", { id: "p" }),
        resumed("Thu 26 Nov 09:30"),
        objected("Thu 26 Nov 10:00", "p"),
        ...more,
      );
    const [running, out] = [
      withObjection(),
      withObjection(excluded("Thu 26 Nov 11:00", ["client", "provider"], { level: "response" })),
    ];
    expect(running.ifUpheld!.map(({ level, state }) => [level, state])).toEqual([
      ["response", "breached"],
      ["resolve", "running"],
    ]);
    const told = sumOf([running, out])
      .figures()
      .map(({ level, met, missed, excluded: left, metIfUpheld, missedIfUpheld }) => [
        level,
        [met, missed, left, metIfUpheld, missedIfUpheld],
      ]);
    expect(told).toEqual([["response", [0, 1, 1, 0, 1]]]);
  });

  test("are the same in any order and in any parts", () => {
    const whole = plain(sumOf(readings));
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...readings], { minLength: readings.length }),
        fc.nat(readings.length),
        fc.nat(readings.length),
        (order, one, other) => {
          const [first, second] = [Math.min(one, other), Math.max(one, other)];
          const sum = new Attainment();
          for (const part of [order.slice(first, second), order.slice(0, first), order.slice(second)])
            sum.absorb(plain(sumOf(part)));
          expect(plain(sum)).toEqual(whole);
        },
      ),
      { numRuns: 50 },
    );
  });

  test("of nothing are nothing", () => {
    expect(plain(new Attainment())).toEqual({
      figures: [],
      tickets: 0,
      withoutClock: 0,
      running: 0,
      paused: 0,
      cancelled: 0,
    });
  });

  test.each([
    { met: 9, missed: 1, share: 0.9 },
    { met: 0, missed: 3, share: 0 },
    { met: 5, missed: 0, share: 1 },
    { met: 2, missed: 2, share: 0.5 },
    { met: 0, missed: 0, share: undefined },
  ])("$met met and $missed missed are a share of $share", ({ met, missed, share }) => {
    expect(shareMet({ met, missed })).toBe(share);
  });
});

describe("a closed period", () => {
  /** What is known of three tickets: T-1 in time in October, T-2 late in October, T-3 in time in November. */
  const events = {
    "T-1": [opened("Mon 5 Oct 09:00"), answered("Mon 5 Oct 09:30")],
    "T-2": [opened("Mon 5 Oct 09:00"), answered("Mon 5 Oct 12:00")],
    "T-3": [opened("Mon 2 Nov 09:00"), answered("Mon 2 Nov 09:30")],
  };
  type Tickets = Record<string, readonly TicketEvent[]>;
  const readAll = (tickets: Tickets, terms: readonly Terms[] = hour): TicketReading[] =>
    Object.entries(tickets).map(([ticket, known]) => readTicket(ticket, known, terms, at("Thu 31 Dec 12:00")));
  const report = (period: string, tickets: Tickets, closed: readonly ClosedPeriod[], terms?: readonly Terms[]) =>
    reportOf(period, readAll(tickets, terms), closed);
  const close = (each: PeriodReport) => closePeriod(each, at("Thu 31 Dec 12:00"));
  const october = close(report("2026-10", events, []));
  const short = (verdict: Verdict | undefined) => verdict && `${verdict.ticket} ${verdict.met ? "met" : "missed"}`;
  const told = ({ verdicts, corrections }: PeriodReport) => ({
    verdicts: verdicts.map(short),
    corrections: corrections.map(({ period, before, now }: Correction) => [period, short(before), short(now)]),
  });
  /** It turns out that T-1 was answered only at eleven. */
  const corrected: Tickets = { ...events, "T-1": [events["T-1"][0]!, answered("Mon 5 Oct 11:00")] };

  test("is told as it was closed, whatever changes", () => {
    expect(told(october)).toEqual({ verdicts: ["T-1 met", "T-2 missed"], corrections: [] });
    expect(report("2026-10", corrected, [october])).toBe(october);
    expect(report("2026-10", {}, [october])).toBe(october);
    expect(told(report("2026-10", corrected, []))).toEqual({ verdicts: ["T-1 missed", "T-2 missed"], corrections: [] });
  });

  test("needs no correction while nothing changes", () => {
    expect(told(report("2026-11", events, [october]))).toEqual({ verdicts: ["T-3 met"], corrections: [] });
  });

  test("is corrected once, in the first open period after it", () => {
    const correction = ["2026-10", "T-1 met", "T-1 missed"];
    const november = report("2026-11", corrected, [october]);
    expect(told(november)).toEqual({ verdicts: ["T-3 met"], corrections: [correction] });
    expect(told(report("2026-12", corrected, [october]))).toEqual({ verdicts: [], corrections: [] });
    expect(told(report("2026-12", corrected, [october, close(november)])).corrections).toEqual([]);
    expect(told(report("2026-12", corrected, [close(november), october])).corrections).toEqual([]);
    const unaware = close(report("2026-11", events, [october]));
    expect(told(report("2026-12", corrected, [october, unaware])).corrections).toEqual([correction]);
    expect(told(report("2026-12", corrected, [unaware, october])).corrections).toEqual([correction]);
    expect(told(report("2026-09", corrected, [october]))).toEqual({ verdicts: [], corrections: [] });
  });

  test("can be corrected back", () => {
    const november = close(report("2026-11", corrected, [october]));
    expect(told(report("2026-12", events, [october, november])).corrections).toEqual([
      ["2026-10", "T-1 missed", "T-1 met"],
    ]);
  });

  test("keeps a ticket whose deadline moved into another month", () => {
    const moved2: Tickets = { ...events, "T-1": [opened("Fri 30 Oct 16:30"), answered("Mon 2 Nov 09:10")] };
    const november = report("2026-11", moved2, [october]);
    expect(told(november)).toEqual({ verdicts: ["T-3 met"], corrections: [["2026-10", "T-1 met", "T-1 met"]] });
    expect(told(report("2026-12", moved2, [october, close(november)]))).toEqual({ verdicts: [], corrections: [] });
  });

  test.each([
    {
      rule: "a ticket that came to light later",
      tickets: { ...events, "T-4": events["T-2"] },
      correction: ["2026-10", undefined, "T-4 missed"],
    },
    {
      rule: "a ticket that was withdrawn",
      tickets: { ...events, "T-2": [events["T-2"][0]!, cancelled("Mon 5 Oct 09:10", "client")] },
      correction: ["2026-10", "T-2 missed", undefined],
    },
    {
      rule: "an upheld objection",
      tickets: {
        ...events,
        "T-1": [
          events["T-1"][0]!,
          { ...events["T-1"][1]!, id: "a" },
          objected("Mon 2 Nov 09:00", "a"),
          settled("Mon 2 Nov 10:00", "a", "upheld"),
        ],
      },
      correction: ["2026-10", "T-1 met", "T-1 missed"],
    },
    {
      rule: "an exclusion",
      tickets: { ...events, "T-2": [...events["T-2"], excluded("Mon 2 Nov 09:00", ["client", "provider"])] },
      correction: ["2026-10", "T-2 missed", "T-2 missed"],
    },
    {
      rule: "another priority with the same target",
      tickets: {
        ...events,
        "T-2": [...events["T-2"].slice(0, 1), prioritised("Mon 5 Oct 09:05", "P1"), ...events["T-2"].slice(1)],
      },
      correction: ["2026-10", "T-2 missed", "T-2 missed"],
    },
  ] as { rule: string; tickets: Tickets; correction: unknown[] }[])(
    "is corrected for $rule, once",
    ({ tickets, correction }) => {
      const november = report("2026-11", tickets, [october]);
      expect(told(november).corrections).toEqual([correction]);
      expect(told(report("2026-12", tickets, [october, close(november)])).corrections).toEqual([]);
    },
  );

  test.each([
    { rule: "another service with the same target", terms: hour, change: moved("Mon 5 Oct 09:10", "printing") },
    {
      rule: "another calendar with the same hours",
      terms: contract({ P2: { response: { target: "PT1H", calendar: "round-the-clock" } } }),
    },
    { rule: "another target", terms: contract({ P2: { response: "PT2H" } }) },
    {
      rule: "another version of the contract",
      terms: versionsOf(
        documentOf({ P2: { response: "PT1H" } }),
        documentOf({ P2: { response: "PT1H" } }, { version: 2, validFrom: "2026-10-01" }),
      ),
    },
  ])("is corrected for $rule", ({ terms, change }) => {
    const services = ["workplace", "printing"].map((id) => ({
      id,
      name: id,
      area: "other" as const,
      serviceLevel: "standard",
    }));
    const before = change === undefined ? hour : contract({ P2: { response: "PT1H" } }, { services });
    const known: Tickets = {
      "T-1": [opened("Mon 5 Oct 09:00", { service: "workplace" }), answered("Mon 5 Oct 09:30")],
    };
    const kept = close(report("2026-10", known, [], before));
    const now: Tickets = change === undefined ? known : { "T-1": [known["T-1"]![0]!, change, known["T-1"]![1]!] };
    expect(report("2026-11", now, [kept], change === undefined ? terms : before).corrections).toHaveLength(1);
    expect(report("2026-11", known, [kept], before).corrections).toEqual([]);
  });

  test("a correction of a year's last month is told in the next year", () => {
    const december: Tickets = { "T-1": [opened("Tue 1 Dec 09:00"), answered("Tue 1 Dec 09:30")] };
    const kept = close(report("2026-12", december, []));
    const now: Tickets = { "T-1": [december["T-1"]![0]!, answered("Tue 1 Dec 12:00")] };
    expect(told(report("2027-01", now, [kept])).corrections).toEqual([["2026-12", "T-1 met", "T-1 missed"]]);
  });
});

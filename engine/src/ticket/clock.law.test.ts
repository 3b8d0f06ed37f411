import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { calendarOf, workingTimeBetween, type Calendar } from "../calendar/calendar.ts";
import type { CalendarDefinition } from "../calendar/definition.ts";
import type { ContractDocument } from "../contract/document.ts";
import type { Promised, Promises, Terms } from "../contract/terms.ts";
import { DAY_MS, later, MINUTE_MS, type Instant } from "../instant.ts";
import type { ClockReading } from "./clock.ts";
import { tell, weeksOf, type Told, type Weeks } from "./clock.oracle.test-support.ts";
import type { EventType, Side, TicketEvent } from "./event.ts";
import { explainClock } from "./explain.ts";
import {
  daily,
  documentOf,
  OFFICE,
  ROUND_THE_CLOCK,
  versionsOf,
  type Besides,
  type Targets,
} from "./story.test-support.ts";
import { readTicket, type Absorbed, type TicketReading } from "./ticket.ts";
import { sentenceOf } from "./wording.ts";

// The same draws in every run of the tests, so that a failure can be repeated; other draws come with the variable.
if (process.env["HANDSCHLAG_LAW_RUNS"] === undefined) fc.configureGlobal({ seed: 20_261_123 });

/** `HANDSCHLAG_LAW_RUNS=20` draws twenty times as many tickets. */
const RUNS = Number(process.env["HANDSCHLAG_LAW_RUNS"] ?? 1);
const TIMEOUT_MS = 60_000 * Math.max(1, RUNS);
const runs = (count: number): { numRuns: number } => ({ numRuns: Math.ceil(count * RUNS) });

/** A week in which something happens to the clocks on the wall, or a holiday comes. */
const PLACES = [
  ["Europe/Berlin", "2026-03-29"],
  ["Europe/Berlin", "2026-10-25"],
  ["Europe/Berlin", "2026-12-24"],
  ["Australia/Lord_Howe", "2026-04-05"],
  ["Australia/Lord_Howe", "2026-10-04"],
  ["America/Santiago", "2026-04-05"],
  ["America/Santiago", "2026-09-06"],
] as const;

const dayFrom = (date: string, days: number): Temporal.PlainDate => Temporal.PlainDate.from(date).add({ days });
const midnight = (timeZone: string, date: string, days: number): number =>
  dayFrom(date, days).toZonedDateTime(timeZone).epochMilliseconds;

const lunch = {
  mon: ["09:00-12:00", "13:00-17:00"],
  tue: ["09:00-12:00", "13:00-17:00"],
  wed: ["09:00-12:00", "13:00-17:00"],
  sat: ["10:00-12:00"],
};
const HOURS: Record<string, (timeZone: string, date: string) => CalendarDefinition> = {
  office: (timeZone) => ({ ...OFFICE, timeZone }),
  lunch: (timeZone, date) => ({
    timeZone,
    hours: lunch,
    holidays: [date],
    exceptions: { [dayFrom(date, 2).toString()]: ["10:00-10:30"] },
  }),
  always: (timeZone) => ({ ...ROUND_THE_CLOCK, timeZone }),
  night: (timeZone) => daily(["01:30-03:30"], timeZone),
  shift: (timeZone) => daily(["22:00-06:00"], timeZone),
};

const weeksByCalendar = new Map<string, Weeks>();
const WEEKS_BEFORE_DAYS = 8;
const WEEKS_DAYS = 60;

function weeksFor(definition: CalendarDefinition, around: number): Weeks {
  const key = `${JSON.stringify(definition)} ${around}`;
  let weeks = weeksByCalendar.get(key);
  if (weeks === undefined)
    weeksByCalendar.set(key, (weeks = weeksOf(definition, around - WEEKS_BEFORE_DAYS * DAY_MS, WEEKS_DAYS)));
  return weeks;
}

/** Compiling a calendar takes longer than reading a hundred tickets, so equal ones are shared. */
const calendarByDefinition = new Map<string, Calendar>();

function withSharedCalendars(versions: readonly Terms[]): readonly Terms[] {
  const shared = (promised: Promised): Promised => {
    const key = JSON.stringify(promised.calendar.definition);
    if (!calendarByDefinition.has(key)) calendarByDefinition.set(key, calendarOf(promised.calendar.definition));
    return { ...promised, calendar: calendarByDefinition.get(key)! };
  };
  const sharedAll = (promises: Promises): Promises =>
    Object.fromEntries(Object.entries(promises).map(([level, promised]) => [level, shared(promised)]));
  return versions.map((terms) => ({
    ...terms,
    promisesByService: new Map(
      [...terms.promisesByService].map(([service, byPriority]) => [
        service,
        new Map([...byPriority].map(([priority, promises]) => [priority, sharedAll(promises)])),
      ]),
    ),
  }));
}

/** A point in time as an edge of the first days' working time, and a step from it in minutes. Few, so that many meet. */
interface Moment {
  readonly edge: number;
  readonly step: number;
}
const moments: fc.Arbitrary<Moment> = fc.record({
  edge: fc.nat(13),
  step: fc.constantFrom(0, 0, 0, 0, 1, -1, 30, -30, 60, 120, 7),
});

/** Minutes at which hours begin or end or the clocks change, from two days before the date on, and noon where there are few. */
function edgesOf(definition: CalendarDefinition, date: string): number[] {
  const { timeZone } = definition;
  const [from, to] = [midnight(timeZone, date, -2), midnight(timeZone, date, 10)];
  const { first, working } = weeksFor(definition, midnight(timeZone, date, 0));
  const edges = new Set<number>();
  for (let minute = from / MINUTE_MS; minute < to / MINUTE_MS; minute++) {
    if (working[minute - first] !== working[minute - 1 - first]) edges.add(minute);
  }
  const change = Temporal.Instant.fromEpochMilliseconds(from)
    .toZonedDateTimeISO(timeZone)
    .getTimeZoneTransition("next");
  if (change !== null && change.epochMilliseconds < to) edges.add(change.epochMilliseconds / MINUTE_MS);
  for (let days = -1; edges.size < 12; days++)
    edges.add(midnight(timeZone, date, days) / MINUTE_MS + (edges.size % 2 === 0 ? 0 : 720));
  return [...edges].toSorted((a, b) => a - b);
}

/** A drawn ticket with its times, ready to be read and told. */
interface Case {
  readonly events: readonly TicketEvent[];
  readonly documents: readonly ContractDocument[];
  readonly versions: readonly Terms[];
  readonly absorbed: readonly Absorbed[];
  readonly now: Instant;
  readonly around: number;
}

const WHAT: readonly (readonly [weight: number, type: EventType, by: Side, details?: Partial<TicketEvent>])[] = [
  [4, "paused", "provider", { reason: "waiting-for-client" }],
  [2, "paused", "provider", { reason: "waiting-for-third-party" }],
  [1, "paused", "provider", { reason: "lunch" }],
  [4, "resumed", "provider"],
  [5, "answered", "provider"],
  [1, "answered", "provider", { automatic: true }],
  [1, "answered", "client"],
  [4, "messaged", "client"],
  [1, "messaged", "provider"],
  [1, "noted", "provider"],
  [2, "assigned", "provider"],
  [2, "restored", "provider", { workaround: true }],
  [3, "restored", "provider"],
  [5, "resolved", "provider"],
  [2, "closed", "provider"],
  [4, "reopened", "client"],
  [1, "cancelled", "client"],
  [1, "cancelled", "provider"],
  [2, "priority-changed", "provider", { priority: "P1" }],
  [2, "priority-changed", "client", { priority: "P2" }],
  [2, "priority-changed", "provider", { priority: "P3" }],
  [1, "service-changed", "provider", { service: "network" }],
  [1, "service-changed", "provider", { service: "workplace" }],
];
const happenings = fc.constantFrom(
  ...WHAT.flatMap(([weight, type, by, details]) => Array.from({ length: weight }, () => ({ type, by, ...details }))),
);

const SHORT = ["PT1M", "PT1H", "PT1H1M", "PT4H", "PT4H elapsed"];
const LONG = ["PT8H", "PT8H1M", "PT16H", "PT24H", "PT40H", "PT24H elapsed", "PT96H elapsed"];
/** Long ones twice, because what is missed at once is not read on. */
const DURATIONS = [...SHORT, ...LONG, ...LONG];
const DAYS = [
  "NBD",
  "end of 3rd working day",
  "next working day 12:00",
  "next working day 12:30",
  "next working day 08:00",
];

/** `by calendar`: only where no hours run over midnight, because the oracle takes a day's end from its minutes. */
const targetsFor = (hours: string): fc.Arbitrary<Targets> => {
  const text = fc.constantFrom(...DURATIONS, ...(hours === "shift" ? [] : DAYS));
  const entry = fc.oneof(
    { weight: 4, arbitrary: text },
    { weight: 1, arbitrary: fc.constantFrom(...DURATIONS).map((target) => ({ target, calendar: "round-the-clock" })) },
  );
  const targets = fc.record({ response: entry, update: entry, restore: entry, resolve: entry }, { requiredKeys: [] });
  return fc.record({ P1: targets, P2: targets, P3: targets }, { requiredKeys: ["P2"] });
};

const counts = fc.constantFrom("from-start" as const, "from-change" as const);
const starts = fc.constantFrom("opened" as const, "opened" as const, "assigned" as const, "answered" as const);
const rules: fc.Arbitrary<NonNullable<Besides["clocks"]>> = fc.record({
  outsideHours: fc.constantFrom("next-opening", "at-once"),
  response: fc.record({
    stop: fc.constantFrom<("answered" | "assigned")[]>(["answered"], ["answered"], ["answered", "assigned"]),
  }),
  update: fc.record({ start: fc.constantFrom("update-or-message", "update-or-message", "update", "message") }),
  restore: fc.record({
    start: starts,
    stop: fc.constantFrom<("restored" | "answered")[]>(["restored"], ["restored", "answered"]),
    workaroundCounts: fc.boolean(),
  }),
  resolve: fc.record({ start: starts, stop: fc.constantFrom("resolved", "resolved", "closed") }),
  reopen: fc.record({ withinDays: fc.constantFrom(0, 1, 14, 14) }),
  retarget: fc.record({ upgrade: counts, downgrade: counts, service: counts, version: counts }),
});

interface Shape {
  /** One version, no changes of priority or service, no merge: one promise for each level. */
  readonly plain?: boolean;
}

function drawnTickets({ plain = false }: Shape = {}) {
  const frames = fc.record({ place: fc.constantFrom(...PLACES), hours: fc.constantFrom(...Object.keys(HOURS)) });
  return frames.chain(({ place, hours }) => {
    const [timeZone, date] = place;
    const targets = targetsFor(hours);
    const amendment = fc.record({ targets, after: fc.integer({ min: -1, max: 4 }) });
    const documents = fc
      .tuple(
        targets,
        targets,
        rules,
        plain ? fc.constant(undefined) : fc.option(amendment, { freq: 2, nil: undefined }),
      )
      .map(([first, other, clocks, amended]) => {
        const besides: Besides = {
          timeZone,
          calendar: HOURS[hours]!(timeZone, date),
          calendars: { own: HOURS[hours]!(timeZone, date), "round-the-clock": { ...ROUND_THE_CLOCK, timeZone } },
          services: (["workplace", "network"] as const).map((id) => ({
            id,
            name: id,
            area: "other" as const,
            serviceLevel: id === "network" ? "other" : "standard",
          })),
          serviceLevels: { other: { calendar: "own", targets: other } },
          clocks,
        };
        const documentsOf = [documentOf(first, besides)];
        if (amended !== undefined)
          documentsOf.push(
            documentOf(amended.targets, { ...besides, version: 2, validFrom: dayFrom(date, amended.after).toString() }),
          );
        return documentsOf;
      });
    const isPlain = ({ type }: Partial<TicketEvent>) => type !== "priority-changed" && type !== "service-changed";
    const event = fc.record({ what: plain ? happenings.filter(isPlain) : happenings, when: moments });
    return fc.record({
      place: fc.constant(place),
      hours: fc.constant(hours),
      documents,
      opening: fc.record({ edge: fc.nat(5), step: fc.constantFrom(0, 0, 1, -1, 30, -60) }),
      events: fc.array(event, { maxLength: 10, size: "max" }),
      now: fc.record({
        edge: fc.integer({ min: 3, max: 16 }),
        step: fc.constantFrom(0, 0, 1, 30),
        further: fc.constantFrom(0, 0, 0, 0, 5 * 1_440),
      }),
      merges: fc.array(fc.record({ when: moments, before: fc.constantFrom(1, 30, 60, 480, 1_440, -30) }), {
        maxLength: plain ? 0 : 2,
      }),
    });
  });
}

function caseOf({ place: [timeZone, date], hours, documents, opening, events, now, merges }: Drawn): Case {
  const edges = edgesOf(HOURS[hours]!(timeZone, date), date);
  const instantOf = ({ edge, step }: Moment): Instant => ((edges[edge % edges.length]! + step) * MINUTE_MS) as Instant;
  const openedAt = instantOf(opening);
  const event = (at: Instant, what: Partial<TicketEvent>): TicketEvent => ({
    ticket: "T-1",
    at,
    recordedAt: at,
    by: "client",
    type: "noted",
    ...what,
  });
  return {
    documents,
    versions: withSharedCalendars(versionsOf(...documents)),
    events: [
      event(openedAt, { type: "opened", service: "workplace", priority: "P2" }),
      ...events.map(({ what, when }) => event(instantOf(when), what)),
    ],
    absorbed: merges
      .map(({ when, before }) => ({
        ticket: "T-0",
        mergedAt: instantOf(when),
        openedAt: later(openedAt, -before * MINUTE_MS),
      }))
      .filter(({ mergedAt }) => mergedAt >= openedAt),
    now: later(instantOf(now), now.further * MINUTE_MS),
    around: midnight(timeZone, date, 0),
  };
}

type Drawn = ReturnType<typeof drawnTickets> extends fc.Arbitrary<infer Value> ? Value : never;

const read = ({ events, versions, now, absorbed }: Case, at: Instant = now): TicketReading =>
  readTicket("T-1", events, versions, at, absorbed);

const toldOf = (reading: ClockReading): Told => ({
  level: reading.level,
  life: reading.course.life,
  cycle: reading.cycle,
  state: reading.state,
  priority: reading.regime.priority,
  startedAt: reading.startedAt,
  deadline: reading.deadline,
  stoppedAt: reading.stoppedAt,
  breachedAt: reading.breachedAt,
  elapsedMs: reading.elapsedMs,
  pausedMs: reading.pausedMs,
});

const keyOf = ({ level, life, cycle }: Pick<Told, "level" | "life" | "cycle">): string => `${level} ${life} ${cycle}`;
const seen = new Map<string, number>();

/** Cheaper than `expect`, which is too slow for a hundred thousand comparisons. */
function agree(wanted: Told, got: Told | undefined, now: Instant): void {
  const key = `${wanted.level} ${wanted.state}`;
  seen.set(key, (seen.get(key) ?? 0) + 1);
  // Where the oracle's weeks end before the deadline, it lies further on.
  const isFar = wanted.deadline === Number.POSITIVE_INFINITY && (got?.deadline ?? Infinity) > now;
  const compared = isFar && got !== undefined ? { ...wanted, deadline: got.deadline } : wanted;
  const [said, found] = [compared, got].map((told) => JSON.stringify(told));
  if (found !== said) throw new Error(`got ${found}, the oracle says ${said}`);
}

describe("readTicket agrees with a walk through the ticket minute by minute", () => {
  test("on each figure of each clock", { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(drawnTickets(), (drawn) => {
        const ticket = caseOf(drawn);
        const { events, documents, now, absorbed, around } = ticket;
        const wanted = tell(events, documents, now, absorbed, (definition) => weeksFor(definition, around));
        const got = new Map(
          read(ticket)
            .clocks.map(toldOf)
            .map((told) => [keyOf(told), told]),
        );
        if (got.size !== wanted.length)
          throw new Error(`got ${[...got.keys()].join()}, the oracle says ${wanted.map(keyOf).join()}`);
        for (const told of wanted) agree(told, got.get(keyOf(told)), now);
      }),
      runs(1_200),
    );
  });

  test("often enough to mean something", () => {
    for (const level of ["response", "update", "restore", "resolve"]) {
      for (const state of ["running", "paused", "met", "breached", "cancelled"]) {
        if (level === "response" && state === "paused") continue;
        expect(seen.get(`${level} ${state}`) ?? 0, `${level} ${state}`).toBeGreaterThan(2);
      }
    }
  });
});

/** Holds a law against drawn tickets. */
function forDrawn(count: number, shape: Shape, holds: (ticket: Case, drawn: Drawn) => void): void {
  fc.assert(
    fc.property(drawnTickets(shape), (drawn) => holds(caseOf(drawn), drawn)),
    runs(count),
  );
}

describe("laws of clocks", { timeout: TIMEOUT_MS }, () => {
  const toldBy = ({ clocks }: TicketReading): Map<string, Told> =>
    new Map(clocks.map(toldOf).map((told) => [keyOf(told), told]));
  const laterNows = ({ now }: Case): Instant[] =>
    [1, MINUTE_MS, 3 * 60 * MINUTE_MS, DAY_MS, 9 * DAY_MS].map((step) => later(now, step));
  /** The ticket as far as it is known at its `now`: nothing of what comes later is told beforehand. */
  const asKnown = (ticket: Case): Case => ({
    ...ticket,
    events: ticket.events.filter(({ at }) => at <= ticket.now),
    absorbed: ticket.absorbed.filter(({ mergedAt }) => mergedAt <= ticket.now),
  });
  const plain: Shape = { plain: true };

  test("the order in which events are given does not matter when their times differ", () =>
    forDrawn(200, {}, (ticket) => {
      const events = [...new Map(ticket.events.map((event) => [event.at, event])).values()];
      const straight = read({ ...ticket, events });
      const odd = events.filter((_, index) => index % 2 === 1);
      for (const order of [events.toReversed(), [...odd, ...events.filter((event) => !odd.includes(event))]]) {
        expect(read({ ...ticket, events: order }).clocks.map(toldOf)).toEqual(straight.clocks.map(toldOf));
      }
    }));

  test("what happens after now changes nothing", () =>
    forDrawn(200, {}, (ticket) => {
      expect(read(asKnown(ticket)).clocks.map(toldOf)).toEqual(read(ticket).clocks.map(toldOf));
    }));

  test("an internal note changes nothing", () =>
    forDrawn(100, {}, (ticket) => {
      const notes = ticket.events.map((event): TicketEvent => ({ ...event, type: "noted", by: "provider" }));
      expect(read({ ...ticket, events: [...ticket.events, ...notes] }).clocks.map(toldOf)).toEqual(
        read(ticket).clocks.map(toldOf),
      );
    }));

  test("a pause never makes a deadline earlier, nor breaks what was kept", () =>
    forDrawn(300, plain, (ticket) => {
      const withPauses = toldBy(read(ticket));
      const without = toldBy(
        read({ ...ticket, events: ticket.events.filter(({ type }) => type !== "paused" && type !== "resumed") }),
      );
      expect([...withPauses.keys()]).toEqual([...without.keys()]);
      for (const [key, paused] of withPauses) {
        const unpaused = without.get(key)!;
        expect(paused.deadline ?? Infinity).toBeGreaterThanOrEqual(unpaused.deadline ?? Infinity);
      }
      const kept = [...without].filter(([, { state }]) => state !== "breached");
      expect(kept.filter(([key]) => withPauses.get(key)!.state === "breached")).toEqual([]);
      const answers = (told: Map<string, Told>) => [...told].filter(([key]) => key.startsWith("response"));
      expect(answers(withPauses)).toEqual(answers(without));
    }));

  test("a longer target breaks nothing that was kept", () =>
    forDrawn(300, {}, (ticket) => {
      const longer = (text: string) =>
        text.replace(/PT(\d+)([HM])/, (_, count: string, unit: string) => `PT${Number(count) + 7}${unit}`);
      const documents = ticket.documents.map(
        (document) =>
          JSON.parse(JSON.stringify(document), (_, value: unknown) =>
            typeof value === "string" ? longer(value) : value,
          ) as ContractDocument,
      );
      const extended = toldBy(read({ ...ticket, versions: withSharedCalendars(versionsOf(...documents)) }));
      const kept = [...toldBy(read(ticket))].filter(([, { state }]) => state !== "breached");
      expect(kept.filter(([key]) => extended.get(key)!.state === "breached")).toEqual([]);
    }));

  test("what is missed stays missed, at the same instant, unless something is added", () =>
    forDrawn(300, {}, (drawn) => {
      const ticket = asKnown(drawn);
      const missed = [...toldBy(read(ticket))].filter(([, { state }]) => state === "breached");
      for (const now of laterNows(ticket)) {
        const afterwards = toldBy(read(ticket, now));
        for (const [key, { breachedAt, deadline, priority }] of missed) {
          expect(afterwards.get(key)).toMatchObject({ state: "breached", breachedAt, deadline, priority });
        }
      }
    }));

  test("no more time counts than passes, and none is taken back", () =>
    forDrawn(200, plain, (drawn) => {
      const ticket = asKnown(drawn);
      let before = toldBy(read(ticket));
      let from = ticket.now;
      for (const now of laterNows(ticket)) {
        const afterwards = toldBy(read(ticket, now));
        for (const [key, { elapsedMs, pausedMs }] of before) {
          const passed = afterwards.get(key)!.elapsedMs + afterwards.get(key)!.pausedMs - elapsedMs - pausedMs;
          expect(afterwards.get(key)!.elapsedMs).toBeGreaterThanOrEqual(elapsedMs);
          expect(passed).toBeGreaterThanOrEqual(0);
          expect(passed).toBeLessThanOrEqual(now - from);
        }
        [before, from] = [afterwards, now];
      }
    }));

  test("an explanation leaves no gap, and what it counts is what has elapsed", () =>
    forDrawn(300, {}, (ticket) => {
      const { now } = ticket;
      for (const reading of read(ticket).clocks) {
        const { startedAt, stoppedAt, deadline, elapsedMs, pausedMs, regime } = reading;
        const end = stoppedAt ?? (deadline !== null && deadline > now ? deadline : now);
        const intervals = explainClock(reading, now);
        let at = startedAt < end ? startedAt : end;
        for (const { from, to, ahead } of intervals) {
          expect([from, ahead]).toEqual([at, from >= now && stoppedAt === null]);
          expect(to).toBeGreaterThan(from);
          at = to;
        }
        expect(at).toBe(end);
        const { calendar, target } = regime.promised;
        const timeIn = (from: Instant, to: Instant) =>
          target.kind === "elapsed" ? to - from : workingTimeBetween(calendar, from, to);
        const sum = (kind: "counts" | "paused") =>
          intervals
            .filter(({ ahead, why, counts: isCounted }) => !ahead && (kind === "counts" ? isCounted : why === "paused"))
            .reduce((total, { from, to }) => total + timeIn(from, to), 0);
        expect([sum("counts"), sum("paused")]).toEqual([elapsedMs, pausedMs]);
        expect(intervals.reduce((total, { countedMs, ahead }) => total + (ahead ? 0 : countedMs), 0)).toBe(elapsedMs);
      }
    }));

  test("every reading has a sentence in both languages", () =>
    forDrawn(200, {}, (ticket, { place: [timeZone] }) => {
      for (const reading of read(ticket).clocks) {
        for (const locale of ["de", "en"] as const) {
          const sentence = sentenceOf(reading, ticket.now, locale, timeZone);
          expect(sentence).toMatch(/^[A-Z].*[^.]\.$/);
          expect(sentence).not.toMatch(/undefined|null|NaN|\s\s|-\d|\(\)/);
        }
      }
    }));
});

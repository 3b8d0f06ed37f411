import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import {
  DAY_MS,
  HOUR_MS,
  instant,
  isoOf,
  later,
  millis,
  MINUTE_MS,
  SECOND_MS,
  type Instant,
  type Millis,
} from "../instant.ts";
import {
  addWorkingTime,
  calendarOf,
  isWorkingTime,
  nextWorkingInstant,
  openingsBetween,
  workingTimeBetween,
  type Calendar,
} from "./calendar.ts";
import { oracleOf, type Oracle } from "./calendar.oracle.test-support.ts";
import { CalendarDefinition, WEEKDAYS } from "./definition.ts";
import { dueAt, targetOf } from "./target.ts";

/** `HANDSCHLAG_LAW_RUNS=20` draws twenty times as many calendars. */
const RUNS = Number(process.env["HANDSCHLAG_LAW_RUNS"] ?? 1);
const TIMEOUT_MS = 60_000 * Math.max(1, RUNS);
const runs = (count: number): { numRuns: number } => ({ numRuns: Math.ceil(count * RUNS) });

/** Zones with dates on which their clocks do something remarkable, or nothing. */
const PLACES: readonly (readonly [zone: string, dates: readonly string[]])[] = [
  ["Europe/Berlin", ["2026-03-29", "2026-10-25", "1980-04-06", "2026-12-31"]],
  ["Australia/Lord_Howe", ["2026-04-05", "2026-10-04"]],
  ["America/Santiago", ["2026-04-05", "2026-09-06"]],
  ["America/Havana", ["2026-03-08", "2026-11-01"]],
  ["America/Los_Angeles", ["2026-03-08", "2026-11-01"]],
  ["Asia/Kolkata", ["2028-02-29"]],
  ["Pacific/Apia", ["2011-12-30", "2012-04-01"]],
  ["Africa/Casablanca", ["2025-02-23", "2025-04-06"]],
  ["Asia/Kathmandu", ["1986-01-01"]],
  ["Etc/UTC", ["2027-01-03", "2099-12-20"]],
];

const places = fc.constantFrom(...PLACES.flatMap(([zone, dates]) => dates.map((date) => ({ zone, date }))));

/** Minutes after midnight at which clocks change, days end and offices close; few, so that edges meet. */
const EDGE_MINUTES = [
  0, 1, 30, 59, 60, 90, 119, 120, 121, 135, 150, 179, 180, 181, 540, 547, 1_020, 1_320, 1_380, 1_439,
];
const LENGTHS = [1, 2, 3, 15, 30, 45, 60, 61, 120, 480, 600, 1_439];

const clockText = (seconds: number): string => {
  const [hour, minute, second] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return [hour, minute, ...(second > 0 ? [second] : [])].map((part) => String(part).padStart(2, "0")).join(":");
};

const DAY_SECONDS = 86_400;

/** `08:00-12:00` from seconds after midnight and a length below a day. */
function hoursText(from: number, length: number): string {
  const to = from + length;
  return `${clockText(from)}-${clockText(to > DAY_SECONDS ? to - DAY_SECONDS : to)}`;
}

/** Some intervals that may overlap, touch and run over midnight. */
const freeHours = (seconds: fc.Arbitrary<number>): fc.Arbitrary<string[]> =>
  fc.array(
    fc
      .tuple(fc.constantFrom(...EDGE_MINUTES), seconds, fc.constantFrom(...LENGTHS), seconds)
      .map(([from, fromSecond, length, lengthSecond]) =>
        hoursText(from * 60 + fromSecond, Math.min(length * 60 + lengthSecond, DAY_SECONDS - 60)),
      ),
    { maxLength: 3 },
  );

/** Several short intervals one after another within about a quarter of an hour. */
const denseHours = (stepSeconds: number): fc.Arbitrary<string[]> =>
  fc
    .tuple(
      fc.constantFrom(...EDGE_MINUTES.filter((minute) => minute < 1_400)),
      fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 3 })), { minLength: 2, maxLength: 5 }),
    )
    .map(([base, steps]) => {
      let at = base * 60;
      return steps.map(([gap, length]) => {
        const from = at + gap * stepSeconds;
        at = from + length * stepSeconds;
        return hoursText(from, length * stepSeconds);
      });
    });

const dayHoursIn = (unitMs: number): fc.Arbitrary<string[]> => {
  const seconds = unitMs === MINUTE_MS ? fc.constant(0) : fc.constantFrom(0, 1, 30, 59);
  return fc.oneof(
    { weight: 4, arbitrary: freeHours(seconds) },
    { weight: 2, arbitrary: denseHours(unitMs === MINUTE_MS ? 60 : 40) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<string[]>(["00:00-24:00"], ["22:00-06:00"], ["08:00-12:00", "13:00-17:00"]),
    },
  );
};

interface Drawn {
  readonly definition: CalendarDefinition;
  /** The local date around which something happens. */
  readonly date: string;
}

const dateFrom = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();

/** Definitions whose exceptions and holidays lie near a remarkable date. */
const definitionsIn = (unitMs: number): fc.Arbitrary<Drawn> =>
  places
    .chain(({ zone, date }) => {
      const nearby = fc.integer({ min: -4, max: 4 }).map((days) => dateFrom(date, days));
      const dayHours = dayHoursIn(unitMs);
      const regions = date >= "1996" ? ["DE-BY"] : [];
      const holiday = fc.oneof(
        nearby,
        nearby.map((day) => `*${day.slice(4)}`),
        fc.constantFrom("*-12-24", ...regions),
      );
      const weekly = fc.record(
        {
          hours: fc.record(Object.fromEntries(WEEKDAYS.map((day) => [day, dayHours])), { requiredKeys: [] }),
          holidays: fc.oneof(holiday, fc.array(holiday, { maxLength: 2 })),
          exceptions: fc
            .array(fc.tuple(nearby, fc.oneof(dayHours, fc.constant([]))), { maxLength: 2 })
            .map(Object.fromEntries),
        },
        { requiredKeys: ["hours"] },
      );
      const always = fc.constant({ always: true });
      return fc
        .oneof({ weight: 15, arbitrary: weekly }, { weight: 1, arbitrary: always })
        .map((drawn) => ({ date, parsed: CalendarDefinition.safeParse({ timeZone: zone, ...drawn }) }));
    })
    .filter(({ parsed }) => parsed.success)
    .map(({ date, parsed }) => ({ date, definition: parsed.data! }));

/** A way to an instant: an edge of the oracle, and a step from it. */
interface Pick {
  readonly edge: number;
  readonly step: number;
}

const picksIn = (unitMs: number, count: number): fc.Arbitrary<Pick[]> => {
  const step = fc.constantFrom(
    0,
    0,
    1,
    -1,
    500,
    -500,
    unitMs,
    -unitMs,
    7 * MINUTE_MS,
    -15 * MINUTE_MS,
    HOUR_MS,
    -HOUR_MS,
    DAY_MS,
    -DAY_MS,
  );
  return fc.array(fc.record({ edge: fc.nat(400), step }), { minLength: count, maxLength: count });
};

/** The picked instants, ascending, held within what the oracle knows. */
function momentsOf({ from, until, edges }: Oracle, picks: readonly Pick[]): Instant[] {
  const anchors = [from, ...edges, until - 1];
  const reached = picks.map(({ edge, step }) =>
    Math.min(until - 1, Math.max(from, anchors[edge % anchors.length]! + step)),
  );
  return reached.toSorted((a, b) => a - b) as Instant[];
}

/** How often the calendar and the oracle were compared in a test. */
let comparisons = 0;

/** Cheaper than `expect`, which is too slow for a million comparisons. */
function agree(question: () => string, got: number | boolean | undefined, wanted: number | boolean | undefined): void {
  comparisons++;
  if (got !== wanted) throw new Error(`${question()}: got ${got}, the oracle says ${wanted}`);
}

/** Where the oracle's weeks end before the answer, the calendar's must lie beyond them. */
function agreeOrLater(
  question: () => string,
  got: Instant | undefined,
  wanted: number | undefined,
  until: number,
): void {
  if (wanted !== undefined) return agree(question, got, wanted);
  comparisons++;
  if (got !== undefined && got < until)
    throw new Error(`${question()}: got ${isoOf(got)}, the oracle finds nothing so early`);
}

const shown =
  (name: string, ...at: readonly Instant[]) =>
  () =>
    `${name} ${at.map(isoOf).join(" ")}`;

function compareEach(calendar: Calendar, oracle: Oracle, moments: readonly Instant[]): void {
  const endOfNext = targetOf("NBD")!;
  const endOfThird = targetOf("end of 3rd working day")!;
  for (const at of moments) {
    agree(shown("isWorkingTime", at), isWorkingTime(calendar, at), oracle.isWorking(at));
    agreeOrLater(shown("nextWorkingInstant", at), nextWorkingInstant(calendar, at), oracle.next(at), oracle.until);
    const nbd = oracle.endOfWorkingDay(at, 1);
    if (nbd !== undefined) agree(shown("NBD", at), dueAt(calendar, at, endOfNext), nbd);
    const third = oracle.endOfWorkingDay(at, 3);
    if (third !== undefined) agree(shown("end of 3rd working day", at), dueAt(calendar, at, endOfThird), third);
    for (const time of ["00:00", "02:30", "12:00", "24:00"]) {
      const wanted = oracle.timeOnNextWorkingDay(at, time);
      if (wanted === undefined) continue;
      const target = targetOf(`next working day ${time}`)!;
      agree(shown(`next working day ${time}`, at), dueAt(calendar, at, target), wanted);
    }
  }
}

function comparePairs(calendar: Calendar, oracle: Oracle, moments: readonly Instant[]): void {
  for (const from of moments) {
    for (const to of moments) {
      const wanted = oracle.between(from, to);
      agree(shown("workingTimeBetween", from, to), workingTimeBetween(calendar, from, to), wanted);
      if (to < from) continue;
      for (const work of [wanted - 1, wanted, wanted + 1]) {
        if (work < 0) continue;
        const due = addWorkingTime(calendar, from, millis(work));
        agreeOrLater(shown(`addWorkingTime ${work} ms`, from), due, oracle.add(from, work), oracle.until);
      }
    }
  }
}

function compareOpenings(calendar: Calendar, { from, until, openings }: Oracle): void {
  const wanted = openings();
  const got = openingsBetween(calendar, from as Instant, until as Instant);
  agree(() => "count of openings", got.length, wanted.length);
  for (const [index, [start, end]] of wanted.entries()) {
    agree(() => `start of opening ${index}`, Math.max(from, got[index]!.start), start);
    agree(() => `end of opening ${index}`, Math.min(until, got[index]!.end), end);
  }
}

describe("the calendar agrees with a reading of the rules minute by minute", () => {
  test.each([
    { unit: "minute", unitMs: MINUTE_MS, days: 6, count: 16, drawn: 220, atLeast: 100_000 },
    { unit: "second", unitMs: SECOND_MS, days: 1, count: 10, drawn: 30, atLeast: 5_000 },
  ])("$unit by $unit", { timeout: TIMEOUT_MS }, ({ unitMs, days, count, drawn, atLeast }) => {
    comparisons = 0;
    const askedBefore = fc.constantFrom(undefined, -8, 1, 12);
    fc.assert(
      fc.property(definitionsIn(unitMs), picksIn(unitMs, count), askedBefore, ({ definition, date }, picks, years) => {
        const oracle = oracleOf(definition, dateFrom(date, -days), dateFrom(date, days), unitMs);
        const calendar = calendarOf(definition);
        const moments = momentsOf(oracle, picks);
        const earlier = later(moments[0]!, (years ?? 0) * 365 * DAY_MS);
        // An earlier question elsewhere lets the horizon begin, end or be grown near the drawn weeks.
        if (earlier > calendar.knownFrom && earlier < calendar.knownUntil) isWorkingTime(calendar, earlier);
        compareEach(calendar, oracle, moments);
        comparePairs(calendar, oracle, moments);
        compareOpenings(calendar, oracle);
      }),
      runs(drawn),
    );
    expect(comparisons).toBeGreaterThan(atLeast * RUNS);
  });
});

/** Instants of a few years before and after the drawn date, most of them near an edge of the calendar itself. */
function spreadMoments(
  calendar: Calendar,
  date: string,
  spread: readonly (readonly [days: number, step: number])[],
): Instant[] {
  const center = instant(`${date}T00:00Z`);
  const known = (at: Instant): Instant =>
    Math.min(calendar.knownUntil - 1, Math.max(calendar.knownFrom, at)) as Instant;
  return spread.map(([days, step]) => {
    const near = known(later(center, days * DAY_MS));
    return known(later(nextWorkingInstant(calendar, near) ?? near, step));
  });
}

const spreads = fc.array(
  fc.tuple(
    fc.oneof(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -900, max: 900 })),
    fc.constantFrom(0, 1, -1, 1_234_567, -HOUR_MS),
  ),
  { minLength: 3, maxLength: 8 },
);
const works = fc.oneof(
  fc.nat(3),
  fc.constantFrom(MINUTE_MS - 1, MINUTE_MS, HOUR_MS, 8 * HOUR_MS, 100 * HOUR_MS),
  fc.nat(90 * DAY_MS),
);

/** Holds a law against drawn calendars, instants and amounts of work. */
function forDrawn(drawn: number, holds: (calendar: Calendar, moments: Instant[], work: Millis) => void): void {
  fc.assert(
    fc.property(definitionsIn(SECOND_MS), spreads, works, ({ definition, date }, spread, work) => {
      const calendar = calendarOf(definition);
      holds(calendar, spreadMoments(calendar, date, spread), millis(work));
    }),
    runs(drawn),
  );
}

describe("laws of working time", { timeout: TIMEOUT_MS }, () => {
  test("working time added is working time measured, and not a millisecond early", () =>
    forDrawn(30, (calendar, moments, work) => {
      for (const from of moments) {
        const end = addWorkingTime(calendar, from, work);
        if (end === undefined) continue; // the known time ends before so much work is done
        expect(workingTimeBetween(calendar, from, end)).toBe(work);
        expect(workingTimeBetween(calendar, from, later(end, -1))).toBe(Math.max(0, work - 1));
      }
    }));

  test("working time measured and added again ends where it was measured to, or where it last ran", () =>
    forDrawn(30, (calendar, moments) => {
      for (const from of moments) {
        for (const to of moments.filter((at) => at > from)) {
          const end = addWorkingTime(calendar, from, workingTimeBetween(calendar, from, to))!;
          expect(end).toBeGreaterThanOrEqual(from);
          expect(end).toBeLessThanOrEqual(to);
          expect(workingTimeBetween(calendar, end, to)).toBe(0);
        }
      }
    }));

  test("nothing added changes nothing", () =>
    forDrawn(15, (calendar, moments) => {
      for (const at of moments) expect(addWorkingTime(calendar, at, millis(0))).toBe(at);
    }));

  test("the parts of a stretch make up the whole, none is negative or longer than itself", () =>
    forDrawn(30, (calendar, moments) => {
      const [a, b, c] = moments.toSorted((one, other) => one - other) as [Instant, Instant, Instant];
      const parts = [workingTimeBetween(calendar, a, b), workingTimeBetween(calendar, b, c)] as const;
      expect(parts[0] + parts[1]).toBe(workingTimeBetween(calendar, a, c));
      expect(parts[0]).toBeGreaterThanOrEqual(0);
      expect(parts[0]).toBeLessThanOrEqual(b - a);
      expect(workingTimeBetween(calendar, b, a)).toBe(0);
      expect(workingTimeBetween(calendar, a, a)).toBe(0);
    }));

  test("who starts later or has more to do is not done earlier", () =>
    forDrawn(30, (calendar, moments, work) => {
      const ascending = moments.toSorted((one, other) => one - other);
      const dues = ascending.map((at) => addWorkingTime(calendar, at, work) ?? Infinity);
      expect(dues).toEqual(dues.toSorted((one, other) => one - other));
      const more = ascending.map((at) => addWorkingTime(calendar, at, millis(work + 1)) ?? Infinity);
      for (const [index, due] of dues.entries()) expect(more[index]!).toBeGreaterThanOrEqual(due);
    }));

  test("two amounts added one after the other are their sum added at once", () =>
    forDrawn(30, (calendar, moments, work) => {
      for (const at of moments) {
        const half = millis(Math.floor(work / 2));
        const between = addWorkingTime(calendar, at, half);
        if (between === undefined) continue;
        expect(addWorkingTime(calendar, between, millis(work - half))).toBe(addWorkingTime(calendar, at, work));
      }
    }));

  test("the next working instant is working time, its own next, and nothing is skipped", () =>
    forDrawn(30, (calendar, moments) => {
      for (const at of moments) {
        const next = nextWorkingInstant(calendar, at);
        if (next === undefined) continue;
        expect(isWorkingTime(calendar, next)).toBe(true);
        expect(nextWorkingInstant(calendar, next)).toBe(next);
        expect(workingTimeBetween(calendar, at, next)).toBe(0);
      }
    }));

  test("openings ascend, neither overlap nor touch, and sum up to the working time", () =>
    forDrawn(30, (calendar, moments) => {
      const [from, to] = [Math.min(...moments) as Instant, Math.max(...moments) as Instant];
      const openings = openingsBetween(calendar, from, to);
      let sum = 0;
      for (const [index, { start, end }] of openings.entries()) {
        expect(start).toBeLessThan(end);
        expect(start).toBeGreaterThan(openings[index - 1]?.end ?? -Infinity);
        sum += Math.min(end, to) - Math.max(start, from);
      }
      expect(sum).toBe(workingTimeBetween(calendar, from, to));
    }));
});

/** Questions by name, asked of an instant with an amount of time. */
const QUESTIONS = {
  between: (calendar: Calendar, at: Instant, until: Instant) => workingTimeBetween(calendar, at, until),
  add: (calendar: Calendar, at: Instant, until: Instant) => addWorkingTime(calendar, at, millis(until - at)),
  next: (calendar: Calendar, at: Instant) => nextWorkingInstant(calendar, at),
  openings: (calendar: Calendar, at: Instant, until: Instant) => openingsBetween(calendar, at, until),
  secondDay: (calendar: Calendar, at: Instant) => dueAt(calendar, at, targetOf("end of 2nd working day")!),
  noon: (calendar: Calendar, at: Instant) => dueAt(calendar, at, targetOf("next working day 12:00")!),
};

interface Question {
  readonly name: keyof typeof QUESTIONS;
  /** Days since 1970 all over the known time; the first and the last stand for its ends. */
  readonly day: number;
  readonly amount: number;
}

const questions: fc.Arbitrary<Question[]> = fc.array(
  fc.record({
    name: fc.constantFrom(...(Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[])),
    day: fc.oneof(fc.constantFrom(0, 10_000, 20_530, 47_800), fc.integer({ min: 0, max: 47_800 })),
    amount: fc.nat(40 * DAY_MS),
  }),
  { minLength: 2, maxLength: 6 },
);

function answer(calendar: Calendar, { name, day, amount }: Question): unknown {
  const held = (at: number) => Math.max(calendar.knownFrom, Math.min(calendar.knownUntil, at)) as Instant;
  const at = held(day * DAY_MS + (amount % DAY_MS));
  return QUESTIONS[name](calendar, at, held(at + amount));
}

describe("answers do not depend on what was asked before", () => {
  test("forwards, backwards, or each of a calendar never asked", { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(definitionsIn(SECOND_MS), questions, ({ definition }, asked) => {
        const fresh = asked.map((question) => answer(calendarOf(definition), question));
        const forwards = calendarOf(definition);
        expect(asked.map((question) => answer(forwards, question))).toEqual(fresh);
        const backwards = calendarOf(definition);
        expect(
          asked
            .toReversed()
            .map((question) => answer(backwards, question))
            .toReversed(),
        ).toEqual(fresh);
      }),
      runs(12),
    );
  });

  test("far away first or later", { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(
        definitionsIn(SECOND_MS),
        spreads,
        fc.constantFrom(-20, -9, 9, 10, 60),
        ({ definition, date }, spread, years) => {
          const nearFirst = calendarOf(definition);
          const farFirst = calendarOf(definition);
          const moments = spreadMoments(nearFirst, date, spread);
          const far = Math.min(
            farFirst.knownUntil,
            Math.max(farFirst.knownFrom, later(moments[0]!, years * 365 * DAY_MS)),
          ) as Instant;
          addWorkingTime(farFirst, far, millis(0));
          const readings = (calendar: Calendar) =>
            moments.map((at) => [
              workingTimeBetween(calendar, moments[0]!, at),
              addWorkingTime(calendar, at, millis(30 * HOUR_MS)),
              dueAt(calendar, at, targetOf("NBD")!),
            ]);
          const near = readings(nearFirst);
          expect(readings(farFirst)).toEqual(near);
          workingTimeBetween(nearFirst, Math.min(far, moments[0]!) as Instant, Math.max(far, moments[0]!) as Instant);
          expect(readings(nearFirst)).toEqual(near);
        },
      ),
      runs(15),
    );
  });
});

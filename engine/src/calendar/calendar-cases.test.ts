/**
 * Cases of ten other programs and of our own, each computed a second time by another program than ours.
 *
 * Left out, because the engine has no such operation: subtractWorkingDuration (28 cases), countWorkingDays (27),
 * addWorkingDaysKeepingTime (12), addWorkingDays backwards (11), previousWorkingInstant (8).
 */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  dayOfIso,
  DAY_MS,
  instant,
  isoOf,
  isoOfDay,
  later,
  millis,
  SECOND_MS,
  weekdayOf,
  type Day,
  type Instant,
  type Millis,
} from "../instant.ts";
import {
  addWorkingTime,
  calendarOf,
  isWorkingTime,
  nextWorkingInstant,
  openingsBetween,
  workingDayAfterDay,
  workingTimeBetween,
  type Calendar,
} from "./calendar.ts";
import { CalendarDefinition, WEEKDAYS } from "./definition.ts";
import { timeOfDay } from "./hours.ts";
import { openingInstant, zoneAt } from "./zone.ts";

type Span = readonly [from: string, to: string];

interface CaseCalendar {
  readonly timeZone: string;
  readonly weekly: Partial<Record<(typeof WEEKDAYS)[number], readonly Span[]>>;
  readonly holidays: readonly string[];
  /** Time taken off a date. */
  readonly breaks: readonly { readonly date: string; readonly from: string; readonly to: string }[];
  /** Hours of one date instead of the weekly ones. */
  readonly shifts: Readonly<Record<string, readonly Span[]>>;
}

interface Case {
  readonly id: string;
  readonly operation: string;
  readonly calendar: string;
  readonly input: Readonly<Record<string, string>> & {
    readonly seconds: number;
    readonly targetSeconds: number;
    readonly days: number;
    readonly take: number;
    readonly pauses: readonly Span[];
  };
  readonly expected: unknown;
  readonly targetSeconds?: number;
  readonly remainingSeconds?: number;
  readonly pausedWorkingSeconds?: number;
  readonly breached?: boolean;
  readonly origin: { readonly licence: string };
}

interface CaseFile {
  readonly calendars: Readonly<Record<string, CaseCalendar>>;
  readonly cases: readonly Case[];
}

const hoursText = ([from, to]: Span): string => `${from}-${to}`;

/** Spans of one day without what lies in the break. Times of day written alike are in order as texts. */
const withoutBreak = (spans: readonly Span[], from: string, to: string): Span[] =>
  spans
    .flatMap(([start, end]): Span[] => [
      [start, end < from ? end : from],
      [start > to ? start : to, end],
    ])
    .filter(([start, end]) => start < end);

/** The calendar in our form: shifts and days with breaks are exceptions. */
function definitionOf({ timeZone, weekly, holidays, breaks, shifts }: CaseCalendar): CalendarDefinition {
  const exceptions = new Map(Object.entries(shifts));
  for (const { date, from, to } of breaks) {
    const usual = holidays.includes(date) ? [] : (weekly[WEEKDAYS[weekdayOf(dayOfIso(date)!)]!] ?? []);
    exceptions.set(date, withoutBreak(exceptions.get(date) ?? usual, from, to));
  }
  const textsOf = (days: Iterable<readonly [string, readonly Span[]]>) =>
    Object.fromEntries([...days].map(([day, spans]) => [day, spans.map(hoursText)]));
  return CalendarDefinition.parse({
    timeZone,
    hours: textsOf(Object.entries(weekly)),
    holidays,
    exceptions: textsOf(exceptions),
  });
}

/** Far enough for every case that lists openings. */
const AHEAD_MS = 60 * DAY_MS;

/** Pauses as instants, in order and disjoint, none before `opened`. */
function pausesOf(texts: readonly Span[], opened: Instant): { from: Instant; to: Instant }[] {
  const pauses: { from: Instant; to: Instant }[] = [];
  const read = texts
    .map(([from, to]) => ({ from: instant(from), to: instant(to) }))
    .toSorted((a, b) => a.from - b.from);
  let free = opened;
  for (const { from, to } of read) {
    const start = Math.max(from, free) as Instant;
    if (to <= start) continue;
    pauses.push({ from: start, to });
    free = to;
  }
  return pauses;
}

const workIn = (calendar: Calendar, pauses: readonly { from: Instant; to: Instant }[]): number =>
  pauses.reduce((sum, { from, to }) => sum + workingTimeBetween(calendar, from, to), 0);

/** The instant at which `work` has passed outside the pauses. */
function dueOutsidePauses(
  calendar: Calendar,
  opened: Instant,
  work: Millis,
  texts: readonly Span[],
): Instant | undefined {
  let from = opened;
  let left = work;
  for (const pause of pausesOf(texts, opened)) {
    const before = workingTimeBetween(calendar, from, pause.from);
    if (before >= left) break;
    left = millis(left - before);
    from = pause.to;
  }
  return addWorkingTime(calendar, from, left);
}

const isoOfInstant = (at: Instant | undefined): string | undefined => at && isoOf(at);
const spansOf = (openings: readonly { start: Instant; end: Instant }[]): string[][] =>
  openings.map(({ start, end }) => [isoOf(start), isoOf(end)]);

const answerByOperation: Readonly<Record<string, (calendar: Calendar, asked: Case) => unknown>> = {
  workingDurationBetween: (calendar, { input }) =>
    workingTimeBetween(calendar, instant(input["from"]!), instant(input["to"]!)) / SECOND_MS,
  addWorkingDuration: (calendar, { input }) =>
    isoOfInstant(addWorkingTime(calendar, instant(input["from"]!), millis(input.seconds * SECOND_MS))),
  isWorkingTime: (calendar, { input }) => isWorkingTime(calendar, instant(input["at"]!)),
  nextWorkingInstant: (calendar, { input }) => isoOfInstant(nextWorkingInstant(calendar, instant(input["at"]!))),
  nextOpening: (calendar, { input }) => {
    const after = instant(input["after"]!);
    return isoOfInstant(
      openingsBetween(calendar, after, later(after, AHEAD_MS)).find(({ start }) => start > after)?.start,
    );
  },
  nextClosing: (calendar, { input }) => {
    const after = instant(input["after"]!);
    return isoOfInstant(openingsBetween(calendar, after, later(after, AHEAD_MS))[0]?.end);
  },
  openPeriods: (calendar, { input }) => {
    const from = instant(input["from"]!);
    const until = input["until"] === undefined ? later(from, AHEAD_MS) : instant(input["until"]);
    return spansOf(openingsBetween(calendar, from, until).slice(0, input.take));
  },
  openPeriodsBackward: (calendar, { input }) => {
    const from = instant(input["from"]!);
    return spansOf(openingsBetween(calendar, later(from, -AHEAD_MS), from).toReversed().slice(0, input.take));
  },
  isHoliday: ({ rule }, { input }) => rule.isHoliday(dayOfIso(input["date"]!)!),
  isWorkingDay: ({ rule }, { input }) => rule.hoursOn(dayOfIso(input["date"]!)!).length > 0,
  addWorkingDays: (calendar, { input }) => {
    let day: Day | undefined = dayOfIso(input["date"]!);
    for (let left = input.days; left > 0 && day !== undefined; left--) day = workingDayAfterDay(calendar, day)?.day;
    return day && isoOfDay(day);
  },
  slaDue: (calendar, { input, pausedWorkingSeconds }) => {
    const opened = instant(input["openedAt"]!);
    expect(workIn(calendar, pausesOf(input.pauses, opened)) / SECOND_MS).toBe(pausedWorkingSeconds);
    return isoOfInstant(dueOutsidePauses(calendar, opened, millis(input.targetSeconds * SECOND_MS), input.pauses));
  },
  slaElapsed: (calendar, { input, targetSeconds, remainingSeconds, breached }) => {
    const [opened, until] = [instant(input["openedAt"]!), instant(input["until"]!)];
    const pauses = pausesOf(input.pauses, opened).map(({ from, to }) => ({ from, to: Math.min(to, until) as Instant }));
    const elapsed = (workingTimeBetween(calendar, opened, until) - workIn(calendar, pauses)) / SECOND_MS;
    if (remainingSeconds !== undefined) expect(targetSeconds! - elapsed).toBe(remainingSeconds);
    if (breached !== undefined) expect(elapsed > targetSeconds!).toBe(breached);
    return elapsed;
  },
};

const LEFT_OUT = ["subtractWorkingDuration", "countWorkingDays", "addWorkingDaysKeepingTime", "previousWorkingInstant"];

const isLeftOut = ({ operation, input }: Case): boolean =>
  LEFT_OUT.includes(operation) || (operation === "addWorkingDays" && input.days < 0);

/** Instants in any offset as Z, so that they can be compared as texts. */
const normal = (expected: unknown): unknown => {
  if (Array.isArray(expected)) return expected.map(normal);
  return typeof expected === "string" && expected.includes("T") ? isoOf(instant(expected)) : expected;
};

function answerTo(asked: Case, calendars: CaseFile["calendars"]): unknown {
  if (asked.operation === "resolveLocalTime") {
    const { timeZone, date, time } = asked.input;
    const reading = dayOfIso(date!)! * DAY_MS + timeOfDay(time!)!;
    return isoOf(openingInstant(zoneAt(timeZone!, reading as Instant), reading));
  }
  return answerByOperation[asked.operation]!(calendarOf(definitionOf(calendars[asked.calendar]!)), asked);
}

function testCases({ calendars, cases }: CaseFile): void {
  test.each(cases.filter((asked) => !isLeftOut(asked)))("$operation $id", (asked) => {
    expect(answerTo(asked, calendars)).toEqual(normal(asked.expected));
  });
}

/** A file, or one without cases where it is not there. */
function fileAt(place: string): CaseFile {
  const url = new URL(place, import.meta.url);
  return existsSync(url) ? (JSON.parse(readFileSync(url, "utf8")) as CaseFile) : { calendars: {}, cases: [] };
}

const copied = fileAt("../../../fixtures/calendars/working-time-cases.json");

describe.skipIf(copied.cases.length === 0)("cases under permissive licences and our own, read from fixtures/", () => {
  testCases(copied);

  test("none is dropped unseen", () => {
    expect(copied.cases).toHaveLength(301);
    expect(copied.cases.filter(isLeftOut)).toHaveLength(78);
  });
});

/** Facts only, but of programs under GPL and AGPL: read where they are, never copied into this repository. */
const shared = fileAt("../../../../shared/data/calendar-cases/working-time-cases.json");
const notCopied = { ...shared, cases: shared.cases.filter(({ origin }) => origin.licence.includes("GPL")) };

describe.skipIf(notCopied.cases.length === 0)(
  "cases under the GPL and AGPL, read from ../shared/data if it is there",
  () => {
    testCases(notCopied);

    test("none is dropped unseen", () => {
      expect(notCopied.cases).toHaveLength(98);
      expect(notCopied.cases.filter(isLeftOut)).toHaveLength(8);
    });
  },
);

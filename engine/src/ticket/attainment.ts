/**
 * Attainment: how many clocks were met in a period, by service, priority and level, with the tickets behind each figure.
 * Source: product.md §9.2 (closed periods), §9.7; docs/rules/sla-clocks.md §11.
 */
import { localDayAt } from "../calendar/zone.ts";
import { LEVELS, type Level } from "../contract/document.ts";
import { isoOfDay, type Day, type Instant } from "../instant.ts";
import type { ClockReading } from "./clock.ts";
import type { Exclusion } from "./objection.ts";
import type { TicketReading } from "./ticket.ts";

/** A month of the contract's zone, `2026-11`. */
export type Period = string;

/** A clock that has a verdict: it ended, or its deadline has passed. */
export interface Verdict {
  readonly ticket: string;
  readonly level: Level;
  readonly life: number;
  readonly cycle: number;
  readonly service: string;
  readonly priority: string;
  readonly met: boolean;
  readonly deadline: Instant | null;
  readonly targetText: string;
  readonly calendarName: string;
  readonly contractVersion: number;
  readonly marginMs: number;
  readonly exclusion?: Exclusion;
}

/** The figures of one level, priority and service in a period. */
export interface Figure {
  readonly period: Period;
  readonly service: string;
  readonly priority: string;
  readonly level: Level;
  met: number;
  missed: number;
  /** Left out by agreement of both sides; in neither of the two above. */
  excluded: number;
  /** What met and missed would be if every open objection were upheld. */
  metIfUpheld: number;
  missedIfUpheld: number;
}

/** A verdict that differs from the one kept when its period was closed: shown in the period in which it came to light. */
export interface Correction {
  readonly period: Period;
  /** `undefined` where the closed period had no such verdict, or now has none. */
  readonly before: Verdict | undefined;
  readonly now: Verdict | undefined;
}

/** Attainment as a share of clocks; `undefined` when there was none: nothing was promised, so nothing was kept or broken. */
export const shareMet = ({ met, missed }: Pick<Figure, "met" | "missed">): number | undefined =>
  met + missed === 0 ? undefined : met / (met + missed);

/** The verdict of a reading; `undefined` while it is open in time, and for a clock that was withdrawn. */
export function verdictOf(
  ticket: string,
  reading: ClockReading,
  exclusions: readonly Exclusion[],
): Verdict | undefined {
  if (reading.state !== "met" && reading.state !== "breached") return undefined;
  const { level, deadline, regime, marginMs } = reading;
  const { life, cycle } = reading.course;
  const exclusion = exclusionOf(level, exclusions);
  return {
    ticket,
    level,
    life,
    cycle,
    service: regime.service,
    priority: regime.priority,
    met: reading.state === "met",
    deadline,
    targetText: regime.promised.text,
    calendarName: regime.promised.calendarName,
    contractVersion: regime.terms.document.version,
    marginMs,
    ...(exclusion !== undefined && { exclusion }),
  };
}

/** The agreement by which a clock of a level is left out; `undefined` without one. */
export const exclusionOf = (level: Level, exclusions: readonly Exclusion[]): Exclusion | undefined =>
  exclusions.find((each) => each.agreed && (each.level === undefined || each.level === level));

/** The period in which a clock counts, by the rule of its contract. A deadline that is not known counts when the clock stopped or started. */
export function periodOf(reading: ClockReading): Period {
  const { terms } = reading.regime;
  const { month } = terms.document.attainment;
  const at =
    (month === "deadline" ? reading.deadline : month === "stop" ? reading.stoppedAt : null) ??
    reading.stoppedAt ??
    reading.startedAt;
  const counted = month === "start" ? reading.startedAt : at;
  return periodByDay(localDayAt(terms.zoneAt(counted), counted));
}

const periods: Period[] = [];

/** The month of a day. Kept once written, as a replay asks for it with every clock. */
const periodByDay = (day: Day): Period => (periods[day] ??= isoOfDay(day).slice(0, 7));

/** Sums figures ticket by ticket. It keeps counts only, so its size does not grow with the number of tickets. */
export class Attainment {
  /** By service, priority, level and period. */
  private readonly byService = new Map<string, Map<string, Map<Level, Map<Period, Figure>>>>();
  tickets = 0;
  withoutClock = 0;
  running = 0;
  paused = 0;
  cancelled = 0;

  /** The figures in order of period, service, priority and level. */
  figures(): readonly Figure[] {
    const rank = (level: Level) => LEVELS.indexOf(level);
    const all = [...this.byService.values()].flatMap((byPriority) =>
      [...byPriority.values()].flatMap((byLevel) =>
        [...byLevel.values()].flatMap((byPeriod) => [...byPeriod.values()]),
      ),
    );
    return all.toSorted(
      (a, b) =>
        compare(a.period, b.period) ||
        compare(a.service, b.service) ||
        compare(a.priority, b.priority) ||
        rank(a.level) - rank(b.level),
    );
  }

  add(reading: TicketReading): void {
    this.tickets++;
    if (reading.clocks.length === 0) this.withoutClock++;
    const { clocks, ifUpheld, exclusions } = reading;
    for (const clock of clocks) {
      if (clock.state !== "met" && clock.state !== "breached") this[clock.state]++;
      else this.count(clock, exclusions, true, ifUpheld === undefined);
    }
    for (const clock of ifUpheld ?? []) {
      if (clock.state === "met" || clock.state === "breached") this.count(clock, exclusions, false, true);
    }
  }

  private count(clock: ClockReading, exclusions: readonly Exclusion[], asRecorded: boolean, asUpheld: boolean): void {
    const figure = this.figureOf(periodOf(clock), clock.regime.service, clock.regime.priority, clock.level);
    if (exclusionOf(clock.level, exclusions) !== undefined) {
      if (asRecorded) figure.excluded++;
      return;
    }
    const met = clock.state === "met" ? 1 : 0;
    if (asRecorded) {
      figure.met += met;
      figure.missed += 1 - met;
    }
    if (asUpheld) {
      figure.metIfUpheld += met;
      figure.missedIfUpheld += 1 - met;
    }
  }

  private figureOf(period: Period, service: string, priority: string, level: Level): Figure {
    const byPeriod = inner(inner(inner(this.byService, service), priority), level);
    let figure = byPeriod.get(period);
    if (figure === undefined) {
      figure = { period, service, priority, level, met: 0, missed: 0, excluded: 0, metIfUpheld: 0, missedIfUpheld: 0 };
      byPeriod.set(period, figure);
    }
    return figure;
  }

  /** Adds the figures of another sum: parts of a log may be read apart, in any order. */
  absorb(
    other: Pick<Attainment, "tickets" | "withoutClock" | "running" | "paused" | "cancelled"> & {
      readonly figures: readonly Figure[];
    },
  ): void {
    for (const count of ["tickets", "withoutClock", "running", "paused", "cancelled"] as const)
      this[count] += other[count];
    for (const { period, service, priority, level, ...counts } of other.figures) {
      const figure = this.figureOf(period, service, priority, level);
      for (const count of ["met", "missed", "excluded", "metIfUpheld", "missedIfUpheld"] as const)
        figure[count] += counts[count];
    }
  }
}

function inner<Key, InnerKey, Value>(maps: Map<Key, Map<InnerKey, Value>>, key: Key): Map<InnerKey, Value> {
  let found = maps.get(key);
  if (found === undefined) {
    found = new Map();
    maps.set(key, found);
  }
  return found;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What a period's report says: the verdicts that count in it, and corrections of periods closed before it. */
export interface PeriodReport {
  readonly period: Period;
  readonly verdicts: readonly Verdict[];
  readonly corrections: readonly Correction[];
}

/** A report that both sides approved. From then it is told as it was, whatever changes later. */
export interface ClosedPeriod extends PeriodReport {
  readonly closedAt: Instant;
}

/** Closes a period: its verdicts are kept with the target, calendar and contract version they were made under. */
export const closePeriod = (report: PeriodReport, closedAt: Instant): ClosedPeriod => ({ ...report, closedAt });

const keyOf = ({ ticket, level, life, cycle }: Verdict): string => `${ticket}\n${level}\n${life}\n${cycle}`;

/**
 * The report of a period. A closed one is told as it was closed. In an open one, every difference between a closed
 * period and today's readings is a correction, told once: in the first open period after it.
 *
 * `closed` holds the closed periods of one contract in any order.
 */
export function reportOf(
  period: Period,
  readings: Iterable<TicketReading>,
  closed: readonly ClosedPeriod[],
): PeriodReport {
  const own = closed.find((each) => each.period === period);
  if (own !== undefined) return own;
  const closedPeriods = new Set(closed.map((each) => each.period));
  const kept = keptVerdicts(closed);
  const verdicts: Verdict[] = [];
  const corrections: Correction[] = [];
  for (const { ticket, clocks, exclusions } of readings) {
    for (const clock of clocks) {
      const verdict = verdictOf(ticket, clock, exclusions);
      if (verdict === undefined) continue;
      const key = keyOf(verdict);
      const before = kept.get(key);
      kept.delete(key);
      const at = before?.period ?? periodOf(clock);
      if (at === period) verdicts.push(verdict);
      else if (closedPeriods.has(at) && !isSameVerdict(before?.verdict, verdict))
        corrections.push({ period: at, before: before?.verdict, now: verdict });
    }
  }
  for (const { period: at, verdict } of kept.values())
    if (verdict !== undefined) corrections.push({ period: at, before: verdict, now: undefined });
  return {
    period,
    verdicts,
    corrections: corrections.filter((each) => firstOpenAfter(each.period, closedPeriods) === period),
  };
}

/** What was last said of each clock in a closed period, corrections included. */
function keptVerdicts(
  closed: readonly ClosedPeriod[],
): Map<string, { readonly period: Period; readonly verdict: Verdict | undefined }> {
  const kept = new Map<string, { readonly period: Period; readonly verdict: Verdict | undefined }>();
  for (const { period, verdicts, corrections } of closed.toSorted((a, b) => compare(a.period, b.period))) {
    for (const verdict of verdicts) kept.set(keyOf(verdict), { period, verdict });
    for (const { period: corrected, before, now } of corrections) {
      const verdict = now ?? before;
      if (verdict !== undefined) kept.set(keyOf(verdict), { period: corrected, verdict: now });
    }
  }
  return kept;
}

function firstOpenAfter(period: Period, closed: ReadonlySet<Period>): Period {
  let [year, month] = period.split("-").map(Number) as [number, number];
  let next: Period;
  do {
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    next = `${year}-${String(month).padStart(2, "0")}`;
  } while (closed.has(next));
  return next;
}

/** What a verdict was passed on and what it came to. */
const COMPARED = [
  "met",
  "deadline",
  "marginMs",
  "service",
  "priority",
  "targetText",
  "calendarName",
  "contractVersion",
] as const;

const isSameVerdict = (a: Verdict | undefined, b: Verdict): boolean =>
  a !== undefined &&
  COMPARED.every((fact) => a[fact] === b[fact]) &&
  (a.exclusion === undefined) === (b.exclusion === undefined);

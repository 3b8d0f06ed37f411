/**
 * SLA clocks: what a promise says of a course. Source: product.md §9.2 to §9.4, docs/rules/sla-clocks.md §§5–8.
 */
import { addWorkingTime, isWorkingTime, nextWorkingInstant, workingTimeBetween } from "../calendar/calendar.ts";
import { dueAt } from "../calendar/target.ts";
import type { Level } from "../contract/document.ts";
import type { Promised, Terms } from "../contract/terms.ts";
import { later, millis, type Instant, type Millis } from "../instant.ts";
import type { Course, Stretch } from "./course.ts";

export type ClockState = "running" | "paused" | "met" | "breached" | "cancelled";

/** What was promised from an instant on: a change of priority, service or contract version begins a new regime. */
export interface Regime {
  readonly from: Instant;
  readonly terms: Terms;
  readonly service: string;
  readonly priority: string;
  /** `undefined` when nothing is promised for the level. */
  readonly promised: Promised | undefined;
  /** Whether the target counts from the clock's start or from the change. */
  readonly counts: "from-start" | "from-change";
  /** An earlier start that a merged ticket brought. */
  readonly startAt?: Instant;
}

/** A clock read at an instant. Times are working time in the target's calendar, or elapsed time where the target is. */
export interface ClockReading {
  readonly level: Level;
  readonly cycle: number;
  readonly state: ClockState;
  /** Running, but closed at the moment: nothing passes until the next opening. Elapsed time passes once the clock has started. */
  readonly outsideHours: boolean;
  /** The regime by which the clock is judged: the one it broke, else the last one. */
  readonly regime: Regime & { readonly promised: Promised };
  readonly course: Course;
  readonly startedAt: Instant;
  readonly targetMs: Millis;
  /** When the target is or was used up; `null` while a pause leaves it open, or when it lies beyond the known time. */
  readonly deadline: Instant | null;
  readonly stoppedAt: Instant | null;
  readonly elapsedMs: Millis;
  readonly pausedMs: Millis;
  readonly breachedAt: Instant | null;
  /** Target less elapsed; negative for how much it was missed. */
  readonly marginMs: Millis;
}

/** A promise measured from an origin. */
interface Measure {
  readonly promised: Promised;
  readonly origin: Instant;
  readonly targetMs: Millis;
  /** When the target is used up if nothing ever stops the clock. */
  readonly unpausedDue: Instant | undefined;
}

/** The instant from which a promise counts that starts at `at`: the next opening, unless the contract counts at once. */
function originOf(at: Instant, { terms, promised }: { terms: Terms; promised: Promised }): Instant {
  return terms.rules.outsideHours === "at-once" ? at : (nextWorkingInstant(promised.calendar, at) ?? at);
}

function measureOf(regime: Regime & { promised: Promised }, startAt: Instant): Measure {
  const { promised } = regime;
  const { target, calendar } = promised;
  if (target.kind === "working") return { promised, origin: startAt, targetMs: target.ms, unpausedDue: undefined };
  const origin = originOf(startAt, regime);
  const unpausedDue = dueAt(calendar, origin, target);
  const targetMs =
    target.kind === "elapsed"
      ? target.ms
      : unpausedDue === undefined
        ? millis(0)
        : workingTimeBetween(calendar, origin, unpausedDue);
  return { promised, origin, targetMs, unpausedDue };
}

/** How much of [from, to) counts against a promise. */
function lengthOf({ target, calendar }: Promised, from: Instant, to: Instant): Millis {
  if (to <= from) return millis(0);
  return target.kind === "elapsed" ? millis(to - from) : workingTimeBetween(calendar, from, to);
}

function instantAfter({ target, calendar }: Promised, from: Instant, lengthMs: Millis): Instant | null {
  if (target.kind !== "elapsed") return addWorkingTime(calendar, from, lengthMs) ?? null;
  const at = later(from, lengthMs);
  return at <= calendar.knownUntil ? at : null;
}

/**
 * When the target is used up. A clock that has ended is carried on from its end, as if it had not been stopped; one
 * that is paused with time left has no deadline.
 */
function deadlineOf(measure: Measure, course: Course): Instant | null {
  const { promised, origin, targetMs, unpausedDue } = measure;
  if (promised.target.kind !== "working" && unpausedDue === undefined) return null;
  // A time of day before the next opening: there is no working time until then that a pause could excuse.
  if (targetMs === 0) return unpausedDue ?? null;
  let leftMs = targetMs;
  if (origin < course.startAt) {
    // A merged ticket brought an earlier start than this ticket has stretches for.
    const ranMs = lengthOf(promised, origin, course.startAt);
    if (ranMs >= leftMs) return finalDue(measure, instantAfter(promised, origin, leftMs), false);
    leftMs = millis(leftMs - ranMs);
  }
  let excused = false;
  let lastEnd = origin > course.startAt ? origin : course.startAt;
  for (const { kind, from, to } of course.stretches) {
    if (to !== null && to <= origin) continue;
    const begin = from > origin ? from : origin;
    if (kind !== "runs") {
      if (to === null) return null;
      excused = true;
      lastEnd = to;
      continue;
    }
    if (to === null) return finalDue(measure, instantAfter(promised, begin, leftMs), excused);
    const ranMs = lengthOf(promised, begin, to);
    if (ranMs >= leftMs) return finalDue(measure, instantAfter(promised, begin, leftMs), excused);
    leftMs = millis(leftMs - ranMs);
    lastEnd = to;
  }
  return finalDue(measure, instantAfter(promised, lastEnd, leftMs), excused);
}

/** A working day's target that no pause has moved is due at its agreed time of day, even if that lies in a break. */
function finalDue(
  { promised, origin, targetMs, unpausedDue }: Measure,
  due: Instant | null,
  excused: boolean,
): Instant | null {
  if (unpausedDue === undefined || due === null) return due;
  return !excused || due === instantAfter(promised, origin, targetMs) ? unpausedDue : due;
}

/** Sum of the lengths of the stretches of one kind in [origin, until). */
function lengthOfKind({ promised, origin }: Measure, course: Course, kind: Stretch["kind"], until: Instant): Millis {
  let sum = kind === "runs" ? lengthOf(promised, origin, course.startAt) : 0;
  for (const stretch of course.stretches) {
    if (stretch.kind !== kind) continue;
    const from = stretch.from > origin ? stretch.from : origin;
    const to = stretch.to !== null && stretch.to < until ? stretch.to : until;
    sum += lengthOf(promised, from, to);
  }
  return millis(sum);
}

/** The first instant from `at` on at which the clock is not stopped: a target reached in a stop is missed on reopening. */
function outOfStop(course: Course, at: Instant): Instant {
  for (const { kind, from, to } of course.stretches) {
    if (kind === "stopped" && from <= at && to !== null && at < to) return to;
  }
  return at;
}

const hasPromise = (regime: Regime): regime is Regime & { promised: Promised } => regime.promised !== undefined;

/** The clock's start as a regime sees it. A merged ticket's earlier start holds for clocks that the opening starts. */
function startIn(regime: Regime, course: Course, first: boolean): Instant {
  if (regime.counts === "from-change" && !first) return regime.from;
  const brought = course.startedBy.type === "opened" ? regime.startAt : undefined;
  return brought !== undefined && brought < course.startAt ? brought : course.startAt;
}

/** The regime by which a clock is judged, and what it makes of the clock. */
interface Judgement {
  readonly regime: Regime & { readonly promised: Promised };
  readonly start: Instant;
  readonly measure: Measure;
  readonly deadline: Instant | null;
  readonly breachedAt: Instant | null;
  readonly withdrawn: boolean;
}

/** The first regime that was missed while it was in force, else the last one in force; `undefined` when none promised anything. */
function judgementOf(course: Course, regimes: readonly Regime[], now: Instant): Judgement | undefined {
  const endedAt = course.endedBy?.at ?? null;
  let judgement: Judgement | undefined;
  let first = true;
  for (let index = 0; index < regimes.length; index++) {
    const regime = regimes[index]!;
    const next = regimes[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    // What is replaced before the clock starts, or at the instant at which it began, was never in force for it.
    if (next <= course.startAt || next === regime.from) continue;
    // A change at the instant of the end, or later, comes too late to count; one after `now` is not known.
    if (regime.from > course.startAt && (endedAt === null ? regime.from > now : regime.from >= endedAt)) break;
    if (hasPromise(regime)) {
      const start = startIn(regime, course, first);
      const measure = measureOf(regime, start);
      const deadline = deadlineOf(measure, course);
      const missedAt = deadline === null ? null : missOf(deadline, regime, course, now);
      const breachedAt = missedAt !== null && missedAt < next ? missedAt : null;
      judgement = { regime, start, measure, deadline, breachedAt, withdrawn: course.cancelled };
      if (breachedAt !== null) break;
    } else if (judgement !== undefined) judgement = { ...judgement, withdrawn: true };
    first = false;
  }
  return judgement;
}

/** When a clock missed its deadline: at the earliest when the regime began, and only while it goes on. */
function missOf(deadline: Instant, regime: Regime, course: Course, now: Instant): Instant | null {
  const since = regime.from > course.startAt ? regime.from : course.startAt;
  const at = outOfStop(course, deadline > since ? deadline : since);
  // At its deadline a clock that goes on can still be met; a target used up before the change to it cannot.
  const missed = course.endedBy === null ? at <= now && deadline < now : at < course.endedBy.at;
  return missed ? at : null;
}

/**
 * Reads a clock at `now`. `undefined` when nothing was ever promised for it.
 *
 * A clock is met when it ends at its deadline or before, and missed from the instant at which a target in force is used
 * up while it goes on; a later change, reopening or lower priority alters nothing of a miss. Regimes ascend by `from`.
 */
export function readClock(course: Course, regimes: readonly Regime[], now: Instant): ClockReading | undefined {
  const judgement = judgementOf(course, regimes, now);
  if (judgement === undefined) return undefined;
  const { regime, start, measure, deadline, breachedAt, withdrawn } = judgement;
  const { target, calendar } = regime.promised;
  const stoppedAt = course.endedBy?.at ?? null;
  const elapsedMs = lengthOfKind(measure, course, "runs", stoppedAt ?? now);
  const state = stateOf(course, breachedAt !== null, withdrawn);
  const startedAt = originOf(start, regime);
  return {
    level: course.level,
    cycle: course.cycle,
    state,
    outsideHours: state === "running" && (target.kind === "elapsed" ? now < startedAt : !isWorkingTime(calendar, now)),
    regime,
    course,
    startedAt,
    targetMs: measure.targetMs,
    deadline,
    stoppedAt,
    elapsedMs,
    pausedMs: lengthOfKind(measure, course, "paused", stoppedAt ?? now),
    breachedAt,
    marginMs: millis(measure.targetMs - elapsedMs),
  };
}

function stateOf(course: Course, breached: boolean, withdrawn: boolean): ClockState {
  if (breached) return "breached";
  if (withdrawn) return "cancelled";
  if (course.endedBy !== null) return "met";
  return course.stretches.at(-1)?.kind === "paused" ? "paused" : "running";
}

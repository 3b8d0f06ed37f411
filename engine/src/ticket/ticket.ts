/**
 * A ticket read from its events: its lives, what was promised in them, and its clocks.
 *
 * Words: an *event* is what happened; a *life* runs from an opening to the end; a *course* is what a clock did; a
 * *regime* is what was promised from an instant on; a *reading* is a clock at an instant. Nothing here is stored, and
 * nothing depends on anything but the arguments. Source: product.md §9, docs/rules/sla-clocks.md.
 */
import type { ClockRules } from "../contract/clock-rules.ts";
import { LEVELS, type Level } from "../contract/document.ts";
import { inForceAt, priorityNamed, type Promised, type Terms } from "../contract/terms.ts";
import type { Instant } from "../instant.ts";
import { readClock, type ClockReading, type Regime } from "./clock.ts";
import {
  courseOf,
  isCancellation,
  isEnd,
  isFullEnd,
  isReopenedInTime,
  updateCoursesOf,
  type Course,
  type Life,
  type RulesAt,
} from "./course.ts";
import type { TicketEvent } from "./event.ts";
import { exclusionsOf, objectionsOf, type Exclusion } from "./objection.ts";

/** A ticket that was merged into this one: it brings its earlier start. */
export interface Absorbed {
  readonly ticket: string;
  readonly mergedAt: Instant;
  readonly openedAt: Instant;
}

/** Why a ticket, or a level of it, has no clock. */
export type NoClock =
  | { readonly kind: "not-opened" }
  | { readonly kind: "contract-not-in-force"; readonly at: Instant }
  | { readonly kind: "service-unknown"; readonly service: string | undefined }
  | { readonly kind: "service-without-level"; readonly service: string }
  | { readonly kind: "priority-unknown"; readonly priority: string | undefined }
  | { readonly kind: "nothing-promised"; readonly level: Level; readonly priority: string };

/** A ticket read at an instant. */
export interface TicketReading {
  readonly ticket: string;
  readonly openedAt: Instant | null;
  readonly clocks: readonly ClockReading[];
  readonly noClock: readonly NoClock[];
  readonly exclusions: readonly Exclusion[];
  /** The clocks as they would be if every open objection were upheld; absent when none is open. */
  readonly ifUpheld?: readonly ClockReading[];
}

const happenedFirst = (a: TicketEvent, b: TicketEvent): number => a.at - b.at || a.recordedAt - b.recordedAt;

/** Events in the order in which they happened; of two at the same instant the one recorded first, then the one listed first. */
export function inOrder(events: readonly TicketEvent[]): readonly TicketEvent[] {
  for (let index = 1; index < events.length; index++) {
    if (happenedFirst(events[index - 1]!, events[index]!) > 0) return events.toSorted(happenedFirst);
  }
  return events;
}

/**
 * Reads a ticket at `now` under the versions of its contract. Events after `now` are not yet known.
 *
 * `events` may come in any order, but events at the same instant and recorded at the same instant count in the order
 * given. Throws `OutsideKnownTime` when a calendar does not know the time of an event.
 */
export function readTicket(
  ticket: string,
  events: readonly TicketEvent[],
  versions: readonly Terms[],
  now: Instant,
  absorbed: readonly Absorbed[] = [],
): TicketReading {
  let known = inOrder(events);
  if (known.length > 0 && known.at(-1)!.at > now) known = known.filter(({ at }) => at <= now);
  const objections = objectionsOf(known);
  const recorded = objections === undefined ? known : objections.withoutUpheld;
  const { clocks, noClock } = clocksOf(recorded, versions, now, absorbed);
  const openedAt = recorded.find(({ type }) => type === "opened")?.at ?? null;
  const reading = { ticket, openedAt, clocks, noClock, exclusions: exclusionsOf(recorded) };
  if (objections === undefined || objections.openCount === 0) return reading;
  return { ...reading, ifUpheld: clocksOf(objections.withoutContested, versions, now, absorbed).clocks };
}

function clocksOf(
  events: readonly TicketEvent[],
  versions: readonly Terms[],
  now: Instant,
  absorbed: readonly Absorbed[],
): Pick<TicketReading, "clocks" | "noClock"> {
  const clocks: ClockReading[] = [];
  const noClock: NoClock[] = [];
  const opened = events.findIndex(({ type }) => type === "opened");
  if (opened < 0) return { clocks, noClock: [{ kind: "not-opened" }] };
  for (const life of livesOf(opened === 0 ? events : events.slice(opened), versions)) {
    const begin = life.events[0]!;
    const terms = inForceAt(versions, begin.at);
    if (terms === undefined) noClock.push({ kind: "contract-not-in-force", at: begin.at });
    else readLife(life, terms, versions, now, absorbed, clocks, noClock);
  }
  return { clocks, noClock };
}

function readLife(
  life: Life,
  first: Terms,
  versions: readonly Terms[],
  now: Instant,
  absorbed: readonly Absorbed[],
  clocks: ClockReading[],
  noClock: NoClock[],
): void {
  const at = rulesAt(first, versions);
  const conditions = conditionsOf(life, first, versions, now, absorbed);
  for (const level of LEVELS) {
    const regimes = regimesOf(level, conditions);
    if (regimes.length === 0) continue;
    const reading = (course: Course) => readClock(course, regimes, now);
    if (level === "update") {
      const wasMissed = (course: Course, by: Instant) => readClock(course, regimes, by)?.state === "breached";
      for (const course of updateCoursesOf(life, at, wasMissed)) pushIfRead(clocks, reading(course));
    } else {
      const course = courseOf(level, life, at);
      if (course !== undefined) pushIfRead(clocks, reading(course));
    }
  }
  const last = conditions.at(-1)!;
  if (last.noClock !== undefined) noClock.push(last.noClock);
  else
    for (const level of LEVELS)
      if (last.promises[level] === undefined)
        noClock.push({ kind: "nothing-promised", level, priority: last.priority });
}

function pushIfRead(clocks: ClockReading[], reading: ClockReading | undefined): void {
  if (reading !== undefined) clocks.push(reading);
}

/** The version whose rules judge an instant: the one in force, and after the term the one that held last. */
const judgingAt = (versions: readonly Terms[], at: Instant): Terms | undefined =>
  inForceAt(versions, at) ?? versions.findLast(({ validFrom }) => validFrom <= at) ?? versions[0];

function rulesAt(first: Terms, versions: readonly Terms[]): RulesAt {
  const termsAt = (at: Instant): Terms => (at < first.validUntil ? first : (judgingAt(versions, at) ?? first));
  return {
    rules: (at): ClockRules => termsAt(at).rules,
    pauses: (reason, at) => termsAt(at).pausedLevels.get(reason) ?? [],
  };
}

/** The lives of a ticket. `events` begin with its opening. */
function livesOf(events: readonly TicketEvent[], versions: readonly Terms[]): Life[] {
  if (!events.some(({ type }) => type === "reopened")) return [{ number: 1, events }];
  const lives: Life[] = [];
  let current: TicketEvent[] = [];
  let resolvedAt: Instant | undefined;
  let withdrawn = false;
  let facts: Partial<TicketEvent> = {};
  for (const event of events) {
    if (event.type === "reopened" && (withdrawn || isReopenedLate(resolvedAt, event.at, versions))) {
      lives.push({ number: lives.length + 1, events: current });
      current = [{ ...facts, ...event, type: "opened" }];
      [resolvedAt, withdrawn] = [undefined, false];
      continue;
    }
    current.push(event);
    if (event.type === "reopened") resolvedAt = undefined;
    else if (isEnd(event)) resolvedAt ??= endsLife(event, versions) ? event.at : undefined;
    else if (isCancellation(event)) withdrawn = event.type === "cancelled";
    else facts = factsAfter(facts, event);
  }
  lives.push({ number: lives.length + 1, events: current });
  return lives;
}

function endsLife(event: TicketEvent, versions: readonly Terms[]): boolean {
  const terms = judgingAt(versions, event.at);
  return terms === undefined || isFullEnd(event, terms.rules);
}

function isReopenedLate(resolvedAt: Instant | undefined, at: Instant, versions: readonly Terms[]): boolean {
  const terms = judgingAt(versions, at);
  return resolvedAt !== undefined && terms !== undefined && !isReopenedInTime(resolvedAt, at, terms.rules);
}

/** What a ticket is about, after an event: its service and what makes its priority. */
function factsAfter(facts: Partial<TicketEvent>, event: TicketEvent): Partial<TicketEvent> {
  if (event.type !== "opened" && event.type !== "priority-changed" && event.type !== "service-changed") return facts;
  const { service, impact, urgency, priority } = event;
  const named = impact !== undefined || priority !== undefined;
  return {
    ...(service === undefined ? facts.service !== undefined && { service: facts.service } : { service }),
    ...(named
      ? {
          ...(impact !== undefined && { impact }),
          ...(urgency !== undefined && { urgency }),
          ...(priority !== undefined && { priority }),
        }
      : withoutService(facts)),
  };
}

const withoutService = ({ impact, urgency, priority }: Partial<TicketEvent>): Partial<TicketEvent> => ({
  ...(impact !== undefined && { impact }),
  ...(urgency !== undefined && { urgency }),
  ...(priority !== undefined && { priority }),
});

/** What holds for a ticket from an instant on. */
interface Condition {
  readonly from: Instant;
  readonly terms: Terms;
  readonly service: string;
  readonly priority: string;
  readonly promises: { readonly [L in Level]?: Promised };
  readonly counts: Regime["counts"];
  readonly startAt?: Instant;
  /** Nothing but an earlier start, by a merged ticket. */
  readonly byMerge?: boolean;
  readonly noClock?: NoClock;
}

const NO_PROMISES = {};

/** A ticket that names no service is about the only one, if the contract has only one. */
const serviceOf = (named: string | undefined, { document }: Terms): string | undefined =>
  named ?? (document.services.length === 1 ? document.services[0]!.id : undefined);

function conditionOf(facts: Partial<TicketEvent>, terms: Terms, from: Instant, counts: Regime["counts"]): Condition {
  const service = serviceOf(facts.service, terms);
  const priority = priorityNamed(facts, terms);
  const base = { from, terms, service: service ?? "", priority: priority ?? "", promises: NO_PROMISES, counts };
  const byPriority = service === undefined ? undefined : terms.promisesByService.get(service);
  if (byPriority === undefined) return { ...base, noClock: { kind: "service-unknown", service } };
  if (byPriority.size === 0) return { ...base, noClock: { kind: "service-without-level", service: service! } };
  if (priority === undefined || !terms.rankByPriority.has(priority))
    return { ...base, noClock: { kind: "priority-unknown", priority } };
  return { ...base, promises: byPriority.get(priority) ?? NO_PROMISES };
}

/** Changes of what was promised, in order: priority, service, contract version, and an earlier start by a merged ticket. */
function conditionsOf(
  life: Life,
  first: Terms,
  versions: readonly Terms[],
  now: Instant,
  absorbed: readonly Absorbed[],
): Condition[] {
  const begin = life.events[0]!;
  let facts = factsAfter({}, begin);
  let terms = first;
  let current = conditionOf(facts, terms, begin.at, "from-start");
  const conditions = [current];
  let startAt: Instant | undefined;
  const push = (condition: Condition) =>
    conditions.push((current = startAt === undefined ? condition : { ...condition, startAt }));
  for (const change of changesOf(life, first, versions, now, absorbed)) {
    if ("terms" in change) {
      terms = change.terms;
      push(conditionOf(facts, terms, change.at, terms.rules.retarget.version));
    } else if ("openedAt" in change) {
      if (change.openedAt >= (startAt ?? begin.at)) continue;
      startAt = change.openedAt;
      push({ ...current, from: change.at, counts: "from-start", byMerge: true });
    } else {
      facts = factsAfter(facts, change.event);
      const { retarget } = terms.rules;
      const next = conditionOf(facts, terms, change.at, retarget.service);
      const rank = (condition: Condition) => terms.rankByPriority.get(condition.priority) ?? Number.POSITIVE_INFINITY;
      const byPriority = rank(next) < rank(current) ? retarget.upgrade : retarget.downgrade;
      push(change.event.type === "service-changed" ? next : { ...next, counts: byPriority });
    }
  }
  return conditions;
}

type Change = { readonly at: Instant } & (
  | { readonly terms: Terms }
  | { readonly openedAt: Instant }
  | { readonly event: TicketEvent }
);

/** Changes in order; at the same instant a version comes first, because what happens then happens under it. */
function changesOf(
  life: Life,
  first: Terms,
  versions: readonly Terms[],
  now: Instant,
  absorbed: readonly Absorbed[],
): Change[] {
  const changes: Change[] = [];
  const { at: openedAt } = life.events[0]!;
  if (first.validUntil <= now) {
    for (const terms of versions)
      if (terms.validFrom > openedAt && terms.validFrom <= now) changes.push({ at: terms.validFrom, terms });
  }
  for (const event of life.events) {
    if (event.type === "priority-changed" || event.type === "service-changed") changes.push({ at: event.at, event });
  }
  for (const { mergedAt, openedAt: earlier } of absorbed) {
    // What was merged into an earlier life of the ticket brings no start to this one.
    if (mergedAt <= now && (life.number === 1 || mergedAt >= openedAt))
      changes.push({ at: mergedAt, openedAt: earlier });
  }
  return changes.length > 1 ? changes.toSorted((a, b) => a.at - b.at) : changes;
}

/**
 * The regimes of one level. A condition that promises just the same begins none, nor does an earlier start where the
 * target counts from a change. Empty when nothing is ever promised.
 */
function regimesOf(level: Level, conditions: readonly Condition[]): Regime[] {
  const regimes: Regime[] = [];
  let promisedOnce = false;
  for (const { from, terms, service, priority, promises, counts, startAt, byMerge } of conditions) {
    const promised = promises[level];
    promisedOnce ||= promised !== undefined;
    const before = regimes.at(-1);
    if (before !== undefined) {
      const isSame =
        before.service === service && before.priority === priority && isSamePromise(before.promised, promised);
      if (byMerge === true ? before.counts === "from-change" : isSame) continue;
    }
    regimes.push({ from, terms, service, priority, promised, counts, ...(startAt !== undefined && { startAt }) });
  }
  return promisedOnce ? regimes : [];
}

const isSamePromise = (a: Promised | undefined, b: Promised | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    a.text === b.text &&
    JSON.stringify(a.calendar.definition) === JSON.stringify(b.calendar.definition));

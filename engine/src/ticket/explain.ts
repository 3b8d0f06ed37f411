/** Why a clock reads as it does: each stretch of its time, whether it counted and why. Source: product.md §9.2, docs/rules/sla-clocks.md §10. */
import { openingsBetween, workingTimeBetween } from "../calendar/calendar.ts";
import { millis, type Instant, type Millis } from "../instant.ts";
import type { ClockReading } from "./clock.ts";
import type { Stretch } from "./course.ts";
import type { TicketEvent } from "./event.ts";

/** Counted: `working` inside hours, `elapsed` by the clock on the wall. Not counted: closed hours, an agreed pause, a stop before reopening. */
export type Why = "working" | "elapsed" | "closed" | "paused" | "stopped";

/** One stretch of a clock's time. */
export interface Interval {
  readonly from: Instant;
  readonly to: Instant;
  readonly why: Why;
  readonly counts: boolean;
  /** How much of it counted. */
  readonly countedMs: Millis;
  /** Lies after the reading: what will happen if nothing changes. */
  readonly ahead: boolean;
  /** The event that began a pause or a stop. */
  readonly event?: TicketEvent;
}

const INTERVALS_MAX = 5_000;

/**
 * The intervals of a clock from its start to its end, or to its deadline while it runs, in order and without gaps.
 *
 * Their counted times up to the end or to `now` sum to the reading's elapsed time. At most 5,000: a longer history
 * keeps its first ones.
 */
export function explainClock(reading: ClockReading, now: Instant): readonly Interval[] {
  const { course, deadline, stoppedAt, startedAt } = reading;
  const end = stoppedAt ?? (deadline !== null && deadline > now ? deadline : now);
  const intervals: Interval[] = [];
  // Before the ticket's own first stretch lies what a merged ticket brought: there its clock ran.
  if (startedAt < course.startAt)
    split({ kind: "runs", from: startedAt, to: course.startAt, event: course.startedBy }, reading, end, now, intervals);
  for (const stretch of course.stretches) {
    if (stretch.from >= end || intervals.length >= INTERVALS_MAX) break;
    if (stretch.to !== null && stretch.to <= startedAt) continue;
    split(stretch.from < startedAt ? { ...stretch, from: startedAt } : stretch, reading, end, now, intervals);
  }
  return intervals.slice(0, INTERVALS_MAX);
}

/** One stretch of the course, cut where the calendar opens and closes and at `now`. */
function split(stretch: Stretch, { regime }: ClockReading, end: Instant, now: Instant, intervals: Interval[]): void {
  const { target, calendar } = regime.promised;
  const to = stretch.to === null || stretch.to > end ? end : stretch.to;
  const push = (from: Instant, until: Instant, why: Why) => {
    if (until <= from) return;
    if (from < now && now < until) {
      push(from, now, why);
      push(now, until, why);
      return;
    }
    const counts = why === "working" || why === "elapsed";
    const countedMs = !counts
      ? millis(0)
      : why === "elapsed"
        ? millis(until - from)
        : workingTimeBetween(calendar, from, until);
    const named = why === "paused" || why === "stopped";
    intervals.push({
      from,
      to: until,
      why,
      counts,
      countedMs,
      ahead: from >= now,
      ...(named && { event: stretch.event }),
    });
  };
  if (stretch.kind !== "runs") return push(stretch.from, to, stretch.kind);
  if (target.kind === "elapsed") return push(stretch.from, to, "elapsed");
  let at = stretch.from;
  for (const opening of openingsBetween(calendar, stretch.from, to)) {
    push(at, opening.start, "closed");
    const open = opening.start > at ? opening.start : at;
    at = opening.end < to ? opening.end : to;
    push(open, at, "working");
  }
  push(at, to, "closed");
}

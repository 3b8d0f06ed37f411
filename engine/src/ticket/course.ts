/**
 * The course of a clock: when it started, ran, stood still and ended, read from a ticket's events. No target and no
 * calendar is involved yet. Source: product.md §9.3 and §9.4, docs/rules/sla-clocks.md §§2–4.
 */
import type { ClockRules } from "../contract/clock-rules.ts";
import type { Level } from "../contract/document.ts";
import { DAY_MS, type Instant } from "../instant.ts";
import type { TicketEvent } from "./event.ts";

/** What a clock does in a stretch: it runs, it is paused for an agreed reason, or the ticket was resolved and reopened later. */
export type StretchKind = "runs" | "paused" | "stopped";

/** A stretch [from, to) of a clock's course; the last one has no end while the clock goes on. */
export interface Stretch {
  readonly kind: StretchKind;
  readonly from: Instant;
  readonly to: Instant | null;
  /** The event that began it; where a clock starts within a pause of the ticket, the event that paused the ticket. */
  readonly event: TicketEvent;
}

/** Stretches in order and without gaps from the start on. */
export interface Course {
  readonly level: Level;
  /** 1, and one more for each time the ticket was reopened too late to go on with its clocks. */
  readonly life: number;
  /** Which update cycle it is, from 1; always 1 for other levels. */
  readonly cycle: number;
  readonly startAt: Instant;
  /** What started it: the opening of the ticket, or a later event. */
  readonly startedBy: TicketEvent;
  readonly stretches: readonly Stretch[];
  /** The final stop or cancellation; `null` while the clock goes on. */
  readonly endedBy: TicketEvent | null;
  readonly cancelled: boolean;
}

/** One life of a ticket: its events in order from its opening, or from a reopening that came too late, to the next one. */
export interface Life {
  readonly number: number;
  readonly events: readonly TicketEvent[];
}

/** What a ticket's rules are at an instant: pause reasons come from the contract version in force. */
export interface RulesAt {
  readonly rules: (at: Instant) => ClockRules;
  readonly pauses: (reason: string, at: Instant) => readonly Level[];
}

/** An answer that counts: visible, by a person of the provider. */
export const isAnswer = (event: TicketEvent): boolean =>
  event.type === "answered" && event.by === "provider" && event.automatic !== true;

/** Resolving ends a ticket; so does closing, and cancelling by the provider, who cannot withdraw a ticket. */
export const isEnd = (event: TicketEvent): boolean =>
  event.type === "resolved" || event.type === "closed" || (event.type === "cancelled" && event.by === "provider");

/** An event after which no verdict is passed: the client or a system withdrew the ticket, or it went on in another one. */
export const isCancellation = (event: TicketEvent): boolean =>
  event.type === "merged" || (event.type === "cancelled" && event.by !== "provider");

/** Whether a reopening comes within the contract's days after the ticket was resolved. */
export const isReopenedInTime = (resolvedAt: Instant, reopenedAt: Instant, rules: ClockRules): boolean =>
  reopenedAt - resolvedAt <= rules.reopen.withinDays * DAY_MS;

/** Whether an event ends a ticket for every clock: where resolution counts to the closing, resolving leaves that clock going. */
export const isFullEnd = (event: TicketEvent, rules: ClockRules): boolean =>
  isEnd(event) && (event.type !== "resolved" || rules.resolve.stop === "resolved");

function stops(level: Level, event: TicketEvent, rules: ClockRules): boolean {
  if (isEnd(event)) return level !== "resolve" || isFullEnd(event, rules);
  if (level === "update" || level === "resolve") return false;
  if (level === "restore" && event.workaround === true && event.type === "restored" && !rules.restore.workaroundCounts)
    return false;
  return rules[level].stop.some((type) => type === event.type && (type !== "answered" || isAnswer(event)));
}

const starts = (level: Level, event: TicketEvent, rules: ClockRules): boolean => {
  const wanted = level === "restore" || level === "resolve" ? rules[level].start : "opened";
  return event.type === wanted ? wanted !== "answered" || isAnswer(event) : false;
};

/**
 * Whether a ticket has ended for a level, and the pause in force for it. A pause belongs to the ticket, so it holds for clocks
 * that start within it as well; a resumption, the end of the ticket and a reopening end it.
 */
class Standing {
  hasEnded = false;
  pause: TicketEvent | undefined;
  private readonly level: Level;
  private readonly at: RulesAt;

  constructor(level: Level, at: RulesAt) {
    this.level = level;
    this.at = at;
  }

  /** A pause holds for the reason named last; one that the contract does not list stops no clock. */
  follow(event: TicketEvent, rules: ClockRules): void {
    if (event.type === "paused")
      this.pause = this.at.pauses(event.reason ?? "", event.at).includes(this.level) ? event : undefined;
    else if (event.type === "resumed") this.pause = undefined;
    else if (event.type === "reopened") [this.hasEnded, this.pause] = [false, undefined];
    else if (isEnd(event)) [this.hasEnded, this.pause] = [this.hasEnded || stops(this.level, event, rules), undefined];
  }
}

/** The course of the response, restore or resolve clock; `undefined` when its start event has not happened before the end. */
export function courseOf(level: Exclude<Level, "update">, life: Life, at: RulesAt): Course | undefined {
  const standing = new Standing(level, at);
  let track: Track | undefined;
  for (const event of life.events) {
    if (isCancellation(event)) {
      // What was over already keeps its verdict; only what still went on is withdrawn.
      if (track?.isStopped === false) track.end(event, true);
      break;
    }
    const rules = at.rules(event.at);
    standing.follow(event, rules);
    if (track === undefined) {
      if (!standing.hasEnded && starts(level, event, rules))
        track = new Track(level, life.number, 1, event, standing.pause);
    } else if (stops(level, event, rules)) track.stop(event);
    else if (level !== "response") track.follow(event, standing.pause);
  }
  return track?.course();
}

/**
 * The courses of the update clock, one a cycle: each visible update ends one and begins the next, until the ticket is
 * resolved. With the default rule a message of the client starts the running cycle anew, unless an older message still
 * waits for an answer. `wasMissed` says whether a course had missed its target by an instant: a miss is never dropped.
 */
export function updateCoursesOf(
  life: Life,
  at: RulesAt,
  wasMissed: (course: Course, by: Instant) => boolean,
): Course[] {
  const courses: Course[] = [];
  const standing = new Standing("update", at);
  let track: Track | undefined;
  let awaitsAnswer = true;
  const begin = (event: TicketEvent) =>
    (track = new Track("update", life.number, courses.length + 1, event, standing.pause));
  const end = (event: TicketEvent) => {
    if (track === undefined) return;
    track.end(event, isCancellation(event));
    courses.push(track.course());
    track = undefined;
  };
  for (const event of life.events) {
    const rules = at.rules(event.at);
    const mode = rules.update.start;
    standing.follow(event, rules);
    if (isEnd(event) || isCancellation(event)) {
      end(event);
      awaitsAnswer = false;
      if (isCancellation(event)) break;
    } else if (standing.hasEnded) continue;
    else if (isAnswer(event)) {
      awaitsAnswer = false;
      if (track === undefined) continue;
      end(event);
      if (mode !== "message") begin(event);
    } else if (event.type === "messaged" && event.by === "client") {
      if (track === undefined) {
        if (mode === "message" && !awaitsAnswer) begin(event);
      } else if (mode === "update-or-message" && !awaitsAnswer && !wasMissed(track.course(), event.at)) {
        track = new Track("update", life.number, track.cycle, event, standing.pause);
      }
      awaitsAnswer = true;
    } else {
      if (event.type === "opened" || event.type === "reopened") awaitsAnswer = true;
      if (track !== undefined) track.follow(event, standing.pause);
      else if (event.type === "opened" || event.type === "reopened") begin(event);
    }
  }
  if (track !== undefined) courses.push(track.course());
  return courses;
}

/** Builds a course event by event. */
class Track {
  readonly level: Level;
  readonly life: number;
  readonly cycle: number;
  private readonly start: TicketEvent;
  private readonly stretches: Stretch[] = [];
  private kind: StretchKind;
  private since: Instant;
  /** What began the present stretch: the pausing event while the clock is paused. */
  private cause: TicketEvent;
  private ended: TicketEvent | null = null;
  private withdrawn = false;

  constructor(level: Level, life: number, cycle: number, start: TicketEvent, pause: TicketEvent | undefined) {
    this.level = level;
    this.life = life;
    this.cycle = cycle;
    this.start = start;
    this.since = start.at;
    this.kind = pause === undefined ? "runs" : "paused";
    this.cause = pause ?? start;
  }

  get isStopped(): boolean {
    return this.kind === "stopped";
  }

  private turn(kind: StretchKind, at: Instant, cause: TicketEvent): void {
    if (at > this.since) this.stretches.push({ kind: this.kind, from: this.since, to: at, event: this.cause });
    this.kind = kind;
    this.since = at;
    this.cause = cause;
  }

  stop(event: TicketEvent): void {
    if (!this.isStopped) this.turn("stopped", event.at, event);
  }

  /** Stands still for a pause of the ticket and runs where there is none; once stopped, goes on only when the ticket is reopened. */
  follow(event: TicketEvent, pause: TicketEvent | undefined): void {
    if (this.isStopped ? event.type !== "reopened" : pause === (this.kind === "paused" ? this.cause : undefined))
      return;
    this.turn(pause === undefined ? "runs" : "paused", event.at, pause ?? event);
  }

  end(event: TicketEvent, withdrawn: boolean): void {
    this.turn("stopped", event.at, event);
    this.ended = event;
    this.withdrawn = withdrawn;
  }

  course(): Course {
    const endedBy = this.ended ?? (this.isStopped ? this.cause : null);
    const open: Stretch = { kind: this.kind, from: this.since, to: null, event: this.cause };
    return {
      level: this.level,
      life: this.life,
      cycle: this.cycle,
      startAt: this.start.at,
      startedBy: this.start,
      stretches: endedBy === null ? [...this.stretches, open] : this.stretches,
      endedBy,
      cancelled: this.withdrawn,
    };
  }
}

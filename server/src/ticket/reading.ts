/** What is read from a ticket's log and kept in its row, for lists and for the next deadline. */
import type { Instant } from "@handschlag/engine/instant.ts";
import { inForceAt, type Terms } from "@handschlag/engine/contract/terms.ts";
import { exclusionOf, periodOf } from "@handschlag/engine/ticket/attainment.ts";
import type { ClockReading, ClockState } from "@handschlag/engine/ticket/clock.ts";
import type { Exclusion } from "@handschlag/engine/ticket/objection.ts";
import { noticesOf, sharesOf } from "@handschlag/engine/ticket/notice.ts";
import { standingOf, type Standing } from "@handschlag/engine/ticket/standing.ts";
import { inOrder, readTicket, type TicketReading } from "@handschlag/engine/ticket/ticket.ts";
import type { Level } from "@handschlag/engine/contract/document.ts";
import { noticeKey, type TicketLog } from "./events.ts";

/** A clock as a row keeps it. `open`: it goes on, also past its deadline. */
export interface BriefClock {
  readonly level: Level;
  readonly life: number;
  readonly cycle: number;
  readonly state: ClockState;
  readonly open: boolean;
  readonly service: string;
  readonly priority: string;
  readonly startedAt: string;
  readonly deadline: string | null;
  readonly stoppedAt: string | null;
  readonly breachedAt: string | null;
  readonly targetMs: number;
  readonly elapsedMs: number;
  readonly pausedMs: number;
  readonly marginMs: number;
  /** The month in which it counts, and whether both sides left it out: figures in short are counted from rows. */
  readonly period: string;
  readonly excluded: boolean;
}

/** A ticket read at an instant, with what its row keeps of that. */
export interface Read {
  readonly standing: Standing;
  readonly reading: TicketReading;
  readonly clocks: readonly BriefClock[];
  readonly disputed: boolean;
  /** The earliest deadline of a clock that goes on. */
  readonly dueAt: Instant | undefined;
  /** Warnings and breaches that have happened and are not recorded. */
  readonly notices: readonly DueNotice[];
  /** When the next one happens if nothing changes. */
  readonly noticeAt: Instant | undefined;
}

export interface DueNotice {
  readonly at: Instant;
  readonly share: number;
  readonly clock: ClockReading;
}

const iso = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());

function briefOf(reading: ClockReading, exclusions: readonly Exclusion[]): BriefClock {
  const { level, state, regime, course, startedAt, deadline, stoppedAt, breachedAt } = reading;
  return {
    level,
    life: course.life,
    cycle: course.cycle,
    state,
    open: isOpen(reading),
    service: regime.service,
    priority: regime.priority,
    startedAt: new Date(startedAt).toISOString(),
    deadline: iso(deadline),
    stoppedAt: iso(stoppedAt),
    breachedAt: iso(breachedAt),
    targetMs: reading.targetMs,
    elapsedMs: reading.elapsedMs,
    pausedMs: reading.pausedMs,
    marginMs: reading.marginMs,
    period: periodOf(reading),
    excluded: exclusionOf(level, exclusions) !== undefined,
  };
}

/** Whether a clock goes on, be it on time, past its deadline or at a standstill. */
const isOpen = ({ state, stoppedAt, course }: ClockReading): boolean =>
  state !== "met" && state !== "cancelled" && stoppedAt === null && course.endedBy === null;

/** The version by whose words a ticket is described at an instant: the one in force, else the last that was. */
export const termsAt = (versions: readonly Terms[], at: Instant): Terms | undefined =>
  inForceAt(versions, at) ?? versions.findLast(({ validFrom }) => validFrom <= at) ?? versions[0];

/** `now`, or when the last event was recorded: what several people did within a millisecond is recorded one after the other, and clocks of two machines differ. */
export const toldUntil = ({ events }: TicketLog, now: Instant): Instant =>
  events.reduce<Instant>((last, { recordedAt }) => (recordedAt > last ? recordedAt : last), now);

/** Reads a ticket from its log. */
export function read(ticket: string, log: TicketLog, versions: readonly Terms[], readAt: Instant): Read {
  const now = toldUntil(log, readAt);
  const events = inOrder(log.events);
  const standing = standingOf(events, termsAt(versions, now));
  const reading = readTicket(ticket, events, versions, now, log.absorbed);
  const due = reading.clocks
    .filter((clock) => isOpen(clock) && clock.state !== "paused")
    .flatMap(({ deadline }) => (deadline === null ? [] : [deadline]));
  const happening = reading.clocks.flatMap((clock) => unrecorded(clock, log, now));
  return {
    standing,
    reading,
    clocks: reading.clocks.map((clock) => briefOf(clock, reading.exclusions)),
    disputed: reading.ifUpheld !== undefined,
    dueAt: due.length === 0 ? undefined : (Math.min(...due) as Instant),
    notices: happening.filter(({ at }) => at <= now).toSorted((a, b) => a.at - b.at),
    noticeAt: happening.reduce<Instant | undefined>(
      (next, { at }) => (at > now && (next === undefined || at < next) ? at : next),
      undefined,
    ),
  };
}

const FIRST = Number.NEGATIVE_INFINITY as Instant;

function unrecorded(clock: ClockReading, { noticed, importedAt = FIRST }: TicketLog, now: Instant): DueNotice[] {
  const shares = sharesOf(clock.regime.terms.document);
  const { life, cycle } = clock.course;
  return noticesOf(clock, shares, now)
    .filter(({ at, share }) => at > importedAt && !noticed.has(noticeKey(clock.level, life, cycle, share)))
    .map(({ at, share }) => ({ at, share, clock }));
}

/** The columns of a ticket's row that are read from its log. */
export function columnsOf({ standing, clocks, disputed, dueAt, noticeAt, notices }: Read) {
  const first = notices[0]?.at ?? noticeAt;
  return {
    service: standing.service ?? null,
    impact: standing.impact ?? null,
    urgency: standing.urgency ?? null,
    priority: standing.priority ?? null,
    stage: standing.stage,
    awaiting: standing.awaiting,
    clocks: JSON.stringify(clocks),
    disputed,
    ended_at: standing.endedAt === null ? null : new Date(standing.endedAt),
    due_at: dueAt === undefined ? NEVER : new Date(dueAt),
    notice_at: first === undefined ? null : new Date(first),
  };
}

/** PostgreSQL's `infinity` as pg writes it. */
export const NEVER = Number.POSITIVE_INFINITY as unknown as Date;

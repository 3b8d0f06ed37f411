/**
 * A board of many clocks that is brought up to date at once. Source: docs/rules/sla-clocks.md §§3–5.
 *
 * Between two events of a ticket a clock only waits: it runs by its calendar, or stands. How much working time passes is
 * the same for all clocks of a calendar, so a calendar is asked once and each clock costs an addition and a comparison.
 */
import { isWorkingTime, workingTimeBetween, type Calendar } from "../calendar/calendar.ts";
import type { Instant } from "../instant.ts";
import { assert } from "../outcome.ts";
import type { ClockReading, ClockState } from "./clock.ts";

/** The states of clocks by their number on a board. */
export const STATES = ["running", "paused", "breached", "met", "cancelled"] as const satisfies readonly ClockState[];
const RUNNING = 0;
const BREACHED = 2;
/** Places for the states in a table that is asked by state and something else. */
const STATES_MAX = 8;

/** By what time passes for a clock: not at all, by the clock on the wall, or, from 2 on, by a calendar of the board. */
const STANDS = 0;
const BY_WALL_CLOCK = 1;
const BY_CALENDAR = 2;

/**
 * The clocks of readings that were made at `since`, ready to be read at later instants.
 *
 * The numbers of a board equal those of new readings as long as nothing happens to the tickets and no other version of
 * their contract begins to apply; then it has to be made anew. A clock that has ended stands as it ended.
 * Memory: 45 bytes a clock.
 */
export class ClockBoard {
  readonly since: Instant;
  /** By clock, in the order of the readings, as of the last `readAt`: milliseconds that have passed, */
  readonly elapsedMs: Float64Array;
  /** the target less these, negative for how much it is missed, */
  readonly marginMs: Float64Array;
  /** the number of the state in `STATES`, */
  readonly states: Uint8Array;
  /** and 1 where the clock runs but is closed at the moment, else 0. */
  readonly outsideHours: Uint8Array;
  private readonly calendars: readonly Calendar[];
  private readonly passesBy: Uint16Array;
  /** Elapsed time at `since`; less the wait for a start still to come where time passes by the clock on the wall. */
  private readonly elapsedAtSince: Float64Array;
  private readonly targetMs: Float64Array;
  /** The instant after which the clock is missed; infinite where that is decided, or cannot happen yet. */
  private readonly deadline: Float64Array;
  private readonly stateAtSince: Uint8Array;

  /** At most 65,534 calendars. Cost: under 1 µs a clock. */
  constructor(readings: readonly ClockReading[], since: Instant) {
    const count = readings.length;
    this.since = since;
    this.elapsedMs = new Float64Array(count);
    this.marginMs = new Float64Array(count);
    this.states = new Uint8Array(count);
    this.outsideHours = new Uint8Array(count);
    this.passesBy = new Uint16Array(count);
    this.elapsedAtSince = new Float64Array(count);
    this.targetMs = new Float64Array(count);
    this.deadline = new Float64Array(count);
    this.stateAtSince = new Uint8Array(count);
    const numberByCalendar = new Map<Calendar, number>();
    for (const [index, reading] of readings.entries()) this.put(index, reading, numberByCalendar);
    this.calendars = [...numberByCalendar.keys()];
    assert(this.calendars.length <= 0x1_0000 - BY_CALENDAR, "the calendars of a board can be numbered");
    this.readAt(since);
  }

  private put(index: number, reading: ClockReading, numberByCalendar: Map<Calendar, number>): void {
    const { course, regime, state, startedAt, elapsedMs, targetMs, deadline } = reading;
    const { calendar, target } = regime.promised;
    this.targetMs[index] = targetMs;
    this.stateAtSince[index] = STATES.indexOf(state);
    const goesOn = state === "running" || state === "paused";
    this.deadline[index] = (goesOn ? deadline : null) ?? Number.POSITIVE_INFINITY;
    this.elapsedAtSince[index] = elapsedMs;
    // What was missed or withdrawn may still run: until the ticket is answered, resolved or paused.
    if (course.endedBy !== null || course.stretches.at(-1)?.kind !== "runs") this.passesBy[index] = STANDS;
    else if (target.kind === "elapsed") {
      this.passesBy[index] = BY_WALL_CLOCK;
      if (startedAt > this.since) this.elapsedAtSince[index] = this.since - startedAt;
    } else {
      const number = numberByCalendar.get(calendar) ?? BY_CALENDAR + numberByCalendar.size;
      numberByCalendar.set(calendar, number);
      this.passesBy[index] = number;
    }
  }

  /**
   * Brings all clocks up to date at `now`, which is not before `since`.
   *
   * Throws `OutsideKnownTime` when a calendar by which a clock runs does not know `now`. Cost: two look-ups a calendar
   * and about 10 ns a clock; a calendar asked for the first time is compiled.
   */
  readAt(now: Instant): void {
    const { since, calendars } = this;
    assert(now >= since, "a board is read at its beginning or later");
    const passed = Float64Array.of(0, now - since, ...calendars.map((each) => workingTimeBetween(each, since, now)));
    // By what time passes for a clock, and by its state: only a clock that runs is closed, or waits for its start.
    const outside = new Uint8Array(passed.length * STATES_MAX);
    outside[STANDS * STATES_MAX + RUNNING] = 1;
    for (const [index, each] of calendars.entries()) {
      outside[(BY_CALENDAR + index) * STATES_MAX + RUNNING] = isWorkingTime(each, now) ? 0 : 1;
    }
    const { passesBy, elapsedAtSince, targetMs, deadline, stateAtSince, elapsedMs, marginMs, states, outsideHours } =
      this;
    for (let index = 0; index < states.length; index++) {
      let by = passesBy[index]!;
      let elapsed = elapsedAtSince[index]! + passed[by]!;
      if (elapsed < 0) {
        // By the clock on the wall, and not started yet.
        elapsed = 0;
        by = STANDS;
      }
      const state = deadline[index]! < now ? BREACHED : stateAtSince[index]!;
      elapsedMs[index] = elapsed;
      marginMs[index] = targetMs[index]! - elapsed;
      states[index] = state;
      // Looked up, as a branch on which clocks are closed could not be predicted.
      outsideHours[index] = outside[by * STATES_MAX + state]!;
    }
  }
}

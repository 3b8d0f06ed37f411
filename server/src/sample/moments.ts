/** When things happen in the sample: as shares of what the contract promises, so that they are in time or late on purpose. */
import {
  addWorkingTime,
  isWorkingTime,
  nextWorkingInstant,
  workingTimeBetween,
} from "@handschlag/engine/calendar/calendar.ts";
import { dueAt } from "@handschlag/engine/calendar/target.ts";
import type { Promised, Promises } from "@handschlag/engine/contract/terms.ts";
import { DAY_MS, HOUR_MS, millis, MINUTE_MS, SECOND_MS, type Instant } from "@handschlag/engine/instant.ts";

const whole = (at: number): Instant => (Math.ceil(at / SECOND_MS) * SECOND_MS) as Instant;

/** When `share` of a target is used up that runs from `from`; 1 is the deadline. */
export function shareUsedAt({ target, calendar }: Promised, from: Instant, share: number): Instant {
  const begin = nextWorkingInstant(calendar, from) ?? from;
  if (target.kind === "elapsed") return whole(begin + target.ms * share);
  const due = dueAt(calendar, begin, target) ?? begin;
  const length = workingTimeBetween(calendar, begin, due);
  return whole(addWorkingTime(calendar, begin, millis(Math.max(1, Math.round(length * share)))) ?? due);
}

/** So many minutes of the provider's work later. */
export const workedAfter = ({ calendar }: Promised, from: Instant, minutes: number): Instant =>
  whole(addWorkingTime(calendar, from, millis(Math.max(1, Math.round(minutes * MINUTE_MS)))) ?? from);

/** The next moment from an instant on at which the provider is at work. */
export const workingFrom = ({ calendar }: Promised, at: Instant): Instant =>
  whole(nextWorkingInstant(calendar, at) ?? at);

export const isAtWork = ({ calendar }: Promised, at: Instant): boolean => isWorkingTime(calendar, at);

const STEP_MS = 5 * MINUTE_MS;
const LOOKED_BACK_MS = 21 * DAY_MS;
/** Most reports come in during the day, in Germany. */
const [MORNING_MS, EVENING_MS] = [5.5 * HOUR_MS, 15 * HOUR_MS];

/** The moments of past days, the latest first, at which the client might have reported something. */
function* reportMoments(promised: Promised, now: Instant): Generator<Instant> {
  const earliest = now - LOOKED_BACK_MS;
  for (let at = whole(now - STEP_MS); at > earliest; at = (at - STEP_MS) as Instant) {
    const inDay = at % DAY_MS;
    if (inDay >= MORNING_MS && inDay < EVENING_MS && isAtWork(promised, at)) yield at;
  }
}

/** When a report came in of whose target a share is used up at `now`. */
export function reportedFor(promised: Promised, now: Instant, share: number): Instant {
  for (const at of reportMoments(promised, now)) if (shareUsedAt(promised, at, share) <= now) return at;
  return whole(now - LOOKED_BACK_MS);
}

/** When a report came in whose deadline is the next one after `now`, or the last one before it. */
export function reportedForDeadline(promised: Promised, now: Instant, side: "ahead" | "behind"): Instant {
  const moments = Map.groupBy(reportMoments(promised, now), (at) => shareUsedAt(promised, at, 1));
  const due = [...moments.keys()].filter((deadline) => (side === "ahead" ? deadline > now : deadline < now));
  const nearest = side === "ahead" ? Math.min(...due) : Math.max(...due);
  // Several reports of a day are due at the end of another.
  const alike = moments.get(nearest as Instant) ?? [reportedFor(promised, now, 1)];
  return alike[Math.floor(alike.length / 2)]!;
}

/** What is promised first of what has to be reached in the end. */
export const goalOf = ({ restore, resolve, response }: Promises): Promised | undefined =>
  restore ?? resolve ?? response;

import { Temporal } from "temporal-polyfill";
import { DAY_MS, firstDayOfYear, isoOfDay, YEAR_MAX, YEAR_MIN, yearOfDay, type Day, type Instant } from "../instant.ts";
import { assert } from "../outcome.ts";

/**
 * The offsets of a time zone from `from` on, one entry a stretch between two changes: stretch i runs from
 * `startsAt[i]` to the next entry's start with `offsetMs[i]` east of Greenwich.
 */
export interface Zone {
  readonly name: string;
  readonly startsAt: readonly Instant[];
  readonly offsetMs: readonly number[];
  /** Stretches are complete up to here. */
  readonly until: Instant;
}

const zoneByName = new Map<string, Zone>();

/** Whether `name` is a time zone of the IANA database that this machine knows. Bare offsets such as `+01:00` are none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

const YEARS_AT_ONCE = 10;
/** Local readings reach over the end of a known stretch by a day. */
const MARGIN_MS = 2 * DAY_MS;
const END_OF_ZONES = firstDayOfYear(YEAR_MAX + 2) * DAY_MS;

/**
 * The zone with its changes known from before 1970 to two days after `at` and further.
 *
 * Kept per zone and grown when a later instant is asked for; what is known never changes. Throws when the zone does not
 * exist. Cost: about 0.3 ms a change of offset the first time, then a look-up by name.
 */
export function zoneAt(name: string, at: Instant): Zone {
  const known = zoneByName.get(name);
  if (known !== undefined && known.until >= at + MARGIN_MS) return known;
  assert(at >= 0 && at < END_OF_ZONES, "a zone is asked for an instant of the known years");
  const startsAt =
    known === undefined ? [(firstDayOfYear(YEAR_MIN) * DAY_MS - MARGIN_MS) as Instant] : [...known.startsAt];
  let last = Temporal.Instant.fromEpochMilliseconds(startsAt.at(-1)!).toZonedDateTimeISO(name);
  const offsetMs = known === undefined ? [last.offsetNanoseconds / 1e6] : [...known.offsetMs];
  const until = (firstDayOfYear(yearOfDay(Math.floor(at / DAY_MS) as Day) + YEARS_AT_ONCE) * DAY_MS) as Instant;
  while (true) {
    const change = last.getTimeZoneTransition("next");
    if (change === null || change.epochMilliseconds >= until) break;
    startsAt.push(change.epochMilliseconds as Instant);
    offsetMs.push(change.offsetNanoseconds / 1e6);
    last = change;
  }
  const zone: Zone = { name, startsAt, offsetMs, until };
  zoneByName.set(name, zone);
  return zone;
}

/** The last index whose value is at most `value`; -1 when all are greater. `valueAt` ascends. */
function lastAtMost(length: number, valueAt: (index: number) => number, value: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(middle) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Milliseconds east of Greenwich at an instant. */
export function offsetAt(zone: Zone, at: Instant): number {
  const index = lastAtMost(zone.startsAt.length, (i) => zone.startsAt[i]!, at);
  assert(index >= 0 && at < zone.until, "the zone is known at the instant");
  return zone.offsetMs[index]!;
}

/** The local date on which an instant falls. */
export const localDayAt = (zone: Zone, at: Instant): Day => Math.floor((at + offsetAt(zone, at)) / DAY_MS) as Day;

/** The calendar date at an instant in a zone by its name, `2026-11-23`. Throws when there is no such zone. */
export const dateIn = (name: string, at: Instant): string => isoOfDay(localDayAt(zoneAt(name, at), at));

/**
 * The instant of a local reading that opens a stretch of working time; `local` is the reading as if it were UTC.
 *
 * A reading that occurs twice means the first; one that does not exist moves forward by the gap.
 * Source: docs/rules/working-time.md §3.
 */
export function openingInstant(zone: Zone, local: number): Instant {
  const { startsAt, offsetMs } = zone;
  // The first stretch whose local end lies after the reading; before its local start there is only a gap.
  const index = 1 + lastAtMost(startsAt.length - 1, (i) => startsAt[i + 1]! + offsetMs[i]!, local);
  const inGap = index > 0 && local < startsAt[index]! + offsetMs[index]!;
  return (local - offsetMs[inGap ? index - 1 : index]!) as Instant;
}

/** As `openingInstant` for a reading that closes a stretch: one that occurs twice means the second. */
export function closingInstant(zone: Zone, local: number): Instant {
  const { startsAt, offsetMs } = zone;
  const index = lastAtMost(startsAt.length, (i) => startsAt[i]! + offsetMs[i]!, local);
  return (local - offsetMs[Math.max(index, 0)]!) as Instant;
}

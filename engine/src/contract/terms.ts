/** A contract made ready for clocks: targets by service and priority with compiled calendars, and which version is in force when. */
import { calendarOf, type Calendar } from "../calendar/calendar.ts";
import type { HolidaySource } from "../calendar/holidays.ts";
import { germanHolidays } from "../calendar/holidays.ts";
import { targetOf, type Target } from "../calendar/target.ts";
import { openingInstant, zoneAt, type Zone } from "../calendar/zone.ts";
import { DAY_MS, dayOfIso, type Instant } from "../instant.ts";
import { assert, ok, refuse, type Outcome } from "../outcome.ts";
import type { ClockRules } from "./clock-rules.ts";
import { LEVELS, type ContractDocument, type Level, type TargetEntry } from "./document.ts";

/** One promise: what is to be reached, and the calendar in which it is counted. */
export interface Promised {
  readonly level: Level;
  readonly target: Target;
  /** The target as the contract writes it. */
  readonly text: string;
  readonly calendar: Calendar;
  readonly calendarName: string;
}

/** The promises of one priority of one service level. */
export type Promises = { readonly [L in Level]?: Promised };

/** One version of a contract, ready to be asked. */
export interface Terms {
  readonly document: ContractDocument;
  readonly rules: ClockRules;
  /** The contract's zone, known at least until two days after the instant. */
  readonly zoneAt: (at: Instant) => Zone;
  /** In force in [validFrom, validUntil): until the next version or the day after the term's end. */
  readonly validFrom: Instant;
  readonly validUntil: Instant;
  readonly rankByPriority: ReadonlyMap<string, number>;
  readonly priorityByImpact: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly promisesByService: ReadonlyMap<string, ReadonlyMap<string, Promises>>;
  readonly pausedLevels: ReadonlyMap<string, readonly Level[]>;
}

/** Why documents are not the versions of one contract. */
export type VersionRefusal =
  | { readonly kind: "another-contract"; readonly id: string; readonly expected: string }
  | { readonly kind: "version-repeated"; readonly version: number }
  | { readonly kind: "version-order"; readonly version: number; readonly validFrom: string };

/** The versions of one contract in the order in which they apply. At least one document. */
export function termsOf(
  documents: readonly ContractDocument[],
  holidays: HolidaySource = germanHolidays,
): Outcome<readonly Terms[], VersionRefusal> {
  const [first, ...others] = documents.toSorted((a, b) => a.version - b.version);
  assert(first !== undefined, "a contract has at least one version");
  let before = first;
  for (const document of others) {
    if (document.id !== first.id) return refuse({ kind: "another-contract", id: document.id, expected: first.id });
    if (document.version === before.version) return refuse({ kind: "version-repeated", version: document.version });
    if (document.validFrom <= before.validFrom)
      return refuse({ kind: "version-order", version: document.version, validFrom: document.validFrom });
    before = document;
  }
  const all = [first, ...others];
  return ok(all.map((document, index) => compiled(document, all[index + 1], holidays)));
}

/** The version in force at an instant; `undefined` before the first, after the term, and between the end of a term and a later version. */
export function inForceAt(versions: readonly Terms[], at: Instant): Terms | undefined {
  for (const terms of versions) if (at >= terms.validFrom && at < terms.validUntil) return terms;
  return undefined;
}

/** What a report says of how bad it is. */
interface Rating {
  readonly impact?: string | undefined;
  readonly urgency?: string | undefined;
  readonly priority?: string | undefined;
}

/** Priority by impact and urgency where both are known to the contract's matrix, else as it is named. Source: product.md §9.1. */
export const priorityNamed = ({ impact, urgency, priority }: Rating, terms: Terms): string | undefined =>
  (impact === undefined || urgency === undefined ? undefined : terms.priorityByImpact.get(impact)?.get(urgency)) ??
  priority;

/** The local midnight that begins a date, given as days since 1970. */
const midnight = (timeZone: string, day: number): Instant =>
  openingInstant(zoneAt(timeZone, (day * DAY_MS) as Instant), day * DAY_MS);

function compiled(document: ContractDocument, next: ContractDocument | undefined, holidays: HolidaySource): Terms {
  const { term, timeZone, priorities, clocks } = document;
  const termEnd = term.end === undefined ? Number.POSITIVE_INFINITY : midnight(timeZone, dayOfIso(term.end)! + 1);
  const nextFrom = next === undefined ? Number.POSITIVE_INFINITY : midnight(timeZone, dayOfIso(next.validFrom)!);
  return {
    document,
    rules: clocks,
    zoneAt: (at) => zoneAt(timeZone, at),
    validFrom: midnight(timeZone, dayOfIso(document.validFrom)!),
    validUntil: Math.min(termEnd, nextFrom) as Instant,
    rankByPriority: new Map(priorities.levels.map((priority, rank) => [priority, rank])),
    priorityByImpact: new Map(
      Object.entries(priorities.matrix ?? {}).map(([impact, row]) => [impact, new Map(Object.entries(row))]),
    ),
    promisesByService: promisesByService(document, holidays),
    pausedLevels: new Map(clocks.pauses.map(({ reason, clocks: levels }) => [reason, levels])),
  };
}

function promisesByService(
  { calendars, serviceLevels, services }: ContractDocument,
  holidays: HolidaySource,
): Terms["promisesByService"] {
  const calendarByName = new Map(
    Object.entries(calendars).map(([name, definition]) => [name, calendarOf(definition, holidays)]),
  );
  const promised = (level: Level, entry: TargetEntry, name: string): Promised => {
    const text = typeof entry === "string" ? entry : entry.target;
    const calendarName = typeof entry === "string" ? name : entry.calendar;
    const [target, calendar] = [targetOf(text), calendarByName.get(calendarName)];
    assert(target !== undefined && calendar !== undefined, "the reader checked targets and calendars");
    return { level, target, text, calendar, calendarName };
  };
  const byLevelName = new Map(
    Object.entries(serviceLevels).map(([name, { calendar, targets }]) => [
      name,
      new Map(
        Object.entries(targets).map(([priority, entry]) => {
          const promises = LEVELS.flatMap((level) =>
            entry[level] === undefined ? [] : [[level, promised(level, entry[level], entry.calendar ?? calendar)]],
          );
          return [priority, Object.fromEntries(promises) as Promises];
        }),
      ),
    ]),
  );
  const none: ReadonlyMap<string, Promises> = new Map();
  return new Map(
    services.map(({ id, serviceLevel }) => [id, serviceLevel === undefined ? none : byLevelName.get(serviceLevel)!]),
  );
}

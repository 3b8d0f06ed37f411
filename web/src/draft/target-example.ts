/** What a target of a draft would mean: for a report at this moment, and for one before the next public holiday. */
import { calendarOf, openingsBetween, type Calendar } from "@handschlag/engine/calendar/calendar.ts";
import { CalendarDefinition, regionsOf, WEEKDAYS } from "@handschlag/engine/calendar/definition.ts";
import { GERMAN_HOLIDAY_RULES } from "@handschlag/engine/calendar/german-holidays.data.ts";
import { germanHolidays } from "@handschlag/engine/calendar/holidays.ts";
import { targetOf, type Target } from "@handschlag/engine/calendar/target.ts";
import { localDayAt, openingInstant } from "@handschlag/engine/calendar/zone.ts";
import { ClockRules } from "@handschlag/engine/contract/clock-rules.ts";
import { ContractShape, FORMAT, type Level } from "@handschlag/engine/contract/document.ts";
import { isObject, partAt, type Part } from "@handschlag/engine/contract/parts.ts";
import { termsOf, type Promises, type Terms } from "@handschlag/engine/contract/terms.ts";
import {
  DAY_MS,
  isoOfDay,
  later,
  MINUTE_MS,
  weekdayOf,
  yearOfDay,
  type Day,
  type Instant,
} from "@handschlag/engine/instant.ts";
import { assert } from "@handschlag/engine/outcome.ts";
import type { ClockReading } from "@handschlag/engine/ticket/clock.ts";
import type { EventType } from "@handschlag/engine/ticket/event.ts";
import { readTicket } from "@handschlag/engine/ticket/ticket.ts";
import type { Language } from "../i18n/words.ts";

/** What a draft does not say yet, so that nothing can be counted. */
export type Lack =
  | { readonly kind: "nothing-promised" | "no-calendar" }
  | { readonly kind: "target-unknown"; readonly text: string }
  | { readonly kind: "calendar-gone"; readonly name: string }
  | { readonly kind: "calendar-incomplete"; readonly name: string; readonly fields: readonly string[] }
  | { readonly kind: "region-unknown"; readonly name: string; readonly regions: readonly string[] };

/** A report at an instant, and how the clock would read then. */
export interface Example {
  readonly at: Instant;
  readonly reading: ClockReading;
}

/** Why no holiday is skipped, or the next one on which somebody would else be there, with a report shortly before it. */
export type HolidayExample =
  | { readonly kind: "always" | "elapsed" | "no-holidays" | "none-ahead" }
  | { readonly kind: "skipped"; readonly day: string; readonly name: string | undefined; readonly example: Example };

export type TargetExample =
  | { readonly kind: "lacking"; readonly lack: Lack }
  | {
      readonly kind: "counted";
      readonly timeZone: string;
      readonly target: Target;
      /** What starts the clock. */
      readonly start: StartEvent;
      readonly now: Example;
      readonly holiday: HolidayExample;
    };

/** Where in a draft a target stands. */
export interface TargetPlace {
  /** `["serviceLevels", "standard"]` */
  readonly path: readonly string[];
  readonly priority: string;
  readonly level: Level;
}

const SERVICE = "service";
const CALENDAR = "hours";
/** Before any report of an example. */
const FIRST_DAY = "1970-01-02";
const AHEAD_DAYS = 800;
const BACK_DAYS = 14;
/** A report before a holiday comes so long before closing, or sooner where the target would else end before it. */
const BEFORE_CLOSING_MS = 60 * MINUTE_MS;

/** The example for a target; `typed` is what stands in its field, as a contract writes it, before it is in the draft. */
export function targetExample(
  document: Part,
  place: TargetPlace,
  now: Instant,
  language: Language,
  typed?: string,
): TargetExample {
  const promise = promiseAt(document, place, typed);
  if ("kind" in promise) return { kind: "lacking", lack: promise };
  const { target, definition } = promise;
  const { calendar } = compiledFor(definition, partAt(document, ["clocks"]));
  const terms = termsFor(document, place, promise);
  const clock = startedClock(terms, place, now);
  if (clock === undefined) return { kind: "lacking", lack: { kind: "nothing-promised" } };
  const { start, reading } = clock;
  return {
    kind: "counted",
    timeZone: definition.timeZone,
    target,
    start,
    now: { at: now, reading },
    holiday: holidayExample(calendar, target, now, language, (at) => startedClock(terms, place, at)?.reading),
  };
}

interface DraftPromise {
  readonly text: string;
  readonly target: Target;
  readonly definition: CalendarDefinition;
}

/** The target with its calendar, or what lacks for it. */
function promiseAt(
  document: Part,
  { path, priority, level }: TargetPlace,
  typed: string | undefined,
): DraftPromise | Lack {
  const ofPriority = partAt(document, [...path, "targets", priority]);
  const entry = partAt(ofPriority, [level]);
  const text = typed ?? (isObject(entry) ? entry["target"] : entry);
  if (typeof text !== "string" || text === "") return { kind: "nothing-promised" };
  const target = targetOf(text);
  if (target === undefined) return { kind: "target-unknown", text };
  const names = [
    partAt(entry, ["calendar"]),
    partAt(ofPriority, ["calendar"]),
    partAt(document, [...path, "calendar"]),
  ];
  const name = names.find((own) => typeof own === "string" && own !== "");
  if (typeof name !== "string") return { kind: "no-calendar" };
  const written = partAt(document, ["calendars", name]);
  if (written === undefined) return { kind: "calendar-gone", name };
  const read = CalendarDefinition.safeParse(written);
  if (!read.success) {
    const fields = read.error.issues.map((issue) => String(issue.path[0] ?? "hours"));
    return { kind: "calendar-incomplete", name, fields: [...new Set(fields)] };
  }
  const strange = regionsOf(read.data).filter((region) => !germanHolidays.knows(region));
  return strange.length > 0
    ? { kind: "region-unknown", name, regions: strange }
    : { text, target, definition: read.data };
}

/** A contract that promises nothing but the target, under the clock rules of the draft as far as they are whole. */
function termsFor(document: Part, { priority, level }: TargetPlace, { text, target, definition }: DraftPromise): Terms {
  const { terms, calendar } = compiledFor(definition, partAt(document, ["clocks"]));
  const promises: Promises = { [level]: { level, target, text, calendar, calendarName: CALENDAR } };
  return {
    ...terms,
    rankByPriority: new Map([[priority, 0]]),
    promisesByService: new Map([[SERVICE, new Map([[priority, promises]])]]),
  };
}

interface Compiled {
  readonly terms: Terms;
  readonly calendar: Calendar;
}

/** What was compiled last, by what it was compiled from: all targets of a calendar share it, and typing one changes none of it. */
const compiled = new Map<string, Compiled>();
const COMPILED_MAX = 16;

function compiledFor(definition: CalendarDefinition, clocks: Part | undefined): Compiled {
  const key = JSON.stringify([definition, clocks]);
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const contract = ContractShape.parse({
    format: FORMAT,
    id: "draft",
    title: "draft",
    timeZone: definition.timeZone,
    version: 1,
    validFrom: FIRST_DAY,
    term: { start: FIRST_DAY },
    parties: {},
    calendars: {},
    priorities: { levels: ["P1"] },
    serviceLevels: {},
    services: [{ id: SERVICE, name: SERVICE, area: "other" }],
    clocks: ClockRules.safeParse(clocks).success ? clocks : {},
  });
  const terms = termsOf([contract]);
  assert(terms.ok, "one version is always a contract");
  const fresh = { terms: terms.value[0]!, calendar: calendarOf(definition) };
  if (compiled.size >= COMPILED_MAX) compiled.clear();
  compiled.set(key, fresh);
  return fresh;
}

/** What can start a clock besides the opening of the ticket. */
const STARTS = ["opened", "assigned", "answered", "messaged"] as const satisfies readonly EventType[];
type StartEvent = (typeof STARTS)[number];

/** The clock of a report at an instant, which is at once assigned or answered where that starts the clock. */
function startedClock(
  terms: Terms,
  { priority, level }: TargetPlace,
  at: Instant,
): { start: StartEvent; reading: ClockReading } | undefined {
  const event = { ticket: "draft", at, recordedAt: at };
  const opened = { ...event, by: "client", type: "opened", service: SERVICE, priority } as const;
  for (const start of STARTS) {
    const by = start === "messaged" ? "client" : "provider";
    const events = start === "opened" ? [opened] : [opened, { ...event, by, type: start, to: "agent" } as const];
    const reading = readTicket("draft", events, [terms], at).clocks.find((clock) => clock.level === level);
    if (reading !== undefined) return { start, reading };
  }
  return undefined;
}

function holidayExample(
  calendar: Calendar,
  target: Target,
  now: Instant,
  language: Language,
  read: (at: Instant) => ClockReading | undefined,
): HolidayExample {
  const { definition } = calendar;
  if (definition.always === true) return { kind: "always" };
  if (target.kind === "elapsed") return { kind: "elapsed" };
  if (definition.holidays === undefined || definition.holidays.length === 0) return { kind: "no-holidays" };
  const holiday = nextSkipped(calendar, now);
  const at = holiday === undefined ? undefined : reportBefore(calendar, holiday, target);
  const reading = at === undefined ? undefined : read(at);
  if (holiday === undefined || at === undefined || reading === undefined) return { kind: "none-ahead" };
  const name = holidayName(regionsOf(definition), holiday, language);
  return { kind: "skipped", day: isoOfDay(holiday), name, example: { at, reading } };
}

/** The next holiday from tomorrow on, on whose weekday somebody would else be there; `undefined` when none is near. */
function nextSkipped({ definition, rule, knownUntil }: Calendar, now: Instant): Day | undefined {
  const today = localDayAt(rule.zoneAt(now), now);
  for (let ahead = 1; ahead <= AHEAD_DAYS; ahead++) {
    const day = (today + ahead) as Day;
    if ((day + BACK_DAYS) * DAY_MS > knownUntil) return undefined;
    const isOpenElse = (definition.hours?.[WEEKDAYS[weekdayOf(day)]!] ?? []).length > 0;
    if (isOpenElse && rule.isHoliday(day) && rule.hoursOn(day).length === 0) return day;
  }
  return undefined;
}

/** A moment shortly before the last closing before a day; `undefined` when nobody was there for two weeks. */
function reportBefore(calendar: Calendar, day: Day, target: Target): Instant | undefined {
  const begin = openingInstant(calendar.rule.zoneAt((day * DAY_MS) as Instant), day * DAY_MS);
  const opening = openingsBetween(calendar, later(begin, -BACK_DAYS * DAY_MS), begin).at(-1);
  if (opening === undefined) return undefined;
  const half = (length: number) => Math.floor(length / 2 / MINUTE_MS) * MINUTE_MS || length / 2;
  const inOpening = Math.min(BEFORE_CLOSING_MS, half(opening.end - opening.start));
  const before = target.kind === "working" && target.ms <= inOpening ? half(target.ms) : inOpening;
  return later(opening.end, -before);
}

/** What a holiday is called; `undefined` for a date that only the contract names. */
function holidayName(regions: readonly string[], day: Day, language: Language): string | undefined {
  const names = regions.flatMap((region) =>
    germanHolidays.holidaysIn(region, yearOfDay(day)).filter((holiday) => holiday.day === day),
  );
  const name = names[0]?.name;
  return language === "de" ? name : name?.split(" / ").map(inEnglish).join(" / ");
}

const inEnglish = (name: string): string => GERMAN_HOLIDAY_RULES.find((rule) => rule.name.de === name)?.name.en ?? name;

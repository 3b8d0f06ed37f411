/**
 * Who is on call when. A turn of a layer goes from one change to the next, at the same local time; of it only the hours
 * of the layer are duty. Rules: docs/rules/duty.md §§2 and 3.
 */
import { calendarOf, isWorkingTime, openingsBetween, type Calendar } from "../calendar/calendar.ts";
import { timeOfDay } from "../calendar/hours.ts";
import { germanHolidays, type HolidaySource } from "../calendar/holidays.ts";
import type { Opening } from "../calendar/openings.ts";
import { offsetAt, openingInstant, zoneAt } from "../calendar/zone.ts";
import { DAY_MS, dayOfIso, later, type Instant } from "../instant.ts";
import type { DutyHours, Layer, RotaPlan } from "./plan.ts";

/** So far hours that begin some time are looked for. */
const AHEAD_MS = 62 * DAY_MS;

/** A half-open stretch of time. */
export interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

/** One person takes a layer for a while, also where it has no hours. */
export interface Override extends Span {
  readonly layer: string;
  readonly person: string;
}

/** Somebody is away; in their turns a substitute is on call, or nobody. */
export interface Absence extends Span {
  readonly person: string;
  readonly substitute: string | undefined;
}

/** A plan with what departs from it, each list in the order of recording: what was said last holds. */
export interface RotaFacts {
  readonly plan: RotaPlan;
  readonly overrides: readonly Override[];
  readonly absences: readonly Absence[];
  /** Those of the plan who are not people of the company any more. */
  readonly gone: ReadonlySet<string>;
}

/** A rota ready to be asked. Made by `rotaOf` only. */
export interface Rota extends RotaFacts {
  readonly layers: readonly CompiledLayer[];
  readonly needed: CompiledHours;
}

interface CompiledLayer extends Layer {
  readonly compiled: CompiledHours;
}
interface CompiledHours {
  readonly mode: DutyHours["mode"];
  readonly calendar: Calendar | undefined;
}

/** Somebody on call, and why. */
export interface Duty {
  readonly layer: string;
  readonly person: string;
  readonly why: "rotation" | "substitute" | "override";
  /** Whose turn it is by the plan; `undefined` where the layer has no hours. */
  readonly planned: string | undefined;
}

/** A stretch in which nothing of a duty changes. */
export interface Shift extends Duty, Span {}

/** A rota from its facts; regions of its calendars must be known to `holidays`. */
export function rotaOf(facts: RotaFacts, holidays: HolidaySource = germanHolidays): Rota {
  const compiled = (hours: DutyHours): CompiledHours => ({
    mode: hours.mode,
    calendar: hours.mode === "always" ? undefined : calendarOf(hours.calendar, holidays),
  });
  const { layers, needed } = facts.plan;
  return {
    ...facts,
    layers: layers.map((layer) => ({ ...layer, compiled: compiled(layer.hours) })),
    needed: compiled(needed),
  };
}

/** Who is on call at an instant, in the order in which they are called. */
export const onDutyAt = (rota: Rota, at: Instant): readonly Duty[] =>
  rota.layers.flatMap((layer) => dutyOf(rota, layer, at) ?? []);

/** Whether somebody has to be on call at an instant. */
export const isNeededAt = (rota: Rota, at: Instant): boolean => isWithin(rota.needed, at);

/** `at` itself when somebody has to be on call then, else when next; `undefined` when not within two months. */
export const nextNeededAt = (rota: Rota, at: Instant): Instant | undefined =>
  stretchesOf(rota.needed, { from: at, until: later(at, AHEAD_MS) })[0]?.from;

/** All shifts in [from, until), cut to it, layer by layer and each in ascending order. */
export const shiftsBetween = (rota: Rota, from: Instant, until: Instant): readonly Shift[] =>
  until <= from ? [] : rota.layers.flatMap((layer) => shiftsOf(rota, layer, { from, until }));

/** Stretches of [from, until) in which somebody has to be on call and nobody is, in ascending order. */
export function gapsBetween(rota: Rota, from: Instant, until: Instant): readonly Span[] {
  if (until <= from) return [];
  const covered = shiftsBetween(rota, from, until).toSorted((a, b) => a.from - b.from);
  return stretchesOf(rota.needed, { from, until }).flatMap((needed) => without(needed, covered));
}

/** What of a stretch none of `covered`, which ascend by their beginnings, covers. */
function without(stretch: Span, covered: readonly Span[]): Span[] {
  const left: Span[] = [];
  let { from } = stretch;
  for (const span of covered) {
    if (span.from >= stretch.until) break;
    if (span.from > from) left.push({ from, until: span.from });
    if (span.until > from) from = span.until;
  }
  return from < stretch.until ? [...left, { from, until: stretch.until }] : left;
}

function shiftsOf(rota: Rota, layer: CompiledLayer, within: Span): readonly Shift[] {
  const cuts = cutsOf(rota, layer, within);
  const shifts: Shift[] = [];
  for (const [index, from] of cuts.slice(0, -1).entries()) {
    const until = cuts[index + 1]!;
    const duty = dutyOf(rota, layer, from);
    if (duty === undefined) continue;
    const before = shifts.at(-1);
    const goesOn = before !== undefined && before.until === from && isSame(before, duty);
    if (goesOn) shifts[shifts.length - 1] = { ...before, until };
    else shifts.push({ ...duty, from, until });
  }
  return shifts;
}

const isSame = (a: Duty, b: Duty): boolean => a.person === b.person && a.why === b.why && a.planned === b.planned;

/** Both ends of a stretch, and every instant between them at which a layer's duty may change; ascending, each once. */
function cutsOf({ overrides, absences, plan }: Rota, layer: CompiledLayer, within: Span): readonly Instant[] {
  const edges = [
    ...overrides.filter((each) => each.layer === layer.id),
    ...absences,
    ...stretchesOf(layer.compiled, within),
  ];
  const cuts = [...edges.flatMap(({ from, until }) => [from, until]), ...changesOf(plan.timeZone, layer, within)];
  const inside = cuts.filter((cut) => cut > within.from && cut < within.until);
  return [...new Set([within.from, ...inside, within.until])].toSorted((a, b) => a - b);
}

/** Who is on call in a layer at an instant: whoever took the stretch, else whose turn it is, else who stands in for them. */
function dutyOf({ plan, overrides, absences, gone }: Rota, layer: CompiledLayer, at: Instant): Duty | undefined {
  const turn = turnAt(plan.timeZone, layer, at);
  const planned = turn < 0 || !isWithin(layer.compiled, at) ? undefined : layer.people[turn % layer.people.length]!;
  const taken = overrides.findLast((each) => each.layer === layer.id && contains(each, at) && !gone.has(each.person));
  if (taken !== undefined) return { layer: layer.id, person: taken.person, why: "override", planned };
  if (planned === undefined) return undefined;
  const person = presentOf(planned, absences, gone, at);
  if (person === undefined) return undefined;
  return { layer: layer.id, person, why: person === planned ? "rotation" : "substitute", planned };
}

const contains = ({ from, until }: Span, at: Instant): boolean => at >= from && at < until;

/** A person, or who stands in for them at an instant, or for the substitute; `undefined` when nobody does. */
function presentOf(
  planned: string,
  absences: readonly Absence[],
  gone: ReadonlySet<string>,
  at: Instant,
): string | undefined {
  const asked = new Set<string>();
  let person: string | undefined = planned;
  while (person !== undefined && !asked.has(person)) {
    asked.add(person);
    const away: Absence | undefined = absences.findLast((each) => each.person === person && contains(each, at));
    if (away === undefined) return gone.has(person) ? undefined : person;
    person = away.substitute;
  }
  return undefined;
}

/** The local reading at which a layer's first turn begins, as if it were UTC. */
const firstReading = ({ from, at }: Layer): number => dayOfIso(from)! * DAY_MS + timeOfDay(at)!;

/** When a turn begins. Turns meet: a reading that occurs twice means its first occurrence for both. */
const beginningOf = (timeZone: string, layer: Layer, turn: number): Instant => {
  const reading = firstReading(layer) + turn * layer.turnDays * DAY_MS;
  return openingInstant(zoneAt(timeZone, reading as Instant), reading);
};

/** Which turn of a layer an instant belongs to; negative before the first. */
function turnAt(timeZone: string, layer: Layer, at: Instant): number {
  const reading = at + offsetAt(zoneAt(timeZone, at), at);
  // A clock that was set back may read as before the change that has passed, one set forward as after one to come.
  let turn = Math.floor((reading - firstReading(layer)) / (layer.turnDays * DAY_MS)) + 1;
  while (beginningOf(timeZone, layer, turn) > at) turn--;
  return turn;
}

/** The beginnings of turns in a stretch. */
function changesOf(timeZone: string, layer: Layer, { from, until }: Span): readonly Instant[] {
  const changes: Instant[] = [];
  for (let turn = Math.max(0, turnAt(timeZone, layer, from)); ; turn++) {
    const beginning = beginningOf(timeZone, layer, turn);
    if (beginning >= until) return changes;
    changes.push(beginning);
  }
}

const isWithin = ({ mode, calendar }: CompiledHours, at: Instant): boolean =>
  calendar === undefined || isWorkingTime(calendar, at) === (mode === "within");

/** The parts of a stretch that lie in hours. */
function stretchesOf({ mode, calendar }: CompiledHours, { from, until }: Span): readonly Span[] {
  if (calendar === undefined) return [{ from, until }];
  const open = openingsBetween(calendar, from, until).map(({ start, end }: Opening) => ({ from: start, until: end }));
  return mode === "within" ? open : without({ from, until }, open);
}

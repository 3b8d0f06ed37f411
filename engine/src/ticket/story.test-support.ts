/**
 * Tickets as short stories, for tests only: a contract by its targets, events at local times of Berlin, and readings
 * told in one line.
 *
 * Times are written `Fri 20 Nov 16:30`, in 2026 unless a year follows the month; a weekday that does not fit throws.
 * `Sun 25 Oct 02:30 again` is the second 02:30 of that night.
 */
import { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import type { CalendarDefinition } from "../calendar/definition.ts";
import { germanHolidays } from "../calendar/holidays.ts";
import { ContractShape, type ContractDocument, type Level } from "../contract/document.ts";
import { misfitsOf } from "../contract/references.ts";
import { termsOf, type Terms } from "../contract/terms.ts";
import type { Instant } from "../instant.ts";
import type { ClockReading } from "./clock.ts";
import type { EventType, Side, TicketEvent } from "./event.ts";
import { readTicket, type Absorbed, type TicketReading } from "./ticket.ts";

const BERLIN = "Europe/Berlin";
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const WRITTEN = /^(\w{3}) (\d{1,2}) (\w{3}) (?:(\d{4}) )?(\d\d:\d\d(?::\d\d(?:\.\d{3})?)?)( again)?$/;

/** The instant of a local time, in Berlin unless another zone is named. */
export function at(text: string, timeZone = BERLIN): Instant {
  const [, weekday, day, month, year = "2026", time, again] = WRITTEN.exec(text) ?? [];
  if (weekday === undefined) throw new Error(`not written as "Fri 20 Nov 16:30": ${text}`);
  const monthText = String(MONTHS.indexOf(month!) + 1).padStart(2, "0");
  const plain = Temporal.PlainDateTime.from(`${year}-${monthText}-${day!.padStart(2, "0")}T${time}`);
  if (WEEKDAYS[plain.dayOfWeek - 1] !== weekday) throw new Error(`${text} is a ${WEEKDAYS[plain.dayOfWeek - 1]}`);
  const zoned = plain.toZonedDateTime(timeZone, { disambiguation: again === undefined ? "earlier" : "later" });
  return zoned.epochMilliseconds as Instant;
}

/** An instant as `at` reads it. */
export function local(instant: Instant, timeZone = BERLIN): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  const plain = zoned.toPlainDateTime();
  const first = plain.toZonedDateTime(timeZone, { disambiguation: "earlier" }).epochMilliseconds;
  const year = plain.year === 2026 ? "" : ` ${plain.year}`;
  const time = plain
    .toPlainTime()
    .toString()
    .replace(/^(\d\d:\d\d):00$/, "$1");
  return `${WEEKDAYS[plain.dayOfWeek - 1]} ${plain.day} ${MONTHS[plain.month - 1]}${year} ${time}${first === instant ? "" : " again"}`;
}

/** A length as `1:30`, with seconds only where there are some. */
export function length(ms: number): string {
  const whole = Math.abs(ms);
  const two = (count: number) => String(Math.floor(count)).padStart(2, "0");
  const rest =
    whole % 60_000 === 0
      ? ""
      : `:${two((whole % 60_000) / 1_000)}${whole % 1_000 === 0 ? "" : `.${String(whole % 1_000).padStart(3, "0")}`}`;
  return `${ms < 0 ? "-" : ""}${Math.floor(whole / 3_600_000)}:${two((whole % 3_600_000) / 60_000)}${rest}`;
}

type Written = z.input<typeof ContractShape>;
export type Targets = Written["serviceLevels"][string]["targets"];

/** What a contract has besides its targets. `calendar` names one, or is one. */
export type Besides = Partial<Omit<Written, "serviceLevels">> & {
  readonly calendar?: "office" | "round-the-clock" | CalendarDefinition;
  readonly serviceLevels?: Written["serviceLevels"];
};

/** Monday to Friday from nine to five. */
export const OFFICE: CalendarDefinition = {
  timeZone: BERLIN,
  hours: {
    mon: ["09:00-17:00"],
    tue: ["09:00-17:00"],
    wed: ["09:00-17:00"],
    thu: ["09:00-17:00"],
    fri: ["09:00-17:00"],
  },
};
export const ROUND_THE_CLOCK: CalendarDefinition = { timeZone: BERLIN, always: true };

/** The same hours every day of the week. */
export const daily = (hours: readonly string[], timeZone = BERLIN): CalendarDefinition => ({
  timeZone,
  hours: Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [...hours]])),
});

/** Waiting for the client stops every clock that can be paused, a third party only restore and resolve. */
const PAUSES = [
  { reason: "waiting-for-client" },
  { reason: "waiting-for-third-party", clocks: ["restore", "resolve"] },
] satisfies NonNullable<Written["clocks"]>["pauses"];

/** A contract document with these targets by priority, for one service in office hours, all rules at their defaults. */
export function documentOf(
  targets: Targets,
  { calendar = "office", clocks, serviceLevels, ...besides }: Besides = {},
): ContractDocument {
  const own = typeof calendar === "string" ? {} : { own: calendar };
  const document = ContractShape.parse({
    format: "handschlag/contract@1",
    id: "K-1",
    title: "Betreuung der Arbeitsplätze",
    timeZone: BERLIN,
    version: 1,
    validFrom: "2026-01-01",
    term: { start: "2026-01-01" },
    parties: { client: { role: "client", name: "Lindenhof" }, provider: { role: "provider", name: "Nordlicht IT" } },
    calendars: { office: OFFICE, "round-the-clock": ROUND_THE_CLOCK, ...own },
    priorities: {
      levels: ["P1", "P2", "P3"],
      matrix: { high: { high: "P1", low: "P2" }, low: { high: "P2", low: "P3" } },
    },
    serviceLevels: {
      standard: { calendar: typeof calendar === "string" ? calendar : "own", targets },
      ...serviceLevels,
    },
    services: [{ id: "workplace", name: "Arbeitsplatz", area: "devices", serviceLevel: "standard" }],
    clocks: { pauses: PAUSES, ...clocks },
    ...besides,
  } satisfies Written);
  const misfits = misfitsOf(document, germanHolidays);
  if (misfits.length > 0) throw new Error(JSON.stringify(misfits));
  return document;
}

/** The versions of one contract, ready for clocks. */
export function versionsOf(...documents: readonly ContractDocument[]): readonly Terms[] {
  const terms = termsOf(documents);
  if (!terms.ok) throw new Error(JSON.stringify(terms.refusal));
  return terms.value;
}

/** A contract in one version. */
export const contract = (targets: Targets, besides: Besides = {}): readonly Terms[] =>
  versionsOf(documentOf(targets, besides));

type Details = Partial<Omit<TicketEvent, "type" | "at" | "recordedAt">> & { readonly recordedAt?: string };

/** An event of ticket T-1, recorded when it happened unless said otherwise. */
export function event(
  type: EventType,
  by: Side,
  happened: string,
  { recordedAt, ...details }: Details = {},
): TicketEvent {
  return { ticket: "T-1", at: at(happened), recordedAt: at(recordedAt ?? happened), by, type, ...details };
}

const eventBy =
  (type: EventType, by: Side) =>
  (happened: string, details: Details = {}) =>
    event(type, by, happened, details);

/** Opened by the client with priority P2, unless its priority, or impact and urgency, are named. */
export const opened = (happened: string, details: Details = {}): TicketEvent =>
  event("opened", "client", happened, details.impact === undefined ? { priority: "P2", ...details } : details);
export const messaged = eventBy("messaged", "client");
export const answered = eventBy("answered", "provider");
export const noted = eventBy("noted", "provider");
export const resumed = eventBy("resumed", "provider");
export const restored = eventBy("restored", "provider");
export const resolved = eventBy("resolved", "provider");
export const closed = eventBy("closed", "provider");
export const reopened = eventBy("reopened", "client");
export const assigned = eventBy("assigned", "provider");
export const paused = (happened: string, reason = "waiting-for-client", details: Details = {}): TicketEvent =>
  event("paused", "provider", happened, { reason, ...details });
export const cancelled = (happened: string, by: Side): TicketEvent => event("cancelled", by, happened);
export const prioritised = (happened: string, priority: string, details: Details = {}): TicketEvent =>
  event("priority-changed", "provider", happened, { priority, reason: "agreed by telephone", ...details });
export const moved = (happened: string, service: string): TicketEvent =>
  event("service-changed", "provider", happened, { service });
export const merged = (happened: string, into: string): TicketEvent => event("merged", "provider", happened, { into });
export const objected = (happened: string, to: string): TicketEvent =>
  event("objected", "client", happened, { event: to });
export const settled = (happened: string, to: string, outcome: "upheld" | "rejected"): TicketEvent =>
  event("settled", "client", happened, { event: to, outcome });

/** The ticket T-1 read at a local time of Berlin. */
export const story = (
  versions: readonly Terms[],
  now: string,
  events: readonly TicketEvent[],
  absorbed: readonly Absorbed[] = [],
): TicketReading => readTicket("T-1", events, versions, at(now), absorbed);

/** One clock of a reading; throws when there is none. */
export function clock({ clocks }: Pick<TicketReading, "clocks">, level: Level, cycle = 1, life = 1): ClockReading {
  const found = clocks.filter((each) => each.level === level && each.cycle === cycle && each.course.life === life);
  if (found.length !== 1) throw new Error(`${found.length} clocks ${level}, cycle ${cycle}, life ${life}`);
  return found[0]!;
}

/** A reading in one line: `met: Fri 20 Nov 16:30 → Mon 23 Nov 09:10, due Mon 23 Nov 09:30; 0:40 run, 0:00 paused, 0:20 left`. */
export function toldClock(reading: ClockReading, timeZone = BERLIN): string {
  const { state, startedAt, stoppedAt, deadline, breachedAt, elapsedMs, pausedMs, marginMs } = reading;
  const when = (instant: Instant | null, none: string) => (instant === null ? none : local(instant, timeZone));
  const missed = breachedAt === null ? "" : `, missed ${local(breachedAt, timeZone)}`;
  const times = `${length(elapsedMs)} run, ${length(pausedMs)} paused, ${length(marginMs)} left`;
  return `${state}: ${when(startedAt, "")} → ${when(stoppedAt, "…")}, due ${when(deadline, "open")}${missed}; ${times}`;
}

/** One clock of a ticket in one line. */
export const told = (reading: Pick<TicketReading, "clocks">, level: Level, cycle = 1, life = 1): string =>
  toldClock(clock(reading, level, cycle, life));

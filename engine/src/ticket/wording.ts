/** A clock in one sentence, German or English, for people on both sides. Source: product.md §9.2, ui.md "Words". */
import type { Target } from "../calendar/target.ts";
import { localDayAt, offsetAt, zoneAt } from "../calendar/zone.ts";
import type { Level } from "../contract/document.ts";
import { DAY_MS, HOUR_MS, isoOfDay, MINUTE_MS, SECOND_MS, weekdayOf, type Instant } from "../instant.ts";
import type { ClockReading } from "./clock.ts";
import { explainClock, type Interval } from "./explain.ts";

export type Locale = "de" | "en";

const NBSP = "\u00a0";
const NAMED_MAX = 3;

const LEVEL: Record<Locale, Record<Level, string>> = {
  de: { response: "Antwort", update: "Rückmeldung", restore: "Wiederherstellung", resolve: "Lösung" },
  en: { response: "Answer", update: "Update", restore: "Restoration", resolve: "Resolution" },
};

const UNIT: Record<
  Locale,
  { readonly days: readonly [string, string]; readonly h: string; readonly min: string; readonly s: string }
> = {
  de: { days: ["Tag", "Tage"], h: "Std.", min: "Min.", s: "Sek." },
  en: { days: ["day", "days"], h: "h", min: "min", s: "s" },
};

const REASON: Record<Locale, ReadonlyMap<string, string>> = {
  de: new Map([
    ["waiting-for-client", "wartet auf den Auftraggeber"],
    ["waiting-for-approval", "wartet auf die Freigabe des Auftraggebers"],
    ["appointment", "vereinbarter Termin"],
    ["waiting-for-third-party", "wartet auf Dritte"],
  ]),
  en: new Map([
    ["waiting-for-client", "waiting for the client"],
    ["waiting-for-approval", "waiting for the client’s approval"],
    ["appointment", "agreed appointment"],
    ["waiting-for-third-party", "waiting for a third party"],
  ]),
};

const WEEKDAY: Record<Locale, readonly string[]> = {
  de: ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
  en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
};
const MONTH = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Names of days and months are our own: those of a machine differ with its version, and a sentence must not. */
function wordsOfDayAndTime(at: Instant, locale: Locale, timeZone: string): readonly [day: string, time: string] {
  const zone = zoneAt(timeZone, at);
  const day = localDayAt(zone, at);
  const [, month, date] = isoOfDay(day).split("-") as [string, string, string];
  const written = locale === "de" ? `${date}.${month}.` : `${Number(date)}${NBSP}${MONTH[Number(month) - 1]}`;
  const minute = Math.floor((at + offsetAt(zone, at) - day * DAY_MS) / MINUTE_MS);
  return [`${WEEKDAY[locale][weekdayOf(day)]}${NBSP}${written}`, wordsOfTime(minute)];
}

const wordsOfTime = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** An instant as people of a place read it: `Mo 23.11., 09:30` or `Mon 23 Nov, 09:30`. */
export const wordsOfInstant = (at: Instant, locale: Locale, timeZone: string): string =>
  wordsOfDayAndTime(at, locale, timeZone).join(", ");

/** A stretch of time: `Fr 20.11., 17:00 bis Mo 23.11., 09:00`, the day once if it is the same. */
export function wordsOfStretch(from: Instant, to: Instant, locale: Locale, timeZone: string): string {
  const [day, time] = wordsOfDayAndTime(from, locale, timeZone);
  const [lastDay, lastTime] = wordsOfDayAndTime(to, locale, timeZone);
  const until = lastDay === day && to - from < DAY_MS ? lastTime : `${lastDay}, ${lastTime}`;
  return `${day}, ${time} ${locale === "de" ? "bis" : "to"} ${until}`;
}

/** A length of time in words: `1 Std. 30 Min.`; days only for elapsed time, because a working day has no agreed length. */
export function wordsOfLength(ms: number, locale: Locale, byClock = false): string {
  const unit = UNIT[locale];
  const whole = Math.round(Math.abs(ms) / SECOND_MS) * SECOND_MS;
  const days = byClock ? Math.floor(whole / DAY_MS) : 0;
  const h = Math.floor((whole - days * DAY_MS) / HOUR_MS);
  const min = Math.floor((whole % HOUR_MS) / MINUTE_MS);
  const s = Math.floor((whole % MINUTE_MS) / SECOND_MS);
  const parts = [
    days > 0 ? `${days}${NBSP}${unit.days[days === 1 ? 0 : 1]}` : "",
    h > 0 ? `${h}${NBSP}${unit.h}` : "",
    min > 0 ? `${min}${NBSP}${unit.min}` : "",
    s > 0 && h === 0 && days === 0 ? `${s}${NBSP}${unit.s}` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? `0${NBSP}${unit.min}` : parts.join(" ");
}

/** What a target asks for: `4 Std. Supportzeit`, `Ende des nächsten Arbeitstags`. */
export function wordsOfTarget(target: Target, locale: Locale): string {
  const de = locale === "de";
  if (target.kind === "working") {
    const length = wordsOfLength(target.ms, locale);
    return de ? `${length} Supportzeit` : `${length} of support time`;
  }
  if (target.kind === "elapsed") {
    const length = wordsOfLength(target.ms, locale, true);
    return de ? `${length} rund um die Uhr` : `${length} around the clock`;
  }
  if (target.kind === "time-of-day") {
    const time = wordsOfTime(target.timeMs / MINUTE_MS);
    return de ? `bis zum nächsten Arbeitstag um ${time}${NBSP}Uhr` : `by ${time} on the next working day`;
  }
  if (target.days === 1) return de ? "bis zum Ende des nächsten Arbeitstags" : "by the end of the next working day";
  return de ? `bis zum Ende des ${target.days}.${NBSP}Arbeitstags` : `by the end of working day ${target.days}`;
}

/** The reason of a pause in words; a contract's own reason reads as it is written, with blanks for hyphens. */
export const wordsOfReason = (reason: string, locale: Locale): string =>
  REASON[locale].get(reason) ?? reason.replaceAll("-", " ");

/**
 * The reading in one sentence, in the reader's language and zone, e.g. „Antwort fällig Mo 23.11., 09:30: 1 Std.
 * Supportzeit, geschlossen Fr 20.11., 17:00 bis Mo 23.11., 09:00.“
 */
export function sentenceOf(reading: ClockReading, now: Instant, locale: Locale, timeZone: string): string {
  const de = locale === "de";
  const level = LEVEL[locale][reading.level];
  const when = (at: Instant) => wordsOfInstant(at, locale, timeZone);
  const { state, deadline, stoppedAt, marginMs, regime } = reading;
  const support = regime.promised.target.kind === "elapsed" ? "" : de ? " Supportzeit" : " of support time";
  const byClock = support === "";
  const length = (ms: number) => wordsOfLength(ms, locale, byClock);
  if (state === "cancelled")
    return de
      ? `${level} entfällt: Das Ticket wurde zurückgezogen, zusammengeführt oder trägt dieses Ziel nicht mehr.`
      : `${level} no longer due: the ticket was withdrawn, merged or no longer has this target.`;
  if (state === "paused") {
    const pause = reading.course.stretches.at(-1)!;
    const reason = wordsOfReason(pause.event.reason ?? "", locale);
    return de
      ? `${level} angehalten seit ${when(pause.event.at)} (${reason}), ${length(marginMs)}${support} übrig.`
      : `${level} paused since ${when(pause.event.at)} (${reason}), ${length(marginMs)}${support} left.`;
  }
  const notes = notesOf(explainClock(reading, now), locale, timeZone);
  const startsLater =
    reading.startedAt > reading.course.startAt && (stoppedAt === null || stoppedAt > reading.startedAt);
  if (startsLater) notes.unshift(`${de ? "gezählt ab" : "counted from"} ${when(reading.startedAt)}`);
  if (state === "running") {
    const due =
      deadline === null
        ? de
          ? `${level} ohne erreichbare Frist`
          : `${level} has no deadline in the known time`
        : `${level} ${de ? "fällig" : "due"} ${when(deadline)}`;
    return `${due}: ${[wordsOfTarget(regime.promised.target, locale), ...notes].join(", ")}.`;
  }
  return outcomeOf(reading, now, locale, { when, length: (ms) => `${length(ms)}${support}`, notes });
}

/** The sentence of a clock that was met or missed. */
function outcomeOf(
  { level: levelName, state, deadline, stoppedAt, breachedAt, marginMs }: ClockReading,
  now: Instant,
  locale: Locale,
  words: {
    readonly when: (at: Instant) => string;
    readonly length: (ms: number) => string;
    readonly notes: readonly string[];
  },
): string {
  const de = locale === "de";
  const level = LEVEL[locale][levelName];
  const { when, length, notes } = words;
  // A deadline at closing time is missed before any working time has passed after it.
  const isNothing = Math.abs(marginMs) < SECOND_MS / 2;
  if (stoppedAt === null) {
    const since = when(breachedAt ?? now);
    const past = isNothing ? "" : `, ${length(marginMs)} ${de ? "über der vereinbarten Zeit" : "past the agreed time"}`;
    return de
      ? `${level} war fällig am ${since} und steht noch aus${past}.`
      : `${level} was due on ${since} and is still outstanding${past}.`;
  }
  const distance = isNothing ? "" : `${length(marginMs)} `;
  const agreed = deadline === null ? "" : ` (${when(deadline)})`;
  const relation = RELATION[locale][state === "breached" ? "after" : stoppedAt === deadline ? "at" : "before"];
  const sentence = `${level} ${de ? "am" : "on"} ${when(stoppedAt)}: ${distance}${relation}${agreed}`;
  return `${[sentence, ...notes].join(", ")}.`;
}

const RELATION: Record<Locale, Record<"before" | "at" | "after", string>> = {
  de: {
    before: "vor der vereinbarten Zeit",
    at: "genau zur vereinbarten Zeit",
    after: "nach der vereinbarten Zeit",
  },
  en: { before: "before the agreed time", at: "exactly at the agreed time", after: "after the agreed time" },
};

/**
 * The stretches that did not count, at most three by name, in their order: pauses and stops before closed hours, and the
 * longer before the shorter, because those are what a reader would miss.
 */
function notesOf(intervals: readonly Interval[], locale: Locale, timeZone: string): string[] {
  const de = locale === "de";
  const still = uncut(intervals).filter(({ counts }) => !counts);
  const rank = ({ why }: Interval) => (why === "closed" ? 1 : 0);
  const byWeight = still.toSorted((a, b) => rank(a) - rank(b) || b.to - b.from - (a.to - a.from));
  const chosen = byWeight.slice(0, NAMED_MAX).toSorted((a, b) => a.from - b.from);
  const named = chosen.map(({ from, to, why, event }) => {
    const stretch = wordsOfStretch(from, to, locale, timeZone);
    if (why === "closed") return `${de ? "geschlossen" : "closed"} ${stretch}`;
    if (why === "stopped") return `${de ? "erledigt" : "resolved"} ${stretch}`;
    return `${de ? "angehalten" : "paused"} ${stretch} (${wordsOfReason(event?.reason ?? "", locale)})`;
  });
  const more = still.length - named.length;
  if (more > 0)
    named.push(
      de
        ? `und ${more}${NBSP}weitere Unterbrechung${more === 1 ? "" : "en"}`
        : `and ${more}${NBSP}more interruption${more === 1 ? "" : "s"}`,
    );
  return named;
}

/** The intervals without the cut between what has passed and what lies ahead. */
function uncut(intervals: readonly Interval[]): Interval[] {
  const whole: Interval[] = [];
  for (const interval of intervals) {
    const last = whole.at(-1);
    if (last !== undefined && last.why === interval.why && last.event === interval.event)
      whole[whole.length - 1] = { ...last, to: interval.to };
    else whole.push(interval);
  }
  return whole;
}

/** Hours of a day and dates as people write them, German or English, made into what a contract writes. */
import { hoursOf, type Hours } from "@handschlag/engine/calendar/hours.ts";
import { WEEKDAYS, yearlyDate } from "@handschlag/engine/calendar/definition.ts";
import { DAY_MS, dayOfIso } from "@handschlag/engine/instant.ts";
import { ok, refuse, type Outcome } from "@handschlag/engine/outcome.ts";

/** Why hours are not understood; `text` is the part in question, as it was written. */
export type HoursFault =
  | { readonly kind: "not-understood" | "no-time" | "no-length"; readonly text: string }
  | { readonly kind: "overlap"; readonly text: string; readonly other: string };

const CLOSED = /^(?:|-|geschlossen|zu|frei|closed|none|keine)$/;
const WHOLE_DAY =
  /^(?:rund um die uhr|durchgehend|ganztägig|ganztags|immer|24 ?h|24 stunden|24 hours|around the clock|all day)$/;
const TIME = String.raw`(\d{1,2})(?::?(\d{2}))?(?::(\d{2}))?(am|pm)?`;
const STRETCH = new RegExp(`^${TIME}-${TIME}$`);

/**
 * `8-17`, `08:00–12:00, 13–17 Uhr`, `von 8 bis 12 und 13:30 bis 17 Uhr`, `9 am to 5 pm` or `geschlossen` as the intervals of
 * a day, in order. `22-6` runs into the next day, and an end at midnight is written 24:00.
 */
export function hoursTextOf(written: string): Outcome<readonly string[], HoursFault> {
  const text = plain(written);
  if (CLOSED.test(text)) return ok([]);
  if (WHOLE_DAY.test(text)) return ok(["00:00-24:00"]);
  const intervals: string[] = [];
  for (const stretch of stretchesIn(text)) {
    const interval = intervalOf(stretch);
    if (!interval.ok) return interval;
    intervals.push(interval.value);
  }
  const inOrder = intervals.toSorted((a, b) => hoursOf(a)!.fromMs - hoursOf(b)!.fromMs);
  const clash = inOrder.findIndex(
    (interval, index) => index > 0 && hoursOf(inOrder[index - 1]!)!.toMs > hoursOf(interval)!.fromMs,
  );
  if (clash > 0) return refuse({ kind: "overlap", text: shown(inOrder[clash]!), other: shown(inOrder[clash - 1]!) });
  return ok(inOrder);
}

/** One way of writing for what people write in several. */
const plain = (written: string): string =>
  written
    .toLowerCase()
    .replaceAll(/[\u00a0\s]+/g, " ")
    .trim()
    .replace(/[.,;]+$/, "")
    .replaceAll(/[–—−‐‑]/g, "-");

/** The stretches of a day, `8-12` each. */
const stretchesIn = (text: string): string[] =>
  text
    .replaceAll(/\b(?:uhr|o'clock|von|from)\b/g, " ")
    .replaceAll(/\b(?:bis|to|until|till)\b/g, "-")
    .replaceAll(/\b(?:und|and|sowie)\b|[;/+&]/g, ",")
    .replaceAll(/(\d)\s*([ap])\.?m\b\.?/g, "$1$2m")
    .replaceAll(/(\d)\s*h(?:rs?)?(\d{2})?(?![a-z])/g, (_whole, hour: string, minute?: string) =>
      minute === undefined ? hour : `${hour}:${minute}`,
    )
    .replaceAll(/(\d)\.(\d{2})/g, "$1:$2")
    .replaceAll(/\s*-\s*/g, "-")
    .split(/[,\s]+/)
    .filter((part) => part !== "");

function intervalOf(stretch: string): Outcome<string, HoursFault> {
  const found = STRETCH.exec(stretch);
  if (found === null) return refuse({ kind: "not-understood", text: stretch });
  const [fromHalf, toHalf] = [found[4], found[8]];
  // `1-5 pm` and `9-5 pm` mean different things, so that one half of the day says nothing of the other.
  if ((fromHalf === undefined) !== (toHalf === undefined)) return refuse({ kind: "not-understood", text: stretch });
  const from = timeText(found[1]!, found[2], found[3], fromHalf);
  const to = timeText(found[5]!, found[6], found[7], toHalf);
  if (from === undefined || to === undefined) return refuse({ kind: "no-time", text: stretch });
  const end = to === "00:00" && from !== "00:00" ? "24:00" : to;
  if (hoursOf(`${from}-${end}`) !== undefined) return ok(`${from}-${end}`);
  return refuse({ kind: from === end ? "no-length" : "no-time", text: stretch });
}

function timeText(
  hour: string,
  minute: string | undefined,
  second: string | undefined,
  half: string | undefined,
): string | undefined {
  const written = Number(hour);
  if (half !== undefined && (written < 1 || written > 12)) return undefined;
  const whole = half === undefined ? written : (written % 12) + (half === "pm" ? 12 : 0);
  return `${String(whole).padStart(2, "0")}:${minute ?? "00"}${second === undefined ? "" : `:${second}`}`;
}

const shown = (interval: string): string => interval.replace("-", "–");

/** Intervals as people read them: `08:00–12:00, 13:00–17:00`. */
export const hoursShown = (intervals: readonly string[]): string => intervals.map(shown).join(", ");

const MONTHS = [
  /^jan/,
  /^feb/,
  /^mär|^mar|^maer/,
  /^apr/,
  /^mai|^may/,
  /^jun/,
  /^jul/,
  /^aug/,
  /^sep/,
  /^o[kc]t/,
  /^nov/,
  /^de[zc]/,
];

const NUMBERS = /^(\d{1,2})\. ?(\d{1,2})(?:\. ?(\d{4}|\d{2}))?$/;
const NAMED = /^(\d{1,2})\.? ?([a-zä]{3,9})\.?(?: (\d{4}))?$/;

/**
 * `24.12.`, `24. Dezember`, `24.12.2026`, `24 Dec 2026` or `2026-12-24` as a date of a contract: of one year, or
 * `*-12-24` of every year. `undefined` when it is none, or does not exist.
 */
export function dateTextOf(written: string): string | undefined {
  const text = plain(written);
  if (dayOfIso(text) !== undefined || yearlyDate(text) !== undefined) return text;
  const [, day, month, year] = NUMBERS.exec(text) ?? NAMED.exec(text) ?? [];
  if (day === undefined || month === undefined) return undefined;
  const number = /^\d/.test(month) ? Number(month) : MONTHS.findIndex((name) => name.test(month)) + 1;
  const whole = year === undefined ? "*" : year.length === 2 ? `20${year}` : year;
  const date = `${whole}-${String(number).padStart(2, "0")}-${day.padStart(2, "0")}`;
  return (whole === "*" ? yearlyDate(date) : dayOfIso(date)) === undefined ? undefined : date;
}

const WEEK_MS = 7 * DAY_MS;

/** How long somebody is there in a week, without holidays; what overlaps counts once, a Sunday's night shift runs into Monday. */
export function weeklyLength(intervalsOf: (day: (typeof WEEKDAYS)[number]) => readonly string[]): number {
  const stretches = WEEKDAYS.flatMap((day, index) =>
    intervalsOf(day)
      .flatMap((text) => hoursOf(text) ?? [])
      .flatMap(({ fromMs, toMs }) => withinWeek({ fromMs: index * DAY_MS + fromMs, toMs: index * DAY_MS + toMs })),
  ).toSorted((a, b) => a.fromMs - b.fromMs);
  let [length, until] = [0, 0];
  for (const { fromMs, toMs } of stretches) {
    length += Math.max(0, toMs - Math.max(fromMs, until));
    until = Math.max(until, toMs);
  }
  return length;
}

const withinWeek = ({ fromMs, toMs }: Hours): Hours[] =>
  toMs <= WEEK_MS
    ? [{ fromMs, toMs }]
    : [
        { fromMs, toMs: WEEK_MS },
        { fromMs: 0, toMs: toMs - WEEK_MS },
      ];

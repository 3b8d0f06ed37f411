/** The language in which a mapping says how times are written. Source: docs/rules/log-mappings.md §3. */
import { openingInstant, zoneAt } from "../calendar/zone.ts";
import {
  DAY_MS,
  dayOf,
  firstDayOfYear,
  HOUR_MS,
  instantOfIso,
  MINUTE_MS,
  SECOND_MS,
  YEAR_MAX,
  type Instant,
} from "../instant.ts";

/** The instant that a text means; `undefined` when it is written otherwise or the date does not exist. */
export type DateReader = (text: string) => Instant | undefined;

const FORMAT_LENGTH_MAX = 60;

/** The parts that are plain numbers, by their place in a reading, and the parts that are not. */
const PART = {
  year: 0,
  month: 1,
  day: 2,
  hour: 3,
  minute: 4,
  second: 5,
  fraction: 6,
  monthName: 7,
  half: 8,
  offset: 9,
  literal: 10,
} as const;
type Part = (typeof PART)[keyof typeof PART];

/** One step of a date format: a number of `min` to `max` digits, or what its part says. */
interface Step {
  readonly part: Part;
  readonly min: number;
  readonly max: number;
  /** What to add to the number: the century of a short year. */
  readonly base: number;
  /** The character of a literal. */
  readonly code: number;
}

const step = (part: Part, min = 0, max = 0, base = 0, code = 0): Step => ({ part, min, max, base, code });

const STEP_BY_TOKEN: ReadonlyMap<string, Step> = new Map([
  ["yyyy", step(PART.year, 4, 4)],
  ["yy", step(PART.year, 2, 2, 2000)],
  ["M", step(PART.month, 1, 2)],
  ["MM", step(PART.month, 2, 2)],
  ["MMM", step(PART.monthName)],
  ["MMMM", step(PART.monthName)],
  ["d", step(PART.day, 1, 2)],
  ["dd", step(PART.day, 2, 2)],
  ["H", step(PART.hour, 1, 2)],
  ["HH", step(PART.hour, 2, 2)],
  ["h", step(PART.hour, 1, 2)],
  ["hh", step(PART.hour, 2, 2)],
  ["m", step(PART.minute, 1, 2)],
  ["mm", step(PART.minute, 2, 2)],
  ["s", step(PART.second, 1, 2)],
  ["ss", step(PART.second, 2, 2)],
  ["SSS", step(PART.fraction, 1, 9)],
  ["a", step(PART.half)],
  ["XXX", step(PART.offset)],
]);

/** The steps of a date format; `undefined` when it is none, or does not name a minute of a day. */
function stepsOf(format: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  const seen = new Set<Part>();
  let twelve = false;
  for (const [token, quoted, letter] of format.matchAll(/'([^']*)'|([A-Za-z])\2*|[^A-Za-z']|'/g)) {
    if (letter === undefined) {
      if (token === "'") return undefined;
      for (const character of quoted ?? token) steps.push(step(PART.literal, 0, 0, 0, character.codePointAt(0)));
      continue;
    }
    const next = STEP_BY_TOKEN.get(token);
    // A number of one or two digits right before another one could be read in two ways.
    const last = steps.at(-1);
    const ambiguous = last !== undefined && last.min !== last.max && next !== undefined && next.max > 0;
    const kind = next?.part === PART.monthName ? PART.month : next?.part;
    if (next === undefined || kind === undefined || seen.has(kind) || ambiguous) return undefined;
    seen.add(kind);
    steps.push(next);
    if (letter === "h") twelve = true;
  }
  const named = [PART.year, PART.month, PART.day, PART.hour, PART.minute].every((part) => seen.has(part));
  return named && seen.has(PART.half) === twelve && (!seen.has(PART.fraction) || seen.has(PART.second))
    ? steps
    : undefined;
}

/** Whether a text is `iso` or a format that names a minute of a day. */
export function isDateFormat(format: string): boolean {
  return format === "iso" || (format.length <= FORMAT_LENGTH_MAX && stepsOf(format) !== undefined);
}

const MONTH_NAMES = [
  ["january", "januar", "jänner", "jan"],
  ["february", "februar", "feb"],
  ["march", "märz", "mar", "mär", "mrz"],
  ["april", "apr"],
  ["may", "mai"],
  ["june", "juni", "jun"],
  ["july", "juli", "jul"],
  ["august", "aug"],
  ["september", "sep", "sept"],
  ["october", "oktober", "oct", "okt"],
  ["november", "nov"],
  ["december", "dezember", "dec", "dez"],
];
const MONTH_BY_NAME: ReadonlyMap<string, number> = new Map(
  MONTH_NAMES.flatMap((names, index) => names.map((name): [string, number] => [name, index + 1])),
);

const DIGIT_ZERO = 48;
const BLANK = 32;
const NO_BREAK_SPACE = 0xa0;
const NARROW_NO_BREAK_SPACE = 0x202f;
const INSTANT_END = firstDayOfYear(YEAR_MAX + 1) * DAY_MS;

/** An instant whose year in UTC is outside 1970 to 2100 could not be written and read again. */
const writable = (at: Instant): Instant | undefined => (at >= 0 && at < INSTANT_END ? at : undefined);

/**
 * A reader of times written in a date format, with the zone of those without offset.
 *
 * A local time that occurs twice means the first; one that does not exist moves forward by the gap, as the openings of
 * a calendar do. Throws when the format is none. Cost: about 0.2 µs a time. Source: docs/rules/log-mappings.md §3.
 */
export function dateReaderOf(format: string, timeZone: string): DateReader {
  const local = (reading: number) => openingInstant(zoneAt(timeZone, reading as Instant), reading);
  if (format === "iso") {
    return (text) => {
      const written = text[10] === " " ? `${text.slice(0, 10)}T${text.slice(11)}` : text;
      const at = instantOfIso(written);
      if (at !== undefined) return writable(at);
      const reading = instantOfIso(`${written}Z`);
      return reading === undefined ? undefined : writable(local(reading));
    };
  }
  const steps = stepsOf(format);
  if (steps === undefined) throw new Error(`not a date format: ${format}`);
  return (text) => readingOf(steps, text, local);
}

/** What `text` means by the steps of a format. Written by hand because replay reads millions of them. */
function readingOf(steps: readonly Step[], text: string, local: (reading: number) => Instant): Instant | undefined {
  const numbers = [0, 0, 0, 0, 0, 0, 0];
  let at = 0;
  let half = -1;
  let offsetMs: number | undefined;
  for (const { part, min, max, base, code } of steps) {
    const character = text.charCodeAt(at);
    if (part === PART.literal) {
      if (
        character !== code &&
        !(code === BLANK && (character === NO_BREAK_SPACE || character === NARROW_NO_BREAK_SPACE))
      )
        return undefined;
      at++;
    } else if (part === PART.monthName) {
      const end = endOfLetters(text, at);
      const month = MONTH_BY_NAME.get(text.slice(at, end).toLowerCase());
      if (month === undefined) return undefined;
      numbers[PART.month] = month;
      at = end;
    } else if (part === PART.half) {
      half = ["AM", "PM"].indexOf(text.slice(at, at + 2).toUpperCase());
      if (half < 0) return undefined;
      at += 2;
    } else if (part === PART.offset) {
      const found = /^(?:Z|([+-])(\d\d):?([0-5]\d))/.exec(text.slice(at, at + 6));
      if (found === null || Number(found[2] ?? 0) > 23) return undefined;
      offsetMs = (found[1] === "-" ? -1 : 1) * (Number(found[2] ?? 0) * HOUR_MS + Number(found[3] ?? 0) * MINUTE_MS);
      at += found[0].length;
    } else {
      let value = 0;
      let width = 0;
      for (; width < max; width++) {
        const digit = text.charCodeAt(at + width) - DIGIT_ZERO;
        if (!(digit >= 0 && digit <= 9)) break;
        value = value * 10 + digit;
      }
      if (width < min) return undefined;
      numbers[part] = part === PART.fraction ? Math.floor(value * 10 ** (3 - width)) : base + value;
      at += width;
    }
  }
  return at === text.length ? instantOfNumbers(numbers, half, offsetMs, local) : undefined;
}

function endOfLetters(text: string, from: number): number {
  let end = from;
  // Letters with accents lie above 0xbf; what else lies there is no month's name.
  for (
    let code = text.charCodeAt(end) | BLANK;
    (code >= 0x61 && code <= 0x7a) || code > 0xbf;
    code = text.charCodeAt(end) | BLANK
  )
    end++;
  return end;
}

function instantOfNumbers(
  [year = 0, month = 0, dayOfMonth = 0, hour = 0, minute = 0, second = 0, fraction = 0]: readonly number[],
  half: number,
  offsetMs: number | undefined,
  local: (reading: number) => Instant,
): Instant | undefined {
  const day = dayOf(year, month, dayOfMonth);
  const hourOfDay = half < 0 ? hour : hour >= 1 && hour <= 12 ? (hour % 12) + half * 12 : 24;
  if (day === undefined || hourOfDay > 23 || minute > 59 || second > 59) return undefined;
  const reading = day * DAY_MS + hourOfDay * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS + fraction;
  return writable(offsetMs === undefined ? local(reading) : ((reading - offsetMs) as Instant));
}

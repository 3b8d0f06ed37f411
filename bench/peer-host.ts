/**
 * One library in a process of its own, in the time zone of the office: orders on standard input, answers on standard
 * output. Arguments: the library's name and the file with holidays and inputs.
 *
 * `answer between 0 100` prints the answers to inputs 0 to 99 in milliseconds, `time add 7 5000` the nanoseconds that
 * 5,000 answers take, from input 7 on in a circle.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { addWorkingTime, workingTimeBetween, type Calendar } from "@handschlag/engine/calendar/calendar.ts";
import type { Instant, Millis } from "@handschlag/engine/instant.ts";
import { OFFICE, tenYears } from "./cases.ts";

/** An answer to a question in milliseconds: of `from` and `to`, or of `from` and the work to add. */
type Answer = (one: number, other: number) => number;

/** The questions that a library can answer. */
interface Library {
  readonly between: Answer;
  readonly add?: Answer;
}

const [name = "", file = ""] = process.argv.slice(2);
const [head = "", ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
const holidays = head.split(" ");
const rows = lines.map((line) => line.split(" ").map(Number));
const [froms, tos, works] = [0, 1, 2].map((column) => Float64Array.from(rows, (row) => row[column]!)) as [
  Float64Array,
  Float64Array,
  Float64Array,
];
const load = createRequire(new URL("./peers/package.json", import.meta.url));

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"];

function workingTimeCalculator(): Library {
  interface Calculator {
    addWorkingHours(days: readonly number[], start: string, stop: string, timeZone: string): void;
    excludeBetween(start: Date, end: Date): void;
    calcMillisecondsBetween(start: Date, end: Date): number;
  }
  const Calculator = load("working-time-calculator") as { new (): Calculator; readonly WEEKDAYS: readonly number[] };
  const calculator = new Calculator();
  calculator.addWorkingHours(Calculator.WEEKDAYS, "08:00", "17:00", "Europe/Berlin");
  for (const day of holidays) calculator.excludeBetween(new Date(`${day}T00:00:00`), new Date(`${day}T24:00:00`));
  return { between: (from, to) => calculator.calcMillisecondsBetween(new Date(from), new Date(to)) };
}

function momentBusinessTime(): Library {
  interface Moment {
    workingDiff(other: Moment, unit: string): number;
    addWorkingTime(amount: number, unit: string): Moment;
    valueOf(): number;
  }
  const moment = load("moment-business-time") as {
    (at: number): Moment;
    updateLocale(locale: string, settings: object): void;
  };
  const hours = ["08:00:00", "17:00:00"];
  const workinghours = { 0: null, 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: null };
  moment.updateLocale("en", { workinghours, holidays });
  return {
    between: (from, to) => moment(to).workingDiff(moment(from), "milliseconds"),
    add: (from, work) =>
      moment(from)
        .addWorkingTime(work / SECOND_MS, "seconds")
        .valueOf(),
  };
}

/** Measures in whole minutes only. */
function dayjsBusinessTime(): Library {
  interface Dayjs {
    businessMinutesDiff(other: Dayjs): number;
    addBusinessMinutes(amount: number): Dayjs;
    valueOf(): number;
  }
  const dayjs = load("dayjs") as {
    (at: number): Dayjs;
    extend(plugin: unknown): void;
    setHolidays(days: readonly string[]): void;
    setBusinessTime(hours: object): void;
  };
  dayjs.extend(load("dayjs-business-time"));
  dayjs.setHolidays(holidays);
  const hours = WEEKDAYS.map((day) => [day, [{ start: "08:00:00", end: "17:00:00" }]]);
  dayjs.setBusinessTime({ sunday: null, ...Object.fromEntries(hours), saturday: null });
  return {
    between: (from, to) => dayjs(from).businessMinutesDiff(dayjs(to)) * MINUTE_MS,
    add: (from, work) =>
      dayjs(from)
        .addBusinessMinutes(work / MINUTE_MS)
        .valueOf(),
  };
}

const LIBRARIES: Record<string, () => Library> = {
  "working-time-calculator": workingTimeCalculator,
  "moment-business-time": momentBusinessTime,
  "dayjs-business-time": dayjsBusinessTime,
};

/** How a question is answered, once and many times. */
interface Asked {
  readonly answer: (index: number) => number;
  /** The sum of the answers to inputs [first, end). */
  readonly sum: (first: number, end: number) => number;
}

function askedOf(answer: Answer, ones: Float64Array, others: Float64Array): Asked {
  return {
    answer: (index) => answer(ones[index]!, others[index]!),
    sum: (first, end) => {
      let sum = 0;
      for (let index = first; index < end; index++) sum += answer(ones[index]!, others[index]!);
      return sum;
    },
  };
}

function sumOfBetween(calendar: Calendar, from: Float64Array, to: Float64Array, first: number, end: number): number {
  let sum = 0;
  for (let index = first; index < end; index++) {
    sum += workingTimeBetween(calendar, from[index]! as Instant, to[index]! as Instant);
  }
  return sum;
}

function sumOfAdd(calendar: Calendar, from: Float64Array, work: Float64Array, first: number, end: number): number {
  let sum = 0;
  for (let index = first; index < end; index++) {
    sum += addWorkingTime(calendar, from[index]! as Instant, work[index]! as Millis)!;
  }
  return sum;
}

/** Ours in loops of its own, as a program has them: the call of any library's answer would cost more than ours does. */
function ours(): Record<string, Asked> {
  const calendar = tenYears(OFFICE);
  const asked = (sum: Asked["sum"]): Asked => ({ answer: (index) => sum(index, index + 1), sum });
  return {
    between: asked((first, end) => sumOfBetween(calendar, froms, tos, first, end)),
    add: asked((first, end) => sumOfAdd(calendar, froms, works, first, end)),
  };
}

function theirs({ between, add }: Library): Record<string, Asked> {
  return {
    between: askedOf(between, froms, tos),
    ...(add !== undefined && { add: askedOf(add, froms, works) }),
  };
}

const library = LIBRARIES[name];
const askedByQuestion = library === undefined ? ours() : theirs(library());

/** In short loops, as programs have them: V8 compiles a long loop while it runs, and worse. */
const CALLS_PER_LOOP = 200;

function nanosecondsOf(question: string, first: number, count: number): bigint {
  const asked = askedByQuestion[question]!;
  let sum = 0;
  const startedAt = process.hrtime.bigint();
  for (let left = count, at = first % froms.length; left > 0;) {
    const end = Math.min(at + Math.min(left, CALLS_PER_LOOP), froms.length);
    sum += asked.sum(at, end);
    left -= end - at;
    at = end === froms.length ? 0 : end;
  }
  const nanoseconds = process.hrtime.bigint() - startedAt;
  // A result that nobody reads would let the compiler leave out the work.
  if (Number.isNaN(sum)) throw new Error("an answer is no number");
  return nanoseconds;
}

function answersTo(question: string, first: number, count: number): string {
  const { answer } = askedByQuestion[question]!;
  return Array.from({ length: count }, (_, index) => answer(first + index)).join(" ");
}

for await (const order of createInterface({ input: process.stdin })) {
  const [kind, question = "", first, count] = order.split(" ");
  if (kind === "time") console.log(String(nanosecondsOf(question, Number(first), Number(count))));
  else console.log(answersTo(question, Number(first), Number(count)));
}

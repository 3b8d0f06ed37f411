/** What one call costs: `between` and `add` for three calendars, compiling, and what the machine allows. */
import { addWorkingTime, calendarOf, workingTimeBetween, type Calendar } from "@handschlag/engine/calendar/calendar.ts";
import { oracleOf } from "@handschlag/engine/calendar/calendar.oracle.test-support.ts";
import type { CalendarDefinition } from "@handschlag/engine/calendar/definition.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant, type Millis } from "@handschlag/engine/instant.ts";
import {
  CALENDARS,
  drawer,
  FIRST_YEAR,
  firstQuestion,
  FROM,
  LAST_YEAR,
  tenYears,
  UNTIL,
  WORK_HOURS_MAX,
} from "./cases.ts";
import { digits, median, showFault, showTable, showTitle, verdict, whole, type Goal } from "./report.ts";

const quick = process.argv.includes("--quick");
const ROUNDS = quick ? 40 : 150;
const COMPILATIONS = quick ? 30 : 100;
const ORACLE_CASES = quick ? 10_000 : 100_000;

const BETWEEN: Goal = { limit: 15, unit: " ns" };
const ADD: Goal = { limit: 25, unit: " ns" };
const ADD_BESIDE_QUARTERS: Goal = { limit: 35, unit: " ns" };
const COMPILE: Goal = { limit: 5, unit: " ms" };

const QUARTER_MS = 15 * MINUTE_MS;
const INSTANTS = 65_536;
/** In loops of a thousand, as programs have them: V8 compiles a loop of many more while it runs, and worse. */
const CALLS_PER_LOOP = 1_024;
/** Short enough to be over, as a rule, before another process gets the processor. */
const CALLS_PER_TIMING = 16 * CALLS_PER_LOOP;
/** Until V8 has compiled a task with its best compiler; short loops, because it counts their starts as well. */
const WARM_UP_LOOPS = 40_000;
const CALLS_PER_WARM_UP_LOOP = 64;

/** Instants drawn over the whole horizon, `from` before `to`, and work to add to `from`. */
interface Drawn {
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly work: Float64Array;
}

function drawn(count: number): Drawn {
  const draw = drawer(7);
  const anInstant = () => FROM + Math.floor(draw() * (UNTIL - FROM));
  const [from, to, work] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  for (let index = 0; index < count; index++) {
    const [one, other] = [anInstant(), anInstant()];
    from[index] = Math.min(one, other);
    to[index] = Math.max(one, other);
    work[index] = 1 + Math.floor(draw() * WORK_HOURS_MAX * HOUR_MS);
  }
  return { from, to, work };
}

function sumOfBetween(calendar: Calendar, { from, to }: Drawn, first: number, end: number): number {
  let sum = 0;
  for (let index = first; index < end; index++) {
    sum += workingTimeBetween(calendar, from[index]! as Instant, to[index]! as Instant);
  }
  return sum;
}

function sumOfAdd(calendar: Calendar, { from, work }: Drawn, first: number, end: number): number {
  let sum = 0;
  for (let index = first; index < end; index++) {
    sum += addWorkingTime(calendar, from[index]! as Instant, work[index]! as Millis)!;
  }
  return sum;
}

/** The loop alone: what is left of a call when nothing is looked up. */
function sumOfLoop({ from, to }: Drawn, first: number, end: number): number {
  let sum = 0;
  for (let index = first; index < end; index++) sum += to[index]! - from[index]!;
  return sum;
}

/** A table of quarter hours and nothing around it: one look-up an instant. */
function sumOfLookUps(quarters: Int32Array, { from }: Drawn, first: number, end: number): number {
  let sum = 0;
  for (let index = first; index < end; index++) sum += quarters[((from[index]! - FROM) * (1 / 900_000)) | 0]!;
  return sum;
}

/** What `between` cannot do without: two look-ups. */
function sumOfPairs(quarters: Int32Array, { from, to }: Drawn, first: number, end: number): number {
  let sum = 0;
  for (let index = first; index < end; index++) {
    const [start, stop] = [from[index]! - FROM, to[index]! - FROM];
    sum += quarters[(stop * (1 / 900_000)) | 0]! - quarters[(start * (1 / 900_000)) | 0]!;
  }
  return sum;
}

interface Task {
  readonly name: string;
  readonly goal?: Goal;
  /** Asks about the drawn instants [first, end). */
  readonly run: (first: number, end: number) => number;
}

function tasksOf(): Task[] {
  const instants = drawn(INSTANTS);
  const quarters = Int32Array.from({ length: Math.ceil((UNTIL - FROM) / QUARTER_MS) }, (_, index) => index);
  const tasks: Task[] = [
    { name: "the machine: loop", run: (first, end) => sumOfLoop(instants, first, end) },
    { name: "the machine: one look-up", run: (first, end) => sumOfLookUps(quarters, instants, first, end) },
    { name: "the machine: two look-ups", run: (first, end) => sumOfPairs(quarters, instants, first, end) },
  ];
  for (const { name, definition, onQuarters } of CALENDARS) {
    const calendar = tenYears(definition);
    const add = onQuarters ? ADD : ADD_BESIDE_QUARTERS;
    tasks.push(
      { name: `between, ${name}`, goal: BETWEEN, run: (first, end) => sumOfBetween(calendar, instants, first, end) },
      { name: `add, ${name}`, goal: add, run: (first, end) => sumOfAdd(calendar, instants, first, end) },
    );
  }
  return tasks;
}

function sumOf({ run }: Task, first: number, end: number): number {
  let sum = 0;
  for (let at = first; at < end; at += CALLS_PER_LOOP) sum += run(at, at + CALLS_PER_LOOP);
  return sum;
}

/** Runs all tasks in turn, round by round, so that noise hits all alike: nanoseconds a call by task. */
function measured(tasks: readonly Task[]): readonly (readonly number[])[] {
  const nanosecondsByTask = tasks.map((): number[] => []);
  let sum = 0;
  for (const { run } of tasks) {
    for (let loop = 0; loop < WARM_UP_LOOPS; loop++) sum += run(loop, loop + CALLS_PER_WARM_UP_LOOP);
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, task] of tasks.entries()) {
      // Once untimed, because the task before has used the processor's caches for something else.
      sum += sumOf(task, 0, INSTANTS);
      for (let first = 0; first < INSTANTS; first += CALLS_PER_TIMING) {
        const startedAt = process.hrtime.bigint();
        sum += sumOf(task, first, first + CALLS_PER_TIMING);
        nanosecondsByTask[index]!.push(Number(process.hrtime.bigint() - startedAt) / CALLS_PER_TIMING);
      }
    }
  }
  // A result that nobody reads would let the compiler leave out the work.
  if (!Number.isFinite(sum)) throw new Error("a call had no result");
  return nanosecondsByTask;
}

function showCalls(): void {
  const tasks = tasksOf();
  const costs = measured(tasks).map((all) => ({ least: Math.min(...all), middle: median(all) }));
  const limit = costs[tasks.findIndex(({ name }) => name.endsWith("two look-ups"))]!;
  const rows = tasks.map(({ name, goal }, index) => {
    const { least, middle } = costs[index]!;
    const row = [name, digits(least), digits(middle), digits(middle / limit.middle)];
    return goal === undefined ? row : [...row, verdict(middle, goal), verdict(least, goal).split(": ")[1]!];
  });
  showTitle(`Working time: nanoseconds a call, at instants of ten years in no order; ${ROUNDS} interleaved rounds`);
  showTable(["", "least", "median", "× two look-ups", "goal for the median", "the least"], rows);
}

function showCompilation(): void {
  const rows = CALENDARS.map(({ name, definition }) => {
    const milliseconds: number[] = [];
    for (let count = 0; count < COMPILATIONS; count++) {
      const startedAt = performance.now();
      firstQuestion(calendarOf(definition));
      milliseconds.push(performance.now() - startedAt);
    }
    const middle = median(milliseconds);
    return [
      name,
      digits(milliseconds[0]!),
      digits(Math.min(...milliseconds)),
      digits(middle),
      verdict(middle, COMPILE),
    ];
  });
  showTitle("Working time: milliseconds for a new calendar and its first question, which compiles ten years");
  showTable(["", "the first", "least", "median", "goal for the median"], rows);
}

/** Random questions in milliseconds, half of the instants at or beside an edge, answered by us and by counting minutes. */
function differences(definition: CalendarDefinition, count: number): string[] {
  const { edges, between, add } = oracleOf(definition, `${FIRST_YEAR}-01-01`, `${LAST_YEAR}-12-31`, MINUTE_MS);
  const known = edges.filter((at) => at >= FROM && at < UNTIL);
  const calendar = tenYears(definition);
  const draw = drawer(count);
  const anInstant = (): Instant => {
    if (draw() < 0.5) return (FROM + Math.floor(draw() * (UNTIL - FROM))) as Instant;
    return (known[Math.floor(draw() * known.length)]! + Math.floor(draw() * 3) - 1) as Instant;
  };
  const different: string[] = [];
  for (let index = 0; index < count; index++) {
    const [from, to] = [anInstant(), anInstant()];
    const work = Math.floor(draw() * (index % 2 === 0 ? WORK_HOURS_MAX * HOUR_MS : 30 * DAY_MS)) as Millis;
    if (workingTimeBetween(calendar, from, to) !== between(from, to)) different.push(`between ${from} ${to}`);
    // An answer after the oracle's years is not for the oracle to judge.
    const expected = add(from, work);
    if (expected !== undefined && addWorkingTime(calendar, from, work) !== expected) {
      different.push(`add ${from} ${work}`);
    }
  }
  return different;
}

function showAgreement(): void {
  showTitle("Working time: our answers and those of an oracle that counts minutes");
  const count = Math.ceil(ORACLE_CASES / CALENDARS.length);
  for (const { name, definition } of CALENDARS) {
    const different = differences(definition, count);
    console.log(`  ${name}: ${whole(count)} × between and add, ${whole(different.length)} differences`);
    if (different.length > 0) showFault(different.slice(0, 5).join("; "));
  }
}

showCalls();
showCompilation();
showAgreement();

/** Working time beside other libraries: who answers rightly, and how often a second. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { oracleOf } from "@handschlag/engine/calendar/calendar.oracle.test-support.ts";
import { addWorkingTime, workingTimeBetween } from "@handschlag/engine/calendar/calendar.ts";
import { isoOf, MINUTE_MS, type Instant, type Millis } from "@handschlag/engine/instant.ts";
import {
  FIRST_YEAR,
  holidayDates,
  LAST_YEAR,
  OFFICE,
  STRETCH_DAYS_MAX,
  tenYears,
  ticketCases,
  WORK_HOURS_MAX,
  type Case,
} from "./cases.ts";
import { installNpmPeers, installPerlPeer } from "./peer-install.ts";
import { digits, median, showFault, showTable, showTitle, verdict, whole, type Goal } from "./report.ts";

const quick = process.argv.includes("--quick");
const CASES = 2_000;
const CHECKED_PER_ORDER = 20;
const CHECK_MS = quick ? 1_500 : 6_000;
const ROUNDS = quick ? 5 : 11;
/** Rounds that do not count: V8 is still compiling. */
const WARM_UP_ROUNDS = 4;
const ROUND_MS = quick ? 100 : 200;
const ORDER_MS_MAX = 60_000;
const SHOWN_MAX = 3;
const OURS = "Handschlag";
const GOAL: Goal = { limit: 10_000, unit: " × the fastest exact peer", atLeast: true };

const QUESTIONS = ["between", "add"] as const;
type Question = (typeof QUESTIONS)[number];

const NPM_PEERS: Record<string, readonly Question[]> = {
  "working-time-calculator": ["between"],
  "moment-business-time": QUESTIONS,
  "dayjs-business-time": QUESTIONS,
};

/** A library in its process. */
class Host {
  readonly name: string;
  readonly questions: readonly Question[];
  private readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;

  constructor(name: string, questions: readonly Question[], command: readonly string[], env: NodeJS.ProcessEnv = {}) {
    this.name = name;
    this.questions = questions;
    const [program, ...args] = command;
    // These libraries know the time zone of their process only.
    const inBerlin = { ...process.env, TZ: "Europe/Berlin", ...env };
    this.child = spawn(program!, args, { stdio: ["pipe", "pipe", "inherit"], env: inBerlin });
    // What goes wrong shows in an answer that does not come.
    this.child.on("error", () => undefined);
    this.child.stdin!.on("error", () => undefined);
    this.lines = createInterface({ input: this.child.stdout! })[Symbol.asyncIterator]();
  }

  /** The answer to an order. Throws when the library breaks down, or does not answer within a minute. */
  async ask(order: string): Promise<string> {
    const timer = setTimeout(() => this.close(), ORDER_MS_MAX);
    this.child.stdin!.write(`${order}\n`);
    const { done, value } = await this.lines.next();
    clearTimeout(timer);
    if (done === true) throw new Error(`${this.name} did not answer to: ${order}`);
    return value;
  }

  async nanoseconds(question: Question, first: number, count: number): Promise<number> {
    return Number(await this.ask(`time ${question} ${first} ${count}`));
  }

  close(): void {
    this.child.kill();
  }
}

function hostsFor(file: string): Host[] {
  const node = [process.execPath, fileURLToPath(new URL("./peer-host.ts", import.meta.url))];
  const hosts = [new Host(OURS, QUESTIONS, [...node, OURS, file])];
  const missing = installNpmPeers();
  if (missing !== undefined) console.log(`  skipped: ${missing.name}: ${missing.reason}`);
  for (const [name, questions] of Object.entries(NPM_PEERS)) {
    if (missing === undefined) hosts.push(new Host(name, questions, [...node, name, file]));
  }
  const perl = installPerlPeer();
  if (typeof perl !== "string") console.log(`  skipped: ${perl.name}: ${perl.reason}`);
  else {
    const script = fileURLToPath(new URL("./peers/business-hours.pl", import.meta.url));
    hosts.push(new Host("Perl Business::Hours", QUESTIONS, ["perl", script, file], { PERL5LIB: perl }));
  }
  return hosts;
}

/** Where a library and the oracle disagree. */
interface Checked {
  readonly counts: { readonly minutes: number; readonly seconds: number };
  readonly wrong: { readonly minutes: number; readonly seconds: number };
  readonly shown: readonly string[];
}

const isExact = ({ wrong }: Checked): boolean => wrong.minutes === 0 && wrong.seconds === 0;

/** Asks as many cases as fit into the time for a check, one order after the other. */
async function check(
  host: Host,
  question: Question,
  cases: readonly Case[],
  expected: readonly number[],
): Promise<Checked> {
  const counts = { minutes: 0, seconds: 0 };
  const wrong = { minutes: 0, seconds: 0 };
  const shown: string[] = [];
  const endsAt = performance.now() + CHECK_MS;
  for (let first = 0; first < cases.length && performance.now() < endsAt; first += CHECKED_PER_ORDER) {
    const answers = (await host.ask(`answer ${question} ${first} ${CHECKED_PER_ORDER}`)).split(" ").map(Number);
    for (const [index, answer] of answers.entries()) {
      const at = first + index;
      const kind = at % 2 === 0 ? "minutes" : "seconds";
      counts[kind]++;
      if (answer === expected[at]) continue;
      wrong[kind]++;
      if (shown.length < SHOWN_MAX) shown.push(toldCase(question, cases[at]!, answer, expected[at]!));
    }
  }
  return { counts, wrong, shown };
}

function toldCase(question: Question, { from, to, work }: Case, answer: number, expected: number): string {
  const at = (instant: number) =>
    Number.isInteger(instant) && instant > 0 ? isoOf(instant as Instant) : String(instant);
  if (question === "add") return `add ${work / 1_000} s to ${at(from)}: ${at(answer)}, but it is ${at(expected)}`;
  return `between ${at(from)} and ${at(to)}: ${answer / 1_000} s, but it is ${expected / 1_000} s`;
}

/** The oracle's answers; ours must be the same. */
function expectedOf(cases: readonly Case[]): Record<Question, readonly number[]> {
  const oracle = oracleOf(OFFICE, `${FIRST_YEAR}-01-01`, `${LAST_YEAR}-12-31`, MINUTE_MS);
  const calendar = tenYears(OFFICE);
  const between = cases.map(({ from, to }) => oracle.between(from, to));
  const add = cases.map(({ from, work }) => oracle.add(from, work)!);
  const differs = cases.filter(
    ({ from, to, work }, index) =>
      workingTimeBetween(calendar, from, to) !== between[index] ||
      addWorkingTime(calendar, from, work as Millis) !== add[index],
  );
  if (differs.length > 0) showFault(`${differs.length} of our answers are not those of the oracle`);
  return { between, add };
}

/** Nanoseconds a call by host: the median of rounds in which all hosts take their turn. */
async function ratesOf(hosts: readonly Host[], question: Question): Promise<Map<Host, number>> {
  const countByHost = new Map<Host, number>();
  for (const host of hosts) {
    // Doubled until a round is long enough.
    let count = 1;
    while ((await host.nanoseconds(question, 0, count)) < (ROUND_MS * 1e6) / 2) count *= 2;
    countByHost.set(host, count);
  }
  const figures = new Map(hosts.map((host): [Host, number[]] => [host, []]));
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    for (const [host, count] of countByHost) {
      const nanoseconds = await host.nanoseconds(question, Math.abs(round) * count, count);
      if (round >= 0) figures.get(host)!.push(nanoseconds / count);
    }
  }
  return new Map(hosts.map((host) => [host, median(figures.get(host)!)]));
}

async function compare(
  hosts: readonly Host[],
  question: Question,
  cases: readonly Case[],
  expected: readonly number[],
): Promise<void> {
  const checkedByHost = new Map<Host, Checked>();
  for (const host of hosts.filter(({ questions }) => questions.includes(question))) {
    try {
      checkedByHost.set(host, await check(host, question, cases, expected));
    } catch (error) {
      if (host === hosts[0]) throw error;
      console.log(`  left out: ${String(error)}`);
    }
  }
  const nanoseconds = await ratesOf([...checkedByHost.keys()], question);
  const ours = nanoseconds.get(hosts[0]!)!;
  const rows = [...nanoseconds].map(([host, each]) => {
    const { counts, wrong } = checkedByHost.get(host)!;
    const wrongs = [`${wrong.minutes} of ${counts.minutes}`, `${wrong.seconds} of ${counts.seconds}`];
    return [host.name, digits(1e9 / each), host === hosts[0] ? "" : digits(each / ours), ...wrongs];
  });
  const units =
    question === "between" ? `stretches of up to ${STRETCH_DAYS_MAX} days` : `up to ${WORK_HOURS_MAX} h to add`;
  showTitle(`Working time beside others: ${question}, ${units}; ${ROUNDS} interleaved rounds`);
  showTable(["", "calls/s", "we are × as fast", "wrong, whole minutes", "wrong, whole seconds"], rows);
  const exact = [...nanoseconds].filter(([host]) => host !== hosts[0] && isExact(checkedByHost.get(host)!));
  const fastest = exact.toSorted(([, a], [, b]) => a - b)[0];
  console.log(
    `\n  Fastest exact peer: ${fastest?.[0].name ?? "none"}; ${verdict((fastest?.[1] ?? Number.NaN) / ours, GOAL)}`,
  );
  for (const [{ name }, { shown }] of checkedByHost) for (const line of shown) console.log(`  ${name}: ${line}`);
  if (!isExact(checkedByHost.get(hosts[0]!)!)) showFault("our answers in another process are not those of the oracle");
}

const folder = mkdtempSync(join(tmpdir(), "handschlag-bench-"));
let hosts: Host[] = [];
try {
  const cases = ticketCases(CASES, 11);
  const file = join(folder, "inputs");
  const inputs = cases.map(({ from, to, work }) => `${from} ${to} ${work}`);
  writeFileSync(file, `${[holidayDates().join(" "), ...inputs].join("\n")}\n`);
  hosts = hostsFor(file);
  const expected = expectedOf(cases);
  console.log(
    `\n  Mon–Fri 08–17 in Berlin without Bavaria's holidays, ${whole(CASES)} cases, half of the instants at openings and closings.`,
  );
  for (const question of QUESTIONS) await compare(hosts, question, cases, expected[question]);
} finally {
  for (const host of hosts) host.close();
  rmSync(folder, { recursive: true, force: true });
}

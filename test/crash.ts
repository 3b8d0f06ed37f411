/**
 * The crash test: `npm run crash -- [--rounds 200] [--seed 1]`. Kills the server, its database or both in the middle of
 * writing, brings them back, and compares what is there with what was acknowledged. The plan of a round follows from
 * the seed; what the load has done until the moment of the kill does not.
 */
import { parseArgs } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import { drawer } from "../bench/cases.ts";
import { compare } from "./crash/check.ts";
import { type Draw, Installation, VICTIMS, type Victim } from "./crash/installation.ts";
import { Ledger } from "./crash/ledger.ts";
import { Load, type Writer } from "./crash/load.ts";

const ROUNDS = 200;
const ROUNDS_MAX = 100_000;
/** The load runs for so long before the kill. */
const MOMENT_MS = [50, 900] as const;
/** A server that is not killed itself has to bear the load for so long after the kill. */
const AFTER_MS = 150;
/** Into a start after a kill; one takes about a second. */
const INTO_START_MS = 1_200;

/** What a round does. */
interface Plan {
  readonly victim: Victim;
  readonly momentMs: number;
  /** Kills all once more so long after the start that follows; `undefined`: lets it start in peace. */
  readonly againMs: number | undefined;
}

export interface Summary {
  /** Creations that were acknowledged before a kill or, repeated, after it. */
  readonly acknowledged: number;
  /** Those without an answer before the kill, which were repeated, and how many of them had happened. */
  readonly repeated: number;
  readonly unheard: number;
  /** Warnings and breaches of tickets that are recorded, each once and at its instant. */
  readonly notices: number;
  readonly faults: readonly string[];
}

/** Runs rounds until one finds a fault. */
export async function crash(rounds: number, seed: number, say: (line: string) => void): Promise<Summary> {
  const draw = drawOf(seed);
  // The load draws at moments of its own, and must not disturb the plan.
  const loadDraw = drawOf(seed + 1);
  const ledger = new Ledger();
  const total = { repeated: 0, unheard: 0, notices: 0 };
  let faults: readonly string[] = [];
  const installation = await Installation.make();
  try {
    installation.launch();
    await installation.ready();
    const load = new Load(installation, ledger);
    const writers = await load.writers();
    for (let round = 1; round <= rounds && faults.length === 0; round++) {
      const plan = planOf(draw);
      const before = ledger.acknowledged;
      const begun = performance.now();
      await underLoad(installation, load, writers, plan, draw, loadDraw);
      if (installation.hasDied) ledger.strange.push("the server has died of it");
      const backMs = await bringBack(installation, plan, draw);
      const acknowledged = ledger.acknowledged - before;
      const repeated = ledger.open.length;
      const after = await compare(installation, ledger, false);
      await load.finish();
      const finished = await compare(installation, ledger, true);
      faults = [...after.faults, ...finished.faults];
      total.notices = finished.notices;
      total.repeated += repeated;
      total.unheard += after.unheard;
      const counts = `${acknowledged} acknowledged, ${repeated} not (${after.unheard} of them done)`;
      const tookMs = Math.round(performance.now() - begun);
      say(`${round}: ${wordsOf(plan)}; ${counts}: ${verdict(faults)} (${tookMs} ms, ready after ${backMs})`);
    }
    if (faults.length > 0) say(installation.log);
  } finally {
    await installation.remove();
  }
  return { ...total, acknowledged: ledger.acknowledged, faults };
}

function drawOf(seed: number): Draw {
  const random = drawer(seed);
  return (below) => Math.floor(random() * below);
}

function wordsOf({ victim, momentMs, againMs }: Plan): string {
  const again = againMs === undefined ? "" : `, all again ${againMs} ms into the start`;
  return `${victim} killed after ${momentMs} ms${again}`;
}

const verdict = (faults: readonly string[]): string =>
  faults.length === 0 ? "none lost, none doubled" : `FAULT: ${faults.slice(0, 10).join("; ")}`;

function planOf(draw: Draw): Plan {
  const victim = VICTIMS[draw(VICTIMS.length)]!;
  const momentMs = MOMENT_MS[0] + draw(MOMENT_MS[1] - MOMENT_MS[0]);
  const isAgain = draw(4) === 0;
  const againMs = isAgain && (victim === "server" || victim === "all") ? draw(INTO_START_MS) : undefined;
  return { victim, momentMs, againMs };
}

async function underLoad(
  installation: Installation,
  load: Load,
  writers: readonly Writer[],
  { victim, momentMs }: Plan,
  draw: Draw,
  loadDraw: Draw,
): Promise<void> {
  let isOver = false;
  const writing = writers.map((writer) => load.write(writer, loadDraw, () => isOver));
  await sleep(momentMs);
  await installation.kill(victim, draw);
  if (installation.isRunning) await sleep(AFTER_MS);
  isOver = true;
  await Promise.all(writing);
}

/** Returns after how many milliseconds the server was ready again. */
async function bringBack(installation: Installation, { againMs }: Plan, draw: Draw): Promise<number> {
  installation.launch();
  if (againMs !== undefined) {
    await sleep(againMs);
    await installation.kill("all", draw);
    installation.launch();
  }
  const begun = performance.now();
  await installation.ready();
  return Math.round(performance.now() - begun);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { rounds: { type: "string" }, seed: { type: "string" } } });
  const rounds = Number(values.rounds ?? ROUNDS);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
  if (!Number.isSafeInteger(rounds) || rounds < 1 || rounds > ROUNDS_MAX || !Number.isSafeInteger(seed)) {
    console.error(`expected --rounds from 1 to ${ROUNDS_MAX} and --seed with a whole number`);
    process.exitCode = 2;
    return;
  }
  console.log(`Crash test: ${rounds} rounds, seed ${seed}`);
  const { acknowledged, repeated, unheard, notices, faults } = await crash(rounds, seed, (line) => console.log(line));
  console.log(
    `${acknowledged} creations acknowledged, ${repeated} of them only when repeated, ${unheard} of these were done before; ${notices} warnings and breaches: ${verdict(faults)}`,
  );
  if (faults.length > 0) process.exitCode = 1;
}

if (import.meta.main) await main();

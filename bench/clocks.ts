/** 100,000 open tickets with two clocks each, brought up to date at once: the board, and reading every clock anew. */
import { readContract } from "@handschlag/engine/contract/reader.ts";
import { termsOf, type Terms } from "@handschlag/engine/contract/terms.ts";
import { HOUR_MS, instant, later, MINUTE_MS, type Instant } from "@handschlag/engine/instant.ts";
import { ClockBoard, STATES } from "@handschlag/engine/ticket/board.ts";
import type { ClockReading } from "@handschlag/engine/ticket/clock.ts";
import type { TicketEvent } from "@handschlag/engine/ticket/event.ts";
import { readTicket } from "@handschlag/engine/ticket/ticket.ts";
import { drawer } from "./cases.ts";
import { digits, median, showFault, showTable, showTitle, verdict, whole, type Goal } from "./report.ts";

const quick = process.argv.includes("--quick");
const TICKETS = 100_000;
const CHECKED = quick ? 2_000 : 20_000;
const ROUNDS = quick ? 51 : 301;
const WARM_UP_ROUNDS = 200;
const SINCE = instant("2026-11-23T09:00:00Z");
/** Rounds go through a week from here, so that boards are read inside and outside hours. */
const WEEK_MS = 7 * 24 * HOUR_MS;
const GOAL: Goal = { limit: 5, unit: " ms" };

const CONTRACT = `
format: handschlag/contract@1
id: bench
title: Clocks for the benchmark
timeZone: Europe/Berlin
version: 1
validFrom: 2026-01-01
term: { start: 2026-01-01 }
parties:
  client: { role: client, name: Client }
  provider: { role: provider, name: Provider }
calendars:
  office:
    timeZone: Europe/Berlin
    hours:
      { mon: ["08:00-17:00"], tue: ["08:00-17:00"], wed: ["08:00-17:00"], thu: ["08:00-17:00"], fri: ["08:00-17:00"] }
    holidays: DE-BY
  odd:
    timeZone: Europe/Berlin
    hours: { mon: ["07:53-12:07", "12:41-17:03"], wed: ["07:53-12:07", "12:41-17:03"], fri: ["07:53-12:07"] }
  round-the-clock: { timeZone: Europe/Berlin, always: true }
priorities: { levels: [P1, P2, P3, P4] }
serviceLevels:
  standard:
    calendar: office
    targets:
      P1: { response: PT15M, resolve: PT8H, calendar: round-the-clock }
      P2: { response: PT1H, resolve: PT72H elapsed }
      P3: { response: PT4H, resolve: PT40H, calendar: odd }
      P4: { response: NBD, resolve: end of 10th working day }
services:
  - { id: workplace, name: Workplaces, area: devices, serviceLevel: standard }
clocks: { pauses: [{ reason: waiting-for-client }] }
`;

function termsOfContract(): readonly Terms[] {
  const contract = readContract(CONTRACT);
  const terms = contract.ok ? termsOf([contract.value]) : contract;
  if (!terms.ok) throw new Error(JSON.stringify(terms.refusal));
  return terms.value;
}

/** A ticket of the last two weeks that nobody has answered or resolved; every fifth is paused. */
function openTicket(number: number, draw: () => number): TicketEvent[] {
  const ticket = `T-${number}`;
  const event = (type: TicketEvent["type"], at: number, details: Partial<TicketEvent>): TicketEvent => {
    const minute = (Math.floor(at / MINUTE_MS) * MINUTE_MS) as Instant;
    return { ticket, type, at: minute, recordedAt: minute, by: "provider", ...details };
  };
  const openedAt = SINCE - draw() * 2 * WEEK_MS;
  const events = [event("opened", openedAt, { by: "client", priority: `P${1 + Math.floor(draw() * 4)}` })];
  if (draw() < 0.2)
    events.push(event("paused", openedAt + draw() * (SINCE - openedAt), { reason: "waiting-for-client" }));
  return events;
}

interface Differing {
  readonly compared: number;
  readonly different: number;
}

/** Compares the board at some instants with new readings of the first tickets. */
function compare(
  board: ClockBoard,
  tickets: readonly (readonly TicketEvent[])[],
  versions: readonly Terms[],
): Differing {
  let compared = 0;
  let different = 0;
  for (const hours of [0, 1, 9, 24, 100]) {
    const now = later(SINCE, hours * HOUR_MS + 1);
    board.readAt(now);
    let index = 0;
    for (const events of tickets.slice(0, CHECKED)) {
      for (const { state, outsideHours, elapsedMs, marginMs } of readTicket("", events, versions, now).clocks) {
        const same =
          STATES[board.states[index]!] === state &&
          (board.outsideHours[index] === 1) === outsideHours &&
          board.elapsedMs[index] === elapsedMs &&
          board.marginMs[index] === marginMs;
        compared++;
        if (!same) different++;
        index++;
      }
    }
  }
  return { compared, different };
}

/** What any re-evaluation has to do: read a number of each clock, add to it and write it. */
function addToAll(from: Float64Array, to: Float64Array, amount: number): void {
  for (let index = 0; index < from.length; index++) to[index] = from[index]! + amount;
}

/** Milliseconds of each round: the board, and the bare loop beside it. */
function roundsOf(board: ClockBoard): { readonly board: readonly number[]; readonly loop: readonly number[] } {
  const [from, to] = [new Float64Array(board.states.length), new Float64Array(board.states.length)];
  const figures = { board: [] as number[], loop: [] as number[] };
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    const now = later(SINCE, Math.floor((round / ROUNDS) * WEEK_MS));
    const startedAt = performance.now();
    board.readAt(now);
    const readAt = performance.now();
    addToAll(from, to, round);
    const addedAt = performance.now();
    if (round < WARM_UP_ROUNDS) continue;
    figures.board.push(readAt - startedAt);
    figures.loop.push(addedAt - readAt);
  }
  return figures;
}

const versions = termsOfContract();
const draw = drawer(3);
const tickets = Array.from({ length: TICKETS }, (_, number) => openTicket(number, draw));
const startedAt = performance.now();
const readings: ClockReading[] = tickets.flatMap((events) => readTicket("", events, versions, SINCE).clocks);
const readAt = performance.now();
const board = new ClockBoard(readings, SINCE);
const builtAt = performance.now();
const { board: milliseconds, loop } = roundsOf(board);
const middle = median(milliseconds);

showTitle(`Clocks: ${whole(TICKETS)} open tickets, ${whole(readings.length)} clocks; ${ROUNDS} instants of a week`);
showTable(
  ["milliseconds", "least", "median", "goal for the median"],
  [
    ["the machine: add to a number of each clock", digits(Math.min(...loop)), digits(median(loop)), ""],
    [
      "all clocks brought up to date on a board",
      digits(Math.min(...milliseconds)),
      digits(middle),
      verdict(middle, GOAL),
    ],
    ["making the board of readings, once", "", digits(builtAt - readAt), ""],
    ["all tickets read anew from their events", "", digits(readAt - startedAt), ""],
  ],
);
const { compared, different } = compare(board, tickets, versions);
console.log(`\n  ${whole(compared)} clocks of the board compared with new readings: ${whole(different)} differences`);
if (different > 0 || readings.length !== 2 * TICKETS) showFault("the board does not say what the tickets say");

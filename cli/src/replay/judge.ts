/** The second reading of a log: judges the tickets of one part and sums what was met and missed. */
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { OutsideKnownTime } from "@handschlag/engine/calendar/calendar.ts";
import { LEVELS } from "@handschlag/engine/contract/document.ts";
import type { Terms } from "@handschlag/engine/contract/terms.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import { Attainment, verdictOf, type Verdict } from "@handschlag/engine/ticket/attainment.ts";
import type { ClockState } from "@handschlag/engine/ticket/clock.ts";
import { absorbedTickets } from "@handschlag/engine/ticket/merges.ts";
import { readTicket, type Absorbed, type NoClock, type TicketReading } from "@handschlag/engine/ticket/ticket.ts";
import type { LineFault } from "./distribute.ts";
import type { EventScanner } from "./event-scan.ts";
import { addTo, PartLines } from "./part-lines.ts";
import { takeSpilled } from "./spill.ts";
import { ticketLine } from "./ticket-line.ts";

/** What every part of a replay needs to know. */
export interface Judging {
  readonly folder: string;
  readonly versions: readonly Terms[];
  readonly otherVersions: readonly Terms[] | undefined;
  readonly now: Instant;
  /** Number of the line before the first of each segment, in the log as a whole. */
  readonly lineBefore: readonly number[];
  readonly writeTickets: boolean;
}

/** A missed clock, for the list of the worst. */
export interface Miss {
  readonly order: number;
  readonly verdict: Verdict;
}

/** A clock that two contracts judge differently. */
export interface Difference {
  readonly order: number;
  readonly ticket: string;
  readonly level: Verdict["level"];
  readonly cycle: number;
  readonly priority: string;
  readonly before: Outlook;
  readonly after: Outlook;
}
type Outlook = "met" | "missed" | "open" | "withdrawn" | "none";

export interface Judged {
  readonly events: number;
  readonly sums: Sums;
  readonly otherSums: Sums | undefined;
  readonly worst: readonly Miss[];
  readonly differences: readonly Difference[];
  readonly differenceCounts: Readonly<Record<string, number>>;
  readonly faults: readonly LineFault[];
  readonly faultCount: number;
  readonly unread: ReadonlyMap<string, number>;
  readonly withoutClock: ReadonlyMap<NoClockKind, number>;
}

/** Why a ticket has no clock at all; `not-started`: what starts its clocks has not happened. */
export type NoClockKind = NoClock["kind"] | "not-started";

/** The sums of an attainment in a form that can cross from one thread to another. */
type Sums = Parameters<Attainment["absorb"]>[0];

export const WORST_MAX = 10;
export const DIFFERENCES_MAX = 50;

function noClockKind({ noClock }: TicketReading): NoClockKind {
  const reason = noClock.find(({ kind }) => kind !== "nothing-promised");
  if (reason !== undefined) return reason.kind;
  const levels = new Set(noClock.map((each) => (each.kind === "nothing-promised" ? each.level : undefined)));
  return levels.size === LEVELS.length ? "nothing-promised" : "not-started";
}

export const worstFirst = (a: Miss, b: Miss): number => a.verdict.marginMs - b.verdict.marginMs || a.order - b.order;

const sumsOf = (attainment: Attainment): Sums => {
  const { tickets, withoutClock, running, paused, cancelled } = attainment;
  return { tickets, withoutClock, running, paused, cancelled, figures: attainment.figures() };
};

/** The file with the ticket lines of a part: order of first appearance, a tab, the line. */
export const ticketFile = (folder: string, part: number): string => join(folder, `tickets-${part}`);

/** Judges one part. Spilled lines are removed as soon as they are read. */
export function judge(part: number, judging: Judging, scanner: EventScanner): Judged {
  const spilled = [...judging.lineBefore.keys()].map((segment) => takeSpilled(judging.folder, "events", segment, part));
  const lines = new PartLines(spilled, judging.lineBefore, scanner);
  const { firstLines, faults, unread } = lines;
  const [sum, otherSum] = [new Attainment(), judging.otherVersions === undefined ? undefined : new Attainment()];
  const worst: Miss[] = [];
  const comparison = new Comparison();
  const withoutClock = new Map<NoClockKind, number>();
  const ticketLines = judging.writeTickets ? new TextFile(ticketFile(judging.folder, part)) : undefined;
  // What a merge brings must be known before its target is judged.
  const kept = lines.mayHaveMerges
    ? new Map([...firstLines].map(([ticket, line]) => [ticket, lines.eventsFrom(line)]))
    : undefined;
  const absorbedBy = kept === undefined ? NOTHING_ABSORBED : absorbedTickets(kept);
  for (const [ticket, line] of firstLines) {
    const events = kept?.get(ticket) ?? lines.eventsFrom(line);
    // With lines that cannot be read there are no figures: what is left is to find all of them.
    if (faults.count > 0) continue;
    const order = lines.orderOf(line);
    const absorbed = absorbedBy.get(ticket);
    let reading: TicketReading;
    try {
      reading = readTicket(ticket, events, judging.versions, judging.now, absorbed);
      sum.add(reading);
      if (otherSum !== undefined) {
        const other = readTicket(ticket, events, judging.otherVersions!, judging.now, absorbed);
        otherSum.add(other);
        comparison.add(order, reading, other);
      }
    } catch (error) {
      if (!(error instanceof OutsideKnownTime)) throw error;
      faults.add(order, `ticket ${ticket}: ${error.message}`);
      continue;
    }
    keepWorst(worst, order, reading);
    if (reading.clocks.length === 0) addTo(withoutClock, noClockKind(reading), 1);
    ticketLines?.write(`${order}\t${ticketLine(reading)}\n`);
  }
  ticketLines?.close();
  return {
    events: lines.count,
    sums: sumsOf(sum),
    otherSums: otherSum && sumsOf(otherSum),
    worst,
    differences: comparison.differences,
    differenceCounts: comparison.counts,
    faults: faults.first,
    faultCount: faults.count,
    unread,
    withoutClock,
  };
}

const NOTHING_ABSORBED: ReadonlyMap<string, Absorbed[]> = new Map();

const TEXT_CHUNK = 256 * 1024;

/** A text written in pieces. */
class TextFile {
  private readonly file: number;
  private pending = "";

  constructor(name: string) {
    this.file = openSync(name, "w");
  }

  write(text: string): void {
    this.pending += text;
    if (this.pending.length > TEXT_CHUNK) this.flush();
  }

  private flush(): void {
    const bytes = Buffer.from(this.pending);
    for (let at = 0; at < bytes.length;) at += writeSync(this.file, bytes, at);
    this.pending = "";
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }
}

function keepWorst(worst: Miss[], order: number, { ticket, clocks, exclusions }: TicketReading): void {
  for (const clock of clocks) {
    if (clock.state !== "breached") continue;
    if (worst.length === WORST_MAX && clock.marginMs > worst[WORST_MAX - 1]!.verdict.marginMs) continue;
    const verdict = verdictOf(ticket, clock, exclusions)!;
    worst.push({ order, verdict });
    worst.sort(worstFirst);
    worst.length = Math.min(worst.length, WORST_MAX);
  }
}

const OUTLOOKS: Record<ClockState, Outlook> = {
  met: "met",
  breached: "missed",
  running: "open",
  paused: "open",
  cancelled: "withdrawn",
};

/** Where two contracts judge the same clock differently. */
class Comparison {
  readonly differences: Difference[] = [];
  /** How many clocks went from one outlook to another: `missed-met` and so on. */
  readonly counts: Record<string, number> = {};

  add(order: number, one: TicketReading, other: TicketReading): void {
    const keys = new Map<
      string,
      { before: Outlook; after: Outlook; level: Verdict["level"]; cycle: number; priority: string }
    >();
    for (const [side, { clocks }] of [
      ["before", one],
      ["after", other],
    ] as const) {
      for (const { level, cycle, state, course, regime } of clocks) {
        const key = `${level} ${course.life} ${cycle}`;
        const outlook = OUTLOOKS[state];
        const entry = keys.get(key) ?? { before: "none", after: "none", level, cycle, priority: regime.priority };
        keys.set(key, { ...entry, [side]: outlook });
      }
    }
    for (const { before, after, level, cycle, priority } of keys.values()) {
      if (before === after) continue;
      const kind = `${before}-${after}`;
      this.counts[kind] = (this.counts[kind] ?? 0) + 1;
      if (this.differences.length < DIFFERENCES_MAX)
        this.differences.push({ order, ticket: one.ticket, level, cycle, priority, before, after });
    }
  }
}

/** A log large enough to be shared by threads, against the same log judged ticket by ticket in memory. */
import { closeSync, openSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { germanHolidays } from "@handschlag/engine/calendar/holidays.ts";
import { readContract } from "@handschlag/engine/contract/reader.ts";
import { termsOf, type Terms } from "@handschlag/engine/contract/terms.ts";
import { isoOf, minutes, type Instant } from "@handschlag/engine/instant.ts";
import { readEvent, type TicketEvent } from "@handschlag/engine/ticket/event.ts";
import { readTicket, type Absorbed } from "@handschlag/engine/ticket/ticket.ts";
import { contractText, ended, Place } from "../command.test-support.ts";
import { ticketLine } from "./ticket-line.ts";

const place = new Place();
const CONTRACT = contractText(["P1: {", "P1: { update: PT2H, "]);
const contract = place.file("contract.yaml", CONTRACT);
const log = join(place.folder, "log.ndjson");
const MIB = 1024 * 1024;
const TICKETS = 7_500;
/** Each ticket is alive at the same time as this many others. */
const OVERLAP = 300;
const START = Date.parse("2026-03-02T07:00:00Z") as Instant;
const PADDING = "x".repeat(900);

const nameOf = (ticket: number): string =>
  `${["T", "Ä-é", "漢字", "💥", 'quote"\\']["0123456".indexOf(String(ticket % 7)) % 5]!}-${ticket}`;

/** What happens to the ticket of a number, step by step; `undefined` after its last event. Chance comes from the number. */
function eventOf(ticket: number, step: number): object | undefined {
  const chance = (ticket * 2_654_435_761) % 1_000;
  const at = isoOf((START + minutes(ticket * 11 + step * (chance % 240))) as Instant);
  const event = (by: string, type: string, details: object = {}) => ({
    ticket: nameOf(ticket),
    at,
    by,
    type,
    ...details,
  });
  if (step === 0) return event("client", "opened", { priority: chance % 3 === 0 ? "P1" : "P2", channel: PADDING });
  if (step === 1) return event("provider", "answered", { channel: PADDING });
  if (step === 2)
    return chance % 4 === 0
      ? event("provider", "paused", { reason: "waiting-for-client" })
      : event("client", "messaged", { channel: PADDING });
  if (step === 3)
    return chance % 4 === 0 ? event("provider", "resumed") : event("provider", "answered", { channel: PADDING });
  if (step === 4) {
    // Some are merged into a ticket far away, which may lie in another part or not be there; some of those into others.
    if (ticket % 50 === 0)
      return event("provider", "merged", { into: nameOf(ticket + (ticket % 100 === 0 ? 50 : 2_000)) });
    return event("provider", "resolved");
  }
  return step === 5 && chance % 10 === 0 ? event("client", "reopened", { channel: PADDING }) : undefined;
}

const gathered = new Map<string, { events: TicketEvent[]; merge?: { into: string; at: Instant } }>();
let eventCount = 0;

/** Writes the log, tickets interleaved, and keeps its events for the comparison. */
function writeLog(): void {
  const file = openSync(log, "w");
  for (let round = 0; round < TICKETS + OVERLAP; round++) {
    let text = "";
    for (let step = 0; step < 6; step++) {
      const ticket = round - step * (OVERLAP / 6);
      const event = ticket < 0 || ticket >= TICKETS ? undefined : eventOf(ticket, step);
      if (event === undefined) continue;
      // A letter of the word may be escaped, and the order of the keys is free.
      text += `${JSON.stringify(event).replace('"type":"merged"', round % 3 === 0 ? '"type":"m\\u0065rged"' : '"type":"merged"')}\n`;
      const read = readEvent(event);
      if (!read.ok) throw new Error(read.refusal.message);
      const known = gathered.get(read.value.ticket) ?? { events: [] };
      known.events.push(read.value);
      if (read.value.type === "merged") known.merge = { into: read.value.into!, at: read.value.at };
      gathered.set(read.value.ticket, known);
      eventCount++;
    }
    writeSync(file, text);
  }
  closeSync(file);
}

/** The earliest start that a ticket brings along when it is merged: its own, or of one merged into it before. */
function startOf(ticket: string, by: Instant): Instant {
  const own = gathered.get(ticket)!.events.find(({ type }) => type === "opened")!.at;
  return Math.min(
    own,
    ...absorbedBy(ticket)
      .filter(({ mergedAt }) => mergedAt <= by)
      .map(({ openedAt }) => openedAt),
  ) as Instant;
}

function absorbedBy(ticket: string): Absorbed[] {
  return [...gathered].flatMap(([source, { merge }]) =>
    merge?.into === ticket ? [{ ticket: source, mergedAt: merge.at, openedAt: startOf(source, merge.at) }] : [],
  );
}

function termsOfContract(): readonly Terms[] {
  const read = readContract(CONTRACT);
  const terms = read.ok ? termsOf([read.value], germanHolidays) : undefined;
  if (!terms?.ok) throw new Error("the contract of the tests has faults");
  return terms.value;
}

// Seconds on two free cores; a shared machine may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

describe("a log of more than 24 MiB", () => {
  beforeAll(writeLog);

  test("is large enough to need threads", () => {
    expect(statSync(log).size).toBeGreaterThan(25 * MIB);
    expect(statSync(log).size).toBeLessThan(35 * MIB);
  });

  test("gives the same bytes with one worker and with two, and those of judging each ticket alone", async () => {
    const run = async (workers: number, name: string) => {
      const { code, stdout, stderr } = await place.run([
        "replay",
        contract,
        log,
        "--json",
        "--workers",
        String(workers),
        "--tickets",
        name,
      ]);
      expect({ code, stderr, leftovers: place.leftovers() }).toEqual({ code: 0, stderr: "", leftovers: [] });
      return { stdout, tickets: place.read(name) };
    };
    const one = await run(1, "one.ndjson");
    const two = await run(2, "two.ndjson");
    expect(two.stdout).toBe(one.stdout);
    expect(two.tickets === one.tickets).toBe(true);

    const versions = termsOfContract();
    const now = [...gathered.values()].reduce(
      (last, { events }) => Math.max(last, ...events.map(({ at }) => at)),
      0,
    ) as Instant;
    const targets = new Set([...gathered.values()].flatMap(({ merge }) => merge?.into ?? []));
    const expected = [...gathered].map(([ticket, { events }]) =>
      ticketLine(readTicket(ticket, events, versions, now, targets.has(ticket) ? absorbedBy(ticket) : [])),
    );
    expect(expected.length).toBe(TICKETS);
    const lines = one.tickets.trimEnd().split("\n");
    expect(lines.length).toBe(TICKETS);
    expect(lines.find((line, index) => line !== expected[index])).toBeUndefined();
    const report = JSON.parse(one.stdout) as { now: string; events: number; tickets: number };
    expect(report).toMatchObject({ now: isoOf(now), events: eventCount, tickets: TICKETS });
  });

  test("names a line that cannot be read by its number, wherever it lies", async () => {
    const other = place.file("other.ndjson", ["", "no", ""]);
    const { code, stdout, stderr } = await place.run(["replay", contract, log, other, "--workers", "3"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/\n {2}other\.ndjson:2: expected one JSON object a line: /);
  });

  test("leaves nothing behind when it is stopped by a signal while threads write", async () => {
    const child = place.start(["replay", contract, log, "--workers", "2", "--tickets", "stopped.ndjson"]);
    const end = ended(child);
    while (!place.leftovers().some((folder) => folder.startsWith("handschlag-replay-")))
      await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 150));
    child.kill("SIGTERM");
    expect(await end).toMatchObject({ code: null, signal: "SIGTERM", stdout: "", stderr: "" });
    expect(place.leftovers()).toEqual([]);
  });
});

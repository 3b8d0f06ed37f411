/** A log that was imported has the verdicts that `handschlag replay` gives it. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reportOn } from "../cli/src/replay/command.ts";
import { isoOf } from "../engine/src/instant.ts";
import { TestServer } from "../server/src/server.test-support.ts";
import { attainment } from "../server/src/ticket/attainment.ts";
import { backtest } from "../server/src/ticket/backtest.ts";
import { ImportDesk } from "../server/src/ticket/import.test-support.ts";

const CONTRACT = "fixtures/contracts/servicenow-log.yaml";
const MAPPING = "servicenow-event-log";
/** The whole log, which is too large to ship. */
const WHOLE = "../shared/data/incident-logs/uci-servicenow-incident_event_log.csv.gz";
const WHOLE_MS_MAX = 600_000;
const folder = mkdtempSync(join(tmpdir(), "handschlag-import-"));
let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

interface Report {
  readonly tickets: number;
  readonly withoutClock: number;
  readonly figures: readonly (Record<string, unknown> & { readonly share: number; readonly period: string })[];
}

/** What `replay` says of a log at the server's time. */
async function replayed(log: string, mapping?: string, contract = CONTRACT): Promise<Report> {
  const options = {
    workers: 1,
    json: true,
    now: isoOf(server.now),
    ...(mapping !== undefined && { mapping }),
  } as const;
  return JSON.parse(await reportOn(contract, [log], options)) as Report;
}

/** What the server says of all months of an engagement. */
async function attained(desk: ImportDesk, periods: ReadonlySet<string>) {
  const ctx = await server.ctx(desk.manager);
  const figures = [];
  for (const period of [...periods].toSorted()) {
    const month = await attainment(ctx, desk.engagement, period);
    const missed = month.levels.reduce((sum, level) => sum + level.missed, 0);
    const listed = month.misses.filter(({ verdict }) => !verdict.met && verdict.exclusion === undefined);
    // A page shows a hundred; here no objection adds to what was missed.
    if (month.levels.every((level) => level.missed === level.missedIfUpheld))
      expect([listed.length, month.missesLeft]).toEqual([Math.min(100, missed), Math.max(0, missed - 100)]);
    figures.push(...month.figures);
  }
  return figures;
}

/** Brings a log in and compares it with what `replay` says. */
async function expectSame(log: string, mapping?: string): Promise<{ desk: ImportDesk; report: Report }> {
  const desk = await ImportDesk.make(server, readFileSync(CONTRACT, "utf8"));
  const { result } = await desk.bring(readFileSync(log), mapping);
  const report = await replayed(log, mapping);
  expect(result).toMatchObject({ imported: report.tickets, leftOut: 0 });
  const figures = report.figures.map(({ share: _share, ...figure }) => figure);
  expect(figures.length).toBeGreaterThan(0);
  expect(await attained(desk, new Set(report.figures.map(({ period }) => period)))).toEqual(figures);
  return { desk, report };
}

/** Tries another contract over what was brought in, and compares it with what `replay` says of either. */
async function expectSameTrial(desk: ImportDesk, log: string, own: Report): Promise<void> {
  const other = join(folder, "other.yaml");
  const text = readFileSync(CONTRACT, "utf8").replace("P3: { response: PT4H", "P3: { response: PT2H");
  writeFileSync(other, text);
  const trial = await backtest(await server.ctx(desk.manager), desk.engagement, { text });
  const counted = (report: Report) =>
    trial.levels.map(({ level }) => {
      const figures = report.figures.filter((figure) => figure["level"] === level);
      const total = (of: "met" | "missed") => figures.reduce((sum, figure) => sum + Number(figure[of]), 0);
      return { met: total("met"), missed: total("missed") };
    });
  expect(trial.levels.map(({ now }) => now)).toEqual(counted(own));
  expect(trial.levels.map(({ other: tried }) => tried)).toEqual(counted(await replayed(log, MAPPING, other)));
  expect(trial.differences.length + trial.differencesLeft).toBeGreaterThan(0);
}

test("the part of the ServiceNow log that ships, by its contract and by another", async () => {
  const log = "fixtures/logs/servicenow-event-log.csv";
  const { desk, report } = await expectSame(log, MAPPING);
  expect(report.tickets).toBe(602);
  await expectSameTrial(desk, log, report);
});

test.skipIf(!existsSync(WHOLE))("the whole ServiceNow log", { timeout: WHOLE_MS_MAX }, async () => {
  const { desk, report } = await expectSame(WHOLE, MAPPING);
  expect(report.tickets).toBe(24_918);
  await expectSameTrial(desk, WHOLE, report);
});

test("events with merges, objections, exclusions, notes, reopenings and what was entered later", async () => {
  const at = (day: number, time: string) => `2016-03-${String(day).padStart(2, "0")}T${time}:00Z`;
  const tickets = Array.from({ length: 40 }, (_, number) => {
    const day = 1 + (number % 20);
    const event = (type: string, time: string, by: string, more: object = {}) =>
      JSON.stringify({ ticket: `T-${number}`, at: at(day, time), by, type, ...more });
    return [
      event("opened", "08:00", "client", { id: "o", priority: `P${1 + (number % 4)}`, service: "it-support" }),
      event("noted", "08:05", "provider"),
      event("answered", "08:10", "provider", { automatic: true }),
      ...(number % 5 === 0
        ? [event("priority-changed", "08:20", "provider", { impact: "high", urgency: "medium" })]
        : []),
      event("answered", `0${8 + (number % 2)}:30`, "provider", { id: "a", recordedAt: at(day, "12:00") }),
      ...(number % 3 === 0 ? [event("paused", "09:40", "provider", { reason: "waiting-for-client", id: "p" })] : []),
      ...(number % 6 === 0 ? [event("objected", "09:50", "client", { event: "p" })] : []),
      ...(number % 12 === 0
        ? [
            event("settled", "09:55", "provider", {
              event: { type: "paused", at: at(day, "09:40") },
              outcome: "upheld",
            }),
          ]
        : []),
      ...(number % 7 === 0
        ? [
            event("excluded", "10:00", "client", {
              level: "response",
              reason: "Strom",
              consent: ["client", "provider"],
            }),
          ]
        : []),
      ...(number % 8 === 0 && number > 0 ? [event("merged", "10:30", "provider", { into: `T-${number - 1}` })] : []),
      ...(number % 8 === 0 && number > 0 ? [] : [event("resolved", "16:00", "provider")]),
      ...(number % 9 === 0 ? [event("reopened", "17:00", "client")] : []),
    ];
  });
  const log = join(folder, "events.ndjson");
  writeFileSync(log, tickets.flat().toReversed().join("\n"));
  expect((await expectSame(log)).report.tickets).toBe(40);
});

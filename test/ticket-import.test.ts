/** A log that was imported has the verdicts that `handschlag replay` gives it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reportOn } from "../cli/src/replay/command.ts";
import { isoOf } from "../engine/src/instant.ts";
import { TestServer } from "../server/src/server.test-support.ts";
import { attainment } from "../server/src/ticket/attainment.ts";
import { ImportDesk } from "../server/src/ticket/import.test-support.ts";

const CONTRACT = "fixtures/contracts/servicenow-log.yaml";
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
async function replayed(log: string, mapping?: string): Promise<Report> {
  const options = {
    workers: 1,
    json: true,
    now: isoOf(server.now),
    ...(mapping !== undefined && { mapping }),
  } as const;
  return JSON.parse(await reportOn(CONTRACT, [log], options)) as Report;
}

/** What the server says of all months of an engagement. */
async function attained(desk: ImportDesk, periods: ReadonlySet<string>) {
  const ctx = await server.ctx(desk.manager);
  const figures = [];
  for (const period of [...periods].toSorted())
    figures.push(...(await attainment(ctx, desk.engagement, period)).figures);
  return figures;
}

/** Brings a log in and compares it with what `replay` says. */
async function expectSame(log: string, mapping?: string): Promise<Report> {
  const desk = await ImportDesk.make(server, readFileSync(CONTRACT, "utf8"));
  const { result } = await desk.bring(readFileSync(log), mapping);
  const report = await replayed(log, mapping);
  expect(result).toMatchObject({ imported: report.tickets, leftOut: 0 });
  const figures = report.figures.map(({ share: _share, ...figure }) => figure);
  expect(figures.length).toBeGreaterThan(0);
  expect(await attained(desk, new Set(report.figures.map(({ period }) => period)))).toEqual(figures);
  return report;
}

test("the part of the ServiceNow log that ships", async () => {
  expect(await expectSame("fixtures/logs/servicenow-event-log.csv", "servicenow-event-log")).toMatchObject({
    tickets: 602,
  });
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
  expect(await expectSame(log)).toMatchObject({ tickets: 40 });
});

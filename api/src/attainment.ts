/** How well what was agreed is kept, month by month; and how another contract would have done. */
import { z } from "zod";
import { LEVELS } from "@handschlag/engine/contract/document.ts";
import { At, Id } from "./values.ts";

const Period = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .describe("A month in the contract's zone, `2026-11`.");
const Level = z.enum(LEVELS);

export const AttainmentQuery = z.strictObject({ period: Period.optional().describe("This month unless told.") });

const Counts = {
  met: z.int(),
  missed: z.int(),
  excluded: z.int().describe("Left out by agreement of both sides; in neither of the two."),
  metIfUpheld: z.int().describe("If all open objections were upheld."),
  missedIfUpheld: z.int(),
};
const Figure = z
  .strictObject({ service: z.string(), priority: z.string(), level: Level, ...Counts })
  .meta({ id: "AttainmentFigure" });

const Verdict = z
  .strictObject({
    ticket: z.strictObject({ id: Id, number: z.int(), subject: z.string() }),
    level: Level,
    life: z.int(),
    cycle: z.int(),
    service: z.string(),
    priority: z.string(),
    met: z.boolean(),
    ifUpheld: z
      .enum(["met", "missed", "none"])
      .describe("The same if all open objections were upheld; none: no verdict."),
    excluded: z.string().nullable().describe("The reason for which both sides left it out."),
    deadline: At.nullable(),
    stoppedAt: At.nullable(),
    targetText: z.string(),
    marginMs: z.int(),
    contractVersion: z.int(),
    sentence: z.strictObject({ de: z.string(), en: z.string() }),
  })
  .meta({ id: "AttainmentVerdict" });

export const AttainmentBody = z
  .strictObject({
    period: Period,
    periods: z.array(z.strictObject({ period: Period, met: z.int(), missed: z.int() })).describe("Ascending."),
    targetPercent: z.partialRecord(Level, z.number()),
    levels: z.array(z.strictObject({ level: Level, ...Counts })),
    figures: z.array(Figure),
    misses: z
      .array(Verdict)
      .describe(
        "The latest 100 that were missed, as recorded or if objections are upheld, and the latest 100 left out by both.",
      ),
    missesLeft: z.int().describe("How many more were missed."),
    excludedLeft: z.int(),
    open: z.int().describe("Clocks that have no verdict yet."),
    timeZone: z.string(),
    readAt: At,
  })
  .meta({ id: "Attainment" });

export const VerdictQuery = z.strictObject({
  period: Period,
  service: z.string().max(100).optional(),
  priority: z.string().max(100).optional(),
  level: Level.optional(),
  outcome: z.enum(["met", "missed", "excluded"]).optional(),
});
export const Verdicts = z.strictObject({
  items: z.array(Verdict),
  left: z.int().describe("How many more there are: at most 1,000 are listed."),
});

export const NewBacktest = z.strictObject({
  text: z.string().min(1).max(1_000_000).describe("Another contract, `handschlag/contract@1` as YAML or JSON."),
  from: z.iso.date().optional().describe("Tickets opened from this day on."),
  until: z.iso.date().optional(),
});
const BacktestLevel = z.strictObject({
  level: Level,
  now: z.strictObject({ met: z.int(), missed: z.int() }),
  other: z.strictObject({ met: z.int(), missed: z.int() }),
});
export const BacktestBody = z
  .strictObject({
    tickets: z.int(),
    withoutClock: z.strictObject({ now: z.int(), other: z.int() }),
    levels: z.array(BacktestLevel),
    priorities: z.array(BacktestLevel.extend({ priority: z.string() })),
    differences: z.array(
      z.strictObject({
        ticket: z.strictObject({ id: Id, number: z.int(), subject: z.string() }),
        level: Level,
        now: z.enum(["met", "missed", "none"]),
        other: z.enum(["met", "missed", "none"]),
        deadlineNow: At.nullable(),
        deadlineOther: At.nullable(),
      }),
    ),
    differencesLeft: z.int(),
    sentence: z.strictObject({ de: z.string(), en: z.string() }),
  })
  .meta({ id: "Backtest" });

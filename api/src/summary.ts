/** What the front pages say at a glance. */
import { z } from "zod";
import { At, Id } from "./values.ts";

const Company = z.strictObject({ id: Id, name: z.string() });

const InShort = z
  .strictObject({ period: z.string(), met: z.int(), missed: z.int() })
  .describe("Clocks with a verdict in this month of the contract, without what both sides left out.");

export const EngagementSummary = z
  .strictObject({
    id: Id,
    name: z.string(),
    client: Company,
    provider: Company,
    side: z.enum(["client", "provider"]).describe("On which side the asking actor stands."),
    open: z.int(),
    awaitingClient: z.int(),
    overdue: z.int(),
    dueSoon: z.int().describe("Due within the next hours of which `dueSoonHours` says how many."),
    disputed: z.int().describe("Open or ended, with an objection that is not settled."),
    nextDueAt: At.nullable().describe("The next deadline that has not passed."),
    month: InShort.nullable().describe(
      "Null without a contract, for who sees their own tickets only, and beyond 20,000 tickets in two months.",
    ),
  })
  .meta({ id: "EngagementSummary" });

export const Summary = z
  .strictObject({
    engagements: z.array(EngagementSummary),
    dueSoonHours: z.int(),
    most: z.int().describe("Nothing is counted beyond this: a figure that reaches it means as many or more."),
    readAt: At,
  })
  .meta({ id: "Summary" });

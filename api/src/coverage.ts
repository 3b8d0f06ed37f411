/** Whether what is asked for is in the contract, and what it costs if not. Source: product.md §5. */
import { z } from "zod";

/** A price item of the contract by which work is charged. */
export const WorkPrice = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    hourly: z.string().nullable().describe("Price of an hour before surcharges; null where none is agreed."),
    currency: z.string(),
    incrementMinutes: z.int().nullable().describe("Minutes of which started ones count."),
    minimumMinutes: z.int().describe("Least minutes that are charged for a job."),
  })
  .meta({ id: "WorkPrice" });

export const Coverage = z
  .strictObject({
    kind: z
      .enum(["covered", "chargeable", "not-covered", "unclear"])
      .describe("`chargeable`: the service leaves it out, and the contract has a price for such work."),
    service: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
    clause: z.string().nullable().describe("The words of the contract on which the answer rests."),
    price: WorkPrice.nullable().describe("By what it is charged, where it is chargeable."),
    contractVersion: z.int().nullable(),
  })
  .meta({ id: "Coverage" });

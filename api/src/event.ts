/** What happened. */
import { z } from "zod";
import { At, Id, pageOf } from "./values.ts";

export const EventBody = z
  .strictObject({
    id: Id,
    type: z.string().describe("Noun and past tense: `contract.imported`."),
    at: At.describe("When it happened."),
    recordedAt: At.describe("When it was entered."),
    engagementId: Id.nullable(),
    visibleTo: z.enum(["both", "client", "provider"]),
    actor: z.strictObject({
      kind: z.enum(["person", "key", "system"]),
      id: Id.nullable(),
      name: z.string().nullable().describe("Null when it is not known to you, or erased."),
      company: z.string().nullable(),
      side: z.enum(["client", "provider", "company", "system"]),
    }),
    subjectId: Id.nullable(),
    facts: z.record(z.string(), z.unknown()),
    personal: z.record(z.string(), z.unknown()).nullable(),
    hash: z.string().describe("SHA-256 of the event's canonical JSON, hexadecimal."),
  })
  .meta({ id: "Event" });
export type EventBody = z.infer<typeof EventBody>;
export const Events = pageOf(EventBody);

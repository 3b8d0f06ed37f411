/** The rules of clocks in the contract document. Source: product.md §9.3, §9.4; docs/rules/contract.md §4. */
import { z } from "zod";
import { Name, Text } from "./names.ts";

const StartEvent = z.enum(["opened", "assigned", "answered"]);
const StopEvent = z.enum(["answered", "assigned", "restored", "resolved"]);
const RetargetRule = z.enum(["from-start", "from-change"]);

const Pause = z
  .strictObject({
    reason: Name.meta({ description: "Reason as the event names it.", examples: ["waiting-for-client"] }),
    description: Text.optional().meta({ description: "The reason in words: what must have happened for it to hold." }),
    clocks: z
      .array(
        z.enum(["update", "restore", "resolve"], {
          error: "expected update, restore or resolve: response never pauses",
        }),
      )
      .min(1)
      .default(["update", "restore", "resolve"])
      .meta({ description: "Clocks that this reason pauses." }),
  })
  .meta({ id: "Pause", description: "A reason for which clocks may be paused." });

/** How clocks start, stop, pause and change targets. Real contracts differ in each; each has a default. Source: product.md §9.3, §9.4. */
export const ClockRules = z
  .strictObject({
    outsideHours: z.enum(["next-opening", "at-once"]).default("next-opening").meta({
      description:
        "A report outside the calendar's hours starts the clock at the next opening, or at once (matters for elapsed time and working days).",
    }),
    response: z
      .strictObject({
        start: z.literal("opened").default("opened").meta({ description: "Event that starts the clock." }),
        stop: z
          .array(StopEvent)
          .min(1)
          .default(["answered"])
          .meta({ description: "Events that stop the response clock; resolving always does." }),
      })
      .prefault({})
      .meta({ description: "The response clock." }),
    update: z
      .strictObject({
        start: z.enum(["update-or-message", "update", "message"]).default("update-or-message").meta({
          description:
            "From what the next update is due: the last visible update, the oldest unanswered message of the client, or the later of both.",
        }),
      })
      .prefault({})
      .meta({ description: "The update clock." }),
    restore: z
      .strictObject({
        start: StartEvent.default("opened").meta({ description: "Event that starts the clock." }),
        stop: z
          .array(StopEvent)
          .min(1)
          .default(["restored"])
          .meta({ description: "Events that stop the restore clock; resolving always does." }),
        workaroundCounts: z.boolean().default(true).meta({ description: "Whether a workaround restores the service." }),
      })
      .prefault({})
      .meta({ description: "The restore clock." }),
    resolve: z
      .strictObject({
        start: StartEvent.default("opened").meta({ description: "Event that starts the clock." }),
        stop: z.enum(["resolved", "closed"]).default("resolved").meta({
          description: "Whether resolving stops the clock, or only closing, when the client has accepted the solution.",
        }),
      })
      .prefault({})
      .meta({ description: "The resolve clock. Closing and the provider's cancelling always stop it." }),
    pauses: z
      .array(Pause)
      .max(50)
      .default([])
      .meta({ description: "The only reasons for which clocks pause. Response never pauses." }),
    reopen: z
      .strictObject({
        withinDays: z.int().min(0).max(3_650).default(14).meta({
          description:
            "Days after resolving in which a reopened ticket goes on with its clocks; later it counts as a new ticket.",
        }),
      })
      .prefault({})
      .meta({ description: "What a reopened ticket means for its clocks." }),
    retarget: z
      .strictObject({
        upgrade: RetargetRule.default("from-start").meta({
          description: "A higher priority: its target counts from the start of the ticket or from the change.",
        }),
        downgrade: RetargetRule.default("from-start").meta({ description: "A lower priority." }),
        service: RetargetRule.default("from-start").meta({ description: "Another service." }),
        version: RetargetRule.default("from-start").meta({ description: "A new version of the contract." }),
      })
      .prefault({})
      .meta({ description: "From when a new target counts after a change." }),
  })
  .meta({ id: "ClockRules", description: "How clocks start, stop, pause and change their targets." });

/** The rules with their defaults filled in. */
export type ClockRules = z.output<typeof ClockRules>;

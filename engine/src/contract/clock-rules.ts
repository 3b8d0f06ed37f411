/** The rules of clocks in the contract document. Source: product.md §9.3, §9.4; docs/rules/contract.md §4. */
import { z } from "zod";
import { Name, Text } from "./names.ts";

const StartEvent = z.enum(["opened", "assigned", "answered"]);
const StopEvent = z.enum(["answered", "assigned", "restored", "resolved"]);
const RetargetRule = z.enum(["from-start", "from-change"]);

const Pause = z
  .strictObject({
    reason: Name.meta({ description: "Reason as the event names it.", examples: ["waiting-for-client"] }),
    description: Text.optional().meta({
      description: "The reason in words: what must have happened for it to hold.",
      examples: ["A question of the provider is open."],
    }),
    clocks: z
      .array(
        z.enum(["update", "restore", "resolve"], {
          error: "expected update, restore or resolve: response never pauses",
        }),
      )
      .min(1)
      .default(["update", "restore", "resolve"])
      .meta({ description: "Clocks that this reason pauses.", examples: [["restore", "resolve"]] }),
  })
  .meta({ id: "Pause", description: "A reason for which clocks may be paused." });

/** How clocks start, stop, pause and change targets. Real contracts differ in each; each has a default. Source: product.md §9.3, §9.4. */
export const ClockRules = z
  .strictObject({
    outsideHours: z
      .enum(["next-opening", "at-once"])
      .default("next-opening")
      .meta({
        description:
          "A report outside the calendar's hours starts the clock at the next opening, or at once (matters for elapsed time and working days).",
        examples: ["next-opening"],
      }),
    response: z
      .strictObject({
        start: z
          .literal("opened")
          .default("opened")
          .meta({ description: "Event that starts the clock.", examples: ["opened"] }),
        stop: z
          .array(StopEvent)
          .min(1)
          .default(["answered"])
          .meta({
            description: "Events that stop the response clock; resolving always does.",
            examples: [["answered"]],
          }),
      })
      .prefault({})
      .meta({ description: "The response clock.", examples: [{ stop: ["answered"] }] }),
    update: z
      .strictObject({
        start: z
          .enum(["update-or-message", "update", "message"])
          .default("update-or-message")
          .meta({
            description:
              "From what the next update is due: the last visible update, the oldest unanswered message of the client, or the later of both.",
            examples: ["update-or-message"],
          }),
      })
      .prefault({})
      .meta({ description: "The update clock.", examples: [{ start: "update" }] }),
    restore: z
      .strictObject({
        start: StartEvent.default("opened").meta({ description: "Event that starts the clock.", examples: ["opened"] }),
        stop: z
          .array(StopEvent)
          .min(1)
          .default(["restored"])
          .meta({
            description: "Events that stop the restore clock; resolving always does.",
            examples: [["restored"]],
          }),
        workaroundCounts: z
          .boolean()
          .default(true)
          .meta({ description: "Whether a workaround restores the service.", examples: [true] }),
      })
      .prefault({})
      .meta({ description: "The restore clock.", examples: [{ workaroundCounts: true }] }),
    resolve: z
      .strictObject({
        start: StartEvent.default("opened").meta({ description: "Event that starts the clock.", examples: ["opened"] }),
        stop: z
          .enum(["resolved", "closed"])
          .default("resolved")
          .meta({
            description:
              "Whether resolving stops the clock, or only closing, when the client has accepted the solution.",
            examples: ["resolved"],
          }),
      })
      .prefault({})
      .meta({
        description: "The resolve clock. Closing and the provider's cancelling always stop it.",
        examples: [{ stop: "resolved" }],
      }),
    pauses: z
      .array(Pause)
      .max(50)
      .default([])
      .meta({
        description: "The only reasons for which clocks pause. Response never pauses.",
        examples: [[{ reason: "waiting-for-client" }]],
      }),
    reopen: z
      .strictObject({
        withinDays: z
          .int()
          .min(0)
          .max(3_650)
          .default(14)
          .meta({
            description:
              "Days after resolving in which a reopened ticket goes on with its clocks; later it counts as a new ticket.",
            examples: [14],
          }),
      })
      .prefault({})
      .meta({ description: "What a reopened ticket means for its clocks.", examples: [{ withinDays: 14 }] }),
    retarget: z
      .strictObject({
        upgrade: RetargetRule.default("from-start").meta({
          description: "A higher priority: its target counts from the start of the ticket or from the change.",
          examples: ["from-start"],
        }),
        downgrade: RetargetRule.default("from-start").meta({
          description: "A lower priority.",
          examples: ["from-change"],
        }),
        service: RetargetRule.default("from-start").meta({
          description: "Another service.",
          examples: ["from-change"],
        }),
        version: RetargetRule.default("from-start").meta({
          description: "A new version of the contract.",
          examples: ["from-start"],
        }),
      })
      .prefault({})
      .meta({ description: "From when a new target counts after a change.", examples: [{ downgrade: "from-change" }] }),
  })
  .meta({
    id: "ClockRules",
    description: "How clocks start, stop, pause and change their targets.",
    examples: [{ pauses: [{ reason: "waiting-for-client" }] }],
  });

/** The rules with their defaults filled in. */
export type ClockRules = z.output<typeof ClockRules>;

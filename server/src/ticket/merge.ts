/** Going on in another ticket: the source's clocks end, the target keeps the earliest start. Source: product.md §9.4. */
import type { Ctx, Place } from "../context.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Tx } from "../db/tenant.ts";
import { nextEventId, recordAll } from "../event/record.ts";
import { Problem } from "../problem.ts";
import { withFact } from "./events.ts";
import { hold, refreshed, type Held } from "./held.ts";
import { participantsFollow } from "./participants.ts";

/** Tells the target of a merge. 422 when it is of another engagement, has ended or is the ticket itself. */
export async function mergeInto(tx: Tx, ctx: Ctx, place: Place, source: Held, into: string): Promise<void> {
  if (into === source.id) throw new Problem(422, "merge-into-itself", { field: "body.into" });
  const target = await hold(tx, ctx, place, into);
  if (target.engagement !== source.engagement)
    throw new Problem(422, "merge-across-engagements", { field: "body.into" });
  const { stage } = target.before.standing;
  if (stage !== "open" && stage !== "paused") throw new Problem(409, "merge-into-ended", { stage });
  const later = ctx.notBefore((target.recordedAt + 1) as Instant);
  const fact = {
    id: nextEventId(tx, later),
    type: "ticket.absorbed",
    subjectId: into,
    engagementId: source.engagement,
    visibleTo: "both",
    facts: { from: source.id, fromNumber: source.number, openedAt: source.openedAt.toISOString() },
  } as const;
  const log = withFact(target.log, into, fact, { id: fact.id, recordedAt: later.now, by: "system" });
  await recordAll(tx, later, place, [fact], [refreshed(later, place, { ...target, log }, true).statement]);
  await participantsFollow(tx, later, place, source, target);
}

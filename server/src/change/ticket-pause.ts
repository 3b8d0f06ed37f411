/** A ticket waits while its change waits for the client, where the contract lists that reason. Source: product.md §9.3. */
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Ctx, Place } from "../context.ts";
import type { Tx } from "../db/tenant.ts";
import { nextEventId, recordAll, type Fact } from "../event/record.ts";
import { withFact } from "../ticket/events.ts";
import { hold, refreshed, type Held } from "../ticket/held.ts";
import { termsAt } from "../ticket/reading.ts";
import type { ChangeRow } from "./change-row.ts";

const REASON = "waiting-for-approval";

/** Pauses the ticket of a change; nothing happens where the contract lists no such reason, or the ticket does not go on. */
export async function pauseTicket(tx: Tx, ctx: Ctx, place: Place, { ticket_id, change_id }: ChangeRow): Promise<void> {
  if (ticket_id === null) return;
  const held = await hold(tx, ctx, place, ticket_id);
  const known = termsAt(held.versions, ctx.now)?.rules.pauses.some(({ reason }) => reason === REASON) ?? false;
  if (!known || held.before.standing.stage !== "open") return;
  await step(tx, ctx, place, held, { type: "ticket.paused", facts: { reason: REASON, change: change_id } });
}

/** Lets the ticket go on when nobody waits for the client any more. */
export async function resumeTicket(tx: Tx, ctx: Ctx, place: Place, { ticket_id, change_id }: ChangeRow): Promise<void> {
  if (ticket_id === null) return;
  const held = await hold(tx, ctx, place, ticket_id);
  if (held.before.standing.pause?.reason !== REASON) return;
  await step(tx, ctx, place, held, { type: "ticket.resumed", facts: { change: change_id } });
}

async function step(tx: Tx, ctx: Ctx, place: Place, held: Held, { type, facts }: Pick<Fact, "type" | "facts">) {
  const then = ctx.notBefore((held.recordedAt + 1) as Instant);
  const about = { subjectId: held.id, engagementId: held.engagement, visibleTo: "both" } as const;
  const fact = { ...about, id: nextEventId(tx, then), type, at: then.now, facts: facts ?? {} };
  const by = place.side === "company" ? "client" : place.side;
  const log = withFact(held.log, held.id, fact, { id: fact.id, recordedAt: then.now, by });
  const { statement } = refreshed(then, place, { ...held, log }, true);
  await recordAll(tx, then, place, [fact], [statement]);
}

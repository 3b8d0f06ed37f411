/** Making deliveries of events: each once for each webhook whose company may see it on its side. */
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Kysely, Selectable } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { DB } from "../db/schema.gen.ts";
import type { Tx } from "../db/tenant.ts";
import { follow, type FollowedEvent } from "../event/follow.ts";
import { contentOf, topicOf } from "./payload.ts";

type Hook = Pick<Selectable<DB["webhook"]>, "tenant_id" | "webhook_id" | "side" | "topics" | "engagements">;
export type Between = Pick<Selectable<DB["engagement"]>, "engagement_id" | "tenant_id" | "provider_id" | "ended_at">;

/** Makes the deliveries of what happened since the last time. Returns how many events there were. */
export const webhooksFollow = (db: Kysely<DB>, now: Instant): Promise<number> =>
  follow(db, "webhook", (tx, events) => deliveriesMake(tx, events, now));

async function deliveriesMake(tx: Tx, events: readonly FollowedEvent[], now: Instant): Promise<void> {
  const hooks: readonly Hook[] = await tx
    .selectFrom("webhook")
    .select(["tenant_id", "webhook_id", "side", "topics", "engagements"])
    .where("state", "=", "on")
    .execute();
  if (hooks.length === 0) return;
  const engagements = await engagementsOf(tx, events);
  const at = new Date(now);
  const rows = events.flatMap((event) => {
    const between = event.engagement === undefined ? undefined : engagements.get(event.engagement);
    const heard = hooks.filter((hook) => isFor(hook, event, between, now));
    const content = heard.length === 0 ? "" : contentOf(event);
    return heard.map((hook) => ({
      tenant_id: hook.tenant_id,
      // Made one after the other by this process, which is alone at it: in the order of the events.
      delivery_id: uuidv7(),
      webhook_id: hook.webhook_id,
      engagement_id: event.engagement ?? null,
      event_tenant: event.tenant,
      event_id: event.id,
      type: event.type,
      content,
      due_at: at,
      created_at: at,
    }));
  });
  for (let from = 0; from < rows.length; from += 1_000)
    await tx
      .insertInto("webhook_delivery")
      .values(rows.slice(from, from + 1_000))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

async function engagementsOf(tx: Tx, events: readonly FollowedEvent[]): Promise<ReadonlyMap<string, Between>> {
  const named = [...new Set(events.flatMap(({ engagement }) => (engagement === undefined ? [] : [engagement])))];
  if (named.length === 0) return new Map();
  const rows = await tx
    .selectFrom("engagement")
    .select(["engagement_id", "tenant_id", "provider_id", "ended_at"])
    .where("engagement_id", "in", named)
    .execute();
  return new Map(rows.map((row) => [row.engagement_id, row]));
}

/** Whether a webhook is told of an event: its company stands on a side that may see it, and it was chosen. */
function isFor(hook: Hook, event: FollowedEvent, between: Between | undefined, now: Instant): boolean {
  if (!hook.topics.includes(topicOf(event))) return false;
  // One's own affairs; an engagement that is not there any more is nobody's.
  if (event.engagement === undefined) return event.tenant === hook.tenant_id && event.visibleTo !== "provider";
  if (event.visibleTo !== "both" && event.visibleTo !== hook.side) return false;
  return isEntitled(hook, event, between, now);
}

/**
 * Whether an engagement is the webhook's still: the company stands in it on the webhook's side, and it is chosen. Of one
 * that is over goes out only that it ends.
 */
export function isEntitled(
  { tenant_id, side, engagements }: Hook,
  { type, engagement }: Pick<FollowedEvent, "type" | "engagement">,
  between: Between | undefined,
  now: Instant,
): boolean {
  if (engagement === undefined) return true;
  if (between === undefined || (side === "client" ? between.tenant_id : between.provider_id) !== tenant_id)
    return false;
  const isOver = between.ended_at !== null && between.ended_at.getTime() <= now;
  return (engagements === null || engagements.includes(engagement)) && (!isOver || type.startsWith("engagement."));
}

/** What went to a webhook, or is to go: looked at, tried out and sent again by who leads the company. */
import type { Selectable } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Ctx } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import { record } from "../event/record.ts";
import { found, Problem } from "../problem.ts";
import { TRIAL, trialContent } from "./payload.ts";
import { webhookOf } from "./webhooks.ts";

const PAGE = 50;

const COLUMNS = [
  "delivery_id",
  "type",
  "engagement_id",
  "event_id",
  "state",
  "attempts",
  "due_at",
  "tried_at",
  "status",
  "answer",
  "problem",
  "created_at",
] as const;
export type Delivery = Pick<Selectable<DB["webhook_delivery"]>, (typeof COLUMNS)[number]>;

interface DeliveryQuery {
  readonly state?: string | undefined;
  readonly cursor?: string | undefined;
}

/** Deliveries of a webhook, the newest first. */
export function deliveryList(
  ctx: Ctx,
  id: string,
  { state, cursor }: DeliveryQuery,
): Promise<{ readonly items: Delivery[]; readonly next: string | null }> {
  ctx.require("webhook:read");
  return ctx.read(ctx.own, async (tx) => {
    await webhookOf(tx, ctx, id, "webhook:read");
    const rows = await tx
      .selectFrom("webhook_delivery")
      .select(COLUMNS)
      .where("tenant_id", "=", ctx.own.tenant)
      .where("webhook_id", "=", id)
      .$if(state !== undefined, (query) => query.where("state", "=", state!))
      .$if(cursor !== undefined, (query) => query.where("delivery_id", "<", cursor!))
      .orderBy("delivery_id", "desc")
      .limit(PAGE + 1)
      .execute();
    const items = rows.slice(0, PAGE);
    return { items, next: rows.length > PAGE ? items.at(-1)!.delivery_id : null };
  });
}

/** Sends something to try a webhook out. 409 when it is switched off. Returns the delivery's id. */
export function webhookTry(ctx: Ctx, id: string): Promise<{ readonly id: string }> {
  ctx.require("webhook:write");
  return ctx.change(ctx.own, async (tx) => {
    const hook = await webhookOf(tx, ctx, id, "webhook:write", true);
    if (hook.state !== "on") throw new Problem(409, "webhook-off");
    const at = new Date(ctx.now);
    const delivery = uuidv7();
    await tx
      .insertInto("webhook_delivery")
      .values({
        tenant_id: ctx.own.tenant,
        delivery_id: delivery,
        webhook_id: id,
        type: TRIAL,
        content: trialContent(ctx.now),
        due_at: at,
        created_at: at,
      })
      .execute();
    await letGo(tx, ctx, id);
    await record(tx, ctx, ctx.own, { type: TRIAL, subjectId: id, visibleTo: "client" });
    return { id: delivery };
  });
}

/** Somebody wants to know now: what waits for the other program to come back is tried at once. */
const letGo = async (tx: Parameters<Parameters<Ctx["change"]>[1]>[0], ctx: Ctx, id: string): Promise<void> => {
  await tx
    .updateTable("webhook")
    .set({ held_until: null })
    .where("tenant_id", "=", ctx.own.tenant)
    .where("webhook_id", "=", id)
    .execute();
};

/** Sends a delivery again that arrived or is dead, or all that are dead. 409 when the webhook is off. Returns how many. */
export function deliveriesReplay(ctx: Ctx, id: string, deliveryId: string | undefined): Promise<number> {
  ctx.require("webhook:write");
  return ctx.change(ctx.own, async (tx) => {
    const hook = await webhookOf(tx, ctx, id, "webhook:write", true);
    if (hook.state !== "on") throw new Problem(409, "webhook-off");
    const rows = await tx
      .updateTable("webhook_delivery")
      .set({ state: "waiting", attempts: 0, due_at: new Date(ctx.now), ended_at: null })
      .where("tenant_id", "=", ctx.own.tenant)
      .where("webhook_id", "=", id)
      .where("state", "in", deliveryId === undefined ? ["dead"] : ["dead", "delivered"])
      .$if(deliveryId !== undefined, (query) => query.where("delivery_id", "=", deliveryId!))
      .returning("delivery_id")
      .execute();
    if (deliveryId !== undefined) found(rows[0], "delivery");
    await letGo(tx, ctx, id);
    await record(tx, ctx, ctx.own, {
      type: "webhook.replayed",
      subjectId: id,
      visibleTo: "client",
      facts: { count: rows.length },
    });
    return rows.length;
  });
}

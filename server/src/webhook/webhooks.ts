/** Webhooks of a company: whom to tell, of what, as which side. product.md §18. */
import { isIP } from "node:net";
import { HOUR_MS } from "@handschlag/engine/instant.ts";
import { hasRight, type Right } from "@handschlag/engine/rights.ts";
import { sql, type Selectable } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Ctx } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import type { Tx } from "../db/tenant.ts";
import { engagementList } from "../engagement/engagements.ts";
import { record } from "../event/record.ts";
import type { Seal } from "../identity/seal.ts";
import { found, Problem } from "../problem.ts";
import { newSecret, SEALED_FOR } from "./payload.ts";

const HOOKS_MAX = 50;
/** So long the secret before signs as well: until then the other program has to know the new one. */
const BOTH_SIGN_MS = 24 * HOUR_MS;

export type Webhook = Omit<Selectable<DB["webhook"]>, "secret" | "earlier_secret"> & {
  readonly waiting: number;
  readonly dead: number;
};
type Side = "client" | "provider";

/**
 * The sides for which somebody may see or change webhooks: where their role on that side leads the company. A provider's
 * manager learns nothing by a webhook of what the same company has as a client.
 */
export function webhookSides(ctx: Ctx, right: Right): readonly Side[] {
  ctx.require(right);
  const { clientRole, providerRole } = ctx.company;
  return [
    ...(clientRole !== null && hasRight(clientRole, right) ? (["client"] as const) : []),
    ...(providerRole !== null && hasRight(providerRole, right) ? (["provider"] as const) : []),
  ];
}

const hooksOf = (tx: Tx, ctx: Ctx, right: Right) =>
  tx
    .selectFrom("webhook as w")
    .where("w.tenant_id", "=", ctx.own.tenant)
    .where("w.side", "in", [...webhookSides(ctx, right), "none"])
    .select(["w.tenant_id", "w.webhook_id", "w.name", "w.url", "w.side", "w.topics", "w.engagements"])
    .select(["w.earlier_until", "w.state", "w.failing_since", "w.held_until", "w.claimed_until", "w.made_at"])
    .select(["w.version", counted("waiting"), counted("dead")]);

const counted = <State extends "waiting" | "dead">(state: State) =>
  sql<number>`(select count(*)::int from webhook_delivery d
    where d.tenant_id = w.tenant_id and d.webhook_id = w.webhook_id and d.state = ${state})`.as(state);

/** The company's webhooks that the actor may see, the oldest first. */
export function webhookList(ctx: Ctx): Promise<Webhook[]> {
  ctx.require("webhook:read");
  return ctx.read(ctx.own, (tx) => hooksOf(tx, ctx, "webhook:read").orderBy("w.webhook_id").execute());
}

/** A webhook, locked when it is to be changed. 404 when there is none, or it is of a side that is not the actor's to lead. */
export async function webhookOf(tx: Tx, ctx: Ctx, id: string, right: Right, lock = false): Promise<Webhook> {
  const query = hooksOf(tx, ctx, right).where("w.webhook_id", "=", id);
  return found(await (lock ? query.forUpdate("w") : query).executeTakeFirst(), "webhook");
}

export interface WebhookWish {
  readonly name: string;
  readonly url: string;
  readonly topics: readonly string[];
  readonly engagements: readonly string[] | null;
}

/** 422 for an address that is none of the public Internet, or that names somebody who signs in by it. */
function requirePublic(address: string): void {
  const { protocol, hostname, username, password, hash } = new URL(address);
  const host = hostname.replace(/^\[|\]$/g, "");
  const isInside =
    isIP(host) !== 0 || !host.includes(".") || /\.(local|localhost|internal|test|invalid)\.?$/.test(host);
  if (protocol !== "https:" || isInside || username !== "" || password !== "" || hash !== "")
    throw new Problem(422, "webhook-address-unfit", { field: "body.url" });
}

/** 422 unless all of the engagements are the company's on this side. */
async function requireOwn(ctx: Ctx, side: string, engagements: readonly string[] | null): Promise<void> {
  if (engagements === null) return;
  const known = new Set(
    (await engagementList(ctx))
      .filter(({ place }) => (place.side === "provider") === (side === "provider"))
      .map(({ engagement_id }) => engagement_id),
  );
  const unknown = engagements.filter((engagement) => !known.has(engagement));
  if (unknown.length > 0) throw new Problem(422, "engagement-unknown", { field: "body.engagements", unknown });
}

const factsOf = ({ topics, engagements }: WebhookWish, side: string) => ({
  side,
  topics: [...topics].toSorted(),
  ...(engagements !== null && { engagements: [...engagements].toSorted() }),
});

export interface MadeWebhook {
  readonly id: string;
  readonly secret: string;
}

/** Adds a webhook. 403 for a side on which the actor does not lead the company. */
export async function webhookAdd(ctx: Ctx, seal: Seal, side: Side, wish: WebhookWish): Promise<MadeWebhook> {
  if (!webhookSides(ctx, "webhook:write").includes(side))
    throw new Problem(403, "right-missing", { right: "webhook:write" });
  ctx.requireConfirmed();
  requirePublic(wish.url);
  await requireOwn(ctx, side, wish.engagements);
  return ctx.change(ctx.own, async (tx) => {
    const { count } = await tx
      .selectFrom("webhook")
      .select((row) => row.fn.countAll<string>().as("count"))
      .where("tenant_id", "=", ctx.own.tenant)
      .executeTakeFirstOrThrow();
    if (Number(count) >= HOOKS_MAX) throw new Problem(422, "webhooks-too-many", { most: HOOKS_MAX });
    const id = uuidv7({ msecs: ctx.now });
    const secret = newSecret();
    await tx
      .insertInto("webhook")
      .values({
        tenant_id: ctx.own.tenant,
        webhook_id: id,
        side,
        ...columnsOf(wish),
        secret: seal.close(SEALED_FOR, secret),
        made_at: new Date(ctx.now),
      })
      .execute();
    await record(tx, ctx, ctx.own, {
      type: "webhook.added",
      subjectId: id,
      visibleTo: "client",
      facts: factsOf(wish, side),
    });
    return { id, secret };
  });
}

const columnsOf = ({ name, url, topics, engagements }: WebhookWish) => ({
  name,
  url,
  topics: [...new Set(topics)],
  engagements: engagements === null ? null : [...new Set(engagements)],
});

/** Changes a webhook, or switches it on or off. What happens while it is off it is never told. 412 when `version` is not the present one. */
export async function webhookChange(
  ctx: Ctx,
  id: string,
  version: number,
  { state, ...wish }: WebhookWish & { readonly state: "on" | "off" },
): Promise<Webhook> {
  ctx.require("webhook:write");
  ctx.requireConfirmed();
  requirePublic(wish.url);
  const { side } = await ctx.read(ctx.own, (tx) => webhookOf(tx, ctx, id, "webhook:write"));
  await requireOwn(ctx, side, wish.engagements);
  return ctx.change(ctx.own, async (tx) => {
    const before = await webhookOf(tx, ctx, id, "webhook:write", true);
    if (before.version !== version) throw new Problem(412, "changed-meanwhile");
    await tx
      .updateTable("webhook")
      .set({ ...columnsOf(wish), state, version: version + 1, failing_since: null, held_until: null })
      .where("tenant_id", "=", ctx.own.tenant)
      .where("webhook_id", "=", id)
      .execute();
    await record(tx, ctx, ctx.own, {
      type: "webhook.changed",
      subjectId: id,
      visibleTo: "client",
      facts: { ...factsOf(wish, side), state },
    });
    return webhookOf(tx, ctx, id, "webhook:write");
  });
}

/** Gives a webhook another secret; for a day both sign, so that nothing is lost meanwhile. */
export function webhookRotate(ctx: Ctx, seal: Seal, id: string): Promise<MadeWebhook> {
  ctx.require("webhook:write");
  ctx.requireConfirmed();
  return ctx.change(ctx.own, async (tx) => {
    await webhookOf(tx, ctx, id, "webhook:write", true);
    const secret = newSecret();
    await tx
      .updateTable("webhook")
      .set((row) => ({
        earlier_secret: row.ref("secret"),
        earlier_until: new Date(ctx.now + BOTH_SIGN_MS),
        secret: seal.close(SEALED_FOR, secret),
      }))
      .where("tenant_id", "=", ctx.own.tenant)
      .where("webhook_id", "=", id)
      .execute();
    await record(tx, ctx, ctx.own, { type: "webhook.secret-renewed", subjectId: id, visibleTo: "client" });
    return { id, secret };
  });
}

/** Removes a webhook with all its deliveries: nothing more goes out. */
export function webhookRemove(ctx: Ctx, id: string): Promise<void> {
  ctx.require("webhook:write");
  return ctx.change(ctx.own, async (tx) => {
    await webhookOf(tx, ctx, id, "webhook:write", true);
    await tx.deleteFrom("webhook").where("tenant_id", "=", ctx.own.tenant).where("webhook_id", "=", id).execute();
    await record(tx, ctx, ctx.own, { type: "webhook.removed", subjectId: id, visibleTo: "client" });
  });
}

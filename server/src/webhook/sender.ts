/**
 * Sending deliveries: at least once, to each webhook one after the other, in the order of the events. Where nobody answers
 * the later ones wait with the first; one that is refused lets the others pass. docs/rules/webhooks.md.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from "@handschlag/engine/instant.ts";
import { sql, type Kysely, type Selectable } from "kysely";
import { Ctx } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import { inScope, type EngagementId, type TenantId, type Tx } from "../db/tenant.ts";
import { record } from "../event/record.ts";
import type { Seal } from "../identity/seal.ts";
import { isEntitled } from "./follower.ts";
import { headersOf, SEALED_FOR } from "./payload.ts";
import type { Outcome, Post } from "./post.ts";

/** How long after each attempt the next one is made; after the last the delivery is dead. */
const PAUSES_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
] as const;
/** A webhook at which nothing has arrived for so long is switched off. */
const FAILING_MAX_MS = 5 * DAY_MS;
/** Longer than an attempt takes: a node that was killed has let go of its webhook by then. */
const CLAIM_MS = MINUTE_MS;
/** So many in a row, then it is the next webhook's turn. */
const IN_A_ROW = 20;

export interface Sending {
  readonly db: Kysely<DB>;
  readonly seal: Seal;
  readonly clock: () => Instant;
  readonly post: Post;
}

type Hook = Selectable<DB["webhook"]>;
type Delivery = Pick<
  Selectable<DB["webhook_delivery"]>,
  "delivery_id" | "tenant_id" | "webhook_id" | "engagement_id" | "event_tenant" | "type" | "content" | "attempts"
>;

const write = <T>({ db }: Sending, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inScope(db, { scope: "mail" }, { readOnly: false }, work);

/** Sends what is due at one webhook that no other node is at. Returns how many attempts were made; `undefined` when none is due. */
export async function sendSome(sending: Sending): Promise<number | undefined> {
  const hook = await write(sending, (tx) => claim(tx, sending.clock()));
  if (hook === undefined) return undefined;
  let attempts = 0;
  try {
    while (attempts < IN_A_ROW && (await sendNext(sending, hook))) attempts++;
  } finally {
    await write(sending, (tx) => hookUpdate(tx, hook, { claimed_until: null }));
  }
  return attempts;
}

async function claim(tx: Tx, now: Instant): Promise<Hook | undefined> {
  const at = new Date(now);
  const hook = await tx
    .selectFrom("webhook as w")
    .selectAll()
    .where("w.state", "=", "on")
    .where((row) => row.or([row("w.held_until", "is", null), row("w.held_until", "<=", at)]))
    .where((row) => row.or([row("w.claimed_until", "is", null), row("w.claimed_until", "<=", at)]))
    .where((row) =>
      row.exists(
        row
          .selectFrom("webhook_delivery as d")
          .select("d.delivery_id")
          .whereRef("d.tenant_id", "=", "w.tenant_id")
          .whereRef("d.webhook_id", "=", "w.webhook_id")
          .where("d.state", "=", "waiting")
          .where("d.due_at", "<=", at),
      ),
    )
    // Whose turn was longest ago.
    .orderBy(sql`(select max(d.tried_at) from webhook_delivery d
      where d.tenant_id = w.tenant_id and d.webhook_id = w.webhook_id) nulls first`)
    .limit(1)
    .forUpdate("w")
    .skipLocked()
    .executeTakeFirst();
  if (hook !== undefined) await hookUpdate(tx, hook, { claimed_until: new Date(now + CLAIM_MS) });
  return hook;
}

const hookUpdate = async (tx: Tx, { tenant_id, webhook_id }: Hook, set: Partial<Hook>): Promise<void> => {
  await tx
    .updateTable("webhook")
    .set(set)
    .where("tenant_id", "=", tenant_id)
    .where("webhook_id", "=", webhook_id)
    .execute();
};

/** Makes the next attempt. Whether the one after it may follow at once. */
async function sendNext(sending: Sending, claimed: Hook): Promise<boolean> {
  const now = sending.clock();
  const due = await write(sending, (tx) => nextDue(tx, claimed, now));
  if (due === undefined) return false;
  const { hook, delivery, isEntitledStill } = due;
  if (!isEntitledStill) {
    await write(sending, (tx) => deliveryUpdate(tx, delivery, { state: "dropped", ended_at: new Date(now) }));
    return true;
  }
  const secrets = [sending.seal.open(SEALED_FOR, hook.secret)];
  if (hook.earlier_secret !== null && hook.earlier_until!.getTime() > now)
    secrets.push(sending.seal.open(SEALED_FOR, hook.earlier_secret));
  const headers = headersOf(delivery.delivery_id, delivery.content, now, secrets);
  const outcome = await sending.post(hook.url, headers, delivery.content);
  return settle(sending, hook, delivery, outcome);
}

interface Due {
  readonly hook: Hook;
  readonly delivery: Delivery;
  readonly isEntitledStill: boolean;
}

/** The next delivery of a webhook that is still there and on, and whether the company may still know of it. */
async function nextDue(tx: Tx, { tenant_id, webhook_id }: Hook, now: Instant): Promise<Due | undefined> {
  const hook = await tx
    .selectFrom("webhook")
    .selectAll()
    .where("tenant_id", "=", tenant_id)
    .where("webhook_id", "=", webhook_id)
    .where("state", "=", "on")
    .executeTakeFirst();
  const delivery = await tx
    .selectFrom("webhook_delivery")
    .select(["tenant_id", "delivery_id", "webhook_id", "engagement_id", "event_tenant", "type", "content", "attempts"])
    .where("tenant_id", "=", tenant_id)
    .where("webhook_id", "=", webhook_id)
    .where("state", "=", "waiting")
    .where("due_at", "<=", new Date(now))
    .orderBy("delivery_id")
    .limit(1)
    .executeTakeFirst();
  if (hook === undefined || delivery === undefined) return undefined;
  await hookUpdate(tx, hook, { claimed_until: new Date(now + CLAIM_MS) });
  const engagement = (delivery.engagement_id ?? undefined) as EngagementId | undefined;
  const between =
    engagement === undefined
      ? undefined
      : await tx
          .selectFrom("engagement")
          .select(["engagement_id", "tenant_id", "provider_id", "ended_at"])
          .where("tenant_id", "=", delivery.event_tenant)
          .where("engagement_id", "=", engagement)
          .executeTakeFirst();
  return { hook, delivery, isEntitledStill: isEntitled(hook, { type: delivery.type, engagement }, between, now) };
}

const deliveryUpdate = async (
  tx: Tx,
  { tenant_id, delivery_id }: Delivery,
  set: Partial<Selectable<DB["webhook_delivery"]>>,
): Promise<void> => {
  await tx
    .updateTable("webhook_delivery")
    .set(set)
    .where("tenant_id", "=", tenant_id)
    .where("delivery_id", "=", delivery_id)
    .execute();
};

const isTaken = ({ status }: Outcome): boolean => status !== undefined && status >= 200 && status < 300;
/** Nobody is there, or asks for patience: others would fare no better. */
const isAway = ({ status }: Outcome): boolean => status === undefined || status >= 500 || status === 429;

/** Writes down how an attempt went. Whether the next one may follow at once. */
async function settle(sending: Sending, hook: Hook, delivery: Delivery, outcome: Outcome): Promise<boolean> {
  const now = sending.clock();
  const at = new Date(now);
  const tried = {
    attempts: delivery.attempts + 1,
    tried_at: at,
    status: outcome.status ?? null,
    answer: outcome.status === undefined ? null : outcome.answer,
    problem: outcome.status === undefined ? outcome.problem : null,
  };
  if (isTaken(outcome)) {
    await write(sending, async (tx) => {
      await deliveryUpdate(tx, delivery, { ...tried, state: "delivered", ended_at: at });
      await hookUpdate(tx, hook, { failing_since: null, held_until: null });
    });
    return true;
  }
  const failingSince = hook.failing_since ?? at;
  const endsAt = failingSince.getTime() + FAILING_MAX_MS;
  const isOff = now >= endsAt;
  const pause = PAUSES_MS[delivery.attempts];
  // The last one of all comes when the time is up, and not hours after.
  const dueAt = pause === undefined ? undefined : new Date(isOff ? now + pause : Math.min(now + pause, endsAt));
  const held = isAway(outcome) && dueAt !== undefined ? dueAt : null;
  await write(sending, async (tx) => {
    const next = dueAt === undefined ? { state: "dead", ended_at: at } : { due_at: dueAt };
    await deliveryUpdate(tx, delivery, { ...tried, ...next });
    await hookUpdate(tx, hook, { failing_since: failingSince, held_until: held });
  });
  if (isOff) await switchOff(sending, hook, now);
  return held === null && !isOff;
}

/** Switches a webhook off at which nothing arrives any more; its company's leaders are told. */
async function switchOff({ db }: Sending, hook: Hook, now: Instant): Promise<void> {
  const company = {
    id: hook.tenant_id as TenantId,
    name: "",
    clientRole: null,
    providerRole: null,
    engagements: [],
  };
  const ctx = new Ctx(db, { kind: "system", company }, now, "webhooks");
  const work = async (tx: Tx) => {
    await hookUpdate(tx, hook, { state: "failed", claimed_until: null });
    await record(tx, ctx, ctx.own, {
      type: "webhook.switched-off",
      subjectId: hook.webhook_id,
      visibleTo: "client",
      facts: { since: (hook.failing_since ?? new Date(now)).toISOString() },
    });
  };
  await ctx.change(ctx.own, work, "mail");
}

/** The browsers of a person that show what is new. */
import { v7 as uuidv7 } from "uuid";
import type { Ctx } from "../context.ts";
import { found, Problem } from "../problem.ts";

/** More than anybody has browsers. */
const BROWSERS_MAX = 20;
const AGENT_LENGTH = 300;

export interface SubscriptionWish {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** Has a browser show what is new to the actor while they act for their company. Repeatable. 422 when they have too many. */
export async function subscriptionPut(ctx: Ctx, { endpoint, keys }: SubscriptionWish, agent: string): Promise<string> {
  ctx.requireMember();
  const [tenant, person] = [ctx.company.id, ctx.personId];
  return ctx.note(ctx.own, async (tx) => {
    await tx.selectFrom("person").select("id").where("id", "=", person).forUpdate().execute();
    const present = await tx
      .selectFrom("push_subscription")
      .select(["subscription_id", "endpoint"])
      .where("tenant_id", "=", tenant)
      .where("person_id", "=", person)
      .execute();
    const same = present.find((row) => row.endpoint === endpoint);
    const set = { public_key: keys.p256dh, auth: keys.auth };
    if (same !== undefined) {
      await tx
        .updateTable("push_subscription")
        .set(set)
        .where("tenant_id", "=", tenant)
        .where("subscription_id", "=", same.subscription_id)
        .execute();
      return same.subscription_id;
    }
    if (present.length >= BROWSERS_MAX) throw new Problem(422, "browsers-too-many", { most: BROWSERS_MAX });
    const id = uuidv7({ msecs: ctx.now });
    const row = { tenant_id: tenant, subscription_id: id, person_id: person, endpoint, ...set };
    await tx
      .insertInto("push_subscription")
      .values({ ...row, agent: agent.slice(0, AGENT_LENGTH), made_at: new Date(ctx.now) })
      .execute();
    return id;
  });
}

/** Has one of the actor's browsers show nothing any more. 404 when it is none of theirs. */
export async function subscriptionRemove(ctx: Ctx, id: string): Promise<void> {
  ctx.requireMember();
  await ctx.note(ctx.own, async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom("push_subscription")
      .where("tenant_id", "=", ctx.company.id)
      .where("person_id", "=", ctx.personId)
      .where("subscription_id", "=", id)
      .executeTakeFirst();
    found(numDeletedRows > 0n ? id : undefined, "browser");
  });
}

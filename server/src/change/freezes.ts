/** Times in which nothing is changed: one side asks for them, the other agrees. Source: docs/rules/changes.md §6. */
import { v7 as uuidv7 } from "uuid";
import type { Ctx, Place } from "../context.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { requireEngagement } from "../engagement/requirement.ts";
import { record, type Fact } from "../event/record.ts";
import { found, Problem } from "../problem.ts";
import { changePlace, sideAt } from "./change-row.ts";

interface FreezeSpan {
  readonly from: string;
  readonly until: string;
}

export interface FreezeWish extends FreezeSpan {
  readonly services: readonly string[] | null;
  readonly reason: string;
}

/** Asks for a freeze; it stands in the way from then on, and both sides see who agreed. */
export function freezeAdd(ctx: Ctx, engagement: EngagementId, wish: FreezeWish): Promise<string> {
  const place = changePlace(ctx, engagement, "change:request");
  if (Date.parse(wish.from) >= Date.parse(wish.until))
    throw new Problem(422, "window-backwards", { field: "body.until" });
  const id = uuidv7({ msecs: ctx.now });
  return ctx.change(place, async (tx) => {
    await requireEngagement(tx, place, engagement);
    await tx
      .insertInto("change_freeze")
      .values({
        tenant_id: place.tenant,
        freeze_id: id,
        engagement_id: engagement,
        from_at: new Date(wish.from),
        until_at: new Date(wish.until),
        services: wish.services === null ? null : [...wish.services],
        reason: wish.reason,
        side: sideAt(place),
        person_name: nameOf(ctx),
        added_at: new Date(ctx.now),
      })
      .execute();
    await record(tx, ctx, place, factOf(engagement, id, "freeze.added", wish));
    return id;
  });
}

/** Agrees to what the other side asked for. 409 for one's own, and for what is agreed already. */
export async function freezeAgree(ctx: Ctx, engagement: EngagementId, id: string): Promise<void> {
  const place = changePlace(ctx, engagement, "change:request");
  await ctx.change(place, async (tx) => {
    const row = await held(tx, place, engagement, id);
    if (row.side === sideAt(place)) throw new Problem(409, "freeze-own");
    if (row.agreed_at !== null) throw new Problem(409, "freeze-agreed");
    await one(tx, place, engagement, id)
      .set({ agreed_at: new Date(ctx.now), agreed_name: nameOf(ctx) })
      .execute();
    await record(tx, ctx, place, factOf(engagement, id, "freeze.agreed"));
  });
}

/** Takes back what one's own side asked for. */
export async function freezeRemove(ctx: Ctx, engagement: EngagementId, id: string): Promise<void> {
  const place = changePlace(ctx, engagement, "change:request");
  await ctx.change(place, async (tx) => {
    const row = await held(tx, place, engagement, id);
    if (row.side !== sideAt(place)) throw new Problem(409, "freeze-of-other-side");
    await tx.deleteFrom("change_freeze").where("tenant_id", "=", place.tenant).where("freeze_id", "=", id).execute();
    const span = { from: row.from_at.toISOString(), until: row.until_at.toISOString() };
    await record(tx, ctx, place, factOf(engagement, id, "freeze.removed", span));
  });
}

/** A person by name, a program by its company. */
const nameOf = (ctx: Ctx): string => (ctx.actor.kind === "person" ? ctx.actor.name : ctx.company.name);

const one = (tx: Tx, { tenant }: Place, engagement: EngagementId, id: string) =>
  tx
    .updateTable("change_freeze")
    .where("tenant_id", "=", tenant)
    .where("engagement_id", "=", engagement)
    .where("freeze_id", "=", id);

async function held(tx: Tx, { tenant }: Place, engagement: EngagementId, id: string) {
  const row = await tx
    .selectFrom("change_freeze")
    .select(["side", "agreed_at", "from_at", "until_at"])
    .where("tenant_id", "=", tenant)
    .where("engagement_id", "=", engagement)
    .where("freeze_id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return found(row, "freeze");
}

const factOf = (engagementId: EngagementId, subjectId: string, type: string, span?: FreezeSpan): Fact => ({
  type,
  subjectId,
  engagementId,
  visibleTo: "both",
  ...(span !== undefined && { facts: { from: span.from, until: span.until } }),
});

/** Numbers of tickets: they count per tenant and are taken in blocks, so that creations never queue for one. */
import type { Ctx, Place } from "../context.ts";
import type { EngagementId } from "../db/tenant.ts";
import { requireEngagement } from "../engagement/requirement.ts";

const BLOCK = 20;
const TENANTS_MAX = 1_000;

interface Block {
  next: number;
  readonly end: number;
}

const blocks = new Map<string, Block>();
const asked = new Map<string, Promise<void>>();

/** The next number of a tenant. After a restart some are left out. 404 when the engagement is not there. */
export async function numberNext(ctx: Ctx, place: Place, engagement: EngagementId): Promise<number> {
  for (;;) {
    const block = blocks.get(place.tenant);
    if (block !== undefined && block.next < block.end) return block.next++;
    // Of many that find the block empty one asks for the next.
    let asking = asked.get(place.tenant);
    if (asking === undefined) {
      asking = take(ctx, place, engagement).finally(() => asked.delete(place.tenant));
      asked.set(place.tenant, asking);
    }
    await asking;
  }
}

/** The first of so many numbers of a tenant that follow each other. 404 when the engagement is not there any more. */
export async function numbersTake(ctx: Ctx, place: Place, engagement: EngagementId, count: number): Promise<number> {
  const { next } = await ctx.note(place, async (tx) => {
    await requireEngagement(tx, place, engagement);
    return tx
      .insertInto("ticket_number")
      .values({ tenant_id: place.tenant, next: 1 + count })
      .onConflict((conflict) =>
        conflict.column("tenant_id").doUpdateSet((row) => ({ next: row("ticket_number.next", "+", count) })),
      )
      .returning("next")
      .executeTakeFirstOrThrow();
  });
  return next - count;
}

async function take(ctx: Ctx, place: Place, engagement: EngagementId): Promise<void> {
  const next = await numbersTake(ctx, place, engagement, BLOCK);
  if (blocks.size >= TENANTS_MAX) blocks.clear();
  blocks.set(place.tenant, { next, end: next + BLOCK });
}

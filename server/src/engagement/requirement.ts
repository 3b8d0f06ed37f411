import type { Place } from "../context.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { found } from "../problem.ts";

/**
 * 404 unless the engagement is there for whoever asks: a side may have lost it since the request began. `lock` holds it
 * against other changes until the transaction ends.
 */
export async function requireEngagement(
  tx: Tx,
  { tenant }: Place,
  engagement: EngagementId,
  lock = false,
): Promise<void> {
  const query = tx
    .selectFrom("engagement")
    .select("engagement_id")
    .where("tenant_id", "=", tenant)
    .where("engagement_id", "=", engagement);
  found(await (lock ? query.forUpdate() : query).executeTakeFirst(), "engagement");
}

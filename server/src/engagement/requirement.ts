import type { Instant } from "@handschlag/engine/instant.ts";
import { sql, type RawBuilder } from "kysely";
import type { Place } from "../context.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { found } from "../problem.ts";

/** What is known of an engagement that is there. */
interface Standing {
  /** From when on it is over, if it ends. */
  readonly endedAt: Date | null;
}

export const hasEnded = ({ endedAt }: Standing, now: Instant): boolean => endedAt !== null && endedAt.getTime() <= now;

/** The instant at which clocks of an engagement are read: when it is over, the last moment before its end. */
export const readUntil = (now: Instant, { endedAt }: Standing): Instant =>
  endedAt !== null && hasEnded({ endedAt }, now) ? ((endedAt.getTime() - 1) as Instant) : now;

/**
 * 404 unless the engagement is there for whoever asks: a side may have lost it since the request began. `lock` holds it
 * against other changes until the transaction ends.
 */
export async function requireEngagement(
  tx: Tx,
  { tenant }: Place,
  engagement: EngagementId,
  lock = false,
): Promise<Standing> {
  const query = tx
    .selectFrom("engagement")
    .select("ended_at")
    .where("tenant_id", "=", tenant)
    .where("engagement_id", "=", engagement);
  const row = found(await (lock ? query.forUpdate() : query).executeTakeFirst(), "engagement");
  return { endedAt: row.ended_at };
}

/** Whether the engagement `e` of a query is not over. */
export const goesOn = (now: Instant): RawBuilder<boolean> =>
  sql<boolean>`(e.ended_at is null or e.ended_at > ${new Date(now)})`;

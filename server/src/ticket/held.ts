/** A ticket in the middle of a change: locked, read, and read anew afterwards. */
import { sql, type RawBuilder } from "kysely";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Terms } from "@handschlag/engine/contract/terms.ts";
import { termsByKey, versionsKey } from "../contract/terms-book.ts";
import type { Ctx, Place } from "../context.ts";
import type { EngagementId, TenantId, Tx } from "../db/tenant.ts";
import { update } from "../db/together.ts";
import { found } from "../problem.ts";
import { logFrom, storyOf, type TicketLog } from "./events.ts";
import { columnsOf, read, type Read } from "./reading.ts";

/** A ticket that is locked for a change, with all that was read of it. */
export interface Held {
  readonly id: string;
  readonly tenant: TenantId;
  readonly engagement: EngagementId;
  readonly number: number;
  readonly requester: string | null;
  readonly openedAt: Date;
  readonly recordedAt: Instant;
  readonly log: TicketLog;
  readonly versions: readonly Terms[];
  readonly before: Read;
}

/** Locks tickets in one order always. */
export const lock = (tx: Tx, { tenant }: Place, ids: readonly string[]) =>
  tx
    .selectFrom("ticket")
    .select("ticket_id")
    .where("tenant_id", "=", tenant)
    .where("ticket_id", "in", ids)
    .orderBy("ticket_id")
    .forUpdate()
    .execute();

/** Locks a ticket and reads it. 404 when it is not there. */
export async function hold(tx: Tx, ctx: Ctx, { tenant }: Place, id: string): Promise<Held> {
  const row = found(
    await tx
      .selectFrom("ticket")
      .select(["engagement_id", "number", "requester_id", "opened_at", "recorded_at", "story"])
      .select(versionsKey(tenant, sql.ref("ticket.engagement_id")).as("versions"))
      .where("tenant_id", "=", tenant)
      .where("ticket_id", "=", id)
      .forUpdate()
      .executeTakeFirst(),
    "ticket",
  );
  const engagement = row.engagement_id as EngagementId;
  const versions = await termsByKey(tx, tenant, engagement, row.versions);
  const log = logFrom(id, row.story);
  const recordedAt = row.recorded_at.getTime() as Instant;
  const before = read(id, log, versions, ctx.now);
  const { number, requester_id: requester, opened_at: openedAt } = row;
  return { id, tenant, engagement, number, requester, openedAt, recordedAt, log, versions, before };
}

/** A ticket read anew from its log, and what its row then keeps, `others` too, to be written along with the events. */
export function refreshed(
  ctx: Ctx,
  { tenant }: Place,
  { id, versions, log }: Pick<Held, "id" | "versions" | "log">,
  isSeenByBoth: boolean,
  others: Readonly<Record<string, unknown>> = {},
): { readonly after: Read; readonly statement: RawBuilder<unknown> } {
  const after = read(id, log, versions, ctx.now);
  const recorded_at = new Date(ctx.now);
  // When a side keeps something to itself, nothing is seen to have changed: not even how far the clocks were read.
  const columns = isSeenByBoth
    ? {
        ...columnsOf(after),
        story: storyOf(log),
        assignee_id: after.standing.assignedTo ?? null,
        recorded_at,
        changed_at: recorded_at,
        ...others,
      }
    : { recorded_at };
  return { after, statement: update("ticket", { tenant_id: tenant, ticket_id: id }, columns) };
}

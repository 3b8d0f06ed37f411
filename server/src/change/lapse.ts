/**
 * Decisions that nobody made in time: each recorded once, with the instant at which its time was over, however late this
 * runs and on however many nodes. Source: docs/rules/changes.md §4.
 */
import { changeStandingOf, type ChangeEvent } from "@handschlag/engine/change/life.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Kysely } from "kysely";
import { Ctx, type Actor, type Place } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import { inScope, type EngagementId, type TenantId, type Tx } from "../db/tenant.ts";
import { record } from "../event/record.ts";
import type { ChangeRow } from "./change-row.ts";
import { resumeTicket } from "./ticket-pause.ts";

const BATCH = 100;
const SYSTEM: Actor = { kind: "system", company: undefined };

/** Ends all decisions whose time is over at `now`. Returns how many. */
export async function lapseDecisions(db: Kysely<DB>, now: Instant): Promise<number> {
  const tenants = await inScope(db, { scope: "sweep" }, { readOnly: true }, (tx) =>
    tx
      .selectFrom("change_request")
      .select("tenant_id")
      .distinct()
      .where("decide_by", "<=", new Date(now))
      .limit(BATCH)
      .execute(),
  );
  let count = 0;
  for (const { tenant_id } of tenants) count += await lapseIn(db, tenant_id as TenantId, now);
  return count;
}

function lapseIn(db: Kysely<DB>, tenant: TenantId, now: Instant): Promise<number> {
  const place: Place = { tenant, side: "system" };
  const ctx = new Ctx(db, SYSTEM, now, "lapse");
  return inScope(db, { tenant, side: "system" }, { readOnly: false }, async (tx) => {
    const due = await tx
      .selectFrom("change_request as r")
      .innerJoin("engagement as e", (join) =>
        join.onRef("e.tenant_id", "=", "r.tenant_id").onRef("e.engagement_id", "=", "r.engagement_id"),
      )
      .selectAll("r")
      .select("e.ended_at as engagement_ended_at")
      .where("r.tenant_id", "=", tenant)
      .where("r.decide_by", "<=", new Date(now))
      .orderBy("r.decide_by")
      .limit(BATCH)
      .forUpdate("r")
      // What another node works on is done by it.
      .skipLocked()
      .$castTo<ChangeRow & { readonly engagement_ended_at: Date | null }>()
      .execute();
    for (const row of due) await lapse(tx, ctx, place, row);
    return due.length;
  });
}

/** Silence means what the contract says; after the end of the engagement it means nothing any more. */
async function lapse(
  tx: Tx,
  ctx: Ctx,
  place: Place,
  row: ChangeRow & { readonly engagement_ended_at: Date | null },
): Promise<void> {
  const at = row.decide_by!;
  const isOver = row.engagement_ended_at !== null && row.engagement_ended_at <= at;
  const meaning = row.demand?.silence ?? "refused";
  const event: ChangeEvent = { type: "lapsed", at: at.getTime() as Instant, meaning };
  const story = isOver ? row.story : [...row.story, event];
  await tx
    .updateTable("change_request")
    .set({
      decide_by: null,
      story: JSON.stringify(story),
      stage: changeStandingOf(story).stage,
      version: row.version + 1,
      changed_at: new Date(ctx.now),
    })
    .where("tenant_id", "=", row.tenant_id)
    .where("change_id", "=", row.change_id)
    .execute();
  if (isOver) return;
  await record(tx, ctx, place, {
    type: "change.lapsed",
    subjectId: row.change_id,
    engagementId: row.engagement_id as EngagementId,
    visibleTo: "both",
    at: at.getTime(),
    facts: { number: row.number, meaning, decideBy: at.toISOString() },
  });
  await resumeTicket(tx, ctx, place, row);
}

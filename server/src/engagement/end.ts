/** Ending an engagement as of an instant, and taking that back. What is over is kept closed by the database (0010). */
import { endAsOf, takeEndBack, type Ending, type EndingRefusal, type Party } from "@handschlag/engine/ending.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Outcome } from "@handschlag/engine/outcome.ts";
import type { Ctx, Place } from "../context.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { record, type Fact } from "../event/record.ts";
import { found, Problem } from "../problem.ts";
import { engagementsQuery, type EngagementRow } from "./engagements.ts";

/** The end of an engagement, as it is kept. */
export const endingOf = ({
  ended_at: at,
  ended_by: by,
}: Pick<EngagementRow, "ended_at" | "ended_by">): Ending | undefined =>
  at === null ? undefined : { at: at.getTime() as Instant, by: by as Party };

/** Ends an engagement as of `at`, or moves the end that one's own side has set; the other side is told. */
export function engagementEnd(ctx: Ctx, id: EngagementId, version: number, at: Instant) {
  return changeEnd(ctx, id, version, (before, by) => {
    const outcome = endAsOf(before, by, at, ctx.now);
    const facts = { at: new Date(at).toISOString(), by };
    return { outcome, after: outcome.ok ? outcome.value : undefined, type: "engagement.end-set", facts };
  });
}

/** Takes back the end that one's own side has set and that has not come. */
export function engagementEndTakeBack(ctx: Ctx, id: EngagementId, version: number) {
  return changeEnd(ctx, id, version, (before, by) => ({
    outcome: takeEndBack(before, by, ctx.now),
    after: undefined,
    type: "engagement.end-taken-back",
    facts: before === undefined ? {} : { at: new Date(before.at).toISOString(), by },
  }));
}

interface Decision extends Pick<Fact, "type" | "facts"> {
  readonly outcome: Outcome<Ending, EndingRefusal>;
  readonly after: Ending | undefined;
}

/** 404 when it is none of the actor's, 412 when `version` is not the present one, 409 or 422 when a rule refuses. */
function changeEnd(
  ctx: Ctx,
  id: EngagementId,
  version: number,
  decide: (before: Ending | undefined, by: Party) => Decision,
): Promise<EngagementRow & { readonly place: Place }> {
  ctx.requireSignedIn();
  const place = ctx.placeOf(id);
  ctx.require("engagement:end", place);
  ctx.requireConfirmed();
  return ctx.change(place, async (tx) => {
    const before = found(await locked(tx, place, id), "engagement");
    const { outcome, after, ...fact } = decide(endingOf(before), place.side === "provider" ? "provider" : "client");
    if (!outcome.ok) throw problemOf(outcome.refusal);
    if (before.version !== version) throw new Problem(412, "changed-meanwhile");
    const columns = { ended_at: after === undefined ? null : new Date(after.at), ended_by: after?.by ?? null };
    await tx
      .updateTable("engagement")
      .set({ ...columns, version: version + 1 })
      .where("tenant_id", "=", place.tenant)
      .where("engagement_id", "=", id)
      .execute();
    await record(tx, ctx, place, { ...fact, subjectId: id, engagementId: id, visibleTo: "both" });
    const row = await engagementsQuery(tx, ctx).where("e.engagement_id", "=", id).executeTakeFirst();
    return { ...found(row, "engagement"), place };
  });
}

const locked = (tx: Tx, { tenant }: Place, id: EngagementId) =>
  tx
    .selectFrom("engagement")
    .select(["version", "ended_at", "ended_by"])
    .where("tenant_id", "=", tenant)
    .where("engagement_id", "=", id)
    .forUpdate()
    .executeTakeFirst();

function problemOf(refusal: EndingRefusal): Problem {
  if (refusal.kind === "end-past") return new Problem(422, "end-past", { field: "body.at" });
  if (refusal.kind === "end-missing") return new Problem(409, "end-missing");
  return new Problem(409, refusal.kind, { at: new Date(refusal.at).toISOString() });
}

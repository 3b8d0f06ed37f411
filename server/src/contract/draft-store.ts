/** The rows of drafts, and what every verb of them begins and ends with. Source: docs/rules/contract-drafts.md. */
import type { Part, PartsByKey } from "@handschlag/engine/contract/parts.ts";
import { namesOf } from "../company/names.ts";
import type { Ctx, Place } from "../context.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { requireEngagement } from "../engagement/requirement.ts";
import { record } from "../event/record.ts";
import { found, Problem } from "../problem.ts";
import { proposalOfDraft, requireNoneOpen } from "./proposals.ts";

/** Of a draft, so that whatever is done with it stays quick. */
const TEXT_MAX = 1_000_000;

export const DRAFT_COLUMNS = [
  "draft_id",
  "base_number",
  "side",
  "actor_id",
  "begun_at",
  "changed_at",
  "state",
  "ended_at",
] as const;

export interface DraftRow {
  readonly draft_id: string;
  readonly base_number: number | null;
  readonly side: string;
  readonly actor_id: string;
  readonly begun_at: Date;
  readonly changed_at: Date;
  readonly state: string;
  readonly ended_at: Date | null;
}

export interface ChangeRow {
  readonly change_id: string;
  readonly path: string[];
  readonly before: string | null;
  readonly after: string | null;
  readonly side: string;
  readonly actor_id: string;
  readonly changed_at: Date;
  readonly state: string;
  readonly answered_by: string | null;
  readonly answered_at: Date | null;
  readonly reason: string | null;
}

export interface CommentRow {
  readonly comment_id: string;
  readonly path: string[];
  readonly text: string;
  readonly side: string;
  readonly actor_id: string;
  readonly written_at: Date;
  readonly settled_by: string | null;
  readonly settled_at: Date | null;
}

/** A draft with all that was said of it. */
export interface DraftRead {
  readonly draft: DraftRow;
  readonly base: PartsByKey;
  readonly document: PartsByKey;
  readonly changes: readonly ChangeRow[];
  readonly comments: readonly CommentRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly proposalId: string | null;
}

export function placeFor(ctx: Ctx, engagement: EngagementId, right: "contract:read" | "contract:write"): Place {
  ctx.requireSignedIn();
  const place = ctx.placeOf(engagement);
  ctx.require(right, place);
  return place;
}

export const draftsOf = (tx: Tx, { tenant }: Place, engagement: EngagementId) =>
  tx.selectFrom("contract_draft").where("tenant_id", "=", tenant).where("engagement_id", "=", engagement);

export const partOf = (json: string | null): Part | undefined =>
  json === null ? undefined : (JSON.parse(json) as Part);
const objectOf = (json: string): PartsByKey => JSON.parse(json) as PartsByKey;
export const jsonOf = (part: Part | undefined): string | null => (part === undefined ? null : JSON.stringify(part));

export async function readIn(tx: Tx, place: Place, engagement: EngagementId, id: string): Promise<DraftRead> {
  const row = found(
    await draftsOf(tx, place, engagement)
      .select([...DRAFT_COLUMNS, "base", "document"])
      .where("draft_id", "=", id)
      .executeTakeFirst(),
    "draft",
  );
  const { base, document, ...draft } = row;
  const changes = await changesOf(tx, place, id);
  const comments = await tx
    .selectFrom("contract_draft_comment")
    .select(["comment_id", "path", "text", "side", "actor_id", "written_at", "settled_by", "settled_at"])
    .where("tenant_id", "=", place.tenant)
    .where("draft_id", "=", id)
    .orderBy("comment_id")
    .execute();
  const people = [
    draft.actor_id,
    ...changes.flatMap(({ actor_id, answered_by }) => [actor_id, answered_by]),
    ...comments.flatMap(({ actor_id, settled_by }) => [actor_id, settled_by]),
  ];
  return {
    draft,
    base: objectOf(base),
    document: objectOf(document),
    changes,
    comments,
    names: await namesOf(tx, people),
    proposalId: await proposalOfDraft(tx, place, engagement, id),
  };
}

export const changesOf = (tx: Tx, { tenant }: Place, id: string): Promise<ChangeRow[]> =>
  tx
    .selectFrom("contract_draft_change")
    .select(["change_id", "path", "before", "after", "side", "actor_id", "changed_at", "state"])
    .select(["answered_by", "answered_at", "reason"])
    .where("tenant_id", "=", tenant)
    .where("draft_id", "=", id)
    .orderBy("change_id")
    .execute();

/** Held until the transaction ends. 409 when it has ended, or waits for signatures. */
export async function openDraft(
  tx: Tx,
  place: Place,
  engagement: EngagementId,
  id: string,
): Promise<{ document: string }> {
  await requireEngagement(tx, place, engagement, true);
  const row = found(
    await draftsOf(tx, place, engagement)
      .select(["state", "document"])
      .where("draft_id", "=", id)
      .forUpdate()
      .executeTakeFirst(),
    "draft",
  );
  if (row.state !== "open") throw new Problem(409, "draft-ended", { state: row.state });
  await requireNoneOpen(tx, place, engagement);
  return row;
}

export const openDocument = async (tx: Tx, place: Place, engagement: EngagementId, id: string): Promise<PartsByKey> =>
  objectOf((await openDraft(tx, place, engagement, id)).document);

export async function saveDocument(tx: Tx, ctx: Ctx, { tenant }: Place, id: string, document: Part): Promise<void> {
  const json = JSON.stringify(document);
  requireSize(json);
  await tx
    .updateTable("contract_draft")
    .set({ document: json, changed_at: new Date(ctx.now) })
    .where("tenant_id", "=", tenant)
    .where("draft_id", "=", id)
    .execute();
}

export function requireSize(json: string): void {
  if (json.length > TEXT_MAX) throw new Problem(422, "draft-too-long", { limit: TEXT_MAX });
}

export async function saveChanges(
  tx: Tx,
  { tenant }: Place,
  engagement: EngagementId,
  id: string,
  changes: readonly ChangeRow[],
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map((change) => ({ ...change, tenant_id: tenant, engagement_id: engagement, draft_id: id }));
  await tx
    .insertInto("contract_draft_change")
    .values(rows)
    .onConflict((known) =>
      known.columns(["tenant_id", "change_id"]).doUpdateSet((row) => ({
        after: row.ref("excluded.after"),
        changed_at: row.ref("excluded.changed_at"),
        state: row.ref("excluded.state"),
        answered_by: row.ref("excluded.answered_by"),
        answered_at: row.ref("excluded.answered_at"),
        reason: row.ref("excluded.reason"),
      })),
    )
    .execute();
}

export function actorId(ctx: Ctx): string {
  const { id } = ctx.signature;
  if (id === null) throw new Error("broken invariant: somebody changes a draft");
  return id;
}

export const note = (
  tx: Tx,
  ctx: Ctx,
  place: Place,
  engagement: EngagementId,
  id: string,
  type: string,
  facts: Readonly<Record<string, unknown>> = {},
) => record(tx, ctx, place, { type, subjectId: id, engagementId: engagement, visibleTo: "both", facts });

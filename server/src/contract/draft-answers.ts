/** What the sides say of a draft: answers to changes, and comments. Source: docs/rules/contract-drafts.md §3. */
import { changed } from "@handschlag/engine/contract/draft.ts";
import type { Part } from "@handschlag/engine/contract/parts.ts";
import { v7 as uuidv7 } from "uuid";
import type { Ctx } from "../context.ts";
import type { EngagementId } from "../db/tenant.ts";
import { found, Problem } from "../problem.ts";
import { LIVE } from "./draft-changes.ts";
import {
  actorId,
  changesOf,
  note,
  openDocument,
  openDraft,
  partOf,
  placeFor,
  readIn,
  saveChanges,
  saveDocument,
  type ChangeRow,
  type DraftRead,
} from "./draft-store.ts";
import { sideOf } from "./proposals.ts";

const COMMENTS_MAX = 2_000;

export interface Answering {
  readonly changes: readonly string[];
  readonly answer: "accepted" | "objected" | "withdrawn";
  readonly reason?: string | undefined;
}

/**
 * Answers changes of the other side, or takes back those of the own one, which puts in again what stood there before.
 * 409 when one of them was written over or taken back meanwhile, is of the wrong side, or cannot be taken back any more.
 */
export async function draftAnswer(
  ctx: Ctx,
  engagement: EngagementId,
  id: string,
  { changes: ids, answer, reason }: Answering,
): Promise<DraftRead> {
  const place = placeFor(ctx, engagement, "contract:write");
  if (answer === "objected" && reason === undefined) throw new Problem(422, "reason-needed", { field: "body.reason" });
  return ctx.change(place, async (tx) => {
    let document: Part = await openDocument(tx, place, engagement, id);
    const log = await changesOf(tx, place, id);
    const wanted = new Set(ids);
    const answered = log.filter(({ change_id }) => wanted.has(change_id));
    if (answered.length !== wanted.size) throw new Problem(404, "draft-change-not-found");
    const rows = answered.map((change): ChangeRow => {
      if (!LIVE.has(change.state)) throw new Problem(409, "draft-change-over", { path: change.path });
      const isOwn = change.side === sideOf(place);
      if (isOwn !== (answer === "withdrawn"))
        throw new Problem(409, isOwn ? "draft-change-own" : "draft-change-of-other-side");
      return { ...change, state: answer, answered_by: actorId(ctx), answered_at: new Date(ctx.now), reason: null };
    });
    // The latest first: an earlier one may lie beneath it.
    for (const { path, before, after } of answer === "withdrawn" ? rows.toReversed() : []) {
      const next = changed(document, { path, before: partOf(after), after: partOf(before) });
      if (!next.ok) throw new Problem(409, "draft-change-covered", { path });
      document = next.value;
    }
    const said = rows.map((row) => (answer === "objected" ? { ...row, reason: reason! } : row));
    await saveChanges(tx, place, engagement, id, said);
    await saveDocument(tx, ctx, place, id, document);
    await note(tx, ctx, place, engagement, id, "contract.draft-answered", { answer, count: rows.length });
    return readIn(tx, place, engagement, id);
  });
}

/** Says something to a place of a draft, or to the whole. */
export async function draftComment(
  ctx: Ctx,
  engagement: EngagementId,
  id: string,
  { path, text }: { readonly path: readonly string[]; readonly text: string },
): Promise<DraftRead> {
  const place = placeFor(ctx, engagement, "contract:write");
  return ctx.change(place, async (tx) => {
    await openDraft(tx, place, engagement, id);
    const { count } = await tx
      .selectFrom("contract_draft_comment")
      .select((rows) => rows.fn.countAll<string>().as("count"))
      .where("tenant_id", "=", place.tenant)
      .where("draft_id", "=", id)
      .executeTakeFirstOrThrow();
    if (Number(count) >= COMMENTS_MAX) throw new Problem(409, "draft-full", { limit: COMMENTS_MAX });
    await tx
      .insertInto("contract_draft_comment")
      .values({
        tenant_id: place.tenant,
        engagement_id: engagement,
        draft_id: id,
        comment_id: uuidv7({ msecs: ctx.now, seq: Number(count) }),
        path: [...path],
        text,
        side: sideOf(place),
        actor_id: actorId(ctx),
        written_at: new Date(ctx.now),
      })
      .execute();
    await note(tx, ctx, place, engagement, id, "contract.draft-commented", { place: path.join(".") });
    return readIn(tx, place, engagement, id);
  });
}

/** Marks a comment as settled; either side may. 409 when it is settled already. */
export async function commentSettle(
  ctx: Ctx,
  engagement: EngagementId,
  id: string,
  commentId: string,
): Promise<DraftRead> {
  const place = placeFor(ctx, engagement, "contract:write");
  return ctx.change(place, async (tx) => {
    await openDraft(tx, place, engagement, id);
    const { comments } = await readIn(tx, place, engagement, id);
    const comment = found(
      comments.find(({ comment_id }) => comment_id === commentId),
      "comment",
    );
    if (comment.settled_at !== null) throw new Problem(409, "comment-settled");
    await tx
      .updateTable("contract_draft_comment")
      .set({ settled_by: actorId(ctx), settled_at: new Date(ctx.now) })
      .where("tenant_id", "=", place.tenant)
      .where("comment_id", "=", commentId)
      .execute();
    await note(tx, ctx, place, engagement, id, "contract.draft-comment-settled");
    return readIn(tx, place, engagement, id);
  });
}

/**
 * Drafts that both sides write at once: every change says what stood at its place before, who made it, and what the
 * other side says of it. Source: product.md §7; docs/rules/contract-drafts.md.
 */
import { amended } from "@handschlag/engine/contract/draft.ts";
import type { PartsByKey } from "@handschlag/engine/contract/parts.ts";
import { readWritten } from "@handschlag/engine/contract/reader.ts";
import { contractText } from "@handschlag/engine/contract/writing.ts";
import { isoOf } from "@handschlag/engine/instant.ts";
import { v7 as uuidv7 } from "uuid";
import { namesOf } from "../company/names.ts";
import type { Ctx } from "../context.ts";
import type { EngagementId } from "../db/tenant.ts";
import { requireEngagement } from "../engagement/requirement.ts";
import { found, Problem } from "../problem.ts";
import { latestVersion } from "./contracts.ts";
import { checkedDocument, faultyText } from "./documents.ts";
import {
  actorId,
  changesOf,
  DRAFT_COLUMNS,
  draftsOf,
  note,
  openDocument,
  openDraft,
  placeFor,
  readIn,
  requireSize,
  type DraftRead,
  type DraftRow,
} from "./draft-store.ts";
import { proposed, sideOf, type ProposalRow } from "./proposals.ts";

/** Drafts as they are listed, with the names of their authors. */
export interface DraftList {
  readonly drafts: readonly DraftRow[];
  readonly names: ReadonlyMap<string, string>;
}

/** All drafts, the newest first: one that is open at most, and those that have ended. */
export function draftList(ctx: Ctx, engagement: EngagementId): Promise<DraftList> {
  const place = placeFor(ctx, engagement, "contract:read");
  return ctx.read(place, async (tx) => {
    await requireEngagement(tx, place, engagement);
    const drafts = await draftsOf(tx, place, engagement).select(DRAFT_COLUMNS).orderBy("draft_id", "desc").execute();
    return {
      drafts,
      names: await namesOf(
        tx,
        drafts.map((draft) => draft.actor_id),
      ),
    };
  });
}

/** A draft with its changes and comments. 404 when there is none. */
export function draftRead(ctx: Ctx, engagement: EngagementId, id: string): Promise<DraftRead> {
  const place = placeFor(ctx, engagement, "contract:read");
  return ctx.read(place, async (tx) => {
    await requireEngagement(tx, place, engagement);
    return readIn(tx, place, engagement, id);
  });
}

/**
 * Begins a draft: with a text that may be incomplete, else with the latest version. 409 while another one is open, 404
 * when there is neither text nor version, 422 when the text cannot be read.
 */
export async function draftBegin(ctx: Ctx, engagement: EngagementId, text?: string): Promise<DraftRead> {
  const place = placeFor(ctx, engagement, "contract:write");
  return ctx.change(place, async (tx) => {
    await requireEngagement(tx, place, engagement, true);
    const open = await draftsOf(tx, place, engagement)
      .select("draft_id")
      .where("state", "=", "open")
      .executeTakeFirst();
    if (open !== undefined) throw new Problem(409, "draft-open");
    const version = await latestVersion(tx, place, engagement);
    const base = text === undefined ? amendmentOf(found(version, "contract"), ctx) : written(text);
    const id = uuidv7({ msecs: ctx.now });
    const json = JSON.stringify(base);
    requireSize(json);
    await tx
      .insertInto("contract_draft")
      .values({
        tenant_id: place.tenant,
        engagement_id: engagement,
        draft_id: id,
        base: json,
        base_number: text === undefined ? version!.number : null,
        document: json,
        side: sideOf(place),
        actor_id: actorId(ctx),
        begun_at: new Date(ctx.now),
        changed_at: new Date(ctx.now),
      })
      .execute();
    await note(tx, ctx, place, engagement, id, "contract.draft-begun");
    return readIn(tx, place, engagement, id);
  });
}

function amendmentOf({ number, source }: { readonly number: number; readonly source: string }, ctx: Ctx): PartsByKey {
  const today = isoOf(ctx.now).slice(0, 10);
  return amended(written(source), number + 1, today);
}

function written(text: string): PartsByKey {
  const read = readWritten(text);
  if (!read.ok) throw faultyText(read.refusal);
  return read.value;
}

/** Puts a draft away. It stays to be read, with all that was said of it. */
export async function draftDiscard(ctx: Ctx, engagement: EngagementId, id: string): Promise<void> {
  const place = placeFor(ctx, engagement, "contract:write");
  await ctx.change(place, async (tx) => {
    await openDraft(tx, place, engagement, id);
    await tx
      .updateTable("contract_draft")
      .set({ state: "discarded", ended_at: new Date(ctx.now) })
      .where("tenant_id", "=", place.tenant)
      .where("draft_id", "=", id)
      .execute();
    await note(tx, ctx, place, engagement, id, "contract.draft-discarded");
  });
}

/**
 * Lays the draft before both sides to be signed. 422 when it is not complete, 409 while changes of the other side are
 * unanswered or somebody objects to one.
 */
export async function draftPropose(ctx: Ctx, engagement: EngagementId, id: string): Promise<ProposalRow> {
  const place = placeFor(ctx, engagement, "contract:write");
  return ctx.change(place, async (tx) => {
    const document = await openDocument(tx, place, engagement, id);
    const log = await changesOf(tx, place, id);
    const objected = log.filter(({ state }) => state === "objected").length;
    if (objected > 0) throw new Problem(409, "draft-objected", { count: objected });
    const unanswered = log.filter(({ state, side }) => state === "open" && side !== sideOf(place)).length;
    if (unanswered > 0) throw new Problem(409, "draft-unanswered", { count: unanswered });
    const text = contractText(document);
    const checked = await checkedDocument(text);
    return proposed(tx, ctx, place, engagement, { text, document: checked.document, draftId: id });
  });
}

/** Changes of a draft, and what becomes of those before. Source: docs/rules/contract-drafts.md §2. */
import type { Difference } from "@handschlag/engine/contract/comparison.ts";
import { changed, isTouching } from "@handschlag/engine/contract/draft.ts";
import { isObject, isSame, partAt, type Part } from "@handschlag/engine/contract/parts.ts";
import { v7 as uuidv7 } from "uuid";
import type { Ctx } from "../context.ts";
import type { EngagementId } from "../db/tenant.ts";
import { Problem } from "../problem.ts";
import {
  actorId,
  changesOf,
  jsonOf,
  note,
  openDocument,
  partOf,
  placeFor,
  readIn,
  saveChanges,
  saveDocument,
  type ChangeRow,
  type DraftRead,
} from "./draft-store.ts";
import { sideOf, type Side } from "./proposals.ts";

const CHANGES_MAX = 5_000;
const NESTING_MAX = 30;

/**
 * Makes changes, all or none. 409 `draft-changed` with the places and what stands there by now, when one of them is not
 * as its author saw it; 422 when nothing can stand at a place.
 */
export async function draftChange(
  ctx: Ctx,
  engagement: EngagementId,
  id: string,
  differences: readonly Difference[],
): Promise<DraftRead> {
  const place = placeFor(ctx, engagement, "contract:write");
  for (const [index, { after }] of differences.entries())
    if (!isPart(after)) throw new Problem(422, "draft-misplaced", { field: `body.changes.${index}.after` });
  return ctx.change(place, async (tx) => {
    let document: Part = await openDocument(tx, place, engagement, id);
    const log = [...(await changesOf(tx, place, id))];
    const touched = new Set<string>();
    for (const [index, difference] of differences.entries()) {
      const next = changed(document, difference);
      if (!next.ok) throw refusal(next.refusal.kind, document, differences, index);
      document = next.value;
      noted(log, difference, document, { ctx, side: sideOf(place), touched });
    }
    if (log.length > CHANGES_MAX) throw new Problem(409, "draft-full", { limit: CHANGES_MAX });
    await saveChanges(
      tx,
      place,
      engagement,
      id,
      log.filter(({ change_id }) => touched.has(change_id)),
    );
    await saveDocument(tx, ctx, place, id, document);
    await note(tx, ctx, place, engagement, id, "contract.draft-changed", {
      places: differences.slice(0, 20).map(({ path }) => path.join(".")),
    });
    return readIn(tx, place, engagement, id);
  });
}

/** All places that are not as their author saw them, so that one answer says what there is to settle. */
function refusal(
  kind: "changed" | "misplaced",
  document: Part,
  differences: readonly Difference[],
  index: number,
): Problem {
  if (kind === "misplaced") return new Problem(422, "draft-misplaced", { field: `body.changes.${index}.path` });
  const clashes = differences.slice(index).flatMap(({ path, before }) => {
    const now = partAt(document, path);
    return isSame(now, before) ? [] : [{ path, ...(now === undefined ? {} : { found: now }) }];
  });
  return new Problem(409, "draft-changed", { field: `body.changes.${index}.before`, clashes });
}

interface Author {
  readonly ctx: Ctx;
  readonly side: Side;
  /** Ids of the changes that came or became another by what was done. */
  readonly touched: Set<string>;
}

export const LIVE: ReadonlySet<string> = new Set(["open", "accepted", "objected"]);

/**
 * Writes a change into the log. What somebody goes on writing at a place where they wrote last, and nobody has answered,
 * stays one change; any other change writes over those that it covers.
 */
function noted(log: ChangeRow[], { path, before, after }: Difference, document: Part, author: Author): void {
  const { ctx, side, touched } = author;
  const about = log.filter((change) => LIVE.has(change.state) && isTouching(change.path, path));
  const last = about.at(-1);
  const put = (change: ChangeRow) => {
    const index = log.findIndex(({ change_id }) => change_id === change.change_id);
    log.splice(index < 0 ? log.length : index, index < 0 ? 0 : 1, change);
    touched.add(change.change_id);
  };
  const isMine = last !== undefined && last.state === "open" && last.actor_id === actorId(ctx) && last.side === side;
  if (isMine && last.path.length <= path.length) {
    const now = partAt(document, last.path);
    const state = isSame(now, partOf(last.before)) ? "withdrawn" : "open";
    put({ ...last, after: jsonOf(now), changed_at: new Date(ctx.now), state });
    return;
  }
  for (const change of about)
    if (change.state !== "accepted" && change.path.length >= path.length) put({ ...change, state: "replaced" });
  put({
    change_id: uuidv7({ msecs: ctx.now, seq: log.length }),
    path: [...path],
    before: jsonOf(before),
    after: jsonOf(after),
    side,
    actor_id: actorId(ctx),
    changed_at: new Date(ctx.now),
    state: "open",
    answered_by: null,
    answered_at: null,
    reason: null,
  });
}

/** Whether a value is a part of a document: JSON without `null`, not nested beyond what a contract needs. */
function isPart(value: unknown, depth = 0): value is Part | undefined {
  if (depth > NESTING_MAX || value === null) return false;
  if (Array.isArray(value)) return value.every((member) => member !== undefined && isPart(member, depth + 1));
  if (isObject(value as Part)) return Object.values(value as object).every((member) => isPart(member, depth + 1));
  return true;
}

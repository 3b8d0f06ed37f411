/** Reading what happened. */
import { sql } from "kysely";
import type { Ctx, Place } from "../context.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { requireEngagement } from "../engagement/requirement.ts";
import { Problem } from "../problem.ts";

interface Row {
  readonly event_id: string;
  readonly recorded_at: Date;
  readonly body: string;
  readonly hash: Buffer;
  readonly personal: string | null;
}

/** An event as it is shown. */
export interface Shown {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly recordedAt: string;
  readonly engagementId: string | null;
  readonly visibleTo: "both" | "client" | "provider";
  readonly actor: {
    readonly kind: "person" | "key" | "system";
    readonly id: string | null;
    readonly name: string | null;
    readonly company: string | null;
    readonly side: Place["side"];
  };
  readonly subjectId: string | null;
  readonly facts: Record<string, unknown>;
  readonly personal: Record<string, unknown> | null;
  readonly hash: string;
}

interface Body {
  readonly id: string;
  readonly engagement: string | null;
  readonly visibleTo: Shown["visibleTo"];
  readonly type: string;
  readonly subject: string | null;
  readonly at: string;
  readonly recordedAt: string;
  readonly by: {
    readonly kind: "person" | "key" | "system";
    readonly id: string | null;
    readonly company: string | null;
    readonly side: Place["side"];
  };
  readonly facts: Record<string, unknown>;
}

export interface PageWish {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

const LIMIT = 50;

/** A position in the history: the recording and id of the last event of a page. 400 when it is none. */
function positionOf(cursor: string | undefined): { readonly at: Date; readonly id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [, at, id] = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor) ?? [];
  if (at === undefined || id === undefined)
    throw new Problem(400, "request-unfit", { field: "query.cursor", reason: "`next` of the page before" });
  return { at: new Date(Number(at)), id };
}

/** A page of the history of the actor's company, the latest first. */
export function companyHistory(ctx: Ctx, wish: PageWish) {
  ctx.require("history:read", ctx.own);
  return history(ctx, ctx.own, null, wish);
}

/** A page of the history of an engagement, as far as the actor's side may see it, the latest first. 404 when it is none of theirs. */
export function engagementHistory(ctx: Ctx, engagement: EngagementId, wish: PageWish) {
  ctx.requireSignedIn();
  const place = ctx.placeOf(engagement);
  ctx.require("history:read", place);
  return history(ctx, place, engagement, wish);
}

async function history(
  ctx: Ctx,
  place: Place,
  engagement: EngagementId | null,
  { cursor, limit = LIMIT }: PageWish,
): Promise<{ items: Shown[]; next: string | null }> {
  const after = positionOf(cursor);
  const { rows, names, companies } = await ctx.read(place, async (tx) => {
    if (engagement !== null) await requireEngagement(tx, place, engagement);
    const page = await tx
      .selectFrom("event as e")
      .leftJoin("event_personal as p", (join) =>
        join.onRef("p.tenant_id", "=", "e.tenant_id").onRef("p.event_id", "=", "e.event_id"),
      )
      .select(["e.event_id", "e.recorded_at", "e.body", "e.hash", "p.content as personal"])
      .where("e.tenant_id", "=", place.tenant)
      .where("e.engagement_id", engagement === null ? "is" : "=", engagement as string)
      .where("e.imported", "=", false)
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(e.recorded_at, e.event_id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`),
      )
      .orderBy("e.recorded_at", "desc")
      .orderBy("e.event_id", "desc")
      .limit(limit + 1)
      .execute();
    return { rows: page, ...(await namesFor(tx, page)) };
  });
  const items = rows.slice(0, limit).map((row) => shown(row, names, companies));
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items, next: last === undefined ? null : `${last.recorded_at.getTime()}_${last.event_id}` };
}

/** Names of whoever acted, as far as they are to be seen. */
async function namesFor(
  tx: Tx,
  rows: readonly Row[],
): Promise<{ names: ReadonlyMap<string, string>; companies: ReadonlyMap<string, string> }> {
  const actors = rows.map(({ body }) => (JSON.parse(body) as Body).by);
  const ids = (kind: string) => [
    ...new Set(actors.flatMap((by) => (by.kind === kind && by.id !== null ? [by.id] : []))),
  ];
  const companyIds = [...new Set(actors.flatMap(({ company }) => (company === null ? [] : [company])))];
  const people = ids("person");
  const keys = ids("key");
  const personRows =
    people.length === 0 ? [] : await tx.selectFrom("person").select(["id", "name"]).where("id", "in", people).execute();
  const keyRows =
    keys.length === 0
      ? []
      : await tx.selectFrom("api_key").select(["key_id as id", "name"]).where("key_id", "in", keys).execute();
  const companyRows =
    companyIds.length === 0
      ? []
      : await tx.selectFrom("company").select(["id", "name"]).where("id", "in", companyIds).execute();
  return {
    names: new Map([...personRows, ...keyRows].map(({ id, name }) => [id, name])),
    companies: new Map(companyRows.map(({ id, name }) => [id, name])),
  };
}

function shown(
  { body, hash, personal }: Row,
  names: ReadonlyMap<string, string>,
  companies: ReadonlyMap<string, string>,
): Shown {
  const { id, type, at, recordedAt, engagement, visibleTo, by, subject, facts } = JSON.parse(body) as Body;
  return {
    id,
    type,
    at,
    recordedAt,
    engagementId: engagement,
    visibleTo,
    actor: {
      kind: by.kind,
      id: by.id,
      name: by.id === null ? null : (names.get(by.id) ?? null),
      company: by.company === null ? null : (companies.get(by.company) ?? null),
      side: by.side,
    },
    subjectId: subject,
    facts,
    personal: personal === null ? null : (JSON.parse(personal) as Record<string, unknown>),
    hash: hash.toString("hex"),
  };
}

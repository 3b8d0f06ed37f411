/** What somebody was told, for their own page: in the words of the letter, as far as they may still see it. */
import { sql } from "kysely";
import type { Ctx } from "../context.ts";
import type { TenantId, Tx } from "../db/tenant.ts";
import { inScope } from "../db/tenant.ts";
import type { Kysely } from "kysely";
import type { DB } from "../db/schema.gen.ts";
import { eventOf, type FollowedEvent } from "../event/follow.ts";
import { Problem } from "../problem.ts";
import { USUAL_ZONE } from "./hours.ts";
import type { LetterLinks, Reader } from "./kind.ts";
import { kindNamed } from "./notices.ts";

const LIMIT = 30;
const COUNTED_MAX = 100;

export interface OwnNotice {
  readonly id: string;
  readonly kind: string;
  readonly at: Date;
  readonly readAt: Date | null;
  readonly title: string | null;
  readonly text: string | null;
  readonly path: string | null;
}

interface Row {
  readonly notice_id: string;
  readonly kind: string;
  readonly side: string;
  readonly told_at: Date;
  readonly read_at: Date | null;
  readonly event_id: string;
  readonly event_tenant: string;
}

export interface PageWish {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** Pages need no links that do something: those that only lead somewhere are kept, without the server's address. */
const PAGE_LINKS: LetterLinks = { page: (path) => path, once: () => "" };

/** 403 for whoever acts for no company, or is no person. */
function ownPlace(ctx: Ctx): { readonly tenant: TenantId; readonly person: string } {
  ctx.requireMember();
  return { tenant: ctx.company.id, person: ctx.personId };
}

/** A page of what the actor was told while acting for their company, the latest first. */
export async function ownNotices(
  ctx: Ctx,
  db: Kysely<DB>,
  { cursor, limit = LIMIT }: PageWish,
): Promise<{ items: OwnNotice[]; next: string | null }> {
  const { tenant, person } = ownPlace(ctx);
  const after = positionOf(cursor);
  const { rows, language, timeZone } = await ctx.read(ctx.own, async (tx) => ({
    rows: await tx
      .selectFrom("notice")
      .select(["notice_id", "kind", "side", "told_at", "read_at", "event_id", "event_tenant"])
      .where("tenant_id", "=", tenant)
      .where("person_id", "=", person)
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(told_at, notice_id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`),
      )
      .orderBy("told_at", "desc")
      .orderBy("notice_id", "desc")
      .limit(limit + 1)
      .execute(),
    ...(await readingOf(tx, tenant, person)),
  }));
  const shown = rows.slice(0, limit);
  const events = await eventsOf(db, shown);
  const items: OwnNotice[] = [];
  for (const row of shown) {
    const reader: Reader = {
      language,
      timeZone,
      company: tenant,
      side: row.side as Reader["side"],
      person,
      address: undefined,
    };
    items.push(await worded(ctx, row, events.get(row.event_id), reader));
  }
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items, next: last === undefined ? null : `${last.told_at.getTime()}_${last.notice_id}` };
}

function positionOf(cursor: string | undefined): { readonly at: Date; readonly id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [, at, id] = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor) ?? [];
  if (at === undefined || id === undefined)
    throw new Problem(400, "request-unfit", { field: "query.cursor", reason: "`next` of the page before" });
  return { at: new Date(Number(at)), id };
}

async function readingOf(tx: Tx, tenant: TenantId, person: string) {
  const row = await tx
    .selectFrom("person as p")
    .leftJoin("notice_hours as h", (join) => join.onRef("h.person_id", "=", "p.id").on("h.tenant_id", "=", tenant))
    .select(["p.language", "h.time_zone"])
    .where("p.id", "=", person)
    .executeTakeFirst();
  return { language: (row?.language ?? "de") as Reader["language"], timeZone: row?.time_zone ?? USUAL_ZONE };
}

async function eventsOf(db: Kysely<DB>, rows: readonly Row[]): Promise<ReadonlyMap<string, FollowedEvent>> {
  if (rows.length === 0) return new Map();
  const events = await inScope(db, { scope: "mail" }, { readOnly: true }, (tx) =>
    tx
      .selectFrom("event")
      .select(["event_id", "tenant_id", "body"])
      .where("tenant_id", "in", [...new Set(rows.map(({ event_tenant }) => event_tenant))])
      .where(
        "event_id",
        "in",
        rows.map(({ event_id }) => event_id),
      )
      .execute(),
  );
  return new Map(events.map((row) => [row.event_id, eventOf(row)]));
}

async function worded(ctx: Ctx, row: Row, event: FollowedEvent | undefined, reader: Reader): Promise<OwnNotice> {
  const letter = event === undefined ? undefined : await letterFor(ctx, row.kind, event, reader);
  const path = letter?.actions.find(({ url }) => url.startsWith("/"))?.url ?? null;
  return {
    id: row.notice_id,
    kind: row.kind,
    at: row.told_at,
    readAt: row.read_at,
    title: letter?.subject ?? null,
    text: letter?.paragraphs[0] ?? null,
    path,
  };
}

/** What a notice says in short, for those who show it elsewhere; `undefined` when its reader may not see it any more. */
export const inShort = async (
  ctx: Ctx,
  name: string,
  event: FollowedEvent,
  reader: Reader,
): Promise<{ readonly title: string; readonly text: string; readonly path: string } | undefined> => {
  const letter = await letterFor(ctx, name, event, reader);
  if (letter === undefined) return undefined;
  const path = letter.actions.find(({ url }) => url.startsWith("/"))?.url ?? "/notices";
  return { title: letter.subject, text: letter.paragraphs[0] ?? "", path };
};

/** The letter as the actor may read it now; `undefined` when they may not any more. */
async function letterFor(ctx: Ctx, name: string, event: FollowedEvent, reader: Reader) {
  const kind = kindNamed(name);
  if (kind === undefined) return undefined;
  try {
    const place = event.engagement === undefined ? ctx.own : ctx.placeOf(event.engagement);
    return await ctx.read(place, (tx) => kind.letter(tx, event, reader, PAGE_LINKS));
  } catch (error) {
    if (error instanceof Problem && (error.status === 404 || error.status === 403)) return undefined;
    throw error;
  }
}

/** How many the actor has not read; counted up to 100. */
export async function noticesUnread(ctx: Ctx): Promise<number> {
  const { tenant, person } = ownPlace(ctx);
  const rows = await ctx.read(ctx.own, (tx) =>
    tx
      .selectFrom("notice")
      .select("notice_id")
      .where("tenant_id", "=", tenant)
      .where("person_id", "=", person)
      .where("read_at", "is", null)
      .limit(COUNTED_MAX)
      .execute(),
  );
  return rows.length;
}

/** Notes that the actor has read some of them, or all. Repeatable. */
export async function noticesRead(ctx: Ctx, ids: readonly string[] | undefined): Promise<void> {
  const { tenant, person } = ownPlace(ctx);
  await ctx.note(ctx.own, (tx) =>
    tx
      .updateTable("notice")
      .set({ read_at: new Date(ctx.now) })
      .where("tenant_id", "=", tenant)
      .where("person_id", "=", person)
      .where("read_at", "is", null)
      .$if(ids !== undefined, (query) => query.where("notice_id", "in", ids!))
      .execute(),
  );
}

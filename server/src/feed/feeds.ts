/** Calendars that people subscribe to: an address that holds a secret and shows what its person may see at that moment. */
import { createHash } from "node:crypto";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Kysely } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Ctx } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import { inScope, type EngagementId } from "../db/tenant.ts";
import { engagementList, engagementRead } from "../engagement/engagements.ts";
import { record } from "../event/record.ts";
import { actorFor } from "../identity/actor-for.ts";
import { hashOf, newToken } from "../identity/tokens.ts";
import { found, Problem } from "../problem.ts";
import { calendarFile } from "./calendar-file.ts";
import { SOURCES } from "./source.ts";

const ZONE = "Europe/Berlin";
/** A calendar's use is noted once an hour: it is there to be seen that somebody still asks. */
const USED_EVERY_MS = 3_600_000;

const tokenOf = (company: string, secret: string): string => `${company.replaceAll("-", "")}${secret}`;

/** The company and the secret of a token; `undefined` when it is none. */
function readToken(token: string): { readonly company: string; readonly secret: string } | undefined {
  const [, a, b, c, d, e, secret] =
    /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})([\w-]{43})$/.exec(token) ?? [];
  return secret === undefined ? undefined : { company: [a, b, c, d, e].join("-"), secret };
}

/** The calendars of the person in the company for which they act, each with the engagement that it is for. */
export async function feedList(ctx: Ctx) {
  ctx.requireMember();
  const person = ctx.personId;
  const rows = await ctx.read(ctx.own, (tx) =>
    tx
      .selectFrom("calendar_feed")
      .select(["feed_id", "engagement_id", "made_at", "used_at"])
      .where("tenant_id", "=", ctx.own.tenant)
      .where("person_id", "=", person)
      .orderBy("feed_id")
      .execute(),
  );
  if (rows.every(({ engagement_id }) => engagement_id === null))
    return rows.map((row) => ({ ...row, name: undefined }));
  const names = new Map((await engagementList(ctx)).map(({ engagement_id, name }) => [engagement_id, name]));
  return rows.map((row) => ({
    ...row,
    name: row.engagement_id === null ? undefined : names.get(row.engagement_id),
  }));
}

export interface MadeFeed {
  readonly id: string;
  readonly token: string;
}

/** Makes a calendar for one engagement, or for all. 409 when the person has it already: then its address can be renewed. */
export async function feedMake(ctx: Ctx, engagement: EngagementId | undefined): Promise<MadeFeed> {
  ctx.requireMember();
  const person = ctx.personId;
  if (engagement !== undefined) await engagementRead(ctx, engagement);
  return ctx.change(ctx.own, async (tx) => {
    const id = uuidv7({ msecs: ctx.now });
    const secret = newToken();
    const made = await tx
      .insertInto("calendar_feed")
      .values({
        tenant_id: ctx.own.tenant,
        feed_id: id,
        person_id: person,
        engagement_id: engagement ?? null,
        token_hash: hashOf(secret),
        made_at: new Date(ctx.now),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("feed_id")
      .executeTakeFirst();
    if (made === undefined) throw new Problem(409, "calendar-there", { field: "body.engagementId" });
    const facts = engagement === undefined ? {} : { engagement };
    await record(tx, ctx, ctx.own, { type: "calendar.made", subjectId: id, visibleTo: "client", facts });
    return { id, token: tokenOf(ctx.own.tenant, secret) };
  });
}

/** Gives a calendar another address; the one before shows nothing any more. */
export function feedRenew(ctx: Ctx, id: string): Promise<MadeFeed> {
  ctx.requireMember();
  const person = ctx.personId;
  return ctx.change(ctx.own, async (tx) => {
    const secret = newToken();
    const row = await tx
      .updateTable("calendar_feed")
      .set({ token_hash: hashOf(secret), made_at: new Date(ctx.now), used_at: null })
      .where("tenant_id", "=", ctx.own.tenant)
      .where("person_id", "=", person)
      .where("feed_id", "=", id)
      .returning("feed_id")
      .executeTakeFirst();
    found(row, "calendar");
    await record(tx, ctx, ctx.own, { type: "calendar.renewed", subjectId: id, visibleTo: "client" });
    return { id, token: tokenOf(ctx.own.tenant, secret) };
  });
}

/** Takes a calendar away: its address shows nothing any more. */
export function feedRemove(ctx: Ctx, id: string): Promise<void> {
  ctx.requireMember();
  const person = ctx.personId;
  return ctx.change(ctx.own, async (tx) => {
    const row = await tx
      .deleteFrom("calendar_feed")
      .where("tenant_id", "=", ctx.own.tenant)
      .where("person_id", "=", person)
      .where("feed_id", "=", id)
      .returning("feed_id")
      .executeTakeFirst();
    found(row, "calendar");
    await record(tx, ctx, ctx.own, { type: "calendar.removed", subjectId: id, visibleTo: "client" });
  });
}

/** A calendar whose token was shown, and whose it is. */
interface OpenedFeed {
  readonly id: string;
  readonly company: string;
  readonly person: string;
  readonly engagement: EngagementId | undefined;
}

/** The calendar of a token. 404 when it is none, or was renewed or taken away. */
export async function feedOpen(db: Kysely<DB>, token: string, now: Instant): Promise<OpenedFeed> {
  const named = readToken(token);
  if (named === undefined) throw new Problem(404, "calendar-not-found");
  return inScope(db, { scope: "identity" }, { readOnly: false }, async (tx) => {
    const row = await tx
      .selectFrom("calendar_feed")
      .select(["feed_id", "person_id", "engagement_id", "used_at"])
      .where("tenant_id", "=", named.company)
      .where("token_hash", "=", hashOf(named.secret))
      .executeTakeFirst();
    if (row === undefined) throw new Problem(404, "calendar-not-found");
    if (row.used_at === null || now - row.used_at.getTime() > USED_EVERY_MS)
      await tx
        .updateTable("calendar_feed")
        .set({ used_at: new Date(now) })
        .where("tenant_id", "=", named.company)
        .where("feed_id", "=", row.feed_id)
        .execute();
    return {
      id: row.feed_id,
      company: named.company,
      person: row.person_id,
      engagement: (row.engagement_id ?? undefined) as EngagementId | undefined,
    };
  });
}

/** A calendar as it is sent. */
export interface FeedFile {
  readonly text: string;
  readonly tag: string;
  /** When it last became another one, as far as that is known: a day goes by, and others come into view. */
  readonly changedAt: Instant;
}

export interface FeedWish {
  readonly engagement: EngagementId | undefined;
  /** The person's own unless told. */
  readonly language?: "de" | "en" | undefined;
  readonly page: (path: string) => string;
}

/** The days that the person of `ctx` may see now, in their language. */
export async function feedFile(ctx: Ctx, wish: FeedWish): Promise<FeedFile> {
  const { language, timeZone } = await tastesOf(ctx, wish.language);
  const reader = { ctx, language, engagement: wish.engagement, page: wish.page };
  const days = (await Promise.all(SOURCES.map((source) => source.days(reader)))).flat();
  const text = calendarFile(days, { language, timeZone });
  const today = Math.floor(ctx.now / 86_400_000) * 86_400_000;
  return {
    text,
    tag: createHash("sha256").update(text).digest("base64url").slice(0, 22),
    changedAt: Math.max(today, ...days.map(({ changedAt }) => changedAt)) as Instant,
  };
}

/** The days of a calendar whose address somebody has, with the eyes of its person. 404 when they left the company. */
export async function subscribedFile(
  ctx: Ctx,
  db: Kysely<DB>,
  feed: OpenedFeed,
  page: FeedWish["page"],
): Promise<FeedFile> {
  const actor = await actorFor(db, feed.person, feed.company);
  if (actor === undefined) throw new Problem(404, "calendar-not-found");
  return feedFile(ctx.as(actor), { engagement: feed.engagement, page });
}

async function tastesOf(ctx: Ctx, language: "de" | "en" | undefined) {
  if (ctx.actor.kind !== "person") return { language: language ?? "de", timeZone: ZONE } as const;
  const person = ctx.actor.id;
  return ctx.read(ctx.own, async (tx) => {
    const row = await tx
      .selectFrom("person as p")
      .leftJoin("notice_hours as h", (join) =>
        join.onRef("h.person_id", "=", "p.id").on("h.tenant_id", "=", ctx.own.tenant),
      )
      .select(["p.language", "h.time_zone"])
      .where("p.id", "=", person)
      .executeTakeFirstOrThrow();
    return { language: language ?? (row.language as "de" | "en"), timeZone: row.time_zone ?? ZONE };
  });
}

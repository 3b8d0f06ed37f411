/** Ratings of tickets by those who reported them. Source: product.md §9.7; docs/rules/satisfaction.md. */
import type { Instant } from "@handschlag/engine/instant.ts";
import { sql } from "kysely";
import type { Ctx } from "../context.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { readUntil, requireEngagement } from "../engagement/requirement.ts";
import { termsFor } from "../contract/terms-book.ts";
import { record } from "../event/record.ts";
import { found, Problem } from "../problem.ts";
import { factFor } from "../ticket/eyes.ts";
import { lock } from "../ticket/held.ts";
import { termsAt } from "../ticket/reading.ts";
import { whereaboutsOf, type Whereabouts } from "../ticket/whereabouts.ts";
import { ratingEndsAt, type Rating } from "./actions.ts";

const LISTED_MAX = 500;
const ZONE = "Europe/Berlin";

/** A ticket as far as its rating is concerned. */
export interface Rated {
  readonly ticket: { readonly id: string; readonly number: number; readonly subject: string };
  readonly provider: string;
  readonly rating: Rating | null;
  readonly comment: string | null;
  readonly ratedAt: Date | null;
  readonly mayRate: boolean;
  readonly until: Instant | undefined;
}

type Refusal = "rating-of-requester" | "rating-too-early" | "rating-too-late";

async function rowOf(tx: Tx, { place }: Whereabouts, id: string) {
  const row = await tx
    .selectFrom("ticket as t")
    .innerJoin("engagement as e", (join) =>
      join.onRef("e.tenant_id", "=", "t.tenant_id").onRef("e.engagement_id", "=", "t.engagement_id"),
    )
    .innerJoin("company as p", "p.id", "e.provider_id")
    .leftJoin("ticket_rating as r", (join) =>
      join.onRef("r.tenant_id", "=", "t.tenant_id").onRef("r.ticket_id", "=", "t.ticket_id"),
    )
    .select(["t.ticket_id", "t.number", "t.subject", "t.stage", "t.requester_id", "t.ended_at", "t.recorded_at"])
    .select(["e.ended_at as engagement_ended_at", "p.name as provider", "r.rating", "r.comment", "r.rated_at"])
    .where("t.tenant_id", "=", place.tenant)
    .where("t.ticket_id", "=", id)
    .executeTakeFirst();
  return found(row, "ticket");
}
type Row = Awaited<ReturnType<typeof rowOf>>;

const untilOf = ({ stage, ended_at }: Row): Instant | undefined =>
  (stage === "resolved" || stage === "closed") && ended_at !== null
    ? ratingEndsAt(ended_at.getTime() as Instant)
    : undefined;

/** Why somebody cannot rate a ticket now; `undefined` when they can. */
function refusalOf(ctx: Ctx, { place }: Whereabouts, row: Row): Refusal | undefined {
  const isRequester = ctx.actor.kind === "person" && row.requester_id === ctx.actor.id && place.side === "client";
  if (!isRequester) return "rating-of-requester";
  const until = untilOf(row);
  if (until === undefined) return "rating-too-early";
  const isOver = row.engagement_ended_at !== null && row.engagement_ended_at.getTime() <= ctx.now;
  return ctx.now >= until || isOver ? "rating-too-late" : undefined;
}

const ratedOf = (ctx: Ctx, whereabouts: Whereabouts, row: Row): Rated => ({
  ticket: { id: row.ticket_id, number: row.number, subject: row.subject },
  provider: row.provider,
  rating: row.rating as Rating | null,
  comment: row.comment,
  ratedAt: row.rated_at,
  mayRate: refusalOf(ctx, whereabouts, row) === undefined,
  until: untilOf(row),
});

/** How a ticket was rated, and whether the actor may rate it. 404 when they may not know of it. */
export async function ratingRead(ctx: Ctx, ticket: string): Promise<Rated> {
  const whereabouts = await whereaboutsOf(ctx, ticket);
  return ctx.read(whereabouts.place, async (tx) => ratedOf(ctx, whereabouts, await rowOf(tx, whereabouts, ticket)));
}

export interface RatingWish {
  readonly rating: Rating;
  readonly comment: string | null;
}

/** Rates a ticket, or says it anew. 409 for all but who reported it, before it is solved, and when its time is over. */
export async function rate(ctx: Ctx, ticket: string, { rating, comment }: RatingWish): Promise<Rated> {
  const whereabouts = await whereaboutsOf(ctx, ticket);
  const { place, engagement } = whereabouts;
  ctx.require("ticket:report", place);
  return ctx.change(place, async (tx) => {
    await lock(tx, place, [ticket]);
    const row = await rowOf(tx, whereabouts, ticket);
    const refusal = refusalOf(ctx, whereabouts, row);
    if (refusal !== undefined) throw new Problem(409, refusal);
    // Two answers at the same time are recorded one after the other.
    const later = ctx.notBefore(((row.rated_at ?? row.recorded_at).getTime() + 1) as Instant);
    const said = { rating, comment, person_id: ctx.personId, rated_at: new Date(later.now) };
    await tx
      .insertInto("ticket_rating")
      .values({ tenant_id: place.tenant, ticket_id: ticket, engagement_id: engagement, ...said })
      .onConflict((conflict) => conflict.columns(["tenant_id", "ticket_id"]).doUpdateSet(said))
      .execute();
    await record(tx, later, place, {
      ...factFor("ticket.rated", ticket, engagement, "both"),
      facts: { rating, ...(row.rating !== null && { before: row.rating }) },
      ...(comment !== null && { personal: { text: comment } }),
    });
    return ratedOf(ctx, whereabouts, await rowOf(tx, whereabouts, ticket));
  });
}

interface SatisfactionWish {
  readonly period: string;
  readonly rating?: Rating | "none" | undefined;
}

/**
 * How content people were with what was solved in a month. Counted is every ticket whose requester was asked: solved here,
 * not cancelled, merged or brought along from another tool. The share of answers stands beside every figure.
 */
export async function satisfaction(ctx: Ctx, engagement: EngagementId, { period, rating }: SatisfactionWish) {
  ctx.requireSignedIn();
  const place = ctx.placeOf(engagement);
  ctx.require("ticket:read", place);
  return ctx.read(place, async (tx) => {
    const now = readUntil(ctx.now, await requireEngagement(tx, place, engagement));
    const zone = termsAt(await termsFor(tx, place.tenant, engagement), now)?.document.timeZone ?? ZONE;
    const rows = await tx
      .selectFrom("ticket as t")
      .leftJoin("ticket_rating as r", (join) =>
        join.onRef("r.tenant_id", "=", "t.tenant_id").onRef("r.ticket_id", "=", "t.ticket_id"),
      )
      .select(["t.ticket_id", "t.number", "t.subject", "r.rating", "r.comment"])
      .where("t.tenant_id", "=", place.tenant)
      .where("t.engagement_id", "=", engagement)
      .where("t.stage", "in", ["resolved", "closed"])
      .where("t.requester_id", "is not", null)
      .where("t.source", "is", null)
      .where(sql<boolean>`to_char(t.ended_at at time zone ${zone}, 'YYYY-MM') = ${period}`)
      .orderBy("t.ended_at", "desc")
      .orderBy("t.ticket_id")
      .execute();
    const count = (wanted: Rating) => rows.filter((row) => row.rating === wanted).length;
    const isListed = (given: string | null) => rating !== undefined && (given ?? "none") === rating;
    return {
      asked: rows.length,
      answered: rows.filter((row) => row.rating !== null).length,
      good: count("good"),
      fair: count("fair"),
      poor: count("poor"),
      tickets: rows
        .filter((row) => isListed(row.rating))
        .slice(0, LISTED_MAX)
        .map((row) => ({
          id: row.ticket_id,
          number: row.number,
          subject: row.subject,
          rating: row.rating as Rating | null,
          comment: row.comment,
        })),
    };
  });
}

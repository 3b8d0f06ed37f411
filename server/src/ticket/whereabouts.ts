/** Where a ticket lies for the actor, and whether it is one of theirs. */
import { sql, type RawBuilder } from "kysely";
import type { Ctx, Place } from "../context.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { Problem } from "../problem.ts";

/** Why somebody sees a ticket: as everybody's, as the one who reported it, or as one who was asked to read along. */
export type Reach = "everybody" | "requester" | "participant";

export interface Whereabouts {
  readonly place: Place;
  readonly engagement: EngagementId;
  readonly reach: Reach;
}

interface Found {
  readonly tenant_id: string;
  readonly engagement_id: string;
}

const find = (tx: Tx, id: string, tenant?: string): Promise<Found | undefined> =>
  tx
    .selectFrom("ticket")
    .select(["tenant_id", "engagement_id"])
    .$if(tenant !== undefined, (query) => query.where("tenant_id", "=", tenant!))
    .where("ticket_id", "=", id)
    .executeTakeFirst();

const KNOWN_MAX = 50_000;
/** What never changes of a ticket, by its id. Who may know of it is asked each time. */
const known = new Map<string, Found>();

/**
 * Where a ticket lies. 404 when the actor may not know of it: it is of another engagement, or of a colleague and the
 * actor sees only what they reported or were asked to read.
 */
export async function whereaboutsOf(ctx: Ctx, id: string): Promise<Whereabouts> {
  ctx.requireMember();
  const row = known.get(id) ?? (await lookedUp(ctx, id));
  const engagement = row.engagement_id as EngagementId;
  // That others have asked for it should tell nothing: it is answered like one that is not there.
  const { clientRole, engagements } = ctx.company;
  if (clientRole === null && !engagements.some((each) => each.id === engagement))
    throw new Problem(404, "ticket-not-found");
  const place = ctx.placeOf(engagement);
  if (place.tenant !== row.tenant_id) throw new Problem(404, "ticket-not-found");
  return { place, engagement, reach: await reachOf(ctx, place, id) };
}

async function lookedUp(ctx: Ctx, id: string): Promise<Found> {
  const { company } = ctx;
  const own = company.clientRole === null ? undefined : await ctx.read(ctx.own, (tx) => find(tx, id, company.id));
  const row = own ?? (company.engagements.length === 0 ? undefined : await ctx.readAcross((tx) => find(tx, id)));
  if (row === undefined) throw new Problem(404, "ticket-not-found");
  if (known.size >= KNOWN_MAX) known.delete(known.keys().next().value!);
  known.set(id, row);
  return row;
}

/** Why the actor sees a ticket at a place; 404 when they do not. */
async function reachOf(ctx: Ctx, place: Place, id: string): Promise<Reach> {
  if (ctx.may("ticket:read", place)) return "everybody";
  if (ctx.actor.kind !== "person" || !ctx.may("ticket:report", place)) throw new Problem(404, "ticket-not-found");
  const me = ctx.actor.id;
  const row = await ctx.read(place, (tx) =>
    tx
      .selectFrom("ticket as t")
      .select("t.requester_id")
      .where("t.tenant_id", "=", place.tenant)
      .where("t.ticket_id", "=", id)
      .where(concerns(me))
      .executeTakeFirst(),
  );
  if (row === undefined) throw new Problem(404, "ticket-not-found");
  return row.requester_id === me ? "requester" : "participant";
}

/** Whether a person reported ticket `t` of a query, or was asked to read along. Nobody does when there is no person. */
export const concerns = (person: string | null): RawBuilder<boolean> =>
  sql<boolean>`(t.requester_id = ${person}
    or t.ticket_id in (select p.ticket_id from ticket_participant p where p.person_id = ${person}))`;

/** Where a ticket lies for the actor, and whether it is one of theirs. */
import type { Ctx, Place } from "../context.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { Problem } from "../problem.ts";

export interface Whereabouts {
  readonly place: Place;
  readonly engagement: EngagementId;
}

interface Found {
  readonly tenant_id: string;
  readonly engagement_id: string;
  readonly requester_id: string | null;
}

const find = (tx: Tx, id: string, tenant?: string): Promise<Found | undefined> =>
  tx
    .selectFrom("ticket")
    .select(["tenant_id", "engagement_id", "requester_id"])
    .$if(tenant !== undefined, (query) => query.where("tenant_id", "=", tenant!))
    .where("ticket_id", "=", id)
    .executeTakeFirst();

const KNOWN_MAX = 50_000;
/** What never changes of a ticket, by its id. Who may know of it is asked each time. */
const known = new Map<string, Found>();

/**
 * Where a ticket lies. 404 when the actor may not know of it: it is of another engagement, or of a colleague and the
 * actor sees their own only.
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
  requireSeen(ctx, place, row.requester_id);
  return { place, engagement };
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

/** 404 unless the actor sees everybody's tickets, or it is their own. */
export function requireSeen(ctx: Ctx, place: Place, requester: string | null): void {
  if (ctx.may("ticket:read", place)) return;
  const isOwn = ctx.actor.kind === "person" && requester === ctx.actor.id;
  if (!isOwn || !ctx.may("ticket:report", place)) throw new Problem(404, "ticket-not-found");
}

/** People: whom an engagement concerns, and who reads a ticket along. Source: docs/rules/tickets.md §8. */
import type { Ctx, Place } from "../context.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { record } from "../event/record.ts";
import { requireEngagement } from "../engagement/requirement.ts";
import { found, Problem } from "../problem.ts";
import { lock, type Held } from "./held.ts";
import { whereaboutsOf } from "./whereabouts.ts";

type Side = "client" | "provider";

export interface Engaged {
  readonly id: string;
  readonly name: string;
  readonly side: Side;
}

const PARTICIPANTS_MAX = 50;
const sideOf = ({ side }: Place): Side => (side === "provider" ? "provider" : "client");

/** The people of both sides of an engagement, by name. 404 when it is none of the actor's. */
export async function engagedPeople(ctx: Ctx, engagement: EngagementId): Promise<readonly Engaged[]> {
  ctx.requireSignedIn();
  const place = ctx.placeOf(engagement);
  ctx.require("ticket:read", place);
  // Where an external of one's own company works is the company's own affair.
  const elsewhere =
    place.side === "provider" ? await ctx.read(ctx.own, (tx) => externalsElsewhere(tx, ctx, engagement)) : [];
  return ctx.read(place, async (tx) => {
    await requireEngagement(tx, place, engagement);
    const rows = await membersOf(tx, place, engagement);
    return rows.filter(({ id }) => !elsewhere.includes(id));
  });
}

async function membersOf(tx: Tx, place: Place, engagement: EngagementId): Promise<Engaged[]> {
  const rows = await tx
    .selectFrom("membership as m")
    .innerJoin("person as p", "p.id", "m.person_id")
    .innerJoin("engagement as e", (join) =>
      join.on((on) =>
        on.or([on("e.tenant_id", "=", on.ref("m.tenant_id")), on("e.provider_id", "=", on.ref("m.tenant_id"))]),
      ),
    )
    .select(["p.id", "p.name", "m.tenant_id", "m.client_role", "m.provider_role"])
    .where("e.tenant_id", "=", place.tenant)
    .where("e.engagement_id", "=", engagement)
    .orderBy("p.name")
    .orderBy("p.id")
    .execute();
  return rows.flatMap(({ id, name, tenant_id, client_role, provider_role }): Engaged[] => {
    if (tenant_id === place.tenant) return client_role === null ? [] : [{ id, name, side: "client" }];
    // Who of the externals works here is not for the client to know.
    const isAtWork = provider_role !== null && (provider_role !== "external" || place.side === "provider");
    return isAtWork ? [{ id, name, side: "provider" }] : [];
  });
}

/** Externals of the actor's company who do not work on an engagement. */
async function externalsElsewhere(tx: Tx, ctx: Ctx, engagement: EngagementId): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom("membership as m")
    .leftJoin("assignment as a", (join) =>
      join
        .onRef("a.tenant_id", "=", "m.tenant_id")
        .onRef("a.person_id", "=", "m.person_id")
        .on("a.assigned_id", "=", engagement),
    )
    .select("m.person_id")
    .where("m.tenant_id", "=", ctx.company.id)
    .where("m.provider_role", "=", "external")
    .where("a.person_id", "is", null)
    .execute();
  return rows.map(({ person_id }) => person_id);
}

/** 422 unless it is a person of the actor's own side: to let somebody read along is for their own company to say. */
async function requireOwnPerson(tx: Tx, ctx: Ctx, place: Place, person: string): Promise<void> {
  const side = sideOf(place);
  const member = await tx
    .selectFrom("membership")
    .select("person_id")
    .where("tenant_id", "=", side === "provider" ? ctx.company.id : place.tenant)
    .where("person_id", "=", person)
    .where(side === "provider" ? "provider_role" : "client_role", "is not", null)
    .executeTakeFirst();
  if (member === undefined) throw new Problem(422, "person-not-of-own-side", { field: "params.other" });
}

const factOf = (type: string, ticket: string, engagementId: EngagementId, person: string) =>
  ({ type, subjectId: ticket, engagementId, visibleTo: "both", facts: { person } }) as const;

/** Lets a colleague read along; nothing happens when they do already. */
export async function participantAdd(ctx: Ctx, ticket: string, person: string): Promise<void> {
  const { place, engagement } = await whereaboutsOf(ctx, ticket);
  ctx.require(place.side === "provider" ? "ticket:work" : "ticket:agree", place);
  if (await ctx.read(place, (tx) => isParticipant(tx, place, ticket, person))) return;
  await ctx.change(place, async (tx) => {
    await requireOwnPerson(tx, ctx, place, person);
    await lock(tx, place, [ticket]);
    if (await isParticipant(tx, place, ticket, person)) throw new Problem(409, "participant-there");
    await letIn(tx, ctx, place, { ticket, engagement, person, side: sideOf(place) });
  });
}

interface Joining {
  readonly ticket: string;
  readonly engagement: EngagementId;
  readonly person: string;
  readonly side: Side;
}

/** Adds somebody to a locked ticket whose side was checked. 422 when there are too many. */
async function letIn(tx: Tx, ctx: Ctx, place: Place, { ticket, engagement, person, side }: Joining): Promise<void> {
  const others = await participantsOf(tx, place, ticket);
  if (others.length >= PARTICIPANTS_MAX) throw new Problem(422, "participants-too-many", { most: PARTICIPANTS_MAX });
  await tx
    .insertInto("ticket_participant")
    .values({
      tenant_id: place.tenant,
      ticket_id: ticket,
      engagement_id: engagement,
      person_id: person,
      side,
      added_at: new Date(ctx.now),
    })
    .execute();
  await record(tx, ctx, place, factOf("ticket.participant-added", ticket, engagement, person));
}

/** Who read along in a ticket or reported it reads along in the one in which it goes on. Both are locked. */
export async function participantsFollow(
  tx: Tx,
  ctx: Ctx,
  place: Place,
  source: Pick<Held, "id" | "requester">,
  target: Pick<Held, "id" | "requester" | "engagement">,
): Promise<void> {
  const [before, there] = [await participantsOf(tx, place, source.id), await participantsOf(tx, place, target.id)];
  const joining = [...before];
  if (source.requester !== null) joining.push({ person_id: source.requester, side: "client" });
  const known = new Set([target.requester, ...there.map(({ person_id }) => person_id)]);
  for (const { person_id, side } of joining) {
    if (known.has(person_id) || known.size > PARTICIPANTS_MAX) continue;
    known.add(person_id);
    const { id: ticket, engagement } = target;
    await letIn(tx, ctx, place, { ticket, engagement, person: person_id, side: side as Side });
  }
}

/** Who reads a ticket along, in the order in which they were added. */
const participantsOf = (tx: Tx, { tenant }: Pick<Place, "tenant">, ticket: string) =>
  tx
    .selectFrom("ticket_participant")
    .select(["person_id", "side"])
    .where("tenant_id", "=", tenant)
    .where("ticket_id", "=", ticket)
    .orderBy("added_at")
    .orderBy("person_id")
    .execute();

const isParticipant = async (tx: Tx, place: Place, ticket: string, person: string): Promise<boolean> =>
  (await participantsOf(tx, place, ticket)).some(({ person_id }) => person_id === person);

/** Lets somebody read along no more: oneself, or a colleague. 404 when they do not. */
export async function participantRemove(ctx: Ctx, ticket: string, person: string): Promise<void> {
  const { place, engagement } = await whereaboutsOf(ctx, ticket);
  const isSelf = ctx.actor.kind === "person" && ctx.actor.id === person;
  ctx.require(isSelf ? "ticket:report" : place.side === "provider" ? "ticket:work" : "ticket:agree", place);
  await ctx.change(place, async (tx) => {
    found(
      await tx
        .deleteFrom("ticket_participant")
        .where("tenant_id", "=", place.tenant)
        .where("ticket_id", "=", ticket)
        .where("person_id", "=", person)
        .where("side", "=", sideOf(place))
        .returning("person_id")
        .executeTakeFirst(),
      "participant",
    );
    await record(tx, ctx, place, factOf("ticket.participant-removed", ticket, engagement, person));
  });
}

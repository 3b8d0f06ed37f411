/** What is kept with a ticket beside its events' own story: time and links. Each change is an event, too. */
import { v7 as uuidv7 } from "uuid";
import type { Ctx } from "../context.ts";
import { record } from "../event/record.ts";
import { found, Problem } from "../problem.ts";
import { factFor, requireOwnEyes, writes, type Visible } from "./eyes.ts";
import { whereaboutsOf } from "./whereabouts.ts";

export interface TimeWish {
  readonly day: string;
  readonly minutes: number;
  readonly chargeable: boolean;
  readonly note: string;
  readonly visibleTo?: Visible | undefined;
}

/** Records time that somebody of the provider worked. */
export async function timeAdd(ctx: Ctx, ticket: string, wish: TimeWish): Promise<string> {
  const { place, engagement } = await whereaboutsOf(ctx, ticket);
  ctx.require("ticket:work", place);
  const { visibleTo = "both", ...time } = wish;
  requireOwnEyes(place, visibleTo);
  if (time.day > new Date(ctx.now + 86_400_000).toISOString().slice(0, 10))
    throw new Problem(422, "day-ahead", { field: "body.day" });
  return ctx.change(place, async (tx) => {
    const id = uuidv7({ msecs: ctx.now });
    await tx
      .insertInto("time_record")
      .values({
        tenant_id: place.tenant,
        record_id: id,
        ticket_id: ticket,
        engagement_id: engagement,
        visible_to: visibleTo,
        person_id: ctx.personId,
        recorded_at: new Date(ctx.now),
        ...time,
      })
      .execute();
    await record(tx, ctx, place, {
      ...factFor("ticket.time-recorded", ticket, engagement, visibleTo),
      facts: { record: id, day: time.day, minutes: time.minutes, chargeable: time.chargeable },
      ...(time.note !== "" && { personal: { text: time.note } }),
    });
    return id;
  });
}

/** Takes back a record of one's own. */
export async function timeRemove(ctx: Ctx, ticket: string, id: string): Promise<void> {
  const { place, engagement } = await whereaboutsOf(ctx, ticket);
  ctx.require("ticket:work", place);
  await ctx.change(place, async (tx) => {
    const row = found(
      await tx
        .deleteFrom("time_record")
        .where("tenant_id", "=", place.tenant)
        .where("ticket_id", "=", ticket)
        .where("record_id", "=", id)
        .where("person_id", "=", ctx.personId)
        .returning(["visible_to", "minutes"])
        .executeTakeFirst(),
      "time-record",
    );
    await record(tx, ctx, place, {
      ...factFor("ticket.time-removed", ticket, engagement, row.visible_to as Visible),
      facts: { record: id, minutes: row.minutes },
    });
  });
}

/** Says what a ticket is to another one of the same engagement. */
export async function linkAdd(ctx: Ctx, ticket: string, kind: string, otherId: string): Promise<void> {
  const { place, engagement } = await whereaboutsOf(ctx, ticket);
  ctx.require(writes(place), place);
  if (ticket === otherId) throw new Problem(422, "link-to-itself", { field: "body.otherId" });
  await ctx.change(place, async (tx) => {
    const other = await tx
      .selectFrom("ticket")
      .select(["engagement_id", "number"])
      .where("tenant_id", "=", place.tenant)
      .where("ticket_id", "=", otherId)
      .executeTakeFirst();
    if (other?.engagement_id !== engagement) throw new Problem(422, "link-target-unknown", { field: "body.otherId" });
    const made = await tx
      .insertInto("ticket_link")
      .values({ tenant_id: place.tenant, engagement_id: engagement, ticket_id: ticket, other_id: otherId, kind })
      .onConflict((conflict) => conflict.doNothing())
      .returning("kind")
      .executeTakeFirst();
    if (made === undefined) throw new Problem(409, "link-there");
    await record(tx, ctx, place, {
      ...factFor("ticket.linked", ticket, engagement, "both"),
      facts: { kind, other: otherId, otherNumber: other.number },
    });
  });
}

/** Takes a link back. */
export async function linkRemove(ctx: Ctx, ticket: string, kind: string, otherId: string): Promise<void> {
  const { place, engagement } = await whereaboutsOf(ctx, ticket);
  ctx.require(writes(place), place);
  await ctx.change(place, async (tx) => {
    found(
      await tx
        .deleteFrom("ticket_link")
        .where("tenant_id", "=", place.tenant)
        .where("ticket_id", "=", ticket)
        .where("other_id", "=", otherId)
        .where("kind", "=", kind)
        .returning("kind")
        .executeTakeFirst(),
      "link",
    );
    await record(tx, ctx, place, {
      ...factFor("ticket.unlinked", ticket, engagement, "both"),
      facts: { kind, other: otherId },
    });
  });
}

/** Steps of a ticket: what is to be done, by whom and until when; one by one, or a whole checklist. */
import { CHECKLIST_STEPS_MAX, stepsOf } from "@handschlag/engine/ticket/checklist.ts";
import { v7 as uuidv7 } from "uuid";
import type { Ctx, Place } from "../context.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { record } from "../event/record.ts";
import { found, Problem } from "../problem.ts";
import { factFor, requireOwnEyes, writes, type Visible } from "./eyes.ts";
import { lock } from "./held.ts";
import { templateRead } from "./templates.ts";
import { whereaboutsOf } from "./whereabouts.ts";

export interface StepWish {
  readonly title: string;
  readonly ownerId?: string | undefined;
  readonly dueOn?: string | undefined;
  readonly visibleTo?: Visible | undefined;
}

const STEPS_MAX = CHECKLIST_STEPS_MAX;

/** Adds a step. */
export async function stepAdd(ctx: Ctx, ticket: string, wish: StepWish): Promise<string> {
  const [id] = await stepsAdd(ctx, ticket, [wish], wish.visibleTo);
  return id!;
}

/** Adds the steps of a checklist of the actor's company. 404 when there is none of that id; 422 when it is none. */
export async function checklistAdd(
  ctx: Ctx,
  ticket: string,
  { templateId, visibleTo }: { readonly templateId: string; readonly visibleTo?: Visible | undefined },
): Promise<readonly string[]> {
  const { place } = await whereaboutsOf(ctx, ticket);
  ctx.require(writes(place), place);
  const { kind, content } = await templateRead(ctx, templateId);
  if (kind !== "checklist") throw new Problem(422, "template-no-checklist", { field: "body.templateId" });
  const wishes = stepsOf(content).map((title) => ({ title }));
  return stepsAdd(ctx, ticket, wishes, visibleTo);
}

async function stepsAdd(
  ctx: Ctx,
  ticket: string,
  wishes: readonly StepWish[],
  visibleTo: Visible = "both",
): Promise<readonly string[]> {
  const { place, engagement } = await whereaboutsOf(ctx, ticket);
  ctx.require(writes(place), place);
  requireOwnEyes(place, visibleTo);
  return ctx.change(place, async (tx) => {
    const owners = new Set(wishes.flatMap(({ ownerId }) => ownerId ?? []));
    for (const owner of owners) await requirePerson(tx, owner);
    // Two who add at once get places one after the other.
    await lock(tx, place, [ticket]);
    const steps = await tx
      .selectFrom("ticket_step")
      .select("position")
      .where("tenant_id", "=", place.tenant)
      .where("ticket_id", "=", ticket)
      .orderBy("position", "desc")
      .execute();
    if (steps.length + wishes.length > STEPS_MAX) throw new Problem(422, "steps-too-many", { most: STEPS_MAX });
    const last = steps[0]?.position ?? 0;
    const ids: string[] = [];
    for (const [index, wish] of wishes.entries())
      ids.push(await insertStep(tx, ctx, place, { ticket, engagement, visibleTo, wish, position: last + 1 + index }));
    return ids;
  });
}

interface Placed {
  readonly ticket: string;
  readonly engagement: EngagementId;
  readonly visibleTo: Visible;
  readonly wish: StepWish;
  readonly position: number;
}

async function insertStep(
  tx: Tx,
  ctx: Ctx,
  place: Place,
  { ticket, engagement, visibleTo, wish, position }: Placed,
): Promise<string> {
  const { title } = wish;
  const [ownerId, dueOn] = [wish.ownerId ?? null, wish.dueOn ?? null];
  const id = uuidv7({ msecs: ctx.now });
  await tx
    .insertInto("ticket_step")
    .values({
      tenant_id: place.tenant,
      step_id: id,
      ticket_id: ticket,
      engagement_id: engagement,
      visible_to: visibleTo,
      title,
      owner_id: ownerId,
      due_on: dueOn,
      position,
    })
    .execute();
  await record(tx, ctx, place, {
    ...factFor("ticket.step-added", ticket, engagement, visibleTo),
    facts: { step: id, ...(ownerId !== null && { owner: ownerId }), ...(dueOn !== null && { dueOn }) },
    personal: { text: title },
  });
  return id;
}

/** 422 unless it is a person of one of the two sides. */
async function requirePerson(tx: Tx, id: string): Promise<void> {
  const row = await tx.selectFrom("membership").select("person_id").where("person_id", "=", id).executeTakeFirst();
  if (row === undefined) throw new Problem(422, "person-unknown", { field: "body.ownerId" });
}

export interface StepChangeWish {
  readonly done?: boolean | undefined;
  readonly title?: string | undefined;
  readonly ownerId?: string | null | undefined;
  readonly dueOn?: string | null | undefined;
}

/** Marks a step as done, or as not done after all, and says anew what, who or when. */
export async function stepChange(
  ctx: Ctx,
  ticket: string,
  id: string,
  { done, title, ownerId, dueOn }: StepChangeWish,
): Promise<void> {
  const { place, engagement } = await whereaboutsOf(ctx, ticket);
  ctx.require(writes(place), place);
  const described = {
    ...(title !== undefined && { title }),
    ...(ownerId !== undefined && { owner_id: ownerId }),
    ...(dueOn !== undefined && { due_on: dueOn }),
  };
  const isDescribed = Object.keys(described).length > 0;
  await ctx.change(place, async (tx) => {
    if (typeof ownerId === "string") await requirePerson(tx, ownerId);
    const row = found(
      await tx
        .updateTable("ticket_step")
        .set({ ...described, ...(done !== undefined && { done_at: done ? new Date(ctx.now) : null }) })
        .where("tenant_id", "=", place.tenant)
        .where("ticket_id", "=", ticket)
        .where("step_id", "=", id)
        .returning("visible_to")
        .executeTakeFirst(),
      "step",
    );
    const tell = (type: string) => factFor(type, ticket, engagement, row.visible_to as Visible);
    if (isDescribed)
      await record(tx, ctx, place, {
        ...tell("ticket.step-changed"),
        facts: { step: id, ...(ownerId !== undefined && { owner: ownerId }), ...(dueOn !== undefined && { dueOn }) },
        ...(title !== undefined && { personal: { text: title } }),
      });
    if (done !== undefined)
      await record(tx, ctx, place, {
        ...tell(done ? "ticket.step-done" : "ticket.step-reopened"),
        facts: { step: id },
      });
  });
}

/** Takes a step away. */
export async function stepRemove(ctx: Ctx, ticket: string, id: string): Promise<void> {
  const { place, engagement } = await whereaboutsOf(ctx, ticket);
  ctx.require(writes(place), place);
  await ctx.change(place, async (tx) => {
    const row = found(
      await tx
        .deleteFrom("ticket_step")
        .where("tenant_id", "=", place.tenant)
        .where("ticket_id", "=", ticket)
        .where("step_id", "=", id)
        .returning(["visible_to", "title"])
        .executeTakeFirst(),
      "step",
    );
    await record(tx, ctx, place, {
      ...factFor("ticket.step-removed", ticket, engagement, row.visible_to as Visible),
      facts: { step: id },
      personal: { text: row.title },
    });
  });
}

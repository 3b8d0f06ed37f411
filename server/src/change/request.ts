/** Asking for a change, and writing it anew while nobody has decided. */
import { demandOf, type ChangeKind, type Risk } from "@handschlag/engine/change/approval.ts";
import type { ChangeEvent } from "@handschlag/engine/change/life.ts";
import { changeRefusalOf, changeStandingOf } from "@handschlag/engine/change/life.ts";
import { riskOf, riskSetNamed, riskSetOn, strangeAnswer, type RiskAnswers } from "@handschlag/engine/change/risk.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { termsFor } from "../contract/terms-book.ts";
import type { Ctx, Place } from "../context.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { requireEngagement } from "../engagement/requirement.ts";
import { record } from "../event/record.ts";
import { Problem } from "../problem.ts";
import { termsAt } from "../ticket/reading.ts";
import { agreementOf, changeHeld, changeOf, changePlace, changesOf, sideAt, type ChangeRow } from "./change-row.ts";
import { deciderOf, type Decider } from "./decider.ts";

/** What is to be changed, as the wire has it. */
export interface ChangeWording {
  readonly title: string;
  readonly reason: string;
  readonly plan: string | null;
  readonly backOutPlan: string | null;
  readonly services: readonly string[];
  readonly amount: string | null;
  readonly answers: RiskAnswers;
  readonly planned: { readonly from: string; readonly until: string } | null;
}

export interface NewChangeWish extends ChangeWording {
  readonly kind: ChangeKind;
  readonly standard?: string | undefined;
  readonly ticketId?: string | undefined;
}

/**
 * Asks for a change. What the contract has approved beforehand is approved at once, for those who may ask for it.
 * 422 when a service, a standard change, a ticket or an answer is not known.
 */
export async function changeRequest(ctx: Ctx, engagement: EngagementId, wish: NewChangeWish): Promise<ChangeRow> {
  const place = changePlace(ctx, engagement, "change:request");
  return ctx.change(place, async (tx) => {
    await requireEngagement(tx, place, engagement, true);
    const contract = termsAt(await termsFor(tx, place.tenant, engagement), ctx.now)?.document;
    const standard = await standardAskedFor(tx, ctx, place, contract, wish);
    if (wish.ticketId !== undefined) await requireTicket(tx, place, engagement, wish.ticketId);
    const services = wish.services.length > 0 ? wish.services : (standard?.services ?? []);
    const set = riskSetOn(new Date(ctx.now).toISOString().slice(0, 10)).from;
    const id = uuidv7({ msecs: ctx.now });
    const number = await numberNext(tx, place, engagement);
    const story: ChangeEvent[] = [{ type: "requested", at: ctx.now }];
    if (standard !== undefined) story.push({ type: "approved", at: ctx.now });
    await tx
      .insertInto("change_request")
      .values({
        ...columnsOf({ ...wish, services }, contract, set),
        tenant_id: place.tenant,
        change_id: id,
        engagement_id: engagement,
        number,
        kind: wish.kind,
        standard: standard?.id ?? null,
        risk_set: set,
        ticket_id: wish.ticketId ?? null,
        side: sideAt(place),
        requester_id: ctx.actor.kind === "person" ? ctx.actor.id : null,
        stage: changeStandingOf(story).stage,
        story: JSON.stringify(story),
        contract: contract?.version ?? null,
        requested_at: new Date(ctx.now),
        changed_at: new Date(ctx.now),
      })
      .execute();
    const about = { subjectId: id, engagementId: engagement, visibleTo: "both" } as const;
    const facts = { number, kind: wish.kind, contract: contract?.version ?? null, ticket: wish.ticketId ?? null };
    await record(tx, ctx, place, {
      ...about,
      type: "change.requested",
      facts: { ...facts, services, amount: wish.amount },
      personal: { title: wish.title, reason: wish.reason },
    });
    if (standard !== undefined)
      await record(tx, ctx, place, { ...about, type: "change.approved", facts: { number, standard: standard.id } });
    return changeOf(tx, place, engagement, id);
  });
}

/** Writes a change anew: before a decision, or after one that was no yes. 412 when `version` is not the present one. */
export async function changeRewrite(
  ctx: Ctx,
  engagement: EngagementId,
  id: string,
  { version, wording }: { readonly version: number; readonly wording: ChangeWording },
): Promise<ChangeRow> {
  const place = changePlace(ctx, engagement, "change:request");
  return ctx.change(place, async (tx) => {
    const row = await changeHeld(tx, place, engagement, id);
    const refusal = changeRefusalOf(changeStandingOf(row.story), { act: "changed" });
    if (refusal !== undefined) throw new Problem(409, refusal.kind, { ...refusal });
    if (row.version !== version) throw new Problem(412, "changed-meanwhile");
    const contract = await agreementOf(tx, place, row);
    const story: ChangeEvent[] = [...row.story, { type: "changed", at: ctx.now }];
    await tx
      .updateTable("change_request")
      .set({
        ...columnsOf(wording, contract, row.risk_set),
        stage: changeStandingOf(story).stage,
        story: JSON.stringify(story),
        demand: null,
        version: version + 1,
        changed_at: new Date(ctx.now),
      })
      .where("tenant_id", "=", place.tenant)
      .where("change_id", "=", id)
      .execute();
    await record(tx, ctx, place, {
      type: "change.changed",
      subjectId: id,
      engagementId: engagement,
      visibleTo: "both",
      facts: { number: row.number, services: wording.services, amount: wording.amount },
      personal: { title: wording.title, reason: wording.reason },
    });
    return changeOf(tx, place, engagement, id);
  });
}

/** What a row keeps of the wording. 422 for what the contract or the questions do not know. */
function columnsOf(
  { title, reason, plan, backOutPlan, services, amount, answers, planned }: ChangeWording,
  contract: ContractDocument | undefined,
  set: string,
) {
  const known = contract?.services.map(({ id }) => id) ?? [];
  if (contract !== undefined && services.some((service) => !known.includes(service)))
    throw new Problem(422, "service-unknown", { field: "body.services", known });
  if (planned !== null && Date.parse(planned.from) >= Date.parse(planned.until))
    throw new Problem(422, "window-backwards", { field: "body.planned.until" });
  return {
    title,
    reason,
    plan,
    back_out_plan: backOutPlan,
    services: [...new Set(services)],
    amount,
    risk: riskFrom(set, answers),
    risk_answers: JSON.stringify(answers),
    planned_from: planned === null ? null : new Date(planned.from),
    planned_until: planned === null ? null : new Date(planned.until),
  };
}

/** The risk, as soon as all questions are answered. 422 for an answer that is none. */
function riskFrom(name: string, answers: RiskAnswers): Risk | null {
  const set = riskSetNamed(name);
  if (set === undefined) throw new Error("broken invariant: sets of questions stay");
  const strange = strangeAnswer(set, answers);
  if (strange !== undefined)
    throw new Problem(422, "risk-answer-unknown", { field: "body.answers", question: strange });
  const outcome = riskOf(set, answers);
  return outcome.ok ? outcome.value.risk : null;
}

/** The standard change that is asked for, if one is. 422 when there is no such, 403 when the actor may not ask for it. */
async function standardAskedFor(
  tx: Tx,
  ctx: Ctx,
  place: Place,
  contract: ContractDocument | undefined,
  { kind, standard: id }: NewChangeWish,
) {
  if (kind !== "standard") {
    if (id !== undefined) throw new Problem(422, "standard-unfit", { field: "body.standard" });
    return undefined;
  }
  const demand = demandOf(contract, { kind, standard: id });
  if (!demand.ok) throw new Problem(422, demand.refusal.kind, { field: "body.standard" });
  const standard = contract!.changes!.standard!.find((each) => each.id === id)!;
  const decider = await deciderOf(tx, ctx, place);
  if (standard.requesters !== undefined && !mayAskFor(contract!, standard.requesters, decider))
    throw new Problem(403, "standard-not-yours", { contacts: standard.requesters });
  return standard;
}

/** Whether somebody is one of the contacts, or leads the client, which may ask for all that it is promised. */
function mayAskFor(
  { parties }: ContractDocument,
  requesters: readonly string[],
  decider: Decider | undefined,
): boolean {
  if (decider === undefined) return false;
  if (decider.side === "client" && decider.leads) return true;
  return Object.values(parties)
    .filter(({ role }) => role === decider.side)
    .flatMap(({ contacts }) => contacts ?? [])
    .some((contact) => requesters.includes(contact.id) && contact.email?.toLowerCase() === decider.email);
}

async function requireTicket(tx: Tx, { tenant }: Place, engagement: EngagementId, id: string): Promise<void> {
  const row = await tx
    .selectFrom("ticket")
    .select("ticket_id")
    .where("tenant_id", "=", tenant)
    .where("engagement_id", "=", engagement)
    .where("ticket_id", "=", id)
    .executeTakeFirst();
  if (row === undefined) throw new Problem(422, "ticket-unknown", { field: "body.ticketId" });
}

/** The engagement is held, so nobody else takes the same. */
async function numberNext(tx: Tx, place: Place, engagement: EngagementId): Promise<number> {
  const { last } = await changesOf(tx, place, engagement)
    .clearSelect()
    .select(sql<number | null>`max(number)`.as("last"))
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

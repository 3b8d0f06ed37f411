/** What is done to a change, one verb for all of it: the engine judges, the event says it, the row keeps it. */
import { demandOf, isBackOutPlanNeeded, mayBeginFirst, riskBearerOf } from "@handschlag/engine/change/approval.ts";
import { changeRefusalOf, changeStandingOf, type ChangeAct, type ChangeEvent } from "@handschlag/engine/change/life.ts";
import { changeDueAt, reviewDueAt, type ChangeResult } from "@handschlag/engine/change/times.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Right } from "@handschlag/engine/rights.ts";
import type { Updateable } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Ctx, Place } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { record } from "../event/record.ts";
import { Problem } from "../problem.ts";
import {
  agreementOf,
  changeHeld,
  changeOf,
  changePlace,
  sideAt,
  standingOf,
  type ChangeRow,
  type KeptDemand,
} from "./change-row.ts";
import { awaitedAs } from "./decider.ts";
import { holidaysOf } from "./holidays.ts";
import { pauseTicket, resumeTicket } from "./ticket-pause.ts";

/** What is to be done, as the wire has it; `way`: how it came. */
export type ChangeActWish =
  | { readonly type: "asked" | "begun" }
  | { readonly type: "approved"; readonly comment?: string | undefined; readonly way?: "web" | "link" }
  | { readonly type: "declined"; readonly comment: string; readonly way?: "web" | "link" }
  | { readonly type: "withdrawn"; readonly comment?: string | undefined }
  | { readonly type: "scheduled"; readonly from: string; readonly until: string }
  | { readonly type: "ended"; readonly result: ChangeResult; readonly record: string; readonly incident: boolean }
  | { readonly type: "reviewed"; readonly review: string; readonly incident?: boolean | undefined }
  | { readonly type: "noted"; readonly text: string; readonly visibleTo: "both" | "own" };

/** What an act needs. Who decides is said by the contract: to look at a change is enough. */
export const CHANGE_RIGHTS: Readonly<Record<ChangeActWish["type"], Right>> = {
  asked: "change:write",
  begun: "change:write",
  approved: "change:read",
  declined: "change:read",
  withdrawn: "change:request",
  scheduled: "change:write",
  ended: "change:write",
  reviewed: "change:write",
  noted: "change:request",
};

/** Whether an actor has the right to an act; says nothing of where the change stands. */
export const mayActOnChange = (ctx: Ctx, place: Place, act: ChangeAct | "noted", { side }: ChangeRow): boolean => {
  if (act === "requested" || act === "lapsed") return false;
  if (act === "changed") return ctx.may("change:request", place);
  // Only the side that asked for it, and those who plan and carry out, take it back.
  if (act === "withdrawn" && side !== sideAt(place)) return ctx.may("change:write", place);
  return ctx.may(CHANGE_RIGHTS[act], place);
};

/** A change in the middle of an act: held, with its contract. */
interface Held {
  readonly row: ChangeRow;
  readonly place: Place;
  readonly contract: ContractDocument | undefined;
}

/** What an act comes to: the engine's event, what the event records, what the row keeps. */
interface Deed {
  readonly event: ChangeEvent;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly personal?: Readonly<Record<string, unknown>>;
  readonly set?: Updateable<DB["change_request"]>;
}

/** Does something to a change. 403 when it is not the actor's to do, 409 when it cannot be done now. */
export async function changeAct(
  ctx: Ctx,
  engagement: EngagementId,
  id: string,
  wish: ChangeActWish,
): Promise<ChangeRow> {
  const place = changePlace(ctx, engagement, CHANGE_RIGHTS[wish.type]);
  return changeActAt(ctx, place, engagement, id, wish);
}

/** The same for whoever has come by a link: the contract has named them, whatever their role lets them see. */
export async function changeActAt(
  ctx: Ctx,
  place: Place,
  engagement: EngagementId,
  id: string,
  wish: ChangeActWish,
): Promise<ChangeRow> {
  return ctx.change(place, async (tx) => {
    const row = await changeHeld(tx, place, engagement, id);
    if (wish.type === "noted") {
      await note(tx, ctx, place, row, wish);
      return row;
    }
    if (wish.type === "withdrawn" && !mayActOnChange(ctx, place, "withdrawn", row))
      throw new Problem(403, "change-of-other-side");
    const held: Held = { row, place, contract: await agreementOf(tx, place, row) };
    const deed = await deedOf(tx, ctx, held, wish);
    await carryOut(tx, ctx, held, deed);
    const after = await changeOf(tx, place, engagement, id);
    if (after.stage === "asked" && row.stage !== "asked" && place.side === "provider")
      await pauseTicket(tx, ctx, place, after);
    if (row.stage === "asked" && after.stage !== "asked") await resumeTicket(tx, ctx, place, after);
    return after;
  });
}

function requireNow({ row, contract }: Held, act: ChangeAct, contact?: string): void {
  const deed = { act, contact, mayBeginFirst: mayBeginFirst(contract, row.kind) };
  const refusal = changeRefusalOf(standingOf(row), deed);
  if (refusal !== undefined) throw new Problem(409, refusal.kind, { ...refusal });
}

async function deedOf(tx: Tx, ctx: Ctx, held: Held, wish: Exclude<ChangeActWish, { type: "noted" }>): Promise<Deed> {
  const at = ctx.now;
  if (wish.type === "approved" || wish.type === "declined") return decided(tx, ctx, held, wish);
  requireNow(held, wish.type);
  switch (wish.type) {
    case "asked":
      return askedFor(ctx, held);
    case "withdrawn":
      return {
        event: { type: "withdrawn", at },
        ...(wish.comment !== undefined && { personal: { comment: wish.comment } }),
        set: { decide_by: null },
      };
    case "scheduled":
      return scheduled(ctx, wish);
    case "begun": {
      requireBackOutPlan(held);
      const isFirst = held.row.stage === "drafted" || held.row.stage === "asked";
      const informBy = isFirst ? await dueAfter(held, "emergencyInformWithin", at) : undefined;
      const facts = { undecided: isFirst, informBy: isoOrNull(informBy) };
      return { event: { type: "begun", at }, facts, set: { begun_at: new Date(at), decide_by: null } };
    }
    case "ended": {
      const { result, record: text, incident } = wish;
      const reviewBy = reviewDueAt(held.contract, { kind: held.row.kind, result }, at);
      return {
        event: { type: "ended", at, result, incident },
        facts: { result, incident, reviewBy: isoOrNull(reviewBy) },
        personal: { record: text },
        set: { ended_at: new Date(at), result, incident, record: text, review_by: dateOrNull(reviewBy) },
      };
    }
    case "reviewed": {
      const incident = wish.incident ?? held.row.incident;
      return {
        event: { type: "reviewed", at, incident },
        facts: { incident },
        personal: { review: wish.review },
        set: { review: wish.review, incident },
      };
    }
  }
}

const isoOrNull = (at: Instant | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());
const dateOrNull = (at: Instant | undefined): Date | null => (at === undefined ? null : new Date(at));

async function dueAfter({ contract }: Held, what: "decisionWithin" | "emergencyInformWithin", from: Instant) {
  return changeDueAt(contract, what, from, await holidaysOf(contract));
}

/** 409 where the contract asks for a way back and none is written. */
function requireBackOutPlan({ row, contract }: Held): void {
  if (row.back_out_plan === null && isBackOutPlanNeeded(contract, { kind: row.kind, risk: row.risk ?? undefined }))
    throw new Problem(409, "back-out-plan-missing");
}

/** Asks those who must decide: only for what has a plan, a risk and, where agreed, a way back. */
async function askedFor(ctx: Ctx, held: Held): Promise<Deed> {
  const { row, contract } = held;
  const { kind, risk, amount, standard, plan, number } = row;
  const wish = { kind, risk: risk ?? undefined, amount: amount ?? undefined, standard: standard ?? undefined };
  const outcome = demandOf(contract, wish);
  if (!outcome.ok)
    throw new Problem(409, outcome.refusal.kind === "risk-unknown" ? "risk-unanswered" : "standard-unknown");
  if (plan === null) throw new Problem(409, "plan-missing");
  requireBackOutPlan(held);
  const decideBy = await dueAfter(held, "decisionWithin", ctx.now);
  const silence = contract?.changes?.silence ?? "refused";
  const bearer = riskBearerOf(contract);
  const demand: KeptDemand = { ...outcome.value, riskBorneBy: bearer?.name ?? null, silence };
  const { basis, rule, together, approvers } = outcome.value;
  return {
    event: { type: "asked", at: ctx.now, together },
    facts: {
      number,
      risk,
      basis,
      rule: rule ?? null,
      together,
      contacts: approvers.map(({ contact }) => contact),
      decideBy: isoOrNull(decideBy),
      silence,
      riskBorneBy: bearer?.party ?? null,
    },
    set: { demand: JSON.stringify(demand), asked_at: new Date(ctx.now), decide_by: dateOrNull(decideBy) },
  };
}

/** A yes or no of whoever must decide; with the last yes that is missing it is approved. */
async function decided(
  tx: Tx,
  ctx: Ctx,
  held: Held,
  { type, comment, way = "web" }: Extract<ChangeActWish, { type: "approved" | "declined" }>,
): Promise<Deed> {
  const { row, place } = held;
  const { tenant_id, change_id, engagement_id, demand, number } = row;
  requireNow(held, type);
  if (row.decide_by !== null && row.decide_by.getTime() <= ctx.now) throw new Problem(409, "decision-lapsed");
  const contact = await awaitedAs(tx, ctx, place, row);
  if (contact === undefined) throw new Problem(403, "decision-not-yours");
  requireNow(held, type, contact);
  const { round, approvedAs, together } = standingOf(row);
  const event: ChangeEvent = { type, at: ctx.now, contact };
  const { stage } = changeStandingOf([...row.story, event]);
  await tx
    .insertInto("change_decision")
    .values({
      tenant_id,
      decision_id: uuidv7({ msecs: ctx.now }),
      change_id,
      engagement_id,
      round,
      contact,
      person_id: ctx.personId,
      person_name: ctx.personName,
      side: sideAt(place),
      answer: type,
      comment: comment ?? null,
      way,
      risk_borne_by: demand?.riskBorneBy ?? null,
      decided_at: new Date(ctx.now),
    })
    .execute();
  const given = approvedAs.length + (type === "approved" ? 1 : 0);
  return {
    event,
    facts: { number, contact, way, given, together, isDecided: stage !== "asked" },
    ...(comment !== undefined && { personal: { comment } }),
    ...(stage !== "asked" && { set: { decide_by: null } }),
  };
}

function scheduled(ctx: Ctx, wish: { readonly from: string; readonly until: string }): Deed {
  const window = { from: Date.parse(wish.from) as Instant, until: Date.parse(wish.until) as Instant };
  if (window.from >= window.until) throw new Problem(422, "window-backwards", { field: "body.until" });
  if (window.from < ctx.now) throw new Problem(422, "window-past", { field: "body.from" });
  return {
    event: { type: "scheduled", at: ctx.now, window },
    facts: { from: wish.from, until: wish.until },
    set: {
      window_from: new Date(window.from),
      window_until: new Date(window.until),
      announced_at: new Date(ctx.now),
    },
  };
}

async function carryOut(tx: Tx, ctx: Ctx, { row, place }: Held, { event, facts, personal, set }: Deed): Promise<void> {
  const story = [...row.story, event];
  await tx
    .updateTable("change_request")
    .set({
      ...set,
      story: JSON.stringify(story),
      stage: changeStandingOf(story).stage,
      version: row.version + 1,
      changed_at: new Date(ctx.now),
    })
    .where("tenant_id", "=", row.tenant_id)
    .where("change_id", "=", row.change_id)
    .execute();
  await record(tx, ctx, place, {
    type: `change.${event.type}`,
    subjectId: row.change_id,
    engagementId: row.engagement_id as EngagementId,
    visibleTo: "both",
    facts: { number: row.number, ...facts },
    ...(personal !== undefined && { personal }),
  });
}

/** A question or an answer for both sides, or what a side keeps to itself. */
async function note(
  tx: Tx,
  ctx: Ctx,
  place: Place,
  { tenant_id, change_id, engagement_id, number }: ChangeRow,
  { text, visibleTo }: Extract<ChangeActWish, { type: "noted" }>,
): Promise<void> {
  const eyes = visibleTo === "both" ? "both" : sideAt(place);
  await tx
    .insertInto("change_note")
    .values({
      tenant_id,
      note_id: uuidv7({ msecs: ctx.now }),
      change_id,
      engagement_id,
      visible_to: eyes,
      person_id: ctx.personId,
      person_name: ctx.personName,
      side: sideAt(place),
      text,
      written_at: new Date(ctx.now),
    })
    .execute();
  await record(tx, ctx, place, {
    type: "change.noted",
    subjectId: change_id,
    engagementId: engagement_id as EngagementId,
    visibleTo: eyes,
    facts: { number },
    personal: { text },
  });
}

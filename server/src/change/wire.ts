/** Changes in the words of the wire. */
import type { ChangeBody, ChangeBrief, ChangeCalendar, DecisionCard } from "@handschlag/api/change.ts";
import type { Conflict } from "@handschlag/engine/change/conflicts.ts";
import { HOUR_MS } from "@handschlag/engine/instant.ts";
import type { z } from "zod";
import { standingOf, type ChangeRow, type KeptDemand, type Side } from "./change-row.ts";
import { OWNER } from "./decider.ts";
import type { FreezeRow, Planning } from "./plan.ts";
import type { Listed, ShownChange } from "./read.ts";

type Body = z.input<typeof ChangeBody>;

const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;
const isoAt = (at: number): string => new Date(at).toISOString();
const spanBody = (from: Date | null, until: Date | null) =>
  from === null || until === null ? null : { from: from.toISOString(), until: until.toISOString() };

export const briefBody = ({ row, awaitsMe }: Listed): z.input<typeof ChangeBrief> => ({
  id: row.change_id,
  number: row.number,
  kind: row.kind,
  title: row.title,
  stage: row.stage as Body["stage"],
  risk: row.risk,
  amount: row.amount,
  services: row.services,
  side: row.side,
  requestedAt: row.requested_at.toISOString(),
  decideBy: isoOrNull(row.decide_by),
  awaitsMe,
  planned: spanBody(row.planned_from, row.planned_until),
  window: spanBody(row.window_from, row.window_until),
  result: row.result,
  incident: row.incident,
  reviewBy: row.stage === "done" ? isoOrNull(row.review_by) : null,
});

export function changeBody(shown: ShownChange): Body {
  const { row, contract, demand, ticket } = shown;
  const { round, isBegunFirst } = standingOf(row);
  return {
    ...briefBody({ row, awaitsMe: shown.contact !== undefined }),
    version: row.version,
    reason: row.reason,
    plan: row.plan,
    backOutPlan: row.back_out_plan,
    isBackOutPlanNeeded: shown.isBackOutPlanNeeded,
    standard: row.standard,
    riskSet: row.risk_set,
    answers: row.risk_answers,
    contractNumber: row.contract,
    currency: contract?.prices?.currency ?? "EUR",
    demand: demand === undefined ? null : demandBody(row, demand),
    riskBorneBy: demand?.riskBorneBy ?? null,
    silence: demand?.silence ?? null,
    offerBy: shown.offerBy === undefined ? null : isoAt(shown.offerBy),
    decideAs: shown.contact === undefined ? null : contactName(demand, shown.contact),
    isBegunFirst,
    ticket: ticket === undefined ? null : { id: ticket.ticket_id, number: ticket.number, subject: ticket.subject },
    conflicts: shown.conflicts.map((conflict) => conflictBody(conflict, shown.planning!)),
    decisions: shown.decisions.map((each) => ({
      person: each.person_name,
      side: each.side as Side,
      contact: contactName(demand, each.contact),
      answer: each.answer as "approved" | "declined",
      comment: each.comment,
      way: each.way as "web" | "link",
      riskBorneBy: each.risk_borne_by,
      at: each.decided_at.toISOString(),
      isOfThisRound: each.round === round,
    })),
    notes: shown.notes.map(noteBody),
    events: shown.events,
    record: row.record,
    review: row.review,
    begunAt: isoOrNull(row.begun_at),
    endedAt: isoOrNull(row.ended_at),
    acts: [...shown.acts],
  };
}

/** The contact's name as the contract has it; `owner` stands for whoever leads the client. */
const contactName = (demand: KeptDemand | undefined, contact: string): string =>
  contact === OWNER ? OWNER : (demand?.approvers.find((each) => each.contact === contact)?.name ?? contact);

function demandBody(
  row: ChangeRow,
  { basis, rule, others, approvers, together }: KeptDemand,
): NonNullable<Body["demand"]> {
  const { approvedAs } = standingOf(row);
  return {
    basis,
    rule: rule ?? null,
    others: [...others],
    approvers: approvers.map(({ contact, name, side }) => ({
      contact,
      name,
      side,
      hasApproved: approvedAs.includes(contact),
    })),
    together,
  };
}

export const noteBody = (note: ShownChange["notes"][number]): Body["notes"][number] => ({
  person: note.person_name,
  side: note.side as Side,
  text: note.text,
  at: note.written_at.toISOString(),
  visibleTo: note.visible_to as "both" | "client" | "provider",
});

function conflictBody(conflict: Conflict, { changes, freezes }: Planning): Body["conflicts"][number] {
  switch (conflict.kind) {
    case "same-service": {
      const other = changes.find((each) => each.change_id === conflict.other)!;
      const span =
        spanBody(other.window_from, other.window_until) ?? spanBody(other.planned_from, other.planned_until)!;
      const { change_id: id, number, title } = other;
      return { kind: "same-service", other: { id, number, title }, services: [...conflict.services], span };
    }
    case "freeze": {
      const freeze = freezes.find((each) => each.freeze_id === conflict.freeze)!;
      return { kind: "freeze", reason: freeze.reason, span: spanBody(freeze.from_at, freeze.until_at)! };
    }
    case "notice-short": {
      const { agreedMs, givenMs } = conflict;
      return { kind: "notice-short", agreedHours: agreedMs / HOUR_MS, givenHours: Math.floor(givenMs / HOUR_MS) };
    }
    case "decision-after-start":
      return { kind: "decision-after-start", until: isoAt(conflict.until) };
    case "approvers-missing":
      return { kind: "approvers-missing" };
  }
}

export const freezeBody = (row: FreezeRow): z.input<typeof ChangeCalendar>["freezes"][number] => ({
  id: row.freeze_id,
  span: spanBody(row.from_at, row.until_at)!,
  services: row.services,
  reason: row.reason,
  side: row.side,
  person: row.person_name,
  agreedBy: row.agreed_name,
  agreedAt: isoOrNull(row.agreed_at),
});

/** What a link shows of a change: nothing that is not for its reader's side. */
export function cardBody(
  { row, contract, demand, decisions, notes, contact }: ShownChange,
  who: { readonly person: string; readonly personId: string; readonly client: string; readonly provider: string },
): z.input<typeof DecisionCard> {
  const { round, approvedAs, together, stage } = standingOf(row);
  const last = decisions.findLast((each) => each.round === round);
  const isMine = decisions.some((each) => each.round === round && each.person_id === who.personId);
  const isDecided = last !== undefined && !["asked", "withdrawn", "lapsed", "drafted"].includes(stage);
  const nameOf = (id: string) => contract?.services.find((service) => service.id === id)?.name ?? id;
  return {
    state: contact !== undefined ? "open" : isMine ? "decided-by-you" : isDecided ? "decided" : "over",
    stage,
    number: row.number,
    title: row.title,
    reason: row.reason,
    plan: row.plan,
    backOutPlan: row.back_out_plan,
    kind: row.kind,
    risk: row.risk,
    amount: row.amount,
    currency: contract?.prices?.currency ?? "EUR",
    services: row.services.map(nameOf),
    planned: spanBody(row.planned_from, row.planned_until),
    decideBy: isoOrNull(row.decide_by),
    riskBorneBy: demand?.riskBorneBy ?? null,
    silence: demand?.silence ?? null,
    person: who.person,
    client: who.client,
    provider: who.provider,
    decidedBy: last?.person_name ?? null,
    decidedAt: isoOrNull(last?.decided_at ?? null),
    missing: stage === "asked" ? Math.max(0, together - approvedAs.length) : 0,
    notes: notes.filter(({ visible_to }) => visible_to === "both").map(noteBody),
  };
}

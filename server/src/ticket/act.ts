/** Doing something to a ticket: one verb, whatever is done, because the engine judges all of them alike. */
import type { Instant } from "@handschlag/engine/instant.ts";
import { coverageOf } from "@handschlag/engine/contract/coverage.ts";
import type { Right } from "@handschlag/engine/rights.ts";
import { refusalOf, type Act, type Holder, type Stage } from "@handschlag/engine/ticket/standing.ts";
import type { Ctx, Place } from "../context.ts";
import type { Tx } from "../db/tenant.ts";
import { nextEventId, recordAll, type Fact } from "../event/record.ts";
import { Problem } from "../problem.ts";
import { factsOf } from "./act-facts.ts";
import { withFact } from "./events.ts";
import type { ActWish } from "./act-wish.ts";
import { hold, lock, refreshed, type Held } from "./held.ts";
import { mergeInto } from "./merge.ts";
import { termsAt, type Read } from "./reading.ts";
import { whereaboutsOf, type Whereabouts } from "./whereabouts.ts";
import { wordsOf } from "./words.ts";

export interface Acted {
  readonly eventId: string;
  readonly stage: Stage;
  /** When the next warning or breach of the ticket falls due if nothing changes. */
  readonly noticeAt: Instant | undefined;
}

/** What an act needs, by side. Client people who see their own tickets only may speak for these. */
const RIGHTS: Readonly<Record<Act, { readonly client: Right; readonly provider: Right }>> = {
  messaged: { client: "ticket:report", provider: "ticket:work" },
  answered: { client: "ticket:report", provider: "ticket:work" },
  noted: { client: "ticket:agree", provider: "ticket:work" },
  paused: { client: "ticket:agree", provider: "ticket:work" },
  resumed: { client: "ticket:report", provider: "ticket:work" },
  restored: { client: "ticket:agree", provider: "ticket:work" },
  resolved: { client: "ticket:agree", provider: "ticket:work" },
  closed: { client: "ticket:report", provider: "ticket:work" },
  reopened: { client: "ticket:report", provider: "ticket:work" },
  cancelled: { client: "ticket:report", provider: "ticket:work" },
  "priority-changed": { client: "ticket:agree", provider: "ticket:work" },
  "service-changed": { client: "ticket:agree", provider: "ticket:work" },
  assigned: { client: "ticket:agree", provider: "ticket:work" },
  merged: { client: "ticket:agree", provider: "ticket:work" },
  objected: { client: "ticket:agree", provider: "ticket:agree" },
  settled: { client: "ticket:agree", provider: "ticket:agree" },
  excluded: { client: "ticket:agree", provider: "ticket:agree" },
};

/** Whether an actor has the right to an act; says nothing of the ticket's stage. Who was asked to read along may write, and no more. */
export const mayAct = (ctx: Ctx, { place, reach }: Whereabouts, act: Act): boolean =>
  ctx.may(RIGHTS[act][place.side === "provider" ? "provider" : "client"], place) &&
  (reach !== "participant" || act === "messaged");

/** Does something to a ticket. Throws a `Problem` when the ticket, its stage, the side or the contract does not allow it. */
export async function ticketAct(ctx: Ctx, id: string, wish: ActWish): Promise<Acted> {
  const whereabouts = await whereaboutsOf(ctx, id);
  const { place } = whereabouts;
  const side: Holder = place.side === "provider" ? "provider" : "client";
  ctx.require(RIGHTS[wish.type][side], place);
  if (!mayAct(ctx, whereabouts, wish.type)) throw new Problem(403, "act-of-requester", { act: wish.type });
  return ctx.change(place, async (tx) => {
    // Two merges that meet must not wait for each other.
    if (wish.type === "merged" && wish.into !== undefined) await lock(tx, place, [id, wish.into]);
    const held = await hold(tx, ctx, place, id);
    // Two acts at the same time are recorded one after the other.
    const later = ctx.notBefore((held.recordedAt + 1) as Instant);
    requireFitting(wish, side, held.before);
    const at = happenedAt(later, place, wish, held);
    const facts = await factsOf(tx, place, side, wish, held, at);
    const fact = { ...factOf(wish, held, place, at, facts), id: nextEventId(tx, later) };
    const resumed = answeredPause(tx, later, wish, held);
    const told = [fact, ...resumed];
    const log = told.reduce(
      (so, each) => withFact(so, id, each, { id: each.id, recordedAt: later.now, by: side }),
      held.log,
    );
    const coverage = coverageAfter(wish, held, at);
    const { after, statement } = refreshed(later, place, { ...held, log }, wish.type !== "noted", coverage);
    const words = wish.text === undefined ? [] : [wordsOf(place, spoken(held, fact, wish.text))];
    await recordAll(tx, later, place, told, [...words, statement]);
    if (wish.type === "merged") await mergeInto(tx, later, place, held, wish.into!);
    const eventId = fact.id;
    return { eventId, stage: after.standing.stage, noticeAt: after.notices[0]?.at ?? after.noticeAt };
  });
}

function requireFitting(wish: ActWish, side: Holder, { standing }: Read): void {
  const refusal = refusalOf(wish.type, side, standing);
  if (refusal?.kind === "act-of-other-side") throw new Problem(403, refusal.kind, { act: wish.type });
  if (refusal !== undefined) throw new Problem(409, refusal.kind, { act: wish.type, stage: refusal.stage });
}

/** When it happened: now, unless somebody with the right and a reason says earlier. */
function happenedAt(ctx: Ctx, place: Place, { at, backdateReason, receivedAt }: ActWish, held: Held): Instant {
  if (receivedAt !== undefined) return Math.min(ctx.now, Math.max(receivedAt, held.openedAt.getTime())) as Instant;
  if (at === undefined) return ctx.now;
  ctx.require("ticket:backdate", place);
  const instant = Date.parse(at) as Instant;
  if (instant > ctx.now) throw new Problem(422, "backdated-ahead", { field: "body.at" });
  if (instant < held.openedAt.getTime()) throw new Problem(422, "backdated-before-opening", { field: "body.at" });
  if (backdateReason === undefined) throw new Problem(422, "backdate-reason-needed", { field: "body.backdateReason" });
  return instant;
}

function factOf(wish: ActWish, held: Held, place: Place, at: Instant, facts: Readonly<Record<string, unknown>>): Fact {
  return {
    type: `ticket.${wish.type}`,
    subjectId: held.id,
    engagementId: held.engagement,
    // A note is for the eyes of the side that writes it.
    visibleTo: wish.type === "noted" ? (place.side === "provider" ? "provider" : "client") : "both",
    at,
    facts: { ...facts, ...(wish.backdateReason !== undefined && { backdated: wish.backdateReason }) },
    ...(wish.text !== undefined && { personal: { text: wish.text } }),
  };
}

const spoken = ({ id, engagement }: Held, fact: Fact & { readonly id: string }, text: string) => ({
  ticket: id,
  engagement,
  eventId: fact.id,
  visibleTo: fact.visibleTo,
  text,
});

/** What the client owed is there: a message ends the pause that waited for it. Source: docs/rules/tickets.md §3. */
function answeredPause(
  tx: Tx,
  ctx: Ctx,
  wish: ActWish,
  { before, id, engagement }: Held,
): readonly (Fact & { readonly id: string })[] {
  if (wish.type !== "messaged" || before.standing.pause?.reason !== "waiting-for-client") return [];
  const about = { subjectId: id, engagementId: engagement, visibleTo: "both" } as const;
  return [{ ...about, id: nextEventId(tx, ctx, 1), type: "ticket.resumed", facts: { byMessage: true } }];
}

/** The answer to whether it is covered, when the service is another one. */
function coverageAfter(wish: ActWish, { versions }: Held, at: Instant): { readonly coverage?: string } {
  return wish.type === "service-changed"
    ? { coverage: JSON.stringify(coverageOf(termsAt(versions, at)?.document, at, wish.service)) }
    : {};
}

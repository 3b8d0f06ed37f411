/** Reporting a ticket. */
import { MINUTE_MS, HOUR_MS, type Instant } from "@handschlag/engine/instant.ts";
import { coverageOf } from "@handschlag/engine/contract/coverage.ts";
import { priorityNamed, type Terms } from "@handschlag/engine/contract/terms.ts";
import { v7 as uuidv7 } from "uuid";
import { termsFor } from "../contract/terms-book.ts";
import type { Ctx, Place } from "../context.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { insertion } from "../db/together.ts";
import { requireEngagement } from "../engagement/requirement.ts";
import { nextEventId, recordAll, type Fact } from "../event/record.ts";
import { Problem } from "../problem.ts";
import { NO_LOG, storyOf, withFact } from "./events.ts";
import { numberNext } from "./number.ts";
import { columnsOf, read, termsAt } from "./reading.ts";
import { wordsOf } from "./words.ts";

export interface TicketWish {
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
  readonly service?: string | undefined;
  readonly impact?: string | undefined;
  readonly urgency?: string | undefined;
  readonly category?: string | undefined;
  readonly asset?: string | undefined;
  readonly channel: string;
  readonly requesterId?: string | undefined;
  readonly contactAt?: string | undefined;
  readonly reason?: string | undefined;
  readonly clause?: string | undefined;
  /** When the report reached the house, where that is known for sure: by mail. The wire has no such field. */
  readonly receivedAt?: Instant;
}

export interface Opened {
  readonly id: string;
  readonly number: number;
  readonly priority: string | null;
}

/** Entered so long after the contact, a report needs a reason; so long after, the right to enter what happened earlier. */
const CONTACT_REASON_MS = 15 * MINUTE_MS;
const CONTACT_RIGHT_MS = 24 * HOUR_MS;

/** When the clocks begin: when the client made contact. Throws unless the actor may say so. */
function contactOf(ctx: Ctx, place: Place, { contactAt, reason, receivedAt }: TicketWish): Instant {
  if (receivedAt !== undefined) return Math.min(receivedAt, ctx.now) as Instant;
  if (contactAt === undefined) return ctx.now;
  const at = Date.parse(contactAt) as Instant;
  if (place.side !== "provider") throw new Problem(422, "contact-by-provider-only", { field: "body.contactAt" });
  if (at > ctx.now) throw new Problem(422, "contact-ahead", { field: "body.contactAt" });
  if (ctx.now - at > CONTACT_REASON_MS && reason === undefined)
    throw new Problem(422, "contact-reason-needed", { field: "body.reason" });
  if (ctx.now - at > CONTACT_RIGHT_MS) ctx.require("ticket:backdate", place);
  return at;
}

/** 422 when the contract in force does not know a word of the report. */
export function requireKnownWords(
  terms: Terms | undefined,
  { service, impact, urgency }: Pick<TicketWish, "service" | "impact" | "urgency">,
): void {
  if ((impact === undefined) !== (urgency === undefined))
    throw new Problem(422, "rating-incomplete", { field: impact === undefined ? "body.impact" : "body.urgency" });
  if (terms === undefined) {
    const field = service === undefined ? (impact === undefined ? undefined : "body.impact") : "body.service";
    if (field !== undefined) throw new Problem(422, "contract-missing", { field });
    return;
  }
  if (service !== undefined && !terms.promisesByService.has(service))
    throw new Problem(422, "service-unknown", { field: "body.service", known: [...terms.promisesByService.keys()] });
  if (impact === undefined) return;
  const row = terms.priorityByImpact.get(impact);
  if (row === undefined)
    throw new Problem(422, "impact-unknown", { field: "body.impact", known: [...terms.priorityByImpact.keys()] });
  if (!row.has(urgency!)) throw new Problem(422, "urgency-unknown", { field: "body.urgency", known: [...row.keys()] });
}

interface Requester {
  readonly id: string;
  readonly name: string;
}

/** A person of the client; 422 when there is nobody of that id. */
export async function clientPerson(tx: Tx, { tenant }: Place, id: string): Promise<Requester> {
  const member = await tx
    .selectFrom("membership as m")
    .innerJoin("person as p", "p.id", "m.person_id")
    .select(["p.id", "p.name"])
    .where("m.tenant_id", "=", tenant)
    .where("m.person_id", "=", id)
    .where("m.client_role", "is not", null)
    .executeTakeFirst();
  if (member === undefined) throw new Problem(422, "requester-unknown", { field: "body.requesterId" });
  return member;
}

/** The client's person for whom it is reported. */
async function requesterOf(tx: Tx, ctx: Ctx, place: Place, wanted: string | undefined): Promise<Requester | null> {
  const { actor } = ctx;
  const own = place.side === "client" && actor.kind === "person" ? { id: actor.id, name: actor.name } : null;
  return wanted === undefined || wanted === own?.id ? own : clientPerson(tx, place, wanted);
}

/** Opens a ticket in an engagement. Everything that it starts is in one transaction. */
export async function ticketOpen(ctx: Ctx, engagement: EngagementId, wish: TicketWish): Promise<Opened> {
  ctx.requireSignedIn();
  const place = ctx.placeOf(engagement);
  ctx.require("ticket:report", place);
  const at = contactOf(ctx, place, wish);
  const number = await numberNext(ctx, place, engagement);
  return ctx.change(place, async (tx) => {
    const versions = await termsFor(tx, place.tenant, engagement);
    if (versions.length === 0) await requireEngagement(tx, place, engagement);
    const terms = termsAt(versions, at);
    requireKnownWords(terms, wish);
    const requester = await requesterOf(tx, ctx, place, wish.requesterId);
    return insertTicket(tx, ctx, place, engagement, { wish, at, number, versions, requester });
  });
}

/** A ticket on its way in. */
interface Opening {
  readonly wish: TicketWish;
  readonly at: Instant;
  readonly number: number;
  readonly versions: readonly Terms[];
  readonly requester: Requester | null;
  /** Facts of the opening that only some have. */
  readonly origin?: Readonly<Record<string, unknown>>;
  /** What happened to it while it was part of another ticket. */
  readonly carried?: readonly Carried[];
}

/** Something that moved the clocks of the ticket from which one was split off. */
export type Carried = Pick<Fact, "type" | "facts"> & { readonly at: Instant };

/** Writes a ticket down, with everything that it starts. */
export async function insertTicket(
  tx: Tx,
  ctx: Ctx,
  place: Place,
  engagement: EngagementId,
  { wish, at, number, versions, requester, origin = {}, carried = [] }: Opening,
): Promise<Opened> {
  const id = uuidv7({ msecs: ctx.now });
  const { service, impact, urgency, channel, kind, subject, text } = wish;
  const terms = termsAt(versions, at);
  const priority = terms === undefined ? undefined : priorityNamed({ impact, urgency }, terms);
  const facts = { ...factsOf({ wish, number, requester, priority }), ...origin };
  const coverage = coverageOf(terms?.document, at, service, wish.clause);
  const eventId = nextEventId(tx, ctx);
  const about = { subjectId: id, engagementId: engagement, visibleTo: "both" } as const;
  const opening = {
    ...about,
    id: eventId,
    type: "ticket.opened",
    at,
    facts: { ...facts, coverage: coverage.kind },
    personal: { subject, text },
  };
  const told = [opening, ...carried.map((each, index) => ({ ...about, ...each, id: nextEventId(tx, ctx, 1 + index) }))];
  const by = place.side === "provider" ? "provider" : "client";
  const log = told.reduce((so, fact) => withFact(so, id, fact, { id: fact.id, recordedAt: ctx.now, by }), NO_LOG);
  const opened = read(id, log, versions, ctx.now);
  const ticket = {
    tenant_id: place.tenant,
    ticket_id: id,
    engagement_id: engagement,
    number,
    kind,
    subject,
    channel,
    category: wish.category ?? null,
    asset: wish.asset ?? null,
    requester_id: requester?.id ?? null,
    coverage: JSON.stringify(coverage),
    opened_at: new Date(at),
    changed_at: new Date(ctx.now),
    recorded_at: new Date(ctx.now),
    story: storyOf(log),
    ...columnsOf(opened),
  };
  const words = [`T-${number} ${number}`, subject, text, wish.category, wish.asset, requester?.name].join("\n");
  await recordAll(tx, ctx, place, told, [
    insertion("ticket", [ticket]),
    wordsOf(place, { ticket: id, engagement, eventId, visibleTo: "both", text: words }),
  ]);
  return { id, number, priority: opened.standing.priority ?? null };
}

/** What the opening says, for good: no names and no texts. */
const factsOf = ({
  wish,
  number,
  requester,
  priority,
}: Pick<Opening, "wish" | "number" | "requester"> & { readonly priority: string | undefined }) => ({
  number,
  kind: wish.kind,
  channel: wish.channel,
  ...(wish.service !== undefined && { service: wish.service }),
  ...(wish.impact !== undefined && { impact: wish.impact, urgency: wish.urgency }),
  ...(priority !== undefined && { priority }),
  ...(wish.reason !== undefined && { enteredLater: wish.reason }),
  ...(requester !== null && { requester: requester.id }),
});

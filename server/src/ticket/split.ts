/**
 * Splitting: a part of a ticket becomes one of its own. Its clocks count from when the client wrote of it, and what moved
 * the clocks since moved them for this part, too: nobody gains or loses time by it. Source: docs/rules/tickets.md §9.
 */
import type { Instant } from "@handschlag/engine/instant.ts";
import type { TicketEvent } from "@handschlag/engine/ticket/event.ts";
import { inOrder } from "@handschlag/engine/ticket/ticket.ts";
import type { Ctx, Place } from "../context.ts";
import type { Tx } from "../db/tenant.ts";
import { insertion } from "../db/together.ts";
import { nextEventId, recordAll } from "../event/record.ts";
import { Problem } from "../problem.ts";
import { factFor, writes } from "./eyes.ts";
import { hold, refreshed, type Held } from "./held.ts";
import { numberNext } from "./number.ts";
import { clientPerson, insertTicket, type Carried, type Opened } from "./open.ts";
import { whereaboutsOf } from "./whereabouts.ts";

export interface SplitWish {
  readonly eventId: string;
  readonly kind?: string | undefined;
  readonly subject: string;
  readonly text: string;
}

/** Makes a ticket of a part of another. 422 when the client did not write what it rests on; 409 when the source was withdrawn or goes on elsewhere. */
export async function ticketSplit(ctx: Ctx, id: string, wish: SplitWish): Promise<Opened> {
  const { place, engagement } = await whereaboutsOf(ctx, id);
  ctx.require(writes(place), place);
  const number = await numberNext(ctx, place, engagement);
  return ctx.change(place, async (tx) => {
    const source = await hold(tx, ctx, place, id);
    const { stage } = source.before.standing;
    if (stage === "cancelled" || stage === "merged") throw new Problem(409, "act-not-at-stage", { stage });
    const events = inOrder(source.log.events);
    const origin = events.find((event) => event.id === wish.eventId);
    if (origin === undefined || !isOfClient(origin))
      throw new Problem(422, "split-event-unfit", { field: "body.eventId" });
    const later = ctx.notBefore((source.recordedAt + 1) as Instant);
    const opened = await opening(tx, later, place, { source, origin, events, number, wish });
    await tellSource(tx, later, place, source, origin, opened);
    return opened;
  });
}

/** A report counts as the client's, whoever entered it. */
const isOfClient = ({ type, by }: TicketEvent): boolean =>
  type === "opened" || (type === "messaged" && by === "client");

interface Splitting {
  readonly source: Held;
  readonly origin: TicketEvent;
  readonly events: readonly TicketEvent[];
  readonly number: number;
  readonly wish: SplitWish;
}

async function opening(
  tx: Tx,
  ctx: Ctx,
  place: Place,
  { source, origin, events, number, wish }: Splitting,
): Promise<Opened> {
  const row = await tx
    .selectFrom("ticket")
    .select(["kind", "channel", "category", "asset"])
    .where("tenant_id", "=", place.tenant)
    .where("ticket_id", "=", source.id)
    .executeTakeFirstOrThrow();
  const { service, impact, urgency } = source.before.standing;
  const isRated = impact !== undefined && urgency !== undefined;
  return insertTicket(tx, ctx, place, source.engagement, {
    wish: {
      kind: wish.kind ?? row.kind,
      subject: wish.subject,
      text: wish.text,
      channel: row.channel,
      ...(service !== undefined && { service }),
      ...(isRated && { impact, urgency }),
      ...(row.category !== null && { category: row.category }),
      ...(row.asset !== null && { asset: row.asset }),
    },
    at: origin.at,
    number,
    versions: source.versions,
    requester: source.requester === null ? null : await knownPerson(tx, place, source.requester),
    origin: { splitFrom: source.id, splitFromNumber: source.number, splitEvent: origin.id },
    carried: carriedOf(origin, events),
  });
}

/** Who reported the source, if they are still with the client. */
async function knownPerson(tx: Tx, place: Place, id: string) {
  try {
    return await clientPerson(tx, place, id);
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

/** What moved the clocks of the source since: the first answer, and pauses, one that lasted already from the beginning. */
function carriedOf(origin: TicketEvent, events: readonly TicketEvent[]): readonly Carried[] {
  const before = events.filter(({ at }) => at < origin.at);
  const since = events.filter((event) => event !== origin && event.at >= origin.at);
  const last = before.findLast(({ type }) => type === "paused" || type === "resumed" || type === "resolved");
  const answer = since.find(({ type, automatic }) => type === "answered" && automatic !== true);
  const moved = since.filter((event) => event === answer || event.type === "paused" || event.type === "resumed");
  const held = last?.type === "paused" ? [{ ...last, at: origin.at }] : [];
  return [...held, ...moved].map(({ type, at, by, reason, id }) => ({
    type: `ticket.${type}`,
    at,
    facts: { by, ...(reason !== undefined && { reason }), carriedFrom: id },
  }));
}

async function tellSource(
  tx: Tx,
  ctx: Ctx,
  place: Place,
  source: Held,
  origin: TicketEvent,
  { id, number }: Opened,
): Promise<void> {
  const fact = {
    ...factFor("ticket.split", source.id, source.engagement, "both"),
    id: nextEventId(tx, ctx),
    facts: { into: id, intoNumber: number, event: origin.id },
  };
  const link = {
    tenant_id: place.tenant,
    engagement_id: source.engagement,
    ticket_id: id,
    other_id: source.id,
    kind: "split",
  };
  await recordAll(
    tx,
    ctx,
    place,
    [fact],
    [insertion("ticket_link", [link]), refreshed(ctx, place, source, true).statement],
  );
}

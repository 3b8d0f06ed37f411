/** What mail adds to the events of a ticket: folded quotes, news that came back, and the mails as they came. */
import type { Ctx } from "../../context.ts";
import { whereaboutsOf } from "../../ticket/whereabouts.ts";

export interface EventMail {
  readonly eventId: string;
  folded: string | null;
  mailId: string | null;
  readonly returned: { readonly name: string | null; readonly why: string }[];
}

/** By event, for the eyes of the actor's side. 404 when the ticket is none of theirs. */
export async function ticketMails(ctx: Ctx, ticket: string): Promise<readonly EventMail[]> {
  const { place } = await whereaboutsOf(ctx, ticket);
  const added = await ctx.read(place, (tx) =>
    tx
      .selectFrom("ticket_mail as t")
      .leftJoin("person as p", "p.id", "t.person_id")
      .select(["t.event_id", "t.kind", "t.content", "p.name"])
      .where("t.tenant_id", "=", place.tenant)
      .where("t.ticket_id", "=", ticket)
      .orderBy("t.ticket_mail_id")
      .execute(),
  );
  const byEvent = new Map<string, EventMail>();
  const of = (eventId: string): EventMail => {
    const known = byEvent.get(eventId) ?? { eventId, folded: null, mailId: null, returned: [] };
    byEvent.set(eventId, known);
    return known;
  };
  for (const { event_id, kind, content, name } of added)
    if (kind === "folded") of(event_id).folded = content;
    else of(event_id).returned.push({ name, why: content });
  if (!ctx.may("mail:review", ctx.own)) return [...byEvent.values()];
  const mails = await ctx.read(ctx.own, (tx) =>
    tx
      .selectFrom("mail_in")
      .select(["mail_id", "event_id"])
      .where("tenant_id", "=", ctx.company.id)
      .where("ticket_id", "=", ticket)
      .where("event_id", "is not", null)
      .execute(),
  );
  for (const { mail_id, event_id } of mails) of(event_id!).mailId = mail_id;
  return [...byEvent.values()];
}

/** A request for each route of ratings. */
import { DAY_MS, type Instant } from "@handschlag/engine/instant.ts";
import { engagementOf, type Asked, type Make } from "../asked.test-support.ts";
import { inScope } from "../db/tenant.ts";
import { linkMake, linksKeep } from "../link/link.ts";
import type { TestPerson } from "../server.test-support.ts";
import { ticketOpen } from "../ticket/open.ts";
import { RATING_LINK } from "./actions.ts";

const RATING = { rating: "good", comment: null };

/** A solved ticket that the visitor reported, or a colleague of the client where they are none of its people. */
async function solvedFor(asked: Asked): Promise<{ readonly ticket: string; readonly requester: TestPerson }> {
  const { world, visitor } = asked;
  const { server } = world;
  const coordinator = await server.person(world.client, "coordinator");
  const ticket = await ticketOpen(await server.ctx(coordinator), engagementOf(asked), {
    kind: "incident",
    subject: "Drucker druckt nicht",
    text: "Seit heute früh.",
    channel: "web",
  });
  const isClients = visitor.company === world.client && visitor.person !== undefined;
  const requester = isClients ? visitor.person : coordinator;
  const solved = { stage: "resolved", ended_at: new Date(server.now), requester_id: requester.id };
  await inScope(server.db, { tenant: world.client, side: "system" }, { readOnly: false }, (tx) =>
    tx.updateTable("ticket").set(solved).where("ticket_id", "=", ticket.id).execute(),
  );
  return { ticket: ticket.id, requester };
}

/** A link to the question, as a mail brought it to somebody of the client. */
async function tokenFor(asked: Asked): Promise<string> {
  const { world } = asked;
  const { seal, now, db } = world.server;
  const { ticket, requester } = await solvedFor({ ...asked, visitor: { ...asked.visitor, person: undefined } });
  const link = linkMake(seal, now, {
    purpose: RATING_LINK,
    company: world.client,
    person: requester.id,
    address: undefined,
    side: "client",
    place: world.client,
    subject: ticket,
    endsAt: (now + DAY_MS) as Instant,
  });
  await linksKeep(db, now, [link]);
  return link.token;
}

export const RATINGS_ASKED: Readonly<Record<string, Make>> = {
  "GET /ratings/:token": async (asked) => ({ path: `/ratings/${await tokenFor(asked)}` }),
  "POST /ratings/:token": async (asked) => ({ path: `/ratings/${await tokenFor(asked)}`, body: RATING }),
  "GET /tickets/:id/rating": async (asked) => ({ path: `/tickets/${(await solvedFor(asked)).ticket}/rating` }),
  "PUT /tickets/:id/rating": async (asked) => ({
    path: `/tickets/${(await solvedFor(asked)).ticket}/rating`,
    body: RATING,
  }),
  "GET /engagements/:id/satisfaction": (asked) => ({
    path: `/engagements/${engagementOf(asked)}/satisfaction?period=2026-11`,
  }),
};

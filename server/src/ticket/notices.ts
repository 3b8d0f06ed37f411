/** What people are told of tickets, and whom that concerns. product.md §§9.5, 14. */
import type { TenantId, Tx } from "../db/tenant.ts";
import type { FollowedEvent } from "../event/follow.ts";
import type { NoticeKind, Recipient } from "../notice/kind.ts";
import { clientPeople, clientPerson, providerPeople, providerPerson } from "../notice/recipients.ts";
import {
  answeredLetter,
  assignedLetter,
  disputedLetter,
  dueLetter,
  endedLetter,
  messagedLetter,
  notedLetter,
  openedLetter,
  receivedLetter,
  reopenedLetter,
  waitsLetter,
} from "./letters.ts";

interface Concerned {
  readonly requester: string | null;
  readonly assignee: string | null;
}

const concernedBy = async (tx: Tx, { tenant, subject }: FollowedEvent): Promise<Concerned> => {
  const row = await tx
    .selectFrom("ticket")
    .select(["requester_id", "assignee_id"])
    .where("tenant_id", "=", tenant)
    .where("ticket_id", "=", subject ?? null)
    .executeTakeFirst();
  return { requester: row?.requester_id ?? null, assignee: row?.assignee_id ?? null };
};

/** Those of a side who were asked to read a ticket along. */
async function readersAlong(tx: Tx, event: FollowedEvent, side: "client" | "provider"): Promise<readonly Recipient[]> {
  const rows = await tx
    .selectFrom("ticket_participant as p")
    .innerJoin("engagement as e", (join) =>
      join.onRef("e.tenant_id", "=", "p.tenant_id").onRef("e.engagement_id", "=", "p.engagement_id"),
    )
    .innerJoin("membership as m", "m.person_id", "p.person_id")
    .select(["p.person_id", "e.provider_id"])
    .where("p.tenant_id", "=", event.tenant)
    .where("p.ticket_id", "=", event.subject ?? null)
    .where("p.side", "=", side)
    .whereRef("m.tenant_id", "=", side === "client" ? "e.tenant_id" : "e.provider_id")
    .execute();
  return rows.map(({ person_id, provider_id }) => ({
    company: side === "client" ? event.tenant : (provider_id as TenantId),
    side,
    person: person_id,
  }));
}

/** Who reported a ticket, and the client's people who read it along. */
const clientReaders = async (tx: Tx, event: FollowedEvent): Promise<readonly Recipient[]> => [
  ...(await clientPerson(tx, event, (await concernedBy(tx, event)).requester)),
  ...(await readersAlong(tx, event, "client")),
];

/** Whoever works on a ticket; while nobody does, those who answer for the service. */
async function providerReaders(tx: Tx, event: FollowedEvent): Promise<readonly Recipient[]> {
  const working = await providerPerson(tx, event, (await concernedBy(tx, event)).assignee);
  const along = await readersAlong(tx, event, "provider");
  return [...(working.length > 0 ? working : await providerPeople(tx, event, ["service-manager"])), ...along];
}

const usually = (recipients: readonly Recipient[], way: Recipient["usually"] & string): readonly Recipient[] =>
  recipients.map((recipient) => ({ ...recipient, usually: way }));

/** The other side of whoever did it. */
const isByProvider = ({ by }: FollowedEvent): boolean => by.side === "provider";
const WAITING = new Set(["waiting-for-client", "waiting-for-approval"]);

export const ticketNotices: readonly NoticeKind[] = [
  {
    name: "ticket-received",
    right: "ticket:report",
    events: ["ticket.opened"],
    usually: "mail",
    tellsDoer: true,
    // Whoever reports on a page sees there what happens next.
    to: async (tx, event) =>
      event.facts["channel"] === "mail" || isByProvider(event)
        ? clientPerson(tx, event, (await concernedBy(tx, event)).requester)
        : [],
    letter: receivedLetter,
  },
  {
    name: "ticket-opened",
    right: "ticket:work",
    events: ["ticket.opened"],
    usually: "mail",
    to: async (tx, event) => [
      ...(await providerPeople(tx, event, ["service-manager"])),
      ...usually(await providerPeople(tx, event, ["agent"]), "page"),
    ],
    letter: openedLetter,
  },
  {
    name: "ticket-answered",
    right: "ticket:report",
    events: ["ticket.answered"],
    usually: "mail",
    to: clientReaders,
    letter: answeredLetter,
  },
  {
    name: "ticket-messaged",
    right: "ticket:report",
    events: ["ticket.messaged"],
    usually: "mail",
    to: async (tx, event) => [
      ...(await providerReaders(tx, event)),
      ...usually(await clientReaders(tx, event), "page"),
    ],
    letter: messagedLetter,
  },
  {
    name: "ticket-waits",
    right: "ticket:report",
    events: ["ticket.paused"],
    usually: "mail",
    to: async (tx, event) => (WAITING.has(String(event.facts["reason"])) ? clientReaders(tx, event) : []),
    letter: waitsLetter,
  },
  {
    name: "ticket-ended",
    right: "ticket:report",
    events: ["ticket.resolved", "ticket.closed"],
    usually: "mail",
    to: async (tx, event) => ((await isSaidAlready(tx, event)) ? [] : clientReaders(tx, event)),
    letter: endedLetter,
  },
  {
    name: "ticket-assigned",
    right: "ticket:work",
    events: ["ticket.assigned"],
    usually: "mail",
    to: (tx, event) => providerPerson(tx, event, typeof event.facts["to"] === "string" ? event.facts["to"] : null),
    letter: assignedLetter,
  },
  {
    name: "ticket-reopened",
    right: "ticket:work",
    events: ["ticket.reopened"],
    usually: "mail",
    to: providerReaders,
    letter: reopenedLetter,
  },
  {
    name: "ticket-due",
    right: "ticket:work",
    events: ["ticket.warned", "ticket.breached"],
    usually: "page",
    to: async (tx, event) => providerPerson(tx, event, (await concernedBy(tx, event)).assignee),
    letter: dueLetter,
  },
  {
    name: "ticket-disputed",
    right: "ticket:agree",
    events: ["ticket.objected", "ticket.settled"],
    usually: "mail",
    to: (tx, event) =>
      isByProvider(event)
        ? clientPeople(tx, event, ["owner", "coordinator"])
        : providerPeople(tx, event, ["service-manager"]),
    letter: disputedLetter,
  },
  {
    name: "ticket-noted",
    right: "ticket:read",
    events: ["ticket.noted"],
    usually: "page",
    to: (tx, event) =>
      event.visibleTo === "provider" ? providerReaders(tx, event) : readersAlong(tx, event, "client"),
    letter: notedLetter,
  },
];

/** Whether a ticket that is closed was said to be solved before: that was the closing mail. */
async function isSaidAlready(tx: Tx, { tenant, subject, type, id }: FollowedEvent): Promise<boolean> {
  if (type !== "ticket.closed") return false;
  const row = await tx
    .selectFrom("event")
    .select("event_id")
    .where("tenant_id", "=", tenant)
    .where("subject_id", "=", subject ?? null)
    .where("type", "=", "ticket.resolved")
    .where("event_id", "<", id)
    .executeTakeFirst();
  return row !== undefined;
}

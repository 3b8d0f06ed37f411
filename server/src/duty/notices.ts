/** What people are told of alarms and of their shifts, and whom the contract wants told of a target. product.md §§9.5, 14. */
import type { Callee } from "@handschlag/engine/duty/chain.ts";
import { fixedContactsOf, toldOf } from "@handschlag/engine/duty/escalation.ts";
import type { Level } from "@handschlag/engine/contract/document.ts";
import { sql } from "kysely";
import { termsFor } from "../contract/terms-book.ts";
import type { Tx } from "../db/tenant.ts";
import type { FollowedEvent } from "../event/follow.ts";
import type { NoticeKind, Recipient } from "../notice/kind.ts";
import { contactRecipients, providerPeople, providerPerson } from "../notice/recipients.ts";
import { termsAt } from "../ticket/reading.ts";
import { calledLetter, escalationLetter, exhaustedLetter, gapLetter, handedLetter, takenLetter } from "./letters.ts";

const termsOf = async (tx: Tx, { tenant, engagement, at }: FollowedEvent) =>
  engagement === undefined ? undefined : termsAt(await termsFor(tx, tenant, engagement), at);

/** Somebody who is called: by their account, else at the address that the contract gives. */
async function calleeRecipients(tx: Tx, event: FollowedEvent, callee: Callee): Promise<readonly Recipient[]> {
  if (callee.person !== undefined) return providerPerson(tx, event, callee.person);
  const document = (await termsOf(tx, event))?.document;
  const contact =
    document && fixedContactsOf(document).find(({ id }) => callee.by === "level" && id === callee.contact);
  return contact === undefined ? [] : contactRecipients(tx, event, [{ ...contact, party: contact.side }]);
}

/** Everybody who was called for an alarm. */
async function calledPeople(tx: Tx, event: FollowedEvent): Promise<readonly Recipient[]> {
  const rows = await tx
    .selectFrom("event")
    .select("body")
    .where("tenant_id", "=", event.tenant)
    .where("subject_id", "=", event.subject ?? null)
    .where("type", "=", "duty.called")
    .orderBy("event_id")
    .execute();
  const recipients: Recipient[] = [];
  for (const { body } of rows) {
    const { facts } = JSON.parse(body) as { readonly facts: { readonly callee: Callee } };
    recipients.push(...(await calleeRecipients(tx, event, facts.callee)));
  }
  return recipients;
}

/** People of a company for its own affairs: those of some ids, or its service managers. */
async function ownPeople(
  tx: Tx,
  { tenant }: FollowedEvent,
  people: readonly string[] | "service-managers",
): Promise<readonly Recipient[]> {
  const rows = await tx
    .selectFrom("membership")
    .select(["person_id", "client_role"])
    .where("tenant_id", "=", tenant)
    .where("provider_role", "is not", null)
    .$if(people === "service-managers", (query) => query.where("provider_role", "=", "service-manager"))
    .$if(people !== "service-managers", (query) => query.where(sql<boolean>`person_id = any (${people})`))
    .orderBy("person_id")
    .execute();
  return rows.map(({ person_id, client_role }) => ({
    company: tenant,
    side: client_role === null ? "company" : "client",
    person: person_id,
  }));
}

/** The contacts of the levels at which a share of a target is told, each in the hours that the contract gives. */
async function escalated(tx: Tx, event: FollowedEvent): Promise<readonly Recipient[]> {
  const terms = await termsOf(tx, event);
  const ticket = await tx
    .selectFrom("ticket")
    .select("service")
    .where("tenant_id", "=", event.tenant)
    .where("ticket_id", "=", event.subject ?? null)
    .executeTakeFirst();
  if (terms === undefined || ticket === undefined) return [];
  const { priority, level, share } = event.facts;
  const usedUp = {
    service: ticket.service ?? undefined,
    priority: String(priority),
    level: level as Level,
    share: Number(share),
  };
  const recipients: Recipient[] = [];
  for (const { contact, notBefore } of toldOf(terms, { ...usedUp, at: event.at }))
    for (const recipient of await contactRecipients(tx, event, [{ ...contact, party: contact.side }]))
      recipients.push({ ...recipient, notBefore });
  return recipients;
}

export const dutyNotices: readonly NoticeKind[] = [
  {
    name: "escalation",
    events: ["ticket.warned", "ticket.breached"],
    usually: "mail",
    isOwed: true,
    to: escalated,
    letter: escalationLetter,
  },
  {
    name: "duty-called",
    events: ["duty.called"],
    usually: "mail",
    isOwed: true,
    to: (tx, event) => calleeRecipients(tx, event, event.facts["callee"] as Callee),
    letter: calledLetter,
  },
  {
    name: "duty-taken",
    events: ["duty.acknowledged"],
    usually: "mail",
    isOwed: true,
    to: calledPeople,
    letter: takenLetter,
  },
  {
    name: "duty-exhausted",
    events: ["duty.exhausted"],
    usually: "mail",
    isOwed: true,
    to: (tx, event) => providerPeople(tx, event, ["service-manager"]),
    letter: exhaustedLetter,
  },
  {
    name: "duty-handed-over",
    events: ["duty.handed-over"],
    usually: "mail",
    isOwed: true,
    to: (tx, event) => ownPeople(tx, event, [String(event.facts["to"])]),
    letter: handedLetter,
  },
  {
    name: "duty-gap",
    events: ["duty.gap-ahead"],
    usually: "mail",
    isOwed: true,
    to: (tx, event) => ownPeople(tx, event, "service-managers"),
    letter: gapLetter,
  },
];

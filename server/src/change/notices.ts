/** What people are told of changes, and whom that concerns. product.md §14. */
import type { Tx } from "../db/tenant.ts";
import type { FollowedEvent } from "../event/follow.ts";
import type { NoticeKind, Recipient } from "../notice/kind.ts";
import { clientPeople, clientPerson, contactRecipients, providerPeople, providerPerson } from "../notice/recipients.ts";
import type { ChangeRow } from "./change-row.ts";
import { askedLetter, decidedLetter, emergencyLetter, lapsedLetter, windowLetter } from "./letters.ts";

type Known = Pick<ChangeRow, "demand" | "side" | "requester_id">;

const changeOfEvent = (tx: Tx, { tenant, subject }: FollowedEvent): Promise<Known | undefined> =>
  tx
    .selectFrom("change_request")
    .select(["demand", "side", "requester_id"])
    .where("tenant_id", "=", tenant)
    .where("change_id", "=", subject ?? null)
    .$castTo<Known>()
    .executeTakeFirst();

const leadersOf = (tx: Tx, event: FollowedEvent, side: string): Promise<readonly Recipient[]> =>
  side === "client" ? clientPeople(tx, event, ["owner"]) : providerPeople(tx, event, ["service-manager"]);

/** Whom the contract names, by their accounts; for a contact without one whoever leads that side. */
async function approversOf(tx: Tx, event: FollowedEvent): Promise<readonly Recipient[]> {
  const demand = (await changeOfEvent(tx, event))?.demand ?? undefined;
  if (demand === undefined) return [];
  if (demand.basis === "owner") return leadersOf(tx, event, "client");
  const found: Recipient[] = [];
  for (const { contact, name, email, side } of demand.approvers) {
    const contacts = await contactRecipients(tx, event, [{ id: contact, name, email, party: side }]);
    const people = contacts.filter(({ person }) => person !== undefined);
    found.push(...(people.length > 0 ? people : await leadersOf(tx, event, side)));
  }
  return found;
}

/** Who asked for it, and who leads the provider's service; these look at their page. */
async function concerned(tx: Tx, event: FollowedEvent): Promise<readonly Recipient[]> {
  const change = await changeOfEvent(tx, event);
  if (change === undefined) return [];
  const requester =
    change.side === "client"
      ? await clientPerson(tx, event, change.requester_id)
      : await providerPerson(tx, event, change.requester_id);
  const managers = await providerPeople(tx, event, ["service-manager"]);
  return [...requester, ...managers.map((each) => ({ ...each, usually: "page" as const }))];
}

const clientReaders = (tx: Tx, event: FollowedEvent) => clientPeople(tx, event, ["owner", "coordinator"]);

export const changeNotices: readonly NoticeKind[] = [
  {
    name: "change-decision",
    events: ["change.asked"],
    usually: "mail",
    isOwed: true,
    to: approversOf,
    letter: askedLetter,
  },
  {
    name: "change-decided",
    events: ["change.approved", "change.declined"],
    usually: "mail",
    // Of several who decide together the last one settles it.
    to: async (tx, event) => (event.facts["isDecided"] === false ? [] : concerned(tx, event)),
    letter: decidedLetter,
  },
  {
    name: "change-lapsed",
    events: ["change.lapsed"],
    usually: "mail",
    to: async (tx, event) => [...(await approversOf(tx, event)), ...(await concerned(tx, event))],
    letter: lapsedLetter,
  },
  {
    name: "change-window",
    events: ["change.scheduled"],
    usually: "mail",
    to: clientReaders,
    letter: windowLetter,
  },
  {
    name: "change-emergency",
    events: ["change.begun"],
    usually: "mail",
    isOwed: true,
    to: async (tx, event) => (event.facts["undecided"] === true ? clientReaders(tx, event) : []),
    letter: emergencyLetter,
  },
];

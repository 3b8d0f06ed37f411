/** Alarms as their events tell them, and whom there is to call. */
import { calledContactsOf } from "@handschlag/engine/duty/escalation.ts";
import type { Callee, DutyEvent, Ladder } from "@handschlag/engine/duty/chain.ts";
import type { Rota } from "@handschlag/engine/duty/rota.ts";
import type { Terms } from "@handschlag/engine/contract/terms.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import { sql } from "kysely";
import type { TenantId, Tx } from "../db/tenant.ts";

/** An alarm's row. */
export interface CallRow {
  readonly call_id: string;
  readonly tenant_id: string;
  readonly engagement_id: string;
  readonly ticket_id: string;
  readonly state: string;
}
export const CALL_COLUMNS = ["call_id", "tenant_id", "engagement_id", "ticket_id", "state"] as const;

interface Body {
  readonly type: string;
  readonly subject: string;
  readonly at: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** The events of alarms by their ids, as far as whoever asks may see them, in the order of recording. */
export async function dutyEventsOf(
  tx: Tx,
  tenant: TenantId,
  calls: readonly string[],
): Promise<ReadonlyMap<string, readonly DutyEvent[]>> {
  const rows = await tx
    .selectFrom("event")
    .select("body")
    .where("tenant_id", "=", tenant)
    .where(sql<boolean>`subject_id = any (${calls})`)
    .orderBy("recorded_at")
    .orderBy("event_id")
    .execute();
  const events = new Map<string, DutyEvent[]>();
  for (const { body } of rows) {
    const read = JSON.parse(body) as Body;
    const event = eventOf(read);
    if (event !== undefined) events.set(read.subject, [...(events.get(read.subject) ?? []), event]);
  }
  return events;
}

function eventOf({ type, at: iso, facts }: Body): DutyEvent | undefined {
  const at = Date.parse(iso) as Instant;
  switch (type) {
    case "duty.raised":
      return { type: "raised", at };
    case "duty.called":
      return { type: "called", at, callee: facts["callee"] as Callee };
    case "duty.acknowledged":
      return { type: "acknowledged", at, person: String(facts["person"]) };
    case "duty.exhausted":
      return { type: "exhausted", at };
    case "duty.withdrawn":
      return { type: "withdrawn", at };
    default:
      return undefined;
  }
}

/** Whom there is to call for a contract: the rota, then the provider's contacts of the escalation, with their accounts. */
export async function ladderOf(tx: Tx, provider: string, rota: Rota, terms: Terms | undefined): Promise<Ladder> {
  const called = terms === undefined ? [] : calledContactsOf(terms.document);
  const addresses = called.map(({ contact }) => contact.email!.toLowerCase());
  const accounts = await tx
    .selectFrom("person_account as a")
    .innerJoin("membership as m", "m.person_id", "a.person_id")
    .select(["a.email", "a.person_id"])
    .where("m.tenant_id", "=", provider)
    .where("m.provider_role", "is not", null)
    .where(sql<boolean>`a.email = any (${addresses})`)
    .execute();
  const personBy = new Map(accounts.map(({ email, person_id }) => [email, person_id]));
  const contacts = called.map(({ contact, level }, index) => ({
    by: "level" as const,
    level,
    contact: contact.id,
    person: personBy.get(addresses[index]!),
  }));
  return { rota, contacts };
}

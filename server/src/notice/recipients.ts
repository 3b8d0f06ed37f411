/** Whom an event concerns: the people of both sides by their roles, and the contacts that a contract names. */
import type { ClientRole, ProviderRole } from "@handschlag/engine/rights.ts";
import type { TenantId, Tx } from "../db/tenant.ts";
import type { FollowedEvent } from "../event/follow.ts";
import type { Recipient } from "./kind.ts";

/** People of the client in some roles. */
export async function clientPeople(
  tx: Tx,
  { tenant }: FollowedEvent,
  roles: readonly ClientRole[],
): Promise<readonly Recipient[]> {
  const rows = await tx
    .selectFrom("membership")
    .select("person_id")
    .where("tenant_id", "=", tenant)
    .where("client_role", "in", roles)
    .orderBy("person_id")
    .execute();
  return rows.map(({ person_id }) => ({ company: tenant, side: "client", person: person_id }));
}

/** People of the provider in some roles who work on the engagement: an external only where assigned. */
export async function providerPeople(
  tx: Tx,
  { tenant, engagement }: FollowedEvent,
  roles: readonly ProviderRole[],
): Promise<readonly Recipient[]> {
  if (engagement === undefined) return [];
  const rows = await tx
    .selectFrom("engagement as e")
    .innerJoin("membership as m", "m.tenant_id", "e.provider_id")
    .leftJoin("assignment as a", (join) =>
      join
        .onRef("a.tenant_id", "=", "m.tenant_id")
        .onRef("a.person_id", "=", "m.person_id")
        .onRef("a.assigned_id", "=", "e.engagement_id"),
    )
    .select(["m.tenant_id", "m.person_id"])
    .where("e.tenant_id", "=", tenant)
    .where("e.engagement_id", "=", engagement)
    .where("m.provider_role", "in", roles)
    .where((row) => row.or([row("m.provider_role", "<>", "external"), row("a.assigned_id", "is not", null)]))
    .orderBy("m.person_id")
    .execute();
  return rows.map(({ tenant_id, person_id }) => ({
    company: tenant_id as TenantId,
    side: "provider",
    person: person_id,
  }));
}

/** A person of the client, if they still are one. */
export async function clientPerson(tx: Tx, event: FollowedEvent, person: string | null): Promise<readonly Recipient[]> {
  if (person === null) return [];
  const row = await tx
    .selectFrom("membership")
    .select("person_id")
    .where("tenant_id", "=", event.tenant)
    .where("person_id", "=", person)
    .where("client_role", "is not", null)
    .executeTakeFirst();
  return row === undefined ? [] : [{ company: event.tenant, side: "client", person }];
}

/** A person of the provider, if they still work on the engagement. */
export async function providerPerson(
  tx: Tx,
  event: FollowedEvent,
  person: string | null,
): Promise<readonly Recipient[]> {
  if (person === null) return [];
  const people = await providerPeople(tx, event, ["service-manager", "agent", "external"]);
  return people.filter((each) => each.person === person);
}

/** A contact of a contract, by its id. */
export interface ContractContact {
  readonly id: string;
  readonly name: string;
  readonly email?: string | undefined;
  readonly party: "client" | "provider";
}

/** Contacts as recipients: with their account where the address opens one of the right company, else by the address. */
export async function contactRecipients(
  tx: Tx,
  { tenant, engagement }: FollowedEvent,
  contacts: readonly ContractContact[],
): Promise<readonly Recipient[]> {
  if (engagement === undefined) return [];
  const { provider_id } = await tx
    .selectFrom("engagement")
    .select("provider_id")
    .where("tenant_id", "=", tenant)
    .where("engagement_id", "=", engagement)
    .executeTakeFirstOrThrow();
  const recipients: Recipient[] = [];
  for (const { email, party } of contacts) {
    if (email === undefined) continue;
    const address = email.toLowerCase();
    const company = (party === "client" ? tenant : provider_id) as TenantId;
    const account = await tx
      .selectFrom("person_account as a")
      .innerJoin("membership as m", "m.person_id", "a.person_id")
      .select("a.person_id")
      .where("a.email", "=", address)
      .where("m.tenant_id", "=", company)
      .executeTakeFirst();
    recipients.push({ company, side: party, ...(account === undefined ? { address } : { person: account.person_id }) });
  }
  return recipients;
}

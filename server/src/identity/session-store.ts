/** Sessions: rows that a cookie opens. The cookie's token is kept as a hash only. */
import { DAY_MS, HOUR_MS, type Instant } from "@handschlag/engine/instant.ts";
import { needsSecondFactor } from "@handschlag/engine/rights.ts";
import type { ClientRole, ProviderRole } from "@handschlag/engine/rights.ts";
import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { SessionState } from "../context.ts";
import type { PersonId, TenantId, Tx } from "../db/tenant.ts";
import { secondFactorsOf } from "./second-factor.ts";
import { hashOf, newToken } from "./tokens.ts";

/** Unused for longer, a session ends; however much used, it ends after `LIFE_MS`. */
const IDLE_MS = 12 * HOUR_MS;
export const LIFE_MS = 30 * DAY_MS;

/** Where a session comes from, as its owner is shown it. */
export interface Origin {
  readonly address: string;
  readonly agent: string;
}

export interface MembershipRow {
  readonly tenant_id: string;
  readonly client_role: string | null;
  readonly provider_role: string | null;
}

/** A person's companies, by name. */
export const membershipsOf = (tx: Tx, personId: string) =>
  tx
    .selectFrom("membership")
    .innerJoin("company", "company.id", "membership.tenant_id")
    .select(["membership.tenant_id", "company.name", "membership.client_role", "membership.provider_role"])
    .where("membership.person_id", "=", personId)
    .orderBy("company.name")
    .orderBy("membership.tenant_id")
    .execute();

/** Whether one of a person's roles asks for a second factor. */
export const mustHaveSecondFactor = (memberships: readonly MembershipRow[], operator: boolean): boolean =>
  operator ||
  memberships.some(
    ({ client_role, provider_role }) =>
      (client_role !== null && needsSecondFactor(client_role as ClientRole)) ||
      (provider_role !== null && needsSecondFactor(provider_role as ProviderRole)),
  );

interface NewSession {
  readonly personId: string;
  readonly companyId: string | null;
  readonly state: SessionState;
  /** When the person proved who they are; `undefined` when that was longer ago or is not known. */
  readonly confirmedAt: Instant | undefined;
  /** Whether the company's identity provider vouches for the person: then for this company alone. */
  readonly confined?: boolean;
}

/** Begins a session; returns its token, which goes into the cookie and nowhere else. */
export async function sessionBegin(
  tx: Tx,
  { personId, companyId, state, confirmedAt, confined = false }: NewSession,
  { address, agent }: Origin,
  now: Instant,
): Promise<string> {
  const token = newToken();
  const at = new Date(now);
  await tx
    .insertInto("session")
    .values({
      session_id: uuidv7({ msecs: now }),
      token_hash: hashOf(token),
      person_id: personId,
      company_id: companyId,
      state,
      confined,
      created_at: at,
      seen_at: at,
      confirmed_at: confirmedAt === undefined ? null : new Date(confirmedAt),
      ends_at: new Date(now + IDLE_MS),
      address: address.slice(0, 100),
      agent: agent.slice(0, 300),
    })
    .execute();
  return token;
}

/** Gives a session another token and what else changes about it: a token known from before is worth nothing after. */
export async function sessionRotate(
  tx: Tx,
  sessionId: string,
  change: { readonly state?: SessionState; readonly companyId?: TenantId; readonly confirmedAt?: Instant },
): Promise<string> {
  const token = newToken();
  await tx
    .updateTable("session")
    .set({
      token_hash: hashOf(token),
      ...(change.state !== undefined && { state: change.state }),
      ...(change.companyId !== undefined && { company_id: change.companyId }),
      ...(change.confirmedAt !== undefined && { confirmed_at: new Date(change.confirmedAt) }),
    })
    .where("session_id", "=", sessionId)
    .execute();
  return token;
}

/**
 * Notes that a session is used, and puts off its end. One that a company's identity provider vouches for ends when it
 * would unused: whoever has lost the account there has lost this one by then.
 */
export async function sessionTouch(tx: Tx, sessionId: string, now: Instant): Promise<void> {
  await tx
    .updateTable("session")
    .set({
      seen_at: new Date(now),
      ends_at: sql<Date>`case when confined then ends_at
        else least(${new Date(now + IDLE_MS)}::timestamptz, created_at + ${LIFE_MS} * interval '1 millisecond') end`,
    })
    .where("session_id", "=", sessionId)
    .execute();
}

/**
 * Holds back the sessions of a person whose roles have come to ask for a second factor, which the person has not: it
 * has to be set up first. What a company's identity provider vouches for goes on.
 */
export async function sessionsHoldBack(tx: Tx, personId: string): Promise<void> {
  const { operator } = await tx
    .selectFrom("person")
    .select("operator")
    .where("id", "=", personId)
    .executeTakeFirstOrThrow();
  if (!mustHaveSecondFactor(await membershipsOf(tx, personId), operator)) return;
  const { totp, passkeys } = await secondFactorsOf(tx, personId);
  if (totp || passkeys > 0) return;
  await tx
    .updateTable("session")
    .set({ state: "enrolment" })
    .where("person_id", "=", personId)
    .where("state", "=", "full")
    .where("confined", "=", false)
    .execute();
}

/** Ends sessions of a person: all, all but one, or one. Returns how many. */
export async function sessionsEnd(
  tx: Tx,
  personId: PersonId | string,
  which: { readonly only?: string; readonly except?: string } = {},
): Promise<number> {
  let query = tx.deleteFrom("session").where("person_id", "=", personId);
  if (which.only !== undefined) query = query.where("session_id", "=", which.only);
  if (which.except !== undefined) query = query.where("session_id", "<>", which.except);
  const { numDeletedRows } = await query.executeTakeFirst();
  return Number(numDeletedRows);
}

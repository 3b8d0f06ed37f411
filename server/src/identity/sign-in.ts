/** Signing in: password, then a second factor, then the company. */
import type { Ctx, SessionState } from "../context.ts";
import type { TenantId, Tx } from "../db/tenant.ts";
import { record } from "../event/record.ts";
import { Problem } from "../problem.ts";
import type { Seal } from "./seal.ts";
import { isPassword } from "./password-hash.ts";
import { recoveryCodeAccept, secondFactorsOf, totpAccept } from "./second-factor.ts";
import { membershipsOf, mustHaveSecondFactor, sessionBegin, sessionRotate, type Origin } from "./session-store.ts";
import { countFailure, forgetFailures, requirePatience } from "./throttle.ts";
import { hashOf } from "./tokens.ts";

/** Keys under which failures count: the account as it was typed in, and the address. */
const keysOf = (seal: Seal, email: string, { address }: Origin): { account: Buffer; all: Buffer[] } => {
  const account = seal.fingerprint("throttle-account", email);
  return { account, all: [account, seal.fingerprint("throttle-address", address)] };
};

/**
 * Checks e-mail address and password and begins a session; returns its token. 401 when they do not fit, without a word
 * on which of them; 429 after too many failures. Takes as long for an unknown address as for a known one.
 */
export async function signIn(ctx: Ctx, seal: Seal, email: string, password: string, origin: Origin): Promise<string> {
  const keys = keysOf(seal, email, origin);
  const account = await ctx.identity(async (tx) => {
    await requirePatience(tx, keys.all, ctx.now);
    return tx
      .selectFrom("person_account as a")
      .innerJoin("person as p", "p.id", "a.person_id")
      .leftJoin("password as w", "w.person_id", "a.person_id")
      .select(["p.id", "p.operator", "w.hash"])
      .where("a.email", "=", email)
      .executeTakeFirst();
  });
  // Between the transactions: it takes long on purpose, and should not hold a connection.
  const fits = await isPassword(password, account?.hash ?? undefined);
  if (account === undefined || !fits) {
    await ctx.identity((tx) => countFailure(tx, keys.all, ctx.now));
    throw new Problem(401, "sign-in-refused");
  }
  return ctx.identity(async (tx) => {
    await forgetFailures(tx, keys.account);
    return (await beginAfterFirstFactor(tx, ctx, account, origin)).token;
  });
}

/** A session that began: its token, and what is still missing. */
export interface Begun {
  readonly token: string;
  readonly state: SessionState;
}

/** Begins a session for a person whose first factor was right. */
export async function beginAfterFirstFactor(
  tx: Tx,
  ctx: Ctx,
  person: { readonly id: string; readonly operator: boolean },
  origin: Origin,
): Promise<Begun> {
  const memberships = await membershipsOf(tx, person.id);
  const factors = await secondFactorsOf(tx, person.id);
  const state: SessionState =
    factors.totp || factors.passkeys > 0
      ? "second-factor"
      : mustHaveSecondFactor(memberships, person.operator)
        ? "enrolment"
        : "full";
  const companyId = memberships[0]?.tenant_id ?? null;
  const token = await sessionBegin(tx, { personId: person.id, companyId, state, confirmed: true }, origin, ctx.now);
  if (state === "full") await recordSignIn(tx, ctx, person.id, companyId, "password");
  return { token, state };
}

/** Writes into the company's log that a person signed in. */
export async function recordSignIn(
  tx: Tx,
  ctx: Ctx,
  personId: string,
  companyId: string | null,
  by: string,
): Promise<void> {
  if (companyId === null) return;
  await recordAs(tx, ctx, personId, companyId as TenantId, "session.started", { by });
}

/** Records an event about a person's account in the log of the company acted for, before there is a full actor. */
export async function recordAs(
  tx: Tx,
  ctx: Ctx,
  personId: string,
  tenant: TenantId,
  type: string,
  facts: Readonly<Record<string, unknown>>,
): Promise<void> {
  await enterTenant(tx, tenant);
  await record(
    tx,
    ctx.signedBy(personId, tenant),
    { tenant, side: "system" },
    { type, subjectId: personId, visibleTo: "client", facts },
  );
}

/** In the work of signing in the tenant is known late: lets the transaction write the tenant's events from here on. */
async function enterTenant(tx: Tx, tenant: TenantId): Promise<void> {
  await tx
    .selectNoFrom((row) => [
      row.fn("set_config", [row.val("app.tenant"), row.val(tenant), row.val(true)]).as("tenant"),
      row.fn("set_config", [row.val("app.side"), row.val("system"), row.val(true)]).as("side"),
    ])
    .execute();
}

/** What opens the second door. */
export type SecondFactorProof = { readonly code: string } | { readonly recoveryCode: string };

/** Completes a sign-in with a code; returns the session's new token. 401 when the code is wrong or was used, 429 after too many. */
export async function completeSignIn(ctx: Ctx, seal: Seal, proof: SecondFactorProof, origin: Origin): Promise<string> {
  const { actor } = ctx;
  if (actor.kind !== "person") throw new Problem(401, "sign-in-needed");
  if (actor.state !== "second-factor") throw new Problem(409, "no-second-factor-awaited");
  const keys = [seal.fingerprint("throttle-second-factor", actor.id)];
  await ctx.identity((tx) => requirePatience(tx, keys, ctx.now));
  const token = await ctx.identity(async (tx) => {
    if (!(await isSecondFactor(tx, ctx, seal, actor.id, proof))) return undefined;
    for (const key of keys) await forgetFailures(tx, key);
    const rotated = await sessionRotate(tx, actor.sessionId, { state: "full", confirmedAt: ctx.now });
    const by = "code" in proof ? "code" : "recovery-code";
    await recordSignIn(tx, ctx, actor.id, actor.company?.id ?? null, by);
    return rotated;
  });
  if (token !== undefined) return token;
  await ctx.identity((tx) =>
    countFailure(tx, [...keys, seal.fingerprint("throttle-address", origin.address)], ctx.now),
  );
  throw new Problem(401, "code-refused");
}

/** Whether a code opens a person's second door; it is used up then. */
export const isSecondFactor = (
  tx: Tx,
  ctx: Ctx,
  seal: Seal,
  personId: string,
  proof: SecondFactorProof,
): Promise<boolean> =>
  "code" in proof
    ? totpAccept(tx, seal, personId, proof.code, ctx.now, "confirmed")
    : recoveryCodeAccept(tx, personId, proof.recoveryCode, ctx.now);

/** Proves again who one is, for a dangerous act; returns the session's new token. */
export async function confirm(
  ctx: Ctx,
  seal: Seal,
  proof: { readonly password: string } | { readonly code: string },
): Promise<string> {
  ctx.requireSignedIn();
  const { actor } = ctx;
  if (actor.kind !== "person") throw new Problem(403, "person-needed");
  const keys = [seal.fingerprint("throttle-second-factor", actor.id)];
  const hash = await ctx.identity(async (tx) => {
    await requirePatience(tx, keys, ctx.now);
    const row = await tx.selectFrom("password").select("hash").where("person_id", "=", actor.id).executeTakeFirst();
    return row?.hash;
  });
  const isProven = "password" in proof && (await isPassword(proof.password, hash));
  const token = await ctx.identity(async (tx) => {
    if (!isProven && !("code" in proof && (await isSecondFactor(tx, ctx, seal, actor.id, proof)))) return undefined;
    for (const key of keys) await forgetFailures(tx, key);
    return sessionRotate(tx, actor.sessionId, { confirmedAt: ctx.now });
  });
  if (token !== undefined) return token;
  await ctx.identity((tx) => countFailure(tx, keys, ctx.now));
  throw new Problem(401, "confirmation-refused");
}

/** Made in the sample's past and good for as long as it is used. */
const SAMPLE_LINK_ENDS_AT = new Date("2100-01-01T00:00:00Z");

/** A link that signs a sample person in. Sample installations only: it stands for both factors. */
export async function sampleLinkMake(tx: Tx, personId: string, token: string): Promise<void> {
  await tx
    .insertInto("ceremony")
    .values({
      token_hash: hashOf(token),
      kind: "sample-link",
      person_id: personId,
      company_id: null,
      content: {},
      ends_at: SAMPLE_LINK_ENDS_AT,
    })
    .execute();
}

/** Signs in by a link of the sample. It stays good: people try the sample more than once. */
export function signInBySampleLink(ctx: Ctx, token: string, origin: Origin): Promise<string> {
  return ctx.identity(async (tx) => {
    const row = await tx
      .selectFrom("ceremony")
      .select("person_id")
      .where("token_hash", "=", hashOf(token))
      .where("kind", "=", "sample-link")
      .where("ends_at", ">", new Date(ctx.now))
      .executeTakeFirst();
    if (row === undefined || row.person_id === null) throw new Problem(401, "sign-in-refused");
    const [first] = await membershipsOf(tx, row.person_id);
    const companyId = first?.tenant_id ?? null;
    const session = { personId: row.person_id, companyId, state: "full", confirmed: true } as const;
    const sessionToken = await sessionBegin(tx, session, origin, ctx.now);
    await recordSignIn(tx, ctx, row.person_id, companyId, "sample-link");
    return sessionToken;
  });
}

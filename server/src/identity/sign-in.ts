/** Signing in: password, then a second factor, then the company. */
import type { Ctx, SessionState } from "../context.ts";
import type { TenantId, Tx } from "../db/tenant.ts";
import { record } from "../event/record.ts";
import { Problem } from "../problem.ts";
import type { Seal } from "./seal.ts";
import { isPassword } from "./password-hash.ts";
import { recoveryCodeAccept, secondFactorsOf, totpAccept } from "./second-factor.ts";
import {
  membershipsOf,
  mustHaveSecondFactor,
  sessionBegin,
  sessionRotate,
  sessionsEnd,
  type Origin,
} from "./session-store.ts";
import { attemptBegin, attemptSucceed, throttleKey, type ThrottleKey } from "./throttle.ts";
import { hashOf } from "./tokens.ts";

/** What failures to sign in count for: the account as it was typed in, and the address. */
export const signInKeys = (seal: Seal, email: string, { address }: Origin): readonly ThrottleKey[] => [
  throttleKey(seal, "account", email),
  throttleKey(seal, "address", address),
];

/**
 * Checks e-mail address and password and begins a session; returns its token. 401 when they do not fit, without a word
 * on which of them; 429 after too many failures. Takes as long for an unknown address as for a known one.
 */
export async function signIn(ctx: Ctx, seal: Seal, email: string, password: string, origin: Origin): Promise<string> {
  const keys = signInKeys(seal, email, origin);
  const account = await ctx.identity(async (tx) => {
    await attemptBegin(tx, keys, ctx.now);
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
  if (account === undefined || !fits) throw new Problem(401, "sign-in-refused");
  return ctx.identity(async (tx) => {
    // The password may be changed at this moment, and then all sessions end: this one must not escape.
    const present = await tx
      .selectFrom("password")
      .select("hash")
      .where("person_id", "=", account.id)
      .forShare()
      .executeTakeFirst();
    if (present?.hash !== account.hash) throw new Problem(401, "sign-in-refused");
    await attemptSucceed(tx, keys);
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
  await endReplaced(tx, ctx);
  const session = { personId: person.id, companyId, state, confirmedAt: ctx.now };
  const token = await sessionBegin(tx, session, origin, ctx.now);
  if (state === "full") await recordSignIn(tx, ctx, person.id, companyId, "password");
  return { token, state };
}

/** Begins a session for a person who proved both factors at once; returns its token. */
export async function beginInFull(
  tx: Tx,
  ctx: Ctx,
  personId: string,
  by: "passkey" | "sample-link",
  origin: Origin,
): Promise<string> {
  const [first] = await membershipsOf(tx, personId);
  const companyId = first?.tenant_id ?? null;
  await endReplaced(tx, ctx);
  const session = { personId, companyId, state: "full", confirmedAt: ctx.now } as const;
  const token = await sessionBegin(tx, session, origin, ctx.now);
  await recordSignIn(tx, ctx, personId, companyId, by);
  return token;
}

/** Whoever signs in anew leaves the session that the browser had before. */
export async function endReplaced(tx: Tx, { actor }: Ctx): Promise<void> {
  if (actor.kind === "person") await sessionsEnd(tx, actor.id, { only: actor.sessionId });
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
export async function enterTenant(tx: Tx, tenant: TenantId): Promise<void> {
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
  if (actor.kind === "nobody") throw new Problem(401, "sign-in-needed");
  if (actor.kind !== "person") throw new Problem(403, "person-needed");
  if (actor.state !== "second-factor") throw new Problem(409, "no-second-factor-awaited");
  const keys = [throttleKey(seal, "second-factor", actor.id), throttleKey(seal, "address", origin.address)];
  await ctx.identity((tx) => attemptBegin(tx, keys, ctx.now));
  return ctx.identity(async (tx) => {
    if (!(await isSecondFactor(tx, ctx, seal, actor.id, proof))) throw new Problem(401, "code-refused");
    await attemptSucceed(tx, keys);
    return secondDoorOpened(tx, ctx, "code" in proof ? "code" : "recovery-code");
  });
}

/** The second factor of the actor was right: their session goes on in full; returns its new token. */
export async function secondDoorOpened(
  tx: Tx,
  ctx: Ctx,
  by: "code" | "recovery-code" | "passkey" | "enrolment",
): Promise<string> {
  const { actor } = ctx;
  if (actor.kind !== "person") throw new Problem(401, "sign-in-needed");
  await recordSignIn(tx, ctx, actor.id, actor.company?.id ?? null, by);
  return sessionRotate(tx, actor.sessionId, { state: "full", confirmedAt: ctx.now });
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
  const keys = [throttleKey(seal, "second-factor", actor.id)];
  const hash = await ctx.identity(async (tx) => {
    await attemptBegin(tx, keys, ctx.now);
    const row = await tx.selectFrom("password").select("hash").where("person_id", "=", actor.id).executeTakeFirst();
    return row?.hash;
  });
  const isProven = "password" in proof && (await isPassword(proof.password, hash));
  return ctx.identity(async (tx) => {
    if (!isProven && !("code" in proof && (await isSecondFactor(tx, ctx, seal, actor.id, proof))))
      throw new Problem(401, "confirmation-refused");
    await attemptSucceed(tx, keys);
    const company = actor.company?.id;
    const by = "code" in proof ? "code" : "password";
    if (company !== undefined) await recordAs(tx, ctx, actor.id, company, "session.confirmed", { by });
    return sessionRotate(tx, actor.sessionId, { confirmedAt: ctx.now });
  });
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
    return beginInFull(tx, ctx, row.person_id, "sample-link", origin);
  });
}

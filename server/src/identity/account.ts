/** One's own account: name, password, second factor, sessions. */
import type { Ctx } from "../context.ts";
import type { ExpressionBuilder } from "kysely";
import type { DB } from "../db/schema.gen.ts";
import type { TenantId, Tx } from "../db/tenant.ts";
import { found, Problem } from "../problem.ts";
import { hashPassword, isPassword, weaknessOf } from "./password-hash.ts";
import type { Seal } from "./seal.ts";
import { recoveryCodesRenew, secondFactorsOf, totpAccept, totpStart, type SecondFactors } from "./second-factor.ts";
import { membershipsOf, mustHaveSecondFactor, sessionRotate, sessionsEnd } from "./session-store.ts";
import { recordAs, secondDoorOpened } from "./sign-in.ts";
import { attemptBegin, attemptSucceed, throttleKey } from "./throttle.ts";

interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: "de" | "en";
  readonly version: number;
}

export const accountById = async (tx: Tx, id: string): Promise<Account> => {
  const row = await tx
    .selectFrom("person as p")
    .innerJoin("person_account as a", "a.person_id", "p.id")
    .select(["p.id", "p.name", "a.email", "p.language", "p.version"])
    .where("p.id", "=", id)
    .executeTakeFirst();
  return found(row, "person") as Account;
};

/** The person's own account. */
export const accountRead = (ctx: Ctx): Promise<Account> =>
  ctx.read(undefined, (tx) => accountById(tx, ctx.personId), "identity");

/** An act on one's own account: into the log of the company acted for, if there is one. */
export async function accountAct(
  tx: Tx,
  ctx: Ctx,
  type: string,
  facts: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const company = ctx.actor.company?.id;
  if (company !== undefined) await recordAs(tx, ctx, ctx.personId, company, type, facts);
}

/**
 * Changes name or language. 412 when `version` is not the present one; 403 for a name when a company's identity provider
 * vouches for the person, whose name stands in other companies, too.
 */
export function accountChange(
  ctx: Ctx,
  version: number,
  change: { readonly name?: string | undefined; readonly language?: "de" | "en" | undefined },
): Promise<Account> {
  ctx.requireSignedIn();
  if (change.name !== undefined) ctx.requireOwnSignIn();
  return ctx.identity(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("person")
      .set((row) => ({
        version: row("version", "+", 1),
        ...(change.name !== undefined && { name: change.name }),
        ...(change.language !== undefined && { language: change.language }),
      }))
      .where("id", "=", ctx.personId)
      .where("version", "=", version)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new Problem(412, "changed-meanwhile");
    await accountAct(tx, ctx, "person.renamed", { fields: Object.keys(change).toSorted() });
    return accountById(tx, ctx.personId);
  });
}

/**
 * Replaces the password; all other sessions of the person end. Returns the session's new token. 422 when the new one is
 * weak, 401 when the present one does not fit, 429 after too many that did not.
 */
export async function passwordChange(ctx: Ctx, seal: Seal, current: string, next: string): Promise<string> {
  ctx.requireSignedIn();
  ctx.requireOwnSignIn();
  const { actor } = ctx;
  if (actor.kind !== "person") throw new Problem(403, "person-needed");
  const keys = [throttleKey(seal, "second-factor", actor.id)];
  const { hash, email, name } = await ctx.identity(async (tx) => {
    await attemptBegin(tx, keys, ctx.now);
    const account = await accountById(tx, actor.id);
    const row = await tx.selectFrom("password").select("hash").where("person_id", "=", actor.id).executeTakeFirst();
    return { ...account, hash: row?.hash };
  });
  if (!(await isPassword(current, hash))) throw new Problem(401, "confirmation-refused");
  await ctx.identity((tx) => attemptSucceed(tx, keys));
  await requireStrong(next, email, name, "body.next");
  const nextHash = await hashPassword(next);
  return ctx.identity(async (tx) => {
    await passwordPut(tx, actor.id, nextHash, new Date(ctx.now));
    await sessionsEnd(tx, actor.id, { except: actor.sessionId });
    await accountAct(tx, ctx, "password.changed");
    return sessionRotate(tx, actor.sessionId, { confirmedAt: ctx.now });
  });
}

/** 422 with the field when a password is weak. */
export async function requireStrong(
  password: string,
  email: string,
  name: string,
  field = "body.password",
): Promise<void> {
  const weakness = await weaknessOf(password, email, name);
  if (weakness !== undefined) throw new Problem(422, "password-weak", { weakness, field });
}

/** Puts a person's password, whether there was one or not. */
export async function passwordPut(tx: Tx, personId: string, hash: string, at: Date): Promise<void> {
  await tx
    .insertInto("password")
    .values({ person_id: personId, hash, changed_at: at })
    .onConflict((conflict) => conflict.column("person_id").doUpdateSet({ hash, changed_at: at }))
    .execute();
}

/** Who may set up a second factor: whoever is signed in, and whoever must before anything else. A changed one needs a fresh proof. */
export function requireForSecondFactor(ctx: Ctx): void {
  const { actor } = ctx;
  if (actor.kind === "nobody") throw new Problem(401, "sign-in-needed");
  if (actor.kind !== "person") throw new Problem(403, "person-needed");
  if (actor.state === "second-factor") throw new Problem(403, "second-factor-needed");
  ctx.requireOwnSignIn();
  if (actor.state === "full") ctx.requireConfirmed();
}

/**
 * The person's second factors, which nobody else changes until the transaction ends. 403 when one was set up since
 * this session was let in to set up the first: only the password opened it.
 */
export async function factorsLocked(tx: Tx, ctx: Ctx): Promise<SecondFactors> {
  const { actor } = ctx;
  await tx.selectFrom("person").select("id").where("id", "=", ctx.personId).forUpdate().execute();
  const factors = await secondFactorsOf(tx, ctx.personId);
  if (actor.kind === "person" && actor.state === "enrolment" && (factors.totp || factors.passkeys > 0))
    throw new Problem(403, "second-factor-needed");
  return factors;
}

/** Begins setting up an authenticator app. 409 when one is in force. */
export function totpBegin(ctx: Ctx, seal: Seal): Promise<{ secret: string; uri: string }> {
  requireForSecondFactor(ctx);
  return ctx.identity(async (tx) => {
    const { email } = await accountById(tx, ctx.personId);
    if ((await factorsLocked(tx, ctx)).totp) throw new Problem(409, "totp-exists");
    return totpStart(tx, seal, ctx.personId, email);
  });
}

/** What a person gets who has set up a second factor: codes for the day the device is lost, and a session that may go on. */
export interface Enrolled {
  readonly recoveryCodes: string[];
  readonly token: string;
}

/** Confirms the authenticator app by a code. 401 when the code is wrong. */
export function totpConfirm(ctx: Ctx, seal: Seal, code: string): Promise<Enrolled> {
  requireForSecondFactor(ctx);
  return ctx.identity(async (tx) => {
    await factorsLocked(tx, ctx);
    if (!(await totpAccept(tx, seal, ctx.personId, code, ctx.now, "unconfirmed")))
      throw new Problem(401, "code-refused");
    await accountAct(tx, ctx, "totp.enabled");
    return enrolled(tx, ctx);
  });
}

/** The session goes on in full, with new recovery codes. Others that wait for a first second factor end. */
export async function enrolled(tx: Tx, ctx: Ctx): Promise<Enrolled> {
  const { actor } = ctx;
  if (actor.kind !== "person") throw new Problem(403, "person-needed");
  const recoveryCodes = await recoveryCodesRenew(tx, actor.id);
  await tx
    .deleteFrom("session")
    .where("person_id", "=", actor.id)
    .where("state", "=", "enrolment")
    .where("session_id", "<>", actor.sessionId)
    .execute();
  if (actor.state === "enrolment") return { recoveryCodes, token: await secondDoorOpened(tx, ctx, "enrolment") };
  return { recoveryCodes, token: await sessionRotate(tx, actor.sessionId, { confirmedAt: ctx.now }) };
}

/** Removes the authenticator app. 409 when the person must have a second factor and this is the last. */
export function totpRemove(ctx: Ctx): Promise<void> {
  ctx.requireSignedIn();
  ctx.requireOwnSignIn();
  ctx.requireConfirmed();
  return ctx.identity(async (tx) => {
    await requireOther(tx, ctx, "totp");
    const { numDeletedRows } = await tx.deleteFrom("totp").where("person_id", "=", ctx.personId).executeTakeFirst();
    if (numDeletedRows === 0n) throw new Problem(404, "totp-not-found");
    await accountAct(tx, ctx, "totp.disabled");
  });
}

/** 409 when removing one second factor would leave a person without, who must have one. */
export async function requireOther(tx: Tx, ctx: Ctx, removed: "totp" | "passkey"): Promise<void> {
  const { totp, passkeys } = await factorsLocked(tx, ctx);
  const left = removed === "totp" ? passkeys : passkeys - 1 + (totp ? 1 : 0);
  if (left > 0) return;
  const memberships = await membershipsOf(tx, ctx.personId);
  const operator = ctx.actor.kind === "person" && ctx.actor.operator;
  if (mustHaveSecondFactor(memberships, operator)) throw new Problem(409, "second-factor-required");
  await tx.deleteFrom("recovery_code").where("person_id", "=", ctx.personId).execute();
}

/** New recovery codes; the old ones are void. 409 without a second factor for which they could stand. */
export function recoveryCodesReplace(ctx: Ctx): Promise<string[]> {
  ctx.requireSignedIn();
  ctx.requireOwnSignIn();
  ctx.requireConfirmed();
  return ctx.identity(async (tx) => {
    const { totp, passkeys } = await factorsLocked(tx, ctx);
    if (!totp && passkeys === 0) throw new Problem(409, "no-second-factor");
    const codes = await recoveryCodesRenew(tx, ctx.personId);
    await accountAct(tx, ctx, "recovery-codes.renewed");
    return codes;
  });
}

/** Which of the person's sessions one of them may know of: one that an identity provider vouches for, its like alone. */
const ownSession = (ctx: Ctx) => (row: ExpressionBuilder<DB, "session">) => {
  const { actor } = ctx;
  if (actor.kind !== "person" || !actor.confined) return row.lit(true);
  return row.and([row("confined", "=", true), row("company_id", "=", actor.company?.id ?? null)]);
};

/** The person's sessions, the one used last first. */
export function ownSessions(ctx: Ctx) {
  ctx.requireSignedIn();
  const person = ctx.personId;
  return ctx.read(
    undefined,
    (tx) =>
      tx
        .selectFrom("session")
        .where(ownSession(ctx))
        .select(["session_id", "created_at", "seen_at", "address", "agent"])
        .where("person_id", "=", person)
        .where("ends_at", ">", new Date(ctx.now))
        .orderBy("seen_at", "desc")
        .orderBy("session_id", "desc")
        .limit(100)
        .execute(),
    "identity",
  );
}

/** Ends one of the person's sessions. 404 when it is none of theirs. */
export function ownSessionEnd(ctx: Ctx, sessionId: string): Promise<void> {
  ctx.requireSignedIn();
  return ctx.identity(async (tx) => {
    const row = await tx
      .selectFrom("session")
      .select("session_id")
      .where("person_id", "=", ctx.personId)
      .where("session_id", "=", sessionId)
      .where(ownSession(ctx))
      .executeTakeFirst();
    found(row, "session");
    await sessionsEnd(tx, ctx.personId, { only: sessionId });
    await accountAct(tx, ctx, "session.ended");
  });
}

/** Signs out; also out of a sign-in that was not completed. */
export async function signOut(ctx: Ctx): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "person") return;
  await ctx.identity(async (tx) => {
    await sessionsEnd(tx, actor.id, { only: actor.sessionId });
    if (actor.state === "full") await accountAct(tx, ctx, "session.ended");
  });
}

/** Acts for another of the person's companies; returns the session's new token. 404 when it is none of theirs. */
export function companySwitch(ctx: Ctx, companyId: string): Promise<string> {
  ctx.requireSignedIn();
  const { actor } = ctx;
  if (actor.kind !== "person") throw new Problem(403, "person-needed");
  ctx.requireOwnSignIn();
  return ctx.identity(async (tx) => {
    const memberships = await membershipsOf(tx, actor.id);
    const chosen = found(
      memberships.find(({ tenant_id }) => tenant_id === companyId),
      "company",
    );
    const tenant = chosen.tenant_id as TenantId;
    await recordAs(tx, ctx, actor.id, tenant, "session.switched", {});
    return sessionRotate(tx, actor.sessionId, { companyId: tenant });
  });
}

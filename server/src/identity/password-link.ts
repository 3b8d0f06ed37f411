/** A link for somebody who is locked out: it sets a new password, once, and opens nothing by itself. */
import { DAY_MS } from "@handschlag/engine/instant.ts";
import type { Ctx } from "../context.ts";
import type { TenantId, Tx } from "../db/tenant.ts";
import { found, Problem } from "../problem.ts";
import { passwordPut, requireStrong } from "./account.ts";
import { hashPassword } from "./password-hash.ts";
import type { Seal } from "./seal.ts";
import { membershipsOf, sessionsEnd } from "./session-store.ts";
import { recordAs } from "./sign-in.ts";
import { attemptSucceed, throttleKey } from "./throttle.ts";
import { hashOf, newToken } from "./tokens.ts";

const VALID_MS = DAY_MS;
const KIND = "password-link";

export interface PasswordLink {
  readonly token: string;
  readonly endsAt: Date;
}

/** Makes a link for a person; one from before is void. */
export async function passwordLinkMake(tx: Tx, ctx: Ctx, personId: string): Promise<PasswordLink> {
  await tx.deleteFrom("ceremony").where("person_id", "=", personId).where("kind", "=", KIND).execute();
  const token = newToken();
  const endsAt = new Date(ctx.now + VALID_MS);
  await tx
    .insertInto("ceremony")
    .values({
      token_hash: hashOf(token),
      kind: KIND,
      person_id: personId,
      company_id: null,
      content: {},
      ends_at: endsAt,
    })
    .execute();
  return { token, endsAt };
}

async function openLink(tx: Tx, ctx: Ctx, token: string) {
  const row = await tx
    .selectFrom("ceremony as c")
    .innerJoin("person as p", "p.id", "c.person_id")
    .innerJoin("person_account as a", "a.person_id", "p.id")
    .select(["p.id", "p.name", "a.email"])
    .where("c.token_hash", "=", hashOf(token))
    .where("c.kind", "=", KIND)
    .where("c.ends_at", ">", new Date(ctx.now))
    .executeTakeFirst();
  return found(row, "password-link");
}

/** Whose account a link is for. 404 when it has been used or has ended. */
export const passwordLinkRead = (ctx: Ctx, token: string) =>
  ctx.read(undefined, (tx) => openLink(tx, ctx, token), "identity");

/**
 * Sets the new password; all sessions of the person end. A second factor is asked for at the next sign-in as before.
 * 404 when the link has been used or has ended, 422 when the password is weak: then the link stays good.
 */
export async function passwordLinkUse(ctx: Ctx, seal: Seal, token: string, password: string): Promise<void> {
  const { email, name } = await passwordLinkRead(ctx, token);
  await requireStrong(password, email, name);
  const hash = await hashPassword(password);
  await ctx.identity(async (tx) => {
    const { id } = await openLink(tx, ctx, token);
    const { numDeletedRows } = await tx
      .deleteFrom("ceremony")
      .where("token_hash", "=", hashOf(token))
      .executeTakeFirst();
    // Of two who use it at once, one has come too late.
    if (numDeletedRows === 0n) throw new Problem(404, "password-link-not-found");
    await passwordPut(tx, id, hash, new Date(ctx.now));
    await sessionsEnd(tx, id);
    // Whoever tried in vain before need not wait now.
    await attemptSucceed(tx, [throttleKey(seal, "account", email)]);
    for (const { tenant_id } of await membershipsOf(tx, id))
      await recordAs(tx, ctx, id, tenant_id as TenantId, "password.changed", { by: "link" });
  });
}

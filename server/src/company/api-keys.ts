/** API keys: for programs that act for a company with a part of one role's rights. */
import { DAY_MS, type Instant } from "@handschlag/engine/instant.ts";
import { hasRight, type Right, type Role } from "@handschlag/engine/rights.ts";
import { v7 as uuidv7 } from "uuid";
import type { Ctx } from "../context.ts";
import type { TenantId, Tx } from "../db/tenant.ts";
import { record } from "../event/record.ts";
import { hashOf, newToken } from "../identity/tokens.ts";
import { found, Problem } from "../problem.ts";

export interface NewKey {
  readonly name: string;
  readonly role: Exclude<Role, "operator">;
  readonly scopes: readonly Right[];
  readonly days: number;
}

/** How a key begins, so that it is known for one wherever it turns up. */
export const KEY_PREFIX = "hsk_";

/** Whether the maker has a right as client or as provider: a key acts where its role does. */
const hasOnEitherSide = (ctx: Ctx, right: Right): boolean =>
  ctx.may(right, ctx.own) || ctx.may(right, { tenant: ctx.own.tenant, side: "provider" });

/** Makes a key. 422 when a scope is no right of the role, 403 when it is one that the maker has not. */
export function keyMake(
  ctx: Ctx,
  { name, role, scopes, days }: NewKey,
): Promise<{ id: string; key: string; endsAt: Date }> {
  ctx.require("key:write");
  ctx.requireConfirmed();
  const unfit = scopes.filter((scope) => !hasRight(role, scope));
  if (unfit.length > 0) throw new Problem(422, "scope-beyond-role", { field: "body.scopes", scopes: unfit });
  // At the server's terminal nobody holds a role: there the key's own is the limit.
  const beyond = ctx.actor.kind === "system" ? [] : scopes.filter((scope) => !hasOnEitherSide(ctx, scope));
  if (beyond.length > 0) throw new Problem(403, "right-missing", { right: beyond[0] });
  return ctx.change(ctx.own, async (tx) => {
    const id = uuidv7({ msecs: ctx.now });
    const secret = newToken();
    const endsAt = new Date(ctx.now + days * DAY_MS);
    await tx
      .insertInto("api_key")
      .values({
        tenant_id: ctx.own.tenant,
        key_id: id,
        secret_hash: hashOf(secret),
        name,
        role,
        scopes: [...scopes],
        created_by: ctx.actor.kind === "person" ? ctx.actor.id : null,
        created_at: new Date(ctx.now),
        ends_at: endsAt,
      })
      .execute();
    await record(tx, ctx, ctx.own, {
      type: "key.made",
      subjectId: id,
      visibleTo: "client",
      facts: { role, scopes: [...scopes].toSorted(), days },
    });
    return { id, key: `${KEY_PREFIX}${ctx.own.tenant.replaceAll("-", "")}${secret}`, endsAt };
  });
}

/** The company's keys, the newest first. */
export function keyList(ctx: Ctx) {
  ctx.require("key:read");
  return ctx.read(ctx.own, (tx) =>
    tx
      .selectFrom("api_key as k")
      .leftJoin("person as p", "p.id", "k.created_by")
      .select([
        "k.key_id",
        "k.name",
        "k.role",
        "k.scopes",
        "p.name as creator",
        "k.created_at",
        "k.ends_at",
        "k.last_used_at",
        "k.revoked_at",
      ])
      .where("k.tenant_id", "=", ctx.own.tenant)
      .orderBy("k.key_id", "desc")
      .limit(500)
      .execute(),
  );
}

/** Ends a key for good. 404 when there is none, or it has ended. */
export function keyRevoke(ctx: Ctx, id: string): Promise<void> {
  ctx.require("key:write");
  return ctx.change(ctx.own, async (tx) => {
    const row = await tx
      .updateTable("api_key")
      .set({ revoked_at: new Date(ctx.now) })
      .where("tenant_id", "=", ctx.own.tenant)
      .where("key_id", "=", id)
      .where("revoked_at", "is", null)
      .returning("key_id")
      .executeTakeFirst();
    found(row, "key");
    await record(tx, ctx, ctx.own, { type: "key.revoked", subjectId: id, visibleTo: "client" });
  });
}

/** Notes that a key is used. */
export async function keyTouch(tx: Tx, tenant: TenantId, id: string, now: Instant): Promise<void> {
  await tx
    .updateTable("api_key")
    .set({ last_used_at: new Date(now) })
    .where("tenant_id", "=", tenant)
    .where("key_id", "=", id)
    .execute();
}

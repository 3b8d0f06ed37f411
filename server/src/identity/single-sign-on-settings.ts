/** A company's single sign-on: which identity provider vouches for its people. */
import type { Ctx } from "../context.ts";
import type { Tx } from "../db/tenant.ts";
import { record } from "../event/record.ts";
import { found, Problem } from "../problem.ts";
import { isProviderAddress, type ProviderSettings } from "./identity-provider.ts";
import type { Seal } from "./seal.ts";

const PURPOSE = "single-sign-on";
/** Any number: of two companies that name a domain at once, one has it. */
const DOMAIN_LOCK = 4_400_103;

export interface SingleSignOnSettings extends ProviderSettings {
  readonly domain: string;
}

/** The company's settings without the secret; `undefined` when there are none. */
export function singleSignOnRead(ctx: Ctx) {
  ctx.require("single-sign-on:read");
  return ctx.read(ctx.own, (tx) =>
    tx
      .selectFrom("single_sign_on")
      .select(["issuer", "client_id", "domain", "version"])
      .where("tenant_id", "=", ctx.own.tenant)
      .executeTakeFirst(),
  );
}

/**
 * Sets single sign-on up or changes it; returns the version. 428 when there are settings already and no version is named,
 * 412 when it is not the present one, 422 when the provider's address is none to go to, 409 when the domain is another
 * company's.
 */
export async function singleSignOnPut(
  ctx: Ctx,
  seal: Seal,
  publicUrl: string,
  version: number | undefined,
  { issuer, clientId, clientSecret, domain }: SingleSignOnSettings,
): Promise<number> {
  ctx.require("single-sign-on:write");
  ctx.requireConfirmed();
  if (!isProviderAddress(issuer, publicUrl)) throw new Problem(422, "issuer-unfit", { field: "body.issuer" });
  const work = async (tx: Tx): Promise<number> => {
    await tx.selectNoFrom((row) => row.fn("pg_advisory_xact_lock", [row.val(DOMAIN_LOCK)]).as("locked")).execute();
    const before = await settingsLocked(tx, ctx);
    if (before !== undefined && version === undefined)
      throw new Problem(428, "version-needed", { field: "header.if-match", reason: "the ETag of what was read" });
    if (version !== undefined && before?.version !== version) throw new Problem(412, "changed-meanwhile");
    await requireOwnDomain(tx, ctx, domain);
    const row = {
      issuer,
      client_id: clientId,
      client_secret: seal.close(PURPOSE, clientSecret),
      domain,
      version: (before?.version ?? 0) + 1,
    };
    await tx
      .insertInto("single_sign_on")
      .values({ tenant_id: ctx.own.tenant, ...row })
      .onConflict((conflict) => conflict.column("tenant_id").doUpdateSet(row))
      .execute();
    if (before !== undefined && before.issuer !== issuer) await vouchedSessionsEnd(tx, ctx);
    await record(tx, ctx, ctx.own, {
      type: "single-sign-on.changed",
      subjectId: ctx.own.tenant,
      visibleTo: "client",
      facts: { issuer, clientId, domain },
    });
    return row.version;
  };
  return ctx.change(ctx.own, work, "identity");
}

const settingsLocked = (tx: Tx, ctx: Ctx) =>
  tx
    .selectFrom("single_sign_on")
    .select(["issuer", "version"])
    .where("tenant_id", "=", ctx.own.tenant)
    .forUpdate()
    .executeTakeFirst();

async function requireOwnDomain(tx: Tx, ctx: Ctx, domain: string): Promise<void> {
  const other = await tx
    .selectFrom("single_sign_on")
    .select("tenant_id")
    .where("domain", "=", domain)
    .where("tenant_id", "<>", ctx.own.tenant)
    .executeTakeFirst();
  if (other !== undefined) throw new Problem(409, "domain-taken", { field: "body.domain" });
}

/** Ends the sessions for which the company's provider vouched. */
async function vouchedSessionsEnd(tx: Tx, ctx: Ctx): Promise<void> {
  await tx.deleteFrom("session").where("company_id", "=", ctx.own.tenant).where("confined", "=", true).execute();
}

/**
 * Removes single sign-on. Sessions that it began end; who was whom at the provider is forgotten, so that another start
 * begins with the people's addresses again. 404 when there is none.
 */
export function singleSignOnRemove(ctx: Ctx): Promise<void> {
  ctx.require("single-sign-on:write");
  ctx.requireConfirmed();
  const work = async (tx: Tx): Promise<void> => {
    const { issuer } = found(await settingsLocked(tx, ctx), "single-sign-on");
    await tx.deleteFrom("single_sign_on").where("tenant_id", "=", ctx.own.tenant).execute();
    await tx.deleteFrom("external_identity").where("tenant_id", "=", ctx.own.tenant).execute();
    await vouchedSessionsEnd(tx, ctx);
    await record(tx, ctx, ctx.own, {
      type: "single-sign-on.removed",
      subjectId: ctx.own.tenant,
      visibleTo: "client",
      facts: { issuer },
    });
  };
  return ctx.change(ctx.own, work, "identity");
}

/** With whom to sign in: the settings of a tenant with their secret, or those for a domain. For the work of signing in. */
export async function settingsFor(
  tx: Tx,
  seal: Seal,
  whose: { readonly tenant: string } | { readonly domain: string },
): Promise<(SingleSignOnSettings & { readonly tenant: string }) | undefined> {
  const all = tx.selectFrom("single_sign_on").selectAll();
  const row = await (
    "tenant" in whose ? all.where("tenant_id", "=", whose.tenant) : all.where("domain", "=", whose.domain)
  ).executeTakeFirst();
  return (
    row && {
      tenant: row.tenant_id,
      issuer: row.issuer,
      clientId: row.client_id,
      clientSecret: seal.open(PURPOSE, row.client_secret),
      domain: row.domain,
    }
  );
}

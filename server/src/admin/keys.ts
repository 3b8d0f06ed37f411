/** API keys as whoever runs the installation sees them at its terminal. */
import { keyList, keyRevoke } from "../company/api-keys.ts";
import type { Ctx } from "../context.ts";
import { found } from "../problem.ts";
import { companiesFound, onBehalfOf, type CompanyFound } from "./companies.ts";

export interface KeyShown {
  readonly id: string;
  readonly company: string;
  readonly companyId: string;
  readonly name: string;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly endsAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

/** The keys of one company, or of all of them by company; the newest first. */
export async function keysShown(ctx: Ctx, only: CompanyFound | undefined): Promise<KeyShown[]> {
  const shown: KeyShown[] = [];
  for (const company of only === undefined ? await companiesFound(ctx) : [only])
    for (const key of await keyList(onBehalfOf(ctx, company)))
      shown.push({
        id: key.key_id,
        company: company.name,
        companyId: company.id,
        name: key.name,
        role: key.role,
        scopes: key.scopes,
        createdAt: key.created_at.toISOString(),
        endsAt: key.ends_at.toISOString(),
        lastUsedAt: key.last_used_at?.toISOString() ?? null,
        revokedAt: key.revoked_at?.toISOString() ?? null,
      });
  return shown;
}

/** Ends a key, whichever company's it is. 404 when there is none, or it has ended. */
export async function keyEnd(ctx: Ctx, id: string): Promise<void> {
  const company = await ctx.read(
    undefined,
    (tx) =>
      tx
        .selectFrom("api_key as k")
        .innerJoin("company as c", "c.id", "k.tenant_id")
        .select(["c.id", "c.name"])
        .where("k.key_id", "=", id)
        .executeTakeFirst(),
    "identity",
  );
  await keyRevoke(onBehalfOf(ctx, found(company, "key") as CompanyFound), id);
}

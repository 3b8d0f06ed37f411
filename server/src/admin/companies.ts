import type { Ctx } from "../context.ts";
import type { TenantId } from "../db/tenant.ts";
import { Fault } from "../fault.ts";

export interface CompanyFound {
  readonly id: TenantId;
  readonly name: string;
}

/** All companies, by name. */
export const companiesFound = (ctx: Ctx): Promise<CompanyFound[]> =>
  ctx.read(
    undefined,
    async (tx) => {
      const rows = await tx.selectFrom("company").select(["id", "name"]).orderBy("name").orderBy("id").execute();
      return rows.map(({ id, name }) => ({ id: id as TenantId, name }));
    },
    "identity",
  );

/**
 * The company that somebody means by its id, its name, or a part of the name that no other one has. Throws a `Fault`
 * when there is none or more than one.
 */
export async function companyMeant(ctx: Ctx, words: string): Promise<CompanyFound> {
  const companies = await companiesFound(ctx);
  const wanted = words.trim().toLocaleLowerCase();
  const exact = companies.filter(({ id, name }) => id === wanted || name.toLocaleLowerCase() === wanted);
  const like = companies.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const meant = exact.length > 0 ? exact : like;
  if (meant.length === 1) return meant[0]!;
  const names = (list: readonly CompanyFound[]) => list.map(({ id, name }) => `${name} (${id})`).join(", ");
  if (meant.length > 1) throw new Fault(`${words}: several companies are called so: ${names(meant)}`);
  throw new Fault(
    companies.length === 0
      ? "there is no company yet"
      : `${words}: there is no such company; there are ${names(companies)}`,
  );
}

/** The system at work for a company. */
export const onBehalfOf = (ctx: Ctx, { id, name }: CompanyFound): Ctx =>
  ctx.as({ kind: "system", company: { id, name, clientRole: null, providerRole: null, engagements: [] } });

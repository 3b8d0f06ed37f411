/** A person as actor without a session: whoever writes a mail, or opens a link that was sent to them. */
import type { ClientRole, ProviderRole } from "@handschlag/engine/rights.ts";
import type { Kysely } from "kysely";
import type { Actor } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import { inScope, type EngagementId, type PersonId, type TenantId } from "../db/tenant.ts";

/**
 * The person as they may act for a company; `undefined` when they are not, or no longer, one of its people. Nothing was
 * proven beyond what brought the mail or link: acts that need a fresh proof are refused.
 */
export function actorFor(
  db: Kysely<DB>,
  person: string,
  company: string,
): Promise<(Actor & { readonly kind: "person" }) | undefined> {
  return inScope(db, { scope: "identity" }, { readOnly: true }, async (tx) => {
    const row = await tx
      .selectFrom("membership as m")
      .innerJoin("person as p", "p.id", "m.person_id")
      .innerJoin("company as c", "c.id", "m.tenant_id")
      .select(["p.id", "p.name", "c.name as company", "m.client_role", "m.provider_role"])
      .where("m.person_id", "=", person)
      .where("m.tenant_id", "=", company)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const engagements =
      row.provider_role === null
        ? []
        : await tx
            .selectFrom("engagement as e")
            .select(["e.engagement_id", "e.tenant_id"])
            .where("e.provider_id", "=", company)
            .$if(row.provider_role === "external", (query) =>
              query.where((asked) =>
                asked.exists(
                  asked
                    .selectFrom("assignment as a")
                    .select("a.assigned_id")
                    .where("a.tenant_id", "=", company)
                    .where("a.person_id", "=", person)
                    .whereRef("a.assigned_id", "=", "e.engagement_id"),
                ),
              ),
            )
            .orderBy("e.engagement_id")
            .execute();
    return {
      kind: "person",
      id: row.id as PersonId,
      name: row.name,
      operator: false,
      company: {
        id: company as TenantId,
        name: row.company,
        clientRole: row.client_role as ClientRole | null,
        providerRole: row.provider_role as ProviderRole | null,
        engagements: engagements.map(({ engagement_id, tenant_id }) => ({
          id: engagement_id as EngagementId,
          tenant: tenant_id as TenantId,
        })),
      },
      sessionId: "",
      state: "full",
      confined: true,
      confirmedAt: undefined,
    };
  });
}

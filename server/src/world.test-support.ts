/**
 * Two clients with two providers between them. Made anew for each question that a walk over the routes asks, so that no
 * answer depends on the one before.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { v7 as uuidv7 } from "uuid";
import { inScope, type EngagementId, type TenantId } from "./db/tenant.ts";
import type { TestServer } from "./server.test-support.ts";

const CONTRACTS = ["brenner-maschinenbau-msp", "brenner-maschinenbau-msp-2"].map((name) =>
  readFileSync(new URL(`../../fixtures/contracts/${name}.yaml`, import.meta.url), "utf8"),
);
/** The contract of the engagement, and the version that follows. */
export const [CONTRACT, NEXT_CONTRACT] = CONTRACTS as [string, string];

let worlds = 0;

export interface World {
  readonly server: TestServer;
  /** Whose engagement is asked for. */
  readonly client: TenantId;
  readonly provider: TenantId;
  readonly engagement: EngagementId;
  /** Another client of the same provider. */
  readonly otherClient: TenantId;
  readonly elsewhere: EngagementId;
  /** Another provider of the same client. */
  readonly otherProvider: TenantId;
  readonly beside: EngagementId;
  /** What only the client and the provider may read of their engagement, and of the client only those who work for it. */
  readonly secrets: { readonly ofEngagement: readonly string[]; readonly ofClient: readonly string[] };
}

export async function makeWorld(server: TestServer): Promise<World> {
  const number = ++worlds;
  const names = { client: `Auftraggeber-${number}-`, engagement: `Betreuung-${number}-` };
  const [client, provider, otherClient, otherProvider] = [tenant(), tenant(), tenant(), tenant()];
  const [engagement, elsewhere, beside] = [uuidv7(), uuidv7(), uuidv7()] as EngagementId[] as Three;
  const created_at = new Date(server.now);
  const company = (id: TenantId, name: string) => ({ id, name, created_at });
  const between = (engagement_id: EngagementId, tenant_id: TenantId, provider_id: TenantId, name: string) => ({
    tenant_id,
    engagement_id,
    provider_id,
    name,
    created_at,
    ended_at: null,
  });
  // All at once: a walk makes hundreds of worlds.
  await server.nobody().identity(async (tx) => {
    await tx
      .insertInto("company")
      .values([
        company(client, names.client),
        company(provider, "Systemhaus"),
        company(otherClient, "Anderswo"),
        company(otherProvider, "Netzsicherheit"),
      ])
      .execute();
    await tx
      .insertInto("engagement")
      .values([
        between(engagement, client, provider, names.engagement),
        between(elsewhere, otherClient, provider, "Betreuung"),
        between(beside, client, otherProvider, "Firewall"),
      ])
      .execute();
  });
  await putContract(server, client, engagement);
  const secrets = { ofEngagement: [engagement, names.engagement], ofClient: [client, names.client] };
  return { server, client, provider, engagement, otherClient, elsewhere, otherProvider, beside, secrets };
}

const tenant = (): TenantId => uuidv7() as TenantId;
type Three = [EngagementId, EngagementId, EngagementId];

/** Puts the first version of the contract into an engagement, as if imported. */
async function putContract({ db, now }: TestServer, of: TenantId, engagement: EngagementId): Promise<void> {
  await inScope(db, { tenant: of, side: "system" }, { readOnly: false }, (tx) =>
    tx
      .insertInto("contract_version")
      .values({
        tenant_id: of,
        engagement_id: engagement,
        version_id: uuidv7(),
        number: 1,
        valid_from: "2025-10-01",
        source: CONTRACT,
        source_hash: createHash("sha256").update(CONTRACT).digest(),
        imported_at: new Date(now),
      })
      .execute(),
  );
}

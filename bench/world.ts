/** A database of its own with a client, its provider and a contract, for parts of the benchmark that need a server. */
import { randomUUID } from "node:crypto";
import type { Instant } from "@handschlag/engine/instant.ts";
import { RIGHTS, type Right } from "@handschlag/engine/rights.ts";
import { Ctx } from "@handschlag/server/context.ts";
import { databaseOf } from "@handschlag/server/db/connect.ts";
import { startEmbedded } from "@handschlag/server/db/embedded.ts";
import { migrate, rolesOf } from "@handschlag/server/db/migrate.ts";
import type { EngagementId, TenantId } from "@handschlag/server/db/tenant.ts";
import { NOBODY } from "@handschlag/server/http/authentication.ts";
import { hashOf, newToken } from "@handschlag/server/identity/tokens.ts";
import pg from "pg";

const CONNECTIONS = 20;
/** Everything that somebody may do in a company. */
export const SCOPES: readonly Right[] = RIGHTS.filter((right) => !right.startsWith("installation:"));

export type World = Awaited<ReturnType<typeof makeWorld>>;

/** Makes it in a folder that is not there yet. */
export async function makeWorld(folder: string, contract: string) {
  const embedded = await startEmbedded(folder);
  const roles = rolesOf(embedded.owner.database);
  const passwords = { app: newToken(), keeper: newToken() };
  await migrate(embedded.owner, roles, passwords);
  /** As the server has it: with the restricted role. */
  const connection = { ...embedded.owner, user: roles.app, password: passwords.app };
  const db = databaseOf(connection, CONNECTIONS);
  const superuser = new pg.Client({ ...embedded.superuser, database: embedded.owner.database });
  await superuser.connect();
  const [client, provider, engagement] = [randomUUID(), randomUUID(), randomUUID()] as [
    TenantId,
    TenantId,
    EngagementId,
  ];
  const keys = { client: newToken(), provider: newToken() };
  await new Ctx(db, NOBODY, Date.now() as Instant, "bench").identity(async (tx) => {
    const created_at = new Date();
    const company = (id: string, name: string) => ({ id, name, created_at });
    await tx
      .insertInto("company")
      .values([company(client, "Client"), company(provider, "Provider")])
      .execute();
    await tx
      .insertInto("engagement")
      .values({ tenant_id: client, engagement_id: engagement, provider_id: provider, name: "Bench", created_at })
      .execute();
    for (const [tenant_id, role, secret] of [
      [client, "owner", keys.client],
      [provider, "service-manager", keys.provider],
    ] as const)
      await tx
        .insertInto("api_key")
        .values({
          tenant_id,
          key_id: randomUUID(),
          secret_hash: hashOf(secret),
          name: "bench",
          role,
          scopes: [...SCOPES],
          created_at,
          ends_at: new Date(Date.now() + 86_400_000),
        })
        .execute();
  });
  await superuser.query(
    "insert into contract_version (tenant_id, engagement_id, version_id, number, valid_from, source, source_hash, imported_at) values ($1, $2, $3, 1, '2016-01-01', $4::text, sha256(convert_to($4::text, 'UTF8')), now())",
    [client, engagement, randomUUID(), contract],
  );
  const close = async () => {
    await superuser.end();
    await db.destroy();
    await embedded.stop();
  };
  return { embedded, connection, db, superuser, client, provider, engagement, keys, close };
}

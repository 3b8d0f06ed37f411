/** Who sends a request: by cookie, by API key, or nobody. */
import type { FastifyRequest } from "fastify";
import { sql, type Kysely } from "kysely";
import type { Instant } from "@handschlag/engine/instant.ts";
import { CLIENT_ROLES, type ClientRole, type ProviderRole, type Right } from "@handschlag/engine/rights.ts";
import { KEY_PREFIX } from "../company/api-keys.ts";
import type { Acting, Actor, SessionState } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import type { EngagementId, PersonId, TenantId } from "../db/tenant.ts";
import { cookieOf } from "./cookie.ts";
import { hashOf } from "../identity/tokens.ts";
import { Problem } from "../problem.ts";

export const NOBODY: Actor = { kind: "nobody", company: undefined };

interface ByEngagements {
  readonly engagements: readonly string[];
  readonly tenants: readonly string[];
}

interface SessionRow extends ByEngagements {
  readonly session_id: string;
  readonly state: SessionState;
  readonly confined: boolean;
  readonly confirmed_at: Date | null;
  readonly seen_at: Date;
  readonly person_id: string;
  readonly person_name: string;
  readonly operator: boolean;
  readonly company_id: string | null;
  readonly company_name: string | null;
  readonly client_role: ClientRole | null;
  readonly provider_role: ProviderRole | null;
}

interface KeyRow extends ByEngagements {
  readonly key_id: string;
  readonly role: ClientRole | ProviderRole;
  readonly scopes: readonly Right[];
  readonly company_id: string;
  readonly company_name: string;
  readonly last_used_at: Date | null;
}

const engagementsOf = ({ engagements, tenants }: ByEngagements): Acting["engagements"] =>
  engagements.map((id, index) => ({ id: id as EngagementId, tenant: tenants[index] as TenantId }));

/** The actor whose session a cookie opens, and when it was used last; `undefined` when there is no such session any more. */
export async function actorByCookie(
  db: Kysely<DB>,
  token: string,
  now: Instant,
): Promise<{ readonly actor: Actor; readonly usedAt: number } | undefined> {
  const { rows } = await sql<SessionRow>`select * from actor_by_session(${hashOf(token)}, ${new Date(now)})`.execute(
    db,
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  const company: Acting | undefined =
    row.company_id === null
      ? undefined
      : {
          id: row.company_id as TenantId,
          name: row.company_name ?? "",
          clientRole: row.client_role,
          providerRole: row.provider_role,
          engagements: engagementsOf(row),
        };
  const actor: Actor = {
    kind: "person",
    id: row.person_id as PersonId,
    name: row.person_name,
    // What concerns all companies is not one company's identity provider to vouch for.
    operator: row.operator && !row.confined,
    company,
    sessionId: row.session_id,
    state: row.state,
    confined: row.confined,
    confirmedAt: row.confirmed_at === null ? undefined : (row.confirmed_at.getTime() as Instant),
  };
  return { actor, usedAt: row.seen_at.getTime() };
}

const isClientRole = (role: string): role is ClientRole => (CLIENT_ROLES as readonly string[]).includes(role);

/** The actor of an API key, and when it was used last; 401 when it is none or has ended. */
export async function actorByKey(
  db: Kysely<DB>,
  key: string,
  now: Instant,
): Promise<{ readonly actor: Actor & { readonly kind: "key" }; readonly usedAt: number | undefined }> {
  const [, a, b, c, d, e, secret] =
    new RegExp(`^${KEY_PREFIX}([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})(.{43})$`).exec(key) ??
    [];
  if (secret === undefined) throw new Problem(401, "key-refused");
  const tenant = [a, b, c, d, e].join("-");
  const { rows } =
    await sql<KeyRow>`select * from actor_by_key(${tenant}, ${hashOf(secret)}, ${new Date(now)})`.execute(db);
  const row = rows[0];
  if (row === undefined) throw new Problem(401, "key-refused");
  const company: Acting = {
    id: row.company_id as TenantId,
    name: row.company_name,
    clientRole: isClientRole(row.role) ? row.role : null,
    providerRole: isClientRole(row.role) ? null : row.role,
    engagements: engagementsOf(row),
  };
  const actor = { kind: "key", id: row.key_id, company, scopes: new Set(row.scopes) } as const;
  return { actor, usedAt: row.last_used_at?.getTime() };
}

/** The secret of `Authorization: Bearer …`; `undefined` without that header. */
export function bearerOf(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers;
  if (authorization === undefined) return undefined;
  const found = /^Bearer ([\w-]{1,200})$/.exec(authorization);
  if (found === null) throw new Problem(401, "key-refused");
  return found[1];
}

const UNSAFE = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * Refuses what another site makes a signed-in browser send. A browser says with each request that can change something
 * where it comes from; one that does not say is refused, too. Source: docs/adr/0009-threats.md, OWASP ASVS 5.0 V3.5.
 */
export function requireSameOrigin(request: FastifyRequest, origin: string): void {
  if (!UNSAFE.has(request.method)) return;
  const { "sec-fetch-site": site, origin: from } = request.headers;
  if (from === undefined ? site !== "same-origin" : from !== origin) throw new Problem(403, "other-origin");
}

/** Who sends a request, and when the session or key was used last; nothing is written. */
export async function actorOf(
  request: FastifyRequest,
  db: Kysely<DB>,
  publicUrl: string,
  now: Instant,
): Promise<{ readonly actor: Actor; readonly usedAt: number | undefined }> {
  const key = bearerOf(request);
  if (key !== undefined) return actorByKey(db, key, now);
  const token = cookieOf(request, publicUrl.startsWith("https:"));
  const found = token === undefined ? undefined : await actorByCookie(db, token, now);
  return found ?? { actor: NOBODY, usedAt: now };
}

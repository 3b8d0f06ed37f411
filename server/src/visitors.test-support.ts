/** Everybody who may ask something of a world: each role of both sides, strangers, keys, and those who are not in. */
import { DAY_MS, HOUR_MS, type Instant } from "@handschlag/engine/instant.ts";
import { RIGHTS, type ClientRole, type ProviderRole, type Right } from "@handschlag/engine/rights.ts";
import { v7 as uuidv7 } from "uuid";
import { KEY_PREFIX } from "./company/api-keys.ts";
import type { EngagementId, TenantId } from "./db/tenant.ts";
import { sessionBegin } from "./identity/session-store.ts";
import { hashOf, newToken } from "./identity/tokens.ts";
import type { TestPerson, TestServer } from "./server.test-support.ts";
import type { World } from "./world.test-support.ts";

export interface Visitor {
  /** A cookie or an Authorization header; `undefined` for somebody who has neither. */
  readonly as: string | undefined;
  readonly person: TestPerson | undefined;
  /** For which they act, or acted. */
  readonly company: TenantId | undefined;
}

/** A right that a key has, or is the only one that it has not. */
type Make = (world: World, right: Right | undefined) => Promise<Visitor>;

interface Sitting {
  readonly state?: "full" | "second-factor" | "enrolment";
  readonly confined?: boolean;
  /** How long ago it began, with the proof of who it is. */
  readonly agoMs?: number;
}

/** Begins a session as it would stand had it begun some time ago. */
async function sit(
  server: TestServer,
  { id, company }: TestPerson,
  companyId: TenantId | null = company,
  { state = "full", confined = false, agoMs = 0 }: Sitting = {},
): Promise<string> {
  const began = (server.now - agoMs) as Instant;
  const session = { personId: id, companyId, state, confirmedAt: began, confined };
  const from = { address: "192.0.2.1", agent: "test" };
  return `handschlag=${await server.nobody().identity((tx) => sessionBegin(tx, session, from, began))}`;
}

const member =
  (
    of: "client" | "provider" | "otherClient" | "otherProvider",
    clientRole: ClientRole | null,
    providerRole: ProviderRole | null,
    { assigned, ...sitting }: Sitting & { readonly assigned?: "engagement" | "elsewhere" } = {},
  ): Make =>
  async (world) => {
    const { server } = world;
    const company = world[of];
    const engagements: readonly EngagementId[] = assigned === undefined ? [] : [world[assigned]];
    const person = await server.person(company, clientRole, providerRole, { assigned: engagements });
    return { as: await sit(server, person, company, sitting), person, company };
  };

/** Somebody who acts for no company. */
const alone =
  (operator: boolean): Make =>
  async ({ server, client }) => {
    const person = await server.person(client, null, null, { operator });
    return { as: await sit(server, person, null), person, company: undefined };
  };

interface KeyWish {
  readonly endsInMs?: number;
  readonly isRevoked?: boolean;
}

async function keyFor(
  { server }: World,
  company: TenantId,
  role: ClientRole | ProviderRole,
  scopes: readonly Right[],
  { endsInMs = DAY_MS, isRevoked = false }: KeyWish = {},
): Promise<Visitor> {
  const secret = newToken();
  const created = server.now - 2 * DAY_MS;
  await server.nobody().identity((tx) =>
    tx
      .insertInto("api_key")
      .values({
        tenant_id: company,
        key_id: uuidv7(),
        secret_hash: hashOf(secret),
        name: "test",
        role,
        scopes: [...scopes],
        created_at: new Date(created),
        ends_at: new Date(server.now + endsInMs),
        revoked_at: isRevoked ? new Date(created) : null,
      })
      .execute(),
  );
  return { as: `Bearer ${KEY_PREFIX}${company.replaceAll("-", "")}${secret}`, person: undefined, company };
}

const TENANT_RIGHTS = RIGHTS.filter((right) => !right.startsWith("installation:"));

/** Removed by the verb itself, with a session that stood open. */
const removed: Make = async (world) => {
  const { server, client } = world;
  const visitor = await member("client", "owner", null)(world, undefined);
  const owner = await member("client", "owner", null)(world, undefined);
  const answer = await server.request("DELETE", `/company/people/${visitor.person!.id}`, { as: owner.as });
  if (answer.statusCode !== 204) throw new Error(`not removed: ${answer.body}`);
  return { ...visitor, company: client };
};

const signedOut: Make = async (world) => {
  const visitor = await member("client", "owner", null)(world, undefined);
  await world.server.request("DELETE", "/session", { as: visitor.as });
  return visitor;
};

export const VISITORS = {
  owner: member("client", "owner", null),
  coordinator: member("client", "coordinator", null),
  employee: member("client", "employee", null),
  auditor: member("client", "auditor", null),
  /** Proved who they are more than ten minutes ago. */
  "stale-owner": member("client", "owner", null, { agoMs: 11 * 60_000 }),
  /** The company's identity provider vouches for them. */
  "vouched-owner": member("client", "owner", null, { confined: true }),
  /** An employee of the client, which is itself a provider elsewhere: there they are an agent. */
  "two-hats": member("client", "employee", "agent"),
  manager: member("provider", null, "service-manager"),
  agent: member("provider", null, "agent"),
  external: member("provider", null, "external", { assigned: "engagement" }),
  /** Assigned to another client of the same provider. */
  "external-elsewhere": member("provider", null, "external", { assigned: "elsewhere" }),
  "other-owner": member("otherClient", "owner", null),
  /** Works for the same client in another engagement. */
  "other-manager": member("otherProvider", null, "service-manager"),
  operator: alone(true),
  /** Signed in, and a member of nothing. */
  homeless: alone(false),
  /** With one scope only: that of the route. */
  key: (world, right) => keyFor(world, world.client, "owner", right === undefined ? TENANT_RIGHTS : [right]),
  "manager-key": (world, right) =>
    keyFor(world, world.provider, "service-manager", right === undefined ? TENANT_RIGHTS : [right]),
  /** With all scopes but that of the route. */
  "key-without": (world, right) =>
    keyFor(
      world,
      world.client,
      "owner",
      TENANT_RIGHTS.filter((each) => each !== right),
    ),
  "key-expired": (world) => keyFor(world, world.client, "owner", TENANT_RIGHTS, { endsInMs: 0 }),
  "key-revoked": (world) => keyFor(world, world.client, "owner", TENANT_RIGHTS, { isRevoked: true }),
  "second-factor": member("client", "owner", null, { state: "second-factor" }),
  enrolment: member("client", "owner", null, { state: "enrolment" }),
  "signed-out": signedOut,
  expired: member("client", "owner", null, { agoMs: 12 * HOUR_MS }),
  removed,
  nobody: () => Promise.resolve({ as: undefined, person: undefined, company: undefined }),
} satisfies Readonly<Record<string, Make>>;

export type VisitorName = keyof typeof VISITORS;

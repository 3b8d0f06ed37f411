/** A server of its own for a test file: database, app, people. Time stands still unless a test moves it. */
import { instant, type Instant } from "@handschlag/engine/instant.ts";
import type { ClientRole, ProviderRole, Right } from "@handschlag/engine/rights.ts";
import type { FastifyInstance, FastifyServerOptions, InjectOptions, LightMyRequestResponse } from "fastify";
import type { Kysely } from "kysely";
import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { inject } from "vitest";
import { keyMake } from "./company/api-keys.ts";
import { contractImport } from "./contract/contracts.ts";
import { Ctx } from "./context.ts";
import { createTestDatabase, type TestDatabase } from "./db/cluster.test-support.ts";
import { databaseOf } from "./db/connect.ts";
import { rolesOf } from "./db/migrate.ts";
import type { DB } from "./db/schema.gen.ts";
import type { EngagementId, PersonId, TenantId } from "./db/tenant.ts";
import { TEST_PASSWORDS } from "./db/test-cluster.test-support.ts";
import { actorByCookie, NOBODY } from "./http/authentication.ts";
import { makeApp } from "./http/app.ts";
import { LiveFeed } from "./http/live-feed.ts";
import { Metrics } from "./http/metrics.ts";
import { passwordPut } from "./identity/account.ts";
import { hashPassword } from "./identity/password-hash.ts";
import { Seal } from "./identity/seal.ts";
import { sessionBegin } from "./identity/session-store.ts";

export const PASSWORD = "ein-gutes-Passwort-7";
/** What seals secrets in every test's database. */
export const TEST_SEAL = new Seal(Buffer.alloc(32, 7));
export const ORIGIN = "http://localhost:4400";
const FROM = { address: "192.0.2.1", agent: "test" };
let passwordHash: Promise<string> | undefined;

/** Somebody who can be signed in. */
export interface TestPerson {
  readonly id: PersonId;
  readonly email: string;
  readonly company: TenantId;
}

interface RequestWish {
  /** A cookie, or an Authorization header. */
  readonly as?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** The address that it comes from. */
  readonly from?: string;
}

interface TestServerWish {
  /** Whether links of the sample sign in. */
  readonly sample?: boolean;
  readonly publicUrl?: string;
  /** The built pages, for tests with a browser. */
  readonly webFolder?: string;
  readonly ready?: () => Promise<boolean>;
  readonly options?: FastifyServerOptions;
  /** A database to copy instead of the empty one. */
  readonly template?: string | undefined;
}

export class TestServer {
  readonly db: Kysely<DB>;
  readonly database: TestDatabase;
  readonly seal = TEST_SEAL;
  readonly app: FastifyInstance;
  readonly live: LiveFeed;
  readonly origin: string;
  now: Instant = instant("2026-11-23T08:00:00Z");

  private constructor(
    db: Kysely<DB>,
    database: TestDatabase,
    live: LiveFeed,
    origin: string,
    app: (server: TestServer) => FastifyInstance,
  ) {
    this.origin = origin;
    this.db = db;
    this.database = database;
    this.live = live;
    this.app = app(this);
  }

  static async start({
    sample = false,
    publicUrl = ORIGIN,
    webFolder = "",
    ready = () => Promise.resolve(true),
    options = {},
    template,
  }: TestServerWish = {}): Promise<TestServer> {
    const cluster = inject("cluster");
    const database = await createTestDatabase(cluster, template);
    const { app: role } = rolesOf(cluster.owner.database);
    const db = databaseOf(database.as(role, TEST_PASSWORDS.app), 8);
    const live = new LiveFeed(db);
    let server: TestServer | undefined;
    const parts = {
      db,
      seal: TEST_SEAL,
      clock: () => server!.now,
      publicUrl,
      sample,
      live,
      metrics: new Metrics(),
      webFolder: webFolder === "" ? undefined : webFolder,
      ready,
      privateHosts: true,
    };
    const app = await makeApp(parts, options);
    server = new TestServer(db, database, live, publicUrl, () => app);
    return server;
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.db.destroy();
    await this.database.drop();
  }

  nobody(): Ctx {
    return new Ctx(this.db, NOBODY, this.now, "test");
  }

  /** A company with nobody in it. */
  async company(name: string): Promise<TenantId> {
    const id = uuidv7() as TenantId;
    await this.nobody().identity((tx) =>
      tx
        .insertInto("company")
        .values({ id, name, created_at: new Date(this.now) })
        .execute(),
    );
    return id;
  }

  /** A member of a company, with the password `PASSWORD`. */
  async person(
    company: TenantId,
    clientRole: ClientRole | null,
    providerRole: ProviderRole | null = null,
    { name = "Anna Beispiel", operator = false, assigned = [] as readonly EngagementId[] } = {},
  ): Promise<TestPerson> {
    const id = uuidv7() as PersonId;
    const email = `${id}@example.org`;
    const hash = await (passwordHash ??= hashPassword(PASSWORD));
    const at = new Date(this.now);
    await this.nobody().identity(async (tx) => {
      await tx.insertInto("person").values({ id, name, language: "de", operator, created_at: at }).execute();
      await tx.insertInto("person_account").values({ person_id: id, email }).execute();
      await passwordPut(tx, id, hash, at);
      if (clientRole !== null || providerRole !== null)
        await tx
          .insertInto("membership")
          .values({
            tenant_id: company,
            person_id: id,
            client_role: clientRole,
            provider_role: providerRole,
            joined_at: at,
          })
          .execute();
      if (assigned.length > 0)
        await tx
          .insertInto("assignment")
          .values(assigned.map((assigned_id) => ({ tenant_id: company, person_id: id, assigned_id })))
          .execute();
    });
    return { id, email, company };
  }

  /** An engagement between two companies. */
  async engagement(client: TenantId, provider: TenantId, name = "IT-Betreuung"): Promise<EngagementId> {
    const id = uuidv7() as EngagementId;
    await this.nobody().identity((tx) =>
      tx
        .insertInto("engagement")
        .values({
          tenant_id: client,
          engagement_id: id,
          provider_id: provider,
          name,
          created_at: new Date(this.now),
          ended_at: null,
        })
        .execute(),
    );
    return id;
  }

  /** The cookie of a new session of a person. */
  async cookie({ id, company }: TestPerson, state: "second-factor" | "enrolment" | "full" = "full"): Promise<string> {
    const confirmedAt = state === "full" ? this.now : undefined;
    const session = { personId: id, companyId: company, state, confirmedAt };
    const token = await this.nobody().identity((tx) => sessionBegin(tx, session, FROM, this.now));
    return `handschlag=${token}`;
  }

  /** What a person may do, as the verbs see it. */
  async ctx(person: TestPerson): Promise<Ctx> {
    const found = await actorByCookie(this.db, (await this.cookie(person)).split("=")[1]!, this.now);
    return this.nobody().as(found!.actor);
  }

  /** An API key made by a person: the whole header. */
  async key(person: TestPerson, role: ClientRole | ProviderRole, scopes: readonly Right[]): Promise<string> {
    const { key } = await keyMake(await this.ctx(person), { name: "test", role, scopes, days: 30 });
    return `Bearer ${key}`;
  }

  async importContract(person: TestPerson, engagement: EngagementId, text: string): Promise<void> {
    await contractImport(await this.ctx(person), engagement, text);
  }

  /** The types of a company's events, in the order in which they were recorded. */
  async events(tenant: TenantId): Promise<string[]> {
    const rows = await this.nobody().read({ tenant, side: "system" }, (tx) =>
      tx.selectFrom("event").select("type").where("tenant_id", "=", tenant).orderBy("tx").orderBy("event_id").execute(),
    );
    return rows.map(({ type }) => type);
  }

  /** Runs a statement as the owner of the tables. */
  async asOwner(text: string): Promise<void> {
    const client = new pg.Client(this.database.owner);
    await client.connect();
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  }

  /** Opens the stream of what happens; its answer goes on until it is destroyed. */
  listen(as?: string, headers: Record<string, string> = {}, from?: string): Promise<LightMyRequestResponse> {
    const options = this.optionsOf("GET", "/live", { as, headers, ...(from !== undefined && { from }) });
    return this.app.inject({ ...options, payloadAsStream: true });
  }

  /** Sends a request as a page of our own would; `as` is a cookie or an Authorization header. */
  request(
    method: NonNullable<InjectOptions["method"]>,
    path: string,
    wish: RequestWish = {},
  ): Promise<LightMyRequestResponse> {
    return this.app.inject(this.optionsOf(method, path, wish));
  }

  private optionsOf(
    method: NonNullable<InjectOptions["method"]>,
    path: string,
    { as, body, headers = {}, from }: RequestWish,
  ): InjectOptions {
    const identity = as === undefined ? {} : as.startsWith("Bearer ") ? { authorization: as } : { cookie: as };
    return {
      method,
      url: path.startsWith("/api/") ? path : `/api/v1${path}`,
      ...(from !== undefined && { remoteAddress: from }),
      headers: {
        origin: this.origin,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...identity,
        ...headers,
      },
      ...(body !== undefined && { payload: typeof body === "string" ? body : JSON.stringify(body) }),
    };
  }
}

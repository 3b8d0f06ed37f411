/** Who asks, for which company, on which side, when; and the only ways to read and to change. */
import type { Instant } from "@handschlag/engine/instant.ts";
import { hasRight, RIGHTS, type ClientRole, type ProviderRole, type Right } from "@handschlag/engine/rights.ts";
import { sql, type Kysely } from "kysely";
import type { DB } from "./db/schema.gen.ts";
import {
  inScope,
  type EngagementId,
  type PersonId,
  type Scope,
  type TenantId,
  type TenantSide,
  type Tx,
} from "./db/tenant.ts";
import { recordedIn } from "./event/record.ts";
import { Problem } from "./problem.ts";

/** The company for which somebody acts, and what they are there. */
export interface Acting {
  readonly id: TenantId;
  readonly name: string;
  readonly clientRole: ClientRole | null;
  readonly providerRole: ProviderRole | null;
  /** As provider: where they may work. */
  readonly engagements: readonly { readonly id: EngagementId; readonly tenant: TenantId }[];
}

export type SessionState = "second-factor" | "enrolment" | "full";

export type Actor =
  | {
      readonly kind: "person";
      readonly id: PersonId;
      readonly name: string;
      readonly operator: boolean;
      readonly company: Acting | undefined;
      readonly sessionId: string;
      readonly state: SessionState;
      /** Signed in by the company's identity provider, which vouches for nothing beyond the company. */
      readonly confined: boolean;
      readonly confirmedAt: Instant | undefined;
    }
  | { readonly kind: "key"; readonly id: string; readonly company: Acting; readonly scopes: ReadonlySet<Right> }
  /** Work that nobody asked for, and commands at the server's own terminal: there for a company, if for any. */
  | { readonly kind: "system"; readonly company: Acting | undefined }
  | { readonly kind: "nobody"; readonly company: undefined };

/** A tenant and the side on which the actor stands in it. */
export interface Place {
  readonly tenant: TenantId;
  readonly side: TenantSide;
  /** Only what is of this engagement, not the company's other affairs. */
  readonly engagement?: EngagementId;
}

/** A creation that may be repeated without happening twice. */
export interface Repeatable {
  readonly keyHash: Buffer;
  readonly requestHash: Buffer;
  /** What is kept of the answer for a repetition: without secrets that are shown once. */
  readonly keep: (result: unknown) => unknown;
}

/** Not a fault: the request was carried out before, and this was its answer. */
export class Repeated extends Error {
  readonly answer: unknown;
  constructor(answer: unknown) {
    super("repeated");
    this.answer = answer;
  }
}

const CONFIRMED_MS = 10 * 60_000;
/** Rights in an engagement, which a company's people have by their role on that side only. */
const isOfEngagement = (right: Right): boolean => /^(engagement|contract|ticket|change):/.test(right);
/** Rights that mean something in an engagement: it has a history of its own. */
const holdsInEngagement = (right: Right): boolean => isOfEngagement(right) || right === "history:read";

const LEADING = ["owner", "service-manager"] as const;

/** Made once for each request, job or command. */
export class Ctx {
  readonly actor: Actor;
  readonly now: Instant;
  readonly requestId: string;
  readonly repeatable: Repeatable | undefined;
  private readonly db: Kysely<DB>;

  constructor(db: Kysely<DB>, actor: Actor, now: Instant, requestId: string, repeatable?: Repeatable) {
    this.db = db;
    this.actor = actor;
    this.now = now;
    this.requestId = requestId;
    this.repeatable = repeatable;
  }

  /** The same at sign-in, where the person is known and not yet the actor. */
  signedBy(personId: string, company: TenantId): Ctx {
    const acting = { id: company, name: "", clientRole: null, providerRole: null, engagements: [] };
    const known = { kind: "person", id: personId as PersonId, name: "", operator: false, company: acting } as const;
    const actor: Actor = { ...known, sessionId: "", state: "full", confined: false, confirmedAt: undefined };
    return new Ctx(this.db, actor, this.now, this.requestId);
  }

  /** 401 when nobody is signed in, 403 when the sign-in is not complete. */
  requireSignedIn(): void {
    if (this.actor.kind === "nobody") throw new Problem(401, "sign-in-needed");
    if (this.actor.kind === "person" && this.actor.state !== "full")
      throw new Problem(403, `${this.actor.state}-needed`);
  }

  /** As `requireSignedIn`, and 403 for whoever acts for no company. */
  requireMember(): void {
    this.requireSignedIn();
    if (this.actor.company === undefined) throw new Problem(403, "company-needed");
  }

  /** What an event says of who did it. */
  get signature(): {
    readonly kind: "person" | "key" | "system";
    readonly id: string | null;
    readonly company: string | null;
  } {
    const { actor } = this;
    if (actor.kind === "system" || actor.kind === "nobody") return { kind: "system", id: null, company: null };
    return { kind: actor.kind, id: actor.id, company: actor.company?.id ?? null };
  }

  /** The person's id; 403 for a key, which has no account. */
  get personId(): PersonId {
    if (this.actor.kind !== "person") throw new Problem(403, "person-needed");
    return this.actor.id;
  }

  /** The person's name as they gave it; 403 for a key. */
  get personName(): string {
    if (this.actor.kind !== "person") throw new Problem(403, "person-needed");
    return this.actor.name;
  }

  /** The company acted for; 401 when nobody is signed in, 403 without one. */
  get company(): Acting {
    if (this.actor.kind === "nobody") throw new Problem(401, "sign-in-needed");
    if (this.actor.company === undefined) throw new Problem(403, "company-needed");
    return this.actor.company;
  }

  /** The actor's place in its own company. */
  get own(): Place {
    if (this.actor.kind === "system") return { tenant: this.company.id, side: "system" };
    return { tenant: this.company.id, side: this.company.clientRole === null ? "company" : "client" };
  }

  /** Where an engagement lies for the actor; 404 when it is none of theirs. A client's engagements are all in its own tenant. */
  placeOf(engagement: EngagementId): Place {
    const other = this.company.engagements.find(({ id }) => id === engagement);
    if (other !== undefined) return { tenant: other.tenant, side: "provider", engagement };
    if (this.company.clientRole === null) throw new Problem(404, "engagement-not-found");
    return { tenant: this.company.id, side: "client", engagement };
  }

  /** Whether the actor has a right at a place. */
  may(right: Right, place?: Place): boolean {
    const { actor } = this;
    if (actor.kind === "person" && actor.state !== "full") return false;
    if (actor.kind === "person" && right.startsWith("installation:"))
      return actor.operator && hasRight("operator", right);
    if (actor.company === undefined || (actor.kind === "key" && !actor.scopes.has(right))) return false;
    // Whoever has the machine may set up a company's people and keys; what it has agreed with others is theirs alone.
    if (actor.kind === "system") return !isOfEngagement(right) && LEADING.some((role) => hasRight(role, right));
    const { clientRole, providerRole } = actor.company;
    const isInEngagement = place?.engagement !== undefined;
    if (isInEngagement && !holdsInEngagement(right)) return false;
    if (place?.side === "provider") return providerRole !== null && hasRight(providerRole, right);
    if (clientRole !== null && hasRight(clientRole, right)) return true;
    return !isInEngagement && !isOfEngagement(right) && providerRole !== null && hasRight(providerRole, right);
  }

  /** 401 when nobody is signed in, 403 when the sign-in is not complete or the right is missing. */
  require(right: Right, place?: Place): void {
    this.requireSignedIn();
    if (!this.may(right, place)) throw new Problem(403, "right-missing", { right });
  }

  /** Acts on the account itself: 403 when a company's identity provider vouches for the person instead of the person. */
  requireOwnSignIn(): void {
    if (this.actor.kind === "person" && this.actor.confined) throw new Problem(403, "own-sign-in-needed");
  }

  /** Dangerous acts: 403 unless the person proved within ten minutes who they are. Keys prove it with each request. */
  requireConfirmed(): void {
    const { actor } = this;
    if (actor.kind !== "person") return;
    if (actor.confirmedAt === undefined || this.now - actor.confirmedAt > CONFIRMED_MS)
      throw new Problem(403, "confirmation-needed");
  }

  rightsAt(place?: Place): readonly Right[] {
    return RIGHTS.filter((right) => this.may(right, place));
  }

  private scopeAt(place: Place | undefined, scope: Scope["scope"]): Scope {
    const { actor } = this;
    return {
      tenant: place?.tenant,
      side: place?.side,
      company: actor.company?.id,
      engagements: actor.company?.engagements.map(({ id }) => id),
      person: actor.kind === "person" ? actor.id : undefined,
      actor: this.signature.id ?? undefined,
      scope,
    };
  }

  /** Reads at a place, or across all engagements of the actor. Cannot write. */
  read<T>(place: Place | undefined, work: (tx: Tx) => Promise<T>, scope?: Scope["scope"]): Promise<T> {
    return inScope(this.db, this.scopeAt(place, scope), { readOnly: true }, work);
  }

  /** Reads on the provider's side across all engagements of the actor's company. */
  readAcross<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return inScope(this.db, { ...this.scopeAt(undefined, undefined), side: "provider" }, { readOnly: true }, work);
  }

  /** Changes something at a place. Throws a defect when nothing was recorded: no change without its event. */
  change<T>(place: Place, work: (tx: Tx) => Promise<T>, scope?: Scope["scope"]): Promise<T> {
    return inScope(this.db, this.scopeAt(place, scope), { readOnly: false }, async (tx) => {
      await this.requireFirst(tx, place.tenant);
      const result = await work(tx);
      if (recordedIn(tx) === 0) throw new Error("broken invariant: a change records an event");
      await this.keepAnswer(tx, place.tenant, result);
      return result;
    });
  }

  /** Throws `Repeated` when a request with the same key was carried out before; 422 when the key was used for another one. */
  private async requireFirst(tx: Tx, tenant: TenantId | undefined): Promise<void> {
    const { repeatable } = this;
    if (repeatable === undefined) return;
    // The second of two at once waits here until the first is done.
    await sql`select pg_advisory_xact_lock(${repeatable.keyHash.readBigInt64BE().toString()}::bigint)`.execute(tx);
    const before = await tx
      .selectFrom("idempotency")
      .select(["request_hash", "answer"])
      .where("actor_id", "=", this.signature.id)
      .where("key_hash", "=", repeatable.keyHash)
      .$if(tenant !== undefined, (query) => query.where("tenant_id", "=", tenant!))
      .executeTakeFirst();
    if (before === undefined) return;
    if (!before.request_hash.equals(repeatable.requestHash))
      throw new Problem(422, "idempotency-key-reused", { field: "header.idempotency-key" });
    throw new Repeated(before.answer);
  }

  private async keepAnswer(tx: Tx, tenant: TenantId, result: unknown): Promise<void> {
    const { repeatable } = this;
    const actor = this.signature.id;
    if (repeatable === undefined || actor === null) return;
    await tx
      .insertInto("idempotency")
      .values({
        tenant_id: tenant,
        actor_id: actor,
        key_hash: repeatable.keyHash,
        request_hash: repeatable.requestHash,
        answer: JSON.stringify(repeatable.keep(result)),
        created_at: new Date(this.now),
      })
      .execute();
  }

  /** The same request, once it is known who sends it. */
  as(actor: Actor): Ctx {
    return new Ctx(this.db, actor, this.now, this.requestId);
  }

  /** The same actor and moment, for a creation that may be repeated. */
  repeating(repeatable: Repeatable): Ctx {
    return new Ctx(this.db, this.actor, this.now, this.requestId, repeatable);
  }

  /** Writes what is no fact of the tenant's: the next number, a person's own view. */
  note<T>(place: Place, work: (tx: Tx) => Promise<T>): Promise<T> {
    return inScope(this.db, this.scopeAt(place, undefined), { readOnly: false }, work);
  }

  /** The same actor and request, not before an instant: what is recorded later is later. */
  notBefore(at: Instant): Ctx {
    return at <= this.now ? this : new Ctx(this.db, this.actor, at, this.requestId, this.repeatable);
  }

  /** Founds a company, whose id `work` returns: a change at a place that comes to be within it. */
  found<T extends { readonly id: TenantId }>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return inScope(
      this.db,
      { ...this.scopeAt(undefined, "identity"), side: "system" },
      { readOnly: false },
      async (tx) => {
        await this.requireFirst(tx, undefined);
        const result = await work(tx);
        if (recordedIn(tx) === 0) throw new Error("broken invariant: a change records an event");
        await this.keepAnswer(tx, result.id, result);
        return result;
      },
    );
  }

  /** Work of signing in and of sessions, which belongs to no tenant and leaves no event. */
  identity<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return inScope(this.db, this.scopeAt(undefined, "identity"), { readOnly: false }, work);
  }
}

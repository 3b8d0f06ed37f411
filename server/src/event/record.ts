/** Writing down what happened, in the transaction in which it happens. */
import { createHash, randomBytes } from "node:crypto";
import canonicalize from "canonicalize";
import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Ctx, Place } from "../context.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";

/** A fact as a verb reports it. Facts hold ids, never names: people can be erased, facts cannot. */
export interface Fact {
  /** Noun and past tense: `contract.imported`. */
  readonly type: string;
  readonly subjectId?: string;
  readonly engagementId?: EngagementId;
  readonly visibleTo: "both" | "client" | "provider";
  /** When it happened, if not now. */
  readonly at?: number;
  readonly facts?: Readonly<Record<string, unknown>>;
  /** What law may require to erase; kept beside the event, which holds a salted hash of it. */
  readonly personal?: Readonly<Record<string, unknown>>;
}

/** The version of the form of an event's body, so that later ones can differ. */
const FORM = 1;

const counts = new WeakMap<Tx, number>();

/** How many events a transaction has recorded so far. */
export const recordedIn = (tx: Tx): number => counts.get(tx) ?? 0;

const canonical = (value: unknown): string => {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("broken invariant: a fact is JSON");
  return text;
};

const sha256 = (...parts: (string | Buffer)[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Appends an event to the tenant's log. Returns its id. */
export async function record(tx: Tx, ctx: Ctx, place: Place, fact: Fact): Promise<string> {
  // Counted, so that events of one transaction stay in the order in which they were recorded.
  const id = uuidv7({ msecs: ctx.now, seq: recordedIn(tx) });
  const recordedAt = new Date(ctx.now);
  const at = new Date(fact.at ?? ctx.now);
  const engagement = fact.engagementId ?? null;
  const salt = fact.personal && randomBytes(16);
  const personal = fact.personal && canonical(fact.personal);
  const body = canonical({
    form: FORM,
    id,
    tenant: place.tenant,
    engagement,
    visibleTo: fact.visibleTo,
    type: fact.type,
    subject: fact.subjectId ?? null,
    at: at.toISOString(),
    recordedAt: recordedAt.toISOString(),
    by: { ...ctx.signature, side: place.side },
    request: ctx.requestId,
    facts: fact.facts ?? {},
    ...(salt && personal && { personal: sha256(salt, personal).toString("hex") }),
  });
  const shared = { tenant_id: place.tenant, event_id: id, engagement_id: engagement, visible_to: fact.visibleTo };
  await tx
    .insertInto("event")
    .values({
      ...shared,
      type: fact.type,
      subject_id: fact.subjectId ?? null,
      at,
      recorded_at: recordedAt,
      body,
      hash: sha256(body),
    })
    .execute();
  if (salt && personal)
    await tx
      .insertInto("event_personal")
      .values({ ...shared, salt, content: personal })
      .execute();
  counts.set(tx, recordedIn(tx) + 1);
  return id;
}

/** Erases what events of a tenant hold of a subject beside their hashed part. Their hashes still prove that it was there. */
export async function erasePersonal(tx: Tx, place: Place, subjectId: string): Promise<void> {
  await sql`delete from event_personal p using event e
    where e.tenant_id = p.tenant_id and e.event_id = p.event_id and p.tenant_id = ${place.tenant} and e.subject_id = ${subjectId}`.execute(
    tx,
  );
}

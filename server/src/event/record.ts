/** Writing down what happened, in the transaction in which it happens. */
import { createHash, randomBytes } from "node:crypto";
import canonicalize from "canonicalize";
import { sql, type Insertable, type RawBuilder } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Ctx, Place } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { insertion, insertionOfMany, together } from "../db/together.ts";

/** A fact as a verb reports it. Facts hold ids, never names: people can be erased, facts cannot. */
export interface Fact {
  /** Its id, where that has to be known before it is recorded. */
  readonly id?: string;
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
  /** It happened in another tool and is told to nobody live. All facts that are recorded together are, or none. */
  readonly imported?: true;
}

/** The version of the form of an event's body, so that later ones can differ. */
const FORM = 1;
/** A statement takes 65,535 parameters. */
const ROWS_MAX = 2_000;
/** From so many rows on they go as one value. */
const MANY = 50;

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

interface Rows {
  readonly event: Insertable<DB["event"]>;
  readonly personal: Insertable<DB["event_personal"]> | undefined;
}

/** The rows of an event: the `seq`-th of its transaction, so that they stay in the order in which they were recorded. */
function rowsOf(ctx: Ctx, place: Place, fact: Fact, seq: number): Rows {
  const id = fact.id ?? uuidv7({ msecs: ctx.now, seq });
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
  return {
    event: {
      ...shared,
      type: fact.type,
      subject_id: fact.subjectId ?? null,
      at,
      recorded_at: recordedAt,
      body,
      hash: sha256(body),
      ...(fact.imported && { imported: true }),
    },
    personal: salt && personal ? { ...shared, salt, content: personal } : undefined,
  };
}

/** The id of the next event of a transaction, or of the one so many after it. */
export const nextEventId = (tx: Tx, ctx: Ctx, after = 0): string =>
  uuidv7({ msecs: ctx.now, seq: recordedIn(tx) + after });

/** Appends an event to the tenant's log. Returns its id. */
export async function record(tx: Tx, ctx: Ctx, place: Place, fact: Fact): Promise<string> {
  const [id] = await recordAll(tx, ctx, place, [fact]);
  return id!;
}

/** Appends events in their order. `along`: what else the change writes, in the same round trip. Returns their ids. */
export async function recordAll(
  tx: Tx,
  ctx: Ctx,
  place: Place,
  facts: readonly Fact[],
  along: readonly RawBuilder<unknown>[] = [],
): Promise<readonly string[]> {
  const rows = facts.map((fact, index) => rowsOf(ctx, place, fact, recordedIn(tx) + index));
  for (let from = 0; from < rows.length; from += ROWS_MAX) {
    const some = rows.slice(from, from + ROWS_MAX);
    const personal = some.flatMap((row) => (row.personal === undefined ? [] : [row.personal]));
    const events = some.map(({ event }) => event);
    const insert = some.length < MANY ? insertion : insertionOfMany;
    await together(tx, [
      insert("event", events),
      ...(personal.length > 0 ? [insert("event_personal", personal)] : []),
      ...(from === 0 ? along : []),
    ]);
  }
  counts.set(tx, recordedIn(tx) + facts.length);
  return rows.map(({ event }) => event.event_id);
}

/** Erases what events of a tenant hold of a subject beside their hashed part. Their hashes still prove that it was there. */
export async function erasePersonal(tx: Tx, place: Place, subjectId: string): Promise<void> {
  await sql`delete from event_personal p using event e
    where e.tenant_id = p.tenant_id and e.event_id = p.event_id and p.tenant_id = ${place.tenant} and e.subject_id = ${subjectId}`.execute(
    tx,
  );
}

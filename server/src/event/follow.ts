/** Following the events of all tenants: each once, in the order of their transactions, on however many nodes. */
import type { Instant } from "@handschlag/engine/instant.ts";
import { sql, type Kysely } from "kysely";
import type { DB } from "../db/schema.gen.ts";
import { inScope, type EngagementId, type TenantId, type Tx } from "../db/tenant.ts";
import { horizonOf, placeOf, type Position } from "./position.ts";

const BATCH = 200;

/** An event as its body says it, without what is personal. */
export interface FollowedEvent {
  readonly id: string;
  readonly tenant: TenantId;
  readonly engagement: EngagementId | undefined;
  readonly type: string;
  readonly subject: string | undefined;
  readonly visibleTo: "both" | "client" | "provider";
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly by: { readonly kind: "person" | "key" | "system"; readonly id: string | null; readonly side: string };
  readonly facts: Readonly<Record<string, unknown>>;
}

interface Stored {
  readonly event_id: string;
  readonly tenant_id: string;
  readonly body: string;
}

interface Row extends Stored {
  readonly tx: string;
}

/**
 * Hands the events since the last time to `work`, in one transaction with how far it has come: what `work` writes is
 * written once for each event. A follower that is new begins with what happens next. Returns how many there were;
 * 0, too, while another node is at it.
 */
export function follow(
  db: Kysely<DB>,
  name: string,
  work: (tx: Tx, events: readonly FollowedEvent[]) => Promise<void>,
): Promise<number> {
  return inScope(db, { scope: "mail" }, { readOnly: false }, async (tx) => {
    const position = await positionLocked(tx, name);
    if (position === undefined) return 0;
    const horizon = await horizonOf(tx);
    const rows = await rowsBetween(tx, position, horizon);
    if (rows.length > 0) await work(tx, rows.map(eventOf));
    const last = rows.length < BATCH ? placeOf(horizon) : { tx: rows.at(-1)!.tx, id: rows.at(-1)!.event_id };
    // Nothing is written while nothing happens: the horizon moves with every transaction of anybody.
    if (rows.length > 0)
      await tx.updateTable("event_reader").set({ tx: last.tx, event_id: last.id }).where("name", "=", name).execute();
    return rows.length;
  });
}

/** How far a follower has come; `undefined` while another node has it, and for one that is new, which begins now. */
async function positionLocked(tx: Tx, name: string): Promise<Position | undefined> {
  const row = await tx
    .selectFrom("event_reader")
    .select(["tx", "event_id"])
    .where("name", "=", name)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (row !== undefined) return { tx: row.tx, id: row.event_id };
  const now = placeOf(await horizonOf(tx));
  await tx
    .insertInto("event_reader")
    .values({ name, tx: now.tx, event_id: now.id })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return undefined;
}

async function rowsBetween(tx: Tx, position: Position, horizon: string): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`select tx::text, event_id, tenant_id, body from event
    where not imported and (tx, event_id) > (${position.tx}::bigint, ${position.id}::uuid) and tx < ${horizon}::bigint
    order by tx, event_id limit ${BATCH}`.execute(tx);
  return rows;
}

/** An event as its row holds it. */
export function eventOf({ event_id, tenant_id, body }: Stored): FollowedEvent {
  const read = JSON.parse(body) as {
    readonly engagement: string | null;
    readonly type: string;
    readonly subject: string | null;
    readonly visibleTo: FollowedEvent["visibleTo"];
    readonly at: string;
    readonly recordedAt: string;
    readonly by: FollowedEvent["by"];
    readonly facts: FollowedEvent["facts"];
  };
  return {
    id: event_id,
    tenant: tenant_id as TenantId,
    engagement: (read.engagement ?? undefined) as EngagementId | undefined,
    type: read.type,
    subject: read.subject ?? undefined,
    visibleTo: read.visibleTo,
    at: Date.parse(read.at) as Instant,
    recordedAt: Date.parse(read.recordedAt) as Instant,
    by: read.by,
    facts: read.facts,
  };
}

/** Noticing new events: each process looks for them a few times a second, once for all of its pages. */
import { sql, type Kysely } from "kysely";
import type { DB } from "../db/schema.gen.ts";
import { inScope, type Tx } from "../db/tenant.ts";
import { horizonOf, placeOf, type Position } from "../event/position.ts";

const POLL_MS = 300;
export const BATCH_MAX = 200;

interface Listener {
  /** The tenants whose events may concern it. */
  readonly concerns: (tenant: string) => boolean;
  readonly wake: () => void;
  /** Told when this process ends. */
  readonly end: () => void;
}

/** Events in the order of their transactions, up to a horizon. What is seen is decided by the scope of the transaction. */
export const eventsBetween = (tx: Tx, position: Position, horizon: string) =>
  tx
    .selectFrom("event")
    .select(["tx", "event_id", "tenant_id", "engagement_id", "type", "subject_id"])
    .where(sql<boolean>`(tx, event_id) > (${position.tx}::bigint, ${position.id}::uuid)`)
    .where(sql<boolean>`tx < ${horizon}::bigint`)
    .orderBy("tx")
    .orderBy("event_id")
    .limit(BATCH_MAX)
    .execute();
export type EventRow = Awaited<ReturnType<typeof eventsBetween>>[number];

export function byPlace(a: EventRow, b: EventRow): number {
  if (a.tx !== b.tx) return BigInt(a.tx) < BigInt(b.tx) ? -1 : 1;
  return a.event_id === b.event_id ? 0 : a.event_id < b.event_id ? -1 : 1;
}

/** The last event up to which every batch was read; `undefined` when all were read up to the horizon. */
export const lastOfAll = (...batches: readonly (readonly EventRow[])[]): EventRow | undefined =>
  batches
    .flatMap((batch) => (batch.length === BATCH_MAX ? batch.slice(-1) : []))
    .toSorted(byPlace)
    .at(0);

/** Wakes the listeners of this process when something new concerns them. */
export class LiveFeed {
  private readonly db: Kysely<DB>;
  private readonly listeners = new Set<Listener>();
  private position: Position | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isAsking = false;
  private isStopped = false;

  constructor(db: Kysely<DB>) {
    this.db = db;
  }

  /** Returns how to stop listening. */
  listen(listener: Listener): () => void {
    if (this.isStopped) listener.end();
    this.listeners.add(listener);
    this.timer ??= setInterval(() => void this.look(), POLL_MS).unref();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.rest();
    };
  }

  /** Ends all lines, for good: who listens turns to another process. */
  stop(): void {
    this.isStopped = true;
    for (const { end } of this.listeners) end();
    this.rest();
  }

  private rest(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.position = undefined;
  }

  private async look(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    try {
      const { position } = this;
      const { horizon, events } = await inScope(this.db, { scope: "live" }, { readOnly: true }, async (tx) => {
        const before = await horizonOf(tx);
        return { horizon: before, events: position === undefined ? [] : await eventsBetween(tx, position, before) };
      });
      if (this.timer === undefined) return;
      const last = lastOfAll(events);
      this.position = last === undefined ? placeOf(horizon) : { tx: last.tx, id: last.event_id };
      const tenants = [...new Set(events.map(({ tenant_id }) => tenant_id))];
      // At the first look nobody knows yet what happened since the listeners came.
      for (const { concerns, wake } of this.listeners) if (position === undefined || tenants.some(concerns)) wake();
    } catch {
      // The database is away for a moment: what happens meanwhile is found at the next look.
    } finally {
      this.isAsking = false;
    }
  }
}

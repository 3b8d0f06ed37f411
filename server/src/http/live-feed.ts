/** Noticing new events: each process looks for them a few times a second, once for all of its pages. */
import { sql, type Kysely } from "kysely";
import type { DB } from "../db/schema.gen.ts";
import { inScope, type Tx } from "../db/tenant.ts";

const POLL_MS = 300;
export const BATCH_MAX = 200;
const NO_ID = "00000000-0000-0000-0000-000000000000";

/** A place in the order of all events. */
export interface Position {
  readonly tx: string;
  readonly id: string;
}

interface Listener {
  /** The tenants whose events may concern it. */
  readonly concerns: (tenant: string) => boolean;
  readonly wake: () => void;
}

/**
 * Events in the order of their transactions, up to the oldest that still runs: none can appear before one that was seen.
 * What is seen is decided by the scope of the transaction.
 */
export const eventsAfter = (tx: Tx, position: Position) =>
  tx
    .selectFrom("event")
    .select(["tx", "event_id", "tenant_id", "engagement_id", "type", "subject_id"])
    .where(sql<boolean>`(tx, event_id) > (${position.tx}::bigint, ${position.id}::uuid)`)
    .where(sql<boolean>`tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint`)
    .orderBy("tx")
    .orderBy("event_id")
    .limit(BATCH_MAX)
    .execute();

/** Where a listener begins who has seen nothing. */
export async function presentPosition(db: Kysely<DB>): Promise<Position> {
  const { rows } = await sql<{ tx: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as tx`.execute(db);
  return { tx: rows[0]!.tx, id: NO_ID };
}

/** Wakes the listeners of this process when something new concerns them. */
export class LiveFeed {
  private readonly db: Kysely<DB>;
  private readonly listeners = new Set<Listener>();
  private position: Position | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isAsking = false;

  constructor(db: Kysely<DB>) {
    this.db = db;
  }

  /** Returns how to stop listening. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    this.timer ??= setInterval(() => void this.look(), POLL_MS).unref();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.stop();
    };
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.position = undefined;
  }

  private async look(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    try {
      const position = (this.position ??= await presentPosition(this.db));
      const events = await inScope(this.db, { scope: "live" }, { readOnly: true }, (tx) => eventsAfter(tx, position));
      const last = events.at(-1);
      if (last !== undefined && this.position !== undefined) this.position = { tx: last.tx, id: last.event_id };
      const tenants = new Set(events.map(({ tenant_id }) => tenant_id));
      for (const { concerns, wake } of this.listeners) if ([...tenants].some(concerns)) wake();
    } catch {
      // The database is away for a moment: what happens meanwhile is found at the next look.
    } finally {
      this.isAsking = false;
    }
  }
}

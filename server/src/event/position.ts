/** Places in the order of all events: by transaction, as what commits late must not be missed. */
import { sql, type Kysely } from "kysely";
import type { DB } from "../db/schema.gen.ts";

const NO_ID = "00000000-0000-0000-0000-000000000000";

/** A place in the order of all events. */
export interface Position {
  readonly tx: string;
  readonly id: string;
}

/** A transaction before which all are done: nothing can appear before it that was not there. */
export async function horizonOf(db: Kysely<DB>): Promise<string> {
  const { rows } = await sql<{ tx: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as tx`.execute(db);
  return rows[0]!.tx;
}

/** The place of a transaction's first event. */
export const placeOf = (tx: string): Position => ({ tx, id: NO_ID });

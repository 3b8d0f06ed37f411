/** Following events in tests: to the end, whatever else runs on the same PostgreSQL. */
import { sql, type Kysely } from "kysely";
import type { DB } from "../db/schema.gen.ts";
import { inScope } from "../db/tenant.ts";

const PAUSE_MS = 10;

/**
 * Lets a follower look until it has read everything that happened. The order of events holds back what is newer than the
 * oldest transaction that still runs anywhere in the cluster; with tests beside this one, somebody's mostly does.
 */
export async function followToEnd(db: Kysely<DB>, name: string, look: () => Promise<unknown>): Promise<void> {
  for (;;) {
    await look();
    const left = await inScope(db, { scope: "mail" }, { readOnly: true }, async (tx) => {
      const { rows } = await sql<{ left: boolean }>`select exists (select from event e, event_reader r
        where r.name = ${name} and not e.imported and (e.tx, e.event_id) > (r.tx, r.event_id)) as left`.execute(tx);
      return rows[0]!.left;
    });
    if (!left) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

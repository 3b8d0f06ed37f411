/** Whether what tickets keep of themselves is what their events say. Source: docs/rules/tickets.md §7. */
import type { Instant } from "@handschlag/engine/instant.ts";
import { sql, type Kysely } from "kysely";
import { termsFor } from "../contract/terms-book.ts";
import type { DB } from "../db/schema.gen.ts";
import { inScope, type TenantId, type Tx } from "../db/tenant.ts";
import { logOf, storyOf, type TicketBodyOfEvent, type TicketLog } from "./events.ts";
import { columnsOf, NEVER, read } from "./reading.ts";

const BATCH = 500;

/** A ticket that keeps something else than its events say, and what. */
export interface Difference {
  readonly ticket: string;
  readonly columns: readonly string[];
}

export interface Verified {
  readonly tickets: number;
  readonly differences: readonly Difference[];
}

/** What does not depend on when it was read. */
const COMPARED = [
  "service",
  "impact",
  "urgency",
  "priority",
  "stage",
  "awaiting",
  "disputed",
  "ended_at",
  "due_at",
] as const;

/** Reads all tickets of all tenants anew from their events, and compares. Changes nothing. */
export async function verifyReadings(db: Kysely<DB>, now: Instant): Promise<Verified> {
  const tenants = await inScope(db, { scope: "sweep" }, { readOnly: true }, (tx) =>
    tx.selectFrom("ticket").select("tenant_id").distinct().execute(),
  );
  let tickets = 0;
  const differences: Difference[] = [];
  for (const { tenant_id } of tenants) {
    const tenant = tenant_id as TenantId;
    let after: string | undefined;
    for (;;) {
      const batch = await inScope(db, { tenant, side: "system" }, { readOnly: true }, (tx) =>
        verifyBatch(tx, tenant, after, now),
      );
      tickets += batch.tickets;
      differences.push(...batch.differences);
      if (batch.last === undefined) break;
      after = batch.last;
    }
  }
  return { tickets, differences };
}

interface Row extends Kept {
  readonly engagement_id: string;
  readonly bodies: readonly string[];
}

async function verifyBatch(tx: Tx, tenant: TenantId, after: string | undefined, now: Instant) {
  // Row and events in one statement, so of one moment: a ticket that changes meanwhile does not differ from itself.
  const { rows } = await sql<Row>`
    select t.ticket_id, t.engagement_id, t.story, ${sql.join(COMPARED.map((column) => sql.ref(`t.${column}`)))},
      array(select e.body from event e where e.tenant_id = t.tenant_id and e.subject_id = t.ticket_id
        order by e.recorded_at, e.event_id) as bodies
    from ticket t where t.tenant_id = ${tenant} ${after === undefined ? sql`` : sql`and t.ticket_id > ${after}`}
    order by t.ticket_id limit ${BATCH}`.execute(tx);
  const differences: Difference[] = [];
  for (const row of rows) {
    const versions = await termsFor(tx, tenant, row.engagement_id);
    const log = logOf(row.bodies.map((body) => JSON.parse(body) as TicketBodyOfEvent));
    const columns = differing(row, log, versions, now);
    if (columns.length > 0) differences.push({ ticket: row.ticket_id, columns });
  }
  return { tickets: rows.length, differences, last: rows.length < BATCH ? undefined : rows.at(-1)!.ticket_id };
}

type Kept = Readonly<Record<(typeof COMPARED)[number], unknown>> & {
  readonly ticket_id: string;
  readonly story: string;
};

function differing(kept: Kept, log: TicketLog, versions: Parameters<typeof read>[2], now: Instant): string[] {
  const anew = columnsOf(read(kept.ticket_id, log, versions, now));
  const plain = (value: unknown) => (value instanceof Date ? value.getTime() : value === NEVER ? "never" : value);
  const columns: string[] = COMPARED.filter((column) => plain(kept[column]) !== plain(anew[column]));
  return storyOf(log) === kept.story ? columns : ["story", ...columns];
}

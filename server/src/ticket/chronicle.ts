/** All tickets of an engagement as the engine reads them: what attainment and backtests are counted from. */
import type { Instant } from "@handschlag/engine/instant.ts";
import { readTicket, type TicketReading } from "@handschlag/engine/ticket/ticket.ts";
import type { Terms } from "@handschlag/engine/contract/terms.ts";
import { sql } from "kysely";
import type { TenantId, Tx } from "../db/tenant.ts";
import { logFrom, type TicketLog } from "./events.ts";
import { toldUntil } from "./reading.ts";

/** So many at once: they are read and forgotten, so that memory does not grow with the number of tickets. */
const BATCH = 2_000;

export interface Chronicled {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
  readonly log: TicketLog;
}

interface Row {
  readonly ticket_id: string;
  readonly number: number;
  readonly subject: string;
  readonly story: string;
}

export interface Span {
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
}

/** The tickets of an engagement in the order of their opening, batch by batch. */
export async function* chronicle(
  tx: Tx,
  tenant: TenantId,
  engagement: string,
  { from, until }: Span = {},
): AsyncGenerator<Chronicled> {
  let after: string | undefined;
  for (;;) {
    const { rows }: { rows: Row[] } = await sql<Row>`
      select ticket_id, number, subject, story from ticket
      where tenant_id = ${tenant} and engagement_id = ${engagement}
        ${after === undefined ? sql`` : sql`and ticket_id > ${after}::uuid`}
        ${from === undefined ? sql`` : sql`and opened_at >= ${from}`}
        ${until === undefined ? sql`` : sql`and opened_at < ${until}`}
      order by ticket_id limit ${BATCH}`.execute(tx);
    for (const { ticket_id, number, subject, story } of rows)
      yield { id: ticket_id, number, subject, log: logFrom(ticket_id, story) };
    if (rows.length < BATCH) return;
    after = rows.at(-1)!.ticket_id;
  }
}

/** A ticket of the chronicle read under a contract. */
export const readingOf = ({ id, log }: Chronicled, versions: readonly Terms[], now: Instant): TicketReading =>
  readTicket(id, log.events, versions, toldUntil(log, now), log.absorbed);

/** All tickets of an engagement as the engine reads them: what attainment and backtests are counted from. */
import type { Instant } from "@handschlag/engine/instant.ts";
import { readTicket, type TicketReading } from "@handschlag/engine/ticket/ticket.ts";
import type { Terms } from "@handschlag/engine/contract/terms.ts";
import { sql } from "kysely";
import type { TenantId, Tx } from "../db/tenant.ts";
import { logFrom, type TicketLog } from "./events.ts";
import { toldUntil } from "./reading.ts";

/** So many at once: they are read and forgotten, so that memory does not grow with their number, and others have a turn. */
const BATCH = 500;

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
): AsyncGenerator<Iterable<Chronicled>> {
  const batchAfter = async (after: string | undefined): Promise<readonly Row[]> => {
    const { rows } = await sql<Row>`
      select ticket_id, number, subject, story from ticket
      where tenant_id = ${tenant} and engagement_id = ${engagement}
        ${after === undefined ? sql`` : sql`and ticket_id > ${after}::uuid`}
        ${from === undefined ? sql`` : sql`and opened_at >= ${from}`}
        ${until === undefined ? sql`` : sql`and opened_at < ${until}`}
      order by ticket_id limit ${BATCH}`.execute(tx);
    return rows;
  };
  let next: Promise<readonly Row[]> | undefined = batchAfter(undefined);
  while (next !== undefined) {
    const rows: readonly Row[] = await next;
    // The database looks for the next ones while these are read.
    next = rows.length < BATCH ? undefined : batchAfter(rows.at(-1)!.ticket_id);
    // Whoever stops in the middle does not wait for them; who goes on is told.
    next?.catch(() => undefined);
    yield readOf(rows);
  }
}

/** One at a time: what was read of a ticket is gone before the next one is. */
function* readOf(rows: readonly Row[]): Generator<Chronicled> {
  for (const { ticket_id, number, subject, story } of rows)
    yield { id: ticket_id, number, subject, log: logFrom(ticket_id, story) };
}

/** A ticket of the chronicle read under a contract. */
export const readingOf = ({ id, log }: Chronicled, versions: readonly Terms[], now: Instant): TicketReading =>
  readTicket(id, log.events, versions, toldUntil(log, now), log.absorbed);

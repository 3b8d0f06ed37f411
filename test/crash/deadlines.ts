/**
 * Whether the warnings and breaches of the load's tickets are recorded: each once, with the true instant, however long the
 * server was away. What is to be expected is worked out here from the reports and answers alone, without the engine.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { databaseOf } from "@handschlag/server/db/connect.ts";
import { verifyReadings } from "@handschlag/server/ticket/verification.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Installation } from "./installation.ts";

/** Of the contract under which the load reports: an answer within a quarter of an hour, at any time. */
export const ANSWER_MS = 15 * 60_000;
const SHARES = [50, 75, 90, 100];
const SWEPT_MS_MAX = 60_000;

interface Row {
  readonly name: string;
  readonly opened: Date;
  readonly answered: Date | null;
  readonly notices: readonly { readonly level: string; readonly share: number; readonly at: string }[];
}

const ROWS = `
  select t.subject as name, t.opened_at as opened,
    (select min(e.at) from event e where (e.tenant_id, e.subject_id) = (t.tenant_id, t.ticket_id) and e.type = 'ticket.answered') as answered,
    (select coalesce(json_agg(json_build_object('level', e.body::json->'facts'->'level', 'share', e.body::json->'facts'->'share', 'at', e.body::json->'at')), '[]')
      from event e where (e.tenant_id, e.subject_id) = (t.tenant_id, t.ticket_id) and e.type in ('ticket.warned', 'ticket.breached')) as notices
  from ticket t where t.subject like 'crash-%'`;

export interface Recorded {
  readonly faults: readonly string[];
  /** So many warnings and breaches are there. */
  readonly notices: number;
}

/** Waits until the running server has recorded all that is due, and compares. */
export async function deadlinesOf(installation: Installation): Promise<Recorded> {
  const until = new Date();
  const isSwept = await swept(installation, until);
  if (!isSwept) return { faults: ["deadlines that have passed are not recorded after a minute"], notices: 0 };
  const rows = await installation.ask(async (client) => (await client.query<Row>(ROWS)).rows);
  const faults = [...rows.flatMap((row) => faultsOf(row, until.getTime())), ...(await keptFaults(installation))];
  return { faults, notices: rows.reduce((sum, { notices }) => sum + notices.length, 0) };
}

async function swept(installation: Installation, until: Date): Promise<boolean> {
  const isLeft = "select from ticket where notice_at <= $1 limit 1";
  for (const end = performance.now() + SWEPT_MS_MAX; performance.now() < end; await sleep(50)) {
    const { rowCount } = await installation.ask((client) => client.query(isLeft, [until]));
    if (rowCount === 0) return true;
  }
  return false;
}

/** The instants that must be recorded, and those that may be: what falls due while one looks. */
function faultsOf({ name, opened, answered, notices }: Row, until: number): string[] {
  const stopped = answered?.getTime() ?? Number.POSITIVE_INFINITY;
  const due = SHARES.map((share) => ({ share, at: opened.getTime() + (ANSWER_MS * share) / 100 }));
  const happened = due.filter(({ at }) => at < stopped);
  const missing = happened
    .filter(({ at }) => at <= until)
    .filter(({ share, at }) => !notices.some((each) => each.share === share && Date.parse(each.at) === at))
    .map(({ share }) => `${name}: ${share} % of the time to answer is not recorded at its instant`);
  const wrong = notices
    .filter((notice) => !happened.some(({ share, at }) => notice.share === share && Date.parse(notice.at) === at))
    .map(({ level, share, at }) => `${name}: ${level} ${share} at ${at} did not happen`);
  const levels = notices.filter(({ level }) => level !== "response").map(({ level }) => `${name}: ${level} is not due`);
  const twice = notices.length - new Set(notices.map(({ level, share }) => `${level} ${share}`)).size;
  return [...missing, ...wrong, ...levels, ...(twice > 0 ? [`${name}: ${twice} notices are recorded twice`] : [])];
}

/** Tickets that keep something else of themselves than their events say. */
async function keptFaults(installation: Installation): Promise<readonly string[]> {
  const db = databaseOf(await installation.database(), 1);
  try {
    const { differences } = await verifyReadings(db, Date.now() as Instant);
    return differences.map(({ ticket, columns }) => `${ticket} keeps other ${columns.join(", ")} than its events say`);
  } finally {
    await db.destroy();
  }
}

/** Compares the database with the ledger: nothing acknowledged is missing, nothing is there twice, each change has its event. */
import type pg from "pg";
import { deadlinesOf } from "./deadlines.ts";
import type { Installation } from "./installation.ts";
import { EVENT_BY_KIND, type Creation, type Kind, type Ledger, type Renamed } from "./ledger.ts";

interface Row {
  readonly kind: Kind;
  readonly name: string;
  readonly id: string;
  readonly events: number;
}

interface RenamedRow {
  readonly id: string;
  readonly version: number;
  readonly events: number;
}

/** What the load has made, by the names it gave, and how many events tell of each; an answer is an event itself. */
const ROWS = `
  with made as (
    select 'engagement' as kind, tenant_id, engagement_id as id, name from engagement where name like 'crash-%'
    union all
    select 'invitation', tenant_id, invitation_id, replace(email, '@crash.example', '') from invitation where email like '%@crash.example'
    union all
    select 'key', tenant_id, key_id, name from api_key where name like 'crash-%'
    union all
    select 'contract', tenant_id, version_id, substr(split_part(source, E'\\n', 1), 3) from contract_version where source like '# crash-%'
    union all
    select 'ticket', tenant_id, ticket_id, subject from ticket where subject like 'crash-%'
    union all
    select 'answer', p.tenant_id, p.event_id, p.content::json->>'text' from event_personal p
      where p.content::json->>'text' like 'crash-%'
  )
  select kind, name, id, (kind = 'answer')::int + (select count(*)::int from event e where e.tenant_id = made.tenant_id and e.subject_id = made.id
    and e.type = case kind ${Object.entries(EVENT_BY_KIND)
      .map(([kind, type]) => `when '${kind}' then '${type}'`)
      .join(" ")} end) as events
  from made`;

const REVOKED = `select subject_id as id, count(*)::int as events from event where type = 'invitation.revoked' group by 1`;

const RENAMED = `
  select g.engagement_id as id, g.version, (select count(*)::int from event e
    where e.tenant_id = g.tenant_id and e.subject_id = g.engagement_id and e.type = 'engagement.renamed') as events
  from engagement g where g.name like 'renamed %'`;

/** Each must be nought. */
const NOUGHTS = {
  "events whose hash is not that of their text": `select count(*)::int as count from event where hash <> sha256(convert_to(body, 'UTF8'))`,
  "events of something that is not there": `
    select count(*)::int as count from event e where
      (type = 'engagement.begun' and not exists (select from engagement g where (g.tenant_id, g.engagement_id) = (e.tenant_id, e.subject_id)))
      or (type = 'ticket.opened' and not exists (select from ticket t where (t.tenant_id, t.ticket_id) = (e.tenant_id, e.subject_id)))
      or (type = 'key.made' and not exists (select from api_key k where (k.tenant_id, k.key_id) = (e.tenant_id, e.subject_id)))
      or (type = 'contract.imported' and not exists (select from contract_version v where (v.tenant_id, v.version_id) = (e.tenant_id, e.subject_id)))
      or (type = 'person.invited' and not exists (select from invitation i where (i.tenant_id, i.invitation_id) = (e.tenant_id, e.subject_id))
        and not exists (select from event r where (r.tenant_id, r.subject_id, r.type) = (e.tenant_id, e.subject_id, 'invitation.revoked')))`,
};

/** The number of answers kept for repetitions. */
const KEPT = "select count(*)::int as count from idempotency";

export interface Comparison {
  /** Everything in which ledger and database differ. */
  readonly faults: readonly string[];
  /** Creations that are there without having been acknowledged. */
  readonly unheard: number;
  /** Warnings and breaches that are recorded, when nothing is open any more. */
  readonly notices: number;
}

/** With `isFinished` nothing may be open any more: all that was not acknowledged has been repeated. */
export async function compare(installation: Installation, ledger: Ledger, isFinished: boolean): Promise<Comparison> {
  const { rows, revoked, renamed, noughts, kept } = await installation.ask(contentOf);
  const rowsByName = Map.groupBy(rows, ({ name }) => name);
  const eventsByRevoked = new Map(revoked.map(({ id, events }) => [id, events]));
  const sent = new Set(ledger.creations.map(({ name }) => name));
  const faults = [
    ...ledger.strange,
    ...ledger.creations.flatMap((each) => creationFault(each, rowsByName.get(each.name) ?? [], eventsByRevoked)),
    ...rows.filter(({ name }) => !sent.has(name)).map(({ name }) => `${name}: nobody has sent it`),
    ...ledger.renamed.flatMap((each) => renamedFault(each, renamed)),
    ...noughts.filter(({ count }) => count !== 0).map(({ what, count }) => `${count} ${what}`),
  ];
  if (isFinished && kept !== ledger.creations.length)
    faults.push(`${kept} answers are kept for ${ledger.creations.length} creations`);
  const recorded = isFinished ? await deadlinesOf(installation) : { faults: [], notices: 0 };
  faults.push(...recorded.faults);
  const unheard = ledger.open.filter(({ name }) => rowsByName.has(name)).length;
  return { faults, unheard, notices: recorded.notices };
}

async function contentOf(client: pg.Client) {
  const all = async <T extends object>(statement: string): Promise<T[]> => (await client.query<T>(statement)).rows;
  const countOf = async (statement: string) => (await all<{ count: number }>(statement))[0]!.count;
  const noughts: { what: string; count: number }[] = [];
  for (const [what, statement] of Object.entries(NOUGHTS)) noughts.push({ what, count: await countOf(statement) });
  return {
    rows: await all<Row>(ROWS),
    revoked: await all<{ id: string; events: number }>(REVOKED),
    renamed: await all<RenamedRow>(RENAMED),
    noughts,
    kept: await countOf(KEPT),
  };
}

function renamedFault({ id, version, isOpen }: Renamed, rows: readonly RenamedRow[]): string[] {
  const row = rows.find((each) => each.id === id);
  if (row === undefined) return [`${id}, which is renamed, is not there`];
  if (row.version !== version && !(isOpen && row.version === version + 1))
    return [`${id}: version ${version} was acknowledged, ${row.version} is there`];
  return row.events === row.version - 1 ? [] : [`${id}: ${row.version - 1} changes have ${row.events} events`];
}

function creationFault(
  { kind, name, id, removal }: Creation,
  rows: readonly Row[],
  eventsByRevoked: ReadonlyMap<string, number>,
): string[] {
  const what = `${kind} ${name}`;
  const [row, second] = rows;
  if (second !== undefined) return [`${what} is there ${rows.length} times`];
  const revocations = id === undefined ? 0 : (eventsByRevoked.get(id) ?? 0);
  if (revocations > 1) return [`${what} has ${revocations} events of its removal`];
  const isGone = removal === "done" || (removal === "asked" && revocations === 1);
  if (isGone !== (revocations === 1)) return [`${what}: its removal has ${revocations} events`];
  if (isGone) return row === undefined ? [] : [`${what} is there although it was taken back`];
  if (row === undefined) return id === undefined ? [] : [`${what} was acknowledged and is not there`];
  if (id !== undefined && row.id !== id) return [`${what} was acknowledged as ${id}, and ${row.id} is there`];
  return row.events === 1 ? [] : [`${what} has ${row.events} events`];
}

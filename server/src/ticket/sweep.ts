/**
 * Recording warnings and breaches when they fall due: each once, with the instant at which it happened, however late this
 * runs and on however many nodes. Source: product.md §9.5, docs/rules/tickets.md §4.
 */
import { HOUR_MS, later, type Instant } from "@handschlag/engine/instant.ts";
import { BREACH } from "@handschlag/engine/ticket/notice.ts";
import { sql, type Kysely } from "kysely";
import type { Terms } from "@handschlag/engine/contract/terms.ts";
import { termsFor } from "../contract/terms-book.ts";
import { Ctx, type Actor, type Place } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import { inScope, type EngagementId, type TenantId, type Tx } from "../db/tenant.ts";
import { readUntil } from "../engagement/requirement.ts";
import { recordAll, type Fact } from "../event/record.ts";
import { logFrom, noticeKey, storyOf } from "./events.ts";
import { columnsOf, NEVER, read, type DueNotice } from "./reading.ts";

const BATCH = 500;
const TENANTS = 100;
/** A reading that cannot be made now is tried again so much later; it must not keep the others waiting. */
const AGAIN_MS = HOUR_MS;
const SYSTEM: Actor = { kind: "system", company: undefined };

/** What is swept: everything, or one ticket; and the request that its events name. */
export interface Sweeping {
  readonly ticket?: string;
  readonly request?: string;
}

/** Records everything that is due at `now`. Returns how many warnings and breaches it recorded. */
export async function sweep(
  db: Kysely<DB>,
  now: Instant,
  say: (text: string) => void = () => undefined,
  sweeping: Sweeping = {},
): Promise<number> {
  const { ticket } = sweeping;
  const tenants = await inScope(db, { scope: "sweep" }, { readOnly: true }, (tx) =>
    tx
      .selectFrom("ticket")
      .select("tenant_id")
      .distinct()
      .where("notice_at", "<=", new Date(now))
      .$if(ticket !== undefined, (query) => query.where("ticket_id", "=", ticket!))
      .limit(TENANTS)
      .execute(),
  );
  let count = 0;
  for (const { tenant_id } of tenants) {
    for (;;) {
      const swept = await sweepBatch(db, tenant_id as TenantId, now, say, sweeping);
      count += swept.recorded;
      if (swept.tickets < BATCH) break;
    }
  }
  return count;
}

interface Due {
  readonly ticket_id: string;
  readonly engagement_id: string;
  readonly story: string;
  readonly notice_at: Date | null;
  readonly engagement_ended_at: Date | null;
}

async function sweepBatch(
  db: Kysely<DB>,
  tenant: TenantId,
  now: Instant,
  say: (text: string) => void,
  { ticket, request = "sweep" }: Sweeping,
) {
  const place: Place = { tenant, side: "system" };
  const ctx = new Ctx(db, SYSTEM, now, request);
  return inScope(db, { tenant, side: "system" }, { readOnly: false }, async (tx) => {
    const due = await tx
      .selectFrom("ticket")
      .innerJoin("engagement as e", (join) =>
        join.onRef("e.tenant_id", "=", "ticket.tenant_id").onRef("e.engagement_id", "=", "ticket.engagement_id"),
      )
      .select(["ticket_id", "ticket.engagement_id", "story", "notice_at", "e.ended_at as engagement_ended_at"])
      .where("ticket.tenant_id", "=", tenant)
      .where("notice_at", "<=", new Date(now))
      .$if(ticket !== undefined, (query) => query.where("ticket_id", "=", ticket!))
      .orderBy("notice_at")
      .limit(BATCH)
      .forUpdate("ticket")
      // What another node works on is done by it.
      .skipLocked()
      .execute();
    if (due.length === 0) return { tickets: 0, recorded: 0 };
    const termsOf = termsOnce(tx, tenant);
    const facts: Fact[] = [];
    const updates: Update[] = [];
    for (const row of due) {
      try {
        const swept = sweptOf(row, await termsOf(row.engagement_id), now);
        facts.push(...swept.facts);
        updates.push(swept.update);
      } catch (error) {
        say(`ticket ${row.ticket_id} cannot be read: ${String(error)}`);
        updates.push({ id: row.ticket_id, noticeAt: new Date(now + AGAIN_MS), columns: undefined, story: row.story });
      }
    }
    await recordAll(tx, ctx, place, facts);
    await write(tx, tenant, updates, now);
    return { tickets: due.length, recorded: facts.length };
  });
}

/** The contracts of engagements, each asked for once: whatever falls due together mostly stands under the same. */
function termsOnce(tx: Tx, tenant: TenantId): (engagement: string) => Promise<readonly Terms[]> {
  const known = new Map<string, readonly Terms[]>();
  return async (engagement) => {
    const versions = known.get(engagement) ?? (await termsFor(tx, tenant, engagement));
    known.set(engagement, versions);
    return versions;
  };
}

interface Update {
  readonly id: string;
  readonly noticeAt: Date | null;
  readonly columns: ReturnType<typeof columnsOf> | undefined;
  readonly story: string;
}

/** After the end of its engagement nothing falls due any more; what did before is recorded, however late. */
function sweptOf(due: Due, versions: readonly Terms[], at: Instant) {
  const { ticket_id, engagement_id, story, notice_at, engagement_ended_at: endedAt } = due;
  if (endedAt !== null && notice_at !== null && endedAt <= notice_at)
    return { facts: [], update: { id: ticket_id, noticeAt: null, columns: undefined, story } };
  const now = readUntil(at, { endedAt });
  const log = logFrom(ticket_id, story);
  const ticket = read(ticket_id, log, versions, now);
  const facts = ticket.notices.map((notice) => factOf(ticket_id, engagement_id as EngagementId, notice));
  // At the very instant of a deadline its clock still runs: what is stored says so, and is read again right after it.
  const isOnTime = ticket.notices.some(({ share, at: instantOf }) => share >= BREACH && instantOf === now);
  // What is recorded now is not due again.
  const noticeAt = isOnTime ? later(now, 1) : ticket.noticeAt;
  const columns = columnsOf({ ...ticket, notices: [] });
  const noticed = new Set([...log.noticed, ...ticket.notices.map(keyOf)]);
  const update = {
    id: ticket_id,
    noticeAt: noticeAt === undefined ? null : new Date(noticeAt),
    columns,
    story: storyOf({ ...log, noticed }),
  };
  return { facts, update };
}

const keyOf = ({ clock: { level, course }, share }: DueNotice): string =>
  noticeKey(level, course.life, course.cycle, share);

function factOf(id: string, engagementId: EngagementId, { at, share, clock }: DueNotice): Fact {
  const { level, course, regime, deadline } = clock;
  return {
    type: share >= BREACH ? "ticket.breached" : "ticket.warned",
    subjectId: id,
    engagementId,
    visibleTo: "both",
    at,
    facts: {
      level,
      life: course.life,
      cycle: course.cycle,
      share,
      priority: regime.priority,
      target: regime.promised.text,
      deadline: deadline === null ? null : new Date(deadline).toISOString(),
    },
  };
}

async function write(tx: Tx, tenant: TenantId, updates: readonly Update[], now: Instant): Promise<void> {
  const rows = updates.map(({ id, noticeAt, columns, story }) => ({
    id,
    story,
    notice_at: noticeAt,
    clocks: columns === undefined ? null : (JSON.parse(columns.clocks) as unknown),
    due_at: columns === undefined ? null : columns.due_at === NEVER ? "infinity" : columns.due_at,
  }));
  await sql`update ticket t set notice_at = u.notice_at, story = u.story, clocks = coalesce(u.clocks, t.clocks), due_at = coalesce(u.due_at, t.due_at),
      recorded_at = greatest(t.recorded_at, ${new Date(now)}::timestamptz)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as u(id uuid, story text, notice_at timestamptz, clocks jsonb, due_at timestamptz)
    where t.tenant_id = ${tenant} and t.ticket_id = u.id`.execute(tx);
}

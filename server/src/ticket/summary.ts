/** The figures of the front pages, engagement by engagement. Counted along the indexes of open tickets, and from few ended ones. */
import { localDayAt } from "@handschlag/engine/calendar/zone.ts";
import { DAY_MS, HOUR_MS, isoOfDay, type Instant } from "@handschlag/engine/instant.ts";
import { sql, type RawBuilder } from "kysely";
import { termsFor } from "../contract/terms-book.ts";
import type { Ctx } from "../context.ts";
import type { TenantId, Tx } from "../db/tenant.ts";
import { goesOn } from "../engagement/requirement.ts";
import { COUNTED_MAX, readTickets } from "./list.ts";
import { termsAt } from "./reading.ts";
import { concerns } from "./whereabouts.ts";

export const DUE_SOON_HOURS = 4;
/**
 * A clock that was met counts in the month of its deadline. One that was met longer than this before that month began is
 * left out of the figure in short; misses never are, because a ticket changes at the deadline that it misses.
 */
const MET_AHEAD_MS = 35 * DAY_MS;
/** Of more tickets the figure in short is left to the attainment page, which takes its time. */
const MONTH_TICKETS_MAX = 20_000;

interface Counts {
  readonly open: number;
  readonly awaitingClient: number;
  readonly overdue: number;
  readonly dueSoon: number;
  readonly disputed: number;
  readonly nextDueAt: Date | null;
}

interface Engagement {
  readonly tenant_id: string;
  readonly engagement_id: string;
  readonly provider_id: string;
  readonly name: string;
  readonly client: string;
  readonly provider: string;
}

export interface EngagementFigures extends Counts {
  readonly engagement: Engagement;
  readonly month: { readonly period: string; readonly met: number; readonly missed: number } | null;
}

/** The figures of all engagements that the actor sees tickets of. 403 without a right to tickets at all. */
export async function summary(ctx: Ctx): Promise<readonly EngagementFigures[]> {
  const parts = await readTickets(ctx, (tx, ownOnly) => figuresOf(tx, ctx, ownOnly));
  return parts.flat();
}

async function figuresOf(tx: Tx, ctx: Ctx, ownOnly: boolean): Promise<EngagementFigures[]> {
  const engagements = await engagementsIn(tx, ctx.now);
  const counts = await countsOf(tx, ctx, engagements, ownOnly);
  const months = ownOnly ? new Map<string, never>() : await monthsOf(tx, ctx.now, engagements);
  return engagements.map((engagement) => ({
    engagement,
    ...counts.get(engagement.engagement_id)!,
    month: months.get(engagement.engagement_id) ?? null,
  }));
}

/** Those whose tickets the transaction may see: as client its own, as provider where it works. */
const engagementsIn = (tx: Tx, now: Instant): Promise<Engagement[]> =>
  tx
    .selectFrom("engagement as e")
    .innerJoin("company as c", "c.id", "e.tenant_id")
    .innerJoin("company as p", "p.id", "e.provider_id")
    .select(["e.tenant_id", "e.engagement_id", "e.provider_id", "e.name", "c.name as client", "p.name as provider"])
    .where(goesOn(now))
    .where(sql<boolean>`(current_side() = 'provider' and e.engagement_id = any (current_engagements())
      or current_side() <> 'provider' and e.tenant_id = current_tenant())`)
    .orderBy("c.name")
    .orderBy("e.name")
    .execute();

async function countsOf(
  tx: Tx,
  ctx: Ctx,
  engagements: readonly Engagement[],
  ownOnly: boolean,
): Promise<ReadonlyMap<string, Counts>> {
  const [now, soon] = [new Date(ctx.now), new Date(ctx.now + DUE_SOON_HOURS * HOUR_MS)];
  const me = ctx.actor.kind === "person" ? ctx.actor.id : null;
  const own = ownOnly ? sql`and ${concerns(me)}` : sql``;
  const tickets = (condition: RawBuilder<unknown>) => sql`(select count(*)::int from (select from ticket t
    where t.tenant_id = e.tenant_id and t.engagement_id = e.engagement_id ${own} and ${condition}
    limit ${COUNTED_MAX}) as counted)`;
  const { rows } = await sql<Counts & { engagement_id: string }>`
    select e.engagement_id,
      ${tickets(sql`t.ended_at is null`)} as open,
      ${tickets(sql`t.ended_at is null and t.awaiting = 'client'`)} as "awaitingClient",
      ${tickets(sql`t.ended_at is null and t.due_at < ${now}`)} as overdue,
      ${tickets(sql`t.ended_at is null and t.due_at >= ${now} and t.due_at < ${soon}`)} as "dueSoon",
      ${tickets(sql`t.disputed`)} as disputed,
      (select t.due_at from ticket t
        where t.tenant_id = e.tenant_id and t.engagement_id = e.engagement_id ${own}
          and t.ended_at is null and t.due_at >= ${now} and t.due_at < 'infinity'
        order by t.due_at limit 1) as "nextDueAt"
    from unnest(${engagements.map((each) => each.tenant_id)}::uuid[],
      ${engagements.map((each) => each.engagement_id)}::uuid[]) as e(tenant_id, engagement_id)`.execute(tx);
  return new Map(rows.map(({ engagement_id, ...counts }) => [engagement_id, counts]));
}

interface Month {
  readonly period: string;
  readonly met: number;
  readonly missed: number;
}

/** This month in short, for the engagements with a contract; the month is that of the contract's zone. */
async function monthsOf(tx: Tx, now: Instant, engagements: readonly Engagement[]): Promise<ReadonlyMap<string, Month>> {
  const agreed: (Engagement & { readonly period: string })[] = [];
  for (const engagement of engagements) {
    const terms = termsAt(await termsFor(tx, engagement.tenant_id as TenantId, engagement.engagement_id), now);
    if (terms === undefined) continue;
    agreed.push({ ...engagement, period: isoOfDay(localDayAt(terms.zoneAt(now), now)).slice(0, 7) });
  }
  const since = agreed.map(({ period }) => new Date(Date.parse(`${period}-01T00:00:00Z`) - MET_AHEAD_MS));
  const { rows } = await sql<Month & { engagement_id: string; tickets: number }>`
    select e.engagement_id, e.period, counted.met, counted.missed, counted.tickets
    from unnest(${agreed.map((each) => each.tenant_id)}::uuid[], ${agreed.map((each) => each.engagement_id)}::uuid[],
      ${agreed.map((each) => each.period)}::text[], ${since}::timestamptz[]) as e(tenant_id, engagement_id, period, since)
    cross join lateral (
      select count(*)::int as tickets, coalesce(sum(verdicts.met), 0)::int as met,
        coalesce(sum(verdicts.missed), 0)::int as missed
      from (select clocks from ticket t
        where t.tenant_id = e.tenant_id and t.engagement_id = e.engagement_id and t.changed_at >= e.since
        limit ${MONTH_TICKETS_MAX + 1}) as t
      cross join lateral (
        select count(*) filter (where clock.state = 'met') as met, count(*) filter (where clock.state = 'breached') as missed
        from jsonb_to_recordset(t.clocks) as clock(state text, period text, excluded boolean)
        where clock.period = e.period and not clock.excluded) as verdicts) as counted`.execute(tx);
  return new Map(
    rows.flatMap(({ engagement_id, tickets, ...month }) =>
      tickets > MONTH_TICKETS_MAX ? [] : [[engagement_id, month] as const],
    ),
  );
}

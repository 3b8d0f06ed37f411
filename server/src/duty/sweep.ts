/**
 * Calling people when it is due: each once, however late this runs and on however many nodes. What falls due while
 * nothing runs is done at the next look, and told with the instant at which it was done. Source: docs/rules/duty.md §5.
 */
import { isAlarm, chainOf } from "@handschlag/engine/duty/chain.ts";
import { handledAt } from "@handschlag/engine/duty/need.ts";
import { nextNeededAt } from "@handschlag/engine/duty/rota.ts";
import { HOUR_MS, later, MINUTE_MS, type Instant } from "@handschlag/engine/instant.ts";
import { standingOf } from "@handschlag/engine/ticket/standing.ts";
import { inOrder } from "@handschlag/engine/ticket/ticket.ts";
import type { Kysely } from "kysely";
import { termsFor } from "../contract/terms-book.ts";
import { Ctx, type Actor, type Place } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import { inScope, type EngagementId, type TenantId, type Tx } from "../db/tenant.ts";
import { recordAll, type Fact } from "../event/record.ts";
import { logFrom } from "../ticket/events.ts";
import { termsAt } from "../ticket/reading.ts";
import { CALL_COLUMNS, dutyEventsOf, ladderOf } from "./chain-store.ts";
import { rotaServing } from "./rota-store.ts";

const CALLS_MAX = 500;
/** What cannot be read now is tried again so much later. */
const AGAIN_MS = HOUR_MS;
const SYSTEM: Actor = { kind: "system", company: undefined };

/** Does everything that is due at `now`. Returns how many alarms it looked at. */
export async function sweepDuty(
  db: Kysely<DB>,
  now: Instant,
  say: (text: string) => void = () => undefined,
): Promise<number> {
  const tenants = await inScope(db, { scope: "mail" }, { readOnly: true }, (tx) =>
    tx.selectFrom("duty_call").select("tenant_id").distinct().where("next_at", "<=", new Date(now)).execute(),
  );
  let count = 0;
  for (const { tenant_id } of tenants)
    for (let index = 0; index < CALLS_MAX; index++) {
      if (!(await stepNext(db, tenant_id as TenantId, now, say))) break;
      count++;
    }
  return count;
}

const stepNext = (db: Kysely<DB>, tenant: TenantId, now: Instant, say: (text: string) => void): Promise<boolean> =>
  inScope(db, { tenant, side: "system", scope: "mail" }, { readOnly: false }, async (tx) => {
    const due = await tx
      .selectFrom("duty_call")
      .select([...CALL_COLUMNS, "asked_at", "next_at"])
      .where("tenant_id", "=", tenant)
      .where("next_at", "<=", new Date(now))
      .orderBy("next_at")
      .limit(1)
      .forUpdate()
      // What another node works on is done by it.
      .skipLocked()
      .executeTakeFirst();
    if (due === undefined) return false;
    try {
      await apply(tx, new Ctx(db, SYSTEM, now, "duty"), due, await stepOf(tx, due, now));
    } catch (error) {
      // A fault of the database ends the transaction: what is written here then fails, too, and the next look tries again.
      say(`alarm ${due.call_id} cannot be read: ${String(error)}`);
      await keep(tx, due, { state: due.state, nextAt: later(now, AGAIN_MS) });
    }
    return true;
  });

interface Due {
  readonly call_id: string;
  readonly tenant_id: string;
  readonly engagement_id: string;
  readonly ticket_id: string;
  readonly state: string;
  readonly asked_at: Date;
  readonly next_at: Date | null;
}

/** What is written of an alarm: nothing any more where it called nobody. */
type Step =
  | "forget"
  | { readonly state: string; readonly nextAt: Instant | null; readonly facts?: readonly DutyFact[] };
type DutyFact = Pick<Fact, "type" | "visibleTo" | "at" | "facts">;

async function stepOf(tx: Tx, due: Due, now: Instant): Promise<Step> {
  const kept = await rotaServing(tx, due.engagement_id);
  const { handled, alarm, terms } = await ticketOf(tx, due, now, kept?.rota.plan.ranks ?? 0);
  const isNeedless = kept === undefined || handled !== undefined || !alarm;
  if (due.state === "asked") {
    if (isNeedless || (await wasTaken(tx, due))) return "forget";
    // Within hours in which others are there, nobody is called before these hours end.
    const needed = nextNeededAt(kept.rota, now);
    if (needed === undefined) return "forget";
    if (needed > now) return { state: "asked", nextAt: needed };
  } else if (isNeedless) {
    const at = handled !== undefined && handled < now ? handled : now;
    const reason = kept === undefined ? "no-rota" : handled === undefined ? "no-alarm" : "handled";
    return {
      state: "withdrawn",
      nextAt: null,
      facts: [{ type: "duty.withdrawn", visibleTo: "both", at, facts: { reason } }],
    };
  }
  const events = (await dutyEventsOf(tx, due.tenant_id as TenantId, [due.call_id])).get(due.call_id) ?? [];
  const raised: DutyFact[] =
    due.state === "asked"
      ? [{ type: "duty.raised", visibleTo: "both", at: due.next_at!.getTime(), facts: { rota: kept.id } }]
      : [];
  const story = raised.length === 0 ? events : [{ type: "raised" as const, at: due.next_at!.getTime() as Instant }];
  const { rota, provider } = kept;
  const next = chainOf(story, await ladderOf(tx, provider, rota, terms), now)?.next;
  if (next === undefined) return { state: due.state, nextAt: null };
  if (next.at > now) return { state: "calling", nextAt: next.at };
  const dueAt = new Date(next.at).toISOString();
  if (next.callee === undefined)
    return {
      state: "exhausted",
      nextAt: null,
      facts: [...raised, { type: "duty.exhausted", visibleTo: "provider", facts: { due: dueAt } }],
    };
  const called: DutyFact = {
    type: "duty.called",
    visibleTo: "provider",
    facts: { callee: { ...next.callee }, due: dueAt, minutes: rota.plan.acknowledgeMinutes },
  };
  return { state: "calling", nextAt: later(now, rota.plan.acknowledgeMinutes * MINUTE_MS), facts: [...raised, called] };
}

/** What a ticket says of its alarm: whether it is one, and when somebody took care of it. */
async function ticketOf(tx: Tx, { tenant_id, ticket_id, engagement_id }: Due, now: Instant, ranks: number) {
  const tenant = tenant_id as TenantId;
  const row = await tx
    .selectFrom("ticket as t")
    .innerJoin("engagement as e", (join) =>
      join.onRef("e.tenant_id", "=", "t.tenant_id").onRef("e.engagement_id", "=", "t.engagement_id"),
    )
    .select(["t.story", "e.ended_at"])
    .where("t.tenant_id", "=", tenant)
    .where("t.ticket_id", "=", ticket_id)
    .executeTakeFirstOrThrow();
  const events = inOrder(logFrom(ticket_id, row.story).events);
  const terms = termsAt(await termsFor(tx, tenant, engagement_id), now);
  const hasEnded = row.ended_at !== null && row.ended_at.getTime() <= now;
  const alarm = terms !== undefined && !hasEnded && isAlarm(terms, standingOf(events, terms), ranks);
  return { handled: handledAt(events), alarm, terms };
}

/** Whether somebody took the ticket over since it was last opened: they know of it. */
async function wasTaken(tx: Tx, { tenant_id, ticket_id }: Due): Promise<boolean> {
  const row = await tx
    .selectFrom("event as e")
    .innerJoin("duty_call as c", (join) =>
      join.onRef("c.tenant_id", "=", "e.tenant_id").onRef("c.call_id", "=", "e.subject_id"),
    )
    .select("e.at")
    .where("c.tenant_id", "=", tenant_id)
    .where("c.ticket_id", "=", ticket_id)
    .where("c.state", "=", "acknowledged")
    .where("e.type", "=", "duty.acknowledged")
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("event as r")
            .select("r.event_id")
            .whereRef("r.tenant_id", "=", "e.tenant_id")
            .where("r.subject_id", "=", ticket_id)
            .where("r.type", "=", "ticket.reopened")
            .whereRef("r.recorded_at", ">", "e.recorded_at"),
        ),
      ),
    )
    .executeTakeFirst();
  return row !== undefined;
}

async function apply(tx: Tx, ctx: Ctx, due: Due, step: Step): Promise<void> {
  if (step === "forget") {
    await tx
      .deleteFrom("duty_call")
      .where("tenant_id", "=", due.tenant_id)
      .where("call_id", "=", due.call_id)
      .execute();
    return;
  }
  const place: Place = { tenant: due.tenant_id as TenantId, side: "system" };
  const facts = (step.facts ?? []).map((fact) => ({
    ...fact,
    subjectId: due.call_id,
    engagementId: due.engagement_id as EngagementId,
    facts: { ticket: due.ticket_id, ...fact.facts },
  }));
  if (facts.length > 0) await recordAll(tx, ctx, place, facts);
  await keep(tx, due, step);
}

const keep = (tx: Tx, { tenant_id, call_id }: Due, { state, nextAt }: Exclude<Step, "forget">) =>
  tx
    .updateTable("duty_call")
    .set({ state, next_at: nextAt === null ? null : new Date(nextAt) })
    .where("tenant_id", "=", tenant_id)
    .where("call_id", "=", call_id)
    .execute();

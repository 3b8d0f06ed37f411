/** Looking at changes: the list, one of them, the calendar, how well they go. */
import { demandOf, isBackOutPlanNeeded, mayBeginFirst, riskBearerOf } from "@handschlag/engine/change/approval.ts";
import { actsAt, type Window } from "@handschlag/engine/change/life.ts";
import { changeStatistics, type ChangeStatistics } from "@handschlag/engine/change/statistics.ts";
import { changeDueAt } from "@handschlag/engine/change/times.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import type { Right } from "@handschlag/engine/rights.ts";
import { DAY_MS, type Instant } from "@handschlag/engine/instant.ts";
import { sql } from "kysely";
import { namesOf } from "../company/names.ts";
import type { Ctx, Place } from "../context.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { hasEnded, requireEngagement } from "../engagement/requirement.ts";
import { Problem } from "../problem.ts";
import { mayActOnChange } from "./act.ts";
import {
  agreementOf,
  changeOf,
  changePlace,
  changesOf,
  standingOf,
  type ChangeRow,
  type KeptDemand,
} from "./change-row.ts";
import { awaitedFrom, deciderOf, type Decider } from "./decider.ts";
import { holidaysOf } from "./holidays.ts";
import { conflictsIn, planningIn, spanOf, type Planning } from "./plan.ts";

const PAGE = 50;
const ENDED = ["done", "reviewed", "withdrawn", "declined"];
const YEAR_MS = 366 * DAY_MS;

/** A row with whether it waits for the actor's decision. */
export interface Listed {
  readonly row: ChangeRow;
  readonly awaitsMe: boolean;
}

export interface ListWish {
  readonly show?: "open" | "ended" | "all" | undefined;
  readonly ticket?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** Changes: those whose decision is awaited first, then the latest. 400 for a cursor that is none. */
export async function changeList(
  ctx: Ctx,
  engagement: EngagementId,
  { show = "open", ticket, cursor, limit = PAGE }: ListWish,
) {
  const place = changePlace(ctx, engagement, "change:read");
  const after = cursor === undefined ? undefined : /^([01])-(\d{1,9})$/.exec(cursor);
  if (after === null) throw new Problem(400, "request-unfit", { field: "query.cursor" });
  return ctx.read(place, async (tx) => {
    await requireEngagement(tx, place, engagement);
    const rows = await changesOf(tx, place, engagement)
      .$if(show === "open", (query) => query.where("stage", "not in", ENDED))
      .$if(show === "ended", (query) => query.where("stage", "in", ENDED))
      .$if(ticket !== undefined, (query) => query.where("ticket_id", "=", ticket!))
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`((stage = 'asked')::int, number) < (${after?.[1]}::int, ${after?.[2]}::int)`),
      )
      .orderBy(sql`(stage = 'asked')::int`, "desc")
      .orderBy("number", "desc")
      .limit(limit + 1)
      .execute();
    const decider = await deciderOf(tx, ctx, place);
    const items: Listed[] = [];
    for (const row of rows.slice(0, limit)) items.push(await listed(tx, ctx, decider, row));
    const last = rows.length > limit ? items.at(-1)?.row : undefined;
    return { items, next: last === undefined ? null : `${last.stage === "asked" ? 1 : 0}-${last.number}` };
  });
}

const listed = async (tx: Tx, ctx: Ctx, decider: Decider | undefined, row: ChangeRow): Promise<Listed> => ({
  row,
  awaitsMe: decider !== undefined && (await awaitedFrom(tx, ctx, decider, row)) !== undefined,
});

/** One of them with all that its page shows. */
export type ShownChange = Awaited<ReturnType<typeof changeShownAt>>;

/** `right`: that of the act just done, whose answer shows what came of it. */
export function changeShow(
  ctx: Ctx,
  engagement: EngagementId,
  id: string,
  right: Right = "change:read",
): Promise<ShownChange> {
  const place = changePlace(ctx, engagement, right);
  return ctx.read(place, (tx) => changeShownAt(tx, ctx, place, engagement, id));
}

export async function changeShownAt(tx: Tx, ctx: Ctx, place: Place, engagement: EngagementId, id: string) {
  const { endedAt } = await requireEngagement(tx, place, engagement);
  const row = await changeOf(tx, place, engagement, id);
  const contract = await agreementOf(tx, place, row);
  const decider = await deciderOf(tx, ctx, place);
  const contact = decider === undefined ? undefined : await awaitedFrom(tx, ctx, decider, row);
  const span = spanOf(row);
  const planning = span === undefined ? undefined : await planningIn(tx, place, engagement, span);
  const isOver = hasEnded({ endedAt }, ctx.now);
  return {
    row,
    contract,
    contact,
    demand: demandAt(row, contract),
    offerBy: await offerByOf(row, contract),
    isBackOutPlanNeeded: isBackOutPlanNeeded(contract, { kind: row.kind, risk: row.risk ?? undefined }),
    planning,
    conflicts: planning === undefined ? [] : conflictsIn(planning, row, ctx.now),
    ticket: await ticketOf(tx, ctx, place, row),
    decisions: await ofChange(tx, "change_decision", row).orderBy("decided_at").execute(),
    notes: await ofChange(tx, "change_note", row).orderBy("written_at").orderBy("note_id").execute(),
    events: await eventsOf(tx, row),
    acts: isOver ? [] : actsFor(ctx, place, row, { contract, contact }),
  };
}

const ofChange = <Table extends "change_decision" | "change_note">(
  tx: Tx,
  table: Table,
  { tenant_id, change_id }: ChangeRow,
) =>
  tx
    .selectFrom<"change_decision" | "change_note">(table)
    .selectAll(table)
    .where("tenant_id", "=", tenant_id)
    .where("change_id", "=", change_id);

/** Who decides: as it was asked for, else as it would be now. */
function demandAt(row: ChangeRow, contract: ContractDocument | undefined): KeptDemand | undefined {
  if (row.demand !== null) return row.demand;
  const { kind, risk, amount, standard } = row;
  const wish = { kind, risk: risk ?? undefined, amount: amount ?? undefined, standard: standard ?? undefined };
  const outcome = demandOf(contract, wish);
  if (!outcome.ok) return undefined;
  const riskBorneBy = riskBearerOf(contract)?.name ?? null;
  return { ...outcome.value, riskBorneBy, silence: contract?.changes?.silence ?? "refused" };
}

/** Until when the provider answers with effort and risk what the client asked for; nothing once it has. */
async function offerByOf(row: ChangeRow, contract: ContractDocument | undefined): Promise<Instant | undefined> {
  if (row.stage !== "drafted" || row.side !== "client" || row.plan !== null) return undefined;
  return changeDueAt(contract, "offerWithin", row.requested_at.getTime() as Instant, await holidaysOf(contract));
}

function actsFor(
  ctx: Ctx,
  place: Place,
  row: ChangeRow,
  { contract, contact }: { readonly contract: ContractDocument | undefined; readonly contact: string | undefined },
): readonly string[] {
  const standing = actsAt(standingOf(row), row.kind, mayBeginFirst(contract, row.kind));
  const isLate = row.decide_by !== null && row.decide_by.getTime() <= ctx.now;
  const acts = standing.filter((act) => {
    const isDecision = act === "approved" || act === "declined";
    return isDecision ? contact !== undefined && !isLate : mayActOnChange(ctx, place, act, row);
  });
  return mayActOnChange(ctx, place, "noted", row) ? [...acts, "noted"] : acts;
}

/** The ticket that it comes from, for whoever may read it. */
async function ticketOf(tx: Tx, ctx: Ctx, place: Place, { ticket_id, tenant_id }: ChangeRow) {
  if (ticket_id === null || !ctx.may("ticket:read", place)) return undefined;
  return tx
    .selectFrom("ticket")
    .select(["ticket_id", "number", "subject"])
    .where("tenant_id", "=", tenant_id)
    .where("ticket_id", "=", ticket_id)
    .executeTakeFirst();
}

interface RecordedBody {
  readonly type: string;
  readonly at: string;
  readonly by: { readonly id: string | null; readonly side: "client" | "provider" | "company" | "system" };
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What happened to it, in the order of recording, as far as the actor's side sees it. */
async function eventsOf(tx: Tx, { tenant_id, change_id, engagement_id }: ChangeRow) {
  const rows = await tx
    .selectFrom("event")
    .select("body")
    .where("tenant_id", "=", tenant_id)
    .where("engagement_id", "=", engagement_id)
    .where("subject_id", "=", change_id)
    .orderBy("tx")
    .orderBy("event_id")
    .execute();
  const bodies = rows.map(({ body }) => JSON.parse(body) as RecordedBody);
  const names = await namesOf(
    tx,
    bodies.map(({ by }) => by.id),
  );
  return bodies.map(({ type, at, by, facts }) => ({
    type,
    at,
    by: { name: by.id === null ? null : (names.get(by.id) ?? null), side: by.side },
    facts,
  }));
}

/** Changes and freezes in a span of at most a year, each change with what stands in its way. */
export function changeCalendar(ctx: Ctx, engagement: EngagementId, span: Window) {
  const place = changePlace(ctx, engagement, "change:read");
  requireSpan(span);
  return ctx.read(place, async (tx) => {
    await requireEngagement(tx, place, engagement);
    const planning: Planning = await planningIn(tx, place, engagement, span);
    const decider = await deciderOf(tx, ctx, place);
    const changes = [];
    for (const row of planning.changes)
      changes.push({ ...(await listed(tx, ctx, decider, row)), conflicts: conflictsIn(planning, row, ctx.now) });
    return { changes, freezes: planning.freezes };
  });
}

function requireSpan({ from, until }: Window): void {
  if (from >= until) throw new Problem(422, "window-backwards", { field: "query.until" });
  if (until - from > YEAR_MS) throw new Problem(422, "span-too-long", { field: "query.until", days: 366 });
}

/** How well changes went that ended in a span. */
export function changeFigures(ctx: Ctx, engagement: EngagementId, span: Window): Promise<ChangeStatistics> {
  const place = changePlace(ctx, engagement, "change:read");
  requireSpan(span);
  return ctx.read(place, async (tx) => {
    await requireEngagement(tx, place, engagement);
    const rows = await changesOf(tx, place, engagement)
      .where((where) =>
        where.or([
          where.and([where("ended_at", ">=", new Date(span.from)), where("ended_at", "<", new Date(span.until))]),
          sql<boolean>`story @> '[{"type":"lapsed"}]'`,
        ]),
      )
      .execute();
    const counted = rows.map((row) => ({
      kind: row.kind,
      endedAt: row.ended_at?.getTime() as Instant | undefined,
      result: row.result ?? undefined,
      incident: row.incident,
      lapsedAt: row.story.flatMap((event) => (event.type === "lapsed" ? event.at : [])),
    }));
    return changeStatistics(counted, span);
  });
}

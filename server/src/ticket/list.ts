/** The queue: tickets of all engagements that the actor may see, what is due next first. */
import { DAY_MS, HOUR_MS, type Instant } from "@handschlag/engine/instant.ts";
import { sql, type RawBuilder } from "kysely";
import type { Ctx } from "../context.ts";
import { namesOf } from "../company/names.ts";
import type { Tx } from "../db/tenant.ts";
import { answersTo } from "../db/together.ts";
import { goesOn } from "../engagement/requirement.ts";
import { Problem } from "../problem.ts";
import { NEVER } from "./reading.ts";
import { concerns } from "./whereabouts.ts";
import { wanted } from "./words.ts";

/** Filters of the queue, each narrowing it. */
export interface QueueWish {
  readonly engagement?: string | undefined;
  readonly state?: "open" | "ended" | "all" | undefined;
  readonly stage?: readonly string[] | undefined;
  readonly awaiting?: "client" | "provider" | undefined;
  readonly mine?: boolean | undefined;
  readonly unassigned?: boolean | undefined;
  readonly assignee?: string | undefined;
  readonly requester?: string | undefined;
  readonly kind?: readonly string[] | undefined;
  readonly priority?: readonly string[] | undefined;
  readonly service?: readonly string[] | undefined;
  readonly overdue?: boolean | undefined;
  readonly disputed?: boolean | undefined;
  readonly olderThanDays?: number | undefined;
  readonly dueWithinHours?: number | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly q?: string | undefined;
  readonly order?: "due" | "changed" | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

const COLUMNS = [
  "tenant_id",
  "ticket_id",
  "engagement_id",
  "number",
  "kind",
  "subject",
  "service",
  "category",
  "asset",
  "priority",
  "stage",
  "awaiting",
  "requester_id",
  "assignee_id",
  "disputed",
  "opened_at",
  "changed_at",
  "ended_at",
  "due_at",
] as const;

export interface QueueRow {
  readonly tenant_id: string;
  readonly ticket_id: string;
  readonly engagement_id: string;
  readonly number: number;
  readonly kind: string;
  readonly subject: string;
  readonly service: string | null;
  readonly category: string | null;
  readonly asset: string | null;
  readonly priority: string | null;
  readonly stage: string;
  readonly awaiting: string | null;
  readonly requester_id: string | null;
  readonly assignee_id: string | null;
  readonly disputed: boolean;
  readonly opened_at: Date;
  readonly changed_at: Date;
  readonly ended_at: Date | null;
  readonly due_at: Date;
  readonly coverage: { readonly kind: string; readonly service?: { readonly name: string } | null };
  readonly clocks: readonly unknown[];
}

/** A list and the names that its rows need. */
export interface Queue {
  readonly rows: readonly QueueRow[];
  readonly next: string | null;
  readonly people: ReadonlyMap<string, string>;
  readonly engagements: ReadonlyMap<string, { readonly name: string; readonly client: string }>;
}

const LIMIT = 50;
/** Of so many found texts at most the tickets are listed: who looks for less is helped by another word. */
const FOUND_MAX = 2_000;

interface Position {
  readonly at: string;
  readonly id: string;
}

function positionOf(cursor: string | undefined): Position | undefined {
  if (cursor === undefined) return undefined;
  const [, at, id] = /^(infinity|-?\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor) ?? [];
  if (at === undefined || id === undefined) throw new Problem(400, "request-unfit", { field: "query.cursor" });
  return { at: at === "infinity" ? at : isoOf(Number(at)), id };
}

/** From the year 1 to 9999: beyond it years are written in a way that PostgreSQL does not read. */
const AT_MIN = Date.parse("0001-01-01T00:00:00Z");
const AT_MAX = Date.UTC(9999, 11, 31);

function isoOf(at: number): string {
  if (at < AT_MIN || at > AT_MAX) throw new Problem(400, "request-unfit", { field: "query.cursor" });
  return new Date(at).toISOString();
}

/** A page of the queue. 403 without a right to tickets at all. */
export async function queue(ctx: Ctx, wish: QueueWish): Promise<Queue> {
  const parts = await readTickets(ctx, (tx, ownOnly) => page(tx, ctx, wish, { ownOnly }));
  return parts.reduce((a, b) => joined(a, b, wish), NOTHING);
}

/**
 * Reads on each side on which the actor sees tickets: as a client, and across the engagements of a provider. `ownOnly`:
 * none but those that the actor reported or was asked to read. 403 without a right to tickets at all.
 */
export async function readTickets<T>(ctx: Ctx, work: (tx: Tx, ownOnly: boolean) => Promise<T>): Promise<T[]> {
  ctx.requireSignedIn();
  const { company } = ctx;
  const isClient = company.clientRole !== null && ctx.may("ticket:report", { tenant: company.id, side: "client" });
  const readsAll = ctx.may("ticket:read", ctx.own);
  const across = company.engagements.length > 0;
  // A key reported nothing: without the right to everybody's tickets there is nothing for it.
  if (ctx.actor.kind === "key" && !readsAll && !mayReadAcross(ctx))
    throw new Problem(403, "right-missing", { right: "ticket:read" });
  const client = isClient || (company.clientRole !== null && readsAll);
  if (!client && !across) {
    ctx.require("ticket:read", { ...ctx.own, side: company.clientRole === null ? "provider" : "client" });
    return [];
  }
  const own = client ? [await ctx.read(ctx.own, (tx) => work(tx, !readsAll))] : [];
  const others = across && mayReadAcross(ctx) ? [await ctx.readAcross((tx) => work(tx, false))] : [];
  return [...own, ...others];
}

const mayReadAcross = (ctx: Ctx): boolean => {
  const [first] = ctx.company.engagements;
  return (
    first !== undefined && ctx.may("ticket:read", { tenant: first.tenant, side: "provider", engagement: first.id })
  );
};

const NOTHING: Queue = { rows: [], next: null, people: new Map(), engagements: new Map() };

/** Nothing is counted beyond this: who sees so many narrows them first. */
export const COUNTED_MAX = 10_000;

/** How many tickets fit, and how many open ones do not; `hidden` is null where ended ones are shown, which are ever more. */
export async function queueCount(
  ctx: Ctx,
  wish: QueueWish,
): Promise<{ readonly shown: number; readonly hidden: number | null }> {
  const isOpen = (wish.state ?? "open") === "open";
  const parts = await readTickets(ctx, async (tx, ownOnly) => {
    const shown = await countOf(tx, ctx, wish, ownOnly, COUNTED_MAX);
    return [shown, isOpen ? (await countOf(tx, ctx, {}, ownOnly, shown + COUNTED_MAX)) - shown : 0] as const;
  });
  const sum = (place: 0 | 1) =>
    Math.min(
      COUNTED_MAX,
      parts.reduce((total, part) => total + part[place], 0),
    );
  return { shown: sum(0), hidden: isOpen ? sum(1) : null };
}

async function countOf(tx: Tx, ctx: Ctx, wish: QueueWish, ownOnly: boolean, most: number): Promise<number> {
  const reach = await reachOf(tx, wish, ownOnly);
  if (reach === undefined) return 0;
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select from ${engagementsOf(tx, ctx.now, wish)} as e
      join ticket t on ${sql.join(conditionsOf(ctx, wish, reach), sql` and `)} limit ${most}) as found`.execute(tx);
  return rows[0]!.count;
}

/** One list out of two; a company is rarely client and provider at once. */
function joined(a: Queue, b: Queue, { order, limit = LIMIT }: QueueWish): Queue {
  if (b === NOTHING) return a;
  if (a === NOTHING) return b;
  const at = (row: QueueRow) => (order === "changed" ? -row.changed_at.getTime() : Number(row.due_at));
  const all = [...a.rows, ...b.rows].toSorted((x, y) => at(x) - at(y) || (x.ticket_id < y.ticket_id ? -1 : 1));
  const rows = all.slice(0, limit);
  const more = all.length > limit || a.next !== null || b.next !== null;
  return {
    rows,
    next: more && rows.length > 0 ? cursorOf(rows.at(-1)!, order) : null,
    people: new Map([...a.people, ...b.people]),
    engagements: new Map([...a.engagements, ...b.engagements]),
  };
}

const cursorOf = (row: QueueRow, order: QueueWish["order"]): string => {
  const at = order === "changed" ? row.changed_at : row.due_at;
  return `${at === NEVER ? "infinity" : at.getTime()}_${row.ticket_id}`;
};

async function page(tx: Tx, ctx: Ctx, wish: QueueWish, { ownOnly }: { readonly ownOnly: boolean }): Promise<Queue> {
  const { limit = LIMIT, order = "due" } = wish;
  const reach = await reachOf(tx, wish, ownOnly);
  if (reach === undefined) return NOTHING;
  const [engagements, rows] = await answersTo(tx, [
    named(engagementsOf(tx, ctx.now, wish)),
    rowsOf(tx, ctx, wish, reach),
  ]);
  const shown = rows.slice(0, limit);
  return {
    rows: shown,
    next: rows.length > limit ? cursorOf(shown.at(-1)!, order) : null,
    people: await namesOf(
      tx,
      shown.flatMap(({ requester_id, assignee_id }) => [requester_id, assignee_id]),
    ),
    engagements: new Map(engagements.map(({ engagement_id, name, client }) => [engagement_id, { name, client }])),
  };
}

interface Reach {
  readonly search: readonly string[] | undefined;
  readonly ownOnly: boolean;
}

/** Among which tickets to look, if words are looked for; `undefined` when nothing can be found. */
async function reachOf(tx: Tx, wish: QueueWish, ownOnly: boolean): Promise<Reach | undefined> {
  const search = wish.q === undefined ? undefined : await found(tx, wish.q);
  return search?.length === 0 ? undefined : { search, ownOnly };
}

/** In which engagements to look. */
const engagementsOf = (tx: Tx, now: Instant, wish: QueueWish) =>
  tx
    .selectFrom("engagement as e")
    .select(["e.tenant_id", "e.engagement_id"])
    // What was left open when all ended waits for nobody; who asks for that engagement sees it all the same.
    .$if((wish.state ?? "open") === "open" && wish.engagement === undefined, (query) => query.where(goesOn(now)))
    .$if(wish.engagement !== undefined, (query) => query.where("e.engagement_id", "=", wish.engagement!));

const named = (engagements: ReturnType<typeof engagementsOf>) =>
  engagements.innerJoin("company as c", "c.id", "e.tenant_id").select(["e.name", "c.name as client"]);

const conditionsOf = (ctx: Ctx, wish: QueueWish, reach: Reach) => [
  sql`t.tenant_id = e.tenant_id`,
  sql`t.engagement_id = e.engagement_id`,
  ...filtersOf(ctx, wish, reach),
];

/** One row more than a page, engagement by engagement along the index, then merged. */
function rowsOf(tx: Tx, ctx: Ctx, wish: QueueWish, reach: Reach): RawBuilder<QueueRow> {
  const { limit = LIMIT, order = "due", cursor } = wish;
  const after = positionOf(cursor);
  const [column, direction, than] = order === "due" ? ["due_at", "asc", ">"] : ["changed_at", "desc", "<"];
  const by = sql`${sql.ref(`t.${column}`)} ${sql.raw(direction)}, t.ticket_id ${sql.raw(direction)}`;
  const conditions = conditionsOf(ctx, wish, reach);
  if (after !== undefined)
    conditions.push(
      sql`(${sql.ref(`t.${column}`)}, t.ticket_id) ${sql.raw(than)} (${after.at}::timestamptz, ${after.id}::uuid)`,
    );
  const list = sql.join(COLUMNS.map((name) => sql.ref(`t.${name}`)));
  return sql<QueueRow>`
    select t.* from ${engagementsOf(tx, ctx.now, wish)} as e
      cross join lateral (select ${list}, t.coverage, t.clocks from ticket t
        where ${sql.join(conditions, sql` and `)} order by ${by} limit ${limit + 1}) t
    order by ${by} limit ${limit + 1}`;
}

function filtersOf(ctx: Ctx, wish: QueueWish, { search, ownOnly }: Reach) {
  const filters = [];
  const me = ctx.actor.kind === "person" ? ctx.actor.id : null;
  const { state = "open" } = wish;
  if (state !== "all") filters.push(state === "open" ? sql`t.ended_at is null` : sql`t.ended_at is not null`);
  for (const [column, values] of [
    ["stage", wish.stage],
    ["kind", wish.kind],
    ["priority", wish.priority],
    ["service", wish.service],
  ] as const)
    if (values !== undefined) filters.push(sql`${sql.ref(`t.${column}`)} = any (${values}::text[])`);
  if (wish.awaiting !== undefined) filters.push(sql`t.awaiting = ${wish.awaiting}`);
  if (wish.mine === true) filters.push(sql`(t.assignee_id = ${me} or ${concerns(me)})`);
  if (wish.unassigned === true) filters.push(sql`t.assignee_id is null`);
  if (wish.assignee !== undefined) filters.push(sql`t.assignee_id = ${wish.assignee}`);
  if (wish.requester !== undefined) filters.push(sql`t.requester_id = ${wish.requester}`);
  if (wish.overdue === true) filters.push(sql`t.due_at < ${new Date(ctx.now)}`);
  if (wish.disputed === true) filters.push(sql`t.disputed`);
  if (wish.olderThanDays !== undefined)
    filters.push(sql`t.opened_at < ${new Date(ctx.now - wish.olderThanDays * DAY_MS)}`);
  if (wish.dueWithinHours !== undefined)
    filters.push(
      sql`t.due_at >= ${new Date(ctx.now)} and t.due_at < ${new Date(ctx.now + wish.dueWithinHours * HOUR_MS)}`,
    );
  if (wish.ids !== undefined) filters.push(sql`t.ticket_id = any (${wish.ids}::uuid[])`);
  if (search !== undefined) filters.push(sql`t.ticket_id = any (${search}::uuid[])`);
  if (ownOnly) filters.push(concerns(me));
  return filters;
}

/** Ids of tickets whose texts hold what is looked for, as far as the transaction may see them. */
async function found(tx: Tx, q: string): Promise<readonly string[]> {
  const query = wanted(q);
  if (query === undefined) return [];
  const { rows } = await sql<{ id: string }>`select tickets_with(${query}, ${FOUND_MAX}) as id`.execute(tx);
  return rows.map(({ id }) => id);
}

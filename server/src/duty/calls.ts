/** Alarms as people see them, and taking one over. Source: docs/rules/duty.md §5. */
import { chainOf, type Callee, type Chain } from "@handschlag/engine/duty/chain.ts";
import { fixedContactsOf } from "@handschlag/engine/duty/escalation.ts";
import { rotaOf, type Rota } from "@handschlag/engine/duty/rota.ts";
import type { Terms } from "@handschlag/engine/contract/terms.ts";
import { namesOf } from "../company/names.ts";
import { termsFor } from "../contract/terms-book.ts";
import type { Ctx, Place } from "../context.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { record } from "../event/record.ts";
import { Problem } from "../problem.ts";
import { termsAt } from "../ticket/reading.ts";
import { whereaboutsOf } from "../ticket/whereabouts.ts";
import { CALL_COLUMNS, dutyEventsOf, ladderOf, type CallRow } from "./chain-store.ts";
import { rotaServing } from "./rota-store.ts";

const OPEN = ["calling", "exhausted"] as const;
const isOpen = ({ state }: Pick<CallRow, "state">): boolean => (OPEN as readonly string[]).includes(state);

/** An alarm with its people by name. */
export interface ShownCall extends Chain {
  readonly id: string;
  readonly names: ReadonlyMap<string, string>;
  readonly contacts: ReadonlyMap<string, string>;
  readonly layers: ReadonlyMap<string, string>;
}

/** The alarms of a ticket, the latest first, as far as the actor's side may see them. 404 when the ticket is none of theirs. */
export async function ticketCalls(
  ctx: Ctx,
  ticket: string,
): Promise<{ calls: readonly ShownCall[]; mayTake: boolean }> {
  const { place, engagement } = await whereaboutsOf(ctx, ticket);
  const rota = await rotaSeen(ctx, place, engagement);
  return ctx.read(place, async (tx) => {
    const rows = await tx
      .selectFrom("duty_call")
      .select(CALL_COLUMNS)
      .where("tenant_id", "=", place.tenant)
      .where("ticket_id", "=", ticket)
      .where("state", "<>", "asked")
      .orderBy("call_id", "desc")
      .execute();
    const calls = await shown(tx, ctx, place, rows, rota);
    return { calls, mayTake: rows.some(isOpen) && ctx.actor.kind === "person" && ctx.may("ticket:work", place) };
  });
}

/** The rota by which somebody is called next: known to the provider's side alone. */
const rotaSeen = (ctx: Ctx, { side }: Place, engagement: string): Promise<Rota | undefined> =>
  side === "provider"
    ? ctx.read(ctx.own, async (tx) => (await rotaServing(tx, engagement))?.rota)
    : Promise.resolve(undefined);

const NO_ROTA = rotaOf({
  plan: { timeZone: "Etc/UTC", layers: [], needed: { mode: "always" }, acknowledgeMinutes: 15, ranks: 1 },
  overrides: [],
  absences: [],
  gone: new Set(),
});

async function shown(
  tx: Tx,
  ctx: Ctx,
  place: Place,
  rows: readonly CallRow[],
  rota: Rota | undefined,
): Promise<readonly ShownCall[]> {
  if (rows.length === 0) return [];
  const { tenant } = place;
  const events = await dutyEventsOf(
    tx,
    tenant,
    rows.map(({ call_id }) => call_id),
  );
  const terms = termsAt(await termsFor(tx, tenant, rows[0]!.engagement_id), ctx.now);
  const ladder = await ladderOf(tx, ctx.company.id, rota ?? NO_ROTA, rota === undefined ? undefined : terms);
  const layers = new Map((rota?.plan.layers ?? []).map(({ id, name }) => [id, name]));
  const chains = rows.flatMap(({ call_id: id }) => {
    const chain = chainOf(events.get(id) ?? [], ladder, ctx.now);
    return chain === undefined ? [] : [{ ...chain, ...(rota === undefined && { next: undefined }), id }];
  });
  const names = await namesOf(tx, chains.flatMap(peopleOf));
  return chains.map((chain) => ({ ...chain, names, contacts: contactNames(terms), layers }));
}

const contactNames = (terms: Terms | undefined): ReadonlyMap<string, string> =>
  new Map(terms === undefined ? [] : fixedContactsOf(terms.document).map(({ id, name }) => [id, name]));

const peopleOf = ({ called, acknowledged, next }: Chain): readonly string[] => [
  ...called.flatMap(({ callee }) => callee.person ?? []),
  ...(acknowledged === undefined ? [] : [acknowledged.person]),
  ...(next?.callee?.person === undefined ? [] : [next.callee.person]),
];

/** What somebody who was called is called. */
export const nameOf = ({ names, contacts }: Pick<ShownCall, "names" | "contacts">, callee: Callee): string | null =>
  (callee.person === undefined ? undefined : names.get(callee.person)) ??
  (callee.by === "level" ? contacts.get(callee.contact) : undefined) ??
  null;

export interface OpenCall {
  readonly call: ShownCall;
  readonly ticket: {
    readonly id: string;
    readonly number: number;
    readonly subject: string;
    readonly priority: string | null;
  };
  readonly engagement: string;
  readonly client: string;
}

const OPEN_MAX = 100;

/** The alarms that nobody has taken over, of all engagements of the provider on which the actor may work; the oldest first. */
export async function openCalls(ctx: Ctx): Promise<readonly OpenCall[]> {
  ctx.require("duty:read", ctx.own);
  if (ctx.company.engagements.length === 0) return [];
  const rows = await ctx.readAcross((tx) =>
    tx
      .selectFrom("duty_call as d")
      .innerJoin("ticket as t", (join) =>
        join.onRef("t.tenant_id", "=", "d.tenant_id").onRef("t.ticket_id", "=", "d.ticket_id"),
      )
      .innerJoin("company as c", "c.id", "d.tenant_id")
      .select(["d.call_id", "d.tenant_id", "d.engagement_id", "d.ticket_id", "d.state"])
      .select(["t.number", "t.subject", "t.priority", "c.name as client"])
      .where("d.state", "in", OPEN)
      .orderBy("d.call_id")
      .limit(OPEN_MAX)
      .execute(),
  );
  const open: OpenCall[] = [];
  for (const row of rows) {
    const place = ctx.placeOf(row.engagement_id as EngagementId);
    const rota = await rotaSeen(ctx, place, row.engagement_id);
    const [call] = await ctx.read(place, (tx) => shown(tx, ctx, place, [row], rota));
    const { ticket_id: id, number, subject, priority, client, engagement_id: engagement } = row;
    if (call !== undefined) open.push({ call, ticket: { id, number, subject, priority }, engagement, client });
  }
  return open;
}

/** The alarm of a ticket or of its own id with what a link shows of it. 404 when it is none of the actor's. */
export async function callRead(ctx: Ctx, id: string): Promise<OpenCall> {
  const row = await callRowOf(ctx, id);
  const place = ctx.placeOf(row.engagement_id as EngagementId);
  const rota = await rotaSeen(ctx, place, row.engagement_id);
  return ctx.read(place, async (tx) => {
    const [call] = await shown(tx, ctx, place, [row], rota);
    const ticket = await tx
      .selectFrom("ticket as t")
      .innerJoin("company as c", "c.id", "t.tenant_id")
      .select(["t.number", "t.subject", "t.priority", "c.name as client"])
      .where("t.tenant_id", "=", place.tenant)
      .where("t.ticket_id", "=", row.ticket_id)
      .executeTakeFirst();
    if (call === undefined || ticket === undefined) throw new Problem(404, "duty-call-not-found");
    const { number, subject, priority, client } = ticket;
    return { call, ticket: { id: row.ticket_id, number, subject, priority }, engagement: row.engagement_id, client };
  });
}

/** The alarm of an id, or the latest of a ticket. 404 when there is none on an engagement on which the actor works. */
async function callRowOf(ctx: Ctx, id: string): Promise<CallRow> {
  ctx.requireMember();
  const row =
    ctx.company.engagements.length === 0
      ? undefined
      : await ctx.readAcross((tx) =>
          tx
            .selectFrom("duty_call")
            .select(CALL_COLUMNS)
            .where((eb) => eb.or([eb("call_id", "=", id), eb("ticket_id", "=", id)]))
            .where("state", "<>", "asked")
            .orderBy("call_id", "desc")
            .executeTakeFirst(),
        );
  if (row === undefined) throw new Problem(404, "duty-call-not-found");
  return row;
}

/** As `dutyAcknowledge`, for a ticket. 404 when the actor may not know of it, 403 when they do not work on it. */
export async function ticketAcknowledge(ctx: Ctx, ticket: string): Promise<void> {
  const { place } = await whereaboutsOf(ctx, ticket);
  ctx.require("ticket:work", place);
  await dutyAcknowledge(ctx, ticket);
}

/**
 * Takes an alarm over, by its id or that of its ticket: nobody else is called any more. 404 when there is none for the
 * actor; 409 when somebody was first, or it needs nobody any more.
 */
export async function dutyAcknowledge(ctx: Ctx, id: string): Promise<void> {
  const { call_id, ticket_id, engagement_id } = await callRowOf(ctx, id);
  const engagement = engagement_id as EngagementId;
  const place = ctx.placeOf(engagement);
  ctx.require("ticket:work", place);
  const person = ctx.personId;
  await ctx.change(place, async (tx) => {
    const row = await tx
      .selectFrom("duty_call")
      .select("state")
      .where("tenant_id", "=", place.tenant)
      .where("call_id", "=", call_id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (row.state === "acknowledged") throw new Problem(409, "duty-taken");
    if (!isOpen(row)) throw new Problem(409, "duty-over");
    await tx
      .updateTable("duty_call")
      .set({ state: "acknowledged", next_at: null })
      .where("tenant_id", "=", place.tenant)
      .where("call_id", "=", call_id)
      .execute();
    await record(tx, ctx, place, {
      type: "duty.acknowledged",
      subjectId: call_id,
      engagementId: engagement,
      visibleTo: "both",
      facts: { ticket: ticket_id, person },
    });
  });
}

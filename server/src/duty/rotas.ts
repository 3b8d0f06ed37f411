/** A provider's rotas: making, changing, reading them. Source: docs/rules/duty.md §§1 to 3. */
import { later, type Instant } from "@handschlag/engine/instant.ts";
import type { RotaPlan } from "@handschlag/engine/duty/plan.ts";
import { gapsBetween, isNeededAt, onDutyAt, shiftsBetween } from "@handschlag/engine/duty/rota.ts";
import { v7 as uuidv7 } from "uuid";
import { namesOf } from "../company/names.ts";
import type { Ctx } from "../context.ts";
import type { Tx } from "../db/tenant.ts";
import { record } from "../event/record.ts";
import { found, Problem } from "../problem.ts";
import { requireColleagues, requireKnownRegions } from "./plan-check.ts";
import { peopleIn, rotasOf, type KeptRota } from "./rota-store.ts";

const ROTAS_MAX = 50;
const DAY_MS = 86_400_000;
const AHEAD_MS = 28 * DAY_MS;
/** Spans that ended longer ago are not shown; what they changed can be read in the history. */
const PAST_MS = 31 * DAY_MS;
const NOTES_SHOWN = 10;
/** A view of who is on call is at most so long. */
const VIEW_MS_MAX = 100 * DAY_MS;
/** Beyond it calendars do not know. */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2099, 0, 1);

export interface RotaWish {
  readonly name: string;
  readonly plan: RotaPlan;
  readonly serves: readonly string[];
}

export type ShownRota = Awaited<ReturnType<typeof shownOf>>;

/** The rotas of the actor's company. */
export function rotaList(ctx: Ctx): Promise<readonly ShownRota[]> {
  ctx.require("duty:read", ctx.own);
  return ctx.read(ctx.own, async (tx) => {
    const shown: ShownRota[] = [];
    for (const kept of await rotasOf(tx, ctx.company.id)) shown.push(await shownOf(tx, ctx, kept));
    return shown;
  });
}

/** A rota of the actor's company. 404 when there is none of that id. */
export function rotaRead(ctx: Ctx, id: string): Promise<ShownRota> {
  ctx.require("duty:read", ctx.own);
  return ctx.read(ctx.own, async (tx) => shownOf(tx, ctx, await rotaOfOwn(tx, ctx, id)));
}

export async function rotaOfOwn(tx: Tx, ctx: Ctx, id: string): Promise<KeptRota> {
  const [kept] = await rotasOf(tx, ctx.company.id, id);
  return found(kept, "duty-rota");
}

async function shownOf(tx: Tx, { now, company }: Ctx, kept: KeptRota) {
  const { rota, spans } = kept;
  const notes = await tx
    .selectFrom("duty_note")
    .select(["note_id", "author_id", "text", "written_at"])
    .where("tenant_id", "=", company.id)
    .where("rota_id", "=", kept.id)
    .orderBy("written_at", "desc")
    .orderBy("note_id", "desc")
    .limit(NOTES_SHOWN)
    .execute();
  const people = peopleIn(rota.plan, spans);
  return {
    ...kept,
    spans: spans.filter(({ until_at }) => until_at.getTime() > now - PAST_MS),
    notes,
    serves: await servedBy(tx, company.id, kept.id),
    people,
    names: await namesOf(tx, [...people, ...notes.map(({ author_id }) => author_id)]),
    onDuty: onDutyAt(rota, now),
    isNeededNow: isNeededAt(rota, now),
    gaps: gapsBetween(rota, now, later(now, AHEAD_MS)),
  };
}

const servedBy = (tx: Tx, provider: string, rota: string) =>
  tx
    .selectFrom("duty_served as s")
    .innerJoin("engagement as e", "e.engagement_id", "s.served_id")
    .innerJoin("company as c", "c.id", "e.tenant_id")
    .select(["s.served_id", "e.name", "c.name as client"])
    .where("s.tenant_id", "=", provider)
    .where("s.rota_id", "=", rota)
    .orderBy("c.name")
    .orderBy("e.name")
    .execute();

/** Who is on call in a stretch of at most 100 days, and when nobody is. 422 when it is none. */
export function rotaShifts(ctx: Ctx, id: string, from: Instant, until: Instant) {
  ctx.require("duty:read", ctx.own);
  if (until <= from || until - from > VIEW_MS_MAX || from < EARLIEST || until > LATEST)
    throw new Problem(422, "duty-stretch-unfit", { field: "query.until", days: VIEW_MS_MAX / DAY_MS });
  return ctx.read(ctx.own, async (tx) => {
    const { rota } = await rotaOfOwn(tx, ctx, id);
    return { shifts: shiftsBetween(rota, from, until), gaps: gapsBetween(rota, from, until) };
  });
}

const factOf = (type: string, id: string, facts: Readonly<Record<string, unknown>>) =>
  ({ type, subjectId: id, visibleTo: "client", facts }) as const;

/** Makes a rota. 409 when there is one of the name, or an engagement has one; 422 when it names who or what is not there. */
export async function rotaAdd(ctx: Ctx, { name, plan, serves }: RotaWish): Promise<ShownRota> {
  ctx.require("duty:write", ctx.own);
  await requireKnownRegions(plan);
  const id = uuidv7({ msecs: ctx.now });
  return ctx.change(ctx.own, async (tx) => {
    const { count } = await tx
      .selectFrom("duty_rota")
      .select((row) => row.fn.countAll<string>().as("count"))
      .where("tenant_id", "=", ctx.company.id)
      .executeTakeFirstOrThrow();
    if (Number(count) >= ROTAS_MAX) throw new Problem(422, "duty-rotas-too-many", { most: ROTAS_MAX });
    await requireColleagues(tx, ctx.company.id, peopleIn(plan, []), "body.plan.layers");
    const changed_at = new Date(ctx.now);
    const made = await tx
      .insertInto("duty_rota")
      .values({
        tenant_id: ctx.company.id,
        rota_id: id,
        name,
        plan: JSON.stringify(plan),
        changed_at,
        watched_until: changed_at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("rota_id")
      .executeTakeFirst();
    if (made === undefined) throw new Problem(409, "duty-name-taken", { field: "body.name" });
    await serve(tx, ctx, id, serves);
    await record(tx, ctx, ctx.own, factOf("duty.rota-made", id, { name, plan, serves }));
    return shownOf(tx, ctx, await rotaOfOwn(tx, ctx, id));
  });
}

/** Writes a rota anew. 412 when `version` is not the present one; else as `rotaAdd`. */
export async function rotaChange(
  ctx: Ctx,
  id: string,
  version: number,
  { name, plan, serves }: RotaWish,
): Promise<ShownRota> {
  ctx.require("duty:write", ctx.own);
  await requireKnownRegions(plan);
  return ctx.change(ctx.own, async (tx) => {
    const row = found(
      await tx
        .selectFrom("duty_rota")
        .select(["version", "name"])
        .where("tenant_id", "=", ctx.company.id)
        .where("rota_id", "=", id)
        .forUpdate()
        .executeTakeFirst(),
      "duty-rota",
    );
    if (row.version !== version) throw new Problem(412, "changed-meanwhile");
    const { rota: before } = await rotaOfOwn(tx, ctx, id);
    // Who has left the company may stay in the plan until somebody sorts it out: shown as a gap.
    const newcomers = peopleIn(plan, []).filter((person) => !before.gone.has(person));
    await requireColleagues(tx, ctx.company.id, newcomers, "body.plan.layers");
    const other = await tx
      .selectFrom("duty_rota")
      .select("rota_id")
      .where("tenant_id", "=", ctx.company.id)
      .where("name", "=", name)
      .where("rota_id", "<>", id)
      .executeTakeFirst();
    if (other !== undefined) throw new Problem(409, "duty-name-taken", { field: "body.name" });
    await tx
      .updateTable("duty_rota")
      .set({ name, plan: JSON.stringify(plan), version: version + 1, changed_at: new Date(ctx.now) })
      .where("tenant_id", "=", ctx.company.id)
      .where("rota_id", "=", id)
      .execute();
    await serve(tx, ctx, id, serves);
    await record(tx, ctx, ctx.own, factOf("duty.rota-changed", id, { name, plan, serves }));
    return shownOf(tx, ctx, await rotaOfOwn(tx, ctx, id));
  });
}

/** Takes a rota away: alarms call nobody by it any more. */
export async function rotaRemove(ctx: Ctx, id: string): Promise<void> {
  ctx.require("duty:write", ctx.own);
  await ctx.change(ctx.own, async (tx) => {
    const { name } = found(
      await tx
        .deleteFrom("duty_rota")
        .where("tenant_id", "=", ctx.company.id)
        .where("rota_id", "=", id)
        .returning("name")
        .executeTakeFirst(),
      "duty-rota",
    );
    await record(tx, ctx, ctx.own, factOf("duty.rota-removed", id, { name }));
  });
}

/** Says which engagements a rota serves. 422 when one is none of the company's as provider, 409 when another rota has it. */
async function serve(tx: Tx, { company }: Ctx, rota: string, serves: readonly string[]): Promise<void> {
  const own = new Set<string>(company.engagements.map(({ id }) => id));
  if (serves.some((each) => !own.has(each)))
    throw new Problem(422, "duty-engagement-unknown", { field: "body.serves" });
  await tx.deleteFrom("duty_served").where("tenant_id", "=", company.id).where("rota_id", "=", rota).execute();
  const wanted = [...new Set(serves)];
  if (wanted.length === 0) return;
  const made = await tx
    .insertInto("duty_served")
    .values(wanted.map((served_id) => ({ tenant_id: company.id, served_id, rota_id: rota })))
    .onConflict((conflict) => conflict.doNothing())
    .returning("served_id")
    .execute();
  if (made.length < wanted.length) throw new Problem(409, "duty-engagement-served", { field: "body.serves" });
}

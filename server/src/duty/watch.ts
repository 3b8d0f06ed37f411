/** Telling of changes of shift as they happen, and of gaps before they do: each once. Source: docs/rules/duty.md §3. */
import { DAY_MS, later, type Instant } from "@handschlag/engine/instant.ts";
import { gapsBetween, shiftsBetween, type Rota, type Shift } from "@handschlag/engine/duty/rota.ts";
import type { Kysely } from "kysely";
import { Ctx, type Actor } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import { inScope, type TenantId, type Tx } from "../db/tenant.ts";
import { record } from "../event/record.ts";
import { rotasOf, type KeptRota } from "./rota-store.ts";

const SYSTEM: Actor = { kind: "system", company: undefined };
/** A change of shift that is longer past helps nobody any more. */
const MISSED_MS = DAY_MS;
/** Who had a layer before is looked for so far back. */
const BEFORE_MS = 35 * DAY_MS;
/** So many days before a gap the service manager is told. */
const GAP_DAYS = [7, 1] as const;

/** Looks through all rotas. Returns how many events that made. */
export async function watchRotas(
  db: Kysely<DB>,
  now: Instant,
  say: (text: string) => void = () => undefined,
): Promise<number> {
  const due = await inScope(db, { scope: "mail" }, { readOnly: true }, (tx) =>
    tx.selectFrom("duty_rota").select(["tenant_id", "rota_id"]).where("watched_until", "<", new Date(now)).execute(),
  );
  let count = 0;
  for (const { tenant_id, rota_id } of due)
    try {
      count += await watchRota(db, tenant_id as TenantId, rota_id, now);
    } catch (error) {
      say(`rota ${rota_id} cannot be read: ${String(error)}`);
    }
  return count;
}

const watchRota = (db: Kysely<DB>, tenant: TenantId, id: string, now: Instant): Promise<number> =>
  inScope(db, { tenant, side: "system", scope: "mail" }, { readOnly: false }, async (tx) => {
    const locked = await tx
      .selectFrom("duty_rota")
      .select("watched_until")
      .where("tenant_id", "=", tenant)
      .where("rota_id", "=", id)
      .where("watched_until", "<", new Date(now))
      .forUpdate()
      // What another node looks through is told by it.
      .skipLocked()
      .executeTakeFirst();
    const [kept] = locked === undefined ? [] : await rotasOf(tx, tenant, id);
    if (kept === undefined) return 0;
    const ctx = new Ctx(db, SYSTEM, now, "duty");
    const count = (await tellHandOvers(tx, ctx, kept)) + (await tellGaps(tx, ctx, kept));
    await tx
      .updateTable("duty_rota")
      .set({ watched_until: new Date(now) })
      .where("tenant_id", "=", tenant)
      .where("rota_id", "=", id)
      .execute();
    return count;
  });

async function tellHandOvers(tx: Tx, ctx: Ctx, { id, provider, rota, watchedUntil }: KeptRota): Promise<number> {
  const from = Math.max(watchedUntil, ctx.now - MISSED_MS) as Instant;
  const handed = handOvers(rota, from, ctx.now);
  for (const { shift, before } of handed)
    await record(
      tx,
      ctx,
      { tenant: provider, side: "system" },
      {
        type: "duty.handed-over",
        subjectId: id,
        visibleTo: "client",
        at: shift.from,
        facts: {
          layer: shift.layer,
          from: before?.person ?? null,
          to: shift.person,
          until: new Date(shift.until).toISOString(),
        },
      },
    );
  return handed.length;
}

/** The shifts that began in (from, until] with somebody else than the one before in their layer. */
function handOvers(rota: Rota, from: Instant, until: Instant) {
  const shifts = shiftsBetween(rota, later(from, -BEFORE_MS), later(until, 1));
  return shifts.flatMap((shift, index): { shift: Shift; before: Shift | undefined }[] => {
    const before = shifts[index - 1]?.layer === shift.layer ? shifts[index - 1] : undefined;
    const isNew = shift.from > from && shift.from <= until && before?.person !== shift.person;
    return isNew ? [{ shift: { ...shift, until: endOf(rota, shift) }, before }] : [];
  });
}

/** The end of a shift that has just begun: what was asked for ends now. */
const endOf = (rota: Rota, { layer, from }: Shift): Instant =>
  shiftsBetween(rota, from, later(from, BEFORE_MS)).find((each) => each.layer === layer)!.until;

async function tellGaps(tx: Tx, ctx: Ctx, { id, provider, rota }: KeptRota): Promise<number> {
  const { now } = ctx;
  const ahead = gapsBetween(rota, now, later(now, (GAP_DAYS[0] + 1) * DAY_MS));
  let count = 0;
  // A gap that is there already is not ahead any more.
  for (const { from, until } of ahead.filter((gap) => gap.from > now)) {
    const due = GAP_DAYS.filter((days) => from <= later(now, days * DAY_MS));
    if (due.length === 0) continue;
    const made = await tx
      .insertInto("duty_gap")
      .values(due.map((days) => ({ tenant_id: provider, rota_id: id, from_at: new Date(from), days })))
      .onConflict((conflict) => conflict.doNothing())
      .returning("days")
      .execute();
    if (made.length === 0) continue;
    count++;
    const facts = { from: new Date(from).toISOString(), until: new Date(until).toISOString(), days: due.at(-1) };
    await record(
      tx,
      ctx,
      { tenant: provider, side: "system" },
      { type: "duty.gap-ahead", subjectId: id, visibleTo: "client", facts },
    );
  }
  return count;
}

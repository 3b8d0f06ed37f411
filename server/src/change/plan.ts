/** When changes are carried out, and what stands in their way. */
import { conflictsOf, type Conflict, type Freeze, type PlannedChange } from "@handschlag/engine/change/conflicts.ts";
import type { Window } from "@handschlag/engine/change/life.ts";
import { noticeOf } from "@handschlag/engine/change/times.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import { sql, type Selectable } from "kysely";
import { termsFor } from "../contract/terms-book.ts";
import type { Place } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { changesOf, type ChangeRow, type Side } from "./change-row.ts";

export type FreezeRow = Omit<Selectable<DB["change_freeze"]>, "side"> & { readonly side: Side };

/** Stages in which a change takes its time: it is asked for, agreed or being carried out. */
const TAKING = ["asked", "approved", "scheduled", "under-way"];
/** Stages in which it can still be moved. */
const MOVABLE = new Set(["drafted", ...TAKING]);

const windowOf = (from: Date | null, until: Date | null): Window | undefined =>
  from === null || until === null ? undefined : { from: from.getTime() as Instant, until: until.getTime() as Instant };

/** The window as it is announced, else as it was thought of. */
export const spanOf = ({ window_from, window_until, planned_from, planned_until }: ChangeRow): Window | undefined =>
  windowOf(window_from, window_until) ?? windowOf(planned_from, planned_until);

/** All that takes time of an engagement in a span. */
export interface Planning {
  readonly changes: readonly ChangeRow[];
  readonly freezes: readonly FreezeRow[];
  readonly contracts: ReadonlyMap<number, ContractDocument>;
}

export async function planningIn(
  tx: Tx,
  place: Place,
  engagement: EngagementId,
  { from, until }: Window,
): Promise<Planning> {
  const [start, end] = [new Date(from), new Date(until)];
  const changes = await changesOf(tx, place, engagement)
    .where("stage", "not in", ["withdrawn", "declined", "lapsed"])
    .where(sql<boolean>`coalesce(window_from, planned_from) < ${end}`)
    .where(sql<boolean>`coalesce(window_until, planned_until) > ${start}`)
    .orderBy(sql`coalesce(window_from, planned_from)`)
    .orderBy("number")
    .limit(PLANNED_MAX)
    .execute();
  const freezes = await tx
    .selectFrom("change_freeze")
    .selectAll()
    .where("tenant_id", "=", place.tenant)
    .where("engagement_id", "=", engagement)
    .where("from_at", "<", end)
    .where("until_at", ">", start)
    .orderBy("from_at")
    .orderBy("freeze_id")
    .limit(PLANNED_MAX)
    .$castTo<FreezeRow>()
    .execute();
  const versions = await termsFor(tx, place.tenant, engagement);
  return { changes, freezes, contracts: new Map(versions.map(({ document }) => [document.version, document])) };
}

const PLANNED_MAX = 1_000;

/** What stands in the way of one of them; nothing where it has no window, or where it is over. */
export function conflictsIn(
  { changes, freezes, contracts }: Planning,
  row: ChangeRow,
  now: Instant,
): readonly Conflict[] {
  const window = spanOf(row);
  if (window === undefined || !MOVABLE.has(row.stage)) return [];
  const planned = (each: ChangeRow): PlannedChange[] => {
    const span = spanOf(each);
    return span === undefined || !TAKING.includes(each.stage)
      ? []
      : [{ id: each.change_id, window: span, services: each.services, announcedAt: now }];
  };
  const { demand, kind, services, stage, decide_by, announced_at } = row;
  const contract = row.contract === null ? undefined : contracts.get(row.contract);
  const change: PlannedChange = {
    id: row.change_id,
    window,
    services,
    noticeMs: stage === "under-way" ? undefined : noticeOf(contract, kind, services),
    announcedAt: (announced_at?.getTime() ?? now) as Instant,
    decisionUntil: stage === "asked" ? (decide_by?.getTime() as Instant | undefined) : undefined,
    isUndecidable: stage === "asked" && demand?.basis === "owner" && demand.rule !== undefined,
  };
  return conflictsOf(change, changes.flatMap(planned), freezes.map(freezeOf));
}

const freezeOf = ({ freeze_id, from_at, until_at, services }: FreezeRow): Freeze => ({
  id: freeze_id,
  window: { from: from_at.getTime() as Instant, until: until_at.getTime() as Instant },
  services: services ?? undefined,
});

/** Changes as they are kept, and what each needs to be read: its place, its contract, its row. */
import type { ChangeKind, Demand, Risk } from "@handschlag/engine/change/approval.ts";
import { changeStandingOf, type ChangeEvent, type ChangeStanding } from "@handschlag/engine/change/life.ts";
import type { ChangeResult } from "@handschlag/engine/change/times.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import type { Right } from "@handschlag/engine/rights.ts";
import type { Selectable } from "kysely";
import { termsFor } from "../contract/terms-book.ts";
import type { Ctx, Place } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { found } from "../problem.ts";

export type Side = "client" | "provider";

/** Who must decide, as it stood when the decision was asked for. */
export interface KeptDemand extends Demand {
  readonly riskBorneBy: string | null;
  readonly silence: "refused" | "approved";
}

/** A change as its row says it. */
export interface ChangeRow extends Omit<Selectable<DB["change_request"]>, "kind" | "risk" | "side" | "result"> {
  readonly kind: ChangeKind;
  readonly risk: Risk | null;
  readonly side: Side;
  readonly result: ChangeResult | null;
  readonly demand: KeptDemand | null;
  readonly risk_answers: Readonly<Record<string, string>>;
  readonly story: readonly ChangeEvent[];
}

/** The side for which somebody acts at a place. */
export const sideAt = ({ side }: Place): Side => (side === "provider" ? "provider" : "client");

export const standingOf = ({ story }: ChangeRow): ChangeStanding => changeStandingOf(story);

/** Where an engagement's changes lie for the actor. 403 without the right, 404 when it is none of theirs. */
export function changePlace(ctx: Ctx, engagement: EngagementId, right: Right): Place {
  ctx.requireSignedIn();
  const place = ctx.placeOf(engagement);
  ctx.require(right, place);
  return place;
}

/** All changes of an engagement, to be narrowed. */
export const changesOf = (tx: Tx, { tenant }: Place, engagement: EngagementId) =>
  tx
    .selectFrom("change_request")
    .selectAll()
    .where("tenant_id", "=", tenant)
    .where("engagement_id", "=", engagement)
    .$castTo<ChangeRow>();

/** One of them. 404 when there is none. */
export async function changeOf(tx: Tx, place: Place, engagement: EngagementId, id: string): Promise<ChangeRow> {
  return found(await changesOf(tx, place, engagement).where("change_id", "=", id).executeTakeFirst(), "change");
}

/** The same, held until the transaction ends: of several who decide at once one comes after the other. */
export async function changeHeld(tx: Tx, place: Place, engagement: EngagementId, id: string): Promise<ChangeRow> {
  const row = await changesOf(tx, place, engagement).where("change_id", "=", id).forUpdate().executeTakeFirst();
  return found(row, "change");
}

/** The version of the contract under which a change was asked for; `undefined` without a contract. */
export async function agreementOf(
  tx: Tx,
  { tenant }: Pick<Place, "tenant">,
  { engagement_id, contract }: Pick<ChangeRow, "engagement_id" | "contract">,
): Promise<ContractDocument | undefined> {
  const versions = await termsFor(tx, tenant, engagement_id);
  return versions.find(({ document }) => document.version === contract)?.document;
}

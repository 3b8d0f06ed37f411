/** As whom somebody decides: the contact of the contract whose address opens their account, or one for whom they stand. */
import type { Ctx, Place } from "../context.ts";
import type { Tx } from "../db/tenant.ts";
import { sideAt, standingOf, type ChangeRow, type KeptDemand, type Side } from "./change-row.ts";

/** Whoever leads the client, where no line of the contract fits. */
export const OWNER = "owner";

/** Somebody who may be asked to decide. */
export interface Decider {
  readonly side: Side;
  readonly email: string;
  /** Owner of the client, or service manager of the provider. */
  readonly leads: boolean;
  /** All addresses that open an account of the own company: for contacts without one its leader stands. */
  readonly colleagues: ReadonlySet<string>;
}

/** The actor as one who decides; `undefined` for a key, behind which is no person. */
export async function deciderOf(tx: Tx, ctx: Ctx, place: Place): Promise<Decider | undefined> {
  const { actor } = ctx;
  if (actor.kind !== "person" || actor.company === undefined) return undefined;
  const side = sideAt(place);
  const { clientRole, providerRole } = actor.company;
  if ((side === "client" ? clientRole : providerRole) === null) return undefined;
  const leads = side === "client" ? clientRole === "owner" : providerRole === "service-manager";
  const rows = await tx
    .selectFrom("person_account as a")
    .innerJoin("membership as m", "m.person_id", "a.person_id")
    .select(["a.person_id", "a.email"])
    .where("m.tenant_id", "=", actor.company.id)
    .execute();
  const email = rows.find(({ person_id }) => person_id === actor.id)?.email ?? "";
  return { side, email, leads, colleagues: new Set(rows.map((row) => row.email)) };
}

/**
 * As whom somebody decides next: `undefined` when it is not theirs to decide. For a contact of their side without an
 * account whoever leads that side stands. Source: docs/rules/changes.md §3.
 */
export function contactFor(
  { side, email, leads, colleagues }: Decider,
  { basis, approvers }: Pick<KeptDemand, "basis" | "approvers">,
  approvedAs: readonly string[],
): string | undefined {
  if (basis === "standard") return undefined;
  if (basis === "owner") return side === "client" && leads ? OWNER : undefined;
  const left = approvers.filter((each) => each.side === side && !approvedAs.includes(each.contact));
  const own = left.find((each) => each.email?.toLowerCase() === email);
  if (own !== undefined || !leads) return own?.contact;
  return left.find((each) => each.email === undefined || !colleagues.has(each.email.toLowerCase()))?.contact;
}

/** Whom a person has decided as in the present round; nobody decides twice. */
async function hasDecided(tx: Tx, ctx: Ctx, { tenant_id, change_id }: ChangeRow, round: number): Promise<boolean> {
  const row = await tx
    .selectFrom("change_decision")
    .select("contact")
    .where("tenant_id", "=", tenant_id)
    .where("change_id", "=", change_id)
    .where("round", "=", round)
    .where("person_id", "=", ctx.personId)
    .executeTakeFirst();
  return row !== undefined;
}

/** As whom the actor decides a change now; `undefined` when no decision of theirs is awaited. */
export async function awaitedAs(tx: Tx, ctx: Ctx, place: Place, row: ChangeRow): Promise<string | undefined> {
  const decider = row.demand === null ? undefined : await deciderOf(tx, ctx, place);
  return decider === undefined ? undefined : awaitedFrom(tx, ctx, decider, row);
}

/** The same for somebody who is known already. */
export async function awaitedFrom(tx: Tx, ctx: Ctx, decider: Decider, row: ChangeRow): Promise<string | undefined> {
  const { stage, approvedAs, round } = standingOf(row);
  if (stage !== "asked" || row.demand === null) return undefined;
  const contact = contactFor(decider, row.demand, approvedAs);
  return contact === undefined || (await hasDecided(tx, ctx, row, round)) ? undefined : contact;
}

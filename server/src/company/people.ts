/** The people of a company: who is there, in which role, and out they go. */
import type { ClientRole, ProviderRole } from "@handschlag/engine/rights.ts";
import type { Ctx } from "../context.ts";
import type { Tx } from "../db/tenant.ts";
import { record } from "../event/record.ts";
import { sessionsHoldBack } from "../identity/session-store.ts";
import { found, Problem } from "../problem.ts";

/** A person's roles in a company; for an external the engagements on which they may work. */
export interface RoleSet {
  readonly clientRole: ClientRole | null;
  readonly providerRole: ProviderRole | null;
  readonly engagements: readonly string[];
}

/** The people of the actor's company, by name. */
export function peopleList(ctx: Ctx) {
  ctx.require("people:read");
  return ctx.read(
    ctx.own,
    async (tx) => {
      const people = await tx
        .selectFrom("membership as m")
        .innerJoin("person as p", "p.id", "m.person_id")
        .innerJoin("person_account as a", "a.person_id", "m.person_id")
        .select(["p.id", "p.name", "a.email", "m.client_role", "m.provider_role", "m.joined_at", "m.version"])
        .where("m.tenant_id", "=", ctx.own.tenant)
        .orderBy("p.name")
        .orderBy("p.id")
        .execute();
      const assigned = await tx
        .selectFrom("assignment")
        .select(["person_id", "assigned_id"])
        .where("tenant_id", "=", ctx.own.tenant)
        .execute();
      const ids = people.map(({ id }) => id);
      const secured = new Set(ids.length === 0 ? [] : await havingSecondFactor(tx, ids));
      return people.map((person) => ({
        ...person,
        engagements: assigned.filter(({ person_id }) => person_id === person.id).map(({ assigned_id }) => assigned_id),
        secondFactor: secured.has(person.id),
      }));
    },
    "identity",
  );
}

async function havingSecondFactor(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const totp = await tx
    .selectFrom("totp")
    .select("person_id")
    .where("person_id", "in", ids)
    .where("confirmed_at", "is not", null)
    .execute();
  const passkeys = await tx
    .selectFrom("passkey")
    .select("person_id")
    .distinct()
    .where("person_id", "in", ids)
    .execute();
  return [...totp, ...passkeys].map(({ person_id }) => person_id);
}

const memberLocked = async (tx: Tx, ctx: Ctx, personId: string) =>
  found(
    await tx
      .selectFrom("membership")
      .selectAll()
      .where("tenant_id", "=", ctx.own.tenant)
      .where("person_id", "=", personId)
      .forUpdate()
      .executeTakeFirst(),
    "person",
  );

/** 422 when an engagement is none of the company's as provider; 422 when an external has none and a role beside it has some. */
export function requireOwnEngagements(ctx: Ctx, { providerRole, engagements }: RoleSet): void {
  const known = new Set<string>(ctx.company.engagements.map(({ id }) => id));
  const unknown = engagements.filter((engagement) => !known.has(engagement));
  if (unknown.length > 0) throw new Problem(422, "engagement-unknown", { field: "body.engagements", unknown });
  if (providerRole !== "external" && engagements.length > 0)
    throw new Problem(422, "engagements-for-externals-only", { field: "body.engagements" });
}

/** Changes a person's roles. 412 when `version` is not the present one; 409 when the company would be left without anyone who leads it. */
export function rolesChange(ctx: Ctx, personId: string, version: number, roles: RoleSet): Promise<void> {
  ctx.require("people:write");
  ctx.requireConfirmed();
  requireOwnEngagements(ctx, roles);
  const work = async (tx: Tx): Promise<void> => {
    const before = await memberLocked(tx, ctx, personId);
    if (before.version !== version) throw new Problem(412, "changed-meanwhile");
    await tx
      .updateTable("membership")
      .set({ client_role: roles.clientRole, provider_role: roles.providerRole, version: version + 1 })
      .where("tenant_id", "=", ctx.own.tenant)
      .where("person_id", "=", personId)
      .execute();
    await assignmentsPut(tx, ctx.own.tenant, personId, roles.engagements);
    await requireLeader(tx, ctx);
    await sessionsHoldBack(tx, personId);
    const { client_role, provider_role } = before;
    await record(tx, ctx, ctx.own, {
      type: "person.role-changed",
      subjectId: personId,
      visibleTo: "client",
      facts: { from: { clientRole: client_role, providerRole: provider_role }, to: { ...roles } },
    });
  };
  return ctx.change(ctx.own, work, "identity");
}

/** Sets the engagements on which an external may work. */
export async function assignmentsPut(
  tx: Tx,
  tenant: string,
  personId: string,
  engagements: readonly string[],
): Promise<void> {
  await tx.deleteFrom("assignment").where("tenant_id", "=", tenant).where("person_id", "=", personId).execute();
  if (engagements.length > 0)
    await tx
      .insertInto("assignment")
      .values([...new Set(engagements)].map((assigned_id) => ({ tenant_id: tenant, person_id: personId, assigned_id })))
      .execute();
}

/** 409 when nobody is left who may change the company's people: it could never be led again. */
async function requireLeader(tx: Tx, ctx: Ctx): Promise<void> {
  const leaders = await tx
    .selectFrom("membership")
    .select("person_id")
    .where("tenant_id", "=", ctx.own.tenant)
    .where((row) => row.or([row("client_role", "=", "owner"), row("provider_role", "=", "service-manager")]))
    .limit(1)
    .execute();
  if (leaders.length === 0) throw new Problem(409, "last-leader");
}

/** Removes a person from the company. Sessions for it end at once, keys that they made stay the company's. */
export function personRemove(ctx: Ctx, personId: string): Promise<void> {
  ctx.require("people:write");
  ctx.requireConfirmed();
  return ctx.change(
    ctx.own,
    async (tx) => {
      const { client_role, provider_role } = await memberLocked(tx, ctx, personId);
      const { name } = await tx
        .selectFrom("person")
        .select("name")
        .where("id", "=", personId)
        .executeTakeFirstOrThrow();
      await tx
        .deleteFrom("membership")
        .where("tenant_id", "=", ctx.own.tenant)
        .where("person_id", "=", personId)
        .execute();
      await requireLeader(tx, ctx);
      await tx
        .deleteFrom("session")
        .where("person_id", "=", personId)
        .where("company_id", "=", ctx.own.tenant)
        .execute();
      await tx
        .deleteFrom("external_identity")
        .where("person_id", "=", personId)
        .where("tenant_id", "=", ctx.own.tenant)
        .execute();
      await record(tx, ctx, ctx.own, {
        type: "person.removed",
        subjectId: personId,
        visibleTo: "client",
        facts: { clientRole: client_role, providerRole: provider_role },
        // From now on the company's list does not tell it any more.
        personal: { name },
      });
    },
    "identity",
  );
}

/** What the operator does: begin an installation, found companies. The operator sees no tenant's content. */
import type { Ctx, Place } from "../context.ts";
import type { TenantId } from "../db/tenant.ts";
import { companyMake, enter } from "../engagement/engagements.ts";
import { invitationMake, personMake } from "../company/invitations.ts";
import { record } from "../event/record.ts";
import { requireStrong } from "../identity/account.ts";
import { hashPassword } from "../identity/password-hash.ts";
import type { Origin } from "../identity/session-store.ts";
import { type Begun, beginAfterFirstFactor } from "../identity/sign-in.ts";
import { Problem } from "../problem.ts";

/** Whether nobody runs the installation yet. */
export const setupNeeded = (ctx: Ctx): Promise<boolean> =>
  ctx.read(
    undefined,
    async (tx) =>
      (await tx.selectFrom("person").select("id").where("operator", "=", true).limit(1).executeTakeFirst()) ===
      undefined,
    "identity",
  );

export interface FirstOperator {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly language: "de" | "en";
}

/** Any number: of two first visits at once, one makes the operator. */
const SETUP_LOCK = 4_400_102;

/** Makes the first operator; returns a session. 409 when there is one. */
export async function setUp(
  ctx: Ctx,
  { name, email, password, language }: FirstOperator,
  origin: Origin,
): Promise<Begun> {
  if (!(await setupNeeded(ctx))) throw new Problem(409, "set-up-already");
  await requireStrong(password, email, name);
  const hash = await hashPassword(password);
  return ctx.identity(async (tx) => {
    await tx.selectNoFrom((row) => row.fn("pg_advisory_xact_lock", [row.val(SETUP_LOCK)]).as("locked")).execute();
    const operator = await tx
      .selectFrom("person")
      .select("id")
      .where("operator", "=", true)
      .limit(1)
      .executeTakeFirst();
    if (operator !== undefined) throw new Problem(409, "set-up-already");
    const id = await personMake(tx, ctx, email, { name, language }, hash);
    await tx.updateTable("person").set({ operator: true }).where("id", "=", id).execute();
    return beginAfterFirstFactor(tx, ctx, { id, operator: true }, origin);
  });
}

/** The companies of the installation and how many people each has; nothing of what they do. */
export function companyList(ctx: Ctx) {
  ctx.require("installation:read");
  return ctx.read(
    undefined,
    (tx) =>
      tx
        .selectFrom("company as c")
        .leftJoin("membership as m", "m.tenant_id", "c.id")
        .select((row) => ["c.id", "c.name", "c.created_at", row.fn.count<string>("m.person_id").as("people")])
        .groupBy(["c.id", "c.name", "c.created_at"])
        .orderBy("c.name")
        .orderBy("c.id")
        .execute(),
    "identity",
  );
}

export interface NewCompany {
  readonly name: string;
  readonly kind: "client" | "provider";
  /** Of its first owner or service manager. */
  readonly email: string;
}

/** Founds a company and invites its first person. */
export function companyFound(
  ctx: Ctx,
  { name, kind, email }: NewCompany,
): Promise<{ readonly id: TenantId; readonly invitation: string }> {
  ctx.require("installation:write");
  ctx.requireConfirmed();
  return ctx.found(async (tx) => {
    const tenant = await companyMake(tx, ctx, name);
    const place: Place = { tenant, side: "system" };
    await enter(tx, tenant);
    await record(tx, ctx, place, { type: "company.founded", subjectId: tenant, visibleTo: "client", facts: { name } });
    const roles =
      kind === "client"
        ? ({ clientRole: "owner", providerRole: null, engagements: [] } as const)
        : ({ clientRole: null, providerRole: "service-manager", engagements: [] } as const);
    const { token } = await invitationMake(tx, ctx, place, email, roles);
    return { id: tenant, invitation: token };
  });
}

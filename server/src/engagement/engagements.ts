/** Engagements: one client, one provider, one contract. */
import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { invitationMake } from "../company/invitations.ts";
import type { Ctx, Place } from "../context.ts";
import type { EngagementId, TenantId, Tx } from "../db/tenant.ts";
import { record } from "../event/record.ts";
import { found, Problem } from "../problem.ts";

/** Of the contract versions the one in force on a day, else the latest: its number. */
const contractNumber = (day: string) =>
  sql<number | null>`(select v.number from contract_version v
    where v.tenant_id = e.tenant_id and v.engagement_id = e.engagement_id
    order by (v.valid_from <= ${day}::date) desc, case when v.valid_from <= ${day}::date then v.valid_from end desc, v.number desc limit 1)`;

/** Engagements with their companies, those that are over behind the others. */
export function engagementsQuery(tx: Tx, ctx: Ctx) {
  const today = new Date(ctx.now).toISOString().slice(0, 10);
  return tx
    .selectFrom("engagement as e")
    .innerJoin("company as c", "c.id", "e.tenant_id")
    .innerJoin("company as p", "p.id", "e.provider_id")
    .select(["e.tenant_id", "e.engagement_id", "e.provider_id", "e.name", "e.version", "e.created_at"])
    .select(["e.ended_at", "e.ended_by"])
    .select(["c.name as client", "p.name as provider", contractNumber(today).as("contract_number")])
    .orderBy((row) => row.and([row("e.ended_at", "is not", null), row("e.ended_at", "<=", new Date(ctx.now))]));
}
export type EngagementRow = Awaited<ReturnType<ReturnType<typeof engagementsQuery>["execute"]>>[number];

/** Engagements of the actor's company: as client, then as provider, each by name. */
export async function engagementList(ctx: Ctx): Promise<(EngagementRow & { readonly place: Place })[]> {
  ctx.requireSignedIn();
  const { own, company } = ctx;
  const asClient = ctx.may("engagement:read", own) && company.clientRole !== null;
  const asProvider = company.engagements.length > 0;
  if (!asClient && company.providerRole === null) ctx.require("engagement:read", own);
  const clientRows = asClient
    ? await ctx.read(own, (tx) =>
        engagementsQuery(tx, ctx).where("e.tenant_id", "=", own.tenant).orderBy("e.name").execute(),
      )
    : [];
  const placed = (row: EngagementRow) => ({ ...row, place: ctx.placeOf(row.engagement_id as EngagementId) });
  if (!asProvider) return clientRows.map(placed);
  const somewhere: Place = { tenant: company.engagements[0]!.tenant, side: "provider" };
  ctx.require("engagement:read", somewhere);
  const providerRows = await ctx.readAcross((tx) =>
    engagementsQuery(tx, ctx)
      .where(
        "e.engagement_id",
        "in",
        company.engagements.map(({ id }) => id),
      )
      .orderBy("c.name")
      .orderBy("e.name")
      .execute(),
  );
  return [...clientRows, ...providerRows].map(placed);
}

/** One engagement. 404 when it is none of the actor's. */
export async function engagementRead(ctx: Ctx, id: EngagementId): Promise<EngagementRow & { readonly place: Place }> {
  ctx.requireSignedIn();
  const place = ctx.placeOf(id);
  ctx.require("engagement:read", place);
  const row = await ctx.read(place, (tx) =>
    engagementsQuery(tx, ctx).where("e.engagement_id", "=", id).executeTakeFirst(),
  );
  return { ...found(row, "engagement"), place };
}

export interface NewEngagement {
  readonly name: string;
  readonly providerId?: string | undefined;
  readonly providerName?: string | undefined;
  readonly providerEmail?: string | undefined;
}

/** Begins an engagement of the actor's company as client, with a provider that is here or a new one, whose first service manager is invited. */
export function engagementMake(
  ctx: Ctx,
  wish: NewEngagement,
): Promise<{ id: EngagementId; invitation: string | null }> {
  ctx.require("engagement:write", ctx.own);
  ctx.requireConfirmed();
  const id = uuidv7({ msecs: ctx.now }) as EngagementId;
  return ctx.change(
    ctx.own,
    async (tx) => {
      const { providerId, invitation } = await providerFor(tx, ctx, wish);
      if (providerId === ctx.own.tenant) throw new Problem(422, "provider-is-client", { field: "body.providerId" });
      await tx
        .insertInto("engagement")
        .values({
          tenant_id: ctx.own.tenant,
          engagement_id: id,
          provider_id: providerId,
          name: wish.name,
          created_at: new Date(ctx.now),
          ended_at: null,
        })
        .execute();
      await record(tx, ctx, ctx.own, {
        type: "engagement.begun",
        subjectId: id,
        engagementId: id,
        visibleTo: "both",
        facts: { name: wish.name, provider: providerId },
      });
      return { id, invitation };
    },
    "identity",
  );
}

async function providerFor(
  tx: Tx,
  ctx: Ctx,
  wish: NewEngagement,
): Promise<{ providerId: TenantId; invitation: string | null }> {
  const { providerId, providerName, providerEmail } = wish;
  if (providerId !== undefined) {
    // The provider hands its id to its clients; nobody can guess one.
    const known = await tx.selectFrom("company").select("id").where("id", "=", providerId).executeTakeFirst();
    if (known === undefined) throw new Problem(422, "provider-unknown", { field: "body.providerId" });
    return { providerId: providerId as TenantId, invitation: null };
  }
  if (providerName === undefined || providerEmail === undefined)
    throw new Problem(422, "provider-needed", {
      field: providerName === undefined ? "body.providerName" : "body.providerEmail",
    });
  const tenant = await companyMake(tx, ctx, providerName);
  const place: Place = { tenant, side: "client" };
  await enter(tx, tenant);
  await record(tx, ctx, place, {
    type: "company.founded",
    subjectId: tenant,
    visibleTo: "client",
    facts: { name: providerName },
  });
  const roles = { clientRole: null, providerRole: "service-manager", engagements: [] } as const;
  const { token } = await invitationMake(tx, ctx, place, providerEmail.toLowerCase(), roles);
  await enter(tx, ctx.own.tenant);
  return { providerId: tenant, invitation: token };
}

/** Makes a company; returns its id, which is its tenant's. */
export async function companyMake(tx: Tx, ctx: Ctx, name: string): Promise<TenantId> {
  const id = uuidv7({ msecs: ctx.now }) as TenantId;
  await tx
    .insertInto("company")
    .values({ id, name, created_at: new Date(ctx.now) })
    .execute();
  return id;
}

/** Turns to another tenant within a transaction that has the scope to do so: a company that was just made has a log of its own. */
export async function enter(tx: Tx, tenant: TenantId): Promise<void> {
  await tx
    .selectNoFrom((row) => row.fn("set_config", [row.val("app.tenant"), row.val(tenant), row.val(true)]).as("tenant"))
    .execute();
}

/** Renames an engagement; returns it as it stands then. 412 when `version` is not the present one. */
export function engagementRename(
  ctx: Ctx,
  id: EngagementId,
  version: number,
  name: string,
): Promise<EngagementRow & { readonly place: Place }> {
  ctx.requireSignedIn();
  const place = ctx.placeOf(id);
  ctx.require("engagement:write", place);
  return ctx.change(place, async (tx) => {
    const before = found(
      await tx
        .selectFrom("engagement")
        .select(["name", "version"])
        .where("tenant_id", "=", place.tenant)
        .where("engagement_id", "=", id)
        .forUpdate()
        .executeTakeFirst(),
      "engagement",
    );
    if (before.version !== version) throw new Problem(412, "changed-meanwhile");
    await tx
      .updateTable("engagement")
      .set({ name, version: version + 1 })
      .where("tenant_id", "=", place.tenant)
      .where("engagement_id", "=", id)
      .execute();
    await record(tx, ctx, place, {
      type: "engagement.renamed",
      subjectId: id,
      engagementId: id,
      visibleTo: "both",
      facts: { from: before.name, to: name },
    });
    const row = await engagementsQuery(tx, ctx).where("e.engagement_id", "=", id).executeTakeFirst();
    return { ...found(row, "engagement"), place };
  });
}

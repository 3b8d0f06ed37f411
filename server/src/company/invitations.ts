/** Inviting people into a company, and accepting. */
import { DAY_MS } from "@handschlag/engine/instant.ts";
import { v7 as uuidv7 } from "uuid";
import type { Ctx, Place } from "../context.ts";
import type { TenantId, Tx } from "../db/tenant.ts";
import { record } from "../event/record.ts";
import { passwordPut, requireStrong } from "../identity/account.ts";
import { hashPassword, isPassword } from "../identity/password-hash.ts";
import { type Origin, sessionsHoldBack } from "../identity/session-store.ts";
import { type Begun, beginAfterFirstFactor, recordAs, signInKeys } from "../identity/sign-in.ts";
import { attemptBegin, attemptSucceed } from "../identity/throttle.ts";
import type { Seal } from "../identity/seal.ts";
import { hashOf, newToken } from "../identity/tokens.ts";
import { found, Problem } from "../problem.ts";
import { assignmentsPut, requireOwnEngagements, type RoleSet } from "./people.ts";

const VALID_MS = 14 * DAY_MS;

export interface Invited {
  readonly id: string;
  /** To be handed to the person: tenant and secret. */
  readonly token: string;
  readonly endsAt: Date;
}

/** Invites an address into the actor's company. 409 when it is a member's. */
export function invite(ctx: Ctx, email: string, roles: RoleSet): Promise<Invited> {
  ctx.require("people:write");
  ctx.requireConfirmed();
  requireOwnEngagements(ctx, roles);
  return ctx.change(
    ctx.own,
    async (tx) => {
      const member = await tx
        .selectFrom("person_account as a")
        .innerJoin("membership as m", "m.person_id", "a.person_id")
        .select("a.person_id")
        .where("a.email", "=", email)
        .where("m.tenant_id", "=", ctx.own.tenant)
        .executeTakeFirst();
      if (member !== undefined) throw new Problem(409, "already-member", { field: "body.email" });
      return invitationMake(tx, ctx, ctx.own, email, roles);
    },
    "identity",
  );
}

/** Makes an invitation; an open one for the same address is void. */
export async function invitationMake(tx: Tx, ctx: Ctx, place: Place, email: string, roles: RoleSet): Promise<Invited> {
  await tx
    .deleteFrom("invitation")
    .where("tenant_id", "=", place.tenant)
    .where("email", "=", email)
    .where("accepted_at", "is", null)
    .execute();
  const id = uuidv7({ msecs: ctx.now });
  const secret = newToken();
  const endsAt = new Date(ctx.now + VALID_MS);
  await tx
    .insertInto("invitation")
    .values({
      tenant_id: place.tenant,
      invitation_id: id,
      token_hash: hashOf(secret),
      email,
      client_role: roles.clientRole,
      provider_role: roles.providerRole,
      engagements: [...roles.engagements],
      invited_by: ctx.actor.kind === "person" ? ctx.actor.id : null,
      created_at: new Date(ctx.now),
      ends_at: endsAt,
    })
    .execute();
  await record(tx, ctx, place, {
    type: "person.invited",
    subjectId: id,
    visibleTo: "client",
    facts: { clientRole: roles.clientRole, providerRole: roles.providerRole, engagements: roles.engagements },
    personal: { email },
  });
  return { id, token: `${place.tenant.replaceAll("-", "")}${secret}`, endsAt };
}

/** Open invitations of the actor's company, the latest first. */
export function invitationList(ctx: Ctx) {
  ctx.require("people:read");
  return ctx.read(ctx.own, (tx) =>
    tx
      .selectFrom("invitation as i")
      .leftJoin("person as p", "p.id", "i.invited_by")
      .select([
        "i.invitation_id",
        "i.email",
        "i.client_role",
        "i.provider_role",
        "p.name as inviter",
        "i.created_at",
        "i.ends_at",
      ])
      .where("i.tenant_id", "=", ctx.own.tenant)
      .where("i.accepted_at", "is", null)
      .where("i.ends_at", ">", new Date(ctx.now))
      .orderBy("i.invitation_id", "desc")
      .limit(500)
      .execute(),
  );
}

/** Takes an invitation back. 404 when there is no open one. */
export function invitationRevoke(ctx: Ctx, id: string): Promise<void> {
  ctx.require("people:write");
  return ctx.change(ctx.own, async (tx) => {
    const row = await tx
      .deleteFrom("invitation")
      .where("tenant_id", "=", ctx.own.tenant)
      .where("invitation_id", "=", id)
      .where("accepted_at", "is", null)
      .returning("invitation_id")
      .executeTakeFirst();
    found(row, "invitation");
    await record(tx, ctx, ctx.own, { type: "invitation.revoked", subjectId: id, visibleTo: "client" });
  });
}

/** Tenant and secret of an invitation's token; 404 when it is none. */
function partsOf(token: string): { readonly tenant: TenantId; readonly secret: string } {
  const [, a, b, c, d, e, secret] =
    /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})(.{43})$/.exec(token) ?? [];
  if (secret === undefined) throw new Problem(404, "invitation-not-found");
  return { tenant: [a, b, c, d, e].join("-") as TenantId, secret };
}

async function openInvitation(tx: Tx, ctx: Ctx, token: string) {
  const { tenant, secret } = partsOf(token);
  const row = await tx
    .selectFrom("invitation as i")
    .innerJoin("company as c", "c.id", "i.tenant_id")
    .leftJoin("person as p", "p.id", "i.invited_by")
    .leftJoin("person_account as a", "a.email", "i.email")
    .selectAll("i")
    .select(["c.name as company", "p.name as inviter", "a.person_id as known"])
    .where("i.tenant_id", "=", tenant)
    .where("i.token_hash", "=", hashOf(secret))
    .where("i.accepted_at", "is", null)
    .where("i.ends_at", ">", new Date(ctx.now))
    .executeTakeFirst();
  return found(row, "invitation");
}

/** What an invitation says, for whoever holds its link. */
export const invitationRead = (ctx: Ctx, token: string) =>
  ctx.read(undefined, (tx) => openInvitation(tx, ctx, token), "identity");

/** What somebody says who accepts an invitation. The name is needed for an address without an account. */
export interface Acceptance {
  readonly name?: string | undefined;
  readonly language?: "de" | "en" | undefined;
  readonly password: string;
}

/**
 * Accepts an invitation: makes the account, or takes the password of the one that is there; returns a session. 404 when it is not open, 401 when the password of a known account does not fit, 422 when a new one is weak.
 */
export async function invitationAccept(
  ctx: Ctx,
  seal: Seal,
  token: string,
  acceptance: Acceptance,
  origin: Origin,
): Promise<Begun> {
  const { email, known } = await invitationRead(ctx, token);
  const hash = known === null ? await newHash(acceptance, email) : undefined;
  if (known !== null) await requirePassword(ctx, seal, { id: known, email }, acceptance.password, origin);
  return ctx.identity(async (tx) => {
    const invitation = await openInvitation(tx, ctx, token);
    const tenant = invitation.tenant_id as TenantId;
    const { numUpdatedRows } = await tx
      .updateTable("invitation")
      .set({ accepted_at: new Date(ctx.now) })
      .where("tenant_id", "=", tenant)
      .where("invitation_id", "=", invitation.invitation_id)
      .where("accepted_at", "is", null)
      .executeTakeFirst();
    // Of two who accept at once, or an account made meanwhile, one has to come again.
    if (numUpdatedRows === 0n || (invitation.known === null) !== (known === null))
      throw new Problem(404, "invitation-not-found");
    const person = known ?? (await personMake(tx, ctx, email, acceptance, hash!));
    await membershipMake(tx, ctx, tenant, person, invitation);
    await sessionsHoldBack(tx, person);
    const { operator } = await tx
      .selectFrom("person")
      .select("operator")
      .where("id", "=", person)
      .executeTakeFirstOrThrow();
    return beginAfterFirstFactor(tx, ctx, { id: person, operator }, origin);
  });
}

async function newHash({ name, password }: Acceptance, email: string): Promise<string> {
  if (name === undefined) throw new Problem(422, "name-needed", { field: "body.name" });
  await requireStrong(password, email, name);
  return hashPassword(password);
}

async function requirePassword(
  ctx: Ctx,
  seal: Seal,
  { id, email }: { readonly id: string; readonly email: string },
  password: string,
  from: Origin,
): Promise<void> {
  const keys = signInKeys(seal, email, from);
  const hash = await ctx.identity(async (tx) => {
    await attemptBegin(tx, keys, ctx.now);
    return (await tx.selectFrom("password").select("hash").where("person_id", "=", id).executeTakeFirst())?.hash;
  });
  if (!(await isPassword(password, hash))) throw new Problem(401, "sign-in-refused");
  await ctx.identity((tx) => attemptSucceed(tx, keys));
}

/** Makes a person with an account. */
export async function personMake(
  tx: Tx,
  ctx: Ctx,
  email: string,
  { name = email, language = "de" }: Pick<Acceptance, "name" | "language">,
  passwordHash: string,
): Promise<string> {
  const id = uuidv7({ msecs: ctx.now });
  const at = new Date(ctx.now);
  await tx.insertInto("person").values({ id, name, language, created_at: at }).execute();
  await tx.insertInto("person_account").values({ person_id: id, email }).execute();
  await passwordPut(tx, id, passwordHash, at);
  return id;
}

interface Joining {
  readonly client_role: string | null;
  readonly provider_role: string | null;
  readonly engagements: readonly string[];
}

/** Makes a person a member of a company, and says so in its log. */
async function membershipMake(tx: Tx, ctx: Ctx, tenant: TenantId, person: string, joining: Joining): Promise<void> {
  const { client_role, provider_role, engagements } = joining;
  await tx
    .insertInto("membership")
    .values({ tenant_id: tenant, person_id: person, client_role, provider_role, joined_at: new Date(ctx.now) })
    .onConflict((conflict) => conflict.columns(["tenant_id", "person_id"]).doUpdateSet({ client_role, provider_role }))
    .execute();
  await assignmentsPut(tx, tenant, person, engagements);
  await recordAs(tx, ctx, person, tenant, "person.joined", { clientRole: client_role, providerRole: provider_role });
}

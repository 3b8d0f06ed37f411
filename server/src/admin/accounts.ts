/**
 * Accounts as whoever runs the installation sees them at its terminal: who is there, and the ways back in and out. What
 * is done to an account stands in the history of every company of that person, as done by the system.
 */
import type { Ctx } from "../context.ts";
import type { TenantId, Tx } from "../db/tenant.ts";
import { record } from "../event/record.ts";
import { passwordLinkMake, type PasswordLink } from "../identity/password-link.ts";
import { sessionsEnd, sessionsHoldBack } from "../identity/session-store.ts";
import { enterTenant } from "../identity/sign-in.ts";
import { Problem } from "../problem.ts";

export interface AccountMembership {
  readonly companyId: string;
  readonly company: string;
  readonly clientRole: string | null;
  readonly providerRole: string | null;
}

export interface AccountShown {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly operator: boolean;
  readonly companies: readonly AccountMembership[];
  readonly password: boolean;
  readonly app: boolean;
  readonly passkeys: number;
  readonly recoveryCodesLeft: number;
  readonly sessions: number;
  /** When a session was used last; sessions that ended are not kept. */
  readonly seenAt: string | null;
  readonly createdAt: string;
}

/** All accounts by address, or the one with this address. */
export function accountsShown(ctx: Ctx, email?: string): Promise<AccountShown[]> {
  return ctx.read(
    undefined,
    async (tx) => {
      const people = await accountRows(tx, ctx, email);
      const memberships = await tx
        .selectFrom("membership as m")
        .innerJoin("company as c", "c.id", "m.tenant_id")
        .select(["m.person_id", "c.id", "c.name", "m.client_role", "m.provider_role"])
        .$if(email !== undefined, (query) => query.where("m.person_id", "in", [...people.map(({ id }) => id), NOBODY]))
        .orderBy("c.name")
        .orderBy("c.id")
        .execute();
      const byPerson = Map.groupBy(memberships, ({ person_id }) => person_id);
      return people.map(({ created_at, seen, passkeys, codes, sessions, ...person }) => ({
        ...person,
        companies: (byPerson.get(person.id) ?? []).map(({ id, name, client_role, provider_role }) => ({
          companyId: id,
          company: name,
          clientRole: client_role,
          providerRole: provider_role,
        })),
        passkeys: Number(passkeys),
        recoveryCodesLeft: Number(codes),
        sessions: Number(sessions),
        seenAt: seen === null ? null : seen.toISOString(),
        createdAt: created_at.toISOString(),
      }));
    },
    "identity",
  );
}
const NOBODY = "00000000-0000-0000-0000-000000000000";

const accountRows = (tx: Tx, ctx: Ctx, email: string | undefined) =>
  tx
    .selectFrom("person as p")
    .innerJoin("person_account as a", "a.person_id", "p.id")
    .leftJoin("password as w", "w.person_id", "p.id")
    .leftJoin("totp as t", (join) => join.onRef("t.person_id", "=", "p.id").on("t.confirmed_at", "is not", null))
    .select(["p.id", "p.name", "a.email", "p.operator", "p.created_at"])
    .select((row) => [
      row("w.person_id", "is not", null).$castTo<boolean>().as("password"),
      row("t.person_id", "is not", null).$castTo<boolean>().as("app"),
      row
        .selectFrom("passkey as k")
        .select((of) => of.fn.countAll<string>().as("n"))
        .whereRef("k.person_id", "=", "p.id")
        .$asScalar()
        .$notNull()
        .as("passkeys"),
      row
        .selectFrom("recovery_code as r")
        .select((of) => of.fn.countAll<string>().as("n"))
        .whereRef("r.person_id", "=", "p.id")
        .where("r.used_at", "is", null)
        .$asScalar()
        .$notNull()
        .as("codes"),
      row
        .selectFrom("session as s")
        .select((of) => of.fn.countAll<string>().as("n"))
        .whereRef("s.person_id", "=", "p.id")
        .where("s.ends_at", ">", new Date(ctx.now))
        .$asScalar()
        .$notNull()
        .as("sessions"),
      row
        .selectFrom("session as s")
        .select((of) => of.fn.max("s.seen_at").as("at"))
        .whereRef("s.person_id", "=", "p.id")
        .$asScalar()
        .as("seen"),
    ])
    .$if(email !== undefined, (query) => query.where("a.email", "=", email!.toLowerCase()))
    .orderBy("a.email")
    .execute();

/** Writes into the history of each company of a person what the system did to their account. */
async function recordEverywhere(tx: Tx, ctx: Ctx, personId: string, type: string): Promise<void> {
  const memberships = await tx
    .selectFrom("membership")
    .select("tenant_id")
    .where("person_id", "=", personId)
    .orderBy("tenant_id")
    .execute();
  for (const { tenant_id } of memberships) {
    const tenant = tenant_id as TenantId;
    await enterTenant(tx, tenant);
    await record(tx, ctx, { tenant, side: "system" }, { type, subjectId: personId, visibleTo: "client" });
  }
}

/** Ends all sessions of a person; returns how many there were. */
export function signOutEverywhere(ctx: Ctx, { id }: AccountShown): Promise<number> {
  return ctx.identity(async (tx) => {
    const ended = await sessionsEnd(tx, id);
    await recordEverywhere(tx, ctx, id, "person.signed-out");
    return ended;
  });
}

async function factorsRemove(tx: Tx, personId: string): Promise<void> {
  for (const table of ["totp", "passkey", "recovery_code"] as const)
    await tx.deleteFrom(table).where("person_id", "=", personId).execute();
}

/** Removes app, passkeys and recovery codes of somebody whose device is lost, and ends their sessions: the password stays. */
export function secondFactorReset(ctx: Ctx, { id }: AccountShown): Promise<void> {
  return ctx.identity(async (tx) => {
    await factorsRemove(tx, id);
    await sessionsEnd(tx, id);
    await recordEverywhere(tx, ctx, id, "person.second-factor-reset");
  });
}

/**
 * Shuts an account that is in wrong hands: no password, no second factor and no session of it is good any more, until a
 * new password is set by a link. Roles stay, and so does the sign-on through a company's identity provider.
 */
export function accountShut(ctx: Ctx, { id }: AccountShown): Promise<void> {
  return ctx.identity(async (tx) => {
    await tx.deleteFrom("password").where("person_id", "=", id).execute();
    await tx.deleteFrom("ceremony").where("person_id", "=", id).execute();
    await factorsRemove(tx, id);
    await sessionsEnd(tx, id);
    await recordEverywhere(tx, ctx, id, "person.shut-out");
  });
}

/** Makes a person an operator, or takes that back. 409 when nobody would be left: whoever came first would become one. */
export function operatorPut(ctx: Ctx, { id }: AccountShown, operator: boolean): Promise<void> {
  return ctx.identity(async (tx) => {
    await tx.updateTable("person").set({ operator }).where("id", "=", id).execute();
    const left = await tx.selectFrom("person").select("id").where("operator", "=", true).limit(1).executeTakeFirst();
    if (left === undefined) throw new Problem(409, "last-operator");
    await sessionsHoldBack(tx, id);
    await recordEverywhere(tx, ctx, id, operator ? "person.operator-made" : "person.operator-unmade");
  });
}

/** A link by which a person sets a new password, once; the present one stays good until then. */
export function passwordLinkFor(ctx: Ctx, { id }: AccountShown): Promise<PasswordLink> {
  return ctx.identity(async (tx) => {
    const link = await passwordLinkMake(tx, ctx, id);
    await recordEverywhere(tx, ctx, id, "person.password-link-made");
    return link;
  });
}

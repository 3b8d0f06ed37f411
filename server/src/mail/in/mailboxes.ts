/** The mailboxes of a company: set up, changed, taken away. Passwords go in and never out. */
import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Ctx } from "../../context.ts";
import type { Tx } from "../../db/tenant.ts";
import { record } from "../../event/record.ts";
import type { Seal } from "../../identity/seal.ts";
import { found, Problem } from "../../problem.ts";
import { imapTry, type ImapAccess } from "./imap.ts";

const MAILBOXES_MAX = 100;
const SEALED_FOR = "mailbox";

export interface MailboxParts {
  readonly seal: Seal;
  readonly privateHosts: boolean;
}

const COLUMNS = [
  "mailbox_id",
  "kind",
  "address",
  "engagement_id",
  "host",
  "port",
  "security",
  "user_name",
  "problem",
  "checked_at",
  "version",
] as const;

const query = (tx: Tx, ctx: Ctx) =>
  tx
    .selectFrom("mailbox")
    .select(COLUMNS)
    .select(
      sql<Date | null>`(select max(m.received_at) from mail_in m where m.tenant_id = mailbox.tenant_id and m.mailbox_id = mailbox.mailbox_id)`.as(
        "last_mail_at",
      ),
    )
    .where("tenant_id", "=", ctx.company.id);

export type Mailbox = Awaited<ReturnType<typeof mailboxList>>[number];

/** All mailboxes of the actor's company, by address. */
export function mailboxList(ctx: Ctx) {
  ctx.require("mailbox:read", ctx.own);
  return ctx.read(ctx.own, (tx) => query(tx, ctx).orderBy("address").execute());
}

export interface MailboxWish {
  readonly kind: "imap" | "smtp";
  readonly address: string;
  readonly engagementId: string | null;
  readonly host?: string;
  readonly port?: number;
  readonly security?: ImapAccess["security"];
  readonly user?: string;
  readonly password?: string;
}

/** 422 unless it is an engagement of the company. */
async function requireOwn(tx: Tx, id: string | null): Promise<void> {
  if (id === null) return;
  const row = await tx
    .selectFrom("engagement")
    .select("engagement_id")
    .where("engagement_id", "=", id)
    .executeTakeFirst();
  if (row === undefined) throw new Problem(422, "engagement-not-found", { field: "body.engagementId" });
}

const factOf = (type: string, id: string, facts: Readonly<Record<string, unknown>>) =>
  ({ type, subjectId: id, visibleTo: "client", facts }) as const;

/** Sets up a mailbox, once it has answered. 409 when the address is taken; 422 when it cannot be read, or there are too many. */
export async function mailboxAdd(ctx: Ctx, { seal, privateHosts }: MailboxParts, wish: MailboxWish): Promise<Mailbox> {
  ctx.require("mailbox:write", ctx.own);
  const { kind, address, engagementId } = wish;
  const access = kind === "imap" ? accessOf(wish) : undefined;
  if (access !== undefined) await imapTry(access, { privateHosts });
  return ctx.change(ctx.own, async (tx) => {
    await requireOwn(tx, engagementId);
    await requireFree(tx, ctx, kind, address);
    const id = uuidv7({ msecs: ctx.now });
    await tx
      .insertInto("mailbox")
      .values({
        tenant_id: ctx.company.id,
        mailbox_id: id,
        kind,
        address,
        engagement_id: engagementId,
        created_at: new Date(ctx.now),
        ...(access !== undefined && columnsOf(seal, access)),
      })
      .execute();
    await record(tx, ctx, ctx.own, factOf("mailbox.added", id, { kind, address }));
    return found(await query(tx, ctx).where("mailbox_id", "=", id).executeTakeFirst(), "mailbox");
  });
}

function accessOf({ host, port, security, user, password }: MailboxWish): ImapAccess {
  return { host: host!, port: port!, security: security!, user: user!, password: password! };
}

const columnsOf = (seal: Seal, { host, port, security, user, password }: ImapAccess) => ({
  host,
  port,
  security,
  user_name: user,
  password: seal.close(SEALED_FOR, password),
});

/** An address is one mailbox; what is handed in here goes to one company. */
async function requireFree(tx: Tx, ctx: Ctx, kind: string, address: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`mailbox ${address}`}, 0))`.execute(tx);
  const { count } = await tx
    .selectFrom("mailbox")
    .select((row) => row.fn.countAll<string>().as("count"))
    .where("tenant_id", "=", ctx.company.id)
    .executeTakeFirstOrThrow();
  if (Number(count) >= MAILBOXES_MAX) throw new Problem(422, "mailboxes-too-many", { most: MAILBOXES_MAX });
  // Other companies' mailboxes are seen by this question alone.
  await sql`select set_config('app.scope', 'mail', true)`.execute(tx);
  const taken = await tx
    .selectFrom("mailbox")
    .select("mailbox_id")
    .where("address", "=", address)
    .where((where) =>
      where.or([where("tenant_id", "=", ctx.company.id), ...(kind === "smtp" ? [where("kind", "=", "smtp")] : [])]),
    )
    .executeTakeFirst();
  await sql`select set_config('app.scope', '', true)`.execute(tx);
  if (taken !== undefined) throw new Problem(409, "mailbox-taken", { field: "body.address" });
}

export interface MailboxChangeWish {
  readonly engagementId: string | null;
  readonly access?: (Omit<ImapAccess, "password"> & { readonly password?: string | undefined }) | undefined;
}

/** Changes a mailbox. 412 when `version` is not the present one; 422 when it cannot be read so. */
export async function mailboxChange(
  ctx: Ctx,
  { seal, privateHosts }: MailboxParts,
  id: string,
  version: number,
  { engagementId, access }: MailboxChangeWish,
): Promise<Mailbox> {
  ctx.require("mailbox:write", ctx.own);
  const before = await ctx.read(ctx.own, async (tx) =>
    found(
      await tx
        .selectFrom("mailbox")
        .select(["kind", "address", "host", "password", "version"])
        .where("tenant_id", "=", ctx.company.id)
        .where("mailbox_id", "=", id)
        .executeTakeFirst(),
      "mailbox",
    ),
  );
  if (before.version !== version) throw new Problem(412, "changed-meanwhile");
  if (access !== undefined && before.kind !== "imap")
    throw new Problem(422, "mailbox-not-read", { field: "body.host" });
  // Otherwise whoever may change the host could have the password sent to a server of theirs.
  if (access !== undefined && access.password === undefined && access.host !== before.host)
    throw new Problem(422, "mailbox-password-needed", { field: "body.password" });
  const next = access && { ...access, password: access.password ?? seal.open(SEALED_FOR, before.password!) };
  if (next !== undefined) await imapTry(next, { privateHosts });
  return ctx.change(ctx.own, async (tx) => {
    await requireOwn(tx, engagementId);
    const { numUpdatedRows } = await tx
      .updateTable("mailbox")
      .set({
        engagement_id: engagementId,
        version: version + 1,
        // Whoever reads it begins anew, with what is written now.
        held_by: null,
        held_until: new Date(0),
        ...(next !== undefined && { ...columnsOf(seal, next), problem: null, checked_at: new Date(ctx.now) }),
      })
      .where("tenant_id", "=", ctx.company.id)
      .where("mailbox_id", "=", id)
      .where("version", "=", version)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new Problem(412, "changed-meanwhile");
    await record(tx, ctx, ctx.own, factOf("mailbox.changed", id, { address: before.address }));
    return found(await query(tx, ctx).where("mailbox_id", "=", id).executeTakeFirst(), "mailbox");
  });
}

/** Takes a mailbox away; the mails that came by it stay. */
export async function mailboxRemove(ctx: Ctx, id: string): Promise<void> {
  ctx.require("mailbox:write", ctx.own);
  await ctx.change(ctx.own, async (tx) => {
    const { address } = found(
      await tx
        .deleteFrom("mailbox")
        .where("tenant_id", "=", ctx.company.id)
        .where("mailbox_id", "=", id)
        .returning("address")
        .executeTakeFirst(),
      "mailbox",
    );
    await record(tx, ctx, ctx.own, factOf("mailbox.removed", id, { address }));
  });
}

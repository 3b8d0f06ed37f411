/** Links in mails by which one thing is done: signed, for one person, for a while, and mostly once. product.md §14. */
import { timingSafeEqual } from "node:crypto";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Kysely } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { Ctx } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import { inScope, type TenantId } from "../db/tenant.ts";
import { actorFor } from "../identity/actor-for.ts";
import type { Seal } from "../identity/seal.ts";
import { Problem } from "../problem.ts";

const ID_BYTES = 16;
const MARK_BYTES = 24;
const SEALED_FOR = "link";

/** What a link is for: what it opens, and who may. */
export interface LinkWish {
  readonly purpose: string;
  readonly company: TenantId;
  readonly person: string | undefined;
  readonly address: string | undefined;
  readonly side: "client" | "provider" | "company";
  /** The tenant in which the subject lies. */
  readonly place: TenantId;
  readonly subject: string;
  readonly endsAt: Instant;
}

export interface OpenedLink {
  readonly id: string;
  readonly company: TenantId;
  readonly person: string | null;
  readonly address: string | null;
  readonly side: "client" | "provider" | "company";
  readonly place: TenantId;
  readonly subject: string;
  readonly usedAt: Instant | undefined;
}

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll("-", ""), "hex");
const idOf = (bytes: Buffer): string =>
  bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
const markOf = (seal: Seal, purpose: string, ids: Buffer): Buffer =>
  seal.fingerprint(SEALED_FOR, `${purpose} ${ids.toString("hex")}`).subarray(0, MARK_BYTES);

/** The token of a link: which one it is, and a mark that nobody else can make. */
function tokenOf(seal: Seal, purpose: string, company: string, id: string): string {
  const ids = Buffer.concat([bytesOf(company), bytesOf(id)]);
  return Buffer.concat([ids, markOf(seal, purpose, ids)]).toString("base64url");
}

/** A link that is not kept yet: it opens nothing before. */
export interface NewLink extends LinkWish {
  readonly id: string;
  /** Goes into the mail and is kept nowhere. */
  readonly token: string;
}

/** Makes a link, to be kept by `linksKeep`. */
export function linkMake(seal: Seal, now: Instant, wish: LinkWish): NewLink {
  const id = uuidv7({ msecs: now });
  return { ...wish, id, token: tokenOf(seal, wish.purpose, wish.company, id) };
}

/** Keeps links: from then on they open. */
export async function linksKeep(db: Kysely<DB>, now: Instant, links: readonly NewLink[]): Promise<void> {
  if (links.length === 0) return;
  const rows = links.map(({ id, purpose, company, person, address, side, place, subject, endsAt }) => ({
    tenant_id: company,
    link_id: id,
    purpose,
    person_id: person ?? null,
    address: address ?? null,
    side,
    place_id: place,
    subject_id: subject,
    made_at: new Date(now),
    ends_at: new Date(endsAt),
  }));
  await inScope(db, { scope: "mail" }, { readOnly: false }, (tx) => tx.insertInto("link").values(rows).execute());
}

/** Company and id that a token names; `undefined` unless this installation signed it for the purpose. */
function namedBy(seal: Seal, purpose: string, token: string): { company: string; id: string } | undefined {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== 2 * ID_BYTES + MARK_BYTES) return undefined;
  const ids = bytes.subarray(0, 2 * ID_BYTES);
  if (!timingSafeEqual(bytes.subarray(2 * ID_BYTES), markOf(seal, purpose, ids))) return undefined;
  return { company: idOf(ids.subarray(0, ID_BYTES)), id: idOf(ids.subarray(ID_BYTES)) };
}

/** What a link opens. 404 when it is none, or has ended. It may have been used: `usedAt` says so. */
export function linkOpen(
  db: Kysely<DB>,
  seal: Seal,
  purpose: string,
  token: string,
  now: Instant,
): Promise<OpenedLink> {
  const named = namedBy(seal, purpose, token);
  if (named === undefined) throw new Problem(404, "link-not-found");
  return inScope(db, { scope: "mail" }, { readOnly: true }, async (tx) => {
    const row = await tx
      .selectFrom("link")
      .selectAll()
      .where("tenant_id", "=", named.company)
      .where("link_id", "=", named.id)
      .where("purpose", "=", purpose)
      .where("ends_at", ">", new Date(now))
      .executeTakeFirst();
    if (row === undefined) throw new Problem(404, "link-not-found");
    return {
      id: row.link_id,
      company: row.tenant_id as TenantId,
      person: row.person_id,
      address: row.address,
      side: row.side as OpenedLink["side"],
      place: row.place_id as TenantId,
      subject: row.subject_id,
      usedAt: row.used_at === null ? undefined : (row.used_at.getTime() as Instant),
    };
  });
}

/**
 * Takes a link for itself, before what it is for is done: of two who press at once, one has come too late. 409 when it
 * was used. Gives it back with `linkRelease` when the act was refused.
 */
export async function linkTake(db: Kysely<DB>, link: OpenedLink, now: Instant): Promise<void> {
  const { numUpdatedRows } = await inScope(db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx
      .updateTable("link")
      .set({ used_at: new Date(now) })
      .where("tenant_id", "=", link.company)
      .where("link_id", "=", link.id)
      .where("used_at", "is", null)
      .executeTakeFirst(),
  );
  if (numUpdatedRows === 0n) throw new Problem(409, "link-used");
}

/** Lets a link be used again, as the act was refused and changed nothing. */
export async function linkRelease(db: Kysely<DB>, link: OpenedLink): Promise<void> {
  await inScope(db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx
      .updateTable("link")
      .set({ used_at: null })
      .where("tenant_id", "=", link.company)
      .where("link_id", "=", link.id)
      .execute(),
  );
}

/** The person to whom a link was sent, as actor of the request. 404 when they are no longer of the company. */
export async function linkActor(ctx: Ctx, db: Kysely<DB>, link: OpenedLink): Promise<Ctx> {
  const actor = link.person === null ? undefined : await actorFor(db, link.person, link.company);
  if (actor === undefined) throw new Problem(404, "link-not-found");
  return ctx.as(actor);
}

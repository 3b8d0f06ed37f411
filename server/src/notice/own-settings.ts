/** How somebody wants to be told: of what, by which way, and when. */
import type { CalendarDefinition } from "@handschlag/engine/calendar/definition.ts";
import type { Ctx } from "../context.ts";
import { linkOpen } from "../link/link.ts";
import { inScope, type TenantId } from "../db/tenant.ts";
import type { DB } from "../db/schema.gen.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Kysely } from "kysely";
import type { Seal } from "../identity/seal.ts";
import { Problem } from "../problem.ts";
import { USUAL_HOURS, type OwnHours } from "./hours.ts";
import type { NoticeKind, Way } from "./kind.ts";
import { kindNamed, NOTICE_KINDS } from "./notices.ts";

export const UNSUBSCRIBE = "unsubscribe";

export interface OwnSettings extends OwnHours {
  readonly kinds: readonly { readonly name: string; readonly way: Way | "none"; readonly owed: boolean }[];
  /** Of what was read; 0 as long as nothing was set. */
  readonly version: number;
}

/** Kinds of which somebody with these rights can be told at all. */
function kindsFor(ctx: Ctx): readonly NoticeKind[] {
  const places = [ctx.own, ...ctx.company.engagements.map(({ id }) => ctx.placeOf(id))];
  // A client's engagements are all in its own tenant: with or without one, its people have the same rights there.
  const own = ctx.company.clientRole === null ? [] : [{ ...ctx.own, engagement: ctx.own.tenant as never }];
  return NOTICE_KINDS.filter(
    ({ right }) => right === undefined || [...places, ...own].some((place) => ctx.may(right, place)),
  );
}

/** The actor's settings for the company for which they act. */
export async function settingsRead(ctx: Ctx): Promise<OwnSettings> {
  ctx.requireMember();
  const [tenant, person] = [ctx.company.id, ctx.personId];
  return ctx.read(ctx.own, async (tx) => {
    const hours = await tx
      .selectFrom("notice_hours")
      .selectAll()
      .where("tenant_id", "=", tenant)
      .where("person_id", "=", person)
      .executeTakeFirst();
    const ways = await tx
      .selectFrom("notice_way")
      .select(["kind", "way"])
      .where("tenant_id", "=", tenant)
      .where("person_id", "=", person)
      .execute();
    const wayOf = new Map(ways.map(({ kind, way }) => [kind, way as Way | "none"]));
    return {
      timeZone: hours?.time_zone ?? USUAL_HOURS.timeZone,
      hours: (hours?.hours as CalendarDefinition | null | undefined) ?? null,
      digestAt: hours?.digest_at ?? USUAL_HOURS.digestAt,
      version: hours?.version ?? 0,
      kinds: kindsFor(ctx).map(({ name, usually, isOwed = false }) => ({
        name,
        way: isOwed ? "mail" : (wayOf.get(name) ?? usually),
        owed: isOwed,
      })),
    };
  });
}

export interface SettingsWish extends OwnHours {
  readonly ways: Readonly<Record<string, Way | "none">>;
}

/** Puts the actor's settings. 412 when `version` is not the present one; 422 for a kind that there is not, or that cannot be changed. */
export async function settingsPut(ctx: Ctx, version: number, wish: SettingsWish): Promise<OwnSettings> {
  ctx.requireMember();
  const [tenant, person] = [ctx.company.id, ctx.personId];
  for (const [name, way] of Object.entries(wish.ways)) {
    const kind = kindsFor(ctx).find((each) => each.name === name);
    if (kind === undefined) throw new Problem(422, "notice-kind-unknown", { field: `body.ways.${name}` });
    if (kind.isOwed && way !== "mail") throw new Problem(422, "notice-owed", { field: `body.ways.${name}` });
  }
  await ctx.note(ctx.own, async (tx) => {
    await tx.selectFrom("person").select("id").where("id", "=", person).forUpdate().execute();
    const present = await tx
      .selectFrom("notice_hours")
      .select("version")
      .where("tenant_id", "=", tenant)
      .where("person_id", "=", person)
      .executeTakeFirst();
    if ((present?.version ?? 0) !== version) throw new Problem(412, "changed-meanwhile");
    const row = {
      time_zone: wish.timeZone,
      hours: wish.hours === null ? null : JSON.stringify(wish.hours),
      digest_at: wish.digestAt,
      version: version + 1,
    };
    await tx
      .insertInto("notice_hours")
      .values({ tenant_id: tenant, person_id: person, ...row })
      .onConflict((conflict) => conflict.columns(["tenant_id", "person_id"]).doUpdateSet(row))
      .execute();
    for (const [kind, way] of Object.entries(wish.ways)) await wayPut(tx, tenant, person, kind, way);
  });
  return settingsRead(ctx);
}

const wayPut = (
  tx: Parameters<Parameters<Ctx["note"]>[1]>[0],
  tenant: TenantId,
  person: string,
  kind: string,
  way: Way | "none",
) =>
  tx
    .insertInto("notice_way")
    .values({ tenant_id: tenant, person_id: person, kind, way })
    .onConflict((conflict) => conflict.columns(["tenant_id", "person_id", "kind"]).doUpdateSet({ way }))
    .execute();

/** What a link of a mail would end, and whether it has. 404 when it is none or has ended. */
export async function unsubscriptionRead(db: Kysely<DB>, seal: Seal, token: string, now: Instant) {
  const link = await linkOpen(db, seal, UNSUBSCRIBE, token, now);
  return inScope(db, { scope: "mail" }, { readOnly: true }, async (tx) => {
    const notice = await tx
      .selectFrom("notice")
      .select("kind")
      .where("tenant_id", "=", link.company)
      .where("notice_id", "=", link.subject)
      .executeTakeFirst();
    if (notice === undefined || link.person === null) throw new Problem(404, "link-not-found");
    const { kind } = notice;
    const set = await tx
      .selectFrom("notice_way")
      .select("way")
      .where("tenant_id", "=", link.company)
      .where("person_id", "=", link.person)
      .where("kind", "=", kind)
      .executeTakeFirst();
    const isEnded = set?.way === "none" || set?.way === "page";
    return { kind, ended: isEnded, company: link.company, person: link.person };
  });
}

/** Ends a kind of mail for whom a link was sent; on their page they still see it. Repeatable. 404 as above. */
export async function unsubscribe(db: Kysely<DB>, seal: Seal, token: string, now: Instant) {
  const { kind, ended, company, person } = await unsubscriptionRead(db, seal, token, now);
  if (!ended && kindNamed(kind)?.isOwed !== true)
    await inScope(
      db,
      { tenant: company, company, side: "company", person: person as never },
      { readOnly: false },
      (tx) => wayPut(tx, company, person, kind, "page"),
    );
  return { kind, ended: true };
}

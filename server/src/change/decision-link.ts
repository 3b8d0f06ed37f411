/**
 * Deciding by the link of a mail, without signing in. Looking at it changes nothing, so that programs which open every
 * link of a mail decide nothing. Source: product.md §14; docs/rules/changes.md §3.
 */
import type { DecisionCard, LinkDecision } from "@handschlag/api/change.ts";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Ctx, Place } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import type { Seal } from "../identity/seal.ts";
import { linkActor, linkOpen, linkRelease, linkTake, type OpenedLink } from "../link/link.ts";
import { found, Problem } from "../problem.ts";
import { changeActAt } from "./act.ts";
import { changeShownAt } from "./read.ts";
import { cardBody } from "./wire.ts";

export const DECISION_LINK = "change-decision";

/** What proves a link, and where it is kept. */
export interface LinkParts {
  readonly db: Kysely<DB>;
  readonly seal: Seal;
}

/** An opened link with whoever it was sent to, and where its change lies. */
interface Opened {
  readonly link: OpenedLink;
  readonly ctx: Ctx;
  readonly place: Place;
  readonly engagement: EngagementId;
}

async function opened(ctx: Ctx, { db, seal }: LinkParts, token: string): Promise<Opened> {
  const link = await linkOpen(db, seal, DECISION_LINK, token, ctx.now);
  const actor = await linkActor(ctx, db, link);
  if (link.side === "company") throw new Problem(404, "link-not-found");
  const row = await actor.read({ tenant: link.place, side: link.side }, (tx) =>
    tx
      .selectFrom("change_request")
      .select("engagement_id")
      .where("tenant_id", "=", link.place)
      .where("change_id", "=", link.subject)
      .executeTakeFirst(),
  );
  const engagement = found(row, "link").engagement_id as EngagementId;
  return { link, ctx: actor, place: actor.placeOf(engagement), engagement };
}

/** What is to be decided, for whoever the link was sent to. 404 when it is none, or has ended. */
export async function decisionCard(ctx: Ctx, parts: LinkParts, token: string): Promise<z.input<typeof DecisionCard>> {
  return cardFor(await opened(ctx, parts, token));
}

function cardFor({ ctx, place, engagement, link }: Opened): Promise<z.input<typeof DecisionCard>> {
  return ctx.read(place, async (tx) => {
    const shown = await changeShownAt(tx, ctx, place, engagement, link.subject);
    return cardBody(shown, {
      person: ctx.personName,
      personId: ctx.personId,
      ...(await companies(tx, place, engagement)),
    });
  });
}

async function companies(tx: Tx, { tenant }: Place, engagement: EngagementId) {
  return tx
    .selectFrom("engagement as e")
    .innerJoin("company as c", "c.id", "e.tenant_id")
    .innerJoin("company as p", "p.id", "e.provider_id")
    .select(["c.name as client", "p.name as provider"])
    .where("e.tenant_id", "=", tenant)
    .where("e.engagement_id", "=", engagement)
    .executeTakeFirstOrThrow();
}

/** Decides once, or asks back, which leaves the link good. 409 when it was used, or when nothing is left to decide. */
export async function decideByLink(
  ctx: Ctx,
  parts: LinkParts,
  token: string,
  { answer, comment }: z.output<typeof LinkDecision>,
): Promise<z.input<typeof DecisionCard>> {
  const open = await opened(ctx, parts, token);
  const { link, place, engagement } = open;
  if (answer === "question") {
    if (link.usedAt !== undefined) throw new Problem(409, "link-used");
    await changeActAt(open.ctx, place, engagement, link.subject, { type: "noted", text: comment, visibleTo: "both" });
    return cardFor(open);
  }
  await linkTake(parts.db, link, ctx.now);
  try {
    const wish =
      answer === "approved"
        ? { type: answer, comment, way: "link" as const }
        : { type: answer, comment, way: "link" as const };
    await changeActAt(open.ctx, place, engagement, link.subject, wish);
  } catch (error) {
    await linkRelease(parts.db, link);
    throw error;
  }
  return cardFor(open);
}

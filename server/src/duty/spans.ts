/** Departing from a plan for a while, and handing over. Source: docs/rules/duty.md §§2 and 3. */
import type { Instant } from "@handschlag/engine/instant.ts";
import { v7 as uuidv7 } from "uuid";
import type { Ctx } from "../context.ts";
import { record } from "../event/record.ts";
import { found, Problem } from "../problem.ts";
import { requireColleagues } from "./plan-check.ts";
import { rotaOfOwn } from "./rotas.ts";

const SPANS_MAX = 2_000;
const YEAR_MS = 366 * 86_400_000;

export type SpanWish = {
  readonly personId: string;
  readonly from: Instant;
  readonly until: Instant;
} & (
  | { readonly kind: "override"; readonly layerId: string }
  | { readonly kind: "absence"; readonly substituteId: string | null }
);

/**
 * Somebody takes a stretch, or is away. Whoever takes part may take one themselves; for others it needs `duty:write`.
 * 422 when the stretch is none, or names who is not there.
 */
export async function spanAdd(ctx: Ctx, rota: string, wish: SpanWish): Promise<string> {
  const { kind, personId, from, until } = wish;
  const isOwn = kind === "override" && ctx.actor.kind === "person" && ctx.actor.id === personId;
  ctx.require(isOwn ? "duty:take" : "duty:write", ctx.own);
  if (until <= from || until <= ctx.now || until - from > YEAR_MS)
    throw new Problem(422, "duty-stretch-unfit", { field: "body.until", days: 366 });
  return ctx.change(ctx.own, async (tx) => {
    const { rota: kept, spans } = await rotaOfOwn(tx, ctx, rota);
    if (spans.length >= SPANS_MAX) throw new Problem(422, "duty-spans-too-many", { most: SPANS_MAX });
    if (kind === "override" && !kept.layers.some(({ id }) => id === wish.layerId))
      throw new Problem(422, "duty-layer-unknown", { field: "body.layerId" });
    const substitute = kind === "absence" ? wish.substituteId : null;
    // Somebody who has left may be marked as away, so that others stand in for them.
    const present = kind === "override" ? [personId] : substitute === null ? [] : [substitute];
    await requireColleagues(tx, ctx.company.id, present, "body.personId");
    if (substitute === personId) throw new Problem(422, "duty-person-unknown", { field: "body.substituteId" });
    const id = uuidv7({ msecs: ctx.now });
    await tx
      .insertInto("duty_span")
      .values({
        tenant_id: ctx.company.id,
        span_id: id,
        rota_id: rota,
        kind,
        layer_id: kind === "override" ? wish.layerId : null,
        person_id: personId,
        substitute_id: substitute,
        from_at: new Date(from),
        until_at: new Date(until),
      })
      .execute();
    const facts = {
      kind,
      person: personId,
      layer: kind === "override" ? wish.layerId : null,
      substitute,
      from: new Date(from).toISOString(),
      until: new Date(until).toISOString(),
    };
    await record(tx, ctx, ctx.own, {
      type: "duty.span-set",
      subjectId: rota,
      visibleTo: "client",
      facts: { span: id, ...facts },
    });
    return id;
  });
}

/** Takes a departure from the plan back: one's own, or with `duty:write` any. */
export async function spanRemove(ctx: Ctx, rota: string, span: string): Promise<void> {
  ctx.require("duty:take", ctx.own);
  await ctx.change(ctx.own, async (tx) => {
    const { kind, person_id } = found(
      await tx
        .deleteFrom("duty_span")
        .where("tenant_id", "=", ctx.company.id)
        .where("rota_id", "=", rota)
        .where("span_id", "=", span)
        .returning(["kind", "person_id"])
        .executeTakeFirst(),
      "duty-span",
    );
    const isOwn = kind === "override" && ctx.actor.kind === "person" && ctx.actor.id === person_id;
    if (!isOwn) ctx.require("duty:write", ctx.own);
    await record(tx, ctx, ctx.own, {
      type: "duty.span-removed",
      subjectId: rota,
      visibleTo: "client",
      facts: { span, kind, person: person_id },
    });
  });
}

/** Writes down what the next one on call has to know. */
export async function noteAdd(ctx: Ctx, rota: string, text: string): Promise<string> {
  ctx.require("duty:take", ctx.own);
  const author = ctx.personId;
  return ctx.change(ctx.own, async (tx) => {
    await rotaOfOwn(tx, ctx, rota);
    const id = uuidv7({ msecs: ctx.now });
    await tx
      .insertInto("duty_note")
      .values({
        tenant_id: ctx.company.id,
        note_id: id,
        rota_id: rota,
        author_id: author,
        text,
        written_at: new Date(ctx.now),
      })
      .execute();
    await record(tx, ctx, ctx.own, {
      type: "duty.note-written",
      subjectId: rota,
      visibleTo: "client",
      facts: { note: id },
      personal: { text },
    });
    return id;
  });
}

/** What describes a ticket and moves no clock: subject, kind, category, asset, and who reported it. */
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Ctx } from "../context.ts";
import { nextEventId, recordAll } from "../event/record.ts";
import { Problem } from "../problem.ts";
import { factFor, writes } from "./eyes.ts";
import { hold, refreshed } from "./held.ts";
import { clientPerson } from "./open.ts";
import { whereaboutsOf } from "./whereabouts.ts";
import { wordsOf } from "./words.ts";

export interface DescriptionWish {
  readonly kind?: string | undefined;
  readonly subject?: string | undefined;
  readonly category?: string | null | undefined;
  readonly asset?: string | null | undefined;
  readonly requesterId?: string | null | undefined;
}

/** Describes a ticket anew. 409 when it goes on in another one. */
export async function describe(ctx: Ctx, ticket: string, wish: DescriptionWish): Promise<void> {
  const { place, engagement } = await whereaboutsOf(ctx, ticket);
  ctx.require(writes(place), place);
  const { kind, subject, category, asset, requesterId } = wish;
  await ctx.change(place, async (tx) => {
    const held = await hold(tx, ctx, place, ticket);
    const { stage } = held.before.standing;
    if (stage === "merged") throw new Problem(409, "act-not-at-stage", { stage });
    const requester = typeof requesterId === "string" ? await clientPerson(tx, place, requesterId) : undefined;
    const columns = {
      ...(kind !== undefined && { kind }),
      ...(subject !== undefined && { subject }),
      ...(category !== undefined && { category }),
      ...(asset !== undefined && { asset }),
      ...(requesterId !== undefined && { requester_id: requesterId }),
    };
    const later = ctx.notBefore((held.recordedAt + 1) as Instant);
    // What may name people can be erased; that something was changed stays.
    const written = Object.fromEntries(
      Object.entries({ subject, category, asset }).filter(([, value]) => value !== undefined),
    );
    const fact = {
      ...factFor("ticket.described", ticket, engagement, "both"),
      id: nextEventId(tx, later),
      facts: {
        changed: Object.keys(wish).filter((name) => wish[name as keyof DescriptionWish] !== undefined),
        ...(kind !== undefined && { kind }),
        ...(requesterId !== undefined && { requester: requesterId }),
      },
      ...(Object.keys(written).length > 0 && { personal: written }),
    };
    const text = [subject, category, asset, requester?.name].filter((each) => typeof each === "string").join("\n");
    const eyes = { ticket, engagement, eventId: fact.id, visibleTo: "both" } as const;
    await recordAll(
      tx,
      later,
      place,
      [fact],
      [
        ...(text === "" ? [] : [wordsOf(place, { ...eyes, text })]),
        refreshed(later, place, held, true, columns).statement,
      ],
    );
  });
}

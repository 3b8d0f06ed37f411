/** Files of a ticket. They lie in the database, so that its backup has them. */
import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Ctx, Place } from "../context.ts";
import { insertion } from "../db/together.ts";
import { nextEventId, recordAll } from "../event/record.ts";
import { found, Problem } from "../problem.ts";
import { hold, refreshed } from "./held.ts";
import { mediaTypeOf } from "./media-type.ts";
import { whereaboutsOf } from "./whereabouts.ts";
import { wordsOf } from "./words.ts";

export const ATTACHMENT_BYTES_MAX = 20 * 1024 * 1024;
const ATTACHMENTS_MAX = 100;

export interface AttachmentRow {
  readonly attachment_id: string;
  readonly name: string;
  readonly media_type: string;
  readonly size_bytes: number;
  readonly visible_to: string;
  readonly event_id: string;
}

const ownSide = ({ side }: Place) => (side === "provider" ? "provider" : "client");

/** Adds a file; its type is what its bytes say. 413 is the route's; 422 when it is empty or the ticket has too many. */
export async function attachmentAdd(
  ctx: Ctx,
  ticket: string,
  name: string,
  content: Buffer,
  internal: boolean,
): Promise<AttachmentRow> {
  const { place, engagement } = await whereaboutsOf(ctx, ticket);
  ctx.require(internal ? (place.side === "provider" ? "ticket:work" : "ticket:agree") : "ticket:report", place);
  if (content.length === 0) throw new Problem(422, "attachment-empty", { field: "body" });
  return ctx.change(place, async (tx) => {
    const held = await hold(tx, ctx, place, ticket);
    const { count } = await tx
      .selectFrom("attachment")
      .select((row) => row.fn.countAll<string>().as("count"))
      .where("tenant_id", "=", place.tenant)
      .where("ticket_id", "=", ticket)
      .executeTakeFirstOrThrow();
    if (Number(count) >= ATTACHMENTS_MAX) throw new Problem(422, "attachments-too-many", { most: ATTACHMENTS_MAX });
    const later = ctx.notBefore((held.recordedAt + 1) as Instant);
    const visibleTo = internal ? ownSide(place) : "both";
    const sha256 = createHash("sha256").update(content).digest();
    const id = uuidv7({ msecs: later.now });
    const fact = {
      id: nextEventId(tx, later),
      type: "ticket.attached",
      subjectId: ticket,
      engagementId: engagement,
      visibleTo,
      facts: { attachment: id, sizeBytes: content.length, sha256: sha256.toString("hex") },
      personal: { name },
    } as const;
    const row = {
      attachment_id: id,
      name,
      media_type: mediaTypeOf(content, name),
      size_bytes: content.length,
      visible_to: visibleTo,
      event_id: fact.id,
    };
    const where = { tenant_id: place.tenant, ticket_id: ticket, engagement_id: engagement };
    await recordAll(
      tx,
      later,
      place,
      [fact],
      [
        insertion("attachment", [{ ...row, ...where, sha256, content, added_at: new Date(later.now) }]),
        wordsOf(place, { ticket, engagement, eventId: fact.id, visibleTo, text: name }),
        refreshed(later, place, held, !internal).statement,
      ],
    );
    return row;
  });
}

/** A file's name, type and bytes. 404 when the actor may not see it. */
export async function attachmentRead(ctx: Ctx, ticket: string, id: string) {
  const { place } = await whereaboutsOf(ctx, ticket);
  return ctx.read(place, async (tx) =>
    found(
      await tx
        .selectFrom("attachment")
        .select(["name", "media_type", "content", "sha256"])
        .where("tenant_id", "=", place.tenant)
        .where("ticket_id", "=", ticket)
        .where("attachment_id", "=", id)
        .executeTakeFirst(),
      "attachment",
    ),
  );
}

/** Taking an alarm over by a link in a mail: it shows first, and acts at the press of a button. */
import type { Kysely } from "kysely";
import type { Ctx } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import type { Seal } from "../identity/seal.ts";
import { linkActor, linkOpen, linkRelease, linkTake } from "../link/link.ts";
import { callRead, dutyAcknowledge, type OpenCall } from "./calls.ts";

export const DUTY_LINK = "duty";

/** What a link opens, with the eyes of whom it was sent to. 404 when it is none, has ended, or its reader has left. */
export async function linkRead(
  ctx: Ctx,
  db: Kysely<DB>,
  seal: Seal,
  token: string,
): Promise<{ readonly person: string; readonly open: OpenCall }> {
  const link = await linkOpen(db, seal, DUTY_LINK, token, ctx.now);
  const reader = await linkActor(ctx, db, link);
  const person = reader.actor.kind === "person" ? reader.actor.name : "";
  return { person, open: await callRead(reader, link.subject) };
}

/** Takes the alarm over as whom the link was sent to. 409 when it was used, or somebody was first. */
export async function linkAcknowledge(ctx: Ctx, db: Kysely<DB>, seal: Seal, token: string): Promise<void> {
  const link = await linkOpen(db, seal, DUTY_LINK, token, ctx.now);
  const reader = await linkActor(ctx, db, link);
  await linkTake(db, link, ctx.now);
  try {
    await dutyAcknowledge(reader, link.subject);
  } catch (error) {
    await linkRelease(db, link);
    throw error;
  }
}

/** The mails that went out, will, or could not: one's own, and for those who lead a company all of its people's. */
import { sql } from "kysely";
import type { Ctx } from "../../context.ts";
import { record } from "../../event/record.ts";
import { found, Problem } from "../../problem.ts";
import { letterText } from "./letter-text.ts";
import type { Written } from "./write.ts";

const LIMIT = 50;

export interface OutboxWish {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly state?: string | undefined;
  readonly whose?: "own" | "all" | undefined;
}

const COLUMNS = [
  "m.mail_id",
  "m.kind",
  "m.person_id",
  "m.address",
  "m.state",
  "m.due_at",
  "m.attempts",
  "m.problem",
  "m.subject",
  "m.ended_at",
  "m.bounced_at",
  "m.bounce",
  "m.created_at",
  "p.name",
] as const;

function positionOf(cursor: string | undefined): { readonly at: Date; readonly id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [, at, id] = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor) ?? [];
  if (at === undefined || id === undefined)
    throw new Problem(400, "request-unfit", { field: "query.cursor", reason: "`next` of the page before" });
  return { at: new Date(Number(at)), id };
}

/** A page of the outbox, the latest first. 403 for all of the company's without the right. */
export async function outbox(ctx: Ctx, { cursor, limit = LIMIT, state, whose = "own" }: OutboxWish) {
  ctx.requireMember();
  if (whose === "all") ctx.require("mail:read");
  const person = whose === "own" ? ctx.personId : undefined;
  const after = positionOf(cursor);
  const rows = await ctx.read(ctx.own, (tx) =>
    tx
      .selectFrom("mail_out as m")
      .leftJoin("person as p", "p.id", "m.person_id")
      .select(COLUMNS)
      .where("m.tenant_id", "=", ctx.company.id)
      .$if(person !== undefined, (query) => query.where("m.person_id", "=", person!))
      .$if(state !== undefined, (query) => query.where("m.state", "=", state!))
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(m.created_at, m.mail_id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`),
      )
      .orderBy("m.created_at", "desc")
      .orderBy("m.mail_id", "desc")
      .limit(limit + 1)
      .execute(),
  );
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last === undefined ? null : `${last.created_at.getTime()}_${last.mail_id}` };
}

/** A mail with its text. 404 when it is somebody else's, for those who do not lead the company. */
export async function outboxMail(ctx: Ctx, id: string) {
  ctx.requireMember();
  const row = await ctx.read(ctx.own, (tx) =>
    tx
      .selectFrom("mail_out as m")
      .leftJoin("person as p", "p.id", "m.person_id")
      .select([...COLUMNS, "m.content"])
      .where("m.tenant_id", "=", ctx.company.id)
      .where("m.mail_id", "=", id)
      .executeTakeFirst(),
  );
  const { content, ...mail } = found(row, "mail");
  const isOwn = isMine(ctx, mail);
  if (!isOwn && !ctx.may("mail:read")) throw new Problem(404, "mail-not-found");
  return { mail, text: content === null ? null : textFor(JSON.parse(content) as Written, isOwn) };
}

/** Whether a mail was written to the actor. */
export const isMine = ({ actor }: Ctx, { person_id }: { readonly person_id: string | null }): boolean =>
  actor.kind === "person" && actor.id === person_id;

/** A link by which its reader decides something is nobody else's to press. */
function textFor({ letter, footing, secrets }: Written, isOwn: boolean): string {
  if (isOwn) return letterText(letter, footing);
  const isSecret = (url: string) => secrets.some((secret) => url.includes(secret));
  const actions = letter.actions.map((action) => (isSecret(action.url) ? { ...action, url: "…" } : action));
  return letterText({ ...letter, actions }, footing);
}

/**
 * Has a mail written anew and sent that failed, came back, or was kept while there was no mail server. 409 for any other.
 */
export async function outboxAgain(ctx: Ctx, id: string): Promise<void> {
  ctx.require("mail:send");
  await ctx.change(ctx.own, async (tx) => {
    const row = found(
      await tx
        .selectFrom("mail_out")
        .select(["state", "bounced_at", "kind"])
        .where("tenant_id", "=", ctx.company.id)
        .where("mail_id", "=", id)
        .forUpdate()
        .executeTakeFirst(),
      "mail",
    );
    const isOver = row.state === "failed" || row.state === "kept" || row.bounced_at !== null;
    if (!isOver) throw new Problem(409, "mail-not-failed");
    await tx
      .updateTable("mail_out")
      .set({
        state: "waiting",
        ended_at: null,
        problem: null,
        bounced_at: null,
        bounce: null,
        attempts: 0,
        message_id: null,
        content: null,
        written_at: null,
        due_at: new Date(ctx.now),
        created_at: new Date(ctx.now),
      })
      .where("tenant_id", "=", ctx.company.id)
      .where("mail_id", "=", id)
      .execute();
    await record(tx, ctx, ctx.own, {
      type: "mail.sent-again",
      subjectId: id,
      visibleTo: ctx.company.clientRole === null ? "provider" : "client",
      facts: { kind: row.kind },
    });
  });
}

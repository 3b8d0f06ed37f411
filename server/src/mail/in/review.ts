/** Mails about which a person decides, and mails as they came. */
import { sql } from "kysely";
import type { Ctx } from "../../context.ts";
import type { EngagementId, Tx } from "../../db/tenant.ts";
import { record } from "../../event/record.ts";
import { found, Problem } from "../../problem.ts";
import { clientPerson } from "../../ticket/open.ts";
import { whereaboutsOf } from "../../ticket/whereabouts.ts";
import { readMail, type Mail } from "./mail.ts";

const TEXT_SHOWN_MAX = 100_000;
/** From these a mail can be taken up again, whoever or whatever put it aside. */
const DECIDABLE: readonly string[] = ["review", "ignored", "refused"];

const COLUMNS = [
  "m.mail_id",
  "m.from_address",
  "m.from_name",
  "m.subject",
  "m.nature",
  "m.received_at",
  "m.size_bytes",
  "m.state",
  "m.reason",
  "m.ticket_id",
  "b.address as mailbox",
] as const;

const query = (tx: Tx, ctx: Ctx) =>
  tx
    .selectFrom("mail_in as m")
    .leftJoin("mailbox as b", (join) =>
      join.onRef("b.tenant_id", "=", "m.tenant_id").onRef("b.mailbox_id", "=", "m.mailbox_id"),
    )
    .select(COLUMNS)
    .where("m.tenant_id", "=", ctx.company.id);

export type MailRow = Awaited<ReturnType<typeof mailPage>>["items"][number];

/** Mails of the actor's company in a state, the latest first. */
export async function mailPage(
  ctx: Ctx,
  {
    state,
    cursor,
    limit = 50,
  }: { readonly state: string; readonly cursor?: string | undefined; readonly limit?: number | undefined },
) {
  ctx.require("mail:review", ctx.own);
  const [at, id] = cursor === undefined ? [] : cursorOf(cursor);
  const rows = await ctx.read(ctx.own, (tx) =>
    query(tx, ctx)
      .where("m.state", "=", state)
      .$if(at !== undefined, (some) =>
        some.where(sql<boolean>`(m.received_at, m.mail_id) < (${at!}::timestamptz, ${id!}::uuid)`),
      )
      .orderBy("m.received_at", "desc")
      .orderBy("m.mail_id", "desc")
      .limit(limit + 1)
      .execute(),
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last !== undefined ? `${last.received_at.toISOString()} ${last.mail_id}` : null;
  return { items, next };
}

function cursorOf(cursor: string): readonly [string, string] {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z) ([0-9a-f-]{36})$/.exec(cursor) ?? [];
  if (at === undefined || id === undefined) throw new Problem(400, "request-unfit", { field: "query.cursor" });
  return [at, id];
}

/** The bytes of a mail. 404 when it is none of the company's. */
export async function mailRaw(ctx: Ctx, id: string): Promise<Buffer> {
  ctx.require("mail:review", ctx.own);
  const row = await ctx.read(ctx.own, (tx) =>
    tx
      .selectFrom("mail_in")
      .select(["raw", "ticket_id"])
      .where("tenant_id", "=", ctx.company.id)
      .where("mail_id", "=", id)
      .executeTakeFirst(),
  );
  const { raw, ticket_id } = found(row, "mail");
  // What became of a ticket is for those who see the ticket.
  if (ticket_id !== null) await whereaboutsOf(ctx, ticket_id);
  return raw;
}

/** The HTML of a mail made harmless. 404 where it has none. */
export async function mailHtml(ctx: Ctx, id: string): Promise<string> {
  const { html, files } = await readMail(await mailRaw(ctx, id));
  if (html === undefined) throw new Problem(404, "mail-html-not-found");
  // Loaded with the first mail that somebody looks at.
  const { safeHtml } = await import("./html.ts");
  return `<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light"><title>E-Mail</title>\n${safeHtml(html, files)}\n`;
}

export interface Destination {
  readonly id: string;
  readonly name: string;
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

export interface MailShown {
  readonly row: MailRow;
  readonly mail: Mail;
  readonly text: string;
  readonly engagements: readonly Destination[];
}

/** A mail to be read and decided about. */
export async function mailShow(ctx: Ctx, id: string): Promise<MailShown> {
  const raw = await mailRaw(ctx, id);
  const row = found(
    await ctx.read(ctx.own, (tx) => query(tx, ctx).where("m.mail_id", "=", id).executeTakeFirst()),
    "mail",
  );
  const mail = await readMail(raw);
  return { row, mail, text: mail.text.slice(0, TEXT_SHOWN_MAX).toWellFormed(), engagements: await destinationsOf(ctx) };
}

/** Engagements into which the actor may report, with the client's people. */
async function destinationsOf(ctx: Ctx): Promise<readonly Destination[]> {
  const { company } = ctx;
  const own =
    company.clientRole === null
      ? []
      : await ctx.read(ctx.own, (tx) =>
          tx
            .selectFrom("engagement")
            .select(["engagement_id", "name"])
            .where("tenant_id", "=", company.id)
            .where("ended_at", "is", null)
            .orderBy("name")
            .execute(),
        );
  const worked =
    company.engagements.length === 0
      ? []
      : await ctx.readAcross((tx) =>
          tx
            .selectFrom("engagement")
            .select(["engagement_id", "name"])
            .where(
              "engagement_id",
              "in",
              company.engagements.map(({ id }) => id),
            )
            .where("ended_at", "is", null)
            .orderBy("name")
            .execute(),
        );
  const reportable = [...own, ...worked].filter(({ engagement_id }) =>
    ctx.may("ticket:report", ctx.placeOf(engagement_id as EngagementId)),
  );
  const listed: Destination[] = [];
  for (const { engagement_id, name } of reportable)
    listed.push({ id: engagement_id, name, people: await peopleOf(ctx, engagement_id as EngagementId) });
  return listed;
}

async function peopleOf(ctx: Ctx, engagement: EngagementId): Promise<Destination["people"]> {
  const place = ctx.placeOf(engagement);
  return ctx.read(place, (tx) =>
    tx
      .selectFrom("membership as m")
      .innerJoin("person as p", "p.id", "m.person_id")
      .select(["p.id", "p.name"])
      .where("m.tenant_id", "=", place.tenant)
      .where("m.client_role", "is not", null)
      .orderBy("p.name")
      .limit(500)
      .execute(),
  );
}

export type Decision =
  | { readonly decision: "take"; readonly engagementId: string; readonly requesterId?: string | undefined }
  | { readonly decision: "dismiss"; readonly reason: string };

/** Decides about a mail. 409 when it was decided, or is on its way by itself. */
export async function mailDecide(ctx: Ctx, id: string, decision: Decision): Promise<void> {
  ctx.require("mail:review", ctx.own);
  const decider = ctx.personId;
  if (decision.decision === "take") await requireDestination(ctx, decision);
  await ctx.change(ctx.own, async (tx) => {
    const { state } = found(
      await tx
        .selectFrom("mail_in")
        .select("state")
        .where("tenant_id", "=", ctx.company.id)
        .where("mail_id", "=", id)
        .forUpdate()
        .executeTakeFirst(),
      "mail",
    );
    if (!DECIDABLE.includes(state)) throw new Problem(409, "mail-decided", { state });
    await tx
      .updateTable("mail_in")
      .set(
        decision.decision === "take"
          ? {
              state: "waiting",
              reason: null,
              ended_at: null,
              attempts: 0,
              claimed_until: new Date(0),
              decided_by: decider,
              engagement_id: decision.engagementId,
              requester_id: decision.requesterId ?? null,
            }
          : { state: "refused", reason: decision.reason, ended_at: new Date(ctx.now), decided_by: decider },
      )
      .where("tenant_id", "=", ctx.company.id)
      .where("mail_id", "=", id)
      .execute();
    const type = decision.decision === "take" ? "mail.taken" : "mail.dismissed";
    await record(tx, ctx, ctx.own, {
      type,
      subjectId: id,
      visibleTo: "client",
      ...(decision.decision === "dismiss" && { personal: { text: decision.reason } }),
    });
  });
}

/** 422 unless the decider may report there, for that person. */
async function requireDestination(
  ctx: Ctx,
  { engagementId, requesterId }: Decision & { readonly decision: "take" },
): Promise<void> {
  const listed = await destinationsOf(ctx);
  if (!listed.some(({ id }) => id === engagementId))
    throw new Problem(422, "engagement-not-found", { field: "body.engagementId" });
  const place = ctx.placeOf(engagementId as EngagementId);
  if (requesterId !== undefined) await ctx.read(place, (tx) => clientPerson(tx, place, requesterId));
}

/** A mail as message, answer or report of its sender. Source: docs/rules/mail-in.md §3. */
import { isReopenedInTime } from "@handschlag/engine/ticket/course.ts";
import { later, type Instant } from "@handschlag/engine/instant.ts";
import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { termsByKey, versionsKey } from "../../contract/terms-book.ts";
import { Ctx, type Place } from "../../context.ts";
import type { EngagementId, Tx } from "../../db/tenant.ts";
import { inScope } from "../../db/tenant.ts";
import { dutyAcknowledge } from "../../duty/calls.ts";
import { record } from "../../event/record.ts";
import { found, Problem } from "../../problem.ts";
import { mayAct, ticketAct, type Acted } from "../../ticket/act.ts";
import { logFrom } from "../../ticket/events.ts";
import { factFor } from "../../ticket/eyes.ts";
import { ticketOpen, type Opened } from "../../ticket/open.ts";
import { read, termsAt } from "../../ticket/reading.ts";
import { whereaboutsOf, type Whereabouts } from "../../ticket/whereabouts.ts";
import { addFiles } from "./files.ts";
import type { Claimed, Outcome } from "./inbox.ts";
import type { Mail } from "./mail.ts";
import { judge } from "./nature.ts";
import { isForwarding, replyText } from "./reply-text.ts";
import { deciderOf, standingsOf, type Standing } from "./sender.ts";
import { stepOf, type Along, type Bringing, type Desk, type Noted } from "./step.ts";
import { hintsOf, type Hint } from "./thread.ts";

const TEXT_MAX = 50_000;
const SUBJECT_MAX = 300;
const FOLDED_MAX = 200_000;
const MERGES_MAX = 10;

/** Brings a mail to where it belongs. `undefined`: it is there, and its steps say so. */
export async function bringIn(desk: Desk, claimed: Claimed, mail: Mail): Promise<Outcome | undefined> {
  if (claimed.decidedBy !== null) return asDecided(desk, claimed, mail);
  const standings = await standingsOf(desk.db, mail.from!.address, claimed.tenant, claimed.mailbox.engagement);
  if (standings.length === 0) return { state: "review", reason: "sender-unknown" };
  if (claimed.ticket !== null) return goOn({ desk, claimed, mail, actor: standings[0]!.actor }, standings);
  const tenants = [...new Set(standings.flatMap(({ engagements }) => engagements.map(({ tenant }) => tenant)))];
  const { tenant: company, recipient: handedTo } = claimed;
  const hints = await hintsOf(desk.db, desk.seal, mail, { company, handedTo, tenants });
  for (const hint of hints) {
    const seen = await seenBy(desk, standings, hint);
    if (seen !== undefined) return toTicket({ desk, claimed, mail, actor: seen.ctx.actor }, seen, hint);
  }
  // It answers something that its sender may not see, so it is not a new matter either.
  if (hints.some(({ by }) => by !== "number")) return { state: "review", reason: "ticket-not-theirs" };
  return opened(desk, claimed, mail, standings);
}

interface Seen {
  readonly ctx: Ctx;
  readonly ticket: string;
  readonly whereabouts: Whereabouts;
}

/** The ticket of a hint as the sender sees it; `undefined` when they do not, or when the hint proves too little for their side. */
async function seenBy({ db, clock }: Desk, standings: readonly Standing[], hint: Hint): Promise<Seen | undefined> {
  for (const { actor, engagements } of standings) {
    const ctx = new Ctx(db, actor, clock(), uuidv7());
    try {
      const whereabouts = await whereaboutsOf(ctx, hint.ticket);
      const engagement = engagements.find(({ id }) => id === whereabouts.engagement);
      // A number can be guessed, and an answer of the provider stops a clock.
      if (engagement !== undefined && !(engagement.side === "provider" && hint.by === "number"))
        return { ctx, ticket: hint.ticket, whereabouts };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }
  return undefined;
}

interface Stood {
  readonly stage: string;
  readonly mergedInto: string | undefined;
  readonly endedAt: Instant | null;
  /** Whether it goes on when the client writes now. */
  readonly goesOn: boolean;
}

function stoodAt(tx: Tx, { tenant }: Place, id: string, at: Instant): Promise<Stood> {
  return tx
    .selectFrom("ticket")
    .select(["engagement_id", "story"])
    .select(versionsKey(tenant, sql.ref("ticket.engagement_id")).as("versions"))
    .where("tenant_id", "=", tenant)
    .where("ticket_id", "=", id)
    .executeTakeFirst()
    .then(async (row) => {
      const { engagement_id, story, versions: key } = found(row, "ticket");
      const versions = await termsByKey(tx, tenant, engagement_id, key);
      const { stage, mergedInto, endedAt } = read(id, logFrom(id, story), versions, at).standing;
      const terms = termsAt(versions, at);
      const goesOn = endedAt === null || terms === undefined || isReopenedInTime(endedAt, at, terms.rules);
      return { stage, mergedInto, endedAt, goesOn };
    });
}

/** To the ticket, to the one in which it goes on, or to a new one that follows it. */
async function toTicket(bringing: Bringing, seen: Seen, hint: Hint): Promise<Outcome | undefined> {
  const { claimed } = bringing;
  let { ticket, whereabouts } = seen;
  for (let count = 0; count < MERGES_MAX; count += 1) {
    const { place } = whereabouts;
    const stood = await seen.ctx.read(place, (tx) => stoodAt(tx, place, ticket, claimed.receivedAt));
    if (stood.mergedInto === undefined) return speak(bringing, { ...seen, ticket, whereabouts }, stood, hint);
    ticket = stood.mergedInto;
    whereabouts = await whereaboutsOf(seen.ctx, ticket);
  }
  return { state: "review", reason: "merged-too-often" };
}

async function speak(bringing: Bringing, seen: Seen, stood: Stood, hint: Hint): Promise<Outcome | undefined> {
  const { claimed, mail } = bringing;
  const { ticket, whereabouts } = seen;
  const { place } = whereabouts;
  const isMachine = judge(mail).nature !== "human";
  const hasEnded = stood.stage === "resolved" || stood.stage === "closed";
  if (place.side === "provider") {
    if (hint.isCall) await takeOver(seen.ctx, ticket);
    const type = hint.isInternal ? "noted" : "answered";
    return act(bringing, seen, { type, receivedAt: claimed.receivedAt });
  }
  if (stood.stage === "cancelled" || (hasEnded && !stood.goesOn)) return follow(bringing, whereabouts, ticket);
  const reopens = hasEnded && !isMachine && mayAct(seen.ctx, whereabouts, "reopened");
  // What was written before the end and read after it reopens the ticket at its end.
  const receivedAt =
    reopens && stood.endedAt !== null && stood.endedAt >= claimed.receivedAt
      ? later(stood.endedAt, 1)
      : claimed.receivedAt;
  return act(bringing, seen, { type: reopens ? "reopened" : "messaged", receivedAt });
}

/** Whoever answers a call takes it over, unless somebody has or it needs nobody any more. Repeatable. */
async function takeOver(ctx: Ctx, ticket: string): Promise<void> {
  try {
    await dutyAcknowledge(ctx, ticket);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}

async function act(
  bringing: Bringing,
  { ticket, whereabouts }: Seen,
  { type, receivedAt }: { readonly type: "messaged" | "answered" | "noted" | "reopened"; readonly receivedAt: Instant },
): Promise<undefined> {
  const { mail } = bringing;
  const parts = replyText(mail.text, { isForwarded: isForwarding(mail.subject) });
  const { text, rest } = fitting(parts.visible.trim() === "" ? mail.subject || "…" : parts.visible);
  const along: Along = async (tx, place, result) => {
    const { eventId } = result as Acted;
    const folded = [rest, parts.folded].filter((part) => part !== "").join("\n\n");
    await keepFolded(tx, place, {
      ticket,
      engagement: whereabouts.engagement,
      event: eventId,
      folded,
      now: bringing.desk.clock(),
    });
    return { ticketTenant: place.tenant, ticket, event: eventId, isLast: mail.files.length === 0 };
  };
  await ticketAct(stepOf(bringing, 0, along), ticket, { type, text, receivedAt });
  return addFiles(bringing, ticket, type === "noted");
}

/** A text as long as one may be, and what is beyond that. */
function fitting(text: string): { readonly text: string; readonly rest: string } {
  if (text.length <= TEXT_MAX) return { text, rest: "" };
  const cut = text.slice(0, TEXT_MAX - 1).toWellFormed();
  return { text: `${cut}…`, rest: text.slice(TEXT_MAX - 1) };
}

interface Folded {
  readonly ticket: string;
  readonly engagement: EngagementId;
  readonly event: string;
  readonly folded: string;
  readonly now: Instant;
}

/** What is folded is for the writer's side: a quote may repeat what was for its eyes only. */
async function keepFolded(tx: Tx, place: Place, { ticket, engagement, event, folded, now }: Folded): Promise<void> {
  if (folded === "") return;
  await tx
    .insertInto("ticket_mail")
    .values({
      tenant_id: place.tenant,
      ticket_mail_id: uuidv7({ msecs: now }),
      ticket_id: ticket,
      engagement_id: engagement,
      event_id: event,
      visible_to: place.side === "provider" ? "provider" : "client",
      kind: "folded",
      content: folded.slice(0, FOLDED_MAX).toWellFormed(),
      at: new Date(now),
    })
    .execute();
}

/** Opens a ticket where its sender can mean only one engagement. */
async function opened(
  desk: Desk,
  claimed: Claimed,
  mail: Mail,
  standings: readonly Standing[],
): Promise<Outcome | undefined> {
  const all = standings.flatMap(({ actor, engagements }) => engagements.map((engagement) => ({ actor, engagement })));
  const [only] = all;
  if (only === undefined || all.length > 1) return { state: "review", reason: "engagement-unclear" };
  if (only.engagement.side === "provider") return { state: "review", reason: "sender-of-provider" };
  return report({ desk, claimed, mail, actor: only.actor }, only.engagement.id);
}

/** A subject without what programs put before it. */
export function subjectOf({ subject, text }: Pick<Mail, "subject" | "text">): string {
  let bare = subject.replaceAll(/[\t\n\r]/g, " ").trim();
  for (let count = 0; count < 20; count += 1) {
    const next = bare.replace(/^(?:re|aw|fwd?|wg|antw|sv)\s?(?:\[\d{1,3}\])?:\s*|^\[T-\d{1,9}\]\s*/i, "");
    if (next === bare) break;
    bare = next;
  }
  const line =
    text
      .split("\n")
      .find((each) => each.trim() !== "")
      ?.trim()
      .replaceAll("\t", " ") ?? "";
  return (bare || line).slice(0, SUBJECT_MAX).toWellFormed() || "E-Mail";
}

interface ReportWish {
  readonly requester?: string;
  /** Stands above the text: who wrote it, where no account says so. */
  readonly above?: string;
  /** The ticket that this one follows. */
  readonly follows?: string;
}

async function report(bringing: Bringing, engagement: EngagementId, wish: ReportWish = {}): Promise<undefined> {
  const { claimed, mail } = bringing;
  const { requester, above, follows } = wish;
  const whole = [above, mail.text.trim()].filter((part) => part !== undefined && part !== "").join("\n\n");
  const { text, rest } = fitting(whole || subjectOf(mail));
  let ticket = "";
  const along: Along = async (tx, place, result): Promise<Noted> => {
    ticket = (result as Opened).id;
    const event = await openingOf(tx, place, ticket);
    await keepFolded(tx, place, { ticket, engagement, event, folded: rest, now: bringing.desk.clock() });
    if (follows !== undefined) await linkFollowing(tx, ctx, place, { engagement, ticket, follows });
    return { ticketTenant: place.tenant, ticket, event, isLast: mail.files.length === 0 };
  };
  const ctx = stepOf(bringing, 0, along);
  await ticketOpen(ctx, engagement, {
    kind: "incident",
    subject: subjectOf(mail),
    text,
    channel: "mail",
    receivedAt: claimed.receivedAt,
    ...(requester !== undefined && { requesterId: requester }),
  });
  return addFiles(bringing, ticket, false);
}

const openingOf = async (tx: Tx, { tenant }: Place, ticket: string): Promise<string> => {
  const { event_id } = await tx
    .selectFrom("event")
    .select("event_id")
    .where("tenant_id", "=", tenant)
    .where("subject_id", "=", ticket)
    .where("type", "=", "ticket.opened")
    .executeTakeFirstOrThrow();
  return event_id;
};

/** A new ticket after one that has ended for good. */
const follow = (bringing: Bringing, { engagement }: Whereabouts, follows: string): Promise<undefined> =>
  report(bringing, engagement, { follows });

async function linkFollowing(
  tx: Tx,
  ctx: Ctx,
  place: Place,
  {
    engagement,
    ticket,
    follows,
  }: { readonly engagement: EngagementId; readonly ticket: string; readonly follows: string },
): Promise<void> {
  const { number } = await tx
    .selectFrom("ticket")
    .select("number")
    .where("tenant_id", "=", place.tenant)
    .where("ticket_id", "=", follows)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("ticket_link")
    .values({
      tenant_id: place.tenant,
      engagement_id: engagement,
      ticket_id: ticket,
      other_id: follows,
      kind: "follow-up",
    })
    .execute();
  await record(tx, ctx, place, {
    ...factFor("ticket.linked", ticket, engagement, "both"),
    facts: { kind: "follow-up", other: follows, otherNumber: number },
  });
}

/** The act is done, by whoever of the standings did it; files may be missing. */
async function goOn(bringing: Bringing, standings: readonly Standing[]): Promise<undefined> {
  const ticket = bringing.claimed.ticket!;
  const seen = await seenBy(bringing.desk, standings, { by: "message", ticket, isInternal: false });
  const isInternal = await wasNoted(bringing);
  return addFiles({ ...bringing, actor: seen?.ctx.actor ?? bringing.actor }, ticket, isInternal);
}

/** Whether the mail became a note, so that its files are for the same eyes. */
const wasNoted = async ({ desk, claimed }: Bringing): Promise<boolean> =>
  (await inScope(desk.db, { scope: "mail" }, { readOnly: true }, (tx) =>
    tx
      .selectFrom("mail_in as m")
      .innerJoin("event as e", (join) =>
        join.onRef("e.tenant_id", "=", "m.ticket_tenant").onRef("e.event_id", "=", "m.event_id"),
      )
      .select("e.type")
      .where("m.tenant_id", "=", claimed.tenant)
      .where("m.mail_id", "=", claimed.id)
      .where("e.type", "=", "ticket.noted")
      .executeTakeFirst(),
  )) !== undefined;

/** In the name of whoever decided, for whom they named. */
async function asDecided(desk: Desk, claimed: Claimed, mail: Mail): Promise<Outcome | undefined> {
  const { decidedBy, tenant, engagement, requester, ticket } = claimed;
  const standing = await deciderOf(desk.db, decidedBy!, tenant, engagement!);
  if (standing === undefined) return { state: "review", reason: "decider-gone" };
  const bringing = { desk, claimed, mail, actor: standing.actor };
  if (ticket !== null) return goOn(bringing, [standing]);
  const { from } = mail;
  const above = from === undefined ? undefined : `${from.name} <${from.address}>`.trim();
  return report(bringing, engagement as EngagementId, {
    ...(requester !== null && { requester }),
    ...(above !== undefined && { above }),
  });
}

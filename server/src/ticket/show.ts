/** Opening a ticket: its conversation, its clocks explained, and what the actor may do. */
import type { Instant } from "@handschlag/engine/instant.ts";
import { sql, type RawBuilder } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Coverage } from "@handschlag/engine/contract/coverage.ts";
import type { ClockReading } from "@handschlag/engine/ticket/clock.ts";
import type { TicketEvent } from "@handschlag/engine/ticket/event.ts";
import { explainClock } from "@handschlag/engine/ticket/explain.ts";
import { actsOf, holdingsOf, type Act, type Holder } from "@handschlag/engine/ticket/standing.ts";
import type { NoClock } from "@handschlag/engine/ticket/ticket.ts";
import { sentenceOf } from "@handschlag/engine/ticket/wording.ts";
import { namesOf } from "../company/names.ts";
import { termsByKey, versionsKey } from "../contract/terms-book.ts";
import type { Ctx, Place } from "../context.ts";
import type { TenantId, Tx } from "../db/tenant.ts";
import { answersTo } from "../db/together.ts";
import { hasEnded, readUntil } from "../engagement/requirement.ts";
import { found } from "../problem.ts";
import { mayAct } from "./act.ts";
import { chargesOf } from "./charges.ts";
import { logFrom, type TicketBodyOfEvent } from "./events.ts";
import type { QueueRow } from "./list.ts";
import { read, termsAt, toldUntil } from "./reading.ts";
import { concerns, whereaboutsOf, type Whereabouts } from "./whereabouts.ts";

interface EventRow {
  readonly body: string;
  readonly hash: Buffer;
  readonly personal: string | null;
}

const holderOf = ({ side }: Place): Holder => (side === "provider" ? "provider" : "client");

/** A ticket with all that its page shows, as rows; the routes put it into words of the wire. */
export type Shown = Awaited<ReturnType<typeof shownAt>>;

/** A ticket. 404 when the actor may not know of it. */
export async function ticketShow(ctx: Ctx, id: string) {
  const whereabouts = await whereaboutsOf(ctx, id);
  return ctx.read(whereabouts.place, (tx) => shownAt(tx, ctx, whereabouts, id));
}

async function shownAt(tx: Tx, ctx: Ctx, whereabouts: Whereabouts, id: string) {
  const { place, reach } = whereabouts;
  const { tenant } = place;
  const seen = reach === "everybody" ? undefined : concerns(ctx.actor.kind === "person" ? ctx.actor.id : null);
  const [[ticketRow], rows, links] = await answersTo(tx, [
    ticketOf(tx, tenant, id),
    eventsOf(tx, tenant, id),
    linksOf(tx, tenant, id, seen),
  ]);
  const row = found(ticketRow, "ticket");
  const bodies = rows.map(({ body }) => JSON.parse(body) as TicketBodyOfEvent);
  const versions = await termsByKey(tx, tenant, row.engagement_id, row.versions);
  const log = logFrom(id, row.story);
  const now = toldUntil(log, readUntil(ctx.now, { endedAt: row.engagement_ended_at }));
  const ticket = read(id, log, versions, now);
  const terms = termsAt(versions, now);
  const zone = terms?.document.timeZone ?? "Europe/Berlin";
  const holdings = holdingsOf(log.events, now);
  const named = [...peopleIn(bodies, holdings, row), row.requester_id, row.assignee_id];
  const { mergedInto } = ticket.standing;
  const people = await namesOf(tx, named);
  const target = mergedInto === undefined ? undefined : await targetOf(tx, tenant, mergedInto, seen);
  const words = (clock: ClockReading) => worded(clock, now, zone);
  return {
    row: row as typeof row & QueueRow & { readonly coverage: KeptCoverage },
    charges: chargesOf(row.times, row.service, versions),
    zone,
    now,
    terms,
    standing: ticket.standing,
    readings: ticket.reading.clocks.map(words),
    ifUpheld: ticket.reading.ifUpheld?.map(words) ?? null,
    noClock: ticket.reading.noClock.map(noClockOf),
    exclusions: exclusionsOf(log.events),
    objections: objectionsByEvent(log.events, rows, bodies),
    holdings,
    entries: rows.map(({ hash, personal }, index) => ({ body: bodies[index]!, hash, personal })),
    people,
    companies: new Map([
      [tenant as string, row.client_name],
      [row.provider_id, row.provider_name],
    ]),
    links,
    target,
    acts: hasEnded({ endedAt: row.engagement_ended_at }, ctx.now) ? [] : actsFor(ctx, whereabouts, ticket.standing),
    side: holderOf(place),
  };
}

/** An answer as it was kept; those of before there were prices have none. */
type KeptCoverage = Omit<Coverage, "price"> & Partial<Pick<Coverage, "price">>;

interface Involving {
  readonly times: readonly { readonly person_id: string }[];
  readonly steps: readonly { readonly owner_id: string | null }[];
  readonly participants: readonly { readonly person_id: string }[];
}

/** Everybody of whom a ticket tells, by their ids. */
const peopleIn = (
  bodies: readonly TicketBodyOfEvent[],
  holdings: ReturnType<typeof holdingsOf>,
  { times, steps, participants }: Involving,
): readonly (string | null)[] => [
  ...bodies.map(({ by }) => (by.kind === "person" ? by.id : null)),
  ...bodies.map(({ facts: { person } }) => (typeof person === "string" ? person : null)),
  ...holdings.map(({ assignedTo }) => assignedTo ?? null),
  ...[...times, ...participants].map(({ person_id }) => person_id),
  ...steps.map(({ owner_id }) => owner_id),
];

/** The ticket's row with what hangs on it beside its events: files, times, steps, and who reads it along. */
const ticketOf = (tx: Tx, tenant: TenantId, id: string) =>
  tx
    .selectFrom("ticket as t")
    .innerJoin("engagement as e", (join) =>
      join.onRef("e.tenant_id", "=", "t.tenant_id").onRef("e.engagement_id", "=", "t.engagement_id"),
    )
    .innerJoin("company as c", "c.id", "t.tenant_id")
    .innerJoin("company as p", "p.id", "e.provider_id")
    .selectAll("t")
    .select(["e.name as engagement_name", "e.ended_at as engagement_ended_at", "c.name as client_name"])
    .select(["e.provider_id", "p.name as provider_name"])
    .select((row) => [
      versionsKey(tenant, sql.ref("t.engagement_id")).as("versions"),
      jsonArrayFrom(
        row
          .selectFrom("attachment as a")
          .select(["a.attachment_id", "a.name", "a.media_type", "a.size_bytes", "a.visible_to", "a.event_id"])
          .whereRef("a.tenant_id", "=", "t.tenant_id")
          .whereRef("a.ticket_id", "=", "t.ticket_id")
          .orderBy("a.attachment_id"),
      ).as("attachments"),
      jsonArrayFrom(
        row
          .selectFrom("time_record as r")
          .select(["r.record_id", "r.person_id", "r.day", "r.minutes", "r.chargeable", "r.note", "r.visible_to"])
          .whereRef("r.tenant_id", "=", "t.tenant_id")
          .whereRef("r.ticket_id", "=", "t.ticket_id")
          .orderBy("r.day")
          .orderBy("r.record_id"),
      ).as("times"),
      jsonArrayFrom(
        row
          .selectFrom("ticket_step as s")
          .select(["s.step_id", "s.title", "s.owner_id", "s.due_on", "s.done_at", "s.visible_to"])
          .whereRef("s.tenant_id", "=", "t.tenant_id")
          .whereRef("s.ticket_id", "=", "t.ticket_id")
          .orderBy("s.position"),
      ).as("steps"),
      jsonArrayFrom(
        row
          .selectFrom("ticket_participant as w")
          .select(["w.person_id", "w.side"])
          .whereRef("w.tenant_id", "=", "t.tenant_id")
          .whereRef("w.ticket_id", "=", "t.ticket_id")
          .orderBy("w.added_at")
          .orderBy("w.person_id"),
      ).as("participants"),
    ])
    .where("t.tenant_id", "=", tenant)
    .where("t.ticket_id", "=", id);

const eventsOf = (tx: Tx, tenant: TenantId, id: string) =>
  tx
    .selectFrom("event as e")
    .leftJoin("event_personal as p", (join) =>
      join.onRef("p.tenant_id", "=", "e.tenant_id").onRef("p.event_id", "=", "e.event_id"),
    )
    .select(["e.body", "e.hash", "p.content as personal"])
    .where("e.tenant_id", "=", tenant)
    .where("e.subject_id", "=", id)
    .orderBy("e.recorded_at")
    .orderBy("e.event_id");

/** Links to other tickets, of which only those count that `seen` lets through. */
const linksOf = (tx: Tx, tenant: TenantId, id: string, seen: RawBuilder<boolean> | undefined) =>
  tx
    .selectFrom("ticket_link as l")
    .innerJoin("ticket as t", (join) =>
      join
        .onRef("t.tenant_id", "=", "l.tenant_id")
        .on((on) =>
          on.or([
            on.and([on("l.ticket_id", "=", id), on("t.ticket_id", "=", on.ref("l.other_id"))]),
            on.and([on("l.other_id", "=", id), on("t.ticket_id", "=", on.ref("l.ticket_id"))]),
          ]),
        ),
    )
    .select(["l.kind", "l.ticket_id as from_id", "t.ticket_id", "t.number", "t.subject", "t.stage"])
    .where("l.tenant_id", "=", tenant)
    .where((row) => row.or([row("l.ticket_id", "=", id), row("l.other_id", "=", id)]))
    .$if(seen !== undefined, (query) => query.where(seen!))
    .orderBy("t.number");

/** The ticket into which another was merged, if `seen` lets it through. */
const targetOf = (tx: Tx, tenant: TenantId, id: string, seen: RawBuilder<boolean> | undefined) =>
  tx
    .selectFrom("ticket as t")
    .select(["t.ticket_id", "t.number"])
    .where("t.tenant_id", "=", tenant)
    .where("t.ticket_id", "=", id)
    .$if(seen !== undefined, (query) => query.where(seen!))
    .executeTakeFirst();

/** A clock with its intervals and its sentence in both languages. */
function worded(clock: ClockReading, now: Instant, zone: string) {
  return {
    clock,
    intervals: explainClock(clock, now),
    sentence: { de: sentenceOf(clock, now, "de", zone), en: sentenceOf(clock, now, "en", zone) },
  };
}

function noClockOf(reason: NoClock) {
  const level = reason.kind === "nothing-promised" ? reason.level : null;
  const detail =
    reason.kind === "nothing-promised"
      ? reason.priority
      : reason.kind === "service-unknown" || reason.kind === "service-without-level"
        ? (reason.service ?? null)
        : reason.kind === "priority-unknown"
          ? (reason.priority ?? null)
          : null;
  return { kind: reason.kind, level, detail };
}

/** Exclusions, each once: a proposal that was agreed to is shown as agreed. */
function exclusionsOf(events: readonly TicketEvent[]) {
  const byMeaning = new Map<string, TicketEvent>();
  for (const event of events)
    if (event.type === "excluded") byMeaning.set(`${event.level ?? ""} ${event.reason ?? ""}`, event);
  return [...byMeaning.values()].map(({ id, level, reason, at, consent = [] }) => {
    const agreed = consent.includes("client") && consent.includes("provider");
    const proposedBy = agreed ? null : consent.includes("client") ? ("client" as const) : ("provider" as const);
    return { level: level ?? null, reason: reason ?? null, at, agreed, proposedBy, eventId: id ?? null };
  });
}

interface Objection {
  readonly state: "open" | "upheld" | "rejected";
  readonly by: Holder;
  readonly text: string | null;
}

/** The last word on each event that somebody objected to. */
function objectionsByEvent(
  events: readonly TicketEvent[],
  rows: readonly EventRow[],
  bodies: readonly TicketBodyOfEvent[],
): ReadonlyMap<string, Objection> {
  const textById = new Map(bodies.map(({ id }, index) => [id, textOf(rows[index]!.personal)]));
  const objections = new Map<string, Objection>();
  for (const { type, event, id, by, outcome } of events) {
    if (typeof event !== "string") continue;
    const before = objections.get(event);
    if (type === "objected") {
      const side = by === "provider" ? "provider" : "client";
      objections.set(event, { state: "open", by: side, text: textById.get(id ?? "") ?? null });
    } else if (type === "settled" && before !== undefined)
      objections.set(event, { ...before, state: outcome ?? "rejected" });
  }
  return objections;
}

/** The text that somebody wrote, out of what is kept beside an event; `null` when there is none or it was erased. */
export function textOf(personal: string | null): string | null {
  const text = personal === null ? undefined : (JSON.parse(personal) as { text?: unknown }).text;
  return typeof text === "string" ? text : null;
}

const actsFor = (ctx: Ctx, whereabouts: Whereabouts, standing: Parameters<typeof actsOf>[1]): readonly Act[] =>
  actsOf(holderOf(whereabouts.place), standing).filter((act) => mayAct(ctx, whereabouts, act));

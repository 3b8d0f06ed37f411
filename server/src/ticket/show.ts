/** Opening a ticket: its conversation, its clocks explained, and what the actor may do. */
import type { Instant } from "@handschlag/engine/instant.ts";
import { sql, type RawBuilder } from "kysely";
import type { Coverage } from "@handschlag/engine/contract/coverage.ts";
import type { ClockReading } from "@handschlag/engine/ticket/clock.ts";
import type { TicketEvent } from "@handschlag/engine/ticket/event.ts";
import { explainClock } from "@handschlag/engine/ticket/explain.ts";
import { actsOf, holdingsOf, type Act, type Holder } from "@handschlag/engine/ticket/standing.ts";
import type { NoClock } from "@handschlag/engine/ticket/ticket.ts";
import { sentenceOf } from "@handschlag/engine/ticket/wording.ts";
import { termsFor } from "../contract/terms-book.ts";
import type { Ctx, Place } from "../context.ts";
import type { TenantId, Tx } from "../db/tenant.ts";
import { hasEnded, readUntil } from "../engagement/requirement.ts";
import { found } from "../problem.ts";
import { mayAct } from "./act.ts";
import { logFrom, type TicketBodyOfEvent } from "./events.ts";
import { namesOf, type QueueRow } from "./list.ts";
import { read, termsAt, toldUntil } from "./reading.ts";
import { concerns, whereaboutsOf, type Whereabouts } from "./whereabouts.ts";

interface Participating {
  readonly person_id: string;
  readonly side: string;
}

/** Who reads ticket `t` of a query along, without a question of its own to the database. */
const PARTICIPANTS = sql<readonly Participating[]>`(
  select coalesce(json_agg(json_build_object('person_id', p.person_id, 'side', p.side) order by p.added_at, p.person_id), '[]')
  from ticket_participant p where p.tenant_id = t.tenant_id and p.ticket_id = t.ticket_id)`;

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
  const row = found(
    await tx
      .selectFrom("ticket as t")
      .innerJoin("engagement as e", (join) =>
        join.onRef("e.tenant_id", "=", "t.tenant_id").onRef("e.engagement_id", "=", "t.engagement_id"),
      )
      .innerJoin("company as c", "c.id", "t.tenant_id")
      .selectAll("t")
      .select(["e.name as engagement_name", "e.ended_at as engagement_ended_at", "c.name as client_name"])
      .select(PARTICIPANTS.as("participants"))
      .where("t.tenant_id", "=", tenant)
      .where("t.ticket_id", "=", id)
      .executeTakeFirst(),
    "ticket",
  );
  const rows = await eventsOf(tx, tenant, id);
  const bodies = rows.map(({ body }) => JSON.parse(body) as TicketBodyOfEvent);
  const versions = await termsFor(tx, tenant, row.engagement_id);
  const log = logFrom(id, row.story);
  const now = toldUntil(log, readUntil(ctx.now, { endedAt: row.engagement_ended_at }));
  const ticket = read(id, log, versions, now);
  const terms = termsAt(versions, now);
  const zone = terms?.document.timeZone ?? "Europe/Berlin";
  const me = ctx.actor.kind === "person" ? ctx.actor.id : null;
  const extras = await extrasOf(
    tx,
    tenant,
    id,
    ticket.standing.mergedInto,
    reach === "everybody" ? undefined : concerns(me),
  );
  const holdings = holdingsOf(log.events, now);
  const people = await namesOf(tx, [...peopleIn(bodies, holdings, extras, row), row.requester_id, row.assignee_id]);
  const companies = await companiesOf(tx, bodies);
  const words = (clock: ClockReading) => worded(clock, now, zone);
  return {
    row: row as typeof row & QueueRow & { readonly coverage: Coverage },
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
    companies,
    ...extras,
    acts: hasEnded({ endedAt: row.engagement_ended_at }, ctx.now) ? [] : actsFor(ctx, whereabouts, ticket.standing),
    side: holderOf(place),
  };
}

/** Everybody of whom a ticket tells, by their ids. */
const peopleIn = (
  bodies: readonly TicketBodyOfEvent[],
  holdings: ReturnType<typeof holdingsOf>,
  { times, steps }: Awaited<ReturnType<typeof extrasOf>>,
  { participants }: { readonly participants: readonly Participating[] },
): readonly (string | null)[] => [
  ...bodies.map(({ by }) => (by.kind === "person" ? by.id : null)),
  ...bodies.map(({ facts: { person } }) => (typeof person === "string" ? person : null)),
  ...holdings.map(({ assignedTo }) => assignedTo ?? null),
  ...[...times, ...participants].map(({ person_id }) => person_id),
  ...steps.map(({ owner_id }) => owner_id),
];

const eventsOf = (tx: Tx, tenant: TenantId, id: string): Promise<EventRow[]> =>
  tx
    .selectFrom("event as e")
    .leftJoin("event_personal as p", (join) =>
      join.onRef("p.tenant_id", "=", "e.tenant_id").onRef("p.event_id", "=", "e.event_id"),
    )
    .select(["e.body", "e.hash", "p.content as personal"])
    .where("e.tenant_id", "=", tenant)
    .where("e.subject_id", "=", id)
    .orderBy("e.recorded_at")
    .orderBy("e.event_id")
    .execute();

/** What hangs on a ticket beside its events. Of other tickets only those that `seen` lets through. */
async function extrasOf(
  tx: Tx,
  tenant: TenantId,
  id: string,
  mergedInto: string | undefined,
  seen: RawBuilder<boolean> | undefined,
) {
  const of = { tenant_id: tenant, ticket_id: id } as const;
  const attachments = await tx
    .selectFrom("attachment")
    .select(["attachment_id", "name", "media_type", "size_bytes", "visible_to", "event_id"])
    .where((row) => row.and(of))
    .orderBy("attachment_id")
    .execute();
  const times = await tx
    .selectFrom("time_record")
    .selectAll()
    .where((row) => row.and(of))
    .orderBy("day")
    .orderBy("record_id")
    .execute();
  const steps = await tx
    .selectFrom("ticket_step")
    .selectAll()
    .where((row) => row.and(of))
    .orderBy("position")
    .execute();
  const links = await tx
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
    .orderBy("t.number")
    .execute();
  const target =
    mergedInto === undefined
      ? undefined
      : await tx
          .selectFrom("ticket as t")
          .select(["t.ticket_id", "t.number"])
          .where("t.tenant_id", "=", tenant)
          .where("t.ticket_id", "=", mergedInto)
          .$if(seen !== undefined, (query) => query.where(seen!))
          .executeTakeFirst();
  return { attachments, times, steps, links, target };
}

async function companiesOf(tx: Tx, bodies: readonly TicketBodyOfEvent[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(bodies.flatMap(({ by }) => (by.company === null ? [] : [by.company])))];
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom("company").select(["id", "name"]).where("id", "in", ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

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

/** Tickets in the words of the wire. */
import type { z } from "zod";
import type { TicketBody, TicketRow, Tickets } from "@handschlag/api/ticket.ts";
import type { Coverage } from "@handschlag/engine/contract/coverage.ts";
import { NEVER, type BriefClock } from "./reading.ts";
import type { Queue, QueueRow } from "./list.ts";
import { textOf, type Shown } from "./show.ts";

type Row = z.input<typeof TicketRow>;
type Person = { readonly id: string; readonly name: string | null } | null;

const iso = (at: Date | number | string): string => new Date(at).toISOString();
const isoOrNull = (at: Date | number | string | null | undefined): string | null =>
  at === null || at === undefined || at === NEVER ? null : iso(at);
const personOf = (id: string | null, names: ReadonlyMap<string, string>): Person =>
  id === null ? null : { id, name: names.get(id) ?? null };

function briefOf({ level, state, deadline, open, targetMs, elapsedMs }: BriefClock): Row["clocks"][number] {
  const share = targetMs === 0 ? 1 : Math.round((elapsedMs / targetMs) * 1_000) / 1_000;
  return { level, state, deadline, open, share };
}

function rowOf(
  row: QueueRow,
  people: ReadonlyMap<string, string>,
  engagement: { readonly name: string; readonly client: string },
): Row {
  return {
    id: row.ticket_id,
    number: row.number,
    engagement: { id: row.engagement_id, name: engagement.name },
    client: engagement.client,
    kind: row.kind as Row["kind"],
    subject: row.subject,
    service: row.service,
    serviceName: row.coverage.service?.name ?? null,
    category: row.category,
    asset: row.asset,
    priority: row.priority,
    stage: row.stage as Row["stage"],
    awaiting: row.awaiting as Row["awaiting"],
    requester: personOf(row.requester_id, people),
    assignee: personOf(row.assignee_id, people),
    coverage: row.coverage.kind as Coverage["kind"],
    disputed: row.disputed,
    clocks: (row.clocks as readonly BriefClock[]).map(briefOf),
    openedAt: iso(row.opened_at),
    changedAt: iso(row.changed_at),
    endedAt: isoOrNull(row.ended_at),
    dueAt: isoOrNull(row.due_at),
  };
}

export const queueBody = ({ rows, next, people, engagements }: Queue, now: number): z.input<typeof Tickets> => ({
  items: rows.map((row) => rowOf(row, people, engagements.get(row.engagement_id) ?? { name: "", client: "" })),
  next,
  readAt: iso(now),
});

type Clock = z.input<typeof TicketBody>["readings"][number];

function clockOf({ clock, intervals, sentence }: Shown["readings"][number]): Clock {
  const { regime, course } = clock;
  return {
    level: clock.level,
    life: course.life,
    cycle: course.cycle,
    state: clock.state,
    outsideHours: clock.outsideHours,
    priority: regime.priority,
    service: regime.service,
    targetText: regime.promised.text,
    targetMs: clock.targetMs,
    calendarName: regime.promised.calendarName,
    contractVersion: regime.terms.document.version,
    startedAt: iso(clock.startedAt),
    deadline: isoOrNull(clock.deadline),
    stoppedAt: isoOrNull(clock.stoppedAt),
    elapsedMs: clock.elapsedMs,
    pausedMs: clock.pausedMs,
    breachedAt: isoOrNull(clock.breachedAt),
    marginMs: clock.marginMs,
    sentence,
    intervals: intervals.map(({ from, to, why, counts, countedMs, ahead, event }) => ({
      from: iso(from),
      to: iso(to),
      why,
      counts,
      countedMs: Math.round(countedMs),
      ahead,
      eventId: event?.id ?? null,
    })),
  };
}

type Entries = z.input<typeof TicketBody>["entries"];

const entriesOf = ({ entries, people, companies, objections }: Shown): Entries =>
  entries.map(({ body, hash, personal }) => ({
    id: body.id,
    type: body.type,
    at: body.at,
    recordedAt: body.recordedAt,
    visibleTo: body.visibleTo,
    actor: {
      kind: body.by.kind,
      id: body.by.id,
      name: body.by.id === null ? null : (people.get(body.by.id) ?? null),
      company: body.by.company === null ? null : (companies.get(body.by.company) ?? null),
      side: body.by.side,
    },
    facts: body.facts,
    text: textOf(personal),
    hash: hash.toString("hex"),
    objection: objections.get(body.id) ?? null,
  }));

/** A ticket as its page gets it. */
export function ticketBody(shown: Shown): z.input<typeof TicketBody> {
  const { row, standing, people } = shown;
  return {
    ...rowOf(row, people, { name: row.engagement_name, client: row.client_name }),
    impact: row.impact,
    urgency: row.urgency,
    channel: row.channel,
    // Answers of before there were prices have none.
    coverageAnswer: { ...row.coverage, price: row.coverage.price ?? null },
    charges: [...shown.charges],
    timeZone: shown.zone,
    side: shown.side,
    pause: standing.pause === null ? null : { reason: standing.pause.reason, since: iso(standing.pause.since) },
    mergedInto: shown.target === undefined ? null : { id: shown.target.ticket_id, number: shown.target.number },
    readAt: iso(shown.now),
    readings: shown.readings.map(clockOf),
    ifUpheld: shown.ifUpheld?.map(clockOf) ?? null,
    noClock: shown.noClock,
    exclusions: shown.exclusions.map((exclusion) => ({ ...exclusion, at: iso(exclusion.at) })),
    holdings: shown.holdings.map(({ from, to, holder, assignedTo }) => ({
      from: iso(from),
      to: iso(to),
      holder,
      assignee: personOf(assignedTo ?? null, people),
    })),
    entries: entriesOf(shown),
    ...extrasOf(shown),
    acts: [...shown.acts],
    pauseReasons: (shown.terms?.rules.pauses ?? []).map(({ reason, description }) => ({
      reason,
      description: description ?? null,
    })),
  };
}

type Body = z.input<typeof TicketBody>;

function extrasOf({ row, links, people }: Shown) {
  const { attachments, times, steps } = row;
  return {
    participants: row.participants.map(({ person_id, side }) => ({
      person: { id: person_id, name: people.get(person_id) ?? null },
      side: side as Body["side"],
    })),
    attachments: attachments.map((each) => ({
      id: each.attachment_id,
      name: each.name,
      mediaType: each.media_type,
      sizeBytes: each.size_bytes,
      visibleTo: each.visible_to as Body["attachments"][number]["visibleTo"],
      eventId: each.event_id,
    })),
    times: times.map((each) => ({
      id: each.record_id,
      person: { id: each.person_id, name: people.get(each.person_id) ?? null },
      day: each.day,
      minutes: each.minutes,
      chargeable: each.chargeable,
      note: each.note,
      visibleTo: each.visible_to as Body["times"][number]["visibleTo"],
    })),
    steps: steps.map((each) => ({
      id: each.step_id,
      title: each.title,
      owner: personOf(each.owner_id, people),
      dueOn: each.due_on,
      doneAt: isoOrNull(each.done_at),
      visibleTo: each.visible_to as Body["steps"][number]["visibleTo"],
    })),
    links: links.map((each) => ({
      kind: each.kind as Body["links"][number]["kind"],
      direction: each.from_id === row.ticket_id ? ("to" as const) : ("from" as const),
      ticket: {
        id: each.ticket_id,
        number: each.number,
        subject: each.subject,
        stage: each.stage as Body["stage"],
      },
    })),
  };
}

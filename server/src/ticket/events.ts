/** What happened to a ticket, as the log keeps it and as the engine reads it. */
import type { Instant } from "@handschlag/engine/instant.ts";
import { EVENT_TYPES, type Side, type TicketEvent } from "@handschlag/engine/ticket/event.ts";
import type { Absorbed } from "@handschlag/engine/ticket/ticket.ts";
import type { TenantId, Tx } from "../db/tenant.ts";
import type { Fact } from "../event/record.ts";

/** An event's body, as far as tickets are concerned. */
export interface TicketBodyOfEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly at: string;
  readonly recordedAt: string;
  readonly visibleTo: "both" | "client" | "provider";
  readonly by: {
    readonly kind: "person" | "key" | "system";
    readonly id: string | null;
    readonly company: string | null;
    readonly side: "client" | "provider" | "company" | "system";
  };
  readonly facts: Readonly<Record<string, unknown>>;
}

const PREFIX = "ticket.";
const types: ReadonlySet<string> = new Set(EVENT_TYPES);
/** Facts that the engine knows; others are the server's own. */
const FACTS = [
  "service",
  "impact",
  "urgency",
  "priority",
  "channel",
  "automatic",
  "workaround",
  "reason",
  "to",
  "into",
  "event",
  "outcome",
  "level",
  "consent",
] as const;

/** The engine's event of a body; `undefined` where clocks are not concerned. */
export function ticketEventOf(body: TicketBodyOfEvent): TicketEvent | undefined {
  const { subject, id, at, recordedAt, facts, by, type } = body;
  // What was imported says itself whose act it was.
  const side = (facts["by"] as Side | undefined) ?? (by.side === "company" ? "client" : by.side);
  const times = { at: Date.parse(at) as Instant, recordedAt: Date.parse(recordedAt) as Instant };
  return eventOf(subject, id, type, side, times, facts);
}

function eventOf(
  ticket: string,
  id: string,
  fullType: string,
  by: Side,
  { at, recordedAt }: { readonly at: Instant; readonly recordedAt: Instant },
  facts: Readonly<Record<string, unknown>>,
): TicketEvent | undefined {
  const type = fullType.slice(PREFIX.length);
  // A note moves no clock, and is not for both sides' eyes.
  if (!fullType.startsWith(PREFIX) || !types.has(type) || type === "noted") return undefined;
  const event: Record<string, unknown> = { ticket, id, at, recordedAt, by, type };
  for (const name of FACTS) {
    const value = facts[name];
    if (value !== undefined && value !== null) event[name] = value;
  }
  return event as unknown as TicketEvent;
}

/** A ticket's events in the order of recording. */
export interface TicketLog {
  readonly events: readonly TicketEvent[];
  /** Tickets that were merged into it. */
  readonly absorbed: readonly Absorbed[];
  /** Warnings and breaches that were recorded: level, life, cycle and share. */
  readonly noticed: ReadonlySet<string>;
  /** When the ticket was imported: what fell due before, in another tool, is told to nobody. */
  readonly importedAt?: Instant | undefined;
}

export const noticeKey = (level: unknown, life: unknown, cycle: unknown, share: unknown): string =>
  `${String(level)} ${String(life)} ${String(cycle)} ${String(share)}`;

/** Reads the log out of bodies in the order of recording. */
export function logOf(bodies: readonly TicketBodyOfEvent[]): TicketLog {
  const events: TicketEvent[] = [];
  const absorbed: Absorbed[] = [];
  const noticed = new Set<string>();
  let importedAt: Instant | undefined;
  for (const body of bodies) {
    const event = ticketEventOf(body);
    const { facts } = body;
    if (facts["imported"] === true) importedAt = Date.parse(body.recordedAt) as Instant;
    if (event !== undefined) events.push(event);
    else if (body.type === "ticket.absorbed")
      absorbed.push({
        ticket: String(facts["from"]),
        mergedAt: Date.parse(body.at) as Instant,
        openedAt: Date.parse(String(facts["openedAt"])) as Instant,
      });
    else if (body.type === "ticket.warned" || body.type === "ticket.breached")
      noticed.add(noticeKey(facts["level"], facts["life"], facts["cycle"], facts["share"]));
  }
  return { events, absorbed, noticed, importedAt };
}

export const NO_LOG: TicketLog = { events: [], absorbed: [], noticed: new Set() };

/** The log after one more fact was recorded. */
export function withFact(
  log: TicketLog,
  ticket: string,
  { type, at, facts = {} }: Fact,
  { id, recordedAt, by }: { readonly id: string; readonly recordedAt: Instant; readonly by: Side },
): TicketLog {
  const body = { id, type, subject: ticket, facts, by: { kind: "system", id: null, company: null, side: by } } as const;
  const iso = (instant: number) => new Date(instant).toISOString();
  const one = logOf([
    { ...body, at: iso(at ?? recordedAt), recordedAt: iso(recordedAt), visibleTo: "both" } as TicketBodyOfEvent,
  ]);
  return {
    ...log,
    events: [...log.events, ...one.events],
    absorbed: [...log.absorbed, ...one.absorbed],
    noticed: new Set([...log.noticed, ...one.noticed]),
  };
}

/** A log as a ticket's row keeps it. */
export const storyOf = ({ events, absorbed, noticed, importedAt }: TicketLog): string =>
  JSON.stringify({
    // The row knows the ticket; what was entered at once, or came with the import, needs no second time.
    events: events.map((event) => ({
      ...event,
      ticket: undefined,
      recordedAt: event.recordedAt === (importedAt ?? event.at) ? undefined : event.recordedAt,
    })),
    ...(absorbed.length > 0 && { absorbed }),
    ...(noticed.size > 0 && { noticed: [...noticed] }),
    ...(importedAt !== undefined && { importedAt }),
  });

interface Story {
  readonly events: readonly EventOfStory[];
  readonly absorbed?: readonly Absorbed[];
  readonly noticed?: readonly string[];
  readonly importedAt?: Instant;
}

type EventOfStory = { -readonly [Name in keyof TicketEvent]: TicketEvent[Name] };

/** The log that a row keeps. */
export function logFrom(ticket: string, story: string): TicketLog {
  const { events, absorbed = NO_LOG.absorbed, noticed, importedAt } = JSON.parse(story) as Story;
  // What was parsed belongs to nobody else yet. Copies would make reports over all tickets half as fast.
  for (const event of events) {
    event.ticket = ticket;
    event.recordedAt ??= importedAt ?? event.at;
  }
  return { events, absorbed, noticed: noticed === undefined ? NO_LOG.noticed : new Set(noticed), importedAt };
}

/** The logs of tickets, by their ids. What the other side keeps to itself is not seen, and moves no clock. */
export async function logsFor(tx: Tx, tenant: TenantId, ids: readonly string[]): Promise<Map<string, TicketLog>> {
  const rows = await tx
    .selectFrom("event")
    .select("body")
    .where("tenant_id", "=", tenant)
    .where("subject_id", "in", ids)
    .orderBy("recorded_at")
    .orderBy("event_id")
    .execute();
  const bodies = new Map<string, TicketBodyOfEvent[]>();
  for (const { body } of rows) {
    const parsed = JSON.parse(body) as TicketBodyOfEvent;
    const list = bodies.get(parsed.subject);
    if (list === undefined) bodies.set(parsed.subject, [parsed]);
    else list.push(parsed);
  }
  return new Map([...bodies].map(([id, list]) => [id, logOf(list)]));
}

/** What is written of an imported ticket: its events, its row, its words. Source: docs/rules/log-mappings.md §8. */
import { createHash } from "node:crypto";
import { coverageOf } from "@handschlag/engine/contract/coverage.ts";
import type { Terms } from "@handschlag/engine/contract/terms.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { TicketEvent } from "@handschlag/engine/ticket/event.ts";
import type { EngagementId, TenantId } from "../db/tenant.ts";
import type { Fact } from "../event/record.ts";
import { logOf, storyOf, type TicketBodyOfEvent } from "./events.ts";
import type { LoggedTicket } from "./import-log.ts";
import { columnsOf, NEVER, read, termsAt } from "./reading.ts";

const SUBJECT_LENGTH_MAX = 300;
const KIND = "incident";
const CHANNELS: ReadonlySet<string> = new Set(["web", "phone", "mail", "api", "monitor", "in-person"]);

/** Where an import writes, and what it knows there. */
export interface Target {
  readonly tenant: TenantId;
  readonly engagement: EngagementId;
  readonly versions: readonly Terms[];
  /** People of the provider by their names. */
  readonly people: ReadonlyMap<string, string>;
}

/**
 * The id of an imported ticket: made of when it was opened and its name in the other tool, so that it is known before the
 * ticket is there, and the same whenever the file is read. A UUID of version 7, as all are.
 */
export function importedId({ tenant, engagement }: Target, source: string, openedAt: Instant): string {
  const time = openedAt.toString(16).padStart(12, "0");
  const hash = createHash("sha256").update(`${tenant}\n${engagement}\n${source}`).digest("hex");
  const variant = ((Number.parseInt(hash[3]!, 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`;
}

/** Ids of all tickets of a file by their names there. */
export const importedIds = (target: Target, tickets: readonly LoggedTicket[]): ReadonlyMap<string, string> =>
  new Map(tickets.map(({ source, openedAt }) => [source, importedId(target, source, openedAt)]));

export interface Written {
  readonly facts: readonly KnownFact[];
  readonly row: Readonly<Record<string, unknown>>;
  readonly words: Readonly<Record<string, unknown>>;
}

/** What goes into the rows of a ticket besides the ticket itself. */
interface Writing {
  readonly number: number;
  readonly target: Target;
  /** Of all tickets of the file, by their names there. */
  readonly ids: ReadonlyMap<string, string>;
  /** Ids of events in the order of recording. */
  readonly nextId: () => string;
  readonly now: Instant;
}

/** A ticket as it is written. Throws `OutsideKnownTime` when no calendar knows its time. */
export function writtenOf(ticket: LoggedTicket, writing: Writing): Written {
  const { target, number, ids, now } = writing;
  const { tenant, engagement, versions } = target;
  const { source, events, openedAt } = ticket;
  const id = ids.get(source)!;
  const subject = subjectOf(ticket);
  const coverage = coverageOf(termsAt(versions, openedAt)?.document, openedAt, serviceOf(events));
  const facts = factsOf(ticket, id, subject, coverage.kind, writing);
  const log = logOf(facts.map((fact) => bodyOf(fact, now)));
  const after = read(id, log, versions, now);
  const columns = columnsOf(after);
  const channel = events.find(({ type }) => type === "opened")?.channel ?? "";
  const shared = { tenant_id: tenant, ticket_id: id, engagement_id: engagement };
  const text = `T-${number} ${number}\n${source}\n${subject}`;
  return {
    facts,
    row: {
      ...shared,
      number,
      kind: KIND,
      subject,
      channel: CHANNELS.has(channel) ? channel : "api",
      coverage,
      story: storyOf(log),
      ...columns,
      clocks: JSON.parse(columns.clocks) as unknown,
      // JSON knows no infinity.
      due_at: columns.due_at === NEVER ? "infinity" : columns.due_at,
      assignee_id: after.standing.assignedTo ?? null,
      opened_at: new Date(openedAt),
      // In lists by change it stands where it stood in the other tool.
      changed_at: new Date(events.at(-1)!.at),
      recorded_at: new Date(now),
      source,
    },
    words: { ...shared, event_id: facts[0]!.id, visible_to: "both", text },
  };
}

type KnownFact = Fact & { readonly id: string };

/** The events of a ticket, and what was merged into it. */
function factsOf(
  { source, events, absorbed }: LoggedTicket,
  id: string,
  subject: string,
  coverage: string,
  { number, target, ids, nextId }: Writing,
): readonly KnownFact[] {
  const shared = { subjectId: id, engagementId: target.engagement, visibleTo: "both", imported: true } as const;
  const opening = { number, kind: KIND, source, coverage };
  const eventIds = events.map(nextId);
  const told = events.map((event, index): KnownFact => {
    const said = detailsOf(event, events, eventIds, target, ids);
    return {
      ...shared,
      id: eventIds[index]!,
      type: `ticket.${event.type}`,
      at: event.at,
      facts: { ...(event.type === "opened" && opening), ...said, by: event.by, imported: true },
      ...personalOf(event, subject, target),
    };
  });
  const brought = absorbed.map(({ ticket, mergedAt, openedAt }): KnownFact => ({
    ...shared,
    id: nextId(),
    type: "ticket.absorbed",
    at: mergedAt,
    facts: {
      from: ids.get(ticket),
      fromSource: ticket,
      openedAt: new Date(openedAt).toISOString(),
      imported: true,
    },
  }));
  return [...told, ...brought];
}

/** What it is about, in one line; where the file does not say it, the name that it had. */
function subjectOf({ subject, source }: LoggedTicket): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  const line = (subject === "" ? source : subject).replaceAll(/[\u0000-\u001f\u007f]+/g, " ").trim();
  // Not in the middle of a character.
  return line.slice(0, SUBJECT_LENGTH_MAX).replace(/[\ud800-\udbff]$/, "") || "–";
}

/** The service that a ticket is about in the end. */
const serviceOf = (events: readonly TicketEvent[]): string | undefined =>
  events.findLast(({ service }) => service !== undefined)?.service;

/** What an event says, with ids of ours for those of the other tool. */
function detailsOf(
  event: TicketEvent,
  events: readonly TicketEvent[],
  eventIds: readonly string[],
  { people }: Target,
  ids: ReadonlyMap<string, string>,
): Readonly<Record<string, unknown>> {
  const {
    ticket: _ticket,
    id: _id,
    at: _at,
    recordedAt: _recordedAt,
    by: _by,
    type,
    to,
    into,
    event: about,
    ...facts
  } = event;
  const spokenOf = about === undefined ? undefined : eventIds[placeOf(events, about)];
  return {
    ...facts,
    ...(type === "assigned" && { to: people.get(nameOf(to)) ?? null }),
    ...(into !== undefined && { into: ids.get(into) ?? null, intoSource: into }),
    ...(spokenOf !== undefined && { event: spokenOf }),
  };
}

const placeOf = (events: readonly TicketEvent[], about: NonNullable<TicketEvent["event"]>): number =>
  events.findIndex((each) =>
    typeof about === "string" ? each.id === about : each.type === about.type && each.at === about.at,
  );

export const nameOf = (to: string | undefined): string => (to ?? "").trim().toLowerCase();

/** What of an event can be erased: the subject, and whoever had the ticket there. */
function personalOf({ type, to }: TicketEvent, subject: string, { people }: Target): Pick<Fact, "personal"> {
  if (type === "opened") return { personal: { subject } };
  if (type === "assigned" && to !== undefined && !people.has(nameOf(to))) return { personal: { text: to } };
  return {};
}

const bodyOf = (
  { id, type, subjectId, at, facts }: Fact & { readonly id: string },
  now: Instant,
): TicketBodyOfEvent => ({
  id,
  type,
  subject: subjectId!,
  at: new Date(at!).toISOString(),
  recordedAt: new Date(now).toISOString(),
  visibleTo: "both",
  by: { kind: "system", id: null, company: null, side: "provider" },
  facts: facts ?? {},
});

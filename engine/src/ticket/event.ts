/**
 * What happens to a ticket: events as they are stored, exchanged and replayed. Source: product.md §9.1, docs/rules/sla-clocks.md §1.
 */
import { LEVELS, type Level } from "../contract/document.ts";
import { instantOfIso, type Instant } from "../instant.ts";
import { ok, refuse, type Outcome } from "../outcome.ts";

export const SIDES = ["client", "provider", "system", "monitor"] as const;
export type Side = (typeof SIDES)[number];

export const EVENT_TYPES = [
  "opened",
  "messaged",
  "answered",
  "noted",
  "paused",
  "resumed",
  "restored",
  "resolved",
  "reopened",
  "closed",
  "cancelled",
  "priority-changed",
  "service-changed",
  "assigned",
  "merged",
  "objected",
  "settled",
  "excluded",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** The event that an objection or a settlement speaks of: its `id`, or its type and instant. */
export type EventReference = string | { readonly type: EventType; readonly at: Instant };

/** One event. Which of the optional fields belong to which type: docs/rules/sla-clocks.md §1. */
export interface TicketEvent {
  readonly ticket: string;
  readonly id?: string;
  /** When it happened. */
  readonly at: Instant;
  /** When it was entered; equal to `at` when nobody said otherwise. */
  readonly recordedAt: Instant;
  readonly by: Side;
  readonly type: EventType;
  readonly service?: string;
  readonly impact?: string;
  readonly urgency?: string;
  readonly priority?: string;
  readonly channel?: string;
  /** Sent by a machine: an automatic receipt is no answer. */
  readonly automatic?: boolean;
  /** Restored by a workaround. */
  readonly workaround?: boolean;
  readonly reason?: string;
  /** To whom the ticket was assigned. */
  readonly to?: string;
  /** The ticket into which this one was merged. */
  readonly into?: string;
  /** What an objection or a settlement speaks of. */
  readonly event?: EventReference;
  /** How an objection was settled: upheld means that the event does not count. */
  readonly outcome?: "upheld" | "rejected";
  readonly level?: Level;
  /** Sides that agreed to an exclusion. It holds when both did. */
  readonly consent?: readonly Side[];
}

/** Why a line is no event: the field and what was expected there. */
export interface EventRefusal {
  readonly kind: "not-an-event";
  readonly field: string;
  readonly message: string;
}

const sides: ReadonlySet<unknown> = new Set(SIDES);
const types: ReadonlySet<unknown> = new Set(EVENT_TYPES);
const levels: ReadonlySet<unknown> = new Set(LEVELS);
/** The fields that are plain texts, but for the ticket. */
export const TEXT_FIELDS = [
  "id",
  "service",
  "impact",
  "urgency",
  "priority",
  "channel",
  "reason",
  "to",
  "into",
] as const;
const KNOWN_FIELDS: ReadonlySet<string> = new Set([
  ...TEXT_FIELDS,
  "ticket",
  "at",
  "recordedAt",
  "by",
  "type",
  "automatic",
  "workaround",
  "event",
  "outcome",
  "level",
  "consent",
]);
const TEXT_LENGTH_MAX = 1_000;

const NONE: readonly string[] = [];

/** Fields of a value that no event has. They are not read; whoever reads a log can say so. */
export function unreadFields(value: object): readonly string[] {
  let unread: string[] | undefined;
  for (const field in value) if (!KNOWN_FIELDS.has(field)) (unread ??= []).push(field);
  return unread ?? NONE;
}

/** The event that a parsed JSON value holds, or the first field that does not fit. Unknown fields are not read. */
export function readEvent(value: unknown): Outcome<TicketEvent, EventRefusal> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return misfit("", "an object");
  const { ticket, at, recordedAt, by, type } = value as Record<string, unknown>;
  if (typeof ticket !== "string" || ticket === "" || ticket.length > TEXT_LENGTH_MAX)
    return misfit("ticket", "a text that is not empty");
  const happenedAt = typeof at === "string" ? instantOfIso(at) : undefined;
  if (happenedAt === undefined) return misfit("at", "an existing instant with offset such as 2026-11-23T08:00:00Z");
  const enteredAt =
    recordedAt === undefined ? happenedAt : typeof recordedAt === "string" ? instantOfIso(recordedAt) : undefined;
  if (enteredAt === undefined)
    return misfit("recordedAt", "an existing instant with offset such as 2026-11-23T08:00:00Z");
  if (!sides.has(by)) return misfit("by", SIDES.join(" or "));
  if (!types.has(type)) return misfit("type", EVENT_TYPES.join(", "));
  const event = { ticket, at: happenedAt, recordedAt: enteredAt, by: by as Side, type: type as EventType };
  return readDetails(event, value as Record<string, unknown>);
}

const misfit = (field: string, expected: string): { readonly ok: false; readonly refusal: EventRefusal } =>
  refuse({ kind: "not-an-event", field, message: `expected ${expected}` });

type Details = { -readonly [Field in keyof TicketEvent]: TicketEvent[Field] };

function readDetails(event: Details, value: Record<string, unknown>): Outcome<TicketEvent, EventRefusal> {
  for (const field of TEXT_FIELDS) {
    const text = value[field];
    if (text === undefined) continue;
    if (typeof text !== "string" || text.length > TEXT_LENGTH_MAX)
      return misfit(field, `a text of at most ${TEXT_LENGTH_MAX} characters`);
    event[field] = text;
  }
  const { automatic, workaround } = value;
  if (automatic !== undefined) {
    if (typeof automatic !== "boolean") return misfit("automatic", "true or false");
    event.automatic = automatic;
  }
  if (workaround !== undefined) {
    if (typeof workaround !== "boolean") return misfit("workaround", "true or false");
    event.workaround = workaround;
  }
  if (event.type === "objected" || event.type === "settled" || event.type === "excluded")
    return readAgreement(event, value);
  return lackOf(event) ?? ok(event);
}

/** What an event lacks of the fields that its type needs; says nothing of objections, settlements and exclusions. */
export function lackOf(event: TicketEvent): ReturnType<typeof misfit> | undefined {
  switch (event.type) {
    case "opened":
    case "priority-changed":
      if ((event.impact === undefined) !== (event.urgency === undefined))
        return misfit(event.impact === undefined ? "impact" : "urgency", "impact and urgency together");
      if (event.type === "priority-changed" && event.impact === undefined && event.priority === undefined)
        return misfit("priority", "impact and urgency, or a priority");
      return undefined;
    case "service-changed":
      return event.service === undefined ? misfit("service", "the new service") : undefined;
    case "paused":
      return event.reason === undefined ? misfit("reason", "the reason of the pause") : undefined;
    case "merged":
      return event.into === undefined || event.into === event.ticket ? misfit("into", "another ticket") : undefined;
    default:
      return undefined;
  }
}

/** The fields of events by which the sides speak about others: objections, settlements, exclusions. */
function readAgreement(event: Details, value: Record<string, unknown>): Outcome<TicketEvent, EventRefusal> {
  if (event.type === "excluded") {
    const { level, consent } = value;
    if (level !== undefined && !levels.has(level)) return misfit("level", LEVELS.join(" or "));
    if (!Array.isArray(consent) || !consent.every((side) => sides.has(side)))
      return misfit("consent", "a list of the sides that agreed");
    if (level !== undefined) event.level = level as Level;
    event.consent = consent as Side[];
    return ok(event);
  }
  const reference = referenceOf(value["event"]);
  if (reference === undefined) return misfit("event", "the id of an event, or its type and at");
  event.event = reference;
  if (event.type === "settled") {
    const { outcome } = value;
    if (outcome !== "upheld" && outcome !== "rejected") return misfit("outcome", "upheld or rejected");
    event.outcome = outcome;
  }
  return ok(event);
}

function referenceOf(value: unknown): EventReference | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return undefined;
  const { type, at } = value as Record<string, unknown>;
  const happenedAt = typeof at === "string" ? instantOfIso(at) : undefined;
  return happenedAt !== undefined && types.has(type) ? { type: type as EventType, at: happenedAt } : undefined;
}

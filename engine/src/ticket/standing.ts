/**
 * Where a ticket stands after its events, and what may happen to it next. Source: product.md §§9.1, 9.3, 9.4, 14;
 * docs/rules/tickets.md.
 */
import { priorityNamed, type Terms } from "../contract/terms.ts";
import type { Instant } from "../instant.ts";
import { isCancellation, isEnd } from "./course.ts";
import type { EventType, TicketEvent } from "./event.ts";
import { objectionsOf } from "./objection.ts";

/** `paused`: standing still for an agreed reason; `cancelled`: withdrawn by the client; `merged`: goes on in another ticket. */
export const STAGES = ["open", "paused", "resolved", "closed", "cancelled", "merged"] as const;
export type Stage = (typeof STAGES)[number];

/** Who has to act next. */
export type Holder = "client" | "provider";

/** Where a ticket stands. */
export interface Standing {
  readonly stage: Stage;
  /** `null` when nobody has to do anything any more. */
  readonly awaiting: Holder | null;
  readonly pause: { readonly reason: string; readonly since: Instant; readonly eventId: string | undefined } | null;
  readonly service: string | undefined;
  readonly impact: string | undefined;
  readonly urgency: string | undefined;
  readonly priority: string | undefined;
  readonly assignedTo: string | undefined;
  readonly mergedInto: string | undefined;
  readonly isAnswered: boolean;
  readonly isRestored: boolean;
  readonly openedAt: Instant | null;
  /** When it was resolved, closed, withdrawn or merged; `null` while it goes on. */
  readonly endedAt: Instant | null;
}

/** Reasons of a pause in which the client has to act, whatever else a contract lists. */
const CLIENT_REASONS: ReadonlySet<string> = new Set(["waiting-for-client", "waiting-for-approval"]);

const NOWHERE: Standing = {
  stage: "open",
  awaiting: "provider",
  pause: null,
  service: undefined,
  impact: undefined,
  urgency: undefined,
  priority: undefined,
  assignedTo: undefined,
  mergedInto: undefined,
  isAnswered: false,
  isRestored: false,
  openedAt: null,
  endedAt: null,
};

/** Where a ticket stands after its events, which are in the order in which they happened. Events that an upheld objection took away do not count. */
export function standingOf(events: readonly TicketEvent[], terms: Terms | undefined): Standing {
  const counting = objectionsOf(events)?.withoutUpheld ?? events;
  return counting.reduce((standing, event) => after(standing, event, terms), NOWHERE);
}

/** Where a ticket stands after one more event. */
function after(standing: Standing, event: TicketEvent, terms: Terms | undefined): Standing {
  if (standing.openedAt === null && event.type !== "opened") return standing;
  if (isCancellation(event))
    return {
      ...standing,
      stage: event.type === "merged" ? "merged" : "cancelled",
      mergedInto: event.into,
      ...ENDED,
      endedAt: event.at,
    };
  if (isEnd(event))
    return event.type === "resolved"
      ? { ...standing, stage: "resolved", awaiting: "client", pause: null, endedAt: event.at }
      : { ...standing, stage: "closed", ...ENDED, endedAt: standing.endedAt ?? event.at };
  return changed(standing, event, terms);
}

const ENDED = { awaiting: null, pause: null } as const;
const GOES_ON = { stage: "open", awaiting: "provider", pause: null, endedAt: null } as const;

/** After an event that does not end the ticket. */
function changed(standing: Standing, event: TicketEvent, terms: Terms | undefined): Standing {
  switch (event.type) {
    case "opened":
      return { ...standing, ...GOES_ON, openedAt: standing.openedAt ?? event.at, ...rated(standing, event, terms) };
    case "reopened":
      return { ...standing, ...GOES_ON, isRestored: false };
    case "paused": {
      const reason = event.reason ?? "";
      const awaiting = CLIENT_REASONS.has(reason) ? "client" : "provider";
      return { ...standing, stage: "paused", awaiting, pause: { reason, since: event.at, eventId: event.id } };
    }
    case "resumed":
      return standing.stage === "paused" ? { ...standing, ...GOES_ON } : standing;
    case "restored":
      return { ...standing, isRestored: true };
    case "answered":
      return event.automatic === true ? standing : { ...standing, isAnswered: true };
    case "priority-changed":
    case "service-changed":
      return { ...standing, ...rated(standing, event, terms) };
    case "assigned":
      return { ...standing, assignedTo: event.to };
    default:
      return standing;
  }
}

/** Service and priority after an event that names one of them. */
function rated(standing: Standing, event: TicketEvent, terms: Terms | undefined): Partial<Standing> {
  const service = event.service ?? standing.service;
  if (event.impact === undefined && event.priority === undefined) return { service };
  const { impact, urgency } = event;
  return { service, impact, urgency, priority: terms === undefined ? event.priority : priorityNamed(event, terms) };
}

/** What somebody may do with a ticket, as the type of the event that it leaves. */
export type Act = Exclude<EventType, "opened">;

interface Allowed {
  readonly stages: readonly Stage[];
  readonly sides: readonly Holder[];
}

const [ANY_SIDE, CLIENT, PROVIDER] = [["client", "provider"], ["client"], ["provider"]] as const;
const GOING = ["open", "paused"] as const;
const UNMERGED = ["open", "paused", "resolved", "closed", "cancelled"] as const;

/** When and by whom each act may be done. Source: docs/rules/tickets.md §2. */
const ALLOWED: Readonly<Record<Act, Allowed>> = {
  messaged: { stages: UNMERGED, sides: CLIENT },
  answered: { stages: UNMERGED, sides: PROVIDER },
  noted: { stages: STAGES, sides: ANY_SIDE },
  paused: { stages: GOING, sides: PROVIDER },
  resumed: { stages: ["paused"], sides: ANY_SIDE },
  restored: { stages: GOING, sides: PROVIDER },
  resolved: { stages: GOING, sides: PROVIDER },
  closed: { stages: ["resolved"], sides: ANY_SIDE },
  reopened: { stages: ["resolved", "closed"], sides: ANY_SIDE },
  cancelled: { stages: GOING, sides: CLIENT },
  "priority-changed": { stages: GOING, sides: ANY_SIDE },
  "service-changed": { stages: GOING, sides: ANY_SIDE },
  assigned: { stages: GOING, sides: PROVIDER },
  merged: { stages: GOING, sides: ANY_SIDE },
  objected: { stages: STAGES, sides: ANY_SIDE },
  settled: { stages: STAGES, sides: ANY_SIDE },
  excluded: { stages: STAGES, sides: ANY_SIDE },
};

/** Why an act is refused as a ticket stands. */
export type ActRefusal =
  | { readonly kind: "act-not-at-stage"; readonly stage: Stage }
  | { readonly kind: "act-of-other-side"; readonly side: Holder };

/** Why an act by a side is refused as a ticket stands; `undefined` when it may be done. */
export function refusalOf(act: Act, by: Holder, { stage }: Standing): ActRefusal | undefined {
  const { stages, sides } = ALLOWED[act];
  if (!(sides as readonly string[]).includes(by)) return { kind: "act-of-other-side", side: by };
  return (stages as readonly string[]).includes(stage) ? undefined : { kind: "act-not-at-stage", stage };
}

/** All acts that a side may do as a ticket stands. */
export const actsOf = (by: Holder, standing: Standing): readonly Act[] =>
  (Object.keys(ALLOWED) as Act[]).filter((act) => refusalOf(act, by, standing) === undefined);

/** A stretch [from, to) of a ticket's time with whoever held it; the assignee too while the provider did. */
export interface Holding {
  readonly from: Instant;
  readonly to: Instant;
  readonly holder: Holder;
  readonly assignedTo: string | undefined;
}

/** Who held a ticket when, from its opening to its end or `now`. Resolved time belongs to nobody until it is reopened. Source: product.md §9.4. */
export function holdingsOf(events: readonly TicketEvent[], now: Instant): readonly Holding[] {
  const counting = objectionsOf(events)?.withoutUpheld ?? events;
  const holdings: Holding[] = [];
  let standing = NOWHERE;
  let since: Instant | undefined;
  const close = (to: Instant) => {
    if (since === undefined || to <= since) return;
    const { awaiting, assignedTo, stage } = standing;
    if (awaiting === null || stage === "resolved") return;
    const holding = { from: since, to, holder: awaiting, assignedTo: awaiting === "provider" ? assignedTo : undefined };
    const before = holdings.at(-1);
    if (before?.to === since && before.holder === holding.holder && before.assignedTo === holding.assignedTo)
      holdings[holdings.length - 1] = { ...before, to };
    else holdings.push(holding);
  };
  for (const event of counting) {
    if (event.at > now) break;
    close(event.at);
    standing = after(standing, event, undefined);
    since = standing.openedAt === null ? undefined : event.at;
  }
  close(now);
  return holdings;
}

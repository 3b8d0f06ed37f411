/** A ticket as it will look once an act has been recorded: shown at once, before the server has answered. */
import type { NewAct, Ticket, TicketEntry } from "../../wire.ts";

/** Who acts, as the entries tell it. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly company: string;
}

/** An entry that is still on its way has no hash. */
export const isOnItsWay = ({ hash }: TicketEntry): boolean => hash === "";

const CLIENT_REASONS: readonly string[] = ["waiting-for-client", "waiting-for-approval"];

/** What an act changes at once. Clocks stay as they were read: how they go on is the engine's to say. */
export function afterAct(ticket: Ticket, act: NewAct, actor: Actor, at: string): Ticket {
  const entry = entryOf(ticket, act, actor, at);
  const entries = [...ticket.entries, entry];
  switch (act.type) {
    case "paused": {
      const awaiting = CLIENT_REASONS.includes(act.reason) ? "client" : "provider";
      return { ...ticket, entries, stage: "paused", awaiting, pause: { reason: act.reason, since: at } };
    }
    case "resumed":
    case "reopened":
      return { ...ticket, entries, stage: "open", awaiting: "provider", pause: null };
    case "resolved":
      return { ...ticket, entries, stage: "resolved", awaiting: "client", pause: null };
    case "closed":
    case "cancelled":
      return { ...ticket, entries, stage: act.type, awaiting: null, pause: null };
    case "assigned":
      return { ...ticket, entries, assignee: assigneeOf(ticket, act.to, actor) };
    case "objected":
    case "settled":
      return { ...ticket, entries: withObjection(entries, ticket.side, act) };
    default:
      return { ...ticket, entries };
  }
}

function entryOf({ side, entries }: Ticket, act: NewAct, actor: Actor, at: string): TicketEntry {
  const { type, text, ...facts } = { text: null, ...act };
  return {
    id: `on-its-way-${entries.length}`,
    type: `ticket.${type}`,
    at,
    recordedAt: at,
    visibleTo: type === "noted" ? side : "both",
    actor: { kind: "person", ...actor, side },
    facts,
    text: text ?? null,
    hash: "",
    objection: null,
  };
}

function assigneeOf({ assignee }: Ticket, to: string | null, actor: Actor): Ticket["assignee"] {
  if (to === null) return null;
  if (to === actor.id) return { id: to, name: actor.name };
  return assignee?.id === to ? assignee : { id: to, name: null };
}

type Agreement = Extract<NewAct, { readonly type: "objected" | "settled" }>;

const withObjection = (entries: readonly TicketEntry[], side: Ticket["side"], act: Agreement): TicketEntry[] =>
  entries.map((entry) => {
    if (entry.id !== act.event) return entry;
    if (act.type === "objected") return { ...entry, objection: { state: "open", by: side, text: act.text } };
    return entry.objection === null ? entry : { ...entry, objection: { ...entry.objection, state: act.outcome } };
  });

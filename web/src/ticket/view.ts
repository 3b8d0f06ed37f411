/** A ticket as its page shows it: with names for the ids in it, and the time by which its clocks go. */
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { createContext, use } from "react";
import type { Right } from "@handschlag/engine/rights.ts";
import type { Ticket } from "../wire.ts";

export interface TicketView {
  readonly ticket: Ticket;
  /** What to add to the machine's time to have the server's: clocks are read there. */
  readonly offsetMs: number;
  /** Names of the companies of both sides. */
  readonly client: string;
  readonly provider: string;
  /** Absent when the reader may not see the contract, or none is in force. */
  readonly document: ContractDocument | undefined;
  readonly services: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
  /** What the reader may do in the engagement. */
  readonly rights: readonly Right[];
}

const Context = createContext<TicketView | undefined>(undefined);
export const TicketProvider = Context;

/** The ticket of the page. Only below its provider. */
export function useTicket(): TicketView {
  const view = use(Context);
  if (view === undefined) throw new Error("broken invariant: there is a ticket around");
  return view;
}

/** Names of the reader's own company and the other one. */
export const sidesOf = ({ ticket, client, provider }: TicketView) =>
  ticket.side === "client" ? { own: client, other: provider } : { own: provider, other: client };

/** Names of the people that a ticket tells of. */
export function peopleIn({
  requester,
  assignee,
  entries,
  holdings,
  times,
  steps,
  participants,
}: Ticket): Map<string, string> {
  const named = [
    requester,
    assignee,
    ...entries.map(({ actor }) => actor),
    ...holdings.map((holding) => holding.assignee),
    ...times.map(({ person }) => person),
    ...participants.map(({ person }) => person),
    ...steps.map(({ owner }) => owner),
  ];
  return new Map(named.flatMap((each) => (each?.id && each.name ? [[each.id, each.name] as const] : [])));
}

/** What a ticket can be, in the order in which it is offered. */
import type { Ticket } from "../wire.ts";

export const KINDS = ["incident", "request", "problem", "change", "task"] as const satisfies readonly Ticket["kind"][];

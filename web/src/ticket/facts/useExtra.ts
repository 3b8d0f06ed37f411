import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { Route, Wish, Wishes } from "@handschlag/api/client.ts";
import { request } from "../../api.ts";
import type { Ticket } from "../../wire.ts";
import { ticketQuery } from "../ticket.ts";
import { useTicket } from "../view.ts";

/** What hangs on a ticket. */
type Hanging = Extract<Route, `${"POST" | "PUT" | "PATCH" | "DELETE"} /tickets/:id/${string}`>;
/** As of any route; the ticket is that of the page. */
type HangingWish<R extends Hanging> = Omit<Wish<R>, "params"> &
  (R extends `${string}:other` ? { readonly other: string } : { readonly other?: undefined });

/**
 * Changes what hangs on the ticket of the page: time, steps, links, who reads along. `after` shows it before the server has answered.
 * Throws `ApiProblem`.
 */
export function useExtra() {
  const queries = useQueryClient();
  const { id } = useTicket().ticket;
  const { queryKey } = ticketQuery(id);
  const attempt = useRef({ written: "", key: "" });
  return async <R extends Hanging>(
    route: R,
    { other, ...wish }: HangingWish<R>,
    after?: (ticket: Ticket) => Ticket,
  ): Promise<void> => {
    const written = JSON.stringify([route, other, wish]);
    // The same again after a broken line is the same wish, not a second one.
    if (attempt.current.written !== written) attempt.current = { written, key: crypto.randomUUID() };
    const before = queries.getQueryState(queryKey);
    const kept = before === undefined ? {} : { updatedAt: before.dataUpdatedAt };
    if (after !== undefined) {
      await queries.cancelQueries({ queryKey });
      queries.setQueryData<Ticket>(queryKey, (read) => read && after(read), kept);
    }
    try {
      const params = { id, ...(other !== undefined && { other }) };
      const key = route.startsWith("POST ") ? { idempotencyKey: attempt.current.key } : {};
      await request(route, ...([{ ...wish, ...key, params }] as unknown as Wishes<R>));
      attempt.current = { written: "", key: "" };
    } catch (problem) {
      if (after !== undefined) queries.setQueryData(queryKey, before?.data, kept);
      throw problem;
    } finally {
      await queries.invalidateQueries({ queryKey });
    }
  };
}

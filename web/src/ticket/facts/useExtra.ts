import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { request, type Method } from "../../api.ts";
import type { Ticket } from "../../wire.ts";
import { ticketPath, ticketQuery } from "../ticket.ts";
import { useTicket } from "../view.ts";

/**
 * Changes what hangs on the ticket of the page: time, steps, links. `after` shows it before the server has answered.
 * Throws `ApiProblem`.
 */
export function useExtra() {
  const queries = useQueryClient();
  const { id } = useTicket().ticket;
  const { queryKey } = ticketQuery(id);
  const attempt = useRef({ written: "", key: "" });
  return async (method: Method, rest: string, body?: object, after?: (ticket: Ticket) => Ticket): Promise<void> => {
    const written = JSON.stringify([rest, body]);
    // The same again after a broken line is the same wish, not a second one.
    if (attempt.current.written !== written) attempt.current = { written, key: crypto.randomUUID() };
    const before = queries.getQueryState(queryKey);
    const kept = before === undefined ? {} : { updatedAt: before.dataUpdatedAt };
    if (after !== undefined) {
      await queries.cancelQueries({ queryKey });
      queries.setQueryData<Ticket>(queryKey, (read) => read && after(read), kept);
    }
    try {
      await request(method, `${ticketPath(id)}/${rest}`, {
        ...(body !== undefined && { body }),
        ...(method === "POST" && { idempotencyKey: attempt.current.key }),
      });
      attempt.current = { written: "", key: "" };
    } catch (problem) {
      if (after !== undefined) queries.setQueryData(queryKey, before?.data, kept);
      throw problem;
    } finally {
      await queries.invalidateQueries({ queryKey });
    }
  };
}

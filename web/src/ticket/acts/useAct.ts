import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { request } from "../../api.ts";
import { useSession } from "../../session.ts";
import type { NewAct, Ticket } from "../../wire.ts";
import { ticketQuery } from "../ticket.ts";
import { sidesOf, useTicket } from "../view.ts";
import { afterAct } from "./optimistic.ts";

/** The key of an act: the same until the act is another one or was carried out, so that a broken line does nothing twice. */
interface Attempt {
  readonly written: string;
  readonly key: string;
}

/**
 * Does something to the ticket of the page: it is seen at once, and taken back when the server refuses it. Throws
 * `ApiProblem`, for whoever asked to explain.
 */
export function useAct(): (act: NewAct) => Promise<void> {
  const queries = useQueryClient();
  const view = useTicket();
  const { person } = useSession();
  const { ticket, offsetMs } = view;
  const { id } = ticket;
  const { own } = sidesOf(view);
  const attempt = useRef<Attempt>(undefined);
  return useCallback(
    async (act) => {
      const written = JSON.stringify(act);
      if (attempt.current?.written !== written) attempt.current = { written, key: crypto.randomUUID() };
      const { queryKey } = ticketQuery(id);
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryState(queryKey);
      const at = new Date(Date.now() + offsetMs).toISOString();
      const actor = { id: person.id, name: person.name, company: own };
      // The clocks' time was taken when the ticket was read, and must not seem younger.
      const kept = before === undefined ? {} : { updatedAt: before.dataUpdatedAt };
      queries.setQueryData<Ticket>(queryKey, (read) => read && afterAct(read, act, actor, at), kept);
      try {
        const wish = { params: { id }, body: act, idempotencyKey: attempt.current.key };
        await request("POST /tickets/:id/events", wish);
        attempt.current = undefined;
      } catch (problem) {
        queries.setQueryData(queryKey, before?.data, kept);
        throw problem;
      } finally {
        void queries.invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== "session" });
      }
    },
    [queries, id, offsetMs, person, own],
  );
}

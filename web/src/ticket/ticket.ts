/** Asking for tickets and what belongs to them. */
import { queryOptions } from "@tanstack/react-query";
import { request } from "../api.ts";
import type { Ticket } from "../wire.ts";

/** Long before a deadline or an opening nothing changes by itself. */
const REFRESH_MS_MAX = 10 * 60_000;
const REFRESH_MS_MIN = 1_000;

export const ticketQuery = (id: string) =>
  queryOptions({
    queryKey: ["ticket", id],
    queryFn: ({ signal }) => request("GET /tickets/:id", { params: { id }, signal }),
    // A deadline that passes and a door that opens change how clocks read, though nobody did anything.
    refetchInterval: ({ state: { data } }) => (data === undefined ? false : untilNextTurn(data)),
  });

/** How long until a clock of a ticket reads differently by itself. Measured from when it was read, by the server's time. */
export function untilNextTurn({ readings, readAt }: Pick<Ticket, "readings" | "readAt">): number | false {
  const read = Date.parse(readAt);
  const turns = readings
    .filter(({ state, stoppedAt }) => stoppedAt === null && state !== "cancelled")
    .flatMap(({ intervals, deadline }) => [deadline, ...intervals.map(({ to }) => to)])
    .map((at) => (at === null ? 0 : Date.parse(at) - read))
    .filter((ms) => ms > 0);
  if (turns.length === 0) return false;
  return Math.min(REFRESH_MS_MAX, Math.max(REFRESH_MS_MIN, Math.min(...turns) + REFRESH_MS_MIN));
}

export interface PreviewWish {
  readonly service?: string | undefined;
  readonly impact?: string | undefined;
  readonly urgency?: string | undefined;
  readonly clause?: string | undefined;
}

export const previewQuery = (engagementId: string, wish: PreviewWish) =>
  queryOptions({
    queryKey: ["ticket-preview", engagementId, wish],
    queryFn: ({ signal }) =>
      request("GET /engagements/:id/ticket-preview", { params: { id: engagementId }, query: wish, signal }),
    // Whether somebody is there changes with the time.
    refetchInterval: 60_000,
  });

const FOUND_MAX = 8;

/** Tickets of an engagement that hold what is typed; a number finds its ticket. */
export const ticketSearchQuery = (engagementId: string, typed: string) =>
  queryOptions({
    queryKey: ["ticket-search", engagementId, typed],
    queryFn: ({ signal }) => {
      const query = { engagement: engagementId, state: "all", q: typed, limit: `${FOUND_MAX}` } as const;
      return request("GET /tickets", { query, signal });
    },
  });

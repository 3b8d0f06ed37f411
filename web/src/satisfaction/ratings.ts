import { queryOptions } from "@tanstack/react-query";
import { request } from "../api.ts";
import type { Rating } from "../wire.ts";

/** From the best to the worst. */
export const RATINGS = ["good", "fair", "poor"] as const satisfies readonly NonNullable<Rating["rating"]>[];
export const ANSWERS = [...RATINGS, "none"] as const;

export const ratingQuery = (ticket: string) =>
  queryOptions({
    queryKey: ["ticket", ticket, "rating"],
    queryFn: ({ signal }) => request("GET /tickets/:id/rating", { params: { id: ticket }, signal }),
    meta: { follows: true },
  });

/** The answers of a month; `rating` lists the tickets of one of them. */
export const satisfactionQuery = (engagement: string, period: string, rating?: (typeof ANSWERS)[number]) =>
  queryOptions({
    queryKey: ["satisfaction", engagement, period, rating ?? null],
    queryFn: ({ signal }) =>
      request("GET /engagements/:id/satisfaction", {
        params: { id: engagement },
        query: { period, ...(rating !== undefined && { rating }) },
        signal,
      }),
    meta: { follows: true },
  });

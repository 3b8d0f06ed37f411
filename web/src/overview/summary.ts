import { queryOptions } from "@tanstack/react-query";
import { request } from "../api.ts";
import type { EngagementSummary } from "../wire.ts";

/** The figures of all engagements that the reader sees tickets of. */
export const summaryQuery = queryOptions({
  queryKey: ["summary"],
  queryFn: ({ signal }) => request("GET /summary", { signal }),
  // What is due comes nearer without anything happening.
  refetchInterval: 60_000,
});

type Count = "open" | "awaitingClient" | "overdue" | "dueSoon" | "disputed";

/** A figure over several engagements. */
export const totalOf = ({ engagements }: { readonly engagements: readonly EngagementSummary[] }, count: Count) =>
  engagements.reduce((sum, engagement) => sum + engagement[count], 0);

/** Asking how the contract was kept. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "../api.ts";
import { ANSWERS } from "../satisfaction/ratings.ts";

const OUTCOMES = ["met", "missed", "excluded"] as const;
const LEVELS = ["response", "update", "restore", "resolve"] as const;

/** Month, and which figure is opened. */
export interface AttainmentSearch {
  period?: string | undefined;
  service?: string | undefined;
  priority?: string | undefined;
  level?: (typeof LEVELS)[number] | undefined;
  outcome?: (typeof OUTCOMES)[number] | undefined;
  /** The answers of those who were asked how content they are. */
  rating?: (typeof ANSWERS)[number] | undefined;
}

const wordIn = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined;

export function readAttainmentSearch(given: Record<string, unknown>): AttainmentSearch {
  const { period, service, priority, level, outcome, rating } = given;
  return {
    period: typeof period === "string" && /^\d{4}-\d{2}$/.test(period) ? period : undefined,
    service: wordIn(service),
    priority: wordIn(priority),
    level: LEVELS.find((word) => word === level),
    outcome: OUTCOMES.find((word) => word === outcome),
    rating: ANSWERS.find((word) => word === rating),
  };
}

/** The figures of a month; this one unless told. They are counted anew from all tickets, so not with each change. */
export const attainmentQuery = (engagementId: string, period?: string) =>
  queryOptions({
    queryKey: ["attainment", engagementId, period ?? null],
    queryFn: ({ signal }) =>
      request("GET /engagements/:id/attainment", {
        params: { id: engagementId },
        query: period === undefined ? {} : { period },
        signal,
      }),
    placeholderData: keepPreviousData,
    meta: { follows: true },
    refetchInterval: 60_000,
  });

export const verdictsQuery = (engagementId: string, search: AttainmentSearch & { readonly period: string }) => {
  const { period, service, priority, level, outcome } = search;
  const query = { period, service, priority, level, outcome };
  return queryOptions({
    queryKey: ["verdicts", engagementId, query],
    queryFn: ({ signal }) => request("GET /engagements/:id/verdicts", { params: { id: engagementId }, query, signal }),
    meta: { follows: true },
  });
};

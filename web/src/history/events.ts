import type { Answer } from "@handschlag/api/client.ts";
import { request } from "../api.ts";

/** Whose events: one's own company's, or those of an engagement. */
export type EventsOf = "company" | { readonly engagement: string };

/** A page of a history, the latest first. Throws `ApiProblem`. */
export const readEvents = (
  of: EventsOf,
  query: { readonly cursor?: string; readonly limit?: string },
  signal: AbortSignal,
): Promise<Answer<"GET /company/events">> =>
  of === "company"
    ? request("GET /company/events", { query, signal })
    : request("GET /engagements/:id/events", { params: { id: of.engagement }, query, signal });

import { queryOptions, useQueries } from "@tanstack/react-query";
import { request } from "../api.ts";
import type { Engagement, Proposal } from "../wire.ts";

/** What was laid before the other side, the newest first. */
export const proposalsQuery = (engagementId: string) =>
  queryOptions({
    queryKey: ["contract-proposals", engagementId],
    queryFn: ({ signal }) =>
      request("GET /engagements/:id/contract-proposals", { params: { id: engagementId }, signal }),
  });

export const proposalQuery = (engagementId: string, proposalId: string) =>
  queryOptions({
    queryKey: ["contract-proposals", engagementId, proposalId],
    queryFn: ({ signal }) =>
      request("GET /engagements/:id/contract-proposals/:other", {
        params: { id: engagementId, other: proposalId },
        signal,
      }),
  });

/** The version before it, to compare with; none for the first one. */
export const versionBeforeQuery = (engagementId: string, number: number) =>
  queryOptions({
    queryKey: ["contract", engagementId, "before", number],
    queryFn: async ({ signal }) => {
      const params = { id: engagementId };
      const { items } = await request("GET /engagements/:id/contract-versions", { params, signal });
      const before = Math.max(0, ...items.map((version) => version.number).filter((each) => each < number));
      if (before === 0) return null;
      return request("GET /engagements/:id/contract", { params, query: { number: String(before) }, signal });
    },
  });

export interface AwaitedSignature {
  readonly engagement: Engagement;
  readonly proposal: Proposal;
}

/** What waits for the reader's own signature, in all engagements in which they sign. */
export function useAwaitedSignatures(engagements: readonly Engagement[]): readonly AwaitedSignature[] {
  const signing = engagements.filter(
    ({ rights, ending }) => rights.includes("contract:sign") && ending?.isOver !== true,
  );
  const answers = useQueries({ queries: signing.map(({ id }) => proposalsQuery(id)) });
  return signing.flatMap((engagement, place) => {
    const open = answers[place]?.data?.items.find(({ state }) => state === "open");
    const isAwaited = open !== undefined && open.signatures.every(({ side }) => side !== engagement.side);
    return isAwaited ? [{ engagement, proposal: open }] : [];
  });
}

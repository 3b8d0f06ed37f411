import { queryOptions, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { request } from "../api.ts";
import { sessionQuery } from "../session.ts";
import type { Engagement } from "../wire.ts";

/** The engagements that the acting company has a part in. */
export const engagementsQuery = queryOptions({
  queryKey: ["engagements"],
  queryFn: ({ signal }) => request("GET /engagements", { signal }),
  staleTime: 60_000,
});

/** The same for the frame, which is also shown to those who act for no company: they have none. */
export function useEngagements(): readonly Engagement[] {
  const { data: session } = useQuery(sessionQuery);
  const { data } = useQuery({ ...engagementsQuery, enabled: (session?.company ?? null) !== null });
  return data?.items ?? [];
}

export const engagementQuery = (id: string) =>
  queryOptions({
    queryKey: ["engagements", id],
    queryFn: ({ signal }) => request("GET /engagements/:id", { params: { id }, signal }),
  });

/** All rights that the person has in any of the engagements. */
export function useRightsSomewhere(): readonly string[] {
  return [...new Set(useEngagements().flatMap(({ rights }) => rights))];
}

/** The company on the other side of an engagement, as the reader sees it. */
export const otherSideOf = ({ side, client, provider }: Engagement) => (side === "client" ? provider : client);

/** The engagement that the address names; else the only one there is. */
export function useCurrentEngagement(): Engagement | undefined {
  const { id } = useParams({ strict: false });
  const engagements = useEngagements();
  if (id !== undefined) return engagements.find((engagement) => engagement.id === id);
  return engagements.length === 1 ? engagements[0] : undefined;
}

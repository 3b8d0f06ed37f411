/** Who is signed in, for whom they act and what they may do. */
import { queryOptions, useQueryClient, useSuspenseQuery, type QueryClient } from "@tanstack/react-query";
import type { Right } from "@handschlag/engine/rights.ts";
import { ApiProblem } from "@handschlag/api/client.ts";
import { request } from "./api.ts";
import type { Session } from "./wire.ts";

/** The session, `null` when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return (await request("GET /session", { signal })) ?? null;
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.status === 401) return null;
      throw problem;
    }
  },
  staleTime: 30_000,
});

/** The session on pages that nobody reaches without one. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new ApiProblem(401, "signed-out");
  return data;
}

export const mayDo = (session: Session, right: Right): boolean => session.rights.includes(right);

/** Takes a session as the answer of a sign-in gave it, and forgets what another session saw. */
export async function adoptSession(queries: QueryClient, session: Session): Promise<void> {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" });
  queries.setQueryData(sessionQuery.queryKey, session);
  await queries.cancelQueries();
}

/** Ends the session here and on the server. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await request("DELETE /session");
    queries.clear();
    // A fresh page holds nothing that the next person could find.
    location.assign("/sign-in");
  };
}

/** The people of both sides of an engagement. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { request } from "../api.ts";
import { useTicket } from "./view.ts";

export const engagedPeopleQuery = (id: string) =>
  queryOptions({
    queryKey: ["engaged-people", id],
    queryFn: ({ signal }) => request("GET /engagements/:id/people", { params: { id }, signal }),
  });

/** Those of the ticket of the page; none for who may only follow their own tickets. */
export function useEngagedPeople() {
  const { ticket, rights } = useTicket();
  const enabled = rights.includes("ticket:read");
  const { data } = useQuery({ ...engagedPeopleQuery(ticket.engagement.id), enabled });
  return data?.items ?? [];
}

import { queryOptions } from "@tanstack/react-query";
import { request } from "../api.ts";

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: ({ signal }) => request("GET /company/people", { signal }),
});

export const invitationsQuery = queryOptions({
  queryKey: ["invitations"],
  queryFn: ({ signal }) => request("GET /company/invitations", { signal }),
});

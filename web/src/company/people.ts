import { queryOptions } from "@tanstack/react-query";
import { request } from "../api.ts";
import type { Invitations, People } from "../wire.ts";

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: ({ signal }) => request<People>("GET", "/company/people", { signal }),
});

export const invitationsQuery = queryOptions({
  queryKey: ["invitations"],
  queryFn: ({ signal }) => request<Invitations>("GET", "/company/invitations", { signal }),
});

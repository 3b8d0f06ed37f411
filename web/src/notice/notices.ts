import { queryOptions } from "@tanstack/react-query";
import { request } from "../api.ts";

/** How many are unread. Somebody is told a moment after it happened, so this is asked for again by itself, too. */
export const unreadQuery = queryOptions({
  queryKey: ["notices", "count"],
  queryFn: ({ signal }) => request("GET /me/notices/count", { signal }),
  refetchInterval: 20_000,
});

/** Shown as more than that from here on. */
export const COUNTED_MAX = 100;

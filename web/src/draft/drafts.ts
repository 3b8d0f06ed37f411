import { queryOptions } from "@tanstack/react-query";
import { isProblem, request } from "../api.ts";
import type { Draft } from "../wire.ts";

/** Drafts of an engagement's contract, the newest first. */
export const draftsQuery = (engagementId: string) =>
  queryOptions({
    queryKey: ["contract-drafts", engagementId],
    queryFn: ({ signal }) => request("GET /engagements/:id/contract-drafts", { params: { id: engagementId }, signal }),
  });

/** The open draft with all that was said of it; `null` where none is open. */
export const openDraftQuery = (engagementId: string) =>
  queryOptions({
    queryKey: ["contract-drafts", engagementId, "open"],
    queryFn: async ({ signal }): Promise<Draft | null> => {
      const params = { id: engagementId };
      const { items } = await request("GET /engagements/:id/contract-drafts", { params, signal });
      const open = items.find(({ state }) => state === "open");
      if (open === undefined) return null;
      try {
        return await request("GET /engagements/:id/contract-drafts/:other", {
          params: { ...params, other: open.id },
          signal,
        });
      } catch (error) {
        if (isProblem(error, "draft-not-found")) return null;
        throw error;
      }
    },
  });

export type Change = Draft["changes"][number];
export type Comment = Draft["comments"][number];

/** Changes that the other side has not accepted yet. */
export const isUnsettled = ({ state }: Pick<Change, "state">): boolean => state === "open" || state === "objected";

/** Whose turn it is: the other side answers a change, and whoever made it an objection. */
export const waitsFor = ({ by, state }: Pick<Change, "by" | "state">): "client" | "provider" =>
  (by.side === "client") === (state === "objected") ? "client" : "provider";

import type { Part } from "@handschlag/engine/contract/parts.ts";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { isProblem, request } from "../api.ts";
import type { Draft } from "../wire.ts";
import { openDraftQuery } from "./drafts.ts";
import { DraftWriter, type WriterState } from "./writer.ts";

const PAUSE_MS = 700;

export interface Writing extends WriterState, Pick<DraftWriter, "edit" | "replace" | "decide" | "flush"> {}

/** Writes in a draft of the server; what others write comes with the live line, which asks for the draft anew. */
export function useDraft(engagementId: string, draft: Draft): Writing {
  const queries = useQueryClient();
  const [writer] = useState(() => {
    const params = { id: engagementId, other: draft.draft.id };
    const query = openDraftQuery(engagementId);
    return new DraftWriter(
      draft.document as Part,
      {
        change: async (differences) => {
          const changes = differences.map(({ path, ...values }) => ({ path: [...path], ...values }));
          try {
            const answer = await request("POST /engagements/:id/contract-drafts/:other/changes", {
              params,
              body: { changes },
            });
            queries.setQueryData(query.queryKey, answer);
            return answer.document as Part;
          } catch (error) {
            if (isProblem(error, "draft-changed")) return undefined;
            throw error;
          }
        },
        read: async () => (await request("GET /engagements/:id/contract-drafts/:other", { params })).document as Part,
      },
      PAUSE_MS,
    );
  });
  const state = useSyncExternalStore(writer.subscribe, () => writer.state);
  const told = draft.document as Part;
  useEffect(() => {
    // While something is on its way its answer tells more.
    if (writer.state.saving !== "sending") writer.take(told);
  }, [writer, told]);
  const isUnsaved = state.saving !== "saved";
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [isUnsaved]);
  // Leaving the page sends what waits.
  useEffect(() => () => void writer.flush(), [writer]);
  const { edit, replace, decide, flush } = writer;
  return { ...state, edit, replace, decide, flush };
}

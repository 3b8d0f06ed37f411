import { useQueryClient, type Query } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { sessionEnded } from "./api.ts";
import { noteChange, noteGap } from "./changes.ts";
import { sessionQuery } from "./session.ts";

const SETTLE_MS = 250;
/** How long a line may be gone before it is worth a word: a server that starts anew needs about as long. */
const GONE_MS = 4_000;
const REOPEN_MS = 3_000;

/** What follows changes by itself (see changes.ts) says so; a long list would be asked for from its beginning. */
const isRefreshed = ({ meta }: Pick<Query, "meta">): boolean => meta?.["follows"] !== true;

/**
 * Asks again for what is on the screen whenever the server tells of a change. The browser resumes a broken line by
 * itself, but not one that was refused: that is opened anew here. Returns whether what is shown may be out of date.
 * Whoever acts for no company has nothing to be told of.
 */
export function useLiveUpdates(isWanted: boolean): boolean {
  const queries = useQueryClient();
  const [isGone, setGone] = useState(false);
  useEffect(() => {
    if (!isWanted) return undefined;
    const timers = new Map<"refresh" | "gone" | "reopen", ReturnType<typeof setTimeout>>();
    const later = (name: "refresh" | "gone" | "reopen", ms: number, work: () => void) => {
      clearTimeout(timers.get(name));
      timers.set(name, setTimeout(work, ms));
    };
    let source: EventSource;
    let missed = false;
    // Several events of one change come together.
    const refresh = () => later("refresh", SETTLE_MS, () => void queries.invalidateQueries({ predicate: isRefreshed }));
    const open = () => {
      source = new EventSource("/api/v1/live");
      source.addEventListener("change", ({ data }: MessageEvent<string>) => {
        noteChange((JSON.parse(data) as { subjectId?: unknown }).subjectId);
        refresh();
      });
      source.addEventListener("end", sessionEnded);
      source.addEventListener("open", () => {
        clearTimeout(timers.get("gone"));
        setGone(false);
        if (missed) {
          noteGap();
          refresh();
        }
        missed = false;
      });
      source.addEventListener("error", () => {
        if (!missed) later("gone", GONE_MS, () => setGone(true));
        missed = true;
        if (source.readyState !== EventSource.CLOSED) return;
        // Perhaps nobody is signed in any more; the answer says so.
        void queries.fetchQuery({ ...sessionQuery, staleTime: 0 }).then(
          (session) => session === null && sessionEnded(),
          () => undefined,
        );
        later("reopen", REOPEN_MS, open);
      });
    };
    open();
    return () => {
      for (const timer of timers.values()) clearTimeout(timer);
      source.close();
    };
  }, [queries, isWanted]);
  return isGone;
}

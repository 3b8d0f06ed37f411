import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { sessionEnded } from "./api.ts";

const SETTLE_MS = 250;

/** Asks again for what is on the screen whenever the server tells of a change. The browser resumes a broken line itself. */
export function useLiveUpdates(): void {
  const queries = useQueryClient();
  useEffect(() => {
    let pending: ReturnType<typeof setTimeout> | undefined;
    const source = new EventSource("/api/v1/live");
    const refresh = () => {
      // Several events of one change come together.
      clearTimeout(pending);
      pending = setTimeout(() => void queries.invalidateQueries(), SETTLE_MS);
    };
    source.addEventListener("change", refresh);
    source.addEventListener("end", sessionEnded);
    return () => {
      clearTimeout(pending);
      source.close();
    };
  }, [queries]);
}

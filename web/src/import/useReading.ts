import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { TicketImport, TicketImportMapping } from "../wire.ts";
import { importsQuery, readAs } from "./imports.ts";

/** Has the file read in another way; what is not said stays as it was. */
export function useReading(engagement: string, { id, mapping }: TicketImport) {
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const read = async (change: TicketImportMapping) => {
    setBusy(true);
    setProblem(null);
    try {
      const { encoding: _encoding, ...before } = mapping ?? { encoding: undefined };
      await readAs(engagement, id, { ...before, ...change });
      await queries.invalidateQueries({ queryKey: importsQuery(engagement).queryKey });
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return { read, isBusy, problem };
}

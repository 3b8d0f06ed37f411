import { useQueryClient } from "@tanstack/react-query";
import { request } from "../api.ts";
import type { DutyRota } from "../wire.ts";

/** A rota as it is written. */
export type RotaWish = Pick<DutyRota, "name" | "plan"> & { readonly serves: readonly string[] };

/** What is shown of duty is asked anew. */
export function useDutyAnew(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ["duty"] });
}

/** Writes a rota anew as it was seen, with another plan. */
export function useRotaChange(rota: DutyRota): (change: Pick<RotaWish, "plan">) => Promise<void> {
  const anew = useDutyAnew();
  const { id, name, serves, version } = rota;
  return async (change) => {
    const body = { name, serves: serves.map((each) => each.id), ...change };
    await request("PATCH /duty/rotas/:id", { params: { id }, body, ifMatch: `"${version}"` });
    await anew();
  };
}

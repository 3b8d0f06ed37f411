/** Which days of a rota are looked at, as it stands in the address. */
import { dayOfIso } from "@handschlag/engine/instant.ts";

export interface RotaSearch {
  /** The first day; the Monday of this week when it is not said. */
  from?: string | undefined;
  view?: "month" | undefined;
}

export const readRotaSearch = ({ from, view }: Record<string, unknown>): RotaSearch => ({
  ...(typeof from === "string" && dayOfIso(from) !== undefined && from > "2000" && from < "2099" ? { from } : {}),
  ...(view === "month" ? { view } : {}),
});

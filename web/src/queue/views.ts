import { queryOptions } from "@tanstack/react-query";
import { request } from "../api.ts";
import type { Reader } from "./reader.ts";
import { writtenSearch, type QueueSearch } from "./search.ts";
import type { queueWords } from "./words.ts";

type Name = Extract<keyof (typeof queueWords)["de"], `view-${string}`>;

export interface BuiltInView {
  readonly name: Name;
  readonly search: QueueSearch;
}

const PROVIDER: readonly BuiltInView[] = [
  { name: "view-all", search: {} },
  { name: "view-mine", search: { mine: true } },
  { name: "view-unassigned", search: { unassigned: true } },
  { name: "view-overdue", search: { overdue: true } },
];
const CLIENT: readonly BuiltInView[] = [
  { name: "view-mine", search: { mine: true } },
  { name: "view-company", search: {} },
  { name: "view-waiting", search: { awaiting: "client" } },
];
/** Of somebody who sees their own tickets only. */
const OWN: readonly BuiltInView[] = [
  { name: "view-mine", search: {} },
  { name: "view-waiting-me", search: { awaiting: "client" } },
];

/** The views that everybody has on a side. */
export const builtInViews = ({ side, seesAll }: Pick<Reader, "side" | "seesAll">): readonly BuiltInView[] =>
  side === "provider" ? PROVIDER : seesAll ? CLIENT : OWN;

export const isSameView = (a: QueueSearch, b: QueueSearch): boolean => writtenSearch(a) === writtenSearch(b);

export const viewsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: ({ signal }) => request("GET /me/views", { signal }),
  staleTime: 60_000,
});

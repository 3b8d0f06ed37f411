import type { Activity } from "@handschlag/engine/scope/activities.ts";
import type { ServiceScope } from "@handschlag/engine/scope/scope.ts";
import type { PartyNames, Side } from "./usePartyNames.ts";

/** What the two forms of the grid, table and cards, are given. */
export interface Grid {
  readonly services: readonly ServiceScope[];
  readonly side: Side;
  readonly names: PartyNames;
  /** Whether who is asked and told is shown, too. */
  readonly isFull: boolean;
  readonly idOf: (service: string, activity: Activity) => string;
  /** Whether the provider alone answers for it. */
  readonly isHeld: (service: string, activity: Activity) => boolean;
  /** `undefined` where nothing may be changed. */
  readonly open: ((service: string, activity: Activity) => void) | undefined;
}

/** Whether a cell wants attention: nobody answers or somebody is unknown, or several answer or nobody does it. */
export function issueOf(service: ServiceScope, activity: Activity): "gap" | "overlap" | undefined {
  if (service.roles.size === 0) return "gap";
  const own = service.issues.filter((issue) => "activity" in issue && issue.activity === activity);
  if (own.some(({ kind }) => kind !== "several-accountable" && kind !== "nobody-responsible")) return "gap";
  return own.length === 0 ? undefined : "overlap";
}

/** How the parts of an activity are usually spread where a provider runs a service. A proposal, taken over only when somebody asks for it. Source: docs/rules/scope.md §6. */
import { ACTIVITIES, type Activity } from "./activities.ts";
import type { PartOfParty } from "./reading.ts";

type Side = "client" | "provider";
type UsualParts = { readonly [Part in PartOfParty]?: Side };

const RUN: UsualParts = { accountable: "provider", responsible: "provider" };
const KEPT: UsualParts = { accountable: "client", responsible: "client" };

const USUAL: Readonly<Record<Activity, UsualParts>> = {
  operate: { ...RUN, informed: "client" },
  monitor: RUN,
  update: { ...RUN, informed: "client" },
  "back-up": { ...RUN, informed: "client" },
  "support-users": RUN,
  "administer-access": { accountable: "client", responsible: "provider" },
  secure: { ...RUN, consulted: "client" },
  "manage-vendors": RUN,
  document: { ...RUN, informed: "client" },
  "decide-changes": { ...KEPT, consulted: "provider" },
  "bear-outage-risk": { ...KEPT, informed: "provider" },
};

/** The usual parts of each activity, by the keys under which client and provider stand in the contract. */
export const usualResponsibilities = (
  keyOf: Readonly<Record<Side, string>>,
): ReadonlyMap<Activity, { readonly [Part in PartOfParty]?: string }> =>
  new Map(
    ACTIVITIES.map((activity) => [
      activity,
      Object.fromEntries(Object.entries(USUAL[activity]).map(([part, side]) => [part, keyOf[side]])),
    ]),
  );

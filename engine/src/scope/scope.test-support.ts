/** Parties and responsibilities for tests of the scope. */
import { ACTIVITIES, type Activity } from "./activities.ts";
import { usualResponsibilities } from "./usual.ts";

export const CLIENT_AND_PROVIDER = {
  client: { role: "client", name: "Lindenhof" },
  provider: { role: "provider", name: "Lechbogen" },
} as const;

/** Every activity with its usual parts. */
export const usualActivities = (): Record<string, unknown> =>
  Object.fromEntries(usualResponsibilities({ client: "client", provider: "provider" }));

/** Every activity with a party that answers for it and does it; „provider“ for those named. */
export const activitiesWith = (held: readonly Activity[], other = "client"): Record<string, unknown> =>
  Object.fromEntries(
    ACTIVITIES.map((activity) => {
      const party = held.includes(activity) ? "provider" : other;
      return [activity, { accountable: party, responsible: party }];
    }),
  );

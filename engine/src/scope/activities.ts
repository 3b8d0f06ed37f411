/** What there is to do for a service, in the order in which people read it. Source: product.md §5. */
export const ACTIVITIES = [
  "operate",
  "monitor",
  "update",
  "back-up",
  "support-users",
  "administer-access",
  "secure",
  "manage-vendors",
  "document",
  "decide-changes",
  "bear-outage-risk",
] as const;
export type Activity = (typeof ACTIVITIES)[number];

/** Service areas, the last for what belongs to none of the others. Source: product.md §5. */
export const AREAS = ["e-mail", "network", "cloud", "devices", "security", "applications", "other"] as const;
export type Area = (typeof AREAS)[number];

/** How a service of the catalogue is written down: what both languages share, and what each says. */
import type { z } from "zod";
import type { Activity, Area } from "../../scope/activities.ts";
import type { Service } from "../scope-shapes.ts";

type ServiceInput = z.input<typeof Service>;
type Responsibility = NonNullable<NonNullable<ServiceInput["activities"]>[Activity]>;
export type Activities = Readonly<Record<Activity, Responsibility>>;

/** What a service says in one language. */
interface ServiceText {
  readonly name: string;
  readonly description: string;
  readonly included: readonly string[];
  readonly excluded: readonly string[];
  readonly clientObligations: readonly string[];
  readonly acceptance: readonly string[];
  /** Meanings by the word, which is written with letters that names may have. */
  readonly definitions: Readonly<Record<string, string>>;
}

export interface CatalogueEntry {
  readonly id: string;
  readonly area: Area;
  readonly criticality: "low" | "medium" | "high";
  readonly personalData: boolean;
  readonly quantities: Readonly<Record<string, number>>;
  readonly activities: Activities;
  readonly de: ServiceText;
  readonly en: ServiceText;
}

/**
 * Who does what where the provider runs a service: the client keeps who gets access, what is changed, and the risk of an
 * outage. Source: product.md §3, §5.
 */
export const RUN_BY_PROVIDER: Activities = {
  operate: { accountable: "provider", responsible: "provider", informed: "client" },
  monitor: { accountable: "provider", responsible: "provider" },
  update: { accountable: "provider", responsible: "provider", informed: "client" },
  "back-up": { accountable: "provider", responsible: "provider", informed: "client" },
  "support-users": { accountable: "provider", responsible: "provider" },
  "administer-access": { accountable: "client", responsible: "provider" },
  secure: { accountable: "provider", responsible: "provider", consulted: "client" },
  "manage-vendors": { accountable: "provider", responsible: "provider" },
  document: { accountable: "provider", responsible: "provider", informed: "client" },
  "decide-changes": { accountable: "client", responsible: "client", consulted: "provider" },
  "bear-outage-risk": { accountable: "client", responsible: "client", informed: "provider" },
};

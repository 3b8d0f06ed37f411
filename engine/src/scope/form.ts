/** The form of outsourcing, derived from who answers for what and never typed in. Source: product.md §3; docs/rules/scope.md §§4, 5. */
import { ACTIVITIES, AREAS, type Activity, type Area } from "./activities.ts";
import { partyRoles, type Roles } from "./reading.ts";
import { responsibilitiesOf } from "./scope.ts";

/** Forms of one service, from the least given away to the most. */
export const SERVICE_FORMS = ["in-house", "out-tasking", "managed-service", "whole"] as const;
export type ServiceForm = (typeof SERVICE_FORMS)[number];

/** Forms of a contract, from the least given away to the most. */
export const FORMS = [
  "in-house",
  "out-tasking",
  "managed-service",
  "selective-outsourcing",
  "full-outsourcing",
] as const;
export type Form = (typeof FORMS)[number];

/** What makes a service managed: whoever answers for these runs it. */
export const CORE: readonly Activity[] = ["operate", "monitor", "update"];
/** The running work. What is left are decisions that stay with the client in every form. */
export const WORK: readonly Activity[] = [...CORE, "back-up", "support-users", "secure", "manage-vendors", "document"];

/** Areas of product.md §5 by which a whole IT is measured, and those without which nobody calls it fully outsourced. */
const STANDARD_AREAS = AREAS.filter((area) => area !== "other");
const INDISPENSABLE: readonly Area[] = ["network", "devices", "security"];
/** „Nearly all“: so many of the standard areas may be missing. */
const AREAS_MISSING_MAX = 1;

export interface ServiceReading {
  /** `key`, `name` and `area` of the service. */
  readonly service: string;
  readonly name: string;
  readonly area: Area;
  readonly form: ServiceForm;
  /** Activities in which the provider's side has a part as accountable or responsible. */
  readonly shared: readonly Activity[];
  /** Activities for which the provider's side alone is accountable. */
  readonly held: readonly Activity[];
}

export interface FormReading {
  readonly form: Form;
  readonly services: readonly ServiceReading[];
  /** Areas of which every service is wholly the provider's; areas that the contract knows besides; standard areas that it does not know. */
  readonly wholeAreas: readonly Area[];
  readonly otherAreas: readonly Area[];
  readonly absentAreas: readonly Area[];
}

/** The form of each service and of all together; `undefined` while there is no service. The order of nothing matters. */
export function formOf(services: unknown, parties: unknown): FormReading | undefined {
  const roleByParty = partyRoles(parties);
  const isProvider = (party: string) => ["provider", "subcontractor"].includes(roleByParty.get(party) ?? "");
  const readings = responsibilitiesOf(services, parties).map(({ key, name, area, roles }) => ({
    service: key,
    name,
    area,
    ...serviceForm(roles, isProvider),
  }));
  if (readings.length === 0) return undefined;
  const known = AREAS.filter((area) => readings.some((reading) => reading.area === area));
  const isWhole = (area: Area) => readings.every((reading) => reading.area !== area || reading.form === "whole");
  const wholeAreas = known.filter(isWhole);
  return {
    form: wholeForm(readings, wholeAreas),
    services: readings,
    wholeAreas,
    otherAreas: known.filter((area) => !isWhole(area)),
    absentAreas: STANDARD_AREAS.filter((area) => !known.includes(area)),
  };
}

function serviceForm(roles: ReadonlyMap<Activity, Roles>, isProvider: (party: string) => boolean) {
  const named = (activity: Activity) => roles.get(activity) ?? { accountable: [], responsible: [] };
  const shared = ACTIVITIES.filter((activity) => {
    const { accountable, responsible } = named(activity);
    return [...accountable, ...responsible].some(isProvider);
  });
  const held = ACTIVITIES.filter((activity) => {
    const { accountable } = named(activity);
    return accountable.length > 0 && accountable.every(isProvider);
  });
  const holds = (activities: readonly Activity[]) => activities.every((activity) => held.includes(activity));
  const form: ServiceForm =
    shared.length === 0 ? "in-house" : !holds(CORE) ? "out-tasking" : holds(WORK) ? "whole" : "managed-service";
  return { form, shared, held };
}

function wholeForm(readings: readonly ServiceReading[], wholeAreas: readonly Area[]): Form {
  const missing = STANDARD_AREAS.filter((area) => !wholeAreas.includes(area));
  if (missing.length <= AREAS_MISSING_MAX && INDISPENSABLE.every((area) => wholeAreas.includes(area)))
    return "full-outsourcing";
  if (wholeAreas.length > 0) return "selective-outsourcing";
  if (managedOf(readings).length * 2 >= readings.length) return "managed-service";
  return readings.some(({ form }) => form !== "in-house") ? "out-tasking" : "in-house";
}

/** The services whose running the provider answers for. */
export const managedOf = (readings: readonly ServiceReading[]): readonly ServiceReading[] =>
  readings.filter(({ form }) => form === "managed-service" || form === "whole");

/** Changes of who has which part in an activity, each at the smallest place that holds it. */
import { isObject, partAt, type Part, type PartsByKey } from "@handschlag/engine/contract/parts.ts";
import type { Activity } from "@handschlag/engine/scope/activities.ts";
import { PARTS, type PartOfParty } from "@handschlag/engine/scope/reading.ts";
import { usualResponsibilities } from "@handschlag/engine/scope/usual.ts";

type ScopeEdit = readonly [path: readonly string[], value: Part | undefined];

/** Gives a part of an activity to parties, to nobody where there is none; `undefined` where nothing would change. */
export function partEdit(
  document: Part,
  service: string,
  activity: Activity,
  part: PartOfParty,
  parties: readonly string[],
): ScopeEdit | undefined {
  const path = ["services", service, "activities"];
  const activities = partAt(document, path);
  const roles = partAt(activities, [activity]);
  const value = parties.length === 0 ? undefined : parties.length === 1 ? parties[0]! : parties;
  if (!isObject(roles)) {
    if (value === undefined) return undefined;
    const fresh = { [part]: value };
    return isObject(activities) ? [[...path, activity], fresh] : [path, { [activity]: fresh }];
  }
  const hasOthers = PARTS.some((other) => other !== part && roles[other] !== undefined);
  // An activity in which nobody has a part is one that is not named.
  return value === undefined && !hasOthers ? [[...path, activity], undefined] : [[...path, activity, part], value];
}

/** Fills what is empty in a service as it is usual; `undefined` where nothing is empty, or the sides are not clear. */
export function usualEdit(document: Part, service: string): ScopeEdit | undefined {
  const [client, provider] = [onlyParty(document, "client"), onlyParty(document, "provider")];
  if (client === undefined || provider === undefined) return undefined;
  const path = ["services", service, "activities"];
  const written = partAt(document, path);
  const activities = isObject(written) ? written : {};
  const filled: Record<string, Part> = {};
  for (const [activity, usual] of usualResponsibilities({ client, provider })) {
    const roles = activities[activity];
    const fresh = isObject(roles) ? withUsual(roles, usual) : usual;
    if (fresh !== undefined) filled[activity] = fresh;
  }
  return Object.keys(filled).length === 0 ? undefined : [path, { ...activities, ...filled }];
}

/** Who answers for it and does it, where nobody is named; who is asked and told only for what is not named at all. */
function withUsual(roles: PartsByKey, usual: { readonly [P in PartOfParty]?: string }): PartsByKey | undefined {
  const isEmpty = (part: Part | undefined) => part === undefined || (Array.isArray(part) && part.length === 0);
  const missing = (["accountable", "responsible"] as const).filter((part) => isEmpty(roles[part]));
  return missing.length === 0
    ? undefined
    : { ...roles, ...Object.fromEntries(missing.map((part) => [part, usual[part]])) };
}

/** The key of the one party with a role. */
function onlyParty(document: Part, role: "client" | "provider"): string | undefined {
  const parties = partAt(document, ["parties"]);
  const keys = Object.keys(isObject(parties) ? parties : {}).filter((key) => partAt(parties, [key, "role"]) === role);
  return keys.length === 1 ? keys[0] : undefined;
}

/**
 * Who has which part in which activity of a service, and where that is open or contradicts itself.
 *
 * A *service* has *activities*; in each, parties are *accountable* (answer for it), *responsible* (do it), *consulted* or
 * *informed* (RACI). A *gap* is an activity that nobody answers for or does; an *overlap* one that several answer for;
 * an *assumption* a promise whose words define nothing. Works on drafts: any JSON is read as far as it can be.
 * Source: product.md §5; docs/rules/scope.md §§1–3.
 */
import { ACTIVITIES, type Activity, type Area } from "./activities.ts";
import { boundlessWordsIn } from "./boundless.ts";
import { PARTS, partyRoles, writtenServices, type Roles, type WrittenService } from "./reading.ts";

/** A service with everything that is said, and not said, of its activities. */
export interface ServiceScope {
  /** Its id; its place in the list where it has none, or one that another service has, too. */
  readonly key: string;
  /** Its name, else its id, else its number in the list. */
  readonly name: string;
  readonly area: Area;
  /** The parts of parties by activity; nothing for an activity that is not named. */
  readonly roles: ReadonlyMap<Activity, Roles>;
  readonly issues: readonly ScopeIssue[];
}

interface Place {
  /** `key` and `name` of the service. */
  readonly service: string;
  readonly serviceName: string;
  /** From the document's root, by keys and positions. */
  readonly path: readonly (string | number)[];
}

interface AtActivity extends Place {
  readonly activity: Activity;
}

export type ScopeIssue =
  | (Place & { readonly kind: "nothing-named"; readonly sort: "gap" })
  | (AtActivity & { readonly kind: "not-named"; readonly sort: "gap" })
  | (AtActivity & { readonly kind: "nobody-accountable"; readonly sort: "gap" })
  | (AtActivity & { readonly kind: "nobody-responsible"; readonly sort: "gap" })
  | (AtActivity & { readonly kind: "unknown-party"; readonly sort: "gap"; readonly party: string })
  | (AtActivity & {
      readonly kind: "several-accountable";
      readonly sort: "overlap";
      readonly parties: readonly string[];
    })
  | (Place & { readonly kind: "boundless"; readonly sort: "assumption"; readonly words: string });

export type IssueKind = ScopeIssue["kind"];

/** Every service of a list with the parts of the parties, and every issue of it in the order of the activities. */
export function responsibilitiesOf(services: unknown, parties: unknown): readonly ServiceScope[] {
  const written = writtenServices(services);
  const known = new Set(partyRoles(parties).keys());
  const isOwn = (id: string) => written.filter((service) => service.id === id).length === 1;
  return written.map((service) => {
    const { id, position, area, roles } = service;
    const key = id !== undefined && isOwn(id) ? id : String(position);
    const name = service.name ?? id ?? String(position + 1);
    const place: Place = { service: key, serviceName: name, path: ["services", position] };
    return {
      key,
      name,
      area,
      roles,
      issues: [...activityIssues(service, place, known), ...assumptions(service, place)],
    };
  });
}

function activityIssues({ roles }: WrittenService, place: Place, known: ReadonlySet<string>): readonly ScopeIssue[] {
  const activitiesPath = [...place.path, "activities"];
  if (roles.size === 0) return [{ ...place, path: activitiesPath, kind: "nothing-named", sort: "gap" }];
  return ACTIVITIES.flatMap((activity): ScopeIssue[] => {
    const at = { ...place, activity, path: [...activitiesPath, activity] };
    const ofActivity = roles.get(activity);
    if (ofActivity === undefined) return [{ ...at, kind: "not-named", sort: "gap" }];
    return [...accountIssues(ofActivity, at), ...strangers(ofActivity, at, known)];
  });
}

function accountIssues({ accountable, responsible }: Roles, at: AtActivity): ScopeIssue[] {
  if (accountable.length === 0) return [{ ...at, kind: "nobody-accountable", sort: "gap" }];
  const issues: ScopeIssue[] = [];
  if (accountable.length > 1)
    issues.push({ ...at, kind: "several-accountable", sort: "overlap", parties: accountable });
  if (responsible.length === 0) issues.push({ ...at, kind: "nobody-responsible", sort: "gap" });
  return issues;
}

/** Parties that the activity names and the contract does not know. */
function strangers(roles: Roles, at: AtActivity, known: ReadonlySet<string>): ScopeIssue[] {
  const named = new Set(PARTS.flatMap((part) => roles[part]));
  return [...named]
    .filter((party) => !known.has(party))
    .map((party) => ({ ...at, kind: "unknown-party", sort: "gap", party }));
}

/** Words without a bound; a service that defines words is taken at its word. */
function assumptions({ texts, hasDefinitions }: WrittenService, place: Place): ScopeIssue[] {
  if (hasDefinitions) return [];
  return texts.flatMap(({ at, text }): ScopeIssue[] => {
    const words = boundlessWordsIn(text);
    return words === undefined
      ? []
      : [{ ...place, path: [...place.path, ...at], kind: "boundless", sort: "assumption", words }];
  });
}

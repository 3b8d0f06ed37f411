/** Which fields name something elsewhere in the contract, which names occur once, and which fields exclude each other. Source: docs/rules/contract.md §3. */
import type { ContractDocument } from "./document.ts";
import type { Misfit, Path } from "./references.ts";

/** What a field may name. */
export type Kind =
  | "service"
  | "service level"
  | "calendar"
  | "priority"
  | "party"
  | "contact"
  | "availability objective"
  | "KPI"
  | "price item"
  | "sub-processor";

/** A place in every document: names of fields, `*` for each entry of a list or map. */
type Pattern = string;

const REFERENCES: readonly (readonly [Pattern, Kind])[] = [
  ["services.*.partners.*", "party"],
  ["availability.*.services.*", "service"],
  ["availability.*.serviceTime", "calendar"],
  ["availability.*.maintenance.windows.*.calendar", "calendar"],
  ["kpis.*.priorities.*", "priority"],
  ["kpis.*.services.*", "service"],
  ["kpis.*.availability", "availability objective"],
  ["credits.rules.*.availability", "availability objective"],
  ["credits.rules.*.kpi", "KPI"],
  ["credits.rules.*.priorities.*", "priority"],
  ["credits.rules.*.services.*", "service"],
  ["prices.items.*.services.*", "service"],
  ["prices.items.*.items.*", "price item"],
  ["prices.items.*.surcharges.*.inside", "calendar"],
  ["prices.items.*.surcharges.*.outside", "calendar"],
  ["prices.indexation.*.items.*", "price item"],
  ["changes.approvals.*.approvers.*", "contact"],
  ["changes.standard.*.services.*", "service"],
  ["changes.standard.*.priceItem", "price item"],
  ["changes.standard.*.requesters.*", "contact"],
  ["changes.riskBorneBy", "party"],
  ["changes.calendar", "calendar"],
  ["steering.meetings.*.contacts.*", "contact"],
  ["steering.fixedContacts.*", "contact"],
  ["clientObligations.*.contact", "contact"],
  ["dataProtection.subProcessors.*.party", "party"],
  ["dataProtection.subProcessors.*.services.*", "service"],
  ["dataProtection.atRest.*.services.*", "service"],
  ["dataProtection.processedIn.*.services.*", "service"],
  ["dataProtection.officers.*", "contact"],
  ["dataProtection.ai.systems.*.subProcessor", "sub-processor"],
  ["security.contacts.*", "contact"],
  ["security.patching.*.services.*", "service"],
  ["security.backup.*.services.*", "service"],
  ["security.certificates.*.holder", "party"],
  ["exit.assistance.priceItem", "price item"],
  ["exit.dataFormats.*.services.*", "service"],
  ["regulation.doraDuties.criticalFunctions.*", "service"],
];

/** Further fields that name something; `@` is the name of an entry itself. What does not exist is told by references.ts. */
const FURTHER_REFERENCES: readonly (readonly [Pattern, Kind])[] = [
  ["priorities.matrix.*.*", "priority"],
  ["serviceLevels.*.calendar", "calendar"],
  ["serviceLevels.*.targets.@", "priority"],
  ["serviceLevels.*.targets.*.calendar", "calendar"],
  ...["response", "update", "restore", "resolve"].map(
    (level) => [`serviceLevels.*.targets.*.${level}.calendar`, "calendar"] as const,
  ),
  ["services.*.serviceLevel", "service level"],
  ...["accountable", "responsible", "consulted", "informed"].flatMap((role) => [
    [`services.*.activities.*.${role}`, "party"] as const,
    [`services.*.activities.*.${role}.*`, "party"] as const,
  ]),
  ["services.*.activities.*.contact", "contact"],
  ["escalation.*.contacts.*", "contact"],
  ["escalation.*.calendar", "calendar"],
];

const KIND_BY_PATTERN: ReadonlyMap<Pattern, Kind> = new Map([...REFERENCES, ...FURTHER_REFERENCES]);

/** What the field at a place of every document names, if it names something; `*` for each entry of a list or map. */
export const namedAt = (pattern: readonly string[]): Kind | undefined => KIND_BY_PATTERN.get(pattern.join("."));

/** Lists whose entries have a name of their own. */
const NAMED_LISTS: readonly (readonly [Pattern, string])[] = [
  ["availability", "availability objective"],
  ["kpis", "KPI"],
  ["credits.rules", "credit rule"],
  ["prices.items", "price item"],
  ["prices.items.*.surcharges", "surcharge"],
  ["prices.items.*.milestones", "milestone"],
  ["prices.indexation", "indexation clause"],
  ["changes.approvals", "approval"],
  ["changes.standard", "standard change"],
  ["steering.meetings", "meeting"],
  ["clientObligations", "obligation"],
  ["dataProtection.subProcessors", "sub-processor"],
  ["dataProtection.ai.systems", "AI system"],
  ["security.backup", "backup plan"],
  ["security.certificates", "certificate"],
  ["governing.documents", "document"],
];

/** Of these fields an entry has at most one; `needed` says that it has exactly one. */
const ALTERNATIVES: readonly (readonly [Pattern, fields: readonly string[], needed: boolean, kind?: string])[] = [
  ["term", ["noticeMonths", "noticeDays"], false],
  ["credits.rules.*", ["availability", "kpi", "level"], true],
  ["credits.rules.*", ["creditPercent", "creditAmount", "multiple"], true, "linear"],
  ["credits.rules.*.tiers.*", ["atLeast", "above"], false],
  ["credits.rules.*.tiers.*", ["below", "atMost"], false],
  ["credits.rules.*.tiers.*", ["creditPercent", "creditAmount", "points"], true],
  ["prices.items.*", ["price", "tiers"], true, "per-unit"],
  ["prices.items.*", ["percent", "amount"], true, "discount"],
  ["prices.items.*.milestones.*", ["sharePercent", "amount"], true],
  ["prices.items.*.surcharges.*", ["inside", "outside"], false],
];

interface Found {
  readonly path: Path;
  readonly value: unknown;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** Every place of a document that a pattern means, with what stands there. */
function* placesOf(root: unknown, pattern: Pattern): Generator<Found> {
  let found: Found[] = [{ path: [], value: root }];
  for (const part of pattern.split(".")) {
    found = found.flatMap(({ path, value }): Found[] => {
      if (!isRecord(value)) return [];
      if (part !== "*") return value[part] === undefined ? [] : [{ path: [...path, part], value: value[part] }];
      return Array.isArray(value)
        ? value.map((entry: unknown, index) => ({ path: [...path, index], value: entry }))
        : Object.entries(value).map(([name, entry]) => ({ path: [...path, name], value: entry }));
    });
  }
  yield* found;
}

const idsOf = (entries: readonly { readonly id: string }[] | undefined): string[] =>
  (entries ?? []).map(({ id }) => id);

function namesByKind(contract: ContractDocument): ReadonlyMap<Kind, readonly string[]> {
  return new Map<Kind, readonly string[]>([
    ["service", idsOf(contract.services)],
    ["service level", Object.keys(contract.serviceLevels)],
    ["calendar", Object.keys(contract.calendars)],
    ["priority", contract.priorities.levels],
    ["party", Object.keys(contract.parties)],
    ["contact", Object.values(contract.parties).flatMap(({ contacts }) => idsOf(contacts))],
    ["availability objective", idsOf(contract.availability)],
    ["KPI", idsOf(contract.kpis)],
    ["price item", idsOf(contract.prices?.items)],
    ["sub-processor", idsOf(contract.dataProtection?.subProcessors)],
  ]);
}

/** Every misfit of the tables above. `listed` writes the names that are known. */
export function tableMisfits(contract: ContractDocument, listed: (names: readonly string[]) => string): Misfit[] {
  const misfits: Misfit[] = [];
  const names = namesByKind(contract);
  for (const [pattern, kind] of REFERENCES) {
    const known = names.get(kind)!;
    for (const { path, value } of placesOf(contract, pattern)) {
      if (known.includes(String(value))) continue;
      const article = /^[aeio]/i.test(kind) ? "an" : "a";
      misfits.push({ path, message: `expected ${article} ${kind} (${listed(known)}), found ${String(value)}` });
    }
  }
  for (const [pattern, kind] of NAMED_LISTS) {
    for (const { path, value } of placesOf(contract, pattern)) misfits.push(...repeatedIds(path, value, kind));
  }
  for (const [pattern, fields, needed, kind] of ALTERNATIVES) {
    for (const { path, value } of placesOf(contract, pattern)) {
      if (!isRecord(value) || (kind !== undefined && value["kind"] !== kind)) continue;
      const given = fields.filter((field) => value[field] !== undefined);
      if (given.length > 1)
        misfits.push({ path: [...path, given[1]!], message: `expected only one of ${given.join(" and ")}` });
      if (given.length === 0 && needed) misfits.push({ path, message: `expected one of ${fields.join(", ")}` });
    }
  }
  return misfits;
}

function repeatedIds(path: Path, entries: unknown, kind: string): Misfit[] {
  const seen = new Set<unknown>();
  return (entries as readonly { readonly id: string }[]).flatMap(({ id }, index): Misfit[] => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ path: [...path, index, "id"], message: `expected each ${kind} once, found ${id} again` }];
  });
}

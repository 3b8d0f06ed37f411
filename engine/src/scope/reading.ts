/** Services and parties read from any JSON: what is missing or of another kind counts as not there. */
import { ACTIVITIES, AREAS, type Activity, type Area } from "./activities.ts";

/** The parts that a party can have in an activity (RACI). */
export const PARTS = ["accountable", "responsible", "consulted", "informed"] as const;
export type PartOfParty = (typeof PARTS)[number];

/** The parties of an activity, each once, by key. */
export type Roles = { readonly [Part in PartOfParty]: readonly string[] };

/** One service as far as it is written. */
export interface WrittenService {
  readonly position: number;
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly area: Area;
  /** Activities that the service names, even if with nobody. */
  readonly roles: ReadonlyMap<Activity, Roles>;
  readonly texts: readonly WrittenText[];
  readonly hasDefinitions: boolean;
}

/** A text in which the service promises something, with its place in the service. */
interface WrittenText {
  readonly at: readonly (string | number)[];
  readonly text: string;
}

type Fields = Readonly<Record<string, unknown>>;

const hasFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const fieldsOf = (value: unknown): Fields => (hasFields(value) ? value : {});
const fieldOf = (value: unknown, name: string): unknown =>
  Object.hasOwn(fieldsOf(value), name) ? fieldsOf(value)[name] : undefined;
const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
/** A name as members of lists bear it: a text or a number. */
const nameOf = (value: unknown): string | undefined => (typeof value === "number" ? String(value) : textOf(value));
const isThere = (value: unknown): boolean => value !== undefined && value !== null;

/** The services of a list, those that are none left out. */
export const writtenServices = (services: unknown): readonly WrittenService[] =>
  listOf(services).flatMap((service, position) => (hasFields(service) ? [writtenService(service, position)] : []));

function writtenService(service: unknown, position: number): WrittenService {
  const activities = fieldOf(service, "activities");
  const named = ACTIVITIES.filter((activity) => isThere(fieldOf(activities, activity)));
  return {
    position,
    id: nameOf(fieldOf(service, "id")),
    name: textOf(fieldOf(service, "name")),
    area: AREAS.find((area) => area === fieldOf(service, "area")) ?? "other",
    roles: new Map(named.map((activity) => [activity, rolesOf(fieldOf(activities, activity))])),
    texts: [
      ...writtenText(fieldOf(service, "description"), ["description"]),
      ...listOf(fieldOf(service, "included")).flatMap((text, place) => writtenText(text, ["included", place])),
    ],
    hasDefinitions: Object.keys(fieldsOf(fieldOf(service, "definitions"))).length > 0,
  };
}

const rolesOf = (written: unknown): Roles => ({
  accountable: partiesOf(fieldOf(written, "accountable")),
  responsible: partiesOf(fieldOf(written, "responsible")),
  consulted: partiesOf(fieldOf(written, "consulted")),
  informed: partiesOf(fieldOf(written, "informed")),
});

/** One party or a list of them, as a list. */
const partiesOf = (written: unknown): readonly string[] => [
  ...new Set((Array.isArray(written) ? listOf(written) : [written]).flatMap((party) => textOf(party) ?? [])),
];

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);

const writtenText = (value: unknown, at: WrittenText["at"]): WrittenText[] =>
  typeof value === "string" ? [{ at, text: value }] : [];

/** What each party is in the contract, by key. */
export function partyRoles(parties: unknown): ReadonlyMap<string, string | undefined> {
  return new Map(Object.keys(fieldsOf(parties)).map((key) => [key, textOf(fieldOf(fieldOf(parties, key), "role"))]));
}

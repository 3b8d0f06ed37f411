/** What several rules read from a contract. */
import { dayOfIso } from "../../instant.ts";
import { millionths } from "../../decimal.ts";
import type { ContractDocument } from "../document.ts";
import type { Path } from "../references.ts";
import type { Hit } from "./rule.ts";

export type ServiceEntry = ContractDocument["services"][number];
export type ContactEntry = NonNullable<ContractDocument["parties"][string]["contacts"]>[number];

/** Each entry of a list with its place; nothing for a list that is not there. */
export const placed = <Entry>(
  entries: readonly Entry[] | undefined,
  ...at: Path
): { readonly entry: Entry; readonly path: Path }[] =>
  (entries ?? []).map((entry, index) => ({ entry, path: [...at, index] }));

export const servicesOf = ({ services }: ContractDocument): { readonly entry: ServiceEntry; readonly path: Path }[] =>
  placed(services, "services");

/** A hit where a condition holds, else none. */
export const hitIf = (found: boolean, path: Path, facts?: Hit["facts"]): readonly Hit[] =>
  found ? [facts === undefined ? { path } : { path, facts }] : [];

/** The parties that a role of the responsibility matrix names. */
export const partiesIn = (named: string | readonly string[] | undefined): readonly string[] =>
  named === undefined ? [] : typeof named === "string" ? [named] : named;

export function partyWithRole({ parties }: ContractDocument, role: "client" | "provider"): string | undefined {
  return Object.keys(parties).find((name) => parties[name]!.role === role);
}

/** The party to which a contact belongs. */
export const partyOfContact = ({ parties }: ContractDocument, id: string): string | undefined =>
  Object.keys(parties).find((name) => parties[name]!.contacts?.some((contact) => contact.id === id));

export const sumOf = (values: readonly string[]): bigint => values.reduce((sum, value) => sum + millionths(value), 0n);

/** Members of the European Economic Area. Source: Agreement on the EEA, as of 2026. */
const EEA: ReadonlySet<string> = new Set(
  "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO".split(" "),
);

export const isInEea = (country: string): boolean => EEA.has(country);

/** Whether a country belongs to those that the contract allows. */
export const isAllowed = (country: string, allowed: readonly string[]): boolean =>
  allowed.includes(country) || (allowed.includes("EEA") && isInEea(country));

/** Days from one date to another; both exist. */
export const daysBetween = (from: string, to: string): number => dayOfIso(to)! - dayOfIso(from)!;

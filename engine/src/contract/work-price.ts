/** What work costs that a service does not include: by the hour, or out of a block of hours. Source: product.md §5, §12; docs/rules/tickets.md §6. */
import { dayOfIso, type Day } from "../instant.ts";
import type { ContractDocument } from "./document.ts";

/** A price item by which work is charged. */
export interface WorkPrice {
  readonly id: string;
  readonly name: string;
  /** Price of an hour (the first role's; of a block that beyond it) in the contract's currency, before surcharges; `null` where none is agreed. */
  readonly hourly: string | null;
  readonly currency: string;
  /** Minutes of which started ones count; `null` where every minute counts alone. */
  readonly incrementMinutes: number | null;
  /** Least minutes that are charged for a job. */
  readonly minimumMinutes: number;
}

type PriceItem = NonNullable<ContractDocument["prices"]>["items"][number];
type WorkItem = Extract<PriceItem, { readonly kind: "hourly" | "hour-block" }>;

/**
 * The price item by which work for a service is charged on a day (`2026-11-23`): one that names the service before one
 * for all; hours that are bought already before others; else as the contract lists them. `undefined` where there is none.
 */
export function workPriceFor(document: ContractDocument, serviceId: string, day: string): WorkPrice | undefined {
  const { prices } = document;
  const [item] = (prices?.items ?? [])
    .filter((each): each is WorkItem => each.kind === "hourly" || each.kind === "hour-block")
    .filter((each) => appliesOn(each, day) && (each.services === undefined || each.services.includes(serviceId)))
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  if (prices === undefined || item === undefined) return undefined;
  return {
    id: item.id,
    name: item.name,
    hourly: (item.kind === "hourly" ? item.rates[0]?.amount : item.overageRate) ?? null,
    currency: prices.currency,
    incrementMinutes: item.incrementMinutes ?? null,
    minimumMinutes: item.minimumMinutes ?? 0,
  };
}

const rankOf = ({ services, kind }: WorkItem): number =>
  (services === undefined ? 2 : 0) + (kind === "hour-block" ? 0 : 1);

function appliesOn({ validFrom, validTo }: WorkItem, day: string): boolean {
  const at: Day = dayOfIso(day)!;
  return (validFrom === undefined || dayOfIso(validFrom)! <= at) && (validTo === undefined || at <= dayOfIso(validTo)!);
}

/**
 * The minutes that a job is charged with: each record up to the increment that it has started, and together at least the
 * minimum; nothing where nothing was done.
 */
export function chargedMinutes(
  records: readonly number[],
  { incrementMinutes, minimumMinutes }: Pick<WorkPrice, "incrementMinutes" | "minimumMinutes">,
): number {
  const step = incrementMinutes ?? 1;
  const sum = records.reduce((total, minutes) => total + Math.ceil(minutes / step) * step, 0);
  return sum === 0 ? 0 : Math.max(sum, minimumMinutes);
}

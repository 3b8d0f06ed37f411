/** Is it covered? What the contract says of a request before work starts. Source: product.md §5; docs/rules/tickets.md §6. */
import { dateIn } from "../calendar/zone.ts";
import type { Instant } from "../instant.ts";
import type { ContractDocument } from "./document.ts";
import { workPriceFor, type WorkPrice } from "./work-price.ts";

/** The answer, with the words of the contract on which it rests. */
export interface Coverage {
  /**
   * `chargeable`: the service leaves it out, and the contract has a price for such work; `unclear`: nobody has said yet
   * which service it is about, or there is no contract.
   */
  readonly kind: "covered" | "chargeable" | "not-covered" | "unclear";
  readonly service: { readonly id: string; readonly name: string } | null;
  readonly clause: string | null;
  /** By what it is charged, where it is chargeable. */
  readonly price: WorkPrice | null;
  readonly contractVersion: number | null;
}

/**
 * Whether a request at an instant is covered: by its service, and by the clause of the service that it is about
 * where one is named.
 */
export function coverageOf(
  document: ContractDocument | undefined,
  at: Instant,
  serviceId: string | undefined,
  clause?: string,
): Coverage {
  const contractVersion = document?.version ?? null;
  const service = document?.services.find(({ id }) => id === serviceId);
  if (document === undefined || service === undefined)
    return { kind: "unclear", service: null, clause: null, price: null, contractVersion };
  const named = { id: service.id, name: service.name };
  const isOf = (clauses: readonly string[] | undefined) => clause !== undefined && (clauses ?? []).includes(clause);
  if (!isOf(service.excluded))
    return {
      kind: "covered",
      service: named,
      clause: isOf(service.included) ? clause! : null,
      price: null,
      contractVersion,
    };
  const price = workPriceFor(document, service.id, dateIn(document.timeZone, at)) ?? null;
  return {
    kind: price === null ? "not-covered" : "chargeable",
    service: named,
    clause: clause!,
    price,
    contractVersion,
  };
}

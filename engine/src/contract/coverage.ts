/** Is it covered? What the contract says of a request before work starts. Source: product.md §5. */
import type { ContractDocument } from "./document.ts";

/** The answer, with the words of the contract on which it rests. */
export interface Coverage {
  /** `unclear`: nobody has said yet which service it is about, or there is no contract. */
  readonly kind: "covered" | "not-covered" | "unclear";
  readonly service: { readonly id: string; readonly name: string } | null;
  readonly clause: string | null;
  readonly contractVersion: number | null;
}

/** Whether a request is covered: by its service, and by the clause of the service that it is about where one is named. */
export function coverageOf(
  document: ContractDocument | undefined,
  serviceId: string | undefined,
  clause?: string,
): Coverage {
  const contractVersion = document?.version ?? null;
  const service = document?.services.find(({ id }) => id === serviceId);
  if (service === undefined) return { kind: "unclear", service: null, clause: null, contractVersion };
  const named = { id: service.id, name: service.name };
  const isOf = (clauses: readonly string[] | undefined) => clause !== undefined && (clauses ?? []).includes(clause);
  if (isOf(service.excluded)) return { kind: "not-covered", service: named, clause: clause!, contractVersion };
  return { kind: "covered", service: named, clause: isOf(service.included) ? clause! : null, contractVersion };
}

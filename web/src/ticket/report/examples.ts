/** What people report, by example, and the services of the contract that it may be about. */
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";

export type Service = ContractDocument["services"][number];
type Area = Service["area"];

export const EXAMPLES = ["mail", "internet", "computer", "program", "access", "other"] as const;
export type Example = (typeof EXAMPLES)[number];

const AREAS: Readonly<Record<Exclude<Example, "other">, readonly Area[]>> = {
  mail: ["e-mail"],
  internet: ["network"],
  computer: ["devices"],
  program: ["applications", "cloud"],
  access: ["e-mail", "cloud", "security"],
};

/** The services that an example may be about; all of them when none fits. */
export function candidatesFor({ services }: ContractDocument, example: Example): readonly Service[] {
  if (example === "other") return services;
  const areas = AREAS[example];
  const fitting = services.filter(({ area }) => areas.includes(area));
  return fitting.length === 0 ? services : fitting;
}

/** The service of an example when there is no question which; else `undefined`. */
export function serviceFor(document: ContractDocument, example: Example): string | undefined {
  const candidates = candidatesFor(document, example);
  return example !== "other" && candidates.length === 1 ? candidates[0]!.id : undefined;
}

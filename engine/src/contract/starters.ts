/**
 * What a new contract begins with: whole contracts in three sizes, and services to add. Names, quantities, prices and
 * dates are examples to be replaced. Source: product.md §5, §7.
 */
import type { z } from "zod";
import type { CatalogueEntry } from "./catalogue/catalogue-entry.ts";
import { INFRASTRUCTURE_SERVICES } from "./catalogue/infrastructure-services.ts";
import { SECURITY_SERVICES } from "./catalogue/security-services.ts";
import { WORKPLACE_SERVICES } from "./catalogue/workplace-services.ts";
import type { Said } from "./said.ts";
import type { Service } from "./scope-shapes.ts";
import { STARTER_TEXTS } from "./starters.gen.ts";

type ContractLanguage = keyof Said;

export const STARTER_SIZES = ["small", "medium", "comprehensive"] as const;
export type StarterSize = (typeof STARTER_SIZES)[number];

/** A whole contract in which nothing is found. */
export interface Starter {
  readonly size: StarterSize;
  readonly name: string;
  /** What it holds, in one sentence. */
  readonly about: string;
  /** The contract as a text that the reader reads. */
  readonly text: string;
}

const NAMES: Readonly<Record<ContractLanguage, Readonly<Record<StarterSize, readonly [name: string, about: string]>>>> =
  {
    de: {
      small: ["Klein", "Arbeitsplätze und Anwenderunterstützung für ein Jahr, zu festen Preisen je Person."],
      medium: ["Mittel", "Dazu Microsoft 365, Netzwerk und Firewall, mit Preisanpassung und gestuften Freigaben."],
      comprehensive: [
        "Umfassend",
        "Dazu Server, Sicherheitsüberwachung und Telefonie, dringende Störungen rund um die Uhr.",
      ],
    },
    en: {
      small: ["Small", "Workplaces and user support for a year, at fixed prices per person."],
      medium: ["Medium", "Also Microsoft 365, network and firewall, with price adjustment and graded approvals."],
      comprehensive: [
        "Comprehensive",
        "Also servers, security monitoring and telephony, urgent faults around the clock.",
      ],
    },
  };

/** The starters in a language, the smallest first. */
export const startersOf = (language: ContractLanguage): readonly Starter[] =>
  STARTER_SIZES.map((size) => {
    const [name, about] = NAMES[language][size];
    return { size, name, about, text: STARTER_TEXTS[language][size] };
  });

/**
 * A service as a contract writes it, all activities with who is responsible: `client` and `provider` are the parties'
 * keys. Its `serviceLevel` is left to the contract into which it is put; without one no clock runs.
 */
export type CatalogueService = Omit<z.input<typeof Service>, "serviceLevel">;

const ENTRIES: readonly CatalogueEntry[] = [...WORKPLACE_SERVICES, ...INFRASTRUCTURE_SERVICES, ...SECURITY_SERVICES];

/** The services to choose from, by id the same in both languages. Each call makes them anew, so that they can be changed. */
export const catalogueOf = (language: ContractLanguage): readonly CatalogueService[] =>
  ENTRIES.map((entry) => serviceOf(entry, language));

function serviceOf(entry: CatalogueEntry, language: ContractLanguage): CatalogueService {
  const { id, area, criticality, personalData, quantities, activities } = entry;
  const { name, description, included, excluded, clientObligations, acceptance, definitions } = entry[language];
  return structuredClone({
    id,
    name,
    area,
    description,
    personalData,
    dataProcessingService: false,
    criticality,
    included: [...included],
    excluded: [...excluded],
    quantities: { ...quantities },
    clientObligations: [...clientObligations],
    acceptance: [...acceptance],
    definitions: { ...definitions },
    activities: { ...activities },
  });
}

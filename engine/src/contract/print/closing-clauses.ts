/** Liability, order of precedence, law and venue as clauses. Source: docs/rules/contract-parts.md §9. */
import type { ContractDocument } from "../document.ts";
import { valueWordOf } from "../field-words.ts";
import type { Block } from "./blocks.ts";
import type { Speech } from "./speech.ts";
import {
  asCountry,
  asMoney,
  asPercent,
  asText,
  both,
  chosen,
  column,
  listed,
  paragraph,
  sentence,
  table,
  tell,
  type Tellings,
} from "./telling.ts";

type Liability = NonNullable<ContractDocument["liability"]>;
type Governing = NonNullable<ContractDocument["governing"]>;

const LIABILITY: readonly Tellings<Liability>[] = [
  {
    capAmount: sentence(
      asMoney,
      "Die Haftung ist je Schadensfall auf {value} begrenzt.",
      "Liability is limited to {value} for each case.",
    ),
    capPercentOfYear: sentence(
      asPercent,
      "Die Haftung ist je Vertragsjahr auf {value} der Jahresvergütung begrenzt.",
      "Liability is limited to {value} of the fees of a year for each year.",
    ),
    unlimitedFor: listed(
      ["Unbegrenzt ist die Haftung für:", "Liability is unlimited for:"],
      ["Fälle unbegrenzter Haftung sind keine vereinbart.", "No cases of unlimited liability are agreed."],
    ),
  },
  { dataLoss: sentence(asText, "Bei Verlust von Daten gilt: {value}.", "For lost data the following holds: {value}.") },
];

export function liabilityBlocks(liability: Liability, speech: Speech): readonly Block[] {
  return [
    ...tell("Liability", liability, LIABILITY, speech, ["insurance"]),
    ...insurances(liability.insurance, speech),
  ];
}

function insurances(insurance: Liability["insurance"], speech: Speech): readonly Block[] {
  if (insurance === undefined) return [];
  if (insurance.length === 0)
    return [
      paragraph(
        speech.in(
          both("Versicherungen des Auftragnehmers sind keine vereinbart.", "No insurances of the Provider are agreed."),
        ),
      ),
    ];
  const caption = speech.in(both("Versicherungen", "Insurances"));
  const columns = [
    column(speech, both("Versicherung", "Insurance"), 5),
    column(speech, both("Versicherungssumme je Fall", "Sum insured for a case"), 4, true),
    column(speech, both("Nachweis gültig bis", "Proof valid until"), 3),
  ];
  const rows = insurance.map(({ kind, sum, validUntil }) => [
    [kind],
    [speech.money(sum)],
    [validUntil === undefined ? "" : speech.date(validUntil)],
  ]);
  const lead = both(
    "Der Auftragnehmer unterhält folgende Versicherungen.",
    "The Provider holds the following insurances.",
  );
  return [paragraph(speech.in(lead)), ...table(caption, columns, rows)];
}

/** The documents of the contract in their order of precedence. */
export function precedence(documents: Governing["documents"], speech: Speech): readonly Block[] {
  if (documents === undefined || documents.length === 0) return [];
  const caption = speech.in(both("Dokumente und ihr Rang", "Documents and their rank"));
  const columns = [
    column(speech, both("Rang", "Rank"), 1, true),
    column(speech, both("Dokument", "Document"), 7),
    column(speech, both("Art", "Kind"), 4),
    column(speech, both("Stand", "Issue"), 4),
    column(speech, both("Kennung", "Id"), 2),
  ];
  const rows = documents
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ id, title, kind, rank, date, version }) => [
      [String(rank)],
      [title],
      [speech.in(valueWordOf("GoverningDocument", "kind", kind))],
      [
        ...(version === undefined ? [] : [speech.in(both("Fassung {version}", "version {version}"), { version })]),
        ...(date === undefined ? [] : [speech.date(date)]),
      ],
      [id],
    ]);
  const lead = both(
    "Für das Vertragsverhältnis gelten die folgenden Dokumente. Widersprechen sie sich, gilt das Dokument mit der niedrigeren Rangziffer.",
    "The following documents hold. Where they contradict, the one with the lower rank number prevails.",
  );
  return [paragraph(speech.in(lead)), ...table(caption, columns, rows)];
}

const GOVERNING: readonly Tellings<Governing>[] = [
  {
    changesForm: chosen({
      written: [
        "Änderungen und Ergänzungen des Vertrags bedürfen der Schriftform.",
        "Changes of the contract must be made in writing.",
      ],
      text: [
        "Änderungen und Ergänzungen des Vertrags bedürfen der Textform.",
        "Changes of the contract must be made in text form.",
      ],
      electronic: [
        "Änderungen und Ergänzungen des Vertrags werden in elektronischer Form vereinbart.",
        "Changes of the contract are made in electronic form.",
      ],
    }),
  },
  {
    settlement: sentence(
      asText,
      "Bevor ein Gericht angerufen wird, werden Streitigkeiten so beigelegt: {value}.",
      "Before a court is asked, disputes are settled as follows: {value}.",
    ),
    law: sentence(
      asCountry,
      "Es gilt das Recht des folgenden Staates: {value}.",
      "The law of the following country holds: {value}.",
    ),
    venue: sentence(asText, "Gerichtsstand: {value}.", "Place of jurisdiction: {value}."),
  },
];

export const governingBlocks = (governing: Governing, speech: Speech): readonly Block[] =>
  tell("Governing", governing, GOVERNING, speech, ["documents"]);

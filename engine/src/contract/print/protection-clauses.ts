/** The annex on data protection: processing, sub-processors, places, AI. Source: GDPR Art. 28; docs/rules/contract-parts.md §7. */
import type { ContractDocument } from "../document.ts";
import { valueWordOf } from "../field-words.ts";
import type { Said } from "../said.ts";
import type { Block, Cell, Draft, Pair } from "./blocks.ts";
import { aiBlocks } from "./ai-clause.ts";
import type { Speech } from "./speech.ts";
import {
  asCount,
  asCountAfter,
  asNames,
  both,
  chosen,
  column,
  pairs,
  paragraph,
  sentence,
  table,
  tell,
  whether,
  type Tellings,
} from "./telling.ts";

type Protection = NonNullable<ContractDocument["dataProtection"]>;
type Clauses = NonNullable<Protection["clauses"]>;
type DocumentRef = NonNullable<Protection["agreement"]>;
type Location = NonNullable<Protection["atRest"]>[number];
type SubProcessor = NonNullable<Protection["subProcessors"]>[number];
type Transfer = NonNullable<Location["transfer"]>;

/** The annex in clauses; those of which the contract says nothing are left out. */
export function protectionClauses(protection: Protection, speech: Speech): readonly Draft[] {
  const { clauses, subProcessors, ai } = protection;
  return [
    { title: both("Gegenstand der Verarbeitung", "The processing"), blocks: processing(protection, speech) },
    {
      title: both("Regelungen nach Art. 28 Abs. 3 DSGVO", "Points of Art. 28(3) GDPR"),
      blocks: clauses === undefined ? [] : pointTable(clauses, speech),
    },
    {
      title: both("Unterauftragsverarbeiter", "Sub-processors"),
      blocks: subProcessorBlocks(subProcessors, protection, speech),
    },
    { title: both("Orte der Verarbeitung", "Places of processing"), blocks: placeBlocks(protection, speech) },
    { title: both("Einsatz von KI", "Use of AI"), blocks: ai === undefined ? [] : aiBlocks(ai, speech) },
    {
      title: both("Pflichten und Fristen", "Duties and times"),
      blocks: tell("DataProtection", protection, DUTIES, speech, TOLD),
    },
    {
      title: both("Löschung", "Deletion"),
      blocks: protection.deletion === undefined ? [] : tell("Deletion", protection.deletion, [DELETION], speech),
    },
  ];
}

const TOLD = [
  "processing",
  "agreement",
  "subject",
  "duration",
  "nature",
  "purpose",
  "dataTypes",
  "dataSubjects",
  "specialCategories",
  "clauses",
  "subProcessorConsent",
  "objectionDays",
  "subProcessors",
  "allowedCountries",
  "atRest",
  "processedIn",
  "locationChangeDays",
  "measures",
  "deletion",
  "ai",
] as const;

const PROCESSING: Tellings<Protection> = {
  processing: whether(
    [
      "Der Auftragnehmer verarbeitet für den Auftraggeber personenbezogene Daten.",
      "The Provider processes personal data for the Client.",
    ],
    [
      "Der Auftragnehmer verarbeitet für den Auftraggeber keine personenbezogenen Daten.",
      "The Provider processes no personal data for the Client.",
    ],
  ),
};

function processing(protection: Protection, speech: Speech): readonly Block[] {
  const { agreement, measures, subject, duration, nature, purpose, dataTypes, dataSubjects, specialCategories } =
    protection;
  const row = (said: Said, lines: readonly string[] | undefined): Pair[] => {
    if (lines === undefined) return [];
    return [{ term: speech.in(said), lines: lines.length === 0 ? [speech.in(both("keine", "none"))] : lines }];
  };
  const one = (text: string | undefined) => (text === undefined ? undefined : [text]);
  return [
    ...tell("DataProtection", protection, [PROCESSING], speech, Object.keys(protection) as (keyof Protection)[]),
    ...pairs([
      ...row(
        both("Vertrag zur Auftragsverarbeitung", "Processing agreement"),
        agreement && documentLines(agreement, speech),
      ),
      ...row(both("Gegenstand", "Subject-matter"), one(subject)),
      ...row(both("Dauer", "Duration"), one(duration)),
      ...row(both("Art der Verarbeitung", "Nature"), one(nature)),
      ...row(both("Zweck", "Purpose"), one(purpose)),
      ...row(both("Arten personenbezogener Daten", "Types of personal data"), dataTypes),
      ...row(both("Kategorien betroffener Personen", "Categories of data subjects"), dataSubjects),
      ...row(both("Besondere Kategorien (Art. 9 DSGVO)", "Special categories (Art. 9 GDPR)"), specialCategories),
      ...row(
        both("Technische und organisatorische Maßnahmen", "Technical and organisational measures"),
        measures && documentLines(measures, speech),
      ),
    ]),
  ];
}

const documentLines = ({ title, version, date, place }: DocumentRef, speech: Speech): readonly string[] => [
  title,
  ...(version === undefined ? [] : [speech.in(both("Fassung {version}", "version {version}"), { version })]),
  ...(date === undefined ? [] : [speech.in(both("vom {date}", "of {date}"), { date: speech.date(date) })]),
  ...(place === undefined ? [] : [speech.in(both("zu finden: {place}", "to be found: {place}"), { place })]),
];

const LETTERS: Readonly<Record<keyof Clauses, readonly [letter: string, point: Said]>> = {
  instructions: [
    "a",
    both(
      "Verarbeitung nur auf dokumentierte Weisung, auch bei Übermittlungen",
      "Processing on documented instructions only, transfers included",
    ),
  ],
  confidentiality: ["b", both("Verpflichtung der Beschäftigten zur Vertraulichkeit", "Staff bound to confidentiality")],
  security: ["c", both("Maßnahmen nach Art. 32", "Measures of Art. 32")],
  subProcessors: ["d", both("Bedingungen für Unterauftragsverarbeiter", "Conditions for sub-processors")],
  dataSubjectRights: [
    "e",
    both("Unterstützung bei Anträgen betroffener Personen", "Help with requests of data subjects"),
  ],
  assistance: [
    "f",
    both("Unterstützung bei den Pflichten aus Art. 32 bis 36", "Help with the duties of Art. 32 to 36"),
  ],
  deletion: [
    "g",
    both("Löschung oder Rückgabe nach Wahl des Auftraggebers", "Deletion or return at the Client’s choice"),
  ],
  audit: ["h", both("Nachweise und Überprüfungen", "Proof and audits")],
};

function pointTable(clauses: Clauses, speech: Speech): readonly Block[] {
  const columns = [
    column(speech, both("Buchst.", "Letter"), 1),
    column(speech, both("Gegenstand", "Point"), 7),
    column(speech, both("Vereinbart", "Agreed"), 2),
    column(speech, both("Fundstelle oder Wortlaut", "Where it stands, or its words"), 5),
  ];
  const rows = (Object.keys(LETTERS) as (keyof Clauses)[]).flatMap((name): (readonly Cell[])[] => {
    const point = clauses[name];
    if (point === undefined) return [];
    const [letter, what] = LETTERS[name];
    const agreed = point.agreed ? both("ja", "yes") : both("nein", "no");
    return [[[letter], [speech.in(what)], [speech.in(agreed)], [point.clause ?? ""]]];
  });
  return table(speech.in(both("Art. 28 Abs. 3 DSGVO", "Art. 28(3) GDPR")), columns, rows);
}

const CONSENT: Tellings<Protection> = {
  subProcessorConsent: chosen({
    specific: [
      "Jeder Unterauftragsverarbeiter bedarf der gesonderten Genehmigung des Auftraggebers.",
      "Each sub-processor needs the Client’s specific authorisation.",
    ],
    general: [
      "Unterauftragsverarbeiter sind allgemein genehmigt; der Auftraggeber kann einem neuen widersprechen.",
      "Sub-processors are authorised in general; the Client may object to a new one.",
    ],
    "none-allowed": ["Unterauftragsverarbeiter sind nicht erlaubt.", "Sub-processors are not allowed."],
  }),
  objectionDays: sentence(
    asCount("day"),
    "Die Frist für den Widerspruch beträgt {value}.",
    "The time to object is {value}.",
  ),
};

function subProcessorBlocks(
  list: readonly SubProcessor[] | undefined,
  protection: Protection,
  speech: Speech,
): readonly Block[] {
  const consent = tell(
    "DataProtection",
    protection,
    [CONSENT],
    speech,
    Object.keys(protection) as (keyof Protection)[],
  );
  if (list === undefined) return consent;
  if (list.length === 0)
    return [
      ...consent,
      paragraph(speech.in(both("Unterauftragsverarbeiter werden nicht eingesetzt.", "There are no sub-processors."))),
    ];
  const columns = [
    column(speech, both("Unternehmen", "Company"), 6),
    column(speech, both("Zweck", "Purpose"), 5),
    column(speech, both("Leistungen", "Services"), 4),
    column(speech, both("Land und Grundlage", "Country and basis"), 5),
  ];
  const lead = both("Eingesetzt werden:", "The sub-processors are:");
  return [
    ...consent,
    paragraph(speech.in(lead)),
    ...table(
      speech.in(both("Unterauftragsverarbeiter", "Sub-processors")),
      columns,
      list.map((each) => subProcessorRow(each, speech)),
    ),
  ];
}

function subProcessorRow(
  { id, party, name, address, contact, country, purpose, services, transfer, flowDown }: SubProcessor,
  speech: Speech,
): readonly Cell[] {
  const bound = flowDown
    ? both("an dieselben Pflichten gebunden", "bound by the same duties")
    : both("nicht an dieselben Pflichten gebunden", "not bound by the same duties");
  const partyName = party === undefined ? undefined : speech.party(party);
  return [
    [
      name,
      ...(address === undefined ? [] : [address]),
      ...(contact === undefined ? [] : [contact]),
      `(${id})`,
      ...(partyName === undefined
        ? []
        : [speech.in(both("Vertragspartei: {value}", "Party: {value}"), { value: partyName })]),
    ],
    [purpose ?? "", ...(flowDown === undefined ? [] : [speech.in(bound)])],
    [services === undefined ? "" : speech.names("service", services)],
    [speech.country(country), ...(transfer === undefined ? [] : transferLines(transfer, speech))],
  ];
}

const transferLines = ({ basis, document, assessedOn }: Transfer, speech: Speech): readonly string[] => [
  speech.in(valueWordOf("Transfer", "basis", basis)),
  ...(document === undefined ? [] : [document]),
  ...(assessedOn === undefined
    ? []
    : [speech.in(both("Folgenabschätzung vom {date}", "assessed on {date}"), { date: speech.date(assessedOn) })]),
];

const PLACES: Tellings<Protection> = {
  allowedCountries: (codes, speech) =>
    codes.length === 0
      ? speech.in(both("Daten dürfen in keinem Land liegen.", "Data may be in no country."))
      : speech.in(both("Daten dürfen sich nur hier befinden: {value}.", "Data may be here only: {value}."), {
          value: speech.list(codes.map((code) => speech.country(code))),
        }),
  locationChangeDays: sentence(
    asCount("day"),
    "Ein Wechsel der Orte wird {value} vorher angekündigt.",
    "A change of places is announced {value} before.",
  ),
};

function placeBlocks(protection: Protection, speech: Speech): readonly Block[] {
  return [
    ...tell("DataProtection", protection, [PLACES], speech, Object.keys(protection) as (keyof Protection)[]),
    ...locations(
      protection.atRest,
      both("Gespeichert werden die Daten hier:", "Data are stored here:"),
      both("Orte der Speicherung sind keine vereinbart.", "No places of storage are agreed."),
      speech,
    ),
    ...locations(
      protection.processedIn,
      both("Verarbeitet werden sie von hier aus:", "They are processed from here:"),
      both("Orte der Verarbeitung sind keine vereinbart.", "No places of processing are agreed."),
      speech,
    ),
  ];
}

function locations(list: readonly Location[] | undefined, lead: Said, none: Said, speech: Speech): readonly Block[] {
  if (list === undefined) return [];
  if (list.length === 0) return [paragraph(speech.in(none))];
  const columns = [
    column(speech, both("Land", "Country"), 4),
    column(speech, both("Ort", "Place"), 4),
    column(speech, both("Leistungen", "Services"), 5),
    column(speech, both("Grundlage der Übermittlung", "Basis of the transfer"), 5),
  ];
  const rows = list.map(({ country, place, services, transfer }) => [
    [speech.country(country)],
    [place ?? ""],
    [services === undefined ? speech.in(both("alle", "all")) : speech.names("service", services)],
    transfer === undefined ? [""] : transferLines(transfer, speech),
  ]);
  return [paragraph(speech.in(lead)), ...table(speech.in(lead), columns, rows)];
}

const DUTIES: readonly Tellings<Protection>[] = [
  {
    breachNoticeHours: sentence(
      asCountAfter("hour"),
      "Der Auftragnehmer meldet eine Verletzung des Schutzes personenbezogener Daten innerhalb von {value}.",
      "The Provider reports a personal data breach within {value}.",
    ),
    requestForwardDays: sentence(
      asCountAfter("day"),
      "Anträge betroffener Personen leitet er innerhalb von {value} weiter.",
      "Requests of data subjects are passed on within {value}.",
    ),
    officers: sentence(
      asNames("contact"),
      "Ansprechpersonen für den Datenschutz: {value}.",
      "Data-protection contacts: {value}.",
    ),
  },
  {
    measuresReviewMonths: sentence(
      asCount("month"),
      "Die technischen und organisatorischen Maßnahmen werden alle {value} überprüft.",
      "The technical and organisational measures are reviewed every {value}.",
    ),
    auditNoticeDays: sentence(
      asCount("day"),
      "Eine Überprüfung kündigt der Auftraggeber {value} vorher an.",
      "An audit is announced {value} before.",
    ),
  },
];

const DELETION: Tellings<NonNullable<Protection["deletion"]>> = {
  choice: chosen({
    client: [
      "Zwischen Löschung und Rückgabe der Daten wählt der Auftraggeber.",
      "The Client chooses between deletion and return of the data.",
    ],
    delete: ["Die Daten werden gelöscht.", "The data are deleted."],
    return: ["Die Daten werden zurückgegeben.", "The data are returned."],
  }),
  withinDays: sentence(
    asCountAfter("day"),
    "Innerhalb von {value} nach dem Ende ist alles gelöscht.",
    "Everything is deleted within {value} of the end.",
  ),
  backupsWithinDays: sentence(
    asCountAfter("day"),
    "Aus Sicherungen sind die Daten nach {value} gelöscht.",
    "From backups the data are gone after {value}.",
  ),
  certificate: whether(
    ["Der Auftragnehmer bestätigt die Löschung.", "A deletion certificate is owed."],
    ["Eine Löschbestätigung ist nicht geschuldet.", "No deletion certificate is owed."],
  ),
};

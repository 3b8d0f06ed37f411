/** How the contract ends, as a clause. Source: docs/rules/contract-parts.md §9. */
import type { ContractDocument } from "../document.ts";
import type { Block } from "./blocks.ts";
import type { Speech } from "./speech.ts";
import {
  asCount,
  asCountAfter,
  asMoney,
  asName,
  asText,
  both,
  chosen,
  column,
  listed,
  paragraph,
  sentence,
  table,
  tell,
  whether,
  type Tellings,
} from "./telling.ts";

type Exit = NonNullable<ContractDocument["exit"]>;
type Assistance = NonNullable<Exit["assistance"]>;

const ASSISTANCE: Tellings<Assistance> = {
  months: sentence(
    asCount("month"),
    "Der Auftragnehmer unterstützt die Beendigung {value} lang.",
    "The Provider assists with the exit for {value}.",
  ),
  price: chosen({
    included: ["Die Unterstützung ist mit der Vergütung abgegolten.", "The assistance is included in the fees."],
    "by-rate": ["Die Unterstützung wird nach Aufwand vergütet.", "The assistance is charged by rates."],
    fixed: ["Die Unterstützung wird zu einem Festpreis vergütet.", "The assistance is charged at a fixed price."],
  }),
  priceItem: sentence(
    asName("price item"),
    "Es gilt die Preisposition „{value}“.",
    "The price item “{value}” applies.",
  ),
  includedHours: sentence(
    asCount("hour"),
    "Ohne Vergütung enthalten sind {value}.",
    "Included without charge: {value}.",
  ),
  continuedService: whether(
    ["Die Leistungen werden währenddessen fortgeführt.", "The services go on meanwhile."],
    ["Die Leistungen werden währenddessen nicht fortgeführt.", "The services do not go on meanwhile."],
  ),
  tasks: listed(
    ["Die Unterstützung umfasst:", "The assistance comprises:"],
    ["Bestimmte Aufgaben sind nicht vereinbart.", "No particular tasks are agreed."],
  ),
};

const EXIT: readonly Tellings<Exit>[] = [
  {
    dataWithinDays: sentence(
      asCountAfter("day"),
      "Der Auftragnehmer gibt die Daten innerhalb von {value} nach der Kündigung oder auf Verlangen heraus.",
      "The Provider hands over the data within {value} of notice or request.",
    ),
    exportOnRequest: whether(
      ["Der Auftraggeber kann jederzeit einen Export verlangen.", "The Client may have an export at any time."],
      [
        "Einen Export kann der Auftraggeber nicht jederzeit verlangen.",
        "The Client may not have an export at any time.",
      ],
    ),
    handover: listed(
      ["Außerdem werden übergeben:", "Also handed over are:"],
      ["Weiteres wird nicht übergeben.", "Nothing else is handed over."],
    ),
  },
  {
    accessRevocationHours: sentence(
      asCountAfter("hour"),
      "Zugänge des Auftragnehmers werden innerhalb von {value} nach dem Ende entzogen.",
      "Access of the Provider is removed within {value} of the end.",
    ),
    deletionWithinDays: sentence(
      asCountAfter("day"),
      "Der Auftragnehmer löscht die Daten innerhalb von {value} nach der Übergabe.",
      "The Provider deletes the data within {value} of the handover.",
    ),
    deletionCertificate: whether(
      ["Der Auftragnehmer stellt eine Löschbestätigung aus.", "A deletion certificate is owed."],
      ["Eine Löschbestätigung ist nicht geschuldet.", "No deletion certificate is owed."],
    ),
    retentionOfDocuments: chosen({
      none: ["Der Auftragnehmer behält keine Unterlagen zurück.", "The Provider keeps no documents."],
      statutory: [
        "Der Auftragnehmer behält nur Unterlagen, die er kraft Gesetzes aufbewahren muss.",
        "The Provider keeps only documents that law obliges him to keep.",
      ],
      lien: [
        "Der Auftragnehmer kann Unterlagen bis zur Erfüllung seiner Forderungen zurückbehalten.",
        "The Provider may keep documents until his claims are met (lien).",
      ],
    }),
    licencesTransfer: whether(
      ["Lizenzen gehen auf den Auftraggeber über.", "Licences go over to the Client."],
      ["Lizenzen gehen nicht auf den Auftraggeber über.", "Licences do not go over to the Client."],
    ),
  },
  {
    planWithinMonths: sentence(
      asCountAfter("month"),
      "Ein Ausstiegsplan liegt innerhalb von {value} nach Vertragsbeginn vor.",
      "An exit plan is there within {value} of the start.",
    ),
    planReviewMonths: sentence(asCount("month"), "Er wird alle {value} überprüft.", "It is reviewed every {value}."),
    testMonths: sentence(
      asCount("month"),
      "Der Export der Daten wird alle {value} erprobt.",
      "The export of data is tested every {value}.",
    ),
  },
  {
    switchNoticeDays: sentence(
      asCountAfter("day"),
      "Der Auftraggeber kann nach der Verordnung (EU) 2023/2854 (Data Act) mit einer Frist von {value} zu einem anderen Dienst wechseln.",
      "Under Regulation (EU) 2023/2854 (Data Act) the Client may switch to another service with {value} of notice.",
    ),
    switchTransitionDays: sentence(
      asCountAfter("day"),
      "Der Wechsel ist innerhalb von {value} abgeschlossen (Data Act).",
      "The switch ends within {value} (Data Act).",
    ),
    switchExtension: whether(
      ["Der Auftraggeber kann diese Zeit einmal verlängern.", "The Client may extend that time once."],
      ["Eine Verlängerung dieser Zeit ist nicht vorgesehen.", "That time cannot be extended."],
    ),
    retrievalDays: sentence(
      asCount("day"),
      "Nach dem Wechsel können die Daten noch {value} lang abgerufen werden.",
      "After the switch data can still be fetched for {value}.",
    ),
    exportList: sentence(
      asText,
      "Liste der exportierbaren Daten und Vermögenswerte: {value}.",
      "List of data and assets that can be exported: {value}.",
    ),
    switchingCharges: chosen({
      none: ["Für den Wechsel werden keine Entgelte erhoben.", "No charges are made for switching."],
      cost: [
        "Für den Wechsel werden nur die unmittelbaren Kosten des Auftragnehmers erhoben.",
        "Only the Provider’s direct cost is charged for switching.",
      ],
      priced: ["Für den Wechsel wird ein Preis erhoben.", "A price is charged for switching."],
    }),
  },
  {
    earlyTerminationFee: sentence(
      asMoney,
      "Bei vorzeitiger Beendigung einer festen Laufzeit sind {value} zu zahlen.",
      "For ending a fixed term early, {value} is owed.",
    ),
  },
];

export function exitBlocks(exit: Exit, speech: Speech): readonly Block[] {
  const { assistance, dataFormats } = exit;
  return [
    ...(assistance === undefined ? [] : tell("ExitAssistance", assistance, [ASSISTANCE], speech)),
    ...formats(dataFormats, speech),
    ...tell("Exit", exit, EXIT, speech, ["assistance", "dataFormats"]),
  ];
}

function formats(dataFormats: Exit["dataFormats"], speech: Speech): readonly Block[] {
  if (dataFormats === undefined) return [];
  if (dataFormats.length === 0)
    return [
      paragraph(
        speech.in(
          both(
            "Formate für die Herausgabe von Daten sind keine vereinbart.",
            "No formats for handing over data are agreed.",
          ),
        ),
      ),
    ];
  const caption = speech.in(both("Formate der Daten", "Formats of data"));
  const columns = [
    column(speech, both("Daten", "Data"), 4),
    column(speech, both("Format", "Format"), 5),
    column(speech, both("Offenes Format", "Open format"), 2),
    column(speech, both("Leistungen", "Services"), 4),
  ];
  const rows = dataFormats.map(({ data, format, open, services }) => [
    [data],
    [format],
    [open === undefined ? "" : speech.in(open ? both("ja", "yes") : both("nein", "no"))],
    [services === undefined ? "" : speech.names("service", services)],
  ]);
  const lead = both(
    "Daten werden in folgenden Formaten herausgegeben.",
    "Data are handed over in the following formats.",
  );
  return [paragraph(speech.in(lead)), ...table(caption, columns, rows)];
}

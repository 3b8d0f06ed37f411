/** Words for exit, liability, governing documents and regulation. */
import type { PartWords } from "./part-words.ts";

const Exit: PartWords[string] = {
  assistance: {
    de: ["Beendigungsunterstützung", "Hilfe des Dienstleisters am Ende des Vertrags."],
    en: ["Exit assistance", "The provider's help at the end."],
    of: "ExitAssistance",
  },
  dataFormats: {
    de: ["Datenformate", "In welchen Formaten Daten herausgegeben werden."],
    en: ["Data formats", "Formats of the data that are handed over."],
    each: "DataFormat",
  },
  dataWithinDays: {
    de: ["Datenherausgabe binnen (Tage)", "So viele Tage nach Kündigung oder Verlangen kommen die Daten."],
    en: ["Data returned within (days)", "Days after notice or request in which data are handed over."],
  },
  exportOnRequest: {
    de: ["Datenexport jederzeit", "Ob der Auftraggeber jederzeit einen Export verlangen kann."],
    en: ["Export at any time", "Whether the client may have an export at any time."],
  },
  handover: {
    de: ["Weiter zu übergeben", "Was außerdem übergeben wird."],
    en: ["Also handed over", "What else is handed over."],
  },
  accessRevocationHours: {
    de: [
      "Zugänge entziehen binnen (Stunden)",
      "Binnen so vieler Stunden nach dem Ende verliert der Dienstleister seine Zugänge.",
    ],
    en: ["Access removed within (hours)", "Hours after the end in which the provider's access is removed."],
  },
  deletionWithinDays: {
    de: ["Löschung binnen (Tage)", "So viele Tage nach der Übergabe hat der Dienstleister gelöscht."],
    en: ["Deleted within (days)", "Days after the handover in which the provider deletes."],
  },
  deletionCertificate: {
    de: ["Löschbestätigung", "Ob die Löschung bestätigt werden muss."],
    en: ["Deletion certificate", "Whether a deletion certificate is owed."],
  },
  planWithinMonths: {
    de: ["Ausstiegsplan binnen (Monate)", "So viele Monate nach Beginn liegt ein Ausstiegsplan vor."],
    en: ["Exit plan within (months)", "Months after the start in which an exit plan is there."],
  },
  planReviewMonths: {
    de: ["Plan überprüfen alle (Monate)", "In diesem Abstand wird der Ausstiegsplan überprüft."],
    en: ["Plan reviewed every (months)", "Months after which the exit plan is reviewed."],
  },
  testMonths: {
    de: ["Export testen alle (Monate)", "So viele Monate liegen zwischen zwei Tests des Exports."],
    en: ["Export tested every (months)", "Months between two tests of the export."],
  },
  licencesTransfer: {
    de: ["Lizenzen gehen über", "Ob Lizenzen auf den Auftraggeber übergehen."],
    en: ["Licences go over", "Whether licences go over to the client."],
  },
  retentionOfDocuments: {
    de: ["Verbleib von Unterlagen", "Was der Dienstleister behalten darf."],
    en: ["Documents kept", "What the provider may keep."],
    values: {
      none: ["nichts", "nothing"],
      statutory: ["nur gesetzlich Vorgeschriebenes", "only what the law asks for"],
      lien: ["bis alles bezahlt ist", "until everything is paid"],
    },
  },
  switchNoticeDays: {
    de: ["Wechselfrist (Tage, Data Act)", "Frist, mit der ein Anbieterwechsel angekündigt wird."],
    en: ["Notice of switching (days, Data Act)", "Days of notice for switching to another service."],
  },
  switchTransitionDays: {
    de: ["Dauer des Wechsels (Tage, Data Act)", "In so vielen Tagen ist der Wechsel abgeschlossen."],
    en: ["Switch ends within (days, Data Act)", "Days in which the switch ends."],
  },
  switchExtension: {
    de: ["Verlängerung möglich (Data Act)", "Ob der Auftraggeber diese Zeit einmal verlängern darf."],
    en: ["Extension possible (Data Act)", "Whether the client may extend that time once."],
  },
  retrievalDays: {
    de: ["Datenabruf danach (Tage, Data Act)", "So lange können Daten nach dem Wechsel noch abgerufen werden."],
    en: ["Data fetched until (days, Data Act)", "Days after the switch in which data can still be fetched."],
  },
  exportList: {
    de: ["Liste exportierbarer Daten (Data Act)", "Alle Daten und Werte, die exportiert werden können."],
    en: ["List of exportable data (Data Act)", "List of all data and assets that can be exported."],
  },
  switchingCharges: {
    de: ["Wechselentgelte (Data Act)", "Was ein Anbieterwechsel kostet."],
    en: ["Switching charges (Data Act)", "What switching costs."],
    values: {
      none: ["keine", "none"],
      cost: ["nur unmittelbare Kosten", "direct cost only"],
      priced: ["zu vereinbartem Preis", "at an agreed price"],
    },
  },
  earlyTerminationFee: {
    de: ["Entgelt bei vorzeitigem Ende", "Betrag, der anfällt, wenn eine feste Laufzeit vorzeitig endet."],
    en: ["Early termination fee", "Sum that is owed for ending a fixed term early."],
  },
};

const DoraDuties: PartWords[string] = {
  criticalFunctions: {
    de: ["Kritische oder wichtige Funktionen", "Leistungen, die kritische oder wichtige Funktionen stützen."],
    en: ["Critical or important functions", "Services that support critical or important functions."],
  },
  cooperation: {
    de: ["Zusammenarbeit mit der Aufsicht", "Ob der Dienstleister mit den Aufsichtsbehörden zusammenarbeitet."],
    en: ["Works with supervisors", "Whether the provider works with the supervisors."],
  },
  insolvencyAccess: {
    de: ["Datenzugriff bei Insolvenz", "Ob die Daten auch bei Insolvenz oder Einstellung erreichbar bleiben."],
    en: ["Data on insolvency", "Whether data stay accessible on insolvency and discontinuation."],
  },
  incidentHelp: {
    de: ["Hilfe bei Vorfällen", "Was Hilfe bei IKT-Vorfällen kostet."],
    en: ["Help in incidents", "What help in ICT incidents costs."],
    values: { free: ["kostenlos", "free"], priced: ["zu vorher vereinbartem Preis", "at a price set before"] },
  },
  awarenessTraining: {
    de: ["Sensibilisierung und Schulung", "Ob der Dienstleister an Schulungsprogrammen teilnimmt."],
    en: ["Awareness training", "Whether the provider takes part in awareness programmes."],
  },
  unrestrictedAudit: {
    de: ["Unbeschränkte Prüfung", "Ob Zugang, Inspektion und Prüfung unbeschränkt möglich sind."],
    en: ["Unrestricted audit", "Whether access, inspection and audit are unrestricted."],
  },
  testedContingency: {
    de: ["Getestete Notfallpläne", "Ob Notfallpläne bestehen und getestet werden."],
    en: ["Tested contingency plans", "Whether contingency plans exist and are tested."],
  },
  penetrationTests: {
    de: ["Bedrohungsorientierte Tests", "Ob der Dienstleister an bedrohungsorientierten Penetrationstests mitwirkt."],
    en: ["Penetration tests", "Whether the provider takes part in threat-led penetration tests."],
  },
  reportsDevelopments: {
    de: ["Meldung wesentlicher Entwicklungen", "Ob wesentliche Entwicklungen gemeldet werden."],
    en: ["Reports developments", "Whether material developments are reported."],
  },
  transitionMonths: {
    de: ["Weiterleistung (Monate)", "So viele Monate nach der Kündigung läuft die Leistung weiter."],
    en: ["Continued service (months)", "Months of service after notice."],
  },
  subcontracting: {
    de: ["Weiterverlagerung", "Ob kritische Funktionen weitergegeben werden dürfen."],
    en: ["Sub-outsourcing", "Whether critical functions may be passed on."],
    values: {
      forbidden: ["verboten", "forbidden"],
      "with-consent": ["nur mit Zustimmung", "with consent only"],
      allowed: ["erlaubt", "allowed"],
    },
  },
  locationChangeDays: {
    de: ["Ortswechsel ankündigen (Tage vorher)", "So viele Tage vorher wird ein Wechsel der Orte angekündigt."],
    en: ["Change of places (days before)", "Days before which a change of places is announced."],
  },
};

export const exitParts: PartWords = {
  Exit,
  ExitAssistance: {
    months: {
      de: ["Dauer (Monate)", "So viele Monate hilft der Dienstleister."],
      en: ["Length (months)", "Months in which the provider assists."],
    },
    price: {
      de: ["Vergütung", "Was diese Hilfe kostet."],
      en: ["What it costs", "What assistance costs."],
      values: {
        included: ["im Preis enthalten", "included"],
        "by-rate": ["nach vereinbartem Satz", "at the agreed rate"],
        fixed: ["Festpreis", "fixed price"],
      },
    },
    priceItem: {
      de: ["Preisposition", "Preis, nach dem die Hilfe abgerechnet wird."],
      en: ["Price item", "Price item by which it is charged."],
    },
    includedHours: {
      de: ["Kostenlose Stunden", "So viele Stunden kosten nichts."],
      en: ["Included hours", "Hours that cost nothing."],
    },
    continuedService: {
      de: ["Leistungen laufen weiter", "Ob die Leistungen währenddessen weiterlaufen."],
      en: ["Services go on", "Whether the services go on during it."],
    },
    tasks: { de: ["Umfang", "Was die Hilfe umfasst."], en: ["Tasks", "What it comprises."] },
  },
  DataFormat: {
    data: { de: ["Daten", "Um welche Daten es geht."], en: ["Data", "Which data."] },
    format: {
      de: ["Format", "In welchem Format sie kommen."],
      en: ["Format of the data", "The format in which they come."],
    },
    open: {
      de: ["Offenes Format", "Ob es ohne Programme des Dienstleisters lesbar ist."],
      en: ["Open format", "Whether it can be read without the provider's programs."],
    },
    services: {
      de: ["Leistungen", "Leistungen, zu denen die Daten gehören."],
      en: ["Services", "Services whose data they are."],
    },
  },
  Liability: {
    capAmount: {
      de: ["Haftungsobergrenze je Fall", "Bis zu diesem Betrag haftet der Dienstleister in einem Fall."],
      en: ["Liability cap of a case", "Sum up to which the provider is liable in a single case."],
    },
    capPercentOfYear: {
      de: [
        "Haftungsobergrenze je Jahr (Prozent)",
        "So viel haftet der Dienstleister in einem Jahr höchstens, als Anteil der Entgelte.",
      ],
      en: [
        "Liability cap of a year (percent)",
        "Sum up to which the provider is liable in a year, as share of its fees.",
      ],
    },
    unlimitedFor: {
      de: ["Unbegrenzte Haftung für", "Wofür unbegrenzt gehaftet wird."],
      en: ["Unlimited for", "For what liability is unlimited."],
    },
    dataLoss: {
      de: ["Datenverlust", "Was bei verlorenen Daten gilt."],
      en: ["Loss of data", "What holds for lost data."],
    },
    insurance: {
      de: ["Versicherungen", "Versicherungen des Dienstleisters."],
      en: ["Insurances", "Insurances of the provider."],
      each: "Insurance",
    },
  },
  Insurance: {
    kind: {
      de: ["Art der Versicherung", "Welche Versicherung es ist."],
      en: ["Kind of insurance", "Which insurance it is."],
    },
    sum: { de: ["Versicherungssumme", "Versicherungssumme je Fall."], en: ["Sum insured", "Sum insured for a case."] },
    validUntil: {
      de: ["Nachweis gültig bis", "Letzter Tag des Nachweises."],
      en: ["Proof valid until", "Last day of the proof."],
    },
  },
  Governing: {
    documents: {
      de: ["Vertragsdokumente", "Die Dokumente des Vertrags und ihre Rangfolge."],
      en: ["Documents of the contract", "The documents and their order of precedence."],
      each: "GoverningDocument",
    },
    law: { de: ["Geltendes Recht", "Land, dessen Recht gilt."], en: ["Governing law", "Country whose law holds."] },
    venue: { de: ["Gerichtsstand", "Ort des zuständigen Gerichts."], en: ["Venue", "Place of jurisdiction."] },
    settlement: {
      de: ["Streitbeilegung", "Wie Streit beigelegt wird, bevor ein Gericht entscheidet."],
      en: ["Settlement of disputes", "How disputes are settled before a court is asked."],
    },
    changesForm: {
      de: ["Form von Änderungen", "In welcher Form der Vertrag geändert wird."],
      en: ["Form of changes", "Form in which the contract is changed."],
      values: {
        written: ["Schriftform (eigenhändig unterschrieben)", "in writing (signed by hand)"],
        text: ["Textform (z. B. E-Mail)", "text form (such as e-mail)"],
        electronic: ["elektronische Form (qualifizierte Signatur)", "electronic form (qualified signature)"],
      },
    },
  },
  GoverningDocument: {
    id: { de: ["Kennung", "Kurzer Name des Dokuments."], en: ["Identifier", "Short name of the document."] },
    title: { de: ["Titel", "So heißt das Dokument."], en: ["Title", "Title as people read it."] },
    kind: {
      de: ["Art des Dokuments", "Was das Dokument ist."],
      en: ["Kind of document", "What the document is."],
      values: {
        contract: ["Vertrag", "contract"],
        schedule: ["Leistungsschein", "service schedule"],
        sla: ["Service-Level-Vereinbarung", "service level agreement"],
        dpa: ["Vertrag zur Auftragsverarbeitung", "processing agreement"],
        security: ["Sicherheitsdokument", "security document"],
        "price-list": ["Preisliste", "price list"],
        offer: ["Angebot", "offer"],
        "terms-provider": ["AGB des Dienstleisters", "the provider's terms"],
        "terms-client": ["AGB des Auftraggebers", "the client's terms"],
        law: ["Gesetz", "law"],
      },
    },
    rank: {
      de: ["Rang", "Widersprechen sich Dokumente, gilt das mit der kleineren Zahl."],
      en: ["Rank", "Where documents contradict, the lower number holds."],
    },
    date: { de: ["Datum", "Datum des Dokuments."], en: ["Date", "Date of the document."] },
    version: { de: ["Fassung", "Fassung des Dokuments."], en: ["Version", "Version of the document."] },
  },
  Regulation: {
    nis2: {
      de: ["NIS2", "Ob der Auftraggeber unter NIS2 fällt (BSI-Gesetz) oder durch Kunden gebunden ist."],
      en: ["NIS2", "Whether NIS2 (BSIG) covers the client, or contracts of its customers bind it."],
      values: {
        none: ["nein", "no"],
        important: ["wichtige Einrichtung", "important entity"],
        "very-important": ["besonders wichtige Einrichtung", "very important entity"],
        "through-customers": ["durch Verträge mit Kunden", "through customers' contracts"],
      },
    },
    dora: {
      de: ["Finanzunternehmen (DORA)", "Ob der Auftraggeber ein Finanzunternehmen nach DORA ist."],
      en: ["Financial entity (DORA)", "Whether the client is a financial entity under DORA."],
    },
    doraDuties: {
      de: ["Pflichten nach DORA", "Was DORA vom Vertrag verlangt."],
      en: ["Duties under DORA", "What DORA asks of the contract."],
      of: "DoraDuties",
    },
    supplyChain: {
      de: ["Sicherheit der Lieferkette", "Was NIS2 von der Lieferkette verlangt."],
      en: ["Supply chain", "What NIS2 asks of the supply chain."],
      of: "SupplyChainDuties",
    },
  },
  DoraDuties,
  SupplyChainDuties: {
    incidentNoticeHours: {
      de: ["Vorfall melden binnen (Stunden)", "Frist, in der der Dienstleister einen erheblichen Vorfall meldet."],
      en: ["Incident reported within (hours)", "Hours in which the provider reports a significant incident."],
    },
    proofs: {
      de: ["Nachweise", "Wie der Dienstleister seine Sicherheit nachweist."],
      en: ["Proofs", "How the provider proves its security."],
    },
    staffSkills: {
      de: ["Kenntnisse des Personals", "Was das Personal des Dienstleisters können muss."],
      en: ["Skills of staff", "What the provider's staff must be able to do."],
    },
    helpsWithReports: {
      de: ["Hilfe bei Behördenmeldungen", "Ob der Dienstleister bei Meldungen an die Behörde hilft."],
      en: ["Helps with reports", "Whether the provider helps with reports to the authority."],
    },
  },
};

/** Words for the processing of personal data. */
import type { FieldEntry, PartWords } from "./part-words.ts";

const clause = (de: FieldEntry["de"], en: FieldEntry["en"]): FieldEntry => ({ de, en, of: "Clause" });

const DataProtection: PartWords[string] = {
  processing: {
    de: ["Auftragsverarbeitung", "Ob der Dienstleister personenbezogene Daten verarbeitet; Fernwartung kann genügen."],
    en: [
      "Processing of personal data",
      "Whether the provider processes personal data; remote maintenance can be enough.",
    ],
  },
  agreement: {
    de: ["Vertrag zur Auftragsverarbeitung", "Der Vertrag zur Auftragsverarbeitung (AVV)."],
    en: ["Processing agreement", "The processing agreement (DPA)."],
    of: "DocumentRef",
  },
  subject: {
    de: ["Gegenstand", "Gegenstand der Verarbeitung."],
    en: ["Subject matter", "Subject matter of the processing."],
  },
  duration: { de: ["Dauer", "Dauer der Verarbeitung."], en: ["Duration", "How long the processing lasts."] },
  nature: {
    de: ["Art der Verarbeitung", "Was mit den Daten getan wird."],
    en: ["Nature", "What is done with the data."],
  },
  purpose: { de: ["Zweck", "Wozu die Daten verarbeitet werden."], en: ["Purpose", "What the data are processed for."] },
  dataTypes: {
    de: ["Arten von Daten", "Welche Arten personenbezogener Daten verarbeitet werden."],
    en: ["Types of data", "Types of personal data."],
  },
  dataSubjects: {
    de: ["Betroffene", "Wessen Daten verarbeitet werden."],
    en: ["Data subjects", "Whose data are processed."],
  },
  specialCategories: {
    de: ["Besonders geschützte Daten", "Etwa Gesundheitsdaten (Art. 9 DSGVO); eine leere Liste heißt: keine."],
    en: ["Special categories", "Such as health data (Art. 9 GDPR); an empty list means: none."],
  },
  clauses: {
    de: ["Pflichtpunkte nach Art. 28 DSGVO", "Die acht Punkte, die Art. 28 Abs. 3 DSGVO verlangt."],
    en: ["Points of Art. 28 GDPR", "The eight points that Art. 28(3) GDPR asks for."],
    of: "ProcessorClauses",
  },
  subProcessorConsent: {
    de: ["Zustimmung zu Unterauftragsverarbeitern", "Wie der Auftraggeber Unterauftragsverarbeitern zustimmt."],
    en: ["Authorisation of sub-processors", "How the client authorises sub-processors."],
    values: {
      specific: ["für jeden einzeln", "each one alone"],
      general: ["allgemein, mit Widerspruchsrecht", "in general, with a right to object"],
      "none-allowed": ["keine erlaubt", "none allowed"],
    },
  },
  objectionDays: {
    de: [
      "Widerspruchsfrist (Tage)",
      "So lange kann der Auftraggeber einem neuen Unterauftragsverarbeiter widersprechen.",
    ],
    en: ["Objection within (days)", "Days in which the client may object to a new sub-processor."],
  },
  subProcessors: {
    de: ["Unterauftragsverarbeiter", "Alle Unterauftragsverarbeiter; eine leere Liste heißt: keine."],
    en: ["Sub-processors", "All sub-processors; an empty list means: none."],
    each: "SubProcessor",
  },
  allowedCountries: {
    de: ["Erlaubte Länder", "Länder, in denen die Daten sein dürfen."],
    en: ["Countries allowed", "Countries in which the data may be."],
    values: { EEA: ["Europäischer Wirtschaftsraum", "European Economic Area"] },
  },
  atRest: {
    de: ["Speicherorte", "Wo die Daten gespeichert werden."],
    en: ["Places of storage", "Where data are stored."],
    each: "DataLocation",
  },
  processedIn: {
    de: ["Orte der Verarbeitung", "Von wo aus die Daten verarbeitet werden."],
    en: ["Places of processing", "From where data are processed."],
    each: "DataLocation",
  },
  locationChangeDays: {
    de: ["Ortswechsel ankündigen (Tage vorher)", "So viele Tage vorher wird ein Wechsel der Orte angekündigt."],
    en: ["Change of places (days before)", "Days before which a change of places is announced."],
  },
  breachNoticeHours: {
    de: ["Datenpanne melden binnen (Stunden)", "Frist, in der der Dienstleister eine Datenpanne meldet."],
    en: ["Breach reported within (hours)", "Hours in which the provider reports a personal data breach."],
  },
  requestForwardDays: {
    de: ["Anfragen weiterleiten binnen (Tage)", "Frist, in der Anfragen von Betroffenen weitergeleitet werden."],
    en: ["Requests passed on within (days)", "Days in which requests of data subjects are passed on."],
  },
  officers: {
    de: ["Ansprechpersonen Datenschutz", "Ansprechpersonen für Datenschutz auf beiden Seiten."],
    en: ["Data-protection contacts", "Data-protection contacts of both sides."],
  },
  measures: {
    de: ["Schutzmaßnahmen (TOM)", "Das Dokument mit den technischen und organisatorischen Maßnahmen."],
    en: ["Protective measures", "The document of the technical and organisational measures."],
    of: "DocumentRef",
  },
  measuresReviewMonths: {
    de: ["Maßnahmen überprüfen alle (Monate)", "In diesem Abstand werden die Maßnahmen überprüft."],
    en: ["Measures reviewed every (months)", "Months after which the measures are reviewed."],
  },
  auditNoticeDays: {
    de: ["Prüfung ankündigen (Tage vorher)", "So viele Tage vorher wird eine Prüfung angekündigt."],
    en: ["Audit announced (days before)", "Days before which an audit is announced."],
  },
  deletion: {
    de: ["Löschung", "Wie die Daten am Ende gelöscht werden."],
    en: ["Deletion", "How data are deleted at the end."],
    of: "Deletion",
  },
  ai: {
    de: ["Künstliche Intelligenz", "Ob KI die Daten des Auftraggebers sehen darf."],
    en: ["Artificial intelligence", "Whether AI may see the client's data."],
    of: "AiUse",
  },
};

const SubProcessor: PartWords[string] = {
  id: {
    de: ["Kennung", "Kurzer Name des Unterauftragsverarbeiters."],
    en: ["Identifier", "Short name of the sub-processor."],
  },
  party: {
    de: ["Beteiligter des Vertrags", "Welcher Beteiligte dieses Vertrags es ist."],
    en: ["Party of this contract", "Party of this contract that it is."],
  },
  name: { de: ["Name", "Vollständiger Firmenname."], en: ["Name", "Full legal name."] },
  address: { de: ["Anschrift", "Postanschrift."], en: ["Address", "Postal address."] },
  contact: { de: ["Erreichbar über", "Wer dort erreichbar ist."], en: ["Contact person", "Who can be reached."] },
  country: { de: ["Land", "Land, in dem verarbeitet wird."], en: ["Country", "Country in which it processes."] },
  purpose: {
    de: ["Zweck", "Wofür das Unternehmen Daten verarbeitet."],
    en: ["Purpose", "What it processes data for."],
  },
  services: {
    de: ["Leistungen", "Leistungen, für die das Unternehmen arbeitet."],
    en: ["Services", "Services for which it works."],
  },
  transfer: {
    de: ["Grundlage der Übermittlung", "Nötig außerhalb des Europäischen Wirtschaftsraums."],
    en: ["Basis of the transfer", "Needed outside the European Economic Area."],
    of: "Transfer",
  },
  flowDown: {
    de: ["Gleiche Pflichten", "Ob dieselben Pflichten gelten wie für den Dienstleister."],
    en: ["Same duties", "Whether it is bound by the same duties as the provider."],
  },
};

export const protectionParts: PartWords = {
  DataProtection,
  DocumentRef: {
    title: { de: ["Titel", "Titel des Dokuments."], en: ["Title", "Title of the document."] },
    version: { de: ["Fassung", "Fassung des Dokuments."], en: ["Version", "Version of the document."] },
    date: { de: ["Datum", "Datum des Dokuments."], en: ["Date", "Date of the document."] },
    place: { de: ["Fundort", "Wo das Dokument zu finden ist."], en: ["Place", "Where it can be found."] },
  },
  ProcessorClauses: {
    instructions: clause(
      ["Weisungen (a)", "Verarbeitung nur nach dokumentierter Weisung, auch bei Übermittlungen."],
      ["Instructions (a)", "Processing on documented instructions only, transfers included."],
    ),
    confidentiality: clause(
      ["Verschwiegenheit (b)", "Die Beschäftigten sind zur Verschwiegenheit verpflichtet."],
      ["Confidentiality (b)", "Staff are bound to confidentiality."],
    ),
    security: clause(
      ["Sicherheit der Verarbeitung (c)", "Maßnahmen nach Art. 32 DSGVO."],
      ["Security (c)", "Measures of Art. 32 GDPR."],
    ),
    subProcessors: clause(
      ["Unterauftragsverarbeiter (d)", "Regeln für Unterauftragsverarbeiter."],
      ["Sub-processors (d)", "Rules for sub-processors."],
    ),
    dataSubjectRights: clause(
      ["Rechte der Betroffenen (e)", "Hilfe bei Anfragen von Betroffenen."],
      ["Rights of data subjects (e)", "Help with requests of data subjects."],
    ),
    assistance: clause(
      ["Unterstützung (f)", "Hilfe bei Sicherheit, Datenpannen und Folgenabschätzung (Art. 32 bis 36)."],
      ["Assistance (f)", "Help with security, breaches and impact assessments (Art. 32 to 36)."],
    ),
    deletion: clause(
      ["Löschung oder Rückgabe (g)", "Löschung oder Rückgabe am Ende, nach Wahl des Auftraggebers."],
      ["Deletion or return (g)", "Deletion or return at the end, at the client's choice."],
    ),
    audit: clause(
      ["Nachweise und Prüfungen (h)", "Nachweise und Prüfungen durch den Auftraggeber."],
      ["Proof and audits (h)", "Proof, and audits by the client."],
    ),
  },
  Clause: {
    agreed: { de: ["Vereinbart", "Ob der Punkt vereinbart ist."], en: ["Agreed", "Whether the point is agreed."] },
    clause: {
      de: ["Fundstelle oder Wortlaut", "Wo es steht oder wie es lautet."],
      en: ["Place or wording", "Where it stands, or its words."],
    },
  },
  SubProcessor,
  Transfer: {
    basis: {
      de: ["Grundlage", "Warum Daten in ein Drittland gehen dürfen."],
      en: ["Basis", "Why data may go to a third country."],
      values: {
        adequacy: ["Angemessenheitsbeschluss", "adequacy decision"],
        "data-privacy-framework": ["EU-US-Datenschutzrahmen (DPF)", "EU-US Data Privacy Framework"],
        "standard-clauses": ["Standardvertragsklauseln", "standard contractual clauses"],
        "binding-rules": ["verbindliche interne Vorschriften", "binding corporate rules"],
        other: ["andere", "other"],
      },
    },
    document: {
      de: ["Dokument", "Wo es schriftlich festgehalten ist."],
      en: ["Document", "Where it is written down."],
    },
    assessedOn: {
      de: ["Bewertet am", "Tag der Bewertung der Übermittlung."],
      en: ["Assessed on", "Day of the transfer impact assessment."],
    },
  },
  DataLocation: {
    country: { de: ["Land", "Land, in dem die Daten sind."], en: ["Country", "Country in which the data are."] },
    place: { de: ["Ort", "Ort, zum Beispiel das Rechenzentrum."], en: ["Place", "Place, such as the data centre."] },
    services: {
      de: ["Leistungen", "Leistungen, deren Daten dort liegen; ohne Angabe alle."],
      en: ["Services", "Services whose data lie there; without them all."],
    },
    transfer: {
      de: ["Grundlage der Übermittlung", "Nötig außerhalb des Europäischen Wirtschaftsraums."],
      en: ["Basis of the transfer", "Needed outside the European Economic Area."],
      of: "Transfer",
    },
  },
  Deletion: {
    withinDays: {
      de: ["Löschung binnen (Tage)", "So viele Tage nach dem Ende ist alles gelöscht."],
      en: ["Deleted within (days)", "Days after the end in which everything is deleted."],
    },
    backupsWithinDays: {
      de: ["Aus Sicherungen binnen (Tage)", "Nach so vielen Tagen sind die Daten auch aus Sicherungen gelöscht."],
      en: ["Gone from backups within (days)", "Days after which the data are gone from backups."],
    },
    certificate: {
      de: ["Löschbestätigung", "Ob die Löschung bestätigt werden muss."],
      en: ["Deletion certificate", "Whether a deletion certificate is owed."],
    },
    choice: {
      de: ["Löschen oder zurückgeben", "Ob die Daten gelöscht oder zurückgegeben werden, oder wer das entscheidet."],
      en: ["Delete or return", "Whether data are deleted or returned, or who decides it."],
      values: {
        client: ["entscheidet der Auftraggeber", "the client decides"],
        delete: ["löschen", "delete"],
        return: ["zurückgeben", "return"],
      },
    },
  },
  AiUse: {
    allowed: {
      de: ["Einsatz erlaubt", "Ob KI die Daten des Auftraggebers sehen darf."],
      en: ["Use allowed", "Whether AI may see the client's data."],
      values: {
        no: ["nein", "no"],
        listed: ["nur die aufgeführten Systeme", "the listed systems only"],
        "with-consent": ["weitere nur mit Zustimmung", "others after consent"],
        yes: ["ja", "yes"],
      },
    },
    systems: {
      de: ["KI-Systeme", "KI-Systeme, die Daten sehen dürfen."],
      en: ["AI systems", "AI systems that may see the data."],
      each: "AiSystem",
    },
  },
  AiSystem: {
    id: { de: ["Kennung", "Kurzer Name des Systems."], en: ["Identifier", "Short name of the system."] },
    name: {
      de: ["Produkt und Hersteller", "Welches Produkt es ist und wer es herstellt."],
      en: ["Product and maker", "The product and who makes it."],
    },
    purpose: { de: ["Zweck", "Wofür es eingesetzt wird."], en: ["Purpose", "What it is used for."] },
    country: { de: ["Land", "Land, in dem es verarbeitet."], en: ["Country", "Country in which it processes."] },
    trainsOnClientData: {
      de: ["Lernt aus Kundendaten", "Ob es mit Daten des Auftraggebers trainiert wird."],
      en: ["Trained on client data", "Whether it is trained on the client's data."],
    },
    personDecides: {
      de: ["Ein Mensch entscheidet", "Ob ein Mensch entscheidet, bevor etwas geschieht."],
      en: ["A person decides", "Whether a person decides before anything is done."],
    },
    subProcessor: {
      de: ["Betrieben von", "Unterauftragsverarbeiter, der es betreibt."],
      en: ["Run by", "Sub-processor that runs it."],
    },
  },
};

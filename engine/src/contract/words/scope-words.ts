/** Words for services, who is responsible for them, and what the client contributes. */
import type { PartWords } from "./part-words.ts";

export const scopeParts: PartWords = {
  Service: {
    id: {
      de: ["Kennung", "Kurzer Name, mit dem Tickets und Preise auf die Leistung verweisen."],
      en: ["Identifier", "Short name by which tickets and prices refer to the service."],
    },
    name: {
      de: ["Name der Leistung", "So heißt die Leistung für die Beschäftigten."],
      en: ["Name of the service", "Name of the service as people read it."],
    },
    area: {
      de: ["Bereich", "Zu welchem Bereich der IT die Leistung gehört."],
      en: ["Area", "The area of IT to which the service belongs."],
      values: {
        "e-mail": ["E-Mail", "e-mail"],
        network: ["Netzwerk", "network"],
        cloud: ["Cloud-Dienste", "cloud"],
        devices: ["Geräte", "devices"],
        security: ["Sicherheit", "security"],
        applications: ["Anwendungen", "applications"],
        other: ["Sonstiges", "other"],
      },
    },
    description: {
      de: ["Beschreibung", "Die Leistung in ein oder zwei Sätzen."],
      en: ["Description", "The service in one or two sentences."],
    },
    serviceLevel: {
      de: ["Vereinbarte Zeiten", "Welche vereinbarten Zeiten gelten; ohne Angabe läuft keine Uhr."],
      en: ["Agreed times", "The agreed times that hold for the service; without them no clock runs."],
    },
    included: {
      de: ["Dabei", "Was die Leistung umfasst."],
      en: ["Included", "What the service comprises."],
    },
    excluded: {
      de: ["Nicht dabei", "Was die Leistung ausdrücklich nicht umfasst."],
      en: ["Not included", "What the service expressly does not comprise."],
    },
    quantities: {
      de: ["Umfang", "Vereinbarte Mengen, zum Beispiel Personen, Geräte oder Standorte."],
      en: ["Quantities", "Agreed quantities, such as people, devices or sites."],
    },
    clientObligations: {
      de: ["Mitwirkungspflichten", "Was der Auftraggeber zu dieser Leistung beitragen muss."],
      en: ["Client obligations", "What the client has to contribute to this service."],
    },
    activities: {
      de: ["Verantwortlichkeiten", "Wer für welche Tätigkeit verantwortlich ist."],
      en: ["Responsibilities", "Who is responsible for which activity."],
      each: "Responsibility",
      values: {
        operate: ["Betrieb", "Operate"],
        monitor: ["Überwachung", "Monitor"],
        update: ["Aktualisierung", "Update"],
        "back-up": ["Datensicherung", "Back up"],
        "support-users": ["Hilfe für Beschäftigte", "Support users"],
        "administer-access": ["Zugänge verwalten", "Administer access"],
        secure: ["Absicherung", "Secure"],
        "manage-vendors": ["Hersteller steuern", "Manage vendors"],
        document: ["Dokumentation", "Document"],
        "decide-changes": ["Über Änderungen entscheiden", "Decide on changes"],
        "bear-outage-risk": ["Ausfallrisiko tragen", "Bear the outage risk"],
      },
    },
    personalData: {
      de: ["Personenbezogene Daten", "Ob der Dienstleister dabei personenbezogene Daten sehen kann."],
      en: ["Personal data", "Whether the provider can see personal data in it."],
    },
    dataProcessingService: {
      de: [
        "Cloud-Dienst nach Data Act",
        "Ob es ein Datenverarbeitungsdienst nach dem Data Act ist, wie Cloud-Dienste.",
      ],
      en: [
        "Data processing service (Data Act)",
        "Whether the Data Act covers it: resources on demand, as cloud services.",
      ],
    },
    criticality: {
      de: ["Bedeutung", "Wie viel im Unternehmen von der Leistung abhängt."],
      en: ["Criticality", "How much in the company depends on the service."],
      values: { low: ["gering", "low"], medium: ["mittel", "medium"], high: ["hoch", "high"] },
    },
    ictServiceType: {
      de: ["Art der IKT-Dienstleistung (DORA)", "Art der Dienstleistung im Informationsregister nach DORA."],
      en: ["Type of ICT service (DORA)", "Type of the service in the DORA register of information."],
    },
    sites: {
      de: ["Standorte", "Orte, an denen die Leistung erbracht wird."],
      en: ["Sites", "Places at which the service is performed."],
    },
    acceptance: {
      de: ["Abnahmekriterien", "Was erfüllt sein muss, damit die Leistung abgenommen wird."],
      en: ["Acceptance criteria", "What must be fulfilled for the service to be accepted."],
    },
    definitions: {
      de: ["Begriffe", "Was einzelne Wörter der Leistungsbeschreibung bedeuten."],
      en: ["Definitions", "What words of the statement of work mean."],
    },
    goLive: {
      de: ["Betriebsbeginn", "Tag, ab dem die Leistung läuft, wenn nicht ab Vertragsbeginn."],
      en: ["Go-live", "Day on which the service goes live, if not the start of the contract."],
    },
    hoursIncluded: {
      de: ["Enthaltene Stunden je Monat", "So viele Arbeitsstunden im Monat sind im Preis enthalten."],
      en: ["Included hours per month", "Hours of work of a month that the price includes."],
    },
    partners: {
      de: ["Mitwirkende Unternehmen", "Unterauftragnehmer und Dritte, die an der Leistung mitwirken."],
      en: ["Other companies", "Subcontractors and third parties that take part in the service."],
    },
  },
  Responsibility: {
    accountable: {
      de: ["Verantwortet (A)", "Wer für die Tätigkeit einsteht; genau eine Seite, damit es klar ist."],
      en: ["Accountable (A)", "Who answers for the activity: exactly one party, to be clear."],
    },
    responsible: {
      de: ["Führt aus (R)", "Wer die Tätigkeit ausführt."],
      en: ["Responsible (R)", "Who does the work."],
    },
    consulted: { de: ["Wird gefragt (C)", "Wer vorher gefragt wird."], en: ["Consulted (C)", "Who is asked before."] },
    informed: {
      de: ["Wird informiert (I)", "Wer danach informiert wird."],
      en: ["Informed (I)", "Who is told afterwards."],
    },
    contact: {
      de: ["Kontakt", "Ansprechperson der Seite, die einsteht, sobald bekannt."],
      en: ["Contact person", "Contact of the accountable party, once known."],
    },
  },
  Obligation: {
    id: {
      de: ["Kennung", "Kurzer Name der Pflicht."],
      en: ["Identifier", "Short name of the obligation."],
    },
    text: {
      de: ["Pflicht", "Was der Auftraggeber beiträgt."],
      en: ["Obligation", "What the client contributes."],
    },
    contact: {
      de: ["Zuständiger Kontakt", "Wer beim Auftraggeber dafür sorgt."],
      en: ["Contact in charge", "Who sees to it on the client's side."],
    },
    within: {
      de: ["Frist", "In welcher Zeit die Pflicht nach einer Bitte zu erfüllen ist."],
      en: ["Time allowed", "Time in which it is fulfilled after being asked."],
    },
    consequence: {
      de: ["Folge bei Ausbleiben", "Was gilt, wenn die Pflicht nicht erfüllt wird."],
      en: ["If it is not fulfilled", "What holds if the obligation is not fulfilled."],
    },
  },
};

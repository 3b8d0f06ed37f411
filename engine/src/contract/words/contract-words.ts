/** Words for the contract as a whole, its term and its parties. */
import type { FieldEntry, PartWords } from "./part-words.ts";

const forms: FieldEntry["values"] = {
  written: ["Schriftform (eigenhändig unterschrieben)", "in writing (signed by hand)"],
  text: ["Textform (z. B. E-Mail)", "text form (such as e-mail)"],
  electronic: ["elektronische Form (qualifizierte Signatur)", "electronic form (qualified signature)"],
};

const Contract: PartWords[string] = {
  format: {
    de: ["Format", "Format, in dem der Vertrag gespeichert ist; es steht fest."],
    en: ["Format of the document", "Format in which the contract is stored; it is fixed."],
    values: { "handschlag/contract@1": ["Handschlag-Vertrag, Ausgabe 1", "Handschlag contract, edition 1"] },
  },
  id: {
    de: ["Kennung des Vertrags", "Kurzer Name des Vertrags, der in allen Fassungen gleich bleibt."],
    en: ["Contract identifier", "Short name of the contract, the same in all its versions."],
  },
  title: {
    de: ["Titel", "So heißt der Vertrag auf dem Deckblatt und in Listen."],
    en: ["Title", "The contract's name on its cover and in lists."],
  },
  language: {
    de: ["Sprache", "Sprache, in der der Vertrag geschrieben ist."],
    en: ["Language", "Language in which the contract is written."],
    values: { de: ["Deutsch", "German"], en: ["Englisch", "English"] },
  },
  timeZone: {
    de: ["Zeitzone", "In dieser Zeitzone gelten die Tage und Monate des Vertrags."],
    en: ["Time zone", "Dates and months of the contract are read in this time zone."],
  },
  version: {
    de: ["Fassung", "Nummer dieser Fassung; jeder Nachtrag bekommt eine höhere."],
    en: ["Version", "Number of this version; every amendment has a higher one."],
  },
  validFrom: {
    de: ["Gilt ab", "Ab diesem Tag gilt diese Fassung."],
    en: ["Applies from", "Day from which this version applies."],
  },
  term: {
    de: ["Laufzeit", "Wie lange der Vertrag läuft, wie er sich verlängert und wie er gekündigt wird."],
    en: ["Term", "How long the contract runs, how it is renewed and how notice is given."],
    of: "Term",
  },
  parties: {
    de: ["Beteiligte", "Die Unternehmen, die am Vertrag beteiligt sind, mit ihren Kontakten."],
    en: ["Parties", "The companies that take part in the contract, with their contacts."],
    each: "Party",
  },
  calendars: {
    de: ["Supportzeiten", "Die Zeiten, in denen jemand da ist und in denen Fristen laufen."],
    en: ["Support hours", "The hours in which someone is there and in which clocks run."],
    each: "Calendar",
  },
  priorities: {
    de: ["Prioritäten", "Die Stufen der Dringlichkeit und wie sie sich ergeben."],
    en: ["Priorities", "The priorities and how impact and urgency make them."],
    of: "Priorities",
  },
  serviceLevels: {
    de: ["Vereinbarte Zeiten", "Wie schnell reagiert, informiert, wiederhergestellt und gelöst wird."],
    en: ["Agreed times", "How fast the provider responds, informs, restores and resolves."],
    each: "ServiceLevel",
  },
  services: {
    de: ["Leistungen", "Die Leistungen, die der Vertrag abdeckt."],
    en: ["Services", "The services that the contract covers."],
    each: "Service",
  },
  clocks: {
    de: ["Zählweise der Zeit", "Wann die Uhr eines Tickets beginnt, anhält und endet."],
    en: ["How time is counted", "When the clock of a ticket starts, pauses and stops."],
    of: "ClockRules",
  },
  escalation: {
    de: ["Nächste Ansprechpersonen", "Wer vor und bei einer überschrittenen Frist benachrichtigt wird."],
    en: ["Next contacts", "Who is told before and when an agreed time is missed."],
    each: "EscalationLevel",
  },
  attainment: {
    de: ["Einhaltung", "Wie gezählt wird, ob die Fristen eingehalten wurden."],
    en: ["Attainment", "How it is counted whether the agreed times were kept."],
    of: "AttainmentRule",
  },
  availability: {
    de: ["Verfügbarkeit", "Zusagen, zu welchem Anteil der Zeit eine Leistung nutzbar ist."],
    en: ["Availability", "Promises for what share of the time a service can be used."],
    each: "AvailabilityObjective",
  },
  kpis: {
    de: ["Kennzahlen", "Weitere Werte, die der Dienstleister zusagt."],
    en: ["Key figures", "Further figures that the provider promises."],
    each: "Kpi",
  },
  credits: {
    de: ["Gutschriften", "Was es kostet, wenn Zusagen nicht eingehalten werden."],
    en: ["Credits", "What missed promises cost."],
    of: "Credits",
  },
  prices: {
    de: ["Preise", "Was bezahlt wird, wie sich Preise ändern und wie abgerechnet wird."],
    en: ["Prices", "What is paid, how prices change and how invoices are made."],
    of: "Prices",
  },
  changes: {
    de: ["Änderungen", "Wer Änderungen an der IT freigibt und wer ihr Risiko trägt."],
    en: ["Changes", "Who decides changes, and who bears their risk."],
    of: "ChangeProcess",
  },
  steering: {
    de: ["Besprechungen und Berichte", "Wie beide Seiten die Zusammenarbeit regelmäßig steuern."],
    en: ["Meetings and reports", "How both sides steer their work together."],
    of: "Steering",
  },
  clientObligations: {
    de: ["Pflichten des Auftraggebers", "Was der Auftraggeber für alle Leistungen beiträgt."],
    en: ["Client obligations", "What the client owes for all services."],
    each: "Obligation",
  },
  transition: {
    de: ["Übergang", "Wie der Dienstleister die Leistungen übernimmt."],
    en: ["Transition", "How the provider takes over the services."],
    of: "Transition",
  },
  dataProtection: {
    de: ["Datenschutz", "Wie der Dienstleister mit personenbezogenen Daten umgeht."],
    en: ["Data protection", "How the provider handles personal data."],
    of: "DataProtection",
  },
  security: {
    de: ["Sicherheit", "Welche Sicherheitspflichten der Dienstleister hat."],
    en: ["Security", "The provider's security duties."],
    of: "Security",
  },
  exit: {
    de: ["Ausstieg", "Wie der Vertrag endet und was dann zu übergeben ist."],
    en: ["Exit", "How the contract ends and what is then handed over."],
    of: "Exit",
  },
  liability: {
    de: ["Haftung", "Bis zu welcher Höhe gehaftet wird und welche Versicherungen bestehen."],
    en: ["Liability", "Up to what sum the provider is liable, and its insurances."],
    of: "Liability",
  },
  governing: {
    de: ["Rangfolge und Recht", "Die Dokumente des Vertrags und ihre Rangfolge, Recht und Gerichtsstand."],
    en: ["Precedence and law", "The documents and their order of precedence, law and venue."],
    of: "Governing",
  },
  regulation: {
    de: ["Regulierung", "Besondere Vorschriften, unter die der Auftraggeber fällt."],
    en: ["Regulation", "Special regulation that the client falls under."],
    of: "Regulation",
  },
};

const Term: PartWords[string] = {
  start: {
    de: ["Vertragsbeginn", "Erster Tag des Vertrags."],
    en: ["Start of the contract", "First day of the contract."],
  },
  end: {
    de: ["Vertragsende", "Letzter Tag des Vertrags; ohne Angabe läuft er unbefristet."],
    en: ["End of the contract", "Last day of the contract; without it the contract runs without a fixed end."],
  },
  minimumMonths: {
    de: ["Mindestlaufzeit (Monate)", "So viele Monate ab Beginn kann niemand ordentlich kündigen."],
    en: ["Minimum term (months)", "Months from the start in which no ordinary notice ends the contract."],
  },
  renewalMonths: {
    de: ["Verlängerung (Monate)", "Um so viele Monate verlängert sich der Vertrag, wenn niemand kündigt."],
    en: ["Renewal (months)", "Months by which the contract is renewed unless notice is given."],
  },
  noticeMonths: {
    de: ["Kündigungsfrist (Monate)", "So viele Monate vor dem Ende muss gekündigt werden."],
    en: ["Notice period (months)", "Months before the end by which notice must be given."],
  },
  noticeDays: {
    de: ["Kündigungsfrist (Tage)", "Kündigungsfrist in Tagen statt in Monaten."],
    en: ["Notice period (days)", "Notice period in days instead of months."],
  },
  providerNoticeMonths: {
    de: [
      "Kündigungsfrist des Dienstleisters (Monate)",
      "Nur nötig, wenn für den Dienstleister eine andere Frist gilt.",
    ],
    en: ["Provider's notice period (months)", "Only needed if the provider's notice period differs from the client's."],
  },
  noticeTo: {
    de: [
      "Kündigung zum",
      "Zu welchem Tag gekündigt werden kann; ohne Angabe zum Laufzeitende, unbefristet zum Monatsende.",
    ],
    en: ["Notice takes effect", "The day to which notice may be given; without it the end of the term or of a month."],
    values: {
      "end-of-term": ["Ende der Laufzeit", "end of the term"],
      "end-of-month": ["Monatsende", "end of a month"],
      "end-of-quarter": ["Quartalsende", "end of a quarter"],
      "end-of-year": ["Jahresende", "end of a year"],
      "any-day": ["beliebigen Tag", "any day"],
    },
  },
  noticeForm: {
    de: ["Form der Kündigung", "In welcher Form eine Kündigung erklärt werden muss."],
    en: ["Form of notice", "The form in which notice must be given."],
    values: forms,
  },
  forCause: {
    de: ["Sonderkündigung", "Gründe, aus denen der Vertrag vorzeitig beendet werden kann."],
    en: ["Termination for cause", "Reasons for which the contract can be ended early."],
    each: "TerminationForCause",
  },
  partialNotice: {
    de: ["Teilkündigung möglich", "Ob einzelne Leistungen für sich gekündigt werden können."],
    en: ["Partial notice possible", "Whether single services may be ended alone."],
  },
};

const Party: PartWords[string] = {
  role: {
    de: ["Rolle", "Welche Rolle das Unternehmen in diesem Vertrag hat."],
    en: ["Role", "What the company is in this contract: exactly one client and one provider."],
    values: {
      client: ["Auftraggeber", "client"],
      provider: ["Dienstleister", "provider"],
      subcontractor: ["Unterauftragnehmer", "subcontractor"],
      vendor: ["Dritter (z. B. Hersteller)", "third party (such as a vendor)"],
    },
  },
  name: { de: ["Name", "Vollständiger Firmenname."], en: ["Name", "Full legal name."] },
  address: { de: ["Anschrift", "Postanschrift des Unternehmens."], en: ["Address", "Postal address of the company."] },
  country: { de: ["Land", "Land, in dem das Unternehmen seinen Sitz hat."], en: ["Country", "Country of the seat."] },
  registration: {
    de: ["Registereintrag", "Register und Nummer, zum Beispiel im Handelsregister."],
    en: ["Registration", "Register and number, such as in the commercial register."],
  },
  vatId: {
    de: ["Umsatzsteuer-ID", "Umsatzsteuer-Identifikationsnummer des Unternehmens."],
    en: ["VAT number", "VAT identification number of the company."],
  },
  representedBy: {
    de: ["Vertreten durch", "Wer den Vertrag für das Unternehmen unterschreibt."],
    en: ["Represented by", "Who signs the contract for the company."],
  },
  iban: {
    de: ["Bankverbindung (IBAN)", "Konto, auf das Rechnungen bezahlt werden."],
    en: ["Bank account (IBAN)", "Account to which invoices are paid."],
  },
  tasks: {
    de: ["Aufgaben", "Was ein Unterauftragnehmer oder Dritter für den Vertrag tut."],
    en: ["Tasks", "What a subcontractor or third party does for the contract."],
  },
  approved: {
    de: ["Vom Auftraggeber genehmigt", "Ob der Auftraggeber diesem Unterauftragnehmer zugestimmt hat."],
    en: ["Approved by the client", "Whether the client has approved this subcontractor."],
  },
  contacts: {
    de: ["Kontakte", "Personen und Stellen, die erreichbar sind."],
    en: ["Contacts", "People and desks that can be reached."],
    each: "Contact",
  },
};

export const contractParts: PartWords = {
  Contract,
  Term,
  TerminationForCause: {
    by: {
      de: ["Wer darf kündigen", "Welche Seite den Vertrag aus diesem Grund beenden darf."],
      en: ["Who may end it", "The side that may end the contract for this reason."],
      values: {
        client: ["Auftraggeber", "client"],
        provider: ["Dienstleister", "provider"],
        both: ["beide Seiten", "both sides"],
      },
    },
    reason: { de: ["Grund", "Was dafür vorgefallen sein muss."], en: ["Reason", "What must have happened for it."] },
    noticeDays: {
      de: ["Frist (Tage)", "Kündigungsfrist in Tagen; ohne Angabe sofort."],
      en: ["Notice (days)", "Days of notice; without them the contract ends at once."],
    },
  },
  Party,
  Contact: {
    id: {
      de: ["Kennung", "Kurzer Name, mit dem andere Stellen des Vertrags auf den Kontakt verweisen."],
      en: ["Identifier", "Short name by which other parts of the contract refer to the contact."],
    },
    name: { de: ["Name", "Name der Person oder der Stelle."], en: ["Name", "Name of the person or desk."] },
    function: {
      de: ["Aufgabe", "Was die Person für den Vertrag tut."],
      en: ["Function", "What the person does for the contract."],
    },
    email: {
      de: ["E-Mail", "E-Mail-Adresse, unter der der Kontakt erreichbar ist."],
      en: ["E-mail address", "E-mail address at which the contact can be reached."],
    },
    phone: {
      de: ["Telefon", "Telefonnummer mit Vorwahl."],
      en: ["Telephone", "Telephone number with area code."],
    },
  },
};

/** Words for how prices change and how invoices are made. */
import type { PartWords } from "./part-words.ts";
import { payPeriods } from "./prices-words.ts";

export const invoicingParts: PartWords = {
  Indexation: {
    id: { de: ["Kennung", "Kurzer Name der Klausel."], en: ["Identifier", "Short name of the clause."] },
    items: {
      de: ["Betroffene Positionen", "Preise, die angepasst werden; ohne Angabe alle."],
      en: ["Items it adjusts", "Price items that it adjusts; without them all."],
    },
    kind: {
      de: ["Maßstab", "Woran sich die Preise ausrichten."],
      en: ["What prices follow", "What the prices follow."],
      values: {
        "consumer-prices": ["Verbraucherpreise", "consumer prices"],
        "service-prices": ["Preise vergleichbarer Leistungen", "prices of comparable services"],
        "cost-elements": ["Kosten des Dienstleisters nach Anteilen", "the provider's costs by element"],
        discretion: ["Ermessen in festen Grenzen", "discretion within bounds"],
        "fixed-step": ["fester Schritt", "a fixed step"],
      },
    },
    automatic: {
      de: ["Automatisch", "Ob sich Preise von selbst ändern oder eine Seite es verlangen muss."],
      en: ["Automatic", "Whether prices change by themselves or one side must ask."],
    },
    index: {
      de: ["Index", "Der Index und wer ihn veröffentlicht."],
      en: ["Index and publisher", "The index and who publishes it."],
    },
    baseMonth: {
      de: ["Basismonat", "Monat, dessen Indexwert der Anfang ist."],
      en: ["Base month", "Month whose value is the beginning."],
    },
    baseValue: {
      de: ["Basiswert", "Wert des Index in diesem Monat."],
      en: ["Base value", "Value of the index in that month."],
    },
    elements: {
      de: ["Kostenelemente", "Die Kostenanteile, denen der Preis folgt."],
      en: ["Cost elements", "The costs that the price follows."],
      each: "CostElement",
    },
    stepPercent: {
      de: ["Schritt (Prozent)", "Um so viel steigen die Preise bei einem festen Schritt."],
      en: ["Step (percent)", "Rise of prices at each fixed step."],
    },
    firstOn: {
      de: ["Frühestens am", "Erster Tag, an dem sich Preise ändern dürfen."],
      en: ["Not before", "First day on which prices may change."],
    },
    everyMonths: {
      de: ["Abstand (Monate)", "So viele Monate liegen zwischen zwei Anpassungen."],
      en: ["Interval (months)", "Months between two changes."],
    },
    thresholdPercent: {
      de: ["Schwelle (Prozent)", "Kleinere Änderungen des Index ändern keine Preise."],
      en: ["Threshold (percent)", "Change of the index below which nothing changes."],
    },
    capPercent: {
      de: ["Höchste Erhöhung (Prozent)", "Um mehr dürfen Preise auf einmal nicht steigen."],
      en: ["Largest rise (percent)", "Most by which prices may rise at once."],
    },
    direction: {
      de: ["Richtung", "Ob Preise steigen, sinken oder beides können."],
      en: ["Direction", "Whether prices may rise, fall or both."],
      values: {
        both: ["nach oben und nach unten", "up and down"],
        up: ["nur nach oben", "up only"],
        down: ["nur nach unten", "down only"],
      },
    },
    noticeDays: {
      de: ["Ankündigung (Tage vorher)", "So viele Tage vorher wird eine Änderung angekündigt."],
      en: ["Announced (days before)", "Days before which a change is announced."],
    },
    terminationAbovePercent: {
      de: ["Kündigungsrecht ab Erhöhung (Prozent)", "Ab dieser Erhöhung darf der Auftraggeber kündigen."],
      en: ["Right to end above (percent)", "Rise above which the client may end the contract."],
    },
  },
  CostElement: {
    name: {
      de: ["Kostenart", "Name des Kostenanteils, zum Beispiel „Personal“."],
      en: ["Cost element", "Name of the cost element, such as “Staff”."],
    },
    index: {
      de: ["Index", "Index, dem der Anteil folgt; ohne Angabe bleibt er fest."],
      en: ["Index it follows", "Index that the element follows; without it the element is fixed."],
    },
    weightPercent: {
      de: ["Anteil am Preis (Prozent)", "Anteil am Preis; alle Anteile ergeben zusammen 100."],
      en: ["Share of the price (percent)", "Its share of the price; all shares make 100."],
    },
  },
  Invoicing: {
    period: {
      de: ["Rechnungszeitraum", "In welchem Abstand Rechnungen gestellt werden."],
      en: ["Invoicing period", "Period of an invoice."],
      values: payPeriods,
    },
    when: {
      de: ["Rechnung kommt", "Ob im Voraus oder nachträglich abgerechnet wird."],
      en: ["Invoice is sent", "Whether invoices come in advance or in arrears."],
      values: {
        "in-advance": ["im Voraus", "in advance"],
        "in-arrears": ["nachträglich", "in arrears"],
      },
    },
    dueDays: {
      de: ["Zahlungsziel (Tage)", "So viele Tage nach Erhalt wird bezahlt."],
      en: ["Payment within (days)", "Days after receipt in which the invoice is paid."],
    },
    earlyPaymentPercent: {
      de: ["Skonto (Prozent)", "Abzug bei schneller Zahlung."],
      en: ["Early-payment discount (percent)", "Discount for paying early."],
    },
    earlyPaymentDays: {
      de: ["Skontofrist (Tage)", "So lange wird Skonto gewährt."],
      en: ["Early payment within (days)", "Days in which the discount is given."],
    },
    format: {
      de: ["Form der Rechnung", "In welcher Form die Rechnung kommt."],
      en: ["Form of the invoice", "The form in which invoices come."],
      values: {
        xrechnung: ["E-Rechnung (XRechnung)", "e-invoice (XRechnung)"],
        zugferd: ["E-Rechnung mit PDF (ZUGFeRD)", "e-invoice with PDF (ZUGFeRD)"],
        pdf: ["PDF-Datei", "PDF file"],
        paper: ["Papier", "paper"],
      },
    },
    buyerReference: {
      de: ["Referenz des Auftraggebers", "Angabe, die der Auftraggeber auf der Rechnung wünscht (Leitweg-ID)."],
      en: ["Client's reference", "Reference that the client wants on the invoice."],
    },
    sendTo: {
      de: ["Rechnungsadresse", "Adresse, an die Rechnungen gehen."],
      en: ["Sent to", "Address to which invoices are sent."],
    },
    timeSheets: {
      de: ["Tätigkeitsnachweise", "Ob Arbeit nach Stunden durch Tätigkeitsnachweise belegt wird."],
      en: ["Time sheets", "Whether work by the hour is proved by time sheets."],
    },
    objectionDays: {
      de: ["Einwendungsfrist (Tage)", "So lange kann der Auftraggeber einer Rechnung widersprechen."],
      en: ["Objection within (days)", "Days in which the client may object to an invoice."],
    },
  },
};

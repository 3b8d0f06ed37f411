/** Words for changes, meetings and reports, and the transition. */
import type { PartWords } from "./part-words.ts";

export const changesParts: PartWords = {
  ChangeProcess: {
    approvals: {
      de: ["Freigaben", "Wer Änderungen bis zu welchem Risiko und Betrag freigibt."],
      en: ["Approvals", "Who approves up to which risk and amount."],
      each: "Approval",
    },
    standard: {
      de: ["Standardänderungen", "Änderungen, die im Voraus freigegeben sind."],
      en: ["Standard changes", "Changes that are approved beforehand."],
      each: "StandardChange",
    },
    riskBorneBy: {
      de: ["Risiko trägt", "Wer das Risiko einer freigegebenen Änderung trägt."],
      en: ["Risk borne by", "Party that bears the risk of an approved change."],
    },
    offerWithin: {
      de: ["Antwort des Dienstleisters binnen", "Zeit, in der er Aufwand und Risiko eines Wunsches nennt."],
      en: ["Provider answers within", "Time in which the provider answers a request with effort and risk."],
    },
    decisionWithin: {
      de: ["Entscheidung des Auftraggebers binnen", "Zeit, in der der Auftraggeber über eine Änderung entscheidet."],
      en: ["Client decides within", "Time in which the client decides."],
    },
    calendar: {
      de: ["Zeiten dieser Fristen", "Supportzeit, in der beide Fristen laufen."],
      en: ["Hours of both times", "Support hours in which both times are counted."],
    },
    silence: {
      de: ["Ohne Entscheidung gilt", "Was gilt, wenn der Auftraggeber nicht rechtzeitig entscheidet."],
      en: ["Without a decision", "What it means if the client does not decide in time."],
      values: { refused: ["abgelehnt", "refused"], approved: ["freigegeben", "approved"] },
    },
    backOutPlan: {
      de: ["Rückfallplan", "Für welche Änderungen vorher beschrieben wird, wie sie rückgängig gemacht werden."],
      en: ["Back-out plan", "Changes for which it is written down before how they are undone."],
      values: {
        always: ["immer", "always"],
        "normal-and-emergency": ["bei normalen und Notfalländerungen", "normal and emergency changes"],
        "high-risk": ["bei hohem Risiko", "high risk"],
        none: ["keiner", "none"],
      },
    },
    emergencyInformWithin: {
      de: ["Information im Notfall binnen", "Zeit, in der der Auftraggeber von einer Notfalländerung erfährt."],
      en: ["Told of emergencies within", "Time in which the client is told of an emergency change."],
    },
    reviewWithinDays: {
      de: ["Nachbetrachtung binnen (Tage)", "Frist, eine misslungene oder Notfalländerung auszuwerten."],
      en: ["Review within (days)", "Days after an emergency or failed change in which it is reviewed."],
    },
    form: {
      de: ["Form von Vertragsänderungen", "In welcher Form Änderungen des Vertrags vereinbart werden."],
      en: ["Form of contract changes", "Form in which contract changes are agreed."],
      values: {
        written: ["Schriftform (eigenhändig unterschrieben)", "in writing (signed by hand)"],
        text: ["Textform (z. B. E-Mail)", "text form (such as e-mail)"],
        portal: ["im Portal", "in the portal"],
      },
    },
  },
  Approval: {
    id: { de: ["Kennung", "Kurzer Name der Freigaberegel."], en: ["Identifier", "Short name of the approval rule."] },
    kinds: {
      de: ["Arten von Änderungen", "Arten von Änderungen, für die die Regel gilt."],
      en: ["Kinds of change", "Kinds of change for which it holds."],
      values: {
        standard: ["Standardänderung", "standard change"],
        normal: ["normale Änderung", "normal change"],
        emergency: ["Notfalländerung", "emergency change"],
      },
    },
    risks: {
      de: ["Risiken", "Risiken, für die die Regel gilt; ohne Angabe alle."],
      en: ["Risks", "Risks for which it holds; without them all."],
      values: { low: ["gering", "low"], medium: ["mittel", "medium"], high: ["hoch", "high"] },
    },
    upTo: {
      de: ["Bis Betrag", "Größter Betrag, für den die Regel gilt; ohne Angabe jeder."],
      en: ["Up to amount", "Largest amount for which it holds; without it any."],
    },
    approvers: {
      de: ["Freigabe durch", "Kontakte, die freigeben dürfen."],
      en: ["Approved by", "Contacts who may approve."],
    },
    together: {
      de: ["Nötige Freigaben", "Wie viele von ihnen zustimmen müssen; ohne Angabe eine Person."],
      en: ["Approvals needed", "How many of them must approve; without it one."],
    },
  },
  StandardChange: {
    id: { de: ["Kennung", "Kurzer Name der Änderung."], en: ["Identifier", "Short name of the change."] },
    name: {
      de: ["Name", "So heißt die Änderung für die Beschäftigten."],
      en: ["Name", "Name of the change as people read it."],
    },
    services: {
      de: ["Leistungen", "Leistungen, zu denen die Änderung gehört."],
      en: ["Services", "Services that it belongs to."],
    },
    priceItem: {
      de: ["Preisposition", "Preis, der dafür anfällt; ohne Angabe keiner."],
      en: ["Price item", "Price item that it costs; without it nothing."],
    },
    target: {
      de: ["Erledigt binnen", "Bis wann die Änderung erledigt ist."],
      en: ["Done within", "By when it is done."],
    },
    requesters: {
      de: ["Anfordern dürfen", "Kontakte, die sie anfordern dürfen; ohne Angabe alle."],
      en: ["May be asked for by", "Contacts who may ask for it; without them everybody."],
    },
  },
  Steering: {
    meetings: {
      de: ["Regeltermine", "Regelmäßige Besprechungen beider Seiten."],
      en: ["Service review meetings", "Regular meetings of both sides."],
      each: "Meeting",
    },
    reportEveryMonths: {
      de: ["Leistungsbericht alle (Monate)", "So viele Monate umfasst ein Leistungsbericht."],
      en: ["Service report every (months)", "Months that a service report covers."],
    },
    reportWithinDays: {
      de: ["Bericht binnen (Tage)", "So viele Tage nach dem Zeitraum liegt der Bericht vor."],
      en: ["Report within (days)", "Days after the period in which the report is there."],
    },
    reportContent: {
      de: ["Inhalt des Berichts", "Was im Bericht steht."],
      en: ["Content of the report", "What it holds."],
    },
    measuredBy: {
      de: ["Maßgebliche Zahlen", "Wessen Zahlen entscheiden; bei beiden darf jede Seite ihre belegen."],
      en: ["Figures that decide", "Whose figures decide; with both, each side may prove its own."],
      values: {
        provider: ["Zahlen des Dienstleisters", "the provider's"],
        client: ["Zahlen des Auftraggebers", "the client's"],
        both: ["beide Seiten", "both sides'"],
      },
    },
    contractReviewMonths: {
      de: ["Vertrag überprüfen alle (Monate)", "In diesem Abstand wird der Vertrag selbst überprüft."],
      en: ["Contract review every (months)", "Months after which the contract itself is reviewed."],
    },
    fixedContacts: {
      de: ["Feste Ansprechpersonen", "Feste Ansprechpersonen des Dienstleisters für diesen Auftraggeber."],
      en: ["Fixed contacts", "Fixed contacts of the provider for this client."],
    },
  },
  Meeting: {
    id: { de: ["Kennung", "Kurzer Name des Termins."], en: ["Identifier", "Short name of the meeting."] },
    name: { de: ["Name", "So heißt der Termin."], en: ["Name", "Name of the meeting as people read it."] },
    everyMonths: {
      de: ["Abstand (Monate)", "So viele Monate liegen zwischen zwei Terminen."],
      en: ["Interval (months)", "Months between two meetings."],
    },
    contacts: { de: ["Teilnehmende", "Wer am Termin teilnimmt."], en: ["Who takes part", "Contacts who take part."] },
    topics: { de: ["Themen", "Worum es geht."], en: ["Topics", "What it is about."] },
  },
  Transition: {
    start: {
      de: ["Beginn der Übernahme", "Ab wann der Dienstleister übernimmt."],
      en: ["Start of the transition", "From when the provider takes over."],
    },
    acceptance: {
      de: ["Abnahmekriterien", "Was erfüllt sein muss, damit eine Leistung startet."],
      en: ["Acceptance criteria", "What must be fulfilled for a service to go live."],
    },
    stabilisationDays: {
      de: ["Einschwingzeit (Tage)", "So lange wird nach dem Start gemessen, aber nichts gutgeschrieben."],
      en: ["Stabilisation (days)", "Days after going live in which promises are measured and not credited."],
    },
    handover: {
      de: ["Zu übergeben", "Was der bisherige Dienstleister oder der Auftraggeber übergibt."],
      en: ["To be handed over", "What the provider before, or the client, hands over."],
    },
    knowledgeTransferHours: {
      de: ["Wissenstransfer (Stunden)", "Stunden, die für den Wissenstransfer vorgesehen sind."],
      en: ["Knowledge transfer (hours)", "Hours of knowledge transfer."],
    },
    maximumMonths: {
      de: ["Höchstdauer (Monate)", "In dieser Zeit ist die Übernahme abgeschlossen."],
      en: ["At most (months)", "Months in which the transition ends."],
    },
  },
};

/** Words for support hours, priorities, agreed times, escalation and how kept promises are counted. */
import type { FieldEntry, PartWords } from "./part-words.ts";

/** The promises that have a clock. */
export const levels: NonNullable<FieldEntry["values"]> = {
  response: ["Reaktionszeit", "response time"],
  update: ["Zwischenstand", "update"],
  restore: ["Wiederherstellungszeit", "time to restore"],
  resolve: ["Lösungszeit", "resolution time"],
};

const ownTarget: PartWords[string] = {
  target: {
    de: ["Frist", "Zusage als Dauer in Supportzeit, als verstrichene Zeit oder als Arbeitstag."],
    en: ["Time allowed", "Amount of support time, elapsed time, or a working day."],
  },
  calendar: {
    de: ["Supportzeit dieser Frist", "Supportzeit, die nur für diese Frist gilt."],
    en: ["Support hours of this time", "Support hours of this target alone."],
  },
};

export const levelsParts: PartWords = {
  Calendar: {
    timeZone: {
      de: ["Zeitzone", "In dieser Zeitzone gelten die Uhrzeiten, zum Beispiel Europe/Berlin."],
      en: ["Time zone", "Time zone of the hours, such as Europe/Berlin."],
    },
    description: {
      de: ["Beschreibung", "Wofür diese Supportzeit gedacht ist."],
      en: ["Description", "What these support hours are for."],
    },
    always: {
      de: ["Rund um die Uhr", "Jeden Tag, auch an Wochenenden und Feiertagen."],
      en: ["Around the clock", "Every day, weekends and public holidays included."],
    },
    hours: {
      de: ["Wochenzeiten", "Zeiten je Wochentag; ein Tag ohne Angabe ist geschlossen."],
      en: ["Weekly hours", "Hours by day of the week; a day that is not named is closed."],
    },
    holidays: {
      de: ["Feiertage", "Tage ohne Supportzeit: Feiertage eines Bundeslands oder einzelne Tage."],
      en: ["Holidays", "Days on which the weekly hours do not apply: a region's public holidays or single dates."],
    },
    exceptions: {
      de: ["Besondere Tage", "Abweichende Zeiten einzelner Tage; sie gehen Wochenzeiten und Feiertagen vor."],
      en: ["Special days", "Hours of single dates; they replace the weekly hours and beat a holiday."],
    },
  },
  "Calendar.hours": {
    mon: { de: ["Montag", "Zeiten am Montag, zum Beispiel 08:00-17:00."], en: ["Monday", "Hours on Mondays."] },
    tue: { de: ["Dienstag", "Zeiten am Dienstag, zum Beispiel 08:00-17:00."], en: ["Tuesday", "Hours on Tuesdays."] },
    wed: {
      de: ["Mittwoch", "Zeiten am Mittwoch, zum Beispiel 08:00-17:00."],
      en: ["Wednesday", "Hours on Wednesdays."],
    },
    thu: {
      de: ["Donnerstag", "Zeiten am Donnerstag, zum Beispiel 08:00-17:00."],
      en: ["Thursday", "Hours on Thursdays."],
    },
    fri: { de: ["Freitag", "Zeiten am Freitag, zum Beispiel 08:00-15:00."], en: ["Friday", "Hours on Fridays."] },
    sat: { de: ["Samstag", "Zeiten am Samstag; ohne Angabe geschlossen."], en: ["Saturday", "Hours on Saturdays."] },
    sun: { de: ["Sonntag", "Zeiten am Sonntag; ohne Angabe geschlossen."], en: ["Sunday", "Hours on Sundays."] },
  },
  Priorities: {
    levels: {
      de: ["Stufen", "Die Prioritäten, die dringendste zuerst."],
      en: ["Priorities", "The priorities, the most urgent first."],
    },
    matrix: {
      de: ["Prioritätsmatrix", "Welche Priorität sich aus Auswirkung und Dringlichkeit ergibt."],
      en: ["Priority matrix", "The priority that impact and urgency give."],
    },
  },
  ServiceLevel: {
    name: {
      de: ["Name", "So heißen diese vereinbarten Zeiten, zum Beispiel „Standard“."],
      en: ["Name", "What these agreed times are called, such as “Standard”."],
    },
    calendar: {
      de: ["Supportzeit", "Supportzeit, in der die Fristen laufen."],
      en: ["Support hours", "Support hours in which the agreed times are counted."],
    },
    targets: {
      de: ["Fristen je Priorität", "Die zugesagten Zeiten für jede Priorität."],
      en: ["Times by priority", "The agreed times of each priority."],
      each: "PriorityTargets",
    },
  },
  PriorityTargets: {
    response: {
      de: ["Reaktionszeit", "Zeit bis zur ersten Antwort durch einen Menschen beim Dienstleister."],
      en: ["Response time", "Time until the first answer by a person of the provider."],
    },
    update: {
      de: ["Zwischenstand alle", "Spätestens nach dieser Zeit kommt jeweils ein Zwischenstand."],
      en: ["Update every", "At the latest after this time a visible update follows."],
    },
    restore: {
      de: ["Wiederherstellungszeit", "Zeit, bis die Leistung wieder nutzbar ist."],
      en: ["Time to restore", "Time until the service can be used again."],
    },
    resolve: {
      de: ["Lösungszeit", "Zeit, bis die Ursache behoben und alles erledigt ist."],
      en: ["Resolution time", "Time until the cause is removed and the work is done."],
    },
    calendar: {
      de: ["Supportzeit dieser Priorität", "Nur nötig, wenn für diese Priorität eine andere Supportzeit gilt."],
      en: ["Support hours of this priority", "Only needed if this priority has support hours of its own."],
    },
  },
  "PriorityTargets.response": ownTarget,
  "PriorityTargets.update": ownTarget,
  "PriorityTargets.restore": ownTarget,
  "PriorityTargets.resolve": ownTarget,
  EscalationLevel: {
    level: {
      de: ["Stufe", "Nummer der Stufe; Stufe 1 wird zuerst benachrichtigt."],
      en: ["Level", "Number of the level; level 1 is told first."],
    },
    name: {
      de: ["Name der Stufe", "So heißt die Stufe, zum Beispiel „Servicemanagement“."],
      en: ["Name of the level", "What the level is called, such as “Service manager”."],
    },
    contacts: {
      de: ["Kontakte", "Wer auf dieser Stufe benachrichtigt wird."],
      en: ["Contacts", "Who is told at this level."],
    },
    atPercent: {
      de: [
        "Benachrichtigung bei (Prozent)",
        "Nach welchem Anteil der Frist benachrichtigt wird; bei 100 ist sie abgelaufen.",
      ],
      en: ["Told at (percent)", "Shares of the agreed time after which the level is told; at 100 it is over."],
    },
    calendar: {
      de: [
        "Zeiten für Benachrichtigungen",
        "Nur nötig, wenn zu anderen Zeiten benachrichtigt wird, als die Frist läuft.",
      ],
      en: ["Hours for notices", "Hours in which the contacts are told, if not those of the agreed time."],
    },
  },
  AttainmentRule: {
    month: {
      de: ["Zählt im Monat", "In welchem Monat eine Frist gezählt wird."],
      en: ["Counts in the month of", "Month in which an agreed time counts."],
      values: {
        deadline: ["in dem die Frist endet", "the deadline"],
        start: ["in dem die Uhr beginnt", "the start"],
        stop: ["in dem die Uhr endet", "the end"],
      },
    },
    targetPercent: {
      de: ["Mindestquote (Prozent)", "Welcher Anteil der Fristen je Art eingehalten werden muss."],
      en: ["Share to be kept (percent)", "Share of the agreed times of each kind that must be kept."],
      values: levels,
    },
  },
};

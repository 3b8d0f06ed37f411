/** Words for promises of availability and for further key figures. */
import { levels } from "./levels-words.ts";
import type { FieldEntry, PartWords } from "./part-words.ts";

const maintenanceCounts: FieldEntry["values"] = {
  excluded: ["zählt nicht als Ausfall", "does not count as downtime"],
  downtime: ["zählt als Ausfall", "counts as downtime"],
};

const AvailabilityObjective: PartWords[string] = {
  id: {
    de: ["Kennung", "Kurzer Name, mit dem Gutschriften auf die Zusage verweisen."],
    en: ["Identifier", "Short name by which credits refer to the promise."],
  },
  name: { de: ["Name", "So heißt die Zusage in Berichten."], en: ["Name", "Name of the promise in reports."] },
  services: {
    de: ["Leistungen", "Leistungen, für die die Zusage gilt."],
    en: ["Services", "Services for which the promise holds."],
  },
  targetPercent: {
    de: ["Zielwert (Prozent)", "Anteil der Servicezeit, in dem die Leistung nutzbar sein muss."],
    en: ["Target (percent)", "Share of service time in which the service must be available."],
  },
  period: {
    de: ["Messzeitraum", "Zeitraum, über den die Verfügbarkeit berechnet wird."],
    en: ["Measurement period", "Period over which availability is calculated."],
    values: {
      month: ["Kalendermonat", "calendar month"],
      "billing-month": ["Abrechnungsmonat", "billing month"],
      quarter: ["Quartal", "quarter"],
      "half-year": ["Halbjahr", "half-year"],
      year: ["Jahr", "year"],
    },
  },
  timeZone: {
    de: ["Zeitzone", "Nur nötig, wenn der Zeitraum nicht in der Zeitzone des Vertrags beginnt."],
    en: ["Time zone", "Zone in which the period begins and ends, if not the contract's."],
  },
  serviceTime: {
    de: ["Servicezeit", "Zeiten, in denen die Leistung verfügbar sein muss."],
    en: ["Service time", "Hours in which the service must be available."],
  },
  periodHours: {
    de: ["Feste Länge des Zeitraums (Stunden)", "Stunden, mit denen statt der wahren Länge gerechnet wird."],
    en: ["Fixed length of the period (hours)", "Hours that count as one period instead of its true length."],
  },
  measuringPoint: {
    de: ["Messpunkt", "Ort, an dem die Verfügbarkeit gemessen wird."],
    en: ["Measuring point", "Where availability is measured."],
  },
  measuredBy: {
    de: ["Maßgebliche Messung", "Wessen Messung entscheidet."],
    en: ["Measurement that decides", "Whose measurement decides."],
    values: {
      provider: ["Messung des Dienstleisters", "the provider's"],
      client: ["Messung des Auftraggebers", "the client's"],
      both: ["beide Seiten", "both sides'"],
      "third-party": ["Messung eines Dritten", "a third party's"],
    },
  },
  unit: {
    de: ["Gezählt wird je", "Ob die Leistung als Ganzes oder jede Einheit für sich zählt."],
    en: ["Counted for each", "Whether the service counts as a whole or each of its units on its own."],
    values: {
      service: ["Leistung", "service"],
      region: ["Region", "geographic region"],
      feature: ["Funktion", "function"],
      instance: ["Instanz (z. B. Server)", "instance (such as a server)"],
      site: ["Standort", "site"],
      "user-minutes": ["Nutzungsminute der Betroffenen", "minute of each user affected"],
    },
  },
  condition: {
    de: ["Voraussetzung", "Was erfüllt sein muss, damit die Zusage gilt."],
    en: ["Condition", "What must be fulfilled for the promise to hold."],
  },
  downtime: {
    de: ["Ausfall", "Was als Ausfall zählt."],
    en: ["Downtime", "What counts as downtime."],
    of: "Downtime",
  },
  maintenance: {
    de: ["Wartung", "Wie Wartungsarbeiten bei der Verfügbarkeit zählen."],
    en: ["Maintenance", "What maintenance means for availability."],
    of: "Maintenance",
  },
  exclusions: {
    de: ["Ausschlüsse", "Was nicht als Ausfall zählt; eine leere Liste heißt: nichts."],
    en: ["Exclusions", "What does not count as downtime; an empty list means: nothing."],
    each: "AvailabilityExclusion",
  },
  unknown: {
    de: ["Zeit ohne Messung", "Wie Zeiten zählen, in denen nicht gemessen wurde."],
    en: ["Time without measurement", "What time without measurement counts as."],
    values: {
      neither: ["zählt nicht mit", "is left out"],
      up: ["zählt als verfügbar", "counts as available"],
      down: ["zählt als Ausfall", "counts as downtime"],
    },
  },
  decimals: {
    de: ["Nachkommastellen", "Auf so viele Stellen wird vor dem Vergleich gerundet; ohne Angabe gar nicht."],
    en: ["Decimals", "Decimals to which the result is rounded before it is compared; without them it is not."],
  },
  stabilisationDays: {
    de: ["Einschwingzeit (Tage)", "So viele Tage nach dem Start wird gemessen, aber nichts gutgeschrieben."],
    en: ["Stabilisation (days)", "Days from the start in which the service is measured and nothing is credited."],
  },
};

const Kpi: PartWords[string] = {
  id: {
    de: ["Kennung", "Kurzer Name, mit dem Gutschriften und Berichte auf die Kennzahl verweisen."],
    en: ["Identifier", "Short name by which credits and reports refer to the figure."],
  },
  name: { de: ["Name", "So heißt die Kennzahl in Berichten."], en: ["Name", "Name of the figure in reports."] },
  measure: {
    de: ["Was gemessen wird", "Welche Größe die Kennzahl misst."],
    en: ["What is measured", "What the figure measures."],
    values: {
      attainment: ["Einhaltung von Fristen", "agreed times kept"],
      "mean-time": ["mittlere Dauer", "mean time"],
      "first-contact-resolution": ["Lösung beim ersten Kontakt", "solved at first contact"],
      backlog: ["Zahl offener Tickets", "number of open tickets"],
      "backlog-age": ["Alter offener Tickets", "age of open tickets"],
      "reopen-rate": ["wieder geöffnete Tickets", "reopened tickets"],
      "change-success": ["erfolgreiche Änderungen", "successful changes"],
      "patch-compliance": ["fristgerechte Aktualisierungen", "updates installed in time"],
      "backup-success": ["erfolgreiche Datensicherungen", "successful backups"],
      "restore-tests": ["Rücksicherungstests", "restore tests"],
      satisfaction: ["Zufriedenheit", "satisfaction"],
      availability: ["Verfügbarkeit", "availability"],
      "monitoring-coverage": ["überwachte Systeme", "systems monitored"],
      "documentation-coverage": ["dokumentierte Systeme", "systems documented"],
      recurrence: ["wiederkehrende Störungen", "recurring incidents"],
      "report-punctuality": ["pünktliche Berichte", "reports in time"],
      "calls-answered": ["angenommene Anrufe", "calls answered"],
      other: ["anderes (siehe Formel)", "other (see formula)"],
    },
  },
  formula: {
    de: ["Formel", "Wie gerechnet wird; nötig, wenn „anderes“ gemessen wird."],
    en: ["Formula in words", "How it is calculated; needed if something else is measured."],
  },
  level: {
    de: ["Art der Frist", "Welche Frist gemessen wird, bei Einhaltung und mittlerer Dauer."],
    en: ["Kind of agreed time", "Agreed time that is measured, for times kept and mean time."],
    values: levels,
  },
  priorities: {
    de: ["Prioritäten", "Für welche Prioritäten sie gilt; ohne Angabe für alle."],
    en: ["Priorities", "Priorities for which it holds; without them all."],
  },
  services: {
    de: ["Leistungen", "Für welche Leistungen sie gilt; ohne Angabe für alle."],
    en: ["Services", "Services for which it holds; without them all."],
  },
  availability: {
    de: ["Verfügbarkeitszusage", "Welche Verfügbarkeitszusage gemessen wird."],
    en: ["Promise of availability", "Promise of availability that is measured."],
  },
  target: {
    de: ["Zielwert", "Wert, der erreicht werden soll."],
    en: ["Target", "Value to be reached."],
  },
  unit: {
    de: ["Einheit", "Einheit des Zielwerts."],
    en: ["Unit", "Unit of the target."],
    values: {
      percent: ["Prozent", "percent"],
      hours: ["Stunden", "hours"],
      days: ["Tage", "days"],
      count: ["Anzahl", "number"],
      points: ["Punkte", "points"],
    },
  },
  direction: {
    de: ["Richtung", "Ob der Wert erreicht werden muss oder nicht überschritten werden darf."],
    en: ["Direction", "Whether the value must reach the target or may not exceed it."],
    values: { "at-least": ["mindestens", "at least"], "at-most": ["höchstens", "at most"] },
  },
  withinSeconds: {
    de: ["Anruf angenommen binnen (Sekunden)", "Zeit, in der ein Anruf angenommen sein muss."],
    en: ["Call answered within (seconds)", "Time within which a call is answered."],
  },
  withinDays: {
    de: ["Betrachtete Tage", "Tage, die zur Messung gehören, etwa die Frist für Aktualisierungen."],
    en: ["Days looked at", "Days that belong to the figure, such as those for installing updates."],
  },
  period: {
    de: ["Messzeitraum", "Zeitraum, für den der Wert berechnet wird."],
    en: ["Measurement period", "Period of the value."],
    values: {
      month: ["monatlich", "monthly"],
      quarter: ["vierteljährlich", "quarterly"],
      "half-year": ["halbjährlich", "half-yearly"],
      year: ["jährlich", "yearly"],
    },
  },
  source: {
    de: ["Herkunft der Zahlen", "Woher die Zahlen kommen."],
    en: ["Source of the figures", "Where the figures come from."],
  },
};

export const availabilityParts: PartWords = {
  AvailabilityObjective,
  Downtime: {
    when: {
      de: ["Ausfall liegt vor, wenn", "Was in Worten als Ausfall gilt."],
      en: ["The service is down when", "What counts as down, in words."],
    },
    from: {
      de: ["Ausfall zählt ab", "Ab wann die Dauer eines Ausfalls zählt."],
      en: ["Downtime counts from", "From when the time of an outage counts."],
      values: {
        "first-failed-check": ["der ersten fehlgeschlagenen Prüfung", "the first failed check"],
        confirmation: ["der Bestätigung des Dienstleisters", "the provider's confirmation"],
        report: ["der Meldung des Auftraggebers", "the client's report"],
        "detection-or-report": ["Entdeckung oder Meldung, was früher ist", "detection or report, whichever is earlier"],
      },
    },
    minimumMinutes: {
      de: ["Mindestdauer (Minuten)", "Kürzere Ausfälle zählen nie."],
      en: ["Minimum length (minutes)", "Shorter outages never count."],
    },
    confirmations: {
      de: ["Fehlprüfungen in Folge", "Nach so vielen fehlgeschlagenen Prüfungen gilt es als Ausfall."],
      en: ["Failed checks in a row", "Failed checks after which it counts as an outage."],
    },
    errorSharePercent: {
      de: ["Fehleranteil (Prozent)", "Anteil fehlgeschlagener Anfragen, ab dem eine Minute als Ausfall zählt."],
      en: ["Share of errors (percent)", "Share of failed requests above which a minute counts as down."],
    },
    wholeMinutes: {
      de: ["Nur ganze Minuten", "Ob nur ganze Minuten zählen."],
      en: ["Whole minutes only", "Whether only whole minutes count."],
    },
    partial: {
      de: ["Teilausfall", "Wie ein Ausfall zählt, der nur einen Teil der Personen oder Funktionen trifft."],
      en: ["Partial outage", "What an outage of a part of the users or functions counts."],
      values: {
        "not-counted": ["zählt nicht", "does not count"],
        full: ["zählt ganz", "counts in full"],
        "by-share": ["zählt anteilig", "counts by its share"],
      },
    },
    simultaneous: {
      de: ["Gleichzeitige Ausfälle", "Wie Ausfälle zählen, die zur selben Zeit bestehen."],
      en: ["Outages at the same time", "How outages that happen at the same time count."],
      values: {
        once: ["die Zeit zählt einmal", "their time counts once"],
        longest: ["nur der längste zählt", "only the longest counts"],
        sum: ["alle werden addiert", "each is added"],
      },
    },
  },
  Maintenance: {
    planned: {
      de: ["Angekündigte Wartung", "Ob angekündigte Wartung als Ausfall zählt."],
      en: ["Announced maintenance", "Whether announced maintenance counts as downtime."],
      values: maintenanceCounts,
    },
    noticeHours: {
      de: ["Ankündigung (Stunden vorher)", "So viele Stunden vorher wird geplante Wartung angekündigt."],
      en: ["Announced (hours before)", "Hours before which planned maintenance is announced."],
    },
    hoursPerPeriod: {
      de: ["Höchstdauer je Zeitraum (Stunden)", "Was an geplanter Wartung darüber hinausgeht, zählt als Ausfall."],
      en: ["At most per period (hours)", "Hours of planned maintenance beyond which it counts as downtime."],
    },
    windows: {
      de: ["Wartungsfenster", "Zeiten, zu denen gewartet werden darf."],
      en: ["Maintenance windows", "Windows in which maintenance may happen."],
      each: "MaintenanceWindow",
    },
    emergency: {
      de: ["Notfallwartung", "Wie Wartung zählt, die nicht warten kann; ohne Angabe als Ausfall."],
      en: ["Emergency maintenance", "What maintenance that cannot wait counts as; without it, as downtime."],
      values: maintenanceCounts,
    },
    emergencyNoticeHours: {
      de: ["Ankündigung im Notfall (Stunden vorher)", "So viele Stunden vorher wird Notfallwartung angekündigt."],
      en: ["Emergency announced (hours before)", "Hours before which emergency maintenance is announced."],
    },
  },
  MaintenanceWindow: {
    description: {
      de: ["Fenster in Worten", "Wann das Wartungsfenster ist, zum Beispiel „Sonntag 2 bis 6 Uhr“."],
      en: ["Window in words", "When the window is, such as “Sunday 2 to 6”."],
    },
    calendar: {
      de: ["Zeiten des Fensters", "Hinterlegte Zeiten, die das Wartungsfenster bilden."],
      en: ["Hours of the window", "Calendar whose hours are the window."],
    },
  },
  AvailabilityExclusion: {
    reason: {
      de: ["Ausschlusstatbestand", "Welche Art von Ereignis nicht als Ausfall zählt."],
      en: ["Kind of exclusion", "The kind of event that does not count as downtime."],
      values: {
        "force-majeure": ["höhere Gewalt", "force majeure"],
        client: ["vom Auftraggeber verursacht", "caused by the client"],
        "third-party": ["von Dritten verursacht", "caused by third parties"],
        "public-network": ["Störung öffentlicher Netze", "failure of public networks"],
        "security-block": ["Sperre aus Sicherheitsgründen", "block for security reasons"],
        "requested-change": ["vom Auftraggeber gewünschte Änderung", "change the client asked for"],
        attack: ["Angriff von außen", "attack from outside"],
        "short-restart": ["kurzer Neustart", "short restart"],
        other: ["anderes", "other"],
      },
    },
    description: {
      de: ["Ausschluss in Worten", "Was genau nicht als Ausfall zählt."],
      en: ["Exclusion in words", "What exactly does not count as downtime."],
    },
  },
  Kpi,
};

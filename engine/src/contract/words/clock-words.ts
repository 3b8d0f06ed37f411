/** Words for how the clocks of tickets start, stop, pause and change their targets. */
import type { FieldEntry, PartWords } from "./part-words.ts";

type Values = NonNullable<FieldEntry["values"]>;

const events: Values = {
  opened: ["Meldung eingegangen", "reported"],
  assigned: ["Bearbeitung zugeteilt", "assigned"],
  answered: ["von einem Menschen beantwortet", "answered by a person"],
  restored: ["wieder nutzbar", "usable again"],
  resolved: ["gelöst", "resolved"],
};

const only = (...names: string[]): Values => Object.fromEntries(names.map((name) => [name, events[name]!]));

const retargets: Values = {
  "from-start": ["ab Eingang des Tickets", "from the start of the ticket"],
  "from-change": ["ab der Änderung", "from the change"],
};

const start: FieldEntry = {
  de: ["Uhr beginnt", "Ereignis, mit dem die Uhr beginnt."],
  en: ["Clock starts when", "Event that starts the clock."],
  values: only("opened", "assigned", "answered"),
};

export const clockParts: PartWords = {
  ClockRules: {
    outsideHours: {
      de: ["Meldung außerhalb der Supportzeit", "Ob die Uhr dann sofort oder erst mit der nächsten Öffnung beginnt."],
      en: ["Report outside support hours", "Whether the clock then starts at once or at the next opening."],
      values: {
        "next-opening": ["beginnt mit der nächsten Öffnung", "starts at the next opening"],
        "at-once": ["beginnt sofort", "starts at once"],
      },
    },
    response: {
      de: ["Uhr der Reaktionszeit", "Wann die Uhr der Reaktionszeit beginnt und endet."],
      en: ["Response clock", "When the clock of the response time starts and stops."],
    },
    update: {
      de: ["Uhr des Zwischenstands", "Ab wann der nächste Zwischenstand fällig wird."],
      en: ["Update clock", "From when the next update is due."],
    },
    restore: {
      de: ["Uhr der Wiederherstellung", "Wann die Uhr der Wiederherstellungszeit beginnt und endet."],
      en: ["Restore clock", "When the clock of the time to restore starts and stops."],
    },
    resolve: {
      de: ["Uhr der Lösungszeit", "Wann die Uhr der Lösungszeit beginnt und endet; Schließen beendet sie immer."],
      en: ["Resolve clock", "When the clock of the resolution time starts and stops; closing always stops it."],
    },
    pauses: {
      de: ["Gründe für Pausen", "Nur aus diesen Gründen darf die Uhr anhalten; die Reaktionszeit pausiert nie."],
      en: ["Reasons for pauses", "The only reasons for which clocks pause; the response clock never does."],
      each: "Pause",
    },
    reopen: {
      de: ["Wiedereröffnung", "Was gilt, wenn ein gelöstes Ticket wieder geöffnet wird."],
      en: ["Reopening", "What a reopened ticket means for its clocks."],
    },
    retarget: {
      de: ["Frist nach einer Änderung", "Ab wann eine neue Frist zählt, wenn sich am Ticket etwas ändert."],
      en: ["Time after a change", "From when a new target counts after a change."],
    },
  },
  "ClockRules.response": {
    start: { ...start, values: only("opened") },
    stop: {
      de: ["Uhr endet", "Ereignisse, die als Reaktion zählen; eine Lösung zählt immer."],
      en: ["Clock stops when", "Events that count as a response; resolving always does."],
      values: only("answered", "assigned", "restored", "resolved"),
    },
  },
  "ClockRules.update": {
    start: {
      de: ["Zwischenstand gerechnet ab", "Ab wann die Zeit bis zum nächsten Zwischenstand läuft."],
      en: ["Next update counts from", "From what the next update is due."],
      values: {
        "update-or-message": [
          "dem späteren von letztem Zwischenstand und ältester offener Nachricht",
          "the later of the last update and the oldest unanswered message",
        ],
        update: ["dem letzten Zwischenstand", "the last update"],
        message: ["der ältesten offenen Nachricht des Auftraggebers", "the client's oldest unanswered message"],
      },
    },
  },
  "ClockRules.restore": {
    start,
    stop: {
      de: ["Uhr endet", "Ereignisse, die als Wiederherstellung zählen; eine Lösung zählt immer."],
      en: ["Clock stops when", "Events that count as restored; resolving always does."],
      values: only("answered", "assigned", "restored", "resolved"),
    },
    workaroundCounts: {
      de: ["Umgehungslösung zählt", "Ob eine Umgehungslösung als Wiederherstellung gilt."],
      en: ["Workaround counts", "Whether a workaround restores the service."],
    },
  },
  "ClockRules.resolve": {
    start,
    stop: {
      de: ["Uhr endet", "Ob schon die Lösung zählt oder erst die Bestätigung durch den Auftraggeber."],
      en: ["Clock stops when", "Whether the solution counts or only its acceptance by the client."],
      values: {
        resolved: ["gelöst", "resolved"],
        closed: ["geschlossen (vom Auftraggeber bestätigt)", "closed (accepted by the client)"],
      },
    },
  },
  "ClockRules.reopen": {
    withinDays: {
      de: ["Wiedereröffnung binnen (Tage)", "So lange läuft die alte Uhr weiter; danach ist es ein neues Ticket."],
      en: [
        "Reopened within (days)",
        "Days in which a reopened ticket goes on with its clocks; later it is a new ticket.",
      ],
    },
  },
  "ClockRules.retarget": {
    upgrade: {
      de: ["Höhere Priorität", "Ab wann die neue Frist zählt, wenn die Priorität steigt."],
      en: ["Higher priority", "From when the new time counts if the priority rises."],
      values: retargets,
    },
    downgrade: {
      de: ["Niedrigere Priorität", "Ab wann die neue Frist zählt, wenn die Priorität sinkt."],
      en: ["Lower priority", "From when the new time counts if the priority falls."],
      values: retargets,
    },
    service: {
      de: ["Andere Leistung", "Ab wann die neue Frist zählt, wenn das Ticket zu einer anderen Leistung wechselt."],
      en: ["Another service", "From when the new time counts if the ticket moves to another service."],
      values: retargets,
    },
    version: {
      de: ["Neue Vertragsfassung", "Ab wann die neue Frist zählt, wenn eine neue Fassung des Vertrags gilt."],
      en: ["New version of the contract", "From when the new time counts if a new version of the contract applies."],
      values: retargets,
    },
  },
  Pause: {
    reason: {
      de: ["Grund (Kennung)", "Kurzer Name des Grunds, wie er im Ticket gewählt wird."],
      en: ["Reason (identifier)", "Short name of the reason as it is chosen in a ticket."],
    },
    description: {
      de: ["Beschreibung", "Was geschehen sein muss, damit der Grund gilt."],
      en: ["Description", "What must have happened for the reason to hold."],
    },
    clocks: {
      de: ["Angehaltene Uhren", "Welche Uhren aus diesem Grund anhalten."],
      en: ["Clocks that pause", "Clocks that this reason pauses."],
      values: {
        update: ["Zwischenstand", "update"],
        restore: ["Wiederherstellungszeit", "time to restore"],
        resolve: ["Lösungszeit", "resolution time"],
      },
    },
  },
};

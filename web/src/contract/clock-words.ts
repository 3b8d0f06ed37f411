/** The rules of clocks as sentences: those a client needs, and those that only the provider asks for. */
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { defineWords, type Translate } from "../i18n/words.ts";

export const clockWords = defineWords({
  de: {
    "outside-next-opening": "Was außerhalb der Servicezeit gemeldet wird, zählt ab der nächsten Öffnung.",
    "outside-at-once": "Was außerhalb der Servicezeit gemeldet wird, zählt sofort.",
    noPause: "Die Uhr wird nie angehalten.",
    pauses: "Die Uhr darf nur aus diesen Gründen angehalten werden; die Antwortzeit nie:",
    reopen: {
      one: "Tritt dasselbe am Tag darauf wieder auf, läuft die Uhr weiter.",
      other: "Tritt dasselbe innerhalb von {count} Tagen wieder auf, läuft die Uhr weiter.",
    },
    "attain-response": "Mindestens {percent} % der Antworten kommen rechtzeitig.",
    "attain-update": "Mindestens {percent} % der Zwischenstände kommen rechtzeitig.",
    "attain-restore": "Mindestens {percent} % der Störungen sind rechtzeitig behoben.",
    "attain-resolve": "Mindestens {percent} % der Anliegen sind rechtzeitig gelöst.",
    responseStops: "Reaktionszeit endet mit: {events}.",
    restoreRuns: "Wiederherstellungszeit beginnt mit: {start}; sie endet mit: {events}.",
    workaroundYes: "Eine Umgehungslösung beendet die Wiederherstellungszeit.",
    workaroundNo: "Eine Umgehungslösung beendet die Wiederherstellungszeit nicht.",
    resolveRuns: "Lösungszeit beginnt mit: {start}; sie endet mit: {stop}.",
    "update-update-or-message":
      "Der nächste Zwischenstand ist fällig ab dem letzten oder ab der ältesten unbeantworteten Nachricht, was später ist.",
    "update-update": "Der nächste Zwischenstand ist fällig ab dem letzten Zwischenstand.",
    "update-message": "Der nächste Zwischenstand ist fällig ab der ältesten unbeantworteten Nachricht.",
    retargetStart: "Neues Ziel zählt ab Beginn des Tickets bei: {changes}.",
    retargetChange: "Neues Ziel zählt ab der Änderung bei: {changes}.",
    upgrade: "höherer Priorität",
    downgrade: "niedrigerer Priorität",
    service: "anderer Leistung",
    version: "neuer Vertragsfassung",
    "month-deadline": "Ein Ziel zählt im Monat seiner Frist.",
    "month-start": "Ein Ziel zählt im Monat seines Beginns.",
    "month-stop": "Ein Ziel zählt im Monat seines Endes.",
    opened: "Meldung",
    assigned: "Zuweisung",
    answered: "Antwort",
    restored: "Wiederherstellung",
    resolved: "Lösung",
    closed: "Abschluss",
  },
  en: {
    "outside-next-opening": "What is reported outside service hours counts from the next opening.",
    "outside-at-once": "What is reported outside service hours counts at once.",
    noPause: "The clock is never paused.",
    pauses: "The clock may be paused only for these reasons, and the answer time never:",
    reopen: {
      one: "If the same comes up again the day after, the clock goes on.",
      other: "If the same comes up again within {count} days, the clock goes on.",
    },
    "attain-response": "At least {percent}% of answers come in time.",
    "attain-update": "At least {percent}% of updates come in time.",
    "attain-restore": "At least {percent}% of faults are mended in time.",
    "attain-resolve": "At least {percent}% of requests are solved in time.",
    responseStops: "Response ends with: {events}.",
    restoreRuns: "Time to restore starts with: {start}; it ends with: {events}.",
    workaroundYes: "A workaround ends the time to restore.",
    workaroundNo: "A workaround does not end the time to restore.",
    resolveRuns: "Resolution starts with: {start}; it ends with: {stop}.",
    "update-update-or-message":
      "The next update is due from the last one or from the oldest unanswered message, whichever is later.",
    "update-update": "The next update is due from the last one.",
    "update-message": "The next update is due from the oldest unanswered message.",
    retargetStart: "A new target counts from the start of the ticket after: {changes}.",
    retargetChange: "A new target counts from the change after: {changes}.",
    upgrade: "a higher priority",
    downgrade: "a lower priority",
    service: "another service",
    version: "a new contract version",
    "month-deadline": "A target counts in the month of its deadline.",
    "month-start": "A target counts in the month of its start.",
    "month-stop": "A target counts in the month of its end.",
    opened: "report",
    assigned: "assignment",
    answered: "answer",
    restored: "restoration",
    resolved: "resolution",
    closed: "closing",
  },
});

type Words = Translate<(typeof clockWords)["de"]>;

/** What both sides should know of how time is counted, apart from the reasons to pause. */
export function clockSentences({ clocks, attainment }: ContractDocument, t: Words): string[] {
  const attained = (["response", "update", "restore", "resolve"] as const).flatMap((level) => {
    const percent = attainment.targetPercent[level];
    return percent === undefined ? [] : [t(`attain-${level}`, { percent })];
  });
  return [t(`outside-${clocks.outsideHours}`), t("reopen", { count: clocks.reopen.withinDays }), ...attained];
}

const CHANGES = ["upgrade", "downgrade", "service", "version"] as const;

/** The fine print, for those who set up clocks. */
export function clockRuleSentences(
  { clocks, attainment }: ContractDocument,
  t: Words,
  list: (parts: readonly string[]) => string,
): string[] {
  const { response, restore, resolve, update, retarget } = clocks;
  const eventsOf = (events: readonly (typeof restore.stop)[number][]) => list(events.map((event) => t(event)));
  const changesBy = (rule: "from-start" | "from-change") =>
    CHANGES.filter((change) => retarget[change] === rule).map((change) => t(change));
  const fromStart = changesBy("from-start");
  const fromChange = changesBy("from-change");
  return [
    t("responseStops", { events: eventsOf(response.stop) }),
    t(`update-${update.start}`),
    t("restoreRuns", { start: t(restore.start), events: eventsOf(restore.stop) }),
    t(restore.workaroundCounts ? "workaroundYes" : "workaroundNo"),
    t("resolveRuns", { start: t(resolve.start), stop: t(resolve.stop) }),
    ...(fromStart.length === 0 ? [] : [t("retargetStart", { changes: list(fromStart) })]),
    ...(fromChange.length === 0 ? [] : [t("retargetChange", { changes: list(fromChange) })]),
    t(`month-${attainment.month}`),
  ];
}

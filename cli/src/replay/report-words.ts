/** The words of a replay's report. */
import type { NoClockKind } from "./judge.ts";

const NBSP = "\u00a0";

const NO_CLOCK_DE: Record<NoClockKind, string> = {
  "not-opened": "ohne Meldung im Log bis zum Stichzeitpunkt",
  "contract-not-in-force": "gemeldet, als der Vertrag nicht galt",
  "service-unknown": "mit einer Leistung, die der Vertrag nicht kennt",
  "service-without-level": "mit einer Leistung, für die der Vertrag keine Fristen nennt",
  "priority-unknown": "mit einer Priorität, die der Vertrag nicht kennt",
  "nothing-promised": "mit einer Priorität, für die der Vertrag keine Fristen nennt",
  "not-started": "ohne das Ereignis, mit dem Fristen beginnen",
};

const NO_CLOCK_EN: Record<NoClockKind, string> = {
  "not-opened": "not reported in the log by then",
  "contract-not-in-force": "reported when the contract was not in force",
  "service-unknown": "about a service that the contract does not know",
  "service-without-level": "about a service without targets in the contract",
  "priority-unknown": "with a priority that the contract does not know",
  "nothing-promised": "with a priority without targets in the contract",
  "not-started": "without the event that starts clocks",
};

const isOne = (count: number): boolean => count === 1;

const de = {
  level: { response: "Antwort", update: "Rückmeldung", restore: "Wiederherstellung", resolve: "Lösung" },
  numbered: "Nr.",
  tickets: (number: string, count: number) => `${number}${NBSP}${isOne(count) ? "Ticket" : "Tickets"}`,
  events: (number: string, count: number) => `mit ${number}${NBSP}${isOne(count) ? "Ereignis" : "Ereignissen"}`,
  asOf: "Stand",
  noEvents: "Das Log enthält keine Ereignisse.",
  contract: (title: string, versions: readonly string[]) =>
    `Vertrag: „${title}“, ${isOne(versions.length) ? "Version" : "Versionen"}${NBSP}${list(versions, "und")}`,
  quoted: (title: string) => `„${title}“`,
  met: "Eingehalten",
  nothingDue: "Noch ist keine Zusage zu beurteilen.",
  notJudged: "Ohne Urteil",
  running: (number: string, count: number) => `${number} ${isOne(count) ? "laufende Frist" : "laufende Fristen"}`,
  paused: (number: string, count: number) => `${number} ${isOne(count) ? "angehaltene Frist" : "angehaltene Fristen"}`,
  withdrawn: (number: string, count: number) => `${number} ${isOne(count) ? "entfallene Frist" : "entfallene Fristen"}`,
  withoutClock: (number: string, count: number) => `Ohne Frist: ${number}${NBSP}${isOne(count) ? "Ticket" : "Tickets"}`,
  noClock: NO_CLOCK_DE,
  ticket: "Ticket",
  promise: "Zusage",
  priority: "Priorität",
  metHead: "eingehalten",
  missedHead: "verfehlt",
  share: "Anteil",
  excluded: "ausgenommen",
  contested: "Anteil mit Einwänden",
  contestedNote: "Anteil mit Einwänden: wenn allen Einwänden stattgegeben würde, über die noch nicht entschieden ist.",
  agreed: "vereinbart",
  notReached: "nicht erreicht",
  all: "alle",
  worst: "Am weitesten verfehlt",
  overrun: "überschritten um",
  due: "fällig",
  noneMissed: "Keine Zusage wurde verfehlt.",
  comparison: "Vergleich",
  sides: ["A", "B"],
  differences: "Anders beurteilt",
  noDifference: "Beide Verträge beurteilen alle Tickets gleich.",
  outlook: { met: "eingehalten", missed: "verfehlt", open: "offen", withdrawn: "entfallen", none: "keine Zusage" },
} as const;

const en = {
  level: { response: "Answer", update: "Update", restore: "Restoration", resolve: "Resolution" },
  numbered: "no.",
  tickets: (number: string, count: number) => `${number}${NBSP}${isOne(count) ? "ticket" : "tickets"}`,
  events: (number: string, count: number) => `with ${number}${NBSP}${isOne(count) ? "event" : "events"}`,
  asOf: "as of",
  noEvents: "The log has no events.",
  contract: (title: string, versions: readonly string[]) =>
    `Contract: “${title}”, ${isOne(versions.length) ? "version" : "versions"}${NBSP}${list(versions, "and")}`,
  quoted: (title: string) => `“${title}”`,
  met: "Met",
  nothingDue: "There is no promise to judge yet.",
  notJudged: "Not judged",
  running: (number: string, count: number) => `${number} running ${isOne(count) ? "clock" : "clocks"}`,
  paused: (number: string, count: number) => `${number} paused ${isOne(count) ? "clock" : "clocks"}`,
  withdrawn: (number: string, count: number) => `${number} withdrawn ${isOne(count) ? "clock" : "clocks"}`,
  withoutClock: (number: string, count: number) =>
    `Without a clock: ${number}${NBSP}${isOne(count) ? "ticket" : "tickets"}`,
  noClock: NO_CLOCK_EN,
  ticket: "Ticket",
  promise: "Promise",
  priority: "Priority",
  metHead: "met",
  missedHead: "missed",
  share: "share",
  excluded: "excluded",
  contested: "share with objections",
  contestedNote: "Share with objections: if all objections that are still open were upheld.",
  agreed: "agreed",
  notReached: "not reached",
  all: "all",
  worst: "Missed by most",
  overrun: "over by",
  due: "due",
  noneMissed: "No promise was missed.",
  comparison: "Comparison",
  sides: ["A", "B"],
  differences: "Judged differently",
  noDifference: "Both contracts judge all tickets alike.",
  outlook: { met: "met", missed: "missed", open: "open", withdrawn: "withdrawn", none: "no promise" },
} as const;

function list(texts: readonly string[], and: string): string {
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} ${and} ${texts.at(-1)}`;
}

export const WORDS = { de, en };

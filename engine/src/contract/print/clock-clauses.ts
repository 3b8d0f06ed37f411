/** How the clocks of service levels count, with every default said in words. Source: docs/rules/sla-clocks.md. */
import type { ClockRules } from "../clock-rules.ts";
import type { Said } from "../said.ts";
import type { Block } from "./blocks.ts";
import { LEVEL } from "./level-clauses.ts";
import type { Speech } from "./speech.ts";
import {
  asCountAfter,
  both,
  chosen,
  column,
  paragraph,
  paragraphsOf,
  sentence,
  sentencesOf,
  table,
  tell,
  whether,
  type Tellings,
} from "./telling.ts";

type Pause = ClockRules["pauses"][number];
type Retarget = ClockRules["retarget"];

const EVENT: Readonly<Record<"opened" | "assigned" | "answered" | "restored" | "resolved" | "closed", Said>> = {
  opened: both("Eingang der Meldung", "receipt of the report"),
  assigned: both("Zuweisung an eine Person", "assignment to a person"),
  answered: both("Antwort einer Person", "answer by a person"),
  restored: both("Wiederherstellung", "restoration"),
  resolved: both("Lösung", "resolution"),
  closed: both(
    "Abschluss nach Annahme der Lösung durch den Auftraggeber",
    "closing, when the Client has accepted the solution",
  ),
};

const events = (list: readonly (keyof typeof EVENT)[], speech: Speech): string =>
  list.map((event) => speech.in(EVENT[event])).join(", ");

/** The only event with which a response clock starts is the report. */
const RESPONSE: Tellings<ClockRules["response"]> = {
  start: (event, speech) =>
    speech.in(both("Die Reaktionszeit beginnt mit: {value}.", "Response starts with: {value}."), {
      value: events([event], speech),
    }),
  stop: (list, speech) =>
    speech.in(
      both(
        "Sie endet mit: {value}; in jedem Fall mit der Lösung.",
        "It ends with: {value}; with the resolution in any case.",
      ),
      {
        value: events(list, speech),
      },
    ),
};

const UPDATE: Tellings<ClockRules["update"]> = {
  start: chosen({
    "update-or-message": [
      "Der nächste Zwischenstand ist fällig ab dem letzten sichtbaren Zwischenstand oder ab der ältesten unbeantworteten Nachricht des Auftraggebers, je nachdem, was später ist.",
      "The next update is due from the last visible update or from the oldest unanswered message of the Client, whichever is later.",
    ],
    update: [
      "Der nächste Zwischenstand ist fällig ab dem letzten sichtbaren Zwischenstand.",
      "The next update is due from the last visible update.",
    ],
    message: [
      "Ein Zwischenstand ist fällig ab der ältesten unbeantworteten Nachricht des Auftraggebers.",
      "An update is due from the oldest unanswered message of the Client.",
    ],
  }),
};

const RESTORE: Tellings<ClockRules["restore"]> = {
  start: (event, speech) =>
    speech.in(both("Die Wiederherstellungszeit beginnt mit: {value}.", "Time to restore starts with: {value}."), {
      value: events([event], speech),
    }),
  stop: (list, speech) =>
    speech.in(
      both(
        "Sie endet mit: {value}; in jedem Fall mit der Lösung.",
        "It ends with: {value}; with the resolution in any case.",
      ),
      {
        value: events(list, speech),
      },
    ),
  workaroundCounts: whether(
    ["Auch eine Umgehungslösung stellt die Leistung wieder her.", "A workaround restores the service, too."],
    ["Eine Umgehungslösung stellt die Leistung nicht wieder her.", "A workaround does not restore the service."],
  ),
};

const RESOLVE: Tellings<ClockRules["resolve"]> = {
  start: (event, speech) =>
    speech.in(both("Die Lösungszeit beginnt mit: {value}.", "Resolution starts with: {value}."), {
      value: events([event], speech),
    }),
  stop: (event, speech) =>
    speech.in(both("Sie endet mit: {value}.", "It ends with: {value}."), { value: events([event], speech) }),
};

const OUTSIDE: Tellings<ClockRules> = {
  outsideHours: chosen({
    "next-opening": [
      "Was außerhalb der Servicezeit gemeldet wird, zählt ab der nächsten Öffnung.",
      "What is reported outside support hours counts from the next opening.",
    ],
    "at-once": [
      "Was außerhalb der Servicezeit gemeldet wird, zählt sofort.",
      "What is reported outside support hours counts at once.",
    ],
  }),
};

const RETARGET: Tellings<Retarget> = {
  upgrade: counted(
    "Bei einer höheren Priorität zählt das neue Ziel",
    "After a change to a higher priority the new target counts",
  ),
  downgrade: counted(
    "Bei einer niedrigeren Priorität zählt das neue Ziel",
    "After a change to a lower priority the new target counts",
  ),
  service: counted(
    "Bei einer anderen Leistung zählt das neue Ziel",
    "After a change of the service the new target counts",
  ),
  version: counted(
    "Bei einer neuen Fassung des Vertrags zählt das neue Ziel",
    "With a new version of the contract the new target counts",
  ),
};

function counted(de: string, en: string) {
  return chosen<Retarget["upgrade"]>({
    "from-start": [`${de} ab Beginn des Tickets.`, `${en} from the start of the ticket.`],
    "from-change": [`${de} ab der Änderung.`, `${en} from the change.`],
  });
}

const REOPEN: Tellings<ClockRules["reopen"]> = {
  withinDays: sentence(
    asCountAfter("day"),
    "Wird ein Ticket innerhalb von {value} nach der Lösung wieder geöffnet, laufen seine Uhren weiter; die Zeit dazwischen zählt nicht. Später gilt es als neues Ticket.",
    "If a ticket is reopened within {value} of its resolution, its clocks go on and the time between does not count. Later it counts as a new ticket.",
  ),
};

/** All rules of clocks, in the order of a ticket’s life. */
export function clockBlocks(clocks: ClockRules, speech: Speech): readonly Block[] {
  return [
    ...paragraphsOf(sentencesOf(clocks, OUTSIDE, speech)),
    ...tell("ClockRules.response", clocks.response, [RESPONSE], speech),
    ...tell("ClockRules.update", clocks.update, [UPDATE], speech),
    ...tell("ClockRules.restore", clocks.restore, [RESTORE], speech),
    ...tell("ClockRules.resolve", clocks.resolve, [RESOLVE], speech),
    ...pauses(clocks.pauses, speech),
    ...tell("ClockRules.reopen", clocks.reopen, [REOPEN], speech),
    ...tell("ClockRules.retarget", clocks.retarget, [RETARGET], speech),
    ...tell("ClockRules", clocks, [], speech, [
      "outsideHours",
      "response",
      "update",
      "restore",
      "resolve",
      "pauses",
      "reopen",
      "retarget",
    ]),
  ];
}

function pauses(list: readonly Pause[], speech: Speech): readonly Block[] {
  if (list.length === 0)
    return [paragraph(speech.in(both("Uhren werden nicht angehalten.", "Clocks are never paused.")))];
  const lead = both(
    "Uhren werden nur aus den folgenden Gründen angehalten, die der Reaktionszeit nie. Eine Pause wird in derselben Servicezeit gemessen wie die Zusage.",
    "Clocks are paused for the following reasons only, and that of response never. A pause is measured in the same support hours as the promise.",
  );
  const columns = [
    column(speech, both("Grund", "Reason"), 4),
    column(speech, both("Voraussetzung", "Condition"), 7),
    column(speech, both("Angehalten werden", "What is paused"), 5),
  ];
  const rows = list.map(({ reason, description, clocks }) => [
    [reason],
    [description ?? ""],
    [clocks.map((level) => speech.in(LEVEL[level])).join(", ")],
  ]);
  return [
    paragraph(speech.in(lead)),
    ...table(speech.in(both("Gründe für Pausen", "Reasons for pauses")), columns, rows),
  ];
}

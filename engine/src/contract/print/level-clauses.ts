/** Support hours, priorities, targets, escalation and attainment as clauses. Source: docs/rules/contract.md §6, docs/rules/sla-clocks.md §11. */
import {
  holidayEntries,
  isRegionCode,
  WEEKDAYS,
  yearlyDate,
  type CalendarDefinition,
} from "../../calendar/definition.ts";
import { LEVELS, type ContractDocument, type Level, type TargetEntry } from "../document.ts";
import type { Said } from "../said.ts";
import type { Block, Cell, Pair } from "./blocks.ts";
import { plainPairs } from "./plain.ts";
import type { Speech } from "./speech.ts";
import { both, chosen, column, pairs, paragraph, table, tell, type Tellings } from "./telling.ts";

type ServiceLevel = ContractDocument["serviceLevels"][string];
type Promises = ServiceLevel["targets"][string];
type Attainment = ContractDocument["attainment"];

export const LEVEL: Readonly<Record<Level, Said>> = {
  response: both("Reaktionszeit", "Response"),
  update: both("Zwischenstand", "Update"),
  restore: both("Wiederherstellungszeit", "Time to restore"),
  resolve: both("Lösungszeit", "Resolution"),
};

const WEEKDAY: Readonly<Record<(typeof WEEKDAYS)[number], Said>> = {
  mon: both("Montag", "Monday"),
  tue: both("Dienstag", "Tuesday"),
  wed: both("Mittwoch", "Wednesday"),
  thu: both("Donnerstag", "Thursday"),
  fri: both("Freitag", "Friday"),
  sat: both("Samstag", "Saturday"),
  sun: both("Sonntag", "Sunday"),
};

/** Each calendar with its hours, holidays and special days. */
export function calendarBlocks({ calendars }: ContractDocument, speech: Speech): readonly Block[] {
  if (Object.keys(calendars).length === 0)
    return [paragraph(speech.in(both("Servicezeiten sind keine vereinbart.", "No support hours are agreed.")))];
  const lead = both(
    "Zeiten gelten ab der ersten genannten Uhrzeit bis unmittelbar vor der zweiten. Ein nicht genannter Wochentag ist geschlossen; ein Eintrag zu einem einzelnen Tag geht dem Feiertag und dem Wochentag vor.",
    "Hours hold from the first time named until just before the second. A weekday that is not named is closed; an entry for a single day goes before a holiday and the weekday.",
  );
  return [
    paragraph(speech.in(lead)),
    ...Object.entries(calendars).flatMap(([name, calendar]): readonly Block[] => [
      {
        kind: "heading",
        text: speech.in(both("Servicezeit {name}", "Support hours {name}"), { name: speech.calendar(name) }),
      },
      ...pairs(calendarPairs(calendar, speech)),
    ]),
  ];
}

const CALENDAR_FIELDS = ["always", "hours", "holidays", "exceptions"] as const;

function calendarPairs(calendar: CalendarDefinition, speech: Speech): readonly Pair[] {
  const { always, hours, holidays, exceptions } = calendar;
  const closed = speech.in(both("geschlossen", "closed"));
  const times = (list: readonly string[]) =>
    list.length === 0 ? closed : list.map((each) => clockTimes(each, speech)).join(", ");
  const week = WEEKDAYS.flatMap((day) =>
    hours?.[day] === undefined ? [] : [`${speech.in(WEEKDAY[day])}: ${times(hours[day])}`],
  );
  const pair = (said: Said, lines: readonly string[]): Pair[] =>
    lines.length === 0 ? [] : [{ term: speech.in(said), lines }];
  return [
    ...plainPairs("Calendar", calendar, speech, new Set(CALENDAR_FIELDS)),
    ...(always === true
      ? pair(both("Zeiten", "Hours"), [
          speech.in(
            both(
              "rund um die Uhr, an allen Tagen einschließlich der Feiertage",
              "around the clock, every day, holidays included",
            ),
          ),
        ])
      : []),
    ...pair(both("Wochentage", "Weekdays"), week),
    ...(holidays === undefined ? [] : pair(both("Feiertage", "Holidays"), holidayLines(calendar, speech))),
    ...pair(
      both("Einzelne Tage", "Single days"),
      Object.entries(exceptions ?? {})
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([day, list]) => `${speech.date(day)}: ${times(list)}`),
    ),
  ];
}

const clockTimes = (interval: string, speech: Speech): string =>
  `${interval.replace("-", "–")}${speech.language === "de" ? "\u00a0Uhr" : ""}`;

function holidayLines(calendar: CalendarDefinition, speech: Speech): readonly string[] {
  const entries = holidayEntries(calendar);
  if (entries.length === 0)
    return [speech.in(both("keine; die Wochentage gelten auch an Feiertagen", "none; weekdays hold on holidays, too"))];
  return entries.map((entry) => {
    if (isRegionCode(entry))
      return speech.in(both("gesetzliche Feiertage der Region {entry}", "public holidays of the region {entry}"), {
        entry,
      });
    const every = yearlyDate(entry);
    return every === undefined
      ? speech.date(entry)
      : speech.in(both("{day} jedes Jahres", "{day} of every year"), {
          day: speech.dayOfYear(every.month, every.dayOfMonth),
        });
  });
}

/** The priorities, and how impact and urgency make them. */
export function priorityBlocks({ priorities: { levels, matrix } }: ContractDocument, speech: Speech): readonly Block[] {
  const lead = both(
    "Jede Meldung erhält eine Priorität. Die Prioritäten sind, die dringlichste zuerst: {levels}.",
    "Each report has a priority. The priorities are, the most urgent first: {levels}.",
  );
  const first = paragraph(speech.in(lead, { levels: levels.join(", ") }));
  const rows = Object.entries(matrix ?? {});
  if (rows.length === 0)
    return [
      first,
      paragraph(
        speech.in(both("Die Priorität wird bei der Meldung angegeben.", "The priority is given with the report.")),
      ),
    ];
  const urgencies = [...new Set(rows.flatMap(([, row]) => Object.keys(row)))];
  const columns = [
    column(speech, both("Auswirkung / Dringlichkeit", "Impact / urgency"), 3),
    ...urgencies.map((head) => ({ head, width: 2 })),
  ];
  const from = both("Sie ergibt sich aus Auswirkung und Dringlichkeit:", "It follows from impact and urgency:");
  return [
    first,
    paragraph(speech.in(from)),
    ...table(
      speech.in(both("Prioritäten", "Priorities")),
      columns,
      rows.map(([impact, row]) => [[impact], ...urgencies.map((urgency) => [row[urgency] ?? ""])]),
    ),
  ];
}

/** The targets of each service level. */
export function targetBlocks({ serviceLevels }: ContractDocument, speech: Speech): readonly Block[] {
  if (Object.keys(serviceLevels).length === 0)
    return [paragraph(speech.in(both("Service-Levels sind keine vereinbart.", "No service levels are agreed.")))];
  const lead = both(
    "Reaktionszeit ist die Zeit bis zur ersten Antwort einer Person des Auftragnehmers; automatische Antworten zählen nicht. Zwischenstand ist der längste Abstand zwischen zwei sichtbaren Mitteilungen. Wiederherstellungszeit ist die Zeit, bis die Leistung wieder nutzbar ist. Lösungszeit ist die Zeit, bis die Ursache behoben und die Arbeit getan ist.",
    "Response is the time to the first answer by a person of the Provider; automatic answers do not count. Update is the longest time between two visible messages. Time to restore is the time until the service is usable again. Resolution is the time until the cause is removed and the work is done.",
  );
  const counted = both(
    "Zeiten zählen nur innerhalb der angegebenen Servicezeit, soweit sie nicht durchgehend gezählt werden. Wo kein Wert steht, ist nichts zugesagt.",
    "Times count within the support hours named only, unless they are counted by the clock. Where no value stands, nothing is promised.",
  );
  return [
    paragraph(speech.in(lead)),
    paragraph(speech.in(counted)),
    ...Object.entries(serviceLevels).flatMap(([id, level]) => levelBlocks(id, level, speech)),
  ];
}

function levelBlocks(id: string, level: ServiceLevel, speech: Speech): readonly Block[] {
  const { name, calendar, targets } = level;
  const services = speech.contract.services
    .filter(({ serviceLevel }) => serviceLevel === id)
    .map((service) => service.name);
  const title = name === undefined || name === id ? id : `${name} (${id})`;
  const facts: Pair[] = [
    { term: speech.in(both("Servicezeit", "Support hours")), lines: [speech.calendar(calendar)] },
    ...(services.length === 0
      ? []
      : [{ term: speech.in(both("Gilt für", "Holds for")), lines: [speech.list(services)] }]),
  ];
  const columns = [
    column(speech, both("Priorität", "Priority"), 3),
    ...LEVELS.map((each) => column(speech, LEVEL[each], 4)),
  ];
  const rows = Object.entries(targets).map(([priority, promises]): readonly Cell[] => [
    [priority, ...ownHours(promises.calendar, speech)],
    ...LEVELS.map((each) => targetCell(promises[each], speech)),
  ]);
  return [
    { kind: "heading", text: speech.in(both("Service-Level {title}", "Service level {title}"), { title }) },
    ...pairs(facts),
    ...table(title, columns, rows),
  ];
}

const ownHours = (calendar: string | undefined, speech: Speech): readonly string[] =>
  calendar === undefined
    ? []
    : [speech.in(both("Servicezeit {value}", "support hours {value}"), { value: speech.calendar(calendar) })];

function targetCell(entry: Promises[Level] | TargetEntry, speech: Speech): Cell {
  if (entry === undefined) return [""];
  if (typeof entry === "string") return [speech.target(entry)];
  return [speech.target(entry.target), ...ownHours(entry.calendar, speech)];
}

/** Who is told before and at a breach. */
export function escalationBlocks({ escalation }: ContractDocument, speech: Speech): readonly Block[] {
  if (escalation.length === 0) return [];
  const lead = both(
    "Wird eine zugesagte Zeit knapp, werden die folgenden Personen benachrichtigt, sobald der angegebene Anteil der Zeit verbraucht ist. Bei 100 % ist sie überschritten.",
    "As a promised time runs short, the following are told when the share named of it is used up. At 100% it is missed.",
  );
  const columns = [
    column(speech, both("Stufe", "Level"), 1, true),
    column(speech, both("Bezeichnung", "Name"), 4),
    column(speech, both("Ansprechpersonen", "Contacts"), 5),
    column(speech, both("Bei Verbrauch von", "When used up by"), 3),
    column(speech, both("Benachrichtigt innerhalb", "Told within"), 3),
  ];
  const target = speech.in(both("der Servicezeit der Zusage", "the support hours of the promise"));
  const rows = escalation
    .toSorted((a, b) => a.level - b.level)
    .map(({ level, name, contacts, atPercent, calendar }) => [
      [speech.number(level)],
      [name],
      [speech.names("contact", contacts)],
      [atPercent.map((each) => speech.percent(each)).join(", ")],
      [calendar === undefined ? target : speech.calendar(calendar)],
    ]);
  return [paragraph(speech.in(lead)), ...table(speech.in(both("Eskalation", "Escalation")), columns, rows)];
}

const ATTAINMENT: Tellings<Attainment> = {
  month: chosen({
    deadline: [
      "Jede Zusage zählt einmal, in dem Monat, in dem ihre Frist endet.",
      "Each promise counts once, in the month of its deadline.",
    ],
    start: [
      "Jede Zusage zählt einmal, in dem Monat, in dem ihre Frist beginnt.",
      "Each promise counts once, in the month in which its clock starts.",
    ],
    stop: [
      "Jede Zusage zählt einmal, in dem Monat, in dem ihre Uhr endet.",
      "Each promise counts once, in the month in which its clock stops.",
    ],
  }),
  targetPercent: (shares, speech) => {
    const lines = LEVELS.flatMap((level) =>
      shares[level] === undefined ? [] : [`${speech.in(LEVEL[level])}: ${speech.percent(shares[level])}`],
    );
    if (lines.length === 0)
      return speech.in(
        both("Ein Anteil, der einzuhalten ist, ist nicht vereinbart.", "No share that must be met is agreed."),
      );
    return {
      text: speech.in(
        both(
          "Mindestens die folgenden Anteile der Zusagen sind einzuhalten:",
          "At least the following shares of the promises must be met:",
        ),
      ),
      blocks: [{ kind: "list", items: lines }],
    };
  },
};

/** How kept promises are counted. */
export const attainmentBlocks = ({ attainment }: ContractDocument, speech: Speech): readonly Block[] =>
  tell("AttainmentRule", attainment, [ATTAINMENT], speech);

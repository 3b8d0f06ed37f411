/** Promises of availability as a clause. Source: docs/rules/contract-parts.md §2. */
import type { ContractDocument } from "../document.ts";
import { valueWordOf } from "../field-words.ts";
import type { Block } from "./blocks.ts";
import type { Speech } from "./speech.ts";
import {
  asCalendar,
  asCount,
  asCountAfter,
  asNames,
  asPercent,
  asText,
  both,
  chosen,
  column,
  paragraph,
  sentence,
  table,
  tell,
  whether,
  type Tellings,
} from "./telling.ts";

type Objective = NonNullable<ContractDocument["availability"]>[number];
type Downtime = NonNullable<Objective["downtime"]>;
type Maintenance = NonNullable<Objective["maintenance"]>;

const OBJECTIVE: readonly Tellings<Objective>[] = [
  {
    services: sentence(asNames("service"), "Die Zusage gilt für: {value}.", "The promise holds for: {value}."),
    targetPercent: sentence(
      asPercent,
      "Die Verfügbarkeit beträgt mindestens {value} der Servicezeit.",
      "Availability is at least {value} of service time.",
    ),
    period: (period, speech) =>
      speech.in(both("Berechnet wird sie je Zeitraum: {value}.", "It is calculated for each: {value}."), {
        value: speech.in(valueWordOf("AvailabilityObjective", "period", period)),
      }),
    timeZone: sentence(
      asText,
      "Der Zeitraum beginnt und endet nach der Zeitzone {value}.",
      "The period begins and ends in the time zone {value}.",
    ),
    serviceTime: sentence(asCalendar, "Servicezeit ist {value}.", "Service time is {value}."),
    periodHours: sentence(
      asCount("hour"),
      "Statt seiner wahren Länge zählen als Zeitraum {value}.",
      "Instead of its true length, {value} count as one period.",
    ),
    unit: chosen({
      service: ["Gemessen wird die Leistung als Ganzes.", "The service is measured as a whole."],
      region: ["Gemessen wird jede Region für sich.", "Each region is measured on its own."],
      feature: ["Gemessen wird jede Funktion für sich.", "Each feature is measured on its own."],
      instance: ["Gemessen wird jede Instanz für sich.", "Each instance is measured on its own."],
      site: ["Gemessen wird jeder Standort für sich.", "Each site is measured on its own."],
      "user-minutes": [
        "Gewichtet wird mit den betroffenen Personen (Nutzerminuten).",
        "It is weighted with the users affected (user minutes).",
      ],
    }),
    condition: sentence(asText, "Voraussetzung der Zusage: {value}.", "Condition of the promise: {value}."),
  },
  {
    measuringPoint: sentence(asText, "Messpunkt: {value}.", "Measuring point: {value}."),
    measuredBy: chosen({
      provider: ["Maßgeblich ist die Messung des Auftragnehmers.", "The Provider’s measurement decides."],
      client: ["Maßgeblich ist die Messung des Auftraggebers.", "The Client’s measurement decides."],
      both: ["Maßgeblich sind die Messungen beider Seiten.", "The measurements of both sides decide."],
      "third-party": ["Maßgeblich ist die Messung eines Dritten.", "The measurement of a third party decides."],
    }),
    unknown: chosen({
      neither: [
        "Zeit ohne Messung zählt weder als Servicezeit noch als Ausfall.",
        "Time without measurement counts neither as service time nor as downtime.",
      ],
      up: ["Zeit ohne Messung zählt als verfügbar.", "Time without measurement counts as available."],
      down: ["Zeit ohne Messung zählt als Ausfall.", "Time without measurement counts as downtime."],
    }),
    decimals: sentence(
      asCountAfter("decimal"),
      "Das Ergebnis wird kaufmännisch auf {value} gerundet und dann verglichen.",
      "The result is rounded half up to {value} before it is compared.",
    ),
  },
  {
    stabilisationDays: sentence(
      asCount("day"),
      "Ab dem Beginn der Leistung wird sie {value} lang gemessen, ohne dass Gutschriften entstehen.",
      "For {value} from the start of the service it is measured and not credited.",
    ),
  },
];

const DOWNTIME: Tellings<Downtime> = {
  when: sentence(asText, "Als Ausfall gilt: {value}.", "Downtime is: {value}."),
  from: chosen({
    "first-failed-check": [
      "Er zählt ab der ersten fehlgeschlagenen Prüfung.",
      "It counts from the first failed check.",
    ],
    confirmation: [
      "Er zählt ab der Bestätigung durch den Auftragnehmer.",
      "It counts from the Provider’s confirmation.",
    ],
    report: ["Er zählt ab der Meldung durch den Auftraggeber.", "It counts from the Client’s report."],
    "detection-or-report": [
      "Er zählt ab der Erkennung oder der Meldung, je nachdem, was früher ist.",
      "It counts from detection or report, whichever is earlier.",
    ],
  }),
  minimumMinutes: sentence(
    asCount("minute"),
    "Kürzere Ausfälle als {value} zählen nicht.",
    "Outages shorter than {value} never count.",
  ),
  confirmations: sentence(
    asCountAfter("check"),
    "Ein Ausfall liegt nach {value} in Folge vor, die fehlgeschlagen sind.",
    "A downtime is one after {value} in a row that failed.",
  ),
  errorSharePercent: sentence(
    asPercent,
    "Eine Minute gilt als ausgefallen, wenn mehr als {value} der Anfragen fehlschlagen.",
    "A minute is down when more than {value} of requests fail.",
  ),
  wholeMinutes: whether(
    ["Es zählen nur volle Minuten.", "Only whole minutes count."],
    ["Es zählen auch Teile von Minuten.", "Parts of minutes count, too."],
  ),
  partial: chosen({
    "not-counted": [
      "Ein Ausfall, der nur einen Teil der Personen oder Funktionen betrifft, zählt nicht.",
      "An outage of a part of the users or functions does not count.",
    ],
    full: [
      "Ein Ausfall, der nur einen Teil der Personen oder Funktionen betrifft, zählt voll.",
      "An outage of a part of the users or functions counts in full.",
    ],
    "by-share": [
      "Ein Ausfall, der nur einen Teil der Personen oder Funktionen betrifft, zählt mit seinem Anteil.",
      "An outage of a part of the users or functions counts by its share.",
    ],
  }),
  simultaneous: chosen({
    once: ["Gleichzeitige Ausfälle zählen einmal.", "Outages at the same time count once."],
    longest: [
      "Von gleichzeitigen Ausfällen zählt nur der längste.",
      "Of outages at the same time only the longest counts.",
    ],
    sum: ["Gleichzeitige Ausfälle werden zusammengezählt.", "Outages at the same time are added."],
  }),
};

const MAINTENANCE: Tellings<Maintenance> = {
  planned: chosen({
    excluded: [
      "Angekündigte Wartung zählt nicht zur Servicezeit.",
      "Announced maintenance is taken out of service time.",
    ],
    downtime: ["Angekündigte Wartung zählt als Ausfall.", "Announced maintenance counts as downtime."],
  }),
  noticeHours: sentence(
    asCount("hour"),
    "Geplante Wartung wird {value} vorher angekündigt.",
    "Planned maintenance is announced {value} before.",
  ),
  hoursPerPeriod: sentence(
    asCount("hour"),
    "Geplante Wartung über {value} im Zeitraum hinaus zählt als Ausfall.",
    "Planned maintenance beyond {value} in a period counts as downtime.",
  ),
  emergency: chosen({
    excluded: ["Notfallwartung zählt nicht zur Servicezeit.", "Emergency maintenance is taken out of service time."],
    downtime: ["Notfallwartung zählt als Ausfall.", "Emergency maintenance counts as downtime."],
  }),
  emergencyNoticeHours: sentence(
    asCount("hour"),
    "Notfallwartung wird {value} vorher angekündigt.",
    "Emergency maintenance is announced {value} before.",
  ),
  windows: (windows, speech) =>
    windows.length === 0
      ? speech.in(both("Wartungsfenster sind keine vereinbart.", "No maintenance windows are agreed."))
      : {
          text: speech.in(both("Wartungsfenster:", "Maintenance windows:")),
          blocks: [
            {
              kind: "list",
              items: windows.map(({ description, calendar }) =>
                calendar === undefined
                  ? description
                  : `${description} (${speech.in(both("Servicezeit", "support hours"))} ${speech.calendar(calendar)})`,
              ),
            },
          ],
        },
};

export function availabilityBlocks(objectives: readonly Objective[], speech: Speech): readonly Block[] {
  if (objectives.length === 0)
    return [paragraph(speech.in(both("Eine Verfügbarkeit ist nicht zugesagt.", "No availability is promised.")))];
  const formula = both(
    "Verfügbarkeit ist der Anteil der Servicezeit ohne Ausfall: (Servicezeit − Ausfallzeit) ÷ Servicezeit.",
    "Availability is the share of service time without downtime: (service time − downtime) ÷ service time.",
  );
  return [paragraph(speech.in(formula)), ...objectives.flatMap((objective) => objectiveBlocks(objective, speech))];
}

function objectiveBlocks(objective: Objective, speech: Speech): readonly Block[] {
  const { id, name, downtime, maintenance, exclusions } = objective;
  return [
    { kind: "heading", text: name === undefined ? id : `${name} (${id})` },
    ...tell("AvailabilityObjective", objective, OBJECTIVE, speech, [
      "id",
      "name",
      "downtime",
      "maintenance",
      "exclusions",
    ]),
    ...(downtime === undefined ? [] : tell("Downtime", downtime, [DOWNTIME], speech)),
    ...(maintenance === undefined
      ? []
      : [...tell("Maintenance", maintenance, [MAINTENANCE], speech), ...unsaidEmergency(maintenance, speech)]),
    ...exclusionBlocks(exclusions, speech),
  ];
}

const unsaidEmergency = ({ emergency }: Maintenance, speech: Speech): readonly Block[] =>
  emergency === undefined
    ? [
        paragraph(
          speech.in(
            both(
              "Wartung, die nicht fristgerecht angekündigt ist, zählt als Ausfall.",
              "Maintenance that is not announced in time counts as downtime.",
            ),
          ),
        ),
      ]
    : [];

function exclusionBlocks(exclusions: Objective["exclusions"], speech: Speech): readonly Block[] {
  if (exclusions === undefined) return [];
  if (exclusions.length === 0)
    return [
      paragraph(
        speech.in(
          both(
            "Ausschlüsse sind keine vereinbart: Jeder Ausfall zählt.",
            "There are no exclusions: every outage counts.",
          ),
        ),
      ),
    ];
  const columns = [
    column(speech, both("Art", "Kind"), 4),
    column(speech, both("Kein Ausfall sind", "What is no downtime"), 9),
  ];
  const rows = exclusions.map(({ reason, description }) => [
    [speech.in(valueWordOf("AvailabilityExclusion", "reason", reason))],
    [description],
  ]);
  const lead = both("Nicht als Ausfall zählen:", "The following does not count as downtime:");
  return [paragraph(speech.in(lead)), ...table(speech.in(both("Ausschlüsse", "Exclusions")), columns, rows)];
}

/** Changes, steering, obligations of the client and the transition, as clauses. Source: docs/rules/contract-parts.md §6. */
import type { ContractDocument } from "../document.ts";
import { valueWordOf } from "../field-words.ts";
import type { Block, Cell } from "./blocks.ts";
import type { Speech } from "./speech.ts";
import {
  asCalendar,
  asCount,
  asCountAfter,
  asNames,
  asTarget,
  asText,
  both,
  chosen,
  column,
  listed,
  paragraph,
  sentence,
  table,
  tell,
  type Tellings,
} from "./telling.ts";

type Changes = NonNullable<ContractDocument["changes"]>;
type Approval = Changes["approvals"][number];
type StandardChange = NonNullable<Changes["standard"]>[number];
type Steering = NonNullable<ContractDocument["steering"]>;
type Transition = NonNullable<ContractDocument["transition"]>;
type Obligations = NonNullable<ContractDocument["clientObligations"]>;

const CHANGES: readonly Tellings<Changes>[] = [
  {
    riskBorneBy: (party, speech) =>
      speech.in(
        both(
          "Das Risiko einer freigegebenen Änderung trägt: {value}.",
          "The risk of an approved change is borne by: {value}.",
        ),
        {
          value: speech.party(party),
        },
      ),
  },
  {
    offerWithin: sentence(
      asTarget,
      "Auf einen Änderungsantrag nennt der Auftragnehmer Aufwand und Risiko. Frist: {value}.",
      "The Provider answers a change request with effort and risk. Time: {value}.",
    ),
    decisionWithin: sentence(
      asTarget,
      "Der Auftraggeber entscheidet darüber. Frist: {value}.",
      "The Client then decides. Time: {value}.",
    ),
    calendar: sentence(
      asCalendar,
      "Beide Fristen werden in der Servicezeit {value} gezählt.",
      "Both times are counted in the support hours {value}.",
    ),
    silence: chosen({
      refused: [
        "Entscheidet der Auftraggeber nicht fristgerecht, gilt der Antrag als abgelehnt.",
        "If the Client does not decide in time, the request counts as refused.",
      ],
      approved: [
        "Entscheidet der Auftraggeber nicht fristgerecht, gilt der Antrag als freigegeben.",
        "If the Client does not decide in time, the request counts as approved.",
      ],
    }),
  },
  {
    backOutPlan: chosen({
      always: ["Vor jeder Änderung wird ein Rückfallplan erstellt.", "A back-out plan is written before every change."],
      "normal-and-emergency": [
        "Vor normalen Änderungen und Notfalländerungen wird ein Rückfallplan erstellt.",
        "A back-out plan is written before normal and emergency changes.",
      ],
      "high-risk": [
        "Vor Änderungen mit hohem Risiko wird ein Rückfallplan erstellt.",
        "A back-out plan is written before changes of high risk.",
      ],
      none: ["Rückfallpläne sind nicht geschuldet.", "No back-out plans are owed."],
    }),
    emergencyInformWithin: sentence(
      asTarget,
      "Über eine Notfalländerung wird der Auftraggeber informiert. Frist: {value}.",
      "The Client is told of an emergency change. Time: {value}.",
    ),
    reviewWithinDays: sentence(
      asCountAfter("day"),
      "Notfalländerungen und misslungene Änderungen werden innerhalb von {value} nachbereitet.",
      "Emergency and failed changes are reviewed within {value}.",
    ),
  },
  {
    form: chosen({
      written: ["Vertragsänderungen werden schriftlich vereinbart.", "Changes of the contract are agreed in writing."],
      text: ["Vertragsänderungen werden in Textform vereinbart.", "Changes of the contract are agreed in text form."],
      portal: ["Vertragsänderungen werden im Portal vereinbart.", "Changes of the contract are agreed in the portal."],
    }),
  },
];

export const changeBlocks = (changes: Changes, speech: Speech): readonly Block[] => [
  ...approvals(changes.approvals, speech),
  ...standardChanges(changes.standard, speech),
  ...tell("ChangeProcess", changes, CHANGES, speech, ["approvals", "standard"]),
];

function approvals(lines: readonly Approval[], speech: Speech): readonly Block[] {
  if (lines.length === 0)
    return [
      paragraph(
        speech.in(
          both(
            "Freigaberegeln für Änderungen sind keine vereinbart.",
            "No rules for the approval of changes are agreed.",
          ),
        ),
      ),
    ];
  const lead = both(
    "Änderungen gibt frei, wer in der folgenden Tabelle für ihre Art und ihr Risiko bis zu ihrem Betrag genannt ist. Von mehreren passenden Zeilen genügt eine.",
    "Changes are approved by whoever the table names for their kind and risk up to their amount. Of several lines that fit, one suffices.",
  );
  const columns = [
    column(speech, both("Regel", "Line"), 2),
    column(speech, both("Art der Änderung", "Kind of change"), 3),
    column(speech, both("Risiko", "Risk"), 3),
    column(speech, both("Betrag bis", "Amount up to"), 2, true),
    column(speech, both("Freigabe durch", "Approved by"), 5),
  ];
  return [
    paragraph(speech.in(lead)),
    ...table(
      speech.in(both("Freigaben", "Approvals")),
      columns,
      lines.map((line) => approvalRow(line, speech)),
    ),
  ];
}

function approvalRow({ id, kinds, risks, upTo, approvers, together }: Approval, speech: Speech): readonly Cell[] {
  const any = speech.in(both("jedes", "any"));
  const words = (field: "kinds" | "risks", values: readonly string[]) =>
    speech.list(values.map((value) => speech.in(valueWordOf("Approval", field, value))));
  const needed =
    together === undefined
      ? both("eine Person aus:", "one of:")
      : both("{count} Personen gemeinsam aus:", "{count} together of:");
  return [
    [id],
    [words("kinds", kinds)],
    [risks === undefined ? any : words("risks", risks)],
    [upTo === undefined ? speech.in(both("unbegrenzt", "any")) : speech.money(upTo)],
    [speech.in(needed, { count: speech.number(together ?? 1) }), speech.names("contact", approvers)],
  ];
}

function standardChanges(changes: readonly StandardChange[] | undefined, speech: Speech): readonly Block[] {
  if (changes === undefined) return [];
  if (changes.length === 0)
    return [paragraph(speech.in(both("Standardänderungen sind keine vereinbart.", "No standard changes are agreed.")))];
  const lead = both(
    "Die folgenden Standardänderungen gelten als vorab freigegeben.",
    "The following standard changes are approved beforehand.",
  );
  const columns = [
    column(speech, both("Standardänderung", "Standard change"), 4),
    column(speech, both("Leistungen", "Services"), 3),
    column(speech, both("Frist", "Time"), 3),
    column(speech, both("Preisposition", "Price item"), 3),
    column(speech, both("Anfordern dürfen", "May be asked for by"), 3),
  ];
  const rows = changes.map(({ id, name, services, priceItem, target, requesters }) => [
    [name, `(${id})`],
    [services === undefined ? "" : speech.names("service", services)],
    [target === undefined ? "" : speech.target(target)],
    [
      priceItem === undefined
        ? speech.in(both("ohne Entgelt", "free of charge"))
        : speech.name("price item", priceItem),
    ],
    [requesters === undefined ? speech.in(both("alle", "everybody")) : speech.names("contact", requesters)],
  ]);
  return [
    paragraph(speech.in(lead)),
    ...table(speech.in(both("Standardänderungen", "Standard changes")), columns, rows),
  ];
}

const STEERING: readonly Tellings<Steering>[] = [
  {
    reportEveryMonths: sentence(
      asCount("month"),
      "Der Auftragnehmer erstellt einen Leistungsbericht für jeweils {value}.",
      "The Provider makes a service report for each {value}.",
    ),
    reportWithinDays: sentence(
      asCountAfter("day"),
      "Er liegt innerhalb von {value} nach dem Zeitraum vor.",
      "It is there within {value} of the period.",
    ),
    reportContent: listed(
      ["Der Bericht enthält:", "The report holds:"],
      ["Ein Inhalt des Berichts ist nicht festgelegt.", "No content of the report is laid down."],
    ),
  },
  {
    measuredBy: chosen({
      provider: ["Maßgeblich sind die Messwerte des Auftragnehmers.", "The Provider’s figures decide."],
      client: ["Maßgeblich sind die Messwerte des Auftraggebers.", "The Client’s figures decide."],
      both: ["Jede Seite kann ihre eigenen Messwerte zum Beweis heranziehen.", "Each side may prove its own figures."],
    }),
    contractReviewMonths: sentence(
      asCount("month"),
      "Der Vertrag selbst wird alle {value} überprüft.",
      "The contract itself is reviewed every {value}.",
    ),
    fixedContacts: sentence(
      asNames("contact"),
      "Feste Ansprechpersonen des Auftragnehmers: {value}.",
      "Fixed contacts of the Provider: {value}.",
    ),
  },
];

export const steeringBlocks = (steering: Steering, speech: Speech): readonly Block[] => [
  ...meetings(steering.meetings, speech),
  ...tell("Steering", steering, STEERING, speech, ["meetings"]),
];

function meetings(list: Steering["meetings"], speech: Speech): readonly Block[] {
  if (list === undefined) return [];
  if (list.length === 0)
    return [paragraph(speech.in(both("Regeltermine sind keine vereinbart.", "No regular meetings are agreed.")))];
  const columns = [
    column(speech, both("Termin", "Meeting"), 4),
    column(speech, both("Abstand", "Every"), 2),
    column(speech, both("Teilnehmende", "Taking part"), 4),
    column(speech, both("Themen", "Topics"), 5),
  ];
  const rows = list.map(({ id, name, everyMonths, contacts, topics }) => [
    [name, `(${id})`],
    [speech.count(everyMonths, "month")],
    [contacts === undefined ? "" : speech.names("contact", contacts)],
    topics ?? [""],
  ]);
  const lead = both("Beide Seiten treffen sich regelmäßig.", "Both sides meet regularly.");
  return [paragraph(speech.in(lead)), ...table(speech.in(both("Regeltermine", "Meetings")), columns, rows)];
}

const TRANSITION: readonly Tellings<Transition>[] = [
  {
    start: sentence(asText, "Beginn der Übernahme: {value}.", "The provider takes over from: {value}."),
    maximumMonths: sentence(
      asCountAfter("month"),
      "Der Übergang ist innerhalb von {value} abgeschlossen.",
      "The transition ends within {value}.",
    ),
    knowledgeTransferHours: sentence(
      asCount("hour"),
      "Für den Wissenstransfer sind {value} vorgesehen.",
      "Knowledge transfer takes {value}.",
    ),
    handover: listed(
      ["Übergeben werden:", "Handed over are:"],
      ["Eine Übergabe ist nicht geschuldet.", "No handover is owed."],
    ),
  },
  {
    acceptance: listed(
      ["Eine Leistung geht in Betrieb, wenn erfüllt ist:", "A service goes live when the following is fulfilled:"],
      ["Bedingungen für die Inbetriebnahme sind keine vereinbart.", "No conditions for going live are agreed."],
    ),
  },
  {
    stabilisationDays: sentence(
      asCountAfter("day"),
      "In der Anlaufphase von {value} nach der Inbetriebnahme werden die Zusagen gemessen, Gutschriften entstehen nicht.",
      "For {value} after going live promises are measured and not credited.",
    ),
  },
];

export const transitionBlocks = (transition: Transition, speech: Speech): readonly Block[] =>
  tell("Transition", transition, TRANSITION, speech);

/** What the client owes beyond single services. */
export function obligationBlocks(obligations: Obligations, speech: Speech): readonly Block[] {
  if (obligations.length === 0)
    return [
      paragraph(
        speech.in(both("Allgemeine Mitwirkungspflichten sind keine vereinbart.", "No general obligations are agreed.")),
      ),
    ];
  const columns = [
    column(speech, both("Kennung", "Id"), 2),
    column(speech, both("Mitwirkung", "Obligation"), 7),
    column(speech, both("Zuständig", "Contact"), 3),
    column(speech, both("Frist", "Time"), 3),
    column(speech, both("Folge der Nichterfüllung", "If not fulfilled"), 4),
  ];
  const rows = obligations.map(({ id, text, contact, within, consequence }) => [
    [id],
    [text],
    [contact === undefined ? "" : speech.name("contact", contact)],
    [within === undefined ? "" : speech.target(within)],
    [consequence ?? ""],
  ]);
  return table(speech.in(both("Mitwirkungspflichten", "Client obligations")), columns, rows);
}

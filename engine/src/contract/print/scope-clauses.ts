/** Parties, contacts and services as clauses of a contract and its schedules. Source: docs/rules/contract.md §4. */
import type { ContractDocument } from "../document.ts";
import { fieldWordsOf, valueWordOf } from "../field-words.ts";
import type { Block, Pair } from "./blocks.ts";
import { plainPairs } from "./plain.ts";
import type { Speech } from "./speech.ts";
import {
  asCount,
  asDate,
  asText,
  both,
  chosen,
  column,
  listed,
  pairs,
  paragraph,
  sentence,
  table,
  tell,
  whether,
  type Tellings,
} from "./telling.ts";

type Party = ContractDocument["parties"][string];
type Service = ContractDocument["services"][number];

const PARTY_FIELDS = ["name", "role", "contacts", "country", "approved"] as const;

function partyPair(key: string, party: Party, speech: Speech): Pair {
  const { name, role, country, approved } = party;
  const approval = approved
    ? both("vom Auftraggeber genehmigt", "approved by the Client")
    : both("vom Auftraggeber nicht genehmigt", "not approved by the Client");
  return {
    term: role === "client" || role === "provider" ? speech.party(key) : speech.in(valueWordOf("Party", "role", role)),
    lines: [
      name,
      ...(party.address === undefined ? [] : [party.address]),
      ...(country === undefined ? [] : [speech.country(country)]),
      ...plainPairs("Party", party, speech, new Set([...PARTY_FIELDS, "address"])).map(
        ({ term, lines }) => `${term}: ${lines.join("; ")}`,
      ),
      ...(approved === undefined ? [] : [speech.in(approval)]),
      speech.in(both("Kennung im Vertragstext: {key}", "Name in the contract’s text: {key}"), { key }),
    ],
  };
}

/** Who concludes the contract, and who takes part in it besides. */
export function partyBlocks({ parties }: ContractDocument, speech: Speech): readonly Block[] {
  const all = Object.entries(parties);
  const isSide = ([, { role }]: (typeof all)[number]) => role === "client" || role === "provider";
  const sides = all.filter(isSide).toSorted(([, a], [, b]) => (a.role < b.role ? -1 : a.role > b.role ? 1 : 0));
  const others = all.filter((each) => !isSide(each));
  const rows = (entries: typeof all) => pairs(entries.map(([key, party]) => partyPair(key, party, speech)));
  return [
    paragraph(speech.in(both("Dieser Vertrag wird geschlossen zwischen:", "This contract is made between:"))),
    ...rows(sides),
    ...(others.length === 0
      ? []
      : [paragraph(speech.in(both("Außerdem wirken mit:", "Also taking part are:"))), ...rows(others)]),
  ];
}

/** Everybody who can be reached, by party; none where a contract names nobody. */
export function contactBlocks({ parties }: ContractDocument, speech: Speech): readonly Block[] {
  const columns = [
    column(speech, both("Name", "Name"), 4),
    column(speech, both("Aufgabe", "Function"), 4),
    column(speech, both("E-Mail", "E-mail"), 6),
    column(speech, both("Telefon", "Telephone"), 4),
    column(speech, both("Kennung", "Id"), 3),
  ];
  return Object.values(parties).flatMap((party): readonly Block[] => {
    const rows = (party.contacts ?? []).map(({ id, name, function: task, email, phone }) => [
      [name],
      [task ?? ""],
      [email ?? ""],
      [phone?.replaceAll(" ", "\u00a0") ?? ""],
      [id],
    ]);
    return rows.length === 0 ? [] : [{ kind: "heading", text: party.name }, ...table(party.name, columns, rows)];
  });
}

/** The services by number, area and service level. */
export function serviceList({ services }: ContractDocument, letter: string, speech: Speech): readonly Block[] {
  const columns = [
    column(speech, both("Nr.", "No."), 1),
    column(speech, both("Leistung", "Service"), 6),
    column(speech, both("Bereich", "Area"), 4),
    column(speech, both("Service-Level", "Service level"), 4),
  ];
  const rows = services.map(({ name, area, serviceLevel }, index) => [
    [`${letter}.${index + 1}`],
    [name],
    [speech.in(valueWordOf("Service", "area", area))],
    [serviceLevel === undefined ? speech.in(both("keines", "none")) : speech.name("service level", serviceLevel)],
  ]);
  return table(speech.in(both("Leistungen", "Services")), columns, rows);
}

const SCOPE: readonly Tellings<Service>[] = [
  { description: sentence(asText, "{value}", "{value}") },
  {
    included: listed(
      ["Die Leistung umfasst:", "The service comprises:"],
      ["Ein Leistungsumfang ist nicht näher beschrieben.", "What it comprises is not described."],
    ),
  },
  {
    excluded: listed(
      ["Nicht umfasst sind:", "It does not comprise:"],
      ["Ausgeschlossen ist nichts.", "Nothing is excluded."],
    ),
  },
  {
    quantities: (quantities, speech) => quantityTable(quantities, speech),
  },
  {
    clientObligations: listed(
      ["Mitwirkung des Auftraggebers:", "The Client contributes:"],
      ["Eine Mitwirkung des Auftraggebers ist nicht erforderlich.", "Nothing is asked of the Client."],
    ),
  },
  {
    definitions: (words, speech) => ({
      text: speech.in(both("In diesem Leistungsschein bedeuten:", "In this schedule the following words mean:")),
      blocks: pairs(Object.entries(words).map(([term, meaning]) => ({ term, lines: [meaning] }))),
    }),
  },
  {
    goLive: sentence(asDate, "Die Leistung geht am {value} in Betrieb.", "The service goes live on {value}."),
    hoursIncluded: sentence(
      asCount("hour"),
      "Enthaltener Arbeitsaufwand im Monat: {value}.",
      "Hours of work of a month that it includes: {value}.",
    ),
    acceptance: listed(
      ["Sie ist abgenommen, wenn erfüllt ist:", "It is accepted when the following is fulfilled:"],
      ["Bedingungen der Abnahme sind keine vereinbart.", "No conditions of acceptance are agreed."],
    ),
  },
  {
    sites: listed(
      ["Sie wird an folgenden Standorten erbracht:", "It is performed at the following sites:"],
      ["Standorte sind keine vereinbart.", "No sites are agreed."],
    ),
  },
  {
    partners: sentence(
      (keys: readonly string[], speech) => speech.parties(keys),
      "Es wirken mit: {value}.",
      "Taking part: {value}.",
    ),
    personalData: whether(
      ["Der Auftragnehmer kann dabei personenbezogene Daten einsehen.", "The Provider can see personal data in it."],
      [
        "Der Auftragnehmer kann dabei keine personenbezogenen Daten einsehen.",
        "The Provider cannot see personal data in it.",
      ],
    ),
    dataProcessingService: whether(
      [
        "Die Leistung ist ein Datenverarbeitungsdienst im Sinne der Verordnung (EU) 2023/2854 (Data Act).",
        "The service is a data processing service under Regulation (EU) 2023/2854 (Data Act).",
      ],
      [
        "Die Leistung ist kein Datenverarbeitungsdienst im Sinne der Verordnung (EU) 2023/2854 (Data Act).",
        "The service is no data processing service under Regulation (EU) 2023/2854 (Data Act).",
      ],
    ),
    criticality: chosen({
      low: ["Die Abhängigkeit des Auftraggebers von ihr ist gering.", "Little depends on it."],
      medium: ["Die Abhängigkeit des Auftraggebers von ihr ist mittel.", "A medium amount depends on it."],
      high: ["Die Abhängigkeit des Auftraggebers von ihr ist hoch.", "Much depends on it."],
    }),
    ictServiceType: sentence(
      asText,
      "Art des IKT-Dienstes im DORA-Informationsregister: {value}.",
      "Type of ICT service in the DORA register of information: {value}.",
    ),
  },
];

function quantityTable(quantities: NonNullable<Service["quantities"]>, speech: Speech) {
  const columns = [column(speech, both("Einheit", "Unit"), 4), column(speech, both("Menge", "Quantity"), 2, true)];
  const rows = Object.entries(quantities).map(([unit, count]) => [[speech.unitName(unit)], [speech.number(count)]]);
  const none = both("Mengen sind keine vereinbart.", "No quantities are agreed.");
  if (rows.length === 0) return speech.in(none);
  return {
    text: speech.in(both("Vereinbarte Mengen:", "Agreed quantities:")),
    blocks: table(speech.in(both("Mengen", "Quantities")), columns, rows),
  };
}

/** One schedule: what a service is, what it is not, and who is responsible for which part of it. */
export function serviceBlocks(service: Service, speech: Speech): readonly Block[] {
  const facts: Pair[] = [
    {
      term: speech.in(fieldWordsOf("Service", "area").label),
      lines: [speech.in(valueWordOf("Service", "area", service.area))],
    },
    {
      term: speech.in(both("Service-Level", "Service level")),
      lines: [
        service.serviceLevel === undefined
          ? speech.in(both("keines; für diese Leistung läuft keine Frist", "none; no clock runs for this service"))
          : speech.name("service level", service.serviceLevel),
      ],
    },
    { term: speech.in(both("Kennung", "Id")), lines: [service.id] },
  ];
  return [
    ...pairs(facts),
    ...tell("Service", service, SCOPE, speech, ["id", "name", "area", "serviceLevel", "activities"]),
    ...responsibilities(service.activities, speech),
  ];
}

function responsibilities(activities: Service["activities"], speech: Speech): readonly Block[] {
  if (activities === undefined) return [];
  const entries = Object.entries(activities);
  if (entries.length === 0)
    return [
      paragraph(speech.in(both("Verantwortlichkeiten sind keine vereinbart.", "No responsibilities are agreed."))),
    ];
  const columns = [
    column(speech, both("Tätigkeit", "Activity"), 5),
    column(speech, both("verantwortl. (A)", "accountable (A)"), 4),
    column(speech, both("ausführend (R)", "responsible (R)"), 4),
    column(speech, both("gefragt (C)", "consulted (C)"), 4),
    column(speech, both("informiert (I)", "informed (I)"), 4),
    column(speech, both("Ansprechperson", "Contact"), 5),
  ];
  const who = (keys: string | readonly string[] | undefined) => [
    keys === undefined || keys.length === 0 ? "" : speech.parties(keys),
  ];
  const rows = entries.map(([activity, { accountable, responsible, consulted, informed, contact }]) => [
    [speech.in(valueWordOf("Service", "activities", activity))],
    who(accountable),
    who(responsible),
    who(consulted),
    who(informed),
    [contact === undefined ? "" : speech.name("contact", contact)],
  ]);
  const lead = both("Die Verantwortung ist wie folgt verteilt:", "Responsibilities are shared as follows:");
  return [
    paragraph(speech.in(lead)),
    ...table(speech.in(both("Verantwortlichkeiten", "Responsibilities")), columns, rows),
  ];
}

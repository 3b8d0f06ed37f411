/** Regulation that the client falls under, as a clause. Source: docs/rules/contract-parts.md §10. */
import type { ContractDocument } from "../document.ts";
import type { Block } from "./blocks.ts";
import type { Speech } from "./speech.ts";
import {
  asCount,
  asCountAfter,
  asNames,
  asText,
  both,
  chosen,
  sentence,
  tell,
  whether,
  type Tellings,
} from "./telling.ts";

type Regulation = NonNullable<ContractDocument["regulation"]>;
type Dora = NonNullable<Regulation["doraDuties"]>;

const DORA: Tellings<Dora> = {
  criticalFunctions: (ids, speech) =>
    speech.in(
      ids.length === 0
        ? both(
            "Kritische oder wichtige Funktionen werden nicht unterstützt.",
            "No critical or important functions are supported.",
          )
        : both(
            "Kritische oder wichtige Funktionen unterstützen: {value}.",
            "Critical or important functions are supported by: {value}.",
          ),
      { value: asNames("service")(ids, speech) },
    ),
  subcontracting: chosen({
    forbidden: ["Sie dürfen nicht weiterverlagert werden.", "They may not be passed on."],
    "with-consent": [
      "Sie dürfen nur mit Zustimmung des Auftraggebers weiterverlagert werden.",
      "They may be passed on with the Client’s consent only.",
    ],
    allowed: ["Sie dürfen weiterverlagert werden.", "They may be passed on."],
  }),
  cooperation: whether(
    [
      "Der Auftragnehmer arbeitet mit den Aufsichts- und Abwicklungsbehörden zusammen.",
      "The Provider works with the supervisors.",
    ],
    ["Eine Zusammenarbeit mit den Aufsichtsbehörden ist nicht vereinbart.", "Work with the supervisors is not agreed."],
  ),
  insolvencyAccess: whether(
    [
      "Bei Insolvenz und Einstellung des Betriebs bleiben die Daten zugänglich.",
      "On insolvency and discontinuation data stay accessible.",
    ],
    [
      "Ein Zugang zu den Daten bei Insolvenz und Einstellung des Betriebs ist nicht vereinbart.",
      "Access to data on insolvency and discontinuation is not agreed.",
    ],
  ),
  incidentHelp: chosen({
    free: [
      "Bei IKT-Vorfällen hilft der Auftragnehmer ohne zusätzliches Entgelt.",
      "The Provider helps in ICT incidents free of charge.",
    ],
    priced: [
      "Bei IKT-Vorfällen hilft der Auftragnehmer zu einem vorab festgelegten Preis.",
      "The Provider helps in ICT incidents at a price set before.",
    ],
  }),
  awarenessTraining: whether(
    ["Er nimmt an Programmen zur Sensibilisierung teil.", "He takes part in awareness programmes."],
    ["Er nimmt nicht an Programmen zur Sensibilisierung teil.", "He does not take part in awareness programmes."],
  ),
  unrestrictedAudit: whether(
    [
      "Zugangs-, Inspektions- und Prüfungsrechte sind uneingeschränkt.",
      "Access, inspection and audit are unrestricted.",
    ],
    ["Zugangs-, Inspektions- und Prüfungsrechte sind eingeschränkt.", "Access, inspection and audit are restricted."],
  ),
  testedContingency: whether(
    ["Notfallpläne bestehen und werden getestet.", "Contingency plans exist and are tested."],
    ["Getestete Notfallpläne sind nicht vereinbart.", "Tested contingency plans are not agreed."],
  ),
  penetrationTests: whether(
    [
      "Der Auftragnehmer nimmt an bedrohungsorientierten Penetrationstests teil.",
      "The Provider takes part in threat-led penetration tests.",
    ],
    [
      "Der Auftragnehmer nimmt nicht an bedrohungsorientierten Penetrationstests teil.",
      "The Provider takes no part in threat-led penetration tests.",
    ],
  ),
  reportsDevelopments: whether(
    ["Er berichtet über wesentliche Entwicklungen.", "He reports material developments."],
    ["Er berichtet nicht über wesentliche Entwicklungen.", "He does not report material developments."],
  ),
  transitionMonths: sentence(
    asCount("month"),
    "Nach einer Kündigung werden die Leistungen noch {value} lang erbracht.",
    "After notice the services go on for {value}.",
  ),
  locationChangeDays: sentence(
    asCount("day"),
    "Ein Wechsel der Orte der Leistung oder der Daten wird {value} vorher angekündigt.",
    "A change of places is announced {value} before.",
  ),
};

const SUPPLY_CHAIN: Tellings<NonNullable<Regulation["supplyChain"]>> = {
  incidentNoticeHours: sentence(
    asCountAfter("hour"),
    "Der Auftragnehmer meldet erhebliche Sicherheitsvorfälle innerhalb von {value}.",
    "The Provider reports significant incidents within {value}.",
  ),
  proofs: sentence(asText, "Er weist seine Sicherheit so nach: {value}.", "He proves his security by: {value}."),
  staffSkills: sentence(
    asText,
    "Anforderungen an sein Personal: {value}.",
    "What his staff must be able to do: {value}.",
  ),
  helpsWithReports: whether(
    ["Er hilft bei Meldungen an die Behörde.", "He helps with reports to the authority."],
    ["Er hilft nicht bei Meldungen an die Behörde.", "He does not help with reports to the authority."],
  ),
};

const REGULATION: Tellings<Regulation> = {
  nis2: chosen({
    none: ["Der Auftraggeber fällt nicht unter die NIS-2-Richtlinie.", "The Client does not fall under NIS2."],
    important: [
      "Der Auftraggeber ist eine wichtige Einrichtung im Sinne des § 28 BSIG (NIS 2).",
      "The Client is an important entity under § 28 BSIG (NIS2).",
    ],
    "very-important": [
      "Der Auftraggeber ist eine besonders wichtige Einrichtung im Sinne des § 28 BSIG (NIS 2).",
      "The Client is a very important entity under § 28 BSIG (NIS2).",
    ],
    "through-customers": [
      "Der Auftraggeber ist durch Verträge mit seinen Kunden an Pflichten der NIS-2-Richtlinie gebunden.",
      "The Client is bound to duties of NIS2 by contracts with his customers.",
    ],
  }),
  dora: whether(
    [
      "Der Auftraggeber ist ein Finanzunternehmen im Sinne der Verordnung (EU) 2022/2554 (DORA).",
      "The Client is a financial entity under Regulation (EU) 2022/2554 (DORA).",
    ],
    [
      "Der Auftraggeber ist kein Finanzunternehmen im Sinne der Verordnung (EU) 2022/2554 (DORA).",
      "The Client is no financial entity under Regulation (EU) 2022/2554 (DORA).",
    ],
  ),
};

export function regulationBlocks(regulation: Regulation, speech: Speech): readonly Block[] {
  const { doraDuties, supplyChain } = regulation;
  return [
    ...tell("Regulation", regulation, [REGULATION], speech, ["doraDuties", "supplyChain"]),
    ...(doraDuties === undefined ? [] : tell("DoraDuties", doraDuties, [DORA], speech)),
    ...(supplyChain === undefined ? [] : tell("SupplyChainDuties", supplyChain, [SUPPLY_CHAIN], speech)),
  ];
}

/** NIS2 and DORA, where the contract says that the client falls under them. Source: product.md §7, §15; docs/rules/contract-parts.md §10. */
import type { ContractDocument } from "../document.ts";
import { hitIf, placed } from "./reading.ts";
import type { Said } from "../said.ts";
import { rulesOf, type RuleText } from "./rule.ts";

type Regulation = NonNullable<ContractDocument["regulation"]>;
type DoraDuties = NonNullable<Regulation["doraDuties"]>;

/** The German act on NIS2 is in force since this day; DORA applies since that one. */
const NIS2 = "2025-12-06";
const DORA = "2025-01-17";

/** The client has 24 hours for the early warning. Source: § 32 BSIG. */
const NIS2_NOTICE_HOURS_MAX = 23;

const isNis2 = ({ regulation }: ContractDocument): boolean =>
  regulation?.nis2 !== undefined && regulation.nis2 !== "none";

interface Duty {
  readonly id: string;
  readonly source: string;
  readonly path: readonly string[];
  readonly title: Said;
  readonly remedy: Said;
  readonly isOpen: (contract: ContractDocument) => boolean;
}

const nis2Duty = ({ isOpen, path, ...duty }: Duty): RuleText => ({
  ...duty,
  id: `nis2-${duty.id}`,
  severity: "error",
  basis: "law",
  validFrom: NIS2,
  reason: {
    de: "Der Auftraggeber muss die Sicherheit seiner Lieferkette regeln; die Pflicht gibt er im Vertrag weiter.",
    en: "The client must see to the security of his supply chain; he passes the duty on in the contract.",
  },
  find: (contract) => hitIf(isNis2(contract) && isOpen(contract), path),
});

const NIS2_DUTIES: readonly Duty[] = [
  {
    id: "incident-notice",
    source: "§ 30 Abs. 2 Nr. 4, § 32 BSIG",
    path: ["regulation", "supplyChain"],
    title: {
      de: "Erhebliche Vorfälle werden nicht in weniger als 24 Stunden gemeldet",
      en: "Significant incidents are not reported in less than 24 hours",
    },
    remedy: {
      de: "Ergänzen Sie „supplyChain.incidentNoticeHours“, etwa 12.",
      en: "Add supplyChain.incidentNoticeHours, such as 12.",
    },
    isOpen: ({ regulation }) => (regulation?.supplyChain?.incidentNoticeHours ?? 99) > NIS2_NOTICE_HOURS_MAX,
  },
  {
    id: "proofs",
    source: "§ 30 Abs. 2 Nr. 4 BSIG; Implementing Regulation (EU) 2024/2690, 5.1.4",
    path: ["regulation", "supplyChain"],
    title: {
      de: "Wie der Auftragnehmer seine Sicherheit nachweist, ist offen",
      en: "How the provider proves his security is open",
    },
    remedy: { de: "Ergänzen Sie „supplyChain.proofs“.", en: "Add supplyChain.proofs." },
    isOpen: ({ regulation }) => regulation?.supplyChain?.proofs === undefined,
  },
  {
    id: "staff-skills",
    source: "Implementing Regulation (EU) 2024/2690, 5.1.4",
    path: ["regulation", "supplyChain"],
    title: {
      de: "Was Beschäftigte des Auftragnehmers können müssen, ist offen",
      en: "What the provider's staff must be able to do is open",
    },
    remedy: { de: "Ergänzen Sie „supplyChain.staffSkills“.", en: "Add supplyChain.staffSkills." },
    isOpen: ({ regulation }) => regulation?.supplyChain?.staffSkills === undefined,
  },
  {
    id: "help-with-reports",
    source: "§ 32 BSIG",
    path: ["regulation", "supplyChain"],
    title: {
      de: "Hilfe bei Meldungen an die Behörde ist nicht vereinbart",
      en: "Help with reports to the authority is not agreed",
    },
    remedy: {
      de: "Schreiben Sie „supplyChain.helpsWithReports: true“.",
      en: "Write supplyChain.helpsWithReports: true.",
    },
    isOpen: ({ regulation }) => regulation?.supplyChain?.helpsWithReports !== true,
  },
  {
    id: "vulnerabilities",
    source: "§ 30 Abs. 2 Nr. 5 BSIG; Implementing Regulation (EU) 2024/2690, 5.1.4, 6.10",
    path: ["security", "vulnerabilityHandling"],
    title: {
      de: "Wie Schwachstellen gefunden und behoben werden, ist offen",
      en: "How weaknesses are found and mended is open",
    },
    remedy: { de: "Ergänzen Sie „security.vulnerabilityHandling“.", en: "Add security.vulnerabilityHandling." },
    isOpen: ({ security }) => security?.vulnerabilityHandling === undefined,
  },
  {
    id: "staff-screening",
    source: "§ 30 Abs. 2 Nr. 9 BSIG; Implementing Regulation (EU) 2024/2690, 5.1.4, 10.2",
    path: ["security", "staffScreening"],
    title: {
      de: "Beschäftigte mit weiten Rechten werden nicht überprüft",
      en: "Staff with wide rights are not screened",
    },
    remedy: { de: "Schreiben Sie „security.staffScreening: true“.", en: "Write security.staffScreening: true." },
    isOpen: ({ security }) => security?.staffScreening !== true,
  },
  {
    id: "training",
    source: "§ 30 Abs. 2 Nr. 7 BSIG; Implementing Regulation (EU) 2024/2690, 5.1.4, 8.1",
    path: ["security", "trainingMonths"],
    title: { de: "Schulungen der Beschäftigten sind nicht vereinbart", en: "Training of staff is not agreed" },
    remedy: { de: "Ergänzen Sie „security.trainingMonths“.", en: "Add security.trainingMonths." },
    isOpen: ({ security }) => security?.trainingMonths === undefined,
  },
  {
    id: "emergency-exercises",
    source: "§ 30 Abs. 2 Nr. 3 BSIG; BSI OPS.2.3.A22",
    path: ["security", "exerciseMonths"],
    title: { de: "Notfallübungen sind nicht vereinbart", en: "Emergency exercises are not agreed" },
    remedy: { de: "Ergänzen Sie „security.exerciseMonths“.", en: "Add security.exerciseMonths." },
    isOpen: ({ security }) => security?.exerciseMonths === undefined,
  },
];

/** The points of DORA Art. 30; those of paragraph 3 hold where critical functions are supported. */
const DORA_POINTS: readonly (readonly [
  id: string,
  point: string,
  field: keyof DoraDuties,
  isMet: (duties: DoraDuties) => boolean,
  title: Said,
])[] = [
  [
    "subcontracting",
    "Art. 30(2)(a)",
    "subcontracting",
    ({ subcontracting }) => subcontracting !== undefined,
    { de: "Ob Leistungen weitergegeben werden dürfen, ist offen", en: "Whether services may be passed on is open" },
  ],
  [
    "places",
    "Art. 30(2)(b)",
    "locationChangeDays",
    ({ locationChangeDays }) => locationChangeDays !== undefined,
    { de: "Ein Wechsel der Orte wird nicht angekündigt", en: "A change of places is not announced" },
  ],
  [
    "insolvency",
    "Art. 30(2)(d)",
    "insolvencyAccess",
    ({ insolvencyAccess }) => insolvencyAccess === true,
    { de: "Der Zugang zu Daten bei Insolvenz ist nicht gesichert", en: "Access to data on insolvency is not secured" },
  ],
  [
    "incident-help",
    "Art. 30(2)(f)",
    "incidentHelp",
    ({ incidentHelp }) => incidentHelp !== undefined,
    { de: "Was Hilfe bei Vorfällen kostet, ist offen", en: "What help in incidents costs is open" },
  ],
  [
    "cooperation",
    "Art. 30(2)(g)",
    "cooperation",
    ({ cooperation }) => cooperation === true,
    {
      de: "Zusammenarbeit mit der Aufsicht ist nicht zugesagt",
      en: "Cooperation with the supervisors is not promised",
    },
  ],
  [
    "awareness",
    "Art. 30(2)(i)",
    "awarenessTraining",
    ({ awarenessTraining }) => awarenessTraining === true,
    {
      de: "Teilnahme an Schulungen des Auftraggebers ist nicht zugesagt",
      en: "Taking part in the client's training is not promised",
    },
  ],
  [
    "developments",
    "Art. 30(3)(b)",
    "reportsDevelopments",
    ({ reportsDevelopments }) => reportsDevelopments === true,
    { de: "Wesentliche Entwicklungen werden nicht gemeldet", en: "Material developments are not reported" },
  ],
  [
    "contingency",
    "Art. 30(3)(c)",
    "testedContingency",
    ({ testedContingency }) => testedContingency === true,
    { de: "Erprobte Notfallpläne sind nicht zugesagt", en: "Tested contingency plans are not promised" },
  ],
  [
    "penetration-tests",
    "Art. 30(3)(d)",
    "penetrationTests",
    ({ penetrationTests }) => penetrationTests === true,
    { de: "Teilnahme an Penetrationstests ist nicht zugesagt", en: "Taking part in penetration tests is not promised" },
  ],
  [
    "audit",
    "Art. 30(3)(e)",
    "unrestrictedAudit",
    ({ unrestrictedAudit }) => unrestrictedAudit === true,
    { de: "Ein uneingeschränktes Prüfrecht fehlt", en: "An unrestricted right to audit is missing" },
  ],
  [
    "transition",
    "Art. 30(3)(f)",
    "transitionMonths",
    ({ transitionMonths }) => (transitionMonths ?? 0) > 0,
    { de: "Eine Übergangszeit nach der Kündigung fehlt", en: "A transition period after notice is missing" },
  ],
];

const doraPoint = ([id, point, field, isMet, title]: (typeof DORA_POINTS)[number]): RuleText => ({
  id: `dora-${id}`,
  severity: "error",
  basis: "law",
  source: `DORA, ${point}`,
  validFrom: DORA,
  title,
  reason: {
    de: "Finanzunternehmen brauchen diesen Punkt in jedem Vertrag über IKT-Dienstleistungen, Absatz 3 nur bei kritischen Funktionen.",
    en: "Financial entities need this point in each contract on ICT services, paragraph 3 only for critical functions.",
  },
  remedy: { de: `Ergänzen Sie „doraDuties.${field}“.`, en: `Add doraDuties.${field}.` },
  find: ({ regulation }) => {
    const duties = regulation?.doraDuties ?? {};
    const isAsked = !point.startsWith("Art. 30(3)") || (duties.criticalFunctions ?? []).length > 0;
    return hitIf(regulation?.dora === true && isAsked && !isMet(duties), ["regulation", "doraDuties", field]);
  },
});

export const REGULATION_RULES = rulesOf("regulation", [
  {
    id: "regulation-open",
    severity: "hint",
    basis: "law",
    source: "§§ 28, 30 BSIG; DORA, Art. 2",
    validFrom: DORA,
    title: {
      de: "Ob der Auftraggeber unter NIS2 oder DORA fällt, ist offen",
      en: "Whether the client falls under NIS2 or DORA is open",
    },
    reason: {
      de: "Davon hängt ab, was der Vertrag enthalten muss; auch Kunden des Auftraggebers können es verlangen.",
      en: "What the contract must contain depends on it; the client's customers may ask for it, too.",
    },
    remedy: {
      de: "Ergänzen Sie „regulation.nis2“ und „regulation.dora“.",
      en: "Add regulation.nis2 and regulation.dora.",
    },
    find: ({ regulation }) => hitIf(regulation?.nis2 === undefined || regulation.dora === undefined, ["regulation"]),
  },
  ...NIS2_DUTIES.map(nis2Duty),
  ...DORA_POINTS.map(doraPoint),
  {
    id: "dora-termination-rights",
    severity: "error",
    basis: "law",
    source: "DORA, Art. 28(7), 30(2)(h)",
    validFrom: DORA,
    title: {
      de: "Kündigungsrechte des Finanzunternehmens fehlen",
      en: "The financial entity's rights to end the contract are missing",
    },
    reason: {
      de: "Bei Verstößen, Sicherheitsmängeln oder fehlender Beaufsichtigung muss es kündigen können.",
      en: "It must be able to leave on breaches, security weaknesses or lost supervision.",
    },
    remedy: { de: "Ergänzen Sie „term.forCause“.", en: "Add term.forCause." },
    find: ({ regulation, term }) =>
      hitIf(regulation?.dora === true && !(term.forCause ?? []).some(({ by }) => by !== "provider"), ["term"]),
  },
  {
    id: "dora-service-type-open",
    severity: "warning",
    basis: "law",
    source: "Implementing Regulation (EU) 2024/2956, annex III",
    validFrom: DORA,
    title: {
      de: "„{service}“ hat keinen Typ für das Informationsregister",
      en: "“{service}” has no type for the register of information",
    },
    reason: {
      de: "Das Finanzunternehmen muss jede Leistung mit ihrem Typ melden.",
      en: "The financial entity must report each service with its type.",
    },
    remedy: { de: "Ergänzen Sie „ictServiceType“.", en: "Add ictServiceType." },
    find: ({ services, regulation }) =>
      placed(services, "services").flatMap(({ entry: { id, ictServiceType }, path }) =>
        hitIf(regulation?.dora === true && ictServiceType === undefined, path, { service: id }),
      ),
  },
]);

/** Changes and who decides them. Source: product.md §7, §14; BSI OPS.1.1.3; ISO/IEC 20000-1:2018, 8.5.1. */
import { targetOf } from "../../calendar/target.ts";
import type { ContractDocument } from "../document.ts";
import { hitIf, partyOfContact, placed } from "./reading.ts";
import { rulesOf, type Hit, type RuleText } from "./rule.ts";

type Changes = NonNullable<ContractDocument["changes"]>;
type Approval = Changes["approvals"][number];

const whereChanges =
  (test: (changes: Changes) => boolean, ...field: string[]): RuleText["find"] =>
  ({ changes }): readonly Hit[] =>
    hitIf(changes !== undefined && test(changes), ["changes", ...field]);

const KINDS = ["normal", "emergency"] as const;
const RISKS = ["low", "medium", "high"] as const;

const linesFor = ({ approvals }: Changes, kind: Approval["kinds"][number], risk: (typeof RISKS)[number]): Approval[] =>
  approvals.filter(({ kinds, risks }) => kinds.includes(kind) && (risks ?? RISKS).includes(risk));

/** Kinds and risks of changes for which `test` holds, given the lines that hold for them. */
const inKinds =
  (test: (lines: readonly Approval[]) => boolean): RuleText["find"] =>
  ({ changes }): readonly Hit[] =>
    changes === undefined
      ? []
      : KINDS.flatMap((kind) => {
          const risks = RISKS.filter((risk) => test(linesFor(changes, kind, risk)));
          return hitIf(risks.length > 0, ["changes", "approvals"], { kind, risks: risks.join(", ") });
        });

const isWorkingTime = (text: string | undefined): boolean => text !== undefined && targetOf(text)?.kind !== "elapsed";

export const CHANGE_RULES = rulesOf("changes", [
  {
    id: "changes-none",
    severity: "warning",
    basis: "standard",
    source: "BSI OPS.1.1.3.A1",
    title: { de: "Wie über Änderungen entschieden wird, ist offen", en: "How changes are decided is open" },
    reason: {
      de: "Änderungen sind die häufigste Ursache von Störungen; wer sie freigibt, trägt ihr Risiko.",
      en: "Changes are the most frequent cause of outages; who approves them bears their risk.",
    },
    remedy: { de: "Ergänzen Sie „changes“.", en: "Add changes." },
    find: ({ changes }) => hitIf(changes === undefined, ["changes"]),
  },
  {
    id: "changes-risk-bearer-open",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, changes",
    title: { de: "Wer das Risiko einer Änderung trägt, ist offen", en: "Who bears the risk of a change is open" },
    reason: {
      de: "Nach einer gescheiterten Änderung verweist sonst jede Seite auf die andere.",
      en: "After a failed change each side otherwise points at the other.",
    },
    remedy: { de: "Ergänzen Sie „riskBorneBy“.", en: "Add riskBorneBy." },
    find: whereChanges(({ riskBorneBy }) => riskBorneBy === undefined, "riskBorneBy"),
  },
  {
    id: "changes-nobody-approves",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, changes",
    title: {
      de: "Änderungen der Art „{kind}“ mit Risiko {risks} darf niemand freigeben",
      en: "Nobody may approve changes of the kind “{kind}” with risk {risks}",
    },
    reason: {
      de: "Eine dringende Änderung bleibt liegen, oder jemand handelt ohne Befugnis.",
      en: "An urgent change is left, or somebody acts without authority.",
    },
    remedy: { de: "Ergänzen Sie eine Zeile unter „approvals“.", en: "Add a line to approvals." },
    find: inKinds((lines) => lines.length === 0),
  },
  {
    id: "changes-large-nobody-approves",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, changes",
    title: {
      de: "Für teure Änderungen der Art „{kind}“ (Risiko {risks}) ist niemand zuständig",
      en: "Nobody decides costly changes of the kind “{kind}” (risk {risks})",
    },
    reason: {
      de: "Jede Freigabe hat eine Obergrenze; was darüber liegt, darf niemand entscheiden.",
      en: "Each approval has a limit; nobody may decide what exceeds them all.",
    },
    remedy: { de: "Ergänzen Sie eine Zeile ohne „upTo“.", en: "Add a line without upTo." },
    find: inKinds((lines) => lines.length > 0 && lines.every(({ upTo }) => upTo !== undefined)),
  },
  {
    id: "changes-provider-approves-alone",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, changes",
    title: {
      de: "Bei „{approval}“ gibt der Auftragnehmer seine eigenen Änderungen frei",
      en: "In “{approval}” the provider approves his own changes",
    },
    reason: {
      de: "Kosten und Risiko trägt der Auftraggeber; er erfährt erst hinterher davon.",
      en: "The client bears cost and risk and hears of it only afterwards.",
    },
    remedy: { de: "Nennen Sie Ansprechpartner des Auftraggebers.", en: "Name contacts of the client." },
    find: (contract) =>
      placed(contract.changes?.approvals, "changes", "approvals").flatMap(({ entry: { id, approvers, kinds }, path }) =>
        hitIf(
          !kinds.every((kind) => kind === "standard") &&
            !approvers.some((contact) => contract.parties[partyOfContact(contract, contact)!]!.role === "client"),
          [...path, "approvers"],
          { approval: id },
        ),
      ),
  },
  {
    id: "changes-too-few-approvers",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, changes",
    title: {
      de: "„{approval}“ verlangt {together} Freigaben, nennt aber nur {count} Personen",
      en: "“{approval}” asks for {together} approvals, but names {count} persons",
    },
    reason: { de: "Diese Freigabe kommt nie zustande.", en: "This approval never comes about." },
    remedy: {
      de: "Nennen Sie mehr Personen, oder senken Sie „together“.",
      en: "Name more persons, or lower together.",
    },
    find: ({ changes }) =>
      placed(changes?.approvals, "changes", "approvals").flatMap(({ entry: { id, approvers, together }, path }) => {
        const count = new Set(approvers).size;
        return hitIf((together ?? 1) > count, [...path, "together"], { approval: id, together: together ?? 1, count });
      }),
  },
  {
    id: "changes-decision-time-open",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, changes",
    title: { de: "Bis wann der Auftraggeber entscheidet, ist offen", en: "By when the client decides is open" },
    reason: {
      de: "Eine Änderung, über die niemand entscheidet, hält den Betrieb auf, und keine Seite ist im Verzug.",
      en: "A change that nobody decides delays operation, and neither side is late.",
    },
    remedy: { de: "Ergänzen Sie „decisionWithin“.", en: "Add decisionWithin." },
    find: whereChanges(({ decisionWithin }) => decisionWithin === undefined, "decisionWithin"),
  },
  {
    id: "changes-offer-time-open",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, changes",
    title: {
      de: "Bis wann der Auftragnehmer einen Änderungswunsch beantwortet, ist offen",
      en: "By when the provider answers a request for change is open",
    },
    reason: { de: "Ein Wunsch kann beliebig lange liegen.", en: "A request can lie for any time." },
    remedy: { de: "Ergänzen Sie „offerWithin“.", en: "Add offerWithin." },
    find: whereChanges(({ offerWithin }) => offerWithin === undefined, "offerWithin"),
  },
  {
    id: "changes-time-without-calendar",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, changes",
    title: {
      de: "Fristen für Änderungen zählen Arbeitszeit, aber kein Kalender ist genannt",
      en: "Times for changes count working time, but no calendar is named",
    },
    reason: { de: "Wann die Frist endet, lässt sich nicht berechnen.", en: "When the time ends cannot be calculated." },
    remedy: { de: "Ergänzen Sie „calendar“.", en: "Add calendar." },
    find: whereChanges(
      ({ offerWithin, decisionWithin, calendar }) =>
        calendar === undefined && (isWorkingTime(offerWithin) || isWorkingTime(decisionWithin)),
      "calendar",
    ),
  },
  {
    id: "changes-silence-open",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, changes",
    title: { de: "Was Schweigen des Auftraggebers bedeutet, ist offen", en: "What the client's silence means is open" },
    reason: {
      de: "Nach Ablauf der Frist weiß der Auftragnehmer nicht, ob er handeln darf.",
      en: "When the time is over the provider does not know whether he may act.",
    },
    remedy: { de: "Ergänzen Sie „silence“.", en: "Add silence." },
    find: whereChanges(({ silence }) => silence === undefined, "silence"),
  },
  {
    id: "changes-silence-approves",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, changes",
    title: { de: "Schweigen gilt als Freigabe", en: "Silence counts as approval" },
    reason: {
      de: "Wer eine Nachricht übersieht, gibt damit Kosten und Risiko frei.",
      en: "Who overlooks a message approves cost and risk with it.",
    },
    remedy: { de: "Schreiben Sie „silence: refused“.", en: "Write silence: refused." },
    find: whereChanges(({ silence }) => silence === "approved", "silence"),
  },
  {
    id: "changes-no-back-out",
    severity: "warning",
    basis: "standard",
    source: "BSI OPS.1.1.3.A2; ISO/IEC 20000-1:2018, 8.5.1.3",
    title: { de: "Für keine Änderung ist ein Rückweg verlangt", en: "No change needs a back-out plan" },
    reason: {
      de: "Scheitert eine Änderung, dauert der Ausfall so lange, wie das Nachdenken dauert.",
      en: "If a change fails, the outage lasts as long as thinking does.",
    },
    remedy: { de: "Ergänzen Sie „backOutPlan“.", en: "Add backOutPlan." },
    find: whereChanges(({ backOutPlan }) => backOutPlan === undefined || backOutPlan === "none", "backOutPlan"),
  },
  {
    id: "changes-emergency-untold",
    severity: "warning",
    basis: "standard",
    source: "ISO/IEC 20000-1:2018, 8.5.1",
    title: {
      de: "Bis wann der Auftraggeber von Notfalländerungen erfährt, ist offen",
      en: "By when the client hears of emergency changes is open",
    },
    reason: {
      de: "Notfalländerungen umgehen die Freigabe; gerade deshalb muss sie jemand kennen.",
      en: "Emergency changes pass by approval; for that reason somebody must know of them.",
    },
    remedy: { de: "Ergänzen Sie „emergencyInformWithin“.", en: "Add emergencyInformWithin." },
    find: whereChanges(({ emergencyInformWithin }) => emergencyInformWithin === undefined, "emergencyInformWithin"),
  },
  {
    id: "changes-no-standard",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/contract-checks.md, changes",
    title: { de: "Es gibt keine Standardänderungen", en: "There are no standard changes" },
    reason: {
      de: "Auch ein neues Benutzerkonto braucht dann jedes Mal eine Freigabe.",
      en: "Even a new user account then needs an approval each time.",
    },
    remedy: {
      de: "Geben Sie häufige Änderungen unter „standard“ im Voraus frei.",
      en: "Approve frequent changes beforehand under standard.",
    },
    find: whereChanges(({ standard }) => (standard ?? []).length === 0, "standard"),
  },
]);

/** Switching of data processing services. Source: Regulation (EU) 2023/2854 (Data Act), Art. 23–31; docs/rules/contract-parts.md §9. */
import type { ContractDocument } from "../document.ts";
import { hitIf, placed } from "./reading.ts";
import { rulesOf, type Hit, type RuleText } from "./rule.ts";

type Exit = NonNullable<ContractDocument["exit"]>;

/** First day on which chapter VI applies, and the first on which switching costs nothing. */
const APPLIES = "2025-09-12";
const LAST_CHARGES = "2027-01-11";
const NO_CHARGES = "2027-01-12";

/** Longest notice: two months have at most 62 days. */
const NOTICE_DAYS_MAX = 62;
const TRANSITION_DAYS_MAX = 30;
const RETRIEVAL_DAYS_MIN = 30;

/** A finding at a field of the exit of a contract with data processing services. */
const whereSwitched =
  (test: (exit: Exit) => boolean, field: keyof Exit): RuleText["find"] =>
  ({ services, exit }): readonly Hit[] =>
    hitIf(services.some(({ dataProcessingService }) => dataProcessingService === true) && test(exit ?? {}), [
      "exit",
      field,
    ]);

export const DATA_ACT_RULES = rulesOf("exit", [
  {
    id: "data-act-flag-open",
    severity: "hint",
    basis: "law",
    source: "Data Act, Art. 2 (8)",
    validFrom: APPLIES,
    title: {
      de: "Ob „{service}“ ein Datenverarbeitungsdienst ist, ist offen",
      en: "Whether “{service}” is a data processing service is open",
    },
    reason: {
      de: "Für Cloud-Dienste gelten seit dem 12. September 2025 Pflichten für den Wechsel des Anbieters.",
      en: "Since 12 September 2025 duties on switching hold for cloud services.",
    },
    remedy: {
      de: "Ergänzen Sie „dataProcessingService“ mit „true“ oder „false“.",
      en: "Add dataProcessingService, true or false.",
    },
    find: ({ services }) =>
      placed(services, "services").flatMap(({ entry: { area, id, dataProcessingService }, path }) =>
        hitIf((area === "cloud" || area === "e-mail") && dataProcessingService === undefined, path, { service: id }),
      ),
  },
  {
    id: "data-act-notice",
    severity: "error",
    basis: "law",
    source: "Data Act, Art. 25 (2) (d)",
    validFrom: APPLIES,
    title: {
      de: "Die Frist zum Wechsel fehlt oder ist länger als zwei Monate",
      en: "Notice of switching is missing or longer than two months",
    },
    reason: {
      de: "Der Kunde eines Cloud-Dienstes darf mit höchstens zwei Monaten Frist wechseln, auch während einer festen Laufzeit.",
      en: "The customer of a cloud service may switch with at most two months' notice, also during a fixed term.",
    },
    remedy: { de: "Ergänzen Sie „switchNoticeDays“ mit höchstens 60.", en: "Add switchNoticeDays of at most 60." },
    find: whereSwitched(
      ({ switchNoticeDays }) => switchNoticeDays === undefined || switchNoticeDays > NOTICE_DAYS_MAX,
      "switchNoticeDays",
    ),
  },
  {
    id: "data-act-transition",
    severity: "error",
    basis: "law",
    source: "Data Act, Art. 25 (2) (a)",
    validFrom: APPLIES,
    title: {
      de: "Die Dauer des Wechsels fehlt oder ist länger als 30 Tage",
      en: "The time of switching is missing or longer than 30 days",
    },
    reason: {
      de: "Der Wechsel ist binnen 30 Kalendertagen abzuschließen; nur technische Unmöglichkeit erlaubt mehr.",
      en: "Switching ends within 30 calendar days; only technical impossibility permits more.",
    },
    remedy: {
      de: "Ergänzen Sie „switchTransitionDays“ mit höchstens 30.",
      en: "Add switchTransitionDays of at most 30.",
    },
    find: whereSwitched(
      ({ switchTransitionDays }) => switchTransitionDays === undefined || switchTransitionDays > TRANSITION_DAYS_MAX,
      "switchTransitionDays",
    ),
  },
  {
    id: "data-act-extension",
    severity: "error",
    basis: "law",
    source: "Data Act, Art. 25 (5)",
    validFrom: APPLIES,
    title: {
      de: "Das Recht, den Wechsel einmal zu verlängern, fehlt",
      en: "The right to extend switching once is missing",
    },
    reason: {
      de: "Der Kunde darf die Zeit des Wechsels einmal auf eine Dauer verlängern, die er für nötig hält.",
      en: "The customer may extend the time of switching once, by as much as he thinks fit.",
    },
    remedy: { de: "Schreiben Sie „switchExtension: true“.", en: "Write switchExtension: true." },
    find: whereSwitched(({ switchExtension }) => switchExtension !== true, "switchExtension"),
  },
  {
    id: "data-act-retrieval",
    severity: "error",
    basis: "law",
    source: "Data Act, Art. 25 (2) (g)",
    validFrom: APPLIES,
    title: {
      de: "Die Zeit zum Abruf der Daten fehlt oder ist kürzer als 30 Tage",
      en: "The time to retrieve data is missing or shorter than 30 days",
    },
    reason: {
      de: "Nach dem Wechsel müssen Daten noch mindestens 30 Tage abrufbar sein.",
      en: "After switching, data must be retrievable for at least 30 days.",
    },
    remedy: { de: "Ergänzen Sie „retrievalDays“ mit mindestens 30.", en: "Add retrievalDays of at least 30." },
    find: whereSwitched(
      ({ retrievalDays }) => retrievalDays === undefined || retrievalDays < RETRIEVAL_DAYS_MIN,
      "retrievalDays",
    ),
  },
  {
    id: "data-act-export-list",
    severity: "error",
    basis: "law",
    source: "Data Act, Art. 25 (2) (e), (f)",
    validFrom: APPLIES,
    title: { de: "Die Liste der exportierbaren Daten fehlt", en: "The list of exportable data is missing" },
    reason: {
      de: "Der Vertrag muss alle Daten und digitalen Vermögenswerte nennen, die sich übertragen lassen, und was davon ausgenommen ist.",
      en: "The contract must specify all data and digital assets that can be ported, and what is exempt.",
    },
    remedy: { de: "Ergänzen Sie „exportList“.", en: "Add exportList." },
    find: whereSwitched(({ exportList }) => exportList === undefined, "exportList"),
  },
  {
    id: "data-act-charges",
    severity: "error",
    basis: "law",
    source: "Data Act, Art. 29 (2), (3)",
    validFrom: APPLIES,
    validTo: LAST_CHARGES,
    title: {
      de: "Entgelte für den Wechsel sind offen oder höher als die Kosten",
      en: "Switching charges are open or above cost",
    },
    reason: {
      de: "Bis zum 11. Januar 2027 darf der Wechsel höchstens die unmittelbaren Kosten des Anbieters kosten.",
      en: "Until 11 January 2027 switching may cost the provider's direct cost at most.",
    },
    remedy: { de: "Schreiben Sie „switchingCharges: none“ oder „cost“.", en: "Write switchingCharges: none or cost." },
    find: whereSwitched(
      ({ switchingCharges }) => switchingCharges === undefined || switchingCharges === "priced",
      "switchingCharges",
    ),
  },
  {
    id: "data-act-charges-will-end",
    severity: "hint",
    basis: "law",
    source: "Data Act, Art. 29 (1)",
    validFrom: APPLIES,
    validTo: LAST_CHARGES,
    title: {
      de: "Entgelte für den Wechsel sind ab dem 12. Januar 2027 verboten",
      en: "Switching charges are forbidden from 12 January 2027",
    },
    reason: { de: "Die Klausel gilt dann nicht mehr.", en: "The clause will then no longer hold." },
    remedy: { de: "Schreiben Sie „switchingCharges: none“.", en: "Write switchingCharges: none." },
    find: whereSwitched(({ switchingCharges }) => switchingCharges === "cost", "switchingCharges"),
  },
  {
    id: "data-act-no-charges",
    severity: "error",
    basis: "law",
    source: "Data Act, Art. 29 (1)",
    validFrom: NO_CHARGES,
    title: { de: "Der Wechsel darf nichts kosten", en: "Switching may cost nothing" },
    reason: {
      de: "Seit dem 12. Januar 2027 sind Entgelte für den Wechsel eines Datenverarbeitungsdienstes verboten.",
      en: "Since 12 January 2027 charges for switching a data processing service are forbidden.",
    },
    remedy: { de: "Schreiben Sie „switchingCharges: none“.", en: "Write switchingCharges: none." },
    find: whereSwitched(({ switchingCharges }) => switchingCharges !== "none", "switchingCharges"),
  },
  {
    id: "data-act-early-fee-open",
    severity: "warning",
    basis: "law",
    source: "Data Act, Art. 25 (2), Art. 29 (4)",
    validFrom: APPLIES,
    title: {
      de: "Was ein Wechsel vor Ende der Laufzeit kostet, ist offen",
      en: "What switching before the end of the term costs is open",
    },
    reason: {
      de: "Eine Entschädigung für die vorzeitige Beendigung muss vor der Unterschrift bekannt sein.",
      en: "A penalty for ending early must be known before signing.",
    },
    remedy: {
      de: "Ergänzen Sie „earlyTerminationFee“, auch wenn er „0.00“ ist.",
      en: "Add earlyTerminationFee, also if it is 0.00.",
    },
    find: whereSwitched(({ earlyTerminationFee }) => earlyTerminationFee === undefined, "earlyTerminationFee"),
  },
]);

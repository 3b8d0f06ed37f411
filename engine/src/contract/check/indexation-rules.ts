/** How prices change, and how they are invoiced. Source: product.md §12; Preisklauselgesetz; docs/rules/contract-parts.md §5. */
import { decimalText, millionths } from "../../decimal.ts";
import { monthsLater } from "../deadlines.ts";
import type { ContractDocument } from "../document.ts";
import { daysBetween, hitIf, placed, sumOf } from "./reading.ts";
import { rulesOf, type Hit, type RuleText } from "./rule.ts";

type Prices = NonNullable<ContractDocument["prices"]>;
type Clause = NonNullable<Prices["indexation"]>[number];
type Invoicing = NonNullable<Prices["invoicing"]>;

const whereClause =
  (test: (clause: Clause, contract: ContractDocument) => boolean, ...field: string[]): RuleText["find"] =>
  (contract): readonly Hit[] =>
    placed(contract.prices?.indexation, "prices", "indexation").flatMap(({ entry, path }) =>
      hitIf(test(entry, contract), [...path, ...field], { clause: entry.id }),
    );

const whereInvoicing =
  (test: (invoicing: Invoicing, prices: Prices) => boolean, ...field: string[]): RuleText["find"] =>
  ({ prices }): readonly Hit[] =>
    hitIf(prices?.invoicing !== undefined && test(prices.invoicing, prices), ["prices", "invoicing", ...field]);

/** Whether German law holds, as it does unless the contract says otherwise. */
const isGerman = ({ governing }: ContractDocument): boolean => (governing?.law ?? "DE") === "DE";

/** Whether the contract binds for the ten years that § 3 PrKG asks for. */
const bindsTenYears = ({ term }: ContractDocument): boolean =>
  (term.minimumMonths ?? 0) >= 120 ||
  (term.end !== undefined && daysBetween(monthsLater(term.start, 120), term.end) >= -1);

const isIndex = ({ kind }: Clause): boolean => kind === "consumer-prices" || kind === "service-prices";

const isOnPaper = ({ format }: Invoicing): boolean => format === "pdf" || format === "paper";

export const INDEXATION_RULES = rulesOf("prices", [
  {
    id: "indexation-open",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: { de: "Ob Preise sich ändern, ist offen", en: "Whether prices change is open" },
    reason: {
      de: "Ein langer Vertrag ohne Regelung führt zu Nachverhandlung oder Kündigung.",
      en: "A long contract without a clause leads to renegotiation or notice.",
    },
    remedy: {
      de: "Ergänzen Sie „indexation“, oder schreiben Sie „indexation: []“.",
      en: "Add indexation, or write indexation: [].",
    },
    find: ({ prices }) => hitIf(prices !== undefined && prices.indexation === undefined, ["prices", "indexation"]),
  },
  {
    id: "indexation-consumer-prices-automatic",
    severity: "error",
    basis: "law",
    source: "§§ 1, 3 PrKG",
    validFrom: "2007-09-14",
    title: {
      de: "„{clause}“ koppelt Preise selbsttätig an Verbraucherpreise",
      en: "“{clause}” ties prices to consumer prices by itself",
    },
    reason: {
      de: "Das ist nur erlaubt, wenn der Vertrag mindestens zehn Jahre bindet.",
      en: "That is permitted only if the contract binds for at least ten years.",
    },
    remedy: {
      de: "Nehmen Sie einen Index vergleichbarer Leistungen, Kostenelemente, oder eine Anpassung auf Verlangen („automatic: false“).",
      en: "Take an index of comparable services, cost elements, or an adjustment on request (automatic: false).",
    },
    find: whereClause(
      ({ kind, automatic }, contract) =>
        kind === "consumer-prices" && automatic && isGerman(contract) && !bindsTenYears(contract),
      "kind",
    ),
  },
  {
    id: "indexation-upwards-only",
    severity: "warning",
    basis: "law",
    source: "§ 2 Abs. 3 PrKG; § 307 BGB",
    title: { de: "Nach „{clause}“ steigen Preise nur", en: "By “{clause}” prices only rise" },
    reason: {
      de: "Eine Klausel, die nur einer Seite nützt, benachteiligt die andere und ist angreifbar.",
      en: "A clause that serves one side only is at the other's cost and can be attacked.",
    },
    remedy: { de: "Schreiben Sie „direction: both“.", en: "Write direction: both." },
    find: whereClause(({ direction, kind }) => direction === "up" && kind !== "fixed-step", "direction"),
  },
  {
    id: "indexation-index-incomplete",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-parts.md §5",
    title: {
      de: "„{clause}“ nennt Index, Ausgangsmonat oder Ausgangswert nicht",
      en: "“{clause}” lacks index, base month or base value",
    },
    reason: {
      de: "Ohne sie ergibt jede Rechnung einen anderen Preis.",
      en: "Without them each calculation gives another price.",
    },
    remedy: { de: "Ergänzen Sie „index“, „baseMonth“ und „baseValue“.", en: "Add index, baseMonth and baseValue." },
    find: whereClause(
      (clause) =>
        isIndex(clause) &&
        (clause.index === undefined || clause.baseMonth === undefined || clause.baseValue === undefined),
    ),
  },
  {
    id: "indexation-elements-not-whole",
    severity: "error",
    basis: "law",
    source: "§ 1 Abs. 2 Nr. 3 PrKG; docs/rules/contract-parts.md §5",
    title: {
      de: "Die Kostenelemente von „{clause}“ ergeben {sum} % statt 100 %",
      en: "The cost elements of “{clause}” make {sum} % instead of 100 %",
    },
    reason: { de: "Der neue Preis lässt sich so nicht rechnen.", en: "The new price cannot be calculated so." },
    remedy: {
      de: "Ergänzen Sie den festen Teil, oder prüfen Sie die Anteile.",
      en: "Add the fixed part, or check the shares.",
    },
    find: ({ prices }) =>
      placed(prices?.indexation, "prices", "indexation").flatMap(({ entry: { id, kind, elements }, path }) => {
        const sum = sumOf((elements ?? []).map(({ weightPercent }) => weightPercent));
        const isWrong = kind === "cost-elements" && sum !== millionths("100");
        return hitIf(isWrong, [...path, "elements"], { clause: id, sum: decimalText(sum) });
      }),
  },
  {
    id: "indexation-step-missing",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: { de: "„{clause}“ nennt den Schritt nicht", en: "“{clause}” does not name the step" },
    reason: { de: "Um wie viel Preise steigen, ist offen.", en: "By how much prices rise is open." },
    remedy: { de: "Ergänzen Sie „stepPercent“.", en: "Add stepPercent." },
    find: whereClause(({ kind, stepPercent }) => kind === "fixed-step" && stepPercent === undefined),
  },
  {
    id: "indexation-no-cap",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: { de: "„{clause}“ hat keine Obergrenze", en: "“{clause}” has no cap" },
    reason: {
      de: "Das Budget des Auftraggebers hängt dann an einer Zahl, die niemand kennt.",
      en: "The client's budget then hangs on a figure that nobody knows.",
    },
    remedy: { de: "Ergänzen Sie „capPercent“.", en: "Add capPercent." },
    find: whereClause(({ kind, capPercent }) => kind !== "fixed-step" && capPercent === undefined),
  },
  {
    id: "indexation-discretion-without-way-out",
    severity: "warning",
    basis: "law",
    source: "§§ 307, 315 BGB",
    title: {
      de: "Der Auftragnehmer darf Preise nach Ermessen ändern, ohne dass der Auftraggeber kündigen kann",
      en: "The provider may change prices at his discretion, and the client cannot end the contract",
    },
    reason: {
      de: "Ein einseitiges Recht ohne Ausweg benachteiligt die andere Seite und ist angreifbar.",
      en: "A one-sided right without a way out is at the other's cost and can be attacked.",
    },
    remedy: { de: "Ergänzen Sie „terminationAbovePercent“.", en: "Add terminationAbovePercent." },
    find: whereClause(
      ({ kind, terminationAbovePercent }) => kind === "discretion" && terminationAbovePercent === undefined,
    ),
  },
  {
    id: "indexation-dates-open",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: { de: "Wann „{clause}“ gilt, ist offen", en: "When “{clause}” applies is open" },
    reason: {
      de: "Offen ist, ab wann und wie oft Preise sich ändern dürfen.",
      en: "It is open from when and how often prices may change.",
    },
    remedy: { de: "Ergänzen Sie „firstOn“ und „everyMonths“.", en: "Add firstOn and everyMonths." },
    find: whereClause(({ firstOn, everyMonths }) => firstOn === undefined || everyMonths === undefined),
  },
  {
    id: "indexation-unannounced",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: { de: "„{clause}“ verlangt keine Ankündigung", en: "“{clause}” needs no announcement" },
    reason: {
      de: "Der Auftraggeber erfährt von der Erhöhung aus der Rechnung.",
      en: "The client hears of the rise from the invoice.",
    },
    remedy: { de: "Ergänzen Sie „noticeDays“.", en: "Add noticeDays." },
    find: whereClause(({ noticeDays }) => noticeDays === undefined),
  },
  {
    id: "invoice-terms-none",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: { de: "Wie abgerechnet wird, ist offen", en: "How invoices are made is open" },
    reason: {
      de: "Zeitraum, Zeitpunkt und Frist der Zahlung gehören in den Vertrag.",
      en: "Period, time and term of payment belong in the contract.",
    },
    remedy: { de: "Ergänzen Sie „invoicing“ mit „dueDays“.", en: "Add invoicing with dueDays." },
    find: ({ prices }) =>
      hitIf(prices !== undefined && prices.invoicing?.dueDays === undefined, ["prices", "invoicing"]),
  },
  {
    id: "invoice-due-late",
    severity: "warning",
    basis: "law",
    source: "§ 271a BGB",
    validFrom: "2014-07-29",
    title: { de: "Die Zahlungsfrist ist länger als 60 Tage", en: "The payment term is longer than 60 days" },
    reason: {
      de: "Sie gilt nur, wenn sie ausdrücklich vereinbart und nicht grob unbillig ist.",
      en: "It holds only if agreed expressly and not grossly unfair.",
    },
    remedy: { de: "Vereinbaren Sie höchstens 60, besser 30 Tage.", en: "Agree at most 60 days, better 30." },
    find: whereInvoicing(({ dueDays }) => (dueDays ?? 0) > 60, "dueDays"),
  },
  {
    id: "invoice-format-ends",
    severity: "hint",
    basis: "law",
    source: "§ 14 Abs. 1, § 27 Abs. 38 UStG",
    validFrom: "2025-01-01",
    validTo: "2026-12-31",
    title: {
      de: "Rechnungen in dieser Form sind nur noch übergangsweise erlaubt",
      en: "Invoices of this form are permitted for a transition only",
    },
    reason: {
      de: "Ab 2027 (bei kleinem Vorjahresumsatz ab 2028) müssen Rechnungen zwischen inländischen Unternehmen elektronisch nach EN 16931 sein.",
      en: "From 2027 (from 2028 for small turnovers) invoices between German firms must be electronic as EN 16931 says.",
    },
    remedy: { de: "Vereinbaren Sie „xrechnung“ oder „zugferd“.", en: "Agree xrechnung or zugferd." },
    find: whereInvoicing(isOnPaper, "format"),
  },
  {
    id: "invoice-format-not-electronic",
    severity: "error",
    basis: "law",
    source: "§ 14 Abs. 1, § 27 Abs. 38 UStG",
    validFrom: "2027-01-01",
    title: { de: "Rechnungen in dieser Form genügen nicht mehr", en: "Invoices of this form do not suffice any more" },
    reason: {
      de: "Zwischen inländischen Unternehmen sind elektronische Rechnungen nach EN 16931 Pflicht, 2027 noch ausgenommen bei höchstens 800.000 € Vorjahresumsatz.",
      en: "Between German firms electronic invoices as EN 16931 says are a duty; in 2027 still not for turnovers of at most EUR 800,000.",
    },
    remedy: { de: "Vereinbaren Sie „xrechnung“ oder „zugferd“.", en: "Agree xrechnung or zugferd." },
    find: whereInvoicing(isOnPaper, "format"),
  },
  {
    id: "invoice-hours-unproved",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: { de: "Stunden werden ohne Nachweis berechnet", en: "Hours are charged without proof" },
    reason: {
      de: "Ohne Zeitnachweis lässt sich eine Rechnung nach Stunden nicht prüfen.",
      en: "Without time sheets an invoice by the hour cannot be checked.",
    },
    remedy: { de: "Schreiben Sie „timeSheets: true“.", en: "Write timeSheets: true." },
    find: whereInvoicing(
      ({ timeSheets }, { items }) =>
        timeSheets !== true && items.some(({ kind }) => kind === "hourly" || kind === "hour-block"),
      "timeSheets",
    ),
  },
]);

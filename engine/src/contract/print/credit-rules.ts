/** What a rule of credits says, in lines of a table. Source: docs/rules/contract-parts.md §4. */
import type { ContractDocument } from "../document.ts";
import type { Cell } from "./blocks.ts";
import { LEVEL } from "./level-clauses.ts";
import type { Speech } from "./speech.ts";
import {
  asCountAfter,
  asMoney,
  asName,
  asNames,
  asPercent,
  both,
  linesOf,
  sentence,
  type Tellings,
} from "./telling.ts";

export type CreditRule = NonNullable<ContractDocument["credits"]>["rules"][number];
type Of<Kind extends CreditRule["kind"]> = Extract<CreditRule, { kind: Kind }>;
type Tier = Of<"tiers">["tiers"][number];
type Common = Pick<
  CreditRule,
  "availability" | "kpi" | "level" | "priorities" | "services" | "amountAtRisk" | "capPercent" | "exclusionMinutes"
>;

const PROMISE: Tellings<Common> = {
  availability: sentence(asName("availability objective"), "Verfügbarkeit: {value}", "Availability: {value}"),
  kpi: sentence(asName("KPI"), "Kennzahl: {value}", "Key figure: {value}"),
  level: (level, speech) =>
    speech.in(both("jede verfehlte Zusage: {value}", "each missed promise: {value}"), {
      value: speech.in(LEVEL[level]),
    }),
  priorities: (list, speech) =>
    speech.in(both("Prioritäten: {value}", "Priorities: {value}"), { value: speech.list(list) }),
  services: sentence(asNames("service"), "Vergütung von: {value}", "Fee of: {value}"),
};

const BOUNDS: Tellings<Common> = {
  amountAtRisk: sentence(asMoney, "Betrag im Risiko: {value}", "Amount at risk: {value}"),
  capPercent: sentence(
    asPercent,
    "höchstens {value} der Bemessungsgrundlage im Zeitraum",
    "at most {value} of the basis in a period",
  ),
  exclusionMinutes: sentence(
    asCountAfter("minute"),
    "Verfehlungen bis zu {value} bleiben außer Betracht",
    "misses of at most {value} are not credited",
  ),
};

const TOLD = ["kind", "id", "basis", "availability", "kpi", "level", "priorities", "services"] as const;

/** Which promise a rule is about, and what is credited. */
export function ruleLines(rule: CreditRule, speech: Speech): { readonly promise: Cell; readonly credit: Cell } {
  return { promise: linesOfGroup(rule, PROMISE, speech), credit: creditLines(rule, speech) };
}

const linesOfGroup = (rule: Common, group: Tellings<Common>, speech: Speech): Cell =>
  linesOf("CreditByTiers", rule, group, speech, Object.keys(rule) as (keyof Common)[]);

function creditLines(rule: CreditRule, speech: Speech): Cell {
  switch (rule.kind) {
    case "tiers":
      return [
        ...countsFrom(rule, speech),
        ...rule.tiers.map((tier) => tierLine(tier, rule.countsFrom, speech)),
        ...linesOf("CreditByTiers", rule, { ...BOUNDS }, speech, [...TOLD, "tiers", "countsFrom"]),
      ];
    case "linear":
      return [
        linearLine(rule, speech),
        ...startedLine(rule, speech),
        ...linesOf("CreditByShortfall", rule, { ...BOUNDS }, speech, [
          ...TOLD,
          "per",
          "step",
          "started",
          "creditPercent",
          "creditAmount",
          "multiple",
        ]),
      ];
    case "points":
      return [
        speech.in(both("{value} für jede Verfehlung", "{value} for each miss"), {
          value: speech.count(rule.points, "point"),
        }),
        ...linesOf("CreditByPoints", rule, { ...BOUNDS }, speech, [...TOLD, "points"]),
      ];
    case "weight":
      return [
        speech.in(both("{value} des Betrags im Risiko", "{value} of the amount at risk"), {
          value: speech.percent(rule.weightPercent),
        }),
        ...linesOf("CreditByWeight", rule, { ...BOUNDS }, speech, [...TOLD, "weightPercent"]),
      ];
    case "lost-time":
      return [
        speech.in(
          both("das {value}-Fache der Vergütung der verlorenen Zeit", "{value} times the fee of the lost time"),
          { value: speech.number(rule.multiple) },
        ),
        ...linesOf("CreditByLostTime", rule, { ...BOUNDS }, speech, [...TOLD, "multiple"]),
      ];
  }
}

const COUNTS = {
  value: both("nach dem erreichten Wert:", "by the value reached:"),
  breaches: both("nach der Zahl der Verfehlungen im Zeitraum:", "by the number of misses in the period:"),
  shortfall: both("nach den Prozentpunkten unter dem Ziel:", "by the points below the target:"),
} as const;
const countsFrom = ({ countsFrom: from }: Of<"tiers">, speech: Speech): Cell => [speech.in(COUNTS[from])];

function tierLine(
  { atLeast, above, below, atMost, creditPercent, creditAmount, points }: Tier,
  from: Of<"tiers">["countsFrom"],
  speech: Speech,
): string {
  const figure = (value: string) => (from === "value" ? speech.percent(value) : speech.number(value));
  const bound = (value: string | undefined, de: string, en: string) =>
    value === undefined ? [] : [speech.in({ de, en }, { value: figure(value) })];
  const bounds = [
    ...bound(atLeast, "ab {value}", "from {value}"),
    ...bound(above, "über {value}", "above {value}"),
    ...bound(below, "unter {value}", "below {value}"),
    ...bound(atMost, "bis {value}", "up to {value}"),
  ];
  const worth = [
    ...(creditPercent === undefined ? [] : [speech.percent(creditPercent)]),
    ...(creditAmount === undefined ? [] : [speech.money(creditAmount)]),
    ...(points === undefined ? [] : [speech.count(points, "point")]),
  ];
  const always = speech.in(both("immer", "always"));
  return `${bounds.length === 0 ? always : speech.list(bounds)}: ${worth.length === 0 ? "–" : worth.join(", ")}`;
}

const STEP = {
  "percent-point": both("je {step} Prozentpunkte unter dem Ziel", "for each {step} percentage points below the target"),
  hour: both("je {step} Stunden Verzug oder Ausfall", "for each {step} hours of delay or downtime"),
  minute: both("je {step} Minuten Verzug oder Ausfall", "for each {step} minutes of delay or downtime"),
  miss: both("je {step} verfehlte Zusagen", "for each {step} missed promises"),
  period: both("je {step} Zeiträume", "for each {step} periods"),
} as const;
const SINGLE_STEP = {
  "percent-point": both("je {step} Prozentpunkt unter dem Ziel", "for each {step} percentage point below the target"),
  hour: both("je {step} Stunde Verzug oder Ausfall", "for each {step} hour of delay or downtime"),
  minute: both("je {step} Minute Verzug oder Ausfall", "for each {step} minute of delay or downtime"),
  miss: both("je {step} verfehlter Zusage", "for each {step} missed promise"),
  period: both("je {step} Zeitraum", "for each {step} period"),
} as const;

function linearLine({ per, step, creditPercent, creditAmount, multiple }: Of<"linear">, speech: Speech): string {
  const worth = [
    ...(creditPercent === undefined ? [] : [speech.percent(creditPercent)]),
    ...(creditAmount === undefined ? [] : [speech.money(creditAmount)]),
    ...(multiple === undefined
      ? []
      : [
          speech.in(both("das {value}-Fache der Bemessungsgrundlage", "{value} times the basis"), {
            value: speech.number(multiple),
          }),
        ]),
  ];
  const each = speech.in((step === "1" ? SINGLE_STEP : STEP)[per], { step: speech.number(step) });
  return `${each}: ${worth.length === 0 ? "–" : worth.join(", ")}`;
}

const startedLine = ({ started }: Of<"linear">, speech: Speech): Cell =>
  started === undefined
    ? []
    : [
        speech.in(
          started
            ? both("angefangene Schritte zählen voll", "started steps count as whole ones")
            : both("nur volle Schritte zählen", "only whole steps count"),
        ),
      ];

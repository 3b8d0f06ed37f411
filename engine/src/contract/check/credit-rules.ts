/** What missed promises cost. Source: product.md §11; domain facts: docs/rules/contract-parts.md §4. */
import { decimalText, millionths } from "../../decimal.ts";
import type { ContractDocument } from "../document.ts";
import { hitIf, placed, sumOf } from "./reading.ts";
import { rulesOf, type Hit, type RuleText } from "./rule.ts";

type Credits = NonNullable<ContractDocument["credits"]>;
type CreditRule = Credits["rules"][number];
type TierRule = Extract<CreditRule, { kind: "tiers" }>;

const promisesCredits = (credits: Credits | undefined): credits is Credits => (credits?.rules.length ?? 0) > 0;

/** A finding at a field of credits where there are any. */
const whereCredits =
  (test: (credits: Credits, contract: ContractDocument) => boolean, ...field: string[]): RuleText["find"] =>
  (contract): readonly Hit[] =>
    hitIf(promisesCredits(contract.credits) && test(contract.credits, contract), ["credits", ...field]);

/** A finding at each rule of credits for which `test` holds. */
const whereRule =
  (test: (rule: CreditRule) => boolean, ...field: string[]): RuleText["find"] =>
  ({ credits }): readonly Hit[] =>
    placed(credits?.rules, "credits", "rules").flatMap(({ entry, path }) =>
      hitIf(test(entry), [...path, ...field], { credit: entry.id }),
    );

const CAPS = ["servicePercent", "periodPercent", "yearPercent", "contractPercent", "trailingDays"] as const;

/** Bounds of a step as a half-open stretch in half millionths, so that "at least" and "above" differ. */
interface Stretch {
  readonly from: bigint | undefined;
  readonly to: bigint | undefined;
}

function stretchOf({ atLeast, above, below, atMost }: TierRule["tiers"][number]): Stretch {
  const edge = (inclusive: string | undefined, exclusive: string | undefined, later: "inclusive" | "exclusive") => {
    if (inclusive !== undefined) return millionths(inclusive) * 2n + (later === "inclusive" ? 1n : 0n);
    return exclusive === undefined ? undefined : millionths(exclusive) * 2n + (later === "exclusive" ? 1n : 0n);
  };
  return { from: edge(atLeast, above, "exclusive"), to: edge(atMost, below, "inclusive") };
}

const ascending = (a: Stretch, b: Stretch): number => {
  if (a.from === b.from) return 0;
  if (a.from === undefined) return -1;
  return b.from === undefined || a.from > b.from ? 1 : -1;
};

/** For each step and the next higher one: the next begins before this ends (-1), after it (1), or right there (0). */
function seamsOf({ tiers }: TierRule): number[] {
  const steps = tiers.map(stretchOf).toSorted(ascending);
  return steps.slice(1).map((step, index) => {
    const end = steps[index]!.to;
    if (end === undefined || step.from === undefined || step.from < end) return -1;
    return step.from > end ? 1 : 0;
  });
}

/** The promise that a rule by steps measures, if its steps are values that must be reached. */
function targetOfRule(
  { kind, availability, kpi, ...rule }: CreditRule,
  contract: ContractDocument,
): string | undefined {
  if (kind !== "tiers" || !("countsFrom" in rule) || rule.countsFrom !== "value") return undefined;
  if (availability !== undefined) return contract.availability?.find(({ id }) => id === availability)?.targetPercent;
  const measured = contract.kpis?.find(({ id }) => id === kpi);
  return measured?.direction === "at-least" ? measured.target : undefined;
}

/** The end of the highest step; undefined where it is open. */
function endOf({ tiers }: TierRule): bigint | undefined {
  const ends = tiers.map((tier) => stretchOf(tier).to);
  return ends.includes(undefined) ? undefined : ends.reduce((last, end) => (end! > last! ? end : last));
}

export const CREDIT_RULES = rulesOf("credits", [
  {
    id: "credits-none",
    severity: "hint",
    basis: "standard",
    source: "BSI OPS.2.3.A14",
    title: { de: "Verfehlte Zusagen kosten nichts", en: "Missed promises cost nothing" },
    reason: {
      de: "Ohne Gutschrift bleibt dem Auftraggeber nur der Weg über Schadensersatz, den er im Einzelnen nachweisen muss.",
      en: "Without credits the client is left with damages, which he must prove in each case.",
    },
    remedy: { de: "Vereinbaren Sie Gutschriften mit Obergrenze.", en: "Agree credits with a cap." },
    find: ({ credits, serviceLevels }) =>
      hitIf(!promisesCredits(credits) && Object.keys(serviceLevels).length > 0, ["credits"]),
  },
  {
    id: "credits-legal-nature-open",
    severity: "error",
    basis: "law",
    source: "§§ 307, 339–343 BGB",
    title: { de: "Was eine Gutschrift rechtlich ist, ist offen", en: "What a credit is in law is open" },
    reason: {
      de: "Minderung, Vertragsstrafe und pauschalierter Schadensersatz folgen verschiedenen Regeln für Verschulden, Vorbehalt und Obergrenze.",
      en: "Price reduction, penalty and lump-sum damages follow different rules of fault, reservation and cap.",
    },
    remedy: { de: "Ergänzen Sie „legalNature“.", en: "Add legalNature." },
    find: whereCredits(({ legalNature }) => legalNature === undefined, "legalNature"),
  },
  {
    id: "credits-no-cap",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, credits",
    title: { de: "Gutschriften haben keine Obergrenze", en: "Credits have no cap" },
    reason: {
      de: "Eine Störung könnte den Auftragnehmer mehr kosten, als der Vertrag ihm einbringt; in Geschäftsbedingungen ist eine Strafe ohne Grenze angreifbar.",
      en: "One outage could cost the provider more than the contract brings; in standard terms a penalty without limit can be attacked.",
    },
    remedy: { de: "Ergänzen Sie „caps“, etwa „periodPercent“.", en: "Add caps, such as periodPercent." },
    find: whereCredits(
      ({ caps, rules }) =>
        CAPS.every((cap) => caps?.[cap] === undefined) && rules.some(({ capPercent }) => capPercent === undefined),
      "caps",
    ),
  },
  {
    id: "credits-penalty-above-five-percent",
    severity: "warning",
    basis: "law",
    source: "BGH, 23.01.2003, VII ZR 210/01; § 307 BGB",
    title: {
      de: "Die Vertragsstrafe ist nicht auf 5 % des Auftragswerts begrenzt",
      en: "The penalty is not limited to 5 % of the contract's value",
    },
    reason: {
      de: "In Geschäftsbedingungen kann eine höhere Grenze die ganze Klausel unwirksam machen.",
      en: "In standard terms a higher limit can make the whole clause void.",
    },
    remedy: {
      de: 'Begrenzen Sie mit „caps.contractPercent: "5"“, oder vereinbaren Sie eine Minderung.',
      en: 'Limit it with caps.contractPercent: "5", or agree a price reduction.',
    },
    find: whereCredits(
      ({ legalNature, caps }) =>
        legalNature === "penalty" && millionths(caps?.contractPercent ?? "100") > millionths("5"),
      "caps",
    ),
  },
  {
    id: "credits-penalty-not-reserved",
    severity: "warning",
    basis: "law",
    source: "§ 341 Abs. 3 BGB",
    title: {
      de: "Bis wann eine Vertragsstrafe vorzubehalten ist, ist offen",
      en: "Until when a penalty must be reserved is open",
    },
    reason: {
      de: "Wer die Leistung annimmt, ohne sich die Strafe vorzubehalten, verliert sie, wenn nichts anderes vereinbart ist.",
      en: "Who accepts the work without reserving the penalty loses it, unless agreed otherwise.",
    },
    remedy: { de: "Ergänzen Sie „reservation“.", en: "Add reservation." },
    find: whereCredits(
      ({ legalNature, reservation }) => legalNature === "penalty" && reservation === undefined,
      "reservation",
    ),
  },
  {
    id: "credits-penalty-without-fault",
    severity: "warning",
    basis: "law",
    source: "§§ 307, 339 BGB",
    title: { de: "Die Vertragsstrafe hängt nicht vom Verschulden ab", en: "The penalty does not depend on fault" },
    reason: {
      de: "Das lässt sich nur einzeln aushandeln; in Geschäftsbedingungen ist es in der Regel unwirksam.",
      en: "That can be negotiated individually only; in standard terms it is usually void.",
    },
    remedy: {
      de: "Schreiben Sie „faultRequired: true“, oder vereinbaren Sie eine Minderung.",
      en: "Write faultRequired: true, or agree a price reduction.",
    },
    find: whereCredits(
      ({ legalNature, faultRequired }) => legalNature === "penalty" && faultRequired === false,
      "faultRequired",
    ),
  },
  {
    id: "credits-damages-open",
    severity: "warning",
    basis: "law",
    source: "§ 340 Abs. 2, § 341 Abs. 2 BGB",
    title: {
      de: "Wie sich Gutschrift und Schadensersatz zueinander verhalten, ist offen",
      en: "How credits and damages relate is open",
    },
    reason: {
      de: "Nach einem großen Ausfall streiten die Seiten sonst darüber, ob die Gutschrift alles abgilt.",
      en: "After a large outage the sides otherwise argue whether the credit settles everything.",
    },
    remedy: { de: "Ergänzen Sie „againstDamages“.", en: "Add againstDamages." },
    find: whereCredits(({ againstDamages }) => againstDamages === undefined, "againstDamages"),
  },
  {
    id: "credits-only-remedy",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, credits",
    title: { de: "Die Gutschrift ist der einzige Anspruch", en: "The credit is the only remedy" },
    reason: {
      de: "Auch ein Schaden, der die Gebühr um ein Vielfaches übersteigt, wäre damit abgegolten.",
      en: "Damage of many times the fee would be settled with it, too.",
    },
    remedy: { de: "Rechnen Sie sie auf Schadensersatz an („set-off“).", en: "Set it off against damages (set-off)." },
    find: whereCredits(({ againstDamages }) => againstDamages === "exclusive", "againstDamages"),
  },
  {
    id: "credits-same-event-open",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, credits",
    title: {
      de: "Ob sich Gutschriften für dasselbe Ereignis addieren, ist offen",
      en: "Whether credits for one event add up is open",
    },
    reason: {
      de: "Ein Ausfall verfehlt oft mehrere Zusagen zugleich.",
      en: "One outage often misses several promises at once.",
    },
    remedy: { de: "Ergänzen Sie „sameEvent“.", en: "Add sameEvent." },
    find: whereCredits(({ rules, sameEvent }) => rules.length > 1 && sameEvent === undefined, "sameEvent"),
  },
  {
    id: "credits-claim-short",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, credits",
    title: {
      de: "Gutschriften verfallen, wenn sie nicht bald verlangt werden",
      en: "Credits lapse unless they are claimed soon",
    },
    reason: {
      de: "Der Auftraggeber erfährt vom Verfehlen meist erst aus dem Bericht.",
      en: "The client usually learns of a miss from the report only.",
    },
    remedy: {
      de: "Lassen Sie ohne Verlangen gutschreiben („automatic: true“), oder geben Sie mindestens 30 Tage.",
      en: "Credit without being asked (automatic: true), or give at least 30 days.",
    },
    find: whereCredits(({ claim }) => claim?.automatic === false && (claim.withinDays ?? 0) < 30, "claim"),
  },
  {
    id: "credits-steps-overlap",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-parts.md §4",
    title: { de: "Stufen von „{credit}“ überschneiden sich", en: "Steps of “{credit}” overlap" },
    reason: { de: "Für einen Wert gälten zwei Gutschriften.", en: "Two credits would hold for one value." },
    remedy: {
      de: "Lassen Sie jede Stufe dort beginnen, wo die nächste endet.",
      en: "Let each step begin where the next ends.",
    },
    find: whereRule((rule) => rule.kind === "tiers" && seamsOf(rule).includes(-1), "tiers"),
  },
  {
    id: "credits-steps-gap",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-parts.md §4",
    title: { de: "Zwischen Stufen von „{credit}“ ist eine Lücke", en: "There is a gap between steps of “{credit}”" },
    reason: {
      de: "Für einen Wert in der Lücke gibt es keine Gutschrift, obwohl ein besserer Wert eine ergibt.",
      en: "A value in the gap gives no credit, although a better one does.",
    },
    remedy: { de: "Schließen Sie die Stufen aneinander an.", en: "Join the steps." },
    find: whereRule((rule) => rule.kind === "tiers" && seamsOf(rule).includes(1), "tiers"),
  },
  {
    id: "credits-steps-miss-target",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-parts.md §4",
    title: {
      de: "Die Stufen von „{credit}“ enden nicht bei der Zusage von {target}",
      en: "The steps of “{credit}” do not end at the promised {target}",
    },
    reason: {
      de: "Entweder bleibt ein Verfehlen ohne Gutschrift, oder es wird gutgeschrieben, obwohl die Zusage gehalten ist.",
      en: "Either a miss gives no credit, or a kept promise does.",
    },
    remedy: {
      de: "Lassen Sie die oberste Stufe bei der Zusage enden („below“).",
      en: "End the highest step at the promise (below).",
    },
    find: (contract) =>
      placed(contract.credits?.rules, "credits", "rules").flatMap(({ entry, path }) => {
        const target = targetOfRule(entry, contract);
        if (entry.kind !== "tiers" || target === undefined) return [];
        return hitIf(endOf(entry) !== millionths(target) * 2n, [...path, "tiers"], { credit: entry.id, target });
      }),
  },
  {
    id: "credits-started-step-open",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-parts.md §4",
    title: {
      de: "Ob bei „{credit}“ angefangene Schritte zählen, ist offen",
      en: "Whether started steps count for “{credit}” is open",
    },
    reason: {
      de: "Bei Schritten von einer Stunde macht das bis zu einer ganzen Stunde aus.",
      en: "With steps of an hour it makes up to a whole hour.",
    },
    remedy: { de: "Ergänzen Sie „started“.", en: "Add started." },
    find: whereRule((rule) => rule.kind === "linear" && rule.started === undefined),
  },
  {
    id: "credits-points-without-table",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-parts.md §4",
    title: {
      de: "„{credit}“ zählt Punkte, die nichts wert sind",
      en: "“{credit}” counts points that are worth nothing",
    },
    reason: {
      de: "Es fehlt die Tabelle, die aus Punkten Geld macht.",
      en: "The table that turns points into money is missing.",
    },
    remedy: { de: "Ergänzen Sie „pointTable“.", en: "Add pointTable." },
    find: ({ credits }) =>
      placed(credits?.rules, "credits", "rules").flatMap(({ entry, path }) =>
        hitIf(entry.kind === "points" && (credits?.pointTable ?? []).length === 0, path, { credit: entry.id }),
      ),
  },
  {
    id: "credits-weights-not-whole",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-parts.md §4",
    title: { de: "Die Gewichte ergeben {sum} % statt 100 %", en: "The weights make {sum} % instead of 100 %" },
    reason: {
      de: "Der Betrag im Risiko wird nie oder mehr als ganz verteilt.",
      en: "The amount at risk is never, or more than fully, given.",
    },
    remedy: { de: "Prüfen Sie die Gewichte.", en: "Check the weights." },
    find: ({ credits }) => {
      const weights = (credits?.rules ?? []).flatMap((rule) => (rule.kind === "weight" ? [rule.weightPercent] : []));
      const sum = sumOf(weights);
      return hitIf(weights.length > 0 && sum !== millionths("100"), ["credits", "rules"], { sum: decimalText(sum) });
    },
  },
  {
    id: "credits-basis-without-amount",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-parts.md §4",
    title: {
      de: "„{credit}“ rechnet mit einem Betrag, der nirgends steht",
      en: "“{credit}” takes a share of an amount that is nowhere",
    },
    reason: { de: "Die Höhe der Gutschrift lässt sich nicht berechnen.", en: "The credit cannot be calculated." },
    remedy: {
      de: "Ergänzen Sie „amountAtRisk“, oder nennen Sie eine andere Grundlage.",
      en: "Add amountAtRisk, or name another basis.",
    },
    find: whereRule(
      ({ basis, amountAtRisk, kind, ...rule }) =>
        (basis === "amount-at-risk" && amountAtRisk === undefined) ||
        (basis === "none" && kind === "linear" && "creditPercent" in rule && rule.creditPercent !== undefined),
    ),
  },
  {
    id: "credits-lapse-at-end",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/contract-checks.md, credits",
    title: {
      de: "Was am Ende des Vertrags aus offenen Gutschriften wird, ist offen oder zulasten des Auftraggebers",
      en: "What becomes of open credits at the end of the contract is open or at the client's cost",
    },
    reason: {
      de: "Nach der letzten Rechnung gibt es keine mehr, von der sie abgezogen werden könnten.",
      en: "After the last invoice there is none from which they could be taken.",
    },
    remedy: { de: "Schreiben Sie „afterEnd: paid-out“.", en: "Write afterEnd: paid-out." },
    find: whereCredits(({ afterEnd }) => afterEnd !== "paid-out", "afterEnd"),
  },
  {
    id: "credits-no-termination",
    severity: "hint",
    basis: "standard",
    source: "BSI OPS.2.3.A14",
    title: {
      de: "Wiederholtes Verfehlen gibt kein Kündigungsrecht",
      en: "Repeated misses give no right to end the contract",
    },
    reason: {
      de: "Gutschriften allein machen aus einer schlechten Leistung keine gute.",
      en: "Credits alone do not make a bad service a good one.",
    },
    remedy: { de: "Ergänzen Sie „termination“.", en: "Add termination." },
    find: whereCredits(({ termination }) => termination === undefined, "termination"),
  },
]);

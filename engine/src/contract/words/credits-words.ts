/** Words for what missed promises cost. */
import { levels } from "./levels-words.ts";
import type { PartWords } from "./part-words.ts";

/** What every rule of a credit says, whatever its kind. */
const rule: PartWords[string] = {
  id: {
    de: ["Kennung", "Kurzer Name der Gutschriftsregel."],
    en: ["Identifier", "Short name of the credit rule."],
  },
  availability: {
    de: ["Verfügbarkeitszusage", "Zusage, deren Verfehlen gutgeschrieben wird."],
    en: ["Promise of availability", "Promise whose miss is credited."],
  },
  kpi: {
    de: ["Kennzahl", "Kennzahl, deren Verfehlen gutgeschrieben wird."],
    en: ["Key figure", "Key figure whose miss is credited."],
  },
  level: {
    de: ["Art der Frist", "Frist, bei der jede Überschreitung gutgeschrieben wird."],
    en: ["Kind of agreed time", "Agreed time of which each miss is credited."],
    values: levels,
  },
  priorities: {
    de: ["Prioritäten", "Prioritäten, für die die Regel gilt; ohne Angabe alle."],
    en: ["Priorities", "Priorities for which the rule holds; without them all."],
  },
  services: {
    de: ["Leistungen", "Leistungen, deren Entgelt die Grundlage ist; ohne Angabe die der Zusage."],
    en: ["Services", "Services whose fee is the basis; without them those of the promise."],
  },
  basis: {
    de: ["Berechnungsgrundlage", "Wovon die Prozentsätze berechnet werden."],
    en: ["Basis", "What percentages are taken of."],
    values: {
      "service-fee": ["Entgelt der Leistung im Zeitraum", "the service's fee of the period"],
      "contract-fee": ["Entgelt des Vertrags im Zeitraum", "the contract's fee of the period"],
      "affected-units": ["Entgelt der betroffenen Einheiten", "the fee of the affected units"],
      "fee-of-downtime": ["Entgelt der ausgefallenen Zeit", "the fee of the lost time"],
      "amount-at-risk": ["vereinbarter Risikobetrag", "an agreed amount at risk"],
      none: ["keine", "none"],
    },
  },
  amountAtRisk: {
    de: ["Risikobetrag", "Betrag, der in einem Zeitraum höchstens auf dem Spiel steht."],
    en: ["Amount at risk", "Amount of a period that is at risk."],
  },
  capPercent: {
    de: ["Deckel der Regel (Prozent)", "Höchste Gutschrift dieser Regel im Zeitraum, als Anteil der Grundlage."],
    en: ["Cap of the rule (percent)", "Largest credit of this rule in a period, as share of the basis."],
  },
  exclusionMinutes: {
    de: ["Bagatellgrenze (Minuten)", "Überschreitungen bis zu dieser Dauer werden nicht gutgeschrieben."],
    en: ["Not counted up to (minutes)", "Misses of at most these minutes are not credited."],
  },
};

const RULES = ["CreditByTiers", "CreditByShortfall", "CreditByPoints", "CreditByWeight", "CreditByLostTime"];

const kind = (value: string, de: string, en: string): PartWords[string] => ({
  kind: {
    de: ["Art der Gutschrift", "Wie die Gutschrift berechnet wird."],
    en: ["Kind of credit", "How the credit is calculated."],
    values: { [value]: [de, en] },
  },
});

const Credits: PartWords[string] = {
  legalNature: {
    de: ["Rechtliche Einordnung", "Was eine Gutschrift rechtlich ist."],
    en: ["Legal nature", "What a credit is in law."],
    values: {
      "price-reduction": ["Minderung des Preises", "price reduction"],
      penalty: ["Vertragsstrafe", "contractual penalty"],
      "lump-damages": ["pauschalierter Schadensersatz", "liquidated damages"],
    },
  },
  againstDamages: {
    de: ["Verhältnis zum Schadensersatz", "Was eine Gutschrift für weiteren Schadensersatz bedeutet."],
    en: ["Relation to damages", "What a credit means for further damages."],
    values: {
      "set-off": ["wird angerechnet", "set off against them"],
      "in-addition": ["kommt hinzu", "owed beside them"],
      exclusive: ["schließt ihn aus", "the only remedy"],
    },
  },
  faultRequired: {
    de: ["Nur bei Verschulden", "Ob eine Gutschrift ein Verschulden des Dienstleisters voraussetzt."],
    en: ["Only if at fault", "Whether a credit needs the provider's fault."],
  },
  reservation: {
    de: ["Vorbehalt der Vertragsstrafe", "Bis wann eine Vertragsstrafe vorbehalten werden muss."],
    en: ["Reservation of the penalty", "Until when a penalty must be reserved."],
    values: {
      "at-acceptance": ["bei der Abnahme", "at acceptance"],
      "until-final-invoice": ["bis zur Schlussrechnung", "until the final invoice"],
      "not-needed": ["nicht nötig", "not needed"],
    },
  },
  sameEvent: {
    de: ["Mehrere Regeln für ein Ereignis", "Was gilt, wenn ein Ereignis mehrere Regeln auslöst."],
    en: ["Several rules for one event", "What holds if several rules apply to one event."],
    values: {
      highest: ["nur die höchste Gutschrift zählt", "only the highest credit counts"],
      "add-up": ["alle werden addiert", "all add up"],
    },
  },
  caps: {
    de: ["Deckelung", "Wie hoch Gutschriften höchstens werden."],
    en: ["Caps", "How large credits may become."],
    of: "CreditCaps",
  },
  minimumAmount: {
    de: ["Bagatellgrenze (Betrag)", "Gutschriften bis zu diesem Betrag entfallen."],
    en: ["Minimum amount", "Credits up to this amount are not given."],
  },
  claim: {
    de: ["Geltendmachung", "Wie eine Gutschrift verlangt wird."],
    en: ["Claim", "How a credit is claimed."],
    of: "CreditClaim",
  },
  settlement: {
    de: ["Auszahlung", "Auf welchem Weg eine Gutschrift gewährt wird."],
    en: ["Settlement", "How a credit is given."],
    values: {
      "next-invoice": ["mit der nächsten Rechnung", "with the next invoice"],
      "credit-note": ["als eigene Gutschrift", "as a credit note"],
      "future-payments": ["Verrechnung mit künftigen Zahlungen", "against future payments"],
      payout: ["als Zahlung", "as a payment"],
    },
  },
  afterEnd: {
    de: ["Nach Vertragsende", "Was mit offenen Gutschriften geschieht, wenn der Vertrag endet."],
    en: ["After the end of the contract", "What becomes of credits when the contract ends."],
    values: { "paid-out": ["werden ausgezahlt", "paid out"], void: ["verfallen", "void"] },
  },
  voidWhen: {
    de: ["Keine Gutschrift, wenn", "Fälle, in denen keine Gutschrift gewährt wird."],
    en: ["No credit when", "Cases in which no credit is given."],
  },
  earnBack: {
    de: ["Rückverdienst", "Wann eine Gutschrift durch spätere gute Werte wieder entfällt."],
    en: ["Earn-back", "When a credit is cancelled by later good values."],
    of: "EarnBack",
  },
  pointTable: {
    de: ["Punktetabelle", "Was die Punkte eines Zeitraums wert sind."],
    en: ["Table of points", "What the points of a period are worth."],
    each: "PointStep",
  },
  rules: {
    de: ["Gutschriftsregeln", "Was bei welcher Verfehlung gutgeschrieben wird."],
    en: ["Credit rules", "What is credited for which miss."],
    each: RULES,
  },
  termination: {
    de: ["Kündigungsrecht", "Nach wie vielen Verfehlungen der Auftraggeber kündigen darf."],
    en: ["Right to end the contract", "After how many misses the client may end the contract."],
    of: "MissTermination",
  },
  stabilisationHours: {
    de: ["Einschwingzeit (Stunden)", "So viele Stunden nach dem Start einer Leistung wird nichts gutgeschrieben."],
    en: ["Stabilisation (hours)", "Hours after a service goes live in which nothing is credited."],
  },
};

export const creditsParts: PartWords = {
  Credits,
  CreditCaps: {
    servicePercent: {
      de: ["Je Leistung (Prozent)", "Höchste Gutschrift im Zeitraum für eine Leistung, als Anteil ihres Entgelts."],
      en: ["Per service (percent)", "Largest credit of a period for one service, as share of its fee."],
    },
    periodPercent: {
      de: ["Je Zeitraum (Prozent)", "Höchste Gutschrift im Zeitraum, als Anteil aller Entgelte."],
      en: ["Per period (percent)", "Largest credit of a period, as share of all fees."],
    },
    yearPercent: {
      de: ["Je Vertragsjahr (Prozent)", "Höchste Gutschrift eines Vertragsjahrs, als Anteil seiner Entgelte."],
      en: ["Per contract year (percent)", "Largest credit of a contract year, as share of its fees."],
    },
    contractPercent: {
      de: ["Insgesamt (Prozent)", "Höchste Summe aller Gutschriften, als Anteil des Vertragswerts."],
      en: ["Altogether (percent)", "Largest sum of all credits, as share of the contract's value."],
    },
    trailingDays: {
      de: ["Betrachtete Tage davor", "Die Entgelte dieser Tage vor der Verfehlung bilden den Deckel."],
      en: ["Days before the miss", "Days before the miss whose fees are the cap instead of a period's."],
    },
  },
  CreditClaim: {
    automatic: {
      de: ["Ohne Aufforderung", "Ob der Dienstleister von sich aus gutschreibt."],
      en: ["Without being asked", "Whether the provider credits without being asked."],
    },
    withinDays: {
      de: ["Zu verlangen binnen (Tage)", "Frist, in der der Auftraggeber die Gutschrift verlangen muss."],
      en: ["To be claimed within (days)", "Days within which the client must claim."],
    },
    after: {
      de: ["Frist beginnt mit", "Ab wann diese Frist läuft."],
      en: ["Days count from", "From when these days count."],
      values: {
        event: ["der Verfehlung", "the miss"],
        period: ["dem Ende des Zeitraums", "the end of the period"],
        report: ["dem Bericht", "the report"],
      },
    },
  },
  EarnBack: {
    periods: {
      de: ["Zeiträume in Folge", "So viele Zeiträume in Folge muss das Ziel übertroffen werden."],
      en: ["Periods in a row", "Periods in a row in which the target must be exceeded."],
    },
    byPoints: {
      de: ["Übertroffen um (Prozentpunkte)", "Um so viel muss das Ziel übertroffen werden."],
      en: ["Exceeded by (percentage points)", "Percentage points by which the target must be exceeded."],
    },
    sharePercent: {
      de: ["Anteil (Prozent)", "Anteil der Gutschrift, der zurückverdient wird."],
      en: ["Share (percent)", "Share of the credit that is earned back."],
    },
  },
  PointStep: {
    from: {
      de: ["Ab Punkten", "Ab so vielen Punkten gilt die Stufe."],
      en: ["From points", "Points from which the step holds."],
    },
    creditPercent: {
      de: ["Gutschrift (Prozent)", "Anteil der Entgelte des Zeitraums, der gutgeschrieben wird."],
      en: ["Credit (percent)", "Share of the period's fees that is credited."],
    },
  },
  CreditByTiers: {
    ...kind("tiers", "in Stufen des erreichten Werts", "by steps of the value reached"),
    ...rule,
    tiers: {
      de: ["Stufen", "Welche Stufe gilt, folgt aus ihren Grenzen."],
      en: ["Steps", "Which step holds follows from its bounds."],
      each: "CreditTier",
    },
    countsFrom: {
      de: ["Grenzen meinen", "Was die Grenzen der Stufen bedeuten."],
      en: ["Bounds mean", "What the bounds of the steps mean."],
      values: {
        value: ["den erreichten Wert", "the value reached"],
        breaches: ["die Zahl der Überschreitungen", "the number of misses"],
        shortfall: ["den Abstand zum Ziel", "the points by which the target was missed"],
      },
    },
  },
  CreditTier: {
    atLeast: {
      de: ["Mindestens", "Kleinster Wert der Stufe; er gehört dazu."],
      en: ["At least", "Smallest value of the step, which belongs to it."],
    },
    above: {
      de: ["Mehr als", "Wert, oberhalb dessen die Stufe beginnt."],
      en: ["Above", "Value above which the step begins."],
    },
    below: {
      de: ["Weniger als", "Wert, unterhalb dessen die Stufe liegt."],
      en: ["Below", "Value below which the step lies."],
    },
    atMost: {
      de: ["Höchstens", "Größter Wert der Stufe; er gehört dazu."],
      en: ["At most", "Largest value of the step, which belongs to it."],
    },
    creditPercent: {
      de: ["Gutschrift (Prozent)", "Anteil der Grundlage, der gutgeschrieben wird."],
      en: ["Credit (percent)", "Share of the basis that is credited."],
    },
    creditAmount: {
      de: ["Gutschrift (Betrag)", "Betrag, der gutgeschrieben wird."],
      en: ["Credit (amount)", "Amount that is credited."],
    },
    points: { de: ["Punkte", "Punkte, die gezählt werden."], en: ["Points", "Points that are counted."] },
  },
  CreditByShortfall: {
    ...kind("linear", "wächst mit dem Abstand zum Ziel", "grows with the shortfall"),
    ...rule,
    per: {
      de: ["Je", "Wofür jeweils gutgeschrieben wird."],
      en: ["For each", "What is credited for each time."],
      values: {
        "percent-point": ["Prozentpunkt unter dem Ziel", "percentage point below the target"],
        hour: ["Stunde Verzug oder Ausfall", "hour of delay or downtime"],
        minute: ["Minute Verzug oder Ausfall", "minute of delay or downtime"],
        miss: ["überschrittene Frist", "missed time"],
        period: ["Abschnitt fester Länge", "stretch of a fixed length"],
      },
    },
    step: {
      de: ["Schrittweite", "Größe eines Schritts in dieser Einheit."],
      en: ["Size of a step", "Size of a step in that unit."],
    },
    started: {
      de: ["Angefangene zählen ganz", "Ob ein angefangener Schritt als ganzer zählt."],
      en: ["Started ones count", "Whether a started step counts as a whole one."],
    },
    creditPercent: {
      de: ["Gutschrift je Schritt (Prozent)", "Anteil der Grundlage für jeden Schritt."],
      en: ["Credit per step (percent)", "Share of the basis for each step."],
    },
    creditAmount: {
      de: ["Gutschrift je Schritt (Betrag)", "Betrag für jeden Schritt."],
      en: ["Credit per step (amount)", "Amount for each step."],
    },
    multiple: {
      de: ["Vielfaches je Schritt", "Vielfaches der Grundlage für jeden Schritt."],
      en: ["Multiple per step", "Multiple of the basis for each step."],
    },
  },
  CreditByPoints: {
    ...kind("points", "über Punkte", "by points"),
    ...rule,
    points: { de: ["Punkte", "Punkte für eine Verfehlung."], en: ["Points", "Points for a miss."] },
  },
  CreditByWeight: {
    ...kind("weight", "nach Gewicht der Kennzahl", "by the weight of the figure"),
    ...rule,
    weightPercent: {
      de: ["Gewicht (Prozent)", "Anteil des Risikobetrags, der auf diese Kennzahl entfällt."],
      en: ["Weight (percent)", "Share of the amount at risk that this figure weighs."],
    },
  },
  CreditByLostTime: {
    ...kind("lost-time", "Entgelt der ausgefallenen Zeit", "the fee of the lost time"),
    ...rule,
    multiple: {
      de: ["Vielfaches", "Das Wievielfache des Entgelts der ausgefallenen Zeit gutgeschrieben wird."],
      en: ["Multiple", "Multiple of the fee of the lost time."],
    },
  },
  MissTermination: {
    misses: {
      de: ["Zahl der Verfehlungen", "So oft muss dieselbe Zusage verfehlt worden sein."],
      en: ["Number of misses", "Misses of the same promise."],
    },
    withinMonths: {
      de: ["Binnen (Monate)", "In diesem Zeitraum müssen die Verfehlungen liegen."],
      en: ["Within (months)", "Months within which the misses lie."],
    },
  },
};

/** Service credits as clauses. Source: docs/rules/contract-parts.md §4. */
import type { ContractDocument } from "../document.ts";
import { valueWordOf } from "../field-words.ts";
import type { Block, Cell } from "./blocks.ts";
import { ruleLines, type CreditRule } from "./credit-rules.ts";
import type { Speech } from "./speech.ts";
import {
  asCount,
  asCountAfter,
  asMoney,
  asPercent,
  both,
  chosen,
  column,
  listed,
  paragraph,
  sentence,
  table,
  tell,
  whether,
  type Tellings,
} from "./telling.ts";

type Credits = NonNullable<ContractDocument["credits"]>;
type Caps = NonNullable<Credits["caps"]>;
type Claim = NonNullable<Credits["claim"]>;

const NATURE: readonly Tellings<Credits>[] = [
  {
    legalNature: chosen({
      "price-reduction": [
        "Eine Gutschrift ist rechtlich eine Minderung der Vergütung.",
        "In law a credit is an adjusted price.",
      ],
      penalty: ["Eine Gutschrift ist rechtlich eine Vertragsstrafe.", "In law a credit is a contractual penalty."],
      "lump-damages": [
        "Eine Gutschrift ist rechtlich pauschalierter Schadensersatz.",
        "In law a credit is lump-sum damages.",
      ],
    }),
    againstDamages: chosen({
      "set-off": ["Sie wird auf Schadensersatz angerechnet.", "It is set off against damages."],
      "in-addition": ["Sie ist neben Schadensersatz geschuldet.", "It is owed beside damages."],
      exclusive: ["Sie ist der einzige Anspruch wegen der Verfehlung.", "It is the only remedy."],
    }),
    faultRequired: whether(
      ["Sie setzt ein Verschulden des Auftragnehmers voraus.", "It needs the Provider’s fault."],
      ["Sie setzt kein Verschulden des Auftragnehmers voraus.", "It does not need the Provider’s fault."],
    ),
    reservation: chosen({
      "at-acceptance": [
        "Eine Vertragsstrafe ist bei der Abnahme vorzubehalten.",
        "A penalty must be reserved at acceptance.",
      ],
      "until-final-invoice": [
        "Eine Vertragsstrafe kann bis zur Schlussrechnung vorbehalten werden.",
        "A penalty may be reserved until the final invoice.",
      ],
      "not-needed": ["Ein Vorbehalt der Vertragsstrafe ist nicht nötig.", "A penalty need not be reserved."],
    }),
  },
];

const TERMS: readonly Tellings<Credits>[] = [
  {
    sameEvent: chosen({
      highest: [
        "Greifen für ein Ereignis mehrere Regeln, zählt nur die höchste Gutschrift.",
        "Where several rules hold for one event, only the highest credit counts.",
      ],
      "add-up": [
        "Greifen für ein Ereignis mehrere Regeln, werden die Gutschriften zusammengezählt.",
        "Where several rules hold for one event, the credits add up.",
      ],
    }),
    minimumAmount: sentence(
      asMoney,
      "Gutschriften bis zu {value} werden nicht gewährt.",
      "Credits up to {value} are not given.",
    ),
  },
  {
    settlement: chosen({
      "next-invoice": [
        "Gutschriften werden mit der nächsten Rechnung verrechnet.",
        "Credits are given with the next invoice.",
      ],
      "credit-note": [
        "Gutschriften werden durch eine Gutschriftsanzeige erteilt.",
        "Credits are given by a credit note.",
      ],
      "future-payments": [
        "Gutschriften werden mit künftigen Zahlungen verrechnet.",
        "Credits are set against future payments.",
      ],
      payout: ["Gutschriften werden ausgezahlt.", "Credits are paid out."],
    }),
    afterEnd: chosen({
      "paid-out": [
        "Endet der Vertrag, werden offene Gutschriften ausgezahlt.",
        "When the contract ends, open credits are paid out.",
      ],
      void: ["Endet der Vertrag, verfallen offene Gutschriften.", "When the contract ends, open credits are void."],
    }),
  },
  {
    voidWhen: listed(
      ["Keine Gutschrift entsteht, wenn:", "No credit is given when:"],
      [
        "Fälle, in denen keine Gutschrift entsteht, sind nicht vereinbart.",
        "There are no cases in which no credit is given.",
      ],
    ),
  },
  {
    stabilisationHours: sentence(
      asCount("hour"),
      "Nach der Inbetriebnahme einer Leistung entstehen {value} lang keine Gutschriften.",
      "For {value} after a service goes live nothing is credited.",
    ),
    earnBack: ({ periods, byPoints, sharePercent }, speech) =>
      speech.in(
        both(
          "Wird das Ziel in {periods} in Folge um {points} Prozentpunkte übertroffen, werden {share} der Gutschrift zurückverdient.",
          "If the target is exceeded in {periods} in a row by {points} percentage points, {share} of the credit is earned back.",
        ),
        {
          periods: speech.countAfter(periods, "period"),
          points: speech.number(byPoints),
          share: speech.percent(sharePercent),
        },
      ),
    termination: ({ misses, withinMonths }, speech) =>
      speech.in(
        both(
          "Nach {misses} derselben Zusage innerhalb von {months} kann der Auftraggeber den Vertrag kündigen.",
          "After {misses} of the same promise within {months} the Client may end the contract.",
        ),
        { misses: speech.countAfter(misses, "miss"), months: speech.countAfter(withinMonths, "month") },
      ),
  },
];

const CAPS: Tellings<Caps> = {
  servicePercent: sentence(
    asPercent,
    "Die Gutschriften eines Zeitraums betragen für eine Leistung höchstens {value} ihrer Vergütung.",
    "The credits of a period are for one service at most {value} of its fee.",
  ),
  periodPercent: sentence(
    asPercent,
    "Die Gutschriften eines Zeitraums betragen insgesamt höchstens {value} der Vergütung.",
    "The credits of a period are in all at most {value} of the fees.",
  ),
  yearPercent: sentence(
    asPercent,
    "Die Gutschriften eines Vertragsjahres betragen höchstens {value} der Jahresvergütung.",
    "The credits of a contract year are at most {value} of its fees.",
  ),
  contractPercent: sentence(
    asPercent,
    "Alle Gutschriften zusammen betragen höchstens {value} des Vertragswerts.",
    "All credits together are at most {value} of the contract’s value.",
  ),
  trailingDays: sentence(
    asCount("day"),
    "Maßgeblich ist die Vergütung der letzten {value} vor der Verfehlung.",
    "What counts are the fees of the last {value} before the miss.",
  ),
};

const CLAIM: Tellings<Claim> = {
  automatic: whether(
    ["Der Auftragnehmer gewährt Gutschriften ohne Aufforderung.", "The Provider credits without being asked."],
    ["Der Auftraggeber muss Gutschriften geltend machen.", "The Client must claim credits."],
  ),
  withinDays: sentence(
    asCountAfter("day"),
    "Sie sind innerhalb von {value} geltend zu machen.",
    "They must be claimed within {value}.",
  ),
  after: chosen({
    event: ["Die Frist läuft ab der Verfehlung.", "The days count from the miss."],
    period: ["Die Frist läuft ab dem Ende des Zeitraums.", "The days count from the end of the period."],
    report: ["Die Frist läuft ab dem Bericht.", "The days count from the report."],
  }),
};

export function creditBlocks(credits: Credits, speech: Speech): readonly Block[] {
  const { caps, claim, pointTable, rules } = credits;
  return [
    ...rulesBlocks(rules, speech),
    ...points(pointTable, speech),
    ...tell("Credits", credits, NATURE, speech, Object.keys(credits) as (keyof Credits)[]),
    ...(caps === undefined ? [] : tell("CreditCaps", caps, [CAPS], speech)),
    ...(claim === undefined ? [] : tell("CreditClaim", claim, [CLAIM], speech)),
    ...tell("Credits", credits, TERMS, speech, [
      "rules",
      "caps",
      "claim",
      "pointTable",
      ...NATURE.flatMap((group) => Object.keys(group) as (keyof Credits)[]),
    ]),
  ];
}

function rulesBlocks(rules: readonly CreditRule[], speech: Speech): readonly Block[] {
  if (rules.length === 0)
    return [
      paragraph(
        speech.in(
          both(
            "Gutschriften für verfehlte Zusagen sind keine vereinbart.",
            "No credits for missed promises are agreed.",
          ),
        ),
      ),
    ];
  const columns = [
    column(speech, both("Regel", "Rule"), 4),
    column(speech, both("Verfehlte Zusage", "Missed promise"), 6),
    column(speech, both("Gutschrift", "Credit"), 8),
  ];
  const rows = rules.map((rule): readonly Cell[] => {
    const { promise, credit } = ruleLines(rule, speech);
    return [[rule.id, speech.in(valueWordOf(DEFINITION[rule.kind], "basis", rule.basis))], promise, credit];
  });
  const lead = both(
    "Verfehlt der Auftragnehmer eine Zusage, entsteht eine Gutschrift nach den folgenden Regeln. Unter der Regel steht, wovon Prozentsätze berechnet werden.",
    "Where the Provider misses a promise, a credit arises by the following rules. Under each rule stands what percentages are taken of.",
  );
  return [paragraph(speech.in(lead)), ...table(speech.in(both("Gutschriften", "Credits")), columns, rows)];
}

const DEFINITION: Readonly<Record<CreditRule["kind"], string>> = {
  tiers: "CreditByTiers",
  linear: "CreditByShortfall",
  points: "CreditByPoints",
  weight: "CreditByWeight",
  "lost-time": "CreditByLostTime",
};

function points(steps: Credits["pointTable"], speech: Speech): readonly Block[] {
  if (steps === undefined || steps.length === 0) return [];
  const columns = [
    column(speech, both("Punkte ab", "Points from"), 2, true),
    column(speech, both("Gutschrift von der Vergütung des Zeitraums", "Credit of the period’s fees"), 4, true),
  ];
  const rows = steps.map(({ from, creditPercent }) => [[speech.number(from)], [speech.percent(creditPercent)]]);
  const lead = both(
    "Die Punkte eines Zeitraums werden zusammengezählt; es gilt die höchste erreichte Zeile.",
    "The points of a period add up; the highest line that they reach holds.",
  );
  return [paragraph(speech.in(lead)), ...table(speech.in(both("Punktetabelle", "Table of points")), columns, rows)];
}

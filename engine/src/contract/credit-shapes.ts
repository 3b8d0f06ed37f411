/** KPIs and service credits in the contract document. Source: product.md §11; docs/rules/contract-parts.md §3, §4. */
import { z } from "zod";
import { Amount, Days, Hours, LIST_MAX, may, must, Name, Names, Percent, Quantity, Text, Texts } from "./names.ts";

const LevelName = z.enum(["response", "update", "restore", "resolve"]);

export const Kpi = z
  .strictObject({
    id: must(Name, "Name by which credits and reports refer to the KPI.", "p1-response"),
    name: must(Text, "Name as people read it.", "P1 answered in time"),
    measure: must(
      z.enum([
        "attainment",
        "mean-time",
        "first-contact-resolution",
        "backlog",
        "backlog-age",
        "reopen-rate",
        "change-success",
        "patch-compliance",
        "backup-success",
        "restore-tests",
        "satisfaction",
        "availability",
        "monitoring-coverage",
        "documentation-coverage",
        "recurrence",
        "report-punctuality",
        "calls-answered",
        "other",
      ]),
      "What is measured; the formulas are in docs/rules/contract-parts.md §3.",
      "attainment",
    ),
    formula: may(Text, "The formula in words; needed for the measure other.", "Calls answered in 20 s / all calls"),
    level: may(LevelName, "Level whose clocks are measured, for attainment and mean-time.", "response"),
    priorities: may(Names, "Priorities for which it holds; without them all.", ["P1"]),
    services: may(Names, "Services for which it holds, by id; without them all.", ["workplace"]),
    availability: may(Name, "Availability objective that is measured, by id.", "mail-availability"),
    target: must(Quantity, "Value to be reached.", "95"),
    unit: must(z.enum(["percent", "hours", "days", "count", "points"]), "Unit of the value.", "percent"),
    direction: must(
      z.enum(["at-least", "at-most"]).default("at-least"),
      "Whether the value must reach the target or may not exceed it.",
      "at-least",
    ),
    withinSeconds: may(z.int().min(1).max(86_400), "Time within which a call is answered, for calls-answered.", 180),
    withinDays: may(Days, "Days that belong to the measure: patches installed within, tests in the last.", 14),
    period: must(z.enum(["month", "quarter", "half-year", "year"]).default("month"), "Period of the value.", "month"),
    source: may(Text, "Where the figures come from.", "Tickets of this contract"),
  })
  .meta({
    id: "Kpi",
    description: "A key performance indicator with its target.",
    examples: [{ id: "p1", name: "P1", measure: "attainment", level: "response", target: "95", unit: "percent" }],
  });

/** The bounds of a step: real contracts say "at least / below", others "above / at most". */
const bounds = {
  atLeast: may(Percent, "Smallest value of the step, which belongs to it.", "99"),
  above: may(Percent, "Value above which the step begins.", "99"),
  below: may(Percent, "Value below which the step lies.", "99.5"),
  atMost: may(Percent, "Largest value of the step, which belongs to it.", "99.5"),
};

const Tier = z
  .strictObject({
    ...bounds,
    creditPercent: may(Percent, "Share of the basis that is credited.", "10"),
    creditAmount: may(Amount, "Amount that is credited.", "150.00"),
    points: may(z.int().min(0).max(100_000), "Points that are counted.", 10),
  })
  .meta({
    id: "CreditTier",
    description: "A step of reached values and what it is worth. A side without bound is open.",
    examples: [{ atLeast: "99", below: "99.5", creditPercent: "10" }],
  });

const common = {
  id: must(Name, "Name of the rule.", "mail-credit"),
  availability: may(Name, "Availability objective whose miss is credited, by id.", "mail-availability"),
  kpi: may(Name, "KPI whose miss is credited, by id.", "p1-response"),
  level: may(LevelName, "Level of which each missed clock is credited.", "response"),
  priorities: may(Names, "Priorities for which it holds, with level; without them all.", ["P1"]),
  services: may(Names, "Services whose fee is the basis, by id; without them those of the objective.", ["m365"]),
  basis: must(
    z
      .enum(["service-fee", "contract-fee", "affected-units", "fee-of-downtime", "amount-at-risk", "none"])
      .default("service-fee"),
    "What percentages are taken of: the period's fee of the service or of the contract, of the affected units, the fee of the lost time, or an amount at risk.",
    "service-fee",
  ),
  amountAtRisk: may(Amount, "Amount of a period that is at risk, for the basis amount-at-risk.", "500.00"),
  capPercent: may(Percent, "Largest credit of this rule in a period, as share of the basis.", "100"),
  exclusionMinutes: may(z.int().min(0).max(44_640), "Misses of at most these minutes are not credited.", 15),
};

const CreditRule = z.discriminatedUnion(
  "kind",
  [
    z
      .strictObject({
        kind: must(z.literal("tiers"), "Steps of the value that was reached.", "tiers"),
        ...common,
        tiers: must(z.array(Tier).min(1).max(100), "Steps; which one holds follows from its bounds.", [
          { below: "99.5", creditPercent: "10" },
        ]),
        countsFrom: must(
          z.enum(["value", "breaches", "shortfall"]).default("value"),
          "What the bounds mean: the value reached, the number of misses in the period, or the points by which the target was missed.",
          "value",
        ),
      })
      .meta({
        id: "CreditByTiers",
        description: "A credit by steps.",
        examples: [
          { kind: "tiers", id: "mail", availability: "mail", tiers: [{ below: "99.5", creditPercent: "10" }] },
        ],
      }),
    z
      .strictObject({
        kind: must(z.literal("linear"), "So much for each step of the shortfall.", "linear"),
        ...common,
        per: must(
          z.enum(["percent-point", "hour", "minute", "miss", "period"]),
          "What a step is: a percentage point below the target, an hour or minute of delay or downtime, a missed clock, a period of the length stepMinutes.",
          "percent-point",
        ),
        step: must(Quantity.default("1"), "Size of a step in that unit.", "0.1"),
        started: may(z.boolean(), "Whether a started step counts as a whole one; without it nobody has said.", true),
        creditPercent: may(Percent, "Share of the basis for each step.", "5"),
        creditAmount: may(Amount, "Amount for each step.", "50.00"),
        multiple: may(Quantity, "Multiple of the basis for each step.", "50"),
      })
      .meta({
        id: "CreditByShortfall",
        description: "A credit that grows with the shortfall.",
        examples: [{ kind: "linear", id: "late", level: "resolve", per: "hour", creditPercent: "10" }],
      }),
    z
      .strictObject({
        kind: must(
          z.literal("points"),
          "Points for each miss, which the table of points turns into a credit.",
          "points",
        ),
        ...common,
        points: must(z.int().min(1).max(100_000), "Points for a miss.", 10),
      })
      .meta({
        id: "CreditByPoints",
        description: "Points for a miss.",
        examples: [{ kind: "points", id: "p1-points", kpi: "p1-response", points: 10 }],
      }),
    z
      .strictObject({
        kind: must(z.literal("weight"), "A share of the amount at risk.", "weight"),
        ...common,
        weightPercent: must(Percent, "Share of the amount at risk that the KPI weighs.", "40"),
      })
      .meta({
        id: "CreditByWeight",
        description: "A credit by the weight of the KPI.",
        examples: [{ kind: "weight", id: "w", kpi: "p1", basis: "amount-at-risk", weightPercent: "40" }],
      }),
    z
      .strictObject({
        kind: must(z.literal("lost-time"), "The fee of the time that was lost.", "lost-time"),
        ...common,
        multiple: must(Quantity.default("1"), "Multiple of the fee of the lost time.", "50"),
      })
      .meta({
        id: "CreditByLostTime",
        description: "A credit for the time that was lost.",
        examples: [{ kind: "lost-time", id: "lost", availability: "mail", basis: "fee-of-downtime", multiple: "50" }],
      }),
  ],
  { error: "expected a kind of credit: tiers, linear, points, weight or lost-time" },
);

const Caps = z
  .strictObject({
    servicePercent: may(Percent, "Largest credit of a period for one service, as share of its fee.", "50"),
    periodPercent: may(Percent, "Largest credit of a period, as share of all fees.", "15"),
    yearPercent: may(Percent, "Largest credit of a contract year, as share of its fees.", "10"),
    contractPercent: may(Percent, "Largest sum of all credits, as share of the contract's value.", "5"),
    trailingDays: may(Days, "Days before the miss whose fees are the cap instead of a period's.", 30),
  })
  .meta({ id: "CreditCaps", description: "How large credits may become.", examples: [{ periodPercent: "15" }] });

const EarnBack = z
  .strictObject({
    periods: must(z.int().min(1).max(24), "Periods in a row in which the target must be exceeded.", 3),
    byPoints: must(Quantity, "Percentage points by which it must be exceeded.", "0.2"),
    sharePercent: must(Percent.default("100"), "Share of the credit that is earned back.", "100"),
  })
  .meta({
    id: "EarnBack",
    description: "When a credit is cancelled by later good values.",
    examples: [{ periods: 3, byPoints: "0.2" }],
  });

const Claim = z
  .strictObject({
    automatic: must(z.boolean().default(true), "Whether the provider credits without being asked.", true),
    withinDays: may(Days, "Days within which the client must claim.", 30),
    after: may(
      z.enum(["event", "period", "report"]),
      "From when the days count: the miss, the end of the period, or the report.",
      "period",
    ),
  })
  .meta({ id: "CreditClaim", description: "How a credit is claimed.", examples: [{ automatic: true }] });

const PointStep = z
  .strictObject({
    from: must(z.int().min(1).max(1_000_000), "Points from which the step holds.", 20),
    creditPercent: must(Percent, "Share of the period's fees that is credited.", "6"),
  })
  .meta({ id: "PointStep", description: "What points are worth.", examples: [{ from: 20, creditPercent: "6" }] });

export const Credits = z
  .strictObject({
    legalNature: may(
      z.enum(["price-reduction", "penalty", "lump-damages"]),
      "What a credit is in law: an adjusted price, a contractual penalty, or lump-sum damages.",
      "price-reduction",
    ),
    againstDamages: may(
      z.enum(["set-off", "in-addition", "exclusive"]),
      "What a credit means for damages: set off against them, owed beside them, or the only remedy.",
      "set-off",
    ),
    faultRequired: may(z.boolean(), "Whether a credit needs the provider's fault.", false),
    reservation: may(
      z.enum(["at-acceptance", "until-final-invoice", "not-needed"]),
      "Until when a penalty must be reserved.",
      "until-final-invoice",
    ),
    sameEvent: may(
      z.enum(["highest", "add-up"]),
      "Several rules for one event: only the highest credit counts, or they add up.",
      "highest",
    ),
    caps: may(Caps, "How large credits may become.", { periodPercent: "15" }),
    minimumAmount: may(Amount, "Credits up to this amount are not given.", "1.00"),
    claim: may(Claim, "How a credit is claimed.", { automatic: true }),
    settlement: may(
      z.enum(["next-invoice", "credit-note", "future-payments", "payout"]),
      "How a credit is given.",
      "next-invoice",
    ),
    afterEnd: may(z.enum(["paid-out", "void"]), "What becomes of credits when the contract ends.", "paid-out"),
    voidWhen: may(Texts, "When a credit is not given.", ["An undisputed invoice is overdue by more than 30 days"]),
    earnBack: may(EarnBack, "When a credit is cancelled by later good values.", { periods: 3, byPoints: "0.2" }),
    pointTable: may(z.array(PointStep).max(100), "What the points of a period are worth.", [
      { from: 10, creditPercent: "2" },
    ]),
    rules: must(z.array(CreditRule).max(LIST_MAX), "What is credited for which miss.", [
      { kind: "tiers", id: "mail", availability: "mail", tiers: [{ below: "99.5", creditPercent: "10" }] },
    ]),
    termination: may(
      z
        .strictObject({
          misses: must(z.int().min(1).max(100), "Misses of the same promise.", 3),
          withinMonths: must(z.int().min(1).max(60), "Months within which they lie.", 6),
        })
        .meta({ id: "MissTermination", description: "Misses that give a right to end the contract." }),
      "After how many misses the client may end the contract.",
      { misses: 3, withinMonths: 6 },
    ),
    stabilisationHours: may(Hours, "Hours after a service goes live in which nothing is credited.", 336),
  })
  .meta({ id: "Credits", description: "What missed promises cost.", examples: [{ rules: [] }] });

/** Prices, indexation and invoices in the contract document. Source: product.md §12; docs/rules/contract-parts.md §5. */
import { z } from "zod";
import { IsoDate } from "../calendar/definition.ts";
import { Amount, Currency, Days, LIST_MAX, may, Month, must, Name, Names, Percent, Quantity, Text } from "./names.ts";

const Period = z.enum(["month", "quarter", "half-year", "year"]);

const Step = z
  .strictObject({
    from: must(z.int().min(0).max(10_000_000), "Quantity from which the step holds.", 11),
    price: must(Amount, "Price of a unit in the step.", "42.00"),
  })
  .meta({ id: "PriceStep", description: "A step of a tiered price.", examples: [{ from: 11, price: "42.00" }] });

const Counting = z
  .strictObject({
    rule: must(
      z.enum(["on-day", "average", "peak", "agreed"]),
      "How units are counted: on a day of the period, as the average of its days, at the peak, or as agreed under quantities.",
      "on-day",
    ),
    day: may(z.int().min(1).max(31), "Day of the month on which is counted; a later day than the last is the last.", 1),
    proRata: must(
      z.enum(["none", "daily", "from-next-month"]).default("none"),
      "Units that come or go within the period: a whole period, by days, or from the next month.",
      "daily",
    ),
    source: may(Text, "Where the count comes from.", "Enabled accounts of the directory"),
  })
  .meta({ id: "Counting", description: "How units are counted.", examples: [{ rule: "on-day", day: 1 }] });

const Surcharge = z
  .strictObject({
    id: must(Name, "Name of the surcharge.", "night"),
    name: must(Text, "Name as people read it.", "Nachtzuschlag"),
    percent: must(Percent, "Surcharge on the hourly rate.", "50"),
    inside: may(Name, "Calendar in whose hours it applies.", "night"),
    outside: may(Name, "Calendar outside whose hours it applies.", "office"),
    fromHours: may(Quantity, "Hours of a month from which it applies.", "20"),
  })
  .meta({
    id: "Surcharge",
    description: "A surcharge on hourly rates.",
    examples: [{ id: "night", name: "Nachtzuschlag", percent: "50", outside: "office" }],
  });

const Travel = z
  .strictObject({
    kind: must(
      z.enum(["included", "flat", "per-kilometre", "hourly"]),
      "How travelling is charged; hourly at the role's rate.",
      "flat",
    ),
    amount: may(Amount, "Amount of a journey or a kilometre.", "35.00"),
    freeKilometres: may(z.int().min(0).max(10_000), "Kilometres that are free.", 20),
  })
  .meta({ id: "Travel", description: "What travelling costs.", examples: [{ kind: "flat", amount: "35.00" }] });

const Rate = z
  .strictObject({
    role: must(Name, "Role that does the work.", "technician"),
    name: may(Text, "Name as people read it.", "Systemtechniker"),
    amount: must(Amount, "Price of an hour.", "105.00"),
  })
  .meta({
    id: "HourlyRate",
    description: "What an hour of a role costs.",
    examples: [{ role: "technician", amount: "105.00" }],
  });

const increments = {
  incrementMinutes: may(z.int().min(1).max(480), "Billing increment; started ones count.", 15),
  minimumMinutes: may(z.int().min(0).max(480), "Least time that is charged for a job.", 15),
};

const Milestone = z
  .strictObject({
    id: must(Name, "Name of the milestone.", "go-live"),
    name: must(Text, "Name as people read it.", "Inbetriebnahme"),
    sharePercent: may(Percent, "Share of the price that falls due.", "40"),
    amount: may(Amount, "Amount that falls due.", "4800.00"),
    acceptance: may(Text, "What must be fulfilled.", "Ten test cases of annex 3 without fault of class 1 or 2"),
    dueOn: may(IsoDate, "Day by which it is reached.", "2026-03-31"),
  })
  .meta({
    id: "Milestone",
    description: "A milestone of a project.",
    examples: [{ id: "end", name: "Ende", sharePercent: "100" }],
  });

const CarryOver = z
  .strictObject({
    periods: must(z.int().min(0).max(60), "Periods after which hours that were not used expire; 0 is at once.", 3),
    hoursMax: may(Quantity, "Most hours that are carried over.", "30"),
  })
  .meta({ id: "CarryOver", description: "What becomes of unused hours.", examples: [{ periods: 3 }] });

const common = {
  id: must(Name, "Name by which invoices and credits refer to the price item.", "workplace-user"),
  name: must(Text, "Name as people read it and as the invoice line says it.", "Betreuung je Arbeitsplatz"),
  services: may(Names, "Services that it pays, by id.", ["workplace"]),
  articleNumber: may(Text, "The provider's item number on invoices (BT-155).", "MS-100"),
  validFrom: may(IsoDate, "First day on which it applies, if not the version's.", "2026-01-01"),
  validTo: may(IsoDate, "Last day on which it applies.", "2026-12-31"),
  vatCategory: may(
    z.enum(["S", "AE", "Z", "E", "O", "K", "G"]),
    "VAT category as invoices write it; without it S, the standard rate.",
    "S",
  ),
  vatPercent: may(Percent, "VAT rate.", "19"),
  note: may(Text, "A remark of the contract.", "Ohne Lizenzgebühren"),
};

const PriceItem = z.discriminatedUnion(
  "kind",
  [
    z
      .strictObject({
        kind: must(z.literal("per-unit"), "So much for each unit and period.", "per-unit"),
        ...common,
        unit: may(Name, "What is counted, as under quantities.", "users"),
        period: must(Period.default("month"), "Period of the price.", "month"),
        price: may(Amount, "Price of a unit.", "49.90"),
        tiers: may(
          z.strictObject({
            mode: must(
              z.enum(["graduated", "volume"]),
              "Graduated: each step's price for the units within it; volume: the step reached holds for all units.",
              "volume",
            ),
            steps: must(z.array(Step).min(1).max(100), "The steps.", [{ from: 1, price: "49.90" }]),
          }),
          "Tiered prices instead of one.",
          { mode: "volume", steps: [{ from: 1, price: "49.90" }] },
        ),
        counting: may(Counting, "How units are counted.", { rule: "on-day", day: 1 }),
        minimumUnits: may(z.int().min(0).max(10_000_000), "Units that are charged at least.", 10),
        includedUnits: may(z.int().min(0).max(10_000_000), "Units that are free.", 2),
      })
      .meta({
        id: "PricePerUnit",
        description: "A price for each unit.",
        examples: [{ kind: "per-unit", id: "user", name: "Arbeitsplatz", unit: "users", price: "49.90" }],
      }),
    z
      .strictObject({
        kind: must(z.literal("flat"), "A flat fee for a period.", "flat"),
        ...common,
        amount: must(Amount, "Fee of a period.", "350.00"),
        period: must(Period.default("month"), "Period of the fee.", "month"),
        assumedHours: may(Quantity, "Hours of work that the fee assumes.", "6"),
        reviewMonths: may(z.int().min(1).max(60), "Months after which the assumption is reviewed.", 6),
      })
      .meta({
        id: "FlatFee",
        description: "A flat fee.",
        examples: [{ kind: "flat", id: "firewall", name: "Managed Firewall", amount: "120.00" }],
      }),
    z
      .strictObject({
        kind: must(z.literal("hourly"), "Work by the hour.", "hourly"),
        ...common,
        rates: must(z.array(Rate).min(1).max(100), "Price of an hour by role.", [
          { role: "technician", amount: "105.00" },
        ]),
        ...increments,
        surcharges: may(z.array(Surcharge).max(50), "Surcharges.", [
          { id: "night", name: "Nachtzuschlag", percent: "50", outside: "office" },
        ]),
        travel: may(Travel, "What travelling costs.", { kind: "flat", amount: "35.00" }),
        hoursMax: may(Quantity, "Most hours of a month without a new approval.", "8"),
      })
      .meta({
        id: "HourlyWork",
        description: "Work by the hour.",
        examples: [
          { kind: "hourly", id: "extra", name: "Mehraufwand", rates: [{ role: "technician", amount: "105.00" }] },
        ],
      }),
    z
      .strictObject({
        kind: must(z.literal("hour-block"), "Hours that are bought in advance.", "hour-block"),
        ...common,
        hours: must(Quantity, "Hours of a period.", "10"),
        price: must(Amount, "Price of the block.", "950.00"),
        period: may(Period, "Period in which the block renews; without it, it is bought once.", "month"),
        carryOver: may(CarryOver, "What becomes of unused hours.", { periods: 3 }),
        overageRate: may(Amount, "Price of each hour beyond the block.", "105.00"),
        ...increments,
      })
      .meta({
        id: "HourBlock",
        description: "A block of hours.",
        examples: [{ kind: "hour-block", id: "block", name: "Stundenkontingent", hours: "10", price: "950.00" }],
      }),
    z
      .strictObject({
        kind: must(z.literal("one-off"), "A price that is paid once.", "one-off"),
        ...common,
        amount: must(Amount, "Amount.", "1200.00"),
        dueOn: may(IsoDate, "Day on which it falls due.", "2026-01-31"),
        dueAfter: may(Text, "Event after which it falls due.", "Acceptance of the set-up"),
      })
      .meta({
        id: "OneOffPrice",
        description: "A price that is paid once.",
        examples: [{ kind: "one-off", id: "set-up", name: "Einrichtung", amount: "1200.00" }],
      }),
    z
      .strictObject({
        kind: must(z.literal("project"), "A fixed price with milestones.", "project"),
        ...common,
        amount: must(Amount, "Price of the project.", "12000.00"),
        milestones: may(z.array(Milestone).max(100), "When which share falls due.", [
          { id: "end", name: "Ende", sharePercent: "100" },
        ]),
      })
      .meta({
        id: "ProjectPrice",
        description: "A project at a fixed price.",
        examples: [{ kind: "project", id: "migration", name: "Umzug", amount: "12000.00" }],
      }),
    z
      .strictObject({
        kind: must(z.literal("discount"), "A discount on other price items.", "discount"),
        ...common,
        percent: may(Percent, "Share by which they are cheaper.", "5"),
        amount: may(Amount, "Amount by which a period is cheaper.", "50.00"),
        items: may(Names, "Price items that it lowers, by id; without them all.", ["workplace-user"]),
        reason: may(Text, "Why it is given.", "Term of 36 months"),
      })
      .meta({
        id: "Discount",
        description: "A discount.",
        examples: [{ kind: "discount", id: "term-discount", name: "Laufzeitrabatt", percent: "5" }],
      }),
  ],
  { error: "expected a kind of price: per-unit, flat, hourly, hour-block, one-off, project or discount" },
);

const CostElement = z
  .strictObject({
    name: must(Text, "The cost element.", "Wages"),
    index: may(Text, "Index that it follows; without it the element is fixed.", "Destatis 62221"),
    weightPercent: must(Percent, "Its share of the price; all shares make 100.", "60"),
  })
  .meta({ id: "CostElement", description: "A cost element.", examples: [{ name: "Fixed", weightPercent: "40" }] });

const Indexation = z
  .strictObject({
    id: must(Name, "Name of the clause.", "yearly"),
    items: may(Names, "Price items that it adjusts, by id; without them all.", ["workplace-user"]),
    kind: must(
      z.enum(["consumer-prices", "service-prices", "cost-elements", "discretion", "fixed-step"]),
      "What prices follow: consumer prices, prices of comparable services, the provider's costs by element, his discretion within bounds, or a fixed step.",
      "service-prices",
    ),
    automatic: must(
      z.boolean().default(false),
      "Whether prices change by themselves; if not, one side asks and the clause says what it may ask.",
      false,
    ),
    index: may(Text, "The index and its publisher.", "Destatis: producer prices of IT services"),
    baseMonth: may(Month, "Month whose value is the beginning.", "2026-01"),
    baseValue: may(Quantity, "Value of the index in that month.", "118.3"),
    elements: may(z.array(CostElement).max(20), "Cost elements, for the kind cost-elements.", [
      { name: "Fixed", weightPercent: "40" },
    ]),
    stepPercent: may(Percent, "Step of the kind fixed-step.", "2.5"),
    firstOn: may(IsoDate, "First day on which prices may change.", "2027-01-01"),
    everyMonths: may(z.int().min(1).max(120), "Months between two changes.", 12),
    thresholdPercent: may(Percent, "Change of the index below which nothing changes.", "3"),
    capPercent: may(Percent, "Most by which prices may rise at once.", "5"),
    direction: must(
      z.enum(["both", "up", "down"]).default("both"),
      "Whether prices follow in both directions.",
      "both",
    ),
    noticeDays: may(Days, "Days before which a change is announced.", 60),
    terminationAbovePercent: may(Percent, "Rise above which the client may end the contract.", "5"),
  })
  .meta({
    id: "Indexation",
    description: "When and by what prices change.",
    examples: [{ id: "yearly", kind: "service-prices", index: "Destatis", capPercent: "4" }],
  });

const Invoicing = z
  .strictObject({
    period: must(Period.default("month"), "Period of an invoice.", "month"),
    when: must(z.enum(["in-advance", "in-arrears"]).default("in-arrears"), "When it is sent.", "in-arrears"),
    dueDays: may(Days, "Days after receipt in which it is paid.", 14),
    earlyPaymentPercent: may(Percent, "Early-payment discount.", "2"),
    earlyPaymentDays: may(Days, "Days in which it is given.", 7),
    format: may(z.enum(["xrechnung", "zugferd", "pdf", "paper"]), "Form of the invoice.", "zugferd"),
    buyerReference: may(Text, "Reference that the client wants on the invoice (BT-10).", "IT-2026"),
    sendTo: may(
      z.email({ error: "expected an e-mail address" }),
      "Address to which it is sent.",
      "invoice@example.com",
    ),
    timeSheets: may(z.boolean(), "Whether work by the hour is proved by time sheets.", true),
    objectionDays: may(Days, "Days in which the client may object.", 30),
  })
  .meta({ id: "Invoicing", description: "How invoices are made.", examples: [{ period: "month", dueDays: 14 }] });

export const Prices = z
  .strictObject({
    currency: must(Currency.default("EUR"), "Currency of all amounts.", "EUR"),
    amountsAre: must(z.enum(["net", "gross"]).default("net"), "Whether amounts are without VAT.", "net"),
    items: must(z.array(PriceItem).max(LIST_MAX), "The price items.", [
      { kind: "flat", id: "firewall", name: "Managed Firewall", amount: "120.00" },
    ]),
    indexation: may(z.array(Indexation).max(20), "When and by what prices change; an empty list is: never.", []),
    invoicing: may(Invoicing, "How invoices are made.", { period: "month", dueDays: 14 }),
  })
  .meta({ id: "Prices", description: "What is paid.", examples: [{ items: [] }] });

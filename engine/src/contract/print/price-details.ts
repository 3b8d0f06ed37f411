/** How each kind of price item is calculated, in lines of a price list. Source: docs/rules/contract-parts.md §5. */
import type { ContractDocument } from "../document.ts";
import { valueWordOf } from "../field-words.ts";
import type { Cell } from "./blocks.ts";
import type { Speech } from "./speech.ts";
import {
  asCount,
  asCountAfter,
  asDate,
  asMoney,
  asNames,
  asPercent,
  asText,
  both,
  linesOf,
  sentence,
  type Tellings,
} from "./telling.ts";

export type PriceItem = NonNullable<ContractDocument["prices"]>["items"][number];
type Of<Kind extends PriceItem["kind"]> = Extract<PriceItem, { kind: Kind }>;
type Hourly = Of<"hourly">;
type PerUnit = Of<"per-unit">;

interface Details {
  readonly details: Cell;
  readonly prices: Cell;
}

const TOLD = ["kind", "id", "name", "services"] as const;

type Common = Pick<Of<"flat">, "validFrom" | "validTo" | "articleNumber" | "vatCategory" | "vatPercent" | "note">;
const COMMON: Tellings<Common> = {
  validFrom: sentence(asDate, "Gilt ab {value}.", "Holds from {value}."),
  validTo: sentence(asDate, "Gilt bis {value}.", "Holds until {value}."),
  articleNumber: sentence(asText, "Artikelnummer: {value}.", "Item number: {value}."),
  vatCategory: sentence(asText, "Umsatzsteuerkategorie: {value}.", "VAT category: {value}."),
  vatPercent: sentence(asPercent, "Umsatzsteuersatz: {value}.", "VAT rate: {value}."),
  note: sentence(asText, "Hinweis: {value}.", "Note: {value}."),
};

const INCREMENTS: Tellings<Pick<Hourly, "incrementMinutes" | "minimumMinutes">> = {
  incrementMinutes: sentence(
    asCountAfter("minute"),
    "Abgerechnet wird in angefangenen Einheiten von {value}.",
    "Charged in started units of {value}.",
  ),
  minimumMinutes: sentence(
    asCount("minute"),
    "Mindestens berechnet je Auftrag: {value}.",
    "Charged at least for a job: {value}.",
  ),
};

export function detailsOf(item: PriceItem, speech: Speech): Details {
  switch (item.kind) {
    case "per-unit":
      return perUnit(item, speech);
    case "flat":
      return {
        prices: [periodic(item.amount, item.period, speech)],
        details: linesOf("FlatFee", item, { ...FLAT, ...COMMON }, speech, [...TOLD, "amount", "period"]),
      };
    case "hourly":
      return hourly(item, speech);
    case "hour-block":
      return hourBlock(item, speech);
    case "one-off":
      return {
        prices: [speech.money(item.amount)],
        details: linesOf("OneOffPrice", item, { ...ONE_OFF, ...COMMON }, speech, [...TOLD, "amount"]),
      };
    case "project":
      return project(item, speech);
    case "discount":
      return discount(item, speech);
  }
}

type Period = Of<"flat">["period"];
const PER: Readonly<Record<Period, { de: string; en: string }>> = {
  month: both("{price} je Monat", "{price} a month"),
  quarter: both("{price} je Quartal", "{price} a quarter"),
  "half-year": both("{price} je Halbjahr", "{price} each half-year"),
  year: both("{price} je Jahr", "{price} a year"),
};
const periodic = (amount: string, period: Period, speech: Speech): string =>
  speech.in(PER[period], { price: speech.money(amount) });

const FLAT: Tellings<Of<"flat">> = {
  assumedHours: sentence(asCount("hour"), "Angenommener Aufwand: {value}.", "Assumed effort: {value}."),
  reviewMonths: sentence(
    asCountAfter("month"),
    "Die Annahme wird nach {value} überprüft.",
    "The assumption is reviewed after {value}.",
  ),
};

const ONE_OFF: Tellings<Of<"one-off">> = {
  dueOn: sentence(asDate, "Fällig am {value}.", "Due on {value}."),
  dueAfter: sentence(asText, "Fällig nach: {value}.", "Due after: {value}."),
};

const PER_UNIT: Tellings<PerUnit> = {
  unit: (unit, speech) => speech.in(both("Einheit: {value}.", "Unit: {value}."), { value: speech.unitName(unit) }),
  counting: ({ rule, day, proRata, source }, speech) => {
    const facts = { day: String(day ?? ""), source: source ?? "" };
    return [
      speech.in(
        day === undefined
          ? COUNTED[rule]
          : both(
              `${COUNTED[rule].de.slice(0, -1)} (Tag {day} des Monats).`,
              `${COUNTED[rule].en.slice(0, -1)} (day {day} of the month).`,
            ),
        facts,
      ),
      speech.in(PRO_RATA[proRata]),
      ...(source === undefined ? [] : [speech.in(both("Quelle: {source}.", "Source: {source}."), facts)]),
    ].join(" ");
  },
  minimumUnits: sentence(asCount("unit"), "Mindestens berechnet: {value}.", "Charged at least: {value}."),
  includedUnits: sentence(asCount("unit"), "Ohne Berechnung: {value}.", "Free of charge: {value}."),
};

type Counting = NonNullable<PerUnit["counting"]>;
const COUNTED: Readonly<Record<Counting["rule"], { de: string; en: string }>> = {
  "on-day": both("Gezählt wird an einem Stichtag.", "Counted on a day of the period."),
  average: both("Gezählt wird der Durchschnitt der Tage.", "Counted as the average of the days."),
  peak: both("Gezählt wird der Höchststand.", "Counted at the peak."),
  agreed: both("Es gilt die vereinbarte Menge.", "The agreed quantity holds."),
};
const PRO_RATA: Readonly<Record<Counting["proRata"], { de: string; en: string }>> = {
  none: both("Zu- und Abgänge zählen für den ganzen Zeitraum.", "Units that come or go count for the whole period."),
  daily: both("Zu- und Abgänge werden tagesgenau berechnet.", "Units that come or go are charged by days."),
  "from-next-month": both(
    "Zu- und Abgänge zählen ab dem Folgemonat.",
    "Units that come or go count from the next month.",
  ),
};

function perUnit(item: PerUnit, speech: Speech): Details {
  const { price, period, tiers } = item;
  const each = (amount: string) => periodic(amount, period, speech);
  const mode = {
    graduated: both(
      "Gestaffelt: Der Preis jeder Stufe gilt für die Einheiten innerhalb der Stufe.",
      "Graduated: each step’s price holds for the units within it.",
    ),
    volume: both(
      "Nach Menge: Der Preis der erreichten Stufe gilt für alle Einheiten.",
      "By volume: the price of the step reached holds for all units.",
    ),
  };
  const steps = (tiers?.steps ?? []).map((step) =>
    speech.in(both("ab {from}: {price}", "from {from}: {price}"), {
      from: speech.number(step.from),
      price: each(step.price),
    }),
  );
  return {
    prices: [...(price === undefined ? [] : [each(price)]), ...steps],
    details: [
      ...(price === undefined && tiers === undefined ? [periodWord(period, speech)] : []),
      ...(tiers === undefined ? [] : [speech.in(mode[tiers.mode])]),
      ...linesOf("PricePerUnit", item, { ...PER_UNIT, ...COMMON }, speech, [...TOLD, "price", "period", "tiers"]),
    ],
  };
}

const periodWord = (period: Period, speech: Speech): string =>
  speech.in(both("Zeitraum: {period}.", "Period: {period}."), {
    period: speech.in(valueWordOf("PricePerUnit", "period", period)),
  });

const TRAVEL = {
  included: both("Die Anfahrt ist enthalten{amount}.", "Travelling is included{amount}."),
  flat: both("Anfahrt pauschal{amount}.", "Travelling at a flat fee{amount}."),
  "per-kilometre": both("Anfahrt je Kilometer{amount}.", "Travelling by kilometre{amount}."),
  hourly: both(
    "Fahrzeit wird zum Stundensatz berechnet{amount}.",
    "Travelling time is charged at the hourly rate{amount}.",
  ),
} as const;

const HOURLY: Tellings<Hourly> = {
  ...INCREMENTS,
  surcharges: (surcharges, speech) =>
    surcharges.length === 0
      ? speech.in(both("Ohne Zuschläge.", "No surcharges."))
      : surcharges.map((surcharge) => surchargeLine(surcharge, speech)).join("\n"),
  travel: ({ kind, amount, freeKilometres }, speech) =>
    [
      speech.in(TRAVEL[kind], { amount: amount === undefined ? "" : `: ${speech.money(amount)}` }),
      ...(freeKilometres === undefined
        ? []
        : [
            speech.in(both("Davon frei: {value}.", "Free: {value}."), {
              value: speech.count(freeKilometres, "kilometre"),
            }),
          ]),
    ].join(" "),
  hoursMax: sentence(
    asCount("hour"),
    "Im Monat ohne neue Freigabe höchstens {value}.",
    "At most {value} a month without a new approval.",
  ),
};

function surchargeLine(
  { id, name, percent, inside, outside, fromHours }: NonNullable<Hourly["surcharges"]>[number],
  speech: Speech,
): string {
  const when = [
    ...(inside === undefined
      ? []
      : [
          speech.in(both("innerhalb der Servicezeit {value}", "within the support hours {value}"), {
            value: speech.calendar(inside),
          }),
        ]),
    ...(outside === undefined
      ? []
      : [
          speech.in(both("außerhalb der Servicezeit {value}", "outside the support hours {value}"), {
            value: speech.calendar(outside),
          }),
        ]),
    ...(fromHours === undefined
      ? []
      : [speech.in(both("ab {value} im Monat", "from {value} a month"), { value: speech.count(fromHours, "hour") })]),
  ];
  const text = both("{name} ({id}): {percent}{when}.", "{name} ({id}): {percent}{when}.");
  return speech.in(text, {
    name,
    id,
    percent: `+${speech.percent(percent)}`,
    when: when.length === 0 ? "" : ` ${speech.list(when)}`,
  });
}

function hourly(item: Hourly, speech: Speech): Details {
  const prices = item.rates.map(({ role, name, amount }) =>
    speech.in(both("{role}: {price} je Stunde", "{role}: {price} an hour"), {
      role: name === undefined ? role : `${name} (${role})`,
      price: speech.money(amount),
    }),
  );
  return { prices, details: linesOf("HourlyWork", item, { ...HOURLY, ...COMMON }, speech, [...TOLD, "rates"]) };
}

const HOUR_BLOCK: Tellings<Of<"hour-block">> = {
  hours: sentence(asCount("hour"), "Umfang: {value}.", "Size: {value}."),
  carryOver: ({ periods, hoursMax }, speech) =>
    [
      periods === 0
        ? speech.in(
            both("Nicht genutzte Stunden verfallen sofort ({value}).", "Unused hours expire at once ({value})."),
            { value: speech.count(periods, "period") },
          )
        : speech.in(both("Nicht genutzte Stunden verfallen nach {value}.", "Unused hours expire after {value}."), {
            value: speech.countAfter(periods, "period"),
          }),
      ...(hoursMax === undefined
        ? []
        : [
            speech.in(both("Übertragen werden höchstens {value}.", "At most {value} are carried over."), {
              value: speech.count(hoursMax, "hour"),
            }),
          ]),
    ].join(" "),
  overageRate: sentence(asMoney, "Jede weitere Stunde: {value}.", "Each further hour: {value}."),
  ...INCREMENTS,
};

function hourBlock(item: Of<"hour-block">, speech: Speech): Details {
  const { price, period } = item;
  return {
    prices: [
      period === undefined
        ? speech.in(both("{price} einmalig", "{price} once"), { price: speech.money(price) })
        : periodic(price, period, speech),
    ],
    details: linesOf("HourBlock", item, { ...HOUR_BLOCK, ...COMMON }, speech, [...TOLD, "price", "period"]),
  };
}

function project(item: Of<"project">, speech: Speech): Details {
  const lines = (item.milestones ?? []).map(({ id, name, sharePercent, amount, acceptance, dueOn }) =>
    [
      `${name} (${id}):`,
      [
        ...(sharePercent === undefined ? [] : [speech.percent(sharePercent)]),
        ...(amount === undefined ? [] : [speech.money(amount)]),
        ...(dueOn === undefined ? [] : [speech.in(both("bis {date}", "by {date}"), { date: speech.date(dueOn) })]),
        ...(acceptance === undefined ? [] : [acceptance]),
      ].join("; "),
    ].join(" "),
  );
  const none =
    item.milestones?.length === 0
      ? [speech.in(both("Meilensteine sind keine vereinbart.", "No milestones are agreed."))]
      : [];
  return {
    prices: [speech.money(item.amount)],
    details: [
      ...lines,
      ...none,
      ...linesOf("ProjectPrice", item, { ...COMMON }, speech, [...TOLD, "amount", "milestones"]),
    ],
  };
}

const DISCOUNT: Tellings<Of<"discount">> = {
  items: sentence(asNames("price item"), "Auf: {value}.", "On: {value}."),
  reason: sentence(asText, "Grund: {value}.", "Reason: {value}."),
};

function discount(item: Of<"discount">, speech: Speech): Details {
  const { percent, amount } = item;
  return {
    prices: [
      ...(percent === undefined ? [] : [`−${speech.percent(percent)}`]),
      ...(amount === undefined
        ? []
        : [speech.in(both("−{amount} je Zeitraum", "−{amount} a period"), { amount: speech.money(amount) })]),
    ],
    details: linesOf("Discount", item, { ...DISCOUNT, ...COMMON }, speech, [...TOLD, "percent", "amount"]),
  };
}

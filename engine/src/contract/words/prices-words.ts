/** Words for the price items. */
import type { FieldEntry, PartWords } from "./part-words.ts";

type Values = NonNullable<FieldEntry["values"]>;

/** How often something is paid. */
export const payPeriods: Values = {
  month: ["monatlich", "monthly"],
  quarter: ["vierteljährlich", "quarterly"],
  "half-year": ["halbjährlich", "half-yearly"],
  year: ["jährlich", "yearly"],
};

const kinds: Values = {
  "per-unit": ["Preis je Einheit", "price per unit"],
  flat: ["Pauschale", "flat fee"],
  hourly: ["nach Aufwand (Stundensatz)", "by the hour"],
  "hour-block": ["Stundenkontingent", "hour block"],
  "one-off": ["einmalig", "one-off"],
  project: ["Projekt zum Festpreis", "project at a fixed price"],
  discount: ["Nachlass", "discount"],
};

const ITEMS = ["PricePerUnit", "FlatFee", "HourlyWork", "HourBlock", "OneOffPrice", "ProjectPrice", "Discount"];

const kindOf = (value: string): PartWords[string] => ({
  kind: {
    de: ["Art des Preises", "Wie dieser Preis berechnet wird."],
    en: ["Kind of price", "How this price is calculated."],
    values: { [value]: kinds[value]! },
  },
});

/** What every price item says, whatever its kind. */
const priceItem: PartWords[string] = {
  id: {
    de: ["Kennung", "Kurzer Name, mit dem Rechnungen und Gutschriften auf die Position verweisen."],
    en: ["Identifier", "Short name by which invoices and credits refer to the price item."],
  },
  name: {
    de: ["Bezeichnung", "So heißt die Position im Vertrag und auf der Rechnung."],
    en: ["Name", "Name as the contract and the invoice line say it."],
  },
  services: {
    de: ["Leistungen", "Leistungen, die damit bezahlt werden."],
    en: ["Services", "Services that it pays."],
  },
  articleNumber: {
    de: ["Artikelnummer", "Artikelnummer des Dienstleisters auf Rechnungen."],
    en: ["Item number", "The provider's item number on invoices."],
  },
  validFrom: {
    de: ["Gilt ab", "Erster Tag, an dem der Preis gilt, wenn nicht ab der Fassung."],
    en: ["Applies from", "First day on which the price applies, if not the version's."],
  },
  validTo: {
    de: ["Gilt bis", "Letzter Tag, an dem der Preis gilt."],
    en: ["Applies until", "Last day on which the price applies."],
  },
  vatCategory: {
    de: ["Umsatzsteuerfall", "Wie die Position besteuert wird; ohne Angabe mit dem Regelsatz."],
    en: ["VAT category", "How the item is taxed; without it at the standard rate."],
    values: {
      S: ["Regelsatz oder ermäßigter Satz", "standard or reduced rate"],
      AE: ["Steuerschuld beim Empfänger (Reverse Charge)", "reverse charge"],
      Z: ["Nullsatz", "zero rated"],
      E: ["steuerbefreit", "exempt from VAT"],
      O: ["nicht steuerbar", "outside the scope of VAT"],
      K: ["innergemeinschaftliche Lieferung", "intra-community supply"],
      G: ["Ausfuhr", "export"],
    },
  },
  vatPercent: {
    de: ["Umsatzsteuersatz (Prozent)", "Umsatzsteuersatz der Position."],
    en: ["VAT rate (percent)", "VAT rate of the item."],
  },
  note: { de: ["Bemerkung", "Bemerkung des Vertrags zu diesem Preis."], en: ["Note", "A remark of the contract."] },
};

/** How time of work is rounded. */
const workTime: PartWords[string] = {
  incrementMinutes: {
    de: ["Abrechnungstakt (Minuten)", "In diesen Schritten wird abgerechnet; angefangene zählen ganz."],
    en: ["Billing increment (minutes)", "Steps in which work is charged; started ones count."],
  },
  minimumMinutes: {
    de: ["Mindestdauer (Minuten)", "So viel Zeit wird je Einsatz mindestens berechnet."],
    en: ["Minimum (minutes)", "Least time that is charged for a job."],
  },
};

const PricePerUnit: PartWords[string] = {
  ...kindOf("per-unit"),
  ...priceItem,
  unit: {
    de: ["Einheit", "Was gezählt wird, wie im Umfang der Leistung."],
    en: ["Unit", "What is counted, as in the quantities of the service."],
  },
  period: {
    de: ["Zahlweise", "Für welchen Zeitraum der Preis gilt."],
    en: ["Period", "Period of the price."],
    values: payPeriods,
  },
  price: { de: ["Preis je Einheit", "Preis für eine Einheit."], en: ["Price per unit", "Price of a unit."] },
  tiers: {
    de: ["Staffelpreise", "Preise, die von der Menge abhängen, statt eines einzigen."],
    en: ["Tiered prices", "Prices that depend on the quantity, instead of one."],
  },
  counting: {
    de: ["Zählung", "Wie die Einheiten gezählt werden."],
    en: ["Counting", "How units are counted."],
    of: "Counting",
  },
  minimumUnits: {
    de: ["Mindestmenge", "So viele Einheiten werden mindestens berechnet."],
    en: ["Minimum quantity", "Units that are charged at least."],
  },
  includedUnits: {
    de: ["Freimenge", "So viele Einheiten sind kostenlos."],
    en: ["Free quantity", "Units that are free."],
  },
};

export const pricesParts: PartWords = {
  Prices: {
    currency: {
      de: ["Währung", "Währung aller Beträge, zum Beispiel EUR."],
      en: ["Currency", "Currency of all amounts, such as EUR."],
    },
    amountsAre: {
      de: ["Beträge sind", "Ob die Beträge ohne oder mit Umsatzsteuer angegeben sind."],
      en: ["Amounts are", "Whether amounts are without or with VAT."],
      values: {
        net: ["netto (ohne Umsatzsteuer)", "net (without VAT)"],
        gross: ["brutto (mit Umsatzsteuer)", "gross (with VAT)"],
      },
    },
    items: {
      de: ["Preispositionen", "Die einzelnen Preise."],
      en: ["Price items", "The price items."],
      each: ITEMS,
    },
    indexation: {
      de: ["Preisanpassung", "Wann und woran Preise angepasst werden; eine leere Liste heißt: nie."],
      en: ["Price adjustment", "When and by what prices change; an empty list means: never."],
      each: "Indexation",
    },
    invoicing: {
      de: ["Rechnungsstellung", "Wie Rechnungen gestellt und bezahlt werden."],
      en: ["Invoicing", "How invoices are made and paid."],
      of: "Invoicing",
    },
  },
  PricePerUnit,
  "PricePerUnit.tiers": {
    mode: {
      de: ["Art der Staffel", "Ob jede Stufe nur für ihre Mengen gilt oder die erreichte für alle."],
      en: ["Kind of tiers", "Whether each step holds for its own units or the step reached for all."],
      values: {
        graduated: ["jede Stufe für ihre eigenen Mengen", "each step for its own units"],
        volume: ["die erreichte Stufe für alle", "the step reached for all units"],
      },
    },
    steps: {
      de: ["Stufen", "Die Stufen der Staffel."],
      en: ["Steps", "The steps of the tiers."],
      each: "PriceStep",
    },
  },
  PriceStep: {
    from: {
      de: ["Ab Menge", "Ab dieser Menge gilt die Stufe."],
      en: ["From quantity", "Quantity from which the step holds."],
    },
    price: {
      de: ["Preis je Einheit", "Preis für eine Einheit in dieser Stufe."],
      en: ["Price per unit", "Price of a unit in the step."],
    },
  },
  Counting: {
    rule: {
      de: ["Zählweise", "Wie die Einheiten eines Zeitraums gezählt werden."],
      en: ["Way of counting", "How the units of a period are counted."],
      values: {
        "on-day": ["an einem Stichtag", "on a day"],
        average: ["im Durchschnitt der Tage", "as the average of the days"],
        peak: ["zum Höchststand", "at the peak"],
        agreed: ["wie im Umfang vereinbart", "as agreed in the quantities"],
      },
    },
    day: {
      de: ["Stichtag im Monat", "Tag des Monats, an dem gezählt wird; gibt es ihn nicht, am letzten."],
      en: ["Day of the month", "Day of the month on which is counted; later than the last is the last."],
    },
    proRata: {
      de: ["Zu- und Abgänge", "Wie Einheiten berechnet werden, die im Zeitraum dazukommen oder wegfallen."],
      en: ["Joiners and leavers", "How units are charged that come or go within the period."],
      values: {
        none: ["voller Zeitraum", "the whole period"],
        daily: ["taggenau", "by days"],
        "from-next-month": ["ab dem Folgemonat", "from the next month"],
      },
    },
    source: {
      de: ["Herkunft der Zahl", "Woher die Zahl der Einheiten kommt."],
      en: ["Source of the count", "Where the count comes from."],
    },
  },
  FlatFee: {
    ...kindOf("flat"),
    ...priceItem,
    amount: { de: ["Betrag", "Entgelt für einen Zeitraum."], en: ["Amount", "Fee of a period."] },
    period: {
      de: ["Zahlweise", "Für welchen Zeitraum die Pauschale gilt."],
      en: ["Period", "Period of the fee."],
      values: payPeriods,
    },
    assumedHours: {
      de: ["Angenommene Stunden", "Arbeitsstunden, von denen die Pauschale ausgeht."],
      en: ["Assumed hours", "Hours of work that the fee assumes."],
    },
    reviewMonths: {
      de: ["Überprüfung alle (Monate)", "Nach so vielen Monaten wird die Annahme überprüft."],
      en: ["Review every (months)", "Months after which the assumption is reviewed."],
    },
  },
  HourlyWork: {
    ...kindOf("hourly"),
    ...priceItem,
    rates: {
      de: ["Stundensätze", "Preis einer Stunde je Rolle."],
      en: ["Hourly rates", "Price of an hour by role."],
      each: "HourlyRate",
    },
    ...workTime,
    surcharges: {
      de: ["Zuschläge", "Zuschläge auf die Stundensätze."],
      en: ["Surcharges", "Surcharges on the hourly rates."],
      each: "Surcharge",
    },
    travel: {
      de: ["Anfahrt", "Was die Anfahrt kostet."],
      en: ["Travel", "What travelling costs."],
      of: "Travel",
    },
    hoursMax: {
      de: ["Obergrenze je Monat (Stunden)", "Darüber hinaus ist eine neue Freigabe nötig."],
      en: ["At most per month (hours)", "Most hours of a month without a new approval."],
    },
  },
  HourlyRate: {
    role: {
      de: ["Rolle", "Rolle, die die Arbeit ausführt."],
      en: ["Role", "Role that does the work."],
    },
    name: { de: ["Bezeichnung", "So heißt die Rolle in Rechnungen."], en: ["Name", "Name of the role on invoices."] },
    amount: { de: ["Stundensatz", "Preis einer Stunde."], en: ["Hourly rate", "Price of an hour."] },
  },
  Surcharge: {
    id: { de: ["Kennung", "Kurzer Name des Zuschlags."], en: ["Identifier", "Short name of the surcharge."] },
    name: {
      de: ["Bezeichnung", "So heißt der Zuschlag in Rechnungen."],
      en: ["Name", "Name of the surcharge on invoices."],
    },
    percent: {
      de: ["Zuschlag (Prozent)", "Aufschlag auf den Stundensatz."],
      en: ["Surcharge (percent)", "Surcharge on the hourly rate."],
    },
    inside: {
      de: ["Innerhalb der Zeiten", "Zeiten, in denen der Zuschlag gilt."],
      en: ["Inside these hours", "Hours in which the surcharge applies."],
    },
    outside: {
      de: ["Außerhalb der Zeiten", "Zeiten, außerhalb deren der Zuschlag gilt."],
      en: ["Outside these hours", "Hours outside which the surcharge applies."],
    },
    fromHours: {
      de: ["Ab Stunden im Monat", "Ab so vielen Stunden im Monat gilt der Zuschlag."],
      en: ["From hours of a month", "Hours of a month from which it applies."],
    },
  },
  Travel: {
    kind: {
      de: ["Berechnung der Anfahrt", "Wie die Anfahrt berechnet wird."],
      en: ["How travel is charged", "How travelling is charged; hourly at the role's rate."],
      values: {
        included: ["im Preis enthalten", "included"],
        flat: ["Pauschale je Fahrt", "flat per journey"],
        "per-kilometre": ["je Kilometer", "per kilometre"],
        hourly: ["nach Stunden", "by the hour"],
      },
    },
    amount: {
      de: ["Betrag", "Betrag je Fahrt oder Kilometer."],
      en: ["Amount", "Amount of a journey or a kilometre."],
    },
    freeKilometres: {
      de: ["Freikilometer", "So viele Kilometer sind kostenlos."],
      en: ["Free kilometres", "Kilometres that are free."],
    },
  },
  HourBlock: {
    ...kindOf("hour-block"),
    ...priceItem,
    hours: {
      de: ["Stunden", "Stunden eines Zeitraums."],
      en: ["Hours", "Hours of a period."],
    },
    price: {
      de: ["Preis des Kontingents", "Preis des Stundenkontingents."],
      en: ["Price of the block", "Price of the hour block."],
    },
    period: {
      de: ["Erneuert sich", "Wann sich das Kontingent erneuert; ohne Angabe wird es einmal gekauft."],
      en: ["Renews", "Period in which the block renews; without it, it is bought once."],
      values: payPeriods,
    },
    carryOver: {
      de: ["Übertrag", "Was mit nicht genutzten Stunden geschieht."],
      en: ["Carry-over", "What becomes of unused hours."],
      of: "CarryOver",
    },
    overageRate: {
      de: ["Mehraufwand je Stunde", "Preis jeder Stunde über das Kontingent hinaus."],
      en: ["Overage per hour", "Price of each hour beyond the block."],
    },
    ...workTime,
  },
  CarryOver: {
    periods: {
      de: ["Verfall nach (Zeiträume)", "Nach so vielen Zeiträumen verfallen ungenutzte Stunden; 0 heißt sofort."],
      en: ["Expire after (periods)", "Periods after which unused hours expire; 0 is at once."],
    },
    hoursMax: {
      de: ["Höchstens (Stunden)", "So viele Stunden werden höchstens übertragen."],
      en: ["At most (hours)", "Most hours that are carried over."],
    },
  },
  OneOffPrice: {
    ...kindOf("one-off"),
    ...priceItem,
    amount: { de: ["Betrag", "Betrag, der einmal bezahlt wird."], en: ["Amount", "Amount that is paid once."] },
    dueOn: { de: ["Fällig am", "Tag, an dem der Betrag fällig wird."], en: ["Due on", "Day on which it falls due."] },
    dueAfter: {
      de: ["Fällig nach", "Ereignis, nach dem der Betrag fällig wird."],
      en: ["Due after", "Event after which it falls due."],
    },
  },
  ProjectPrice: {
    ...kindOf("project"),
    ...priceItem,
    amount: { de: ["Festpreis", "Preis des ganzen Projekts."], en: ["Fixed price", "Price of the project."] },
    milestones: {
      de: ["Meilensteine", "Wann welcher Teil des Preises fällig wird."],
      en: ["Milestones", "When which share falls due."],
      each: "Milestone",
    },
  },
  Milestone: {
    id: { de: ["Kennung", "Kurzer Name des Meilensteins."], en: ["Identifier", "Short name of the milestone."] },
    name: {
      de: ["Bezeichnung", "So heißt der Meilenstein."],
      en: ["Name", "Name of the milestone as people read it."],
    },
    sharePercent: {
      de: ["Anteil (Prozent)", "Anteil des Preises, der fällig wird."],
      en: ["Share (percent)", "Share of the price that falls due."],
    },
    amount: { de: ["Betrag", "Betrag, der fällig wird."], en: ["Amount", "Amount that falls due."] },
    acceptance: { de: ["Abnahmekriterium", "Was erfüllt sein muss."], en: ["Acceptance", "What must be fulfilled."] },
    dueOn: {
      de: ["Zu erreichen bis", "Tag, bis zu dem der Meilenstein erreicht wird."],
      en: ["Due by", "Day by which it is reached."],
    },
  },
  Discount: {
    ...kindOf("discount"),
    ...priceItem,
    percent: {
      de: ["Nachlass (Prozent)", "Anteil, um den die Positionen günstiger werden."],
      en: ["Discount (percent)", "Share by which the items are cheaper."],
    },
    amount: {
      de: ["Nachlass (Betrag)", "Betrag, um den ein Zeitraum günstiger wird."],
      en: ["Discount (amount)", "Amount by which a period is cheaper."],
    },
    items: {
      de: ["Betroffene Positionen", "Positionen, die günstiger werden; ohne Angabe alle."],
      en: ["Items it lowers", "Price items that it lowers; without them all."],
    },
    reason: { de: ["Grund", "Warum der Nachlass gewährt wird."], en: ["Reason", "Why it is given."] },
  },
};

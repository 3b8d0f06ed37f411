/** Prices, their adjustment and invoices, as clauses. Source: docs/rules/contract-parts.md §5. */
import type { ContractDocument } from "../document.ts";
import { valueWordOf } from "../field-words.ts";
import type { Block, Cell } from "./blocks.ts";
import { detailsOf, type PriceItem } from "./price-details.ts";
import type { Speech } from "./speech.ts";
import {
  asCount,
  asCountAfter,
  asDate,
  asNames,
  asNumber,
  asPercent,
  asText,
  both,
  chosen,
  column,
  paragraph,
  sentence,
  table,
  tell,
  whether,
  type Tellings,
} from "./telling.ts";

type Prices = NonNullable<ContractDocument["prices"]>;
type Indexation = NonNullable<Prices["indexation"]>[number];
type Invoicing = NonNullable<Prices["invoicing"]>;

const PRICES: Tellings<Prices> = {
  currency: sentence(asText, "Alle Beträge sind in {value} angegeben.", "All amounts are in {value}."),
  amountsAre: chosen({
    net: ["Sie verstehen sich ohne Umsatzsteuer.", "They are without VAT."],
    gross: ["Sie enthalten die Umsatzsteuer.", "They include VAT."],
  }),
};

const INVOICING: Tellings<Invoicing> = {
  period: (period, speech) =>
    speech.in(both("Abrechnungszeitraum: {value}.", "Invoicing period: {value}."), {
      value: speech.in(valueWordOf("Invoicing", "period", period)),
    }),
  when: chosen({
    "in-advance": ["Die Rechnung wird im Voraus gestellt.", "The invoice is sent in advance."],
    "in-arrears": ["Die Rechnung wird nachträglich gestellt.", "The invoice is sent in arrears."],
  }),
  format: chosen({
    xrechnung: ["Sie wird als XRechnung gestellt.", "It comes as XRechnung."],
    zugferd: ["Sie wird im Format ZUGFeRD gestellt.", "It comes in the format ZUGFeRD."],
    pdf: ["Sie wird als PDF gestellt.", "It comes as PDF."],
    paper: ["Sie wird auf Papier gestellt.", "It comes on paper."],
  }),
  sendTo: sentence(asText, "Sie wird gesendet an: {value}.", "It is sent to: {value}."),
  buyerReference: sentence(
    asText,
    "Sie nennt die Käuferreferenz (BT-10): {value}.",
    "It names the buyer reference (BT-10): {value}.",
  ),
  timeSheets: whether(
    ["Arbeit nach Stunden wird durch Tätigkeitsnachweise belegt.", "Work by the hour is proved by time sheets."],
    ["Tätigkeitsnachweise sind nicht geschuldet.", "No time sheets are owed."],
  ),
};

const PAYMENT: Tellings<Invoicing> = {
  dueDays: sentence(
    asCountAfter("day"),
    "Rechnungen sind innerhalb von {value} nach Zugang zu zahlen.",
    "Invoices are paid within {value} of receipt.",
  ),
  earlyPaymentPercent: sentence(
    asPercent,
    "Bei früherer Zahlung werden {value} Skonto gewährt.",
    "For early payment a discount of {value} is given.",
  ),
  earlyPaymentDays: sentence(
    asCountAfter("day"),
    "Skonto wird bei Zahlung innerhalb von {value} gewährt.",
    "The discount is given for payment within {value}.",
  ),
  objectionDays: sentence(
    asCountAfter("day"),
    "Einwendungen kann der Auftraggeber innerhalb von {value} erheben.",
    "The Client may object within {value}.",
  ),
};

/** What holds for all prices: currency, invoices, adjustment. */
export const feeBlocks = (prices: Prices, speech: Speech): readonly Block[] => [
  ...tell("Prices", prices, [PRICES], speech, ["items", "indexation", "invoicing"]),
  ...(prices.invoicing === undefined ? [] : tell("Invoicing", prices.invoicing, [INVOICING, PAYMENT], speech)),
];

const INDEXATION: readonly Tellings<Indexation>[] = [
  {
    kind: chosen({
      "consumer-prices": ["Die Preise folgen den Verbraucherpreisen.", "Prices follow consumer prices."],
      "service-prices": [
        "Die Preise folgen den Preisen vergleichbarer Leistungen.",
        "Prices follow the prices of comparable services.",
      ],
      "cost-elements": [
        "Die Preise folgen den Kostenelementen des Auftragnehmers.",
        "Prices follow the Provider’s costs by element.",
      ],
      discretion: [
        "Der Auftragnehmer kann die Preise innerhalb der folgenden Grenzen nach billigem Ermessen anpassen.",
        "The Provider may adjust prices at his reasonable discretion within the following bounds.",
      ],
      "fixed-step": ["Die Preise ändern sich um einen festen Schritt.", "Prices change by a fixed step."],
    }),
    items: sentence(asNames("price item"), "Das gilt für: {value}.", "This holds for: {value}."),
    automatic: whether(
      ["Die Anpassung tritt von selbst ein.", "Prices change by themselves."],
      [
        "Die Anpassung tritt nicht von selbst ein; eine Seite muss sie verlangen.",
        "Prices do not change by themselves; one side has to ask for it.",
      ],
    ),
    direction: chosen({
      both: ["Preise können steigen und sinken.", "Prices may rise and fall."],
      up: ["Preise können nur steigen.", "Prices may only rise."],
      down: ["Preise können nur sinken.", "Prices may only fall."],
    }),
    index: sentence(asText, "Index: {value}.", "Index: {value}."),
    baseMonth: (month, speech) =>
      speech.in(both("Ausgangsmonat ist {value}.", "The base month is {value}."), { value: speech.month(month) }),
    baseValue: sentence(asNumber, "Der Ausgangswert beträgt {value}.", "The base value is {value}."),
    stepPercent: sentence(asPercent, "Der Schritt beträgt {value}.", "The step is {value}."),
  },
  {
    firstOn: sentence(
      asDate,
      "Die Preise ändern sich frühestens am {value}.",
      "Prices change on {value} at the earliest.",
    ),
    everyMonths: sentence(
      asCount("month"),
      "Zwischen zwei Anpassungen liegen {value}.",
      "Between two changes lie {value}.",
    ),
    thresholdPercent: sentence(
      asPercent,
      "Unterhalb einer Veränderung des Index um {value} bleibt der Preis unverändert.",
      "Below a change of the index of {value} nothing changes.",
    ),
    capPercent: sentence(asPercent, "Eine Erhöhung beträgt höchstens {value}.", "A rise is {value} at most."),
    noticeDays: sentence(
      asCount("day"),
      "Die Anpassung wird {value} vorher angekündigt.",
      "A change is announced {value} before.",
    ),
    terminationAbovePercent: sentence(
      asPercent,
      "Steigen die Preise um mehr als {value}, kann der Auftraggeber den Vertrag kündigen.",
      "If prices rise by more than {value}, the Client may end the contract.",
    ),
  },
];

/** When and by what prices change. */
export function indexationBlocks({ indexation }: Prices, speech: Speech): readonly Block[] {
  if (indexation === undefined) return [];
  if (indexation.length === 0)
    return [
      paragraph(
        speech.in(both("Die Preise ändern sich während der Laufzeit nicht.", "Prices never change during the term.")),
      ),
    ];
  return indexation.flatMap((clause): readonly Block[] => [
    { kind: "heading", text: speech.in(both("Regel „{id}“", "Rule “{id}”"), { id: clause.id }) },
    ...tell("Indexation", clause, INDEXATION, speech, ["id", "elements"]),
    ...costElements(clause, speech),
  ]);
}

function costElements({ elements }: Indexation, speech: Speech): readonly Block[] {
  const columns = [
    column(speech, both("Kostenelement", "Cost element"), 4),
    column(speech, both("Index", "Index"), 6),
    column(speech, both("Anteil", "Share"), 2, true),
  ];
  const rows = (elements ?? []).map(({ name, index, weightPercent }) => [
    [name],
    [index ?? speech.in(both("fest", "fixed"))],
    [speech.percent(weightPercent)],
  ]);
  return table(speech.in(both("Kostenelemente", "Cost elements")), columns, rows);
}

/** The price items, each with how it is calculated. */
export function priceList({ items }: Prices, speech: Speech): readonly Block[] {
  if (items.length === 0)
    return [paragraph(speech.in(both("Preispositionen sind keine vereinbart.", "No price items are agreed.")))];
  const columns = [
    column(speech, both("Position", "Item"), 5),
    column(speech, both("Bemessung", "How it is calculated"), 8),
    column(speech, both("Preis", "Price"), 4, true),
  ];
  const rows = items.map((item): readonly Cell[] => {
    const { details, prices } = detailsOf(item, speech);
    return [headOf(item, speech), details, prices];
  });
  return table(speech.in(both("Preise", "Prices")), columns, rows);
}

const headOf = ({ id, name, kind, services }: PriceItem, speech: Speech): Cell => [
  name,
  `${speech.in(KINDS[kind])} (${id})`,
  ...(services === undefined
    ? []
    : [speech.in(both("für {services}", "for {services}"), { services: speech.names("service", services) })]),
];

const KINDS: Readonly<Record<PriceItem["kind"], { de: string; en: string }>> = {
  "per-unit": both("Preis je Einheit", "Price per unit"),
  flat: both("Pauschale", "Flat fee"),
  hourly: both("Arbeit nach Stunden", "Work by the hour"),
  "hour-block": both("Stundenkontingent", "Block of hours"),
  "one-off": both("Einmaliger Preis", "One-off price"),
  project: both("Festpreis", "Fixed price"),
  discount: both("Nachlass", "Discount"),
};

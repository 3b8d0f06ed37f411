/** Price items. Source: product.md §12; domain facts: docs/rules/contract-parts.md §5. */
import { millionths } from "../../decimal.ts";
import type { ContractDocument } from "../document.ts";
import { hitIf, partyWithRole, placed, servicesOf, sumOf } from "./reading.ts";
import { rulesOf, type Hit, type RuleText } from "./rule.ts";

type PriceItem = NonNullable<ContractDocument["prices"]>["items"][number];
type Kind = PriceItem["kind"];
type Item<K extends Kind> = Extract<PriceItem, { kind: K }>;

/** A finding at each price item of a kind for which `test` holds. */
const whereItem =
  <K extends Kind>(
    kind: K,
    test: (item: Item<K>, contract: ContractDocument) => boolean,
    ...field: string[]
  ): RuleText["find"] =>
  (contract): readonly Hit[] =>
    placed(contract.prices?.items, "prices", "items").flatMap(({ entry, path }) =>
      hitIf(entry.kind === kind && test(entry as Item<K>, contract), [...path, ...field], { price: entry.id }),
    );

/** Whether the agreed quantities of the services that an item pays name its unit. */
const isCounted = ({ unit, services }: Item<"per-unit">, contract: ContractDocument): boolean =>
  contract.services.some(
    ({ id, quantities }) => (services === undefined || services.includes(id)) && quantities?.[unit ?? ""] !== undefined,
  );

/** Whether the milestones make the price of the project. Amounts times hundred, so that shares need no division. */
function isWhole({ amount, milestones }: Item<"project">): boolean {
  const price = millionths(amount);
  const parts = (milestones ?? []).map((milestone) =>
    milestone.amount === undefined
      ? (price * millionths(milestone.sharePercent ?? "0")) / 1_000_000n
      : millionths(milestone.amount) * 100n,
  );
  return parts.reduce((sum, part) => sum + part, 0n) === price * 100n;
}

export const PRICE_RULES = rulesOf("prices", [
  {
    id: "price-none",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: { de: "Der Vertrag nennt keine Preise", en: "The contract names no prices" },
    reason: {
      de: "Ohne Preise lässt sich weder eine Rechnung prüfen noch ein Budget rechnen.",
      en: "Without prices neither an invoice can be checked nor a budget be made.",
    },
    remedy: { de: "Ergänzen Sie „prices.items“.", en: "Add prices.items." },
    find: ({ prices }) => hitIf((prices?.items ?? []).length === 0, ["prices"]),
  },
  {
    id: "price-service-unpaid",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: { de: "Zu „{service}“ gehört kein Preis", en: "No price belongs to “{service}”" },
    reason: {
      de: "Ob die Leistung in einem anderen Preis steckt oder extra berechnet wird, ist offen.",
      en: "Whether another price covers the service or it is charged extra is open.",
    },
    remedy: { de: "Nennen Sie sie unter „services“ eines Preises.", en: "Name it under services of a price item." },
    find: (contract) => {
      const items = (contract.prices?.items ?? []).filter(({ kind }) => kind !== "discount" && kind !== "hourly");
      if (items.some(({ services }) => services === undefined) || items.length === 0) return [];
      return servicesOf(contract).flatMap(({ entry: { id }, path }) =>
        hitIf(!items.some(({ services }) => services!.includes(id)), path, { service: id }),
      );
    },
  },
  {
    id: "price-without-unit",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: { de: "„{price}“ nennt keine Einheit", en: "“{price}” names no unit" },
    reason: { de: "Womit der Preis malgenommen wird, ist offen.", en: "By what the price is multiplied is open." },
    remedy: { de: "Ergänzen Sie „unit“.", en: "Add unit." },
    find: whereItem("per-unit", ({ unit }) => unit === undefined),
  },
  {
    id: "price-counting-open",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: { de: "Wie für „{price}“ gezählt wird, ist offen", en: "How “{price}” is counted is open" },
    reason: {
      de: "Stichtag, Durchschnitt oder Höchststand: Bei Zu- und Abgängen ergibt jede Zählung etwas anderes.",
      en: "A day, the average or the peak: with people coming and going each count gives another sum.",
    },
    remedy: { de: "Ergänzen Sie „counting“.", en: "Add counting." },
    find: whereItem("per-unit", ({ counting }) => counting === undefined, "counting"),
  },
  {
    id: "price-agreed-quantity-missing",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: {
      de: "Die vereinbarte Menge für „{price}“ steht nirgends",
      en: "The agreed quantity of “{price}” is nowhere",
    },
    reason: {
      de: "Gezählt wird nach „quantities“, dort fehlt die Einheit aber.",
      en: "It is counted as agreed under quantities, but the unit is not there.",
    },
    remedy: {
      de: "Ergänzen Sie die Einheit unter „quantities“ der Leistung.",
      en: "Add the unit to the service's quantities.",
    },
    find: whereItem(
      "per-unit",
      (item, contract) => item.unit !== undefined && item.counting?.rule === "agreed" && !isCounted(item, contract),
      "unit",
    ),
  },
  {
    id: "price-steps-begin-late",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: { de: "Kleine Mengen haben bei „{price}“ keinen Preis", en: "Small quantities have no price in “{price}”" },
    reason: {
      de: "Die unterste Stufe beginnt erst bei einer größeren Menge.",
      en: "The lowest step begins at a larger quantity.",
    },
    remedy: { de: "Lassen Sie die unterste Stufe bei 0 oder 1 beginnen.", en: "Let the lowest step begin at 0 or 1." },
    find: whereItem(
      "per-unit",
      ({ tiers }) => tiers !== undefined && Math.min(...tiers.steps.map(({ from }) => from)) > 1,
      "tiers",
    ),
  },
  {
    id: "price-steps-twice",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: {
      de: "Zwei Stufen von „{price}“ beginnen bei derselben Menge",
      en: "Two steps of “{price}” begin at the same quantity",
    },
    reason: { de: "Welcher Preis gilt, ist offen.", en: "Which price holds is open." },
    remedy: { de: "Entfernen Sie eine der Stufen.", en: "Remove one of the steps." },
    find: whereItem(
      "per-unit",
      ({ tiers }) => new Set(tiers?.steps.map(({ from }) => from)).size < (tiers?.steps.length ?? 0),
      "tiers",
    ),
  },
  {
    id: "price-flat-without-assumption",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: { de: "„{price}“ nennt keinen angenommenen Aufwand", en: "“{price}” names no assumed effort" },
    reason: {
      de: "Wächst der Aufwand, streiten die Seiten darüber, was die Pauschale enthielt.",
      en: "If effort grows, the sides argue about what the fee contained.",
    },
    remedy: {
      de: "Ergänzen Sie „assumedHours“ und „reviewMonths“.",
      en: "Add assumedHours and reviewMonths.",
    },
    find: whereItem(
      "flat",
      ({ assumedHours, reviewMonths }) => assumedHours === undefined || reviewMonths === undefined,
    ),
  },
  {
    id: "price-increment-open",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: {
      de: "In welchen Schritten „{price}“ abgerechnet wird, ist offen",
      en: "In which increments “{price}” is charged is open",
    },
    reason: {
      de: "Zehn Minuten Arbeit können eine Viertelstunde oder eine ganze Stunde kosten.",
      en: "Ten minutes of work may cost a quarter of an hour or a whole one.",
    },
    remedy: { de: "Ergänzen Sie „incrementMinutes“.", en: "Add incrementMinutes." },
    find: ({ prices }) =>
      placed(prices?.items, "prices", "items").flatMap(({ entry, path }) => {
        const isByTime = entry.kind === "hourly" || entry.kind === "hour-block";
        return hitIf(isByTime && entry.incrementMinutes === undefined, path, { price: entry.id });
      }),
  },
  {
    id: "price-surcharges-open",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: { de: "„{price}“ sagt nichts zu Zuschlägen", en: "“{price}” says nothing of surcharges" },
    reason: {
      de: "Was Arbeit am Abend oder am Wochenende kostet, ist offen.",
      en: "What work in the evening or at weekends costs is open.",
    },
    remedy: {
      de: "Nennen Sie Zuschläge, oder schreiben Sie „surcharges: []“.",
      en: "Name surcharges, or write surcharges: [].",
    },
    find: whereItem("hourly", ({ surcharges }) => surcharges === undefined, "surcharges"),
  },
  {
    id: "price-surcharge-always",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: {
      de: "Wann der Zuschlag „{surcharge}“ gilt, ist offen",
      en: "When the surcharge “{surcharge}” holds is open",
    },
    reason: { de: "Ohne Bedingung gälte er für jede Stunde.", en: "Without condition it would hold for each hour." },
    remedy: { de: "Ergänzen Sie „inside“, „outside“ oder „fromHours“.", en: "Add inside, outside or fromHours." },
    find: ({ prices }) =>
      placed(prices?.items, "prices", "items").flatMap(({ entry: item, path: at }) =>
        item.kind !== "hourly"
          ? []
          : placed(item.surcharges, ...at, "surcharges").flatMap(
              ({ entry: { id, inside, outside, fromHours }, path }) =>
                hitIf(inside === undefined && outside === undefined && fromHours === undefined, path, {
                  surcharge: id,
                }),
            ),
      ),
  },
  {
    id: "price-travel-open",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: { de: "„{price}“ sagt nichts zu Anfahrten", en: "“{price}” says nothing of travelling" },
    reason: {
      de: "Anfahrten sind der häufigste Posten, mit dem niemand gerechnet hat.",
      en: "Travelling is the most frequent item that nobody expected.",
    },
    remedy: { de: "Ergänzen Sie „travel“.", en: "Add travel." },
    find: whereItem("hourly", ({ travel }) => travel === undefined, "travel"),
  },
  {
    id: "price-block-expiry-open",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: {
      de: "Was aus ungenutzten Stunden von „{price}“ wird, ist offen",
      en: "What becomes of unused hours of “{price}” is open",
    },
    reason: {
      de: "Nach einem ruhigen Monat erwartet der Auftraggeber, sie behalten zu dürfen.",
      en: "After a quiet month the client expects to keep them.",
    },
    remedy: { de: "Ergänzen Sie „carryOver“.", en: "Add carryOver." },
    find: whereItem("hour-block", ({ period, carryOver }) => period !== undefined && carryOver === undefined),
  },
  {
    id: "price-block-overage-open",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: {
      de: "Was Stunden über „{price}“ hinaus kosten, ist offen",
      en: "What hours beyond “{price}” cost is open",
    },
    reason: {
      de: "Ist das Kontingent aufgebraucht, fehlt ein Preis.",
      en: "When the block is used up there is no price.",
    },
    remedy: { de: "Ergänzen Sie „overageRate“.", en: "Add overageRate." },
    find: whereItem("hour-block", ({ overageRate }) => overageRate === undefined),
  },
  {
    id: "price-milestones-not-whole",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: {
      de: "Die Meilensteine von „{price}“ ergeben nicht den Preis",
      en: "The milestones of “{price}” do not make the price",
    },
    reason: {
      de: "Ein Teil wird nie fällig oder doppelt berechnet.",
      en: "A part never falls due or is charged twice.",
    },
    remedy: { de: "Prüfen Sie Anteile und Beträge.", en: "Check shares and amounts." },
    find: whereItem("project", (item) => (item.milestones ?? []).length > 0 && !isWhole(item), "milestones"),
  },
  {
    id: "price-milestone-not-accepted",
    severity: "warning",
    basis: "law",
    source: "§ 640 BGB",
    title: {
      de: "Ein Meilenstein von „{price}“ hat keine Abnahmebedingung",
      en: "A milestone of “{price}” has no acceptance criterion",
    },
    reason: {
      de: "Wann die Zahlung fällig wird, bestimmt dann, wer sie stellt.",
      en: "When the payment falls due is then decided by who asks for it.",
    },
    remedy: {
      de: "Ergänzen Sie „acceptance“, oder Meilensteine überhaupt.",
      en: "Add acceptance, or milestones at all.",
    },
    find: whereItem(
      "project",
      ({ milestones }) =>
        (milestones ?? []).length === 0 || milestones!.some(({ acceptance }) => acceptance === undefined),
      "milestones",
    ),
  },
  {
    id: "price-one-off-due-open",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: { de: "Wann „{price}“ fällig wird, ist offen", en: "When “{price}” falls due is open" },
    reason: {
      de: "Vor oder nach der Abnahme: Das ist ein Unterschied.",
      en: "Before or after acceptance: that is a difference.",
    },
    remedy: { de: "Ergänzen Sie „dueOn“ oder „dueAfter“.", en: "Add dueOn or dueAfter." },
    find: whereItem("one-off", ({ dueOn, dueAfter }) => dueOn === undefined && dueAfter === undefined),
  },
  {
    id: "price-discount-above-whole",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, prices",
    title: { de: "Die Rabatte ergeben mehr als 100 %", en: "The discounts make more than 100 %" },
    reason: { de: "Der Preis würde negativ.", en: "The price would become negative." },
    remedy: { de: "Prüfen Sie die Rabatte.", en: "Check the discounts." },
    find: ({ prices }) => {
      const shares = (prices?.items ?? []).flatMap((item) =>
        item.kind === "discount" && item.percent !== undefined ? [item.percent] : [],
      );
      return hitIf(sumOf(shares) > millionths("100"), ["prices", "items"]);
    },
  },
  {
    id: "price-vat-of-foreign-provider",
    severity: "warning",
    basis: "law",
    source: "§ 13b UStG; Directive 2006/112/EC, Art. 196",
    title: {
      de: "„{price}“ rechnet mit Umsatzsteuer eines ausländischen Auftragnehmers",
      en: "“{price}” charges VAT of a provider abroad",
    },
    reason: {
      de: "Sitzt der Auftragnehmer in einem anderen Land, schuldet in der Regel der Auftraggeber die Steuer.",
      en: "If the provider's seat is in another country, the client usually owes the tax.",
    },
    remedy: { de: "Prüfen Sie „vatCategory“, etwa AE.", en: "Check vatCategory, such as AE." },
    find: (contract) => {
      const seats = (["client", "provider"] as const).map(
        (role) => contract.parties[partyWithRole(contract, role) ?? ""]?.country,
      );
      const isAbroad = seats[0] !== undefined && seats[1] !== undefined && seats[0] !== seats[1];
      return placed(contract.prices?.items, "prices", "items").flatMap(({ entry: { id, vatCategory }, path }) =>
        hitIf(isAbroad && (vatCategory ?? "S") === "S", path, { price: id }),
      );
    },
  },
]);

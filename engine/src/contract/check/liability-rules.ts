/** Liability, insurance, governing documents and law. Source: product.md §7; §§ 276, 309 BGB; docs/rules/contract-parts.md §9. */
import { millionths } from "../../decimal.ts";
import type { ContractDocument } from "../document.ts";
import { hitIf, placed } from "./reading.ts";
import { rulesOf, type Hit, type RuleText } from "./rule.ts";

type Liability = NonNullable<ContractDocument["liability"]>;

const whereLiability =
  (test: (liability: Liability) => boolean, ...field: string[]): RuleText["find"] =>
  ({ liability }): readonly Hit[] =>
    hitIf(liability !== undefined && test(liability), ["liability", ...field]);

const hasCap = ({ capAmount, capPercentOfYear }: Liability): boolean =>
  capAmount !== undefined || capPercentOfYear !== undefined;

const excepts = ({ unlimitedFor }: Liability, words: RegExp): boolean =>
  (unlimitedFor ?? []).some((text) => words.test(text));

export const LIABILITY_RULES = rulesOf("terms", [
  {
    id: "liability-none",
    severity: "hint",
    basis: "law",
    source: "§§ 249, 276, 280 BGB",
    title: { de: "Die Haftung ist nicht geregelt", en: "Liability is not agreed" },
    reason: {
      de: "Dann haftet jede Seite nach dem Gesetz ohne Grenze, auch für leichte Fahrlässigkeit; das versichert kaum jemand.",
      en: "Then each side is liable without limit by law, also for slight negligence; hardly anybody insures that.",
    },
    remedy: {
      de: "Ergänzen Sie „liability“, wenn Sie etwas anderes wollen.",
      en: "Add liability if you want something else.",
    },
    find: ({ liability }) => hitIf(liability === undefined, ["liability"]),
  },
  {
    id: "liability-intent-limited",
    severity: "error",
    basis: "law",
    source: "§ 276 Abs. 3 BGB",
    title: { de: "Die Haftungsgrenze nimmt Vorsatz nicht aus", en: "The cap of liability does not except intent" },
    reason: {
      de: "Die Haftung für Vorsatz lässt sich nicht im Voraus begrenzen; die Klausel ist insoweit unwirksam.",
      en: "Liability for intent cannot be limited beforehand; the clause is void to that extent.",
    },
    remedy: { de: "Nennen Sie Vorsatz unter „unlimitedFor“.", en: "Name intent under unlimitedFor." },
    find: whereLiability(
      (liability) => hasCap(liability) && !excepts(liability, /vorsatz|vorsätzlich|intent|wilful/i),
      "unlimitedFor",
    ),
  },
  {
    id: "liability-injury-limited",
    severity: "error",
    basis: "law",
    source: "§ 309 Nr. 7, §§ 307, 310 BGB; § 14 ProdHaftG",
    title: {
      de: "Die Haftungsgrenze nimmt Schäden an Leben, Körper und Gesundheit nicht aus",
      en: "The cap of liability does not except injury to life, body and health",
    },
    reason: {
      de: "In Geschäftsbedingungen macht das in der Regel die ganze Grenze unwirksam.",
      en: "In standard terms that usually makes the whole cap void.",
    },
    remedy: { de: "Nennen Sie diese Schäden unter „unlimitedFor“.", en: "Name such injury under unlimitedFor." },
    find: whereLiability(
      (liability) => hasCap(liability) && !excepts(liability, /leben|körper|gesundheit|injury|death|health/i),
      "unlimitedFor",
    ),
  },
  {
    id: "liability-data-loss-open",
    severity: "warning",
    basis: "practice",
    source: "§ 254 BGB",
    title: { de: "Was bei Datenverlust gilt, ist offen", en: "What holds for lost data is open" },
    reason: {
      de: "Es ist der häufigste große Schaden, und wer sichern musste, bestimmt, wer ihn trägt.",
      en: "It is the most frequent large damage, and who had to back up decides who bears it.",
    },
    remedy: { de: "Ergänzen Sie „dataLoss“.", en: "Add dataLoss." },
    find: whereLiability(({ dataLoss }) => dataLoss === undefined, "dataLoss"),
  },
  {
    id: "liability-uninsured",
    severity: "warning",
    basis: "practice",
    source: "BSI OPS.2.3.A3",
    title: { de: "Keine Versicherung des Auftragnehmers ist vereinbart", en: "No insurance of the provider is agreed" },
    reason: {
      de: "Eine Haftungszusage ist so viel wert wie das Vermögen dahinter.",
      en: "A promise of liability is worth as much as the means behind it.",
    },
    remedy: { de: "Ergänzen Sie „insurance“.", en: "Add insurance." },
    find: whereLiability(({ insurance }) => (insurance ?? []).length === 0, "insurance"),
  },
  {
    id: "liability-insurance-low",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, terms",
    title: { de: "Keine Versicherung erreicht die Haftungsgrenze", en: "No insurance reaches the cap of liability" },
    reason: { de: "Der Rest ist nicht gedeckt.", en: "The rest is not covered." },
    remedy: { de: "Gleichen Sie Grenze und Versicherungssumme ab.", en: "Match cap and sum insured." },
    find: whereLiability(({ capAmount, insurance }) => {
      const sums = (insurance ?? []).map(({ sum }) => millionths(sum));
      return capAmount !== undefined && sums.length > 0 && sums.every((sum) => sum < millionths(capAmount));
    }, "insurance"),
  },
  {
    id: "liability-insurance-over",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, terms",
    title: {
      de: "Der Nachweis „{insurance}“ ist seit {day} abgelaufen",
      en: "The proof of “{insurance}” ended on {day}",
    },
    reason: {
      de: "Ob die Versicherung noch besteht, weiß niemand.",
      en: "Nobody knows whether the insurance still exists.",
    },
    remedy: { de: "Lassen Sie sich einen neuen Nachweis geben.", en: "Ask for a new proof." },
    find: ({ liability }, { asOf }) =>
      placed(liability?.insurance, "liability", "insurance").flatMap(({ entry: { kind, validUntil }, path }) =>
        hitIf(validUntil !== undefined && validUntil < asOf, path, { insurance: kind, day: validUntil ?? "" }),
      ),
  },
  {
    id: "governing-no-precedence",
    severity: "warning",
    basis: "practice",
    source: "§§ 305b, 305c BGB",
    title: {
      de: "Welches Dokument bei Widersprüchen gilt, ist offen",
      en: "Which document holds in a contradiction is open",
    },
    reason: {
      de: "Angebot, Geschäftsbedingungen und Vertrag widersprechen sich fast immer irgendwo.",
      en: "Offer, general terms and contract nearly always contradict somewhere.",
    },
    remedy: {
      de: "Nennen Sie die Dokumente mit ihrem Rang unter „governing.documents“.",
      en: "Name the documents with their ranks under governing.documents.",
    },
    find: ({ governing }) => hitIf((governing?.documents ?? []).length === 0, ["governing", "documents"]),
  },
  {
    id: "governing-both-general-terms",
    severity: "warning",
    basis: "law",
    source: "§ 305 Abs. 2, § 306 BGB",
    title: {
      de: "Geschäftsbedingungen beider Seiten gehören zum Vertrag",
      en: "General terms of both sides belong to the contract",
    },
    reason: {
      de: "Wo sie sich widersprechen, gilt keine von beiden.",
      en: "Where they contradict, neither holds.",
    },
    remedy: { de: "Entscheiden Sie sich für eine, oder schließen Sie beide aus.", en: "Choose one, or exclude both." },
    find: ({ governing }) => {
      const kinds = (governing?.documents ?? []).map(({ kind }) => kind);
      return hitIf(kinds.includes("terms-client") && kinds.includes("terms-provider"), ["governing", "documents"]);
    },
  },
  {
    id: "governing-no-law",
    severity: "hint",
    basis: "law",
    source: "Regulation (EC) 593/2008, Art. 3–4",
    title: { de: "Welches Recht gilt, ist offen", en: "Which law holds is open" },
    reason: {
      de: "Haben die Seiten ihren Sitz in verschiedenen Ländern, entscheidet sonst das Gericht.",
      en: "If the sides have seats in different countries, the court decides otherwise.",
    },
    remedy: { de: "Ergänzen Sie „governing.law“ und „venue“.", en: "Add governing.law and venue." },
    find: ({ governing }) => hitIf(governing?.law === undefined || governing.venue === undefined, ["governing"]),
  },
]);

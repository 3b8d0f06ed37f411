/** How the contract ends. Source: product.md §7, §16; BSI OPS.2.3.A7; docs/rules/contract-parts.md §9. */
import type { ContractDocument } from "../document.ts";
import { hitIf, placed } from "./reading.ts";
import { rulesOf, type Hit, type RuleText } from "./rule.ts";

type Exit = NonNullable<ContractDocument["exit"]>;

const whereExit =
  (test: (exit: Exit) => boolean, ...field: string[]): RuleText["find"] =>
  ({ exit }): readonly Hit[] =>
    hitIf(exit !== undefined && test(exit), ["exit", ...field]);

export const EXIT_RULES = rulesOf("exit", [
  {
    id: "exit-none",
    severity: "error",
    basis: "standard",
    source: "BSI OPS.2.3.A7",
    title: { de: "Das Ende der Zusammenarbeit ist nicht geregelt", en: "The end of the relationship is not agreed" },
    reason: {
      de: "Hilfe, Datenformate, Fristen und Preis des Ausstiegs lassen sich nach der Kündigung kaum noch verhandeln.",
      en: "Assistance, formats, deadlines and price of leaving can hardly be negotiated after notice.",
    },
    remedy: { de: "Ergänzen Sie „exit“.", en: "Add exit." },
    find: ({ exit }) => hitIf(exit === undefined, ["exit"]),
  },
  {
    id: "exit-no-assistance",
    severity: "error",
    basis: "standard",
    source: "Implementing Regulation (EU) 2024/2690, 5.1.4",
    title: { de: "Hilfe beim Ausstieg ist nicht vereinbart", en: "No assistance at the end is agreed" },
    reason: {
      de: "Der Nachfolger braucht Wissen, das nur der bisherige Auftragnehmer hat.",
      en: "The successor needs knowledge that only the present provider has.",
    },
    remedy: { de: "Ergänzen Sie „assistance“ mit „months“.", en: "Add assistance with months." },
    find: whereExit(({ assistance }) => (assistance?.months ?? 0) === 0, "assistance"),
  },
  {
    id: "exit-assistance-price-open",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, exit",
    title: { de: "Was die Hilfe beim Ausstieg kostet, ist offen", en: "What assistance at the end costs is open" },
    reason: {
      de: "Nach der Kündigung bestimmt den Preis, wer nichts mehr zu verlieren hat.",
      en: "After notice the price is set by who has nothing left to lose.",
    },
    remedy: {
      de: "Ergänzen Sie „price“, bei „by-rate“ und „fixed“ auch „priceItem“.",
      en: "Add price, with by-rate and fixed also priceItem.",
    },
    find: whereExit(
      ({ assistance }) =>
        assistance !== undefined &&
        (assistance.price === undefined || (assistance.price !== "included" && assistance.priceItem === undefined)),
      "assistance",
    ),
  },
  {
    id: "exit-service-stops",
    severity: "warning",
    basis: "practice",
    source: "BSI OPS.2.3.A7",
    title: {
      de: "Ob die Leistungen während des Ausstiegs weiterlaufen, ist offen",
      en: "Whether services go on during the exit is open",
    },
    reason: {
      de: "Zwischen zwei Anbietern darf der Betrieb nicht stehen.",
      en: "Operation must not stop between two providers.",
    },
    remedy: { de: "Schreiben Sie „continuedService: true“.", en: "Write continuedService: true." },
    find: whereExit(
      ({ assistance }) => assistance !== undefined && assistance.continuedService !== true,
      "assistance",
      "continuedService",
    ),
  },
  {
    id: "exit-no-data-formats",
    severity: "error",
    basis: "standard",
    source: "BSI OPS.2.2.A15",
    title: {
      de: "In welchem Format Daten übergeben werden, ist offen",
      en: "In which format data are handed over is open",
    },
    reason: {
      de: "Daten, die nur das Programm des bisherigen Anbieters liest, sind verloren.",
      en: "Data that only the present provider's program reads are lost.",
    },
    remedy: { de: "Ergänzen Sie „dataFormats“.", en: "Add dataFormats." },
    find: whereExit(({ dataFormats }) => (dataFormats ?? []).length === 0, "dataFormats"),
  },
  {
    id: "exit-format-closed",
    severity: "warning",
    basis: "standard",
    source: "BSI OPS.2.2.A15",
    title: {
      de: "„{data}“ werden in keinem offenen Format übergeben",
      en: "“{data}” are not handed over in an open format",
    },
    reason: {
      de: "Ein Format, das nur ein Programm liest, bindet an dessen Hersteller.",
      en: "A format that one program reads only ties to its maker.",
    },
    remedy: { de: "Vereinbaren Sie ein offenes Format („open: true“).", en: "Agree an open format (open: true)." },
    find: ({ exit }) =>
      placed(exit?.dataFormats, "exit", "dataFormats").flatMap(({ entry: { data, open }, path }) =>
        hitIf(open !== true, path, { data }),
      ),
  },
  {
    id: "exit-data-deadline-open",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, exit",
    title: { de: "Bis wann Daten übergeben werden, ist offen", en: "By when data are handed over is open" },
    reason: {
      de: "Der Nachfolger kann ohne Daten nicht beginnen.",
      en: "The successor cannot begin without data.",
    },
    remedy: { de: "Ergänzen Sie „dataWithinDays“.", en: "Add dataWithinDays." },
    find: whereExit(({ dataWithinDays }) => dataWithinDays === undefined, "dataWithinDays"),
  },
  {
    id: "exit-handover-open",
    severity: "warning",
    basis: "standard",
    source: "BSI OPS.2.3.A7",
    title: { de: "Was außer Daten übergeben wird, ist offen", en: "What is handed over besides data is open" },
    reason: {
      de: "Dokumentation, Zugänge, Schlüssel der Sicherungen und Lizenzen fehlen am Ende am häufigsten.",
      en: "Documentation, accesses, backup keys and licences are missing most often in the end.",
    },
    remedy: { de: "Ergänzen Sie „handover“.", en: "Add handover." },
    find: whereExit(({ handover }) => (handover ?? []).length === 0, "handover"),
  },
  {
    id: "exit-access-stays",
    severity: "warning",
    basis: "standard",
    source: "BSI OPS.2.3.A7, OPS.3.2.A6",
    title: {
      de: "Bis wann der Auftragnehmer seine Zugänge verliert, ist offen",
      en: "By when the provider loses his access is open",
    },
    reason: { de: "Vergessene Zugänge sind offene Türen.", en: "Forgotten accesses are open doors." },
    remedy: { de: "Ergänzen Sie „accessRevocationHours“.", en: "Add accessRevocationHours." },
    find: whereExit(({ accessRevocationHours }) => accessRevocationHours === undefined, "accessRevocationHours"),
  },
  {
    id: "exit-deletion-open",
    severity: "warning",
    basis: "standard",
    source: "BSI OPS.3.2.A6; GDPR Art. 28(3)(g)",
    title: {
      de: "Bis wann gelöscht und wie es belegt wird, ist offen",
      en: "By when data are deleted and how it is proved is open",
    },
    reason: {
      de: "Ohne Frist und Nachweis bleiben Daten und Sicherungen liegen.",
      en: "Without deadline and proof data and backups remain.",
    },
    remedy: {
      de: "Ergänzen Sie „deletionWithinDays“ und „deletionCertificate: true“.",
      en: "Add deletionWithinDays and deletionCertificate: true.",
    },
    find: whereExit(
      ({ deletionWithinDays, deletionCertificate }) => deletionWithinDays === undefined || deletionCertificate !== true,
      "deletionWithinDays",
    ),
  },
  {
    id: "exit-documents-withheld",
    severity: "error",
    basis: "practice",
    source: "§§ 273, 307 BGB",
    title: {
      de: "Der Auftragnehmer darf Unterlagen oder Daten zurückbehalten",
      en: "The provider may withhold documents or data",
    },
    reason: {
      de: "In einem Streit um Geld steht damit der Betrieb des Auftraggebers still.",
      en: "In a dispute about money the client's operation then stands still.",
    },
    remedy: {
      de: "Schreiben Sie „retentionOfDocuments: statutory“ oder „none“.",
      en: "Write retentionOfDocuments: statutory or none.",
    },
    find: whereExit(({ retentionOfDocuments }) => retentionOfDocuments === "lien", "retentionOfDocuments"),
  },
  {
    id: "exit-no-plan",
    severity: "hint",
    basis: "standard",
    source: "BSI OPS.2.3.A7, A19",
    title: { de: "Ein Plan für den Ausstieg ist nicht vereinbart", en: "No exit plan is agreed" },
    reason: {
      de: "Fällt der Auftragnehmer plötzlich aus, ist keine Zeit, ihn zu schreiben.",
      en: "If the provider fails suddenly there is no time to write it.",
    },
    remedy: {
      de: "Ergänzen Sie „planWithinMonths“ und „planReviewMonths“.",
      en: "Add planWithinMonths and planReviewMonths.",
    },
    find: whereExit(({ planWithinMonths }) => planWithinMonths === undefined, "planWithinMonths"),
  },
  {
    id: "exit-never-tested",
    severity: "hint",
    basis: "practice",
    source: "GS++ DLS.4.1.1",
    title: { de: "Die Übergabe der Daten wird nie erprobt", en: "Handing over data is never tried" },
    reason: {
      de: "Erst der Versuch zeigt, ob der Export vollständig ist.",
      en: "Only a trial shows whether the export is complete.",
    },
    remedy: { de: "Ergänzen Sie „testMonths“.", en: "Add testMonths." },
    find: whereExit(({ testMonths }) => testMonths === undefined, "testMonths"),
  },
  {
    id: "exit-licences-open",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/contract-checks.md, exit",
    title: {
      de: "Ob Lizenzen auf den Auftraggeber übergehen, ist offen",
      en: "Whether licences go over to the client is open",
    },
    reason: {
      de: "Laufen sie auf den Auftragnehmer, enden sie mit ihm.",
      en: "If they are the provider's they end with him.",
    },
    remedy: { de: "Ergänzen Sie „licencesTransfer“.", en: "Add licencesTransfer." },
    find: whereExit(({ licencesTransfer }) => licencesTransfer === undefined, "licencesTransfer"),
  },
]);

/** The processing agreement. Source: GDPR Art. 28, 32, 33; product.md §7; docs/rules/contract-parts.md §7. */
import { monthsLater } from "../deadlines.ts";
import type { ContractDocument } from "../document.ts";
import { hitIf, placed, servicesOf } from "./reading.ts";
import type { Said } from "../said.ts";
import { rulesOf, type CheckContext, type Hit, type RuleText } from "./rule.ts";

type DataProtection = NonNullable<ContractDocument["dataProtection"]>;
type Clause = keyof NonNullable<DataProtection["clauses"]>;

/** First day on which the GDPR applies. */
const GDPR = "2018-05-25";

const BREACH_HOURS_MAX = 48;
const MEASURES_MONTHS_MAX = 12;

/** A finding at a field where the provider processes personal data. */
export const whereProcessing =
  (test: (protection: DataProtection, context: CheckContext) => boolean, ...field: string[]): RuleText["find"] =>
  ({ dataProtection }, context): readonly Hit[] =>
    hitIf(dataProtection?.processing === true && test(dataProtection, context), ["dataProtection", ...field]);

/** The points of Art. 28(3): what is missing, why it matters. */
const POINTS: readonly (readonly [letter: string, clause: Clause, title: Said, reason: Said])[] = [
  [
    "a",
    "instructions",
    { de: "Bindung an dokumentierte Weisungen", en: "processing on documented instructions" },
    {
      de: "Ohne sie entscheidet der Auftragnehmer selbst über die Daten und wird zum Verantwortlichen.",
      en: "Without it the provider decides on the data himself and becomes a controller.",
    },
  ],
  [
    "b",
    "confidentiality",
    { de: "Verpflichtung der Beschäftigten auf Vertraulichkeit", en: "confidentiality of staff" },
    { de: "Wer Daten sieht, muss schweigen müssen.", en: "Whoever sees data must be bound to silence." },
  ],
  [
    "c",
    "security",
    { de: "Maßnahmen nach Art. 32", en: "measures of Art. 32" },
    { de: "Der Schutz der Daten ist sonst nicht geschuldet.", en: "Protection of the data is otherwise not owed." },
  ],
  [
    "d",
    "subProcessors",
    { de: "Regeln für Unterauftragsverarbeiter", en: "rules for sub-processors" },
    {
      de: "Sonst arbeiten Unternehmen mit den Daten, die der Auftraggeber nicht kennt.",
      en: "Otherwise firms that the client does not know work with the data.",
    },
  ],
  [
    "e",
    "dataSubjectRights",
    { de: "Hilfe bei Anträgen betroffener Personen", en: "help with requests of data subjects" },
    {
      de: "Der Auftraggeber hat dafür einen Monat und kommt ohne Hilfe oft nicht an die Daten.",
      en: "The client has a month for them and often cannot reach the data without help.",
    },
  ],
  [
    "f",
    "assistance",
    {
      de: "Hilfe bei Sicherheit, Meldungen und Folgenabschätzung",
      en: "help with security, breaches and impact assessments",
    },
    {
      de: "Die Pflichten der Art. 32 bis 36 bleiben beim Auftraggeber.",
      en: "The duties of Art. 32 to 36 stay with the client.",
    },
  ],
  [
    "g",
    "deletion",
    { de: "Löschung oder Rückgabe am Ende", en: "deletion or return at the end" },
    { de: "Die Daten blieben sonst beim Auftragnehmer.", en: "The data would otherwise stay with the provider." },
  ],
  [
    "h",
    "audit",
    { de: "Nachweise und Überprüfungen", en: "proof and audits" },
    {
      de: "Was niemand prüfen darf, lässt sich nicht verantworten.",
      en: "What nobody may audit nobody can answer for.",
    },
  ],
];

const point = ([letter, clause, title, reason]: (typeof POINTS)[number]): RuleText => ({
  id: `privacy-28-3-${letter}`,
  severity: "error",
  basis: "law",
  source: `GDPR Art. 28(3)(${letter})`,
  validFrom: GDPR,
  title: { de: `Es fehlt: ${title.de}`, en: `Missing: ${title.en}` },
  reason,
  remedy: {
    de: `Nennen Sie unter „clauses.${clause}“, wo das steht.`,
    en: `Say under clauses.${clause} where it is agreed.`,
  },
  find: whereProcessing(({ clauses }) => clauses?.[clause]?.agreed !== true, "clauses", clause),
});

const FRAME = ["subject", "duration", "nature", "purpose", "dataTypes", "dataSubjects"] as const;

export const PROTECTION_RULES = rulesOf("data-protection", [
  {
    id: "privacy-none",
    severity: "error",
    basis: "law",
    source: "GDPR Art. 28(3)",
    validFrom: GDPR,
    title: { de: "Zum Datenschutz ist nichts vereinbart", en: "Nothing is agreed on data protection" },
    reason: {
      de: "Schon eine Fernwartung, bei der personenbezogene Daten sichtbar sein können, ist in der Regel Auftragsverarbeitung.",
      en: "Even remote maintenance in which personal data can be seen is usually processing for the client.",
    },
    remedy: { de: "Ergänzen Sie „dataProtection“.", en: "Add dataProtection." },
    find: ({ dataProtection }) => hitIf(dataProtection === undefined, ["dataProtection"]),
  },
  {
    id: "privacy-processing-denied",
    severity: "error",
    basis: "law",
    source: "GDPR Art. 28(1), (3)",
    validFrom: GDPR,
    title: {
      de: "Bei „{service}“ sind personenbezogene Daten sichtbar, eine Verarbeitung ist aber verneint",
      en: "Personal data can be seen in “{service}”, but processing is denied",
    },
    reason: { de: "Eines von beidem stimmt nicht.", en: "One of the two is not right." },
    remedy: {
      de: "Prüfen Sie „personalData“ und „dataProtection.processing“.",
      en: "Check personalData and dataProtection.processing.",
    },
    find: (contract) =>
      servicesOf(contract).flatMap(({ entry: { id, personalData }, path }) =>
        hitIf(contract.dataProtection?.processing === false && personalData === true, [...path, "personalData"], {
          service: id,
        }),
      ),
  },
  {
    id: "privacy-no-agreement",
    severity: "error",
    basis: "law",
    source: "GDPR Art. 28(3), (9)",
    validFrom: GDPR,
    title: { de: "Der Vertrag zur Auftragsverarbeitung fehlt", en: "The processing agreement is missing" },
    reason: {
      de: "Ohne ihn ist die Verarbeitung rechtswidrig, für beide Seiten.",
      en: "Without it processing is unlawful, for both sides.",
    },
    remedy: { de: "Nennen Sie ihn unter „agreement“.", en: "Name it under agreement." },
    find: whereProcessing(({ agreement }) => agreement === undefined, "agreement"),
  },
  {
    id: "privacy-agreement-late",
    severity: "error",
    basis: "law",
    source: "GDPR Art. 28(3)",
    validFrom: GDPR,
    title: {
      de: "Der Vertrag zur Auftragsverarbeitung ist jünger als der Beginn der Leistungen",
      en: "The processing agreement is younger than the start of the services",
    },
    reason: {
      de: "Bis zu seinem Datum wurde ohne Grundlage verarbeitet.",
      en: "Until its date processing had no basis.",
    },
    remedy: { de: "Prüfen Sie das Datum.", en: "Check the date." },
    find: ({ dataProtection, term }) =>
      hitIf(dataProtection?.processing === true && (dataProtection.agreement?.date ?? term.start) > term.start, [
        "dataProtection",
        "agreement",
        "date",
      ]),
  },
  {
    id: "privacy-frame-incomplete",
    severity: "error",
    basis: "law",
    source: "GDPR Art. 28(3)",
    validFrom: GDPR,
    title: { de: "Angaben zur Verarbeitung fehlen: {missing}", en: "Facts of the processing are missing: {missing}" },
    reason: {
      de: "Gegenstand, Dauer, Art, Zweck, Arten der Daten und Kreise der Betroffenen müssen im Vertrag stehen.",
      en: "Subject, duration, nature, purpose, types of data and categories of data subjects must be in the contract.",
    },
    remedy: { de: "Ergänzen Sie die Angaben.", en: "Add them." },
    find: ({ dataProtection }) => {
      const missing = FRAME.filter((field) => (dataProtection?.[field] ?? "").length === 0);
      return hitIf(dataProtection?.processing === true && missing.length > 0, ["dataProtection"], {
        missing: missing.join(", "),
      });
    },
  },
  {
    id: "privacy-special-categories-open",
    severity: "hint",
    basis: "law",
    source: "GDPR Art. 9, Art. 28(3)",
    validFrom: GDPR,
    title: {
      de: "Ob besondere Arten von Daten vorkommen, ist offen",
      en: "Whether special categories of data occur is open",
    },
    reason: {
      de: "Gesundheitsdaten stecken auch in jeder Personalakte.",
      en: "Health data are in every personnel file, too.",
    },
    remedy: {
      de: "Ergänzen Sie „specialCategories“, notfalls leer.",
      en: "Add specialCategories, empty if there are none.",
    },
    find: whereProcessing(({ specialCategories }) => specialCategories === undefined, "specialCategories"),
  },
  ...POINTS.map(point),
  {
    id: "privacy-measures-open",
    severity: "error",
    basis: "law",
    source: "GDPR Art. 28(3)(c), Art. 32",
    validFrom: GDPR,
    title: {
      de: "Die technischen und organisatorischen Maßnahmen fehlen",
      en: "The technical and organisational measures are missing",
    },
    reason: {
      de: "Ohne Beschreibung lässt sich nicht prüfen, ob der Schutz ausreicht.",
      en: "Without a description nobody can check whether protection suffices.",
    },
    remedy: { de: "Nennen Sie das Dokument unter „measures“.", en: "Name the document under measures." },
    find: whereProcessing(({ measures }) => measures === undefined, "measures"),
  },
  {
    id: "privacy-measures-old",
    severity: "warning",
    basis: "law",
    source: "GDPR Art. 32(1)(d)",
    validFrom: GDPR,
    title: { de: "Die Maßnahmen sind älter als ein Jahr", en: "The measures are older than a year" },
    reason: {
      de: "Wirksamkeit ist regelmäßig zu prüfen; der Stand der Technik ändert sich.",
      en: "They must be tested regularly; the state of the art changes.",
    },
    remedy: {
      de: "Lassen Sie die Maßnahmen prüfen und tragen Sie das Datum ein.",
      en: "Have them reviewed and enter the date.",
    },
    find: whereProcessing(
      ({ measures, measuresReviewMonths }, { asOf }) =>
        measures?.date !== undefined && monthsLater(measures.date, measuresReviewMonths ?? MEASURES_MONTHS_MAX) < asOf,
      "measures",
      "date",
    ),
  },
  {
    id: "privacy-breach-notice",
    severity: "error",
    basis: "law",
    source: "GDPR Art. 33(1), (2)",
    validFrom: GDPR,
    title: {
      de: "Die Frist für Meldungen von Datenpannen fehlt oder ist länger als 48 Stunden",
      en: "The time to report data breaches is missing or longer than 48 hours",
    },
    reason: {
      de: "Der Auftraggeber hat 72 Stunden bis zur Meldung an die Behörde und braucht selbst Zeit.",
      en: "The client has 72 hours to report to the authority and needs time himself.",
    },
    remedy: { de: "Ergänzen Sie „breachNoticeHours“, üblich sind 24.", en: "Add breachNoticeHours, usually 24." },
    find: whereProcessing(
      ({ breachNoticeHours }) => breachNoticeHours === undefined || breachNoticeHours > BREACH_HOURS_MAX,
      "breachNoticeHours",
    ),
  },
  {
    id: "privacy-requests-open",
    severity: "hint",
    basis: "law",
    source: "GDPR Art. 12(3), Art. 28(3)(e)",
    validFrom: GDPR,
    title: {
      de: "Bis wann Anträge betroffener Personen weitergereicht werden, ist offen",
      en: "By when requests of data subjects are passed on is open",
    },
    reason: { de: "Der Monat bis zur Antwort läuft ab Eingang.", en: "The month for the answer runs from receipt." },
    remedy: { de: "Ergänzen Sie „requestForwardDays“.", en: "Add requestForwardDays." },
    find: whereProcessing(({ requestForwardDays }) => requestForwardDays === undefined, "requestForwardDays"),
  },
  {
    id: "privacy-no-contact",
    severity: "warning",
    basis: "law",
    source: "GDPR Art. 33(3)(b), Art. 37",
    validFrom: GDPR,
    title: { de: "Kein Ansprechpartner für Datenschutz ist genannt", en: "No contact for data protection is named" },
    reason: {
      de: "In einer Panne zählt jede Stunde.",
      en: "In a breach every hour counts.",
    },
    remedy: { de: "Ergänzen Sie „officers“.", en: "Add officers." },
    find: whereProcessing(({ officers }) => (officers ?? []).length === 0, "officers"),
  },
  {
    id: "privacy-deletion-open",
    severity: "error",
    basis: "law",
    source: "GDPR Art. 28(3)(g)",
    validFrom: GDPR,
    title: {
      de: "Bis wann nach dem Ende gelöscht ist, ist offen",
      en: "By when data are deleted after the end is open",
    },
    reason: {
      de: "Auch Sicherungen gehören dazu; ohne Frist bleiben sie liegen.",
      en: "Backups belong to it, too; without a time they remain.",
    },
    remedy: { de: "Ergänzen Sie „deletion“ mit beiden Fristen.", en: "Add deletion with both times." },
    find: whereProcessing(
      ({ deletion }) => deletion?.withinDays === undefined || deletion.backupsWithinDays === undefined,
      "deletion",
    ),
  },
  {
    id: "privacy-deletion-choice",
    severity: "error",
    basis: "law",
    source: "GDPR Art. 28(3)(g)",
    validFrom: GDPR,
    title: {
      de: "Nicht der Auftraggeber wählt zwischen Löschung und Rückgabe",
      en: "It is not the client who chooses between deletion and return",
    },
    reason: {
      de: "Das Gesetz gibt dem Verantwortlichen die Wahl.",
      en: "The law gives the choice to the controller.",
    },
    remedy: { de: "Schreiben Sie „choice: client“.", en: "Write choice: client." },
    find: whereProcessing(
      ({ deletion }) => deletion !== undefined && deletion.choice !== "client",
      "deletion",
      "choice",
    ),
  },
  {
    id: "privacy-service-flag-open",
    severity: "hint",
    basis: "law",
    source: "GDPR Art. 28(3)",
    validFrom: GDPR,
    title: {
      de: "Ob bei „{service}“ personenbezogene Daten sichtbar sind, ist offen",
      en: "Whether personal data can be seen in “{service}” is open",
    },
    reason: {
      de: "Sonst bleibt unklar, welche Leistungen der Vertrag zur Auftragsverarbeitung umfasst.",
      en: "Otherwise it stays unclear which services the processing agreement covers.",
    },
    remedy: { de: "Ergänzen Sie „personalData“.", en: "Add personalData." },
    find: ({ services, dataProtection }) =>
      placed(services, "services").flatMap(({ entry: { id, personalData }, path }) =>
        hitIf(dataProtection !== undefined && personalData === undefined, path, { service: id }),
      ),
  },
]);

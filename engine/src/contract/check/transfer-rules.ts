/** Sub-processors, places of data, and AI. Source: GDPR Art. 28(2), (4), 44–49; EDPB Opinion 22/2024; docs/rules/contract-parts.md §7. */
import type { ContractDocument } from "../document.ts";
import type { Path } from "../references.ts";
import { whereProcessing } from "./protection-rules.ts";
import { hitIf, isAllowed, isInEea, placed } from "./reading.ts";
import { rulesOf, type Hit, type RuleText } from "./rule.ts";

type DataProtection = NonNullable<ContractDocument["dataProtection"]>;
type SubProcessor = NonNullable<DataProtection["subProcessors"]>[number];

const GDPR = "2018-05-25";
const OBJECTION_DAYS_MIN = 14;

const whereSubProcessor =
  (test: (entry: SubProcessor, protection: DataProtection) => boolean): RuleText["find"] =>
  ({ dataProtection }): readonly Hit[] =>
    placed(dataProtection?.subProcessors, "dataProtection", "subProcessors").flatMap(({ entry, path }) =>
      hitIf(test(entry, dataProtection!), path, { company: entry.name, country: entry.country }),
    );

/** Every place to which data go: sub-processors, stores, and from where they are processed. */
const placesOfData = ({ dataProtection }: ContractDocument) => [
  ...placed(dataProtection?.subProcessors, "dataProtection", "subProcessors"),
  ...placed(dataProtection?.atRest, "dataProtection", "atRest"),
  ...placed(dataProtection?.processedIn, "dataProtection", "processedIn"),
];

type Transfer = NonNullable<SubProcessor["transfer"]>;

const inPlaces =
  (test: (place: { country: string; transfer?: Transfer | undefined }) => boolean): RuleText["find"] =>
  (contract): readonly Hit[] =>
    placesOfData(contract).flatMap(({ entry, path }) => hitIf(test(entry), path, { country: entry.country }));

const aiPath: Path = ["dataProtection", "ai"];

export const TRANSFER_RULES = rulesOf("data-protection", [
  {
    id: "privacy-sub-processors-open",
    severity: "error",
    basis: "law",
    source: "GDPR Art. 28(2); EDPB Opinion 22/2024",
    validFrom: GDPR,
    title: { de: "Unterauftragsverarbeiter sind nicht genannt", en: "Sub-processors are not named" },
    reason: {
      de: "Der Auftraggeber muss jeden kennen, der seine Daten verarbeitet.",
      en: "The client must know everybody who processes his data.",
    },
    remedy: {
      de: "Ergänzen Sie „subProcessors“; gibt es keine, schreiben Sie „[]“.",
      en: "Add subProcessors; if there are none, write [].",
    },
    find: whereProcessing(({ subProcessors }) => subProcessors === undefined, "subProcessors"),
  },
  {
    id: "privacy-sub-processor-consent-open",
    severity: "error",
    basis: "law",
    source: "GDPR Art. 28(2)",
    validFrom: GDPR,
    title: {
      de: "Wie neue Unterauftragsverarbeiter genehmigt werden, ist offen",
      en: "How new sub-processors are authorised is open",
    },
    reason: {
      de: "Ohne Genehmigung darf der Auftragnehmer niemanden einsetzen.",
      en: "Without authorisation the provider may engage nobody.",
    },
    remedy: { de: "Ergänzen Sie „subProcessorConsent“.", en: "Add subProcessorConsent." },
    find: whereProcessing(({ subProcessorConsent }) => subProcessorConsent === undefined, "subProcessorConsent"),
  },
  {
    id: "privacy-objection-short",
    severity: "error",
    basis: "law",
    source: "GDPR Art. 28(2)",
    validFrom: GDPR,
    title: {
      de: "Für den Widerspruch gegen neue Unterauftragsverarbeiter fehlen mindestens 14 Tage",
      en: "At least 14 days to object to new sub-processors are missing",
    },
    reason: {
      de: "Das Widerspruchsrecht ist leer, wenn keine Zeit ist, es zu nutzen.",
      en: "The right to object is empty if there is no time to use it.",
    },
    remedy: { de: "Ergänzen Sie „objectionDays“, üblich sind 30.", en: "Add objectionDays, usually 30." },
    find: whereProcessing(
      ({ subProcessorConsent, objectionDays }) =>
        subProcessorConsent === "general" && (objectionDays ?? 0) < OBJECTION_DAYS_MIN,
      "objectionDays",
    ),
  },
  {
    id: "privacy-sub-processor-incomplete",
    severity: "warning",
    basis: "law",
    source: "EDPB Opinion 22/2024; GDPR Art. 28(1), (2)",
    validFrom: GDPR,
    title: {
      de: "Zu „{company}“ fehlen Anschrift, Kontakt oder Zweck",
      en: "“{company}” lacks address, contact or purpose",
    },
    reason: {
      de: "Der Auftraggeber soll diese Angaben jederzeit zur Hand haben.",
      en: "The client should have these facts at hand at any time.",
    },
    remedy: { de: "Ergänzen Sie „address“, „contact“ und „purpose“.", en: "Add address, contact and purpose." },
    find: whereSubProcessor(
      ({ address, contact, purpose }) => address === undefined || contact === undefined || purpose === undefined,
    ),
  },
  {
    id: "privacy-flow-down",
    severity: "error",
    basis: "law",
    source: "GDPR Art. 28(4)",
    validFrom: GDPR,
    title: {
      de: "„{company}“ ist nicht auf dieselben Pflichten verpflichtet",
      en: "“{company}” is not bound by the same duties",
    },
    reason: {
      de: "Jedes Glied der Kette muss dieselben Pflichten tragen.",
      en: "Each link of the chain must bear the same duties.",
    },
    remedy: {
      de: "Schreiben Sie „flowDown: true“, wenn es vereinbart ist.",
      en: "Write flowDown: true once it is agreed.",
    },
    find: whereSubProcessor(({ flowDown }) => flowDown !== true),
  },
  {
    id: "privacy-countries-open",
    severity: "warning",
    basis: "law",
    source: "GDPR Art. 28(3)(a), Art. 44",
    validFrom: GDPR,
    title: { de: "In welchen Ländern Daten sein dürfen, ist offen", en: "In which countries data may be is open" },
    reason: {
      de: "Ohne Grenze darf der Auftragnehmer Daten überallhin geben, wo eine Rechtsgrundlage besteht.",
      en: "Without a limit the provider may take data wherever a legal basis exists.",
    },
    remedy: { de: "Ergänzen Sie „allowedCountries“, etwa „[EEA]“.", en: "Add allowedCountries, such as [EEA]." },
    find: whereProcessing(({ allowedCountries }) => allowedCountries === undefined, "allowedCountries"),
  },
  {
    id: "privacy-places-open",
    severity: "warning",
    basis: "law",
    source: "GDPR Art. 28(3), Art. 30; BSI OPS.2.3.A4",
    validFrom: GDPR,
    title: { de: "Wo Daten liegen und verarbeitet werden, ist offen", en: "Where data lie and are processed is open" },
    reason: {
      de: "Auch ein Zugriff aus der Ferne ist eine Verarbeitung an diesem Ort.",
      en: "Remote access is processing at that place, too.",
    },
    remedy: { de: "Ergänzen Sie „atRest“ und „processedIn“.", en: "Add atRest and processedIn." },
    find: whereProcessing(({ atRest, processedIn }) => (atRest ?? []).length === 0 || (processedIn ?? []).length === 0),
  },
  {
    id: "privacy-place-outside",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, data-protection",
    title: {
      de: "Daten gelangen nach {country}, das ist nicht vereinbart",
      en: "Data go to {country}, which is not agreed",
    },
    reason: {
      de: "Der Ort liegt außerhalb der Länder, die der Vertrag erlaubt.",
      en: "The place lies outside the countries that the contract allows.",
    },
    remedy: {
      de: "Erlauben Sie das Land, oder wählen Sie einen anderen Ort.",
      en: "Allow the country, or choose another place.",
    },
    find: (contract, context) => {
      const allowed = contract.dataProtection?.allowedCountries;
      return allowed === undefined ? [] : inPlaces(({ country }) => !isAllowed(country, allowed))(contract, context);
    },
  },
  {
    id: "privacy-no-transfer-basis",
    severity: "error",
    basis: "law",
    source: "GDPR Art. 44–49",
    validFrom: GDPR,
    title: {
      de: "Für die Übermittlung nach {country} fehlt die Grundlage",
      en: "The transfer to {country} has no basis",
    },
    reason: {
      de: "Außerhalb des EWR braucht jede Übermittlung einen Angemessenheitsbeschluss oder Garantien.",
      en: "Outside the EEA each transfer needs an adequacy decision or safeguards.",
    },
    remedy: { de: "Ergänzen Sie „transfer“.", en: "Add transfer." },
    find: inPlaces(({ country, transfer }) => !isInEea(country) && transfer === undefined),
  },
  {
    id: "privacy-transfer-unproved",
    severity: "warning",
    basis: "law",
    source: "GDPR Art. 46; CJEU C-311/18",
    validFrom: GDPR,
    title: {
      de: "Zu den Garantien für {country} fehlen Dokument oder Prüfung",
      en: "The safeguards for {country} lack document or assessment",
    },
    reason: {
      de: "Wer sich auf Standardklauseln oder eigene Regeln stützt, muss das Recht des Ziellands prüfen.",
      en: "Who relies on standard clauses or own rules must assess the law of the country.",
    },
    remedy: { de: "Ergänzen Sie „document“ und „assessedOn“.", en: "Add document and assessedOn." },
    find: inPlaces(
      ({ transfer }) =>
        transfer !== undefined &&
        transfer.basis !== "adequacy" &&
        transfer.basis !== "data-privacy-framework" &&
        (transfer.document === undefined || transfer.assessedOn === undefined),
    ),
  },
  {
    id: "privacy-framework-outside-us",
    severity: "error",
    basis: "law",
    source: "Implementing Decision (EU) 2023/1795",
    validFrom: "2023-07-10",
    title: {
      de: "Der Datenschutzrahmen EU–USA gilt nicht für {country}",
      en: "The EU-US Data Privacy Framework does not hold for {country}",
    },
    reason: { de: "Die Übermittlung hat keine Grundlage.", en: "The transfer has no basis." },
    remedy: { de: "Nennen Sie eine andere Grundlage.", en: "Name another basis." },
    find: inPlaces(({ country, transfer }) => transfer?.basis === "data-privacy-framework" && country !== "US"),
  },
  {
    id: "privacy-ai-open",
    severity: "warning",
    basis: "practice",
    source: "GDPR Art. 28(3)(a)",
    title: {
      de: "Ob KI auf Daten des Auftraggebers eingesetzt werden darf, ist offen",
      en: "Whether AI may be used on the client's data is open",
    },
    reason: {
      de: "Viele Werkzeuge haben heute KI-Funktionen, die Daten an weitere Anbieter geben.",
      en: "Many tools today have AI functions that pass data to further providers.",
    },
    remedy: { de: "Ergänzen Sie „ai“.", en: "Add ai." },
    find: whereProcessing(({ ai }) => ai === undefined, "ai"),
  },
  {
    id: "privacy-ai-unlimited",
    severity: "warning",
    basis: "law",
    source: "GDPR Art. 28(2), (3)(a)",
    validFrom: GDPR,
    title: { de: "Jede KI darf Daten des Auftraggebers sehen", en: "Any AI may see the client's data" },
    reason: {
      de: "Jedes dieser Systeme kann ein weiterer Unterauftragsverarbeiter sein, den niemand genehmigt hat.",
      en: "Each of these systems may be a further sub-processor that nobody has authorised.",
    },
    remedy: {
      de: "Schreiben Sie „allowed: listed“ und nennen Sie die Systeme.",
      en: "Write allowed: listed and name the systems.",
    },
    find: ({ dataProtection }) => hitIf(dataProtection?.ai?.allowed === "yes", [...aiPath, "allowed"]),
  },
  {
    id: "privacy-ai-list-empty",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, data-protection",
    title: {
      de: "Nur genannte KI-Systeme sind erlaubt, aber keines ist genannt",
      en: "Only listed AI systems are allowed, but none is listed",
    },
    reason: { de: "Was gelten soll, ist offen.", en: "What should hold is open." },
    remedy: {
      de: "Nennen Sie die Systeme, oder schreiben Sie „allowed: no“.",
      en: "List the systems, or write allowed: no.",
    },
    find: ({ dataProtection }) =>
      hitIf(dataProtection?.ai?.allowed === "listed" && (dataProtection.ai.systems ?? []).length === 0, aiPath),
  },
  {
    id: "privacy-ai-trains",
    severity: "error",
    basis: "law",
    source: "GDPR Art. 28(3)(a), (10)",
    validFrom: GDPR,
    title: {
      de: "„{system}“ wird mit Daten des Auftraggebers trainiert",
      en: "“{system}” is trained on the client's data",
    },
    reason: {
      de: "Das ist ein eigener Zweck des Anbieters; Daten lassen sich aus dem Modell kaum wieder löschen.",
      en: "That is a purpose of the provider's own; data can hardly be deleted from the model again.",
    },
    remedy: { de: "Schließen Sie das Training aus.", en: "Exclude training." },
    find: ({ dataProtection }) =>
      placed(dataProtection?.ai?.systems, ...aiPath, "systems").flatMap(
        ({ entry: { name, trainsOnClientData }, path }) =>
          hitIf(trainsOnClientData, [...path, "trainsOnClientData"], { system: name }),
      ),
  },
  {
    id: "privacy-ai-decides-alone",
    severity: "warning",
    basis: "law",
    source: "GDPR Art. 22",
    validFrom: GDPR,
    title: {
      de: "Ob ein Mensch über Vorschläge von „{system}“ entscheidet, ist offen",
      en: "Whether a person decides on what “{system}” proposes is open",
    },
    reason: {
      de: "Ein Fehler der KI träfe den Betrieb unmittelbar.",
      en: "A mistake of the AI would hit operation at once.",
    },
    remedy: { de: "Schreiben Sie „personDecides: true“.", en: "Write personDecides: true." },
    find: ({ dataProtection }) =>
      placed(dataProtection?.ai?.systems, ...aiPath, "systems").flatMap(({ entry: { name, personDecides }, path }) =>
        hitIf(personDecides !== true, path, { system: name }),
      ),
  },
]);

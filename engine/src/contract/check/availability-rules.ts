/** Availability objectives. Source: product.md §10. */
import { millionths } from "../../decimal.ts";
import type { ContractDocument } from "../document.ts";
import { hitIf, placed } from "./reading.ts";
import { rulesOf, type Hit, type RuleText } from "./rule.ts";

type Objective = NonNullable<ContractDocument["availability"]>[number];

/** Objectives for which `test` holds, at one of their fields. */
const where =
  (test: (objective: Objective, contract: ContractDocument) => boolean, ...field: string[]): RuleText["find"] =>
  (contract): Hit[] =>
    placed(contract.availability, "availability").flatMap(({ entry, path }) =>
      hitIf(test(entry, contract), [...path, ...field], { objective: entry.id, target: entry.targetPercent }),
    );

export const AVAILABILITY_RULES = rulesOf("availability", [
  {
    id: "availability-none",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/contract-checks.md, availability",
    title: { de: "Keine Verfügbarkeit ist zugesagt", en: "No availability is promised" },
    reason: {
      de: "Wie lange ein Dienst im Monat ausfallen darf, ist dann nicht vereinbart.",
      en: "How long a service may be down in a month is then not agreed.",
    },
    remedy: {
      de: "Sagen Sie für die wichtigsten Leistungen eine Verfügbarkeit zu.",
      en: "Promise an availability for the most important services.",
    },
    find: ({ availability }) => hitIf((availability ?? []).length === 0, ["availability"]),
  },
  {
    id: "availability-no-measuring-point",
    severity: "error",
    basis: "practice",
    source: "ISO/IEC 19086-2",
    title: { de: "„{objective}“ nennt keinen Messpunkt", en: "“{objective}” names no measuring point" },
    reason: {
      de: "Am Router des Rechenzentrums und am Arbeitsplatz misst man Verschiedenes.",
      en: "At the data centre's router and at the desk different things are measured.",
    },
    remedy: {
      de: "Nennen Sie unter „measuringPoint“, wo gemessen wird.",
      en: "Say under measuringPoint where it is measured.",
    },
    find: where(({ measuringPoint }) => measuringPoint === undefined, "measuringPoint"),
  },
  {
    id: "availability-no-period",
    severity: "error",
    basis: "practice",
    source: "ISO/IEC 19086-2",
    title: { de: "„{objective}“ nennt keinen Messzeitraum", en: "“{objective}” names no measurement period" },
    reason: {
      de: "99 % im Jahr erlauben über drei Tage Ausfall am Stück, 99 % im Monat sieben Stunden.",
      en: "99 % of a year allows more than three days in one piece, 99 % of a month seven hours.",
    },
    remedy: { de: "Ergänzen Sie „period“.", en: "Add period." },
    find: where(({ period }) => period === undefined, "period"),
  },
  {
    id: "availability-no-service-time",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, availability",
    title: { de: "„{objective}“ nennt keine Servicezeit", en: "“{objective}” names no service time" },
    reason: {
      de: "Ob ein Ausfall in der Nacht zählt, ist dann offen.",
      en: "Whether an outage at night counts is then open.",
    },
    remedy: { de: "Nennen Sie unter „serviceTime“ einen Kalender.", en: "Name a calendar under serviceTime." },
    find: where(({ serviceTime }) => serviceTime === undefined, "serviceTime"),
  },
  {
    id: "availability-no-services",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, availability",
    title: { de: "„{objective}“ gilt für keine Leistung", en: "“{objective}” holds for no service" },
    reason: { de: "Es ist offen, was verfügbar sein soll.", en: "It is open what should be available." },
    remedy: { de: "Nennen Sie die Leistungen.", en: "Name the services." },
    find: where(({ services }) => services.length === 0, "services"),
  },
  {
    id: "availability-downtime-open",
    severity: "warning",
    basis: "practice",
    source: "ISO/IEC 19086-2",
    title: {
      de: "Was bei „{objective}“ als Ausfall zählt, ist offen",
      en: "What counts as down for “{objective}” is open",
    },
    reason: {
      de: "Langsam, teilweise gestört oder ganz weg: Jede Seite zählt anders.",
      en: "Slow, partly disturbed or gone: each side counts differently.",
    },
    remedy: { de: "Ergänzen Sie „downtime“.", en: "Add downtime." },
    find: where(({ downtime }) => downtime === undefined, "downtime"),
  },
  {
    id: "availability-maintenance-open",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, availability",
    title: {
      de: "Wie Wartung bei „{objective}“ zählt, ist offen",
      en: "How maintenance counts for “{objective}” is open",
    },
    reason: {
      de: "Wartung ist der häufigste Streit über Verfügbarkeit.",
      en: "Maintenance is the most frequent dispute about availability.",
    },
    remedy: { de: "Ergänzen Sie „maintenance“.", en: "Add maintenance." },
    find: where(({ maintenance }) => maintenance === undefined, "maintenance"),
  },
  {
    id: "availability-maintenance-unannounced",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, availability",
    title: {
      de: "Wartung zählt bei „{objective}“ nicht, ohne dass eine Ankündigungsfrist gilt",
      en: "Maintenance does not count for “{objective}”, and no notice is needed",
    },
    reason: {
      de: "Ein Ausfall ließe sich nachträglich zur Wartung erklären.",
      en: "An outage could be declared maintenance afterwards.",
    },
    remedy: { de: "Ergänzen Sie „noticeHours“.", en: "Add noticeHours." },
    find: where(
      ({ maintenance }) => maintenance?.planned === "excluded" && maintenance.noticeHours === undefined,
      "maintenance",
    ),
  },
  {
    id: "availability-maintenance-unbounded",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, availability",
    title: {
      de: "Wartung ist bei „{objective}“ in Dauer und Zeit unbegrenzt",
      en: "Maintenance of “{objective}” is unlimited in length and time",
    },
    reason: {
      de: "Eine zugesagte Verfügbarkeit ist wenig wert, wenn beliebig viel Wartung herausgerechnet wird.",
      en: "A promise is worth little if any amount of maintenance is taken out.",
    },
    remedy: {
      de: "Begrenzen Sie mit „hoursPerPeriod“, oder nennen Sie Wartungsfenster.",
      en: "Limit it with hoursPerPeriod, or name windows.",
    },
    find: where(
      ({ maintenance }) =>
        maintenance?.planned === "excluded" &&
        maintenance.hoursPerPeriod === undefined &&
        (maintenance.windows ?? []).length === 0,
      "maintenance",
    ),
  },
  {
    id: "availability-exclusions-open",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/contract-checks.md, availability",
    title: { de: "„{objective}“ sagt nichts zu Ausschlüssen", en: "“{objective}” says nothing of exclusions" },
    reason: {
      de: "Ob höhere Gewalt oder ein Fehler des Auftraggebers zählt, wird sonst im Einzelfall gestritten.",
      en: "Whether force majeure or the client's own fault counts is otherwise argued case by case.",
    },
    remedy: {
      de: "Zählen Sie die Ausschlüsse auf, oder schreiben Sie „exclusions: []“.",
      en: "List them, or write exclusions: [].",
    },
    find: where(({ exclusions }) => exclusions === undefined, "exclusions"),
  },
  {
    id: "availability-hundred-percent",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, availability",
    title: { de: "„{objective}“ verspricht {target} %", en: "“{objective}” promises {target} %" },
    reason: {
      de: "Das hält niemand; meist steckt dahinter ein Ausschluss, der das Versprechen leer macht.",
      en: "Nobody keeps that; usually an exclusion makes the promise empty.",
    },
    remedy: { de: "Vereinbaren Sie einen erreichbaren Wert.", en: "Agree a value that can be reached." },
    find: where(({ targetPercent }) => millionths(targetPercent) >= 100_000_000n, "targetPercent"),
  },
  {
    id: "availability-long-period",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, availability",
    title: { de: "„{objective}“ wird über ein Jahr gemittelt", en: "“{objective}” is averaged over a year" },
    reason: {
      de: "{target} % im Jahr dürfen an einem Stück ausfallen, und das Ergebnis steht erst nach dem Jahr fest.",
      en: "The time that {target} % of a year leaves may be lost in one piece, and is known only after the year.",
    },
    remedy: { de: "Messen Sie je Monat.", en: "Measure by month." },
    find: where(({ period }) => period === "year" || period === "half-year", "period"),
  },
  {
    id: "availability-unknown-counts-as-up",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, availability",
    title: {
      de: "Zeit ohne Messung gilt bei „{objective}“ als verfügbar",
      en: "Time without measurement counts as up for “{objective}”",
    },
    reason: {
      de: "Fällt die Überwachung mit dem Dienst aus, verbessert das die Verfügbarkeit.",
      en: "If monitoring fails with the service, availability improves.",
    },
    remedy: { de: "Schreiben Sie „unknown: neither“.", en: "Write unknown: neither." },
    find: where(({ unknown }) => unknown === "up", "unknown"),
  },
  {
    id: "availability-provider-measures-alone",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/contract-checks.md, availability",
    title: { de: "Nur der Auftragnehmer misst „{objective}“", en: "Only the provider measures “{objective}”" },
    reason: {
      de: "Wer die Zusage gibt, sollte nicht allein über ihre Einhaltung befinden.",
      en: "Who makes the promise should not alone judge whether it is kept.",
    },
    remedy: { de: "Lassen Sie Messungen beider Seiten gelten.", en: "Let both sides' measurements count." },
    find: where(({ measuredBy }) => measuredBy === "provider", "measuredBy"),
  },
  {
    id: "availability-counts-from-report",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, availability",
    title: {
      de: "Bei „{objective}“ zählt ein Ausfall erst ab Meldung oder Bestätigung",
      en: "An outage of “{objective}” counts only from report or confirmation",
    },
    reason: {
      de: "Ein Ausfall in der Nacht zählt dann erst, wenn ihn morgens jemand meldet.",
      en: "An outage at night then counts only when somebody reports it in the morning.",
    },
    remedy: { de: "Schreiben Sie „from: first-failed-check“.", en: "Write from: first-failed-check." },
    find: where(({ downtime }) => downtime?.from === "report" || downtime?.from === "confirmation", "downtime", "from"),
  },
  {
    id: "availability-rounding-keeps-promise",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, availability",
    title: {
      de: "Gerundet auf {decimals} Stellen erfüllt auch ein schlechterer Wert „{objective}“",
      en: "Rounded to {decimals} decimals, a worse value fulfils “{objective}”, too",
    },
    reason: {
      de: "Die Zusage hat mehr Stellen als der gerundete Wert: Das Aufrunden verdeckt eine Verletzung.",
      en: "The promise has more decimals than the rounded value: rounding up hides a breach.",
    },
    remedy: {
      de: "Vergleichen Sie den genauen Wert (ohne „decimals“).",
      en: "Compare the exact value (without decimals).",
    },
    find: ({ availability }) =>
      placed(availability, "availability").flatMap(({ entry, path }) => {
        const given = (entry.targetPercent.split(".")[1] ?? "").replace(/0+$/, "").length;
        const isCoarse = entry.decimals !== undefined && entry.decimals < given;
        return hitIf(isCoarse, [...path, "decimals"], { objective: entry.id, decimals: entry.decimals ?? "" });
      }),
  },
  {
    id: "availability-without-credit",
    severity: "hint",
    basis: "practice",
    source: "BSI OPS.2.3.A14",
    title: { de: "„{objective}“ zu verfehlen hat keine Folge", en: "Missing “{objective}” has no consequence" },
    reason: {
      de: "Eine Zusage ohne Folge ist eine Absicht.",
      en: "A promise without consequence is an intention.",
    },
    remedy: { de: "Ergänzen Sie eine Gutschrift.", en: "Add a service credit." },
    find: where(({ id }, { credits, kpis }) => {
      const measured = (kpis ?? []).filter(({ availability }) => availability === id).map((kpi) => kpi.id);
      return !(credits?.rules ?? []).some(
        (rule) => rule.availability === id || (rule.kpi !== undefined && measured.includes(rule.kpi)),
      );
    }),
  },
]);

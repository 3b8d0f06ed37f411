/** Parts of a contract that contradict each other, and references that lead nowhere. Source: product.md §7; docs/rules/contract-checks.md. */
import { monthsLater } from "../deadlines.ts";
import type { ContractDocument } from "../document.ts";
import type { Path } from "../references.ts";
import { daysBetween, hitIf, placed, servicesOf } from "./reading.ts";
import { rulesOf, type Hit } from "./rule.ts";

/** An annex by its number, as texts name it. */
const ANNEX = /\b(?:Anlage|Anhang|Annex|Appendix)\s+([A-Z]?\d+|[A-Z])\b/gi;

/** Every text of a document with its place. */
function* textsOf(value: unknown, path: Path = []): Generator<{ readonly text: string; readonly path: Path }> {
  if (typeof value === "string") yield { text: value, path };
  else if (Array.isArray(value)) for (const [index, entry] of value.entries()) yield* textsOf(entry, [...path, index]);
  else if (typeof value === "object" && value !== null)
    for (const [name, entry] of Object.entries(value)) yield* textsOf(entry, [...path, name]);
}

const annexesIn = (text: string): string[] => [...text.matchAll(ANNEX)].map(([, number]) => number!.toUpperCase());

/** The share that the contract promises for a level and the KPIs that promise another one for all priorities. */
const otherAttainment = ({ attainment, kpis }: ContractDocument): Hit[] =>
  placed(kpis, "kpis").flatMap(({ entry: { id, measure, level, priorities, services, target, period }, path }) => {
    const promised = level === undefined ? undefined : attainment.targetPercent[level];
    const isSame = measure === "attainment" && priorities === undefined && services === undefined && period === "month";
    return hitIf(isSame && promised !== undefined && Number(target) !== promised, [...path, "target"], {
      kpi: id,
      target,
      promised: promised ?? "",
    });
  });

export const CONTRADICTION_RULES = rulesOf("contradictions", [
  {
    id: "contradiction-notice-beyond-term",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, contradictions",
    title: {
      de: "Die Kündigungsfrist ist länger als die Laufzeit oder ihre Verlängerung",
      en: "The notice period is longer than the term or its renewal",
    },
    reason: { de: "Niemand könnte rechtzeitig kündigen.", en: "Nobody could give notice in time." },
    remedy: { de: "Prüfen Sie Frist und Verlängerung.", en: "Check notice and renewal." },
    find: ({ term: { start, end, renewalMonths, noticeMonths } }) =>
      hitIf(
        noticeMonths !== undefined &&
          ((renewalMonths !== undefined && noticeMonths >= renewalMonths) ||
            (end !== undefined && monthsLater(end, -noticeMonths) < start)),
        ["term", "noticeMonths"],
      ),
  },
  {
    id: "contradiction-minimum-beyond-end",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, contradictions",
    title: { de: "Die Mindestlaufzeit reicht über das Ende hinaus", en: "The minimum term reaches beyond the end" },
    reason: {
      de: "Laufzeit und Mindestlaufzeit sagen Verschiedenes.",
      en: "Term and minimum term say different things.",
    },
    remedy: { de: "Prüfen Sie „end“ und „minimumMonths“.", en: "Check end and minimumMonths." },
    find: ({ term: { start, end, minimumMonths } }) =>
      hitIf(
        end !== undefined && minimumMonths !== undefined && daysBetween(end, monthsLater(start, minimumMonths)) > 1,
        ["term", "minimumMonths"],
      ),
  },
  {
    id: "contradiction-same-rank",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, contradictions",
    title: { de: "Mehrere Dokumente haben den Rang {rank}", en: "Several documents have the rank {rank}" },
    reason: {
      de: "Welches von ihnen bei Widersprüchen gilt, ist offen.",
      en: "Which of them holds in a contradiction is open.",
    },
    remedy: { de: "Geben Sie jedem einen eigenen Rang.", en: "Give each a rank of its own." },
    find: ({ governing }) => {
      const ranks = (governing?.documents ?? []).map(({ rank }) => rank);
      return placed(governing?.documents, "governing", "documents").flatMap(({ entry: { rank }, path }) =>
        hitIf(ranks.filter((other) => other === rank).length > 1, [...path, "rank"], { rank }),
      );
    },
  },
  {
    id: "contradiction-included-and-excluded",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, contradictions",
    title: {
      de: "„{text}“ ist bei „{service}“ enthalten und ausgeschlossen",
      en: "“{text}” is included in and excluded from “{service}”",
    },
    reason: { de: "Ob es dazugehört, ist offen.", en: "Whether it belongs to the service is open." },
    remedy: { de: "Entfernen Sie eines von beidem.", en: "Remove one of the two." },
    find: (contract) =>
      servicesOf(contract).flatMap(({ entry: { id, included, excluded }, path }) =>
        placed(excluded, ...path, "excluded").flatMap(({ entry: text, path: at }) =>
          hitIf((included ?? []).includes(text), at, { text, service: id }),
        ),
      ),
  },
  {
    id: "contradiction-go-live-outside-term",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, contradictions",
    title: { de: "„{service}“ beginnt außerhalb der Laufzeit", en: "“{service}” goes live outside the term" },
    reason: { de: "Für die Leistung gilt dann kein Vertrag.", en: "No contract then holds for the service." },
    remedy: { de: "Prüfen Sie „goLive“.", en: "Check goLive." },
    find: (contract) =>
      servicesOf(contract).flatMap(({ entry: { id, goLive }, path }) =>
        hitIf(
          goLive !== undefined && (goLive < contract.term.start || (contract.term.end ?? "9") < goLive),
          [...path, "goLive"],
          { service: id },
        ),
      ),
  },
  {
    id: "contradiction-price-dates",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, contradictions",
    title: { de: "„{price}“ gilt an keinem Tag der Laufzeit", en: "“{price}” holds on no day of the term" },
    reason: {
      de: "Beginn und Ende des Preises passen nicht zueinander oder nicht zur Laufzeit.",
      en: "The price's first and last day do not fit each other or the term.",
    },
    remedy: { de: "Prüfen Sie „validFrom“ und „validTo“.", en: "Check validFrom and validTo." },
    find: ({ prices, term, validFrom: versionFrom }) =>
      placed(prices?.items, "prices", "items").flatMap(({ entry: { id, validFrom, validTo }, path }) => {
        const [from, to] = [validFrom ?? versionFrom, validTo ?? "9"];
        return hitIf(to < from || to < term.start || (term.end ?? "9") < from, path, { price: id });
      }),
  },
  {
    id: "contradiction-attainment",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, contradictions",
    title: {
      de: "„{kpi}“ verlangt {target} %, „attainment“ {promised} %",
      en: "“{kpi}” asks for {target} %, attainment for {promised} %",
    },
    reason: { de: "Zwei Quoten für dieselben Fristen.", en: "Two shares for the same deadlines." },
    remedy: { de: "Streichen Sie eine der beiden.", en: "Remove one of the two." },
    find: otherAttainment,
  },
  {
    id: "contradiction-availability-twice",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, contradictions",
    title: {
      de: "Für „{service}“ sind zwei verschiedene Verfügbarkeiten zugesagt",
      en: "Two different availabilities are promised for “{service}”",
    },
    reason: {
      de: "Messpunkt, Servicezeit und Zeitraum sind gleich, der Wert nicht.",
      en: "Measuring point, service time and period are the same, the value is not.",
    },
    remedy: { de: "Streichen Sie eine der beiden Zusagen.", en: "Remove one of the two." },
    find: ({ availability }) => {
      const all = availability ?? [];
      const isLike = (a: (typeof all)[number], b: (typeof all)[number]) =>
        (["period", "serviceTime", "measuringPoint", "unit", "condition"] as const).every(
          (field) => a[field] === b[field],
        );
      return placed(availability, "availability").flatMap(({ entry, path }) =>
        entry.services.flatMap((service) =>
          hitIf(
            all.some(
              (other) =>
                other.targetPercent !== entry.targetPercent && other.services.includes(service) && isLike(entry, other),
            ),
            [...path, "targetPercent"],
            { service },
          ),
        ),
      );
    },
  },
  {
    id: "contradiction-escalation-order",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, contradictions",
    title: {
      de: "Stufe {level} erfährt früher von einer Gefahr als die Stufe davor",
      en: "Level {level} is told of a risk before the level below it",
    },
    reason: {
      de: "Die höhere Stufe wird mit dem befasst, was die untere noch gar nicht weiß.",
      en: "The higher level is asked about what the lower does not know yet.",
    },
    remedy: { de: "Prüfen Sie „atPercent“.", en: "Check atPercent." },
    find: ({ escalation }) =>
      placed(escalation, "escalation").flatMap(({ entry: { level, atPercent }, path }) => {
        const below = escalation.filter((other) => other.level < level).map((other) => Math.min(...other.atPercent));
        return hitIf(
          below.some((share) => share > Math.min(...atPercent)),
          [...path, "atPercent"],
          { level },
        );
      }),
  },
  {
    id: "contradiction-deletion",
    severity: "error",
    basis: "practice",
    source: "GDPR Art. 28(3)(g)",
    title: {
      de: "Ausstieg und Datenschutz nennen verschiedene Fristen zur Löschung",
      en: "Exit and data protection give different times for deletion",
    },
    reason: { de: "Bis wann gelöscht sein muss, ist offen.", en: "By when deletion must be done is open." },
    remedy: { de: "Nennen Sie an beiden Stellen dieselbe Frist.", en: "Give the same time at both places." },
    find: ({ exit, dataProtection }) => {
      const [atExit, byLaw] = [exit?.deletionWithinDays, dataProtection?.deletion?.withinDays];
      return hitIf(atExit !== undefined && byLaw !== undefined && atExit !== byLaw, ["exit", "deletionWithinDays"]);
    },
  },
  {
    id: "contradiction-deleted-before-retrieval",
    severity: "error",
    basis: "law",
    source: "Data Act, Art. 25 (2) (g), (h)",
    title: {
      de: "Daten werden gelöscht, bevor die Zeit zum Abruf vorbei ist",
      en: "Data are deleted before the time to retrieve them is over",
    },
    reason: { de: "Das eine Recht hebt das andere auf.", en: "One right cancels the other." },
    remedy: { de: "Löschen Sie frühestens nach „retrievalDays“.", en: "Delete after retrievalDays at the earliest." },
    find: ({ exit }) =>
      hitIf((exit?.retrievalDays ?? 0) > (exit?.deletionWithinDays ?? 99_999), ["exit", "deletionWithinDays"]),
  },
  {
    id: "contradiction-sub-processors-forbidden",
    severity: "error",
    basis: "law",
    source: "GDPR Art. 28(2)",
    title: {
      de: "Unterauftragsverarbeiter sind verboten, aber genannt",
      en: "Sub-processors are forbidden, but named",
    },
    reason: { de: "Eines von beidem stimmt nicht.", en: "One of the two is not right." },
    remedy: { de: "Prüfen Sie „subProcessorConsent“.", en: "Check subProcessorConsent." },
    find: ({ dataProtection }) =>
      hitIf(dataProtection?.subProcessorConsent === "none-allowed" && (dataProtection.subProcessors ?? []).length > 0, [
        "dataProtection",
        "subProcessorConsent",
      ]),
  },
  {
    id: "contradiction-forms",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, contradictions",
    title: {
      de: "Für Änderungen des Vertrags gelten zwei verschiedene Formen",
      en: "Two different forms hold for changes of the contract",
    },
    reason: { de: "Ob eine Änderung wirksam ist, ist offen.", en: "Whether a change holds is open." },
    remedy: {
      de: "Prüfen Sie „governing.changesForm“ und „changes.form“.",
      en: "Check governing.changesForm and changes.form.",
    },
    find: ({ governing, changes }) =>
      hitIf(
        (governing?.changesForm === "written" && (changes?.form ?? "written") !== "written") ||
          (changes?.form === "written" && (governing?.changesForm ?? "written") !== "written"),
        ["changes", "form"],
      ),
  },
  {
    id: "contradiction-early-payment",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, contradictions",
    title: {
      de: "Das Skonto ist unvollständig oder länger als die Zahlungsfrist",
      en: "The early-payment discount is incomplete or longer than the payment term",
    },
    reason: {
      de: "Ob und bis wann abgezogen werden darf, ist offen.",
      en: "Whether and until when it may be taken is open.",
    },
    remedy: {
      de: "Nennen Sie „earlyPaymentPercent“ und „earlyPaymentDays“, kürzer als „dueDays“.",
      en: "Give earlyPaymentPercent and earlyPaymentDays, shorter than dueDays.",
    },
    find: ({ prices }) => {
      const { earlyPaymentPercent: percent, earlyPaymentDays: days, dueDays } = prices?.invoicing ?? {};
      const isPartial = (percent === undefined) !== (days === undefined);
      return hitIf(isPartial || (days !== undefined && days >= (dueDays ?? 99_999)), ["prices", "invoicing"]);
    },
  },
  {
    id: "contradiction-sub-processor-is-no-subcontractor",
    severity: "error",
    basis: "practice",
    source: "GDPR Art. 28(2), (4)",
    title: {
      de: "„{company}“ ist Unterauftragsverarbeiter, aber als Partei etwas anderes",
      en: "“{company}” is a sub-processor, but another kind of party",
    },
    reason: {
      de: "Ein Unterauftragsverarbeiter arbeitet für den Auftragnehmer.",
      en: "A sub-processor works for the provider.",
    },
    remedy: { de: "Geben Sie der Partei die Rolle „subcontractor“.", en: "Give the party the role subcontractor." },
    find: ({ dataProtection, parties }) =>
      placed(dataProtection?.subProcessors, "dataProtection", "subProcessors").flatMap(
        ({ entry: { name, party }, path }) =>
          hitIf(party !== undefined && parties[party]!.role !== "subcontractor", [...path, "party"], { company: name }),
      ),
  },
  {
    id: "contradiction-dora-subcontracting",
    severity: "error",
    basis: "law",
    source: "DORA, Art. 30(2)(a)",
    title: {
      de: "Weitergabe ist verboten, ein Unterauftragnehmer aber Partei",
      en: "Passing on is forbidden, but a subcontractor takes part",
    },
    reason: { de: "Eines von beidem stimmt nicht.", en: "One of the two is not right." },
    remedy: { de: "Prüfen Sie „doraDuties.subcontracting“.", en: "Check doraDuties.subcontracting." },
    find: ({ regulation, parties }) =>
      hitIf(
        regulation?.doraDuties?.subcontracting === "forbidden" &&
          Object.values(parties).some(({ role }) => role === "subcontractor"),
        ["regulation", "doraDuties", "subcontracting"],
      ),
  },
  {
    id: "reference-annex-missing",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, contradictions",
    title: {
      de: "Anlage {annex} ist nicht unter den Dokumenten des Vertrags",
      en: "Annex {annex} is not among the documents of the contract",
    },
    reason: {
      de: "Der Verweis führt ins Leere, oder der Rang der Anlage ist offen.",
      en: "The reference leads nowhere, or the rank of the annex is open.",
    },
    remedy: {
      de: "Nennen Sie die Anlage unter „governing.documents“.",
      en: "Name the annex under governing.documents.",
    },
    find: (contract) => {
      const known = new Set((contract.governing?.documents ?? []).flatMap(({ title }) => annexesIn(title)));
      return [...textsOf(contract)].flatMap(({ text, path }) =>
        [...new Set(annexesIn(text))].flatMap((annex) => hitIf(!known.has(annex), path, { annex })),
      );
    },
  },
]);

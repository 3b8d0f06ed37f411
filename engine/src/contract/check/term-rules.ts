/** Term, notice, signatories and steering. Source: product.md §7; BSI OPS.2.3; docs/rules/contract-parts.md §6, §9. */
import { lastNoticeDay } from "../deadlines.ts";
import type { ContractDocument } from "../document.ts";
import { daysBetween, hitIf } from "./reading.ts";
import { rulesOf, type Hit, type RuleText } from "./rule.ts";

type Term = ContractDocument["term"];

const whereTerm =
  (test: (term: Term) => boolean, ...field: string[]): RuleText["find"] =>
  ({ term }): readonly Hit[] =>
    hitIf(test(term), ["term", ...field]);

/** A finding at each of the two parties that sign, where `test` holds. */
const whereSignatory =
  (test: (party: ContractDocument["parties"][string]) => boolean): RuleText["find"] =>
  ({ parties }): readonly Hit[] =>
    Object.entries(parties).flatMap(([party, entry]) =>
      hitIf((entry.role === "client" || entry.role === "provider") && test(entry), ["parties", party], { party }),
    );

const hasNotice = ({ noticeMonths, noticeDays }: Term): boolean =>
  noticeMonths !== undefined || noticeDays !== undefined;

const lengthMonths = ({ start, end, minimumMonths }: Term): number =>
  Math.max(minimumMonths ?? 0, end === undefined ? 0 : Math.floor(daysBetween(start, end) / 30));

export const TERM_RULES = rulesOf("terms", [
  {
    id: "term-no-notice",
    severity: "error",
    basis: "practice",
    source: "BSI OPS.2.3.A7",
    title: { de: "Keine Kündigungsfrist ist vereinbart", en: "No notice period is agreed" },
    reason: {
      de: "Wie und wann der Vertrag endet, ist offen; er verlängert sich, oder er bricht von heute auf morgen ab.",
      en: "How and when the contract ends is open; it renews, or it breaks off overnight.",
    },
    remedy: { de: "Ergänzen Sie „noticeMonths“ oder „noticeDays“.", en: "Add noticeMonths or noticeDays." },
    find: whereTerm((term) => !hasNotice(term) && (term.end === undefined || term.renewalMonths !== undefined)),
  },
  {
    id: "term-renewal-long",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, terms",
    title: { de: "Der Vertrag verlängert sich um mehr als ein Jahr", en: "The contract renews for more than a year" },
    reason: { de: "Eine verpasste Frist bindet für lange.", en: "A deadline that was missed binds for long." },
    remedy: { de: "Vereinbaren Sie höchstens zwölf Monate.", en: "Agree at most twelve months." },
    find: whereTerm(({ renewalMonths }) => (renewalMonths ?? 0) > 12, "renewalMonths"),
  },
  {
    id: "term-long",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, terms",
    title: { de: "Der Vertrag bindet länger als fünf Jahre", en: "The contract binds for more than five years" },
    reason: {
      de: "So lange lässt sich weder der Bedarf noch der Stand der Technik vorhersehen.",
      en: "For so long neither need nor technology can be foreseen.",
    },
    remedy: { de: "Verkürzen Sie Laufzeit oder Mindestlaufzeit.", en: "Shorten the term or the minimum term." },
    find: whereTerm((term) => lengthMonths(term) > 61),
  },
  {
    id: "term-provider-may-leave-fast",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, terms",
    title: {
      de: "Der Auftragnehmer kann in weniger als drei Monaten kündigen",
      en: "The provider can leave within less than three months",
    },
    reason: {
      de: "In dieser Zeit findet und übergibt kaum jemand an einen Nachfolger.",
      en: "Hardly anybody finds a successor and hands over in that time.",
    },
    remedy: {
      de: "Ergänzen Sie „providerNoticeMonths“ mit mindestens 3.",
      en: "Add providerNoticeMonths of at least 3.",
    },
    find: whereTerm(
      (term) => hasNotice(term) && (term.providerNoticeMonths ?? term.noticeMonths ?? (term.noticeDays ?? 0) / 30) < 3,
    ),
  },
  {
    id: "term-notice-form-open",
    severity: "hint",
    basis: "law",
    source: "§§ 126–127 BGB",
    title: { de: "In welcher Form gekündigt wird, ist offen", en: "The form of notice is open" },
    reason: { de: "Ob eine E-Mail genügt, ist dann streitig.", en: "Whether an e-mail is enough is then disputed." },
    remedy: { de: "Ergänzen Sie „noticeForm“.", en: "Add noticeForm." },
    find: whereTerm((term) => hasNotice(term) && term.noticeForm === undefined, "noticeForm"),
  },
  {
    id: "term-no-cause",
    severity: "hint",
    basis: "standard",
    source: "BSI OPS.2.3.A14; § 314 BGB",
    title: { de: "Gründe für eine außerordentliche Kündigung fehlen", en: "No causes of early termination are named" },
    reason: {
      de: "Ohne vereinbarte Gründe muss im Streit ein Gericht sagen, ob ein Grund wichtig genug war.",
      en: "Without agreed causes a court must say whether a cause was good enough.",
    },
    remedy: { de: "Nennen Sie Gründe unter „forCause“.", en: "Name causes under forCause." },
    find: whereTerm(({ forCause }) => (forCause ?? []).length === 0, "forCause"),
  },
  {
    id: "term-partial-notice-open",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/contract-checks.md, terms",
    title: { de: "Ob einzelne Leistungen kündbar sind, ist offen", en: "Whether single services may be ended is open" },
    reason: {
      de: "Wer eine Leistung nicht mehr braucht, müsste sonst den ganzen Vertrag kündigen.",
      en: "Who needs a service no more would otherwise have to end the whole contract.",
    },
    remedy: { de: "Ergänzen Sie „partialNotice“.", en: "Add partialNotice." },
    find: ({ term, services }) =>
      hitIf(services.length > 1 && term.partialNotice === undefined, ["term", "partialNotice"]),
  },
  {
    id: "term-notice-day-over",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, terms",
    title: { de: "Der letzte Tag für eine Kündigung war der {day}", en: "The last day for notice was {day}" },
    reason: {
      de: "Der Vertrag verlängert sich; wer ihn ändern will, braucht die andere Seite.",
      en: "The contract renews; who wants to change it needs the other side.",
    },
    remedy: { de: "Prüfen Sie, ob die Verlängerung gewollt ist.", en: "Check whether the renewal is meant." },
    find: ({ term }, { asOf }) => {
      const day = term.end === undefined ? undefined : lastNoticeDay(term, term.end);
      const isOver = day !== undefined && term.renewalMonths !== undefined && day < asOf && asOf <= term.end!;
      return hitIf(isOver, ["term", "end"], { day: day ?? "" });
    },
  },
  {
    id: "term-over",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, terms",
    title: { de: "Die Laufzeit ist am {day} abgelaufen", en: "The term ended on {day}" },
    reason: {
      de: "Wer weiterarbeitet, tut es ohne vereinbarte Bedingungen.",
      en: "Who goes on works without agreed terms.",
    },
    remedy: { de: "Vereinbaren Sie eine neue Laufzeit oder eine Verlängerung.", en: "Agree a new term or a renewal." },
    find: ({ term: { end, renewalMonths } }, { asOf }) =>
      hitIf(end !== undefined && renewalMonths === undefined && end < asOf, ["term", "end"], { day: end ?? "" }),
  },
  {
    id: "parties-no-signatory",
    severity: "warning",
    basis: "law",
    source: "§§ 164, 177 BGB",
    title: {
      de: "Wer für „{party}“ unterschreibt, steht nicht im Vertrag",
      en: "Who signs for “{party}” is not in the contract",
    },
    reason: {
      de: "Ohne Vertretungsmacht ist der Vertrag schwebend unwirksam.",
      en: "Without power of representation the contract is provisionally void.",
    },
    remedy: { de: "Ergänzen Sie „representedBy“.", en: "Add representedBy." },
    find: whereSignatory(({ representedBy }) => representedBy === undefined),
  },
  {
    id: "parties-no-address",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, terms",
    title: { de: "„{party}“ hat keine Anschrift", en: "“{party}” has no address" },
    reason: {
      de: "Eine Kündigung braucht einen Ort, an dem sie zugeht, und die Partei muss eindeutig sein.",
      en: "A notice needs a place where it arrives, and the party must be plain.",
    },
    remedy: { de: "Ergänzen Sie „address“.", en: "Add address." },
    find: whereSignatory(({ address }) => address === undefined),
  },
  {
    id: "steering-none",
    severity: "warning",
    basis: "standard",
    source: "BSI OPS.2.3.A12, A16; Implementing Regulation (EU) 2024/2690, 5.1.6",
    title: { de: "Berichte sind nicht vereinbart", en: "No reports are agreed" },
    reason: {
      de: "Ohne Bericht erfährt der Auftraggeber nicht, ob die Zusagen gehalten sind.",
      en: "Without a report the client does not learn whether promises are kept.",
    },
    remedy: {
      de: "Ergänzen Sie „steering.reportEveryMonths“ und „reportWithinDays“.",
      en: "Add steering.reportEveryMonths and reportWithinDays.",
    },
    find: ({ steering }) =>
      hitIf(steering?.reportEveryMonths === undefined || steering.reportWithinDays === undefined, ["steering"]),
  },
  {
    id: "steering-no-meeting",
    severity: "hint",
    basis: "standard",
    source: "ISO/IEC 20000-1:2018, 8.3.2; BSI OPS.2.3.A18",
    title: { de: "Regeltermine sind nicht vereinbart", en: "No regular meetings are agreed" },
    reason: {
      de: "Kleine Ärgernisse werden dann erst zum Thema, wenn es große sind.",
      en: "Small annoyances then become a topic when they are large.",
    },
    remedy: { de: "Ergänzen Sie „steering.meetings“.", en: "Add steering.meetings." },
    find: ({ steering }) => hitIf((steering?.meetings ?? []).length === 0, ["steering", "meetings"]),
  },
  {
    id: "steering-no-contract-review",
    severity: "hint",
    basis: "standard",
    source: "BSI OPS.2.3.A18",
    title: { de: "Der Vertrag selbst wird nie überprüft", en: "The contract itself is never reviewed" },
    reason: {
      de: "Bedarf, Recht und Bedrohungen ändern sich während der Laufzeit.",
      en: "Need, law and threats change during the term.",
    },
    remedy: { de: "Ergänzen Sie „steering.contractReviewMonths“.", en: "Add steering.contractReviewMonths." },
    find: ({ steering }) => hitIf(steering?.contractReviewMonths === undefined, ["steering", "contractReviewMonths"]),
  },
  {
    id: "transition-no-acceptance",
    severity: "warning",
    basis: "practice",
    source: "§ 640 BGB",
    title: { de: "Wann eine Leistung übernommen ist, ist offen", en: "When a service has been taken over is open" },
    reason: {
      de: "Ab der Übernahme gelten die Service-Level; ohne Bedingung bestimmt eine Seite den Tag allein.",
      en: "Service levels hold from then on; without a criterion one side sets the day alone.",
    },
    remedy: { de: "Ergänzen Sie „transition.acceptance“.", en: "Add transition.acceptance." },
    find: ({ transition, services }) =>
      hitIf(
        (transition?.acceptance ?? []).length === 0 &&
          services.some(({ acceptance }) => (acceptance ?? []).length === 0),
        ["transition", "acceptance"],
      ),
  },
]);

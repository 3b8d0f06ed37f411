/** What the days of a contract are called, in its languages: on pages, in mails and in calendars. */
import type { ContractDeadline, DeadlineKind } from "./deadlines.ts";

export const DEADLINE_NAMES = {
  de: {
    "provider-notice": "Letzter Tag für eine Kündigung durch den Dienstleister",
    notice: "Letzter Tag für eine Kündigung",
    "minimum-end": "Ende der Mindestlaufzeit",
    "term-end": "Ende der Laufzeit",
    renewal: "Der Vertrag verlängert sich",
    "price-change": "Preise dürfen sich ändern",
    "certificate-end": "Nachweis läuft ab",
    "contract-review": "Vertrag überprüfen",
    "access-review": "Berechtigungen überprüfen",
    "privileged-access-review": "Verwalterrechte überprüfen",
    "restore-test": "Wiederherstellung der Sicherung erproben",
    exercise: "Notfallübung",
    "measures-review": "Schutzmaßnahmen überprüfen",
    "exit-plan": "Ausstiegsplan liegt vor",
    "exit-plan-review": "Ausstiegsplan überprüfen",
    "exit-test": "Datenausgabe erproben",
  },
  en: {
    "provider-notice": "Last day for notice by the provider",
    notice: "Last day for notice",
    "minimum-end": "End of the minimum term",
    "term-end": "End of the term",
    renewal: "The contract is renewed",
    "price-change": "Prices may change",
    "certificate-end": "A proof of security ends",
    "contract-review": "Review of the contract",
    "access-review": "Review of access",
    "privileged-access-review": "Review of privileged access",
    "restore-test": "Test of restoring a backup",
    exercise: "Emergency exercise",
    "measures-review": "Review of protective measures",
    "exit-plan": "The exit plan is there",
    "exit-plan-review": "Review of the exit plan",
    "exit-test": "Test of the data export",
  },
} as const satisfies Readonly<Record<"de" | "en", Readonly<Record<DeadlineKind, string>>>>;

/** What a day is called, with the clause that it belongs to where there may be several. */
export const deadlineName = ({ kind, of }: Pick<ContractDeadline, "kind" | "of">, language: "de" | "en"): string =>
  of === undefined ? DEADLINE_NAMES[language][kind] : `${DEADLINE_NAMES[language][kind]}: ${of}`;

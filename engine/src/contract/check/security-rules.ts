/** Security duties. Source: BSI OPS.2.3, ORP.4, OPS.1.2.5; product.md §7, §15; docs/rules/contract-parts.md §8. */
import type { ContractDocument } from "../document.ts";
import { hitIf, partyOfContact, placed } from "./reading.ts";
import { rulesOf, type Hit, type RuleText } from "./rule.ts";

type Security = NonNullable<ContractDocument["security"]>;

const CRITICAL_DAYS_MAX = 14;
const SEVERITIES = ["critical", "high", "medium", "low"] as const;

const whereSecurity =
  (test: (security: Security, contract: ContractDocument) => boolean, ...field: string[]): RuleText["find"] =>
  (contract): readonly Hit[] =>
    hitIf(contract.security !== undefined && test(contract.security, contract), ["security", ...field]);

/** The longest time that is agreed for a severity; undefined where none is. */
const longestFor = ({ patching }: Security, severity: (typeof SEVERITIES)[number]): number | undefined => {
  const days = (patching ?? []).flatMap((line) => (line.severity === severity ? [line.withinDays] : []));
  return days.length === 0 ? undefined : Math.max(...days);
};

export const SECURITY_RULES = rulesOf("security", [
  {
    id: "security-none",
    severity: "error",
    basis: "standard",
    source: "BSI OPS.2.3.A4, A6; GDPR Art. 32",
    title: { de: "Sicherheitspflichten sind nicht vereinbart", en: "No security duties are agreed" },
    reason: {
      de: "Der Auftragnehmer hat meist die weitesten Rechte im Haus; was er schuldet, muss im Vertrag stehen.",
      en: "The provider usually has the widest rights in the house; what he owes must be in the contract.",
    },
    remedy: { de: "Ergänzen Sie „security“.", en: "Add security." },
    find: ({ security }) => hitIf(security === undefined, ["security"]),
  },
  {
    id: "security-no-second-factor",
    severity: "error",
    basis: "standard",
    source: "GS++ DLS.2.1; BSI ORP.4.A21; Directive (EU) 2022/2555, Art. 21(2)(j)",
    title: { de: "Ein zweiter Faktor ist nicht verlangt", en: "A second factor is not required" },
    reason: {
      de: "Gestohlene Kennwörter von Dienstleistern sind ein häufiger Weg in viele Häuser zugleich.",
      en: "Stolen passwords of providers are a frequent way into many houses at once.",
    },
    remedy: {
      de: "Schreiben Sie „mfa: everyone“, mindestens „privileged-and-remote“.",
      en: "Write mfa: everyone, at least privileged-and-remote.",
    },
    find: whereSecurity(
      ({ access }) => access?.mfa !== "everyone" && access?.mfa !== "privileged-and-remote",
      "access",
      "mfa",
    ),
  },
  {
    id: "security-shared-accounts",
    severity: "warning",
    basis: "standard",
    source: "BSI ORP.4.A1, A3",
    title: { de: "Gemeinsame Konten sind nicht ausgeschlossen", en: "Shared accounts are not excluded" },
    reason: {
      de: "Wer gehandelt hat, lässt sich dann nicht mehr sagen.",
      en: "Who acted can then not be said any more.",
    },
    remedy: { de: "Schreiben Sie „sharedAccounts: forbidden“.", en: "Write sharedAccounts: forbidden." },
    find: whereSecurity(
      ({ access }) => access?.sharedAccounts === undefined || access.sharedAccounts === "allowed",
      "access",
      "sharedAccounts",
    ),
  },
  {
    id: "security-access-never-reviewed",
    severity: "warning",
    basis: "standard",
    source: "BSI ORP.4.A3; Implementing Regulation (EU) 2024/2690, 11.2",
    title: { de: "Berechtigungen werden nicht regelmäßig überprüft", en: "Access is not reviewed regularly" },
    reason: {
      de: "Rechte sammeln sich an, auch bei Leuten, die gegangen sind.",
      en: "Rights pile up, also with people who have left.",
    },
    remedy: {
      de: "Ergänzen Sie „reviewMonths“ und „privilegedReviewMonths“.",
      en: "Add reviewMonths and privilegedReviewMonths.",
    },
    find: whereSecurity(
      ({ access }) => access?.reviewMonths === undefined || access.privilegedReviewMonths === undefined,
      "access",
    ),
  },
  {
    id: "security-leavers-keep-access",
    severity: "warning",
    basis: "standard",
    source: "BSI ORP.4.A2, OPS.2.3.A17",
    title: {
      de: "Bis wann Ausgeschiedene ihren Zugang verlieren, ist offen",
      en: "By when leavers lose access is open",
    },
    reason: {
      de: "Das gilt für Beschäftigte beider Seiten.",
      en: "That concerns staff of both sides.",
    },
    remedy: {
      de: "Ergänzen Sie „leaverHours“ und „staffChangeNoticeDays“.",
      en: "Add leaverHours and staffChangeNoticeDays.",
    },
    find: whereSecurity(
      ({ access }) => access?.leaverHours === undefined || access.staffChangeNoticeDays === undefined,
      "access",
    ),
  },
  {
    id: "security-client-owns-nothing",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, security",
    title: {
      de: "Domains, Mandanten und Lizenzen gehören nicht zugesichert dem Auftraggeber",
      en: "Domains, tenants and licences are not assured to be the client's",
    },
    reason: {
      de: "Wer sie hält, bestimmt, ob und wann der Auftraggeber wechseln kann.",
      en: "Who holds them decides whether and when the client can leave.",
    },
    remedy: { de: "Schreiben Sie „clientHoldsOwnership: true“.", en: "Write clientHoldsOwnership: true." },
    find: whereSecurity(({ access }) => access?.clientHoldsOwnership !== true, "access", "clientHoldsOwnership"),
  },
  {
    id: "security-no-emergency-account",
    severity: "warning",
    basis: "practice",
    source: "BSI ORP.4",
    title: { de: "Der Auftraggeber hat kein Notfallkonto", en: "The client has no emergency account" },
    reason: {
      de: "Fällt der Auftragnehmer aus, kommt sonst niemand in die Systeme.",
      en: "If the provider fails, nobody gets into the systems otherwise.",
    },
    remedy: { de: "Ergänzen Sie „emergencyAccounts“, am besten 2.", en: "Add emergencyAccounts, preferably 2." },
    find: whereSecurity(({ access }) => (access?.emergencyAccounts ?? 0) < 1, "access", "emergencyAccounts"),
  },
  {
    id: "security-remote-access-free",
    severity: "warning",
    basis: "standard",
    source: "BSI OPS.1.2.5.A2, A3, A7",
    title: {
      de: "Fernwartung geschieht ohne Zustimmung und Aufzeichnung",
      en: "Remote maintenance needs neither approval nor record",
    },
    reason: {
      de: "Was aus der Ferne geschah, lässt sich dann nicht nachvollziehen.",
      en: "What happened from afar can then not be traced.",
    },
    remedy: { de: "Ergänzen Sie „remoteAccess“.", en: "Add remoteAccess." },
    find: whereSecurity(
      ({ access }) => access?.remoteAccess === undefined || access.remoteAccess === "free",
      "access",
      "remoteAccess",
    ),
  },
  {
    id: "security-logs-open",
    severity: "warning",
    basis: "standard",
    source: "BSI OPS.1.1.5.A3; GDPR Art. 32",
    title: { de: "Protokollierung oder ihre Aufbewahrung ist offen", en: "Logging or its retention is open" },
    reason: { de: "Ein Angriff fällt oft erst nach Monaten auf.", en: "An attack is often noticed only after months." },
    remedy: {
      de: "Ergänzen Sie „logging“ mit „keepDays“ und „adminKeepDays“.",
      en: "Add logging with keepDays and adminKeepDays.",
    },
    find: whereSecurity(
      ({ logging }) => logging?.keepDays === undefined || logging.adminKeepDays === undefined,
      "logging",
    ),
  },
  {
    id: "security-patching-open",
    severity: "error",
    basis: "standard",
    source: "BSI OPS.1.1.3.A3; GS++ BES.5.10.3",
    title: {
      de: "Bis wann kritische Lücken geschlossen sind, ist offen",
      en: "By when critical weaknesses are mended is open",
    },
    reason: {
      de: "Bekannte Lücken werden heute binnen Tagen ausgenutzt.",
      en: "Known weaknesses are exploited within days today.",
    },
    remedy: { de: "Ergänzen Sie „patching“ mit der Stufe „critical“.", en: "Add patching with the severity critical." },
    find: whereSecurity((security) => longestFor(security, "critical") === undefined, "patching"),
  },
  {
    id: "security-patching-slow",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-parts.md §8",
    title: {
      de: "Kritische Lücken dürfen länger als 14 Tage offen stehen",
      en: "Critical weaknesses may stay open for more than 14 days",
    },
    reason: { de: "Das ist länger, als Angreifer brauchen.", en: "That is longer than attackers need." },
    remedy: { de: "Vereinbaren Sie höchstens 14, besser 3 Tage.", en: "Agree at most 14, better 3 days." },
    find: whereSecurity((security) => (longestFor(security, "critical") ?? 0) > CRITICAL_DAYS_MAX, "patching"),
  },
  {
    id: "security-patching-order",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-parts.md §8",
    title: {
      de: "Eine schwerere Lücke hat mehr Zeit als eine leichtere",
      en: "A graver weakness has more time than a lighter one",
    },
    reason: { de: "Vermutlich sind zwei Fristen vertauscht.", en: "Probably two times have been swapped." },
    remedy: { de: "Prüfen Sie die Fristen.", en: "Check the times." },
    find: whereSecurity((security) => {
      const days = SEVERITIES.flatMap((severity) => longestFor(security, severity) ?? []);
      return days.some((value, index) => index > 0 && value < days[index - 1]!);
    }, "patching"),
  },
  {
    id: "security-incident-untold",
    severity: "error",
    basis: "standard",
    source: "BSI OPS.2.3.A20; Implementing Regulation (EU) 2024/2690, 5.1.4",
    title: {
      de: "Bis wann Sicherheitsvorfälle gemeldet werden, ist offen",
      en: "By when security incidents are reported is open",
    },
    reason: {
      de: "Der Auftraggeber hat eigene Meldefristen, die mit seiner Kenntnis beginnen, und muss sich schützen können.",
      en: "The client has reporting times of his own and must be able to protect himself.",
    },
    remedy: { de: "Ergänzen Sie „incidentNoticeHours“.", en: "Add incidentNoticeHours." },
    find: whereSecurity(({ incidentNoticeHours }) => incidentNoticeHours === undefined, "incidentNoticeHours"),
  },
  {
    id: "security-contacts-one-sided",
    severity: "warning",
    basis: "standard",
    source: "BSI OPS.2.3.A20, OPS.3.2.A10",
    title: {
      de: "Für Sicherheitsvorfälle fehlt ein Ansprechpartner auf einer Seite",
      en: "One side has no contact for security incidents",
    },
    reason: {
      de: "Eine Meldung muss jemanden erreichen, der handeln darf.",
      en: "A report must reach somebody who may act.",
    },
    remedy: {
      de: "Nennen Sie unter „contacts“ je einen Ansprechpartner beider Seiten.",
      en: "Name a contact of each side under contacts.",
    },
    find: whereSecurity(({ contacts }, contract) => {
      const roles = (contacts ?? []).map((id) => contract.parties[partyOfContact(contract, id)!]!.role);
      return !roles.includes("client") || !roles.includes("provider");
    }, "contacts"),
  },
  {
    id: "security-no-audit",
    severity: "error",
    basis: "standard",
    source: "BSI OPS.2.3.A4, A16; Implementing Regulation (EU) 2024/2690, 5.1.4",
    title: { de: "Ein Prüfrecht des Auftraggebers ist nicht vereinbart", en: "The client has no right to audit" },
    reason: {
      de: "Zusagen zur Sicherheit lassen sich dann nur glauben.",
      en: "Promises of security can then only be believed.",
    },
    remedy: { de: "Schreiben Sie „auditRight: true“.", en: "Write auditRight: true." },
    find: whereSecurity(({ auditRight }) => auditRight !== true, "auditRight"),
  },
  {
    id: "security-subcontractors-unbound",
    severity: "warning",
    basis: "standard",
    source: "BSI OPS.3.2.A3; GS++ BES.5.6.1",
    title: {
      de: "Unterauftragnehmer sind nicht an die Sicherheitspflichten gebunden",
      en: "Subcontractors are not bound by the security duties",
    },
    reason: {
      de: "Die Kette ist so sicher wie ihr schwächstes Glied.",
      en: "The chain is as safe as its weakest link.",
    },
    remedy: { de: "Schreiben Sie „subcontractorsBound: true“.", en: "Write subcontractorsBound: true." },
    find: whereSecurity(
      ({ subcontractorsBound }, { parties }) =>
        subcontractorsBound !== true && Object.values(parties).some(({ role }) => role === "subcontractor"),
      "subcontractorsBound",
    ),
  },
  {
    id: "security-tenants-not-separated",
    severity: "warning",
    basis: "standard",
    source: "BSI OPS.2.3.A5, OPS.3.2.A4",
    title: { de: "Wie Auftraggeber voneinander getrennt sind, ist offen", en: "How clients are separated is open" },
    reason: {
      de: "Ein Angriff auf einen anderen Kunden darf nicht auf Sie übergreifen.",
      en: "An attack on another customer must not spread to you.",
    },
    remedy: { de: "Ergänzen Sie „tenantSeparation“.", en: "Add tenantSeparation." },
    find: whereSecurity(({ tenantSeparation }) => tenantSeparation === undefined, "tenantSeparation"),
  },
  {
    id: "security-certificate-over",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, security",
    title: { de: "„{standard}“ ist seit {day} abgelaufen", en: "“{standard}” ended on {day}" },
    reason: {
      de: "Der Nachweis, auf den sich der Auftraggeber stützt, gilt nicht mehr.",
      en: "The proof on which the client relies no longer holds.",
    },
    remedy: { de: "Lassen Sie sich das neue Zertifikat geben.", en: "Ask for the new certificate." },
    find: ({ security }, { asOf }) =>
      placed(security?.certificates, "security", "certificates").flatMap(({ entry: { standard, validUntil }, path }) =>
        hitIf(validUntil !== undefined && validUntil < asOf, path, { standard, day: validUntil ?? "" }),
      ),
  },
]);

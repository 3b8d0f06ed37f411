/** For each rule on data protection, security, regulation and contradictions a change of the base contract that it finds. */
import type { Cases } from "./cases.test-support.ts";
import type { ContractDocument } from "../document.ts";

type Draft = ContractDocument;
type Duties = NonNullable<NonNullable<Draft["regulation"]>["doraDuties"]>;

const privacy = (contract: Draft) => contract.dataProtection!;
const security = (contract: Draft) => contract.security!;
const access = (contract: Draft) => security(contract).access!;
const backup = (contract: Draft) => security(contract).backup![0]!;
const supplyChain = (contract: Draft) => contract.regulation!.supplyChain!;
const assistant = (contract: Draft) => privacy(contract).ai!.systems![0]!;
const maker = (contract: Draft) => privacy(contract).subProcessors![1]!;
const datacentre = (contract: Draft) => privacy(contract).subProcessors![0]!;

const withoutDoraDuty = (field: keyof Duties) => (contract: Draft) => delete contract.regulation!.doraDuties![field];

const withoutClause =
  (clause: keyof NonNullable<NonNullable<Draft["dataProtection"]>["clauses"]>) =>
  (contract: Draft): unknown =>
    delete privacy(contract).clauses![clause];

const PROTECTION_CASES: Cases = {
  "privacy-none": (c) => delete c.dataProtection,
  "privacy-processing-denied": (c) => (privacy(c).processing = false),
  "privacy-no-agreement": (c) => delete privacy(c).agreement,
  "privacy-agreement-late": (c) => (privacy(c).agreement!.date = "2026-01-02"),
  "privacy-frame-incomplete": (c) => delete privacy(c).purpose,
  "privacy-special-categories-open": (c) => delete privacy(c).specialCategories,
  "privacy-28-3-a": withoutClause("instructions"),
  "privacy-28-3-b": withoutClause("confidentiality"),
  "privacy-28-3-c": withoutClause("security"),
  "privacy-28-3-d": withoutClause("subProcessors"),
  "privacy-28-3-e": withoutClause("dataSubjectRights"),
  "privacy-28-3-f": withoutClause("assistance"),
  "privacy-28-3-g": withoutClause("deletion"),
  "privacy-28-3-h": (c) => (privacy(c).clauses!.audit!.agreed = false),
  "privacy-measures-open": (c) => delete privacy(c).measures,
  "privacy-measures-old": (c) => (privacy(c).measures!.date = "2025-11-22"),
  "privacy-breach-notice": (c) => (privacy(c).breachNoticeHours = 72),
  "privacy-requests-open": (c) => delete privacy(c).requestForwardDays,
  "privacy-no-contact": (c) => (privacy(c).officers = []),
  "privacy-deletion-open": (c) => delete privacy(c).deletion!.backupsWithinDays,
  "privacy-deletion-choice": (c) => (privacy(c).deletion!.choice = "delete"),
  "privacy-service-flag-open": (c) => delete c.services[0]!.personalData,
  "privacy-sub-processors-open": (c) => {
    delete privacy(c).subProcessors;
    delete assistant(c).subProcessor;
  },
  "privacy-sub-processor-consent-open": (c) => delete privacy(c).subProcessorConsent,
  "privacy-objection-short": (c) => (privacy(c).objectionDays = 7),
  "privacy-sub-processor-incomplete": (c) => delete maker(c).purpose,
  "privacy-flow-down": (c) => delete maker(c).flowDown,
  "privacy-countries-open": (c) => delete privacy(c).allowedCountries,
  "privacy-places-open": (c) => (privacy(c).processedIn = []),
  "privacy-place-outside": (c) => (privacy(c).allowedCountries = ["EEA"]),
  "privacy-no-transfer-basis": (c) => delete maker(c).transfer,
  "privacy-transfer-unproved": (c) => (maker(c).transfer = { basis: "standard-clauses", document: "SCC" }),
  "privacy-framework-outside-us": (c) => (maker(c).transfer = { basis: "data-privacy-framework" }),
  "privacy-ai-open": (c) => delete privacy(c).ai,
  "privacy-ai-unlimited": (c) => (privacy(c).ai!.allowed = "yes"),
  "privacy-ai-list-empty": (c) => (privacy(c).ai!.systems = []),
  "privacy-ai-trains": (c) => (assistant(c).trainsOnClientData = true),
  "privacy-ai-decides-alone": (c) => delete assistant(c).personDecides,
};

const SECURITY_CASES: Cases = {
  "security-none": (c) => delete c.security,
  "security-no-second-factor": (c) => (access(c).mfa = "privileged"),
  "security-shared-accounts": (c) => (access(c).sharedAccounts = "allowed"),
  "security-access-never-reviewed": (c) => delete access(c).privilegedReviewMonths,
  "security-leavers-keep-access": (c) => delete access(c).leaverHours,
  "security-client-owns-nothing": (c) => delete access(c).clientHoldsOwnership,
  "security-no-emergency-account": (c) => (access(c).emergencyAccounts = 0),
  "security-remote-access-free": (c) => (access(c).remoteAccess = "free"),
  "security-logs-open": (c) => delete security(c).logging!.adminKeepDays,
  "security-patching-open": (c) => security(c).patching!.shift(),
  "security-patching-slow": (c) => security(c).patching!.forEach((line) => (line.withinDays = 30)),
  "security-patching-order": (c) => (security(c).patching![1]!.withinDays = 2),
  "security-incident-untold": (c) => delete security(c).incidentNoticeHours,
  "security-contacts-one-sided": (c) => (security(c).contacts = ["service-manager"]),
  "security-no-audit": (c) => delete security(c).auditRight,
  "security-subcontractors-unbound": (c) => delete security(c).subcontractorsBound,
  "security-tenants-not-separated": (c) => delete security(c).tenantSeparation,
  "security-certificate-over": (c) => (security(c).certificates![0]!.validUntil = "2026-11-22"),
  "backup-service-without-plan": (c) => security(c).backup!.pop(),
  "backup-never-restored": (c) => delete backup(c).restoreTestMonths,
  "backup-interval-open": (c) => delete backup(c).keepDays,
  "backup-one-place": (c) => (backup(c).offSite = false),
  "backup-can-be-changed": (c) => delete backup(c).immutable,
  "backup-key-only-at-provider": (c) => (backup(c).keyHeldByClient = false),
  "backup-recovery-open": (c) => delete backup(c).recoveryTime,
  "backup-loses-more": (c) => (backup(c).dataLossHours = 23),
};

const REGULATION_CASES: Cases = {
  "regulation-open": (c) => delete c.regulation!.nis2,
  "nis2-incident-notice": (c) => (supplyChain(c).incidentNoticeHours = 24),
  "nis2-proofs": (c) => delete supplyChain(c).proofs,
  "nis2-staff-skills": (c) => delete supplyChain(c).staffSkills,
  "nis2-help-with-reports": (c) => (supplyChain(c).helpsWithReports = false),
  "nis2-vulnerabilities": (c) => delete security(c).vulnerabilityHandling,
  "nis2-staff-screening": (c) => delete security(c).staffScreening,
  "nis2-training": (c) => delete security(c).trainingMonths,
  "nis2-emergency-exercises": (c) => delete security(c).exerciseMonths,
  "dora-subcontracting": withoutDoraDuty("subcontracting"),
  "dora-places": withoutDoraDuty("locationChangeDays"),
  "dora-insolvency": withoutDoraDuty("insolvencyAccess"),
  "dora-incident-help": withoutDoraDuty("incidentHelp"),
  "dora-cooperation": withoutDoraDuty("cooperation"),
  "dora-awareness": withoutDoraDuty("awarenessTraining"),
  "dora-developments": withoutDoraDuty("reportsDevelopments"),
  "dora-contingency": withoutDoraDuty("testedContingency"),
  "dora-penetration-tests": withoutDoraDuty("penetrationTests"),
  "dora-audit": withoutDoraDuty("unrestrictedAudit"),
  "dora-transition": withoutDoraDuty("transitionMonths"),
  "dora-termination-rights": (c) => (c.term.forCause = [{ by: "provider", reason: "Zahlungsverzug" }]),
  "dora-service-type-open": (c) => delete c.services[0]!.ictServiceType,
};

const CONTRADICTION_CASES: Cases = {
  "contradiction-notice-beyond-term": (c) => (c.term.noticeMonths = 12),
  "contradiction-minimum-beyond-end": (c) => (c.term.minimumMonths = 37),
  "contradiction-same-rank": (c) => (c.governing!.documents![1]!.rank = 1),
  "contradiction-included-and-excluded": (c) => c.services[0]!.excluded!.push(c.services[0]!.included![0]!),
  "contradiction-go-live-outside-term": (c) => (c.services[0]!.goLive = "2025-12-31"),
  "contradiction-price-dates": (c) => (c.prices!.items[0]!.validTo = "2025-12-31"),
  "contradiction-attainment": (c) => delete c.kpis![0]!.priorities,
  "contradiction-availability-twice": (c) =>
    c.availability!.push({ ...structuredClone(c.availability![0]!), id: "other", targetPercent: "99" }),
  "contradiction-escalation-order": (c) => (c.escalation[1]!.atPercent = [25]),
  "contradiction-deletion": (c) => (privacy(c).deletion!.withinDays = 30),
  "contradiction-deleted-before-retrieval": (c) => (c.exit!.deletionWithinDays = 14),
  "contradiction-sub-processors-forbidden": (c) => (privacy(c).subProcessorConsent = "none-allowed"),
  "contradiction-forms": (c) => (c.governing!.changesForm = "written"),
  "contradiction-early-payment": (c) => (c.prices!.invoicing!.earlyPaymentPercent = "2"),
  "contradiction-sub-processor-is-no-subcontractor": (c) => (datacentre(c).party = "client"),
  "contradiction-dora-subcontracting": (c) => (c.regulation!.doraDuties!.subcontracting = "forbidden"),
  "reference-annex-missing": (c) => (c.exit!.exportList = "Anlage 7"),
};

export const DUTY_CASES: Cases = {
  ...PROTECTION_CASES,
  ...SECURITY_CASES,
  ...REGULATION_CASES,
  ...CONTRADICTION_CASES,
};

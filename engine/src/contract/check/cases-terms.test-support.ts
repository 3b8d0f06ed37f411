/** For each rule on prices, changes, terms and exit a change of the base contract that it finds. */
import type { Cases } from "./cases.test-support.ts";
import type { ContractDocument } from "../document.ts";

type Draft = ContractDocument;
type PriceItem = NonNullable<Draft["prices"]>["items"][number];

/** The price item of a kind, as that kind. */
const priceOf = <K extends PriceItem["kind"]>(contract: Draft, kind: K) =>
  contract.prices!.items.find((item) => item.kind === kind) as Extract<PriceItem, { kind: K }>;
const clause = (contract: Draft) => contract.prices!.indexation![0]!;
const invoicing = (contract: Draft) => contract.prices!.invoicing!;
const changes = (contract: Draft) => contract.changes!;
const exit = (contract: Draft) => contract.exit!;
const liability = (contract: Draft) => contract.liability!;

export const TERM_CASES: Cases = {
  "price-none": (c) => {
    delete c.prices;
    delete c.exit!.assistance!.priceItem;
  },
  "price-service-unpaid": (c) => c.prices!.items.forEach((item) => item.services && (item.services = ["servers"])),
  "price-without-unit": (c) => delete priceOf(c, "per-unit").unit,
  "price-counting-open": (c) => delete priceOf(c, "per-unit").counting,
  "price-agreed-quantity-missing": (c) => delete c.services[1]!.quantities!["servers"],
  "price-steps-begin-late": (c) => priceOf(c, "per-unit").tiers!.steps.shift(),
  "price-steps-twice": (c) => (priceOf(c, "per-unit").tiers!.steps[1]!.from = 1),
  "price-flat-without-assumption": (c) => delete priceOf(c, "flat").assumedHours,
  "price-increment-open": (c) => delete priceOf(c, "hourly").incrementMinutes,
  "price-surcharges-open": (c) => delete priceOf(c, "hourly").surcharges,
  "price-surcharge-always": (c) => delete priceOf(c, "hourly").surcharges![0]!.outside,
  "price-travel-open": (c) => delete priceOf(c, "hourly").travel,
  "price-block-expiry-open": (c) => delete priceOf(c, "hour-block").carryOver,
  "price-block-overage-open": (c) => delete priceOf(c, "hour-block").overageRate,
  "price-milestones-not-whole": (c) => (priceOf(c, "project").milestones![0]!.sharePercent = "50"),
  "price-milestone-not-accepted": (c) => delete priceOf(c, "project").milestones![0]!.acceptance,
  "price-one-off-due-open": (c) => delete priceOf(c, "one-off").dueAfter,
  "price-discount-above-whole": (c) => (priceOf(c, "discount").percent = "105"),
  "price-vat-of-foreign-provider": (c) => (c.parties["provider"]!.country = "AT"),

  "indexation-open": (c) => delete c.prices!.indexation,
  "indexation-consumer-prices-automatic": (c) => Object.assign(clause(c), { kind: "consumer-prices", automatic: true }),
  "indexation-upwards-only": (c) => (clause(c).direction = "up"),
  "indexation-index-incomplete": (c) => delete clause(c).baseValue,
  "indexation-elements-not-whole": (c) =>
    Object.assign(clause(c), { kind: "cost-elements", elements: [{ name: "Löhne", weightPercent: "60" }] }),
  "indexation-step-missing": (c) => (clause(c).kind = "fixed-step"),
  "indexation-no-cap": (c) => delete clause(c).capPercent,
  "indexation-discretion-without-way-out": (c) => {
    clause(c).kind = "discretion";
    delete clause(c).terminationAbovePercent;
  },
  "indexation-dates-open": (c) => delete clause(c).everyMonths,
  "indexation-unannounced": (c) => delete clause(c).noticeDays,
  "invoice-terms-none": (c) => delete c.prices!.invoicing,
  "invoice-due-late": (c) => (invoicing(c).dueDays = 61),
  "invoice-format-ends": (c) => (invoicing(c).format = "pdf"),
  "invoice-format-not-electronic": (c) => (invoicing(c).format = "paper"),
  "invoice-hours-unproved": (c) => delete invoicing(c).timeSheets,

  "changes-none": (c) => delete c.changes,
  "changes-risk-bearer-open": (c) => delete changes(c).riskBorneBy,
  "changes-nobody-approves": (c) => changes(c).approvals.pop(),
  "changes-large-nobody-approves": (c) => (changes(c).approvals[1]!.upTo = "10000.00"),
  "changes-provider-approves-alone": (c) => (changes(c).approvals[0]!.approvers = ["service-manager"]),
  "changes-too-few-approvers": (c) => (changes(c).approvals[1]!.together = 3),
  "changes-decision-time-open": (c) => delete changes(c).decisionWithin,
  "changes-offer-time-open": (c) => delete changes(c).offerWithin,
  "changes-time-without-calendar": (c) => delete changes(c).calendar,
  "changes-silence-open": (c) => delete changes(c).silence,
  "changes-silence-approves": (c) => (changes(c).silence = "approved"),
  "changes-no-back-out": (c) => (changes(c).backOutPlan = "none"),
  "changes-emergency-untold": (c) => delete changes(c).emergencyInformWithin,
  "changes-no-standard": (c) => (changes(c).standard = []),

  "term-no-notice": (c) => delete c.term.noticeMonths,
  "term-renewal-long": (c) => (c.term.renewalMonths = 24),
  "term-long": (c) => (c.term.end = "2032-12-31"),
  "term-provider-may-leave-fast": (c) => (c.term.providerNoticeMonths = 1),
  "term-notice-form-open": (c) => delete c.term.noticeForm,
  "term-no-cause": (c) => (c.term.forCause = []),
  "term-partial-notice-open": (c) => delete c.term.partialNotice,
  "term-notice-day-over": (c) => Object.assign(c.term, { end: "2026-12-31", minimumMonths: 6 }),
  "term-over": (c) => {
    c.term.end = "2026-10-31";
    delete c.term.renewalMonths;
  },
  "parties-no-signatory": (c) => delete c.parties["client"]!.representedBy,
  "parties-no-address": (c) => delete c.parties["provider"]!.address,
  "steering-none": (c) => delete c.steering!.reportWithinDays,
  "steering-no-meeting": (c) => (c.steering!.meetings = []),
  "steering-no-contract-review": (c) => delete c.steering!.contractReviewMonths,
  "transition-no-acceptance": (c) => {
    delete c.transition!.acceptance;
    delete c.services[0]!.acceptance;
  },

  "liability-none": (c) => delete c.liability,
  "liability-intent-limited": (c) => liability(c).unlimitedFor!.shift(),
  "liability-injury-limited": (c) => liability(c).unlimitedFor!.pop(),
  "liability-data-loss-open": (c) => delete liability(c).dataLoss,
  "liability-uninsured": (c) => delete liability(c).insurance,
  "liability-insurance-low": (c) => (liability(c).insurance![0]!.sum = "400000.00"),
  "liability-insurance-over": (c) => (liability(c).insurance![0]!.validUntil = "2026-11-22"),
  "governing-no-precedence": (c) => delete c.governing!.documents,
  "governing-both-general-terms": (c) =>
    c.governing!.documents!.push(
      { id: "terms-a", title: "Einkaufsbedingungen", kind: "terms-client", rank: 8 },
      { id: "terms-b", title: "Verkaufsbedingungen", kind: "terms-provider", rank: 9 },
    ),
  "governing-no-law": (c) => delete c.governing!.law,

  "exit-none": (c) => delete c.exit,
  "exit-no-assistance": (c) => delete exit(c).assistance,
  "exit-assistance-price-open": (c) => delete exit(c).assistance!.priceItem,
  "exit-service-stops": (c) => (exit(c).assistance!.continuedService = false),
  "exit-no-data-formats": (c) => (exit(c).dataFormats = []),
  "exit-format-closed": (c) => (exit(c).dataFormats![1]!.open = false),
  "exit-data-deadline-open": (c) => delete exit(c).dataWithinDays,
  "exit-handover-open": (c) => delete exit(c).handover,
  "exit-access-stays": (c) => delete exit(c).accessRevocationHours,
  "exit-deletion-open": (c) => delete exit(c).deletionCertificate,
  "exit-documents-withheld": (c) => (exit(c).retentionOfDocuments = "lien"),
  "exit-no-plan": (c) => delete exit(c).planWithinMonths,
  "exit-never-tested": (c) => delete exit(c).testMonths,
  "exit-licences-open": (c) => delete exit(c).licencesTransfer,

  "data-act-flag-open": (c) => delete c.services[1]!.dataProcessingService,
  "data-act-notice": (c) => (exit(c).switchNoticeDays = 63),
  "data-act-transition": (c) => (exit(c).switchTransitionDays = 31),
  "data-act-extension": (c) => delete exit(c).switchExtension,
  "data-act-retrieval": (c) => (exit(c).retrievalDays = 29),
  "data-act-export-list": (c) => delete exit(c).exportList,
  "data-act-charges": (c) => (exit(c).switchingCharges = "priced"),
  "data-act-charges-will-end": (c) => (exit(c).switchingCharges = "cost"),
  "data-act-no-charges": (c) => (exit(c).switchingCharges = "cost"),
  "data-act-early-fee-open": (c) => delete exit(c).earlyTerminationFee,
};

/** For each rule on scope, hours, service levels, availability and credits a change of the base contract that it finds. */
import type { Cases } from "./cases.test-support.ts";
import type { ContractDocument } from "../document.ts";

type Draft = ContractDocument;

const service = (contract: Draft) => contract.services[0]!;
const operate = (contract: Draft) => service(contract).activities!.operate!;
const office = (contract: Draft) => contract.calendars["office"]!;
const targets = (contract: Draft) => contract.serviceLevels["standard"]!.targets;
const objective = (contract: Draft) => contract.availability![0]!;
const credits = (contract: Draft) => contract.credits!;

/** The rule of credits of a kind, as that kind. */
const creditOf = <K extends NonNullable<Draft["credits"]>["rules"][number]["kind"]>(contract: Draft, kind: K) =>
  credits(contract).rules.find((rule) => rule.kind === kind) as Extract<
    NonNullable<Draft["credits"]>["rules"][number],
    { kind: K }
  >;

export const PROMISE_CASES: Cases = {
  "scope-activity-unaccountable": (c) => delete operate(c).accountable,
  "scope-activity-two-accountable": (c) => (operate(c).accountable = ["provider", "client"]),
  "scope-activity-nobody-responsible": (c) => delete operate(c).responsible,
  "scope-service-without-responsibilities": (c) => delete service(c).activities,
  "scope-activities-missing": (c) => delete service(c).activities!.document,
  "scope-third-party-accountable": (c) => (operate(c).accountable = "datacentre"),
  "scope-provider-decides-changes": (c) => (service(c).activities!["decide-changes"]!.accountable = "provider"),
  "scope-provider-owns-access": (c) => (service(c).activities!["administer-access"]!.accountable = "provider"),
  "scope-nothing-included": (c) => (service(c).included = []),
  "scope-nothing-excluded": (c) => delete service(c).excluded,
  "scope-boundless-words": (c) => service(c).included!.push("Sämtliche Arbeiten an den Geräten"),
  "scope-no-quantities": (c) => (service(c).quantities = {}),
  "scope-no-client-obligations": (c) => {
    delete service(c).clientObligations;
    delete c.clientObligations;
  },
  "scope-subcontractor-not-approved": (c) => delete c.parties["datacentre"]!.approved,
  "scope-party-without-contact": (c) => {
    c.changes!.approvals = [{ id: "all", kinds: ["normal", "emergency"], approvers: ["service-desk"] }];
    delete c.changes!.standard;
    delete c.steering!.meetings;
    delete c.clientObligations;
    delete c.dataProtection!.officers;
    delete c.security!.contacts;
    c.escalation = [];
    for (const { activities } of c.services) for (const roles of Object.values(activities!)) delete roles.contact;
    delete c.parties["client"]!.contacts;
  },
  "scope-contact-unreachable": (c) => delete c.parties["client"]!.contacts![1]!.email,

  "calendar-without-holidays": (c) => delete office(c).holidays,
  "calendar-nationwide-holidays-only": (c) => (office(c).holidays = ["DE", "*-12-24", "*-12-31"]),
  "calendar-christmas-open": (c) => (office(c).holidays = "DE-BY"),
  "calendar-another-zone": (c) => (office(c).timeZone = "Europe/London"),
  "calendar-day-ends-early": (c) => (office(c).hours!.mon = ["08:00-23:59"]),
  "calendar-hours-overlap": (c) => (office(c).hours!.mon = ["08:00-12:00", "11:00-17:00"]),
  "calendar-exceptions-over": (c) => (office(c).exceptions = { "2026-05-15": [] }),
  "calendar-unused": (c) => (c.calendars["other"] = structuredClone(office(c))),

  "sla-service-without-level": (c) => delete service(c).serviceLevel,
  "sla-level-unused": (c) => (c.serviceLevels["other"] = structuredClone(c.serviceLevels["standard"]!)),
  "sla-priority-without-target": (c) => delete targets(c)["P3"],
  "sla-no-response": (c) => delete targets(c)["P2"]!.response,
  "sla-no-restore": (c) => {
    delete targets(c)["P3"]!.restore;
    delete targets(c)["P3"]!.resolve;
  },
  "sla-no-update": (c) => delete targets(c)["P1"]!.update,
  "sla-urgent-slower": (c) => (targets(c)["P2"]!.response = "PT5H"),
  "sla-later-step-earlier": (c) => (targets(c)["P2"]!.response = "PT9H"),
  "sla-hours-mean-days": (c) => (targets(c)["P2"]!.resolve = "PT24H"),
  "sla-no-matrix": (c) => delete c.priorities.matrix,
  "sla-priority-never-reached": (c) => (c.priorities.matrix = { all: { high: "P1", low: "P2" } }),
  "sla-pause-undefined": (c) => delete c.clocks.pauses[0]!.description,
  "sla-assignment-counts-as-answer": (c) => (c.clocks.response.stop = ["answered", "assigned"]),
  "sla-clock-starts-late": (c) => (c.clocks.restore.start = "answered"),
  "sla-no-escalation": (c) => (c.escalation = []),
  "sla-escalation-too-late": (c) => c.escalation.forEach((level) => (level.atPercent = [100, 150])),
  "sla-no-attainment-target": (c) => {
    c.attainment.targetPercent = {};
    c.kpis = c.kpis!.filter(({ measure }) => measure !== "attainment");
    c.credits!.rules = c.credits!.rules.filter(({ kpi }) => kpi !== "p1-response");
  },

  "availability-none": (c) => {
    delete c.availability;
    c.credits!.rules = c.credits!.rules.filter(({ availability }) => availability === undefined);
  },
  "availability-no-measuring-point": (c) => delete objective(c).measuringPoint,
  "availability-no-period": (c) => delete objective(c).period,
  "availability-no-service-time": (c) => delete objective(c).serviceTime,
  "availability-no-services": (c) => (objective(c).services = []),
  "availability-downtime-open": (c) => delete objective(c).downtime,
  "availability-maintenance-open": (c) => delete objective(c).maintenance,
  "availability-maintenance-unannounced": (c) => delete objective(c).maintenance!.noticeHours,
  "availability-maintenance-unbounded": (c) => {
    delete objective(c).maintenance!.hoursPerPeriod;
    delete objective(c).maintenance!.windows;
  },
  "availability-exclusions-open": (c) => delete objective(c).exclusions,
  "availability-hundred-percent": (c) => (objective(c).targetPercent = "100"),
  "availability-long-period": (c) => (objective(c).period = "year"),
  "availability-unknown-counts-as-up": (c) => (objective(c).unknown = "up"),
  "availability-provider-measures-alone": (c) => (objective(c).measuredBy = "provider"),
  "availability-counts-from-report": (c) => (objective(c).downtime!.from = "report"),
  "availability-rounding-keeps-promise": (c) => (objective(c).decimals = 0),
  "availability-without-credit": (c) =>
    (credits(c).rules = credits(c).rules.filter(({ availability }) => availability === undefined)),

  "credits-none": (c) => delete c.credits,
  "credits-legal-nature-open": (c) => delete credits(c).legalNature,
  "credits-no-cap": (c) => delete credits(c).caps,
  "credits-penalty-above-five-percent": (c) => (credits(c).legalNature = "penalty"),
  "credits-penalty-not-reserved": (c) => (credits(c).legalNature = "penalty"),
  "credits-penalty-without-fault": (c) => (credits(c).legalNature = "penalty"),
  "credits-damages-open": (c) => delete credits(c).againstDamages,
  "credits-only-remedy": (c) => (credits(c).againstDamages = "exclusive"),
  "credits-same-event-open": (c) => delete credits(c).sameEvent,
  "credits-claim-short": (c) => (credits(c).claim = { automatic: false, withinDays: 10 }),
  "credits-steps-overlap": (c) => (creditOf(c, "tiers").tiers[1]!.below = "99.2"),
  "credits-steps-gap": (c) => (creditOf(c, "tiers").tiers[1]!.below = "98.9"),
  "credits-steps-miss-target": (c) => (creditOf(c, "tiers").tiers[0]!.below = "99.4"),
  "credits-started-step-open": (c) => delete creditOf(c, "linear").started,
  "credits-points-without-table": (c) => delete credits(c).pointTable,
  "credits-weights-not-whole": (c) => (creditOf(c, "weight").weightPercent = "50"),
  "credits-basis-without-amount": (c) => delete creditOf(c, "weight").amountAtRisk,
  "credits-lapse-at-end": (c) => (credits(c).afterEnd = "void"),
  "credits-no-termination": (c) => delete credits(c).termination,
};

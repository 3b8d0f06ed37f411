/**
 * The contract document `handschlag/contract@1`: one text from which types, the published JSON Schema and the reader's
 * checks come. Source: product.md §7; what each field means and its default: docs/rules/contract.md.
 */
import { z } from "zod";
import { CalendarDefinition, IsoDate, TimeZoneName } from "../calendar/definition.ts";
import { TARGET_FORMS } from "../calendar/target.ts";
import { AvailabilityObjective } from "./availability-shapes.ts";
import { ChangeProcess, Obligations, Steering, Transition } from "./change-shapes.ts";
import { ClockRules } from "./clock-rules.ts";
import { Credits, Kpi } from "./credit-shapes.ts";
import { Exit, Governing, Liability, Regulation, Term } from "./exit-shapes.ts";
import { LIST_MAX, may, Name, TargetText, Text } from "./names.ts";
import { Prices } from "./price-shapes.ts";
import { DataProtection } from "./protection-shapes.ts";
import { PartyEntry, Service } from "./scope-shapes.ts";
import { Security } from "./security-shapes.ts";

export const FORMAT = "handschlag/contract@1";

/** The promises of a service level that have a clock. */
export const LEVELS = ["response", "update", "restore", "resolve"] as const;
export type Level = (typeof LEVELS)[number];

const TargetEntry = z.union(
  [
    TargetText,
    z.strictObject({
      target: TargetText,
      calendar: Name.meta({ description: "Calendar of this target alone.", examples: ["round-the-clock"] }),
    }),
  ],
  { error: `expected a target such as ${TARGET_FORMS}, or target and calendar` },
);

const PriorityTargets = z
  .strictObject({
    response: TargetEntry.optional().meta({
      description: "First answer by a person of the provider.",
      examples: ["PT30M", { target: "PT30M", calendar: "round-the-clock" }],
    }),
    update: TargetEntry.optional().meta({ description: "A visible update at least every.", examples: ["PT2H"] }),
    restore: TargetEntry.optional().meta({ description: "Service usable again.", examples: ["PT8H"] }),
    resolve: TargetEntry.optional().meta({
      description: "Cause removed, work done.",
      examples: ["end of 3rd working day"],
    }),
    calendar: Name.optional().meta({
      description: "Calendar of this priority, if not the service level's.",
      examples: ["round-the-clock"],
    }),
  })
  .meta({ id: "PriorityTargets", description: "Targets of one priority." });

const ServiceLevel = z
  .strictObject({
    name: Text.optional().meta({ description: "Name as people read it.", examples: ["Standard"] }),
    calendar: Name.meta({ description: "Calendar in which targets are counted.", examples: ["office"] }),
    targets: z
      .record(Name, PriorityTargets)
      .meta({ description: "Targets by priority.", examples: [{ P1: { response: "PT30M", restore: "PT4H" } }] }),
  })
  .meta({ id: "ServiceLevel", description: "Targets by priority in a calendar." });

const Priorities = z
  .strictObject({
    levels: z
      .array(Name)
      .min(1)
      .max(20)
      .meta({ description: "Priorities, the most urgent first.", examples: [["P1", "P2", "P3", "P4"]] }),
    matrix: z
      .record(Name, z.record(Name, Name))
      .optional()
      .meta({
        description: "Impact, then urgency, gives the priority.",
        examples: [{ high: { high: "P1", low: "P2" }, low: { high: "P2", low: "P3" } }],
      }),
  })
  .meta({
    id: "Priorities",
    description: "Priorities and how impact and urgency make them.",
    examples: [{ levels: ["P1", "P2", "P3"] }],
  });

const EscalationLevel = z
  .strictObject({
    level: z
      .int()
      .min(1)
      .max(20)
      .meta({ description: "Number of the level, each once; 1 is told first.", examples: [1] }),
    name: Text.meta({ description: "Name as people read it.", examples: ["Service manager"] }),
    contacts: z
      .array(Name)
      .min(1)
      .max(50)
      .meta({ description: "Contacts by id.", examples: [["service-manager"]] }),
    atPercent: z
      .array(z.int().min(1).max(1_000))
      .min(1)
      .default([50, 75, 90, 100])
      .meta({
        description: "Shares of the target at which this level is told; 100 is the breach.",
        examples: [[75, 90]],
      }),
    calendar: Name.optional().meta({
      description: "Hours in which the contacts are told, if not the target's.",
      examples: ["office"],
    }),
  })
  .meta({ id: "EscalationLevel", description: "Who is told, and when, before and at a breach." });

const Attainment = z
  .strictObject({
    month: z
      .enum(["deadline", "start", "stop"])
      .default("deadline")
      .meta({ description: "Month in which a clock counts.", examples: ["deadline"] }),
    targetPercent: z
      .partialRecord(z.enum(LEVELS), z.number().min(0).max(100))
      .default({})
      .meta({ description: "Share of clocks that must be met, by level.", examples: [{ response: 95, restore: 90 }] }),
  })
  .meta({
    id: "AttainmentRule",
    description: "How attainment is counted.",
    examples: [{ month: "deadline", targetPercent: { response: 95 } }],
  });

export const ContractShape = z
  .strictObject({
    format: z
      .literal(FORMAT, { error: `expected ${FORMAT}` })
      .meta({ description: "Format of the document.", examples: [FORMAT] }),
    id: Name.meta({ description: "Name of the contract, the same in all its versions.", examples: ["lindenhof-it"] }),
    title: Text.meta({ description: "Title as people read it.", examples: ["IT-Betreuungsvertrag"] }),
    language: z
      .enum(["de", "en"])
      .default("de")
      .meta({ description: "Language of the contract.", examples: ["de"] }),
    timeZone: TimeZoneName.meta({
      description: "Zone in which the contract's dates and months are read.",
      examples: ["Europe/Berlin"],
    }),
    version: z
      .int()
      .min(1)
      .max(10_000)
      .meta({ description: "Number of this version; an amendment has a higher one.", examples: [1] }),
    validFrom: IsoDate.meta({ description: "Day from which this version applies.", examples: ["2026-01-01"] }),
    term: Term,
    parties: z.record(Name, PartyEntry).meta({
      description: "Parties by key.",
      examples: [{ client: { role: "client", name: "Lindenhof Architekten" } }],
    }),
    calendars: z.record(Name, CalendarDefinition).meta({
      description: "Support hours by name.",
      examples: [
        { office: { timeZone: "Europe/Berlin", hours: { mon: ["08:00-12:00", "13:00-17:00"] }, holidays: "DE-BY" } },
      ],
    }),
    priorities: Priorities,
    serviceLevels: z.record(Name, ServiceLevel).meta({
      description: "Service levels by name.",
      examples: [{ standard: { calendar: "office", targets: { P1: { response: "PT30M" } } } }],
    }),
    services: z
      .array(Service)
      .min(1)
      .max(LIST_MAX)
      .meta({
        description: "The services that the contract covers.",
        examples: [[{ id: "workplace", name: "Workplaces", area: "devices" }]],
      }),
    clocks: ClockRules.prefault({}),
    escalation: z
      .array(EscalationLevel)
      .max(20)
      .default([])
      .meta({
        description: "Who is told before and at a breach, by level.",
        examples: [[{ level: 1, name: "Service manager", contacts: ["service-manager"] }]],
      }),
    attainment: Attainment.prefault({}),
    availability: may(z.array(AvailabilityObjective).max(LIST_MAX), "Promises of availability.", [
      { id: "mail", services: ["m365"], targetPercent: "99.5", period: "month", serviceTime: "office" },
    ]),
    kpis: may(z.array(Kpi).max(LIST_MAX), "Further figures that are promised.", [
      { id: "p1", name: "P1", measure: "attainment", level: "response", target: "95", unit: "percent" },
    ]),
    credits: may(Credits, "What missed promises cost.", { rules: [] }),
    prices: may(Prices, "What is paid.", {
      items: [{ kind: "flat", id: "firewall", name: "Managed Firewall", amount: "120.00" }],
    }),
    changes: may(ChangeProcess, "Who decides changes, and who bears their risk.", {
      approvals: [{ id: "all", kinds: ["normal"], approvers: ["office"] }],
    }),
    steering: may(Steering, "Meetings and reports.", { reportEveryMonths: 1 }),
    clientObligations: may(Obligations, "What the client owes for all services.", [
      { id: "leavers", text: "Leavers are reported five working days before." },
    ]),
    transition: may(Transition, "How the provider takes over.", { stabilisationDays: 30 }),
    dataProtection: may(DataProtection, "Processing of personal data.", { processing: true }),
    security: may(Security, "Security duties.", { incidentNoticeHours: 24 }),
    exit: may(Exit, "How the contract ends.", { dataWithinDays: 14 }),
    liability: may(Liability, "Liability and insurance.", { capAmount: "500000.00" }),
    governing: may(Governing, "Documents and their order of precedence, law, venue.", { law: "DE" }),
    regulation: may(Regulation, "Regulation that the client falls under.", { nis2: "none" }),
  })
  .meta({
    id: "Contract",
    title: "handschlag/contract@1",
    description: "A contract between a client and an IT provider, as both sides sign it.",
  });

/** A contract document whose schema holds and whose references lead somewhere: made by the reader only. */
export type ContractDocument = z.output<typeof ContractShape>;
export type TargetEntry = z.output<typeof TargetEntry>;

/** The published JSON Schema of the document as it is written, before defaults are filled in. */
export const contractJsonSchema = (): object => z.toJSONSchema(ContractShape, { io: "input", target: "draft-2020-12" });

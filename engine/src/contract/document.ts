/**
 * The contract document `handschlag/contract@1`: one text from which types, the published JSON Schema and the reader's
 * checks come. Source: product.md §7; what each field means and its default: docs/rules/contract.md.
 */
import { z } from "zod";
import { CalendarDefinition, IsoDate, TimeZoneName } from "../calendar/definition.ts";
import { TARGET_FORMS, targetOf } from "../calendar/target.ts";

export const FORMAT = "handschlag/contract@1";

/** The promises of a service level that have a clock. */
export const LEVELS = ["response", "update", "restore", "resolve"] as const;
export type Level = (typeof LEVELS)[number];

const LIST_MAX = 1_000;

const Name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
    error: "expected a short name of letters, digits, dots, hyphens and underscores",
  });
const Text = z.string().min(1, { error: "expected a text that is not empty" }).max(4_000);
const Texts = z.array(Text).max(LIST_MAX);
const Party = Name.meta({ description: "A party by its key under parties.", examples: ["client", "provider"] });

const Contact = z
  .strictObject({
    id: Name.meta({
      description: "Name by which other parts of the contract refer to the contact.",
      examples: ["office"],
    }),
    name: Text.meta({ description: "Name of the person or desk.", examples: ["Sabine Röckl", "Service desk"] }),
    function: Text.optional().meta({ description: "What the person does for the contract.", examples: ["IT contact"] }),
    email: z
      .email({ error: "expected an e-mail address" })
      .optional()
      .meta({ description: "E-mail address.", examples: ["office@example.com"] }),
    phone: z
      .string()
      .regex(/^[+0-9 ()/-]{3,40}$/, { error: "expected a telephone number" })
      .optional()
      .meta({ description: "Telephone number.", examples: ["+49 89 99998-111"] }),
  })
  .meta({ id: "Contact", description: "A person or a desk that can be reached." });

const PartyEntry = z
  .strictObject({
    role: z
      .enum(["client", "provider", "subcontractor", "vendor"])
      .meta({
        description:
          "What the party is in this contract. Exactly one is the client and one the provider; subcontractors work for the provider, vendors are third parties.",
      }),
    name: Text.meta({ description: "Legal name.", examples: ["Lindenhof Architekten PartG mbB"] }),
    address: Text.optional().meta({ description: "Postal address.", examples: ["Am Lindenhof 7, 86152 Augsburg"] }),
    contacts: z
      .array(Contact)
      .max(LIST_MAX)
      .optional()
      .meta({ description: "Who can be reached. An id occurs once in all parties." }),
  })
  .meta({ id: "Party", description: "A company that takes part in the contract." });

const Activity = z.enum([
  "operate",
  "monitor",
  "update",
  "back-up",
  "support-users",
  "administer-access",
  "secure",
  "manage-vendors",
  "document",
  "decide-changes",
  "bear-outage-risk",
]);

const Parties = z.union([Party, z.array(Party).max(20)], { error: "expected a party or a list of parties" });

const Responsibility = z
  .strictObject({
    accountable: Parties.optional().meta({
      description: "Who answers for the activity: exactly one party, if scope is to be clear.",
      examples: ["provider"],
    }),
    responsible: Parties.optional().meta({
      description: "Who does it.",
      examples: ["provider", ["provider", "datacentre"]],
    }),
    consulted: Parties.optional().meta({ description: "Who is asked before.", examples: ["client"] }),
    informed: Parties.optional().meta({ description: "Who is told afterwards.", examples: ["client"] }),
    contact: Name.optional().meta({
      description: "Contact of the accountable party by id, once known.",
      examples: ["office"],
    }),
  })
  .meta({ id: "Responsibility", description: "Who is responsible for one activity of a service (RACI)." });

const Service = z
  .strictObject({
    id: Name.meta({ description: "Name by which tickets and prices refer to the service.", examples: ["workplace"] }),
    name: Text.meta({ description: "Name as people read it.", examples: ["Arbeitsplätze", "Workplaces"] }),
    area: z
      .enum(["e-mail", "network", "cloud", "devices", "security", "applications", "other"])
      .meta({ description: "Service area.", examples: ["devices"] }),
    description: Text.optional().meta({ description: "The service in one or two sentences." }),
    serviceLevel: Name.optional().meta({
      description: "Service level that holds for the service; without one no clock runs.",
      examples: ["standard"],
    }),
    included: Texts.optional().meta({
      description: "What the service comprises.",
      examples: [["Security updates within 14 days"]],
    }),
    excluded: Texts.optional().meta({
      description: "What it does not comprise.",
      examples: [["Purchase of hardware"]],
    }),
    quantities: z
      .record(Name, z.int().min(0).max(10_000_000))
      .optional()
      .meta({ description: "Agreed quantities by unit.", examples: [{ users: 12, devices: 15 }] }),
    clientObligations: Texts.optional().meta({
      description: "What the client has to contribute.",
      examples: [["Leavers are reported five working days before"]],
    }),
    activities: z
      .partialRecord(Activity, Responsibility, { error: "expected activities by name" })
      .optional()
      .meta({
        description: "Who is responsible for which activity.",
        examples: [{ operate: { accountable: "provider", responsible: "provider", informed: "client" } }],
      }),
  })
  .meta({ id: "Service", description: "One service with its scope and responsibilities." });

const TargetText = z
  .string()
  .refine((text) => targetOf(text) !== undefined, { error: `expected a target such as ${TARGET_FORMS}` })
  .meta({
    description: "Amount of working time, elapsed time, or a working day.",
    examples: ["PT4H", "PT72H elapsed", "NBD", "next working day 12:00"],
  });

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
  .meta({ id: "Priorities", description: "Priorities and how impact and urgency make them." });

const StartEvent = z.enum(["opened", "assigned", "answered"]);
const StopEvent = z.enum(["answered", "assigned", "restored", "resolved"]);
const RetargetRule = z.enum(["from-start", "from-change"]);

const Pause = z
  .strictObject({
    reason: Name.meta({ description: "Reason as the event names it.", examples: ["waiting-for-client"] }),
    description: Text.optional().meta({ description: "The reason in words: what must have happened for it to hold." }),
    clocks: z
      .array(
        z.enum(["update", "restore", "resolve"], {
          error: "expected update, restore or resolve: response never pauses",
        }),
      )
      .min(1)
      .default(["update", "restore", "resolve"])
      .meta({ description: "Clocks that this reason pauses." }),
  })
  .meta({ id: "Pause", description: "A reason for which clocks may be paused." });

/** How clocks start, stop, pause and change targets. Real contracts differ in each; each has a default. Source: product.md §9.3, §9.4. */
const ClockRules = z
  .strictObject({
    outsideHours: z
      .enum(["next-opening", "at-once"])
      .default("next-opening")
      .meta({
        description:
          "A report outside the calendar's hours starts the clock at the next opening, or at once (matters for elapsed time and working days).",
      }),
    response: z
      .strictObject({
        start: z.literal("opened").default("opened").meta({ description: "Event that starts the clock." }),
        stop: z
          .array(StopEvent)
          .min(1)
          .default(["answered"])
          .meta({ description: "Events that stop the response clock; resolving always does." }),
      })
      .prefault({})
      .meta({ description: "The response clock." }),
    update: z
      .strictObject({
        start: z
          .enum(["update-or-message", "update", "message"])
          .default("update-or-message")
          .meta({
            description:
              "From what the next update is due: the last visible update, the oldest unanswered message of the client, or the later of both.",
          }),
      })
      .prefault({})
      .meta({ description: "The update clock." }),
    restore: z
      .strictObject({
        start: StartEvent.default("opened").meta({ description: "Event that starts the clock." }),
        stop: z
          .array(StopEvent)
          .min(1)
          .default(["restored"])
          .meta({ description: "Events that stop the restore clock; resolving always does." }),
        workaroundCounts: z.boolean().default(true).meta({ description: "Whether a workaround restores the service." }),
      })
      .prefault({})
      .meta({ description: "The restore clock." }),
    resolve: z
      .strictObject({
        start: StartEvent.default("opened").meta({ description: "Event that starts the clock." }),
        stop: z
          .enum(["resolved", "closed"])
          .default("resolved")
          .meta({
            description:
              "Whether resolving stops the clock, or only closing, when the client has accepted the solution.",
          }),
      })
      .prefault({})
      .meta({ description: "The resolve clock. Closing and the provider's cancelling always stop it." }),
    pauses: z
      .array(Pause)
      .max(50)
      .default([])
      .meta({ description: "The only reasons for which clocks pause. Response never pauses." }),
    reopen: z
      .strictObject({
        withinDays: z
          .int()
          .min(0)
          .max(3_650)
          .default(14)
          .meta({
            description:
              "Days after resolving in which a reopened ticket goes on with its clocks; later it counts as a new ticket.",
          }),
      })
      .prefault({})
      .meta({ description: "What a reopened ticket means for its clocks." }),
    retarget: z
      .strictObject({
        upgrade: RetargetRule.default("from-start").meta({
          description: "A higher priority: its target counts from the start of the ticket or from the change.",
        }),
        downgrade: RetargetRule.default("from-start").meta({ description: "A lower priority." }),
        service: RetargetRule.default("from-start").meta({ description: "Another service." }),
        version: RetargetRule.default("from-start").meta({ description: "A new version of the contract." }),
      })
      .prefault({})
      .meta({ description: "From when a new target counts after a change." }),
  })
  .meta({ id: "ClockRules", description: "How clocks start, stop, pause and change their targets." });

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
      .meta({ description: "Shares of the target at which this level is told; 100 is the breach." }),
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
      .meta({ description: "Month in which a clock counts." }),
    targetPercent: z
      .partialRecord(z.enum(LEVELS), z.number().min(0).max(100))
      .default({})
      .meta({ description: "Share of clocks that must be met, by level.", examples: [{ response: 95, restore: 90 }] }),
  })
  .meta({ id: "Attainment", description: "How attainment is counted." });

const Term = z
  .strictObject({
    start: IsoDate.meta({ description: "First day of the contract.", examples: ["2026-01-01"] }),
    end: IsoDate.optional().meta({
      description: "Last day of the contract; without it the term is open.",
      examples: ["2028-12-31"],
    }),
    minimumMonths: z
      .int()
      .min(0)
      .max(600)
      .optional()
      .meta({ description: "Months from the start in which no ordinary notice ends the contract.", examples: [36] }),
    renewalMonths: z
      .int()
      .min(1)
      .max(600)
      .optional()
      .meta({ description: "Months by which the term is renewed unless notice is given.", examples: [12] }),
    noticeMonths: z
      .int()
      .min(0)
      .max(120)
      .optional()
      .meta({ description: "Months of notice before the end of the term.", examples: [3] }),
  })
  .meta({ id: "Term", description: "Term, renewal and notice." });

export const ContractShape = z
  .strictObject({
    format: z.literal(FORMAT, { error: `expected ${FORMAT}` }).meta({ description: "Format of the document." }),
    id: Name.meta({ description: "Name of the contract, the same in all its versions.", examples: ["lindenhof-it"] }),
    title: Text.meta({ description: "Title as people read it.", examples: ["IT-Betreuungsvertrag"] }),
    language: z.enum(["de", "en"]).default("de").meta({ description: "Language of the contract." }),
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
    parties: z
      .record(Name, PartyEntry)
      .meta({
        description: "Parties by key.",
        examples: [{ client: { role: "client", name: "Lindenhof Architekten" } }],
      }),
    calendars: z
      .record(Name, CalendarDefinition)
      .meta({
        description: "Support hours by name.",
        examples: [
          { office: { timeZone: "Europe/Berlin", hours: { mon: ["08:00-12:00", "13:00-17:00"] }, holidays: "DE-BY" } },
        ],
      }),
    priorities: Priorities,
    serviceLevels: z
      .record(Name, ServiceLevel)
      .meta({
        description: "Service levels by name.",
        examples: [{ standard: { calendar: "office", targets: { P1: { response: "PT30M" } } } }],
      }),
    services: z.array(Service).min(1).max(LIST_MAX).meta({ description: "The services that the contract covers." }),
    clocks: ClockRules.prefault({}),
    escalation: z
      .array(EscalationLevel)
      .max(20)
      .default([])
      .meta({ description: "Who is told before and at a breach, by level." }),
    attainment: Attainment.prefault({}),
  })
  .meta({
    id: "Contract",
    title: "handschlag/contract@1",
    description: "A contract between a client and an IT provider, as both sides sign it.",
  });

/** A contract document whose schema holds and whose references lead somewhere: made by the reader only. */
export type ContractDocument = z.output<typeof ContractShape>;
export type ClockRules = ContractDocument["clocks"];
export type TargetEntry = z.output<typeof TargetEntry>;

/** The published JSON Schema of the document as it is written, before defaults are filled in. */
export const contractJsonSchema = (): object => z.toJSONSchema(ContractShape, { io: "input", target: "draft-2020-12" });

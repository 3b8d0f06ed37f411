/** Tickets: what is reported, what happens to it, how its clocks read. */
import { z } from "zod";
import { Coverage, WorkPrice } from "./coverage.ts";
import { LEVELS } from "@handschlag/engine/contract/document.ts";
import { EVENT_TYPES } from "@handschlag/engine/ticket/event.ts";
import { STAGES } from "@handschlag/engine/ticket/standing.ts";
import { At, Id, lineUpTo, pageOf, PageQuery, textUpTo } from "./values.ts";

export const KINDS = ["incident", "request", "problem", "change", "task"] as const;
export const CHANNELS = ["web", "phone", "mail", "api", "monitor", "in-person"] as const;
export const LINK_KINDS = ["duplicate", "cause", "related", "follow-up", "split"] as const;

const Word = lineUpTo(100).describe("A word of the contract.");
const Kind = z.enum(KINDS);
const Stage = z.enum(STAGES);
const Side = z.enum(["client", "provider"]);
const Level = z.enum(LEVELS);
const Visible = z.enum(["both", "client", "provider"]);
const Person = z.strictObject({ id: Id, name: z.string().nullable().describe("Null when the name was erased.") });
const Sentence = z.strictObject({ de: z.string(), en: z.string() });

const Rating = {
  service: Word.optional().describe("Id of a service of the contract; without it nobody knows yet."),
  impact: Word.optional().describe("Who is affected, in a word of the contract's matrix."),
  urgency: Word.optional().describe("How badly, in a word of the contract's matrix."),
};

export const NewTicket = z.strictObject({
  kind: Kind.default("incident"),
  subject: lineUpTo(300),
  text: textUpTo(50_000),
  ...Rating,
  category: lineUpTo(100).optional(),
  asset: lineUpTo(200).optional().describe("What it is about: a device, a system."),
  channel: z.enum(CHANNELS).default("web"),
  requesterId: Id.optional().describe("The client's person for whom it is reported; else who reports it."),
  contactAt: At.optional().describe("Provider only: when the client made contact, from which the clocks count."),
  reason: lineUpTo(500).optional().describe("Why it is entered later; needed for more than 15 minutes."),
  clause: lineUpTo(500)
    .optional()
    .describe("What the service includes or excludes, in its words, that the report is about."),
});

export const PreviewQuery = z.strictObject({ ...Rating, clause: NewTicket.shape.clause });
const Promised = z.strictObject({ level: Level, deadline: At.nullable(), sentence: Sentence });
export const Preview = z
  .strictObject({
    priority: z.string().nullable(),
    coverage: Coverage,
    promises: z.array(Promised),
    openNow: z.boolean().nullable().describe("Whether the provider is at work now; null when nothing is promised."),
    opensAt: At.nullable(),
    emergency: z.array(
      z.strictObject({ name: z.string(), phone: z.string().nullable(), email: z.string().nullable() }),
    ),
  })
  .meta({ id: "TicketPreview" });

const clockState = z.enum(["running", "paused", "met", "breached", "cancelled"]);
const ClockBrief = z
  .strictObject({ level: Level, state: clockState, deadline: At.nullable(), open: z.boolean(), share: z.number() })
  .describe("share: of the target that is used, as of the last event.");
const ClockBody = z
  .strictObject({
    level: Level,
    life: z.int(),
    cycle: z.int(),
    state: clockState,
    outsideHours: z.boolean(),
    priority: z.string(),
    service: z.string(),
    targetText: z.string(),
    targetMs: z.int(),
    calendarName: z.string(),
    contractVersion: z.int(),
    startedAt: At,
    deadline: At.nullable(),
    stoppedAt: At.nullable(),
    elapsedMs: z.int(),
    pausedMs: z.int(),
    breachedAt: At.nullable(),
    marginMs: z.int(),
    sentence: Sentence,
    intervals: z.array(
      z.strictObject({
        from: At,
        to: At,
        why: z.enum(["working", "elapsed", "closed", "paused", "stopped"]),
        counts: z.boolean(),
        countedMs: z.int(),
        ahead: z.boolean(),
        eventId: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "Clock" });

export const TicketRow = z
  .strictObject({
    id: Id,
    number: z.int(),
    engagement: z.strictObject({ id: Id, name: z.string() }),
    client: z.string(),
    kind: Kind,
    subject: z.string(),
    service: z.string().nullable(),
    serviceName: z.string().nullable().describe("As the contract calls it."),
    category: z.string().nullable(),
    asset: z.string().nullable(),
    priority: z.string().nullable(),
    stage: Stage,
    awaiting: Side.nullable().describe("Who has to act next."),
    requester: Person.nullable(),
    assignee: Person.nullable(),
    coverage: Coverage.shape.kind,
    disputed: z.boolean().describe("Whether an objection is open."),
    clocks: z.array(ClockBrief),
    openedAt: At,
    changedAt: At,
    endedAt: At.nullable(),
    dueAt: At.nullable(),
  })
  .meta({ id: "TicketRow" });

const flag = z.enum(["true", "false"]).transform((word) => word === "true");
const several = <Word extends string>(words: z.ZodType<Word, string>) =>
  z
    .string()
    .max(500)
    .transform((text) => text.split(","))
    .pipe(z.array(words).max(20));
export const TicketQuery = PageQuery.extend({
  engagement: Id.optional(),
  state: z.enum(["open", "ended", "all"]).optional().describe("open unless told."),
  stage: several(Stage).optional().describe("Comma-separated."),
  awaiting: Side.optional(),
  mine: flag.optional().describe("Reported by or assigned to the asking person."),
  unassigned: flag.optional(),
  assignee: Id.optional(),
  requester: Id.optional(),
  kind: several(Kind).optional(),
  priority: several(Word).optional(),
  service: several(Word).optional(),
  overdue: flag.optional(),
  disputed: flag.optional(),
  olderThanDays: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .optional(),
  dueWithinHours: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .optional()
    .describe("Not overdue, and due before so many hours have passed."),
  ids: z
    .string()
    .max(100 * 37)
    .transform((text) => text.split(","))
    .pipe(z.array(Id).max(100))
    .optional()
    .describe("Only these, comma-separated."),
  q: lineUpTo(200).optional().describe("Words, or the beginnings of words; a number finds its ticket."),
  order: z.enum(["due", "changed"]).optional().describe("due unless told; changed: the latest first."),
});
export const Tickets = pageOf(TicketRow)
  .extend({ readAt: At.describe("The server's time, from which to count to deadlines.") })
  .meta({ id: "Tickets" });
/** The same filters without a place in the list. */
const { cursor: _cursor, limit: _limit, ...filters } = TicketQuery.shape;
export const TicketCountQuery = z.strictObject(filters);
export const TicketCount = z
  .strictObject({
    shown: z.int().describe("So many tickets fit the filters."),
    hidden: z.int().nullable().describe("So many open ones do not; null where ended ones are shown."),
    most: z.int().describe("Nothing is counted beyond this: a figure that reaches it means as many or more."),
  })
  .meta({ id: "TicketCount" });
export const TicketExportQuery = TicketCountQuery.extend({
  language: z.enum(["de", "en"]).optional().describe("de unless told: words, decimal signs and separators."),
  timeZone: z.string().max(60).optional().describe("Of the times, as in `Europe/Berlin`; UTC unless told."),
});

const AttachmentBody = z
  .strictObject({
    id: Id,
    name: z.string(),
    mediaType: z.string(),
    sizeBytes: z.int(),
    visibleTo: Visible,
    eventId: Id,
  })
  .meta({ id: "Attachment" });

const Entry = z
  .strictObject({
    id: Id,
    type: z.string(),
    at: At,
    recordedAt: At,
    visibleTo: Visible,
    actor: z.strictObject({
      kind: z.enum(["person", "key", "system"]),
      id: Id.nullable(),
      name: z.string().nullable(),
      company: z.string().nullable(),
      side: z.enum(["client", "provider", "company", "system"]),
    }),
    facts: z.record(z.string(), z.unknown()),
    text: z.string().nullable(),
    hash: z.string(),
    objection: z
      .strictObject({ state: z.enum(["open", "upheld", "rejected"]), by: Side, text: z.string().nullable() })
      .nullable()
      .describe("What a side says against it."),
  })
  .meta({ id: "TicketEntry" });

const TimeRecord = z
  .strictObject({
    id: Id,
    person: Person,
    day: z.iso.date(),
    minutes: z.int(),
    chargeable: z.boolean(),
    note: z.string(),
    visibleTo: Visible,
  })
  .meta({ id: "TimeRecord" });
export const NewTimeRecord = z.strictObject({
  day: z.iso.date(),
  minutes: z.int().min(1).max(1_440),
  chargeable: z.boolean(),
  note: z.string().trim().max(1_000).default(""),
  visibleTo: Visible.optional().describe("both unless told."),
});

const Step = z
  .strictObject({
    id: Id,
    title: z.string(),
    owner: Person.nullable(),
    dueOn: z.iso.date().nullable(),
    doneAt: At.nullable(),
    visibleTo: Visible,
  })
  .meta({ id: "TicketStep" });
export const NewStep = z.strictObject({
  title: lineUpTo(300),
  ownerId: Id.optional(),
  dueOn: z.iso.date().optional(),
  visibleTo: Visible.optional().describe("both unless told."),
});
export const StepChange = z
  .strictObject({
    done: z.boolean(),
    title: lineUpTo(300),
    ownerId: Id.nullable(),
    dueOn: z.iso.date().nullable(),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, "what to change");
export const NewChecklist = z.strictObject({
  templateId: Id.describe("A checklist of one's own company: each of its lines becomes a step."),
  visibleTo: Visible.optional().describe("both unless told."),
});

const Link = z.strictObject({
  kind: z.enum(LINK_KINDS),
  direction: z
    .enum(["to", "from"])
    .describe("to: this ticket is the other's duplicate, cause, …; from: the other way."),
  ticket: z.strictObject({ id: Id, number: z.int(), subject: z.string(), stage: Stage }),
});
export const NewLink = z.strictObject({ kind: z.enum(LINK_KINDS).exclude(["split"]), otherId: Id });
export const LinkQuery = NewLink.pick({ kind: true });

const Participant = z
  .strictObject({ person: Person, side: Side })
  .describe("Somebody who reads along without having reported it.");
/** People of both sides whom an engagement concerns. */
export const EngagedPeople = z
  .strictObject({ items: z.array(z.strictObject({ id: Id, name: z.string(), side: Side })) })
  .meta({ id: "EngagedPeople" });

/** What describes a ticket and moves no clock. */
export const Description = z
  .strictObject({
    kind: Kind,
    subject: lineUpTo(300),
    category: lineUpTo(100).nullable(),
    asset: lineUpTo(200).nullable(),
    requesterId: Id.nullable().describe("A person of the client."),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, "what to change");

/** A part of a ticket that becomes one of its own. */
export const Split = z.strictObject({
  eventId: Id.describe("What the client wrote about it: from then on the clocks of the new ticket count."),
  kind: Kind.optional().describe("As the ticket's unless told."),
  subject: lineUpTo(300),
  text: textUpTo(50_000),
});

export const TicketBody = TicketRow.extend({
  impact: z.string().nullable(),
  urgency: z.string().nullable(),
  channel: z.string(),
  coverageAnswer: Coverage,
  charges: z
    .array(z.strictObject({ price: WorkPrice.nullable(), minutes: z.int(), charged: z.int() }))
    .describe(
      "Chargeable time by the price item of its day: as it was worked, and in started increments. `price` is null where the contract has none.",
    ),
  timeZone: z.string().describe("The contract's."),
  side: Side.describe("On which side the asking actor stands."),
  pause: z.strictObject({ reason: z.string(), since: At }).nullable(),
  mergedInto: z.strictObject({ id: Id, number: z.int() }).nullable(),
  readAt: At.describe("The instant at which the clocks were read."),
  readings: z.array(ClockBody),
  ifUpheld: z.array(ClockBody).nullable().describe("The clocks if all open objections were upheld."),
  noClock: z.array(z.strictObject({ kind: z.string(), level: Level.nullable(), detail: z.string().nullable() })),
  exclusions: z.array(
    z.strictObject({
      level: Level.nullable(),
      reason: z.string().nullable(),
      at: At,
      agreed: z.boolean(),
      proposedBy: Side.nullable(),
      eventId: z.string().nullable(),
    }),
  ),
  holdings: z.array(z.strictObject({ from: At, to: At, holder: Side, assignee: Person.nullable() })),
  entries: z.array(Entry),
  attachments: z.array(AttachmentBody),
  times: z.array(TimeRecord),
  steps: z.array(Step),
  links: z.array(Link),
  participants: z.array(Participant),
  acts: z.array(z.enum(EVENT_TYPES)).describe("What the asking actor may do now."),
  pauseReasons: z.array(z.strictObject({ reason: z.string(), description: z.string().nullable() })),
}).meta({ id: "Ticket" });

const backdating = {
  at: At.optional().describe("When it happened, if earlier; needs the right ticket:backdate and a reason."),
  backdateReason: lineUpTo(500).optional(),
};
const act = <Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...shape, ...backdating });
const text = textUpTo(50_000);
const reason = lineUpTo(1_000);

/** Something done to a ticket. */
export const NewAct = z.discriminatedUnion("type", [
  act("messaged", { text }),
  act("answered", { text }),
  act("noted", { text }),
  act("paused", { reason: Word, text: text.optional() }),
  act("resumed", { text: text.optional() }),
  act("restored", { workaround: z.boolean().default(false), text: text.optional() }),
  act("resolved", { text }),
  act("closed", { text: text.optional() }),
  act("reopened", { text }),
  act("cancelled", { text: text.optional() }),
  act("priority-changed", { impact: Word, urgency: Word, reason }),
  act("service-changed", { service: Word, reason }),
  act("assigned", { to: Id.nullable().describe("A person of the provider; null: nobody.") }),
  act("merged", { into: Id }),
  act("objected", { event: Id, text: lineUpTo(1_000) }),
  act("settled", { event: Id, outcome: z.enum(["upheld", "rejected"]), text: lineUpTo(1_000).optional() }),
  act("excluded", { level: Level.optional(), reason }),
]);
export const ActBody = z.strictObject({ eventId: Id, ticketId: Id, stage: Stage });
export const NewTicketBody = z.strictObject({ id: Id, number: z.int(), priority: z.string().nullable() });

export const BulkAct = z.strictObject({ ids: z.array(Id).min(1).max(200), act: NewAct });
export const BulkBody = z.strictObject({
  done: z.array(Id),
  refused: z.array(z.strictObject({ id: Id, kind: z.string() })),
});

export const NewAttachmentQuery = z.strictObject({
  name: lineUpTo(200),
  internal: flag.optional().describe("For the own side's eyes only."),
});
export const NewAttachmentBody = AttachmentBody;

export const SavedView = z.strictObject({ id: Id, name: z.string(), query: z.string() }).meta({ id: "SavedView" });
export const SavedViews = z.strictObject({ items: z.array(SavedView) });
export const NewSavedView = z.strictObject({ name: lineUpTo(100), query: z.string().max(2_000) });

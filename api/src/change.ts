/** Changes, who decides them, and when nothing is changed. */
import { CHANGE_KINDS, RISKS } from "@handschlag/engine/change/approval.ts";
import { CHANGE_STAGES } from "@handschlag/engine/change/life.ts";
import { CHANGE_RESULTS } from "@handschlag/engine/change/times.ts";
import { z } from "zod";
import { At, Id, lineUpTo, Made, pageOf, PageQuery, textUpTo } from "./values.ts";

const Side = z.enum(["client", "provider"]);
const Words = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[\w.-]+$/, "a name as the contract has it");
const Services = z.array(Words).max(50);
const Amount = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,11})(?:\.\d{1,6})?$/, 'an amount such as "49.90", without currency or thousands separators');
const Answers = z.record(z.string().max(50), z.string().max(50)).describe("An answer to each question about the risk.");
const Text = textUpTo(10_000);
const Span = z.strictObject({ from: At, until: At });

const wish = {
  title: lineUpTo(200),
  reason: Text.describe("What is to be changed, and why."),
  plan: Text.nullable().default(null),
  backOutPlan: Text.nullable().default(null).describe("The way back, should it go wrong."),
  services: Services.default([]).describe("Services that it touches, by id."),
  amount: Amount.nullable().default(null).describe("What it costs beyond what is paid anyway; null: nothing."),
  answers: Answers.default({}),
  planned: Span.nullable().default(null).describe("When it is thought to be carried out."),
};
export const NewChange = z.strictObject({
  kind: z.enum(CHANGE_KINDS),
  standard: Words.optional().describe("Which of the contract's standard changes it is; for the kind `standard` only."),
  ticketId: Id.optional().describe("The ticket that it comes from."),
  ...wish,
});
export const ChangeEdit = z.strictObject(wish);

const comment = textUpTo(2_000);
export const ChangeActBody = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("asked") }).describe("Asks those for a decision whom the contract names."),
  z.strictObject({ type: z.literal("approved"), comment: comment.optional() }),
  z.strictObject({ type: z.literal("declined"), comment }),
  z.strictObject({ type: z.literal("withdrawn"), comment: comment.optional() }),
  z.strictObject({ type: z.literal("scheduled"), ...Span.shape }).describe("Announces when it is carried out."),
  z.strictObject({ type: z.literal("begun") }),
  z.strictObject({
    type: z.literal("ended"),
    result: z.enum(CHANGE_RESULTS),
    record: Text.describe("What was done."),
    incident: z.boolean().default(false).describe("Whether it caused an incident."),
  }),
  z.strictObject({ type: z.literal("reviewed"), review: Text, incident: z.boolean().optional() }),
  z.strictObject({
    type: z.literal("noted"),
    text: comment,
    visibleTo: z.enum(["both", "own"]).default("both").describe("`own`: for one's own side alone."),
  }),
]);

const brief = {
  id: Id,
  number: z.int(),
  kind: z.enum(CHANGE_KINDS),
  title: z.string(),
  stage: z.enum(CHANGE_STAGES),
  risk: z.enum(RISKS).nullable().describe("Null while a question about it is open."),
  amount: z.string().nullable(),
  services: z.array(z.string()),
  side: Side.describe("That asks for it."),
  requestedAt: At,
  decideBy: At.nullable().describe("Until when a decision is awaited; null while none is, or without a time for it."),
  awaitsMe: z.boolean().describe("Whether it waits for the asking person's decision."),
  planned: Span.nullable(),
  window: Span.nullable().describe("When it is carried out, once that is announced."),
  result: z.enum(CHANGE_RESULTS).nullable(),
  incident: z.boolean(),
  reviewBy: At.nullable(),
};
export const ChangeBrief = z.strictObject(brief).meta({ id: "ChangeBrief" });
export const Changes = pageOf(ChangeBrief);
export const ChangesQuery = z.strictObject({
  show: z.enum(["open", "ended", "all"]).optional().describe("`open` unless told: all that still goes on."),
  ticket: Id.optional().describe("Those that come from this ticket."),
  ...PageQuery.shape,
});

const Demand = z.strictObject({
  basis: z.enum(["line", "standard", "owner"]).describe("`owner`: no line fits, whoever leads the client decides."),
  rule: z.string().nullable().describe("The line of the matrix, or the standard change."),
  others: z.array(z.string()).describe("Lines that would fit as well, and were wider."),
  approvers: z.array(z.strictObject({ contact: z.string(), name: z.string(), side: Side, hasApproved: z.boolean() })),
  together: z.int().describe("How many must approve."),
});
const Decision = z.strictObject({
  person: z.string(),
  side: Side,
  contact: z.string().describe("As whom."),
  answer: z.enum(["approved", "declined"]),
  comment: z.string().nullable(),
  way: z.enum(["web", "link"]),
  riskBorneBy: z.string().nullable().describe("As it was printed with the decision."),
  at: At,
  isOfThisRound: z.boolean(),
});
const Note = z.strictObject({
  person: z.string(),
  side: Side,
  text: z.string(),
  at: At,
  visibleTo: z.enum(["both", "client", "provider"]),
});
const ConflictBody = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("same-service"),
    other: z.strictObject({ id: Id, number: z.int(), title: z.string() }),
    services: z.array(z.string()),
    span: Span,
  }),
  z.strictObject({ kind: z.literal("freeze"), reason: z.string(), span: Span }),
  z.strictObject({ kind: z.literal("notice-short"), agreedHours: z.number(), givenHours: z.number() }),
  z.strictObject({ kind: z.literal("decision-after-start"), until: At }),
  z.strictObject({ kind: z.literal("approvers-missing") }),
]);
const ChangeEventBody = z.strictObject({
  type: z.string(),
  at: At,
  by: z.strictObject({ name: z.string().nullable(), side: z.enum(["client", "provider", "company", "system"]) }),
  facts: z.record(z.string(), z.unknown()),
});
export const ChangeBody = z
  .strictObject({
    ...brief,
    version: z.int(),
    reason: z.string(),
    plan: z.string().nullable(),
    backOutPlan: z.string().nullable(),
    isBackOutPlanNeeded: z.boolean(),
    standard: z.string().nullable(),
    riskSet: z.iso.date().describe("Which set of questions about the risk was asked."),
    answers: Answers,
    contractNumber: z.int().nullable().describe("The version of the contract that counts: in force at the request."),
    currency: z.string(),
    demand: Demand.nullable().describe("Who decides; null while the risk is not known."),
    riskBorneBy: z.string().nullable().describe("Null when the contract does not say."),
    silence: z.enum(["refused", "approved"]).nullable().describe("What it means if nobody decides in time."),
    offerBy: At.nullable().describe("By when the provider answers the request, as long as it has not."),
    decideAs: z.string().nullable().describe("As whom the asking person decides: the contact's name, or `owner`."),
    isBegunFirst: z.boolean().describe("Begun before anybody decided, as is agreed for emergencies."),
    ticket: z.strictObject({ id: Id, number: z.int(), subject: z.string() }).nullable(),
    conflicts: z.array(ConflictBody),
    decisions: z.array(Decision),
    notes: z.array(Note),
    events: z.array(ChangeEventBody),
    record: z.string().nullable(),
    review: z.string().nullable(),
    begunAt: At.nullable(),
    endedAt: At.nullable(),
    acts: z.array(z.string()).describe("What the asking actor may do now."),
  })
  .meta({ id: "Change" });

const FreezeBody = z
  .strictObject({
    id: Id,
    span: Span,
    services: z.array(z.string()).nullable().describe("Null: all."),
    reason: z.string(),
    side: Side.describe("That asked for it."),
    person: z.string(),
    agreedBy: z.string().nullable().describe("Who agreed for the other side."),
    agreedAt: At.nullable(),
  })
  .meta({ id: "ChangeFreeze" });
export const NewFreeze = z.strictObject({
  ...Span.shape,
  services: Services.min(1).nullable().default(null).describe("Null: all."),
  reason: lineUpTo(500),
});
export const FreezeMade = Made;

export const CalendarQuery = z.strictObject({ from: At, until: At.describe("At most a year later.") });
export const ChangeCalendar = z.strictObject({
  changes: z.array(
    z.strictObject({
      ...brief,
      conflicts: z.array(
        z.enum(["same-service", "freeze", "notice-short", "decision-after-start", "approvers-missing"]),
      ),
    }),
  ),
  freezes: z.array(FreezeBody),
});
export const ChangeFigures = z
  .strictObject({
    ended: z.int(),
    succeeded: z.int().describe("As planned, and without an incident."),
    emergencies: z.int(),
    lapsed: z.int().describe("Decisions that nobody made in time."),
  })
  .meta({ id: "ChangeFigures" });

/** What somebody sees who opens the link of a mail: enough to decide, and no more. */
export const DecisionCard = z
  .strictObject({
    state: z
      .enum(["open", "decided-by-you", "decided", "over"])
      .describe("`decided`: by somebody else; `over`: withdrawn, lapsed or written anew meanwhile."),
    stage: z.enum(CHANGE_STAGES),
    number: z.int(),
    title: z.string(),
    reason: z.string(),
    plan: z.string().nullable(),
    backOutPlan: z.string().nullable(),
    kind: z.enum(CHANGE_KINDS),
    risk: z.enum(RISKS).nullable(),
    amount: z.string().nullable(),
    currency: z.string(),
    services: z.array(z.string()).describe("Their names."),
    planned: Span.nullable(),
    decideBy: At.nullable(),
    riskBorneBy: z.string().nullable(),
    silence: z.enum(["refused", "approved"]).nullable(),
    person: z.string().describe("Who decides by this link."),
    client: z.string(),
    provider: z.string(),
    decidedBy: z.string().nullable(),
    decidedAt: At.nullable(),
    missing: z.int().describe("How many more must approve."),
    notes: z.array(Note),
  })
  .meta({ id: "DecisionCard" });
export const LinkDecision = z.discriminatedUnion("answer", [
  z.strictObject({ answer: z.literal("approved"), comment: comment.optional() }),
  z.strictObject({ answer: z.literal("declined"), comment }),
  z.strictObject({ answer: z.literal("question"), comment }).describe("Asks back; the link stays good."),
]);

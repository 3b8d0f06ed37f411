/** Telling other programs of events, as Standard Webhooks has it: https://www.standardwebhooks.com */
import { z } from "zod";
import { At, Id, lineUpTo, pageOf } from "./values.ts";

/** What events are about. `company`: the company's own affairs, which are of no engagement. */
export const WEBHOOK_TOPICS = ["ticket", "change", "duty", "contract", "engagement", "company"] as const;
export const WEBHOOK_STATES = ["on", "off", "failed"] as const;
export const DELIVERY_STATES = ["waiting", "delivered", "dead", "dropped"] as const;

const Side = z.enum(["client", "provider"]);
const name = lineUpTo(100);
const url = z
  .string()
  .trim()
  .max(2_000)
  .pipe(z.url({ protocol: /^https$/ }))
  .describe("`https://…`, by name and not by number: never an address of a private network.");
const topics = z.array(z.enum(WEBHOOK_TOPICS)).min(1);
const engagements = z.array(Id).min(1).max(500).nullable().describe("Only of these; null: of all.");

export const WebhookBody = z
  .strictObject({
    id: Id,
    name: z.string(),
    url: z.string(),
    side: Side.describe("As which side the company is told: it decides what it may see."),
    topics: z.array(z.enum(WEBHOOK_TOPICS)),
    engagements: z.array(Id).nullable(),
    state: z.enum(WEBHOOK_STATES).describe("failed: switched off by itself, as nothing arrived for five days."),
    failingSince: At.nullable(),
    earlierUntil: At.nullable().describe("Until then the secret before signs as well."),
    waiting: z.int(),
    dead: z.int(),
    madeAt: At,
    version: z.int(),
  })
  .meta({ id: "Webhook" });
export const Webhooks = z.strictObject({ items: z.array(WebhookBody) });
export const NewWebhook = z.strictObject({ name, url, side: Side, topics, engagements });
export const WebhookChange = z.strictObject({ name, url, topics, engagements, state: z.enum(["on", "off"]) });
export const WebhookSecret = z.strictObject({
  id: Id,
  secret: z.string().nullable().describe("`whsec_…`. Shown once: null when the request is repeated."),
});

export const WebhookDeliveryBody = z
  .strictObject({
    id: Id.describe("The header `webhook-id`, the same at each attempt."),
    type: z.string(),
    engagementId: Id.nullable(),
    eventId: Id.nullable().describe("null for a trial."),
    state: z.enum(DELIVERY_STATES).describe("dropped: it was no longer the company's to know."),
    attempts: z.int(),
    dueAt: At,
    triedAt: At.nullable(),
    status: z.int().nullable().describe("What the other program answered at last."),
    answer: z.string().nullable().describe("Its first 1,024 characters."),
    problem: z.string().nullable().describe("Why there was no answer."),
    createdAt: At,
  })
  .meta({ id: "WebhookDelivery" });
export const WebhookDeliveries = pageOf(WebhookDeliveryBody);
export const WebhookDeliveryQuery = z.strictObject({
  state: z.enum(DELIVERY_STATES).optional(),
  cursor: Id.optional().describe("`next` of the page before."),
});
export const WebhookReplay = z.strictObject({
  deliveryId: Id.nullable().describe("This one again; null: all that are dead."),
});
export const WebhookReplayed = z.strictObject({ count: z.int() });

/** What is sent: facts and ids. What people wrote stays here, to be read with the rights of whoever reads it. */
export const WebhookPayload = z
  .strictObject({
    type: z.string().describe("Noun and past tense: `ticket.opened`."),
    timestamp: At.describe("When it happened."),
    data: z.strictObject({
      eventId: Id.nullable(),
      clientId: Id.nullable().describe("The company in whose history it stands."),
      engagementId: Id.nullable(),
      subjectId: Id.nullable(),
      recordedAt: At,
      visibleTo: z.enum(["both", "client", "provider"]),
      by: z.strictObject({ kind: z.enum(["person", "key", "system"]), id: z.string().nullable(), side: z.string() }),
      facts: z.record(z.string(), z.unknown()),
    }),
  })
  .meta({ id: "WebhookPayload" });

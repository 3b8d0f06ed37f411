/** What another program is told of an event, and how that is signed. */
import { randomBytes } from "node:crypto";
import { WEBHOOK_TOPICS, type WebhookPayload } from "@handschlag/api/webhook.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import { Webhook } from "standardwebhooks";
import type { z } from "zod";
import type { FollowedEvent } from "../event/follow.ts";

export const SEALED_FOR = "webhook";
export const TRIAL = "webhook.tried";
const SECRET_BYTES = 32;

type Topic = (typeof WEBHOOK_TOPICS)[number];
const topics: ReadonlySet<string> = new Set(WEBHOOK_TOPICS);

/** What an event is about. What is of no engagement is the company's own affair. */
export function topicOf({ type, engagement }: Pick<FollowedEvent, "type" | "engagement">): Topic {
  if (engagement === undefined) return "company";
  const noun = type.slice(0, type.indexOf("."));
  if (noun === "ticket-import") return "ticket";
  return topics.has(noun) && noun !== "company" ? (noun as Topic) : "engagement";
}

const iso = (at: Instant): string => new Date(at).toISOString();

/** An event without what is personal, which stays here. */
export function contentOf(event: FollowedEvent): string {
  const { kind, id, side } = event.by;
  const payload: z.input<typeof WebhookPayload> = {
    type: event.type,
    timestamp: iso(event.at),
    data: {
      eventId: event.id,
      clientId: event.tenant,
      engagementId: event.engagement ?? null,
      subjectId: event.subject ?? null,
      recordedAt: iso(event.recordedAt),
      visibleTo: event.visibleTo,
      by: { kind, id, side },
      facts: event.facts,
    },
  };
  return JSON.stringify(payload);
}

/** What is sent to try a webhook out. */
export function trialContent(now: Instant): string {
  const payload: z.input<typeof WebhookPayload> = {
    type: TRIAL,
    timestamp: iso(now),
    data: {
      eventId: null,
      clientId: null,
      engagementId: null,
      subjectId: null,
      recordedAt: iso(now),
      visibleTo: "both",
      by: { kind: "system", id: null, side: "system" },
      facts: {},
    },
  };
  return JSON.stringify(payload);
}

export const newSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`;

/** The headers of an attempt, signed with each of the secrets. Source: Standard Webhooks, §§ Webhook Headers and Signature. */
export function headersOf(
  id: string,
  content: string,
  now: Instant,
  secrets: readonly string[],
): Readonly<Record<string, string>> {
  const at = new Date(now);
  return {
    "content-type": "application/json",
    "user-agent": "Handschlag",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now / 1_000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, at, content)).join(" "),
  };
}

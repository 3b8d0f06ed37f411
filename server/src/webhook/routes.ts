import { z } from "zod";
import { Id, Made } from "@handschlag/api/values.ts";
import {
  NewWebhook,
  WebhookBody,
  WebhookChange,
  WebhookDeliveries,
  WebhookDeliveryQuery,
  WebhookReplay,
  WebhookReplayed,
  Webhooks,
  WebhookSecret,
} from "@handschlag/api/webhook.ts";
import { once } from "../http/once.ts";
import type { Routes } from "../http/parts.ts";
import { tagVersion, versionMeant } from "../http/versions.ts";
import { deliveriesReplay, deliveryList, webhookTry, type Delivery } from "./deliveries.ts";
import {
  webhookAdd,
  webhookChange,
  webhookList,
  webhookRemove,
  webhookRotate,
  type MadeWebhook,
  type Webhook,
} from "./webhooks.ts";

const tags = ["webhook"];
const params = z.strictObject({ id: Id });
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

const bodyOf = (row: Webhook): z.input<typeof WebhookBody> => ({
  id: row.webhook_id,
  name: row.name,
  url: row.url,
  side: row.side as "client",
  topics: row.topics as z.input<typeof WebhookBody>["topics"],
  engagements: row.engagements,
  state: row.state as "on",
  failingSince: iso(row.failing_since),
  earlierUntil: iso(row.earlier_until),
  waiting: row.waiting,
  dead: row.dead,
  madeAt: row.made_at.toISOString(),
  version: row.version,
});

const deliveryBody = (row: Delivery): z.input<typeof WebhookDeliveries>["items"][number] => ({
  id: row.delivery_id,
  type: row.type,
  engagementId: row.engagement_id,
  eventId: row.event_id,
  state: row.state as "waiting",
  attempts: row.attempts,
  dueAt: row.due_at.toISOString(),
  triedAt: iso(row.tried_at),
  status: row.status,
  answer: row.answer,
  problem: row.problem,
  createdAt: row.created_at.toISOString(),
});

const secretBody = ({ id, secret }: MadeWebhook): z.input<typeof WebhookSecret> => ({ id, secret });

export const webhookRoutes: Routes = async (app, { parts: { seal } }) => {
  app.get(
    "/company/webhooks",
    { schema: { summary: "Webhooks", tags, response: { 200: Webhooks } } },
    async (request) => ({ items: (await webhookList(request.ctx)).map(bodyOf) }),
  );

  app.post(
    "/company/webhooks",
    { schema: { summary: "Add a webhook", tags, body: NewWebhook, response: { 201: WebhookSecret } } },
    async (request, reply) => {
      const { side, ...wish } = request.body;
      const answer = await once(
        request,
        (ctx) => webhookAdd(ctx, seal, side, wish),
        secretBody,
        (made) => ({ ...made, secret: null }),
      );
      return reply.code(201).send(answer);
    },
  );

  app.patch(
    "/company/webhooks/:id",
    {
      schema: {
        summary: "Change a webhook, or switch it on or off",
        description: "What happens while it is off it is never told.",
        tags,
        params,
        body: WebhookChange,
        response: { 200: WebhookBody },
      },
    },
    async (request, reply) => {
      request.ctx.require("webhook:write");
      const changed = await webhookChange(request.ctx, request.params.id, versionMeant(request), request.body);
      tagVersion(reply, changed.version);
      return bodyOf(changed);
    },
  );

  app.delete(
    "/company/webhooks/:id",
    { schema: { summary: "Remove a webhook", tags, params, response: { 204: z.null() } } },
    async (request, reply) => {
      await webhookRemove(request.ctx, request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/company/webhooks/:id/secret",
    {
      schema: {
        summary: "Give a webhook another secret",
        description: "For a day the one before signs as well.",
        tags,
        params,
        response: { 200: WebhookSecret },
      },
    },
    async (request) => secretBody(await webhookRotate(request.ctx, seal, request.params.id)),
  );

  deliveryRoutes(app);
};

function deliveryRoutes(app: Parameters<Routes>[0]): void {
  app.get(
    "/company/webhooks/:id/deliveries",
    {
      schema: {
        summary: "What went to a webhook, the newest first",
        tags,
        params,
        querystring: WebhookDeliveryQuery,
        response: { 200: WebhookDeliveries },
      },
    },
    async (request) => {
      const { items, next } = await deliveryList(request.ctx, request.params.id, request.query);
      return { items: items.map(deliveryBody), next };
    },
  );

  app.post(
    "/company/webhooks/:id/trials",
    { schema: { summary: "Try a webhook out", tags, params, response: { 201: Made } } },
    async (request, reply) => {
      const answer = await once(
        request,
        (ctx) => webhookTry(ctx, request.params.id),
        ({ id }) => ({ id }),
      );
      return reply.code(201).send(answer);
    },
  );

  app.post(
    "/company/webhooks/:id/replays",
    {
      schema: {
        summary: "Send again what is dead",
        tags,
        params,
        body: WebhookReplay,
        response: { 200: WebhookReplayed },
      },
    },
    async (request) => ({
      count: await deliveriesReplay(request.ctx, request.params.id, request.body.deliveryId ?? undefined),
    }),
  );
}

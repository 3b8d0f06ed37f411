import { NewPushSubscription, PushKey } from "@handschlag/api/notice.ts";
import { Id, Made } from "@handschlag/api/values.ts";
import { z } from "zod";
import type { Routes } from "../http/parts.ts";
import { subscriptionPut, subscriptionRemove } from "./subscriptions.ts";
import { vapidOf } from "./vapid.ts";

const tags = ["notice"];

export const pushRoutes: Routes = async (app, { parts }) => {
  app.get(
    "/me/push-key",
    { schema: { summary: "The key by which browsers know this server", tags, response: { 200: PushKey } } },
    async (request) => {
      request.ctx.requireMember();
      return { publicKey: vapidOf(parts.seal).publicKey };
    },
  );
  app.post(
    "/me/push-subscriptions",
    {
      schema: { summary: "Have a browser show what is new", tags, body: NewPushSubscription, response: { 200: Made } },
    },
    async (request) => ({
      id: await subscriptionPut(request.ctx, request.body, request.headers["user-agent"] ?? ""),
    }),
  );
  app.delete(
    "/me/push-subscriptions/:id",
    {
      schema: {
        summary: "Have it show nothing any more",
        tags,
        params: z.strictObject({ id: Id }),
        response: { 204: z.void() },
      },
    },
    async (request, reply) => {
      await subscriptionRemove(request.ctx, request.params.id);
      return reply.code(204).send();
    },
  );
};

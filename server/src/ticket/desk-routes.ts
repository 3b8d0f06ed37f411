import { z } from "zod";
import { Description, EngagedPeople, NewTicketBody, Split } from "@handschlag/api/ticket.ts";
import { Id } from "@handschlag/api/values.ts";
import type { Ctx } from "../context.ts";
import type { EngagementId } from "../db/tenant.ts";
import { once } from "../http/once.ts";
import type { Routes } from "../http/parts.ts";
import { describe } from "./description.ts";
import { engagedPeople, participantAdd, participantRemove } from "./participants.ts";
import { ticketSplit } from "./split.ts";

const tags = ["ticket"];
const params = z.strictObject({ id: Id });
const pair = z.strictObject({ id: Id, other: Id.describe("The person.") });

export const deskRoutes: Routes = async (app) => {
  app.get(
    "/engagements/:id/people",
    { schema: { summary: "The people of both sides", tags, params, response: { 200: EngagedPeople } } },
    async (request) => ({ items: [...(await engagedPeople(request.ctx, request.params.id as EngagementId))] }),
  );
  app.patch(
    "/tickets/:id",
    { schema: { summary: "Describe it anew", tags, params, body: Description, response: { 204: z.void() } } },
    async (request, reply) => {
      await describe(request.ctx, request.params.id, request.body);
      return reply.code(204).send();
    },
  );
  app.post(
    "/tickets/:id/parts",
    {
      schema: { summary: "Split off a ticket of its own", tags, params, body: Split, response: { 201: NewTicketBody } },
    },
    async (request, reply) => {
      const split = (ctx: Ctx) => ticketSplit(ctx, request.params.id, request.body);
      return reply.code(201).send(await once(request, split, (opened) => opened));
    },
  );
  app.put(
    "/tickets/:id/participants/:other",
    { schema: { summary: "Let a colleague read along", tags, params: pair, response: { 204: z.void() } } },
    async (request, reply) => {
      await participantAdd(request.ctx, request.params.id, request.params.other);
      return reply.code(204).send();
    },
  );
  app.delete(
    "/tickets/:id/participants/:other",
    { schema: { summary: "Let somebody read along no more", tags, params: pair, response: { 204: z.void() } } },
    async (request, reply) => {
      await participantRemove(request.ctx, request.params.id, request.params.other);
      return reply.code(204).send();
    },
  );
};

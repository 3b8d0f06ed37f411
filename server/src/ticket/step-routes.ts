import { z } from "zod";
import { NewChecklist, NewStep, StepChange } from "@handschlag/api/ticket.ts";
import { AllMade, Id, Made } from "@handschlag/api/values.ts";
import type { Ctx } from "../context.ts";
import { once } from "../http/once.ts";
import type { Routes } from "../http/parts.ts";
import { checklistAdd, stepAdd, stepChange, stepRemove } from "./steps.ts";

const tags = ["ticket"];
const params = z.strictObject({ id: Id });
const pair = z.strictObject({ id: Id, other: Id });

export const stepRoutes: Routes = async (app) => {
  app.post(
    "/tickets/:id/steps",
    { schema: { summary: "Add a step", tags, params, body: NewStep, response: { 201: Made } } },
    async (request, reply) => {
      const add = (ctx: Ctx) => stepAdd(ctx, request.params.id, request.body);
      return reply.code(201).send(await once(request, add, (id) => ({ id })));
    },
  );
  app.patch(
    "/tickets/:id/steps/:other",
    {
      schema: {
        summary: "Change a step, or mark it as done",
        tags,
        params: pair,
        body: StepChange,
        response: { 204: z.void() },
      },
    },
    async (request, reply) => {
      await stepChange(request.ctx, request.params.id, request.params.other, request.body);
      return reply.code(204).send();
    },
  );
  app.delete(
    "/tickets/:id/steps/:other",
    { schema: { summary: "Take a step away", tags, params: pair, response: { 204: z.void() } } },
    async (request, reply) => {
      await stepRemove(request.ctx, request.params.id, request.params.other);
      return reply.code(204).send();
    },
  );
  app.post(
    "/tickets/:id/checklists",
    {
      schema: { summary: "Add the steps of a checklist", tags, params, body: NewChecklist, response: { 201: AllMade } },
    },
    async (request, reply) => {
      const add = (ctx: Ctx) => checklistAdd(ctx, request.params.id, request.body);
      return reply.code(201).send(await once(request, add, (ids) => ({ ids: [...ids] })));
    },
  );
};

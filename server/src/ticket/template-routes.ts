import { z } from "zod";
import { NewTemplate, TemplateBody, TemplateChange, Templates } from "@handschlag/api/template.ts";
import { Id } from "@handschlag/api/values.ts";
import type { Ctx } from "../context.ts";
import { once } from "../http/once.ts";
import type { Routes } from "../http/parts.ts";
import { tagVersion, versionMeant } from "../http/versions.ts";
import { templateAdd, templateChange, templateList, templateRemove, type Template } from "./templates.ts";

const tags = ["template"];
const params = z.strictObject({ id: Id });

const bodyOf = ({ template_id, kind, name, content, version }: Template): z.input<typeof TemplateBody> => ({
  id: template_id,
  kind: kind as "answer",
  name,
  content,
  version,
});

export const templateRoutes: Routes = async (app) => {
  app.get(
    "/company/templates",
    { schema: { summary: "What one writes again and again", tags, response: { 200: Templates } } },
    async (request) => ({ items: (await templateList(request.ctx)).map(bodyOf) }),
  );
  app.post(
    "/company/templates",
    { schema: { summary: "Keep a template", tags, body: NewTemplate, response: { 201: TemplateBody } } },
    async (request, reply) => {
      const add = (ctx: Ctx) => templateAdd(ctx, request.body);
      return reply.code(201).send(await once(request, add, bodyOf));
    },
  );
  app.patch(
    "/company/templates/:id",
    {
      schema: { summary: "Write a template anew", tags, params, body: TemplateChange, response: { 200: TemplateBody } },
    },
    async (request, reply) => {
      request.ctx.require("template:write", request.ctx.own);
      const changed = await templateChange(request.ctx, request.params.id, versionMeant(request), request.body);
      tagVersion(reply, changed.version);
      return bodyOf(changed);
    },
  );
  app.delete(
    "/company/templates/:id",
    { schema: { summary: "Take a template away", tags, params, response: { 204: z.void() } } },
    async (request, reply) => {
      await templateRemove(request.ctx, request.params.id);
      return reply.code(204).send();
    },
  );
};

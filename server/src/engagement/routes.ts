import { z } from "zod";
import {
  EngagementBody,
  EngagementChange,
  EngagementEnd,
  Engagements,
  NewEngagement,
  NewEngagementBody,
} from "@handschlag/api/engagement.ts";
import { Id } from "@handschlag/api/values.ts";
import { isOver, outlivesEnd, type Ending } from "@handschlag/engine/ending.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Ctx, Place } from "../context.ts";
import type { EngagementId } from "../db/tenant.ts";
import type { Routes } from "../http/parts.ts";
import { once } from "../http/once.ts";
import { tagVersion, versionMeant } from "../http/versions.ts";
import { endingOf, engagementEnd, engagementEndTakeBack } from "./end.ts";
import { engagementList, engagementMake, engagementRead, engagementRename, type EngagementRow } from "./engagements.ts";

const tags = ["engagement"];
const params = z.strictObject({ id: Id });

const bodyOf = (ctx: Ctx, row: EngagementRow & { readonly place: Place }): z.input<typeof EngagementBody> => ({
  id: row.engagement_id,
  name: row.name,
  client: { id: row.tenant_id, name: row.client },
  provider: { id: row.provider_id, name: row.provider },
  side: row.place.side === "provider" ? "provider" : "client",
  rights: ctx.rightsAt(row.place).filter((right) => !isOver(endingOf(row), ctx.now) || outlivesEnd(right)),
  contractNumber: row.contract_number,
  createdAt: row.created_at.toISOString(),
  ending: endingBody(endingOf(row), ctx),
  version: row.version,
});

const endingBody = (ending: Ending | undefined, ctx: Ctx): z.input<typeof EngagementBody>["ending"] =>
  ending === undefined
    ? null
    : { at: new Date(ending.at).toISOString(), by: ending.by, isOver: isOver(ending, ctx.now) };

export const engagementRoutes: Routes = async (app, { parts }) => {
  app.get(
    "/engagements",
    { schema: { summary: "Engagements, as client and as provider", tags, response: { 200: Engagements } } },
    async (request) => ({
      items: (await engagementList(request.ctx)).map((row) => bodyOf(request.ctx, row)),
    }),
  );

  app.post(
    "/engagements",
    {
      schema: {
        summary: "Begin an engagement with a provider",
        tags,
        body: NewEngagement,
        response: { 201: NewEngagementBody },
      },
    },
    async (request, reply) => {
      const answer = await once(
        request,
        (ctx) => engagementMake(ctx, request.body),
        ({ id, invitation }): z.input<typeof NewEngagementBody> => ({
          id,
          invitationLink: invitation === null ? null : `${parts.publicUrl}/invitation/${invitation}`,
        }),
        (made) => ({ ...made, invitationLink: null }),
      );
      return reply.code(201).send(answer);
    },
  );

  app.get(
    "/engagements/:id",
    { schema: { summary: "An engagement", tags, params, response: { 200: EngagementBody } } },
    async (request, reply) => {
      const row = await engagementRead(request.ctx, request.params.id as EngagementId);
      tagVersion(reply, row.version);
      return bodyOf(request.ctx, row);
    },
  );

  app.patch(
    "/engagements/:id",
    {
      schema: {
        summary: "Rename an engagement",
        tags,
        params,
        body: EngagementChange,
        response: { 200: EngagementBody },
      },
    },
    async (request, reply) => {
      const id = request.params.id as EngagementId;
      request.ctx.requireSignedIn();
      request.ctx.require("engagement:write", request.ctx.placeOf(id));
      const row = await engagementRename(request.ctx, id, versionMeant(request), request.body.name);
      tagVersion(reply, row.version);
      return bodyOf(request.ctx, row);
    },
  );

  app.put(
    "/engagements/:id/end",
    {
      schema: {
        summary: "End an engagement as of an instant",
        description: "From then on both sides read what was theirs, and nothing is added.",
        tags,
        params,
        body: EngagementEnd,
        response: { 200: EngagementBody },
      },
    },
    async (request, reply) => {
      const { ctx, params: asked, body } = request;
      requireMayEnd(ctx, asked.id);
      const at = Date.parse(body.at) as Instant;
      const row = await engagementEnd(ctx, asked.id as EngagementId, versionMeant(request), at);
      tagVersion(reply, row.version);
      return bodyOf(ctx, row);
    },
  );

  app.delete(
    "/engagements/:id/end",
    {
      schema: {
        summary: "Take an end back that has not come",
        description: "For the side that has set it.",
        tags,
        params,
        response: { 200: EngagementBody },
      },
    },
    async (request, reply) => {
      const { ctx, params: asked } = request;
      requireMayEnd(ctx, asked.id);
      const row = await engagementEndTakeBack(ctx, asked.id as EngagementId, versionMeant(request));
      tagVersion(reply, row.version);
      return bodyOf(ctx, row);
    },
  );
};

/** Before it is asked which version is meant: that is nobody else's business. */
function requireMayEnd(ctx: Ctx, id: string): void {
  ctx.requireSignedIn();
  ctx.require("engagement:end", ctx.placeOf(id as EngagementId));
  ctx.requireConfirmed();
}

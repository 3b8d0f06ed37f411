import { z } from "zod";
import {
  LinkRatingBody,
  NewRating,
  RatingBody,
  SatisfactionBody,
  SatisfactionQuery,
} from "@handschlag/api/satisfaction.ts";
import { Id } from "@handschlag/api/values.ts";
import type { Ctx } from "../context.ts";
import type { EngagementId } from "../db/tenant.ts";
import type { Routes } from "../http/parts.ts";
import { linkActor, linkOpen } from "../link/link.ts";
import { RATING_LINK } from "./actions.ts";
import { rate, ratingRead, satisfaction, type Rated } from "./ratings.ts";

const tags = ["satisfaction"];
const params = z.strictObject({ id: Id });
const token = z.strictObject({ token: z.string().max(200) });

const bodyOf = ({ rating, comment, ratedAt, mayRate, until }: Rated): z.input<typeof RatingBody> => ({
  rating,
  comment,
  ratedAt: ratedAt?.toISOString() ?? null,
  mayRate,
  until: until === undefined ? null : new Date(until).toISOString(),
});
const linkBody = (rated: Rated): z.input<typeof LinkRatingBody> => ({
  ...bodyOf(rated),
  ticket: rated.ticket,
  provider: rated.provider,
});

export const satisfactionRoutes: Routes = async (app, { parts: { db, seal } }) => {
  /** Whoever got the link, and the ticket that it is about. The answer can be changed, so the link is not used up. */
  const opened = async (ctx: Ctx, text: string): Promise<{ readonly reader: Ctx; readonly ticket: string }> => {
    const link = await linkOpen(db, seal, RATING_LINK, text, ctx.now);
    return { reader: await linkActor(ctx, db, link), ticket: link.subject };
  };

  app.get(
    "/ratings/:token",
    {
      schema: {
        summary: "The question of a closing mail",
        description: "Changes nothing, so that programs which open every link of a mail answer nothing.",
        tags,
        params: token,
        response: { 200: LinkRatingBody },
      },
    },
    async (request) => {
      const { reader, ticket } = await opened(request.ctx, request.params.token);
      return linkBody(await ratingRead(reader, ticket));
    },
  );

  app.post(
    "/ratings/:token",
    {
      schema: {
        summary: "Answer the question of a closing mail",
        description: "The latest answer counts.",
        tags,
        params: token,
        body: NewRating,
        response: { 200: LinkRatingBody },
      },
    },
    async (request) => {
      const { reader, ticket } = await opened(request.ctx, request.params.token);
      return linkBody(await rate(reader, ticket, request.body));
    },
  );

  app.get(
    "/tickets/:id/rating",
    { schema: { summary: "How content the requester was", tags, params, response: { 200: RatingBody } } },
    async (request) => bodyOf(await ratingRead(request.ctx, request.params.id)),
  );

  app.put(
    "/tickets/:id/rating",
    {
      schema: {
        summary: "Say how content one is",
        description: "Whoever reported the ticket, for 14 days after it was solved. The latest answer counts.",
        tags,
        params,
        body: NewRating,
        response: { 200: RatingBody },
      },
    },
    async (request) => bodyOf(await rate(request.ctx, request.params.id, request.body)),
  );

  app.get(
    "/engagements/:id/satisfaction",
    {
      schema: {
        summary: "How content people were with what was solved in a month",
        tags,
        params,
        querystring: SatisfactionQuery,
        response: { 200: SatisfactionBody },
      },
    },
    async ({ ctx, params: { id }, query }) => satisfaction(ctx, id as EngagementId, query),
  );
};

import type { FastifyReply } from "fastify";
import { z } from "zod";
import { CalendarAddress, CalendarFileQuery, Calendars, NewCalendar } from "@handschlag/api/feed.ts";
import { Id } from "@handschlag/api/values.ts";
import type { EngagementId } from "../db/tenant.ts";
import type { Routes } from "../http/parts.ts";
import { RateLimit } from "../http/rate-limit.ts";
import {
  feedFile,
  feedList,
  feedMake,
  feedOpen,
  feedRemove,
  feedRenew,
  subscribedFile,
  type FeedFile,
} from "./feeds.ts";

const tags = ["calendar"];
const params = z.strictObject({ id: Id });
const produces = ["text/calendar"];
/** A calendar looks a few times a day; a few devices and somebody who tries it out are no harm. */
const LOOKS = { size: 60, perSecond: 1 / 30 };

/** Whether whoever asks has it already. Source: RFC 9110 §13.2.2, which asks for the tag first. */
function isKnown(
  { tag, changedAt }: FeedFile,
  headers: { readonly "if-none-match"?: string | undefined; readonly "if-modified-since"?: string | undefined },
): boolean {
  const { "if-none-match": known, "if-modified-since": since } = headers;
  if (known !== undefined) return known.split(",").some((each) => each.trim().replace(/^W\//, "") === `"${tag}"`);
  return since !== undefined && Math.floor(changedAt / 1_000) * 1_000 <= Date.parse(since);
}

function answer(reply: FastifyReply, file: FeedFile, headers: Parameters<typeof isKnown>[1]): FastifyReply {
  reply
    .header("cache-control", "private, no-cache")
    .header("etag", `"${file.tag}"`)
    .header("last-modified", new Date(file.changedAt).toUTCString());
  if (isKnown(file, headers)) return reply.code(304).send();
  return reply.header("content-type", "text/calendar; charset=utf-8").send(file.text);
}

export const feedRoutes: Routes = async (app, { parts: { db, publicUrl } }) => {
  const looks = new RateLimit(LOOKS);
  const page = (path: string): string => `${publicUrl}${path}`;
  const addressOf = ({ id, token }: { readonly id: string; readonly token: string }) => ({
    id,
    address: page(`/api/v1/calendars/${token}.ics`),
  });

  app.get(
    "/me/calendars",
    { schema: { summary: "One's calendars to subscribe to", tags, response: { 200: Calendars } } },
    async (request) => ({
      items: (await feedList(request.ctx)).map(({ feed_id, engagement_id, name, made_at, used_at }) => ({
        id: feed_id,
        engagement: engagement_id === null ? null : { id: engagement_id, name: name ?? null },
        madeAt: made_at.toISOString(),
        usedAt: used_at?.toISOString() ?? null,
      })),
    }),
  );

  app.post(
    "/me/calendars",
    { schema: { summary: "Subscribe to a calendar", tags, body: NewCalendar, response: { 201: CalendarAddress } } },
    async (request, reply) => {
      const { engagementId } = request.body;
      const made = await feedMake(request.ctx, (engagementId ?? undefined) as EngagementId | undefined);
      return reply.code(201).send(addressOf(made));
    },
  );

  app.post(
    "/me/calendars/:id/renewal",
    {
      schema: {
        summary: "Give a calendar another address",
        description: "The one before shows nothing any more.",
        tags,
        params,
        response: { 200: CalendarAddress },
      },
    },
    async (request) => addressOf(await feedRenew(request.ctx, request.params.id)),
  );

  app.delete(
    "/me/calendars/:id",
    { schema: { summary: "Take a calendar away", tags, params, response: { 204: z.null() } } },
    async (request, reply) => {
      await feedRemove(request.ctx, request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.get(
    "/calendars/:token",
    {
      schema: {
        summary: "A calendar, for programs that show it",
        description: "iCalendar (RFC 5545). Open to whoever has its address; shows what its person may see.",
        tags,
        params: z.strictObject({ token: z.string().max(100) }),
        produces,
        response: { 200: z.any() },
      },
    },
    async ({ ctx, params: { token }, headers }, reply) => {
      const feed = await feedOpen(db, token.replace(/\.ics$/, ""), ctx.now);
      looks.take(feed.id, ctx.now);
      return answer(reply, await subscribedFile(ctx, db, feed, page), headers);
    },
  );

  app.get(
    "/engagements/:id/calendar",
    {
      schema: {
        summary: "The days of an engagement as a calendar file",
        tags,
        params,
        querystring: CalendarFileQuery,
        produces,
        response: { 200: z.any() },
      },
    },
    async ({ ctx, params: { id }, query: { language }, headers }, reply) => {
      ctx.requireSignedIn();
      ctx.require("contract:read", ctx.placeOf(id as EngagementId));
      const file = await feedFile(ctx, { engagement: id as EngagementId, language, page });
      reply.header("content-disposition", 'attachment; filename="contract.ics"');
      return answer(reply, file, headers);
    },
  );
};

import { z } from "zod";
import {
  ActBody,
  BulkAct,
  BulkBody,
  LinkQuery,
  NewAct,
  NewAttachmentBody,
  NewAttachmentQuery,
  NewLink,
  NewSavedView,
  NewTicket,
  NewTicketBody,
  NewTimeRecord,
  Preview,
  PreviewQuery,
  SavedView,
  SavedViews,
  TicketBody,
  TicketQuery,
  Tickets,
} from "@handschlag/api/ticket.ts";
import { Id, Made } from "@handschlag/api/values.ts";
import type { Ctx } from "../context.ts";
import type { EngagementId } from "../db/tenant.ts";
import { once } from "../http/once.ts";
import type { Routes } from "../http/parts.ts";
import { Problem } from "../problem.ts";
import { ticketAct } from "./act.ts";
import type { ActWish } from "./act-wish.ts";
import { ATTACHMENT_BYTES_MAX, attachmentAdd, attachmentRead } from "./attachments.ts";
import { linkAdd, linkRemove, timeAdd, timeRemove } from "./extras.ts";
import { queue } from "./list.ts";
import { isShown } from "./media-type.ts";
import { ticketOpen } from "./open.ts";
import { ticketPreview } from "./preview.ts";
import { ticketShow } from "./show.ts";
import { viewAdd, viewList, viewRemove, type View } from "./views.ts";
import { queueBody, ticketBody } from "./wire.ts";

const tags = ["ticket"];
const params = z.strictObject({ id: Id });
const pair = z.strictObject({ id: Id, other: Id });
const viewBody = ({ view_id, name, query }: View) => ({ id: view_id, name, query });

const actBody = ({ eventId, stage }: Awaited<ReturnType<typeof ticketAct>>, ticketId: string) => ({
  eventId,
  ticketId,
  stage,
});

/** The same act on many tickets, each by itself: one that does not fit leaves the others alone. */
async function bulk(ctx: Ctx, ids: readonly string[], wish: ActWish) {
  ctx.requireMember();
  const done: string[] = [];
  const refused: { id: string; kind: string }[] = [];
  for (const id of new Set(ids)) {
    try {
      await ticketAct(ctx, id, wish);
      done.push(id);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refused.push({ id, kind: error.kind });
    }
  }
  return { done, refused };
}

export const ticketRoutes: Routes = async (app) => {
  app.get(
    "/tickets",
    { schema: { summary: "The queue", tags, querystring: TicketQuery, response: { 200: Tickets } } },
    async (request) => queueBody(await queue(request.ctx, request.query), request.ctx.now),
  );

  app.post(
    "/engagements/:id/tickets",
    { schema: { summary: "Report", tags, params, body: NewTicket, response: { 201: NewTicketBody } } },
    async (request, reply) => {
      const open = (ctx: Ctx) => ticketOpen(ctx, request.params.id as EngagementId, request.body);
      return reply.code(201).send(await once(request, open, (opened) => opened));
    },
  );

  app.get(
    "/engagements/:id/ticket-preview",
    {
      schema: {
        summary: "What will happen if it is reported now",
        tags,
        params,
        querystring: PreviewQuery,
        response: { 200: Preview },
      },
    },
    async (request) => {
      const preview = await ticketPreview(request.ctx, request.params.id as EngagementId, request.query);
      const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
      return {
        ...preview,
        promises: preview.promises.map((promise) => ({ ...promise, deadline: iso(promise.deadline) })),
        opensAt: iso(preview.opensAt),
      };
    },
  );

  app.get(
    "/tickets/:id",
    { schema: { summary: "A ticket", tags, params, response: { 200: TicketBody } } },
    async (request) => ticketBody(await ticketShow(request.ctx, request.params.id)),
  );

  app.post(
    "/tickets/:id/events",
    { schema: { summary: "Do something to a ticket", tags, params, body: NewAct, response: { 201: ActBody } } },
    async (request, reply) => {
      const { id } = request.params;
      const act = (ctx: Ctx) => ticketAct(ctx, id, request.body);
      return reply.code(201).send(await once(request, act, (acted) => actBody(acted, id)));
    },
  );

  app.post(
    "/tickets/events",
    { schema: { summary: "Do the same to many tickets", tags, body: BulkAct, response: { 200: BulkBody } } },
    async (request) => bulk(request.ctx, request.body.ids, request.body.act),
  );
};

export const ticketExtraRoutes: Routes = async (app) => {
  app.addContentTypeParser(
    "application/octet-stream",
    { parseAs: "buffer", bodyLimit: ATTACHMENT_BYTES_MAX },
    (_request, body, done) => done(null, body),
  );

  app.post(
    "/tickets/:id/attachments",
    {
      bodyLimit: ATTACHMENT_BYTES_MAX,
      schema: {
        summary: "Add a file",
        description: "The bytes as application/octet-stream, at most 20 MiB.",
        consumes: ["application/octet-stream"],
        tags,
        params,
        querystring: NewAttachmentQuery,
        response: { 201: NewAttachmentBody },
      },
    },
    async (request, reply) => {
      const content = request.body;
      if (!Buffer.isBuffer(content)) throw new Problem(415, "request-unfit", { field: "header.content-type" });
      const { name, internal = false } = request.query;
      const row = await attachmentAdd(request.ctx, request.params.id, name, content, internal);
      return reply.code(201).send({
        id: row.attachment_id,
        name: row.name,
        mediaType: row.media_type,
        sizeBytes: row.size_bytes,
        visibleTo: row.visible_to as "both",
        eventId: row.event_id,
      });
    },
  );

  app.get(
    "/tickets/:id/attachments/:other",
    {
      schema: {
        summary: "A file",
        tags,
        params: pair,
        produces: ["application/octet-stream"],
        response: { 200: z.any() },
      },
    },
    async (request, reply) => {
      const file = await attachmentRead(request.ctx, request.params.id, request.params.other);
      const disposition = isShown(file.media_type) ? "inline" : "attachment";
      reply
        .header("content-type", file.media_type)
        .header("content-disposition", `${disposition}; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header("content-security-policy", "default-src 'none'; sandbox")
        .header("cache-control", "private, max-age=31536000, immutable");
      return reply.send(file.content);
    },
  );

  app.post(
    "/tickets/:id/time-records",
    { schema: { summary: "Record time", tags, params, body: NewTimeRecord, response: { 201: Made } } },
    async (request, reply) => {
      const add = (ctx: Ctx) => timeAdd(ctx, request.params.id, request.body);
      return reply.code(201).send(await once(request, add, (id) => ({ id })));
    },
  );
  app.delete(
    "/tickets/:id/time-records/:other",
    { schema: { summary: "Take back own time", tags, params: pair, response: { 204: z.void() } } },
    async (request, reply) => {
      await timeRemove(request.ctx, request.params.id, request.params.other);
      return reply.code(204).send();
    },
  );

  app.post(
    "/tickets/:id/links",
    { schema: { summary: "Link to another ticket", tags, params, body: NewLink, response: { 204: z.void() } } },
    async (request, reply) => {
      await linkAdd(request.ctx, request.params.id, request.body.kind, request.body.otherId);
      return reply.code(204).send();
    },
  );
  app.delete(
    "/tickets/:id/links/:other",
    {
      schema: {
        summary: "Take a link back",
        tags,
        params: pair,
        querystring: LinkQuery,
        response: { 204: z.void() },
      },
    },
    async (request, reply) => {
      await linkRemove(request.ctx, request.params.id, request.query.kind, request.params.other);
      return reply.code(204).send();
    },
  );
};

export const viewRoutes: Routes = async (app) => {
  app.get(
    "/me/views",
    { schema: { summary: "Own views of the queue", tags, response: { 200: SavedViews } } },
    async (request) => ({ items: (await viewList(request.ctx)).map(viewBody) }),
  );
  app.post(
    "/me/views",
    { schema: { summary: "Keep a view", tags, body: NewSavedView, response: { 201: SavedView } } },
    async (request, reply) =>
      reply.code(201).send(viewBody(await viewAdd(request.ctx, request.body.name, request.body.query))),
  );
  app.delete(
    "/me/views/:id",
    { schema: { summary: "Forget a view", tags, params, response: { 204: z.void() } } },
    async (request, reply) => {
      await viewRemove(request.ctx, request.params.id);
      return reply.code(204).send();
    },
  );
};

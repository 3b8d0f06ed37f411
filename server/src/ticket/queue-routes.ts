import { Readable } from "node:stream";
import { z } from "zod";
import { Summary } from "@handschlag/api/summary.ts";
import { TicketCount, TicketCountQuery, TicketExportQuery } from "@handschlag/api/ticket.ts";
import type { EngagementId } from "../db/tenant.ts";
import type { Routes } from "../http/parts.ts";
import { queueExport } from "./export.ts";
import { COUNTED_MAX, queueCount } from "./list.ts";
import { DUE_SOON_HOURS, summary } from "./summary.ts";

const tags = ["ticket"];

export const queueRoutes: Routes = async (app) => {
  app.get(
    "/tickets/count",
    {
      schema: {
        summary: "How many tickets the filters of the queue show and hide",
        tags,
        querystring: TicketCountQuery,
        response: { 200: TicketCount },
      },
    },
    async (request) => ({ ...(await queueCount(request.ctx, request.query)), most: COUNTED_MAX }),
  );

  app.get(
    "/tickets/export",
    {
      schema: {
        summary: "The queue as a table",
        description: "CSV in UTF-8 with byte order mark; semicolons in German, commas in English.",
        tags,
        querystring: TicketExportQuery,
        produces: ["text/csv"],
        response: { 200: z.any() },
      },
    },
    async (request, reply) => {
      const lines = await queueExport(request.ctx, request.query);
      const day = new Date(request.ctx.now).toISOString().slice(0, 10);
      reply
        .header("content-type", "text/csv; charset=utf-8")
        .header("content-disposition", `attachment; filename="tickets-${day}.csv"`);
      return reply.send(Readable.from(lines));
    },
  );

  app.get(
    "/summary",
    { schema: { summary: "What the front pages say at a glance", tags, response: { 200: Summary } } },
    async ({ ctx }) => ({
      engagements: (await summary(ctx)).map(({ engagement, nextDueAt, ...figures }) => ({
        id: engagement.engagement_id,
        name: engagement.name,
        client: { id: engagement.tenant_id, name: engagement.client },
        provider: { id: engagement.provider_id, name: engagement.provider },
        side:
          ctx.placeOf(engagement.engagement_id as EngagementId).side === "provider"
            ? ("provider" as const)
            : ("client" as const),
        ...figures,
        nextDueAt: nextDueAt === null ? null : nextDueAt.toISOString(),
      })),
      dueSoonHours: DUE_SOON_HOURS,
      most: COUNTED_MAX,
      readAt: new Date(ctx.now).toISOString(),
    }),
  );
};

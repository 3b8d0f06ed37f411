import { z } from "zod";
import { Events } from "@handschlag/api/event.ts";
import { Id, PageQuery } from "@handschlag/api/values.ts";
import type { EngagementId } from "../db/tenant.ts";
import type { Routes } from "../http/parts.ts";
import { companyHistory, engagementHistory } from "./history.ts";

const tags = ["event"];

export const eventRoutes: Routes = async (app) => {
  app.get(
    "/company/events",
    { schema: { summary: "What happened in one's company", tags, querystring: PageQuery, response: { 200: Events } } },
    (request) => companyHistory(request.ctx, request.query),
  );

  app.get(
    "/engagements/:id/events",
    {
      schema: {
        summary: "What happened in an engagement",
        tags,
        params: z.strictObject({ id: Id }),
        querystring: PageQuery,
        response: { 200: Events },
      },
    },
    (request) => engagementHistory(request.ctx, request.params.id as EngagementId, request.query),
  );
};

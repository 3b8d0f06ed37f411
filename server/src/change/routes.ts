import {
  CalendarQuery,
  ChangeActBody,
  ChangeBody,
  ChangeCalendar,
  ChangeEdit,
  ChangeFigures,
  Changes,
  ChangesQuery,
  DecisionCard,
  FreezeMade,
  LinkDecision,
  NewChange,
  NewFreeze,
} from "@handschlag/api/change.ts";
import { Id } from "@handschlag/api/values.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import { z } from "zod";
import type { EngagementId } from "../db/tenant.ts";
import { once } from "../http/once.ts";
import type { Routes } from "../http/parts.ts";
import { versionMeant } from "../http/versions.ts";
import { CHANGE_RIGHTS, changeAct } from "./act.ts";
import { decideByLink, decisionCard } from "./decision-link.ts";
import { freezeAdd, freezeAgree, freezeRemove } from "./freezes.ts";
import { changeCalendar, changeFigures, changeList, changeShow } from "./read.ts";
import { changeRequest, changeRewrite } from "./request.ts";
import { briefBody, changeBody, freezeBody } from "./wire.ts";

const tags = ["change"];
const params = z.strictObject({ id: Id });
const changeParams = z.strictObject({ id: Id, other: Id });
const token = z.strictObject({ token: z.string().max(200) });
const spanOf = ({ from, until }: z.output<typeof CalendarQuery>) => ({
  from: Date.parse(from) as Instant,
  until: Date.parse(until) as Instant,
});

export const changeRoutes: Routes = async (app) => {
  app.get(
    "/engagements/:id/changes",
    { schema: { summary: "Changes", tags, params, querystring: ChangesQuery, response: { 200: Changes } } },
    async ({ ctx, params: { id }, query }) => {
      const { items, next } = await changeList(ctx, id as EngagementId, query);
      return { items: items.map(briefBody), next };
    },
  );

  app.post(
    "/engagements/:id/changes",
    { schema: { summary: "Ask for a change", tags, params, body: NewChange, response: { 201: ChangeBody } } },
    async (request, reply) => {
      const id = request.params.id as EngagementId;
      const made = await once(
        request,
        (ctx) => changeRequest(ctx, id, request.body),
        ({ change_id }) => ({ id: change_id }),
      );
      return reply.code(201).send(changeBody(await changeShow(request.ctx, id, made.id, "change:request")));
    },
  );

  app.get(
    "/engagements/:id/changes/:other",
    { schema: { summary: "One of them", tags, params: changeParams, response: { 200: ChangeBody } } },
    async ({ ctx, params: { id, other } }) => changeBody(await changeShow(ctx, id as EngagementId, other)),
  );

  app.put(
    "/engagements/:id/changes/:other",
    {
      schema: {
        summary: "Write it anew, while nobody has decided",
        tags,
        params: changeParams,
        body: ChangeEdit,
        response: { 200: ChangeBody },
      },
    },
    async (request) => {
      const { ctx, params: at, body } = request;
      const id = at.id as EngagementId;
      await changeRewrite(ctx, id, at.other, { version: versionMeant(request), wording: body });
      return changeBody(await changeShow(ctx, id, at.other, "change:request"));
    },
  );

  app.post(
    "/engagements/:id/changes/:other/events",
    {
      schema: {
        summary: "Do something to it: ask, decide, schedule, begin, end, review",
        tags,
        params: changeParams,
        body: ChangeActBody,
        response: { 201: ChangeBody },
      },
    },
    async (request, reply) => {
      const { id, other } = request.params;
      const engagement = id as EngagementId;
      await once(
        request,
        (ctx) => changeAct(ctx, engagement, other, request.body),
        ({ change_id }) => ({ id: change_id }),
      );
      return reply
        .code(201)
        .send(changeBody(await changeShow(request.ctx, engagement, other, CHANGE_RIGHTS[request.body.type])));
    },
  );
};

/** When changes are carried out, when nothing is changed, and how well it goes. */
export const changePlanRoutes: Routes = async (app) => {
  app.get(
    "/engagements/:id/change-calendar",
    {
      schema: {
        summary: "Changes and freezes in a span",
        tags,
        params,
        querystring: CalendarQuery,
        response: { 200: ChangeCalendar },
      },
    },
    async ({ ctx, params: { id }, query }) => {
      const { changes, freezes } = await changeCalendar(ctx, id as EngagementId, spanOf(query));
      return {
        changes: changes.map((each) => ({
          ...briefBody(each),
          conflicts: [...new Set(each.conflicts.map(({ kind }) => kind))],
        })),
        freezes: freezes.map(freezeBody),
      };
    },
  );

  app.get(
    "/engagements/:id/change-figures",
    {
      schema: {
        summary: "How well changes went that ended in a span",
        tags,
        params,
        querystring: CalendarQuery,
        response: { 200: ChangeFigures },
      },
    },
    async ({ ctx, params: { id }, query }) => changeFigures(ctx, id as EngagementId, spanOf(query)),
  );

  app.post(
    "/engagements/:id/change-freezes",
    {
      schema: {
        summary: "Ask for a time in which nothing is changed",
        tags,
        params,
        body: NewFreeze,
        response: { 201: FreezeMade },
      },
    },
    async (request, reply) => {
      const id = request.params.id as EngagementId;
      const answer = await once(
        request,
        (ctx) => freezeAdd(ctx, id, request.body),
        (made) => ({ id: made }),
      );
      return reply.code(201).send(answer);
    },
  );

  app.put(
    "/engagements/:id/change-freezes/:other/agreement",
    {
      schema: {
        summary: "Agree to what the other side asked for",
        tags,
        params: changeParams,
        response: { 204: z.null() },
      },
    },
    async ({ ctx, params: { id, other } }, reply) => {
      await freezeAgree(ctx, id as EngagementId, other);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    "/engagements/:id/change-freezes/:other",
    {
      schema: {
        summary: "Take back what one's own side asked for",
        tags,
        params: changeParams,
        response: { 204: z.null() },
      },
    },
    async ({ ctx, params: { id, other } }, reply) => {
      await freezeRemove(ctx, id as EngagementId, other);
      return reply.code(204).send(null);
    },
  );
};

/** Deciding by the link of a mail: to look changes nothing. */
export const changeDecisionRoutes: Routes = async (app, { parts }) => {
  app.get(
    "/change-decisions/:token",
    {
      schema: { summary: "What is to be decided by a link", tags, params: token, response: { 200: DecisionCard } },
    },
    async (request) => decisionCard(request.ctx, parts, request.params.token),
  );

  app.post(
    "/change-decisions/:token",
    {
      schema: {
        summary: "Decide by a link, once",
        tags,
        params: token,
        body: LinkDecision,
        response: { 200: DecisionCard },
      },
    },
    async (request) => decideByLink(request.ctx, parts, request.params.token, request.body),
  );
};

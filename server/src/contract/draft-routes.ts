import { z } from "zod";
import {
  DraftBody,
  DraftSummary,
  Drafts,
  NewAnswers,
  NewChanges,
  NewComment,
  NewDraft,
} from "@handschlag/api/draft.ts";
import { ProposalBody } from "@handschlag/api/proposal.ts";
import { Id } from "@handschlag/api/values.ts";
import type { Difference } from "@handschlag/engine/contract/comparison.ts";
import type { FastifyRequest } from "fastify";
import type { Ctx } from "../context.ts";
import type { EngagementId } from "../db/tenant.ts";
import { once } from "../http/once.ts";
import type { Routes } from "../http/parts.ts";
import { commentSettle, draftAnswer, draftComment } from "./draft-answers.ts";
import { draftChange } from "./draft-changes.ts";
import type { ChangeRow, CommentRow, DraftRead, DraftRow } from "./draft-store.ts";
import { draftBegin, draftDiscard, draftList, draftPropose, draftRead } from "./drafts.ts";
import { bodyOf as proposalBody } from "./proposal-routes.ts";

const tags = ["contract"];
const params = z.strictObject({ id: Id });
const draftParams = z.strictObject({ id: Id, other: Id });
const commentParams = z.strictObject({ id: Id, other: Id, third: Id });

type Names = ReadonlyMap<string, string>;

const authorOf = (ctx: Ctx, names: Names, { side, actor_id }: Pick<DraftRow, "side" | "actor_id">) => ({
  side: side as "client" | "provider",
  name: names.get(actor_id) ?? null,
  own: actor_id === ctx.signature.id,
});

const summaryOf = (ctx: Ctx, names: Names, row: DraftRow): z.input<typeof DraftSummary> => ({
  id: row.draft_id,
  baseNumber: row.base_number,
  by: authorOf(ctx, names, row),
  begunAt: row.begun_at.toISOString(),
  changedAt: row.changed_at.toISOString(),
  state: row.state as z.input<typeof DraftSummary>["state"],
  endedAt: row.ended_at?.toISOString() ?? null,
});

const jsonOf = (key: "before" | "after", json: string | null) =>
  json === null ? {} : { [key]: JSON.parse(json) as unknown };

const changeOf = (ctx: Ctx, names: Names, row: ChangeRow) => ({
  id: row.change_id,
  path: row.path,
  ...jsonOf("before", row.before),
  ...jsonOf("after", row.after),
  by: authorOf(ctx, names, row),
  at: row.changed_at.toISOString(),
  state: row.state as z.input<typeof DraftBody>["changes"][number]["state"],
  answeredBy: row.answered_by === null ? null : (names.get(row.answered_by) ?? null),
  answeredAt: row.answered_at?.toISOString() ?? null,
  reason: row.reason,
});

const commentOf = (ctx: Ctx, names: Names, row: CommentRow) => ({
  id: row.comment_id,
  path: row.path,
  text: row.text,
  by: authorOf(ctx, names, row),
  at: row.written_at.toISOString(),
  settledBy: row.settled_by === null ? null : (names.get(row.settled_by) ?? null),
  settledAt: row.settled_at?.toISOString() ?? null,
});

const bodyOf = (ctx: Ctx, read: DraftRead): z.input<typeof DraftBody> => ({
  draft: summaryOf(ctx, read.names, read.draft),
  base: { ...read.base },
  document: { ...read.document },
  changes: read.changes.map((row) => changeOf(ctx, read.names, row)),
  comments: read.comments.map((row) => commentOf(ctx, read.names, row)),
  proposal: read.proposalId,
});

/** Carries out once what makes or changes a draft, and answers with it. */
const draftAfter = (request: FastifyRequest, work: (ctx: Ctx) => Promise<DraftRead>) =>
  once(request, work, (read) => bodyOf(request.ctx, read));

export const draftRoutes: Routes = async (app) => {
  app.get(
    "/engagements/:id/contract-drafts",
    { schema: { summary: "Drafts of the contract, the newest first", tags, params, response: { 200: Drafts } } },
    async ({ ctx, params: { id } }) => {
      const { drafts, names } = await draftList(ctx, id as EngagementId);
      return { items: drafts.map((row) => summaryOf(ctx, names, row)) };
    },
  );

  app.get(
    "/engagements/:id/contract-drafts/:other",
    {
      schema: {
        summary: "A draft with its changes and comments",
        tags,
        params: draftParams,
        response: { 200: DraftBody },
      },
    },
    async ({ ctx, params: { id, other } }) => bodyOf(ctx, await draftRead(ctx, id as EngagementId, other)),
  );

  app.post(
    "/engagements/:id/contract-drafts",
    { schema: { summary: "Begin a draft", tags, params, body: NewDraft, response: { 201: DraftBody } } },
    async (request, reply) => {
      const { id } = request.params;
      const answer = await draftAfter(request, (ctx) => draftBegin(ctx, id as EngagementId, request.body.text));
      return reply.code(201).send(answer);
    },
  );

  app.post(
    "/engagements/:id/contract-drafts/:other/changes",
    {
      schema: {
        summary: "Change places of a draft, all or none",
        tags,
        params: draftParams,
        body: NewChanges,
        response: { 201: DraftBody },
      },
    },
    async (request, reply) => {
      const { id, other } = request.params;
      const differences = request.body.changes as unknown as Difference[];
      const answer = await draftAfter(request, (ctx) => draftChange(ctx, id as EngagementId, other, differences));
      return reply.code(201).send(answer);
    },
  );

  app.post(
    "/engagements/:id/contract-drafts/:other/answers",
    {
      schema: {
        summary: "Accept changes, object to them, or take back your own",
        tags,
        params: draftParams,
        body: NewAnswers,
        response: { 201: DraftBody },
      },
    },
    async (request, reply) => {
      const { id, other } = request.params;
      const answer = await draftAfter(request, (ctx) => draftAnswer(ctx, id as EngagementId, other, request.body));
      return reply.code(201).send(answer);
    },
  );

  app.post(
    "/engagements/:id/contract-drafts/:other/comments",
    {
      schema: {
        summary: "Comment on a place of a draft",
        tags,
        params: draftParams,
        body: NewComment,
        response: { 201: DraftBody },
      },
    },
    async (request, reply) => {
      const { id, other } = request.params;
      const answer = await draftAfter(request, (ctx) => draftComment(ctx, id as EngagementId, other, request.body));
      return reply.code(201).send(answer);
    },
  );

  app.put(
    "/engagements/:id/contract-drafts/:other/comments/:third/settlement",
    { schema: { summary: "Settle a comment", tags, params: commentParams, response: { 200: DraftBody } } },
    async ({ ctx, params: { id, other, third } }) =>
      bodyOf(ctx, await commentSettle(ctx, id as EngagementId, other, third)),
  );

  app.delete(
    "/engagements/:id/contract-drafts/:other",
    {
      schema: {
        summary: "Put a draft away; it stays to be read",
        tags,
        params: draftParams,
        response: { 204: z.null() },
      },
    },
    async ({ ctx, params: { id, other } }, reply) => {
      await draftDiscard(ctx, id as EngagementId, other);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/engagements/:id/contract-drafts/:other/proposal",
    {
      schema: {
        summary: "Lay a draft before both sides to be signed",
        tags,
        params: draftParams,
        response: { 201: ProposalBody },
      },
    },
    async (request, reply) => {
      const { id, other } = request.params;
      const answer = await once(request, (ctx) => draftPropose(ctx, id as EngagementId, other), proposalBody);
      return reply.code(201).send(answer);
    },
  );
};

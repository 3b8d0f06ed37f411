import { z } from "zod";
import {
  NewProposal,
  NewRefusal,
  NewSignature,
  ProposalBody,
  ProposalDocument,
  Proposals,
} from "@handschlag/api/proposal.ts";
import { Id } from "@handschlag/api/values.ts";
import type { EngagementId } from "../db/tenant.ts";
import type { Routes } from "../http/parts.ts";
import { once } from "../http/once.ts";
import {
  contractPropose,
  proposalDecline,
  proposalList,
  proposalRead,
  proposalSign,
  proposalWithdraw,
  type ProposalRow,
} from "./proposals.ts";

const tags = ["contract"];
const params = z.strictObject({ id: Id });
const proposalParams = z.strictObject({ id: Id, other: Id });

export const bodyOf = (row: ProposalRow): z.input<typeof ProposalBody> => ({
  id: row.proposal_id,
  number: row.number,
  validFrom: row.valid_from,
  hash: row.source_hash.toString("hex"),
  side: row.side as "client" | "provider",
  proposedAt: row.proposed_at.toISOString(),
  state: row.state as z.input<typeof ProposalBody>["state"],
  endedAt: row.ended_at?.toISOString() ?? null,
  reason: row.reason,
  signatures: row.signatures.map(({ side, person_name, company_name, signed_at }) => ({
    side: side as "client" | "provider",
    person: person_name,
    company: company_name,
    at: signed_at.toISOString(),
  })),
});

export const proposalRoutes: Routes = async (app) => {
  app.get(
    "/engagements/:id/contract-proposals",
    { schema: { summary: "Versions that were proposed", tags, params, response: { 200: Proposals } } },
    async ({ ctx, params: { id } }) => ({ items: (await proposalList(ctx, id as EngagementId)).map(bodyOf) }),
  );

  app.get(
    "/engagements/:id/contract-proposals/:other",
    { schema: { summary: "One of them", tags, params: proposalParams, response: { 200: ProposalDocument } } },
    async ({ ctx, params: { id, other } }) => {
      const read = await proposalRead(ctx, id as EngagementId, other);
      return {
        proposal: bodyOf(read.proposal),
        document: read.document as unknown as Record<string, unknown>,
        text: read.text,
      };
    },
  );

  app.post(
    "/engagements/:id/contract-proposals",
    {
      schema: {
        summary: "Lay a version before the other side",
        tags,
        params,
        body: NewProposal,
        response: { 201: ProposalBody },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const answer = await once(request, (ctx) => contractPropose(ctx, id as EngagementId, request.body.text), bodyOf);
      return reply.code(201).send(answer);
    },
  );

  app.post(
    "/engagements/:id/contract-proposals/:other/signatures",
    {
      schema: {
        summary: "Sign it; the second signature makes it a version",
        tags,
        params: proposalParams,
        body: NewSignature,
        response: { 201: ProposalBody },
      },
    },
    async (request, reply) => {
      const { id, other } = request.params;
      const answer = await once(
        request,
        (ctx) => proposalSign(ctx, id as EngagementId, other, request.body.hash),
        bodyOf,
      );
      return reply.code(201).send(answer);
    },
  );

  app.put(
    "/engagements/:id/contract-proposals/:other/refusal",
    {
      schema: {
        summary: "Decline what the other side proposed",
        tags,
        params: proposalParams,
        body: NewRefusal,
        response: { 200: ProposalBody },
      },
    },
    async ({ ctx, params: { id, other }, body }) =>
      bodyOf(await proposalDecline(ctx, id as EngagementId, other, body.reason)),
  );

  app.delete(
    "/engagements/:id/contract-proposals/:other",
    {
      schema: {
        summary: "Take back what one's own side proposed",
        tags,
        params: proposalParams,
        response: { 204: z.null() },
      },
    },
    async ({ ctx, params: { id, other } }, reply) => {
      await proposalWithdraw(ctx, id as EngagementId, other);
      return reply.code(204).send(null);
    },
  );
};

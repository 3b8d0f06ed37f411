import { z } from "zod";
import {
  ContractBody,
  ContractQuery,
  ContractVersionBody,
  ContractVersions,
  NewContractVersion,
} from "@handschlag/api/engagement.ts";
import { Id } from "@handschlag/api/values.ts";
import type { EngagementId } from "../db/tenant.ts";
import type { Routes } from "../http/parts.ts";
import { once } from "../http/once.ts";
import { contractImport, contractRead, versionList, type VersionRow } from "./contracts.ts";

const tags = ["contract"];
const params = z.strictObject({ id: Id });

const bodyOf = (row: VersionRow): z.input<typeof ContractVersionBody> => ({
  id: row.version_id,
  number: row.number,
  validFrom: row.valid_from,
  hash: row.source_hash.toString("hex"),
  importedAt: row.imported_at.toISOString(),
  proposalId: row.proposal_id,
});

export const contractRoutes: Routes = async (app) => {
  app.get(
    "/engagements/:id/contract",
    { schema: { summary: "The contract", tags, params, querystring: ContractQuery, response: { 200: ContractBody } } },
    async (request) => {
      const { version, inForce, document, text } = await contractRead(
        request.ctx,
        request.params.id as EngagementId,
        request.query.number,
      );
      return { version: bodyOf(version), inForce, document: document as unknown as Record<string, unknown>, text };
    },
  );

  app.get(
    "/engagements/:id/contract-versions",
    { schema: { summary: "Its versions", tags, params, response: { 200: ContractVersions } } },
    async (request) => ({ items: (await versionList(request.ctx, request.params.id as EngagementId)).map(bodyOf) }),
  );

  app.post(
    "/engagements/:id/contract-versions",
    {
      schema: {
        summary: "Put in a version that was agreed elsewhere",
        tags,
        params,
        body: NewContractVersion,
        response: { 201: ContractVersionBody },
      },
    },
    async (request, reply) => {
      const answer = await once(
        request,
        (ctx) => contractImport(ctx, request.params.id as EngagementId, request.body.text),
        bodyOf,
      );
      return reply.code(201).send(answer);
    },
  );
};

import type { FastifyReply } from "fastify";
import { z } from "zod";
import { PrintQuery, VersionPrintParams } from "@handschlag/api/engagement.ts";
import { Id } from "@handschlag/api/values.ts";
import type { EngagementId } from "../db/tenant.ts";
import type { DocumentFormat } from "../document/order.ts";
import { press } from "../document/press.ts";
import type { Routes } from "../http/parts.ts";
import { proposalPrint, versionPrint, type Print } from "./prints.ts";

const tags = ["contract"];
const proposalParams = z.strictObject({ id: Id, other: Id });

const MEDIA_TYPE: Readonly<Record<DocumentFormat, string>> = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};
const produces = Object.values(MEDIA_TYPE);
const FILE_NAME_LETTERS_MAX = 120;

/** A name that every file system takes. */
const fileNameOf = (title: string): string =>
  Array.from(
    title
      .replaceAll(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, " ")
      .replaceAll(/\s+/g, " ")
      .trim(),
  )
    .slice(0, FILE_NAME_LETTERS_MAX)
    .join("");

/** RFC 8187: signs that may not stand in the value are escaped. */
const escaped = (name: string): string =>
  encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.codePointAt(0)!.toString(16).toUpperCase()}`);

/** Answers with the document, or that whoever asks has it already. */
async function answer(
  reply: FastifyReply,
  { order, title, tag }: Print,
  known: string | undefined,
): Promise<FastifyReply> {
  const { format } = order;
  // A Word file says the same each time, though not in the same bytes.
  const etag = format === "pdf" ? `"${tag}"` : `W/"${tag}"`;
  reply.header("etag", etag).header("cache-control", "private, no-cache");
  if (known !== undefined && known.split(",").some((each) => each.trim() === etag)) return reply.code(304).send();
  const bytes = await press.make(order);
  return reply
    .header("content-type", MEDIA_TYPE[format])
    .header(
      "content-disposition",
      `attachment; filename="contract.${format}"; filename*=UTF-8''${escaped(`${fileNameOf(title)}.${format}`)}`,
    )
    .header("content-security-policy", "default-src 'none'; sandbox")
    .send(bytes);
}

export const printRoutes: Routes = async (app) => {
  app.get(
    "/engagements/:id/contract-versions/:number/document",
    {
      schema: {
        summary: "A version as a document",
        description: "PDF/A with the contract's text attached, or a Word file.",
        tags,
        params: VersionPrintParams,
        querystring: PrintQuery,
        produces,
        response: { 200: z.any() },
      },
    },
    async ({ ctx, params: { id, number }, query, headers }, reply) =>
      answer(reply, await versionPrint(ctx, id as EngagementId, number, query), headers["if-none-match"]),
  );

  app.get(
    "/engagements/:id/contract-proposals/:other/document",
    {
      schema: {
        summary: "A proposal as a document",
        description: "PDF/A with the contract's text attached, or a Word file.",
        tags,
        params: proposalParams,
        querystring: PrintQuery,
        produces,
        response: { 200: z.any() },
      },
    },
    async ({ ctx, params: { id, other }, query, headers }, reply) =>
      answer(reply, await proposalPrint(ctx, id as EngagementId, other, query), headers["if-none-match"]),
  );
};

import { z } from "zod";
import { ImportBody, Imports, Mappings, NewImportMapping, NewImportQuery } from "@handschlag/api/ticket-import.ts";
import { Id } from "@handschlag/api/values.ts";
import type { EngagementId } from "../db/tenant.ts";
import type { Routes } from "../http/parts.ts";
import { Problem } from "../problem.ts";
import { csvLine } from "./csv-line.ts";
import {
  importAdd,
  importFaults,
  importForget,
  importList,
  importMap,
  importRead,
  importStart,
  type ImportRow,
} from "./imports.ts";
import { shippedMappings } from "./mappings.ts";

const tags = ["ticket-import"];
const params = z.strictObject({ id: Id });
const pair = z.strictObject({ id: Id, other: Id });
const FILE_BYTES_MAX = 60 * 1024 * 1024;

type Wire = z.input<typeof ImportBody>;
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function bodyOf(row: ImportRow): Wire {
  const { mapping, preview, state } = row;
  const { name, text, services, priorities, isEvents, encoding } = mapping;
  return {
    id: row.import_id,
    state,
    fileName: row.file_name,
    sizeBytes: row.size_bytes,
    isEvents,
    mapping: state === "unread" ? null : { name, text, services, priorities, encoding },
    preview: preview as Wire["preview"],
    firstFaults: [...row.first_faults],
    progress: { gone: row.gone, tickets: preview?.tickets ?? 0 },
    result: row.gone === 0 && state !== "done" ? null : { imported: 0, known: 0, leftOut: 0, events: 0, ...row.result },
    problem: row.problem,
    createdAt: row.created_at.toISOString(),
    startedAt: iso(row.started_at),
    endedAt: iso(row.ended_at),
  };
}

export const importRoutes: Routes = async (app) => {
  app.addContentTypeParser(
    ["text/csv", "application/x-ndjson", "application/gzip", "application/octet-stream"],
    { parseAs: "buffer", bodyLimit: FILE_BYTES_MAX },
    (_request, body, done) => done(null, body),
  );

  app.get(
    "/ticket-mappings",
    { schema: { summary: "How exports of other tools are read", tags, response: { 200: Mappings } } },
    async (request) => {
      request.ctx.requireSignedIn();
      return { items: shippedMappings().map(({ name, text, document }) => ({ name, title: document.title, text })) };
    },
  );

  app.get(
    "/engagements/:id/ticket-imports",
    { schema: { summary: "Imports of tickets", tags, params, response: { 200: Imports } } },
    async (request) => ({ items: (await importList(request.ctx, request.params.id as EngagementId)).map(bodyOf) }),
  );

  app.post(
    "/engagements/:id/ticket-imports",
    {
      bodyLimit: FILE_BYTES_MAX,
      schema: {
        summary: "Hand in a file of tickets",
        description:
          "Its bytes, at most 60 MiB, as they are or packed by gzip: CSV, or events one a line as JSON. Nothing is imported yet. A file that was handed in before and not started makes way.",
        consumes: ["text/csv", "application/x-ndjson", "application/gzip", "application/octet-stream"],
        tags,
        params,
        querystring: NewImportQuery,
        response: { 201: ImportBody },
      },
    },
    async (request, reply) => {
      const bytes: unknown = request.body;
      if (!Buffer.isBuffer(bytes)) throw new Problem(415, "request-unfit", { field: "header.content-type" });
      const { fileName, mapping } = request.query;
      const row = await importAdd(request.ctx, request.params.id as EngagementId, { fileName, mapping }, bytes);
      return reply.code(201).send(bodyOf(row));
    },
  );

  app.get(
    "/engagements/:id/ticket-imports/:other",
    { schema: { summary: "An import", tags, params: pair, response: { 200: ImportBody } } },
    async ({ ctx, params: { id, other } }) => bodyOf(await importRead(ctx, id as EngagementId, other)),
  );

  app.put(
    "/engagements/:id/ticket-imports/:other/mapping",
    {
      schema: {
        summary: "Say how the file is read",
        tags,
        params: pair,
        body: NewImportMapping,
        response: { 200: ImportBody },
      },
    },
    async ({ ctx, params: { id, other }, body }) => bodyOf(await importMap(ctx, id as EngagementId, other, body)),
  );

  app.put(
    "/engagements/:id/ticket-imports/:other/start",
    { schema: { summary: "Start an import, or go on with it", tags, params: pair, response: { 202: ImportBody } } },
    async (request, reply) => {
      const { id, other } = request.params;
      return reply.code(202).send(bodyOf(await importStart(request.ctx, id as EngagementId, other)));
    },
  );

  app.get(
    "/engagements/:id/ticket-imports/:other/faults",
    {
      schema: {
        summary: "What could not be read, by line",
        description: "CSV in UTF-8 with byte order mark, separated by semicolons.",
        tags,
        params: pair,
        produces: ["text/csv"],
        response: { 200: z.any() },
      },
    },
    async (request, reply) => {
      const { id, other } = request.params;
      const faults = await importFaults(request.ctx, id as EngagementId, other);
      const lines = faults.map(({ line, column, found, message }) =>
        csvLine([String(line), column, found, message], ";"),
      );
      reply
        .header("content-type", "text/csv; charset=utf-8")
        .header("content-disposition", 'attachment; filename="import-faults.csv"');
      return reply.send(`\uFEFF${csvLine(["line", "column", "found", "message"], ";")}${lines.join("")}`);
    },
  );

  app.delete(
    "/engagements/:id/ticket-imports/:other",
    { schema: { summary: "Forget a file that was not started", tags, params: pair, response: { 204: z.void() } } },
    async (request, reply) => {
      await importForget(request.ctx, request.params.id as EngagementId, request.params.other);
      return reply.code(204).send();
    },
  );
};

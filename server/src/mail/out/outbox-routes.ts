import { MailBody, MailQuery, Mails, type MailRow } from "@handschlag/api/notice.ts";
import { Id } from "@handschlag/api/values.ts";
import { z } from "zod";
import type { Ctx } from "../../context.ts";
import type { Routes } from "../../http/parts.ts";
import { isMine, outbox, outboxAgain, outboxMail } from "./outbox.ts";

const tags = ["mail"];
const params = z.strictObject({ id: Id });

type Row = Awaited<ReturnType<typeof outbox>>["items"][number];

const rowBody = (ctx: Ctx, row: Row): z.input<typeof MailRow> => ({
  id: row.mail_id,
  kind: row.kind,
  to: { name: row.name, address: row.address },
  own: isMine(ctx, row),
  subject: row.subject,
  state: row.state as "waiting",
  createdAt: row.created_at.toISOString(),
  dueAt: row.due_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  attempts: row.attempts,
  problem: row.problem,
  bounce: row.bounced_at === null ? null : { at: row.bounced_at.toISOString(), reason: row.bounce ?? "" },
});

export const outboxRoutes: Routes = async (app) => {
  app.get(
    "/mails",
    { schema: { summary: "The outbox", tags, querystring: MailQuery, response: { 200: Mails } } },
    async ({ ctx, query }) => {
      const { items, next } = await outbox(ctx, query);
      return { items: items.map((row) => rowBody(ctx, row)), next };
    },
  );
  app.get(
    "/mails/:id",
    { schema: { summary: "A mail", tags, params, response: { 200: MailBody } } },
    async (request) => {
      const { mail, text } = await outboxMail(request.ctx, request.params.id);
      return { ...rowBody(request.ctx, mail), text };
    },
  );
  app.post(
    "/mails/:id/again",
    { schema: { summary: "Send it again", tags, params, response: { 204: z.void() } } },
    async (request, reply) => {
      await outboxAgain(request.ctx, request.params.id);
      return reply.code(204).send();
    },
  );
};

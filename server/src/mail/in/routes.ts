import { z } from "zod";
import {
  MailboxBody,
  MailboxChange,
  Mailboxes,
  MailDecision,
  MailInBody,
  MailInQuery,
  MailInText,
  MailsIn,
  NewMailbox,
  TicketMails,
} from "@handschlag/api/mailbox.ts";
import { Id } from "@handschlag/api/values.ts";
import type { Ctx } from "../../context.ts";
import { once } from "../../http/once.ts";
import type { Routes } from "../../http/parts.ts";
import { tagVersion, versionMeant } from "../../http/versions.ts";
import { mailboxAdd, mailboxChange, mailboxList, mailboxRemove, type Mailbox, type MailboxWish } from "./mailboxes.ts";
import { mailDecide, mailHtml, mailPage, mailRaw, mailShow, type MailRow } from "./review.ts";
import { ticketMails } from "./ticket-mails.ts";

const tags = ["mail"];
const params = z.strictObject({ id: Id });
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

const mailboxBody = (row: Mailbox): z.input<typeof MailboxBody> => ({
  id: row.mailbox_id,
  kind: row.kind as "imap",
  address: row.address,
  engagementId: row.engagement_id,
  host: row.host,
  port: row.port,
  security: row.security as "tls" | null,
  user: row.user_name,
  problem: row.problem,
  checkedAt: iso(row.checked_at),
  lastMailAt: iso(row.last_mail_at),
  version: row.version,
});

const mailBody = (row: MailRow): z.input<typeof MailInBody> => ({
  id: row.mail_id,
  mailbox: row.mailbox,
  from: row.from_address,
  fromName: row.from_name,
  subject: row.subject,
  nature: row.nature as "human" | null,
  receivedAt: row.received_at.toISOString(),
  sizeBytes: row.size_bytes,
  state: row.state as "review",
  reason: row.reason,
  ticketId: row.ticket_id,
});

export const mailboxRoutes: Routes = async (app, { parts }) => {
  app.get(
    "/company/mailboxes",
    { schema: { summary: "Addresses whose mails become tickets", tags, response: { 200: Mailboxes } } },
    async (request) => ({ items: (await mailboxList(request.ctx)).map(mailboxBody) }),
  );
  app.post(
    "/company/mailboxes",
    { schema: { summary: "Set up a mailbox", tags, body: NewMailbox, response: { 201: MailboxBody } } },
    async (request, reply) => {
      const add = (ctx: Ctx) => mailboxAdd(ctx, parts, request.body satisfies MailboxWish);
      return reply.code(201).send(await once(request, add, mailboxBody));
    },
  );
  app.patch(
    "/company/mailboxes/:id",
    { schema: { summary: "Change a mailbox", tags, params, body: MailboxChange, response: { 200: MailboxBody } } },
    async (request, reply) => {
      request.ctx.require("mailbox:write", request.ctx.own);
      const { id } = request.params;
      const changed = await mailboxChange(request.ctx, parts, id, versionMeant(request), request.body);
      tagVersion(reply, changed.version);
      return mailboxBody(changed);
    },
  );
  app.delete(
    "/company/mailboxes/:id",
    { schema: { summary: "Take a mailbox away", tags, params, response: { 204: z.void() } } },
    async (request, reply) => {
      await mailboxRemove(request.ctx, request.params.id);
      return reply.code(204).send();
    },
  );
};

export const mailInRoutes: Routes = async (app) => {
  app.get(
    "/company/mails-in",
    { schema: { summary: "Mails that came in", tags, querystring: MailInQuery, response: { 200: MailsIn } } },
    async (request) => {
      const { items, next } = await mailPage(request.ctx, request.query);
      return { items: items.map(mailBody), next };
    },
  );
  app.get(
    "/company/mails-in/:id",
    { schema: { summary: "A mail", tags, params, response: { 200: MailInText } } },
    async (request) => {
      const { row, mail, text, engagements } = await mailShow(request.ctx, request.params.id);
      return {
        ...mailBody(row),
        to: [...mail.to],
        text,
        hasHtml: mail.html !== undefined,
        files: mail.files.map(({ name, type, content }) => ({ name, type, sizeBytes: content.length })),
        engagements: engagements.map(({ people, ...engagement }) => ({ ...engagement, people: [...people] })),
      };
    },
  );
  app.get(
    "/company/mails-in/:id/html",
    {
      schema: {
        summary: "The HTML of a mail, harmless",
        tags,
        params,
        produces: ["text/html"],
        response: { 200: z.any() },
      },
    },
    async (request, reply) => {
      const html = await mailHtml(request.ctx, request.params.id);
      reply
        .header("content-type", "text/html; charset=utf-8")
        .header("content-security-policy", "default-src 'none'; img-src data:; sandbox allow-popups");
      return reply.send(html);
    },
  );
  app.get(
    "/company/mails-in/:id/raw",
    {
      schema: {
        summary: "A mail as it came",
        tags,
        params,
        produces: ["message/rfc822"],
        response: { 200: z.any() },
      },
    },
    async (request, reply) => {
      const raw = await mailRaw(request.ctx, request.params.id);
      reply
        .header("content-type", "message/rfc822")
        .header("content-disposition", `attachment; filename="mail-${request.params.id}.eml"`)
        .header("content-security-policy", "default-src 'none'; sandbox");
      return reply.send(raw);
    },
  );
  app.post(
    "/company/mails-in/:id/decision",
    { schema: { summary: "Decide about a mail", tags, params, body: MailDecision, response: { 204: z.void() } } },
    async (request, reply) => {
      await mailDecide(request.ctx, request.params.id, request.body);
      return reply.code(204).send();
    },
  );
  app.get(
    "/tickets/:id/mails",
    { schema: { summary: "What mail adds to a ticket", tags, params, response: { 200: TicketMails } } },
    async (request) => ({
      items: (await ticketMails(request.ctx, request.params.id)).map((each) => ({
        ...each,
        returned: [...each.returned],
      })),
    }),
  );
};

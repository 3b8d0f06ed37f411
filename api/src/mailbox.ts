/** Mail that comes in: the mailboxes of a company, mails that a person decides about, and what mail adds to a ticket. */
import { z } from "zod";
import { At, Email, Id, lineUpTo, pageOf, PageQuery } from "./values.ts";

export const MAILBOX_KINDS = ["imap", "smtp"] as const;
export const MAIL_SECURITY = ["tls", "starttls", "none"] as const;
export const MAIL_STATES = ["waiting", "done", "review", "ignored", "bounced", "refused"] as const;
export const MAIL_NATURES = [
  "human",
  "auto-reply",
  "auto-generated",
  "bounce",
  "newsletter",
  "spam",
  "broken",
] as const;

const host = lineUpTo(253).describe("Name of the mail server.");
const port = z.int().min(1).max(65_535);
const security = z.enum(MAIL_SECURITY).describe("none: only in the installation's own network.");
const user = lineUpTo(254);
const engagementId = Id.nullable().describe("Where its mails belong; null: told by who writes.");

export const MailboxBody = z
  .strictObject({
    id: Id,
    kind: z.enum(MAILBOX_KINDS).describe("imap: read at its mail server; smtp: handed to this server."),
    address: z.string(),
    engagementId: Id.nullable(),
    host: z.string().nullable(),
    port: z.int().nullable(),
    security: z.enum(MAIL_SECURITY).nullable(),
    user: z.string().nullable(),
    problem: z.string().nullable().describe("Why it could not be read at `checkedAt`."),
    checkedAt: At.nullable(),
    lastMailAt: At.nullable(),
    version: z.int(),
  })
  .meta({ id: "Mailbox" });
export const Mailboxes = z.strictObject({ items: z.array(MailboxBody) });

export const NewMailbox = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("imap"),
      address: Email,
      engagementId,
      host,
      port,
      security,
      user,
      password: z.string().min(1).max(500),
    }),
    z.strictObject({ kind: z.literal("smtp"), address: Email, engagementId }),
  ])
  .describe("A mailbox that is read has to answer: it is tried before it is kept.");
export const MailboxChange = z.strictObject({
  engagementId,
  access: z
    .strictObject({ host, port, security, user, password: z.string().min(1).max(500).optional() })
    .optional()
    .describe("How it is read; without a password the present one stays, as long as the host does."),
});

export const MailInBody = z
  .strictObject({
    id: Id,
    mailbox: z.string().nullable().describe("Its address; null when it was taken away."),
    from: z.string().nullable(),
    fromName: z.string(),
    subject: z.string(),
    nature: z.enum(MAIL_NATURES).nullable().describe("null before it was looked at."),
    receivedAt: At,
    sizeBytes: z.int(),
    state: z
      .enum(MAIL_STATES)
      .describe("review: a person decides; ignored: by a machine and for nobody; refused: a person decided so."),
    reason: z.string().nullable(),
    ticketId: Id.nullable(),
  })
  .meta({ id: "MailIn" });
export const MailsIn = pageOf(MailInBody);
export const MailInQuery = PageQuery.extend({ state: z.enum(MAIL_STATES).default("review") });

export const MailInText = MailInBody.extend({
  to: z.array(z.string()),
  text: z.string().describe("As the mail has it, or what its HTML says; at most 100,000 characters."),
  hasHtml: z.boolean(),
  files: z.array(z.strictObject({ name: z.string(), type: z.string(), sizeBytes: z.int() })),
  engagements: z
    .array(
      z.strictObject({
        id: Id,
        name: z.string(),
        people: z.array(z.strictObject({ id: Id, name: z.string() })).describe("Of the client."),
      }),
    )
    .describe("Where it could go."),
}).meta({ id: "MailInText" });

export const MailDecision = z
  .discriminatedUnion("decision", [
    z.strictObject({
      decision: z.literal("take"),
      engagementId: Id,
      requesterId: Id.optional().describe("The client's person for whom it is reported."),
    }),
    z.strictObject({ decision: z.literal("dismiss"), reason: lineUpTo(300) }),
  ])
  .describe("take: it becomes a ticket, in the name of whoever decides.");

export const TicketMails = z.strictObject({
  items: z.array(
    z.strictObject({
      eventId: Id,
      folded: z
        .string()
        .nullable()
        .describe("What was left out of the text: quote and signature. For the writer's side."),
      mailId: Id.nullable().describe("The mail as it came, for those who may review mails."),
      returned: z
        .array(z.strictObject({ name: z.string().nullable(), why: z.string() }))
        .describe("Whom the news of it did not reach by mail."),
    }),
  ),
});

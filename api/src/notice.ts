/** What somebody is told of, how, and the mails that go out for it. */
import { CalendarDefinition } from "@handschlag/engine/calendar/definition.ts";
import { z } from "zod";
import { At, Id, PageQuery, pageOf } from "./values.ts";

export const NoticeBody = z
  .strictObject({
    id: Id,
    kind: z.string().describe("What it is about: `ticket-answered`."),
    at: At,
    readAt: At.nullable(),
    title: z.string().nullable().describe("Null when there is nothing left to see of it."),
    text: z.string().nullable(),
    path: z.string().nullable().describe("Page that shows more, `/tickets/…`."),
  })
  .meta({ id: "Notice" });
export const Notices = pageOf(NoticeBody);
export const NoticeCount = z.strictObject({
  unread: z.int().describe("At most 100 are counted."),
});
export const ReadNotices = z.strictObject({
  ids: z.array(Id).min(1).max(100).optional().describe("Those that were read; without it all."),
});

const WayName = z.enum(["none", "page", "push", "mail", "digest"]);
export const NoticeSettings = z
  .strictObject({
    timeZone: z.string(),
    hours: CalendarDefinition.nullable().describe("When mails may come; null: at any time."),
    digestAt: z.string().describe("Local time of the mail of the day."),
    kinds: z.array(
      z.strictObject({
        name: z.string(),
        way: WayName.describe("How you are told of it."),
        owed: z.boolean().describe("The contract demands it: it comes by mail whatever you wish."),
      }),
    ),
  })
  .meta({ id: "NoticeSettings" });
export const NoticeSettingsChange = z.strictObject({
  timeZone: CalendarDefinition.shape.timeZone,
  hours: CalendarDefinition.nullable(),
  digestAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time such as 07:00"),
  ways: z.record(z.string().max(50), WayName),
});

export const MailState = z.enum(["waiting", "sent", "kept", "failed", "dropped"]);
export const MailRow = z
  .strictObject({
    id: Id,
    kind: z.string(),
    to: z.strictObject({ name: z.string().nullable(), address: z.string() }),
    own: z.boolean().describe("It was written to you."),
    subject: z.string().nullable().describe("Null while it is not written: that is done when it is due."),
    state: MailState.describe("`kept`: written and not sent, as no mail server is set up."),
    createdAt: At,
    dueAt: At,
    endedAt: At.nullable(),
    attempts: z.int(),
    problem: z.string().nullable(),
    bounce: z.strictObject({ at: At, reason: z.string() }).nullable().describe("It came back."),
  })
  .meta({ id: "OutgoingMail" });
export const Mails = pageOf(MailRow);
export const MailQuery = PageQuery.extend({
  state: MailState.optional(),
  whose: z.enum(["own", "all"]).optional().describe("`all`, for those who lead the company; unless told, your own."),
});
export const MailBody = MailRow.extend({
  text: z.string().nullable().describe("Links that are for its reader alone are left out for everybody else."),
}).meta({ id: "OutgoingMailText" });

export const Unsubscription = z.strictObject({ kind: z.string(), ended: z.boolean() });

export const PushKey = z.strictObject({
  publicKey: z.string().describe("Of this installation, by which browsers know it (RFC 8292): base64url."),
});
export const NewPushSubscription = z.strictObject({
  endpoint: z
    .url({ protocol: /^https$/ })
    .max(2_000)
    .describe("Of the browser's push service."),
  keys: z.strictObject({
    p256dh: z.string().regex(/^[\w-]{80,120}={0,2}$/, "a key in base64url"),
    auth: z.string().regex(/^[\w-]{16,40}={0,2}$/, "a secret in base64url"),
  }),
});

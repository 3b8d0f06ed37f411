import {
  NoticeCount,
  Notices,
  NoticeSettings,
  NoticeSettingsChange,
  ReadNotices,
  Unsubscription,
} from "@handschlag/api/notice.ts";
import { PageQuery } from "@handschlag/api/values.ts";
import { z } from "zod";
import type { Routes } from "../http/parts.ts";
import { tagVersion, versionMeant } from "../http/versions.ts";
import { noticesRead, noticesUnread, ownNotices } from "./own-notices.ts";
import { settingsPut, settingsRead, unsubscribe, unsubscriptionRead, type OwnSettings } from "./own-settings.ts";

const tags = ["notice"];
const params = z.strictObject({ token: z.string().max(200) });
const settingsBody = ({ version: _version, kinds, ...settings }: OwnSettings) => ({ ...settings, kinds: [...kinds] });

export const noticeRoutes: Routes = async (app, { parts }) => {
  const { db, seal, clock } = parts;

  app.get(
    "/me/notices",
    { schema: { summary: "What you were told", tags, querystring: PageQuery, response: { 200: Notices } } },
    async (request) => {
      const { items, next } = await ownNotices(request.ctx, db, request.query);
      const itemOf = ({ at, readAt, ...item }: (typeof items)[number]) => ({
        ...item,
        at: at.toISOString(),
        readAt: readAt?.toISOString() ?? null,
      });
      return { items: items.map(itemOf), next };
    },
  );
  app.get(
    "/me/notices/count",
    { schema: { summary: "How many are unread", tags, response: { 200: NoticeCount } } },
    async (request) => ({ unread: await noticesUnread(request.ctx) }),
  );
  app.post(
    "/me/notices/read",
    { schema: { summary: "Mark as read", tags, body: ReadNotices, response: { 204: z.void() } } },
    async (request, reply) => {
      await noticesRead(request.ctx, request.body.ids);
      return reply.code(204).send();
    },
  );

  app.get(
    "/me/notice-settings",
    { schema: { summary: "How you are told", tags, response: { 200: NoticeSettings } } },
    async (request, reply) => {
      const settings = await settingsRead(request.ctx);
      tagVersion(reply, settings.version);
      return settingsBody(settings);
    },
  );
  app.put(
    "/me/notice-settings",
    {
      schema: {
        summary: "Say how you want to be told",
        tags,
        body: NoticeSettingsChange,
        response: { 200: NoticeSettings },
      },
    },
    async (request, reply) => {
      request.ctx.requireMember();
      const settings = await settingsPut(request.ctx, versionMeant(request), request.body);
      tagVersion(reply, settings.version);
      return settingsBody(settings);
    },
  );

  app.get(
    "/unsubscriptions/:token",
    { schema: { summary: "What a link in a mail would end", tags, params, response: { 200: Unsubscription } } },
    async (request) => {
      const { kind, ended } = await unsubscriptionRead(db, seal, request.params.token, clock());
      return { kind, ended };
    },
  );
  app.post(
    "/unsubscriptions/:token",
    { schema: { summary: "End a kind of mail", tags, params, response: { 200: Unsubscription } } },
    (request) => unsubscribe(db, seal, request.params.token, clock()),
  );
};

/** One click in a mail program, which has no session and sends no origin (RFC 8058): outside the API, and good for nothing else. */
export const unsubscribeRoutes: Routes = async (app, { parts }) => {
  app.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: 1_000 }, (_request, _body, done) => done(null));
  app.post("/unsubscribe/:token", { schema: { hide: true, params } }, async (request, reply) => {
    await unsubscribe(parts.db, parts.seal, request.params.token, parts.clock());
    return reply.code(204).send();
  });
};

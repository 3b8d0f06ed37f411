import { z } from "zod";
import {
  MeBody,
  MeChange,
  OwnSessions,
  PasswordChange,
  RecoveryCodes,
  TotpConfirmation,
  TotpStart,
} from "@handschlag/api/me.ts";
import { Id } from "@handschlag/api/values.ts";
import type { Routes } from "../http/parts.ts";
import { giveCookie } from "../http/cookie.ts";
import { tagVersion, versionMeant } from "../http/versions.ts";
import {
  accountChange,
  accountRead,
  ownSessionEnd,
  ownSessions,
  passwordChange,
  recoveryCodesReplace,
  totpBegin,
  totpConfirm,
  totpRemove,
} from "./account.ts";

const tags = ["me"];
const nothing = { 204: z.null() };

export const meRoutes: Routes = async (app, { parts }) => {
  const { seal, publicUrl } = parts;
  const isSecure = publicUrl.startsWith("https:");

  app.get(
    "/me",
    { schema: { summary: "One's own account", tags, response: { 200: MeBody } } },
    async (request, reply) => {
      request.ctx.requireSignedIn();
      const { version, ...account } = await accountRead(request.ctx);
      tagVersion(reply, version);
      return account;
    },
  );

  app.patch(
    "/me",
    { schema: { summary: "Change name or language", tags, body: MeChange, response: { 200: MeBody } } },
    async (request, reply) => {
      request.ctx.requireSignedIn();
      const { version, ...account } = await accountChange(request.ctx, versionMeant(request), request.body);
      tagVersion(reply, version);
      return account;
    },
  );

  app.put(
    "/me/password",
    {
      schema: {
        summary: "Change the password",
        description: "All other sessions end.",
        tags,
        body: PasswordChange,
        response: nothing,
      },
    },
    async (request, reply) => {
      const { current, next } = request.body;
      giveCookie(reply, isSecure, await passwordChange(request.ctx, seal, current, next));
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/me/totp",
    { schema: { summary: "Begin setting up an authenticator app", tags, response: { 200: TotpStart } } },
    (request) => totpBegin(request.ctx, seal),
  );

  app.put(
    "/me/totp",
    {
      schema: {
        summary: "Confirm the authenticator app",
        tags,
        body: TotpConfirmation,
        response: { 200: RecoveryCodes },
      },
    },
    async (request, reply) => {
      const { recoveryCodes, token } = await totpConfirm(request.ctx, seal, request.body.code);
      giveCookie(reply, isSecure, token);
      return { recoveryCodes };
    },
  );

  app.delete(
    "/me/totp",
    { schema: { summary: "Remove the authenticator app", tags, response: nothing } },
    async (request, reply) => {
      await totpRemove(request.ctx);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/me/recovery-codes",
    {
      schema: {
        summary: "New recovery codes",
        description: "Those from before are void.",
        tags,
        response: { 200: RecoveryCodes },
      },
    },
    async (request) => ({ recoveryCodes: await recoveryCodesReplace(request.ctx) }),
  );

  app.get(
    "/me/sessions",
    { schema: { summary: "Where one is signed in", tags, response: { 200: OwnSessions } } },
    async (request) => {
      const rows = await ownSessions(request.ctx);
      const { actor } = request.ctx;
      return {
        items: rows.map((row) => ({
          id: row.session_id,
          current: actor.kind === "person" && actor.sessionId === row.session_id,
          createdAt: row.created_at.toISOString(),
          seenAt: row.seen_at.toISOString(),
          address: row.address,
          agent: row.agent,
        })),
      };
    },
  );

  app.delete(
    "/me/sessions/:id",
    { schema: { summary: "End a session", tags, params: z.strictObject({ id: Id }), response: nothing } },
    async (request, reply) => {
      await ownSessionEnd(request.ctx, request.params.id);
      return reply.code(204).send(null);
    },
  );
};

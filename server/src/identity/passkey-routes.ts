import { z } from "zod";
import { NewPasskey, NewPasskeyBody, PasskeyList } from "@handschlag/api/me.ts";
import { Ceremony, PasskeySignIn, SessionBody } from "@handschlag/api/session.ts";
import { Id } from "@handschlag/api/values.ts";
import { giveCookie } from "../http/cookie.ts";
import type { Routes } from "../http/parts.ts";
import {
  passkeyAdd,
  passkeyBegin,
  passkeyList,
  passkeyRemove,
  passkeySignIn,
  passkeySignInBegin,
  relyingPartyOf,
} from "./passkeys.ts";
import { originOf, sessionAnswer } from "./session-routes.ts";

export const passkeyRoutes: Routes = async (app, { parts }) => {
  const { seal, publicUrl } = parts;
  const isSecure = publicUrl.startsWith("https:");
  const party = relyingPartyOf(publicUrl);

  app.post(
    "/me/passkey-options",
    { schema: { summary: "Begin adding a passkey", tags: ["me"], response: { 200: Ceremony } } },
    (request) => passkeyBegin(request.ctx, party),
  );

  app.post(
    "/me/passkeys",
    {
      schema: {
        summary: "Add a passkey",
        description: "With the first second factor come recovery codes.",
        tags: ["me"],
        body: NewPasskey,
        response: { 201: NewPasskeyBody },
      },
    },
    async (request, reply) => {
      const { ceremony, name, response } = request.body;
      const { token, ...added } = await passkeyAdd(request.ctx, party, ceremony, name, response);
      if (token !== undefined) giveCookie(reply, isSecure, token);
      return reply.code(201).send(added);
    },
  );

  app.get(
    "/me/passkeys",
    { schema: { summary: "One's passkeys", tags: ["me"], response: { 200: PasskeyList } } },
    async (request) => ({
      items: (await passkeyList(request.ctx)).map((row) => ({
        id: row.passkey_id,
        name: row.name,
        createdAt: row.created_at.toISOString(),
        usedAt: row.used_at?.toISOString() ?? null,
      })),
    }),
  );

  app.delete(
    "/me/passkeys/:id",
    {
      schema: {
        summary: "Remove a passkey",
        tags: ["me"],
        params: z.strictObject({ id: Id }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await passkeyRemove(request.ctx, request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/session/passkey-options",
    { schema: { summary: "Begin a sign-in by passkey", tags: ["session"], response: { 200: Ceremony } } },
    (request) => passkeySignInBegin(request.ctx, party),
  );

  app.post(
    "/session/passkey",
    {
      schema: { summary: "Sign in by passkey", tags: ["session"], body: PasskeySignIn, response: { 200: SessionBody } },
    },
    async (request, reply) => {
      const { ceremony, response } = request.body;
      const token = await passkeySignIn(request.ctx, seal, party, ceremony, response, originOf(request));
      giveCookie(reply, isSecure, token);
      return sessionAnswer(request, parts, token);
    },
  );
};

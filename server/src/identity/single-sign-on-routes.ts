import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { SingleSignOnBody, SingleSignOnChange, SingleSignOnState } from "@handschlag/api/company.ts";
import { SignInWays, SignInWaysBody, SingleSignOnReturn, SingleSignOnStart } from "@handschlag/api/session.ts";
import { giveCookie } from "../http/cookie.ts";
import type { Routes } from "../http/parts.ts";
import { tagVersion, versionMeant } from "../http/versions.ts";
import { Problem } from "../problem.ts";
import { originOf } from "./session-routes.ts";
import { AWAY_MS, redirectUriOf, singleSignOnFinish, singleSignOnFor, singleSignOnStart } from "./single-sign-on.ts";
import { singleSignOnPut, singleSignOnRead, singleSignOnRemove } from "./single-sign-on-settings.ts";

const tags = ["single sign-on"];

export const singleSignOnRoutes: Routes = async (app, { parts }) => {
  const { publicUrl, seal } = parts;
  const isSecure = publicUrl.startsWith("https:");
  const redirectUri = redirectUriOf(publicUrl);
  const cookie = isSecure ? "__Host-handschlag-away" : "handschlag-away";
  const cookieOptions = { path: "/", httpOnly: true, sameSite: "lax", secure: isSecure } as const;

  /** The page that says what was wrong. Its address is the browser's own: nothing of it is sent or logged. */
  const explain = (request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply => {
    if (!(error instanceof Problem)) throw error;
    request.log.info({ kind: error.kind }, "single sign-on refused");
    return reply.redirect(`/sign-in#problem=${error.kind}`, 303);
  };

  app.post(
    "/session/ways",
    {
      schema: {
        summary: "Where to sign in",
        description: "Says nothing of whether there is an account.",
        tags: ["session"],
        body: SignInWays,
        response: { 200: SignInWaysBody },
      },
    },
    async (request) => ({ singleSignOn: (await singleSignOnFor(request.ctx, parts, request.body.email)) ?? null }),
  );

  app.get(
    "/single-sign-on/start",
    { schema: { summary: "Go to the company's identity provider", tags, querystring: SingleSignOnStart } },
    async (request, reply) => {
      try {
        const { url, verifier } = await singleSignOnStart(request.ctx, parts, request.query.domain.toLowerCase());
        reply.setCookie(cookie, verifier, { ...cookieOptions, maxAge: AWAY_MS / 1_000 });
        return await reply.redirect(url.href, 303);
      } catch (error) {
        return explain(request, reply, error);
      }
    },
  );

  app.get(
    "/single-sign-on/callback",
    { schema: { summary: "Come back from the identity provider", tags, querystring: SingleSignOnReturn } },
    async (request, reply) => {
      reply.clearCookie(cookie, cookieOptions);
      try {
        const { state } = request.query;
        const verifier = request.cookies[cookie];
        if (state === undefined || verifier === undefined) throw new Problem(403, "single-sign-on-refused");
        const search = request.url.slice(request.url.indexOf("?"));
        const token = await singleSignOnFinish(request.ctx, parts, { search, state, verifier }, originOf(request));
        giveCookie(reply, isSecure, token);
        return await reply.redirect("/", 303);
      } catch (error) {
        return explain(request, reply, error);
      }
    },
  );

  app.get(
    "/company/single-sign-on",
    { schema: { summary: "Single sign-on", tags: ["company"], response: { 200: SingleSignOnState } } },
    async (request, reply) => {
      const row = await singleSignOnRead(request.ctx);
      if (row === undefined) return { settings: null, redirectUri };
      tagVersion(reply, row.version);
      const { issuer, client_id: clientId, domain } = row;
      return { settings: { issuer, clientId, domain, redirectUri }, redirectUri };
    },
  );

  app.put(
    "/company/single-sign-on",
    {
      schema: {
        summary: "Set single sign-on up, or change it",
        description: "If-Match is needed when there are settings already.",
        tags: ["company"],
        body: SingleSignOnChange,
        response: { 200: SingleSignOnBody },
      },
    },
    async (request, reply) => {
      request.ctx.require("single-sign-on:write");
      const meant = request.headers["if-match"] === undefined ? undefined : versionMeant(request);
      const version = await singleSignOnPut(request.ctx, seal, publicUrl, meant, request.body);
      tagVersion(reply, version);
      const { issuer, clientId, domain } = request.body;
      return { issuer, clientId, domain, redirectUri };
    },
  );

  app.delete(
    "/company/single-sign-on",
    { schema: { summary: "Remove single sign-on", tags: ["company"], response: { 204: z.null() } } },
    async (request, reply) => {
      await singleSignOnRemove(request.ctx);
      return reply.code(204).send(null);
    },
  );
};

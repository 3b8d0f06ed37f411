/** The HTTP server: what holds for all routes. The routes themselves lie with their slices. */
import cookie from "@fastify/cookie";
import {
  fastify,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { v7 as uuidv7 } from "uuid";
import type { Instant } from "@handschlag/engine/instant.ts";
import { changeDecisionRoutes, changePlanRoutes, changeRoutes } from "../change/routes.ts";
import { keyTouch } from "../company/api-keys.ts";
import { companyRoutes } from "../company/routes.ts";
import { checkRoutes } from "../contract/check-routes.ts";
import { draftRoutes } from "../contract/draft-routes.ts";
import { printRoutes } from "../contract/print-routes.ts";
import { proposalRoutes } from "../contract/proposal-routes.ts";
import { contractRoutes } from "../contract/routes.ts";
import { Ctx, type Actor } from "../context.ts";
import { dutyRoutes } from "../duty/routes.ts";
import { engagementRoutes } from "../engagement/routes.ts";
import { eventRoutes } from "../event/routes.ts";
import { feedRoutes } from "../feed/routes.ts";
import { meRoutes } from "../identity/me-routes.ts";
import { passwordLinkRoutes } from "../identity/password-link-routes.ts";
import { passkeyRoutes } from "../identity/passkey-routes.ts";
import { sessionRoutes } from "../identity/session-routes.ts";
import { sessionTouch } from "../identity/session-store.ts";
import { singleSignOnRoutes } from "../identity/single-sign-on-routes.ts";
import { installationRoutes } from "../installation/routes.ts";
import { outboxRoutes } from "../mail/out/outbox-routes.ts";
import { noticeRoutes, unsubscribeRoutes } from "../notice/routes.ts";
import { mailboxRoutes, mailInRoutes } from "../mail/in/routes.ts";
import { Problem } from "../problem.ts";
import { pushRoutes } from "../push/routes.ts";
import { satisfactionRoutes } from "../satisfaction/routes.ts";
import { queueRoutes } from "../ticket/queue-routes.ts";
import { attainmentRoutes } from "../ticket/attainment-routes.ts";
import { importRoutes } from "../ticket/import-routes.ts";
import { deskRoutes } from "../ticket/desk-routes.ts";
import { ticketExtraRoutes, ticketRoutes, viewRoutes } from "../ticket/routes.ts";
import { stepRoutes } from "../ticket/step-routes.ts";
import { templateRoutes } from "../ticket/template-routes.ts";
import { webhookRoutes } from "../webhook/routes.ts";
import { actorOf, bearerOf, NOBODY, requireSameOrigin } from "./authentication.ts";
import { documentRoutes } from "./document.ts";
import { readJson } from "./json.ts";
import { liveRoutes } from "./live.ts";
import { countRequests, metricsRoutes } from "./metrics.ts";
import type { Parts, Routes } from "./parts.ts";
import { pageRoutes } from "./pages.ts";
import { answerError, answerNoRequest, sendProblem } from "./problems.ts";
import { RateLimit } from "./rate-limit.ts";

const BODY_BYTES_MAX = 1_500_000;
const TOUCH_MS = 60_000;
/** Of a person; of a key, behind which another program works; of an address whose sender is not known. */
const PERSON = { size: 600, perSecond: 50 };
const KEY = { size: 20_000, perSecond: 5_000 };
const UNKNOWN = { size: 120, perSecond: 4 };

/** Everything a page loads comes from here; styles of single elements are set by scripts, which no policy has to allow. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** All that lies under /api/v1, in the order in which the document shows it. */
export const API_ROUTES: readonly Routes[] = [
  sessionRoutes,
  meRoutes,
  feedRoutes,
  passkeyRoutes,
  passwordLinkRoutes,
  singleSignOnRoutes,
  companyRoutes,
  engagementRoutes,
  contractRoutes,
  checkRoutes,
  draftRoutes,
  proposalRoutes,
  printRoutes,
  eventRoutes,
  queueRoutes,
  ticketRoutes,
  ticketExtraRoutes,
  stepRoutes,
  deskRoutes,
  templateRoutes,
  mailboxRoutes,
  mailInRoutes,
  webhookRoutes,
  viewRoutes,
  attainmentRoutes,
  satisfactionRoutes,
  importRoutes,
  changeRoutes,
  changePlanRoutes,
  changeDecisionRoutes,
  noticeRoutes,
  pushRoutes,
  outboxRoutes,
  dutyRoutes,
  installationRoutes,
  liveRoutes,
];

/** The app, ready to listen or to be asked directly. */
export async function makeApp(parts: Parts, options: FastifyServerOptions = {}): Promise<FastifyInstance> {
  const app = fastify({
    genReqId: () => uuidv7(),
    bodyLimit: BODY_BYTES_MAX,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 60_000,
    forceCloseConnections: "idle",
    // Before any hook is asked: no route can be told from such an address.
    frameworkErrors: (error, request, reply) => {
      shield(request, reply, parts);
      answerError(error, request, reply);
    },
    clientErrorHandler: answerNoRequest,
    ...options,
  } as FastifyServerOptions);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, new Problem(404, "route-not-found")));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => {
    try {
      done(null, readJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
  await app.register(cookie);
  secure(app, parts);
  partSoon(app);
  countRequests(app, parts.metrics);
  for (const routes of API_ROUTES) await app.register(routes, { parts, prefix: "/api/v1" });
  await app.register(documentRoutes(API_ROUTES), { parts, prefix: "/api/v1" });
  await app.register(unsubscribeRoutes, { parts });
  await app.register(metricsRoutes, { parts });
  await app.register(pageRoutes, { parts });
  return app;
}

/** Has a server that stops close each connection with its answer: one that is kept open would keep it from ending. */
function partSoon(app: FastifyInstance): void {
  let isStopping = false;
  app.addHook("preClose", (done) => {
    isStopping = true;
    done();
  });
  app.addHook("onSend", (_request, reply, _payload, done) => {
    if (isStopping) reply.header("connection", "close");
    done();
  });
}

/** Keeps browsers from guessing, framing and telling others; names the request. */
function shield(request: FastifyRequest, reply: FastifyReply, { publicUrl }: Parts): void {
  reply
    .header("x-content-type-options", "nosniff")
    .header("referrer-policy", "same-origin")
    .header("x-request-id", request.id)
    .header("content-security-policy", CONTENT_SECURITY_POLICY)
    .header("cross-origin-opener-policy", "same-origin")
    .header("cross-origin-resource-policy", "same-origin");
  if (publicUrl.startsWith("https:")) reply.header("strict-transport-security", "max-age=31536000");
}

/** Says who asks, slows down who asks too much, and refuses what comes from elsewhere. */
function secure(app: FastifyInstance, parts: Parts): void {
  const { clock, db } = parts;
  const limits = { person: new RateLimit(PERSON), key: new RateLimit(KEY) };
  const unknown = new RateLimit(UNKNOWN);
  app.decorateRequest("ctx");
  app.addHook("onRequest", async (request, reply) => {
    shield(request, reply, parts);
    if (!request.url.startsWith("/api/")) return;
    reply.header("cache-control", "no-store");
    const now = clock();
    request.ctx = new Ctx(db, NOBODY, now, request.id);
    const actor = await identified(request, parts, now).catch((error: unknown): never => {
      // A key that is none, and whatever a foreign page sends, are a stranger's, too.
      unknown.take(request.ip, now);
      throw error;
    });
    request.ctx = new Ctx(db, actor, now, request.id);
    if (actor.kind === "nobody") unknown.take(request.ip, now);
    else if (actor.kind !== "system") limits[actor.kind].take(actor.id, now);
  });
}

/** Who sends a request. Notes that a session or key is used, once a minute. */
async function identified(request: FastifyRequest, { db, publicUrl }: Parts, now: Instant): Promise<Actor> {
  const key = bearerOf(request);
  // Also before there is a session: a foreign page must not sign anybody in either.
  if (key === undefined) requireSameOrigin(request, new URL(publicUrl).origin);
  const { actor, usedAt } = await actorOf(request, db, publicUrl, now);
  if (usedAt !== undefined && now - usedAt <= TOUCH_MS) return actor;
  if (actor.kind === "person") await request.ctx.identity((tx) => sessionTouch(tx, actor.sessionId, now));
  if (actor.kind === "key") await request.ctx.identity((tx) => keyTouch(tx, actor.company.id, actor.id, now));
  return actor;
}

import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { ActingCompany, Confirmation, SampleLink, SecondFactor, SessionBody, SignIn } from "@handschlag/api/session.ts";
import type { Ctx } from "../context.ts";
import type { Parts, Routes } from "../http/parts.ts";
import { cookieOf, giveCookie, takeCookie } from "../http/cookie.ts";
import { actorByCookie } from "../http/authentication.ts";
import { Problem } from "../problem.ts";
import { accountRead, companySwitch, signOut } from "./account.ts";
import { secondFactorsOf } from "./second-factor.ts";
import { membershipsOf, type Origin } from "./session-store.ts";
import { completeSignIn, confirm, signIn, signInBySampleLink } from "./sign-in.ts";

const tags = ["session"];
const CONFIRMED_MS = 10 * 60_000;

/** Where a request comes from, as the owner of the session is shown it. */
export const originOf = (request: FastifyRequest): Origin => ({
  address: request.ip,
  agent: request.headers["user-agent"] ?? "",
});

/** Who is signed in, for the page. 401 when the session has ended. */
async function sessionRead(ctx: Ctx): Promise<z.input<typeof SessionBody>> {
  const { actor } = ctx;
  if (actor.kind !== "person")
    throw new Problem(
      actor.kind === "nobody" ? 401 : 403,
      actor.kind === "nobody" ? "sign-in-needed" : "person-needed",
    );
  const account = await accountRead(ctx);
  const { companies, secondFactors } = await ctx.read(
    undefined,
    async (tx) => ({
      companies: await membershipsOf(tx, actor.id),
      secondFactors: await secondFactorsOf(tx, actor.id),
    }),
    "identity",
  );
  const isFull = actor.state === "full";
  const open = companies.filter(({ tenant_id }) => !actor.confined || tenant_id === actor.company?.id);
  return {
    state: actor.state,
    person: { id: account.id, name: account.name, email: account.email, language: account.language },
    operator: actor.operator,
    company: isFull && actor.company !== undefined ? { id: actor.company.id, name: actor.company.name } : null,
    companies: isFull
      ? (open.map(({ tenant_id, name, client_role, provider_role }) => ({
          id: tenant_id,
          name,
          clientRole: client_role,
          providerRole: provider_role,
        })) as z.input<typeof SessionBody>["companies"])
      : [],
    rights: [...ctx.rightsAt(actor.company === undefined ? undefined : ctx.own)],
    secondFactors,
    confirmedUntil: actor.confirmedAt === undefined ? null : new Date(actor.confirmedAt + CONFIRMED_MS).toISOString(),
  };
}

/** The new session as its owner sees it. */
export async function sessionAnswer(
  request: FastifyRequest,
  { db }: Parts,
  token: string,
): Promise<z.input<typeof SessionBody>> {
  const found = await actorByCookie(db, token, request.ctx.now);
  if (found === undefined) throw new Problem(401, "sign-in-needed");
  return sessionRead(request.ctx.as(found.actor));
}

export const sessionRoutes: Routes = async (app, { parts }) => {
  const { seal, publicUrl } = parts;
  const isSecure = publicUrl.startsWith("https:");
  const response = { 200: SessionBody };

  const nobody = z.null().describe("Nobody: there is no cookie of a session.");
  app.get(
    "/session",
    { schema: { summary: "Who is signed in", tags, response: { ...response, 204: nobody } } },
    // To be signed out is no error, and the first visit must not look like one in the browser's log.
    async (request, reply) =>
      request.ctx.actor.kind === "nobody" && cookieOf(request, isSecure) === undefined
        ? reply.code(204).send(null)
        : sessionRead(request.ctx),
  );

  app.post("/session", { schema: { summary: "Sign in", tags, body: SignIn, response } }, async (request, reply) => {
    const { email, password } = request.body;
    const token = await signIn(request.ctx, seal, email, password, originOf(request));
    giveCookie(reply, isSecure, token);
    return sessionAnswer(request, parts, token);
  });

  app.post(
    "/session/second-factor",
    { schema: { summary: "Complete a sign-in by a code", tags, body: SecondFactor, response } },
    async (request, reply) => {
      const token = await completeSignIn(request.ctx, seal, request.body, originOf(request));
      giveCookie(reply, isSecure, token);
      return sessionAnswer(request, parts, token);
    },
  );

  app.post(
    "/session/link",
    { schema: { summary: "Sign in by a link of the sample", tags, body: SampleLink, response } },
    async (request, reply) => {
      if (!parts.sample) throw new Problem(404, "route-not-found");
      const token = await signInBySampleLink(request.ctx, request.body.token, originOf(request));
      giveCookie(reply, isSecure, token);
      return sessionAnswer(request, parts, token);
    },
  );

  app.put(
    "/session/company",
    { schema: { summary: "Act for another company", tags, body: ActingCompany, response } },
    async (request, reply) => {
      const token = await companySwitch(request.ctx, request.body.companyId);
      giveCookie(reply, isSecure, token);
      return sessionAnswer(request, parts, token);
    },
  );

  app.put(
    "/session/confirmation",
    { schema: { summary: "Prove again who one is", tags, body: Confirmation, response } },
    async (request, reply) => {
      const token = await confirm(request.ctx, seal, request.body);
      giveCookie(reply, isSecure, token);
      return sessionAnswer(request, parts, token);
    },
  );

  app.delete(
    "/session",
    { schema: { summary: "Sign out", tags, response: { 204: z.null() } } },
    async (request, reply) => {
      await signOut(request.ctx);
      takeCookie(reply, isSecure);
      return reply.code(204).send(null);
    },
  );
};

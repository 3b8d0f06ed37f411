/** From what was thrown to the answer: refusals with their facts, defects with nothing but the request's id. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import pg from "pg";
import type { ProblemBody } from "@handschlag/api/problem.ts";
import { Problem } from "../problem.ts";

const TITLES: Readonly<Record<number, string>> = {
  400: "The request cannot be read.",
  401: "Sign in first.",
  403: "This is not yours to do.",
  404: "There is no such thing.",
  405: "This cannot be done here.",
  409: "A rule says no.",
  412: "It was changed meanwhile.",
  413: "That is too much at once.",
  415: "Send JSON.",
  422: "Something in it does not fit.",
  428: "Say which version you mean.",
  429: "Too many requests. Wait a little.",
  500: "Something went wrong here.",
  503: "Not ready. Try again in a moment.",
};

/** Answers in application/problem+json. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const { status, kind, facts, retryAfter } = problem;
  const { field, reason, errors, ...others } = facts;
  const faults = Array.isArray(errors)
    ? (errors as { field: string; reason: string }[])
    : typeof field === "string"
      ? [{ field, reason: typeof reason === "string" ? reason : kind }]
      : undefined;
  const body: ProblemBody = {
    type: `urn:handschlag:problem:${kind}`,
    title: TITLES[status] ?? "It cannot be done.",
    status,
    kind,
    ...(typeof reason === "string" && field === undefined && { detail: reason }),
    requestId: request.id,
    ...(faults !== undefined && { errors: faults }),
    ...(Object.keys(others).length > 0 && { facts: others }),
  };
  if (retryAfter !== undefined) reply.header("retry-after", String(retryAfter));
  return reply
    .code(status)
    .header("content-type", "application/problem+json; charset=utf-8")
    .serializer(JSON.stringify)
    .send(body);
}

/** What is known of the faults of Fastify itself, by its code. */
const FASTIFY_KINDS: Readonly<Record<string, [number, string]>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, "json-needed"],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, "body-too-large"],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, "body-unreadable"],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, "body-unreadable"],
  FST_ERR_BAD_URL: [400, "address-unreadable"],
};

/** Not able to reach or use the database for the moment: worth trying again. */
function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code = "", syscall } = error as NodeJS.ErrnoException;
  if (error instanceof pg.DatabaseError) return /^(?:08|53|57P0|40001|40P01)/.test(code);
  return (
    /^(?:ECONN(?:REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|E(?:HOST|NET)UNREACH|EAI_AGAIN)$/.test(code) ||
    // A Unix socket whose server is away.
    (code === "ENOENT" && syscall === "connect") ||
    /Connection terminated|timeout exceeded|not queryable/.test(error.message)
  );
}

/** The problem that an error stands for; `undefined` for a defect. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const context = error.validationContext === "querystring" ? "query" : (error.validationContext ?? "body");
    const errors = error.validation.slice(0, 20).map(({ instancePath, message, params }) => {
      const keys = (params as { issue?: { code?: string; keys?: string[] } }).issue;
      const path = instancePath.split("/").filter(Boolean);
      return {
        field: [context, ...path].join("."),
        reason:
          keys?.code === "unrecognized_keys" ? `unknown field ${keys.keys?.join(", ")}` : (message ?? "does not fit"),
      };
    });
    return new Problem(400, "request-unfit", { errors });
  }
  const known = FASTIFY_KINDS[(error as FastifyError).code];
  if (known !== undefined) return new Problem(known[0], known[1]);
  if (error instanceof pg.DatabaseError && error.code === "23505")
    return new Problem(409, "exists-already", { constraint: error.constraint ?? "" });
  // A NUL, which no text in PostgreSQL may hold.
  if (error instanceof pg.DatabaseError && (error.code === "22021" || error.code === "22P05"))
    return new Problem(400, "request-unfit", {
      errors: [{ field: "body", reason: "characters that no text may hold" }],
    });
  return isUnavailable(error) ? new Problem(503, "database-unavailable", {}, 2) : undefined;
}

/** Makes every error an answer. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem === undefined) request.log.error({ err: error }, "defect");
    else if (problem.status >= 500) request.log.warn({ kind: problem.kind, err: error }, "unavailable");
    return sendProblem(request, reply, problem ?? new Problem(500, "defect"));
  });
}

/** From what was thrown to the answer: refusals with their facts, defects with nothing but the request's id. */
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import pg from "pg";
import { v7 as uuidv7 } from "uuid";
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
  408: "That took too long.",
  413: "That is too much at once.",
  414: "The address is too long.",
  415: "Send JSON.",
  422: "Something in it does not fit.",
  428: "Say which version you mean.",
  429: "Too many requests. Wait a little.",
  431: "The request says too much about itself.",
  500: "Something went wrong here.",
  503: "Not ready. Try again in a moment.",
};

const MEDIA_TYPE = "application/problem+json; charset=utf-8";

function bodyOf({ status, kind, facts }: Problem, requestId: string): ProblemBody {
  const { field, reason, errors, ...others } = facts;
  const faults = Array.isArray(errors)
    ? (errors as { field: string; reason: string }[])
    : typeof field === "string"
      ? [{ field, reason: typeof reason === "string" ? reason : kind }]
      : undefined;
  return {
    type: `urn:handschlag:problem:${kind}`,
    title: TITLES[status] ?? "It cannot be done.",
    status,
    kind,
    ...(typeof reason === "string" && field === undefined && { detail: reason }),
    requestId,
    ...(faults !== undefined && { errors: faults }),
    ...(Object.keys(others).length > 0 && { facts: others }),
  };
}

/** Answers in application/problem+json. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const { status, retryAfter } = problem;
  if (retryAfter !== undefined) reply.header("retry-after", String(retryAfter));
  return reply
    .code(status)
    .header("content-type", MEDIA_TYPE)
    .serializer(JSON.stringify)
    .send(bodyOf(problem, request.id));
}

/** Node's own words for what never became a request. */
const LINE_FAULTS: Readonly<Record<string, [number, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, "request-too-slow"],
  HPE_HEADER_OVERFLOW: [431, "headers-too-large"],
};

/** Answers on the bare line what is no HTTP, and closes it. */
export function answerNoRequest({ code }: { readonly code?: string }, socket: Socket): void {
  if (code === "ECONNRESET" || socket.destroyed) return;
  const [status, kind] = LINE_FAULTS[code ?? ""] ?? [400, "request-unreadable"];
  const body = JSON.stringify(bodyOf(new Problem(status, kind), uuidv7()));
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: ${MEDIA_TYPE}`;
  socket.end(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}

/** What is known of the faults of Fastify itself, by its code. */
const FASTIFY_KINDS: Readonly<Record<string, [number, string]>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, "json-needed"],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, "body-too-large"],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, "body-unreadable"],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, "body-unreadable"],
  FST_ERR_BAD_URL: [400, "address-unreadable"],
  FST_ERR_MAX_PARAM_LENGTH: [414, "address-too-long"],
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

const FAULTS_MAX = 20;
const WORDS_MAX = 200;
/** Names that somebody made up are told back, and not at any length. */
const shortened = (text: string): string => (text.length <= WORDS_MAX ? text : `${text.slice(0, WORDS_MAX)}…`);

/** The problem that an error stands for; `undefined` for a defect. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const context = error.validationContext === "querystring" ? "query" : (error.validationContext ?? "body");
    const errors = error.validation.slice(0, FAULTS_MAX).map(({ instancePath, keyword, message, params }) => {
      const path = instancePath.split("/").filter(Boolean);
      const keys = keyword === "unrecognized_keys" ? (params as { keys?: string[] }).keys : undefined;
      const reason = keys === undefined ? (message ?? "does not fit") : `unknown field ${keys.join(", ")}`;
      return { field: shortened([context, ...path].join(".")), reason: shortened(reason) };
    });
    return new Problem(400, "request-unfit", { errors });
  }
  const known = FASTIFY_KINDS[(error as FastifyError).code];
  if (known !== undefined) return new Problem(known[0], known[1]);
  if (error instanceof pg.DatabaseError && error.code === "23505")
    return new Problem(409, "exists-already", { constraint: error.constraint ?? "" });
  // Of our own (0010-ending.sql).
  if (error instanceof pg.DatabaseError && error.code === "HS001") return new Problem(409, "engagement-ended");
  // A NUL, which no text in PostgreSQL may hold.
  if (error instanceof pg.DatabaseError && (error.code === "22021" || error.code === "22P05"))
    return new Problem(400, "request-unfit", {
      errors: [{ field: "body", reason: "characters that no text may hold" }],
    });
  return isUnavailable(error) ? new Problem(503, "database-unavailable", {}, 2) : undefined;
}

/** Answers what was thrown, and logs what is nobody's fault but ours. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error);
  if (problem === undefined) request.log.error({ err: error }, "defect");
  else if (problem.status >= 500) request.log.warn({ kind: problem.kind, err: error }, "unavailable");
  return sendProblem(request, reply, problem ?? new Problem(500, "defect"));
}

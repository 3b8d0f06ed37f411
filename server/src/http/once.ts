/** Creations with an Idempotency-Key: repeated after a broken line they answer the same and happen once. */
import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { Repeated, type Ctx } from "../context.ts";
import { Problem } from "../problem.ts";

const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();

/**
 * Runs a creation and makes its answer. `keep` leaves out of a kept answer what is shown once.
 *
 * 400 when the key is not one: 1 to 200 printable characters.
 */
export async function once<Result, Answer>(
  request: FastifyRequest,
  create: (ctx: Ctx) => Promise<Result>,
  answerOf: (result: Result) => Answer,
  keep: (answer: Answer) => Answer = (answer) => answer,
): Promise<Answer> {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return answerOf(await create(request.ctx));
  if (typeof key !== "string" || !/^[\x20-\x7e]{1,200}$/.test(key))
    throw new Problem(400, "request-unfit", {
      field: "header.idempotency-key",
      reason: "1 to 200 printable characters",
    });
  const ctx = request.ctx.repeating({
    keyHash: sha256(key),
    requestHash: sha256(`${request.method} ${request.url}\n${JSON.stringify(request.body)}`),
    keep: (result) => keep(answerOf(result as Result)),
  });
  try {
    return answerOf(await create(ctx));
  } catch (error) {
    if (error instanceof Repeated) return error.answer as Answer;
    throw error;
  }
}

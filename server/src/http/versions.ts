/** ETags: which version of a thing a change is meant for, so that no change overwrites one that it has not seen. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { Problem } from "../problem.ts";

/** Says which version is sent. */
export const tagVersion = (reply: FastifyReply, version: number): FastifyReply => reply.header("etag", `"${version}"`);

/** The version that a change is meant for. 428 when it does not say; 412 when it names what can be no version. */
export function versionMeant(request: FastifyRequest): number {
  const { "if-match": tag } = request.headers;
  if (tag === undefined)
    throw new Problem(428, "version-needed", { field: "header.if-match", reason: "the ETag of what was read" });
  const found = /^"(\d{1,9})"$/.exec(tag);
  if (found === null) throw new Problem(412, "changed-meanwhile");
  return Number(found[1]);
}

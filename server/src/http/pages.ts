/** The built pages: files with a hash in their name for ever, the page itself anew each time. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Routes } from "./parts.ts";
import { Problem } from "../problem.ts";
import { sendProblem } from "./problems.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".webmanifest": "application/manifest+json",
  ".txt": "text/plain; charset=utf-8",
};
const COMPRESSED = new Set([".html", ".js", ".css", ".svg", ".webmanifest", ".txt"]);

interface File {
  readonly type: string;
  readonly plain: Buffer;
  readonly br: Buffer | undefined;
  readonly gzip: Buffer | undefined;
}

/** All files of the folder by their address, compressed once at the start: they are few and small. */
function filesOf(folder: string): ReadonlyMap<string, File> {
  const files = globSync("**/*.*", { cwd: folder }).map((name): [string, File] => {
    const plain = readFileSync(join(folder, name));
    const type = TYPES[extname(name)] ?? "application/octet-stream";
    const isText = COMPRESSED.has(extname(name));
    const br = isText ? brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }) : undefined;
    return [`/${name.replaceAll("\\", "/")}`, { type, plain, br, gzip: isText ? gzipSync(plain) : undefined }];
  });
  return new Map(files);
}

export const pageRoutes: Routes = async (app, { parts }) => {
  if (parts.webFolder === undefined || !existsSync(parts.webFolder)) return;
  const files = filesOf(parts.webFolder);
  const index = files.get("/index.html");
  app.get("/*", { schema: { hide: true } }, (request, reply) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const file = path === "/index.html" ? undefined : files.get(path);
    // Any other address is a page of the application, which knows itself whether there is such a page.
    const isPage = file === undefined && !path.startsWith("/api/") && extname(path) === "";
    const chosen = file ?? (isPage ? index : undefined);
    if (chosen === undefined) return sendProblem(request, reply, new Problem(404, "route-not-found"));
    reply.type(chosen.type).header("vary", "accept-encoding");
    reply.header("cache-control", path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    const accepted = request.headers["accept-encoding"] ?? "";
    for (const encoding of ["br", "gzip"] as const) {
      const body = chosen[encoding];
      if (body !== undefined && accepted.includes(encoding))
        return reply.header("content-encoding", encoding).send(body);
    }
    return reply.send(chosen.plain);
  });
};

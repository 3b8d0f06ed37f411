/** Posting to an address that somebody named: only to the public Internet, once, for so long, and without being led on. */
import http from "node:http";
import https from "node:https";
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from "request-filtering-agent";

const TIMEOUT_MS = 15_000;
const ANSWER_CHARACTERS_MAX = 1_024;

/** What came back: an answer, or why there was none. */
export type Outcome =
  | { readonly status: number; readonly answer: string }
  | { readonly status: undefined; readonly problem: PostProblem };
export type PostProblem = "address-forbidden" | "name-unknown" | "refused" | "certificate" | "too-slow" | "unreachable";

export type Post = (
  url: string,
  headers: Readonly<Record<string, string>>,
  content: string | Buffer,
) => Promise<Outcome>;

interface PostOptions {
  /** For tests: lets through to this machine, without encryption. */
  readonly toLoopback?: boolean;
  readonly timeoutMs?: number;
}

const PROBLEMS: Readonly<Record<string, PostProblem>> = {
  ENOTFOUND: "name-unknown",
  EAI_AGAIN: "name-unknown",
  ECONNREFUSED: "refused",
  ECONNRESET: "refused",
  ABORT_ERR: "too-slow",
  ETIMEDOUT: "too-slow",
};

function problemOf(error: Error & { readonly code?: string }): PostProblem {
  const { code = "", message, name } = error;
  // The agent says so in words alone.
  if (message.includes("is not allowed")) return "address-forbidden";
  if (name === "AbortError" || name === "TimeoutError") return "too-slow";
  if (/CERT|TLS|SSL|SELF_SIGNED/.test(code)) return "certificate";
  return PROBLEMS[code] ?? "unreachable";
}

/**
 * Makes what posts. The name is looked up once, and what it stands for is checked before anything is sent: loopback, private
 * and link-local addresses are refused. Redirects are answers like others. Source: OWASP SSRF Prevention.
 */
export function guardedPost({ toLoopback = false, timeoutMs = TIMEOUT_MS }: PostOptions = {}): Post {
  const filter = { keepAlive: false, allowIPAddressList: toLoopback ? ["127.0.0.1"] : [] };
  const secure = new RequestFilteringHttpsAgent(filter);
  const plain = new RequestFilteringHttpAgent(filter);
  return (url, headers, content) => {
    const isSecure = url.startsWith("https:");
    if (!isSecure && !toLoopback) return Promise.resolve({ status: undefined, problem: "address-forbidden" });
    const signal = AbortSignal.timeout(timeoutMs);
    const options = { method: "POST", headers: lengthened(headers, content), signal };
    return new Promise((resolve) => {
      const fail = (error: Error) => resolve({ status: undefined, problem: problemOf(error) });
      try {
        const request = isSecure
          ? https.request(url, { ...options, agent: secure })
          : http.request(url, { ...options, agent: plain });
        request.on("error", fail).on("response", (response) => {
          void answerOf(response).then((answer) => resolve({ status: response.statusCode ?? 0, answer }), fail);
        });
        request.end(content);
      } catch (error) {
        fail(error as Error);
      }
    });
  };
}

const lengthened = (headers: Readonly<Record<string, string>>, content: string | Buffer) => ({
  ...headers,
  "content-length": String(Buffer.byteLength(content)),
});

/** The beginning of an answer; of the rest nothing is waited for. */
async function answerOf(response: http.IncomingMessage): Promise<string> {
  let text = "";
  response.setEncoding("utf8");
  for await (const piece of response) {
    text += String(piece);
    if (text.length >= ANSWER_CHARACTERS_MAX) break;
  }
  response.destroy();
  // What PostgreSQL does not keep as text.
  return text.slice(0, ANSWER_CHARACTERS_MAX).replaceAll("\0", "").toWellFormed();
}

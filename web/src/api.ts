/** The only way from the pages to the server. */

/** A field that does not fit, and why. */
export interface FieldProblem {
  readonly field: string;
  readonly reason: string;
}

/** A refusal by the server (RFC 9457), or the absence of an answer (`status` 0, kind `unreachable`). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly kind: string;
  readonly detail: string | undefined;
  readonly errors: readonly FieldProblem[];
  readonly facts: Readonly<Record<string, unknown>>;
  readonly requestId: string | undefined;

  constructor(status: number, kind: string, body: Readonly<Record<string, unknown>> = {}) {
    super(`${status} ${kind}`);
    this.status = status;
    this.kind = kind;
    this.detail = textOf(body["detail"]);
    this.errors = Array.isArray(body["errors"]) ? (body["errors"] as FieldProblem[]) : [];
    this.facts = (body["facts"] as Record<string, unknown> | undefined) ?? {};
    this.requestId = textOf(body["requestId"]);
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface RequestOptions {
  readonly body?: unknown;
  /** Sent as they are, instead of a body. */
  readonly bytes?: Blob;
  /** The `ETag` of what is changed: a change of something that others changed meanwhile is refused with 412. */
  readonly ifMatch?: string | undefined;
  /** Repeating a creation with the same key creates nothing twice. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/** A resource with the mark that its next change has to name. */
export interface Tagged<T> {
  readonly value: T;
  readonly tag: string | undefined;
}

/** Asks the person to prove that it is them; false when they would rather not. */
type ConfirmationAsker = () => Promise<boolean>;

const BASE = "/api/v1";
/** Problems that mean that the session has ended, or has to take a step of signing in first. */
const ENDED_KINDS: readonly string[] = ["sign-in-needed", "second-factor-needed", "enrolment-needed"];
let askForConfirmation: ConfirmationAsker | undefined;
let tellSignedOut: (() => void) | undefined;

/** Names the dialog that opens when the server asks for a confirmation; the refused request is then repeated. */
export function onConfirmationNeeded(asker: ConfirmationAsker | undefined): void {
  askForConfirmation = asker;
}

/** Names what happens when an answer says that the session has ended. */
export function onSignedOut(tell: (() => void) | undefined): void {
  tellSignedOut = tell;
}

/** To be told by whoever else learns that the session has ended. */
export const sessionEnded = (): void => tellSignedOut?.();

/** The answer of a route. Throws `ApiProblem`. */
export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  return (await taggedRequest<T>(method, path, options)).value;
}

/** As `request`, with the answer's `ETag`. */
export async function taggedRequest<T>(method: Method, path: string, options: RequestOptions = {}): Promise<Tagged<T>> {
  try {
    return await attempt<T>(method, path, options);
  } catch (problem) {
    const isAsked = problem instanceof ApiProblem && problem.kind === "confirmation-needed";
    if (!isAsked || askForConfirmation === undefined || !(await askForConfirmation())) throw problem;
    return attempt<T>(method, path, options);
  }
}

async function attempt<T>(method: Method, path: string, options: RequestOptions): Promise<Tagged<T>> {
  const { body, bytes, ifMatch, idempotencyKey, signal } = options;
  const headers = new Headers({ Accept: "application/json" });
  // The server takes no form's types, so that no form of another site can speak for the person.
  if (method !== "GET")
    headers.set("Content-Type", bytes === undefined ? "application/json" : "application/octet-stream");
  if (ifMatch !== undefined) headers.set("If-Match", ifMatch);
  if (idempotencyKey !== undefined) headers.set("Idempotency-Key", idempotencyKey);
  const sent = method === "GET" ? null : (bytes ?? JSON.stringify(body ?? {}));
  const answer = await fetch(`${BASE}${path}`, {
    method,
    headers,
    body: sent,
    credentials: "same-origin",
    signal: signal ?? null,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiProblem(0, "unreachable");
  });
  const value: unknown = answer.status === 204 ? undefined : await answer.json().catch(() => undefined);
  if (answer.ok) return { value: value as T, tag: answer.headers.get("ETag") ?? undefined };
  throw problemOf(answer, path, value);
}

function problemOf(answer: Response, path: string, value: unknown): ApiProblem {
  const body = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  const problem = new ApiProblem(answer.status, textOf(body["kind"]) ?? "unknown", {
    requestId: answer.headers.get("X-Request-Id") ?? undefined,
    ...body,
  });
  // A wrong password or code is a 401 too, and no ended session; who asks for the session itself learns it by the answer.
  if (ENDED_KINDS.includes(problem.kind) && path !== "/session") tellSignedOut?.();
  return problem;
}

/** Whether an error is the server's refusal of one of some kinds. */
export const isProblem = (error: unknown, ...kinds: readonly string[]): error is ApiProblem =>
  error instanceof ApiProblem && kinds.includes(error.kind);

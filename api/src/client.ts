/** The typed client: asks the server for a route by its name, with what the route takes and answers known beforehand. */
import type { Routes } from "./routes.gen.ts";

/** `GET /tickets/:id`: method and path as the server declares them, below `/api/v1`. */
export type Route = keyof Routes;

/** The names of the gaps in a path. */
type Gaps<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Gaps<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
type Sent<R extends Route, Part extends "query" | "body"> = Part extends keyof Routes[R]
  ? Kept<Routes[R][Part]>
  : never;
/** The same as something that nobody will change. */
type Kept<Value> = Value extends readonly (infer Each)[]
  ? readonly Kept<Each>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Kept<Value[Key]> }
    : Value;
/** The member `Name`, optional where nothing has to be said in it. */
type Asked<Name extends string, Value> = [Value] extends [never]
  ? { readonly [Key in Name]?: undefined }
  : Partial<Value> extends Value
    ? { readonly [Key in Name]?: Value }
    : { readonly [Key in Name]: Value };

interface Anything {
  /** Sent as they are, for the routes that take a file. */
  readonly bytes?: Blob;
  /** The `ETag` of what is changed: a change of something that others changed meanwhile is refused with 412. */
  readonly ifMatch?: string | undefined;
  /** Repeating a creation with the same key creates nothing twice. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal | undefined;
}

/** What stands in the gaps of a route's path. */
export type Params<R extends Route> = [Gaps<R>] extends [never] ? never : Readonly<Record<Gaps<R>, string>>;

/** What a route has to be told. */
export type Wish<R extends Route> = Anything &
  Asked<"params", Params<R>> &
  Asked<"query", Sent<R, "query">> &
  Asked<"body", Sent<R, "body">>;

/** Left out where there is nothing to tell. */
export type Wishes<R extends Route> = Partial<Wish<R>> extends Wish<R> ? [wish?: Wish<R>] : [wish: Wish<R>];

export type Answer<R extends Route> = Routes[R]["answer"];

/** A resource with the mark that its next change has to name. */
export interface Tagged<Value> {
  readonly value: Value;
  readonly tag: string | undefined;
}

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

/** How requests leave: `fetch`, or whatever stands for it. */
export type Send = (address: string, init: RequestInit) => Promise<Response>;

interface ClientSetup {
  /** Where the API lies: `/api/v1`, or a whole address with it. */
  readonly base: string;
  /** Sent with each request, such as `Authorization`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly send?: Send;
}

/** The way to one server as one actor. */
export class Client {
  private readonly setup: ClientSetup;

  constructor(setup: ClientSetup) {
    this.setup = setup;
  }

  /** The answer of a route. Throws `ApiProblem`. */
  async request<R extends Route>(route: R, ...[wish]: Wishes<R>): Promise<Answer<R>> {
    return (await this.tagged(route, ...([wish] as Wishes<R>))).value;
  }

  /** As `request`, with the answer's `ETag`. */
  async tagged<R extends Route>(route: R, ...[wish]: Wishes<R>): Promise<Tagged<Answer<R>>> {
    const { base, send = fetch } = this.setup;
    const { signal } = wish ?? {};
    const { params = {}, query = {} } = (wish ?? {}) as Filling;
    const [method, path] = taken(route);
    const answer = await send(`${base}${filled(path, params)}${searched(query)}`, {
      method,
      ...this.sent(method, wish ?? {}),
      credentials: "same-origin",
      signal: signal ?? null,
    }).catch((error: unknown) => {
      if (signal?.aborted === true) throw error;
      throw new ApiProblem(0, "unreachable");
    });
    const value: unknown = answer.status === 204 ? undefined : await answer.json().catch(() => undefined);
    if (answer.ok) return { value: value as Answer<R>, tag: answer.headers.get("ETag") ?? undefined };
    throw problemOf(answer, value);
  }

  /** Where a route lies, for a link to what a browser loads itself. */
  addressOf<R extends Route>(route: R, params: Params<R>): string {
    return `${this.setup.base}${filled(taken(route)[1], params)}`;
  }

  private sent(
    method: string,
    { body, bytes, ifMatch, idempotencyKey }: Anything & { readonly body?: unknown },
  ): Pick<RequestInit, "headers" | "body"> {
    const headers = new Headers({ Accept: "application/json", ...this.setup.headers });
    if (ifMatch !== undefined) headers.set("If-Match", ifMatch);
    if (idempotencyKey !== undefined) headers.set("Idempotency-Key", idempotencyKey);
    if (method === "GET") return { headers };
    // The server takes no form's types, so that no form of another site can speak for the person.
    headers.set("Content-Type", bytes === undefined ? "application/json" : "application/octet-stream");
    return { headers, body: bytes ?? JSON.stringify(body ?? {}) };
  }
}

/** Method and path. */
const taken = (route: Route): [string, string] => route.split(" ") as [string, string];

interface Filling {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
}

/** A path with its gaps filled. */
const filled = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name]!));

function searched(query: Readonly<Record<string, string | undefined>>): string {
  const told = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return told.length === 0 ? "" : `?${new URLSearchParams(told).toString()}`;
}

function problemOf(answer: Response, value: unknown): ApiProblem {
  const body = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  return new ApiProblem(answer.status, textOf(body["kind"]) ?? "unknown", {
    requestId: answer.headers.get("X-Request-Id") ?? undefined,
    ...body,
  });
}

/** Writes the types of all routes: the routes are the source, `api/src/routes.gen.ts` their committed image. */
import * as attainment from "@handschlag/api/attainment.ts";
import * as change from "@handschlag/api/change.ts";
import * as company from "@handschlag/api/company.ts";
import * as duty from "@handschlag/api/duty.ts";
import * as engagement from "@handschlag/api/engagement.ts";
import * as event from "@handschlag/api/event.ts";
import * as installation from "@handschlag/api/installation.ts";
import * as me from "@handschlag/api/me.ts";
import * as problem from "@handschlag/api/problem.ts";
import * as feed from "@handschlag/api/feed.ts";
import * as notice from "@handschlag/api/notice.ts";
import * as check from "@handschlag/api/check.ts";
import * as draft from "@handschlag/api/draft.ts";
import * as proposal from "@handschlag/api/proposal.ts";
import * as satisfaction from "@handschlag/api/satisfaction.ts";
import * as session from "@handschlag/api/session.ts";
import * as summary from "@handschlag/api/summary.ts";
import * as template from "@handschlag/api/template.ts";
import * as ticketImport from "@handschlag/api/ticket-import.ts";
import * as ticket from "@handschlag/api/ticket.ts";
import * as values from "@handschlag/api/values.ts";
import * as mailbox from "@handschlag/api/mailbox.ts";
import * as webhook from "@handschlag/api/webhook.ts";
import { fastify, type RouteOptions } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { z } from "zod";
import { API_ROUTES } from "./app.ts";
import type { Parts } from "./parts.ts";

/** Where schemas have their names: all of `api` that holds any. */
const MODULES = {
  attainment,
  change,
  company,
  duty,
  engagement,
  event,
  installation,
  me,
  problem,
  feed,
  notice,
  check,
  draft,
  proposal,
  satisfaction,
  session,
  summary,
  template,
  ticketImport,
  ticket,
  values,
  mailbox,
  webhook,
};
const HEAD = `/** Every route with what it takes and answers. Written by server/src/http/route-types.test.ts; never by hand. */
`;
const TAIL = `
/** What is sent: fields with a default may be missing. */
type In<Schema extends { readonly _zod: { readonly input: unknown } }> = Schema["_zod"]["input"];
type Out<Schema extends { readonly _zod: { readonly output: unknown } }> = Schema["_zod"]["output"];
`;

interface RouteSchema {
  readonly hide?: boolean;
  readonly params?: z.ZodType;
  readonly querystring?: z.ZodType;
  readonly body?: z.ZodType;
  readonly response?: Readonly<Record<string, z.ZodType>>;
}

/** A route of the API as it was declared. */
export interface DeclaredRoute {
  readonly method: string;
  /** Without the prefix of all: `/tickets/:id`. */
  readonly path: string;
  readonly schema: RouteSchema;
}

/** All routes of the API that its document shows, in its order. Nothing answers behind them. */
export async function declaredRoutes(): Promise<readonly DeclaredRoute[]> {
  const routes: DeclaredRoute[] = [];
  const app = fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.addHook("onRoute", ({ method, url, schema }: RouteOptions) => {
    const shape = (schema ?? {}) as RouteSchema;
    if (shape.hide !== true && method !== "HEAD") routes.push({ method: String(method), path: url, schema: shape });
  });
  const parts = { publicUrl: "http://localhost" } as Parts;
  for (const plugin of API_ROUTES) await app.register(plugin, { parts });
  return routes;
}

/** The text of `routes.gen.ts`. Throws when a route uses a schema that has no name in `api`. */
export async function routeTypes(): Promise<string> {
  const names = schemaNames();
  const modules = new Set<string>();
  const named = (schema: z.ZodType, wrap: "In" | "Out", where: string): string => {
    const name = names.get(schema);
    if (name === undefined) throw new Error(`${where}: the schema is exported by none of MODULES`);
    modules.add(name.split(".")[0]!);
    return `${wrap}<typeof ${name}>`;
  };
  const lines = (await declaredRoutes()).map(({ method, path, schema: { querystring, body, response = {} } }) => {
    const where = `${method} ${path}`;
    const answers = Object.values(response).map((schema) => answerOf(schema) ?? named(schema, "Out", where));
    const parts = [
      ...(querystring === undefined ? [] : [`query: ${named(querystring, "In", where)}`]),
      ...(body === undefined ? [] : [`body: ${named(body, "In", where)}`]),
      // A redirection answers with nothing to read.
      `answer: ${answers.length === 0 ? "undefined" : answers.join(" | ")}`,
    ];
    return `  readonly "${where}": { ${parts.join("; ")} };`;
  });
  const imports = [...modules].toSorted().map((name) => `import type * as ${name} from "./${fileOf(name)}.ts";`);
  lines.push(`  readonly "GET /openapi.json": { answer: unknown };`);
  return `${HEAD}${imports.join("\n")}\n${TAIL}\nexport interface Routes {\n${lines.toSorted(byPath).join("\n")}\n}\n`;
}

const byPath = (a: string, b: string): number => {
  const key = (line: string) => line.replace(/^ *readonly "(\w+) ([^"]+)".*/s, "$2 $1");
  return key(a) < key(b) ? -1 : 1;
};

/** Answers that need no schema of their own: nothing, text, and bytes. */
function answerOf(schema: z.ZodType): string | undefined {
  if (schema instanceof z.ZodString) return "string";
  if (schema instanceof z.ZodNull || schema instanceof z.ZodVoid) return "undefined";
  return schema instanceof z.ZodAny ? "unknown" : undefined;
}

/** `ticketImport` lies in `ticket-import`. */
const fileOf = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The schemas that `api` exports, by identity: `ticket.NewTicket`. */
function schemaNames(): ReadonlyMap<unknown, string> {
  const names = new Map<unknown, string>();
  for (const [module, exported] of Object.entries(MODULES))
    for (const [name, value] of Object.entries(exported))
      if (value instanceof z.ZodType) names.set(value, `${module}.${name}`);
  return names;
}

/** The OpenAPI document, made when somebody asks for it: what describes the routes stays out of a server that is not asked. */
import type { Route } from "@handschlag/api/client.ts";
import type { FastifyPluginAsync } from "fastify";
import type { Parts, Routes } from "./parts.ts";

const ABOUT =
  "Runs an IT-outsourcing relationship. Refusals are problem details (RFC 9457); lists have cursors; changes name the " +
  "ETag of what was read in If-Match; creations may carry an Idempotency-Key.";

/** The nouns of the API, in the order in which a reader meets them. */
const TAGS: readonly (readonly [name: string, description: string])[] = [
  ["session", "Signing in and out, and for which company one acts."],
  ["single sign-on", "Signing in at a company's own identity provider."],
  ["me", "One's own account: name, password, second factors, sessions."],
  ["company", "One's company: its people, invitations, API keys and history."],
  ["engagement", "One client and one provider under one contract."],
  ["contract", "What was agreed, in versions: `handschlag/contract@1`."],
  [
    "change",
    "Changes that the right person decides: asked for, decided, announced, carried out, reviewed; and freezes.",
  ],
  ["ticket", "What was reported, what happened to it since, and how its clocks read. Each act is an event for good."],
  ["template", "What a company writes again and again."],
  ["duty", "Who is on call, and the alarms that call somebody."],
  ["ticket-import", "Tickets from another tool: handed in, looked at, started."],
  ["attainment", "How well what was agreed is kept, and how another contract would have done."],
  ["notice", "What somebody is told of, and how they want to be told."],
  [
    "mail",
    "Mails that go out and come in: the outbox, mailboxes, and what waits for somebody to say where it belongs.",
  ],
  ["calendar", "Calendars to subscribe to."],
  ["webhook", "Events as they go to other programs."],
  ["satisfaction", "Whether those who reported something were content."],
  ["event", "What happened, for good; and as it happens."],
  ["installation", "Its first operator, its companies, and the table of roles."],
];

interface Operation {
  readonly requestBody?: { readonly content?: Readonly<Record<string, Content>> };
  readonly responses?: Readonly<
    Record<string, { description?: string; readonly content?: Readonly<Record<string, Content>> }>
  >;
}
interface Content {
  example?: unknown;
}
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { schemas: Readonly<Record<string, object>> };
}

/** Answers GET /openapi.json; the document is made once. */
export const documentRoutes =
  (routes: readonly Routes[]): FastifyPluginAsync<{ readonly parts: Parts }> =>
  async (app, { parts }) => {
    let made: Promise<ApiDocument> | undefined;
    app.get("/openapi.json", { schema: { hide: true } }, () => {
      made ??= apiDocument(routes, parts.publicUrl);
      return made;
    });
  };

/** The document of some routes. Nothing answers behind them: only what they say of themselves is read. */
async function apiDocument(routes: readonly Routes[], publicUrl: string): Promise<ApiDocument> {
  const [{ fastify }, { default: swagger }, provider, { EXAMPLES }] = await Promise.all([
    import("fastify"),
    import("@fastify/swagger"),
    import("fastify-type-provider-zod"),
    import("@handschlag/api/examples.ts"),
  ]);
  const app = fastify();
  app.setValidatorCompiler(provider.validatorCompiler);
  app.setSerializerCompiler(provider.serializerCompiler);
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Handschlag", version: "1", description: ABOUT },
      servers: [{ url: publicUrl }],
      tags: TAGS.map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          session: { type: "apiKey", in: "cookie", name: "handschlag" },
          key: { type: "http", scheme: "bearer", description: "An API key, `hsk_…`." },
        },
      },
      security: [{ session: [] }, { key: [] }],
    },
    transform: provider.jsonSchemaTransform,
    transformObject: provider.jsonSchemaTransformObject,
  });
  for (const each of routes) await app.register(each, { parts: { publicUrl } as Parts, prefix: "/api/v1" });
  await app.ready();
  const document = app.swagger() as unknown as ApiDocument;
  document.components.schemas = namedIn(document);
  illustrate(document, EXAMPLES);
  return document;
}

/** The schemas that its paths name, and those that these name. Whatever else was loaded by chance has no place in it. */
function namedIn({ paths, components: { schemas } }: ApiDocument): Readonly<Record<string, object>> {
  const named = new Set<string>();
  const look = (part: unknown): void => {
    for (const [, name] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (named.has(name!)) continue;
      named.add(name!);
      look(schemas[name!]);
    }
  };
  look(paths);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => named.has(name)));
}

/** Puts examples to the bodies and answers of the routes that they are of. */
function illustrate(document: ApiDocument, examples: Readonly<Partial<Record<Route, object>>>): void {
  for (const [path, operations] of Object.entries(document.paths))
    for (const [method, { requestBody, responses = {} }] of Object.entries(operations)) {
      const name = `${method.toUpperCase()} ${path.replace(/^\/api\/v1/, "").replaceAll(/\{(\w+)\}/g, ":$1")}`;
      const { body, answer } = (examples[name as Route] ?? {}) as {
        readonly body?: unknown;
        readonly answer?: unknown;
      };
      for (const content of Object.values(requestBody?.content ?? {})) if (body !== undefined) content.example = body;
      for (const content of Object.values(Object.values(responses)[0]?.content ?? {}))
        if (answer !== undefined) content.example = answer;
    }
}

/** The server's own description of its routes (OpenAPI 3.1), as far as the reference shows it. */
import { queryOptions } from "@tanstack/react-query";
import { request } from "../api.ts";

/** A JSON Schema, with the keywords that occur. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly description?: string;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

interface OperationObject {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: Content }>>;
}

interface ApiDocument {
  readonly servers?: readonly { readonly url: string }[];
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
}

export interface Operation {
  /** `GET /api/v1/me`; unique. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string | undefined;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
  readonly answer: { readonly status: string; readonly schema: Schema | undefined };
}

export interface Api {
  readonly server: string;
  readonly groups: readonly { readonly name: string; readonly operations: readonly Operation[] }[];
  readonly schemas: Readonly<Record<string, Schema>>;
}

export const apiQuery = queryOptions({
  queryKey: ["api"],
  queryFn: async ({ signal }) => readApi((await request("GET /openapi.json", { signal })) as ApiDocument),
  staleTime: Number.POSITIVE_INFINITY,
});

const schemaIn = (content: Content | undefined): Schema | undefined => Object.values(content ?? {})[0]?.schema;

function operationOf(path: string, method: string, operation: OperationObject): Operation {
  const { summary = path, description, parameters = [], requestBody, responses } = operation;
  const [status = "200", answer] = Object.entries(responses)[0] ?? [];
  return {
    id: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    summary,
    description,
    parameters,
    body: schemaIn(requestBody?.content),
    answer: { status, schema: schemaIn(answer?.content) },
  };
}

/** The operations by the noun they belong to, in the order of the document. */
function readApi({ servers = [], components, paths }: ApiDocument): Api {
  const entries = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      tag: operation.tags?.[0] ?? "",
      operation: operationOf(path, method, operation),
    })),
  );
  const groups = [...Map.groupBy(entries, ({ tag }) => tag)].map(([name, ofTag]) => ({
    name,
    operations: ofTag.map(({ operation }) => operation),
  }));
  return { server: servers[0]?.url ?? location.origin, groups, schemas: components.schemas };
}

/** The document of the API: valid, complete, with examples that fit, and the same wherever it is made. */
import { spawnSync } from "node:child_process";
import { EXAMPLES } from "@handschlag/api/examples.ts";
import { Ajv2020 } from "ajv/dist/2020.js";
import { fastify } from "fastify";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { globalRegistry, type z } from "zod";
import { API_ROUTES } from "./app.ts";
import { documentRoutes } from "./document.ts";
import type { Parts } from "./parts.ts";
import { declaredRoutes, type DeclaredRoute } from "./route-types.test-support.ts";

const PUBLIC_URL = "http://localhost:4400";
const METHODS = ["get", "put", "post", "patch", "delete"];

interface Content {
  readonly example?: unknown;
}
interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Record<string, Content> }>
  >;
}
interface Document {
  readonly openapi: string;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

let text: string;
let document: Document;
let routes: readonly DeclaredRoute[];
interface Placed {
  readonly name: string;
  readonly at: string;
  readonly operation: Operation;
}
let operations: readonly Placed[];
let ajv: Ajv2020;
beforeAll(async () => {
  const app = fastify();
  await app.register(documentRoutes(API_ROUTES), { parts: { publicUrl: PUBLIC_URL } as Parts });
  text = (await app.inject("/openapi.json")).body;
  document = JSON.parse(text) as Document;
  routes = await declaredRoutes();
  operations = Object.entries(document.paths).flatMap(([path, ofPath]) =>
    Object.entries(ofPath).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path.replace("/api/v1", "").replaceAll(/\{(\w+)\}/g, ":$1")}`,
      at: `#/paths/${escaped(path)}/${method}`,
      operation,
    })),
  );
  ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, "document");
});

const nameOf = ({ method, path }: DeclaredRoute): string => `${method} ${path}`;
/** What is sent and answered, with its place in the document as a JSON pointer. */
function contentsOf({ at, operation: { requestBody, responses } }: Placed) {
  const parts = {
    requestBody,
    ...Object.fromEntries(Object.entries(responses).map(([s, r]) => [`responses/${s}`, r])),
  };
  return Object.entries(parts).flatMap(([part, told]) =>
    Object.entries(told?.content ?? {}).map(([type, { example }]) => ({
      pointer: `${at}/${part}/content/${escaped(type)}/schema`,
      example,
    })),
  );
}
const escaped = (name: string): string => encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));

describe("the document", () => {
  test("shows every route once, with a summary, and a noun that is explained", () => {
    expect(document.openapi).toBe("3.1.0");
    expect(operations.map(({ name }) => name).toSorted()).toEqual(routes.map(nameOf).toSorted());
    const nouns = document.tags.map(({ name }) => name);
    for (const { name, operation } of operations) {
      expect([name, operation.summary]).toEqual([name, expect.stringMatching(/^[A-Z].*[^.]$/)]);
      expect([name, operation.tags?.filter((tag) => !nouns.includes(tag))]).toEqual([name, []]);
    }
    const used = new Set(operations.flatMap(({ operation }) => operation.tags));
    expect(nouns.filter((noun) => !used.has(noun))).toEqual([]);
  });

  test("is OpenAPI: methods, parameters for each gap in a path, answers with a description", () => {
    for (const [path, ofPath] of Object.entries(document.paths)) {
      expect(path).toMatch(/^\/api\/v1\/[\w/{}.-]+$/);
      const gaps = [...path.matchAll(/\{(\w+)\}/g)].map(([, gap]) => gap);
      for (const [method, { parameters = [], responses }] of Object.entries(ofPath)) {
        expect(METHODS).toContain(method);
        const inPath = parameters.filter((each) => each.in === "path");
        expect(inPath.map(({ name }) => name)).toEqual(gaps);
        expect(inPath.every(({ required }) => required === true)).toBe(true);
        expect(Object.keys(responses)).toEqual(
          Object.keys(responses).filter((status) => /^(?:[1-5]\d\d|default)$/.test(status)),
        );
        expect(Object.values(responses).every(({ description }) => description !== "")).toBe(true);
      }
    }
  });

  test("names only schemas that stand in it, and each of its schemas is one of JSON Schema 2020-12", () => {
    const named = new Set([...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name!));
    expect(text.match(/"\$ref":"(?!#\/components\/schemas\/)/)).toBeNull();
    expect([...named].filter((name) => document.components.schemas[name] === undefined)).toEqual([]);
    const pointers = operations.flatMap(contentsOf).map(({ pointer }) => pointer);
    expect(pointers.length).toBeGreaterThan(operations.length);
    for (const pointer of pointers) expect(ajv.compile({ $ref: `document${pointer}` })).toBeTypeOf("function");
  });

  test("has an example of every body, and of nothing that is not there", () => {
    const withBody = routes.filter(({ schema }) => schema.body !== undefined).map(nameOf);
    const withExample = Object.entries(EXAMPLES).flatMap(([name, { body }]) => (body === undefined ? [] : [name]));
    expect(withExample.toSorted()).toEqual(withBody.toSorted());
    expect(Object.keys(EXAMPLES).filter((name) => !routes.some((route) => nameOf(route) === name))).toEqual([]);
  });

  test("gives examples that fit, by the routes' own schemas and by those that it shows", () => {
    const fits = (schema: z.ZodType | undefined, value: unknown): unknown =>
      value === undefined ? undefined : schema?.safeParse(value).error?.issues;
    for (const route of routes) {
      const { body, answer } = (EXAMPLES as Record<string, { body?: unknown; answer?: unknown }>)[nameOf(route)] ?? {};
      const answered = Object.values(route.schema.response ?? {})[0];
      const faults = { body: fits(route.schema.body, body), answer: fits(answered, answer) };
      expect([nameOf(route), faults]).toEqual([nameOf(route), { body: undefined, answer: undefined }]);
    }
    let shown = 0;
    for (const { pointer, example } of operations.flatMap(contentsOf)) {
      if (example === undefined) continue;
      const check = ajv.compile({ $ref: `document${pointer}` });
      expect([pointer, check(example), check.errors]).toEqual([pointer, true, null]);
      shown++;
    }
    expect(shown).toBeGreaterThan(50);
  });
});

/**
 * Of two schemas with one name the one that is loaded last hides the other; whether the document can then be made at
 * all depends on the order of loading, which differs between tests and a server.
 */
describe("wherever the document is made", () => {
  test("no two schemas have the same name", async () => {
    const names: string[] = [];
    const add = globalRegistry.add.bind(globalRegistry);
    globalRegistry.add = (schema, ...meta) => {
      const [{ id } = {}] = meta as [{ id?: string }?];
      if (id !== undefined) names.push(id);
      return add(schema, ...meta);
    };
    try {
      vi.resetModules();
      await import("./app.ts");
    } finally {
      globalRegistry.add = add;
    }
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  });

  test("it is the same in a process that loads the server as a start does", () => {
    const script = `
      await import("./server/src/main.ts");
      const { fastify } = await import("fastify");
      const { API_ROUTES } = await import("./server/src/http/app.ts");
      const { documentRoutes } = await import("./server/src/http/document.ts");
      const app = fastify();
      await app.register(documentRoutes(API_ROUTES), { parts: { publicUrl: "${PUBLIC_URL}" } });
      process.stdout.write((await app.inject("/openapi.json")).body);`;
    const made = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    });
    expect(made.stderr).toBe("");
    expect(JSON.parse(made.stdout)).toEqual(document);
  });
});

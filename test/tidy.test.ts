import { existsSync, globSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { parseAst } from "rolldown/parseAst";
import { expect, test } from "vitest";

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** The slices of the engine in order: each may look at itself and at those before it. */
const SLICES = words(`calendar scope contract ticket duty monitor change task price invoice
  decision selection transition exit access evidence`);
/** The parts of the repository that a part may import, besides itself. */
const PARTS_BELOW: Record<string, readonly string[]> = {
  engine: [],
  api: ["engine"],
  server: ["engine", "api"],
  web: ["engine", "api"],
  cli: ["engine", "api", "server"],
};
/** The outside world, the clock and chance. */
const IMPURE_GLOBALS = words(`process Buffer global globalThis require __dirname __filename console fetch crypto
  performance setTimeout setInterval setImmediate clearTimeout clearInterval queueMicrotask`);
const IMPURE_MEMBERS = ["Date.now", "Math.random", "Temporal.Now"];
/** Methods that read or write a Date in the zone of the machine. */
const MACHINE_ZONE = /^[gs]et(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset)$/;
const NAMES_WITHOUT_MEANING = /^(?:index|utils?|helpers?|common|types|managers?)$/;
const PERMISSIVE = words(`MIT MIT-0 ISC 0BSD BSD-2-Clause BSD-3-Clause Apache-2.0 MPL-2.0 CC0-1.0 CC-BY-3.0 CC-BY-4.0
  BlueOak-1.0.0 OFL-1.1 Unlicense Python-2.0 PSF-2.0`);
const LINES_MAX = 400;

const sources = globSync("{engine,api,server,web,cli}/src/**/*.{ts,tsx}");
const written = [...sources, ...globSync(["test/**/*.ts", "bench/*.ts", "*.{mjs,ts}", "cli/*.mjs", "web/*.ts"])];
/** A test, or what only tests use. */
const isTest = (file: string) => /\.test(?:-support)?\.ts$/.test(file);
const textOf = (file: string) => readFileSync(file, "utf8");

interface SyntaxNode {
  readonly type: string;
  readonly [key: string]: unknown;
}
const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === "object" && value !== null && typeof (value as SyntaxNode).type === "string";

/** Every node below `node` with the one above it, in the order of the text. */
function* nodesOf(node: SyntaxNode): Generator<{ node: SyntaxNode; above: SyntaxNode }> {
  for (const child of Object.values(node).flat()) {
    if (!isNode(child)) continue;
    yield { node: child, above: node };
    yield* nodesOf(child);
  }
}
const syntaxOf = (file: string) => [
  ...nodesOf(parseAst(textOf(file), { lang: file.endsWith("x") ? "tsx" : "ts" }) as unknown as SyntaxNode),
];

/** What a file imports, in whatever form; `undefined` for an import whose target is computed. */
function importsOf(file: string): (string | undefined)[] {
  return syntaxOf(file).flatMap(({ node }) => {
    if (!/^(?:Import(?:Declaration|Expression)|Export(?:All|Named)Declaration|TSImportType)$/.test(node.type))
      return [];
    const target = node["source"] ?? node["argument"];
    if (!isNode(target)) return []; // an export of the file's own
    return [typeof target["value"] === "string" ? target["value"] : undefined];
  });
}

/** The path inside the repository at which an import lands, or `undefined` for a package or a module of Node. */
function landing(file: string, target: string): string | undefined {
  if (target.startsWith(".")) return join(dirname(file), target);
  const [, part, rest] = /^@handschlag\/([^/]+)\/?(.*)$/.exec(target) ?? [];
  return part && `${part}/src/${rest}`;
}

function importFault(file: string, target: string | undefined): string | undefined {
  if (target === undefined) return "imports something computed";
  const part = file.split("/")[0]!;
  const place = landing(file, target);
  const isImpure = place === undefined && isBuiltin(target);
  if (part === "engine" && isImpure && !isTest(file)) return `imports ${target}`;
  const landed = place?.split("/")[0] ?? part;
  if (landed === part || PARTS_BELOW[part]!.includes(landed)) return undefined;
  return isTest(file) && landed === "fixtures" ? undefined : `imports ${target}`;
}

/** The slice of a path, "" for a file directly in engine/src, `undefined` outside the engine. */
function sliceOf(path: string | undefined): string | undefined {
  const [part, src, ...rest] = path?.split("/") ?? [];
  if (part !== "engine" || src !== "src") return undefined;
  return rest.length > 1 ? rest[0] : "";
}

function sliceFault(file: string, target: string): string | undefined {
  const from = sliceOf(file);
  const to = sliceOf(landing(file, target));
  if (from === undefined || to === undefined || to === "" || to === from) return undefined;
  const mayLook = from !== "" && SLICES.indexOf(to) !== -1 && SLICES.indexOf(to) < SLICES.indexOf(from);
  return mayLook ? undefined : `imports ${target}`;
}

const isKey = ({ node, above }: { node: SyntaxNode; above: SyntaxNode }) =>
  (above["property"] === node || above["key"] === node) && above["computed"] !== true && above["shorthand"] !== true;

function impurities(file: string): string[] {
  return syntaxOf(file).flatMap(({ node, above }) => {
    if (node.type === "Identifier" && IMPURE_GLOBALS.includes(String(node["name"])) && !isKey({ node, above }))
      return [`uses ${String(node["name"])}`];
    const callee = node["callee"];
    if (isNode(callee) && callee["name"] === "Date") {
      const isNow = node.type === "CallExpression" || (node["arguments"] as unknown[]).length === 0;
      return isNow ? ["reads the clock"] : [];
    }
    const { object, property } = node;
    if (!isNode(object) || !isNode(property)) return [];
    const member = `${String(object["name"])}.${String(property["name"])}`;
    if (IMPURE_MEMBERS.includes(member)) return [`uses ${member}`];
    return MACHINE_ZONE.test(String(property["name"])) ? [`uses the machine's zone: ${String(property["name"])}`] : [];
  });
}

const faults = (files: readonly string[], faultsOf: (file: string) => readonly (string | undefined)[]): string[] =>
  files.flatMap((file) => faultsOf(file).flatMap((fault) => (fault === undefined ? [] : [`${file}: ${fault}`])));

test("there is code to check", () => {
  expect(sources.length).toBeGreaterThan(10);
});

test("a part imports only itself and the parts below, and the engine nothing of Node", () => {
  expect(faults(sources, (file) => importsOf(file).map((target) => importFault(file, target)))).toEqual([]);
});

test("a slice of the engine looks only at the slices above it", () => {
  const targets = (file: string) => importsOf(file).filter((target) => target !== undefined);
  expect(faults(sources, (file) => targets(file).map((target) => sliceFault(file, target)))).toEqual([]);
});

test("every slice of the engine has its place in the order", () => {
  const slices = new Set(sources.flatMap((file) => sliceOf(file) || []));
  expect([...slices].filter((slice) => !SLICES.includes(slice))).toEqual([]);
});

test("the engine is pure: no world, no clock, no chance, no zone of the machine", () => {
  expect(
    faults(
      sources.filter((file) => file.startsWith("engine/") && !isTest(file)),
      impurities,
    ),
  ).toEqual([]);
});

test("files and folders are named for what they hold", () => {
  const namesIn = (file: string) => file.split(/[/.]/);
  const faultsOf = (file: string) => namesIn(file).filter((name) => NAMES_WITHOUT_MEANING.test(name));
  expect(faults(written, faultsOf)).toEqual([]);
});

test(`no file is longer than ${LINES_MAX} lines, apart from tests and generated ones`, () => {
  const long = (file: string) => textOf(file).trimEnd().split("\n").length > LINES_MAX;
  expect(written.filter((file) => !isTest(file) && !file.endsWith(".gen.ts") && long(file))).toEqual([]);
});

test("a suppressed check says why", () => {
  const suppression = /(?:\/\/|\/\*)\s*(?:(?:oxlint|eslint)-disable|@ts-|oxfmt-ignore|prettier-ignore|Stryker disable)/;
  const faultsOf = (file: string) =>
    textOf(file)
      .split("\n")
      .filter((line) => suppression.test(line) && !/(?:--|: ) ?\S/.test(line));
  expect(faults(written, faultsOf)).toEqual([]);
});

interface LockedPackage {
  readonly resolved?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}
const locked = Object.entries(
  (JSON.parse(textOf("package-lock.json")) as { packages: Record<string, LockedPackage> }).packages,
);
const lockedPaths = new Set(locked.map(([path]) => path));

test("the lock file names no place to download from", () => {
  expect(locked.filter(([, { resolved }]) => resolved?.includes(":")).map(([path]) => path)).toEqual([]);
});

test("the lock file is whole for every platform, else npm ci refuses it", () => {
  const isLocked = (path: string, name: string): boolean =>
    lockedPaths.has(join(path, "node_modules", name)) ||
    (path !== "" && isLocked(path.replace(/(^|\/)[^/]*$/, ""), name));
  const faultsOf = ([path, { dependencies, optionalDependencies }]: [string, LockedPackage]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !isLocked(path, name))
      .map((name) => `${path}: ${name}`);
  expect(locked.flatMap(faultsOf)).toEqual([]);
});

/** Whether an SPDX expression leaves us a choice in which all licences are permissive. */
const isPermissive = (license: string): boolean =>
  license
    .replace(/[()]/g, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((name) => PERMISSIVE.includes(name)));

test("every package that is delivered has a permissive licence", () => {
  const delivered = locked.filter(([path, { dev, link }]) => path.includes("node_modules/") && !dev && !link);
  expect(delivered.length).toBeGreaterThan(5);
  expect(delivered.filter(([, { license }]) => !isPermissive(license ?? "none")).map(([path]) => path)).toEqual([]);
});

interface Citation {
  readonly rules: string;
  /** `undefined` when a file is cited as a whole. */
  readonly section?: string;
}

/** Rules cited in a text as file, §1, §2, also over the end of a comment's line. */
function citations(text: string): Citation[] {
  const cited = /(docs\/rules\/[\w-]+\.md)((?:(?:[\s*/,;]|and|to|–|-)*§\s*\d+(?:\.\d+)*[a-z]?)*)/g;
  return [...text.matchAll(cited)].flatMap(([, rules, list]): Citation[] => {
    const sections = [...list!.matchAll(/\d+(?:\.\d+)*[a-z]?/g)].map(([section]) => section);
    return sections.length === 0 ? [{ rules: rules! }] : sections.map((section) => ({ rules: rules!, section }));
  });
}

test("every rule that code cites stands in docs/rules", () => {
  const headings = (file: string) =>
    [...textOf(file).matchAll(/^#+\s*§?\s*(\d+(?:\.\d+)*[a-z]?)\b/gm)].map(([, number]) => number);
  const faultsOf = (file: string) =>
    citations(textOf(file)).map(({ rules, section }) => {
      if (!existsSync(rules)) return `${rules} is missing`;
      return section === undefined || headings(rules).includes(section) ? undefined : `${rules} has no §${section}`;
    });
  expect(faults(written, faultsOf)).toEqual([]);
});

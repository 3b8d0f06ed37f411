import { globSync, readFileSync } from "node:fs";
import { parseAst } from "rolldown/parseAst";
import { expect, test } from "vitest";

interface SyntaxNode {
  readonly type: string;
  readonly [key: string]: unknown;
}
const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === "object" && value !== null && typeof (value as SyntaxNode).type === "string";

function* nodesOf(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (const child of Object.values(node).flat()) if (isNode(child)) yield* nodesOf(child);
}

const files = globSync("web/src/**/*.{ts,tsx}").filter((file) => !file.includes(".test."));
const syntax = new Map(
  files.map((file) => {
    const tree: unknown = parseAst(readFileSync(file, "utf8"), { lang: file.endsWith("x") ? "tsx" : "ts" });
    return [file, [...nodesOf(tree as SyntaxNode)]];
  }),
);
const syntaxOf = (file: string): readonly SyntaxNode[] => syntax.get(file)!;

/** Words of a language that the other one does not have. */
const GIVE_AWAY = {
  de: /[äöüß]|\b(?:der|die|das|den|dem|ein|eine|einen|und|oder|ist|sind|nicht|noch|mit|von|zum|zur|bei|auf|wird|Sie|Ihr|Ihre)\b/i,
  en: /\b(?:the|and|or|is|are|not|your|you|with|from|this|that|of|to)\b/i,
};
/** Places for values, names, and examples of what people enter. */
const NAMES = /\{\w+\}|“[^”]*”|„[^“]*“|name@\S+|Baden-Württemberg/g;

/** The texts of a file's words in one language. */
function textsIn(file: string, language: "de" | "en"): string[] {
  return syntaxOf(file)
    .filter(({ type, callee }) => type === "CallExpression" && isNode(callee) && callee["name"] === "defineWords")
    .flatMap(({ arguments: given }) => (given as SyntaxNode[])[0]!["properties"] as SyntaxNode[])
    .filter(({ key }) => isNode(key) && key["name"] === language)
    .flatMap((property) => [...nodesOf(property["value"] as SyntaxNode)])
    .flatMap(({ type, value }) => (type === "Property" && isNode(value) ? [value] : []))
    .flatMap(({ type, value }) => (type === "Literal" && typeof value === "string" ? [value] : []));
}

const strange = (file: string, language: "de" | "en"): string[] =>
  textsIn(file, language)
    .filter((text) => GIVE_AWAY[language === "de" ? "en" : "de"].test(text.replaceAll(NAMES, "")))
    .map((text) => `${file}: ${text}`);

test("there are words to check", () => {
  expect(files.flatMap((file) => textsIn(file, "en")).length).toBeGreaterThan(300);
});

test.each(["de", "en"] as const)("the words in %s are in that language", (language) => {
  expect(files.flatMap((file) => strange(file, language))).toEqual([]);
});

/** Attributes that are read by people. */
const SAID = new Set([
  "label",
  "title",
  "placeholder",
  "alt",
  "aria-label",
  "description",
  "sentence",
  "caption",
  "lead",
]);

/** Whether a text says something in a language: not a sign, a figure, or the product's name. */
const isSaid = (text: string): boolean => /\p{L}{2}/u.test(text.replaceAll(/Handschlag|openapi\.json|\/api\/v1/g, ""));

function spoken({ type, value, name }: SyntaxNode): string[] {
  if (type === "JSXText" && isSaid(String(value))) return [String(value).trim()];
  if (type !== "JSXAttribute" || !isNode(name) || !SAID.has(String(name["name"])) || !isNode(value)) return [];
  return value.type === "Literal" && isSaid(String(value["value"])) ? [String(value["value"])] : [];
}

test("no page says anything that is not among the words", () => {
  const said = files.flatMap((file) =>
    syntaxOf(file)
      .flatMap(spoken)
      .map((text) => `${file}: ${text}`),
  );
  expect(said).toEqual([]);
});

/** Where in a text the parts of a parsed document stand. */
import { isAlias, isMap, isNode, isPair, isScalar, isSeq, type Document, type YAMLMap } from "yaml";
import type { Path } from "./references.ts";

/** The name of a field, "" for what is no text. */
export const nameOf = (key: unknown): string => (isScalar(key) && typeof key.value === "string" ? key.value : "");

/** The path of the innermost of nodes that lie in each other. */
export const pathTo = (ancestors: readonly unknown[], node: unknown): Path =>
  [...ancestors, node].flatMap((part, index, parts): (string | number)[] => {
    if (isPair(part)) return [nameOf(part.key)];
    return isSeq(part) && index + 1 < parts.length ? [part.items.indexOf(parts[index + 1])] : [];
  });

/** Where a node begins, from the start of the text. */
export const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

/** A stretch of a text, [start, end). */
interface Span {
  readonly start: number;
  readonly end: number;
}

const spanOf = (node: unknown): Span | undefined =>
  isNode(node) && node.range ? { start: node.range[0], end: node.range[1] } : undefined;

/** Where in the text the name of the field, or the entry, at a path stands; for a path that leads nowhere, its nearest ancestor. */
export function spansIn(document: Document.Parsed): (path: Path) => Span {
  const pairsByMap = new Map<YAMLMap, Map<string, YAMLMap["items"][number]>>();
  const pairIn = (map: YAMLMap, name: string) => {
    let pairs = pairsByMap.get(map);
    if (pairs === undefined) pairsByMap.set(map, (pairs = new Map(map.items.map((pair) => [nameOf(pair.key), pair]))));
    return pairs.get(name);
  };
  return (path) => {
    let node: unknown = document.contents;
    let span = spanOf(node) ?? { start: 0, end: 0 };
    for (const part of path) {
      if (isAlias(node)) node = node.resolve(document);
      if (isMap(node)) {
        const pair = pairIn(node, String(part));
        if (pair === undefined) return span;
        span = spanOf(pair.key) ?? span;
        node = pair.value;
      } else if (isSeq(node) && typeof part === "number" && node.items[part] !== undefined) {
        node = node.items[part];
        span = spanOf(node) ?? span;
      } else return span;
    }
    return span;
  };
}

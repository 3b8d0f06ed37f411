/**
 * JSON as requests may have it: UTF-8, whole characters, no key twice, no key that means something to JavaScript, not
 * nested without end.
 */
import { isUtf8 } from "node:buffer";
import { Problem } from "../problem.ts";

const DEPTH_MAX = 40;
const POISONOUS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

const SURROGATE = /\\u[dD][89a-fA-F]/;

const unfit = (reason: string): Problem => new Problem(400, "body-unreadable", { reason });

/** The value of a body. 400 that says what is wrong with it. */
export function readJson(bytes: Buffer): unknown {
  if (bytes.length === 0) throw unfit("expected JSON, found nothing");
  if (!isUtf8(bytes)) throw unfit("expected text in UTF-8");
  const text = bytes.toString("utf8");
  // Before it is parsed: the parser calls itself for each level.
  requireKeys(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unfit("expected JSON");
  }
  // In UTF-8 only an escape can name half of a pair.
  if (SURROGATE.test(text) && !isWhole(value)) throw unfit("expected whole characters, found half of one");
  return value;
}

/** Whether no text in a value holds half a surrogate pair, which no database and no hash can keep. */
const isWhole = (value: unknown): boolean =>
  typeof value === "string"
    ? value.isWellFormed()
    : typeof value !== "object" || value === null || Object.entries(value).flat().every(isWhole);

/** Walks through the text's strings and brackets. What is no JSON at all is left to the parser. */
function requireKeys(text: string): void {
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === "{" || sign === "[") {
      if (open.push(sign === "{" ? new Set() : undefined) > DEPTH_MAX)
        throw unfit(`expected at most ${DEPTH_MAX} levels`);
    } else if (sign === "}" || sign === "]") open.pop();
    else if (sign === '"') {
      const end = endOfString(text, at);
      const keys = open.at(-1);
      if (keys !== undefined && isKey(text, end)) requireNewKey(keys, text.slice(at, end + 1));
      at = end;
    }
  }
}

/** The closing quote of the string that begins at `at`, or the end of the text. */
function endOfString(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === "\\") end++;
    else if (text[end] === '"') return end;
  }
  return text.length;
}

function isKey(text: string, end: number): boolean {
  let after = end + 1;
  while (after < text.length && " \t\r\n".includes(text[after]!)) after++;
  return text[after] === ":";
}

function requireNewKey(keys: Set<string>, quoted: string): void {
  let key: string;
  try {
    key = JSON.parse(quoted) as string;
  } catch {
    throw unfit("expected JSON");
  }
  if (POISONOUS.has(key)) throw unfit(`expected no key named ${key}`);
  if (keys.has(key)) throw unfit("expected each key once");
  keys.add(key);
}

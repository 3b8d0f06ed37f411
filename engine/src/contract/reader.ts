/** Reads contract and calendar documents written as YAML or JSON. Every fault names its place in the text. Source: docs/rules/contract.md §2. */
import {
  Composer,
  isAlias,
  isMap,
  isNode,
  isScalar,
  Lexer,
  LineCounter,
  Parser,
  visit,
  type CST,
  type Document,
  type YAMLMap,
} from "yaml";
import type { z } from "zod";
import { CalendarDefinition } from "../calendar/definition.ts";
import { germanHolidays, type HolidaySource } from "../calendar/holidays.ts";
import { ok, refuse, type Outcome } from "../outcome.ts";
import { ContractShape, type ContractDocument } from "./document.ts";
import { isObject, type Part, type PartsByKey } from "./parts.ts";
import { nameOf, pathTo, spansIn, startOf } from "./positions.ts";
import { misfitsOf, unknownRegions, type Misfit, type Path } from "./references.ts";

/** A fault at a place of a text; line and column count from 1. */
export interface DocumentFault extends Misfit {
  readonly line: number;
  readonly column: number;
}

const TEXT_LENGTH_MAX = 1024 * 1024;
/** Levels of nesting as the parser counts them: a list in a field is two. A contract needs about ten. */
const NESTING_MAX = 100;
/** Names, values, signs, spaces and line breaks. A contract with six services has about 4,000. */
const TOKENS_MAX = 250_000;
const ALIASES_MAX = 100;
const DIRECTIVES_MAX = 10;
/** Values of the document with its aliases written out. */
const VALUES_MAX = 250_000;
const FAULTS_MAX = 100;

/** What no text of a contract holds: control characters, half characters, and the mark of what could not be decoded. */
const UNREADABLE = /[\p{Cs}\uFFFD-\uFFFF]|[^\P{Cc}\t\n\r]/u;

type Yaml = Document.Parsed;

/** The contract that `text` holds, or its faults in the order of the text (at most a hundred). */
export function readContract(
  text: string,
  holidays: HolidaySource = germanHolidays,
): Outcome<ContractDocument, DocumentFault[]> {
  return readDocument(text, ContractShape, (contract) => misfitsOf(contract, holidays));
}

/** A contract with the places of its parts in the text. */
export interface PlacedContract {
  readonly document: ContractDocument;
  /** Line and column (from 1) of the field or entry at a path, and how long its name or value is in that line. */
  readonly placeOf: (path: Path) => TextPlace;
}

/** A stretch of one line. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** The contract that `text` holds, with the places of its parts, or its faults as `readContract` has them. */
export function readPlacedContract(
  text: string,
  holidays: HolidaySource = germanHolidays,
): Outcome<PlacedContract, DocumentFault[]> {
  const read = readPlaced(text, ContractShape, (contract) => misfitsOf(contract, holidays));
  if (!read.ok) return read;
  const { value: document, yaml, lines, text: plain } = read.value;
  const spanOf = spansIn(yaml);
  const placeOf = (path: Path): TextPlace => {
    const { start, end } = spanOf(path);
    const { line, col } = lines.linePos(start);
    const lineEnd = /[\r\n]|$/.exec(plain.slice(start, end))!.index;
    return { line: Math.max(1, line), column: Math.max(1, col), length: Math.max(1, lineEnd) };
  };
  return ok({ document, placeOf });
}

/** The single calendar that `text` holds, or its faults. */
export function readCalendar(
  text: string,
  holidays: HolidaySource = germanHolidays,
): Outcome<CalendarDefinition, DocumentFault[]> {
  return readDocument(text, CalendarDefinition, (calendar) => unknownRegions(calendar, holidays));
}

/** The document of a shape that `text` holds, or its faults in the order of the text (at most a hundred). */
export function readDocument<Shape extends z.ZodType>(
  text: string,
  shape: Shape,
  furtherMisfits: (value: z.output<Shape>) => Misfit[],
): Outcome<z.output<Shape>, DocumentFault[]> {
  const read = readPlaced(text, shape, furtherMisfits);
  return read.ok ? ok(read.value.value) : read;
}

/** What was read, with what is needed to find its places in the text. */
interface Placed<Value> {
  readonly value: Value;
  readonly yaml: Yaml;
  readonly lines: LineCounter;
  readonly text: string;
}

function readPlaced<Shape extends z.ZodType>(
  written: string,
  shape: Shape,
  furtherMisfits: (value: z.output<Shape>) => Misfit[],
): Outcome<Placed<z.output<Shape>>, DocumentFault[]> {
  const plain = readPlain(written);
  if (!plain.ok) return plain;
  const { value, yaml, lines } = plain.value;
  const parsed = shape.safeParse(value);
  const misfits = parsed.success
    ? furtherMisfits(parsed.data)
    : parsed.error.issues.flatMap((issue) => misfitsOfIssue(issue, value));
  if (parsed.success && misfits.length === 0) return ok({ ...plain.value, value: parsed.data });
  const spanOf = spansIn(yaml);
  return refuse(inTextOrder(misfits.map(({ path, message }) => faultAt(lines, spanOf(path).start, path, message))));
}

/** The contract that parts make, or why they make none; places as numbers in lists. */
export function readParts(parts: Part, holidays: HolidaySource = germanHolidays): Outcome<ContractDocument, Misfit[]> {
  const parsed = ContractShape.safeParse(parts);
  const misfits = parsed.success
    ? misfitsOf(parsed.data, holidays)
    : parsed.error.issues.flatMap((issue) => misfitsOfIssue(issue, parts));
  return parsed.success && misfits.length === 0 ? ok(parsed.data) : refuse(misfits);
}

/** What a text says before anything is expected of it. */
function readPlain(written: string): Outcome<Placed<unknown>, DocumentFault[]> {
  const lines = new LineCounter();
  const text = written.replace(/^\uFEFF/, "");
  const composed = documentOf(text, lines);
  if (!composed.ok) return composed;
  const yaml = composed.value;
  const damages = damagesOf(yaml, lines);
  if (damages.length > 0) return refuse(inTextOrder(damages));
  const value: unknown = yaml.toJS({ maxAliasCount: -1 });
  if (holdsTooMuch(value)) return refuse([wholeFault(`expected at most ${VALUES_MAX} values, aliases written out`)]);
  return ok({ value, yaml, lines, text });
}

/** What a text says, as it is written and perhaps incomplete: the start of a draft. */
export function readWritten(text: string): Outcome<PartsByKey, DocumentFault[]> {
  const read = readPlain(text);
  if (!read.ok) return read;
  const value = read.value.value as Part;
  return isObject(value) ? ok(value) : refuse([wholeFault("expected named fields")]);
}

const wholeFault = (message: string): DocumentFault => ({ path: [], line: 1, column: 1, message });

function faultAt(lines: LineCounter, offset: number, path: Path, message: string): DocumentFault {
  const { line, col } = lines.linePos(offset);
  return { path, line: Math.max(1, line), column: Math.max(1, col), message };
}

const inTextOrder = (faults: readonly DocumentFault[]): DocumentFault[] =>
  faults.toSorted((a, b) => a.line - b.line || a.column - b.column).slice(0, FAULTS_MAX);

/** The single document of a text in YAML 1.2, of which JSON is a part. Keys are names as written, so `01` is not `1`. */
function documentOf(text: string, lines: LineCounter): Outcome<Yaml, DocumentFault[]> {
  const tokens = tokensOf(text, lines);
  if (!tokens.ok) return tokens;
  const composer = new Composer({
    version: "1.2",
    stringKeys: true,
    // The parser's own check takes time by the square of the keys.
    uniqueKeys: false,
    resolveKnownTags: false,
  });
  const [document, second] = [...composer.compose(tokens.value)] as Yaml[];
  if (document === undefined) return refuse([wholeFault("expected a document, found an empty file")]);
  const broken = [...document.errors, ...document.warnings].toSorted((a, b) => a.pos[0] - b.pos[0]);
  if (broken.length > 0) {
    // One sign too many makes the parser stumble over much of what follows.
    const stumble = broken.findIndex(({ code }) => code === "UNEXPECTED_TOKEN");
    const first = broken.filter(({ code }, index) => code !== "UNEXPECTED_TOKEN" || index === stumble);
    const faults = first.map(({ code, pos, message }) =>
      faultAt(
        lines,
        pos[0],
        [],
        code === "NON_STRING_KEY" ? "expected a name as key" : `expected valid YAML or JSON: ${message}`,
      ),
    );
    return refuse(inTextOrder(faults));
  }
  if (second !== undefined) {
    return refuse([faultAt(lines, second.range[0], [], "expected one document in the file, found a second one")]);
  }
  const { version } = document.directives.yaml;
  return version === "1.2" ? ok(document) : refuse([wholeFault(`expected YAML 1.2, found %YAML ${version}`)]);
}

/**
 * The tokens of a text, up to its hundredth error. What no person would write ends the reading before it costs time or
 * memory: the composer recurses, and keeps much for each level, token and error.
 */
function tokensOf(text: string, lines: LineCounter): Outcome<CST.Token[], DocumentFault[]> {
  if (text.length > TEXT_LENGTH_MAX) {
    return refuse([wholeFault(`expected at most ${TEXT_LENGTH_MAX / 1024 / 1024} MiB of text`)]);
  }
  // The parser's own count of lines misses breaks in what it stumbles over.
  for (let start = 0; start >= 0; start = text.indexOf("\n", start) + 1 || -1) lines.addNewLine(start);
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const count = { token: 0, wrongEscape: 0, directive: 0, error: 0 };
  for (const lexeme of new Lexer().lex(text)) {
    count.token++;
    if (lexeme.startsWith('"')) count.wrongEscape += wrongEscapesIn(lexeme);
    let expected: string | undefined;
    if (parser.stack.length > NESTING_MAX) expected = "less nesting";
    else if (count.token > TOKENS_MAX) expected = "a shorter document";
    else if (count.directive > DIRECTIVES_MAX) expected = `at most ${DIRECTIVES_MAX} directives`;
    else if (count.wrongEscape > FAULTS_MAX) expected = "valid YAML or JSON: more than a hundred wrong escapes";
    if (expected !== undefined) return refuse([faultAt(lines, parser.offset, [], `expected ${expected}`)]);
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === "error" || token.type === "directive") count[token.type]++;
    }
    if (count.error >= FAULTS_MAX) break;
  }
  return ok([...tokens, ...parser.end()]);
}

/** How many escapes of a text in double quotes YAML does not know. */
function wrongEscapesIn(quoted: string): number {
  const escapes = /\\(?:["/0 abefnrtvLNP_\\\t\r\n]|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8})?/g;
  let count = 0;
  for (const [escape] of quoted.matchAll(escapes)) if (escape.length === 1) count++;
  return count;
}

/** A fault for each name that is repeated, each text that was damaged, and each alias that cannot be followed. */
function damagesOf(document: Yaml, lines: LineCounter): DocumentFault[] {
  const faults: DocumentFault[] = [];
  const anchors = new Set<string>();
  let aliasCount = 0;
  visit(document, {
    Node(_key, node, ancestors) {
      const report = (place: unknown, message: string | undefined, inside: Path = []) => {
        if (message === undefined) return;
        faults.push(faultAt(lines, startOf(place) ?? 0, [...pathTo(ancestors, node), ...inside], message));
      };
      if (isAlias(node)) {
        const within = ancestors.some(
          (ancestor) => isNode(ancestor) && !isAlias(ancestor) && ancestor.anchor === node.source,
        );
        report(
          node,
          ++aliasCount > ALIASES_MAX
            ? `expected at most ${ALIASES_MAX} aliases`
            : aliasDamage(node.source, anchors, within),
        );
      } else {
        if (node.anchor !== undefined) anchors.add(node.anchor);
        if (isMap(node)) for (const { key, message } of keyDamages(node)) report(key, message, [nameOf(key)]);
        else if (isScalar(node) && typeof node.value === "string") report(node, textDamage(node.value));
      }
      return faults.length >= FAULTS_MAX || aliasCount > ALIASES_MAX ? visit.BREAK : undefined;
    },
  });
  return faults;
}

/** Each key that occurs again in its map, and the one name that an object cannot keep. */
function keyDamages(map: YAMLMap): { readonly key: unknown; readonly message: string }[] {
  const seen = new Set<string>();
  return map.items.flatMap(({ key }) => {
    const name = nameOf(key);
    if (name === "__proto__") return [{ key, message: "expected another name, found __proto__" }];
    if (seen.has(name)) return [{ key, message: `expected each field once, found ${name} again` }];
    seen.add(name);
    return [];
  });
}

function textDamage(text: string): string | undefined {
  const found = UNREADABLE.exec(text)?.[0];
  if (found === undefined) return undefined;
  if (found === "\uFFFD") return "expected text in UTF-8, found a character that could not be read (U+FFFD)";
  return `expected readable characters, found U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function aliasDamage(source: string, anchors: ReadonlySet<string>, within: boolean): string | undefined {
  if (!anchors.has(source)) return `expected an anchor &${source} before this alias`;
  return within ? `expected an alias of something complete, found *${source} inside &${source}` : undefined;
}

/** Whether a value without cycles holds more values than a document may. */
function holdsTooMuch(root: unknown): boolean {
  const pending = [root];
  for (let count = 1; pending.length > 0; count++) {
    if (count > VALUES_MAX) return true;
    const value = pending.pop();
    if (typeof value === "object" && value !== null) for (const part of Object.values(value)) pending.push(part);
  }
  return false;
}

/**
 * What a schema issue means for the person who wrote the document. An unknown field is a misfit of its own place; of
 * several forms that a value may have, the one speaks that the value has.
 */
function misfitsOfIssue(issue: z.core.$ZodIssue, root: unknown, within: Path = []): Misfit[] {
  const path = [...within, ...issue.path.map((part) => (typeof part === "symbol" ? String(part) : part))];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: [...path, key], message: "expected no such field here" }));
  }
  if (issue.code === "invalid_union") {
    const meant = issue.errors.find((form) =>
      form.every(({ code, path: inner }) => code !== "invalid_type" || inner.length > 0),
    );
    if (meant !== undefined && meant.length > 0) return meant.flatMap((inner) => misfitsOfIssue(inner, root, path));
  }
  const expectation = expectationOf(issue);
  if (issue.code === "invalid_key")
    return [{ path, message: `${expectation}, found ${describe(String(path.at(-1)))}` }];
  const value = valueAt(root, path);
  // A check of several fields says in its words what is wrong with them.
  if (issue.code === "custom" && typeof value !== "string") return [{ path, message: expectation }];
  if (value !== undefined) {
    const unquoted = issue.code === "invalid_type" && issue.expected === "string" && typeof value === "number";
    return [{ path, message: `${expectation}, found ${unquoted ? "the number " : ""}${describe(value)}` }];
  }
  const holding = expectation === `expected ${KINDS["object"]}` ? "" : expectation.replace(/^expected/, " with");
  return [{ path, message: `expected a field ${describe(String(path.at(-1)))}${holding}, found none` }];
}

function expectationOf(issue: z.core.$ZodIssue): string {
  if (issue.message.startsWith("expected")) return issue.message;
  switch (issue.code) {
    case "invalid_type":
      return `expected ${KINDS[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `expected ${oneOf(issue.values.map(String))}`;
    case "invalid_key":
      return issue.issues[0] === undefined ? "expected another name" : expectationOf(issue.issues[0]);
    case "too_small":
      return `expected at least ${amountOf(issue.minimum, issue.origin)}`;
    case "too_big":
      return `expected at most ${amountOf(issue.maximum, issue.origin)}`;
    case "invalid_format":
    case "invalid_element":
    case "invalid_union":
    case "not_multiple_of":
    case "unrecognized_keys":
    case "custom":
      break;
  }
  return `expected something else: ${issue.message}`;
}

const KINDS: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "fields",
  record: "fields",
  array: "a list",
};

const oneOf = (values: readonly string[]): string =>
  values.length < 2 ? values.join("") : `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;

function amountOf(amount: number | bigint, origin: string): string {
  const unit = origin === "string" ? "character" : origin === "array" ? "entry" : undefined;
  if (unit === undefined) return String(amount);
  return `${amount} ${Number(amount) === 1 ? unit : unit.replace(/y$/, "ie").concat("s")}`;
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

function describe(value: unknown): string {
  if (value === null) return "an empty value";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "fields";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string") return "something else";
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}

/** Fields of a part of the contract as sentences; what has no sentence is printed as label and value, so that nothing is dropped. */
import type { Kind } from "../reference-table.ts";
import type { Said } from "../said.ts";
import type { Block, Cell, Column, Pair } from "./blocks.ts";
import { plainPairs } from "./plain.ts";
import type { Speech, Unit } from "./speech.ts";

/** What a field says: a sentence, or a sentence with what follows it. */
export type Told = string | { readonly text: string; readonly blocks: readonly Block[] };
export type Telling<Value> = (value: Value, speech: Speech) => Told;
/** Sentences by field; the fields of one group make one paragraph, in its order. */
export type Tellings<Part> = { readonly [Name in keyof Part]?: Telling<NonNullable<Part[Name]>> };
type Format<Value> = (value: Value, speech: Speech) => string;

/**
 * The fields of a part as paragraphs, one for each group. Fields in no group are printed as label and value at the end,
 * but for those that are told `elsewhere`.
 */
export function tell<Part extends object>(
  definition: string,
  part: Part,
  groups: readonly Tellings<Part>[],
  speech: Speech,
  elsewhere: readonly (keyof Part & string)[] = [],
): readonly Block[] {
  const told = new Set<string>([...elsewhere, ...groups.flatMap((group) => Object.keys(group))]);
  return [
    ...groups.flatMap((group) => paragraphsOf(sentencesOf(part, group, speech))),
    ...pairs(plainPairs(definition, part, speech, told)),
  ];
}

/** What the fields of a part say that a group has sentences for, in the order of the group. */
export function sentencesOf<Part extends object>(part: Part, group: Tellings<Part>, speech: Speech): readonly Told[] {
  return (Object.keys(group) as (keyof Part)[]).flatMap((name) => {
    const value = part[name];
    return value === undefined || value === null ? [] : [group[name]!(value, speech)];
  });
}

/** Sentences in a row; a list or table ends the paragraph that leads to it. */
export function paragraphsOf(told: readonly Told[]): readonly Block[] {
  const blocks: Block[] = [];
  let texts: string[] = [];
  const end = () => {
    if (texts.length > 0) blocks.push({ kind: "paragraph", text: texts.join(" ") });
    texts = [];
  };
  for (const each of told) {
    if (typeof each === "string") texts.push(each);
    else {
      texts.push(each.text);
      end();
      blocks.push(...each.blocks);
    }
  }
  end();
  return blocks;
}

/** The sentences of an entry of a table, as lines of a cell; what has no sentence follows as label and value. */
export function linesOf<Part extends object>(
  definition: string,
  part: Part,
  group: Tellings<Part>,
  speech: Speech,
  elsewhere: readonly (keyof Part & string)[] = [],
): Cell {
  const told = new Set<string>([...elsewhere, ...Object.keys(group)]);
  return [
    ...sentencesOf(part, group, speech).map((each) => (typeof each === "string" ? each : flat(each))),
    ...plainPairs(definition, part, speech, told).map(({ term, lines }) => `${term}: ${lines.join("; ")}`),
  ];
}

function flat({ text, blocks }: Exclude<Told, string>): string {
  const items = blocks.flatMap((block) => (block.kind === "list" ? block.items : []));
  if (items.length === 0 && blocks.length > 0) throw new Error("broken invariant: only lists stand in a cell");
  return [text, items.join("; ")].join(" ").trim();
}

export const pairs = (rows: readonly Pair[]): readonly Block[] => (rows.length === 0 ? [] : [{ kind: "pairs", rows }]);
export const paragraph = (text: string): Block => ({ kind: "paragraph", text });
export const both = (de: string, en: string): Said => ({ de, en });

/** A column by its head, its share of the width and whether it holds figures. */
export const column = (speech: Speech, head: Said, width: number, isFigure = false): Column => ({
  head: speech.in(head),
  width,
  isFigure,
});

/** A table without the columns in which no row says anything. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): readonly Block[] {
  if (rows.length === 0) return [];
  const used = columns.map((_, index) => rows.some((row) => row[index]!.some((line) => line !== "")));
  const only = <Each>(each: readonly Each[]): readonly Each[] => each.filter((_, index) => used[index]);
  return [{ kind: "table", caption, columns: only(columns), rows: rows.map(only) }];
}

export const asText: Format<string> = (value) => value;
export const asDate: Format<string> = (value, speech) => speech.date(value);
export const asNumber: Format<number | string> = (value, speech) => speech.number(value);
export const asPercent: Format<number | string> = (value, speech) => speech.percent(value);
export const asMoney: Format<string> = (value, speech) => speech.money(value);
export const asTarget: Format<string> = (value, speech) => speech.target(value);
export const asCalendar: Format<string> = (value, speech) => speech.calendar(value);
export const asCountry: Format<string> = (value, speech) => speech.country(value);
export const asParty: Format<string> = (value, speech) => speech.party(value);
export const asCount =
  (unit: Unit): Format<number | string> =>
  (value, speech) =>
    speech.count(value, unit);
/** As after a German "von", "nach" or "mit einer Frist von". */
export const asCountAfter =
  (unit: Unit): Format<number | string> =>
  (value, speech) =>
    speech.countAfter(value, unit);
export const asName =
  (kind: Kind): Format<string> =>
  (value, speech) =>
    speech.name(kind, value);
export const asNames =
  (kind: Kind): Format<readonly string[]> =>
  (value, speech) =>
    speech.names(kind, value);
export const asList: Format<readonly string[]> = (value, speech) => speech.list(value);

/** A sentence in which the value stands for `{value}`. */
export const sentence =
  <Value>(format: Format<Value>, de: string, en: string): Telling<Value> =>
  (value, speech) =>
    speech.in({ de, en }, { value: format(value, speech) });

/** A sentence for each value of an enumeration. */
export const chosen =
  <Value extends string>(sentences: Readonly<Record<Value, readonly [de: string, en: string]>>): Telling<Value> =>
  (value, speech) => {
    const [de, en] = sentences[value];
    return speech.in({ de, en });
  };

/** A sentence for yes and one for no. */
export const whether =
  (yes: readonly [de: string, en: string], no: readonly [de: string, en: string]): Telling<boolean> =>
  (value, speech) => {
    const [de, en] = value ? yes : no;
    return speech.in({ de, en });
  };

/** A sentence that leads to a list; `none` says that an empty list is an agreement, too. */
export const listed =
  (lead: readonly [de: string, en: string], none: readonly [de: string, en: string]): Telling<readonly string[]> =>
  (items, speech) => {
    const [de, en] = items.length === 0 ? none : lead;
    const text = speech.in({ de, en });
    return items.length === 0 ? text : { text, blocks: [{ kind: "list", items }] };
  };

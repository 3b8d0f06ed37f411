/** A printed contract as the data that contract.typ sets: texts in lines, with places to break where a word is wider than its column. */
import type { Block, Clause, Column, Pair, PrintedContract } from "@handschlag/engine/contract/print/blocks.ts";

/**
 * A line of text: as it is, with hyphens where it has a long word, or in pieces between which it may break although
 * nothing is printed there: an address or a checksum must be copied as it stands.
 */
type Line = string | { readonly hyphenated: string } | readonly string[];
type Lines = readonly Line[];

/** Letters of the text that fit on a line of the page, of a table, and of the names on a form. */
const PAGE_LETTERS = 80;
const TABLE_LETTERS = 100;
const FORM_LETTERS = 55;
const TERM_LETTERS = 24;
const TITLE_LETTERS = 28;
/** What the space between two columns takes. */
const GAP_LETTERS = 2;
const PIECE_LETTERS = 12;
/** Words that hyphenation knows how to break. */
const WORD = /^[^\p{L}\p{N}]?[\p{L}-]{1,45}[^\p{L}\p{N}]{0,2}$/u;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** A text as lines none of which is wider than so many letters without a place to break. */
export function linesOf(text: string, letters: number): Lines {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).map((line): Line => {
    const long = line.split(/\s+/).filter((word) => word.length > letters);
    if (long.length === 0) return line;
    return long.every((word) => WORD.test(word)) ? { hyphenated: line } : piecesOf(line, letters);
  });
}

function piecesOf(line: string, letters: number): readonly string[] {
  const pieces: string[] = [""];
  for (const part of line.split(/(\s+)/)) {
    if (part.length <= letters) pieces[pieces.length - 1] += part;
    else for (const piece of broken(part, Math.min(letters, PIECE_LETTERS))) pieces.push(piece);
  }
  return pieces.filter((piece) => piece !== "");
}

/** A word in pieces of so many letters at most, after the signs that hold its parts together where it has some. */
function* broken(word: string, letters: number): Generator<string> {
  let piece = "";
  let count = 0;
  for (const { segment } of graphemes.segment(word)) {
    piece += segment;
    count += 1;
    if (count >= letters || (count > 3 && /[@._/:-]/.test(segment))) {
      yield piece;
      piece = "";
      count = 0;
    }
  }
  if (piece !== "") yield piece;
}

/** All that contract.typ needs. */
export function typstData(printed: PrintedContract, file: string, mediaType: string): object {
  const { signatories, clauses, annexes, facts, proof, title } = printed;
  return {
    ...printed,
    file,
    mediaType,
    footLine: shortened(title),
    titleLines: linesOf(title, TITLE_LETTERS),
    facts: facts.map(pairOf),
    proof: [...proof, printed.frame.attached.replace("{file}", file)].map((text) => linesOf(text, PAGE_LETTERS)),
    signatories: signatories.map((each) => ({
      ...each,
      authorName: each.name,
      name: linesOf(each.name, HALF_LETTERS),
      address: each.address === undefined ? null : linesOf(each.address, HALF_LETTERS),
      representedBy: each.representedBy === undefined ? null : linesOf(each.representedBy, HALF_LETTERS),
      signed: each.signed === undefined ? null : each.signed.flatMap((line) => linesOf(line, HALF_LETTERS)),
    })),
    clauses: clauses.map(clauseOf),
    annexes: annexes.map((annex) => ({ ...annex, clauses: annex.clauses.map(clauseOf) })),
  };
}

const HALF_LETTERS = 36;
/** The foot of a page holds no more of a title. */
const FOOT_LETTERS = 48;

/** A title as the foot of a page holds it. */
export function shortened(title: string): string {
  const letters = Array.from(graphemes.segment(title.replaceAll(/\s+/g, " ")), ({ segment }) => segment);
  return letters.length <= FOOT_LETTERS
    ? letters.join("")
    : `${letters
        .slice(0, FOOT_LETTERS - 1)
        .join("")
        .trimEnd()}…`;
}

const clauseOf = ({ number, title, blocks }: Clause): object => ({
  number,
  title: linesOf(title, PAGE_LETTERS),
  blocks: blocks.map(blockOf),
});

const pairOf = ({ term, lines }: Pair): object => ({
  term: linesOf(term, TERM_LETTERS),
  lines: lines.flatMap((line) => linesOf(line, FORM_LETTERS)),
});

function blockOf(block: Block): object {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return { ...block, text: linesOf(block.text, PAGE_LETTERS) };
    case "list":
      return { ...block, items: block.items.map((item) => linesOf(item, PAGE_LETTERS)) };
    case "pairs":
      return { ...block, rows: block.rows.map(pairOf) };
    case "table": {
      const widths = lettersOf(block.columns);
      return {
        ...block,
        columns: block.columns.map((column, index) => ({ ...column, head: linesOf(column.head, widths[index]!) })),
        rows: block.rows.map((row) => row.map((cell, index) => cell.flatMap((line) => linesOf(line, widths[index]!)))),
      };
    }
  }
}

/** A table with little in it does not fill the page. */
const FULL_WIDTH = 10;

function lettersOf(columns: readonly Column[]): readonly number[] {
  const sum = Math.max(
    FULL_WIDTH,
    columns.reduce((before, { width }) => before + width, 0),
  );
  return columns.map(({ width }) => Math.max(2, Math.floor((TABLE_LETTERS * width) / sum) - GAP_LETTERS));
}

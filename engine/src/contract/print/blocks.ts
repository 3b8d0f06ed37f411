/** A contract as it is printed: parts, clauses and a handful of blocks, without any notion of paper or file format. */
import type { Said } from "../said.ts";

export type Language = keyof Said;

/** A piece of a clause. Texts are plain: a renderer shows them as they are, a line feed as a new line. */
export type Block =
  | Paragraph
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "pairs"; readonly rows: readonly Pair[] }
  | Table;

export interface Paragraph {
  readonly kind: "paragraph";
  /** `(2)`, `4.2`; none where a clause has only one. */
  readonly label?: string;
  readonly text: string;
}

/** What a word means, or what stands under a heading of a form. */
export interface Pair {
  readonly term: string;
  readonly lines: readonly string[];
}

export interface Table {
  readonly kind: "table";
  /** What the table is about; read out by screen readers, not printed. */
  readonly caption: string;
  readonly columns: readonly Column[];
  /** A cell for each column, as lines. */
  readonly rows: readonly (readonly Cell[])[];
}

export interface Column {
  readonly head: string;
  /** Share of the width compared with the other columns. */
  readonly width: number;
  readonly isFigure?: boolean;
}

export type Cell = readonly string[];

/** A clause before it has its number. */
export interface Draft {
  readonly title: Said;
  readonly blocks: readonly Block[];
}

export interface Clause {
  /** As it is referred to: `§ 4`, `4`, `B.2`. */
  readonly number: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface Annex {
  /** `A`, `B`, …: digits are left to the annexes that the contract itself names. */
  readonly letter: string;
  readonly title: string;
  readonly clauses: readonly Clause[];
}

/** One side as it signs. */
export interface Signatory {
  readonly side: "client" | "provider";
  /** `Auftraggeber`, `Client`. */
  readonly role: string;
  readonly name: string;
  readonly address: string | undefined;
  readonly representedBy: string | undefined;
  /** Who signed it in the product, and when; `undefined` where there is a line to sign by hand. */
  readonly signed: readonly string[] | undefined;
}

export interface PrintedContract {
  readonly language: Language;
  /** Whether the contract's own words are in this language, too: those of another one are not hyphenated. */
  readonly isOwnLanguage: boolean;
  readonly title: string;
  /** What the contract is, and which version of it. */
  readonly facts: readonly Pair[];
  readonly signatories: readonly Signatory[];
  readonly clauses: readonly Clause[];
  readonly annexes: readonly Annex[];
  /** How to check that this is what was signed. */
  readonly proof: readonly string[];
  /** `Fassung 2`, for the foot of each page. */
  readonly versionName: string;
  /** SHA-256 of the contract's text in hexadecimal digits. */
  readonly hash: string;
  /** The day that stands for the document, as ISO 8601: no page says when it was made. */
  readonly datedOn: string;
  /** Words of the frame around the text. */
  readonly frame: Frame;
}

export interface Frame {
  readonly contents: string;
  readonly between: string;
  readonly and: string;
  readonly annex: string;
  readonly signatures: string;
  readonly placeAndDate: string;
  readonly signature: string;
  readonly nameAndFunction: string;
  /** `Seite {page} von {pages}`. */
  readonly pageOf: string;
  readonly hash: string;
  /** `Der Vertragstext liegt dieser Datei bei: {file}.` */
  readonly attached: string;
}

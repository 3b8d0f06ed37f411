/** A printed contract as a Word file with styles, numbering and a table of contents of its own, for whoever goes on writing in it. */
import type {
  Annex,
  Block,
  Clause,
  Column,
  Frame,
  Pair,
  PrintedContract,
  Signatory,
  Table as PrintedTable,
} from "@handschlag/engine/contract/print/blocks.ts";
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
  type ILevelsOptions,
  type IParagraphOptions,
} from "docx";
import { coreProperties } from "./docx-package.ts";
import { shortened } from "./typst-data.ts";

type Child = Paragraph | Table;

/** Twentieths of a point: the width of the text on A4 with margins of 25 mm. */
const TEXT_WIDTH = 9_072;
const INDENT = 480;
const PETROL = "12464F";
const SOFT = "5A5A5A";
const HAIR = { style: BorderStyle.SINGLE, size: 4, color: "BEBEBE" } as const;
const STRONG = { style: BorderStyle.SINGLE, size: 8, color: PETROL } as const;
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const SHORT_HASH = 16;

/** Dated as the contract is; only the names of bookmarks differ from one making to the next. */
export async function docxOf(printed: PrintedContract): Promise<Uint8Array> {
  const { title, language, datedOn, annexes } = printed;
  const creator = printed.signatories.map(({ name }) => name).join(", ");
  const document = new Document({
    title,
    creator,
    styles: stylesIn(language),
    numbering: { config: numberingOf(printed) },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: { top: 1_361, right: 1_417, bottom: 1_588, left: 1_417 },
          },
        },
        footers: { default: footOf(printed) },
        children: [
          ...coverOf(printed),
          ...contentsOf(printed),
          ...printed.clauses.flatMap((clause) => clauseOf(clause, "contract", HeadingLevel.HEADING_1)),
          ...signatures(printed),
          ...annexes.flatMap((annex) => annexOf(annex, printed.frame.annex)),
        ],
      },
    ],
  });
  const overrides = [{ path: "docProps/core.xml", data: coreProperties(title, creator, datedOn) }];
  return Packer.toBuffer(document, undefined, overrides);
}

function stylesIn(language: PrintedContract["language"]) {
  const locale = language === "de" ? "de-DE" : "en-GB";
  // Every office has it, so nothing has to be embedded in a file that people write in.
  const font = "Calibri";
  const heading = (size: number, color: string, before: number) => ({
    run: { font, size, bold: true, color },
    paragraph: { spacing: { before, after: 120 }, keepNext: true },
  });
  return {
    default: {
      document: {
        run: { font, size: 21, language: { value: locale } },
        paragraph: { spacing: { after: 110, line: 276 } },
      },
      title: {
        run: { font, size: 54, bold: true, color: PETROL },
        paragraph: { spacing: { before: 1_800, after: 600 } },
      },
      heading1: heading(27, PETROL, 360),
      heading2: heading(23, "000000", 300),
      heading3: heading(21, "000000", 240),
    },
  };
}

/** Clauses and their paragraphs are numbered by Word, in the same way as the print is. */
function numberingOf({ language, annexes }: PrintedContract) {
  const isGerman = language === "de";
  const level = (depth: number, text: string, left: number): ILevelsOptions => ({
    level: depth,
    format: LevelFormat.DECIMAL,
    text,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left, hanging: left } } },
  });
  return [
    {
      reference: "contract",
      levels: [
        level(0, isGerman ? "§\u00a0%1" : "%1", 700),
        level(1, isGerman ? "(%2)" : "%1.%2", INDENT + (isGerman ? 0 : 160)),
      ],
    },
    ...annexes.map(({ letter }) => ({
      reference: `annex-${letter}`,
      levels: [
        level(0, `${letter}.%1`, 700),
        level(1, isGerman ? "(%2)" : `${letter}.%1.%2`, INDENT + (isGerman ? 0 : 320)),
      ],
    })),
    {
      reference: "dash",
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: "–",
          alignment: AlignmentType.LEFT,
          style: { paragraph: { indent: { left: INDENT + 280, hanging: 280 } } },
        },
      ],
    },
  ];
}

/** A text in runs: each line of it begins a new one. */
const runs = (
  text: string,
  options: { readonly bold?: boolean; readonly color?: string; readonly size?: number } = {},
): TextRun[] =>
  text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line, index) => new TextRun({ ...options, text: line, ...(index > 0 && { break: 1 }) }));

const text = (content: string, options: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ ...options, children: runs(content) });

function coverOf({ title, signatories, facts, frame, hash }: PrintedContract): readonly Child[] {
  return [
    new Paragraph({ heading: HeadingLevel.TITLE, children: runs(title) }),
    ...signatories.flatMap(({ name, address, role }, index) => [
      new Paragraph({ children: runs(index === 0 ? frame.between : frame.and, { color: SOFT }) }),
      new Paragraph({ spacing: { after: 0 }, children: runs(name, { bold: true, size: 26 }) }),
      ...(address === undefined ? [] : [text(address, { spacing: { after: 0 } })]),
      new Paragraph({ spacing: { after: 360 }, children: runs(`– ${role} –`, { color: SOFT }) }),
    ]),
    formOf(facts),
    new Paragraph({ spacing: { before: 240 }, children: runs(`${frame.hash}\n${hash}`, { color: SOFT, size: 17 }) }),
  ];
}

function contentsOf({ frame }: PrintedContract): readonly Child[] {
  return [
    new Paragraph({
      pageBreakBefore: true,
      spacing: { after: 200 },
      children: runs(frame.contents, { bold: true, size: 27, color: PETROL }),
    }),
    new TableOfContents(frame.contents, { hyperlink: true, headingStyleRange: "1-2" }) as unknown as Paragraph,
    new Paragraph({ pageBreakBefore: true, spacing: { after: 0 }, children: [] }),
  ];
}

function annexOf({ letter, title, clauses }: Annex, word: string): readonly Child[] {
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      pageBreakBefore: true,
      children: runs(`${word} ${letter}  ${title}`),
    }),
    ...clauses.flatMap((clause) => clauseOf(clause, `annex-${letter}`, HeadingLevel.HEADING_2)),
  ];
}

function clauseOf(
  { title, blocks }: Clause,
  reference: string,
  heading: IParagraphOptions["heading"],
): readonly Child[] {
  return [
    new Paragraph({ heading: heading!, numbering: { reference, level: 0 }, children: runs(title) }),
    ...blocks.flatMap((block, index) => blockOf(block, reference, blocks[index + 1])),
  ];
}

function blockOf(block: Block, reference: string, next: Block | undefined): readonly Child[] {
  switch (block.kind) {
    case "paragraph": {
      const keepNext = next !== undefined && next.kind !== "paragraph";
      const numbering = block.label === undefined ? {} : { numbering: { reference, level: 1 } };
      return [text(block.text, { ...numbering, keepNext })];
    }
    case "heading":
      return [new Paragraph({ heading: HeadingLevel.HEADING_3, children: runs(block.text) })];
    case "list":
      return block.items.map((item) =>
        text(item, { numbering: { reference: "dash", level: 0 }, spacing: { after: 40 } }),
      );
    case "pairs":
      return [formOf(block.rows), gap()];
    case "table":
      return [tableOf(block), gap()];
  }
}

const gap = (): Paragraph => new Paragraph({ spacing: { after: 60, line: 200 }, children: [] });

const inCell = (lines: readonly string[], options: IParagraphOptions = {}, bold = false): Paragraph[] =>
  (lines.length === 0 ? [""] : lines).map(
    (line) =>
      new Paragraph({
        ...options,
        spacing: { after: 20, line: 250 },
        children: runs(line, { size: 19, ...(bold && { bold }) }),
      }),
  );

/** Names and what stands under them, without lines. */
function formOf(rows: readonly Pair[]): Table {
  const [name, value] = [2_900, TEXT_WIDTH - 2_900];
  const borders = { top: NONE, bottom: NONE, left: NONE, right: NONE };
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: [name, value],
    borders: { ...borders, insideHorizontal: NONE, insideVertical: NONE },
    rows: rows.map(
      ({ term, lines }) =>
        new TableRow({
          cantSplit: true,
          children: [
            new TableCell({
              borders,
              children: [new Paragraph({ spacing: { after: 40 }, children: runs(term, { color: SOFT }) })],
            }),
            new TableCell({ borders, children: lines.map((line) => text(line, { spacing: { after: 40 } })) }),
          ],
        }),
    ),
  });
}

/** A table with a head that comes again on each page, and hairlines between its rows. */
function tableOf({ columns, rows }: PrintedTable): Table {
  const sum = columns.reduce((before, { width }) => before + width, 0);
  const width = Math.min(TEXT_WIDTH, (TEXT_WIDTH * sum) / FULL_WIDTH);
  const columnWidths = columns.map((column) => Math.floor((width * column.width) / sum));
  const align = ({ isFigure }: Column) => ({ alignment: isFigure === true ? AlignmentType.RIGHT : AlignmentType.LEFT });
  const cell = (children: Paragraph[], bottom: typeof HAIR | typeof STRONG) =>
    new TableCell({
      borders: { top: NONE, left: NONE, right: NONE, bottom },
      margins: { top: 50, bottom: 30, left: 80, right: 80 },
      children,
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: Math.floor(width), type: WidthType.DXA },
    columnWidths,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map((column) =>
          cell(inCell([column.head], { ...align(column), keepNext: true }, true), STRONG),
        ),
      }),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: isShort(row),
            children: row.map((lines, index) => cell(inCell(lines, align(columns[index]!)), HAIR)),
          }),
      ),
    ],
  });
}

const FULL_WIDTH = 10;
const WHOLE_LETTERS_MAX = 1_200;
const isShort = (row: readonly (readonly string[])[]): boolean => row.flat().join("").length < WHOLE_LETTERS_MAX;

function signatures({ signatories, frame, hash, proof }: PrintedContract): readonly Child[] {
  const borders = { top: NONE, bottom: NONE, left: NONE, right: NONE };
  const half = Math.floor(TEXT_WIDTH / 2);
  const table = new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: signatories.map(() => half),
    borders: { ...borders, insideHorizontal: NONE, insideVertical: NONE },
    rows: [
      new TableRow({
        cantSplit: true,
        children: signatories.map(
          (each) => new TableCell({ borders, margins: { right: 400 }, children: signatureOf(each, frame) }),
        ),
      }),
    ],
  });
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_1, children: runs(frame.signatures) }),
    table,
    new Paragraph({
      spacing: { before: 360 },
      children: runs([`${frame.hash}: ${hash}`, ...proof].join("\n"), { color: SOFT, size: 17 }),
    }),
  ];
}

function signatureOf({ role, name, representedBy, signed }: Signatory, frame: Frame): Paragraph[] {
  const byHand = (label: string) =>
    new Paragraph({
      spacing: { before: 700 },
      border: { top: { ...HAIR, color: SOFT, space: 2 } },
      children: runs(label, { color: SOFT, size: 17 }),
    });
  return [
    new Paragraph({ spacing: { after: 0 }, children: runs(role, { color: SOFT }) }),
    new Paragraph({ spacing: { after: 0 }, children: runs(name, { bold: true }) }),
    ...(representedBy === undefined ? [] : [text(representedBy)]),
    ...(signed === undefined
      ? [frame.placeAndDate, frame.signature, frame.nameAndFunction].map(byHand)
      : [new Paragraph({ spacing: { before: 200 }, children: runs(signed.join("\n")) })]),
  ];
}

/** Title, version and checksum on the left, the page on the right. */
function footOf({ title, versionName, hash, frame }: PrintedContract): Footer {
  const style = { color: SOFT, size: 16 };
  const page = frame.pageOf.split(/(\{pages?\})/).map((part) => {
    if (part === "{page}") return new TextRun({ ...style, children: [PageNumber.CURRENT] });
    return part === "{pages}"
      ? new TextRun({ ...style, children: [PageNumber.TOTAL_PAGES] })
      : new TextRun({ ...style, text: part });
  });
  const left = `${shortened(title)} · ${versionName} · SHA-256 ${hash.slice(0, SHORT_HASH)}…`;
  return new Footer({
    children: [
      new Paragraph({
        border: { top: { ...HAIR, space: 6 } },
        tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
        children: [new TextRun({ ...style, text: left }), new TextRun({ ...style, text: "\t" }), ...page],
      }),
    ],
  });
}

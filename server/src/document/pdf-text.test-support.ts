/** Reads back what a PDF of ours says, page by page: enough of the format for what Typst writes, and for nothing else. */
import { inflateSync } from "node:zlib";

interface Part {
  readonly dictionary: string;
  readonly stream: Buffer | undefined;
}

/** The objects of a file by their number. */
function partsOf(pdf: Buffer): ReadonlyMap<string, Part> {
  const text = pdf.toString("latin1");
  return new Map(
    [...text.matchAll(/(?:^|\n)(\d+) 0 obj\s([\s\S]*?)\nendobj/g)].map(([, number, body]): [string, Part] => {
      const [dictionary, stream] = body!.split(/stream\r?\n/, 2) as [string, string?];
      return [number!, { dictionary, stream: stream === undefined ? undefined : unpacked(body!, dictionary) }];
    }),
  );
}

function unpacked(body: string, dictionary: string): Buffer {
  const start = dictionary.length + /stream\r?\n/.exec(body.slice(dictionary.length))![0].length;
  const bytes = Buffer.from(body.slice(start, body.lastIndexOf("endstream")), "latin1");
  return dictionary.includes("/FlateDecode") ? inflateSync(bytes) : bytes;
}

const refersTo = (dictionary: string, name: string): string | undefined =>
  new RegExp(`/${name}\\s+\\[?\\s*(\\d+) 0 R`).exec(dictionary)?.[1];

/** Texts by glyph, as a ToUnicode map says. */
function glyphsOf(cmap: string): ReadonlyMap<number, string> {
  const glyphs = new Map<number, string>();
  const textOf = (hex: string) => Buffer.from(hex, "hex").swap16().toString("utf16le");
  for (const [, section] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph, text] of section!.matchAll(/<(\w+)>\s*<(\w+)>/g))
      glyphs.set(parseInt(glyph!, 16), textOf(text!));
  return glyphs;
}

/** The text of each page, as its glyphs stand in the file: a space between two pieces that were set apart. */
export function pagesOf(pdf: Buffer): readonly string[] {
  const parts = partsOf(pdf);
  const glyphsByFont = new Map(
    [...parts].flatMap(([number, { dictionary }]) => {
      const cmap = refersTo(dictionary, "ToUnicode");
      return cmap === undefined ? [] : [[number, glyphsOf(parts.get(cmap)!.stream!.toString("latin1"))] as const];
    }),
  );
  return [...parts.values()]
    .filter(({ dictionary }) => /\/Type\s*\/Page\b/.test(dictionary))
    .map(({ dictionary }) => {
      const held = refersTo(dictionary, "Resources");
      const resources = held === undefined ? dictionary : parts.get(held)!.dictionary;
      const fonts = new Map([...resources.matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name, number]) => [name!, number!]));
      const content = parts.get(refersTo(dictionary, "Contents")!)!.stream!.toString("latin1");
      return pageText(content, (name) => glyphsByFont.get(fonts.get(name) ?? "") ?? new Map());
    });
}

function pageText(content: string, fontNamed: (name: string) => ReadonlyMap<number, string>): string {
  let glyphs: ReadonlyMap<number, string> = new Map();
  const pieces: string[] = [];
  for (const [, font, shown] of content.matchAll(
    /\/(\w+) [\d.]+ Tf|(\((?:\\[\s\S]|[^\\)])*\)|<[\da-f]*>|\[(?:[^\]\\(]|\\[\s\S]|\((?:\\[\s\S]|[^\\)])*\))*\])\s*TJ?/gi,
  )) {
    if (font !== undefined) glyphs = fontNamed(font);
    else
      pieces.push(
        stringsIn(shown!)
          .map((string) => decoded(string, glyphs))
          .join(""),
      );
  }
  return pieces.join(" ");
}

const stringsIn = (shown: string): readonly Buffer[] =>
  [...shown.matchAll(/\(((?:\\[\s\S]|[^\\)])*)\)|<([\da-f]*)>/gi)].map(([, literal, hex]) =>
    hex === undefined ? literalBytes(literal!) : Buffer.from(hex, "hex"),
  );

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

const literalBytes = (literal: string): Buffer =>
  Buffer.from(
    literal.replaceAll(/\\([0-7]{1,3}|[\s\S])/g, (_, sign: string) =>
      /^[0-7]/.test(sign) ? String.fromCodePoint(parseInt(sign, 8)) : (ESCAPES[sign] ?? sign),
    ),
    "latin1",
  );

function decoded(bytes: Buffer, glyphs: ReadonlyMap<number, string>): string {
  let text = "";
  for (let at = 0; at + 1 < bytes.length; at += 2) text += glyphs.get(bytes.readUInt16BE(at)) ?? "\uFFFD";
  return text;
}

/** The files that are attached, unpacked. */
export function attachedTo(pdf: Buffer): readonly string[] {
  return [...partsOf(pdf).values()]
    .filter(({ dictionary }) => /\/Type\s*\/EmbeddedFile\b/.test(dictionary))
    .map(({ stream }) => stream!.toString("utf8"));
}

import type { PrintedContract } from "@handschlag/engine/contract/print/blocks.ts";
import { printedContract } from "@handschlag/engine/contract/print/contract-print.ts";
import { expect, test } from "vitest";
import { documentBytes } from "./document-bytes.ts";
import { orderOf } from "./order.test-support.ts";
import type { Order } from "./order.ts";
import { attachedTo, pagesOf } from "./pdf-text.test-support.ts";
import { shortened } from "./typst-data.ts";

const LARGEST = "engine/starters/de/comprehensive.yaml";
const pdfOf = async (order: Order): Promise<Buffer> => Buffer.from(await documentBytes(order));
/** What pages say, without the spaces that their setting makes. */
const said = (pdf: Buffer): string => pagesOf(pdf).join("").replaceAll(/\s/g, "");
const packed = (text: string): string => text.replaceAll(/\s/g, "");

const retitled = (title: string) => (text: string) =>
  text.replace(/^title: .*$/m, () => `title: ${JSON.stringify(title)}`);
const pdfTitled = (title: string) => pdfOf(orderOf("pdf", "engine/starters/de/small.yaml", "de", retitled(title)));

test.each([
  ["de", "Seite1von", "§1Vertragsparteien", "AnlageALeistungsscheine"],
  ["en", "Page1of", "1Parties", "AnnexAServiceschedules"],
] as const)(
  "a contract in %s has contents, clauses, annexes, pages and its checksum on each",
  async (language, ...texts) => {
    const order = orderOf("pdf", LARGEST, language);
    const pdf = await pdfOf(order);
    const pages = pagesOf(pdf);
    expect(pages.length).toBeGreaterThan(18);
    for (const text of texts) expect(said(pdf)).toContain(text);
    for (const page of pages) expect(packed(page)).toContain(`SHA-256${order.standing.hash.slice(0, 16)}`);
    expect(said(pdf)).toContain(order.standing.hash);
  },
);

/** As `said`, without hyphens and without the foot of each page, which stands between the halves of a paragraph. */
function running(pdf: Buffer, { title, versionName, hash }: PrintedContract): string {
  const foot = packed(`${shortened(title)}·${versionName}·SHA-256${hash.slice(0, 16)}…`);
  const pages = pagesOf(pdf).map((page) => packed(page).split(foot)[0]!);
  return pages.join("").replaceAll(/[-\u00ad]/g, "");
}

test.each(["de", "en"] as const)("whatever the print holds stands on a page (%s)", async (language) => {
  const order = orderOf("pdf", "fixtures/contracts/silberquell-vermoegensverwaltung.yaml", language);
  const printed = printedContract(order.contract, order.standing, language);
  const { clauses, annexes } = printed;
  const texts = [...clauses, ...annexes.flatMap((annex) => annex.clauses)].flatMap(({ title, blocks }) => [
    title,
    ...blocks.flatMap((block) => {
      if (block.kind === "list") return block.items;
      if (block.kind === "pairs") return block.rows.flatMap(({ term, lines }) => [term, ...lines]);
      return block.kind === "table" ? block.rows.flat(2) : [block.text];
    }),
  ]);
  const pages = running(await pdfOf(order), printed);
  expect(texts.length).toBeGreaterThan(300);
  expect(texts.filter((text) => !pages.includes(packed(text).replaceAll("-", "")))).toEqual([]);
});

test("it is tagged, says its language and its title, and keeps the promise of an archive", async () => {
  const text = (await pdfOf(orderOf("pdf"))).toString("latin1");
  expect(text).toMatch(/\/StructTreeRoot \d+ 0 R/);
  expect(text).toMatch(/\/Marked true/);
  expect(text).toMatch(/\/Lang \(de/);
  expect(text).toMatch(/\/S \/TH\b/);
  expect(text).toMatch(/\/S \/H1\b/);
  expect(text).toMatch(/<pdfaid:part>3<\/pdfaid:part><pdfaid:conformance>A</);
  expect(text.match(/\/FontFile2/g)?.length).toBeGreaterThan(1);
});

test("the very text with that checksum is attached", async () => {
  const order = orderOf("pdf");
  expect(attachedTo(await pdfOf(order))).toEqual([order.text]);
});

test("the same contract gives the same bytes", async () => {
  const order = orderOf("pdf");
  expect((await pdfOf(order)).equals(await pdfOf(structuredClone(order)))).toBe(true);
});

test.each([
  ["markup of Typst", '#sys.version *fett* _kursiv_ $x^2$ @ref <label> = Titel `code` \\ // /* #read("/etc/passwd")'],
  ["quotes and braces", `"]} #{ panic("x") } '`],
  ["a word without end", "Z".repeat(300)],
  ["a long address", `https://${"a-b.".repeat(200)}example`],
  ["zero-width signs", "Ver\u200btrag\u2060 mit\u200d Tücken"],
  ["Greek and Cyrillic", "Σύμβαση и договор"],
])("%s is set as it is written", async (_, title) => {
  const pdf = await pdfTitled(title);
  const invisible = /[\u200b-\u200d\u2060]/g;
  expect(said(pdf).replaceAll(invisible, "")).toContain(packed(title).replaceAll(invisible, ""));
});

test("a text that is one word is set to its last letter, over as many pages as it takes", async () => {
  const change = (text: string) =>
    text.replace(/^( +venue: ).*$/m, (_, field: string) => `${field}${"Ж".repeat(3_900)}`);
  const order = orderOf("pdf", LARGEST, "de", change);
  expect(order.text).toContain("ЖЖЖ");
  expect([...said(await pdfOf(order)).matchAll(/Ж/g)].length).toBe(3_900);
});

test.each([
  ["right to left", "عقد خدمات חוזה"],
  ["signs that no font here has", "契約 😀 𒀀"],
])("%s breaks nothing", async (_, title) => {
  expect(pagesOf(await pdfTitled(title)).length).toBeGreaterThan(8);
});

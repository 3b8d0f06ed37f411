/** A printed contract as PDF: set by Typst, tagged, with its fonts and the contract's text inside (PDF/A-3a). */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { PrintedContract } from "@handschlag/engine/contract/print/blocks.ts";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { typstData } from "./typst-data.ts";

/** The contract's own text, as it was signed or read. */
export interface Source {
  readonly text: string;
}

const TEMPLATE = new URL("contract.typ", import.meta.url);
const FONTS = [
  "@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf",
  "@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf",
] as const;
const ARCHIVE = "a-3a";
/** Without the promise of an archive, for texts in scripts that no font here has. */
const ORDINARY = "1.7";

let compiler: NodeCompiler | undefined;
let template: string | undefined;

function openCompiler(): NodeCompiler {
  const fontBlobs = FONTS.map((font) => readFileSync(new URL(import.meta.resolve(font))));
  return NodeCompiler.create({ fontArgs: [{ fontBlobs }], workspace: fileURLToPath(new URL(".", TEMPLATE)) });
}

/** The same contract gives the same bytes. Throws when Typst cannot set it. */
export function pdfOf(printed: PrintedContract, { text }: Source): Buffer {
  compiler ??= openCompiler();
  template ??= readFileSync(TEMPLATE, "utf8");
  const isJson = text.trimStart().startsWith("{");
  const file = isJson ? "contract.json" : "contract.yaml";
  const path = fileURLToPath(new URL(file, TEMPLATE));
  const data = typstData(printed, file, isJson ? "application/json" : "application/yaml");
  compiler.mapShadow(path, Buffer.from(text));
  try {
    return setIn(compiler, template, JSON.stringify(data), Date.parse(printed.datedOn) / 1000);
  } finally {
    compiler.unmapShadow(path);
    compiler.evictCache(2);
  }
}

function setIn(typst: NodeCompiler, mainFileContent: string, data: string, creationTimestamp: number): Buffer {
  const made = (pdfStandard: string) =>
    typst.pdf({ mainFileContent, inputs: { data } }, { pdfStandard, pdfTags: true, creationTimestamp });
  try {
    return made(ARCHIVE);
  } catch (error) {
    if (!String(error).includes("could not be displayed")) throw error;
    return made(ORDINARY);
  }
}

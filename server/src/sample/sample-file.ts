/** The people of the sample and their links, as the data folder keeps them for the person at the terminal. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeDurably } from "../data-folder.ts";

const fileIn = (folder: string): string => join(folder, "sample.json");

/** The file's text; `undefined` where there is no sample. */
export const sampleText = (folder: string): string | undefined =>
  existsSync(fileIn(folder)) ? readFileSync(fileIn(folder), "utf8") : undefined;

/** Keeps the text with mode 0600; without one there is no sample any more. */
export function keepSampleText(folder: string, text: string | undefined): void {
  if (text === undefined) rmSync(fileIn(folder), { force: true });
  else writeDurably(fileIn(folder), text);
}

/** The people of the sample and their links, as the data folder keeps them for the person at the terminal. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileFault, writeDurably } from "../data-folder.ts";
import type { Settings } from "../settings.ts";

/** What stands in the file while the sample is being made. */
const UNFINISHED = '"unfinished"\n';

const fileIn = (folder: string): string => join(folder, "sample.json");

function textIn(folder: string): string | undefined {
  try {
    return existsSync(fileIn(folder)) ? readFileSync(fileIn(folder), "utf8") : undefined;
  } catch (error) {
    throw fileFault(error, resolve(folder));
  }
}

/** The file's text; `undefined` where there is no sample, or not yet. */
export function sampleText(folder: string): string | undefined {
  const text = textIn(folder);
  return text === UNFINISHED ? undefined : text;
}

/** Keeps the text with mode 0600; without one there is no sample any more. */
export function keepSampleText(folder: string, text: string | undefined): void {
  if (text === undefined) rmSync(fileIn(folder), { force: true });
  else writeDurably(fileIn(folder), text);
}

/** Whether the making of the sample began and did not come to its end. */
export const isUnfinished = (folder: string): boolean => textIn(folder) === UNFINISHED;

/** Notes that the sample is begun; `keepSampleText` ends that. */
export const beginSample = (folder: string): void => writeDurably(fileIn(folder), UNFINISHED);

/** Whether nothing was ever started in the data folder. One whose secrets are lost is not new: its database still stands. */
export const isNew = (folder: string): boolean =>
  !["secrets", "pg", "place", "sample.json"].some((name) => existsSync(join(folder, name)));

/** Whether a start with or without the sample begins with `prepare`: for a new folder, or a sample that was broken off. */
export const needsPreparation = ({ databaseUrl, dataFolder }: Settings, withSample: boolean): boolean =>
  isUnfinished(dataFolder) || (withSample && databaseUrl === undefined && isNew(dataFolder));

/** What commands on an installation print. */
import { printable } from "./fault.ts";

/** Columns under headings, for people. */
export function printColumns(headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = [headings, ...rows.map((row) => row.map(printable))];
  const widths = headings.map((_heading, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  for (const line of lines)
    process.stdout.write(
      `${line
        .map((text, column) => text.padEnd(widths[column]!))
        .join("  ")
        .trimEnd()}\n`,
    );
}

/** A name and what it stands for on each line. */
export const printFacts = (facts: readonly (readonly [name: string, value: string])[]): void => {
  const width = Math.max(...facts.map(([name]) => name.length));
  for (const [name, value] of facts) process.stdout.write(`${name.padEnd(width)}  ${printable(value)}\n`);
};

export const printJson = (value: unknown): void =>
  void process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);

/** An instant to the minute, in UTC. */
export const minuteOf = (instant: string | null): string =>
  instant === null ? "–" : `${instant.slice(0, 16).replace("T", " ")} UTC`;

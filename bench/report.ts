/** Figures and how they are printed. */

/** The middle of some figures; of an even number the lower one. */
export function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[(figures.length - 1) >> 1] ?? Number.NaN;
}

/** A figure with three digits that count: `12.3`, `0.0457`, `12,300,000`. */
export function digits(figure: number): string {
  if (!Number.isFinite(figure)) return "–";
  const rounded = Number(figure.toPrecision(3));
  return rounded.toLocaleString("en", { maximumSignificantDigits: 21 });
}

export const whole = (count: number): string => count.toLocaleString("en");

/** The share of a whole that was reached or missed. */
export interface Goal {
  readonly limit: number;
  readonly unit: string;
  readonly atLeast?: boolean;
}

/** `≤ 15 ns: reached`. What cannot be compared is neither. */
export function verdict(figure: number, { limit, unit, atLeast = false }: Goal): string {
  const sign = `${atLeast ? "≥" : "≤"} ${whole(limit)}${unit}`;
  if (!Number.isFinite(figure)) return `${sign}: not measured`;
  return `${sign}: ${(atLeast ? figure >= limit : figure <= limit) ? "reached" : "missed"}`;
}

/** Prints rows under a head: the first column to the left, all others to the right. */
export function showTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  const cell = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[column]!) : text.padStart(widths[column]!);
  for (const line of lines) console.log(`  ${line.map(cell).join("  ").trimEnd()}`);
}

export function showTitle(title: string): void {
  console.log(`\n${title}\n`);
}

/** Says that the machinery itself is wrong: the benchmark ends with an error. */
export function showFault(sentence: string): void {
  console.log(`  FAULT: ${sentence}`);
  process.exitCode = 1;
}

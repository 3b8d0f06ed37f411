/** A line of a table for spreadsheets. */
export const csvLine = (cells: readonly string[], separator: string): string =>
  `${cells.map((cell) => quoted(harmless(cell), separator)).join(separator)}\r\n`;

/** What a spreadsheet would calculate is made a text. Source: OWASP, CSV injection. */
const harmless = (cell: string): string => (/^[=+\-@\t\r\uFF0B\uFF0D\uFF1D\uFF20]/.test(cell) ? `'${cell}` : cell);

const quoted = (cell: string, separator: string): string =>
  cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** The queue as a table for spreadsheets: the same filters, order and eyes, page by page. */
import type { Ctx } from "../context.ts";
import { Problem } from "../problem.ts";
import { csvLine } from "./csv-line.ts";
import { EXPORT_COLUMNS, EXPORT_WORDS, type ExportLanguage } from "./export-words.ts";
import { queue, type Queue, type QueueRow, type QueueWish } from "./list.ts";
import { NEVER } from "./reading.ts";

const PAGE_ROWS = 500;
/** A million rows is what spreadsheets open. */
const PAGES_MAX = 2_000;

export interface ExportWish extends QueueWish {
  readonly language?: ExportLanguage | undefined;
  readonly timeZone?: string | undefined;
}

interface Style {
  readonly language: ExportLanguage;
  readonly separator: string;
  readonly written: (at: Date | null) => string;
}

/**
 * The lines of the table, to be sent as they come. German spreadsheets take `;` as separator, English ones `,`; both need
 * the byte order mark to read UTF-8. 403 without a right to tickets, 400 for a time zone that does not exist.
 */
export async function queueExport(ctx: Ctx, wish: ExportWish): Promise<AsyncIterable<string>> {
  const { language = "de", timeZone = "UTC", ...filters } = wish;
  const style = { language, separator: language === "de" ? ";" : ",", written: stampOf(language, timeZone) };
  // The first page is read before anything is sent, so that a refusal is still one.
  const first = await queue(ctx, { ...filters, cursor: undefined, limit: PAGE_ROWS });
  return linesOf(ctx, filters, first, style);
}

async function* linesOf(ctx: Ctx, wish: QueueWish, first: Queue, style: Style): AsyncGenerator<string> {
  const words = EXPORT_WORDS[style.language];
  yield `\uFEFF${lineOf(
    EXPORT_COLUMNS.map((column) => words[column]),
    style,
  )}`;
  const told = new Set<string>();
  let page = first;
  for (let count = 1; ; count++) {
    // What moves down the list while it is read would be met again.
    const rows = page.rows.filter(({ ticket_id }) => !told.has(ticket_id));
    for (const { ticket_id } of rows) told.add(ticket_id);
    yield rows.map((row) => lineOf(cellsOf(row, page, style), style)).join("");
    if (page.next === null) return;
    if (count === PAGES_MAX) return void (yield lineOf([words.cut], style));
    page = await queue(ctx, { ...wish, cursor: page.next, limit: PAGE_ROWS });
  }
}

function cellsOf(row: QueueRow, { people, engagements }: Queue, { language, written }: Style): string[] {
  const words: Readonly<Record<string, string>> = EXPORT_WORDS[language];
  const engagement = engagements.get(row.engagement_id);
  const nameOf = (id: string | null) => (id === null ? "" : (people.get(id) ?? ""));
  const cells: Record<(typeof EXPORT_COLUMNS)[number], string> = {
    number: String(row.number),
    subject: row.subject,
    client: engagement?.client ?? "",
    engagement: engagement?.name ?? "",
    kind: words[row.kind] ?? row.kind,
    priority: row.priority ?? "",
    stage: words[row.stage] ?? row.stage,
    awaiting: row.awaiting === null ? "" : (words[`by-${row.awaiting}`] ?? ""),
    due: written(row.due_at === NEVER ? null : row.due_at),
    service: row.coverage.service?.name ?? row.service ?? "",
    category: row.category ?? "",
    asset: row.asset ?? "",
    requester: nameOf(row.requester_id),
    assignee: nameOf(row.assignee_id),
    disputed: row.disputed ? words["yes"]! : "",
    opened: written(row.opened_at),
    changed: written(row.changed_at),
    ended: written(row.ended_at),
  };
  return EXPORT_COLUMNS.map((column) => cells[column]);
}

const lineOf = (cells: readonly string[], { separator }: Style): string => csvLine(cells, separator);

/** Writes instants as spreadsheets of a language read them: `23.11.2026 09:05` · `2026-11-23 09:05`. */
function stampOf(language: ExportLanguage, timeZone: string): Style["written"] {
  const options = { dateStyle: "short", timeStyle: "short", timeZone } as const;
  try {
    const format = new Intl.DateTimeFormat("sv-SE", options);
    const written = (at: Date) => {
      const [date = "", time = ""] = format.format(at).split(" ");
      return language === "en" ? `${date} ${time}` : `${date.split("-").toReversed().join(".")} ${time}`;
    };
    return (at) => (at === null ? "" : written(at));
  } catch {
    throw new Problem(400, "request-unfit", { field: "query.timeZone" });
  }
}

/** `handschlag replay`: its options, its progress bar and its report. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SingleBar } from "cli-progress";
import { instantOfIso, type Instant } from "@handschlag/engine/instant.ts";
import { readMapping, type MappingDocument } from "@handschlag/engine/ticket/mapping.ts";
import type { Locale } from "@handschlag/engine/ticket/wording.ts";
import { linesOf, loadContract, textOf } from "../contract-files.ts";
import { Fault, say } from "../fault.ts";
import { refuseUnwritable } from "./log-file.ts";
import { csvReport, jsonReport } from "./report-export.ts";
import { replay } from "./replay.ts";
import { textReport } from "./report.ts";

export interface ReplayOptions {
  readonly amendment?: readonly string[];
  readonly mapping?: string;
  readonly whatIf?: string;
  readonly tickets?: string;
  readonly now?: string;
  readonly workers: number;
  readonly language?: Locale;
  readonly json?: true;
  readonly csv?: true;
}

/** Replays and prints. Throws a `Fault` for bad input. */
export async function replayCommand(contract: string, logs: readonly string[], options: ReplayOptions): Promise<void> {
  process.stdout.write(await reportOn(contract, logs, options));
}

/** Replays and says on standard error which fields were not read; returns the report. Throws a `Fault` for bad input. */
export async function reportOn(contract: string, logs: readonly string[], options: ReplayOptions): Promise<string> {
  const { amendment = [], whatIf, mapping, tickets } = options;
  const { documents, world } = await loadContract([contract, ...amendment]);
  const other = whatIf === undefined ? undefined : await loadContract([whatIf]);
  const mappingFile = mapping === undefined ? undefined : mappingFileOf(mapping);
  if (mappingFile === undefined) refuseCsv(logs);
  if (tickets !== undefined)
    refuseUnwritable(tickets, [contract, ...amendment, ...logs, whatIf ?? contract, mappingFile ?? contract]);
  const now = nowOf(options.now);
  const read = mappingFile === undefined ? undefined : loadMapping(mappingFile);
  const bar = progressBar();
  const replayed = await replay({
    documents,
    otherDocuments: other?.documents,
    worldHolidays: world || (other?.world ?? false),
    logs,
    mapping: read,
    tickets,
    now,
    workers: options.workers,
    onProgress: bar.show,
  }).finally(bar.stop);
  sayUnread(replayed.unread);
  const contracts = { versions: documents.toSorted((a, b) => a.version - b.version), other: other?.documents[0] };
  if (options.json) return jsonReport(replayed, contracts);
  if (options.csv) return csvReport(replayed, contracts);
  return textReport(replayed, contracts, options.language ?? contracts.versions.at(-1)!.language);
}

const UNREAD_SHOWN_MAX = 10;
const UNREAD_LENGTH_MAX = 40;

/** Fields that no event has may be a slip of the pen, so they are named. */
function sayUnread(unread: ReadonlyMap<string, number>): void {
  if (unread.size === 0) return;
  const fields = [...unread].toSorted(([, a], [, b]) => b - a);
  const shown = fields.slice(0, UNREAD_SHOWN_MAX).map(([field, count]) => {
    const name = field.length > UNREAD_LENGTH_MAX ? `${field.slice(0, UNREAD_LENGTH_MAX)}…` : field;
    return `${name} (${count} ${count === 1 ? "line" : "lines"})`;
  });
  const more = fields.length - shown.length;
  say(`handschlag: fields that are not read: ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`);
}

/** Read as NDJSON, each line of a CSV file would be a fault of its own. */
function refuseCsv(logs: readonly string[]): void {
  const csv = logs.find((log) => /\.csv(\.gz)?$/i.test(log));
  if (csv !== undefined)
    throw new Fault(
      `${csv}: expected --mapping, which says how CSV is read (${shippedMappings().join(", ")} or a file)`,
    );
}

function nowOf(text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined;
  const now = instantOfIso(text);
  if (now === undefined)
    throw new Fault(`--now: expected an existing instant with offset such as 2026-11-23T08:00:00Z, found ${text}`);
  return now;
}

const mappingFolder = fileURLToPath(new URL("../../../engine/mappings", import.meta.url));

/** The names of the mappings that ship. */
const shippedMappings = (): string[] =>
  readdirSync(mappingFolder)
    .flatMap((file) => (file.endsWith(".yaml") ? [file.slice(0, -".yaml".length)] : []))
    .toSorted();

/** The file of a mapping that is named by the name under which it ships, or by its file. */
function mappingFileOf(name: string): string {
  if (shippedMappings().includes(name)) return join(mappingFolder, `${name}.yaml`);
  if (/[./\\]/.test(name) || existsSync(name)) return name;
  throw new Fault(`--mapping: expected a file or one of ${shippedMappings().join(", ")}, found ${name}`);
}

function loadMapping(file: string): MappingDocument {
  const mapping = readMapping(textOf(file));
  if (!mapping.ok)
    throw new Fault(
      `${file}: not a valid mapping: ${mapping.refusal.length} ${mapping.refusal.length === 1 ? "fault" : "faults"}`,
      linesOf(file, mapping.refusal),
    );
  return mapping.value;
}

const BAR_AFTER_MS = 1_000;

/** A bar on standard error, if that is a terminal and the work takes longer than a second. */
function progressBar(): { readonly show: (share: number) => void; readonly stop: () => void } {
  if (!process.stderr.isTTY) return { show: () => undefined, stop: () => undefined };
  const startedAt = performance.now();
  let bar: SingleBar | undefined;
  return {
    show: (share) => {
      if (bar === undefined && performance.now() - startedAt > BAR_AFTER_MS) {
        bar = new SingleBar({
          format: "{bar} {percentage} % | {eta_formatted}",
          stream: process.stderr,
          clearOnComplete: true,
          hideCursor: true,
          etaBuffer: 50,
          gracefulExit: true,
        });
        bar.start(1_000, 0);
      }
      bar?.update(Math.round(share * 1_000));
    },
    stop: () => bar?.stop(),
  };
}
